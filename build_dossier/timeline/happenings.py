"""Which dating expressions tell of something that happened: a telling is a date with its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from build_dossier.model import Article, DateMention, Entity, Work
from build_dossier.timeline.narration import narration
from build_dossier.timeline.passages import (
    content_words,
    names,
    passage,
    sentence,
    within,
)
from build_dossier.timeline.sentences import clauses, in_speech

__all__ = ["WORDS_TO_STAND", "Telling", "tellings"]

WORDS_TO_STAND = 3
"""Content words that a sentence without a name needs, in direct speech, to say something by itself."""
_DATELINE_WORDS = 4
"""Words beside the day in a sentence that only says where and when a text was written."""
_COMMON = 0.2
"""A word in more than this share of a language's blocks carries nothing; judged from 20 blocks on."""
_ENOUGH_BLOCKS = 20


@dataclass(frozen=True, slots=True)
class Telling:
    """A dating expression with what its sentence tells."""

    order: int
    mention: DateMention
    article: Article
    work: int
    """Number of the work that the article belongs to; negative and its own without one."""
    span: tuple[int, int]
    """Block offsets of the sentence."""
    persons: frozenset[str]
    others: frozenset[str]
    """Ids of the entities that are no persons."""
    core: frozenset[str]
    """Content words of the clause of the date (of the block before too, where the sentence names nobody)."""
    words: frozenset[str]
    """Content words of the whole sentence."""


def tellings(
    articles: Sequence[Article],
    works: Sequence[Work],
    dates: Sequence[DateMention],
    entities: Sequence[Entity],
) -> tuple[Telling, ...]:
    """Return the mentions that date a happening, with their sentences, in the order of the dossier.

    A duration says how long, not when; what has no days cannot be placed; and a bare sentence in direct
    speech ("That is what happened on Friday") points at something that only the speaker sees.
    """
    by_id = {article.id: article for article in articles}
    work_of = {one: number for number, work in enumerate(works) for one in work.articles}
    named = _entities_by_block(entities)
    common = _common_words(articles)
    found = []
    for order, mention in enumerate(dates):
        article = by_id.get(mention.article)
        if article is None or mention.days is None or mention.expression.shape == "duration":
            continue
        common_here = common.get(article.language, frozenset())
        one = _telling(order, mention, article, named, common_here)
        one = replace(one, work=work_of.get(article.id, one.work))
        if _stands_alone(one):
            found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Named:
    """The names of a block, in the order of the text."""

    spots: list[tuple[int, int]]
    entities: list[Entity]

    def inside(self, start: int, end: int) -> tuple[list[tuple[int, int]], list[Entity]]:
        """Return the spans and the entities between two offsets."""
        spots = within(self.spots, start, end)
        first = bisect_left(self.spots, (start, 0))
        return list(spots), self.entities[first : first + len(spots)]


_NOBODY = _Named([], [])
_ByBlock = Mapping[tuple[str, int], _Named]


def _entities_by_block(entities: Sequence[Entity]) -> _ByBlock:
    found: dict[tuple[str, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, entity in enumerate(entities):
        for one in entity.mentions:
            found[one.article, one.block].append((one.block_start, one.block_end, number))
    return {
        at: _Named(
            [(lo, hi) for lo, hi, _ in sorted(spots)], [entities[number] for _, _, number in sorted(spots)]
        )
        for at, spots in found.items()
    }


def _common_words(articles: Sequence[Article]) -> Mapping[str, frozenset[str]]:
    """Return the words of each language that stand in too many blocks to tell one from another."""
    blocks: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for block in article.blocks:
            blocks[article.language] += 1
            counts[article.language].update(content_words(block.text))
    return {
        language: frozenset(word for word, count in seen.items() if count > _COMMON * blocks[language])
        for language, seen in counts.items()
        if blocks[language] >= _ENOUGH_BLOCKS
    }


def _is_only_dated(text: str, span: tuple[int, int], date_at: tuple[int, int]) -> bool:
    """Tell whether a sentence is but a place and a day, and another follows: "Lindau, 14 March 2024."."""
    beside = text[span[0] : date_at[0]] + " " + text[date_at[1] : span[1]]
    return span[0] == 0 and len(beside.split()) <= _DATELINE_WORDS and span[1] + 2 < len(text)


def _telling(
    order: int, mention: DateMention, article: Article, named: _ByBlock, common: frozenset[str]
) -> Telling:
    text = passage(article, mention.block)
    date_at = (mention.block_start, mention.block_end)
    span = sentence(article, mention.block, *date_at)
    dateline = article.blocks[mention.block].dateline if mention.block >= 0 else 0
    if dateline <= mention.block_start:
        span = (max(span[0], dateline), span[1])
    if mention.block >= 0 and _is_only_dated(text, span, date_at):
        span = (span[0], sentence(article, mention.block, span[1] + 1, span[1] + 2)[1])
    spots, inside = named.get((article.id, mention.block), _NOBODY).inside(*span)
    near = [(lo, hi) for lo, hi in clauses(text, *span) if lo < date_at[1] and date_at[0] < hi] or [span]
    core = _words_of(text, (near[0][0], near[-1][1]), [date_at, *spots], common)
    words = _words_of(text, span, [date_at, *spots], common)
    if not inside and mention.block > 0 and not _named_in(article, text, span, date_at):
        before = passage(article, mention.block - 1)
        spots, inside = named.get((article.id, mention.block - 1), _NOBODY).inside(0, len(before))
        core |= _words_of(before, (0, len(before)), spots, common)
    persons = frozenset(entity.id for entity in inside if entity.kind == "person")
    others = frozenset(entity.id for entity in inside) - persons
    return Telling(order, mention, article, -1 - order, span, persons, others, core, words)


def _named_in(article: Article, text: str, span: tuple[int, int], date_at: tuple[int, int]) -> bool:
    """Tell whether a sentence is written as if it named someone, known or not."""
    hidden = [(date_at[0] - span[0], date_at[1] - span[0])]
    return bool(names(text[slice(*span)], hidden, narration(article.language).determiners))


def _words_of(
    text: str, span: tuple[int, int], hidden: Iterable[tuple[int, int]], common: frozenset[str]
) -> frozenset[str]:
    """Return the content words of a span, without those hidden: the date's and the names'."""
    return content_words(text[slice(*span)], [(lo - span[0], hi - span[0]) for lo, hi in hidden], common)


def _stands_alone(one: Telling) -> bool:
    text = passage(one.article, one.mention.block)
    lo, hi = one.span
    speech = one.mention.block >= 0 and (
        one.article.blocks[one.mention.block].kind == "quote" or in_speech(text, one.mention.block_start)
    )
    if not speech or _named_in(one.article, text, one.span, (one.mention.block_start, one.mention.block_end)):
        return True
    pointing = narration(one.article.language).pointing.match(text[lo:hi])
    return len(one.words) >= WORDS_TO_STAND + (1 if pointing else 0)
