"""False alarms of the translation check, and what it finds.

`python -m benchmarks.differences ../shared/data/pairs`

Each guide is compared with its English original. People reviewed the translations, so what is found in them
counts as a false alarm, though some of it is true: the rate is an upper bound. Then an error of each kind is
planted in a copy of each translation (another number, a closing mark taken away) and looked for.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import click

from build_dossier.link.align import align
from build_dossier.link.differences import differences
from build_dossier.link.marks import quotations
from build_dossier.model import Article, Block, Difference, Dossier, RawFile, Rulings, Work
from build_dossier.pipeline import assemble

__all__ = ["main", "planted", "read"]

KINDS = ("number", "date", "name", "quotation", "unclosed")
PLANTED = ("number", "unclosed")
Guides = Mapping[str, Mapping[str, Sequence[str]]]
"""Paragraphs by guide and language."""


def read(folder: Path) -> Guides:
    """Return the guides of `opensource-guide.jsonl.gz`, untranslated English left out."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with gzip.open(folder / "opensource-guide.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            found[row["key"]][row["lang"]] = row["paras"]
    for versions in found.values():
        original = set(versions["en"])
        for language in [one for one in versions if one != "en"]:
            if sum(text in original for text in versions[language]) * 3 > len(versions[language]):
                del versions[language]
    return found


def dossier_of(versions: Mapping[str, Sequence[str]]) -> Dossier:
    """Return the dossier that a guide's versions make, each a file whose language the curator states."""
    files = [
        RawFile(f"{language}.txt", "\n\n".join(paragraphs).encode())
        for language, paragraphs in versions.items()
    ]
    return assemble(files, rulings=Rulings(articles={f"{code}.txt": {"language": code} for code in versions}))


def _pairs(dossier: Dossier) -> Iterator[tuple[Article, Article, Work]]:
    by_language = {article.language: article for article in dossier.articles}
    for other in dossier.articles:
        if other.language != "en":
            texts = by_language["en"], other
            rows = align(texts)
            ids = tuple(text.id for text in texts)
            yield *texts, Work(ids, 1.0, (), rows.alignment, rows.joined)


def _found(dossier: Dossier, one: Article, other: Article, work: Work) -> tuple[Difference, ...]:
    ids = {one.id, other.id}
    dates = [date for date in dossier.dates if date.article in ids]
    return differences((one, other), (work,), dates, dossier.entities).get(work.articles, ())


def planted(
    article: Article, kind: str, rows: Sequence[Sequence[int]], rng: random.Random
) -> tuple[Article, int] | None:
    """Return a copy with one error of a kind and its row; None where there is no place for it."""
    places = [(at, row[1]) for at, row in enumerate(rows) if min(row) >= 0]
    rng.shuffle(places)
    for at, index in places:
        block = article.blocks[index]
        text = _spoilt(block.text, kind)
        if text:
            blocks = [*article.blocks]
            blocks[index] = Block(block.id, block.kind, text, block.runs, block.lines)
            return replace(article, blocks=tuple(blocks)), at
    return None


def _spoilt(text: str, kind: str) -> str:
    """Return the text with a number of two digits or more made another, or a quotation left open."""
    if kind == "number":
        match = re.search(r"(?<![\w.,/-])\d{2,3}(?![\w.,/-])", text)
        return text[: match.start()] + str(int(match.group()) + 31) + text[match.end() :] if match else ""
    closed = [one for one in quotations(text) if one.closed and one.end - one.start > 20]
    return text[: closed[-1].end - 1] + text[closed[-1].end :] if closed else ""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--guides", default=4, help="How many guides are read.")
@click.option("--languages", default="", help="Only these languages beside English, with commas between.")
@click.option("--show", is_flag=True, help="Print every difference found.")
def main(folder: Path, guides: int, languages: str, show: bool) -> None:
    """Print alarms for 1,000 paragraphs by language and kind, and how many planted errors are found."""
    rng = random.Random(1)
    alarms: dict[str, Counter[str]] = defaultdict(Counter)
    chosen = {*languages.split(","), "en"} if languages else set()
    seconds = 0.0
    for key, versions in list(read(folder).items())[:guides]:
        wanted = {code: text for code, text in versions.items() if not chosen or code in chosen}
        dossier = dossier_of(wanted)
        for one, other, work in _pairs(dossier):
            tally = alarms[other.language]
            started = perf_counter()
            found = _found(dossier, one, other, work)
            seconds += perf_counter() - started
            tally["paragraphs"] += sum(min(row) >= 0 for row in work.alignment)
            tally.update(difference.kind for difference in found)
            tally["rows"] += len({difference.row for difference in found})
            for kind in PLANTED:
                made = planted(other, kind, work.alignment, rng)
                if made:
                    tally[f"{kind} planted"] += 1
                    again = _found(dossier, one, made[0], work)
                    tally[f"{kind} seen"] += any(d.kind == kind and d.row == made[1] for d in again)
            for difference in found if show else ():
                click.echo(f"{key} {other.language} {work.alignment[difference.row]} {_line(difference)}")
    _table(alarms, seconds)


def _line(difference: Difference) -> str:
    told = "; ".join(f"{passage.article}: {passage.text[:60]!r}" for passage in difference.told)
    others = "; ".join(f"{passage.article}: {passage.text[:60]!r}" for passage in difference.others)
    return f"{difference.kind} {told} | {others} | lacking {', '.join(difference.lacking)}"


def _table(alarms: Mapping[str, Counter[str]], seconds: float) -> None:
    click.echo(
        "language | paragraphs | " + " | ".join(KINDS) + " | alarms/1,000 | numbers found | marks found"
    )
    total: Counter[str] = Counter()
    for tally in alarms.values():
        total.update(tally)
    for language, tally in [*sorted(alarms.items()), ("all", total)]:
        rate = 1000 * tally["rows"] / max(1, tally["paragraphs"])
        counts = " | ".join(str(tally[kind]) for kind in KINDS)
        seen = " | ".join(
            f"{tally[f'{kind} seen']}/{tally[f'{kind} planted']}" for kind in ("number", "unclosed")
        )
        click.echo(f"{language} | {tally['paragraphs']} | {counts} | {rate:.1f} | {seen}")
    click.echo(f"{1000 * seconds / max(1, total['paragraphs']):.2f} ms a paragraph")


if __name__ == "__main__":
    main()
