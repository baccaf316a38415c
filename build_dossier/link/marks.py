"""Quotation marks in a text: what opens and closes, in whatever style a language or a translator has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Quotation", "has_marks", "quotations", "unclosed"]

_CLOSING = {
    "„": "“”\"", "“": "”\"",
    "«": "»", "»": "«»", "”": "”\"“", '"': "\"”“", "「": "」", "『": "』", "《": "》",
}  # fmt: skip
"""Closing marks by opening mark; mixed ones are common in texts that a program translated."""
_EITHER = '»”"“'
"""Marks that open in some languages and close in others: they open at the beginning of a word."""
_ANY = frozenset('„“”«»"「」『』《》')
_DASHES = "—–―"
LEAST = 12
"""Characters from which on a stretch without a closing mark is a quotation, not a stray mark."""
_AHEAD = 4
"""Paragraphs in which a quotation that goes on may be closed."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, the marks included; to the end of the text where none closes it."""

    start: int
    end: int
    closed: bool


def quotations(text: str) -> tuple[Quotation, ...]:
    """Return the quotations of a text, outermost only."""
    return tuple(_quotations(text))


def _quotations(text: str) -> Iterator[Quotation]:
    opened, closers = -1, ""
    paired = text.count('"') % 2 == 0
    for at, sign in enumerate(text):
        if opened >= 0:
            if sign in closers and not (sign in _EITHER and _begins(text, at) and _ahead(text, at, closers)):
                yield Quotation(opened, at + 1, True)
                opened = -1
        elif sign in _CLOSING and (sign not in _EITHER or _begins(text, at) or (sign == '"' and paired)):
            opened, closers = at, _CLOSING[sign]
    if opened >= 0:
        yield Quotation(opened, len(text), False)


def _begins(text: str, at: int) -> bool:
    """Tell whether a mark stands at the beginning of a word: nothing or a space before it, a letter after."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(after) and not after.isspace() and not before.isalnum() and before not in (".", ",", "!", "?")


def _ahead(text: str, at: int, closers: str) -> bool:
    """Tell whether a second closing mark follows, so that this one opens a quotation in the quotation."""
    return sum(text.count(closer, at + 1) for closer in closers) > 1


def has_marks(text: str) -> bool:
    """Tell whether a text marks speech in any way, by quotation marks or by a dash at its beginning."""
    return not _ANY.isdisjoint(text) or text.lstrip()[:1] in _DASHES


def unclosed(texts: Sequence[str], at: int) -> Quotation | None:
    """Return the quotation that one of the paragraphs opens and nothing closes, None without one.

    By a custom of print each paragraph of a long quotation opens, and only its last one closes.
    """
    found = quotations(texts[at])
    if not found or found[-1].closed or len(texts[at]) - found[-1].start < LEAST:
        return None
    closers = _CLOSING[texts[at][found[-1].start]]
    for following in texts[at + 1 : at + 1 + _AHEAD]:
        inner = quotations(following)
        if following.lstrip()[:1] not in _CLOSING:
            return None if any(closer in _outside(following, inner) for closer in closers) else found[-1]
        if inner and inner[0].closed:
            return None
    return found[-1]


def _outside(text: str, inner: Sequence[Quotation]) -> str:
    """Return what of a text stands outside its quotations."""
    for one in reversed(inner):
        text = text[: one.start] + text[one.end :]
    return text
