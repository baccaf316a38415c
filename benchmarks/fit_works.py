"""Fits the coefficients of `link/works.py`: `python -m benchmarks.fit_works ../shared/data/pairs`.

A logistic regression on the pairs that `compare` looks at closely, in the whole corpora and in dossiers of
2 to 60 texts drawn from them by a fixed seed. Texts are split by the hash of their key: one half fits, the
other is measured. Prints the table to paste, and precision and recall at both thresholds.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray

from benchmarks.pairs import Text, article, dossiers, read, thinned
from build_dossier.link.compare import compare
from build_dossier.link.features import profile
from build_dossier.link.works import CERTAIN, FEATURES

SEED = 20231118
L2 = 1.0
DOSSIERS = 100
"""Dossiers drawn from each half of each corpus."""
CUT = 40
"""Dossiers more, in which one text in three lacks a third or half of its paragraphs."""
Floats = NDArray[np.float64]


def half(text: Text) -> int:
    """Return 0 or 1, the same for all versions of a text."""
    return hashlib.sha256(text.key.encode()).digest()[0] % 2


def drawn(corpora: Mapping[str, Sequence[Text]], which: int) -> Iterator[list[Text]]:
    """Yield one half of every corpus, whole and as dossiers."""
    for texts in corpora.values():
        part = [text for text in texts if half(text) == which]
        yield part
        yield from dossiers(part, DOSSIERS, (2, 60), SEED + which)
        yield from cut(part, SEED + 2 + which)


def cut(texts: Sequence[Text], seed: int) -> Iterator[list[Text]]:
    """Yield dossiers in which one text in three lacks a third or half of its paragraphs."""
    chance = random.Random(seed)
    for found in dossiers(texts, CUT, (2, 60), seed):
        yield [
            thinned(text, chance, chance.choice((1 / 3, 1 / 2))) if chance.random() < 1 / 3 else text
            for text in found
        ]


def table(corpora: Mapping[str, Sequence[Text]], which: int) -> tuple[Floats, Floats, Floats]:
    """Return features, truth and weight of the pairs; a dossier counts by the root of its number of pairs."""
    rows: list[list[float]] = []
    truth: list[bool] = []
    weight: list[float] = []
    for texts in drawn(corpora, which):
        key = {text.id: text.key for text in texts}
        found = compare([profile(article(text)) for text in texts])
        rows += ([pair.features[name] for name in FEATURES] for pair in found)
        truth += (key[pair.one.article] == key[pair.other.article] for pair in found)
        weight += [1.0 / max(1.0, len(found)) ** 0.5] * len(found)
    return np.array(rows), np.array(truth, dtype=float), np.array(weight) / np.mean(weight)


def fit(rows: Floats, truth: Floats, weight: Floats) -> Floats:
    """Return the coefficients of a logistic regression, the constant last (Newton's method)."""
    rows = np.c_[rows, np.ones(len(rows))]
    penalty = np.r_[np.full(rows.shape[1] - 1, L2), 0.0]
    found = np.zeros(rows.shape[1])
    for _ in range(40):
        chance = likely(rows, found)
        slope = rows.T @ (weight * (chance - truth)) + penalty * found
        bend = (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + np.diag(penalty + 1e-9)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return found


def likely(rows: Floats, found: Floats) -> Floats:
    """Return the probabilities that the coefficients give."""
    result: Floats = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -40, 40)))
    return result


@click.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
def main(folders: tuple[Path, ...]) -> None:
    """Fit on one half of the texts of FOLDERS and print the coefficients and what they reach on the other."""
    corpora = {name: texts for folder in folders for name, texts in read(folder).items()}
    found = fit(*table(corpora, 0))
    for name, value in zip((*FEATURES, ""), found, strict=True):
        click.echo(f'    "{name}": {value:.2f},')
    for which, name in ((0, "fitted"), (1, "other half")):
        rows, truth, _ = table(corpora, which)
        chance = likely(np.c_[rows, np.ones(len(rows))], found)
        for least in (CERTAIN, 0.5):
            said = chance >= least
            right = float(truth[said].sum())
            precision, recall = right / max(1, said.sum()), right / max(1.0, truth.sum())
            click.echo(
                f"{name}: {len(truth)} pairs, at {least} precision {precision:.3f} recall {recall:.3f}"
            )


if __name__ == "__main__":
    main()
