"""A dossier looked up from every side the pages need, computed once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from build_dossier.model import (
    Article,
    DateMention,
    Days,
    Dossier,
    Edition,
    Entity,
    Event,
    Mention,
    Related,
    Work,
)
from build_dossier.pages.periods import Period, periods

__all__ = ["Index", "index"]

K = TypeVar("K")
V = TypeVar("V")

PAGES = 300
"""Entities up to which each has a page of its own."""

Place = tuple[str, int]
"""An article's id and the index of one of its blocks (-1 the title, -2 the caption)."""


@dataclass(frozen=True, slots=True)
class Around:
    """What an event stands between."""

    earlier: Event | None
    """The last that begins on an earlier day."""
    same: Event | None
    """The next with the same days, the first again after the last; None where it is alone."""
    others: int
    """How many others have the same days."""
    later: Event | None


@dataclass(frozen=True, slots=True)
class Index:
    """What belongs to what in a dossier."""

    dossier: Dossier
    articles: Mapping[str, Article]
    works: tuple[Work, ...]
    """Every article is in one; ordered by date of publication, undated last."""
    work_of: Mapping[str, Work]
    entities: Mapping[str, Entity]
    paged: frozenset[str]
    """Ids of the entities that have a page of their own."""
    dates_at: Mapping[Place, tuple[DateMention, ...]]
    names_at: Mapping[Place, tuple[tuple[Mention, Entity], ...]]
    event_of: Mapping[tuple[str, int, int, int], Event]
    """By article, block, block start and block end of a dating expression."""
    events_in: Mapping[str, tuple[Event, ...]]
    """By article id, in the order of the timeline."""
    entities_in: Mapping[str, tuple[Entity, ...]]
    """By article id, the most mentioned first."""
    dated: tuple[tuple[float, Work], ...]
    """Works with a date by the middle of the days each may be from, ascending."""
    related_to: Mapping[str, tuple[Related, ...]]
    """By article id, the best first."""
    editions_of: Mapping[str, tuple[Edition, ...]]
    """By the id of the article that stands for them, in the order of the dossier."""
    titles: Mapping[str, str]
    """The language of each article's title, for reasons that quote one."""
    parts: Mapping[str, tuple[Article, ...]]
    """By source path: the articles of a file that holds several."""
    periods: tuple[Period, ...]
    """The pages of the timeline."""
    period_of: Mapping[str, Period]
    """By event id."""
    around_event: Mapping[str, Around]
    """By event id."""

    def same_file(self, article: Article) -> tuple[Article, ...]:
        """Return the other articles of an article's source."""
        if not article.document.part:
            return ()
        return tuple(part for part in self.parts[article.source.path] if part.id != article.id)

    def version(self, work: Work, language: str) -> Article | None:
        """Return the work's article in a language, None when it has none."""
        found = (self.articles[id] for id in work.articles if self.articles[id].language == language)
        return next(found, None)

    def best(self, work: Work, language: str) -> Article:
        """Return the work's article in a language, else its first."""
        return self.version(work, language) or self.articles[work.articles[0]]

    def days_of(self, work: Work) -> Days | None:
        """Return when a work first appeared, by the most exact date among its versions."""
        return _days(self.dossier, work)

    def around(self, work: Work) -> tuple[Work | None, Work | None]:
        """Return the works right before and after a work in time; None at the ends and without a date."""
        days = self.days_of(work)
        if days is None:
            return None, None
        before = bisect_left(self.dated, _middle(days), key=itemgetter(0))
        after = bisect_right(self.dated, _middle(days), key=itemgetter(0))
        return (
            self.dated[before - 1][1] if before else None,
            self.dated[after][1] if after < len(self.dated) else None,
        )

    def event_at(self, mention: DateMention) -> Event | None:
        """Return the event that a dating expression dates."""
        return self.event_of.get(_key(mention))


