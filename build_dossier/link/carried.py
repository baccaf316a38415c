"""What was removed from one version of a text, at the same place of its translations."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_dossier.model import Article, Line, Message, Work

__all__ = ["carried"]

SURE = 0.9
"""Score that a removal must have to speak for another language's line too."""
LENGTHS = (0.4, 2.5)
"""Ratio of lengths in which two versions of a line can stand to each other."""
SHOWN = 60


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two blocks that both versions have."""

    removed: tuple[Line, ...]
    """Lines of the one version that were removed there."""
    gone: int
    """How many lines the other version lost there already."""
    left: tuple[int, ...]
    """Blocks that only the other version has there."""


def carried(articles: Mapping[str, Article], works: Sequence[Work]) -> Mapping[str, Mapping[int, Message]]:
    """Return by article the lines that stand where a translation lost one, with the reason.

    Between two blocks that both versions have, the one lost as many lines as the other has lines without a
    counterpart, and they are of like length.
    """
    found: dict[str, dict[int, Message]] = {}
    for work in works:
        for column, one in enumerate(work.articles):
            for other_column, other in enumerate(work.articles):
                if column != other_column:
                    pairs = [(row[column], row[other_column]) for row in work.alignment]
                    for line, reason in _carried(articles[one], articles[other], pairs).items():
                        found.setdefault(other, {}).setdefault(line, reason)
    return found


def _carried(one: Article, other: Article, pairs: Sequence[tuple[int, int]]) -> Mapping[int, Message]:
    out: dict[int, Message] = {}
    for gap in _gaps(one, other, pairs):
        if len(gap.removed) != gap.gone + len(gap.left) or len({*gap.left}) != len(gap.removed) - gap.gone:
            continue
        for line, block in zip(gap.removed[gap.gone :], gap.left, strict=True):
            text = one.source.text[line.start : line.end].strip()
            ratio = len(other.blocks[block].text) / len(text)
            numbers = other.blocks[block].lines
            if line.score >= SURE and LENGTHS[0] <= ratio <= LENGTHS[1] and len(numbers) == 1:
                words = text if len(text) <= SHOWN else text[: SHOWN - 1].rstrip() + "…"
                out[numbers[0]] = Message.of(
                    "stands where a translation had the line “{words}”, which was removed", words=words
                )
    return out


def _gaps(one: Article, other: Article, pairs: Sequence[tuple[int, int]]) -> list[_Gap]:
    """Return the gaps between aligned blocks in which the one version lost lines and the other has more."""
    aligned = sorted(pair for pair in pairs if min(pair) >= 0)
    if any(after[1] < before[1] for before, after in pairwise(aligned)):
        return []
    fences = [(-1, -1), *aligned, (len(one.blocks), len(other.blocks))]
    removed = [line for line in one.lines if line.verdict == "drop"]
    gone = [line.number for line in other.lines if line.verdict == "drop"]
    out = []
    for (low, other_low), (high, other_high) in pairwise(fences):
        left = tuple(range(other_low + 1, other_high))
        if left and high == low + 1:
            bounds = _line(one, low, last=True), _line(one, high)
            lost = tuple(line for line in removed if bounds[0] < line.number < bounds[1])
            there = _line(other, other_low, last=True), _line(other, other_high)
            already = bisect_left(gone, there[1]) - bisect_left(gone, there[0])
            if lost:
                out.append(_Gap(lost, already, left))
    return out


def _line(article: Article, block: int, last: bool = False) -> float:
    """Return a block's first or last line; the text's ends beyond the first and the last block."""
    if block < 0:
        return 0
    if block >= len(article.blocks):
        return float("inf")
    return article.blocks[block].lines[-1 if last else 0]
