"""What independent sources say of one thing on one event, to be read beside each other.

An event that counts something ("hundreds of staff at OpenAI threatened ... on Monday") gathers what other
sources say of the same: the same noun, the same organisation, person or place, a number of the same size,
written about the same time. The name and the day may stand in the sentence before ("In the end it was 700");
a sentence that dates something else counts something else. A quotation is compared with another one of the
same speaker where both sentences date the same event. In doubt nothing is compared.
`python -m benchmarks.claims FOLDER` says what is found and what is put beside each other wrongly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import combinations

from build_dossier.languages.names import name_pack
from build_dossier.link.counted import Counted, comparable, counted
from build_dossier.link.marks import Quotation, quotations
from build_dossier.model import (
    Article,
    Comparison,
    DateMention,
    Days,
    Entity,
    Event,
    Passage,
    Published,
    Work,
)

__all__ = ["claims"]

NAMED = ("person", "organisation", "place", "other")
NEAR = timedelta(days=7)
"""How far from an event an article may be published that counts the same without dating it."""
BESIDE = timedelta(days=1)
"""How far from an event its reporters may date it: the day after, another time zone."""
LONGEST = 31
"""Days of an event that can still be one that is counted; a year is none."""
WORDS = 3
"""Words of a name that is looked for where the article itself does not prove it to be one."""
MOST = 400
"""Counts of one thing and name that are looked at for an event; beyond them the time stays bounded."""
REACH = 1000
"""Characters on each side of a number or a date; a sentence that goes further is no sentence."""
SPEECH = 5
"""Words from which on a quotation is more than a term."""
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"(?:(?<!\b\d)(?<!\b\d\d)\.|[!?…。！？])[\"'”“’»)\]]*\s+(?=[^\W\d_a-z]|[\"“„«])|\n")


@dataclass(frozen=True, slots=True)
class _Count:
    """A counted thing with the sentence it stands in."""

    article: Article
    block: int
    counted: Counted
    names: frozenset[str]
    """Ids of who and what is named in its sentence, or in the one before where it names nobody."""
    days: tuple[Days, ...]
    """What its sentence dates."""

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
    dates: Sequence[DateMention],
) -> dict[str, tuple[Comparison, ...]]:
    """Return what can be compared on each event, by its id; no entry where nothing can."""
    told = _Told(articles, works, entities, published, dates)
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
        dates: Sequence[DateMention],
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
        self._dated: dict[tuple[str, int], list[DateMention]] = defaultdict(list)
        for date in dates:
            if date.days:
                self._dated[date.article, date.block].append(date)
        for said in self._dated.values():
            said.sort(key=_begin)
        self._by_spelling = {
            variant.text: entity.id
            for entity in entities
            if entity.kind in NAMED
            for variant in entity.variants
            if len(variant.text) > 3
        }
        self._at: dict[tuple[str, int], list[_Count]] = defaultdict(list)
        self._of: dict[tuple[str, str], list[_Count]] = defaultdict(list)
        for count in (count for article in articles for count in self._counts(article)):
            self._at[count.article.id, count.block].append(count)
            for name in sorted(count.names):
                self._of[count.counted.about, name].append(count)

    def _counts(self, article: Article) -> Iterator[_Count]:
        for at, block in enumerate(article.blocks):
            dates = self._dated.get((article.id, at), ())
            found = counted(_without(block.text, dates), article.language)
            named = self._spelled(article, at) if found else []
            for one in found:
                lo, hi = _sentence(block.text, one.start, one.end)
                names = named[bisect_left(named, (lo,)) : bisect_left(named, (hi,))]
                if not names and lo:
                    before, _ = _sentence(block.text, lo - 1, lo - 1)
                    names = named[bisect_left(named, (before,)) : bisect_left(named, (lo,))]
                inside = slice(*(bisect_left(dates, end, key=_begin) for end in (lo, hi)))
                days = tuple(date.days for date in dates[inside] if date.days)
                yield _Count(article, at, one, frozenset(id for _, id in names), days)

    def _spelled(self, article: Article, block: int) -> list[tuple[int, str]]:
        """Return where a block names whom, by id; a name that only other articles prove is one here too."""
        text = article.blocks[block].text
        found = [(place, entity.id) for place, entity in self._named.get((article.id, block), ())]
        words = [*_WORD.finditer(text)]
        for first, word in enumerate(words):
            if word.group()[0].isupper():
                written = (text[word.start() : last.end()] for last in words[first : first + WORDS])
                known = (self._by_spelling.get(name) for name in written)
                found += [(word.start(), id) for id in known if id]
        return sorted(found)

    def _names(self, article: Article, block: int, span: tuple[int, int]) -> Sequence[tuple[int, Entity]]:
        named = self._named.get((article.id, block), [])
        return named[bisect_left(named, span[0], key=_place) : bisect_left(named, span[1], key=_place)]

    # --- numbers ---

    def numbers(self, event: Event) -> Iterator[Comparison]:
        """Yield what the event's own sentences count, beside what other sources count of the same."""
        seen: set[str] = set()
        if event.days.length > LONGEST:
            return
        for anchor in self._anchors(event):
            if anchor.counted.about in seen or not anchor.names:
                continue
            alike = {
                count.passage: count
                for name in sorted(anchor.names)
                for count in self._of[anchor.counted.about, name][:MOST]
                if comparable(anchor.counted, count.counted) and self._in_time(count, event)
            }
            best = self._one_an_article(list(alike.values()))
            told = {count.article.id for count in best}
            if anchor.article.id in told and len({self.work_of[id] for id in told}) > 1:
                seen.add(anchor.counted.about)
                agree = all(a.counted.agrees(b.counted) for a, b in combinations(best, 2))
                passages = tuple(count.passage for count in best)
                yield Comparison("number", anchor.counted.about, passages, agree)

    def _anchors(self, event: Event) -> Iterator[_Count]:
        for mention in event.mentions:
            article = self.articles[mention.article]
            if mention.block < 0:
                continue
            text = article.blocks[mention.block].text
            lo, hi = _sentence(text, mention.block_start, mention.block_end)
            after = _sentence(text, hi + 1, hi + 1)[1] if hi < len(text) else hi
            counts = self._at.get((mention.article, mention.block), [])
            inside = slice(
                *(bisect_left(counts, end, key=lambda count: count.counted.start) for end in (lo, after))
            )
            yield from (count for count in counts[inside] if count.counted.start < hi or not count.days)

    def _in_time(self, count: _Count, event: Event) -> bool:
        """Tell whether a count may be of an event: published about then, its sentence dates no other day."""
        days = self.published[count.article.id].days
        if days is None or not (event.days.lo - NEAR < days.hi and days.lo < event.days.hi + NEAR):
            return False
        lo, hi = event.days.lo - BESIDE, event.days.hi + BESIDE
        return not count.days or any(lo < day.hi and day.lo < hi for day in count.days)

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


def _without(text: str, dates: Sequence[DateMention]) -> str:
    """Return a text with blanks for its dates: their numbers count nothing and part nothing."""
    parts, at = [], 0
    for date in dates:
        if date.block_end > at:
            start = max(date.block_start, at)
            parts += [text[at:start], " " * (date.block_end - start)]
            at = date.block_end
    return "".join((*parts, text[at:]))


def _begin(date: DateMention) -> int:
    return date.block_start


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
