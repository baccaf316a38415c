"""What independent sources say of one thing on one event, to be read beside each other.

An event that counts something ("hundreds of staff at OpenAI threatened ... on Monday") gathers what other
sources say of the same: the same noun, the same organisation, person or place in the sentence, a number of
the same size, written about the same time. A quotation is compared with another one of the same speaker where
both sentences date the same event. In doubt nothing is compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from build_dossier.languages.names import name_pack
from build_dossier.link.counted import Counted, comparable, counted
from build_dossier.link.marks import quotations
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
SPEECH = 5
"""Words from which on a quotation is more than a term."""
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

    def _names(self, article: Article, block: int, span: tuple[int, int]) -> list[tuple[int, Entity]]:
        named = self._named.get((article.id, block), ())
        return [(at, entity) for at, entity in named if span[0] <= at < span[1]]

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
                for count in self._of[anchor.counted.about, name]
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
            yield from (
                count
                for count in self._at.get((mention.article, mention.block), ())
                if span[0] <= count.counted.start < span[1]
                and not mention.block_start <= count.counted.start < mention.block_end
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
        says = name_pack(article.language).says
        people = {entity.id for _, entity in self._names(article, block, (lo, hi)) if entity.kind == "person"}
        spoken = any(word in says for word in re.findall(r"\w+", text[lo:hi]))
        for one in quotations(text):
            inside = lo <= one.start < hi and one.closed
            if inside and spoken and len(people) == 1 and len(text[one.start : one.end].split()) >= SPEECH:
                words = Passage(article.id, block, one.start, one.end, text[one.start : one.end])
                yield next(iter(people)), words


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, by its stops; abbreviations may make it shorter."""
    stops = [stop.end() for stop in _STOP.finditer(text)]
    lo = max((stop for stop in stops if stop <= start), default=0)
    hi = min((stop for stop in stops if stop >= end), default=len(text))
    return lo, hi
