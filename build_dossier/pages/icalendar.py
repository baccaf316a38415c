"""Writes iCalendar (RFC 5545): all-day events for any calendar program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from build_dossier.model import Days

__all__ = ["CalendarEvent", "calendar"]

OCTETS = 75
"""The longest line; what is longer goes on after a line end and a space."""

CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """A span of days as a calendar shows it."""

    uid: str
    days: Days
    summary: str
    language: str
    """Of the summary, empty when nobody knows it."""
    description: str
    description_language: str
    tentative: bool
    url: str = ""
    """Absolute, empty without one."""


def calendar(name: str, language: str, stamp: date, events: Iterable[CalendarEvent]) -> str:
    """Return a calendar of all-day events; `stamp` is the day of its data, so that two runs are alike."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//build_dossier//timeline//EN",
        "CALSCALE:GREGORIAN",
        _property("NAME", name, language),
        _property("X-WR-CALNAME", name),
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: CalendarEvent, stamp: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_basic(event.days.lo)}"
    yield f"DTEND;VALUE=DATE:{_basic(event.days.hi)}"  # the day after the last, as `Days` has it
    yield _property("SUMMARY", event.summary, event.language)
    yield _property("DESCRIPTION", event.description, event.description_language)
    yield f"STATUS:{'TENTATIVE' if event.tentative else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def _basic(day: date) -> str:
    return day.isoformat().replace("-", "")  # strftime leaves out the noughts of early years


def _property(name: str, text: str, language: str = "") -> str:
    tag = f";LANGUAGE={language}" if language else ""
    return f"{name}{tag}:{_escaped(text)}"


def _escaped(text: str) -> str:
    text = CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\t", " "))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line folded between characters, never inside one."""
    parts, size = [""], 0
    for char in line:
        octets = len(char.encode())
        if size + octets > OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += char
        size += octets
    return "\r\n".join(parts)
