"""How likely each line of a text without markup is boilerplate: a score, two thresholds, and reasons in words.

The model is `classifier.json`, fitted by `python -m benchmarks.fit_cleaning ../shared/data/cleaning`. It has four
parts: a lexicon (what words, by themselves, say), a forest of small trees over `line_features`, a gate (has this text
any boilerplate that is beyond doubt? if not, nothing of it is dropped), and a guard that spots the title.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_dossier.clean.line_features import GROUPS, NAMES, Matrix, measure
from build_dossier.model import Message

__all__ = ["DROP", "REVIEW", "Forest", "LineModel", "explain", "load", "page_figures", "score"]

DROP = 0.5
"""A line that scores this or more is dropped; the fit moves the model to this threshold, for all languages."""
REVIEW = 0.3
"""A line that scores this or more, but less than `DROP`, is kept and shown to the curator."""

_SURE = 0.999
_ROWS = 512
"""Lines scored at a time, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Regression trees of at most 32 leaves, all walked at once: each split that fails rules out a set of leaves."""

    feature: NDArray[np.intp]
    threshold: Matrix
    mask: NDArray[np.uint32]
    """By split: the leaves that stay possible when the value is above the threshold."""
    starts: NDArray[np.intp]
    leaves: NDArray[np.int64]
    """Row by tree, in thousandths of log odds."""
    base: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Forest:
        """Return the forest of the model file: `trees` in prefix order, `[feature, threshold, ...]` or a leaf."""
        feature: list[int] = []
        threshold: list[float] = []
        mask: list[int] = []
        starts: list[int] = []
        leaves = np.zeros((len(data["trees"]), 32), dtype=np.int64)
        for number, tree in enumerate(data["trees"]):
            starts.append(len(feature))
            _flatten(tree, feature, threshold, mask, leaves[number])
        return cls(
            np.array(feature, dtype=np.intp),
            np.array(threshold, dtype=np.float64),
            np.array(mask, dtype=np.uint32),
            np.array(starts, dtype=np.intp),
            leaves,
            int(data["base"]),
        )

    def odds(self, rows: Matrix) -> Matrix:
        """Return the log odds of each row."""
        parts = [self._odds(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _odds(self, rows: Matrix) -> Matrix:
        above = rows[:, self.feature] > self.threshold
        left = np.bitwise_and.reduceat(np.where(above, self.mask, np.uint32(0xFFFFFFFF)), self.starts, axis=1)
        lowest = left & (~left + np.uint32(1))
        leaf = np.frexp(lowest.astype(np.float64))[1] - 1
        total = self.leaves[np.arange(len(self.starts)), leaf].sum(axis=1) + self.base
        out: Matrix = total / 1000.0
        return out


def _flatten(
    tree: Sequence[Any],
    feature: list[int],
    threshold: list[float],
    mask: list[int],
    leaves: NDArray[np.int64],
) -> None:
    """Add the splits of one tree (`[feature, threshold, low, high]`, a leaf is a number) and its leaves, low first."""
    count = 0

    def walk(node: Any) -> int:
        nonlocal count
        if not isinstance(node, list):
            leaves[count] = node
            count += 1
            return 1 << (count - 1)
        low = walk(node[2])
        feature.append(node[0])
        threshold.append(node[1])
        mask.append(0xFFFFFFFF & ~low)
        return low | walk(node[3])

    walk(tree)


@dataclass(frozen=True, slots=True)
class LineModel:
    """A fitted model: what `classifier.json` holds, ready to score."""

    lexicon: Mapping[str, int]
    lines: Forest
    pages: Forest
    titles: Forest
    gate: float
    """Log odds that a text must reach in the gate before anything in it is dropped."""
    cost: float
    """How much dearer it is to lose a line that holds a larger share of the text's words."""
    level: float
    """The share of boilerplate at which a line of no words is dropped; moved to `DROP`."""
    provenance: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> LineModel:
        """Return the model of a model file's content."""
        return cls(
            dict(data["lexicon"]),
            Forest.of(data["lines"]),
            Forest.of(data["pages"]),
            Forest.of(data["titles"]),
            float(data["gate"]),
            float(data["cost"]),
            float(data["level"]),
            data.get("provenance", {}),
        )

    def score(self, lines: Sequence[str], title: str = "") -> tuple[float, ...]:
        """Return the score of each line, 0 to 1; see the module's `score`."""
        where = [at for at, line in enumerate(lines) if line.strip()]
        out = [0.0] * len(lines)
        if where:
            texts = [lines[at].strip() for at in where]
            rows = measure(texts, self.lexicon)
            for at, value in zip(where, self.decide(rows, texts, title).tolist(), strict=True):
                out[at] = value
        return tuple(out)

    def decide(self, rows: Matrix, texts: Sequence[str], title: str = "") -> Matrix:
        """Return the scores of measured lines, after the price of words, the gate and the title's guard."""
        chance = _chance(self.lines.odds(rows))
        words = rows[:, 1]
        price = 1 + self.cost * words / max(words.sum(), 1.0)
        value = _move(1 - (1 - chance) * price, self.level)
        figures = page_figures(chance, words)
        held = np.zeros(len(rows), dtype=bool)
        if self.pages.odds(figures[None, :])[0] < self.gate:
            held[:] = True
        guarded = {title.strip().casefold()} if title.strip() else set()
        guarded.update(self._titles(rows, texts))
        held |= np.array([text.casefold() in guarded for text in texts])
        out: Matrix = np.round(np.where(held, np.minimum(value, DROP - 0.001), value), 4)
        return out

    def _titles(self, rows: Matrix, texts: Sequence[str]) -> set[str]:
        """Return the line that is most like a title, of those above the first paragraph."""
        above = np.flatnonzero(rows[:15, _FROM_FIRST] <= 0)
        if not len(above):
            return set()
        best = above[int(np.argmax(self.titles.odds(rows[above])))]
        return {texts[best].casefold()}


