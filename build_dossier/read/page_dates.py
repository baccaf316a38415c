"""The days on which a page says it was published and changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from lxml.html import HtmlElement

__all__ = ["day_in", "days_of", "line_day", "time_element"]

_ISO = re.compile(r"\s*(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)|(\d{2})(\d{2})(?=$|T))", re.ASCII)
_DOTTED = re.compile(r"\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)", re.ASCII)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = re.compile(
    rf"\s*(?:[A-Z][a-z]{{2,8}},?\s+)?(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?\s+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?(\d{4})(?!\d)",
    re.ASCII | re.IGNORECASE,
)
"""As machines write them in English: `Tue Nov 19 2019`, `19 Nov 2019`."""
_CLOCK = re.compile(
    r"[T\s](\d{2}):?(\d{2})(?::?\d{2}(?:[.,]\d{1,9})?)?\s*(?:(Z|UTC|GMT)?([+-]\d{2}):?(\d{2})|(Z|UTC|GMT))",
    re.ASCII,
)
"""A time of day with its zone."""
_FIGURES = re.compile(r"(?<!\d)(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})(?!\d)", re.ASCII)
_SHORT_LINE = 100
_DAY_IN_PATH = re.compile(r"://[^/]{1,200}/(?:[^?#]{0,300}/)?(\d{4})[/-](\d{1,2})[/-](\d{1,2})/", re.ASCII)
_DAY_IN_NAME = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)", re.ASCII)
_FIRST_YEAR = 1600
"""There were no newspapers before; some systems write the year 1 where they know none."""
_CHANGED = re.compile(r"modif|updat", re.IGNORECASE)


class _Moment(NamedTuple):
    day: date
    clock: time | None = None
    """The time of day with its zone, None unless both are written."""


def days_of(published: Iterable[str], modified: Iterable[str], url: str) -> tuple[str, str]:
    """Return the first day that each of the two rows of values states, in the time zone of the paper.

    A page that writes universal time may mean the day before or after: its address then says the day, or a
    time elsewhere in these values that is written in the paper's own zone.
    """
    rows = [[moment for value in row if (moment := _moment(value))] for row in (published, modified)]
    zone = next((zone for row in rows for moment in row if (zone := _own_zone(moment))), None)
    first, second = (_local(row[0], url, zone) if row else "" for row in rows)
    return first, second


def day_in(url: str) -> str:
    """Return the day that the path of an address names, as in `/2019/11/18/`."""
    match = _DAY_IN_PATH.search(url)
    day = _valid(match.groups()) if match else None
    return day.isoformat() if day else ""


def time_element(root: HtmlElement) -> str:
    """Return the day of the `time` element marked as published, else the only day that all of them state."""
    days = set()
    for element in root.iter("time"):
        moment = _moment(element.get("datetime") or "")
        names = f"{element.get('itemprop') or ''} {element.get('class') or ''}"
        if moment and ("published" in names.lower() or element.get("pubdate") is not None):
            return moment.day.isoformat()
        if moment and not _CHANGED.search(names):
            days.add(moment.day.isoformat())
    return days.pop() if len(days) == 1 else ""


def line_day(lines: Iterable[str]) -> str:
    """Return the day that the first of some short lines writes in figures, year first; empty for none."""
    for line in lines:
        match = _FIGURES.search(line) if len(line) <= _SHORT_LINE else None
        if match and (day := _valid(match.groups())):
            return day.isoformat()
    return ""


def _moment(value: str) -> _Moment | None:
    """Return the point in time that a value states as machines write it; None for other things."""
    day = None
    if match := _ISO.match(value):
        day = _valid([part for part in match.groups() if part])
    elif match := _DOTTED.match(value):
        day = _valid([match[3], match[2], match[1]])
    elif (match := _NAMED.match(value)) and (match[1] or match[3]):
        day = _valid([match[4], str(_MONTHS.index(match[2].lower()) + 1), match[1] or match[3]])
    if day is None or match is None:
        return None
    clock = _CLOCK.match(value, match.end())
    return _Moment(day, _time(clock) if clock else None)


def _time(match: re.Match[str]) -> time | None:
    hours, minutes = int(match[4] or 0), int(match[5] or 0)
    shift = timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
    try:
        return time(int(match[1]), int(match[2]), tzinfo=timezone(shift))
    except ValueError:
        return None


def _own_zone(moment: _Moment) -> tzinfo | None:
    zone = moment.clock.tzinfo if moment.clock else None
    return None if zone == UTC else zone


def _local(moment: _Moment, url: str, zone: tzinfo | None) -> str:
    day, clock = moment
    if clock is None or clock.tzinfo != UTC:
        return day.isoformat()
    named = {day_in(url), *(_iso(match.groups()) for match in _DAY_IN_NAME.finditer(url))}
    beside = [each for each in (day, day - timedelta(1), day + timedelta(1)) if each.isoformat() in named]
    if beside:
        return beside[0].isoformat()
    whole = datetime.combine(day, clock)
    return (whole.astimezone(zone) if zone and (clock.hour or clock.minute) else whole).date().isoformat()


def _iso(parts: Sequence[str | None]) -> str:
    day = _valid(parts)
    return day.isoformat() if day else ""


def _valid(parts: Sequence[str | None]) -> date | None:
    try:
        found = date(*(int(part or 0) for part in parts))
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None
