"""The words of a line in any script, and the keys under which a lexicon weighs them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["LONG", "MANY", "SHORT", "UNSPACED", "WORD", "grams", "is_telling", "tokens"]

LONG = 4000
"""Characters of a line that are read."""
MANY = 40
"""Words of a line that are looked up."""
SHORT = 12
"""Words up to which a line is compared as a short one with the lexicon."""

_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0963\u0971-\u0dff"
    "\u0e31-\u0e4e\u0eb1-\u0ebc\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3\u200c\u200d"
)
WORD = re.compile(rf"[\w{_MARKS}]+")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def tokens(text: str) -> list[str]:
    """Return the words of a line, small, no numbers; where no space parts words, pairs of characters."""
    found = [word for word in WORD.findall(text[:LONG].lower()) if not word[0].isdigit()]
    if text.isascii() or not UNSPACED.search(text[:LONG]):
        return found
    out: list[str] = []
    for word in found:
        if UNSPACED.match(word):
            out.extend(word[at : at + 2] for at in range(max(1, len(word) - 1)))
        else:
            out.append(word)
    return out


def grams(words: Sequence[str]) -> list[str]:
    """Return the keys under which the lexicon weighs a line: words, pairs, ends, a very short line whole."""
    if len(words) > SHORT:
        few = words[:MANY]
        return ["_" + word for word in dict.fromkeys(few)]
    if not words:
        return []
    keys = dict.fromkeys(words)
    keys.update(dict.fromkeys(f"{one} {two}" for one, two in pairwise(words)))
    keys["^" + words[0]] = None
    keys[words[-1] + "$"] = None
    if len(words) <= 6:
        keys["=" + " ".join(words)] = None
    return list(keys)


def is_telling(word: str) -> bool:
    """Tell whether a word says what a line is about: one of five letters, or a pair of characters."""
    return len(word) >= 5 or (not word.isascii() and UNSPACED.match(word) is not None)
