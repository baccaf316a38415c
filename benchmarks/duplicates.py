"""How well copies and editions are found: `python -m benchmarks.duplicates ../shared/data/pairs`.

From the texts of FOLDER variants are derived by a fixed seed, in the same language: boilerplate added, one
word in twenty dropped, a third of the paragraphs dropped, the first half only. Every text and its variant
lie in one dossier with all the others; prints how many of each kind are found, and the share of all pairs
found that are right. Beside ours, at the threshold named, MinHash of rensa or datasketch over the same
runs, where it is installed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

from benchmarks.pairs import Text, read
from build_dossier.link.editions import TOKEN, fold, shingles

SEED = 5
ADDED = 12
"""Paragraphs of other texts that stand for boilerplate around one."""
JACCARD = 0.8
PERMUTATIONS = 128

Variant = Callable[[Text, random.Random, Sequence[str]], Sequence[str]]
"""Makes the paragraphs of another edition from a text and lines that others of its language share."""
Finder = Callable[[Mapping[str, str], Mapping[str, str]], list[tuple[str, str]]]
"""Finds pairs among texts by id, given their languages."""


def boilerplate_added(text: Text, chance: random.Random, common: Sequence[str]) -> Sequence[str]:
    """Put lines that other texts share before and after."""
    lines = chance.sample(common, min(len(common), ADDED))
    return [*lines[: ADDED // 2], *text.paragraphs, *lines[ADDED // 2 :]]


def words_dropped(text: Text, chance: random.Random, _common: Sequence[str]) -> Sequence[str]:
    """Leave out one word (or character, where no space parts words) in twenty."""
    return [
        "".join("" if chance.random() < 0.05 else part for part in _parts(one)) for one in text.paragraphs
    ]


def _parts(paragraph: str) -> list[str]:
    cuts = [0, *(match.end() for match in TOKEN.finditer(paragraph)), len(paragraph)]
    return [paragraph[start:end] for start, end in pairwise(cuts)]


def paragraphs_dropped(text: Text, chance: random.Random, _common: Sequence[str]) -> Sequence[str]:
    """Leave out a third of the paragraphs."""
    gone = set(chance.sample(range(len(text.paragraphs)), len(text.paragraphs) // 3))
    return [one for at, one in enumerate(text.paragraphs) if at not in gone]


def first_half(text: Text, _chance: random.Random, _common: Sequence[str]) -> Sequence[str]:
    """Keep the first half of the letters."""
    half, kept = sum(map(len, text.paragraphs)) / 2, list[str]()
    for one in text.paragraphs:
        if sum(map(len, kept)) >= half:
            break
        kept.append(one)
    return kept


VARIANTS: Mapping[str, Variant] = {
    "boilerplate added": boilerplate_added,
    "words dropped": words_dropped,
    "a third dropped": paragraphs_dropped,
    "first half": first_half,
}


def ours(texts: Mapping[str, str], languages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Find editions as the dossier does."""
    return fold({one: shingles(text) for one, text in texts.items()}, languages)


def minhash_rensa(texts: Mapping[str, str], languages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Find pairs by locality-sensitive hashing of rensa's MinHash."""
    import rensa  # noqa: PLC0415

    found: list[tuple[str, str]] = []
    for names in _by_language(texts, languages):
        index: Any = rensa.RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=16)
        hashes: list[Any] = []
        for at, name in enumerate(names):
            made: Any = rensa.RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            made.update([str(run) for run in shingles(texts[name]).tolist()])
            found += (
                (names[other], name) for other in index.query(made) if made.jaccard(hashes[other]) >= JACCARD
            )
            index.insert(at, made)
            hashes.append(made)
    return found


def minhash_datasketch(texts: Mapping[str, str], languages: Mapping[str, str]) -> list[tuple[str, str]]:
    """Find pairs by locality-sensitive hashing of datasketch's MinHash."""
    import datasketch  # noqa: PLC0415

    found: list[tuple[str, str]] = []
    for names in _by_language(texts, languages):
        index: Any = datasketch.MinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS)
        for name in names:
            made: Any = datasketch.MinHash(num_perm=PERMUTATIONS, seed=SEED)
            made.update_batch([run.tobytes() for run in shingles(texts[name])])
            found += ((other, name) for other in index.query(made))
            index.insert(name, made)
    return found


def _by_language(texts: Mapping[str, str], languages: Mapping[str, str]) -> list[list[str]]:
    return [[one for one in texts if languages[one] == code] for code in sorted(set(languages.values()))]


FINDERS: Mapping[str, tuple[Finder, str]] = {
    "ours": (ours, ""),
    f"rensa, Jaccard {JACCARD}": (minhash_rensa, "rensa"),
    f"datasketch, Jaccard {JACCARD}": (minhash_datasketch, "datasketch"),
}
"""What is measured: a function and the package it needs."""


def dossier(texts: Sequence[Text], variant: Variant) -> dict[str, str]:
    """Return each text and its variant by id; a variant's begins with `+`."""
    chance = random.Random(SEED)
    found: dict[str, str] = {}
    for text in texts:
        others = [one for one in texts if one.language == text.language and one.key != text.key]
        common = sorted({one.paragraphs[-1] for one in others} | {one.paragraphs[0] for one in others})
        found[text.id] = "\n".join(text.paragraphs)
        found["+" + text.id] = "\n".join(variant(text, chance, common))
    return found


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(folder: Path) -> None:
    """Print one table of ways to find the editions of the texts of FOLDER."""
    for corpus, texts in read(folder).items():
        languages = {sign + text.id: text.language for text in texts for sign in ("", "+")}
        click.echo(
            f"\n{corpus + f', {len(texts)} texts':30}{'':28}" + "".join(f"{name:>19}" for name in VARIANTS)
        )
        for name, (finder, package) in FINDERS.items():
            if package and find_spec(package) is None:
                click.echo(f"{name} is missing: pip install {package}")
                continue
            right = false = 0
            recalls = []
            started = time.process_time()
            for variant in VARIANTS.values():
                found = finder(dossier(texts, variant), languages)
                good = sum(one.lstrip("+") == other.lstrip("+") for one, other in found)
                right, false = right + good, false + len(found) - good
                recalls.append(good / len(texts))
            speed = 1000 * (time.process_time() - started) / (8 * len(texts))
            click.echo(
                f"{name:30}{'precision':>10} {right / max(1, right + false):.3f}{speed:9.1f} ms"
                + "".join(f"{recall:19.3f}" for recall in recalls)
            )


if __name__ == "__main__":
    main()
