"""What independent sources say of one thing on one event, to be read beside each other.

An event that counts something ("hundreds of staff at OpenAI threatened ... on Monday") gathers what other
sources say of the same: the same noun, the same organisation, person or place in the sentence, a number of
the same size, written about the same time. A quotation is compared with another one of the same speaker where
both sentences date the same event. In doubt nothing is compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from build_dossier.languages.names import name_pack
from build_dossier.link.counted import Counted, comparable, counted
from build_dossier.link.marks import Quotation, quotations
from build_dossier.model import (
    Article,
    Comparison,
    Entity,
    Event,
    Passage,
    Published,
    Work,
)

__all__ = ["claims"]

NAMED = ("person", "organisation", "place")
NEAR = timedelta(days=7)
"""How far from an event an article may be published that counts the same without dating it."""
MOST = 400
"""Counts of one thing and name that are looked at for an event; beyond them the time stays bounded."""
REACH = 1000
"""Characters on each side of a number or a date; a sentence that goes further is no sentence."""
SPEECH = 5
"""Words from which on a quotation is more than a term."""
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…。！？][\"'”“’»)\]]*\s+(?=[^\W\d_a-z]|[\"“„«])|\n")


@dataclass(frozen=True, slots=True)
class _Count:
    """A counted thing with the sentence it stands in."""

    article: Article
    block: int
    counted: Counted
    names: frozenset[str]
    """Ids of who and what is named in its sentence."""

    @property
    def passage(self) -> Passage:
        """The number with its noun."""
        text = self.article.blocks[self.block].text
        start, end = self.counted.start, self.counted.end
        return Passage(self.article.id, self.block, start, end, text[start:end])


def claims(
    articles: Sequence[Article],
    works: Sequence[Work],
    events: Sequence[Event],
    entities: Sequence[Entity],
    published: Mapping[str, Published],
) -> dict[str, tuple[Comparison, ...]]:
    """Return what can be compared on each event, by its id; no entry where nothing can."""
    told = _Told(articles, works, entities, published)
    found: dict[str, list[Comparison]] = defaultdict(list)
    taken: set[Passage] = set()
    for event in sorted(events, key=lambda one: (one.days.length, one.days.lo, one.id)):
        for comparison in (*told.numbers(event), *told.speech(event)):
            if taken.isdisjoint(comparison.claims):  # a claim stands at its most exactly dated event
                taken.update(comparison.claims)
                found[event.id].append(comparison)
    return {id: tuple(comparisons) for id, comparisons in found.items()}


class _Told:
    """What the articles count and quote, by sentence."""

    def __init__(
        self,
        articles: Sequence[Article],
        works: Sequence[Work],
        entities: Sequence[Entity],
        published: Mapping[str, Published],
    ) -> None:
        self.articles = {article.id: article for article in articles}
        self.work_of = {id: number for number, work in enumerate(works) for id in work.articles}
        self.published = published
        self._named: dict[tuple[str, int], list[tuple[int, Entity]]] = defaultdict(list)
        for entity in entities:
            for mention in entity.mentions if entity.kind in NAMED else ():
                self._named[mention.article, mention.block].append((mention.block_start, entity))
        for named in self._named.values():
            named.sort(key=_place)
        self._at: dict[tuple[str, int], list[_Count]] = defaultdict(list)
        self._of: dict[tuple[str, str], list[_Count]] = defaultdict(list)
        for count in (count for article in articles for count in self._counts(article)):
            self._at[count.article.id, count.block].append(count)
            for name in sorted(count.names):
                self._of[count.counted.about, name].append(count)

    def _counts(self, article: Article) -> Iterator[_Count]:
        for at, block in enumerate(article.blocks):
            for one in counted(block.text, article.language):
                names = self._names(article, at, _sentence(block.text, one.start, one.end))
                yield _Count(article, at, one, frozenset(entity.id for _, entity in names))

    def _names(self, article: Article, block: int, span: tuple[int, int]) -> Sequence[tuple[int, Entity]]:
        named = self._named.get((article.id, block), [])
        return named[bisect_left(named, span[0], key=_place) : bisect_left(named, span[1], key=_place)]

    # --- numbers ---

    def numbers(self, event: Event) -> Iterator[Comparison]:
        """Yield what the event's own sentences count, beside what other sources count of the same."""
        seen: set[str] = set()
        for anchor in self._anchors(event):
            if anchor.counted.about in seen or not anchor.names:
                continue
            alike = {
                count.passage: count
                for name in sorted(anchor.names)
                for count in self._of[anchor.counted.about, name][:MOST]
                if comparable(anchor.counted, count.counted) and self._in_time(count.article, event)
            }
            best = self._one_an_article(list(alike.values()))
            if len({self.work_of[count.article.id] for count in best}) > 1:
                seen.add(anchor.counted.about)
                yield Comparison("number", anchor.counted.about, tuple(count.passage for count in best))

    def _anchors(self, event: Event) -> Iterator[_Count]:
        for mention in event.mentions:
            article = self.articles[mention.article]
            if mention.block < 0:
                continue
            span = _sentence(article.blocks[mention.block].text, mention.block_start, mention.block_end)
            counts = self._at.get((mention.article, mention.block), [])
            inside = slice(*(bisect_left(counts, end, key=lambda count: count.counted.start) for end in span))
            yield from (
                count
                for count in counts[inside]
                if not mention.block_start <= count.counted.start < mention.block_end
            )

    def _in_time(self, article: Article, event: Event) -> bool:
        days = self.published[article.id].days
        return days is not None and event.days.lo - NEAR < days.hi and days.lo < event.days.hi + NEAR

    def _one_an_article(self, found: Sequence[_Count]) -> list[_Count]:
        """Return each article's exact number, else its round one; nothing where it gives several numbers."""
        by_article: dict[str, list[_Count]] = defaultdict(list)
        for count in found:
            by_article[count.article.id].append(count)
        best = []
        for counts in by_article.values():
            exact = [count for count in counts if not count.counted.round] or counts
            if len({count.counted.values for count in exact}) == 1:
                best.append(exact[0])
        return best

    # --- quotations ---

    def speech(self, event: Event) -> Iterator[Comparison]:
        """Yield the quotations of one speaker in sentences of several sources that date the event."""
        by_speaker: dict[str, dict[str, Passage]] = defaultdict(dict)
        for mention in event.mentions:
            article = self.articles[mention.article]
            if mention.block >= 0:
                for speaker, passage in self._quoted(article, mention.block, mention.block_start):
                    by_speaker[speaker].setdefault(article.id, passage)
        for speaker, said in by_speaker.items():
            if len({self.work_of[id] for id in said}) > 1:
                yield Comparison("quotation", speaker, tuple(said.values()))

    def _quoted(self, article: Article, block: int, at: int) -> Iterator[tuple[str, Passage]]:
        """Yield the speaker and the words of each quotation in the sentence around a date."""
        text = article.blocks[block].text
        lo, hi = _sentence(text, at, at)
        people = {entity.id for _, entity in self._names(article, block, (lo, hi)) if entity.kind == "person"}
        said = _said(text, article.language)
        if len(people) != 1 or bisect_left(said, lo) == bisect_left(said, hi):
            return
        quoted = _quotations(text)
        inside = slice(*(bisect_left(quoted, end, key=lambda one: one.start) for end in (lo, hi)))
        for one in quoted[inside]:
            if one.closed and len(text[one.start : one.end].split()) >= SPEECH:
                words = Passage(article.id, block, one.start, one.end, text[one.start : one.end])
                yield next(iter(people)), words


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, by its stops; abbreviations may make it shorter."""
    stops = _stops(text)
    first, last = bisect_right(stops, start), bisect_left(stops, end)
    lo, hi = stops[first - 1] if first else 0, stops[last] if last < len(stops) else len(text)
    return max(lo, start - REACH), min(hi, end + REACH)


def _place(named: tuple[int, Entity]) -> int:
    return named[0]


# Of a block, found once for all that stands in it; a block is asked about many times in a row.


@lru_cache(maxsize=64)
def _stops(text: str) -> Sequence[int]:
    return [stop.end() for stop in _STOP.finditer(text)]


@lru_cache(maxsize=64)
def _said(text: str, language: str) -> Sequence[int]:
    """Return where the words stand that say that somebody speaks."""
    says = name_pack(language).says
    return [word.start() for word in _WORD.finditer(text) if word.group() in says]


@lru_cache(maxsize=64)
def _quotations(text: str) -> Sequence[Quotation]:
    return quotations(text)
