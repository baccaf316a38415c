"""How far apart the days are that two articles state, as evidence for or against a translation."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from build_dossier.link.features import Profile

__all__ = ["Days"]

MOST = 31
"""Days between stated dates beyond which two articles are not compared."""
LAGS = ((0, 0.5), (3, 0.25), (10, 0.15), (MOST, 0.1))
"""Most days between two versions of a text, and the share of them that are so far apart and farther than the
row before: by hand."""
DOUBT = 20
"""Pairs, evenly spread over the days, that are counted beside a dossier's own: in a small one they decide."""
CLIP = 1.5
"""Most that days count for or against, as a logarithm of odds: too little to make or break a link alone."""


class Days:
    """The days that the articles of a dossier state, and what their distance says."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.ordinals = np.array([one.day.toordinal() if one.day else 0 for one in profiles], dtype=np.int64)
        """Ordinal of the stated day, 0 where none is stated."""
        self._worth = _worth(self._others(profiles))

    def _others(self, profiles: Sequence[Profile]) -> NDArray[np.float64]:
        """Return how many articles of one language, which are no translations, are so many days apart."""
        stated: dict[str, Counter[int]] = defaultdict(Counter)
        for one, day in zip(profiles, self.ordinals.tolist(), strict=True):
            if day:
                stated[one.language][day] += 1
        found = np.zeros(MOST + 1)
        for counts in stated.values():
            for day, count in counts.items():
                found[0] += count * (count - 1) / 2
                for apart in range(1, MOST + 1):
                    found[apart] += count * counts.get(day + apart, 0)
        return found

    def between(self, here: NDArray[np.intp], there: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return what the days of pairs count, one number a pair."""
        return self._worth[self._apart(self.ordinals[here], self.ordinals[there])]

    def worth(self, here: NDArray[np.intp], there: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return what the days of every two count: 0 where one states none, -inf where too far apart."""
        return self._worth[self._apart(self.ordinals[here][:, None], self.ordinals[there])]

    @staticmethod
    def _apart(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int64]:
        return np.where((one > 0) & (other > 0), np.minimum(np.abs(one - other), MOST + 1), MOST + 2)

    def reached(self, here: NDArray[np.intp], there: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the articles there that the days do not rule out for all of those here."""
        own = self.ordinals[here]
        if not own.all():
            return there
        days = self.ordinals[there]
        near = (days >= own.min() - MOST) & (days <= own.max() + MOST)
        found: NDArray[np.intp] = there[(days == 0) | near]
        return found


def _worth(others: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return what each distance in days counts, then that of a distance too great, then of one unknown.

    How much likelier the distance is between two versions of a text than between other articles.
    """
    even = np.array([1.0, *[2.0] * MOST]) / (2 * MOST + 1)
    spread = (others + DOUBT * even) / (others.sum() + DOUBT)
    found = np.zeros(MOST + 3, dtype=np.float32)
    first = 0
    for last, share in LAGS:
        likelier = math.log(share / spread[first : last + 1].sum())
        found[first : last + 1] = max(-CLIP, min(CLIP, likelier))
        first = last + 1
    found[MOST + 1] = -np.inf
    return found
