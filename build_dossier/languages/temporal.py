"""The words that date things in a language: the pack's `[temporal]` section merged with CLDR.

CLDR (through Babel) gives month and weekday names, relative patterns ("vor 2 Tagen"), date marks (年)
and the order of numeric dates; the pack gives the rest. A language without a pack has what CLDR knows.
"""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, cast
from unicodedata import combining, normalize, numeric

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.dates import format_timedelta

from build_dossier.errors import PackError
from build_dossier.languages import section

__all__ = ["ROLES", "Holiday", "Temporal", "Value", "Word", "temporal"]

Value = str | int

ROLES: Mapping[str, tuple[str, ...]] = {
    "weekday": ("weekday", "offset", "unit"), "wabbr": ("weekday",), "wplain": ("weekday",),
    "compound": ("daypart", "modifier"),
    "month": ("month",), "mabbr": ("month",), "mrisky": ("month",), "mcap": ("month",),
    "deictic": ("unit", "offset", "daypart"), "before": ("offset",), "after": ("offset",),
    "unit": ("unit",), "dunit": ("unit",), "hunit": ("unit",), "plural": ("unit",),
    "amount": ("count", "unit"), "then": ("modifier",), "thenpost": ("modifier",),
    "thenend": ("modifier",), "told": ("unit", "modifier", "count"),
    "edgeunit": ("modifier", "unit"), "edge": ("modifier",), "edgeafter": ("modifier",),
    "daypart": ("daypart", "modifier"), "number": ("count",), "numeral": ("count",),
    "era": ("year",), "dayword": ("day",),
    "season": ("count",), "seasonadv": ("count",), "quarter": ("count", "unit"),
    "partafter": ("count", "unit"), "centuryword": ("count",), "unitago": ("unit",),
    "decadeword": ("year",), "holiday": ("holiday",),
    "since": ("modifier",), "until": ("modifier",), "earlier": ("modifier",), "later": ("modifier",),
    "about": ("modifier",), "lastpost": ("offset",), "weekend": ("unit",),
    "agopre": ("offset",), "agopost": ("offset",), "inpre": ("offset",), "inpost": ("offset",),
}  # fmt: skip
"""The roles of words that carry a value, and which fields their key in the pack fills, in order.

`[temporal.values.deictic]` with `"day -1 night" = ["semalam"]` gives unit, offset and daypart.
"""

PLAIN = frozenset({
    "the", "of", "in", "inseason", "on", "at", "to", "from", "between", "and", "every", "habit", "few",
    "plus", "clock", "dpprep", "dayprep", "zone", "yearword", "durprep", "measure", "century",
    "now", "untilpost", "dsuffix", "decadepre",
    "decadesuf", "ymark", "mmark", "dmark", "weekword", "nodate", "same", "fuzz", "det", "noyear", "noun",
    "ysuffix", "ordpre", "counter", "basepost", "betweenpost", "daylabel", "daysign",
})  # fmt: skip
"""The roles of words without a value: `[temporal.words]`."""

