"""Which block of one version is which block of another: lengths and what they share, in order.

After Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): the cheapest way
through both texts that pairs, merges or skips blocks; here with anchors, as numbers and names stay the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from build_dossier.link.features import Piece, piece
from build_dossier.model import Article

__all__ = ["Path", "align", "align_lines", "pair"]

SPREAD = 0.2
"""Standard deviation of the logarithm of the ratio of two blocks' lengths around the ratio of their texts:
measured .197 on 8,052 paragraphs of opensource.guide and their English originals (26 languages)."""
ANCHORS = 6.0
"""Worth of two blocks that share all their anchors; this and the prices below are set by hand."""
SKIP = 3.2
"""Price of a block that the other version lacks."""
MERGE = 2.4
"""Price of one block that stands for two."""
KIND = 2.0
"""Price of a heading taken for a paragraph."""
FARTHEST = 8.0
"""Price of lengths that cannot be more different."""
EVERYWHERE = 10
"""Pairs of blocks that an anchor may point at, for every block of the two texts."""
BAND = 40
"""Blocks that two versions may be out of step beside the difference of their numbers."""


@dataclass(frozen=True, slots=True)
class Path:
    """An alignment of two texts with what it found."""

    pairs: tuple[tuple[int, int], ...]
    """Indices of blocks; -1 where one text lacks the block."""
    shared: float
    """Of the anchors that both texts have, the share that stands in paired blocks, 0 to 1."""
    matched: float
    """Share of the blocks' letters that stand in pairs of fitting length, 0 to 1."""


def align(articles: Sequence[Article]) -> tuple[tuple[int, ...], ...]:
    """Return rows of block indices, one column an article; -1 where a version lacks the block.

    Each version is aligned with the first; blocks that the first lacks stand in rows of their own, shared
    by the versions that have them.
    """
    texts = [_pieces(article) for article in articles]
    if not texts:
        return ()
    rows: list[tuple[int, ...]] = [(index,) for index in range(len(texts[0]))]
    for column, text in enumerate(texts[1:], 1):
        rows = _merge(rows, text, texts[:column])
    return tuple(rows)


