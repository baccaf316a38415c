"""How well paragraphs of translations are matched: `python -m benchmarks.alignment ../shared/data/pairs`.

Guides with as many paragraphs as their English original are taken to match it one to one. Each is aligned
whole, with 15 % of its paragraphs left out, with its first half or its last third alone, and with every tenth
pair of paragraphs made one. Printed is the share of the paragraphs that stand beside their own original, for
the half of the guides that the prices in `link/align.py` were set on and for the other.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from benchmarks.differences import read
from build_dossier.link.align import pair
from build_dossier.link.features import piece

__all__ = ["main"]

Kept = list[tuple[int, ...]]
"""The paragraphs of an original that each paragraph of a changed translation stands for."""


def _merged(size: int, rng: random.Random) -> Kept:
    kept: Kept = []
    at = 0
    while at < size:
        two = at + 1 < size and rng.random() < 0.1
        kept.append((at, at + 1) if two else (at,))
        at += len(kept[-1])
    return kept


CHANGES: dict[str, Callable[[int, random.Random], Kept]] = {
    "whole": lambda size, _: [(at,) for at in range(size)],
    "15 % out": lambda size, rng: [(at,) for at in range(size) if rng.random() > 0.15],
    "first half": lambda size, _: [(at,) for at in range(size // 2)],
    "last third": lambda size, _: [(at,) for at in range(size * 2 // 3, size)],
    "merged": _merged,
}


def _pairs(folder: Path, half: int, languages: set[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    for versions in list(read(folder).values())[half::2]:
        original = versions["en"]
        for code, text in versions.items():
            if code != "en" and len(text) == len(original) and (not languages or code in languages):
                yield original, text


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--languages", default="", help="Only these languages beside English, with commas between.")
def main(folder: Path, languages: str) -> None:
    """Print the share of paragraphs beside their own original, by what was done to the translation."""
    chosen = set(languages.split(",")) - {""}
    click.echo("guides | documents | " + " | ".join(CHANGES))
    for name, half in (("set on", 0), ("other", 1)):
        pairs = list(_pairs(folder, half, chosen))
        shares = [f"{_share(pairs, change):.3f}" for change in CHANGES.values()]
        click.echo(f"{name} | {len(pairs)} | " + " | ".join(shares))


def _share(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]], change: Callable[[int, random.Random], Kept]
) -> float:
    rng = random.Random(1)
    right = paragraphs = 0
    for original, text in pairs:
        kept = change(len(text), rng)
        changed = [piece(" ".join(text[at] for at in places)) for places in kept]
        for one, other in pair([piece(paragraph) for paragraph in original], changed).pairs:
            if other >= 0:
                paragraphs += 1
                right += one in kept[other]
    return right / max(1, paragraphs)


if __name__ == "__main__":
    main()
