"""How well languages are told and mixed files parted: `python -m benchmarks.languages ../shared/data/pairs`.

One table: ours beside py3langid, lingua and pycld2, each alone on every paragraph; what is not installed is
left out. From the translations of a guide, by a fixed seed, files are made that hold two languages, in two
blocks or paragraph by paragraph, or three in blocks. A boundary is where the language changes from one
paragraph to the next.

A paragraph most of whose words stand in the English version is no gold: it was not translated; nor is an
article where most paragraphs are such. The languages `bs`, `hr` and `sr` are one; the others may say `zh`
for both Chinese scripts, ours may not.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from pathlib import Path

import click

from build_dossier.identify import documents, identify, normalised
from build_dossier.model import Source

__all__ = ["Article", "Boundaries", "main", "mixed", "ours", "quoted", "read"]

Detector = Callable[[str], str]
"""Returns the code of a text's language."""
Reader = Callable[[Sequence[str]], list[str]]
"""Returns the code of each paragraph of a file."""

UNTRANSLATED = 0.7
"""Share of its words that the English version has, from which a paragraph was not translated."""
LONG = 40
"""Letters of a paragraph that is more than a heading; a third where a letter is a syllable."""
BLOCK = (4, 25)
"""Paragraphs of one language in a mixed file."""
SEED = 20260901

_WORD = re.compile(r"\w+")
_WIDE = frozenset({"ja", "ko", "zh", "zh-Hant"})
_ONE = {"bs": "hr", "sr": "hr", "sr-Latn": "hr", "no": "nb"}


@dataclass(frozen=True, slots=True)
class Article:
    """A translation of one text: what it translates, its language, its paragraphs."""

    key: str
    language: str
    paragraphs: tuple[str, ...]


