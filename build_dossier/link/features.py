"""What two versions of one text share, whatever their languages: numbers, names, words, letters, lengths."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zlib import crc32

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from build_dossier.model import Article

__all__ = ["Piece", "Profile", "Weights", "names", "numbers", "piece", "profile", "vectors", "weights"]

NUMBER = re.compile(r"\d+(?:[.,'’\u00a0\u202f]\d+)*")
THOUSANDS = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+")
WORD = re.compile(r"[a-z0-9]+")
INSIDE = re.compile(r"(?<=[^\W\d_])(?:,?\s)([^\W\d_][\w-]*\w)")
"""A word within a sentence: another word stands right before it, with a comma at most between."""
LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]+")
GRAM = 4
BUCKETS: Mapping[str, int] = {"numbers": 1024, "names": 1024, "words": 2048, "grams": 2048, "shape": 32}
"""Features of a kind are counted in so many buckets: an article is one row of 24 kB, and to compare every
two of ten thousand is one product of matrices."""
PRIOR: Mapping[str, float] = {"numbers": 3.0, "names": 3.0, "words": 3.0}
"""Features of the rarest kind that every article is taken to have beside its own, shared with no other: what
agrees in one number says less than what agrees in ten. Of 1, 3 and 8 the best on the half that
`python -m benchmarks.fit_works` does not fit."""
KINDS = {"#": "numbers", "^": "names"}
"""How the features of a kind begin; words begin with their first letter."""
LEAST_WORD = 4
"""Shorter words agree between languages by chance."""
MOST_BLOCK = 20_000
"""Characters of a block that are compared; a longer one is a file without line ends."""

MOST_BLOCKS = 300
"""Blocks of an article whose lengths are compared one by one."""


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
    length: int
    """Letters after romanising, so that scripts can be compared."""
    ends: NDArray[np.float32]
    """Where its blocks end, each a share of the letters, 0 to 1."""
    places: Mapping[str, int]
    """The block in which each number (`#7`), name (`^bali`) and word first stands; the title is block 0."""
    words: Mapping[str, int]
    grams: NDArray[np.float32]
    """How often the four-letter sequences of each bucket stand in the romanised text."""
    sizes: NDArray[np.float32]
    """Logarithms of the letters of its title and blocks, the first `MOST_BLOCKS`."""
    title_numbers: frozenset[str]
    day: date | None
    """The day that it states, None where it states none or only a month or year."""
    meaning: NDArray[np.float32] | None = None
    """What a model of the curator's takes it to mean; None where none is asked."""

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers of its text."""
        return frozenset(feature for feature in self.places if feature[0] == "#")

    @property
    def names(self) -> frozenset[str]:
        """Words with a capital within a sentence, and Latin words in other scripts, romanised and small."""
        return frozenset(feature for feature in self.places if feature[0] == "^")


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
    return Piece(sum(map(str.isalnum, plain)), heading, _words(plain) | numbers(text) | _names(text))


def _words(plain: str) -> frozenset[str]:
    return frozenset(word for word in WORD.findall(plain) if len(word) >= LEAST_WORD and not word.isdigit())


def _names(text: str) -> frozenset[str]:
    return frozenset("^" + anyascii(word).lower() for word in names(text))


def names(text: str) -> list[str]:
    """Return the words that a capital, or a foreign script around them, shows to be names, as written."""
    latin = LATIN.findall(text)
    if 2 * sum(map(len, latin)) < sum(map(str.isalpha, text)):
        return latin
    return [word for word in INSIDE.findall(text) if word[0].isupper()]


def profile(article: Article, meaning: NDArray[np.float32] | None = None) -> Profile:
    """Return what of an article can be compared with articles of other languages."""
    texts = [article.title.value, *(block.text[:MOST_BLOCK] for block in article.blocks)]
    plain = [anyascii(text).lower() for text in texts]
    sizes = np.cumsum([sum(map(str.isalnum, text)) for text in plain])
    found = WORD.findall("\n".join(plain))
    words = [word for word in found if len(word) >= LEAST_WORD and not word.isdigit()]
    return Profile(
        article.id,
        article.language,
        int(sizes[-1]),
        (sizes[:-1] / (sizes[-1] or 1)).astype(np.float32),
        _places(texts, plain),
        Counter(words),
        _grams(" ".join(found)),
        np.log(np.diff(sizes, prepend=0)[:MOST_BLOCKS] + 5.0).astype(np.float32),
        numbers(article.title.value),
        _day(article.stated_date.value if article.stated_date else ""),
        meaning,
    )


def _places(texts: Sequence[str], plain: Sequence[str]) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for at, (text, letters) in enumerate(zip(texts, plain, strict=True)):
        here = numbers(text) | _names(text) | _words(letters)
        for feature in sorted(here.difference(found)):
            found[feature] = at
    return found


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _grams(letters: str) -> NDArray[np.float32]:
    codes = np.frombuffer(letters.encode("ascii"), dtype=np.uint8).astype(np.uint32)
    if len(codes) < GRAM:
        return np.zeros(BUCKETS["grams"], dtype=np.float32)
    rolled = codes[: len(codes) - GRAM + 1].copy()
    for step in range(1, GRAM):
        rolled = rolled * np.uint32(31) + codes[step : len(codes) - GRAM + 1 + step]
    mixed = ((rolled * np.uint32(2654435761)) >> np.uint32(16)) % np.uint32(BUCKETS["grams"])
    return np.bincount(mixed, minlength=BUCKETS["grams"]).astype(np.float32)


def weights(profiles: Sequence[Profile]) -> Weights:
    """Return how rare every feature is within each language."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    grams: dict[str, NDArray[np.float32]] = {}
    for one in profiles:
        found[one.language].update(one.places.keys())
        grams.setdefault(one.language, np.zeros(BUCKETS["grams"], dtype=np.float32))
        grams[one.language] += one.grams > 0
    articles = Counter(one.language for one in profiles)
    rare = {
        language: np.log(1.0 + articles[language] / np.maximum(counts, 1.0)).astype(np.float32)
        for language, counts in grams.items()
    }
    return Weights(articles, found, rare)


