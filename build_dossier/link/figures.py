"""The numbers of a text, whatever way its language writes them: `1.500`, `1,500`, `1 500`, `1,5 Tausend`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from unicodedata import numeric

from build_dossier.languages.numbers import has_dual, number_words, scales

__all__ = ["Figure", "figures", "says"]

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+(?:[.,'’٫٬\u00a0\u202f\u2009 ]\d+)*")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<!\S)\S*@\w\S*"
    r"|(?<![\w-])(?<![\w-]\.)[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|html?)\b\S*"
)
"""Each begins where its first word does: tried from every letter, a long word would take for ever."""
_CODE = re.compile(
    r"(?<!\w)\w*[^\W\d_]\d+[^\W\d_]\w*\d\w*"
    r"|(?<!\w)\w*\d[^\W\d_]+\d\w*"
    r"|[A-Za-zÀ-ɏЀ-ӿ]\d{1,2}(?![\d.,])"
)
"""Letters and digits in turn, and few digits right behind a letter, are no number: `98c02d`, `Font5`."""
_GROUPED = re.compile(r"\d{1,3}(?:([.,'’٬\u00a0\u202f\u2009 ])\d{2,3})(?:\1\d{2,3})*")
_WORD = re.compile(r"[\s\u00a0\u202f-]*([^\W\d_]+)")
_HAN = re.compile(r"[\u4e00-\u9fff\uac00-\ud7af]")
_LONGEST = 18
"""Digits of a number that is compared; longer ones are codes."""
_WRITTEN_OUT = 20
"""Numbers up to it, and round ones, may be words in one language and digits in another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in digits, with every value that it may mean: `1.500` is 1500 and, elsewhere, 1.5."""

    start: int
    end: int
    text: str
    values: frozenset[Fraction]
    scale: int = 1
    """What the word after it multiplied it by: a million."""

    def same(self, other: Figure) -> bool:
        """Tell whether two figures may be one number; the word for a million may be unknown to us in one."""
        if any(_same(one, two) for one in self.values for two in other.values):
            return True
        if (self.scale > 1) == (other.scale > 1):
            return False
        scale = self.scale * other.scale
        return any(one in (two * scale, two / scale) for one in self.values for two in other.values)


def figures(text: str, language: str) -> tuple[Figure, ...]:
    """Return the numbers that stand in digits in a text, addresses left out."""
    if not _DIGIT.search(text):
        return ()
    ignored = sorted(match.span() for pattern in (_ADDRESS, _CODE) for match in pattern.finditer(text))
    starts = [start for start, _ in ignored]
    until = list(accumulate((end for _, end in ignored), max))
    found: list[Figure] = []
    for match in _NUMBER.finditer(text):
        before = bisect_left(starts, match.end())
        if not before or until[before - 1] <= match.start():
            found.extend(_parts(text, match, language))
    return tuple(found)


def _parts(text: str, match: re.Match[str], language: str) -> list[Figure]:
    """Return the figure that a run of digits and signs is, or those that it holds: `20/11`, `3, 5`."""
    run = match.group()
    values = _values(run)
    if values:
        return [_figure(text, match.start(), match.end(), values, language)]
    spans = [(match.start() + one.start(), match.start() + one.end()) for one in re.finditer(r"\d+", run)]
    return [
        _figure(text, start, end, values, language)
        for start, end in spans
        if (values := _values(text[start:end]))
    ]


def _figure(text: str, start: int, end: int, values: frozenset[Fraction], language: str) -> Figure:
    scale, stop = _scale(text, end, language)
    return Figure(start, stop, text[start:stop], frozenset(value * scale for value in values), scale)


def _scale(text: str, end: int, language: str) -> tuple[int, int]:
    """Return what the word after a number multiplies it by, and where it ends."""
    scale, at = 1, end
    while text[at : at + 1] and _HAN.match(text, at) and numeric(text[at], 0) >= 10:
        scale, at = scale * int(numeric(text[at])), at + 1
    if scale > 1:
        return scale, at
    match = _WORD.match(text, end)
    word = match[1].casefold() if match else ""
    known = scales(language)
    for size in (len(word), 1) if _HAN.match(word) else (len(word),):
        if match and word[:size] in known and (size > 1 or _HAN.match(word)):
            return known[word[:size]], match.start(1) + size
    return 1, end


def _values(run: str) -> frozenset[Fraction]:
    """Return what a run of digits with signs between them may mean; empty when it is no single number."""
    if run.isdigit():
        return frozenset({Fraction(int(run))} if len(run) <= _LONGEST else ())
    parts = re.split(r"\D", run)
    digits = "".join(parts)
    if len(digits) > _LONGEST:
        return frozenset()
    found = set()
    if _GROUPED.fullmatch(run) and len(parts[-1]) == 3:
        found.add(Fraction(int(digits)))
    if len(parts) == 2 and re.search(r"[.,٫]", run):
        found.add(Fraction(int(digits), 10 ** len(parts[1])))
    signs = re.sub(r"\d", "", run)
    if len(parts) > 2 and signs[-1] in ".,٫" and len(set(signs[:-1])) == 1 and signs[-1] != signs[0]:
        found.add(Fraction(int(digits), 10 ** len(parts[-1])))
    return frozenset(found)


def says(figure: Figure, text: str, others: Collection[Figure], languages: tuple[str, str]) -> bool:
    """Tell whether a text may say the same number: in digits, in another way of counting, or in words.

    `languages` are the figure's and the text's. A number that a language may write out, and whose words
    we do not know there, is taken to be said.
    """
    if any(map(figure.same, others)):
        return True
    small = [int(value) for value in figure.values if _small(value)]
    return bool(small) and all(_in_words(value, text.casefold(), languages[1]) for value in small)


def _same(one: Fraction, two: Fraction) -> bool:
    """Tell whether two values are one: equal, an hour of the afternoon, or a year cut to two digits."""
    if one == two:
        return True
    small, large = sorted((one, two))
    return (0 < small < 12 and large == small + 12) or (
        small.denominator == large.denominator == 1
        and 1900 <= large < 2100
        and 10 <= small < 100
        and large % 100 == small
    )


def _small(value: Fraction) -> bool:
    if value.denominator != 1:
        return False
    number = int(value)
    return number <= _WRITTEN_OUT or len(str(number).strip("0")) == 1


def _in_words(value: int, text: str, language: str) -> bool:
    words = number_words(language).get(value, ())
    grammar = value == 1 or (value == 2 and has_dual(language))
    return grammar or not words or any(word in text for word in words)