IMPLIED: Mapping[str, tuple[tuple[str, Value], ...]] = {
    "since": (("modifier", "since"),), "until": (("modifier", "until"),),
    "earlier": (("modifier", "before"),), "later": (("modifier", "after"),),
    "about": (("modifier", "about"),), "weekend": (("unit", "weekend"),),
    "agopre": (("offset", -1),), "agopost": (("offset", -1),),
    "inpre": (("offset", 1),), "inpost": (("offset", 1),),
}  # fmt: skip
"""Values that every word of a role has: its pack lists them under `[temporal.words]`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase with one role in dating expressions and the values it stands for."""

    phrase: str
    role: str
    values: tuple[tuple[str, Value], ...] = ()
    capital: bool = False
    """True when only a capitalised token has this role."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """A feast with the rule that gives its day in a year, e.g. `12-25`, `4 thu 11`, `easter+1`."""

    key: str
    rule: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Temporal:
    """All that the grammar knows of a language."""

    language: str
    words: tuple[Word, ...]
    order: Literal["dmy", "mdy", "ymd"]
    """Of numeric dates, from CLDR's short pattern."""
    month_first: bool
    """True where "November 18" is a date."""
    ordinals: frozenset[str]
    """Letters right after the number of a day: `st`, `er`."""
    decades: frozenset[str]
    """Letters right after the number of a decade: `s` in `1990s`."""
    hours: frozenset[str]
    """Letters right after the number of an hour: `h`, `am`."""
    capital_nouns: bool = False
    """True where every noun begins with a capital: what a small word follows is no number of things."""
    loose: bool = False
    """True without a pack: a full date may then hold words that nobody has listed."""
    year_shift: int = 0
    """What the years of the country's own count are ahead: 543 in Thailand."""
    bare_days: bool = False
    """True where "Friday 23 in the evening" is a date: no ordinal marks the day of a month."""
    inside: bool = False
    """True where the longer span stands first: "July's last week"."""
    by_weeks: bool = False
    """True where "next Monday" is the Monday of next week."""
    next_week: frozenset[str] = frozenset()
    """Words that put a weekday into next week, where others mean the coming one: "next Friday"."""
    holidays: Mapping[str, Holiday] = field(default_factory=dict)
    future: frozenset[str] = frozenset()
    """Words that say the clause lies ahead: `akan`, `will`, `*ront`."""
    finds: tuple[str, ...] = ()
    """Proof: lines in which exactly the bracketed words are dating expressions."""
    ignores: tuple[str, ...] = ()
    """Proof: lines without a dating expression."""


def _locale(language: str) -> Locale | None:
    """Return the locale of a code: aliases such as `iw` are followed, unknown regions left out."""
    head, *rest = language.replace("_", "-").split("-")
    alias = str(get_global("language_aliases").get(head, head)).replace("_", "-")
    for code in ("-".join((alias, *rest)), alias):
        try:
            return Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


_TABLES = (("month", "mabbr", "month"), ("weekday", "wabbr", "weekday"))
_NUMBERED = re.compile(r"[\W\d]*\d[\W\d]*\w?\.?")


def _lineage(name: str) -> Iterator[str]:
    if name != "root":
        parent = get_global("parent_exceptions").get(name) or name.rpartition("_")[0] or "root"
        yield from _lineage(str(parent))
    yield name


@cache
def _tables(locale: Locale) -> Mapping[str, Any]:
    """Return the names of a locale's months and days, read afresh.

    Babel's cache shares the tables that locales inherit and writes into them while it resolves aliases, so
    that what it answers depends on which languages were asked for before.
    """
    data: dict[str | int | None, Any] = {}
    for name in _lineage(str(locale)):
        with Path(localedata.resolve_locale_filename(name)).open("rb") as file:
            read = pickle.load(file)
        localedata.merge(data, {key: read[key] for key in ("months", "days") if key in read})
    return localedata.LocaleDataDict(data)


def _names(locale: Locale) -> Iterator[Word]:
    for wide, short, name in _TABLES:
        table = _tables(locale)[f"{name.removeprefix('week')}s"]
        for width, role in (("wide", wide), ("abbreviated", short)):
            for context in ("format", "stand-alone"):
                for number, phrase in table.get(context, {}).get(width, {}).items():
                    if _NUMBERED.fullmatch(phrase) or all(
                        numeric(c, None) is not None for c in phrase[:-1]
                    ):  # 11月 is a number and a mark
                        continue
                    yield Word(phrase.rstrip("."), role, ((name, int(number)),))
                    if "\u02bc" in phrase:  # a letter in CLDR, an apostrophe as it is typed
                        yield Word(phrase.replace("\u02bc", "'"), role, ((name, int(number)),))
                    if role == "wabbr" and not phrase.endswith("."):
                        yield Word(phrase, "wplain", ((name, int(number)),))
    yield from _beginnings(locale)


