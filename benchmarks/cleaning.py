"""How well text without markup is cleaned: `python -m benchmarks.cleaning ../shared/data/cleaning`.

One table: ours beside keeping everything, a heuristic of length and punctuation, jusText fed with lines, and
trafilatura's three modes over `<p>` lines; by corpus and by language. A peer that is not installed is said to
be missing. On the pages the shipped model was fitted on, its cross-validated figures stand beside it.
"""

from __future__ import annotations

import html
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from benchmarks import cleaning_html
from benchmarks.measures import Taken, Tally
from benchmarks.pages import TITLE, Page, digest, read
from build_dossier.clean import classifier, clean
from build_dossier.model import Document, Language, Rulings, Source

Cleaner = Callable[[Page], Sequence[int]]
"""Tells for each line of a page whether it is taken out of the text, and whether as a fact."""

_SENTENCE = re.compile(r"[.!?:…。！？؟।][\"'”’»«›)\]）」』]*$")
_STOPLISTS = {
    "ar": "Arabic", "da": "Danish", "de": "German", "en": "English", "es": "Spanish", "fr": "French",
    "id": "Indonesian", "it": "Italian", "ko": "Korean", "lt": "Lithuanian", "nb": "Norwegian_Bokmal",
    "nl": "Dutch", "no": "Norwegian_Bokmal", "pt": "Portuguese", "ru": "Russian", "sv": "Swedish",
    "tr": "Turkish",
}  # fmt: skip
_COLUMNS = (
    ("P", ".3f"), ("R", ".3f"), ("F", ".3f"), ("recall", ".4f"), ("harmed", ".3f"), ("titles", ".0f"),
    ("untouched", ".3f"), ("pages", ".0f"), ("ms", ".1f"),
)  # fmt: skip


def keep_everything(page: Page) -> Sequence[bool]:
    """Drop nothing."""
    return [False] * len(page.lines)


def heuristic(page: Page) -> Sequence[bool]:
    """Drop lines of fewer than ten words, of fewer than four where they end like a sentence."""
    sizes = [len(line.split()) for line in page.lines]
    return [
        size < 10 and (size < 4 or not _SENTENCE.search(line))
        for size, line in zip(sizes, page.lines, strict=True)
    ]


def ours(page: Page, model: classifier.LineModel | None = None) -> Sequence[Taken]:
    """Take out what `clean` takes out: boilerplate, and metadata but for the title, as facts."""
    text = "\n".join(" ".join(line.split()) for line in page.lines)
    document = Document("page", Source("page.txt", "", text), Language(page.language))
    verdicts = {line.number: line.verdict for line in clean(document, Rulings(), model=model)}
    return [
        Taken.FACT if verdicts.get(at) == "metadata" and label != TITLE else Taken(verdicts.get(at) == "drop")
        for at, label in enumerate(page.labels, 1)
    ]


def scores(page: Page) -> Sequence[bool]:
    """Drop what the shipped classifier alone scores `DROP` or more."""
    return [value >= classifier.DROP for value in classifier.judge(page.lines).scores]


@cache
def _stoplist(language: str) -> frozenset[str]:
    import justext  # noqa: PLC0415

    name = _STOPLISTS.get(language)
    return frozenset(justext.get_stoplist(name)) if name in justext.get_stoplists() else frozenset()


def _paragraphs(page: Page) -> str:
    return "<html><body>" + "".join(f"<p>{html.escape(line)}</p>" for line in page.lines) + "</body></html>"


def justext_lines(page: Page) -> Sequence[bool]:
    """Drop what jusText calls boilerplate, each line a paragraph."""
    import justext  # noqa: PLC0415

    found = justext.justext(_paragraphs(page), _stoplist(page.language))
    out = []
    at = 0
    for line in page.lines:
        near = (k for k in range(at, min(at + 3, len(found))) if _same(found[k].text, line))
        match = next(near, None)
        out.append(match is not None and bool(found[match].is_boilerplate))
        at = at if match is None else match + 1
    return out


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _trafilatura(**options: Any) -> Cleaner:
    """Return a cleaner that drops the lines trafilatura leaves out."""

    def cleaner(page: Page) -> Sequence[bool]:
        import trafilatura  # noqa: PLC0415

        text = trafilatura.extract(_paragraphs(page), include_comments=False, **options) or ""
        kept = Counter(" ".join(line.split()) for line in text.splitlines())
        out = []
        for line in page.lines:
            key = " ".join(line.split())
            out.append(not kept[key])
            kept[key] -= bool(kept[key])
        return out

    return cleaner


CLEANERS: dict[str, tuple[Cleaner, str]] = {
    "ours": (ours, ""),
    "ours, classifier alone": (scores, ""),
    "keep everything": (keep_everything, ""),
    "length and punctuation": (heuristic, ""),
    "jusText": (justext_lines, "justext"),
    "trafilatura": (_trafilatura(), "trafilatura"),
    "trafilatura, precision": (_trafilatura(favor_precision=True), "trafilatura"),
    "trafilatura, recall": (_trafilatura(favor_recall=True), "trafilatura"),
}
"""What is measured: a function and the package it needs."""


def measure(pages: Sequence[Page], cleaner: Cleaner) -> dict[str, Tally]:
    """Return the sums over all pages, by corpus and by language."""
    sums: dict[str, Tally] = defaultdict(Tally)
    for page in pages:
        started = time.perf_counter()
        dropped = cleaner(page)
        seconds = time.perf_counter() - started
        for group in ("all", page.corpus, f"language {page.language}"):
            sums[group].add(page, dropped, seconds)
    return sums


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--view", default="residual", type=click.Choice(["residual", "full"]), help="Which lines to clean."
)
def main(folder: Path, view: str) -> None:
    """Print one table of cleaners on the labelled pages of FOLDER."""
    path = folder / f"lines-{view}.jsonl.gz"
    pages = read(path)
    rows: dict[str, dict[str, dict[str, float]]] = {}
    for name, (cleaner, package) in CLEANERS.items():
        if package and find_spec(package) is None:
            click.echo(f"{name} is missing: pip install {package}")
            continue
        rows[name] = {group: tally.figures() for group, tally in measure(pages, cleaner).items()}
    provenance = classifier.load().provenance
    if provenance.get("data", {}).get(path.name) == digest(path):
        click.echo("The shipped model was fitted on these very pages: only its row `sites unseen` is fair.")
        validated = provenance["figures"]
        rows = {"ours, sites unseen": {_group(name): row for name, row in validated.items()}, **rows}
    _print(rows, sorted({group for row in rows.values() for group in row}, key=_order))


def _group(name: str) -> str:
    return f"language {name}" if len(name) == 2 else name


def _order(group: str) -> tuple[bool, bool, str]:
    return group != "all", group.startswith("language"), group


def _print(rows: dict[str, dict[str, dict[str, float]]], groups: list[str]) -> None:
    """Print a block for each group, a line for each cleaner."""
    for group in groups:
        click.echo(f"\n{group:24}" + "".join(f"{name:>10}" for name, _ in _COLUMNS))
        for cleaner, found in rows.items():
            figures = found.get(group)
            if figures is not None:
                cells = (format(figures[name], form) if name in figures else "-" for name, form in _COLUMNS)
                click.echo(f"{cleaner:24}" + "".join(f"{cell:>10}" for cell in cells))


if __name__ == "__main__":
    if sys.argv[1:2] == ["html"]:
        cleaning_html.main(Path(sys.argv[2]))
    else:
        main()
