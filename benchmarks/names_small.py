"""How many shown names are ordinary words with a capital: title case in headlines, openings of sentences.

A name all of whose words the texts of a language mostly write small, in three texts or more, is probably none
("Social Media Marketing"), though some are (Best Buy): the share bounds the false alarms from above.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.names_planted import article
from benchmarks.pages import BOILERPLATE, read
from build_dossier.extract.names import entities
from build_dossier.extract.names_text import segments
from build_dossier.model import Article

__all__ = ["small_table"]

DOSSIER = 25
"""Texts of a dossier."""
MOST = 400
"""Texts of a language that are looked at."""


def small_table(folder: Path) -> None:
    """Print by language: texts, names shown in dossiers of 25 of them, the share that are small words."""
    texts: dict[str, list[str]] = defaultdict(list)
    for page in read(folder / "lines-full.jsonl.gz"):
        kept = [line for line, label in zip(page.lines, page.labels, strict=True) if label != BOILERPLATE]
        texts[page.language].append("\n\n".join(kept))
    click.echo(f"{'language':>9} | {'texts':>9} | {'shown':>9} | {'small':>9}")
    for language, found in sorted(texts.items()):
        if len(found) < DOSSIER:
            continue
        made = [article(f"{language}-{at}", language, text) for at, text in enumerate(found)]
        small = _small_words(made)
        random.Random(language).shuffle(made)
        shown = [
            entity.name
            for at in range(0, min(MOST, len(made)), DOSSIER)
            for entity in entities(made[at : at + DOSSIER])
        ]
        ordinary = sum(all(word.casefold() in small for word in name.split()) for name in shown)
        share = ordinary / max(1, len(shown))
        click.echo(f"{language:>9} | {len(made):>9} | {len(shown):>9} | {share:>9.3f}")


def _small_words(made: Sequence[Article]) -> set[str]:
    low: Counter[str] = Counter()
    high: Counter[str] = Counter()
    texts: dict[str, set[str]] = defaultdict(set)
    for segment in segments(made):
        for word in segment.words:
            folded = word.text.casefold()
            if not word.capital:
                low[folded] += 1
                texts[folded].add(segment.article.id)
            elif not word.initial and not word.heading:
                high[folded] += 1
    return {word for word, count in low.items() if len(texts[word]) >= 3 and count >= 3 * high[word]}
