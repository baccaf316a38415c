"""Which articles are translations of each other: one work, at most one article a language.

Every two articles in different languages are compared in what translation leaves alone (numbers, names,
words that look alike, letters, lengths, the order of all these), and how much better they fit each other
than others of the same languages. A logistic regression makes one probability of it. Articles that are
each other's best become one work by itself at `CERTAIN`; below it nothing is linked.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
from anyascii import anyascii

from build_dossier.link.align import Path, align, pair, row_ids
from build_dossier.link.features import Profile, Weights, names, profile, weights
from build_dossier.model import Article, Message, Work

__all__ = ["CERTAIN", "FEATURES", "Link", "candidates", "links", "works"]

CERTAIN = 0.9
"""Probability at which a link needs no curator (issue 4)."""
COEFFICIENTS: Mapping[str, float] = {
    "numbers": 2.97,
    "names": 10.02,
    "words": 10.92,
    "longer": -1.2,
    "blocks": -1.44,
    "margin": 8.88,
    "shared": 4.23,
    "matched": 5.9,
    "": -8.43,
}
"""Logistic regression (L2 1) on 2,868 pairs of 260 dossiers of 2 to 60 texts, drawn from seven guides of
opensource.guide in up to 25 languages: whole guides and stretches of 7 to 22 paragraphs, one in five with
15 % of its paragraphs left out, untranslated English left out. On five other guides (4,152 pairs): at .9
precision .992, recall .953; at .5 .978 and .968. Alone the features reach F1 .94 (shared), .92 (matched),
.89 (margin), .87 (names), .72 (words, blocks), .62 (longer), .56 (numbers). Likeness of letters (grams) took
a negative weight beside the rest, and counts only in the margin."""
FEATURES = tuple(name for name in COEFFICIENTS if name)
BACKGROUND = 0.2
"""Likeness of two articles that are no translations, where no others of their languages can tell."""
ALL_PAIRS = 4000
"""Up to so many pairs all are compared; above, those that share rare features."""
NEAREST = 4
"""Articles of another language that an article is compared with where pairs are blocked."""
COMMON = 25
"""Articles of a language that a feature may stand in to bring pairs together."""
CLOSE = 2
"""Nearest articles of another language whose blocks are aligned."""
SHOWN = 8
"""Names and numbers said as evidence."""
DAYS_APART = 31
"""Days between stated dates beyond which two articles are not linked by themselves."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles in two languages and how likely they are translations of each other."""

    a: str
    b: str
    probability: float
    features: Mapping[str, float]
    path: Path


def works(articles: Sequence[Article]) -> tuple[Work, ...]:
    """Return the works of a dossier in its order; every article stands in exactly one."""
    profiles = {article.id: profile(article) for article in articles}
    order = {article.id: index for index, article in enumerate(articles)}
    groups: dict[str, list[str]] = {one: [one] for one in order}
    score: dict[str, float] = {}
    for link in links(list(profiles.values())):
        if link.probability < CERTAIN:
            continue
        left, right = groups[link.a], groups[link.b]
        spoken = [profiles[one].language for one in (*left, *right)]
        if left is right or len(set(spoken)) < len(spoken):
            continue
        left.extend(right)
        for one in right:
            groups[one] = left
        for one in left:
            score[one] = min(link.probability, *(score.get(each, 1.0) for each in left))
    by_id = {article.id: article for article in articles}
    seen: set[str] = set()
    found = []
    for one in order:
        if one not in seen:
            members = sorted(groups[one], key=order.__getitem__)
            seen.update(members)
            found.append(_work(members, score.get(one, 1.0), by_id, profiles))
    return tuple(found)


def _work(
    members: Sequence[str], score: float, articles: Mapping[str, Article], profiles: Mapping[str, Profile]
) -> Work:
    texts = [articles[one] for one in members]
    rows = align(texts)
    alone = len(members) == 1
    return Work(
        tuple(members),
        1.0 if alone else round(score, 4),
        () if alone else _evidence([profiles[one] for one in members], rows.alignment, texts[0]),
        rows.alignment,
        rows.joined,
        row_ids(texts, rows.alignment),
    )