def align_lines(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return which line of one text is which of the other; -1 where one lacks the line."""
    return pair([piece(line) for line in a], [piece(line) for line in b]).pairs


def _pieces(article: Article) -> list[Piece]:
    return [piece(block.text, block.kind == "heading") for block in article.blocks]


def _merge(
    rows: Sequence[tuple[int, ...]], text: Sequence[Piece], before: Sequence[Sequence[Piece]]
) -> list[tuple[int, ...]]:
    """Add a column: align a text with the rows, each row standing for the first version that has it."""
    seen = [next(before[column][index] for column, index in enumerate(row) if index >= 0) for row in rows]
    empty = (-1,) * len(before)
    path = pair(seen, text)
    return [(*(rows[left] if left >= 0 else empty), right) for left, right in path.pairs]


def pair(a: Sequence[Piece], b: Sequence[Piece]) -> Path:
    """Return the cheapest alignment of two texts."""
    weight, common, both = _anchors(a, b)
    own = [[sum(weight[anchor] for anchor in one.anchors) for one in text] for text in (a, b)]
    total = [sum(one.length for one in text) or 1 for text in (a, b)]
    texts = _Texts(a, b, common, own[0], own[1], math.log(total[0] / total[1]))
    pairs = texts.cheapest()
    paired = [(i, j) for i, j in pairs if i >= 0 and j >= 0]
    shared = sum(common.get(place, 0.0) for place in paired)
    fitting = sum(a[i].length + b[j].length for i, j in paired if texts.fits(i, j))
    return Path(tuple(pairs), shared / (both or 1.0), fitting / sum(total))


def _anchors(
    a: Sequence[Piece], b: Sequence[Piece]
) -> tuple[Mapping[str, float], Mapping[tuple[int, int], float], float]:
    """Return what each anchor is worth, what each two blocks share, and what they could share at most.

    An anchor that stands in few blocks of both texts tells most; one that stands in a great many, nothing.
    """
    where: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for places, text in zip(where, (a, b), strict=True):
        for index, one in enumerate(text):
            for anchor in one.anchors:
                places[anchor].append(index)
    left, right = where
    weight = {
        anchor: 1.0 / max(len(left.get(anchor, ())), len(right.get(anchor, ()))) for anchor in {*left, *right}
    }
    common: dict[tuple[int, int], float] = defaultdict(float)
    both = 0.0
    for anchor in sorted(left.keys() & right.keys()):
        if len(left[anchor]) * len(right[anchor]) <= EVERYWHERE * (len(a) + len(b)):
            both += weight[anchor] * min(len(left[anchor]), len(right[anchor]))
            for i in left[anchor]:
                for j in right[anchor]:
                    common[i, j] += weight[anchor]
    return weight, common, both


@dataclass(slots=True)
class _Texts:
    """Two texts and what it costs to pair, merge and skip their blocks."""

    a: Sequence[Piece]
    b: Sequence[Piece]
    shared: Mapping[tuple[int, int], float]
    own_a: Sequence[float]
    own_b: Sequence[float]
    ratio: float
    """Logarithm of the ratio of the texts' lengths."""

    def common(self, i: int, j: int) -> float:
        """Return the worth of the anchors that two blocks share."""
        return self.shared.get((i, j), 0.0)

    def length(self, left: int, right: int) -> float:
        """Return the price of two lengths that do not fit."""
        off = (math.log((left + 5) / (right + 5)) - self.ratio * min(1.0, left / 40)) / SPREAD
        return min(off * off / 2, FARTHEST)

    def fits(self, i: int, j: int) -> bool:
        """Tell whether two blocks' lengths are less than two standard deviations apart."""
        return self.length(self.a[i].length, self.b[j].length) < 2.0

    def together(self, i: int, j: int) -> float:
        """Return the price of pairing two blocks."""
        likeness = 2 * self.common(i, j) / ((self.own_a[i] + self.own_b[j]) or 1.0)
        kind = KIND * (self.a[i].heading != self.b[j].heading)
        return self.length(self.a[i].length, self.b[j].length) - ANCHORS * likeness + kind

    def merged(self, i: int, j: int, left: bool) -> float:
        """Return the price of pairing blocks i - 1 and i of one text with block j of the other."""
        if left:
            long, both = self.a[i].length + self.a[i - 1].length, self.common(i, j) + self.common(i - 1, j)
            own = self.own_a[i] + self.own_a[i - 1] + self.own_b[j]
            price = self.length(long, self.b[j].length)
        else:
            long, both = self.b[j].length + self.b[j - 1].length, self.common(i, j) + self.common(i, j - 1)
            own = self.own_a[i] + self.own_b[j] + self.own_b[j - 1]
            price = self.length(self.a[i].length, long)
        return price - ANCHORS * 2 * both / (own or 1.0) + MERGE

    def cheapest(self) -> list[tuple[int, int]]:
        """Return the pairs of the cheapest way through both texts, within the band around the diagonal."""
        rows, columns = len(self.a), len(self.b)
        band = abs(rows - columns) + BAND
        best: dict[tuple[int, int], tuple[float, str]] = {(0, 0): (0.0, "")}
        far = math.inf
        for i in range(rows + 1):
            middle = i * columns // rows if rows else 0
            for j in range(max(0, middle - band), min(columns, middle + band) + 1):
                if not i and not j:
                    continue
                ways = [
                    (best.get((i - 1, j), (far, ""))[0] + SKIP, "a"),
                    (best.get((i, j - 1), (far, ""))[0] + SKIP, "b"),
                ]
                if i and j:
                    ways.append((best.get((i - 1, j - 1), (far, ""))[0] + self.together(i - 1, j - 1), "ab"))
                    if i > 1 and (i - 2, j - 1) in best:
                        ways.append((best[i - 2, j - 1][0] + self.merged(i - 1, j - 1, True), "aab"))
                    if j > 1 and (i - 1, j - 2) in best:
                        ways.append((best[i - 1, j - 2][0] + self.merged(i - 1, j - 1, False), "abb"))
                best[i, j] = min(ways)
        return self._back(best)

    def _back(self, best: Mapping[tuple[int, int], tuple[float, str]]) -> list[tuple[int, int]]:
        i, j = len(self.a), len(self.b)
        found: list[tuple[int, int]] = []
        while i or j:
            step = best[i, j][1]
            if step == "ab":
                found.append((i - 1, j - 1))
            elif step in {"a", "b"}:
                found.append((i - 1, -1) if step == "a" else (-1, j - 1))
            else:
                found.extend(self._two(i, j, step))
            i, j = i - step.count("a"), j - step.count("b")
        return found[::-1]

    def _two(self, i: int, j: int, step: str) -> list[tuple[int, int]]:
        """Return a merged block beside the longer of its two counterparts, in reverse order."""
        if step == "aab":
            first = self.a[i - 2].length > self.a[i - 1].length
            return [(i - 1, -1), (i - 2, j - 1)] if first else [(i - 1, j - 1), (i - 2, -1)]
        first = self.b[j - 2].length > self.b[j - 1].length
        return [(-1, j - 1), (i - 1, j - 2)] if first else [(i - 1, j - 1), (-1, j - 2)]
