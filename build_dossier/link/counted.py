"""What a text counts: a number, or a word for a round one, with the noun that says of what."""

from __future__ import annotations

import re
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
    for figure in figures(text, language):
        sign = CURRENCIES.get(text[figure.start - 1 : figure.start], "")
        about, end = (
            (sign, figure.end) if sign in pack.counted else _noun(text, figure.start, figure.end, pack)
        )
        if about:
            yield Counted(figure.start, end, about, figure.values)
    for match in _WORD.finditer(text):
        least = pack.least(match.group())
        about, end = _noun(text, match.start(), match.end(), pack) if least else ("", 0)
        if about:
            yield Counted(match.start(), end, about, frozenset({Fraction(least)}), True)


def _noun(text: str, start: int, end: int, pack: ClaimPack) -> tuple[str, int]:
    """Return what the noun after a number counts and where it ends; empty when it is none that we know."""
    after = _clause_after(text, end)
    for word in after[:NOUN]:
        about = pack.kind(word.group())
        if about == PEOPLE:
            nearby = [*after[:NOUN], *reversed(_clause_before(text, start)[-AROUND:])]
            kinds = (pack.kind(other.group()) for other in nearby)
            return next((kind for kind in kinds if kind not in ("", PEOPLE)), PEOPLE), word.end()
        if about:
            return about, word.end()
        if any(sign.isdigit() for sign in text[end : word.start()]):
            break
    return "", end


def _clause_after(text: str, end: int) -> Sequence[re.Match[str]]:
    border = _BORDER.search(text, end)
    return list(_WORD.finditer(text, end, border.start() if border else len(text)))


def _clause_before(text: str, start: int) -> Sequence[re.Match[str]]:
    borders = [border.end() for border in _BORDER.finditer(text, 0, start)]
    return list(_WORD.finditer(text, borders[-1] if borders else 0, start))


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
