"""The temporal grammar: what is found, what is not, and that it stays linear."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from babel import Locale
from babel.dates import format_date

from build_dossier.errors import PackError
from build_dossier.languages import available
from build_dossier.languages import temporal as temporal_module
from build_dossier.languages.temporal import temporal
from build_dossier.timeline import (
    behind,
    calendars,
    context,
    grammar,
    holidays,
    joining,
    lexicon,
    periods,
    prefixes,
    reader,
    rules,
    spans,
    tokens,
    values,
)
from build_dossier.timeline.grammar import find, prove

CASES = Path(__file__).parent / "cases" / "dates"


def _lines(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.partition(" => ")[0] for line in lines if line and not line.startswith("#")]


SENTENCES = [
    pytest.param(path.name[:2], line, id=f"{path.stem}:{line[:50]}")
    for path in sorted(CASES.glob("??-*.txt"))
    for line in _lines(path)
]


@pytest.mark.parametrize(("language", "line"), SENTENCES)
def test_exactly_the_bracketed_words_are_found(language: str, line: str) -> None:
    """A case's sentence yields the expressions in its brackets, and nothing else."""
    plain = line.replace("[", "").replace("]", "")
    found = find(plain, language)
    assert [one.text for one in found] == re.findall(r"\[([^\]]*)\]", line)
    assert all(plain[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize("language", available())
def test_every_pack_passes_its_own_lines(language: str) -> None:
    """Each language pack with temporal words proves them."""
    prove(language)


def test_a_pack_that_breaks_its_word_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line whose brackets are wrong raises PackError and names the line."""
    compiled = lexicon.compiled("en")
    pack = temporal("en")
    wrong = type(pack)(**{name: getattr(pack, name) for name in pack.__slots__} | {"finds": ("on [Sam]",)})
    broken = type(compiled)(
        **{name: getattr(compiled, name) for name in compiled.__slots__} | {"language": wrong}
    )
    monkeypatch.setattr(grammar, "compiled", lambda _: broken)
    with pytest.raises(PackError, match=r"on \[Sam\]"):
        prove("en")


@pytest.mark.parametrize(
    "raw",
    [
        {"words": {"sometimes": ["x"]}},
        {"values": {"someday": {"1": ["x"]}}},
        {"values": {"weekday": {"first": ["x"]}}},
        {"values": {"unit": {"day week": ["x"]}}},
    ],
)
def test_a_pack_with_an_unknown_role_or_value_is_refused(
    raw: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The loader names the file and what it does not know."""
    monkeypatch.setattr(temporal_module, "section", lambda *_: raw)
    with pytest.raises(PackError, match=r"languages/xx\.toml"):
        temporal.__wrapped__("xx")


def test_expressions_never_overlap_and_stand_in_order() -> None:
    """Whatever stands side by side, spans are disjoint and ascending."""
    text = (
        "Von Montag bis Freitag, 17. November 2023, seit 2018 bis 2024 (17.11.) Ende November letzter Woche. "
        * 20
    )
    found = find(text, "de")
    assert found
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_words_say_exactly_what_they_say() -> None:
    """So "Jumat (18/11)" has weekday, day and month, and no year."""
    (one,) = find("dipecat pada hari Jumat (18/11), kini", "id")
    assert (one.weekday, one.day, one.month, one.year) == (4, 18, 11, None)


def test_minggu_is_sunday_or_week_by_what_follows() -> None:
    """Day parts make it Sunday, "ini" and numbers make it a week."""
    shapes = {text: find(text, "id")[0] for text in ("Minggu malam", "Minggu ini", "dua minggu lalu")}
    assert shapes["Minggu malam"].weekday == 6
    assert shapes["Minggu malam"].daypart == "evening"
    assert (shapes["Minggu ini"].shape, shapes["Minggu ini"].offset) == ("week", 0)
    assert (shapes["dua minggu lalu"].shape, shapes["dua minggu lalu"].count) == ("ago", 2)


def test_a_compound_of_weekday_and_daypart_gives_both() -> None:
    """So "späten Freitagnachmittag" is Friday, afternoon, late."""
    (one,) = find("am späten Freitagnachmittag in", "de")
    assert (one.weekday, one.daypart, one.modifier) == (4, "afternoon", "late")


@pytest.mark.parametrize("language", ["nl", "sv", "it", "pl", "tr", "ja", "zh", "und", "xx"])
def test_a_language_without_a_pack_has_what_cldr_knows(language: str) -> None:
    """ISO dates are found everywhere, nothing raises."""
    assert [one.text for one in find("x 2023-11-18 y", language)] == ["2023-11-18"]


def test_cldr_alone_gives_dates_and_distances() -> None:
    """Without a pack, full dates and CLDR's relative patterns are found."""
    assert [one.text for one in find("op 18 november 2023, 3 dagen geleden", "nl")] == [
        "18 november 2023",
        "3 dagen geleden",
    ]
    assert [one.text for one in find("会議は2023年11月18日に開かれた。", "ja")] == ["2023年11月18日"]


LOCALES = [
    "am", "az", "be", "bn", "br", "ckb", "eu", "fa", "ga", "gu", "he", "hy", "ka", "kk", "km", "kn",
    "ku", "ky", "lo", "lt", "mk", "ml", "mn", "mt", "my", "ne", "ps", "si", "sr-Latn", "ta", "te", "ug",
    "ur", "zh-Hant",
]  # fmt: skip
"""Languages of many scripts, most without a pack."""


@pytest.mark.parametrize("language", LOCALES)
def test_a_language_reads_the_dates_that_cldr_writes_for_it(language: str) -> None:
    """CLDR's full and long date say the day, in one expression (a weekday may stay outside)."""
    for style in ("full", "long"):
        text = format_date(date(2021, 5, 3), style, locale=Locale.parse(language, sep="-"))
        assert (2021, 5, 3) in [(one.year, one.month, one.day) for one in find(text, language)], text


HOSTILE = [
    "Montag 12 ",
    "1 ",
    "1.",
    "am 17.",
    "Von Montag bis ",
    "(17/11) ",
    "every the ",
    "'",
    "2018-",
    "a" * 99,
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_piece_by_piece(piece: str) -> None:
    """Ten times the text finds ten times as much, give or take its ends: no match runs on and on."""
    few, many = (find(piece * times, "de") for times in (200, 2000))
    assert abs(len(many) - 10 * len(few)) <= 20
    assert all(one.end - one.start < 200 for one in many)


def test_what_is_known_of_a_language_does_not_depend_on_what_was_read_before() -> None:
    """Babel resolves aliases in tables that its locales share; French stays French after Chinese."""
    temporal.__wrapped__("zh")
    again = temporal.__wrapped__("fr")
    assert not {"Sun", "Mon"} & {word.phrase for word in again.words if word.role == "weekday"}


_LINKS = ("now", "unit", "number", "earlier", "from", "to")


@pytest.mark.parametrize("language", available())
def test_what_dates_nothing_alone_is_not_found(language: str) -> None:
    """Neither "now" nor a bare length leaves the grammar, however the words stand."""
    pack = temporal(language)
    phrases = [
        word.phrase for word in pack.words if word.role in ("now", "unit", "number", "earlier", "from", "to")
    ]
    text = " ".join((*phrases, *pack.finds, *reversed(phrases)))
    shapes = {part.shape for one in find(text, language) for part in (one, *one.parts)}
    assert not shapes & {"now", "shift", "length", "weekno"}


def test_public_names_are_exported_and_exist() -> None:
    """`__all__` of each module names what it has."""
    modules = (
        behind,
        calendars,
        context,
        grammar,
        holidays,
        joining,
        lexicon,
        periods,
        prefixes,
        reader,
        rules,
        spans,
        tokens,
        values,
    )
    for module in modules:
        assert all(hasattr(module, name) for name in module.__all__)
