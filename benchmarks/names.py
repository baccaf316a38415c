"""How well names are found and folded: `python -m benchmarks.names ../shared/data/pairs`.

Nobody annotated names there, so the figures are what can be told without: a name stays in a translation.
One table by language, each language a dossier of its own:

- `shown`: names shown; `held`: the share of which a word stands with a capital inside a sentence in two other
  versions of the text too (a proxy of precision; lower where a version names what others do not);
- `kept`: of the words that have Latin letters and a capital in three versions in other scripts, and stand in
  this one, the share that a shown name covers (a proxy of recall);
- `people`: people planted into the sentences (see `names_planted`); `merged`: wrong merges in 1,000 of them;
  `full`, `surname`, `inflected`, `slip`: share of the mentions of each kind that lead to the right one;
- `s/1,000`: CPU seconds for 1,000 such articles.

Then how the cost grows at 1,000, 3,000 and 10,000 articles, each in a process of its own. Given the labelled
pages of `../shared/data/cleaning`, it prints the share of names that are ordinary words (see `names_small`),
with `--judged` how many of those are right that somebody judged by reading (see `names_judged`).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import click
from anyascii import anyascii

from benchmarks.names_judged import judged_table
from benchmarks.names_planted import LOCALES, article, judge, plant
from benchmarks.names_small import small_table
from build_dossier.extract.names import entities
from build_dossier.extract.names_text import segments
from build_dossier.languages.names import name_pack
from build_dossier.link.related import related
from build_dossier.link.works import works
from build_dossier.model import Article

SCRIPTS = ("ar", "be", "bg", "bn", "el", "fa", "hi", "ja", "ko", "ru", "ta", "zh-hans", "zh-hant")
"""Versions of the guides in other scripts than Latin."""
LATIN = re.compile(r"(?<![\w@/.#-])[A-Z][A-Za-z]*[a-z][A-Za-z]*(?![\w@/'’-])")
OPENS = re.compile(r"(?:^|[.!?:…\n|\"“”«»]\s*|[-*•]\s+)$")
SIZES = (1000, 3000, 10000)


def read(folder: Path) -> list[tuple[str, str, str]]:
    """Return key, language and text of the guides."""
    rows = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [(row["key"], row["lang"], "\n\n".join(row["paras"])) for row in map(json.loads, file)]
    return rows


def kept_words(rows: Iterable[tuple[str, str, str]]) -> Mapping[str, set[str]]:
    """Return by key the words that keep Latin letters and a capital in three versions in other scripts."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for key, language, text in rows:
        if language in SCRIPTS:
            counts[key].update({match.group() for match in LATIN.finditer(text)})
    return {key: {word for word, n in found.items() if n >= 3} for key, found in counts.items()}


def capitals(articles: Sequence[Article]) -> Mapping[str, set[str]]:
    """Return by article the words with a capital inside a sentence, by four Latin letters."""
    found: dict[str, set[str]] = defaultdict(set)
    for segment in segments(articles):
        if not segment.pack.nouns:
            words = (
                word.text for word in segment.words if word.capital and not word.initial and not word.heading
            )
            found[segment.article.id].update(_begin(word) for word in words)
    return found


def _begin(word: str) -> str:
    return anyascii(word).lower()[:4]


def slots(
    rows: Iterable[tuple[str, str, str]], kept: Mapping[str, set[str]]
) -> Mapping[str, list[tuple[str, int, int]]]:
    """Return by language the paragraphs in which a kept word stands inside a sentence, and where."""
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for key, language, text in rows:
        for paragraph in text.split("\n\n"):
            if not 80 <= len(paragraph) <= 600:
                continue
            for match in LATIN.finditer(paragraph):
                before = paragraph[: match.start()]
                alone = (
                    not re.search(r"[A-Z][\w'’.-]*\s$", before)
                    and not paragraph[match.end() :][1:2].isupper()
                )
                articled = before.rstrip().rpartition(" ")[2] in name_pack(language).determiners
                if (
                    not articled
                    and match.group() in kept.get(key, ())
                    and before
                    and not OPENS.search(before)
                    and alone
                ):
                    found[language].append((paragraph, match.start(), match.end()))
                    break
    return found


def shares(
    made: Sequence[Article],
    rows: Sequence[tuple[str, str, str]],
    kept: Mapping[str, set[str]],
    inside: Mapping[str, set[str]],
) -> tuple[int, float, float, list[str]]:
    """Return how many names are shown, the shares `held` and `kept`, and the names that are not held."""
    elsewhere = {
        key: [(lang, inside.get(f"{key}.{lang}", set())) for k, lang, _ in rows if k == key]
        for key, _, _ in rows
    }
    found = entities(made)
    covered: dict[str, set[str]] = defaultdict(set)
    loose = []
    for entity in found:
        held = False
        for mention in entity.mentions:
            key, _, language = mention.article.rpartition(".")
            words = re.findall(r"[^\W\d_]+", mention.text)
            covered[mention.article].update(words)
            others = [begins for lang, begins in elsewhere[key] if lang != language]
            held = held or any(sum(_begin(word) in begins for begins in others) >= 2 for word in words)
        known = entity.kind == "place" and any(
            entity.name.casefold() in name_pack(one.language).territories for one in made[:1]
        )
        if not (held or known):
            loose.append(entity.name)
    wanted = {
        (one.id, word)
        for one in made
        for word in kept.get(one.id.rpartition(".")[0], ())
        if re.search(rf"(?<!\w){word}(?!\w)", one.source.text)
    }
    hit = sum(word in covered[id] for id, word in wanted)
    return len(found), 1 - len(loose) / max(1, len(found)), hit / max(1, len(wanted)), loose


