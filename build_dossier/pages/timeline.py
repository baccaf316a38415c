"""The timeline of one language: every event with its date, its wording and all its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from build_dossier.model import Days, Event, Page
from build_dossier.pages.around import ways
from build_dossier.pages.compared import compared
from build_dossier.pages.entries import Entry, entry
from build_dossier.pages.exports import exports
from build_dossier.pages.filters import filters
from build_dossier.pages.home import stats
from build_dossier.pages.markup import render
from build_dossier.pages.periods import HUB, Period, chosen
from build_dossier.pages.picture import picture
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree

__all__ = ["period_pages", "timeline"]

GROUPED = 15
"""Entries from which months or years stand between them: more than two screens."""
FILTERED = 24
"""Entries from which a reader looks for some of them: fewer are read."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Entries under one heading; without one when the timeline is short."""

    id: str
    heading: str
    entries: tuple[Entry, ...]
    """Those to be seen at once."""
    folded: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A page of the timeline, as another one links to it."""

    href: str
    name: str
    count: int


def timeline(tree: Tree) -> Page:
    """Return the timeline's page of a tree: all of it, or what matters most and the way to the rest."""
    here = Here(tree, HUB)
    title, dossier = tree.words.text("Timeline"), tree.index.dossier
    entries = [entry(here, event) for event in dossier.events]
    files = exports(here, entries)
    split = len(tree.index.periods) > 1
    seen = chosen(dossier.events)
    shown = [one for one in entries if one.event.id in seen] if split else entries
    html = render(
        "timeline.html",
        here,
        title=title,
        kicker=tree.title(),
        stretches=_stretches(here, shown, seen),
        filters=filters(here, [one.event for one in shown]) if len(shown) >= FILTERED else (),
        pages=_links(here) if split else (),
        ways=ways,
        picture=picture(here),
        stats=stats(here),
        files=files,
        hidden=[entry(here, event) for event in dossier.hidden],
        claims=compared(here),
    )
    said = " · ".join(text.striptags() for text in stats(here))
    beside = [(file.name, file.text) for file in files]
    return page(here, title, html, said, here.same(), hub=True, files=beside)


def period_pages(tree: Tree) -> Iterator[Page]:
    """Yield the pages of a timeline that is too long for one."""
    if len(tree.index.periods) < 2:
        return
    words = tree.words
    for period in tree.index.periods:
        here = Here(tree, period.path)
        title = _name(here, period)
        html = render(
            "timeline.html",
            here,
            title=title,
            kicker=(words.text("Timeline"), words.code),
            stretches=_stretches(
                here, [entry(here, event) for event in period.events], chosen(period.events)
            ),
            filters=filters(here, period.events),
            pages=_links(here),
            ways=ways,
            picture=None,
            stats=(),
            files=(),
            hidden=(),
            claims=compared(here),
        )
        count = words.plural("{n} event", "{n} events", len(period.events))
        yield page(here, f"{words.text('Timeline')}: {title}", html, f"{title}: {count}", here.same())


def _links(here: Here) -> tuple[Link, ...]:
    return tuple(
        Link(here.to(period.path), _name(here, period), len(period.events))
        for period in here.tree.index.periods
    )


def _name(here: Here, period: Period) -> str:
    """Return what a page of the timeline spans, in words: years, months or days."""
    words, first, last = here.tree.words, period.days.lo, period.events[-1].days.lo
    part = period.path.rpartition("/")[2]
    if len(part) == 4:
        days = Days(
            first.replace(month=1, day=1), last.replace(year=min(last.year + 1, 9999), month=1, day=1)
        )
        return words.span(days)
    if len(part) == 7:
        return words.months(first, last)
    return words.span(Days(first, Days.one(last).hi))


def _stretches(here: Here, entries: Sequence[Entry], seen: frozenset[str]) -> tuple[Stretch, ...]:
    """Return the entries by month or year, those that are not `seen` at once folded away in each."""
    months = [_month(one.event) for one in entries]
    alone = sum(1 for month in set(months) if months.count(month) == 1)
    lonely = alone * 2 > len(set(months))  # a heading over a single entry only repeats its date
    if len(entries) < GROUPED or len(set(months)) < 2 or (lonely and len(seen) >= len(entries)):
        return _stretch("", "", entries, seen)
    by_year = len({year for year, _ in months}) > 8 and len(set(months)) > 24
    words = here.tree.words
    out: list[Stretch] = []
    for key, found in groupby(
        entries, key=lambda one: (one.event.days.lo.year, 0) if by_year else _month(one.event)
    ):
        group = tuple(found)
        first = group[0].event.days.lo
        id = f"m-{first:%Y-%m}" if key[1] else f"y-{first:%Y}"
        out += _stretch(id, words.month(first) if key[1] else words.year(first), group, seen)
    return tuple(_unique(out))


def _stretch(id: str, heading: str, entries: Sequence[Entry], seen: frozenset[str]) -> tuple[Stretch, ...]:
    if not entries:
        return ()
    known = tuple(one for one in entries if one.event.id in seen)
    rest = tuple(one for one in entries if one.event.id not in seen)
    return (Stretch(id, heading, known, rest),)


def _month(event: Event) -> tuple[int, int]:
    """Return year and month of an event; month 0 for one that lasts longer than a month."""
    return event.days.lo.year, 0 if event.days.length > 31 else event.days.lo.month


def _unique(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    # A year can come twice, before and between its months; ids must not.
    seen: dict[str, int] = {}
    for stretch in stretches:
        seen[stretch.id] = number = seen.get(stretch.id, 0) + 1
        yield stretch if number == 1 else replace(stretch, id=f"{stretch.id}-{number}")
