"""Resolution: which days the words mean, why, and what stays in doubt."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from edtf import parse_edtf

from build_dossier.messages import english
from build_dossier.model import (
    Article,
    Block,
    DateMention,
    Days,
    Document,
    Fact,
    Language,
    Line,
    Message,
    Published,
    Source,
)  # fmt: skip
from build_dossier.timeline.grammar import CAPTION, TITLE, expressions, find
from build_dossier.timeline.holidays import easter, holiday
from build_dossier.timeline.resolve import resolve, resolve_stated

HERE = Path(__file__).parent
CASES = HERE / "cases" / "dates"
SEEDS = HERE.parent / "seeds"


def article(text: str, language: str, title: str = "", caption: str = "") -> Article:
    """Return an article with one paragraph a line; title and caption are lines of it."""
    source = Source(path="a.txt", sha256="", text=text)
    lines, blocks, at = [], [], 0
    for number, content in enumerate(text.split("\n"), 1):
        lines.append(Line(number, at, at + len(content), "keep", "paragraph", "", Message.of("kept")))
        if content not in (title, caption, ""):
            blocks.append(Block(f"p-{number}", "paragraph", content, ((0, at),), (number,)))
        at += len(content) + 1
    facts = {"caption": Fact(caption, line=text.split("\n").index(caption) + 1)} if caption else {}
    number = text.split("\n").index(title) + 1 if title else 0
    return Article(
        id="a", slug="a", document=Document("a", source, Language(language)), title=Fact(title, line=number),
        lines=tuple(lines), blocks=tuple(blocks), facts=facts,
    )  # fmt: skip


def anchored(edtf: str) -> Published:
    """Return the publication date that a case file states: one day, one of several, or none."""
    if edtf == "none":
        return Published(None, "", "unknown")
    days = [date.fromisoformat(day) for day in edtf.strip("[]").split(",")]
    span = Days(days[0], days[-1] + timedelta(days=1))
    return Published(span, edtf, "inferred" if len(days) > 1 else "stated")


def resolved(text: str, language: str, anchor: str = "2023-11-18") -> tuple[DateMention, ...]:
    """Return what the expressions of a text mean."""
    one = article(text, language)
    return resolve(one, expressions(one), anchored(anchor))


def _sentences() -> list[object]:
    params: list[object] = []
    for path in sorted(CASES.glob("??-*.txt")):
        anchor = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("# anchor:"):
                anchor = line.partition(":")[2].strip()
            elif line and not line.startswith("#"):
                params.append(pytest.param(path.name[:2], anchor, line, id=f"{path.stem}:{line[:50]}"))
    return params


@pytest.mark.parametrize(("language", "anchor", "line"), _sentences())
def test_a_case_means_the_days_it_says(language: str, anchor: str, line: str) -> None:
    """Each bracketed expression of a case has the EDTF value behind the arrow."""
    sentence, _, values = line.partition(" => ")
    mentions = resolved(sentence.replace("[", "").replace("]", ""), language, anchor)
    assert [one.edtf or "-" for one in mentions] == (values.split("; ") if values else [])


@pytest.mark.parametrize("case", sorted(CASES.glob("seed-*.txt")), ids=lambda path: path.stem)
def test_a_seed_yields_exactly_its_list(case: Path) -> None:
    """Every dating expression of a seed is found with its value and its doubt; there is no false alarm."""
    head = dict(
        line[2:].split(": ", 1)
        for line in case.read_text(encoding="utf-8").splitlines()
        if ": " in line and line[0] == "#"
    )
    path = next(SEEDS.glob(f"{case.stem.removeprefix('seed-')}_*.txt"))
    one = article(path.read_text(encoding="utf-8"), head["language"])
    mentions = resolve(one, expressions(one), anchored(head["anchor"]))
    wanted = [line for line in case.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    got = []
    for mention in mentions:
        other = f"   (other reading {mention.conflict.other})" if mention.conflict else ""
        got.append(f"{mention.text} => {mention.edtf or '-'}{' ?' if mention.doubtful else ''}{other}")
        assert one.source.text[mention.start : mention.end] == mention.text
    assert got == wanted


@pytest.mark.parametrize(("language", "anchor", "line"), _sentences())
def test_every_value_is_edtf(language: str, anchor: str, line: str) -> None:
    """The `edtf` package reads every value, and its days are a valid half-open span."""
    for one in resolved(line.partition(" => ")[0].replace("[", "").replace("]", ""), language, anchor):
        if one.days is not None:
            parse_edtf(one.edtf)
            assert one.days.lo < one.days.hi
        assert (one.days is None) == (one.edtf == "")


def test_the_weekday_wins_over_a_date_one_day_off() -> None:
    """So "Jumat (18/11)" is Friday 17 November 2023, the other reading and the reason beside it."""
    (one,) = resolved("dipecat pada hari Jumat (18/11), kini", "id", "2023-11-20")
    assert one.days == Days.one(date(2023, 11, 17))
    assert one.conflict is not None
    assert (one.conflict.kind, one.conflict.shown, one.conflict.other) == (
        "weekday",
        "2023-11-17",
        "2023-11-18",
    )
    assert "was a Saturday" in english(one.conflict.reason)


def test_a_weekday_far_off_does_not_move_a_full_date() -> None:
    """So "Montag, 17. November 2023" stays the 17th, and the contradiction is kept."""
    (one,) = resolved("Am Montag, 17. November 2023, tagte er.", "de")
    assert one.edtf == "2023-11-17"
    assert one.conflict is not None
    assert one.conflict.other == "2023-11-13"


def test_an_uncertain_anchor_leaves_today_open_and_friday_certain() -> None:
    """With one of two days as anchor, today is one of two, Friday is one day; both rest on the inference."""
    friday, today = resolved("Pada Jumat dan hari ini.", "id", "[2023-11-21,2023-11-22]")
    assert (today.edtf, today.days) == (
        "[2023-11-21,2023-11-22]",
        Days(date(2023, 11, 21), date(2023, 11, 23)),
    )
    assert friday.days == Days.one(date(2023, 11, 17))
    assert friday.doubtful
    assert today.doubtful


def test_without_an_anchor_only_what_is_stated_resolves() -> None:
    """Explicit dates resolve, relative ones stay without days."""
    stated, relative = resolved("Am 6. November 2023 und gestern.", "de", "none")
    assert stated.edtf == "2023-11-06"
    assert (relative.days, relative.edtf, relative.kind) == (None, "", "relative")


def test_in_a_narrative_the_year_comes_from_the_text_before() -> None:
    """After "Am 3. März 1998 ... am 6. November": 1998."""
    _, second = resolved("Am 3. März 1998 begann es, am 6. November endete es.", "de")
    assert second.edtf == "1998-11-06"
    _, second = resolved("Am 3. März 1998 begann es.\nAm 6. November endete es.", "de", "none")
    assert second.edtf == "1998-11-06"


@pytest.mark.parametrize(
    ("text", "language", "edtf"),
    [
        ("Der Rat wird am Mittwoch entscheiden.", "de", "2023-11-22"),
        ("Der Rat entschied am Mittwoch.", "de", "2023-11-15"),
        ("Ia akan tiba pada Senin.", "id", "2023-11-20"),
        ("Le procès sera ouvert lundi.", "fr", "2023-11-20"),
        ("The board will meet on Monday.", "en", "2023-11-20"),
        ("The board met on Monday.", "en", "2023-11-13"),
        ("The board said on Monday it will meet.", "en", "2023-11-13"),
        ("On Monday, the board will meet.", "en", "2023-11-20"),
        ("They met, and said on Monday, the board will go.", "en", "2023-11-13"),
        ("It runs until Monday.", "en", "2023-11-20"),
        ("It lasted until Monday.", "en", "2023-11-13"),
        ("Ils voteront lundi.", "fr", "2023-11-20"),
    ],
)
def test_words_of_the_future_turn_a_weekday_forward(text: str, language: str, edtf: str) -> None:
    """Without them a weekday is the last one on or before the article's date."""
    assert [one.edtf for one in resolved(text, language)] == [edtf]


