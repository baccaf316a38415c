"""Text into tokens: words, numbers, signs; one pass, linear in the text's length.

Scripts written without spaces between words (Han, Kana, Thai, Hangul with its particles, ...) give one
token a character, so that a phrase of a language pack is a sequence of tokens in every script.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["MARKS", "TOKEN", "folded", "numeric", "words"]

_CHARS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
)
_MARKS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff\u200c\u200d"
_LETTER = rf"(?:[^\W\d_{_CHARS}]|(?!\d)[{_MARKS}])"
_TURN = "[\u200e\u200f]?"
"""An invisible mark that keeps the signs of a numeric date in their order beside right-to-left letters."""
_ARABIC = "\u0620-\u064a\u0671-\u06d3"
"""Letters that a number may stand right behind."""
_HAN = "〇零一二三四五六七八九"

TOKEN = re.compile(
    rf"(?<![\w-])(?P<iso>\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:T\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    rf"|(?<![\w-])(?P<dashed>\d{{1,2}}-\d{{1,2}}-\d{{4}}(?![\w-]))"
    rf"|(?P<han>[{_HAN}]{{4}}(?=年))"
    rf"|(?P<mixed>\d+{_LETTER}(?:{_LETTER}|\d)*)"
    rf"|(?P<number>\d+(?:{_TURN}[.,:/]{_TURN}\d+)*)"
    rf"|(?P<word>\w{{1,9}}://\S+|www\.\S+|{_LETTER}(?:{_LETTER}|(?<![{_ARABIC}])\d|_)*)"
    rf"|(?P<char>[{_CHARS}])"
    rf"|(?P<sign>\n|[^\s\w]|_)"
)
"""The kinds of tokens; every character of a text but blanks lies in exactly one."""

MARKS = {
    "\n": "break", ",": "comma", "،": "comma", "、": "comma", "，": "comma", ".": "dot", "(": "open",
    "（": "open", "[": "open", ")": "close", "）": "close", "]": "close", "-": "dash", "–": "dash",
    "—": "dash", "‐": "dash",
    "၊": "comma", "፣": "comma", "፥": "comma", "፡": "comma", "⹁": "comma",
    "‑": "dash", "~": "dash", "〜": "dash", "～": "dash", "/": "slash", ":": "colon",
    "'": "apostrophe", "’": "apostrophe", "+": "plus", "%": "measure", "€": "measure", "$": "measure",
    "£": "measure", "°": "measure", "×": "measure", "《": "title",
}  # fmt: skip
"""Signs with a role of their own; any other sign only ends things (`stop`)."""

_SHAPES = (
    ("fd", re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})")),
    ("fy", re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})")),
    ("twoyears", re.compile(r"(\d{4})/(\d{4}|\d\d)")),
    ("my", re.compile(r"(\d{1,2})([./])(\d{4})")),
    ("dm", re.compile(r"(\d{1,2})/(\d{1,2})")),
    ("dmdot", re.compile(r"(\d{1,2})\.(\d{1,2})")),
    ("time", re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?")),
)


def folded(token: str) -> str:
    """Return a token without case, its letters composed and its apostrophe straight."""
    if token.isascii():
        return token.lower()
    return unicodedata.normalize("NFC", token.casefold()).replace("’", "'")


def words(text: str) -> tuple[str, ...]:
    """Return a phrase of a pack as the tokens that the same words have in a text."""
    return tuple(folded(match.group()) for match in TOKEN.finditer(text))


@lru_cache(maxsize=4096)
def numeric(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the shape of a cluster of digits and its numbers: `18.11.2023` is `fd` with 18, 11, 2023."""
    text = text.replace("\u200e", "").replace("\u200f", "")
    for shape, pattern in _SHAPES:
        if match := pattern.fullmatch(text):
            return shape, tuple(int(group) for group in match.groups() if group and group not in "./")
    return "decimal", ()