def _beginnings(locale: Locale) -> Iterator[Word]:
    """Yield what can only begin one month's name ("febr"): good enough with a day and a year beside it."""
    names = {
        phrase.casefold(): int(number)
        for context in ("format", "stand-alone")
        for number, phrase in _tables(locale)["months"].get(context, {}).get("wide", {}).items()
        if not re.search(r"[\s\d.]", phrase)
    }
    for phrase, number in names.items():
        for size in range(3, len(phrase)):
            start = phrase[:size]
            if all(other == number for name, other in names.items() if name.startswith(start)):
                yield Word(start, "mpre", (("month", number),))


@cache
def _beyond() -> Mapping[str, list[list[str]]]:
    """Return the names of the twelve months, by language, that CLDR does not have."""
    text = resources.files("build_dossier.languages").joinpath("beyond_cldr.json").read_text(encoding="utf-8")
    return cast("Mapping[str, list[list[str]]]", json.loads(text))


def _more_months(language: str) -> Iterator[Word]:
    head = language.partition("-")[0]
    for number, names in enumerate(_beyond().get(language, _beyond().get(head, [])), 1):
        for name in names:
            yield Word(name, "mabbr", (("month", number),))


def _scripts(locale: Locale) -> Iterator[Locale]:
    """Yield the locale of a language and those of its other scripts: Serbian is written in two."""
    yield locale
    for script in ("Latn", "Cyrl"):
        if localedata.exists(f"{locale.language}_{script}"):  # parsing others gives the words of English
            yield Locale(locale.language, script=script)


def _foreign() -> Iterator[Word]:
    """Yield English names of months as the abbreviations of a language that CLDR does not know."""
    for word in _names(Locale("en")):
        if word.role in ("month", "mabbr"):
            yield Word(word.phrase, "mabbr", word.values)


_LITERAL = re.compile(r"'([^']+)'|([^\W\d_a-zA-Z]+)")


def _marks(locale: Locale) -> Iterator[Word]:
    """Yield what CLDR's date patterns hold beside numbers: 年, "de", "g."."""
    pattern = str(locale.date_formats["long"].pattern)
    for letter, mark in re.findall(r"([yMd])\1*([^\W\d_a-zA-Z]+)", pattern):
        yield Word(mark, {"y": "ymark", "M": "mmark", "d": "dmark"}[letter])
    for width in ("full", "long", "medium"):
        for quoted, plain in _LITERAL.findall(str(locale.date_formats[width].pattern)):
            literal = (quoted or plain).strip(" .,")
            if len(literal) > 1 or (literal.isalpha() and literal < _SCRIPTS_OF_CHARS):
                yield Word(literal, "of")
        yield from _glued(locale, str(locale.date_formats[width].pattern))


_SCRIPTS_OF_CHARS = "\u0e00"
"""Scripts behind it write no spaces: there a single character is no word."""
_GLUED = re.compile(r"([^\W\d_a-zA-Z]*)M{3,4}(?:'(\w+)'|([^\W\d_a-zA-Z]+))?")


def _glued(locale: Locale, pattern: str) -> Iterator[Word]:
    """Yield the names of months with what a pattern writes right before or after them: `MMMM'ren'`."""
    for before, quoted, plain in _GLUED.findall(pattern):
        if before or quoted or plain:
            for word in _names(locale):
                if word.role in ("month", "mabbr"):
                    yield Word(f"{before}{word.phrase}{quoted or plain}", "mabbr", word.values)


_STEPS: Mapping[Literal["hour", "day", "week", "month", "year"], timedelta] = {
    "hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(days=7),
    "month": timedelta(days=30), "year": timedelta(days=365),
}  # fmt: skip
_UNIT_ROLES = {"hour": "hunit", "day": "dunit"}
_COUNTED = re.compile(r"(\d+)\s*(\D+)")


def _relative(locale: Locale) -> Iterator[Word]:
    """Yield the units and the words around "2 days ago" and "in 2 days", taken from CLDR's patterns."""
    for unit, step in _STEPS.items():
        one = ""
        for count in (1, 2, 5):
            plain = format_timedelta(step * count, granularity=unit, threshold=count + 1, locale=locale)
            match = _COUNTED.fullmatch(plain)
            if match is None:
                continue
            number, word = match[1], match[2].strip()
            one = word if count == 1 else one
            several = count > 1 and word != one and unit != "hour"
            role = "plural" if several else _UNIT_ROLES.get(unit, "unit")
            yield Word(word, role, (("unit", unit),))
            for sign, pre, post in ((-1, "agopre", "agopost"), (1, "inpre", "inpost")):
                text = format_timedelta(
                    sign * step * count, granularity=unit, threshold=count + 1, add_direction=True,
                    locale=locale,
                )  # fmt: skip
                before, found, after = text.partition(number)
                if found:
                    yield from _around(before.strip(), after.strip(), word, pre, post, role, unit)


