"""Joins what a language names first with what stands behind it: "July's last week", "from today 2 days on".

The longer span stands first in Japanese, Chinese and Korean (`inside` in their packs). A day that a distance
is counted from can stand first in any language whose pack lists what stands between (`basepost`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from build_dossier.model import TimeExpression
from build_dossier.timeline.reader import Found, Reader

__all__ = ["behind", "settled"]

_WHOLES = ("month", "quarter", "year", "decade", "date")
_PARTS_OF_YEARS = ("month", "season", "quarter", "date", "holiday")
_BASES = ("date", "weekday", "deictic", "month", "year", "week", "weekend", "holiday")
_WEEKS_OF_MONTHS = 5
"""A month has no sixth week, so a greater number is that of a week of the year."""


def behind(reader: Reader, first: Found, last: Found) -> Found | None:
    """Return two neighbours as one where the second is a part of the first, or counted from it."""
    a, b = first.expression, last.expression
    if b.shape == "ago":
        return _counted(reader, first, last)
    gap = range(first.last + 1, last.first)
    if not reader.grammar.language.inside or any(not reader.has(at, "of") for at in gap):
        return None
    if a.shape == "ago":
        return _in_year(reader, first, last)
    ends = b.offset == -1 and b.shape in ("week", "weekday", "deictic") and reader.has(last.first, "before")
    count = 1 if ends else b.count or b.day
    waits = ends or cast(str, b.shape) == "part"
    if a.shape not in _WHOLES or not waits or (count is None) != (a.shape == "date"):
        return None
    shape = cast(Any, "weekday" if b.weekday is not None else "week")
    found = replace(b, shape=shape, count=count, day=None, unit=b.unit or "day", parts=(a,))
    return _spanning(reader, first, last, found)


def _in_year(reader: Reader, ago: Found, part: Found) -> Found | None:
    """Return the part of a year counted from now: "three years ago's summer"."""
    a, b = ago.expression, part.expression
    bare = b.shape in _PARTS_OF_YEARS and b.year is None and not b.unit
    if not bare or a.unit != "year" or a.count is None or a.parts:
        return None
    offset = a.count if a.offset == 1 else -a.count
    return _spanning(reader, ago, part, replace(b, offset=offset, unit="year"))


def _counted(reader: Reader, base: Found, distance: Found) -> Found | None:
    """Return a distance and what it is counted from."""
    a, b = base.expression, distance.expression
    gap = range(base.last + 1, distance.first)
    if b.parts or b.count is None or a.shape not in _BASES or a.modifier not in ("", "since"):
        return None
    if not gap or any(not reader.has(at, "basepost") for at in gap):
        return None
    offset = -1 if b.offset is None else b.offset
    return _spanning(reader, base, distance, replace(b, offset=offset, parts=(replace(a, modifier=""),)))


def _spanning(reader: Reader, first: Found, last: Found, found: TimeExpression) -> Found:
    start, end = first.expression.start, last.expression.end
    return Found(replace(found, start=start, text=reader.text[start:end]), first.first, last.last)


def settled(found: Found) -> Found:
    """Return an expression as it is alone: "the 31st week" is one of the year, a "third day" stays open."""
    one = found.expression
    if cast(str, one.shape) == "part" and one.unit == "week" and (one.count or 0) > _WEEKS_OF_MONTHS:
        return replace(found, expression=replace(one, shape="week"))
    return found
