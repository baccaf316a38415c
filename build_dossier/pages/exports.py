"""The timeline for other programs: iCalendar, CSV, TimelineJS and JSON with EDTF, in one language.

They say what the page says: the articles' own words with their language, every source, every doubt.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

from markupsafe import Markup

from build_dossier.model import Days, Event
from build_dossier.pages.entries import Entry, label_of
from build_dossier.pages.icalendar import CalendarEvent, calendar
from build_dossier.pages.tree import Here
from build_dossier.pages.words import lang_attribute

__all__ = ["Export", "exports"]

VERSION = "1.0"
"""Of `schema/timeline.json`."""

DAY = timedelta(days=1)
FORMULA = ("=", "+", "-", "@")
"""A cell that begins so is a formula to a spreadsheet; an apostrophe before it makes it text."""

COLUMNS = (
    "id", "edtf", "first_day", "last_day", "date", "event", "language", "uncertainty", "contradictions",
    "sources", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Export:
    """A file beside the timeline's page."""

    name: str
    media_type: str
    title: str
    """What its link says."""
    text: str


@dataclass(frozen=True, slots=True)
class _Source:
    article: str
    title: str
    language: str
    outlet: str
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class _Row:
    """An event in plain words."""

    event: Event
    date: str
    text: str
    language: str
    quoted: bool
    """Whether an article says the text; else it is the curator's, or the date where there is none."""
    uncertainty: str
    contradictions: tuple[str, ...]
    sources: tuple[_Source, ...]
    url: str


def exports(here: Here, entries: Sequence[Entry]) -> tuple[Export, ...]:
    """Return the files of the timeline at `here`; none where it has no entries."""
    if not entries:
        return ()
    words = here.tree.words
    rows = [_row(here, one) for one in entries]
    return (
        Export("timeline.ics", "text/calendar", words.text("Calendar (iCalendar)"), _icalendar(here, rows)),
        Export("timeline.csv", "text/csv", words.text("Table (CSV)"), _csv(rows)),
        Export("timeline.timelinejs.json", "application/json", "TimelineJS", _timelinejs(here, rows)),
        Export("timeline.json", "application/json", "JSON (EDTF)", _json(here, rows)),
    )


# --- in plain words ------------------------------------------------------------------------------


def _row(here: Here, one: Entry) -> _Row:
    words, label = here.tree.words, label_of(here, one.event)
    said = words.when(one.event.edtf, one.event.days)
    return _Row(
        event=one.event,
        date=said,
        text=label.text if label else said,
        language=lang_attribute(label.language) if label else words.code,
        quoted=label is not None and bool(label.article),
        uncertainty=one.doubt,
        contradictions=tuple(_plain(f"{doubt.kind} {doubt.words} {doubt.reason}") for doubt in one.doubts),
        sources=tuple(
            _Source(
                chip.article.id,
                chip.article.title.value,
                lang_attribute(chip.article.language),
                chip.article.facts["outlet"].value if "outlet" in chip.article.facts else "",
                chip.place,
                _address(here, chip.href),
            )
            for group in one.groups
            for chip in group.chips
        ),
        url=_address(here, _home(here, one.event)),
    )


def _home(here: Here, event: Event) -> str:
    """Return where an event stands, with the page's name even when it is the one of `here`."""
    address = here.event(event)
    return here.to(here.path) + address if address.startswith("#") else address


def _plain(html: str) -> str:
    return Markup(html).striptags()


def _address(here: Here, href: str) -> str:
    """Return an absolute address where it is known where the site will stand, else the relative one."""
    base = here.tree.settings.base_url
    return urljoin(f"{base}{here.tree.language}/{here.path}.html", href) if base else href


def _last(days: Days) -> date:
    return days.hi - DAY


# --- the formats ---------------------------------------------------------------------------------


def _icalendar(here: Here, rows: Sequence[_Row]) -> str:
    title, language = here.tree.title()
    known = [days.hi for one in here.tree.index.dossier.published.values() if (days := one.days)]
    stamp = max((hi - DAY for hi in known), default=date(1970, 1, 1))
    return calendar(title, language, stamp, [_calendar_event(here, row) for row in rows])


