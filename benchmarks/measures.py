"""How good a cleaner is on labelled lines: what it removes, what it loses, what it leaves alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from benchmarks.pages import BOILERPLATE, CONTENT, TITLE, Page

__all__ = ["Taken", "Tally", "count_words"]

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")


def count_words(text: str) -> int:
    """Return how many words a line has; a character is one where no space parts words."""
    return len(_WORD.findall(text))


class Taken(IntEnum):
    """What a cleaner does with a line."""

    NOT = 0
    DROPPED = 1
    FACT = 2
    """Out of the text and shown beside it: a date, a byline. Text that is taken so counts as lost."""


@dataclass(slots=True)
class Tally:
    """Sums over pages, and the figures they give."""

    pages: int = 0
    hits: int = 0
    false: int = 0
    missed: int = 0
    words: int = 0
    lost: int = 0
    harmed: int = 0
    """Pages that lose more than 5 % of their content words."""
    titles: int = 0
    """Lines labelled title that are dropped."""
    clean: int = 0
    """Pages without boilerplate."""
    untouched: int = 0
    """Of those, pages of which nothing is dropped; what is taken as a fact still stands on the page."""
    seconds: float = 0.0

    def add(self, page: Page, taken: Sequence[int], seconds: float = 0.0) -> None:
        """Count one page and what was taken out of it."""
        words = lost = 0
        for line, label, what in zip(page.lines, page.labels, taken, strict=True):
            gone = what != Taken.NOT
            self.hits += label == BOILERPLATE and gone
            self.missed += label == BOILERPLATE and not gone
            self.false += label == CONTENT and gone
            self.titles += label == TITLE and gone
            size = count_words(line) if label == CONTENT else 0
            words += size
            lost += size * gone
        self.pages += 1
        self.words += words
        self.lost += lost
        self.harmed += lost > 0.05 * words
        if BOILERPLATE not in page.labels:
            self.clean += 1
            self.untouched += Taken.DROPPED not in taken
        self.seconds += seconds

    def figures(self) -> dict[str, float]:
        """Return the figures of a table's row; a share of nothing is 0, of clean pages 1."""
        return {
            "P": self.hits / max(1, self.hits + self.false),
            "R": self.hits / max(1, self.hits + self.missed),
            "F": 2 * self.hits / max(1, 2 * self.hits + self.false + self.missed),
            "recall": 1 - self.lost / max(1, self.words),
            "harmed": self.harmed / max(1, self.pages),
            "titles": self.titles,
            "untouched": self.untouched / self.clean if self.clean else 1.0,
            "clean": self.clean,
            "pages": self.pages,
            "ms": 1000 * self.seconds / max(1, self.pages),
        }
