"""What a text counts: a number, or a word for a round one, with the noun that says of what."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from build_dossier.languages.counted import LONGEST, PEOPLE, Bound, ClaimPack, claim_pack
from build_dossier.languages.names import name_pack
from build_dossier.languages.numbers import cardinals, scales
from build_dossier.link.figures import Figure, figures

__all__ = ["Counted", "comparable", "counted"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BORDER = re.compile(r"(?:[,;:!?…()\"“”„«»]|(?<!\b\d)(?<!\b\d\d)\.)(?=\s|$)|\s[–—-]+\s|\n")
"""What parts clauses; a stop right behind one or two digits may be that of a date."""
_DIGIT = re.compile(r"\d")
_SHARE = re.compile(r"\s?[%‰]")
_SHORT_SCALE = re.compile(r"([KMBT]|k|m|bn|tn)\b")
NOUN = 4
"""Words after a number in which its noun is looked for."""
AROUND = 8
"""Words around in the clause that may say more exactly whom "people" means."""
CURRENCIES = {"$": "dollars", "€": "euros"}
SUM = 10_000
"""Money below it is mostly a price, and a text on prices names many; by hand, on news pages."""
APART = 2
"""How many times more one source may say than another; beyond it they count different things."""
ABOUT = Fraction(1, 10)
"""How far from "about 700" a number may lie that agrees with it, as a share of it; by hand."""


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
    bound: Bound = ""
    """What the words before it say: at least so many, at most, about."""

    def agrees(self, other: Counted) -> bool:
        """Tell whether one number can be what both say."""
        return any(
            max(low, least) <= min(high, most)
            for low, high in self._spans()
            for least, most in other._spans()
        )

    def _spans(self) -> Iterator[tuple[Fraction | float, Fraction | float]]:
        for value in self.values:
            if self.round:
                yield value, 10 * value - 1
            elif self.bound == "about":
                yield value * (1 - ABOUT), value * (1 + ABOUT)
            else:
                yield 0 if self.bound == "most" else value, inf if self.bound == "least" else value


def counted(text: str, language: str) -> tuple[Counted, ...]:
    """Return the counted things of a text; none for a language whose pack knows no nouns."""
    pack = claim_pack(language)
    if not pack.counted:
        return ()
    clauses = _Clauses(text, language, pack)
    found = (*_in_digits(clauses, language), *_in_words(clauses, language))
    return tuple(sorted(found, key=lambda one: one.start))


def _in_digits(clauses: _Clauses, language: str) -> Iterator[Counted]:
    for figure in figures(clauses.text, language):
        about, end, scale = _money(clauses.text, figure, language)
        if about not in clauses.pack.counted:
            about, end = clauses.noun(figure.start, figure.end)
        if about:
            values = frozenset(value * scale for value in figure.values)
            if about not in CURRENCIES.values():
                values = frozenset({max(values)})  # of people there are no parts: 7.396 are thousands
            yield Counted(figure.start, end, about, values, bound=clauses.bound(figure.start))


def _money(text: str, figure: Figure, language: str) -> tuple[str, int, int]:
    """Return the currency whose sign stands at a number, its end, and what `K` or `bn` multiplies it by."""
    before = text[max(figure.start - 2, 0) : figure.start].strip()[-1:]
    after = text[figure.end : figure.end + 2].strip()[:1]
    about = CURRENCIES.get(before) or CURRENCIES.get(after, "")
    short = _SHORT_SCALE.match(text, figure.end) if before in CURRENCIES and figure.scale == 1 else None
    if short:
        scale = {"bn": 10**9, "tn": 10**12, **scales(language)}.get(short[1].casefold(), 1)
        return about, short.end(), scale
    return about, figure.end, 1


def _in_words(clauses: _Clauses, language: str) -> Iterator[Counted]:
    """Yield what is counted by a number in words, "hundreds" or "hundreds of thousands" among them."""
    numbers = cardinals(language)
    taken = 0
    for at, word in enumerate(clauses.words):
        if word.start() < taken:
            continue
        least, taken = clauses.round(at)
        if least:
            value, is_round = least, True
        else:
            value, taken = clauses.number(at, numbers)
            is_round = False
        about, end = clauses.noun(word.start(), taken) if value else ("", 0)
        if about:
            bound = clauses.bound(word.start())
            yield Counted(word.start(), end, about, frozenset({Fraction(value)}), is_round, bound)


class _Clauses:
    """The words of a text and the signs that part its clauses, found once for all of its numbers."""

    def __init__(self, text: str, language: str, pack: ClaimPack) -> None:
        self.text = text
        self.pack = pack
        self.words = list(_WORD.finditer(text))
        self._frequent = name_pack(language).frequent
        self._scales = scales(language)
        self._starts = [word.start() for word in self.words]
        borders = [border.span() for border in _BORDER.finditer(text)]
        self._borders = [start for start, _ in borders]
        self._behind = [end for _, end in borders]

    def noun(self, start: int, end: int) -> tuple[str, int]:
        """Return what the noun after a number counts and where it ends; empty when it is none that we know.

        A word that is no frequent one and has one behind it is a noun itself: "21 cities have been killed"
        counts cities.
        """
        if _SHARE.match(self.text, end) or any(
            word.group() in self.pack.share for word in self.before(start)[-1:]
        ):
            return "", end
        passed = False
        for word in self.after(end, NOUN):
            frequent = word.group().casefold() in self._frequent
            about = self.pack.kind(word.group())
            if self._number_between(end, word.start()) or word.group() in self.pack.share:
                break
            if about:
                return (self._whom(start, end) if about == PEOPLE else about), word.end()
            if passed and frequent:
                break
            passed = not frequent
        return "", end

    def _whom(self, start: int, end: int) -> str:
        """Return what became of people, or who they are, by the words around them without another number."""
        after = [word for word in self.after(end, AROUND) if not self._number_between(end, word.start())]
        before = [word for word in self.before(start) if not self._number_between(word.end(), start)]
        kinds = (self.pack.kind(word.group()) for word in (*after, *reversed(before)))
        return next((kind for kind in kinds if kind not in ("", PEOPLE)), PEOPLE)

    def _number_between(self, start: int, end: int) -> bool:
        return _DIGIT.search(self.text, start, end) is not None

    def bound(self, start: int) -> Bound:
        """Return what the words before a number say of it."""
        return self.pack.bound([word.group().casefold() for word in self.before(start)[-LONGEST:]])

    def round(self, at: int) -> tuple[int, int]:
        """Return the least that a round number means, and its end: tens of thousands, puluhan ribu 10,000."""
        least, end = self.pack.least(self.words[at].group()), self.words[at].end()
        for word in self.words[at + 1 : at + 3] if least else ():
            more = self.pack.least(word.group()) or self._scales.get(word.group().casefold(), 0)
            if more:
                return least * more, word.end()
            if word.group().casefold() not in self._frequent:
                break
        return least, end

    def number(self, at: int, numbers: Mapping[str, int]) -> tuple[int, int]:
        """Return the number that begins with a word, the longest there is, and its end; 0 for none."""
        start = self.words[at].start()
        for last in reversed(self.words[at : at + LONGEST]):
            value = numbers.get(self.text[start : last.end()].casefold())
            if value:
                return value, last.end()
        return 0, self.words[at].end()

    def after(self, end: int, count: int) -> Sequence[re.Match[str]]:
        """Return the next words of a clause, so many at most."""
        border, at = bisect_left(self._borders, end), bisect_left(self._starts, end)
        until = self._borders[border] if border < len(self._borders) else len(self.text)
        if self.text[end : end + 1] == ".":
            until = end
        cut = _WORD.search(self.text, end, self.words[at - 1].end()) if at else None
        words = [*filter(None, [cut]), *self.words[at : at + count]]
        return [word for word in words[:count] if word.start() < until]

    def before(self, start: int) -> Sequence[re.Match[str]]:
        """Return the words of a clause before a place, the last `AROUND` of them."""
        if start and _BORDER.match(self.text, start - 1, start):
            return ()
        border, at = bisect_right(self._behind, start), bisect_left(self._starts, start)
        since = self._behind[border - 1] if border else 0
        return [word for word in self.words[max(at - AROUND, 0) : at] if word.start() >= since]


def comparable(one: Counted, other: Counted) -> bool:
    """Tell whether two counts may be of one thing: the same noun, and numbers of one size."""
    least = SUM if one.about in CURRENCIES.values() else 0
    return one.about == other.about and any(
        _one_size(a, one.round, b, other.round) and min(a, b) >= least
        for a in one.values
        for b in other.values
    )


def _one_size(a: Fraction, a_round: bool, b: Fraction, b_round: bool) -> bool:
    if a_round and b_round:
        return a == b
    if a_round or b_round:
        least, exact = (a, b) if a_round else (b, a)
        return least <= exact < 10 * least
    return a > 0 < b and max(a, b) <= APART * min(a, b)
