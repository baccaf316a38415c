"""Where sentences and clauses begin and end, in any language, by punctuation alone.

An abbreviation ("Mr.", "z. B.", "Tn."), an initial, a decimal point and a German day of the month do not end
a sentence. When in doubt a sentence runs on: a label may be cut at a clause, but not begin in mid-sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from functools import lru_cache

__all__ = ["clauses", "in_speech", "sentence_at", "sentences"]

_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”“’»)\]]{0,3}(?=\s)|[。！？]+[」』”’)）]{0,3}|\n+")
_BORDER = re.compile(r"[,;:،؛](?=\s)|\s[–—]\s|\s--?\s|[，、；：]")
_WORD_BEFORE = 24
"""How far back a word before a full stop is looked at; no abbreviation is longer."""
_REACH = 1000
"""Characters looked at on each side of a date; a sentence that goes further is no sentence."""
_MARK = re.compile(r"[\"„“”«»「」『』]")
_OPENING = {"„": "“”", "“": "”", "«": "»", "「": "」", "『": "』"}


def sentences(text: str, abbreviations: Collection[str] = ()) -> tuple[tuple[int, int], ...]:
    """Return the spans of the sentences of a text, without the space around them."""
    return _sentences(text, frozenset(abbreviations))


@lru_cache(maxsize=256)
def _sentences(text: str, abbreviations: frozenset[str]) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop, abbreviations):
            spans.append((start, stop.end()))
            start = stop.end()
    spans.append((start, len(text)))
    tight = (_tight(text, lo, hi) for lo, hi in spans)
    return tuple((lo, hi) for lo, hi in tight if lo < hi)


def sentence_at(text: str, start: int, end: int, abbreviations: Collection[str] = ()) -> tuple[int, int]:
    """Return the span of the sentence that holds these offsets; several joined when they cross a border.

    Of a sentence without end only what stands around the offsets is returned.
    """
    spans = sentences(text, abbreviations)
    first = bisect_right(spans, start, key=lambda span: span[1])
    last = bisect_left(spans, end, key=lambda span: span[0]) - 1
    if first > last:
        return start, end
    lo, hi = spans[first][0], spans[last][1]
    return max(lo, start - _REACH), min(hi, end + _REACH)


def clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the spans between the commas, colons and dashes of a sentence, without those signs."""
    spans: list[tuple[int, int]] = []
    for border in _BORDER.finditer(text, start, end):
        spans.append(_tight(text, start, border.start()))
        start = border.end()
    spans.append(_tight(text, start, end))
    return tuple((lo, hi) for lo, hi in spans if lo < hi)


def in_speech(text: str, at: int) -> bool:
    """Tell whether an offset of a text lies between quotation marks."""
    return bisect_left(_marks(text), at) % 2 == 1


@lru_cache(maxsize=256)
def _marks(text: str) -> tuple[int, ...]:
    """Return where quotations open and close, in turn."""
    found: list[int] = []
    closing = ""
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if closing and sign in closing:
            closing = ""
        elif not closing and (sign in _OPENING or sign == '"'):
            closing = _OPENING.get(sign, '"”“')
        else:
            continue
        found.append(mark.start())
    return tuple(found)


def _ends(text: str, stop: re.Match[str], abbreviations: Collection[str]) -> bool:
    sign = stop[0][0]
    if sign in "\n。！？":
        return True
    following = text[stop.end() : stop.end() + 4].lstrip()
    if following[:1].islower():
        return False
    if sign != "." or len(stop[0].rstrip("\"'”“’»)]")) > 1:
        return True
    words = text[max(0, stop.start() - _WORD_BEFORE) : stop.start()].split()
    return not words or not _short(words[-1].lstrip("(\"'„“«["), abbreviations)


def _short(word: str, abbreviations: Collection[str]) -> bool:
    """Tell whether a word before a full stop is cut short there."""
    if word in abbreviations or (len(word) == 1 and word.isalpha()):
        return True
    if word.isdigit():
        return len(word) <= 2
    initials = word.split(".")
    if len(initials) > 1 and all(len(part) == 1 and part.isalpha() for part in initials):
        return True
    vowels = any(letter in "aeiouyäöüåæøáéíóúàèìòùâêîôû" for letter in word.lower())
    return word.istitle() and word.isascii() and len(word) <= 4 and not vowels


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
