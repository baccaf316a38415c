"""The timeline of one language: every event with its date, its wording and all its sources."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from build_dossier.model import Event, Page
from build_dossier.pages.compared import compared
from build_dossier.pages.entries import Entry, entry
from build_dossier.pages.home import stats
from build_dossier.pages.markup import render
from build_dossier.pages.picture import picture
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree

__all__ = ["timeline"]

GROUPED = 15
"""Entries from which months or years stand between them: more than two screens."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries under one heading; without one when the timeline is short."""

    id: str
    heading: str
    entries: tuple[Entry, ...]


def timeline(tree: Tree) -> Page:
    """Return the timeline's page of a tree."""
    here = Here(tree, "timeline")
    title = tree.words.text("Timeline")
    stretches = _stretches(here)
    html = render(
        "timeline.html",
        here,
        title=title,
        stretches=stretches,
        picture=picture(here),
        stats=stats(here),
        claims=compared(here),
    )
    return page(
        here, title, html, " · ".join(text.striptags() for text in stats(here)), here.same(), hub=True
    )


def _stretches(here: Here) -> tuple[Stretch, ...]:
    events = here.tree.index.dossier.events
    entries = [entry(here, event) for event in events]
    months = {_month(event) for event in events}
    alone = sum(1 for month in months if sum(1 for event in events if _month(event) == month) == 1)
    lonely = alone * 2 > len(months)  # a heading over a single entry only repeats its date
    if len(events) < GROUPED or len(months) < 2 or lonely:
        return (Stretch("", "", tuple(entries)),) if entries else ()
    by_year = len({month[0] for month in months}) > 8 and len(months) > 24
    words = here.tree.words
    out = []
    for key, found in groupby(
        entries, key=lambda one: one.event.days.lo.year if by_year else _month(one.event)
    ):
        group = tuple(found)
        first = group[0].event.days.lo
        whole = by_year or (isinstance(key, tuple) and key[1] == 0)
        id = f"y-{first:%Y}" if whole else f"m-{first:%Y-%m}"
        out.append(Stretch(id, words.year(first) if whole else words.month(first), group))
    return tuple(_unique(out))


def _month(event: Event) -> tuple[int, int]:
    """Return year and month of an event; month 0 for one that lasts longer than a month."""
    return event.days.lo.year, 0 if event.days.length > 31 else event.days.lo.month


def _unique(stretches: list[Stretch]) -> list[Stretch]:
    # A year can come twice, before and between its months; ids must not.
    seen: dict[str, int] = {}
    out = []
    for stretch in stretches:
        seen[stretch.id] = seen.get(stretch.id, 0) + 1
        number = seen[stretch.id]
        id = stretch.id if number == 1 else f"{stretch.id}-{number}"
        out.append(Stretch(id, stretch.heading, stretch.entries))
    return out
