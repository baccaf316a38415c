"""Texts whose translations are known: `../shared/data/pairs`, and dossiers drawn from them.

A row is a text as paragraphs, the first its title; rows of one corpus with the same key are one text in
several languages. A "translation" of which much is left as it stands in another language is neither asked
for nor counted as a false alarm: it is taken out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from build_dossier.model import Article, Block, Document, Fact, Language, Source

__all__ = ["Figures", "Text", "article", "dossiers", "figures", "read", "spoken", "stretches", "thinned"]

UNTRANSLATED = 0.3
"""Share of a text's paragraphs that may stand in another language's version too."""
FEW = 4
"""Times fewer texts than the most frequent language has, from which on a language is in no small dossier."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in one language; texts of one corpus with the same key are translations."""

    corpus: str
    key: str
    language: str
    paragraphs: tuple[str, ...]
    day: str = ""

    @property
    def id(self) -> str:
        """Return what names it in a dossier."""
        return f"{self.corpus}/{self.key}/{self.language}"


def read(folder: Path) -> dict[str, list[Text]]:
    """Return the translated texts of all `*.jsonl.gz` of a folder, by corpus, in the order of the files."""
    found: dict[str, list[Text]] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                paragraphs = tuple(text for part in row["paras"] if (text := " ".join(part.split())))
                corpus, key = str(row.get("corpus") or path.name.split(".")[0]), str(row["key"])
                if paragraphs:
                    found[corpus].append(
                        Text(corpus, key, row["lang"], paragraphs, str(row.get("date") or ""))
                    )
    return {corpus: list(_translated(texts)) for corpus, texts in found.items()}


def _translated(texts: Sequence[Text]) -> Iterator[Text]:
    """Yield the texts that are in their own language; of two alike the English one is the original."""
    versions: dict[str, list[Text]] = defaultdict(list)
    for text in sorted(texts, key=lambda text: text.language != "en"):
        versions[text.key].append(text)
    for text in texts:
        own = {part for part in text.paragraphs if len(part) > 20}
        before = versions[text.key][: versions[text.key].index(text)]
        if all(len(own.intersection(one.paragraphs)) <= UNTRANSLATED * len(own) for one in before):
            yield text


def article(text: Text) -> Article:
    """Return the text as the stages before linking would: its title, and a block a paragraph."""
    whole = "\n".join(text.paragraphs)
    source = Source(f"{text.id}.txt", hashlib.sha256(whole.encode()).hexdigest(), whole)
    starts = [0]
    for paragraph in text.paragraphs:
        starts.append(starts[-1] + len(paragraph) + 1)
    blocks = tuple(
        Block(f"p-{at}", "paragraph", paragraph, ((0, starts[at]),), (at + 1,))
        for at, paragraph in enumerate(text.paragraphs)
        if at
    )
    document = Document(text.id, source, Language(text.language))
    stated = Fact(text.day) if text.day else None
    return Article(text.id, text.id, document, Fact(text.paragraphs[0], line=1), (), blocks, {}, stated)


def dossiers(
    texts: Sequence[Text], count: int, sizes: tuple[int, int], seed: int, loose: bool = False
) -> Iterator[list[Text]]:
    """Yield dossiers of two to six languages, some of their texts in several of them, some in one.

    A loose one is drawn from all texts of its languages: few of a large corpus are translations.

    Every other dossier holds stretches of 6 to 22 paragraphs as long as a news report; of one text in four of
    all dossiers a seventh of the paragraphs is left out.
    """
    chance = random.Random(seed)
    versions: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        versions[text.key].append(text)
    everywhere = spoken(texts)
    for number in range(count):
        size = chance.randint(*sizes)
        here = set(chance.sample(everywhere, min(len(everywhere), chance.randint(2, 6))))
        found: list[Text] = []
        keys = chance.sample(sorted(versions), len(versions))
        while keys and (loose or len(found) < size):
            key = keys.pop()
            there = [text for text in versions[key] if text.language in here]
            chosen = chance.sample(there, min(len(there), chance.randint(1, len(here))))
            for part in stretches(chosen, chance) if number % 2 else [chosen]:
                found += (thinned(text, chance, 1 / 7) if chance.random() < 0.25 else text for text in part)
        if loose:
            chance.shuffle(found)
        if len(found) > 1:
            yield sorted(found[:size], key=lambda text: text.id)


def spoken(texts: Sequence[Text]) -> list[str]:
    """Return the languages that have at least a quarter as many texts as the most frequent one."""
    counts = Counter(text.language for text in texts)
    return sorted(one for one, count in counts.items() if FEW * count >= max(counts.values()))


def stretches(texts: Sequence[Text], chance: random.Random) -> Iterator[list[Text]]:
    """Yield the same stretch of every version; only versions with as many paragraphs have the same.

    A stretch that a version leaves in another language is taken out there.
    """
    if not texts:
        return
    (length, _), *_ = Counter(len(text.paragraphs) for text in texts).most_common()
    alike = [text for text in texts if len(text.paragraphs) == length]
    at = 0
    while at < length:
        end = at + chance.randint(6, 22)
        if length - end < 6:
            end = length
        part = [replace(text, key=f"{text.key}:{at}", paragraphs=text.paragraphs[at:end]) for text in alike]
        yield list(_translated(part))
        at = end


def thinned(text: Text, chance: random.Random, share: float) -> Text:
    """Return a text without some of its paragraphs, about that share; its title stays."""
    kept = [part for at, part in enumerate(text.paragraphs) if not at or chance.random() > share]
    return replace(text, paragraphs=tuple(kept))


@dataclass(slots=True)
class Figures:
    """Sums of right, false and missed pairs, and what they give."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Return the share of the pairs found that are right."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """Return the share of the true pairs that are found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)

    def add(self, other: Figures) -> None:
        """Count another's pairs too."""
        self.right += other.right
        self.false += other.false
        self.missed += other.missed


def figures(texts: Sequence[Text], groups: Iterable[Iterable[str]]) -> Figures:
    """Return how many pairs of a dossier's texts the groups of their ids bring together rightly."""
    key = {text.id: (text.corpus, text.key) for text in texts}
    found = [key[one] == key[other] for group in groups for one, other in combinations(group, 2)]
    true = sum(count * (count - 1) // 2 for count in Counter(key.values()).values())
    right = sum(found)
    return Figures(right, len(found) - right, true - right)
