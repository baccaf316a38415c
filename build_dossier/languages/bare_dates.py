"""Lines that hold a full date and nothing else, told by CLDR's names of months and weekdays."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from build_dossier.languages import available
from build_dossier.languages.cleaning import cleaning_pack

__all__ = ["bare_date", "date_part"]

_LONGEST = 90
"""Characters of the longest such line: weekday, date, time and zone with a word or two between."""
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_NUMERIC = re.compile(
    r"(?<!\d)\d{1,4}([./-])\d{1,2}\1\d{1,4}(?!\d)|(?<!\d)\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}"
)
_SEPARATOR = re.compile(r"\s+[|•·–—/-]+\s+|[|•·]|\s{3,}")
_MARKS = re.compile(r"[^\w\s.,:;/|()+•·–—-]")


def bare_date(text: str, language: str) -> str:
    """Return the text when it is a full date and nothing but (weekday, time, zone may stand by)."""
    text = text.strip(" \t\u00a0|•·-–—,;()[]")
    if not 6 <= len(text) <= _LONGEST or not any(char.isdigit() for char in text) or _MARKS.search(text):
        return ""
    words = {word.casefold() for word in _WORD.findall(text)}
    months, others = _words_of(language)
    numeric = bool(_NUMERIC.search(text))
    if not words <= (months | others) or len(_NUMBERS.findall(text)) > 12:
        return ""
    named = bool(words & months) and bool(_YEAR.search(text)) and len(_NUMBERS.findall(text)) >= 2
    return text if named or numeric else ""


def date_part(text: str, language: str) -> str:
    """Return the part of a line between separators that is a bare date, else empty."""
    if len(text) > 3 * _LONGEST:
        return ""
    parts = [bare_date(part, language) for part in (text, *_SEPARATOR.split(text))]
    return next((part for part in parts if part), "")


@cache
def _words_of(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return (words that name months, other words of dates) in a language and in English."""
    codes = [language, "en"] if _locale(language) else [*available(), "en"]
    locales = [locale for code in codes if (locale := _locale(code))]
    months = frozenset(word for locale in locales for word in _names(locale, "months"))
    others = {word for locale in locales for word in (*_names(locale, "days"), *_literals(locale))}
    others |= {word for locale in locales for word in _names(locale, "day_periods")}
    others |= {word for code in codes for phrase in cleaning_pack(code).date_words for word in _split(phrase)}
    return months, frozenset(others)


@cache
def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-") if code and code != "und" else None
    except (UnknownLocaleError, ValueError):
        return None


def _split(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _names(locale: Locale, kind: str) -> set[str]:
    """Return the words of all forms of the names of a kind."""
    found: set[str] = set()
    for context in getattr(locale, kind).values():
        for width, names in context.items():
            if width != "narrow":
                found.update(word for name in names.values() for word in _split(str(name)))
    return found


def _literals(locale: Locale) -> set[str]:
    """Return the words between the fields of the locale's date formats: Spanish "de", Japanese "日"."""
    found: set[str] = set()
    for name in ("full", "long", "medium"):
        pattern = locale.date_formats[name].pattern
        for literal in re.findall(r"'([^']+)'", pattern):
            found.update(_split(literal))
        found.update(word for word in _split(re.sub(r"'[^']*'", " ", pattern)) if not word.isascii())
        found.update(char for char in pattern if char.isalpha() and not char.isascii())
    return found
