"""The labelled pages of `../shared/data/cleaning` as values: lines, labels, sites; and crops of them."""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from dataclasses import dataclass
from pathlib import Path

__all__ = [
    "BOILERPLATE", "CONTENT", "CORPORA", "NEUTRAL", "TITLE", "Page", "crop", "digest", "read", "site_name",
]  # fmt: skip

CORPORA = {"fundus": "Fundus", "wcxb-dev": "WCXB", "wcxb-test": "WCXB", "scrapinghub": "article-extraction"}
"""Names of the corpora, by the `set` of a row."""

CONTENT, BOILERPLATE, TITLE, NEUTRAL = 0, 1, 2, 3
_LABELS = {"content": CONTENT, "boilerplate": BOILERPLATE, "title": TITLE}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as lines of text, each with a label: 0 content, 1 boilerplate, 2 title, 3 neutral."""

    id: str
    corpus: str
    site: str
    language: str
    lines: tuple[str, ...]
    labels: tuple[int, ...]


def site_name(host: str) -> str:
    """Return the name of a site without its subdomains and endings: an outlet of several countries is one."""
    parts = host.lower().split(".")
    while len(parts) > 1 and (len(parts[-1]) <= 3 or parts[-1] in ("info", "news", "travel")):
        parts.pop()
    return parts[-1]


def read(path: Path) -> list[Page]:
    """Return the pages of a `lines-*.jsonl.gz`, blank lines left out."""
    pages = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            lines = [(line["text"].strip(), _LABELS.get(line["label"], NEUTRAL)) for line in row["lines"]]
            lines = [line for line in lines if line[0]]
            texts, labels = zip(*lines, strict=True) if lines else ((), ())
            corpus = CORPORA.get(row["set"], row["set"])
            pages.append(Page(row["id"], corpus, site_name(row["site"]), row["lang"], texts, labels))
    return pages


def crop(page: Page, rate: float, chance: random.Random) -> Page:
    """Return a whole page as a collected text: 12 lines around the article, boilerplate kept at a rate."""
    content = [at for at, label in enumerate(page.labels) if label == CONTENT]
    kept = [
        at
        for at in range(max(0, content[0] - 12), min(len(page.lines), content[-1] + 13))
        if page.labels[at] != BOILERPLATE or chance.random() < rate
    ]
    lines = tuple(page.lines[at] for at in kept)
    return Page(page.id, page.corpus, page.site, page.language, lines, tuple(page.labels[at] for at in kept))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