_FROM_FIRST = NAMES.index("fromfirst")


def _chance(odds: Matrix) -> Matrix:
    out: Matrix = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return out


def _move(value: Matrix, level: float) -> Matrix:
    """Return the values moved so that `level` becomes `DROP`, 0 and 1 stay."""
    low = np.maximum(value, 0) / level * DROP
    high = DROP + (value - level) / (1 - level) * (1 - DROP)
    out: Matrix = np.where(value < level, low, high)
    return out


def page_figures(chance: Matrix, words: Matrix) -> Matrix:
    """Return what the chances of all lines say about a text: how sure the surest are, how many, and where."""
    order = np.sort(chance)[::-1]
    total = len(chance)
    top = [order[at] if at < total else 0.0 for at in (0, 1, 2, 3, 5, 9)]
    counts = [(chance > level).sum() for level in (0.3, 0.5, 0.7, 0.9)]
    inner = chance[2:-2]
    weights = np.minimum(words, 100)
    return np.array(
        [
            *top,
            *counts,
            chance.sum(),
            chance.mean(),
            (chance * weights).sum() / max(weights.sum(), 1.0),
            min(total, 300),
            chance[:5].mean(),
            chance[:5].max(),
            chance[-5:].mean(),
            chance[-5:].max(),
            _longest(chance),
            chance[0],
            chance[-1],
            (chance > 0.5).mean(),
            inner.max() if len(inner) else 0.0,
        ],
        dtype=np.float64,
    )


def _longest(chance: Matrix) -> float:
    """Return the sum of chances in the surest run of likely lines."""
    best = run = 0.0
    for value in chance.tolist():
        run = run + value if value > 0.4 else 0.0
        best = max(best, run)
    return best


@cache
def load() -> LineModel:
    """Return the fitted model that is shipped with the package."""
    text = (resources.files(__package__) / "classifier.json").read_text(encoding="utf-8")
    return LineModel.of(json.loads(text))


def score(lines: Sequence[str], title: str = "") -> tuple[float, ...]:
    """Return for each line how likely it is boilerplate, 0 to 1: `DROP` and more goes, `REVIEW` and more is shown.

    `lines` are all lines of one text, in order; blank ones score 0 and are not counted as neighbours. A line equal to
    `title` (where the caller knows it) stays below `DROP`.
    """
    return load().score(lines, title)
