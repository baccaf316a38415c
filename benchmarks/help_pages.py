"""Makes rows of translated texts from installed manuals: `python -m benchmarks.help_pages HELP OUT.jsonl.gz`.

HELP is the folder that gnome-user-docs installs, `<language>/<book>/*.page` with `C` for English (CC BY-SA
3.0): short pages that are much alike, with few names and numbers, a harder set than guides; of these twelve
languages. Or a folder of pages `<language>/*.html`, such as those of Debian's packages debian-handbook,
gimp-help-*, aptitude-doc-* and installation-guide-amd64; of these all languages. Half of the pages, chosen
by the hash of their name; `--all` takes every page.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
from lxml import etree, html

LANGUAGES = ("C", "ca", "cs", "de", "es", "fr", "hr", "hu", "id", "ko", "nl", "ru")
MALLARD = "{http://projectmallard.org/1.0/}"
BLOCKS = ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "pre", "td", "th")
AROUND = ("navheader", "navfooter", "docnav", "toc")
"""Classes of what stands around the text of a page."""
SECTION = re.compile(r"^\s*(?:[A-Z]\.|\d+\.)(?:\d+\.)*\s")
"""The number of a section before its heading, which would give a translation away."""
LEAST = 5
"""Paragraphs of a page."""


def paragraphs(path: Path) -> list[str]:
    """Return the title and paragraphs of a page."""
    parts = _mallard(path) if path.suffix == ".page" else _html(path)
    texts = (" ".join(part.split()) for part in parts)
    return [text for text in texts if text]


def _mallard(path: Path) -> Iterator[str]:
    root = etree.parse(path).getroot()
    info = {part for one in root.iter(f"{MALLARD}info") for part in one.iter()}
    for part in root.iter(f"{MALLARD}title", f"{MALLARD}p"):
        if part not in info:
            yield "".join(part.itertext())


def _html(path: Path) -> Iterator[str]:
    body = html.fromstring(path.read_bytes()).find("body")
    if body is None:
        return
    for part in list(body.iter()):
        if set(AROUND) & set(part.get("class", "").split()):
            part.clear()
    for part in body.iter(*BLOCKS):
        if next(part.iterdescendants(*BLOCKS), None) is None:
            yield SECTION.sub("", part.text_content())


def rows(folder: Path, every: bool = False) -> Iterator[dict[str, object]]:
    """Yield the pages as `benchmarks.pairs` reads them, the corpus named as the file."""
    gnome = (folder / "C").exists()
    for code in LANGUAGES if gnome else sorted(one.name for one in folder.iterdir() if one.is_dir()):
        for path in sorted((folder / code).glob("*/*.page" if gnome else "*.html")):
            key = f"{path.parent.name}/{path.stem}" if gnome else path.stem
            taken = every or hashlib.sha256(key.encode()).digest()[0] < 128
            found = paragraphs(path) if taken else []
            if len(found) >= LEAST:
                yield {"key": key, "lang": "en" if code in ("C", "en-US") else code, "paras": found}


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--all", "every", is_flag=True, help="Take every page, not half of them.")
def main(folder: Path, out: Path, every: bool) -> None:
    """Write the pages of FOLDER to OUT."""
    with gzip.open(out, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(folder, every))


if __name__ == "__main__":
    main()