def _around(before: str, after: str, word: str, pre: str, post: str, role: str, unit: str) -> Iterator[Word]:
    """Yield what stands before and after a counted unit: "vor", "ago", and the unit's inflected form."""
    if before:
        yield Word(before, pre, IMPLIED[pre])
    rest = after[len(word) :].strip() if after.startswith(word) else ""
    if rest:
        yield Word(rest, post, IMPLIED[post])
    elif before:
        yield Word(word if after.startswith(word) else after, role, (("unit", unit),))


def _listed(raw: Mapping[str, Any], code: str) -> Iterator[Word]:
    for role, phrases in raw.get("words", {}).items():
        if role not in PLAIN and role not in IMPLIED:
            raise PackError(f"languages/{code}.toml: [temporal.words] has no role {role!r}; see ROLES")
        for phrase in phrases:
            yield Word(phrase, role, IMPLIED.get(role, ()))
    for role, table in raw.get("values", {}).items():
        if role not in ROLES:
            raise PackError(f"languages/{code}.toml: [temporal.values] has no role {role!r}; see ROLES")
        for key, phrases in table.items():
            values = _values(role, key, code)
            for phrase in phrases:
                yield Word(phrase, role, values)


def _values(role: str, key: str, code: str) -> tuple[tuple[str, Value], ...]:
    parts = key.split()
    names = ROLES[role]
    if len(parts) > len(names):
        raise PackError(f"languages/{code}.toml: key {key!r} of {role} has more than {' '.join(names)}")
    numbers = {"weekday", "month", "offset", "count", "day", "year"}
    try:
        return tuple((n, int(p) if n in numbers else p) for n, p in zip(names, parts, strict=False))
    except ValueError as error:
        raise PackError(f"languages/{code}.toml: key {key!r} of {role}: {error}") from error


def _numerals(words: Iterable[Word]) -> Iterator[Word]:
    """Yield the numbers 10 to 99 that ten and the digits of a pack spell: 二十三."""
    digits = {word.values[0][1]: word.phrase for word in reversed(list(words)) if word.role == "numeral"}
    for number in range(10, 100) if digits else ():
        tens, ones = divmod(number, 10)
        phrase = f"{digits[tens] if tens > 1 else ''}十{digits[ones] if ones else ''}"
        yield Word(phrase, "numeral", (("count", number),))


def _compounds(words: Iterable[Word]) -> Iterator[Word]:
    """Yield weekday and day part in one word: Freitag + nachmittag."""
    known = list(words)
    tails = [word for word in known if word.role == "compound"]
    for day in known:
        if day.role == "weekday":
            for tail in tails:
                yield Word(day.phrase + tail.phrase, "weekday", day.values + tail.values)


def _inflected(words: Iterable[Word], raw: Mapping[str, Any]) -> Iterator[Word]:
    """Yield each word and its forms with the endings and beginnings the pack lists for its role."""
    endings, beginnings = raw.get("endings", {}), raw.get("beginnings", {})
    for word in words:
        yield word
        for ending in endings.get(word.role, ()):
            yield Word(word.phrase + ending, word.role, word.values)
        for beginning in beginnings.get(word.role, ()):
            yield Word(beginning + word.phrase, word.role, word.values)


def _bare(words: Sequence[Word], raw: Mapping[str, Any]) -> Iterator[Word]:
    """Yield each word, and where the pack says so without its accents too, as many type it ("manana")."""
    known = set()
    for word in words:
        known.add(word.phrase.casefold())
        yield word
    for word in words if raw.get("bare_accents") else ():
        letters = normalize("NFD", word.phrase)
        bare = "".join(letter for letter in letters if not combining(letter))
        if len(bare) >= _LONG_ENOUGH and bare.casefold() not in known:
            yield Word(bare, word.role, word.values)


