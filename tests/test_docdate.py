"""When an article was published: stated, inferred from its words and its companions, or unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from build_dossier.messages import english
from build_dossier.model import Article, Fact, Published, TimeExpression
from build_dossier.timeline.docdate import edtf_of, published
from build_dossier.timeline.grammar import expressions
from build_dossier.timeline.narration import narration, parse
from tests.dossier_values import article, day_span, expression, seeds

LATER = date(2026, 1, 1)


def dated(
    *articles: Article, said: Sequence[TimeExpression] = (), today: date | None = LATER
) -> dict[str, Published]:
    """Return when each article was published, given the expressions of them all."""
    by_article = {one.id: [item for item in said if item.article == one.id] for one in articles}
    return dict(published(articles, by_article, today))


def reasons(found: Published) -> str:
    """Return the evidence in English, one line a reason."""
    return "\n".join(english(one.reason) for one in found.evidence)


def test_a_stated_date_is_believed() -> None:
    """What the source says of itself beats what its text suggests."""
    text = article("a", ["Kebakaran terjadi pada Senin (20/11)."], stated="2023-11-18")
    monday = expression(text, "Senin (20/11)", "date", weekday=0, day=20, month=11)
    found = dated(text, said=[monday])["a"]
    assert (found.edtf, found.basis, found.evidence) == ("2023-11-18", "stated", ())


def test_a_ruled_date_says_that_it_is_ruled() -> None:
    """The curator's date keeps its basis."""
    assert dated(article("a", ["Teks."], stated="2023-11-18", ruled=True))["a"].basis == "ruled"


def test_a_stated_date_in_the_future_is_not_believed() -> None:
    """A date after today falls back to the text, and the evidence says so."""
    text = article(
        "a", ["Kebakaran terjadi pada Senin (20/11), bukan 20 November 2022."], stated="2099-01-01"
    )
    said = [
        expression(text, "Senin (20/11)", "date", weekday=0, day=20, month=11),
        expression(text, "20 November 2022", "date", year=2022, month=11, day=20),
    ]
    found = dated(text, said=said, today=date(2023, 12, 1))["a"]
    assert found.basis == "inferred"
    assert found.edtf == "[2023-11-20,2023-11-21]"
    assert "lies in the future" in reasons(found)


def test_the_latest_reported_day_dates_a_report_and_the_caption_only_its_year() -> None:
    """A report of "Senin (20/11)" is of that day or the next; the caption's date gives the year alone."""
    text = article(
        "a",
        [
            "SAN FRANCISCO - Ratusan staf mengancam akan keluar pada Senin (20/11).",
            "Pada Senin, ada pembicaraan.",
        ],
        caption="Bos itu menyambut tamu pada 6 November 2023.",
    )
    said = [
        expression(text, "6 November 2023", "date", year=2023, month=11, day=6),
        expression(text, "Senin (20/11)", "date", weekday=0, day=20, month=11),
        expression(text, "Senin", "weekday", 1, weekday=0),
    ]
    found = dated(text, said=said)["a"]
    assert found.edtf == "[2023-11-20,2023-11-21]"
    assert found.days == day_span("2023-11-20/2023-11-21")
    assert found.basis == "inferred"
    source = text.source.text
    assert {source[one.start : one.end] for one in found.evidence} == {"Senin (20/11)", "6 November 2023"}


def test_one_slip_of_a_weekday_does_not_move_the_year() -> None:
    """Though "Jumat (18/11)" fits 2022, the other dates of the article say 2023."""
    text = article(
        "a",
        ["Ia dipecat pada Jumat (18/11).", "Staf protes pada Senin (20/11)."],
        caption="Foto dari 6 November 2023.",
    )
    said = [
        expression(text, "6 November 2023", "date", year=2023, month=11, day=6),
        expression(text, "Jumat (18/11)", "date", weekday=4, day=18, month=11),
        expression(text, "Senin (20/11)", "date", weekday=0, day=20, month=11),
    ]
    assert dated(text, said=said)["a"].edtf == "[2023-11-20,2023-11-21]"


