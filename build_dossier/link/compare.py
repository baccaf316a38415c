"""How alike articles in different languages are: every two as wholes, the nearest closely."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from build_dossier.link.days import Days
from build_dossier.link.features import Profile, Weights, vectors, weights

__all__ = ["Compared", "compare"]

AGAINST = ("longer", "blocks")
"""Features that speak against a translation: how far apart the numbers of letters and blocks are."""
MOST_APART = 1.5
"""Difference of their logarithms from which it is all the same."""
BACKGROUND = 0.0
"""Likeness of two articles that are no translations, where no others of their languages can tell; set by
hand."""
WORTH: Mapping[str, float] = {
    "numbers": 0.5,
    "names": 1.2,
    "words": 0.5,
    "grams": 0.35,
    "shape": 1.0,
    "longer": 0.45,
    "blocks": 0.55,
    "days": 0.2,
    "meaning": 0.6,
}
"""What each likeness of two articles counts towards whether they are looked at closely, `longer` and
`blocks` against it. By hand, near a logistic regression of 6,000 true pairs of guides and help pages
against 120,000 at random; the pairs looked at then hold every true pair of the guides, and .995 of
those of the help pages. `days`, and `meaning` that is there only where a model is asked, by hand."""
CLOSE = 2
"""Nearest articles of another language that an article is compared with closely."""
ENOUGH = 50
"""Articles of both languages from which a margin over the best rival is as good as it gets."""
ROWS = 1024
"""Articles of one language that are compared with those of another at once."""
SPREAD = 0.25
"""Standard deviation of the logarithm of the ratio of two blocks' lengths where one translates the other; a
little more than `link.align.SPREAD`, as the ratio of the texts is not known well. Of any two blocks it is
taken as one."""
LEFT_OUT = 0.8
"""Price of a block that the other version lacks, and -4 the worth of two blocks that cannot be less alike; of
.3 and .8 the better on the half that `python -m benchmarks.fit_works` does not fit."""
MOST_LONGER = 0.15
"""Logarithm of the ratio of two texts that language explains; beyond it one of them lacks something."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two articles in two languages and how alike they are, by feature."""

    one: Profile
    other: Profile
    features: Mapping[str, float]


def compare(profiles: Sequence[Profile]) -> list[Compared]:
    """Return the pairs worth a close look, each once, in the order of the profiles."""
    weight = weights(profiles)
    rows = vectors(profiles, weight)
    near: dict[tuple[int, str], list[tuple[float, int]]] = defaultdict(list)
    scaled = np.hstack([rows[kind] * math.sqrt(WORTH[kind]) for kind in rows])
    facts = _Facts.of(profiles)
    for left, right, likeness in _nearest(profiles, scaled, facts):
        near[left, profiles[right].language].append((likeness, right))
        near[right, profiles[left].language].append((likeness, left))
    close = {
        key: sorted(set(rivals), key=lambda rival: (-rival[0], rival[1]))[:CLOSE]
        for key, rivals in near.items()
    }
    pairs = sorted(
        {(min(one, other), max(one, other)) for (one, _), rivals in close.items() for _, other in rivals}
    )
    lefts, rights = (np.array([pair[side] for pair in pairs], dtype=np.intp) for side in (0, 1))
    alike = {kind: _dots(values, lefts, rights) for kind, values in rows.items()}
    alike["days"] = facts.days.between(lefts, rights)
    found = []
    for at, (i, j) in enumerate(pairs):
        one, other = profiles[i], profiles[j]
        same = {kind: float(values[at]) for kind, values in alike.items()}
        rival = max(_rival(close[i, other.language], j), _rival(close[j, one.language], i))
        found.append(Compared(one, other, _features(one, other, same, rival, weight)))
    return found


def _dots(rows: Floats, left: NDArray[np.intp], right: NDArray[np.intp]) -> Floats:
    parts = [
        np.einsum("ij,ij->i", rows[left[at : at + ROWS]], rows[right[at : at + ROWS]])
        for at in range(0, len(left), ROWS)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)


def _rival(near: Sequence[tuple[float, int]], article: int) -> float:
    """Return the likeness of the best other article, the background where there is none."""
    return max((likeness for likeness, other in near if other != article), default=BACKGROUND)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of all articles decides whether two may be compared, one row or number an article."""

    days: Days
    titles: NDArray[np.uint64]
    """Bits set by the numbers in the title."""
    sizes: Floats
    """Logarithms of letters and blocks."""

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> _Facts:
        """Return the facts of the articles."""
        return cls(
            Days(profiles),
            np.array([_bits(one.title_numbers) for one in profiles], dtype=np.uint64),
            np.log([[one.length + 20, len(one.ends) + 1] for one in profiles]).astype(np.float32),
        )

    def unlike(self, here: NDArray[np.intp], there: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Tell of every two whether each has a number in its title that the other lacks."""
        left, right = self.titles[here][:, None], self.titles[there]
        found: NDArray[np.bool_] = (left & ~right > 0) & (right & ~left > 0)
        return found


