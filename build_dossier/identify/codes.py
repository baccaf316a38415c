"""Codes of languages: BCP 47, as short as it is true."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale
from babel.core import get_global

from build_dossier.languages import available

__all__ = ["base", "normalised"]

TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
MACRO = {"no": "nb"}
"""Codes of a group of languages that newspapers use for one of them: Norwegian is written as Bokmål."""


def base(code: str) -> str:
    """Return a code without script and region: `zh-Hant` is `zh`."""
    return code.split("-", maxsplit=1)[0]


@cache
def normalised(stated: str) -> str:
    """Return the shortest true BCP 47 code for a language tag or name, empty when it is neither.

    `de-AT` is `de`, `in_ID` is `id`, `zh-TW` is `zh-Hant`, `Bahasa Indonesia` is `id`.
    """
    text = stated.strip().split(",", maxsplit=1)[0].strip()
    if TAG.fullmatch(text):
        code = _minimal(re.split(r"[-_]", text))
        if code:
            return code
    return _by_name().get(text.casefold(), "")


def _minimal(subtags: list[str]) -> str:
    language = subtags[0].lower()
    script = next((tag.title() for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), "")
    region = next((tag.upper() for tag in subtags[1:] if len(tag) == 2 and tag.isalpha()), "")
    renamed = str(_aliases().get(language, MACRO.get(language, language))).split("_")
    language, script = renamed[0], script or (renamed[1] if len(renamed) > 1 else "")
    if language not in _known() or language in {"und", "mul", "zxx"}:
        return ""
    likely = _likely_script(language)
    script = script or _likely_script(f"{language}_{region}") or likely
    return language if script == likely or not likely else f"{language}-{script}"


@cache
def _aliases() -> Mapping[str, Any]:
    aliases: Mapping[str, Any] = get_global("language_aliases")
    return aliases


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale("en").languages)


def _likely_script(key: str) -> str:
    parts = str(get_global("likely_subtags").get(key, "")).split("_")
    return next((part for part in parts if len(part) == 4), "")


@cache
def _by_name() -> Mapping[str, str]:
    """Return the code by the language's name, said in English, in itself or in a language that has a pack."""
    names: dict[str, str] = {}
    for spoken in ("en", *available()):
        for code, name in sorted(Locale(spoken).languages.items()):
            if "_" not in code:
                names.setdefault(str(name).casefold(), code)
    for code in available():
        names.setdefault(Locale(code).display_name.casefold(), code)
        names.setdefault(f"bahasa {Locale(code).display_name}".casefold(), code)
    return names