@pytest.mark.parametrize(
    ("language", "words", "offset", "body", "expected"),
    [
        ("de", "gestern", -1, "Das Haus brannte gestern (20.11.2023) ab.", "2023-11-21"),
        ("id", "hari ini", 0, "Gedung itu terbakar hari ini (20.11.2023).", "2023-11-20"),
        ("fr", "hier", -1, "La maison a brûlé hier (20.11.2023).", "2023-11-21"),
        ("en", "yesterday", -1, "The house burned down yesterday (20.11.2023).", "2023-11-21"),
    ],
)
def test_yesterday_with_its_date_dates_a_text_to_the_day(
    language: str, words: str, offset: int, body: str, expected: str
) -> None:
    """A day that the text itself calls today or yesterday leaves no doubt, in any language."""
    text = article("a", [body], language)
    said = [
        expression(text, words, "deictic", offset=offset, unit="day"),
        expression(text, "20.11.2023", "date", year=2023, month=11, day=20),
    ]
    found = dated(text, said=said)["a"]
    assert (found.edtf, found.basis) == (expected, "inferred")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("de", "Der Prozess wird am 5. Dezember 2024 beginnen."),
        ("fr", "Le procès aura lieu le 5. Dezember 2024."),
        ("en", "The trial will begin on 5. Dezember 2024."),
        ("id", "Sidang akan digelar pada 5. Dezember 2024."),
    ],
)
def test_a_day_that_lies_ahead_is_not_the_day_of_publication(language: str, body: str) -> None:
    """What a text announces has not happened when it is published."""
    text = article("a", [body], language)
    said = [expression(text, "5. Dezember 2024", "date", year=2024, month=12, day=5)]
    assert dated(text, said=said)["a"].basis == "unknown"


def test_a_date_deep_in_a_text_is_only_a_bound() -> None:
    """A full date that is no news of the opening leaves the date unknown, and says what it bounds."""
    text = article("a", ["Eins.", "Zwei.", "Drei.", "Die Firma entstand am 11. Dezember 2015."], "de")
    said = [expression(text, "11. Dezember 2015", "date", year=2015, month=12, day=11)]
    found = dated(text, said=said)["a"]
    assert (found.basis, found.days, found.edtf) == ("unknown", None, "")
    assert "nothing says how long before" in reasons(found)


@pytest.mark.parametrize("language", ["id", "de", "fr", "en", "sw"])
def test_without_any_date_and_companion_the_date_is_unknown(language: str) -> None:
    """Nothing is guessed from the clock."""
    found = dated(article("a", ["Sam Altman OpenAI Microsoft."], language))["a"]
    assert (found.days, found.edtf, found.basis) == (None, "", "unknown")


COMPANION = "Der Vorstand von OpenAI hat Sam Altman am Freitag entlassen, Greg Brockman ging auch."
UNDATED = {
    "de": ("Freitag", "OpenAI hat Sam Altman, am Freitag vom Vorstand entlassen, und Greg Brockman da."),
    "fr": ("vendredi", "Le conseil d'OpenAI a renvoyé Sam Altman vendredi, et Greg Brockman est parti."),
    "en": ("Friday", "The board of OpenAI dismissed Sam Altman on Friday, and Greg Brockman left."),
    "id": ("Jumat", "Dewan OpenAI memecat Sam Altman pada hari Jumat, dan Greg Brockman pergi."),
}  # fmt: skip


def story(language: str, stated: str = "2023-11-18") -> tuple[Article, Article, list[TimeExpression]]:
    """Return a dated German article, an undated one on the same story, and their weekdays."""
    words, body = UNDATED[language]
    old = article("old", [COMPANION], "de", "Sam Altman entlassen", stated=stated)
    new = article("new", [body], language, "Sam Altman")
    said = [expression(old, "Freitag", "weekday", weekday=4), expression(new, words, "weekday", weekday=4)]
    return old, new, said