def _calendar_event(here: Here, row: _Row) -> CalendarEvent:
    words = here.tree.words
    dated = f"{row.date} ({row.uncertainty})" if row.uncertainty else row.date
    sources = [
        f"– {source.title} ({words.language(source.language)}, {source.place})" for source in row.sources
    ]
    return CalendarEvent(
        uid=f"{_uid(row.event)}@build-dossier",
        days=row.event.days,
        summary=row.text,
        language=row.language,
        description="\n".join([dated, *row.contradictions, *sources]),
        description_language=words.code,
        tentative=row.event.doubtful or bool(row.contradictions),
        url=row.url if here.tree.settings.base_url else "",
    )


def _uid(event: Event) -> str:
    """Return an id that is the event's own among all dossiers, the same in every language and build."""
    told = "".join(f"{one.article} {one.text}\n" for one in event.mentions[:1])
    return f"{event.id}-{hashlib.sha256((event.id + told).encode()).hexdigest()[:12]}"


def _csv(rows: Sequence[_Row]) -> str:
    out = io.StringIO()
    out.write("\N{ZERO WIDTH NO-BREAK SPACE}")  # without it Excel takes UTF-8 for something else
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        sources = " | ".join(f"{source.title} ({source.language}) {source.url}" for source in row.sources)
        days, doubt = row.event.days, " | ".join(row.contradictions)
        cells = (
            row.event.id, row.event.edtf, days.lo.isoformat(), _last(days).isoformat(), row.date, row.text,
            row.language, row.uncertainty, doubt, sources, row.url,
        )  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])
    return out.getvalue()


def _timelinejs(here: Here, rows: Sequence[_Row]) -> str:
    """Return the timeline as TimelineJS reads it; its texts are HTML."""
    title, language = here.tree.title()
    headline = here.tree.words.foreign(title, language)
    return _dumps({"title": {"text": {"headline": headline}}, "events": [_slide(here, row) for row in rows]})


def _slide(here: Here, row: _Row) -> Mapping[str, object]:
    words = here.tree.words
    text = [Markup("<p>{}</p>").format(line) for line in (row.uncertainty, *row.contradictions) if line]
    linked = [
        Markup('<li><a href="{}">{}</a></li>').format(
            source.url, words.foreign(source.title, source.language)
        )
        for source in row.sources
    ]
    text += [Markup("<ul>{}</ul>").format(Markup("").join(linked))] if linked else []
    return {
        **_dates(row.event.days),
        "display_date": row.date,
        "text": {"headline": words.foreign(row.text, row.language), "text": Markup("").join(text)},
        "unique_id": row.event.id,
        "autolink": False,
    }


def _dates(days: Days) -> Mapping[str, object]:
    """Return TimelineJS's dates, as exact as the days are: a year, a month, a day, or two days."""
    lo, last = days.lo, _last(days)
    if days == Days(date(lo.year, 1, 1), date(min(lo.year + 1, 9999), 1, 1)):
        return {"start_date": {"year": lo.year}}
    if lo.day == 1 and days.hi == (lo + 31 * DAY).replace(day=1):
        return {"start_date": {"year": lo.year, "month": lo.month}}
    start, end = ({"year": day.year, "month": day.month, "day": day.day} for day in (lo, last))
    return {"start_date": start} if lo == last else {"start_date": start, "end_date": end}


def _json(here: Here, rows: Sequence[_Row]) -> str:
    title, language = here.tree.title()
    return _dumps(
        {
            "schema": VERSION,
            "title": title,
            "title_language": language,
            "language": here.tree.language,
            "events": [_record(row) for row in rows],
        }
    )


def _record(row: _Row) -> Mapping[str, object]:
    return {
        "id": row.event.id,
        "edtf": row.event.edtf,
        "lo": row.event.days.lo.isoformat(),
        "hi": row.event.days.hi.isoformat(),
        "date": row.date,
        "text": row.text,
        "language": row.language,
        "quoted": row.quoted,
        "doubtful": row.event.doubtful,
        "uncertainty": row.uncertainty,
        "future": row.event.future,
        "contradictions": list(row.contradictions),
        "sources": [
            {
                "article": source.article,
                "title": source.title,
                "language": source.language,
                "outlet": source.outlet,
                "place": source.place,
                "url": source.url,
            }
            for source in row.sources
        ],
        "url": row.url,
    }


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