def links(profiles: Sequence[Profile]) -> list[Link]:
    """Return the pairs that are each other's best across two languages, the likeliest first."""
    scored = [
        Link(one.article, other.article, _probability(features), features, path)
        for one, other, features, path in candidates(profiles)
        if not _vetoed(one, other)
    ]
    language = {one.article: one.language for one in profiles}
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(scored, key=lambda link: (-link.probability, link.a, link.b)):
        best.setdefault((link.a, language[link.b]), link)
        best.setdefault((link.b, language[link.a]), link)
    mutual = [
        link
        for link in scored
        if best[link.a, language[link.b]] is link and best[link.b, language[link.a]] is link
    ]
    return sorted(mutual, key=lambda link: (-link.probability, link.a, link.b))


def candidates(profiles: Sequence[Profile]) -> list[tuple[Profile, Profile, dict[str, float], Path]]:
    """Return the pairs worth a close look with the features of each."""
    weight = weights(profiles)
    vectors = {one.article: _Vector(one, weight) for one in profiles}
    measured = {
        (one.article, other.article): _Compared(vectors[one.article], vectors[other.article], weight)
        for one, other in _pairs(profiles, weight)
    }
    near: dict[tuple[str, str], list[tuple[float, str]]] = defaultdict(list)
    for compared in measured.values():
        one, other = compared.one, compared.other
        near[one.article, other.language].append((compared.likeness, other.article))
        near[other.article, one.language].append((compared.likeness, one.article))
    close = {key: heapq.nlargest(CLOSE, rivals) for key, rivals in near.items()}
    found = []
    for compared in measured.values():
        one, other = compared.one, compared.other
        here, there = close[one.article, other.language], close[other.article, one.language]
        if (compared.likeness, other.article) in here or (compared.likeness, one.article) in there:
            path = pair(one.pieces, other.pieces)
            margin = compared.likeness - max(_rival(here, other.article), _rival(there, one.article))
            found.append((one, other, compared.features(margin, path), path))
    return found


def _rival(near: Iterable[tuple[float, str]], article: str) -> float:
    """Return the likeness of the best other article, the background where there is none."""
    return max((likeness for likeness, other in near if other != article), default=BACKGROUND)


def _pairs(profiles: Sequence[Profile], weight: Weights) -> Iterable[tuple[Profile, Profile]]:
    """Return the pairs across languages to compare: all, or in a large dossier those with rare features."""
    spoken = Counter(one.language for one in profiles)
    total = (len(profiles) ** 2 - sum(count**2 for count in spoken.values())) // 2
    if total <= ALL_PAIRS:
        return [(one, other) for one, other in combinations(profiles, 2) if one.language != other.language]
    return _blocked(profiles, weight)


def _blocked(profiles: Sequence[Profile], weight: Weights) -> Iterable[tuple[Profile, Profile]]:
    having: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(profiles):
        found = weight.found[one.language]
        for feature in sorted({*one.numbers, *one.names, *one.words}):
            if found[feature] <= COMMON:
                having[feature].append(index)
    votes: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for feature, members in having.items():
        if len(members) > 1:
            value = {index: weight.of(profiles[index].language, feature) for index in members}
            for left, right in combinations(members, 2):
                if profiles[left].language != profiles[right].language:
                    votes[left][right] += value[left] * value[right]
                    votes[right][left] += value[left] * value[right]
    chosen: set[tuple[int, int]] = set()
    for index, rivals in votes.items():
        taken: Counter[str] = Counter()
        for other in sorted(rivals, key=lambda one: (-rivals[one], one)):
            language = profiles[other].language
            if taken[language] < NEAREST:
                taken[language] += 1
                chosen.add((min(index, other), max(index, other)))
    return [(profiles[left], profiles[right]) for left, right in sorted(chosen)]


