"""The timeline for other programs: each file is read back by the library or schema of its own format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import edtf
import icalendar
import jsonschema
import pytest
from bs4 import BeautifulSoup

from build_dossier.model import Dossier, Event, Label
from build_dossier.pages import Settings, pages
from build_dossier.pages.entries import block_text
from build_dossier.publish.docs import write_docs
from tests import sample_dossier as story

SCHEMA = Path(__file__).parents[1] / "build_dossier/schema/timeline.json"
HOSTILE = '=HYPERLINK("x"); <script>alert(1)</script> \\n, 50 %\r\nEND:VEVENT'

TIMELINEJS_DATE = {
    "type": "object",
    "properties": {name: {"type": "integer"} for name in ("year", "month", "day")},
    "required": ["year"],
    "additionalProperties": False,
}
TIMELINEJS_TEXT = {
    "type": "object",
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
    "additionalProperties": False,
}
TIMELINEJS = {
    "type": "object",
    "properties": {
        "title": {"type": "object", "properties": {"text": TIMELINEJS_TEXT}},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "start_date": TIMELINEJS_DATE,
                    "end_date": TIMELINEJS_DATE,
                    "display_date": {"type": "string"},
                    "text": TIMELINEJS_TEXT,
                    "unique_id": {"type": "string"},
                    "autolink": {"type": "boolean"},
                },
                "required": ["start_date"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["events"],
    "additionalProperties": False,
}
"""What the format's documentation allows of what is written here."""


def _files(dossier: Dossier, language: str = "de", base_url: str = "") -> Mapping[str, str]:
    found = pages(dossier, Settings("Dossier", base_url=base_url))
    page = next(page for page in found if (page.language, page.path) == (language, "timeline.md"))
    return dict(page.files)


@pytest.fixture(scope="module")
def german() -> Mapping[str, str]:
    return _files(story.sample())


def _calendar(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def _with(event: Event, **values: Any) -> Dossier:
    return replace(story.sample(), events=(replace(event, **values),))


def test_every_language_has_the_four_files_and_its_page_links_them() -> None:
    """Each tree with an entry has the same four files beside its timeline, and links to all of them."""
    for page in pages(story.sample(), Settings("Dossier")):
        links = BeautifulSoup(page.html, "html.parser").select(".d-take a")
        assert [str(link["href"]) for link in links] == [name for name, _ in page.files]
        assert len(page.files) == (4 if page.path == "timeline.md" else 0)


def test_an_empty_timeline_has_no_files() -> None:
    """There is nothing to offer, and no heading over nothing."""
    assert _files(replace(story.sample(), events=())) == {}


def test_a_calendar_has_all_day_events_that_end_the_day_after(german: Mapping[str, str]) -> None:
    """`icalendar` reads one event an entry; DTEND is the day after the last, as RFC 5545 wants it."""
    found = _calendar(german["timeline.ics"])
    events = story.sample().events
    assert [(one.decoded("dtstart"), one.decoded("dtend")) for one in found] == [
        (event.days.lo, event.days.hi) for event in events
    ]
    assert all(type(one.decoded("dtstart")) is date for one in found)
    assert [str(one["status"]) == "TENTATIVE" for one in found] == [
        event.doubtful or bool(event.conflicts) for event in events
    ]


def test_a_calendar_says_only_what_articles_say(german: Mapping[str, str]) -> None:
    """Each summary stands in an article of the language it is marked with; doubt is described."""
    texts: dict[str, str] = {}
    for article in story.ARTICLES:
        said = " ".join(block_text(article, block) for block in range(-2, len(article.blocks)))
        texts[article.language] = texts.get(article.language, "") + said
    for one in _calendar(german["timeline.ics"]):
        language = str(one["summary"].params["language"])
        assert str(one["summary"]) in texts[language]
    [fired] = [one for one in _calendar(german["timeline.ics"]) if "2023-11-17" in str(one["uid"])]
    assert "Widerspruch" in str(fired["description"])
    assert "18. November 2023" in str(fired["description"])


def test_an_event_keeps_its_uid(german: Mapping[str, str]) -> None:
    """The UID is the same in every language and build, and no two events share one."""
    uids = [str(one["uid"]) for one in _calendar(german["timeline.ics"])]
    assert len(set(uids)) == len(uids)
    assert uids == [str(one["uid"]) for one in _calendar(_files(story.sample(), "fr")["timeline.ics"])]


def test_lines_are_folded_and_ended_as_the_standard_wants(german: Mapping[str, str]) -> None:
    """No line is longer than 75 octets, and each ends with CR LF."""
    lines = german["timeline.ics"].split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 and "\n" not in line for line in lines)