HEAD = (
    "language", "shown", "held", "kept", "people", "merged", "full", "surname", "inflected", "slip",
    "s/1,000",
)  # fmt: skip


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--people", default=1000, help="People planted in a language.")
@click.option("--only", default="", help="Languages, with commas; no growth then.")
@click.option("--show", is_flag=True, help="Print the names that are not held and the wrong merges.")
@click.option("--links", is_flag=True, help="Print what works and related cost beside the names.")
@click.option(
    "--judged", is_flag=True, help="Of labelled pages: count the names that were judged by reading."
)
@click.option("--size", default=0, help="Print the cost of so many articles alone.")
def main(folder: Path, people: int, only: str, show: bool, links: bool, judged: bool, size: int) -> None:
    """Measure the names of the texts in FOLDER: translated guides, or labelled pages."""
    if (folder / "lines-full.jsonl.gz").exists():
        (judged_table if judged else small_table)(folder)
        return
    rows = read(folder)
    if size:
        _growth_row(slots(rows, kept_words(rows)), size, links)
        return
    _by_language(rows, people, only, show)
    if not only:
        more = f" | {'all s':>9} | {'all MB':>9}" if links else ""
        click.echo(f"\n{'articles':>9} | {'s':>9} | {'s/1,000':>9} | {'MB':>9}{more}")
        for many in SIZES:
            command = [sys.executable, "-m", "benchmarks.names", str(folder), "--size", str(many)]
            subprocess.run(command + ["--links"] * links, check=True)


def _by_language(rows: Sequence[tuple[str, str, str]], people: int, only: str, show: bool) -> None:
    kept = kept_words(rows)
    by_language: dict[str, list[Article]] = defaultdict(list)
    for key, language, text in rows:
        by_language[language].append(article(f"{key}.{language}", language, text))
    inside = capitals([one for found in by_language.values() for one in found])
    places = slots(rows, kept)
    click.echo(" | ".join(f"{cell:>9}" for cell in HEAD))
    for language in sorted(by_language):
        if not only or language in only.split(","):
            shown, held, hit, loose = shares(by_language[language], rows, kept, inside)
            planted = _planted(language, places[language], people, show)
            cells = (language, str(shown), f"{held:.3f}", f"{hit:.3f}", *planted)
            click.echo(" | ".join(f"{cell:>9}" for cell in cells))
            if show:
                click.echo("   not held: " + ", ".join(loose[:60]))


def _planted(language: str, places: list[tuple[str, int, int]], people: int, show: bool) -> list[str]:
    if language not in LOCALES:
        return [""] * 7
    texts, planted = plant(language, places, people, random.Random(f"{language} fourth"))
    made = [article(id, language, text) for id, text in texts]
    start = time.process_time()
    found = entities(made)
    seconds = time.process_time() - start
    tally = judge(found, planted)
    if show:
        click.echo("   merged: " + ", ".join(tally.wrong or ()))
    said, right = tally.said or {}, tally.right or {}
    ways = [
        f"{right[how] / said[how]:.3f}" if said.get(how) else ""
        for how in ("full", "surname", "inflected", "slip")
    ]
    return [
        str(tally.people),
        f"{1000 * tally.merged / max(1, tally.people):.1f}",
        *ways,
        f"{1000 * seconds / max(1, len(made)):.1f}",
    ]


def _growth_row(places: Mapping[str, list[tuple[str, int, int]]], size: int, links: bool) -> None:
    """Print the cost of so many articles of eight languages with planted people."""
    made: list[Article] = []
    languages = [language for language in LOCALES if places[language]][:8]
    for language in languages:
        texts, _ = plant(language, places[language], 4 * (size // len(languages)), random.Random(size))
        made += [article(id, language, text) for id, text in texts]
    base, start = _peak(), time.process_time()
    found = entities(made)
    seconds = time.process_time() - start
    cells = [str(len(made)), f"{seconds:.1f}", f"{1000 * seconds / len(made):.1f}", f"{_peak() - base:.0f}"]
    if links:
        related(made, works(made), found, ())
        cells += [f"{time.process_time() - start:.1f}", f"{_peak() - base:.0f}"]
    click.echo(" | ".join(f"{cell:>9}" for cell in cells))


def _peak() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
