"""What two versions of one text share, whatever their languages: numbers, names, letters, lengths."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from build_dossier.model import Article

__all__ = ["Piece", "Profile", "Weights", "names", "numbers", "piece", "profile", "weights"]

NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
WORD = re.compile(r"[a-z0-9]+")
INSIDE = re.compile(r"(?<=[^\W\d_])(?:,?\s)([^\W\d_][\w-]*\w)")
"""A word within a sentence: another word stands right before it, with a comma at most between."""
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
GRAM = 4
BUCKETS = 4096
"""Four-letter sequences are counted in so many buckets: 16 kB an article instead of 150."""
LEAST_WORD = 4
"""Shorter words agree between languages by chance."""
MOST_BLOCK = 20_000
"""Characters of a block that are compared; a longer one is a file without line ends."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it is compared with blocks of other languages."""

    length: int
    """Letters after romanising, so that scripts can be compared."""
    heading: bool
    anchors: frozenset[str]
    """Numbers, names and words that may look the same in another language."""


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An article as it is compared with articles of other languages."""

    article: str
    language: str
    pieces: tuple[Piece, ...]
    length: int
    numbers: frozenset[str]
    names: frozenset[str]
    """Words with a capital within a sentence, and Latin words in other scripts, romanised and small."""
    words: Mapping[str, int]
    grams: NDArray[np.float32]
    """How often the four-letter sequences of each bucket stand in the romanised text."""
    title_numbers: frozenset[str]
    day: str
    """ISO date that it states, empty when it states none."""


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """How much a number, name, word or gram says: the rarer among the articles of its language, the more."""

    articles: Mapping[str, int]
    found: Mapping[str, Mapping[str, int]]
    """Articles that have a feature, by language."""
    grams: Mapping[str, NDArray[np.float32]]
    """Inverse document frequencies of the buckets, by language."""

    def of(self, language: str, feature: str) -> float:
        """Return the inverse document frequency of a feature in one language."""
        return math.log(1.0 + self.articles[language] / self.found[language].get(feature, 1))


def numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text without regard to how a language groups their digits."""
    found: set[str] = set()
    for match in NUMBER.finditer(text):
        value = match.group()
        if THOUSANDS.fullmatch(value):
            found.add("#" + re.sub(r"\D", "", value))
        else:
            found.update("#" + _digits(part) for part in re.split(r"\D", value))
    return frozenset(found)


def _digits(text: str) -> str:
    return str(int(text)) if len(text) < 18 else text


def piece(text: str, heading: bool = False) -> Piece:
    """Return a block as it is compared."""
    text = text[:MOST_BLOCK]
    plain = anyascii(text).lower()
    words = {word for word in WORD.findall(plain) if len(word) >= LEAST_WORD and not word.isdigit()}
    return Piece(sum(map(str.isalnum, plain)), heading, frozenset(words | numbers(text) | _names(text)))


def _names(text: str) -> frozenset[str]:
    return frozenset("^" + anyascii(word).lower() for word in names(text))


def names(text: str) -> list[str]:
    """Return the words that a capital, or a foreign script around them, shows to be names, as written."""
    letters = sum(map(str.isalpha, text))
    latin = LATIN.findall(text)
    if 2 * sum(map(len, latin)) < letters:
        return latin
    return [word for word in INSIDE.findall(text) if word[0].isupper()]


def profile(article: Article) -> Profile:
    """Return what of an article can be compared with articles of other languages."""
    texts = [block.text[:MOST_BLOCK] for block in article.blocks]
    whole = "\n".join((article.title.value, *texts))
    plain = anyascii(whole).lower()
    words = Counter(word for word in WORD.findall(plain) if len(word) >= LEAST_WORD and not word.isdigit())
    letters = " ".join(WORD.findall(plain))
    return Profile(
        article.id,
        article.language,
        tuple(piece(block.text, block.kind == "heading") for block in article.blocks),
        sum(map(str.isalnum, plain)),
        numbers(whole),
        _names(whole),
        words,
        _grams(letters),
        numbers(article.title.value),
        article.stated_date.value if article.stated_date else "",
    )


def _grams(letters: str) -> NDArray[np.float32]:
    codes = np.frombuffer(letters.encode("ascii"), dtype=np.uint8).astype(np.uint32)
    if len(codes) < GRAM:
        return np.zeros(BUCKETS, dtype=np.float32)
    rolled = codes[: len(codes) - GRAM + 1].copy()
    for step in range(1, GRAM):
        rolled = rolled * np.uint32(31) + codes[step : len(codes) - GRAM + 1 + step]
    mixed = (rolled * np.uint32(2654435761)) >> np.uint32(20)
    return np.bincount(mixed, minlength=BUCKETS).astype(np.float32)


def weights(profiles: Sequence[Profile]) -> Weights:
    """Return how rare every feature is within each language."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    articles: Counter[str] = Counter()
    grams: dict[str, NDArray[np.float32]] = {}
    for one in profiles:
        articles[one.language] += 1
        for features in (one.numbers, one.names, one.words):
            found[one.language].update(dict.fromkeys(features, 1))
        grams[one.language] = grams.get(one.language, np.zeros(BUCKETS, dtype=np.float32)) + (one.grams > 0)
    rare = {
        language: np.log(1.0 + articles[language] / np.maximum(counts, 1.0)).astype(np.float32)
        for language, counts in grams.items()
    }
    return Weights(articles, found, rare)