class _Vector:
    """An article's words and grams, weighted within its language, of length one."""

    __slots__ = ("grams", "profile", "words")

    def __init__(self, one: Profile, weight: Weights) -> None:
        self.profile = one
        words = {
            word: (1 + math.log(count)) * weight.of(one.language, word) for word, count in one.words.items()
        }
        length = math.sqrt(math.fsum(value * value for value in words.values())) or 1.0
        self.words = {word: value / length for word, value in words.items()}
        grams = np.log1p(one.grams) * weight.grams[one.language]
        self.grams = grams / (np.linalg.norm(grams) or 1.0)


class _Compared:
    """Two articles in two languages, compared as wholes."""

    __slots__ = ("grams", "likeness", "names", "numbers", "one", "other", "words")

    def __init__(self, left: _Vector, right: _Vector, weight: Weights) -> None:
        one, other = left.profile, right.profile
        self.one, self.other = one, other
        self.numbers = _dice(one, other, one.numbers, other.numbers, weight, 0.5)
        self.names = _dice(one, other, one.names, other.names, weight, 0.0)
        small, large = sorted((left.words, right.words), key=len)
        self.words = math.fsum(value * large[word] for word, value in small.items() if word in large)
        self.grams = float(left.grams @ right.grams)
        self.likeness = (self.numbers + self.names + self.words + self.grams) / 4

    def features(self, margin: float, path: Path) -> dict[str, float]:
        """Return the features by name."""
        blocks = len(self.one.pieces), len(self.other.pieces)
        return {
            "numbers": self.numbers,
            "names": self.names,
            "words": self.words,
            "longer": min(abs(math.log((self.one.length + 20) / (self.other.length + 20))), 1.5),
            "blocks": abs(blocks[0] - blocks[1]) / (max(blocks) or 1),
            "margin": margin,
            "shared": path.shared,
            "matched": path.matched,
        }


def _dice(
    one: Profile, other: Profile, left: frozenset[str], right: frozenset[str], weight: Weights, nothing: float
) -> float:
    """Return the weight of what both have against the weight of what they have."""
    total = sum(weight.of(one.language, feature) for feature in left)
    total += sum(weight.of(other.language, feature) for feature in right)
    if not total:
        return nothing
    both = (weight.of(one.language, feature) + weight.of(other.language, feature) for feature in left & right)
    return math.fsum(both) / total


def _probability(features: Mapping[str, float]) -> float:
    value = COEFFICIENTS[""] + sum(COEFFICIENTS[name] * features[name] for name in FEATURES)
    return 1.0 / (1.0 + math.exp(-max(min(value, 40.0), -40.0)))


def _vetoed(one: Profile, other: Profile) -> bool:
    """Tell whether numbers in the titles or the stated dates speak against a translation."""
    titles = one.title_numbers, other.title_numbers
    if all(titles) and titles[0] != titles[1]:
        return True
    try:
        return abs((date.fromisoformat(one.day[:10]) - date.fromisoformat(other.day[:10])).days) > DAYS_APART
    except ValueError:
        return False


def _evidence(
    members: Sequence[Profile], rows: Sequence[tuple[int, ...]], first: Article
) -> tuple[Message, ...]:
    """Return what the versions have in common, in words."""
    if not rows:
        return ()
    same = frozenset.intersection(*(one.numbers for one in members))
    named = frozenset.intersection(*(one.names for one in members))
    full = sum(all(index >= 0 for index in row) for row in rows)
    found = [
        Message.of(
            "{n} of {m} paragraph matches in length and order",
            "{n} of {m} paragraphs match in length and order",
            n=full,
            m=len(rows),
        )
    ]
    if named:
        written = dict.fromkeys(word for block in first.blocks for word in names(block.text))
        common = [word for word in written if "^" + anyascii(word).lower() in named]
        found.append(Message.of("the same names: {names}", names=", ".join(common[:SHOWN])))
    if same:
        figures = ", ".join(number[1:] for number in sorted(same, key=lambda one: (len(one), one))[:SHOWN])
        found.append(
            Message.of(
                "the same number: {numbers}", "the same {n} numbers: {numbers}", n=len(same), numbers=figures
            )
        )
    return tuple(found)
