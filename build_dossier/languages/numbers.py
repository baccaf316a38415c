"""The words for numbers: scales from CLDR (`million`, `Mrd.`, `juta`, `万`), small numbers from the packs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError

from build_dossier.languages.temporal import temporal

__all__ = ["cardinals", "has_dual", "number_words", "scales"]

_PATTERN = re.compile(r"(0+)[\s\u00a0\u202f]*([^\s\d].*)")
_ROLES = ("number", "numeral", "dayword")


@cache
def scales(code: str) -> Mapping[str, int]:
    """Return what a word right after a number multiplies it by, case folded and without a full stop."""
    locale = _locale(code)
    formats = locale.compact_decimal_formats if locale else {}
    found: dict[str, int] = {}
    for length in ("long", "short"):
        for patterns in formats.get(length, {}).values():
            for magnitude, pattern in patterns.items():
                match = _PATTERN.fullmatch(str(pattern.pattern).replace("'", ""))
                if match:
                    word = match[2].strip().rstrip(".").casefold()
                    found.setdefault(word, int(magnitude) // 10 ** (len(match[1]) - 1))
    return MappingProxyType(found)


@cache
def has_dual(code: str) -> bool:
    """Tell whether a language says "two" by the form of the noun alone, as Arabic does."""
    locale = _locale(code)
    return locale is not None and "two" in locale.plural_form.tags


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return None


@cache
def number_words(code: str) -> Mapping[int, tuple[str, ...]]:
    """Return the words of a language's pack for each number, ordinals included, case folded."""
    found: dict[int, list[str]] = {}
    for value, word in _words(code):
        found.setdefault(value, []).append(word)
    return MappingProxyType({value: tuple(dict.fromkeys(words)) for value, words in found.items()})


@cache
def cardinals(code: str) -> Mapping[str, int]:
    """Return the numbers from 2 on that a language's pack writes in words, case folded; no ordinals."""
    return MappingProxyType(
        {
            word.phrase.casefold(): int(value)
            for word in temporal(code).words
            if word.role == "number"
            for _, value in word.values
            if int(value) > 1
        }
    )


def _words(code: str) -> Iterator[tuple[int, str]]:
    for word in temporal(code).words:
        if word.role in _ROLES:
            yield from ((int(value), word.phrase.casefold()) for _, value in word.values)