def test_a_hostile_text_stays_text_in_every_format() -> None:
    """Nothing an article says ends an event, starts a formula or an element, or is lost."""
    files = _files(_with(story.sample().events[3], labels=(Label(HOSTILE, "de"),)))
    [one] = _calendar(files["timeline.ics"])
    assert str(one["summary"]) == HOSTILE.replace("\r\n", "\n")
    [row] = csv.DictReader(io.StringIO(files["timeline.csv"].removeprefix("\ufeff"), newline=""))
    assert row["event"] == f"'{HOSTILE}"
    [slide] = json.loads(files["timeline.timelinejs.json"])["events"]
    assert BeautifulSoup(slide["text"]["headline"], "html.parser").find("script") is None
    assert json.loads(files["timeline.json"])["events"][0]["text"] == HOSTILE


def test_a_table_has_a_row_an_entry(german: Mapping[str, str]) -> None:
    """The `csv` module reads the rows back; last days are included, uncertainty is said in words."""
    rows = list(csv.DictReader(io.StringIO(german["timeline.csv"].removeprefix("\ufeff"), newline="")))
    events = story.sample().events
    assert [row["id"] for row in rows] == [event.id for event in events]
    assert [row["last_day"] for row in rows] == [str(event.days.hi - timedelta(days=1)) for event in events]
    assert {row["uncertainty"] for row in rows} == {"", "erschlossen", "ungenau"}
    assert "Jumat (18/11)" in next(row for row in rows if row["contradictions"])["contradictions"]


def test_timelinejs_finds_its_fields(german: Mapping[str, str]) -> None:
    """The file is what the format's documentation describes, its dates as exact as the articles are."""
    made = json.loads(german["timeline.timelinejs.json"])
    jsonschema.validate(made, TIMELINEJS)
    by_id = {slide["unique_id"]: slide for slide in made["events"]}
    assert by_id["e-2022"]["start_date"] == {"year": 2022}
    assert by_id["e-2023-11-18-ac"]["end_date"] == {"year": 2023, "month": 11, "day": 19}
    assert "end_date" not in by_id["e-2023-11-17-ab"]
    assert 'lang="ar"' in by_id["e-2023-11-21-ag"]["text"]["headline"]


def test_the_json_satisfies_its_schema_and_its_dates_are_edtf(german: Mapping[str, str]) -> None:
    """The shape is `schema/timeline.json`; the `edtf` package reads every date."""
    made = json.loads(german["timeline.json"])
    jsonschema.validate(made, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [edtf.parse_edtf(event["edtf"]) is not None for event in made["events"]] == [True] * 10
    assert all(event["sources"] and event["quoted"] for event in made["events"])


def test_addresses_are_whole_where_the_site_has_one() -> None:
    """With a site address links are absolute; without one they lead on from the file itself."""
    event = json.loads(_files(story.sample())["timeline.json"])["events"][3]
    assert event["url"] == "timeline.html#e-2023-11-17-ab"
    files = _files(story.sample(), base_url="https://example.org/x/")
    event = json.loads(files["timeline.json"])["events"][3]
    assert event["url"] == "https://example.org/x/de/timeline.html#e-2023-11-17-ab"
    assert event["sources"][0]["url"].startswith("https://example.org/x/de/articles/")
    assert str(_calendar(files["timeline.ics"])[3]["url"]) == event["url"]


def test_the_files_are_written_and_removed_with_their_page(tmp_path: Path) -> None:
    """They lie beside the page in `docs/`, and go when the timeline has nothing to tell any more."""
    write_docs(pages(story.sample(), Settings("Dossier")), tmp_path)
    assert (tmp_path / "de/timeline.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    write_docs(pages(replace(story.sample(), events=()), Settings("Dossier")), tmp_path)
    assert not (tmp_path / "de/timeline.ics").exists()
    assert (tmp_path / "de/timeline.md").exists()