_LONG_ENOUGH = 3
"""Shorter words without their accents are other words: "há" and "ha"."""


def _ruled(words: Iterable[Word], raw: Mapping[str, Any]) -> Iterator[Word]:
    """Yield the words under the pack's cautions: risky month names, roles that need a capital."""
    risky = {phrase.casefold() for phrase in raw.get("risky", ())}
    drop = {phrase.casefold() for phrase in raw.get("never", ())}
    capital = frozenset(raw.get("capital", ())) | {"zone"}
    for word in words:
        if word.role == "compound" or (word.phrase.casefold() in drop and word.role in ("wplain", "mabbr")):
            continue
        role = "mrisky" if word.role == "month" and word.phrase.casefold() in risky else word.role
        needed = role in capital and word.phrase[:1].isupper()
        yield Word(word.phrase, role, word.values, needed)
        if role == "mrisky":
            yield Word(word.phrase, "mcap", word.values, "mcap" in capital)


def _holidays(raw: Mapping[str, Any]) -> dict[str, Holiday]:
    table = raw.get("holidays", {})
    return {key: Holiday(key, str(value["rule"]), tuple(value["words"])) for key, value in table.items()}


def _order(locale: Locale | None) -> Literal["dmy", "mdy", "ymd"]:
    if locale is None:
        return "dmy"
    letters = re.sub(r"[^yMd]", "", str(locale.date_formats["short"].pattern))
    first = letters[:1]
    return "ymd" if first == "y" else "mdy" if first == "M" else "dmy"


def _all_words(
    language: str, raw: Mapping[str, Any], locale: Locale | None, holidays: Mapping[str, Holiday]
) -> list[Word]:
    """Return the words of CLDR and of the pack, with their compounds and inflected forms."""
    words: list[Word] = []
    listed = list(_listed(raw, language))
    single = {word.phrase.casefold() for word in listed if word.role in ("unit", "dunit")}
    if locale is not None:
        for written in dict.fromkeys(_scripts(locale)):
            words += _names(written)
        words += _marks(locale)
        if raw.get("cldr_relative", True):
            # the pack's word stands: "недели" counts two weeks, and is the genitive of one
            words += [
                word
                for word in _relative(locale)
                if word.role != "plural" or word.phrase.casefold() not in single
            ]
    else:
        words += _foreign()
    words += _more_months(language)
    words += listed
    words += list(_numerals(words))
    words += list(_compounds(words))
    for holiday in holidays.values():
        words += [Word(phrase, "holiday", (("holiday", holiday.key),)) for phrase in holiday.words]
    return list(_inflected(words, raw))


@cache
def temporal(language: str) -> Temporal:
    """Return what is known of dating expressions in a language, `und` included.

    Raises PackError for a role or value that the grammar does not have.
    """
    raw = section(language, "temporal")
    locale = _locale(language)
    holidays = _holidays(raw)
    words = _all_words(language, raw, locale, holidays)
    ruled = dict.fromkeys(_ruled(_bare(words, raw), raw))
    return Temporal(
        language=language,
        words=tuple(ruled),
        order=_order(locale),
        month_first=bool(raw.get("month_first", False)),
        ordinals=frozenset(raw.get("ordinals", ())),
        decades=frozenset(raw.get("decades", ())),
        hours=frozenset(raw.get("hours", ())),
        capital_nouns=bool(raw.get("capital_nouns", False)),
        loose=not raw,
        year_shift=int(raw.get("year_shift", 0)),
        bare_days=bool(raw.get("bare_days", False)),
        inside=bool(raw.get("inside", False)),
        by_weeks=bool(raw.get("by_weeks", False)),
        next_week=frozenset(raw.get("next_week", ())),
        holidays=holidays,
        future=frozenset(cast("list[str]", raw.get("future", []))),
        finds=tuple(raw.get("finds", ())),
        ignores=tuple(raw.get("ignores", ())),
    )