@dataclass(slots=True)
class Boundaries:
    """Sums over files, and the figures they give."""

    files: int = 0
    split: int = 0
    """Files in which more than one language was seen."""
    paragraphs: int = 0
    right: int = 0
    gold: int = 0
    said: int = 0
    hits: int = 0

    def add(self, gold: Sequence[str], said: Sequence[str], same: Callable[[str, str], bool]) -> None:
        """Count one file: the language of each of its paragraphs, as it is and as it was read."""
        real, read = ({at for at in range(1, len(each)) if each[at] != each[at - 1]} for each in (gold, said))
        self.files += 1
        self.split += len(set(said)) > 1
        self.paragraphs += len(gold)
        self.right += sum(map(same, gold, said))
        self.gold, self.said, self.hits = (
            self.gold + len(real),
            self.said + len(read),
            self.hits + len(real & read),
        )

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall of boundaries."""
        return 2 * self.hits / max(1, self.gold + self.said)


def read(folder: Path) -> list[Article]:
    """Return the articles of all `*.jsonl.gz` of a folder, without what was not translated."""
    rows = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [json.loads(line) for line in file]
    english: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["lang"] == "en":
            english[row["key"]] |= _words("\n".join(row["paras"]))
    found = []
    for row in rows:
        code = normalised(row["lang"]) or str(row["lang"])
        own = [
            " ".join(text.split())
            for text in row["paras"]
            if code == "en" or _is_translated(_words(text), english[row["key"]])
        ]
        if len(own) >= UNTRANSLATED * len(row["paras"]):
            found.append(Article(row["key"], code, tuple(own)))
    return found


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _is_translated(words: set[str], english: set[str]) -> bool:
    return len(words & english) < UNTRANSLATED * len(words)


def mixed(
    articles: Sequence[Article], count: int, interleaved: bool, many: int = 2
) -> list[list[tuple[str, str]]]:
    """Return files as pairs of language and paragraph, each of two translations of one text or more."""
    by_key: dict[str, list[Article]] = defaultdict(list)
    for article in articles:
        by_key[article.key].append(article)
    keys = sorted(key for key, versions in by_key.items() if len(versions) >= many)
    dice = random.Random(SEED)
    files = []
    for _ in range(count):
        versions = dice.sample(by_key[dice.choice(keys)], many)
        sizes = [dice.randint(*BLOCK)] * many if interleaved else [dice.randint(*BLOCK) for _ in versions]
        room = min(len(version.paragraphs) for version in versions) - max(sizes)
        start = dice.randrange(max(1, room))
        cuts = [
            [(article.language, text) for text in article.paragraphs[start : start + size]]
            for article, size in zip(versions, sizes, strict=True)
        ]
        pairs = zip(*cuts, strict=False) if interleaved else cuts
        files.append([paragraph for part in pairs for paragraph in part])
    return files


# --- readers -------------------------------------------------------------------------------------


def ours(paragraphs: Sequence[str]) -> list[str]:
    """Return the language of the document that each paragraph of a file was given to."""
    found = documents(_file(paragraphs))
    whose = {line: each.language.code for each in found for line in each.lines}
    return [whose.get(2 * at + 1, found[0].language.code) for at in range(len(paragraphs))]


def quoted(article: Article) -> int:
    """Return how many stretches of an article ours takes for quotations in another language."""
    return sum(len(each.foreign) for each in documents(_file(article.paragraphs)))


def _file(paragraphs: Sequence[str]) -> Source:
    return Source("file.txt", "", "\n\n".join(paragraphs))


def _ours(text: str) -> str:
    return identify(Source("file.txt", "", text)).code


def _alone(detect: Detector, paragraphs: Sequence[str]) -> list[str]:
    return [detect(text) for text in paragraphs]


def _py3langid() -> Detector:
    classify = import_module("py3langid").classify
    return lambda text: str(classify(text)[0])


def _lingua() -> Detector:
    lingua = import_module("lingua")
    detector = lingua.LanguageDetectorBuilder.from_all_languages().build()

    def detect(text: str) -> str:
        found = detector.detect_language_of(text)
        return str(found.iso_code_639_1.name).lower() if found else "und"

    return detect


def _pycld2() -> Detector:
    cld2 = import_module("pycld2")

    def detect(text: str) -> str:
        try:
            return str(cld2.detect("".join(char for char in text if char.isprintable()))[2][0][1])
        except cld2.error:
            return "und"

    return detect


PEERS: dict[str, Callable[[], Detector]] = {"py3langid": _py3langid, "lingua": _lingua, "pycld2": _pycld2}
"""Detectors to stand beside ours; one that is not installed is left out."""


# --- the table -----------------------------------------------------------------------------------


def _same(gold: str, said: str, strict: bool) -> bool:
    code = normalised(said) or said
    code = _ONE.get(code, code)
    return code == _ONE.get(gold, gold) or (not strict and code == gold.split("-", maxsplit=1)[0])


def _is_long(article: Article, text: str) -> bool:
    least = LONG // 3 if article.language in _WIDE else LONG
    return sum(map(str.isalpha, text)) >= least


def _measured(articles: Sequence[Article], files: int, detect: Detector, parse: Reader, strict: bool) -> str:
    """Return a row of the table."""
    same = partial(_same, strict=strict)
    parse(["Load what is loaded once."])
    single, blocks, interleaved, three = Boundaries(), Boundaries(), Boundaries(), Boundaries()
    started = time.process_time()
    read_files = [parse(article.paragraphs) for article in articles]
    seconds = time.process_time() - started
    whole = sum(same(each.language, detect("\n\n".join(each.paragraphs))) for each in articles)
    every = [
        (_is_long(article, text), same(article.language, detect(text)))
        for article in articles
        for text in article.paragraphs
    ]
    long = [right for is_long, right in every if is_long]
    for article, said in zip(articles, read_files, strict=True):
        single.add([article.language] * len(said), said, same)
    made = (mixed(articles, files, False), mixed(articles, files, True), mixed(articles, files, False, 3))
    for sums, many in zip((blocks, interleaved, three), made, strict=True):
        for file in many:
            sums.add([code for code, _ in file], parse([text for _, text in file]), same)
    cells = (
        f"{100 * whole / len(articles):8.2f}",
        f"{100 * sum(long) / len(long):10.2f}",
        f"{100 * sum(right for _, right in every) / len(every):8.2f}",
        f"{single.split:5} of {single.files}",
        f"{100 * blocks.right / blocks.paragraphs:8.2f} {blocks.f:6.3f}",
        f"{100 * interleaved.right / interleaved.paragraphs:8.2f} {interleaved.f:6.3f}",
        f"{100 * three.right / three.paragraphs:8.2f} {three.f:6.3f}",
        f"{1000 * seconds / len(articles):8.1f}",
    )
    return " | ".join(cells)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--files", default=300, help="How many mixed files of each kind are made.")
@click.option("--every", default=1, help="Read only one article in so many.")
@click.option("--alone", is_flag=True, help="Leave the other detectors out.")
def main(folder: Path, files: int, every: int, alone: bool) -> None:
    """Print one table of detectors on the translations of FOLDER."""
    articles = read(folder)[::every]
    languages = len({article.language for article in articles})
    paragraphs = sum(len(article.paragraphs) for article in articles)
    size = sum(len(text) for article in articles for text in article.paragraphs) / len(articles)
    click.echo(
        f"{len(articles)} articles, {languages} languages, {paragraphs} paragraphs, {size:,.0f} letters each"
    )
    click.echo(
        f"{'':10} | articles | paragraphs | with headings | single split | blocks: right, F "
        "| interleaved: right, F | three in blocks: right, F | s/1,000 articles"
    )
    click.echo(f"{'ours':10} | {_measured(articles, files, _ours, ours, strict=True)}")
    for name, make in {} if alone else PEERS.items():
        try:
            detect = cache(make())
        except ImportError:
            click.echo(f"{name:10} | is not installed: pip install {name}")
            continue
        row = _measured(articles, files, detect, partial(_alone, detect), strict=False)
        click.echo(f"{name:10} | {row}")
    click.echo(f"ours takes {sum(map(quoted, articles))} stretches for quotations in another language")


if __name__ == "__main__":
    main()