def test_what_is_told_counts_from_the_day_told_before_it() -> None:
    """The nearest day before it that is no longer than its unit: a month is no day to count days from."""
    _, _, third = resolved("Es geschah am 3. Mai 2020, im Juni 2021. Zwei Tage später regnete es.", "de")
    assert (third.edtf, third.doubtful) == ("2020-05-05", False)
    assert english(third.basis) == "counted from the date the text names before it"


def test_what_is_told_without_a_day_before_it_is_in_doubt() -> None:
    """It is counted from publication, and marked; a day two paragraphs back is too far."""
    (alone,) = resolved("Zwei Tage später regnete es.", "de")
    assert (alone.edtf, alone.doubtful) == ("2023-11-20", True)
    _, far = resolved("Am 3. Mai 2020.\nNichts.\nNoch nichts.\nAm Tag darauf regnete es.", "de")
    assert (far.edtf, far.doubtful) == ("2023-11-19", True)
    (none,) = resolved("Zwei Tage später regnete es.", "de", "none")
    assert none.days is None


def test_title_and_caption_have_source_offsets() -> None:
    """Their expressions carry the block numbers -1 and -2 and point into the source."""
    text = "Berita Jumat\nIsi.\n  Foto pada 6 November 2023"
    one = article(text, "id", title="Berita Jumat", caption="  Foto pada 6 November 2023")
    title, caption = resolve(one, expressions(one), anchored("2023-11-18"))
    assert (title.block, caption.block) == (TITLE, CAPTION)
    assert text[title.start : title.end] == "Jumat"
    assert text[caption.start : caption.end] == "6 November 2023"


