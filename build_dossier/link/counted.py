"""What a text counts: a number, or a word for a round one, with the noun that says of what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from build_dossier.languages.counted import PEOPLE, ClaimPack, claim_pack
from build_dossier.link.figures import figures

__all__ = ["Counted", "comparable", "counted"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BORDER = re.compile(r"[.,;:!?…()\"“”„«»](?=\s|$)|\s[–—-]+\s|\n")
NOUN = 4
"""Words after a number in which its noun is looked for."""
AROUND = 8
"""Words before in the clause that may say more exactly whom "people" means."""
CURRENCIES = {"$": "dollars", "€": "euros"}
APART = 2
"""How many times more one source may say than another; beyond it they count different things."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and what it counts."""

    start: int
    end: int
    """Block offsets of the number with its noun."""
    about: str
    values: frozenset[Fraction]
    """Every value that it may mean."""
    round: bool = False
    """True for "hundreds": at least the value, less than ten times it."""


def counted(text: str, language: str) -> tuple[Counted, ...]:
    """Return the counted things of a text; none for a language whose pack knows no nouns."""
    pack = claim_pack(language)
    return tuple(sorted(_counted(text, language, pack), key=lambda one: one.start)) if pack.counted else ()


def _counted(text: str, language: str, pack: ClaimPack) -> Iterator[Counted]:
    clauses = _Clauses(text)
    for figure in figures(text, language):
        sign = CURRENCIES.get(text[figure.start - 1 : figure.start], "")
        about, end = (
            (sign, figure.end) if sign in pack.counted else _noun(clauses, figure.start, figure.end, pack)
        )
        if about:
            yield Counted(figure.start, end, about, figure.values)
    for match in clauses.words:
        least = pack.least(match.group())
        about, end = _noun(clauses, match.start(), match.end(), pack) if least else ("", 0)
        if about:
            yield Counted(match.start(), end, about, frozenset({Fraction(least)}), True)


def _noun(clauses: _Clauses, start: int, end: int, pack: ClaimPack) -> tuple[str, int]:
    """Return what the noun after a number counts and where it ends; empty when it is none that we know."""
    after = clauses.after(end)
    for word in after:
        about = pack.kind(word.group())
        if about == PEOPLE:
            nearby = [*after, *reversed(clauses.before(start))]
            kinds = (pack.kind(other.group()) for other in nearby)
            return next((kind for kind in kinds if kind not in ("", PEOPLE)), PEOPLE), word.end()
        if about:
            return about, word.end()
        if any(clauses.text[at].isdigit() for at in range(end, word.start())):
            break
    return "", end


class _Clauses:
    """The words of a text and the signs that part its clauses, found once for all of its numbers."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = list(_WORD.finditer(text))
        self._starts = [word.start() for word in self.words]
        borders = [border.span() for border in _BORDER.finditer(text)]
        self._borders = [start for start, _ in borders]
        self._behind = [end for _, end in borders]

    def after(self, end: int) -> Sequence[re.Match[str]]:
        """Return the next words of a clause, `NOUN` at most."""
        border, at = bisect_left(self._borders, end), bisect_left(self._starts, end)
        until = self._borders[border] if border < len(self._borders) else len(self.text)
        cut = _WORD.search(self.text, end, self.words[at - 1].end()) if at else None
        words = [*filter(None, [cut]), *self.words[at : at + NOUN]]
        return [word for word in words[:NOUN] if word.start() < until]

    def before(self, start: int) -> Sequence[re.Match[str]]:
        """Return the words of a clause before a place, the last `AROUND` of them."""
        if start and _BORDER.match(self.text, start - 1, start):
            return ()
        border, at = bisect_right(self._behind, start), bisect_left(self._starts, start)
        since = self._behind[border - 1] if border else 0
        return [word for word in self.words[max(at - AROUND, 0) : at] if word.start() >= since]


def comparable(one: Counted, other: Counted) -> bool:
    """Tell whether two counts may be of one thing: the same noun, and numbers of one size."""
    return one.about == other.about and any(
        _one_size(a, one.round, b, other.round) for a in one.values for b in other.values
    )


def _one_size(a: Fraction, a_round: bool, b: Fraction, b_round: bool) -> bool:
    if a_round and b_round:
        return a == b
    if a_round or b_round:
        least, exact = (a, b) if a_round else (b, a)
        return least <= exact < 10 * least
    return a > 0 < b and max(a, b) <= APART * min(a, b)
