"""The curator's word on the timeline: whatever it says is done and shown, and what it misses is named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from build_dossier.errors import RulingError
from build_dossier.messages import english
from build_dossier.model import Event, EventRuling, RawFile
from build_dossier.pages import Settings, pages
from build_dossier.pipeline import assemble
from build_dossier.rulings import parse_rulings
from build_dossier.timeline.curated import event_id, named
from build_dossier.timeline.events import events
from tests import sample_dossier as story
from tests.dossier_values import article, entity, mention, published_on, work

ONE = article("a", ["Der Vorstand entließ Sam Altman am Freitag."], "de")
TWO = article("b", ["Am Samstag sprach Olaf Scholz im Parlament über den Haushalt."], "de")
PEOPLE = [entity("Sam Altman", [ONE]), entity("Olaf Scholz", [TWO])]
DATES = [
    mention(ONE, "am Freitag", "2023-11-17", shape="weekday", weekday=4),
    mention(TWO, "Am Samstag", "2023-11-18", shape="weekday", weekday=5),
]
FIRED = event_id(date(2023, 11, 17), ONE.blocks[0].text)
SPOKE = event_id(date(2023, 11, 18), TWO.blocks[0].text)


def ruled(*rulings: EventRuling) -> tuple[Event, ...]:
    """Return the timeline of the two articles under the curator's rulings."""
    known = {one.id: published_on("2023-11-20") for one in (ONE, TWO)}
    return events([ONE, TWO], [work(ONE), work(TWO)], DATES, known, PEOPLE, rulings)


def said(event: Event) -> list[str]:
    """Return what the entry says of the curator, in English."""
    return [english(decision) for decision in event.decisions]


def test_without_a_ruling_an_event_answers_to_its_own_id() -> None:
    """The ids are those of day and sentence."""
    assert [(event.id, event.answers) for event in ruled()] == [(FIRED, (FIRED,)), (SPOKE, (SPOKE,))]


def test_a_curator_words_an_event_in_any_language() -> None:
    """The wording stands beside the articles' own in other languages, under the same id."""
    [fired, _] = ruled(EventRuling(FIRED, labels={"fr": "Altman renvoyé"}))
    assert {label.language: label.text for label in fired.labels} == {
        "fr": "Altman renvoyé",
        "de": ONE.blocks[0].text,
    }
    assert (fired.id, said(fired)) == (FIRED, ["Worded by the curator."])


def test_a_curator_hides_an_event() -> None:
    """It says so and keeps all it has, for whoever lists what is hidden."""
    assert [event.hidden for event in ruled(EventRuling(FIRED, hide=True))] == [True, False]


def test_a_curator_puts_events_together() -> None:
    """One entry with the mentions of both and the first id; their days become a contradiction, both shown."""
    [one] = ruled(EventRuling(FIRED, merge=(SPOKE,)))
    assert [found.article for found in one.mentions] == ["a", "b"]
    assert (one.id, one.answers, one.weight) == (FIRED, (FIRED, SPOKE), 2)
    assert [(conflict.kind, conflict.other) for conflict in one.conflicts] == [("sources", "2023-11-18")]
    assert said(one) == ["Put together by the curator from 2 entries."]


def test_a_curator_dates_an_event() -> None:
    """The date is sure, stands in the timeline's order, and the entry says what the texts say."""
    [spoke, fired] = ruled(EventRuling(FIRED, edtf="2023-11-19/2023-11-20"))
    assert (spoke.id, fired.id, fired.edtf) == (SPOKE, FIRED, "2023-11-19/2023-11-20")
    assert fired.days.hi == date(2023, 11, 21)
    assert said(fired) == ["Dated by the curator; the texts say November 17, 2023."]


def test_a_curator_adds_and_pins_an_event() -> None:
    """It has no source and says so."""
    added = EventRuling(edtf="2023-11", labels={"de": "Ein Monat", "": "A month"}, pin=True)
    [month, *_] = ruled(added)
    assert (month.edtf, month.mentions, month.pinned) == ("2023-11", (), True)
    assert said(month)[0] == "Added by the curator; no article of the dossier dates it."
    assert month.days.length == 30


def test_a_ruling_survives_that_another_article_tells_it_more_clearly() -> None:
    """The id comes from the clearest sentence; the event still answers to the one it had before."""
    three = article("c", ["Nach langem Streit entließ der Vorstand von OpenAI Sam Altman am Freitag."], "de")
    people = [entity("Sam Altman", [ONE, three]), entity("OpenAI", [three], kind="organisation")]
    dates = [DATES[0], mention(three, "am Freitag", "2023-11-17", shape="weekday", weekday=4)]
    known = {one.id: published_on("2023-11-20") for one in (ONE, three)}
    found = events(
        [ONE, three], [work(ONE), work(three)], dates, known, people, [EventRuling(FIRED, pin=True)]
    )
    assert [(event.id != FIRED, event.pinned) for event in found] == [(True, True)]


