"""Names that were judged by reading: `python -m benchmarks.names ../shared/data/cleaning --judged`.

Small dossiers are drawn from the labelled pages and built by the whole pipeline. Of the names they show those
are counted that somebody judged: is it a name, whole and of one thing, and is its kind right. The judgements
stand in `names_judged.json` as digests of dossier and name, with a letter: `-` for no name, a part of one or
two in one; else `p`, `o`, `l` or `x` for a person, an organisation, a place and anything else, `?` for a name
whose kind was not judged. A name that was never judged is shown and not counted.
"""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from benchmarks.pages import BOILERPLATE, Page, read
from build_dossier.folder import dossier_of_folder
from build_dossier.model import Entity

__all__ = ["dossiers", "judged_table", "mark"]

JUDGED = Path(__file__).with_name("names_judged.json")
LEAST = 800
"""Letters of a page that is drawn."""
MIXED = ("es", "fr", "pt", "it", "id", "nl", "ru", "sv", "no", "nb", "da", "tr")
LETTERS = {"person": "p", "organisation": "o", "place": "l", "product": "x", "other": "?"}
"""What is shown as another name is said to be of no known kind: neither right nor wrong."""


def dossiers(pages: list[Page]) -> Mapping[str, list[Page]]:
    """Return the pages of each small dossier: English twice, German, and eleven languages in one."""
    by_language: dict[str, list[Page]] = {}
    for page in pages:
        if len(_body(page)) > LEAST:
            by_language.setdefault(page.language, []).append(page)
    for found in by_language.values():
        found.sort(key=lambda page: page.id)
        random.Random(5).shuffle(found)
    news = [page for page in by_language["en"] if page.corpus == "Fundus"]
    articles = [page for page in by_language["en"] if page.corpus == "article-extraction"]
    return {
        "en 1": news[12:24] + articles[12:24],
        "en 2": news[24:36] + articles[24:36],
        "de": by_language["de"][20:],
        "mixed": [page for language in MIXED for page in by_language.get(language, ())],
    }


def mark(dossier: str, name: str) -> str:
    """Return the digest that a judgement of a name in a dossier is kept under."""
    return hashlib.sha256(f"{dossier}|{name}".encode()).hexdigest()[:8]


def judged_table(folder: Path) -> None:
    """Print by dossier names shown and judged, the share of right ones, and of their kinds."""
    known: Mapping[str, str] = json.loads(JUDGED.read_text(encoding="utf-8"))
    head = ("dossier", "shown", "judged", "right", "kind", "wrong", "untold")
    click.echo(" | ".join(f"{cell:>7}" for cell in head))
    for name, pages in dossiers(read(folder / "lines-full.jsonl.gz")).items():
        shown = _shown(pages)
        letters = Counter(_verdict(one, known.get(mark(name, one.name), "")) for one in shown)
        right = letters["right"] + letters["wrong"] + letters["untold"]
        judged = right + letters["no"]
        shares = [letters[key] / max(1, right) for key in ("right", "wrong", "untold")]
        cells = (name, str(len(shown)), str(judged), *(f"{s:.3f}" for s in (right / max(1, judged), *shares)))
        click.echo(" | ".join(f"{cell:>7}" for cell in cells))


def _verdict(entity: Entity, letter: str) -> str:
    if letter in ("", "-"):
        return "no" if letter else "new"
    said = LETTERS[entity.kind]
    if said == "?":
        return "untold"
    return "right" if letter in (said, "?") else "wrong"


def _body(page: Page) -> str:
    pairs = zip(page.lines, page.labels, strict=True)
    return "\n\n".join(line for line, label in pairs if label != BOILERPLATE)


def _shown(pages: list[Page]) -> tuple[Entity, ...]:
    with tempfile.TemporaryDirectory() as folder:
        for at, page in enumerate(pages):
            (Path(folder) / f"{at:03d}.txt").write_text(_body(page) + "\n", encoding="utf-8")
        return dossier_of_folder(Path(folder)).entities