def index(dossier: Dossier) -> Index:
    """Return the lookups of a dossier."""
    articles = {article.id: article for article in dossier.articles}
    works = _works(dossier, articles)
    events, cut = dossier.events, periods(dossier.events)
    return Index(
        dossier=dossier,
        articles=articles,
        works=works,
        work_of={id: work for work in works for id in work.articles},
        entities={entity.id: entity for entity in dossier.entities},
        paged=_paged(dossier),
        dates_at=_grouped(
            ((date.article, date.block), date)
            for date in sorted(dossier.dates, key=lambda date: date.block_start)
        ),
        names_at=_grouped(
            ((mention.article, mention.block), (mention, entity))
            for entity in dossier.entities
            for mention in entity.mentions
        ),
        event_of={_key(mention): event for event in events for mention in event.mentions},
        events_in=_grouped(
            (id, event) for event in events for id in sorted({mention.article for mention in event.mentions})
        ),
        entities_in=_by_frequency(dossier),
        dated=_dated(dossier, works),
        related_to=_grouped(
            (id, pair)
            for pair in sorted(dossier.related, key=lambda pair: -pair.score)
            for id in (pair.a, pair.b)
            if id in articles
        ),
        editions_of=_grouped((edition.article, edition) for edition in dossier.editions),
        titles={article.title.value: article.language for article in dossier.articles},
        periods=cut,
        around_event=_around(events),
        period_of={event.id: period for period in cut for event in period.events},
        parts=_grouped((one.source.path, one) for one in dossier.articles if one.document.part),
    )


def _paged(dossier: Dossier) -> frozenset[str]:
    """Return the entities with a page: all, or in a large dossier those that several works name.

    Of the others a page could only repeat the one place that names them; a dossier of three hundred
    articles has thousands.
    """
    if len(dossier.entities) <= PAGES:
        return frozenset(entity.id for entity in dossier.entities)
    work_of = {id: number for number, work in enumerate(dossier.works) for id in work.articles}
    return frozenset(
        entity.id
        for entity in dossier.entities
        if len({work_of[mention.article] for mention in entity.mentions}) > 1
    )


def _around(events: Sequence[Event]) -> Mapping[str, Around]:
    """Return for each event its neighbours in a timeline that is in order."""
    days = [tuple(group) for _, group in groupby(events, key=lambda event: event.days.lo)]
    out = {}
    for at, group in enumerate(days):
        earlier = days[at - 1][-1] if at else None
        later = days[at + 1][0] if at + 1 < len(days) else None
        for alike in _grouped((event.days, event) for event in group).values():
            for event, following in zip(alike, (*alike[1:], alike[0]), strict=True):
                same = following if len(alike) > 1 else None
                out[event.id] = Around(earlier, same, len(alike) - 1, later)
    return out


def _days(dossier: Dossier, work: Work) -> Days | None:
    known = [days for id in work.articles if (days := dossier.published[id].days)]
    return min(known, key=lambda days: (days.length, days.lo), default=None)


def _middle(days: Days) -> float:
    return (days.lo.toordinal() + days.hi.toordinal()) / 2


def _dated(dossier: Dossier, works: tuple[Work, ...]) -> tuple[tuple[float, Work], ...]:
    found = [(_middle(days), work) for work in works if (days := _days(dossier, work))]
    return tuple(sorted(found, key=itemgetter(0)))


def _key(mention: DateMention) -> tuple[str, int, int, int]:
    return (mention.article, mention.block, mention.block_start, mention.block_end)


def _grouped(pairs: Iterable[tuple[K, V]]) -> Mapping[K, tuple[V, ...]]:
    out: dict[K, list[V]] = {}
    for key, value in pairs:
        out.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in out.items()}


def _works(dossier: Dossier, articles: Mapping[str, Article]) -> tuple[Work, ...]:
    known = [work for work in dossier.works if work.articles]
    grouped = {id for work in known for id in work.articles}
    alone = [Work((id,)) for id in articles if id not in grouped]
    order = {id: place for place, id in enumerate(articles)}

    def when(work: Work) -> tuple[date, date, int]:
        found = [days for id in work.articles if (days := dossier.published[id].days)]
        lo = min((days.lo for days in found), default=date.max)
        hi = min((days.hi for days in found), default=date.max)
        return lo, hi, order.get(work.articles[0], 0)

    return tuple(sorted([*known, *alone], key=when))


def _by_frequency(dossier: Dossier) -> Mapping[str, tuple[Entity, ...]]:
    counts: dict[str, dict[str, int]] = {}
    for entity in dossier.entities:
        for mention in entity.mentions:
            found = counts.setdefault(mention.article, {})
            found[entity.id] = found.get(entity.id, 0) + 1
    entities = {entity.id: entity for entity in dossier.entities}
    return {
        article: tuple(entities[id] for id in sorted(found, key=lambda id: (-found[id], id)))
        for article, found in counts.items()
    }
