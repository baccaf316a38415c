"""What articles mean by a model of the curator's own: vectors that can be compared across languages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from build_dossier.model import Article, Message

__all__ = ["Encoder", "Meanings", "Vector", "meanings", "nearest"]

PART = 1_000
"""Characters of a text that are encoded at once: most models read no more than 250 to 500 tokens."""
PARTS = 8
"""Parts of an article that are encoded; a report says in its first thousands of letters what it is about."""

ALIKE = 0.4
"""Cosine from which two works are alike in meaning; by hand. What all of a language share is taken out."""
ROWS = 1024
"""Works that are compared with all others at once."""

Vector = NDArray[np.float32]


class Encoder(Protocol):
    """A model that turns texts into vectors; texts that mean much the same have vectors near each other."""

    @property
    def name(self) -> str:
        """What the model is called, for a reader."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """The vectors of a dossier's articles, of length one, zero where the model knows no word of a text."""

    model: str
    rows: Mapping[str, Vector]
    """By article id."""

    def likeness(self, one: str, other: str) -> float:
        """Return the cosine of two articles, -1 to 1."""
        return float(self.rows[one] @ self.rows[other])

    def said(self, likeness: float) -> Message:
        """Return in words that the model takes two to be alike."""
        shown = round(likeness, 2)
        return Message.of(
            "alike in meaning to the model {model} ({likeness})", model=self.model, likeness=shown
        )


def meanings(articles: Sequence[Article], encoder: Encoder) -> Meanings:
    """Return the vectors of the articles without what all articles of their language have in common.

    A model puts texts of one language nearer to each other than to others; what is left tells what each is
    about.
    """
    parts = [(article.id, part) for article in articles for part in _parts(article)]
    encoded = encoder.encode([part for _, part in parts])
    total: dict[str, Vector] = {}
    for (one, _), row in zip(parts, encoded, strict=True):
        total[one] = total.get(one, 0) + _unit(row)
    spoken: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        spoken[article.language].append(article.id)
    rows = {one: _unit(row) for one, row in total.items()}
    for members in spoken.values():
        common = np.sum([rows[one] for one in members], axis=0) / (len(members) + 2)
        rows.update({one: _unit(rows[one] - common) for one in members})
    return Meanings(encoder.name, rows)


def nearest(works: Sequence[Sequence[str]], meant: Meanings, most: int) -> dict[tuple[int, int], float]:
    """Return the pairs of each work, by place, with the `most` nearest to it, and their cosines.

    A work is given by its articles' ids. Only works that are `ALIKE` make a pair.
    """
    rows = np.array([_unit(np.sum([meant.rows[one] for one in articles], axis=0)) for articles in works])
    found: dict[tuple[int, int], float] = {}
    for start in range(0, len(rows), ROWS):
        alike = rows[start : start + ROWS] @ rows.T
        count = min(most + 1, alike.shape[1])  # each is nearest to itself
        for line, places in enumerate(np.argpartition(-alike, count - 1, axis=1)[:, :count]):
            for place in places:
                left, right = sorted((start + line, int(place)))
                if left != right and alike[line, place] >= ALIKE:
                    found[left, right] = float(alike[line, place])
    return found


def _parts(article: Article) -> Iterator[str]:
    """Yield an article's text in parts that end with a block where they can."""
    part = article.title.value[:PART]
    made = 0
    for block in article.blocks:
        for at in range(0, len(block.text), PART):
            piece = block.text[at : at + PART]
            if len(part) + len(piece) > PART:
                yield part
                part, made = "", made + 1
                if made == PARTS:
                    return
            part = f"{part}\n{piece}" if part else piece
    yield part


def _unit(row: Vector) -> Vector:
    """Return a vector at length one; one without a length, or that holds no numbers, as zero."""
    length = float(np.linalg.norm(row))
    found: Vector = (row / length if 0 < length < np.inf else np.zeros_like(row)).astype(np.float32)
    return found
