"""Which visible lines of a page are the article's, told by the text that an extractor found."""

from __future__ import annotations

import re
from itertools import pairwise

from build_dossier.model import Hint
from build_dossier.read.visible import VisibleLine

__all__ = ["article_hints"]

_WORD = re.compile(r"\w+")
_SHINGLE = 3
_SHARE = 0.8
"""Share of a line's word triples that the article must hold; extractors change little within a paragraph."""
_GAP = 10
"""Lines of other things that an article may hold in one place: advertisements, a box, a gallery."""
_ANCHOR_WORDS = 8
"""A line of so many words found in the article shows where the article stands on the page."""


def article_hints(lines: tuple[VisibleLine, ...], body: str, title: str) -> tuple[Hint, ...]:
    """Return a hint a line: its kind inside the article, `boilerplate` outside, `title` once."""
    keys = [_words(line.text) for line in lines]
    inside = _inside(lines, keys, body)
    top = _title_line(lines, keys, title)
    hints = []
    for number, (line, kept) in enumerate(zip(lines, inside, strict=True), start=1):
        if number - 1 == top:
            hints.append(Hint(number, "title", line.reason))
        elif not kept and line.kind == "caption":
            hints.append(Hint(number, "caption"))
        elif not kept:
            hints.append(Hint(number, "boilerplate", line.region or "outside"))
        elif line.kind:
            hints.append(Hint(number, line.kind, line.reason))
    return tuple(hints)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _triples(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1)]


def _inside(lines: tuple[VisibleLine, ...], keys: list[tuple[str, ...]], body: str) -> list[bool]:
    """Return a flag a line; without an article found, only navigation and the like is outside."""
    if not body.strip():
        return [not line.region for line in lines]
    whole = {_words(line) for line in body.split("\n")}
    triples = {triple for words in whole for triple in _triples(words)}
    found = [words in whole if words else False for words in keys]
    for at, words in enumerate(keys):
        if not found[at] and len(words) >= _SHINGLE:
            own = _triples(words)
            found[at] = sum(1 for triple in own if triple in triples) >= _SHARE * len(own)
    anchors = [at for at, words in enumerate(keys) if found[at] and len(words) >= _ANCHOR_WORDS]
    if not anchors:
        return found
    first, last = _densest(anchors, keys, found)
    while last + 1 < len(lines) and found[last + 1] and lines[last + 1].kind == "list-item":
        last += 1
    return [flag and first - 2 <= at <= last + 2 for at, flag in enumerate(found)]


def _densest(anchors: list[int], keys: list[tuple[str, ...]], found: list[bool]) -> tuple[int, int]:
    """Return the first and last line of the stretch of anchors with the most words.

    Teasers elsewhere on the page repeat the article's first sentences; they stand apart from it.
    """
    stretches = [[anchors[0]]]
    for before, at in pairwise(anchors):
        if found[before:at].count(False) > _GAP:
            stretches.append([])
        stretches[-1].append(at)
    best = max(stretches, key=lambda stretch: sum(len(keys[at]) for at in stretch))
    return best[0], best[-1]


def _title_line(lines: tuple[VisibleLine, ...], keys: list[tuple[str, ...]], title: str) -> int:
    """Return the index of the line that is the title, a heading first; -1 when there is none."""
    wanted = _words(title)
    if not wanted:
        return -1
    equal = [at for at, words in enumerate(keys) if words == wanted and not lines[at].region]
    headings = [at for at in equal if lines[at].kind == "heading"]
    return next(iter(headings or equal), -1)
