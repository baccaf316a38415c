"""A timeline cut into pages, and on a page what is seen at once and what is folded away.

A short timeline is one page. A long one has a page for each stretch of years, of a year's months or of a
month's days, whichever holds few enough entries.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from build_dossier.model import Days, Event

__all__ = ["HUB", "OPEN", "Period", "chosen", "periods"]

HUB = "timeline"

ENTRIES = 160
"""Entries of a page: some 400 KB, which a phone shows at once."""
OPEN = 40
"""Entries that are read; with more of them the others are folded away."""

Key = Callable[[Event], str]
KEYS: tuple[Key, ...] = (
    lambda event: f"{event.days.lo:%Y}",
    lambda event: f"{event.days.lo:%Y-%m}",
    lambda event: event.days.lo.isoformat(),
)
"""Names of an event's year, month and day."""


@dataclass(frozen=True, slots=True)
class Period:
    """A page of the timeline."""

    path: str
    """`timeline` when it is the only one, else e.g. `timeline/2023-11`."""
    events: tuple[Event, ...]

    @property
    def days(self) -> Days:
        """From the first day on which one of its events begins to the last."""
        return Days(self.events[0].days.lo, Days.one(self.events[-1].days.lo).hi)


def periods(events: Sequence[Event]) -> tuple[Period, ...]:
    """Return the pages that the events need, in order; each event is on one of them."""
    if len(events) <= ENTRIES:
        return (Period(HUB, tuple(events)),)
    return tuple(Period(f"{HUB}/{name}", group) for name, group in _parts(events, 0))


def _parts(events: Sequence[Event], level: int) -> list[tuple[str, tuple[Event, ...]]]:
    """Return the parts of a level, small neighbours put together, large ones cut at the next level."""
    out: list[tuple[str, tuple[Event, ...]]] = []
    room = 0
    for name, found in groupby(events, key=KEYS[level]):
        group = tuple(found)
        if len(group) > ENTRIES and level + 1 < len(KEYS):
            out += _parts(group, level + 1)
            room = 0
        elif len(group) <= room:
            out[-1] = (out[-1][0], out[-1][1] + group)
            room -= len(group)
        else:
            out.append((name, group))
            room = ENTRIES - len(group)
    return out


def chosen(events: Sequence[Event]) -> frozenset[str]:
    """Return the ids of the events to be seen at once: pinned ones, then the best of the days that matter.

    A day shows its first event before any day shows its second, so that none hides the others.
    """
    if len(events) <= OPEN:
        return frozenset(event.id for event in events)
    by_days: dict[Days, list[Event]] = defaultdict(list)
    for event in events:
        by_days[event.days].append(event)
    ranked = []
    for group in by_days.values():
        group.sort(key=lambda event: (not event.pinned, -event.weight, not event.conflicts))
        ranked += [(not event.pinned, place, -event.salience, event.id) for place, event in enumerate(group)]
    return frozenset(id for *_, id in sorted(ranked)[:OPEN])
