"""Which articles are one text in one language, collected twice: copies, cut and longer editions.

Two texts are compared by their runs of four words (of six characters where no space parts words): the share
of the shorter text's runs that stand in the other too. The fullest edition stands for all of them; what
another has, lacks or says otherwise is kept with it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from build_dossier.model import Article, Edition

__all__ = ["ENOUGH", "Pairs", "differences", "editions", "fold", "shared", "shingles"]

ENOUGH = 0.6
"""Share of the shorter text's runs that stand in the longer one: `python -m benchmarks.duplicates`."""
NEARER = 0.05
"""Share of runs by which two groups of editions are nearer in themselves than to each other if they are two
texts, by hand."""
LEAST_RUNS = 12
"""Runs of a text below which nothing can be told from them."""
SAMPLE = 8
"""One run in so many, chosen by its hash, brings articles together; then all of their runs are compared."""
LONG = 200
"""Runs of a text up to which all of them bring it together with others as short."""
MOST = 24
"""Articles with a run up to which every two are compared; of more, each with the next."""
WORDS, CHARACTERS = 4, 6
LEAST_ALIKE = 0.5
"""Likeness of two paragraphs from which one is the other changed."""
TOKEN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
"""A word, or a character of a script that does not part words."""

Hashes = NDArray[np.uint64]
Pairs = Collection[frozenset[str]]
"""Pairs of article ids."""


def shingles(text: str) -> Hashes:
    """Return the hashes of a text's runs, each once, ascending."""
    tokens = TOKEN.findall(text.casefold())
    single = sum(len(token) == 1 and token >= "\u0e00" for token in tokens)
    size = CHARACTERS if 2 * single > len(tokens) else WORDS
    codes = np.array([crc32(token.encode()) for token in tokens], dtype=np.uint64)
    if len(codes) < size:
        return np.zeros(0, dtype=np.uint64)
    runs = np.zeros(len(codes) - size + 1, dtype=np.uint64)
    for step in range(size):
        runs = (runs ^ codes[step : step + len(runs)]) * np.uint64(0x9E3779B97F4A7C15)
        runs ^= runs >> np.uint64(29)
    return np.unique(runs)


def shared(one: Hashes, other: Hashes) -> float:
    """Return the share of the shorter text's runs that the longer one has; 0 where it is too short."""
    least = min(len(one), len(other))
    return len(np.intersect1d(one, other, assume_unique=True)) / least if least >= LEAST_RUNS else 0.0


def editions(articles: Sequence[Article], same: Pairs = (), apart: Pairs = ()) -> tuple[Edition, ...]:
    """Return for each article that is another edition of a fuller one which that is, in the dossier's order.

    `same` and `apart` are the curator's: pairs of ids that are one text whatever they share, and never.
    """
    runs = {one.id: shingles(_text(one)) for one in articles}
    by_id = {one.id: one for one in articles}
    found = []
    for head, other in fold(runs, {one.id: one.language for one in articles}, same, apart):
        rows = differences(by_id[head], by_id[other])
        score = round(shared(runs[head], runs[other]), 4)
        found.append(Edition(head, by_id[other], score, rows, frozenset((head, other)) in same))
    order = {one.id: index for index, one in enumerate(articles)}
    return tuple(sorted(found, key=lambda edition: order[edition.other.id]))


def _text(article: Article) -> str:
    return "\n".join((article.title.value, *(block.text for block in article.blocks)))


def fold(
    runs: Mapping[str, Hashes], languages: Mapping[str, str], same: Pairs = (), apart: Pairs = ()
) -> list[tuple[str, str]]:
    """Return pairs of a text and another edition of it, by id; each edition stands under one text.

    What is nearest comes together first, so that an edition of one of two much alike texts stands under it.
    """
    said = [(one, other) for one, other in map(sorted, filter(_two, same)) if {one, other} <= runs.keys()]
    near = {(one, other): 1.0 + NEARER for one, other in said if languages[one] == languages[other]}
    for one, other, score in _candidates(runs, languages):
        near.setdefault((min(one, other), max(one, other)), score)
    place = {one: index for index, one in enumerate(runs)}
    groups = {one: _Group([one]) for one in runs}
    for (one, other), score in sorted(
        near.items(), key=lambda item: (-item[1], *sorted(map(place.__getitem__, item[0])))
    ):
        fuller, lesser = sorted(
            (groups[one], groups[other]),
            key=lambda group: (-len(runs[group.members[0]]), place[group.members[0]]),
        )
        if fuller is not lesser and score > min(fuller.nearest, lesser.nearest) - NEARER:
            pairs = [(fuller.members[0], each) for each in lesser.members]
            if not any(frozenset(pair) in apart for pair in pairs) and all(
                frozenset(pair) in same or shared(runs[pair[0]], runs[pair[1]]) >= ENOUGH for pair in pairs
            ):
                fuller.members += lesser.members
                fuller.nearest = max(fuller.nearest, lesser.nearest, score)
                groups.update(dict.fromkeys(lesser.members, fuller))
    return [
        (head, other)
        for head, *others in (group.members for one, group in groups.items() if group.members[0] == one)
        for other in sorted(others, key=place.__getitem__)
    ]


def _two(pair: Collection[str]) -> bool:
    return len(pair) == 2


@dataclass(slots=True)
class _Group:
    """Editions of one text, the fullest first, and the share of runs of the two that are nearest."""

    members: list[str]
    nearest: float = 0.0


def _candidates(runs: Mapping[str, Hashes], languages: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Yield the pairs of one language that share enough, and how much: a sample of runs says which may."""
    thin = {one: found[found % np.uint64(SAMPLE) == 0] for one, found in runs.items()}
    sampled = {one: thin[one] if len(found) > LONG else found for one, found in runs.items()}
    having: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one, hashes in sampled.items():
        for value in hashes.tolist():
            having[languages[one], value].append(one)
    counts: Counter[tuple[str, str]] = Counter()
    for members in having.values():
        if len(members) > 1:
            counts.update(combinations(members, 2) if len(members) <= MOST else pairwise(members))
    for (one, other), count in counts.items():
        counted = thin if max(len(runs[one]), len(runs[other])) > LONG else sampled
        if count >= ENOUGH / 2 * min(len(counted[one]), len(counted[other])):
            score = shared(runs[one], runs[other])
            if score >= ENOUGH:
                yield one, other, score


def differences(one: Article, other: Article) -> tuple[tuple[int, int], ...]:
    """Return the blocks that two editions do not have alike: (of one, of the other), -1 for none."""
    left, right = (
        ["".join(TOKEN.findall(block.text.casefold())) for block in text.blocks] for text in (one, other)
    )
    rows: list[tuple[int, int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            rows += _changed([*range(a, b)], [*range(c, d)], one, other)
    return tuple(rows)


def _changed(here: list[int], there: list[int], one: Article, other: Article) -> Iterator[tuple[int, int]]:
    """Yield the unlike blocks of one place, those that are the same one changed beside each other."""
    for a in here:
        words = TOKEN.findall(one.blocks[a].text.casefold())
        match = next((b for b in there if _alike(words, other.blocks[b].text) >= LEAST_ALIKE), None)
        if match is not None:
            yield from ((-1, b) for b in there[: there.index(match)])
            there = there[there.index(match) + 1 :]
        yield a, -1 if match is None else match
    yield from ((-1, b) for b in there)


def _alike(words: Sequence[str], text: str) -> float:
    left, right = Counter(words), Counter(TOKEN.findall(text.casefold()))
    return 2 * (left & right).total() / ((left.total() + right.total()) or 1)
