"""How likely each line of a text without markup is boilerplate: a score, two thresholds, reasons in words.

The model is `classifier.json`, fitted by `python -m benchmarks.fit_cleaning ../shared/data/cleaning`. It has
four parts: a lexicon (what words, by themselves, say), a forest of small trees over `line_features`, a gate
(has this text any boilerplate that is beyond doubt? if not, nothing of it is dropped), and a guard that spots
the title.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_dossier.clean.line_features import CORE, GROUPS, NAMES, Matrix, measure
from build_dossier.model import Message

__all__ = ["DROP", "REVIEW", "Forest", "Judged", "LineModel", "chances", "judge", "load", "page_figures"]

DROP = 0.5
"""A line that scores this or more is dropped; the fit moves the model here, for all languages."""
REVIEW = 0.4
"""A line that scores this or more, but less than `DROP`, is kept and shown to the curator: about one a page,
more than half of them boilerplate, of news five in six (folds of `benchmarks.fit_cleaning`)."""

_HELD = DROP - 0.001
"""The most that a line can score which the gate or the title's guard holds back."""
_ROWS = 40
"""Lines scored at a time: what fits the cache of a processor, in which 100,000 lines take 2 s, not 5."""
_MAY_BE_TITLE = -2.5
"""Log odds from which a line above the first paragraph may be the title: guards two in three titles that the
forest of lines alone would drop, for one boilerplate line in fifty (folds of `benchmarks.fit_cleaning`)."""
_TITLE_LENGTH = 12
"""Characters from which a line inside another says that both are the title."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees of at most 32 leaves, walked at once: a value above a threshold rules out the leaves below it."""

    feature: NDArray[np.intp]
    threshold: NDArray[np.float32]
    below: NDArray[np.uint32]
    """By split: the leaves that a value above the threshold rules out."""
    starts: NDArray[np.intp]
    leaves: NDArray[np.int64]
    """Row by tree, in hundredths of log odds."""
    base: int

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Forest:
        """Return the forest of a model file: a tree is `[feature, threshold, low, high]` or a leaf."""
        feature: list[int] = []
        threshold: list[float] = []
        below: list[int] = []
        starts: list[int] = []
        leaves = np.zeros((len(data["trees"]), 32), dtype=np.int64)
        for number, tree in enumerate(data["trees"]):
            starts.append(len(feature))
            _flatten(tree, feature, threshold, below, leaves[number])
        return cls(
            np.array(feature, dtype=np.intp),
            np.array(threshold, dtype=np.float32),
            np.array(below, dtype=np.uint32),
            np.array(starts, dtype=np.intp),
            leaves,
            int(data["base"]),
        )

    def odds(self, rows: Matrix) -> Matrix:
        """Return the log odds of each row."""
        parts = [self._odds(rows[at : at + _ROWS]) for at in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _odds(self, rows: Matrix) -> Matrix:
        above = np.take(rows.T.astype(np.float32), self.feature, axis=0) > self.threshold[:, None]
        left = ~np.bitwise_or.reduceat(above * self.below[:, None], self.starts, axis=0)
        _, power = np.frexp((left & (~left + np.uint32(1))).astype(np.float64))
        total = self.leaves[np.arange(len(self.starts))[:, None], power - 1].sum(axis=0) + self.base
        out: Matrix = total / 100.0
        return out


def _flatten(
    tree: Sequence[Any],
    feature: list[int],
    threshold: list[float],
    below: list[int],
    leaves: NDArray[np.int64],
) -> None:
    """Add the splits and the leaves of one tree, the low side first."""
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
        below.append(low)
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

    def decide(
        self, rows: Matrix, texts: Sequence[str], title: str = "", kinds: int = 0
    ) -> tuple[Matrix, bool]:
        """Return the scores of measured lines, and whether the gate is open: some of them are beyond doubt.

        The price of words, the gate and the title's guard are in the scores.
        """
        chance = chances(self.lines.odds(rows))
        words = rows[:, 1]
        price = 1 + self.cost * words / max(words.sum(), 1.0)
        value = _move(1 - (1 - chance) * price, self.level)
        figures = page_figures(chance, words, kinds)
        littered = bool(self.pages.odds(figures[None, :])[0] >= self.gate)
        if not littered:
            value = value * _HELD
        guarded = self._titles(rows, texts)
        known = title.strip().casefold()
        held = np.array([at in guarded or text.casefold() == known for at, text in enumerate(texts)])
        out: Matrix = np.where(held, np.minimum(value, _HELD), value).round(4)
        return out, littered

    def _titles(self, rows: Matrix, texts: Sequence[str]) -> set[int]:
        """Return the lines that may be the title: like one, or one with the line that is most like one."""
        above = np.flatnonzero(rows[:15, _FROM_FIRST] <= 0)
        if not len(above):
            return set()
        odds = self.titles.odds(rows[above])
        best = texts[above[int(np.argmax(odds))]].casefold()
        return {
            *above[odds >= _MAY_BE_TITLE].tolist(),
            *(at for at, text in enumerate(texts) if _one(best, text.casefold())),
        }


def _one(title: str, text: str) -> bool:
    """Tell whether two lines are the same but for what stands around the shorter one."""
    if len(title) < _TITLE_LENGTH or len(text) < _TITLE_LENGTH:
        return title == text
    return title in text or text in title


_COLUMN = {name: at for at, name in enumerate(NAMES)}
_FROM_FIRST = _COLUMN["fromfirst"]


def chances(odds: Matrix) -> Matrix:
    """Return the log odds as chances, 0 to 1."""
    out: Matrix = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return out


def _move(value: Matrix, level: float) -> Matrix:
    """Return the values moved so that `level` becomes `DROP`, 0 and 1 stay."""
    low = np.maximum(value, 0) / level * DROP
    high = DROP + (value - level) / (1 - level) * (1 - DROP)
    out: Matrix = np.where(value < level, low, high)
    return out


def page_figures(chance: Matrix, words: Matrix, kinds: int) -> Matrix:
    """Return what the chances of all lines say about a text: how sure the surest are, how many, and where.

    The last figure is the number of `kinds` of leftovers that rules know in it.
    """
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
            min(kinds, 5),
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


@dataclass(frozen=True)
class Judged:
    """The lines of one text with their scores."""

    texts: Sequence[str]
    rows: Matrix
    scores: tuple[float, ...]
    """How likely each line is boilerplate, 0 to 1: `DROP` and more goes, `REVIEW` and more is shown."""
    model: LineModel
    littered: bool
    """Whether some line is boilerplate beyond doubt; if not, none scores `DROP`."""

    @cached_property
    def usual(self) -> Matrix:
        """The middle of the paragraphs, of all lines where there is none."""
        paragraphs = self.rows[self.rows[:, _COLUMN["words"]] >= CORE]
        out: Matrix = np.median(paragraphs if len(paragraphs) else self.rows, axis=0)
        return out

    def reason(self, index: int) -> Message:
        """Return what speaks most for a line being boilerplate: at most three reasons, the best first.

        A reason weighs what the score loses when the line is made like the text's paragraphs in that respect.
        """
        row = self.rows[index]
        facts = {group: fact for group in GROUPS if (fact := _fact(group, row)) is not None}
        if not facts:
            return Message.of("unlike the lines of the article")
        changed = np.tile(row, (len(facts) + 1, 1))
        for number, group in enumerate(facts, 1):
            columns = [_COLUMN[name] for name in GROUPS[group]]
            changed[number, columns] = self.usual[columns]
        odds = self.model.lines.odds(changed)
        gains = sorted(zip((odds[0] - odds[1:]).tolist(), facts, strict=True), key=lambda pair: -pair[0])
        best = [facts[group] for gain, group in gains if gain > 0][:3] or [facts[gains[0][1]]]
        if len(best) == 3:
            return Message.of("{one}; {two}; {three}", one=best[0], two=best[1], three=best[2])
        return Message.of("{one}; {two}", one=best[0], two=best[1]) if len(best) == 2 else best[0]


def judge(texts: Sequence[str], title: str = "", kinds: int = 0, model: LineModel | None = None) -> Judged:
    """Return the lines of a text with their scores; all of them, in order, stripped, no blank ones.

    A line equal to `title`, where the caller knows it, scores less than `DROP`. `kinds` is how many kinds of
    leftovers rules know in the text. The model is the one shipped with the package where none is given.
    """
    model = model or load()
    rows = measure(texts, model.lexicon)
    if not texts:
        return Judged(texts, rows, (), model, False)
    scores, littered = model.decide(rows, texts, title, kinds)
    return Judged(texts, rows, tuple(scores.tolist()), model, littered)


def _fact(group: str, row: Matrix) -> Message | None:
    """Return what a reader can see of a line in one respect, where it speaks for boilerplate."""
    value = {name: float(row[_COLUMN[name]]) for name in GROUPS[group]}
    return _FACTS[group](value)


Values = Mapping[str, float]


def _length(value: Values) -> Message | None:
    return Message.of("short line") if value["words"] <= 12 else None


def _sentence(value: Values) -> Message | None:
    if value["ellipsis"]:
        return Message.of("breaks off")
    return Message.of("no sentence punctuation") if value["end"] < 2 else None


def _signs(value: Values) -> Message | None:
    if value["rights"]:
        return Message.of("copyright sign")
    if value["address"]:
        return Message.of("web or mail address")
    if value["digits"] >= 0.2:
        return Message.of("mostly numbers")
    if value["symbols"] >= 0.15:
        return Message.of("many signs")
    return Message.of("date or time of day") if value["date"] else None


def _capitals(value: Values) -> Message | None:
    return Message.of("most words begin with a capital") if value["capitals"] > 0.6 else None


def _words(value: Values) -> Message | None:
    if value["known"] == 0:
        return Message.of("no words in common with the article")
    return Message.of("few words in common with the article") if value["shared"] < 0.5 else None


def _copies(value: Values) -> Message | None:
    if value["copies"] > 1:
        return Message.of("repeated in the text")
    if value["sametwo"] > 1 or value["samefirst"] > 2 or value["samelast"] > 2:
        return Message.of("built like other lines")
    return None


def _place(value: Values) -> Message | None:
    if value["fromlast"] > 0:
        return Message.of("below the last paragraph")
    return Message.of("above the first paragraph") if value["fromfirst"] < 0 else None


def _run(value: Values) -> Message | None:
    return Message.of("in a run of short lines") if value["run"] >= 3 else None


def _cues(value: Values) -> Message | None:
    return Message.of("words that often stand around articles") if value["cues"] > 0 else None


_FACTS: Mapping[str, Callable[[Values], Message | None]] = {
    "length": _length, "sentence": _sentence, "signs": _signs, "capitals": _capitals, "words": _words,
    "copies": _copies, "place": _place, "run": _run, "cues": _cues,
}  # fmt: skip
"""What each group of columns can say; every sentence is on this page."""
