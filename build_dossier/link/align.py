"""Which block of one version is which block of another: lengths and what they share, in order.

After Gale and Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): the cheapest way
through both texts that pairs, merges or skips blocks; here with anchors, as numbers and names stay the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from build_dossier.link.features import Piece, piece
from build_dossier.model import Article

__all__ = ["Path", "Rows", "align", "align_lines", "pair", "row_ids"]

SPREAD = 0.2
"""Standard deviation of the logarithm of the ratio of two blocks' lengths around the ratio of their texts:
measured .197 on 8,052 paragraphs of opensource.guide and their English originals (26 languages)."""
ANCHORS = 6.0
"""Worth of two blocks that share all their anchors; this and the prices below are set by hand, on half of the
guides that `python -m benchmarks.alignment FOLDER` reads."""
SKIP = 3.2
"""Price of a block that the other version lacks."""
MERGE = 3.2
"""Price of one block that stands for two."""
KIND = 2.0
"""Price of a heading taken for a paragraph."""
FARTHEST = 8.0
"""Price of lengths that cannot be more different."""
EVERYWHERE = 10
"""Pairs of blocks that an anchor may point at, for every block of the two texts."""
OWN = 1.0
"""Worth of an anchor that stands in one block of each text."""
FEW = 4
"""Likely pairs from which on their lengths are believed rather than the texts'; set by hand."""
UNLIKE = 0.25
"""Beyond it the texts' lengths do not tell the ratio: a translation that lacks a quarter stays below."""
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
    joined: frozenset[int] = frozenset()
    """Places in `pairs` of a -1 that may be no gap: the neighbouring pair's block is as long as both."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Which blocks of several texts stand for each other, as `model.Work` holds it."""

    alignment: tuple[tuple[int, ...], ...] = ()
    joined: tuple[tuple[int, int], ...] = ()


def align(articles: Sequence[Article]) -> Rows:
    """Return rows of block indices, one column an article; -1 where a version lacks the block.

    Each version is aligned with the first; blocks that the first lacks stand in rows of their own, shared
    by the versions that have them.
    """
    texts = [_pieces(article) for article in articles]
    if not texts:
        return Rows()
    rows = [_Row((index,)) for index in range(len(texts[0]))]
    for column, text in enumerate(texts[1:], 1):
        rows = _merge(rows, text, texts[:column])
    joined = ((at, column) for at, row in enumerate(rows) for column in sorted(row.joined))
    return Rows(tuple(row.blocks for row in rows), tuple(joined))


def row_ids(articles: Sequence[Article], alignment: Sequence[Sequence[int]]) -> tuple[str, ...]:
    """Return an id for each row, by content: that of the block of the first version that has it."""
    seen: dict[str, int] = {}
    found = []
    for row in alignment:
        blocks = (articles[column].blocks[index] for column, index in enumerate(row) if index >= 0)
        key = next(blocks).id
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key}-{seen[key]}")
    return tuple(found)