def test_an_id_that_several_events_answer_to_names_none() -> None:
    """In doubt nothing is ruled: better no effect, which is reported, than the wrong one."""
    one, two = (replace(event, answers=("e-x", event.id)) for event in ruled())
    assert named("e-x", [one, two]) is None
    assert named("e-x", [one]) is one
    assert named("e-nothing", [one, two]) is None


def test_a_ruling_without_effect_is_named() -> None:
    """An id that the timeline has not is reported with the file and the remedy; the others are done."""
    text = "Sam Altman entlassen\n\n2023-11-18\n\nDer Vorstand von OpenAI entließ Sam Altman am Freitag.\n"
    files = [RawFile("a.txt", text.encode())]
    [event] = assemble(files).events
    rulings = parse_rulings(
        f"[[events]]\nid = '{event.id}'\nhide = true\n[[events]]\nid = 'e-2020-01-01-0000'\npin = true\n"
    )
    made = assemble(files, rulings=rulings)
    assert (made.events, [one.id for one in made.hidden]) == ((), [event.id])
    [problem] = [one for one in made.problems if one.path == "dossier.toml"]
    assert "e-2020-01-01-0000" in english(problem.message)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("events = 3\n", "events must be a list"),
        ("[[events]]\nlable = 'x'\n", "events, entry 1, lable is not known"),
        ("[[events]]\nlabel = 'x'\n", "entry 1, needs an id, or a date and a label"),
        ("[[events]]\nid = 'e-1'\n", "entry 1, decides nothing"),
        ("[[events]]\nid = 3\npin = true\n", "id must be the id of an event"),
        ("[[events]]\nid = 'e-1'\nhide = true\npin = true\n", "hides the event; remove the other keys"),
        ("[[events]]\nid = 'e-1'\nhide = 'yes'\n", "hide must be true or false"),
        ("[[events]]\nid = 'e-1'\nmerge = 'e-2'\n", "merge must be a list of ids"),
        ("[[events]]\nid = 'e-1'\nlabel = { de = ' ' }\n", "label has an empty text"),
        ("[[events]]\ndate = 2023-11-17\nlabel = 'x'\nhide = true\n", "needs the id of the event"),
        ("[[events]]\ndate = '2023-11-19/2023-11-17'\nlabel = 'x'\n", "date ends before it begins"),
        ("[[events]]\ndate = 'soon'\nlabel = 'x'\n", "date must be a day like 2023-11-18"),
    ],
)
def test_a_mistake_in_a_ruling_is_named(text: str, named: str) -> None:
    """The message says which entry, which key and what to do."""
    with pytest.raises(RulingError) as caught:
        parse_rulings(text)
    assert named in str(caught.value)


def test_everything_a_curator_may_say_of_events_is_read() -> None:
    """Ids with or without their `#`, dates of any precision, labels by language or for all."""
    text = """
    [[events]]
    date = "2023-11-17/2023-11-19"
    label = { de = "Ein Wochenende" }
    [[events]]
    id = "#e-1"
    merge = ["e-2"]
    label = "for all"
    date = 2023-11-17
    pin = true
    """
    assert parse_rulings(text).events == (
        EventRuling("", "2023-11-17/2023-11-19", {"de": "Ein Wochenende"}),
        EventRuling("e-1", "2023-11-17", {"": "for all"}, ("e-2",), pin=True),
    )


def _timeline(found: Sequence[Event], hidden: Sequence[Event] = ()) -> BeautifulSoup:
    dossier = replace(story.sample(), events=tuple(found), hidden=tuple(hidden))
    made = pages(dossier, Settings("Dossier"))
    page = next(page for page in made if (page.language, page.path) == ("de", "timeline.md"))
    return BeautifulSoup(page.html, "html.parser")


def test_the_page_shows_what_the_curator_decided() -> None:
    """A worded entry still quotes the article; an added one says that none has it; a hidden one is listed."""
    sample = story.sample().events
    [added] = [
        event for event in ruled(EventRuling(edtf="2023-11-19", labels={"": "Talks"})) if not event.mentions
    ]
    worded = replace(
        sample[3], labels=ruled(EventRuling(FIRED, labels={"de": "Der Rauswurf"}))[0].labels
    )  # fmt: skip
    soup = _timeline([worded, added], [sample[0]])
    fired, talks = soup.select(".d-event")
    assert fired.select_one(".d-headline").get_text(strip=True) == "Der Rauswurf"  # type: ignore[union-attr]
    assert "Freitagnachmittag" in fired.select_one(".d-quote").get_text()  # type: ignore[union-attr]
    assert "kein Artikel" in talks.select_one(".d-curator").get_text()  # type: ignore[union-attr]
    assert talks.select_one(".d-headline").has_attr("lang") is False  # type: ignore[union-attr]
    assert "Murati" in soup.select_one(".d-put-away").get_text()  # type: ignore[union-attr]
