"""The picture on top: events and articles over the days, as values a template draws.

Positions are percentages of the width, so that marks and letters keep their size on any screen; the
wide drawing and the phone's differ in how many columns they have room for. What lies far from where
most of the story happens stands in a stub at the edge and does not flatten the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from build_dossier.model import Days

__all__ = ["PHONE", "WIDE", "Drawing", "Item", "Mark", "Room", "Tick", "draw"]

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class Item:
    """An event or an article to be drawn."""

    kind: Literal["event", "article"]
    days: Days
    label: str
    """In the page's language."""
    href: str
    doubtful: bool = False
    future: bool = False
    title: str = ""
    """Its headline where that is in another language, `language`; else empty, and the label holds it."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """How much a drawing can hold."""

    columns: int
    """Columns of time that stay wide enough to be hit."""
    share: float
    """The least share of the items that must lie in the columns when not all of them can."""
    pitch: int
    """Pixels from one mark to the next."""
    size: int
    """Pixels across a mark."""
    stack: int
    """Marks above each other before the rest becomes a number."""
    stub: float
    """Per cent of the width for each column of a stub."""
    stubs: int
    """Columns of a stub at most; what lies farther out is drawn together."""
    labels: int
    """Labels that fit under the line."""


WIDE = Room(columns=45, share=0.8, pitch=18, size=12, stack=8, stub=6.5, stubs=2, labels=10)
"""At 720 px: 45 columns of 14 px, labels of 70 px."""
PHONE = Room(columns=10, share=0.6, pitch=26, size=14, stack=6, stub=17.0, stubs=1, labels=3)
"""At 350 px: 10 columns of 23 px between two stubs of 60, so that a finger hits one mark and not two."""


MANY = 240
"""Items from which stacks are half as high: the picture shows where much happened, the pages what."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, a square or a bar; the number of those that found no room has a `more`."""

    kind: Literal["event", "article"]
    x: float
    """Per cent: the middle of a point, the left end of a bar."""
    width: float
    """Per cent, 0 for a point."""
    y: int
    """Pixels from the top to its middle."""
    label: str
    href: str
    doubtful: bool = False
    future: bool = False
    title: str = ""
    language: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A stroke of the axis, with or without a label."""

    x: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """All marks of one drawing; empty when nothing has a date."""

    height: int
    line: int
    """Pixels from the top to the axis."""
    size: int
    pitch: int
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    left: float
    """Per cent where the scaled part begins; above 0 there is a stub before it."""
    right: float
    unit: Unit


def draw(items: Sequence[Item], room: Room, name: Callable[[date, Unit], str]) -> Drawing:
    """Return the drawing of the items; `name` writes the first day of a unit in few letters."""
    room = replace(room, stack=room.stack // 2) if len(items) > MANY else room
    unit, columns = _window([item.days for item in items], room)
    lo, hi = (columns[0], columns[-1]) if columns else (date.min, date.min)
    before = [item for item in items if _side(item, lo, hi, columns) < 0]
    after = [item for item in items if _side(item, lo, hi, columns) > 0]
    core = [item for item in items if _side(item, lo, hi, columns) == 0]
    stubs = (_stub(before, lo, room, name, nearest=-1), _stub(after, lo, room, name, nearest=0))
    left, right = room.stub * len(stubs[0]), 100 - room.stub * len(stubs[1])
    cells = _Cells(left, right, columns)
    marks = [
        *_edge(stubs[0], 0.0, room),
        *_core(core, cells, room),
        *_edge(stubs[1], right, room),
    ]
    ticks = [
        *(Tick(round(room.stub * (n + 0.5), 2), label) for n, (label, _) in enumerate(stubs[0])),
        *_ticks(columns, cells, room, unit, name),
        *(Tick(round(right + room.stub * (n + 0.5), 2), label) for n, (label, _) in enumerate(stubs[1])),
    ]
    return _placed(marks, ticks, room, left, right, unit)


# --- the window ----------------------------------------------------------------------------------


def _window(spans: Sequence[Days], room: Room) -> tuple[Unit, tuple[date, ...]]:
    """Return the finest unit, and the columns of it, that show all items or at least the room's share."""
    firsts = sorted(days.lo for days in spans if days.length <= 31) or sorted(days.lo for days in spans)
    if not firsts:
        return "day", ()
    for unit in UNITS:
        for share in (1.0, 0.9, room.share):
            lo, hi = _densest(firsts, share)
            hi = max(
                days.hi - timedelta(days=1)
                for days in spans
                if lo <= days.lo <= hi and (days.length <= 7 or days.lo == hi)
            )
            found = _columns(lo, hi, unit, room.columns + 1)
            if len(found) <= room.columns:
                return unit, found
    lo, hi = _densest(firsts, room.share)
    return "year", _columns(lo, hi, "year", room.columns)


