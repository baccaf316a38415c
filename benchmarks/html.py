"""Pages with the article's text known: `../shared/data/html`, and how much of it an extractor gives back.

The published figures of the article-extraction benchmark (trafilatura .958, AutoExtract .970) are the first
of the two here: F of the means of precision and recall over runs of four words. The other takes single ones.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["HtmlPage", "Overlap", "pages"]

_WORD = re.compile(r"\w+")
SIZES = (4, 1)
"""Words in a run: as published, and single ones."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page and the text of its article."""

    name: str
    data: bytes
    body: str

    @property
    def half(self) -> int:
        """0 or 1, by the digest of the name: to look at one half and measure on the other."""
        return int(hashlib.sha256(self.name.encode()).hexdigest(), 16) % 2


def pages(folder: Path) -> Iterator[HtmlPage]:
    """Yield the pages of a folder with `gold.json` and `pages/*.html.gz`, by name."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for name in sorted(gold):
        data = gzip.decompress((folder / "pages" / f"{name}.html.gz").read_bytes())
        yield HtmlPage(name, data, gold[name]["articleBody"])


@dataclass(slots=True)
class Overlap:
    """What texts have in common with the true ones, and the figures that gives."""

    precisions: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)

    def add(self, true: str, given: str, size: int) -> None:
        """Count the runs of `size` words of one page."""
        wanted, found = _runs(true, size), _runs(given, size)
        common = (wanted & found).total()
        if found:
            self.precisions.append(common / found.total())
        if wanted:
            self.recalls.append(common / wanted.total())

    @property
    def precision(self) -> float:
        """The mean over the pages for which a text was given."""
        return _mean(self.precisions)

    @property
    def recall(self) -> float:
        """The mean over the pages that have a text."""
        return _mean(self.recalls)

    @property
    def f(self) -> float:
        """The harmonic mean of the two means, as published; not the mean of the pages' own."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def _runs(text: str, size: int) -> Counter[tuple[str, ...]]:
    words: Sequence[str] = _WORD.findall(text)
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)) if words)


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values) if values else 0.0
