"""Which tellings are one happening: only on several grounds at once, never on the date alone.

- aligned blocks of translations whose dates stand in the same order;
- in one article: the same sentence, the same holiday in one block, or nearly the same words and people;
- across articles: the same days, the same people or names, and in one language the same words near the date;
  across languages the same person, who has no other happening on that day in either article;
- nearly the same words a day apart (sources that disagree), or after an announcement of it (overtaken).

No happening takes two different ones of one article together, however they resemble a third.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations, pairwise

from build_dossier.model import Published, Work
from build_dossier.timeline.happenings import WORDS_TO_STAND, Telling
from build_dossier.timeline.overtaken import overtaken
from build_dossier.timeline.passages import TITLE, passage, shared_words

__all__ = ["group"]

_WEEK_DAYS = 7
_RESTATED = 0.6
"""The share of the fewer words that must recur before one article is taken to repeat itself."""
_PAIRS_PER_NAME = 4000
"""Comparisons for one name on one day; beyond them the first articles decide, and the time stays bounded."""

Groups = tuple[tuple[Telling, ...], ...]


def group(found: Sequence[Telling], works: Sequence[Work], published: Mapping[str, Published]) -> Groups:
    """Return the tellings in groups, one a happening, in their order."""
    sets = _Sets(found)
    for one, other in _aligned(found, works):
        sets.join(one, other, certain=True)
    for one, other in _within_articles(found):
        sets.join(one, other, certain=True)
    for _, one, other in sorted(
        _across(found, sets), key=lambda pair: (-pair[0], pair[1].order, pair[2].order)
    ):
        sets.join(one, other)
    for one, other in overtaken(found, published):
        sets.join(one, other)
    return sets.groups()


class _Sets:
    """Disjoint sets of tellings that refuse to put two different happenings of one article together."""

    def __init__(self, found: Sequence[Telling]) -> None:
        self._members = {one.order: [one] for one in found}
        self._root = {one.order: one.order for one in found}
        self._articles = {one.order: {one.article.id} for one in found}

    def members(self, one: Telling) -> Sequence[Telling]:
        """Return the set that a telling is in."""
        return self._members[self._root[one.order]]

    def join(self, one: Telling, other: Telling, certain: bool = False) -> None:
        """Put two sets together; unless it is certain, only when they share no article."""
        a, b = self._root[one.order], self._root[other.order]
        if len(self._members[a]) < len(self._members[b]):
            a, b = b, a
        if a == b or (not certain and self._articles[a] & self._articles[b]):
            return
        self._articles[a] |= self._articles.pop(b)
        for member in self._members[b]:
            self._root[member.order] = a
        self._members[a] += self._members.pop(b)

    def groups(self) -> Groups:
        """Return the sets, each in the order of its tellings."""
        made = [tuple(sorted(members, key=lambda one: one.order)) for members in self._members.values()]
        return tuple(sorted(made, key=lambda members: members[0].order))


def _aligned(found: Sequence[Telling], works: Sequence[Work]) -> list[tuple[Telling, Telling]]:
    """Return the tellings that translate each other: aligned blocks with as many dates, paired in order."""
    at: dict[tuple[str, int], list[Telling]] = defaultdict(list)
    for one in found:
        at[one.article.id, one.mention.block].append(one)
    pairs = []
    for work in works:
        rows = [*work.alignment, (TITLE,) * len(work.articles)] if len(work.articles) > 1 else []
        for row in rows:
            columns = [
                at.get((article, block), []) for article, block in zip(work.articles, row, strict=True)
            ]
            for first, second in combinations([column for column in columns if column], 2):
                pairs += _in_step(first, second)
    return pairs


def _in_step(first: Sequence[Telling], second: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """Return the pairs of two aligned blocks: those with equal days, then the rest in order if as many.

    The rest are what a translation dates differently; they must at least be dates of one shape.
    """
    free = list(second)
    left: list[Telling] = []
    pairs = []
    for one in first:
        same = next((other for other in free if other.mention.days == one.mention.days), None)
        if same is None:
            left.append(one)
        else:
            free.remove(same)
            pairs.append((one, same))
    if len(left) == len(free):
        pairs += [(a, b) for a, b in zip(left, free, strict=True) if _one_shape(a, b)]
    return pairs


def _one_shape(one: Telling, other: Telling) -> bool:
    return one.mention.expression.shape == other.mention.expression.shape


def _within_articles(found: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """Return the tellings of one article that say the same again."""
    by_article: dict[str, list[Telling]] = defaultdict(list)
    for one in found:
        by_article[one.article.id].append(one)
    pairs = []
    for members in by_article.values():
        by_day: dict[object, list[Telling]] = defaultdict(list)
        for one in members:
            by_day[one.mention.days].append(one)
        pairs += [pair for day in by_day.values() for pair in _pairs(day) if _restated(*pair)]
        pairs += [pair for pair in pairwise(members) if _one_inside_other(*pair)]
    return pairs


def _pairs(members: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    every = ((one, other) for at, one in enumerate(members) for other in members[at + 1 :])
    return [pair for pair, _ in zip(every, range(_PAIRS_PER_NAME), strict=False)]


def _restated(one: Telling, other: Telling) -> bool:
    """Tell whether two tellings of one article, with the same days, are one happening."""
    same_block = one.mention.block == other.mention.block
    if same_block and (
        one.span == other.span or one.mention.expression.holiday == other.mention.expression.holiday != ""
    ):
        return True
    fewer = min(len(one.words), len(other.words))
    people = (one.persons or one.others) & (other.persons or other.others)
    return (
        bool(people)
        and fewer >= WORDS_TO_STAND
        and len(shared_words(one.words, other.words)) >= _RESTATED * fewer
    )


def _one_inside_other(one: Telling, other: Telling) -> bool:
    """Tell whether neighbours in one sentence date one thing, the exact day within its week."""
    a, b = one.mention.days, other.mention.days
    if a is None or b is None or one.mention.block != other.mention.block or one.span != other.span:
        return False
    wide, narrow = (a, b) if a.length >= b.length else (b, a)
    return narrow.length == 1 and wide.length <= _WEEK_DAYS and wide.lo <= narrow.lo and narrow.hi <= wide.hi


def _across(found: Sequence[Telling], sets: _Sets) -> list[tuple[float, Telling, Telling]]:
    """Return the pairs of different works that may be one happening, with how much speaks for it."""
    by_name: dict[tuple[object, str], list[Telling]] = defaultdict(list)
    for one in found:
        for name in sorted(one.persons | one.others):
            by_name[one.mention.days, name].append(one)
    scored: dict[tuple[int, int], tuple[float, Telling, Telling]] = {}
    for members in by_name.values():
        for one, other in _pairs(members):
            key = (one.order, other.order)
            if one.work != other.work and key not in scored and _bound(one) == _bound(other):
                scored[key] = (
                    _same_language(one, other) or _other_language(one, other, by_name, sets),
                    one,
                    other,
                )
    return [*(pair for pair in scored.values() if pair[0] > 0), *_day_apart(found)]


def _bound(one: Telling) -> str:
    """Return what makes a date an end of something, which is another happening than one on the day."""
    modifier = one.mention.expression.modifier
    return modifier if modifier in ("since", "until", "before", "after") else ""


def _same_language(one: Telling, other: Telling) -> float:
    """Return how much speaks for one happening in two articles of one language; 0 for too little."""
    if one.article.language != other.article.language:
        return 0
    people, named = one.persons & other.persons, one.others & other.others
    core = shared_words(one.core, other.core)
    words = shared_words(one.words, other.words)
    days = one.mention.days
    needed = 1 if days is not None and days.length == 1 else 2
    if not (people or len(named) >= 2) or not (len(core) >= needed or len(words) >= needed + 2):
        return 0
    return 2 * len(people) + len(named) + 2 * len(core) + 0.5 * len(words)


def _other_language(
    one: Telling, other: Telling, by_name: Mapping[tuple[object, str], Sequence[Telling]], sets: _Sets
) -> float:
    """Return how much speaks for one happening in two languages: one day, one person, and no rival for it."""
    days = one.mention.days
    people = one.persons & other.persons
    if one.article.language == other.article.language or days is None or days.length != 1 or not people:
        return 0
    for name in people:
        for member in by_name[days, name]:
            same = (one, other)[member.article.id == other.article.id]
            if member.article.id == same.article.id and member not in sets.members(same):
                return 0
    numbers = _numbers(one) & _numbers(other)
    return len(people) + 0.5 * len(one.others & other.others) + len(numbers)


def _numbers(one: Telling) -> frozenset[str]:
    text = passage(one.article, one.mention.block)
    lo, hi = one.span
    without_date = text[lo : one.mention.block_start] + " " + text[one.mention.block_end : hi]
    return frozenset(word for word in without_date.split() if word.isdigit() and len(word) >= 2)


def _day_apart(found: Sequence[Telling]) -> list[tuple[float, Telling, Telling]]:
    """Return the pairs that tell one thing in nearly the same words, a day apart: sources that disagree."""
    by_key: dict[tuple[str, date, str], list[Telling]] = defaultdict(list)
    for one in found:
        if one.mention.days is not None and one.mention.days.length == 1:
            for person in sorted(one.persons):
                by_key[one.article.language, one.mention.days.lo, person].append(one)
    pairs = {}
    for (language, day, person), members in by_key.items():
        next_day = by_key.get((language, day + timedelta(days=1), person), ())
        for one in members[:60]:
            for other in next_day[:60]:
                if one.work != other.work and _nearly_equal(one, other):
                    pairs[one.order, other.order] = (0.5, one, other)
    return list(pairs.values())


def _nearly_equal(one: Telling, other: Telling) -> bool:
    fewer, more = sorted((len(one.words), len(other.words)))
    shared = len(shared_words(one.words, other.words))
    return one.persons == other.persons and fewer > WORDS_TO_STAND and shared >= _RESTATED * more
