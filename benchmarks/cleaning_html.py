"""The table of `python -m benchmarks.cleaning html ../shared/data/html`: ours beside others on whole pages.

All run on every page in turn; `ms` is time of the processor, which other work on the machine hardly
changes. jusText needs its package and is left out without it.
"""

from __future__ import annotations

import logging
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import trafilatura

from benchmarks.html import SIZES, HtmlPage, Overlap, pages
from build_dossier.clean import clean
from build_dossier.identify import documents
from build_dossier.model import RawFile, Rulings
from build_dossier.read import read

__all__ = ["main"]

Extractor = Callable[[bytes], str]
"""Takes a page's bytes, gives the article's text."""


def ours(data: bytes) -> str:
    """Return what stays in the article's text: lines kept and lines for review, but for the title."""
    parts = documents(read(RawFile("page.html", data)))
    text = parts[0].source.text
    lines = sorted((line for part in parts for line in clean(part, Rulings())), key=lambda line: line.number)
    kept = (line for line in lines if line.verdict in ("keep", "review") and line.role != "title")
    return "\n".join(text[line.start : line.end] for line in kept)


def reading(data: bytes) -> str:
    """Return the lines that reading a page calls the article's, without language and cleaning."""
    source = read(RawFile("page.html", data))
    outside = {
        hint.line for hint in source.hints if hint.kind in ("boilerplate", "metadata", "caption", "title")
    }
    return "\n".join(text for at, text in enumerate(source.text.split("\n"), start=1) if at not in outside)


def everything(data: bytes) -> str:
    """Return the whole visible text."""
    return read(RawFile("page.html", data)).text


def _trafilatura(fast: bool = False, favor_precision: bool = False, favor_recall: bool = False) -> Extractor:
    return lambda data: (
        trafilatura.extract(
            data,
            include_comments=False,
            fast=fast,
            favor_precision=favor_precision,
            favor_recall=favor_recall,
        )
        or ""
    )


def _justext(data: bytes) -> str:
    justext = import_module("justext")
    found = justext.justext(data, justext.get_stoplist("English"))
    return "\n".join(each.text for each in found if not each.is_boilerplate)


EXTRACTORS: Mapping[str, Extractor] = {
    "ours": ours,
    "ours, reading alone": reading,
    "trafilatura": _trafilatura(),
    "trafilatura precision": _trafilatura(favor_precision=True),
    "trafilatura recall": _trafilatura(favor_recall=True),
    "trafilatura fast": _trafilatura(fast=True),
    **({"jusText": _justext} if find_spec("justext") else {}),
    "keep everything": everything,
}
"""The rows of the table."""

_GROUPS: Mapping[str, Callable[[HtmlPage], bool]] = {
    "all": lambda _page: True,
    "half 0": lambda page: page.half == 0,
    "half 1": lambda page: page.half == 1,
}


def main(folder: Path) -> None:
    """Print the table for the pages of a folder."""
    logging.disable(logging.CRITICAL)
    overlaps: dict[tuple[str, str, int], Overlap] = defaultdict(Overlap)
    seconds: dict[str, float] = defaultdict(float)
    found = list(pages(folder))
    ours(found[0].data)  # what is loaded once belongs to no page
    for page in found:
        for name, extractor in EXTRACTORS.items():
            began = time.process_time()
            text = extractor(page.data)
            seconds[name] += time.process_time() - began
            for group, belongs in _GROUPS.items():
                for size in SIZES if belongs(page) else ():
                    overlaps[name, group, size].add(page.body, text, size)
    click.echo(f"{len(found)} pages; F over runs of four words (as published), in brackets over single words")
    click.echo(f"{'':24}{'P':>7}{'R':>7}" + "".join(f"{group:>18}" for group in _GROUPS) + f"{'ms':>8}")
    for name in EXTRACTORS:
        whole = overlaps[name, "all", SIZES[0]]
        shares = [[overlaps[name, group, size].f for size in SIZES] for group in _GROUPS]
        columns = "".join(f"{four:.4f} ({one:.4f})".rjust(18) for four, one in shares)
        milliseconds = 1000 * seconds[name] / len(found)
        click.echo(f"{name:24}{whole.precision:7.4f}{whole.recall:7.4f}{columns}{milliseconds:8.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
