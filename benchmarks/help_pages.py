"""Makes rows of translated texts from GNOME's help: `python -m benchmarks.help_pages HELP OUT.jsonl.gz`.

HELP is the folder that gnome-user-docs installs, `<language>/<book>/*.page` with `C` for English (CC BY-SA
3.0). Short pages that are much alike, with few names and numbers: a harder set than guides. Half of the
pages in twelve languages, chosen by the hash of their name; the coefficients of `link/works.py` were fitted
on it too.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import click
from lxml import etree

LANGUAGES = ("C", "ca", "cs", "de", "es", "fr", "hr", "hu", "id", "ko", "nl", "ru")
MALLARD = "{http://projectmallard.org/1.0/}"
LEAST = 5
"""Paragraphs of a page."""


def paragraphs(path: Path) -> list[str]:
    """Return the title and paragraphs of a page."""
    root = etree.parse(path).getroot()
    info = {part for one in root.iter(f"{MALLARD}info") for part in one.iter()}
    parts = [part for part in root.iter(f"{MALLARD}title", f"{MALLARD}p") if part not in info]
    texts = (" ".join("".join(part.itertext()).split()) for part in parts)
    return [text for text in texts if text]


def rows(folder: Path) -> Iterator[dict[str, object]]:
    """Yield the pages as `benchmarks.pairs` reads them."""
    for code in LANGUAGES:
        for path in sorted((folder / code).glob("*/*.page")):
            key = f"{path.parent.name}/{path.stem}"
            found = paragraphs(path) if hashlib.sha256(key.encode()).digest()[0] < 128 else []
            if len(found) >= LEAST:
                yield {
                    "corpus": "gnome-help",
                    "key": key,
                    "lang": "en" if code == "C" else code,
                    "paras": found,
                }


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def main(folder: Path, out: Path) -> None:
    """Write the pages of FOLDER to OUT."""
    with gzip.open(out, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(folder))


if __name__ == "__main__":
    main()