def align_lines(a: Sequence[str], b: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return which line of one text is which of the other; -1 where one lacks the line."""
    return pair([piece(line) for line in a], [piece(line) for line in b]).pairs


def _pieces(article: Article) -> list[Piece]:
    return [piece(block.text, block.kind == "heading") for block in article.blocks]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row on its way, and its columns whose -1 is no gap."""

    blocks: tuple[int, ...]
    joined: frozenset[int] = frozenset()


def _merge(rows: Sequence[_Row], text: Sequence[Piece], before: Sequence[Sequence[Piece]]) -> list[_Row]:
    """Add a column: align a text with the rows, each row standing for the first version that has it."""
    seen = [
        next(before[column][index] for column, index in enumerate(row.blocks) if index >= 0) for row in rows
    ]
    found = []
    path = pair(seen, text)
    for at, (left, right) in enumerate(path.pairs):
        row = rows[left] if left >= 0 else _Row((-1,) * len(before))
        new = _columns(rows, path, at, len(before)) if at in path.joined else ()
        found.append(_Row((*row.blocks, right), row.joined.union(new)))
    return found


def _columns(rows: Sequence[_Row], path: Path, at: int, column: int) -> Iterator[int]:
    """Yield the columns in which a merged block's place is no gap: the new one, or those with the block."""
    if path.pairs[at][0] >= 0:
        yield column
        return
    near = [left for left, right in path.pairs[max(at - 1, 0) : at + 2] if left >= 0 <= right]
    yield from (one for one in range(column) if any(rows[left].blocks[one] >= 0 for left in near))


def pair(a: Sequence[Piece], b: Sequence[Piece]) -> Path:
    """Return the cheapest alignment of two texts."""
    weight, common, both = _anchors(a, b)
    own = [[sum(weight.get(anchor, 0.0) for anchor in one.anchors) for one in text] for text in (a, b)]
    total = [sum(one.length for one in text) or 1 for text in (a, b)]
    texts = _Texts(a, b, common, own[0], own[1], 0.0)
    texts.ratio = _ratio(texts, math.log(total[0] / total[1]))
    pairs, joined = texts.cheapest()
    paired = [(i, j) for i, j in pairs if i >= 0 and j >= 0]
    shared = sum(common.get(place, 0.0) for place in paired)
    fitting = sum(a[i].length + b[j].length for i, j in paired if texts.fits(i, j))
    return Path(tuple(pairs), shared / (both or 1.0), fitting / sum(total), joined)


def _anchors(
    a: Sequence[Piece], b: Sequence[Piece]
) -> tuple[Mapping[str, float], Mapping[tuple[int, int], float], float]:
    """Return what each anchor of both texts is worth, what two blocks share, and what they could at most.

    An anchor that stands in few blocks of both texts tells most; one that stands in a great many, nothing.
    """
    where: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for places, text in zip(where, (a, b), strict=True):
        for index, one in enumerate(text):
            for anchor in one.anchors:
                places[anchor].append(index)
    left, right = where
    weight = {
        anchor: 1.0 / max(len(left[anchor]), len(right[anchor])) for anchor in left.keys() & right.keys()
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


def _ratio(texts: _Texts, total: float) -> float:
    """Return the logarithm of the ratio of lengths: of the texts or, where one lacks much, of likely pairs.

    A likely pair are two blocks that share an anchor of their own, and more than either shares with others.
    """
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for (i, j), worth in texts.shared.items():
        best[0][i] = max(worth, best[0].get(i, 0.0))
        best[1][j] = max(worth, best[1].get(j, 0.0))
    likely = [
        math.log((texts.a[i].length + 5) / (texts.b[j].length + 5))
        for (i, j), worth in texts.shared.items()
        if worth >= OWN and worth == best[0][i] == best[1][j]
    ]
    if len(likely) < FEW:
        return total
    middle = median(likely)
    return middle if abs(middle - total) > UNLIKE else total


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

    def likeness(self, i: int, j: int) -> float:
        """Return the share of two blocks' anchors that both have, by worth."""
        return 2 * self.common(i, j) / ((self.own_a[i] + self.own_b[j]) or 1.0)

    def length(self, left: int, right: int) -> float:
        """Return the price of two lengths that do not fit."""
        off = (math.log((left + 5) / (right + 5)) - self.ratio * min(1.0, left / 40)) / SPREAD
        return min(off * off / 2, FARTHEST)

    def fits(self, i: int, j: int) -> bool:
        """Tell whether two blocks' lengths are less than two standard deviations apart."""
        return self.length(self.a[i].length, self.b[j].length) < 2.0

    def together(self, i: int, j: int) -> float:
        """Return the price of pairing two blocks."""
        kind = KIND * (self.a[i].heading != self.b[j].heading)
        return self.length(self.a[i].length, self.b[j].length) - ANCHORS * self.likeness(i, j) + kind

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

    def cheapest(self) -> tuple[list[tuple[int, int]], frozenset[int]]:
        """Return the pairs of the cheapest way through both texts, and those that are part of a merge.

        The way stays within the band around the diagonal.
        """
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

    def _back(
        self, best: Mapping[tuple[int, int], tuple[float, str]]
    ) -> tuple[list[tuple[int, int]], frozenset[int]]:
        i, j = len(self.a), len(self.b)
        found: list[tuple[int, int]] = []
        joined: set[tuple[int, int]] = set()
        while i or j:
            step = best[i, j][1]
            if step == "ab":
                found.append((i - 1, j - 1))
            elif step in {"a", "b"}:
                found.append((i - 1, -1) if step == "a" else (-1, j - 1))
            else:
                two = self._two(i, j, step)
                joined.update(pair for pair in two if -1 in pair)
                found.extend(two)
            i, j = i - step.count("a"), j - step.count("b")
        pairs = found[::-1]
        return pairs, frozenset(at for at, pair in enumerate(pairs) if pair in joined)

    def _two(self, i: int, j: int, step: str) -> list[tuple[int, int]]:
        """Return a merged block beside the longer of its two counterparts, in reverse order."""
        if step == "aab":
            first = self.a[i - 2].length > self.a[i - 1].length
            return [(i - 1, -1), (i - 2, j - 1)] if first else [(i - 1, j - 1), (i - 2, -1)]
        first = self.b[j - 2].length > self.b[j - 1].length
        return [(-1, j - 1), (i - 1, j - 2)] if first else [(i - 1, j - 1), (-1, j - 2)]