def _bits(numbers: frozenset[str]) -> int:
    return reduce(or_, (1 << crc32(number.encode()) % 64 for number in numbers), 0)


def _nearest(profiles: Sequence[Profile], rows: Floats, facts: _Facts) -> Iterator[tuple[int, int, float]]:
    """Yield each article with the nearest of each other language and their likeness; pairs may come twice."""
    spoken: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(profiles):
        spoken[one.language].append(index)
    languages = sorted(spoken)
    for at, language in enumerate(languages):
        members = np.array(sorted(spoken[language], key=lambda index: int(facts.days.ordinals[index])))
        for start in range(0, len(members), ROWS):
            here = members[start : start + ROWS]
            for other in languages[at + 1 :]:
                there = facts.days.reached(here, np.array(spoken[other]))
                if len(there):
                    yield from _block(here, there, rows, facts)


def _block(
    here: NDArray[np.intp], there: NDArray[np.intp], rows: Floats, facts: _Facts
) -> Iterator[tuple[int, int, float]]:
    likeness = rows[here] @ rows[there].T
    for column, kind in enumerate(AGAINST):
        sizes = facts.sizes[here, column][:, None] - facts.sizes[there, column]
        likeness -= WORTH[kind] * np.minimum(np.abs(sizes), MOST_APART)
    likeness += WORTH["days"] * facts.days.worth(here, there)
    likeness[facts.unlike(here, there)] = -np.inf
    every = np.arange(len(here)), np.arange(len(there))
    for axis in (0, 1):
        count = min(CLOSE, likeness.shape[axis])
        best = np.argpartition(-likeness, count - 1, axis=axis)
        for rank in range(count):
            lines, columns = (every[0], best[:, rank]) if axis else (best[rank], every[1])
            for i, j, value in zip(here[lines], there[columns], likeness[lines, columns], strict=True):
                if value > -np.inf:
                    yield int(i), int(j), float(value)


def _features(
    one: Profile, other: Profile, alike: Mapping[str, float], rival: float, weight: Weights
) -> dict[str, float]:
    letters = (one.length + 20) / (other.length + 20)
    blocks = (len(one.ends) + 1) / (len(other.ends) + 1)
    found = {
        **alike,
        "longer": min(abs(math.log(letters)), MOST_APART),
        "blocks": min(abs(math.log(blocks)), MOST_APART),
    }
    likeness = math.fsum((-1 if kind in AGAINST else 1) * WORTH[kind] * found[kind] for kind in found)
    margin = likeness - rival
    fewest = min(weight.articles[one.language], weight.articles[other.language])
    step, way = _step(one, other)
    return {
        **found,
        "margin": margin,
        "tried": margin * min(1.0, math.log(fewest) / math.log(ENOUGH)),
        "step": step,
        "titles": float(len(one.title_numbers ^ other.title_numbers)),
        "aligned": _aligned(one, other, way, weight),
    }


def _step(one: Profile, other: Profile) -> tuple[float, Mapping[int, int]]:
    """Return how well the lengths of the blocks of two articles agree in their order, by block, and the way.

    Of all ways through both articles the best: two blocks count how much likelier their lengths are if one
    translates the other than if they are any two, a block without another costs `LEFT_OUT`. As every way
    leaves out what it does not pair, a pair may as well earn the price of both.
    """
    ratio = math.log((one.length + 20) / (other.length + 20))
    apart = one.sizes[:, None] - other.sizes - max(-MOST_LONGER, min(MOST_LONGER, ratio))
    likelier = -math.log(SPREAD) - apart**2 / 2 * (1 / SPREAD**2 - 1)
    earned = np.maximum(likelier, -4.0) + 2 * LEFT_OUT
    best = np.zeros((len(one.sizes) + 1, len(other.sizes) + 1), dtype=np.float32)
    for at, row in enumerate(earned):
        way = best[at].copy()
        np.maximum(way[1:], best[at, :-1] + row, out=way[1:])
        np.maximum.accumulate(way, out=best[at + 1])
    left_out = LEFT_OUT * (len(one.sizes) + len(other.sizes))
    return (float(best[-1, -1]) - left_out) / max(len(one.sizes), len(other.sizes)), _way(best)


def _way(best: Floats) -> Mapping[int, int]:
    """Return which block of the one article the best way pairs with which of the other."""
    i, j = best.shape[0] - 1, best.shape[1] - 1
    found = {}
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found[i] = j
    return found


def _aligned(one: Profile, other: Profile, way: Mapping[int, int], weight: Weights) -> float:
    """Return the weight of what both have first in their titles or in blocks that belong together.

    Its logarithm: the tenth number in common tells less than the first.
    """
    both = (
        (feature, one.places[feature], other.places[feature]) for feature in one.places.keys() & other.places
    )
    return math.log1p(
        math.fsum(
            weight.of(one.language, feature) + weight.of(other.language, feature)
            for feature, here, there in both
            if here == there == 0 or way.get(here) == there
        )
    )