def _densest(days: Sequence[date], share: float) -> tuple[date, date]:
    """Return the first and last day of the narrowest window that holds a share of the days."""
    size = max(1, min(len(days), round(len(days) * share + 0.499)))
    return min(
        ((days[at], days[at + size - 1]) for at in range(len(days) - size + 1)),
        key=lambda window: (window[1] - window[0], window[0]),
    )


def _columns(lo: date, hi: date, unit: Unit, limit: int) -> tuple[date, ...]:
    out = [floor(lo, unit)]
    while len(out) < limit and following(out[-1], unit) <= hi:
        out.append(following(out[-1], unit))
    if unit == "day" and len(out) < 5:  # a lone day at the edge of nothing says little
        out = [_moved(out[0], -1), *out, _moved(out[-1], 1)]
    return tuple(out)


def _moved(day: date, days: int) -> date:
    """Return a day so many days on, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def floor(day: date, unit: Unit) -> date:
    """Return the first day of the unit that a day is in."""
    if unit == "week":
        return _moved(day, -day.weekday())
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def following(day: date, unit: Unit) -> date:
    """Return the first day of the next unit."""
    if unit in ("day", "week"):
        return _moved(day, 1 if unit == "day" else 7)
    month = day.month + 1 if unit == "month" else 13
    return day.replace(month=month) if month <= 12 else date(min(day.year + 1, 9999), 1, 1)


def _side(item: Item, lo: date, hi: date, columns: Sequence[date]) -> int:
    """Tell whether an item belongs before the window, after it or in it."""
    if not columns:
        return 0
    end = _moved(hi, 1 if len(columns) < 2 else (columns[-1] - columns[-2]).days)
    if item.days.hi <= lo:
        return -1
    if item.days.lo >= end:
        return 1
    if item.days.length > 2 * (end - lo).days:  # a year around a week says nothing about the week
        return -1 if item.days.lo < lo else 1
    return 0


# --- stubs ---------------------------------------------------------------------------------------


def _stub(
    items: Sequence[Item], lo: date, room: Room, name: Callable[[date, Unit], str], *, nearest: Literal[0, -1]
) -> list[tuple[str, list[Item]]]:
    """Return the labelled columns of a stub; those farthest from the window are put together, by year."""
    ordered = sorted(items, key=lambda item: (item.days.lo, item.days.hi))
    groups = _by_label(ordered, lambda item: name(item.days.lo, _grain(item, lo)))
    if len(groups) <= room.stubs:
        return groups
    own = groups[nearest] if room.stubs > 1 else ("", [])
    rest = [item for label, group in groups if label != own[0] for item in group]
    years = [name(item.days.lo, "year") for item in rest]
    first = "".join(filter(str.isdecimal, years[0]))
    far = (years[0] if years[0] == years[-1] else f"{first}–{years[-1]}", rest)
    if not own[1]:
        return [far]
    return [far, own] if nearest == -1 else [own, far]


def _grain(item: Item, lo: date) -> Unit:
    return "day" if item.days.lo.year == lo.year and item.days.length <= 31 else "year"


def _by_label(items: Iterable[Item], label: Callable[[Item], str]) -> list[tuple[str, list[Item]]]:
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(label(item), []).append(item)
    return list(groups.items())


def _edge(stubs: Sequence[tuple[str, list[Item]]], left: float, room: Room) -> list[Mark]:
    marks: list[Mark] = []
    for n, (_, items) in enumerate(stubs):
        x = left + room.stub * (n + 0.5)
        for kind in ("event", "article"):
            group = [item for item in items if item.kind == kind]
            marks += [_point(item, x, row) for row, item in enumerate(_fitting(group, room))]
            marks += _rest(group, x, room)
    return marks


# --- the scaled part -----------------------------------------------------------------------------


class _Cells:
    """Where each column of time lies."""

    def __init__(self, left: float, right: float, columns: Sequence[date]) -> None:
        self.left, self.columns = left, columns
        self.step = (right - left) / max(1, len(columns))

    def at(self, day: date) -> int:
        """Return the column of a day, the nearest one for a day outside."""
        found = sum(1 for first in self.columns if first <= day) - 1
        return max(0, found)

    def middle(self, column: int) -> float:
        return self.left + self.step * (column + 0.5)

    def edge(self, column: int) -> float:
        return self.left + self.step * column


def _core(items: Sequence[Item], cells: _Cells, room: Room) -> list[Mark]:
    marks: list[Mark] = []
    for kind in ("event", "article"):
        taken: dict[int, set[int]] = {}
        left_out: dict[int, list[Item]] = {}
        group = [item for item in items if item.kind == kind]
        for item in sorted(group, key=lambda item: (-_reach(item, cells), item.days.lo)):
            first, reach = cells.at(item.days.lo), _reach(item, cells)
            row = _row(taken, first, reach)
            if row >= room.stack - 1 and len(group) > room.stack:
                left_out.setdefault(first, []).append(item)
                continue
            for column in range(first, first + reach):
                taken.setdefault(column, set()).add(row)
            marks.append(
                _point(item, cells.middle(first), row) if reach == 1 else _bar(item, cells, first, reach, row)
            )
        for column, rest in left_out.items():
            marks.append(_more(rest, cells.middle(column), room.stack - 1))
    return sorted(marks, key=lambda mark: (mark.x, mark.kind, mark.y))


def _reach(item: Item, cells: _Cells) -> int:
    last = item.days.hi - timedelta(days=1)
    return cells.at(max(last, item.days.lo)) - cells.at(item.days.lo) + 1


def _row(taken: dict[int, set[int]], first: int, reach: int) -> int:
    rows = set().union(*(taken.get(column, set()) for column in range(first, first + reach)))
    return next(row for row in range(len(rows) + 1) if row not in rows)


def _point(item: Item, x: float, row: int) -> Mark:
    return _mark(item, x, 0, row)


def _bar(item: Item, cells: _Cells, first: int, reach: int, row: int) -> Mark:
    inset = min(cells.step * 0.2, 1.0)
    return _mark(item, cells.edge(first) + inset, cells.step * reach - 2 * inset, row)


def _mark(item: Item, x: float, width: float, row: int, more: int = 0) -> Mark:
    """Return a mark of an item; one for several is neither doubtful nor ahead."""
    return Mark(
        item.kind,
        round(x, 2),
        round(width, 2),
        row,
        item.label,
        item.href,
        item.doubtful and not more,
        item.future and not more,
        item.title,
        item.language,
        more,
    )


def _fitting(items: Sequence[Item], room: Room) -> Sequence[Item]:
    return items if len(items) <= room.stack else items[: room.stack - 1]


def _rest(items: Sequence[Item], x: float, room: Room) -> list[Mark]:
    rest = items[len(_fitting(items, room)) :]
    return [_more(rest, x, room.stack - 1)] if rest else []


def _more(rest: Sequence[Item], x: float, row: int) -> Mark:
    return _mark(rest[0], x, 0, row, len(rest))


def _ticks(
    columns: Sequence[date], cells: _Cells, room: Room, unit: Unit, name: Callable[[date, Unit], str]
) -> Iterable[Tick]:
    every = max(1, -(-len(columns) // room.labels))
    for number, column in enumerate(columns):
        middle = round(cells.middle(number), 2)
        at_end = number in (0, len(columns) - 1) and len(columns) > 3  # would meet a stub's label
        labelled = number % every == every // 2 and not at_end
        yield Tick(middle, name(column, unit) if labelled else "")


def _placed(
    marks: list[Mark], ticks: list[Tick], room: Room, left: float, right: float, unit: Unit
) -> Drawing:
    """Return the drawing with rows turned into pixels."""
    above = max((mark.y + 1 for mark in marks if mark.kind == "event"), default=0)
    below = max((mark.y + 1 for mark in marks if mark.kind == "article"), default=0)
    line = above * room.pitch + 10
    under = line + below * room.pitch + 8
    out = []
    for mark in marks:
        y = (
            line - 4 - round(room.pitch * (mark.y + 0.5))
            if mark.kind == "event"
            else line + 4 + round(room.pitch * (mark.y + 0.5))
        )
        out.append(replace(mark, y=y))
    return Drawing(under + 24, line, room.size, room.pitch, tuple(out), tuple(ticks), left, right, unit)