def test_a_reason_names_the_anchor() -> None:
    """The basis is a sentence with the article's date in it."""
    (one,) = resolved("Am Freitag.", "de")
    assert english(one.basis) == "the last Friday up to publication (November 18, 2023)"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("2023-11-18", "id"),
        ("Diterbitkan: 2023-11-18T10:30:00+07:00", "id"),
        ("Sabtu, 18 November 2023 10:30 WIB", "id"),
        ("18.11.2023", "de"),
        ("Stand: 18.11.2023, 10.30 Uhr", "de"),
        ("Samstag, 18. November 2023", "de"),
        ("Nov. 18, 2023", "en"),
        ("Published November 18, 2023 at 10:30 a.m. ET", "en"),
        ("18/11/2023", "fr"),
        ("le 18 novembre 2023 à 10h30", "fr"),
        ("2023/11/18", "xx"),
    ],
)
def test_a_stated_date_line_is_read(text: str, language: str) -> None:
    """The words of a date line give its day."""
    assert resolve_stated(text, language) == Days.one(date(2023, 11, 18))


@pytest.mark.parametrize("text", ["", "kemarin", "Diterbitkan oleh redaksi", "18", "99.99.2023"])
def test_a_line_without_a_date_gives_none(text: str) -> None:
    """Nothing is made up."""
    assert resolve_stated(text, "id") is None


def test_feasts_fall_on_their_days() -> None:
    """Rules of every kind, against known calendars."""
    assert easter(2023) == date(2023, 4, 9)
    assert easter(2024) == date(2024, 3, 31)
    assert holiday("4 thu 11", 2023) == date(2023, 11, 23)
    assert holiday("last mon 5", 2023) == date(2023, 5, 29)
    assert holiday("4 thu 11 +1", 2023) == date(2023, 11, 24)
    assert holiday("easter+49", 2022) == date(2022, 6, 5)
    assert holiday("lunar 01-01", 2023) == date(2023, 1, 22)
    assert holiday("lunar 01-01 -1", 2024) == date(2024, 2, 9)
    assert holiday("lunar 08-15", 2025) == date(2025, 10, 6)
    assert holiday("lunar 12-08", 2024) == date(2024, 1, 18)
    assert holiday("passover", 2024) == date(2024, 4, 23)
    assert holiday("passover+163", 2023) == date(2023, 9, 16)
    assert holiday("persian 01-01", 2024) == date(2024, 3, 20)
    assert holiday("persian 01-01", 2022) == date(2022, 3, 21)
    assert holiday("orthodox", 2023) == date(2023, 4, 16)
    assert holiday("orthodox-2", 2024) == date(2024, 5, 3)
    assert holiday("sun from 11-27", 2023) == date(2023, 12, 3)
    assert holiday("sun from 11-27", 2022) == date(2022, 11, 27)
    assert abs(holiday("hijri 10-01", 2023) - date(2023, 4, 21)) <= timedelta(days=1)


def test_odd_days_never_raise() -> None:
    """Days that do not exist and years beyond the calendar are not found, or found without days."""
    for text in ("30 Februari 2023", "29 Februari 2023", "2199", "500 tahun lalu", "9999 abad lalu", "31/11"):
        for one in resolved(f"Pada {text} itu.", "id"):
            assert one.days is None or one.days.lo < one.days.hi
    assert not find("Pada 31 November 2023", "id")[:1] or find("Pada 31 November 2023", "id")[0].day is None
