"""What the markup says of each visible line: what it is in the article, or why it is none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_dossier.model import Hint
from build_dossier.read.article_lines import Words, article_lines, words_of
from build_dossier.read.visible import VisibleLine

__all__ = ["article_hints"]

_NEAR_CAPTION = 8
"""Lines above the article among which a caption is that of its picture."""
_LONGEST_CAPTION = 400
_SAME = 0.6
"""Share of the words that a heading must have in common with the stated title to be the title."""
_LONGEST_BYLINE = 16
"""Words of a line that states an author or a day."""
_BESIDE = 8
"""Words beside the names in such a line: a day, a time, a place."""
_REASONS = ("share", "comments", "notice", "signup", "paywall", "related", "tags")
"""Marks that say why a line is none of the article's, the surest first."""


def article_hints(
    lines: Sequence[VisibleLine], body: str, summary: str, stated: Mapping[str, str]
) -> tuple[Hint, ...]:
    """Return a hint a line: its kind inside the article, `boilerplate` and why outside, `title` once.

    A line near the article that repeats its author or day as `stated` is `metadata`.
    """
    keys = [() if line.region in ("nav", "menu") else words_of(line.text) for line in lines]
    inside = article_lines(lines, keys, body, summary)
    top = _title_line(lines, keys, inside, words_of(stated.get("title", "")))
    hints = list(_hints(lines, inside, top))
    return tuple(_told(hint, keys[hint.line - 1], stated) for hint in hints)


def _told(hint: Hint, words: Words, stated: Mapping[str, str]) -> Hint:
    """Return the hint of a line, `metadata` where the line only repeats the author or the day."""
    if hint.kind != "boilerplate" or hint.reason != "outside" or not 0 < len(words) <= _LONGEST_BYLINE:
        return hint
    author = set(words_of(stated.get("author", "")))
    if author and len(author & set(words)) >= _SAME * len(author) and len(words) <= len(author) + _BESIDE:
        return Hint(hint.line, "metadata", "author")
    year, _, day = stated.get("date", "").partition("-")
    number = day.rpartition("-")[2]
    if number and year in words and {number, number.lstrip("0")} & set(words):
        return Hint(hint.line, "metadata", "date")
    return hint


def _hints(lines: Sequence[VisibleLine], inside: Sequence[bool], top: int) -> Iterator[Hint]:
    kept = [at for at, flag in enumerate(inside) if flag]
    first, last = (kept[0], kept[-1]) if kept else (0, -1)
    for at, line in enumerate(lines):
        if at == top:
            yield Hint(at + 1, "title", line.reason)
        elif inside[at]:
            if line.kind:
                yield Hint(at + 1, line.kind, line.reason)
        elif first - _NEAR_CAPTION <= at <= last + 1 and _is_caption(line):
            yield Hint(at + 1, "caption")
        else:
            yield Hint(at + 1, "boilerplate", _why(line))


def _is_caption(line: VisibleLine) -> bool:
    named = line.kind == "caption" or ("caption" in line.marks and line.linked < 0.5)
    return named and len(line.text) <= _LONGEST_CAPTION and not line.region


def _why(line: VisibleLine) -> str:
    if line.region:
        return line.region
    mark = next((mark for mark in _REASONS if mark in line.marks), "")
    return "signup" if mark == "paywall" else mark or ("links" if line.linked > 0.7 else "outside")


def _title_line(
    lines: Sequence[VisibleLine], keys: Sequence[Words], inside: Sequence[bool], title: Words
) -> int:
    """Return the index of the line that is the title, a heading first; -1 when there is none."""
    free = [at for at, line in enumerate(lines) if line.region not in ("nav", "footer", "menu", "aside")]
    equal = [at for at in free if title and keys[at] == title]
    headings = [at for at in equal if lines[at].kind == "heading"]
    if equal:
        return (headings or equal)[0]
    first = inside.index(True) if True in inside else len(lines)
    tops = [at for at in free if lines[at].reason == "h1" and at < first and keys[at]]
    alike = [at for at in tops if len(set(keys[at]) & set(title)) >= _SAME * len(set(keys[at]))]
    return (alike or tops or [-1])[-1]
