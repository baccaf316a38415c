"""A stretch of source as a reader sees it, with the way back to the source's offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Shown", "joined", "shown", "trimmed"]

_LEAD = re.compile(r"\s*(?:>\s?){0,8}\s*(?:#{1,6}\s+|[-*+]\s+(?=\S))?")
_TAIL = re.compile(r"(?<!\s)\s+#+\s*$|(?<!\s)\s*\\$")
_LINK = re.compile(
    r"(?P<image>!\[[^\[\]]{0,500}\]\([^()\s]{0,1000}(?:\s+\"[^\"]{0,300}\")?\))"
    r"|(?P<open>\[)(?P<text>[^\[\]]{1,500})(?P<close>\]\([^()\s]{0,1000}(?:\([^()\s]{0,200}\))?[^()\s]{0,200}(?:\s+\"[^\"]{0,300}\")?\)"
    r"|\]\[[^\[\]]{0,200}\])"
    r"|(?P<note>\[\^[^\[\]\s]{1,50}\])"
)
_MARK = re.compile(
    r"(?P<escape>\\)[!-/:-@\[-`{-~]|(?P<stars>\*{1,3}(?=\S)|(?<=\S)\*{1,3})|(?P<under>(?<!\w)_{1,3}(?=\w)|(?<=\S)_{1,3}(?!\w))"
    r"|(?P<code>`{1,3})|(?P<strike>~~)|<(?P<auto>(?:https?|mailto):[^<>\s]{1,1000})>|(?P<tag></?[A-Za-z][^<>]{0,300}>|<!--[^<>]{0,1000}-->)"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Text with its runs: pairs (offset in the text, offset in the source), ascending."""

    text: str
    runs: tuple[tuple[int, int], ...]


def shown(source: str, start: int, end: int, markdown: bool = False) -> Shown:
    """Return `source[start:end]` without the blanks around it and, for Markdown, without its inline marks."""
    line = source[start:end]
    cuts = _cuts(line) if markdown else []
    spans: list[tuple[int, int]] = []
    at = 0
    for lo, hi in [*cuts, (len(line), len(line))]:
        if lo > at:
            spans.append((at, lo))
        at = max(at, hi)
    return _stripped(_from_spans(line, spans), start)


def _from_spans(line: str, spans: list[tuple[int, int]]) -> Shown:
    parts, runs, size = [], [], 0
    for lo, hi in spans:
        runs.append((size, lo))
        parts.append(line[lo:hi])
        size += hi - lo
    return Shown("".join(parts), tuple(runs))


def _stripped(value: Shown, start: int) -> Shown:
    kept = value.text.rstrip()
    result = trimmed(Shown(kept, value.runs or ((0, 0),)), len(kept) - len(kept.lstrip()))
    return Shown(result.text, tuple((at, source + start) for at, source in result.runs))


def trimmed(value: Shown, count: int) -> Shown:
    """Return the value without its first `count` characters."""
    text = value.text[count:]
    runs: list[tuple[int, int]] = []
    for at, source in value.runs:
        moved = at - count
        if moved <= 0:
            runs = [(0, source - moved)]
        elif moved < len(text):
            runs.append((moved, source))
    return Shown(text, tuple(runs))


def joined(pieces: Sequence[Shown], newlines: Sequence[int]) -> Shown:
    """Return pieces as one, a space between two where the source has the line end at the offset given."""
    runs: list[tuple[int, int]] = []
    size = 0
    for place, piece in enumerate(pieces):
        if place:
            runs.append((size, newlines[place - 1]))
            size += 1
        runs.extend((at + size, source) for at, source in piece.runs)
        size += len(piece.text)
    return Shown(" ".join(piece.text for piece in pieces), tuple(runs))


def _cuts(line: str) -> list[tuple[int, int]]:
    """Return the spans of Markdown marks in a line, ascending, without overlaps."""
    lead = _LEAD.match(line)
    cuts = [(0, lead.end())] if lead and lead.end() else []
    tail = _TAIL.search(line[-80:])
    if tail and len(line) > 1:
        cuts.append((max(len(line) - 80, 0) + tail.start(), len(line)))
    for match in _LINK.finditer(line):
        cuts.extend(match.span(name) for name in ("image", "open", "close", "note") if match[name])
    links = sorted(cuts)
    for match in _MARK.finditer(line):
        if match["auto"]:
            cuts.extend([(match.start(), match.start() + 1), (match.end() - 1, match.end())])
        else:
            cuts.extend(
                match.span(name)
                for name in ("escape", "stars", "under", "code", "strike", "tag")
                if match[name]
            )
    return _merged(links, sorted(cuts))


def _merged(links: list[tuple[int, int]], cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return all cuts merged; marks inside a cut link are gone with it."""
    result: list[tuple[int, int]] = []
    for lo, hi in sorted([*links, *cuts]):
        if result and lo <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], hi))
        else:
            result.append((lo, hi))
    return result
