"""Fits the coefficients of `link/works.py`: `python -m benchmarks.fit_works ../shared/data/pairs HELP`.

A logistic regression on the pairs that `compare` looks at closely, in the whole corpora and in dossiers of
2 to 60 texts and of dated reports drawn from them by a fixed seed. Every corpus counts the same; what days
count is given. Texts are split by the hash of their key: one half fits, the other is measured. Prints the
table to paste, and precision and recall at both thresholds.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.dated import dated
from benchmarks.pairs import Text, article, dossiers, read, thinned
from build_dossier.link.compare import compare
from build_dossier.link.features import profile
from build_dossier.link.works import CERTAIN, FEATURES

SEED = 20231118
L2 = 1.0
DOSSIERS = 80
"""Dossiers drawn from each half of each corpus."""
DATED = 40
"""Dossiers more, of dated reports."""
PAIRS = 10_000
CUT = 40
"""Dossiers more, in which one text in three lacks a third or half of its paragraphs."""
Floats = NDArray[np.float64]


def half(text: Text) -> int:
    """Return 0 or 1, the same for all versions of a text."""
    return hashlib.sha256(text.key.encode()).digest()[0] % 2


def drawn(texts: Sequence[Text], which: int) -> Iterator[list[Text]]:
    """Yield one half of a corpus, whole and as dossiers."""
    part = [text for text in texts if half(text) == which]
    yield part
    yield from dossiers(part, DOSSIERS, (2, 60), SEED + which)
    yield from cut(part, SEED + 2 + which)
    yield from dated(part, DATED, (2, 60), SEED + 4 + which)


def cut(texts: Sequence[Text], seed: int) -> Iterator[list[Text]]:
    """Yield dossiers in which one text in three lacks a third or half of its paragraphs."""
    chance = random.Random(seed)
    for found in dossiers(texts, CUT, (2, 60), seed):
        yield [
            thinned(text, chance, chance.choice((1 / 3, 1 / 2))) if chance.random() < 1 / 3 else text
            for text in found
        ]


@dataclass(frozen=True, slots=True)
class Table:
    """Pairs that are compared, one row a pair."""

    rows: Floats
    known: Floats
    """Logarithms of odds that are not fitted: what the days count."""
    truth: Floats
    weight: Floats

    def joined(self, other: Table) -> Table:
        """Return both."""
        return Table(
            np.concatenate((self.rows, other.rows)),
            np.concatenate((self.known, other.known)),
            np.concatenate((self.truth, other.truth)),
            np.concatenate((self.weight, other.weight)),
        )

    def likely(self, found: Floats) -> Floats:
        """Return the probabilities that the coefficients give, the constant last."""
        odds = self.rows @ found[:-1] + found[-1] + self.known
        result: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -40, 40)))
        return result


def table(texts: Sequence[Text], which: int) -> Table:
    """Return the pairs of one half, a dossier weighing the root of its pairs, and all of them `PAIRS`."""
    rows: list[list[float]] = []
    known: list[float] = []
    truth: list[bool] = []
    weight: list[float] = []
    for dossier in drawn(texts, which):
        key = {text.id: text.key for text in dossier}
        found = compare([profile(article(text)) for text in dossier])
        rows += ([pair.features[name] for name in FEATURES] for pair in found)
        known += (pair.features["days"] for pair in found)
        truth += (key[pair.one.article] == key[pair.other.article] for pair in found)
        weight += [1.0 / max(1.0, len(found)) ** 0.5] * len(found)
    weights = np.array(weight) * PAIRS / np.sum(weight)
    return Table(np.array(rows), np.array(known), np.array(truth, dtype=float), weights)


def fit(table: Table) -> Floats:
    """Return the coefficients of a logistic regression, the constant last (Newton's method)."""
    rows = np.c_[table.rows, np.ones(len(table.rows))]
    penalty = np.r_[np.full(rows.shape[1] - 1, L2), 0.0]
    found = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = table.likely(found)
        slope = rows.T @ (table.weight * (chance - table.truth)) + penalty * found
        bend = (rows * (table.weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty + 1e-9)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return found


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Fit on one half of the texts of FOLDERS and print the coefficients and what they reach on the other."""
    corpora = {name: texts for folder in folders for name, texts in read(folder).items()}
    fitted, other = (
        reduce(Table.joined, (table(texts, which) for texts in corpora.values())) for which in (0, 1)
    )
    found = fit(fitted)
    for name, value in zip((*FEATURES, ""), found, strict=True):
        click.echo(f'    "{name}": {value:.2f},')
    for name, pairs in (("fitted", fitted), ("other half", other)):
        chance = pairs.likely(found)
        for least in (CERTAIN, 0.5):
            said = chance >= least
            right = float(pairs.truth[said].sum())
            precision, recall = right / max(1, said.sum()), right / max(1.0, pairs.truth.sum())
            click.echo(
                f"{name}: {len(chance)} pairs, at {least} precision {precision:.3f} recall {recall:.3f}"
            )


if __name__ == "__main__":
    main()