def vectors(profiles: Sequence[Profile], weight: Weights) -> dict[str, NDArray[np.float32]]:
    """Return by kind one row an article, of length one at most (zero where it has nothing of the kind).

    A feature is one number of its row, chosen by its hash; what falls together cancels as often as it adds.
    """
    found = {kind: np.zeros((len(profiles), size), dtype=np.float32) for kind, size in BUCKETS.items()}
    for row, one in enumerate(profiles):
        for feature in one.places:
            kind = KINDS.get(feature[0], "words")
            hashed = crc32(feature.encode("ascii", "replace"))
            value = weight.of(one.language, feature) * (1.0 + math.log(one.words.get(feature, 1)))
            found[kind][row, (hashed >> 1) % BUCKETS[kind]] += value if hashed & 1 else -value
        found["shape"][row] = _shape(one.ends)
        found["grams"][row] = np.log1p(one.grams) * weight.grams[one.language]
    _centre(profiles, found["grams"])
    rarest = np.array([weight.of(one.language, "") ** 2 for one in profiles], dtype=np.float32)[:, None]
    for kind, rows in found.items():
        length = np.linalg.norm(rows, axis=1, keepdims=True)
        length = np.sqrt(length**2 + PRIOR.get(kind, 0.0) * rarest)
        np.divide(rows, length, out=rows, where=length > 0)
    meant = [one.meaning for one in profiles if one.meaning is not None]
    if meant:
        nothing = np.zeros_like(meant[0])
        found["meaning"] = np.array([nothing if one.meaning is None else one.meaning for one in profiles])
    return found


def _shape(ends: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how long the blocks are one after another, around their mean."""
    if len(ends) < 2:
        return np.zeros(BUCKETS["shape"], dtype=np.float32)
    sizes = np.log(np.diff(ends, prepend=0.0) + 0.002)
    places = np.linspace(0.0, 1.0, BUCKETS["shape"])
    sampled = np.interp(places, np.linspace(0.0, 1.0, len(ends)), sizes)
    shape: NDArray[np.float32] = (sampled - sampled.mean()).astype(np.float32)
    return shape


def _centre(profiles: Sequence[Profile], rows: NDArray[np.float32]) -> None:
    """Take what all articles of a language have from each; from few articles less, as they tell less."""
    spoken: dict[str, list[int]] = defaultdict(list)
    for row, one in enumerate(profiles):
        spoken[one.language].append(row)
    for members in spoken.values():
        rows[members] -= rows[members].sum(axis=0) / (len(members) + 2)