@pytest.mark.parametrize("language", sorted(UNDATED))
def test_a_weekday_shared_with_a_dated_article_bounds_the_date(language: str) -> None:
    """A bare "Friday" is one of the last seven days, and the companion says which Friday it was."""
    old, new, said = story(language)
    found = dated(old, new, said=said)["new"]
    assert (found.edtf, found.basis) == ("[2023-11-17..2023-11-23]", "inferred")
    assert "2023" in reasons(found)


def test_a_companion_on_another_story_dates_nothing() -> None:
    """A weekday alone is shared by half the news of the world."""
    old, _, said = story("de")
    other = article("other", ["Bayern München gewann am Freitag gegen Werder Bremen."], "de")
    said = [*said[:1], expression(other, "Freitag", "weekday", weekday=4)]
    assert dated(old, other, said=said)["other"].basis == "unknown"


def test_companions_of_different_years_leave_the_date_unknown() -> None:
    """Two dated articles that tell as much of the story, years apart, cannot both be right."""
    old, new, said = story("de")
    older = article("older", [COMPANION], "de", "Sam Altman entlassen", stated="2019-05-11")
    said.append(expression(older, "Freitag", "weekday", weekday=4))
    assert dated(older, old, new, said=said)["new"].basis == "unknown"


def test_a_companion_from_another_year_does_not_drag() -> None:
    """An article that names months of its own time takes no weekday from two years later."""
    old, _, said = story("de")
    body = UNDATED["de"][1] + " Im März 2021 hatte er OpenAI verlassen wollen."
    new = article("new", [body], "de")
    said = [
        *said[:1],
        expression(new, "Freitag", "weekday", weekday=4),
        expression(new, "März 2021", "month", year=2021, month=3),
    ]
    assert dated(old, new, said=said)["new"].basis == "unknown"


def test_the_last_days_since_a_weekday_narrow_the_date() -> None:
    """When counted "since Friday", "the last five days" end four or five days after it."""
    old, _, said = story("de")
    new = article(
        "new", [UNDATED["de"][1], "Seit Freitag ist viel passiert. Die letzten 5 Tage waren hart."], "de"
    )
    said = [
        *said[:1],
        expression(new, "Freitag", "weekday", 0, weekday=4),
        expression(new, "Freitag", "weekday", 1, weekday=4, modifier="since"),
        expression(new, "letzten 5 Tage", "duration", unit="day", count=5, modifier="last"),
    ]
    found = dated(old, new, said=said)["new"]
    assert found.edtf == "[2023-11-21,2023-11-22]"
    assert "letzten 5 Tage" in reasons(found)


def test_a_holiday_this_week_narrows_the_date() -> None:
    """A text that says "this week" of Thanksgiving was published in the week of that Thursday."""
    old, _, said = story("en")
    new = article("new", [UNDATED["en"][1], "This week many of us celebrate Thanksgiving."], "en")
    said = [
        *said[:1],
        expression(new, "Friday", "weekday", weekday=4),
        expression(new, "This week", "week", offset=0, unit="week"),
        expression(new, "Thanksgiving", "holiday", holiday="us-thanksgiving"),
    ]
    found = dated(old, new, said=said)["new"]
    assert found.edtf == "[2023-11-20..2023-11-23]"
    assert "Thanksgiving" in reasons(found)


def test_no_inferred_date_lies_in_the_future() -> None:
    """The window ends today."""
    text = article("a", ["Kebakaran terjadi pada Senin, 20 November 2023."])
    said = [expression(text, "Senin, 20 November 2023", "date", weekday=0, year=2023, month=11, day=20)]
    assert dated(text, said=said, today=date(2023, 11, 20))["a"].edtf == "2023-11-20"
    assert dated(text, said=said, today=date(2023, 11, 19))["a"].basis == "unknown"


@pytest.mark.parametrize(
    ("days", "edtf"),
    [
        ("2023-11-20", "2023-11-20"),
        ("2023-11-20/2023-11-21", "[2023-11-20,2023-11-21]"),
        ("2023-11-20/2023-11-24", "[2023-11-20..2023-11-24]"),
    ],
)
def test_a_window_is_written_as_an_edtf_set(days: str, edtf: str) -> None:
    """One of several days is a set, not an interval: the text was published on one of them."""
    assert edtf_of(day_span(days)) == edtf


@pytest.mark.parametrize("language", ["id", "de", "fr", "en"])
def test_the_narration_of_every_pack_proves_itself(language: str) -> None:
    """Each list of telling words finds its positive lines and none of its negative ones."""
    assert narration(language).past.pattern != narration("und").past.pattern


def test_a_narration_word_that_fails_its_lines_is_refused() -> None:
    """A list without proof, or one that its own lines contradict, is a wrong pack."""
    from build_dossier.errors import PackError

    good = {"positive": ["It will rain."], "negative": ["It rained."]}
    with pytest.raises(PackError, match="needs positive and negative"):
        parse("xx", {"future": ["will"]})
    with pytest.raises(PackError, match="misses"):
        parse("xx", {"future": ["shall"], "proof": {"future": good}})
    with pytest.raises(PackError, match="wrongly finds"):
        parse("xx", {"future": ["will", "rained"], "proof": {"future": good}})


def test_common_nouns_make_no_story() -> None:
    """German writes nouns like names: two reports with "Polizei" and "Mann" are not one story."""
    one = article(
        "a",
        ["Die Polizei hat am Freitag in Berlin einen jungen Mann festgenommen."],
        "de",
        stated="2023-11-18",
    )
    two = article("b", ["In Berlin hat die Polizei am Freitag einen Mann mit Hund gesucht."], "de")
    said = [expression(text, "Freitag", "weekday", weekday=4) for text in (one, two)]
    assert dated(one, two, said=said)["b"].basis == "unknown"


def test_words_that_begin_sentences_make_no_story() -> None:
    """A capital at the start of a sentence is no name."""
    openers = "Namun api padam. Dalam laporan itu. Selain itu. Meski begitu. "
    one = article("a", [openers + "Hujan turun pada hari Jumat di kota."], stated="2023-11-18")
    two = article("b", [openers + "Hujan deras turun pada hari Jumat."])
    said = [expression(text, "Jumat", "weekday", weekday=4) for text in (one, two)]
    assert dated(one, two, said=said)["b"].basis == "unknown"


def test_the_undated_seeds_get_their_days_from_their_words_and_companions() -> None:
    """003 is of 21 or 22 November 2023, 004 of the 20th or 21st; each says what that rests on."""
    articles = seeds()
    found = published(articles, {one.id: expressions(one) for one in articles}, LATER)
    assert [found[one].edtf for one in ("000", "001", "002")] == ["2023-11-18"] * 3
    assert found["003"].edtf == "[2023-11-21,2023-11-22]"
    assert found["004"].edtf == "[2023-11-20,2023-11-21]"
    assert "5 hari terakhir ini" in reasons(found["003"])
    assert "Thanksgiving" in reasons(found["003"])
    assert "Senin (20/11)" in reasons(found["004"])
    assert {one.basis for one in found.values()} == {"stated", "inferred"}


def test_two_shared_names_are_no_story() -> None:
    """A storm and a town may be named together in reports of different years."""
    one = article("a", ["Ketika itu badai Ylva menerjang Husum pada hari Jumat."], stated="2023-11-18")
    two = article("b", ["Ketika itu badai Ylva menerjang Husum pada hari Jumat."])
    said = [expression(text, "Jumat", "weekday", weekday=4) for text in (one, two)]
    assert dated(one, two, said=said)["b"].basis == "unknown"


@pytest.mark.parametrize(
    ("words", "edtf"),
    [("2023-11", "2023-11"), ("2023", "2023"), ("20231118", "2023-11-18"), ("1850-05-05", "1850-05-05")],
)
def test_a_bare_iso_date_is_stated_as_exactly_as_it_says(words: str, edtf: str) -> None:
    """A month stays a month and a year a year; no day is made up."""
    one = replace(article("a", ["Der Rat tagte am Montag."], "de"), stated_date=Fact(words))
    found = published([one], {"a": ()}, date(2026, 1, 1))["a"]
    assert (found.edtf, found.basis) == (edtf, "stated")
