"""Kept lines as drafts of blocks: wrapped lines joined, markup's kinds taken over."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from build_dossier.extract.inline import Shown, joined, shown
from build_dossier.model import BlockKind, Hint, Line, Source

__all__ = ["Draft", "drafts_of"]

_WIDEST = 120
"""Characters of the longest line in a text that an editor broke by hand or by program."""
_NARROWEST = 40
_WRAPPED = 0.8
"""Share of line ends that must be where a greedy break puts them."""

_KINDS: dict[str, BlockKind] = {"heading": "heading", "list-item": "list-item", "quote": "quote"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making."""

    kind: BlockKind
    shown: Shown
    lines: tuple[int, ...]
    marked: bool = False
    """True when the markup says the kind."""
    label: int = 0
    dateline: int = 0
    lead_in: bool = False

    @property
    def text(self) -> str:
        """The text as shown."""
        return self.shown.text


def drafts_of(source: Source, lines: list[Line]) -> list[Draft]:
    """Return a draft for every line, or for every paragraph where a text was broken into lines."""
    hints = {hint.line: hint for hint in source.hints}
    width = _width(source, lines) if source.format == "txt" else 0
    groups: list[list[tuple[Line, Draft]]] = []
    for line in lines:
        draft = _draft(source, line, hints.get(line.number))
        if not draft.text:
            continue
        if groups and _continues(source, (groups[-1][-1][0], line), groups[-1][0][1], draft, width):
            groups[-1].append((line, draft))
        else:
            groups.append([(line, draft)])
    return [_whole(source, group) for group in groups]


def _draft(source: Source, line: Line, hint: Hint | None) -> Draft:
    kind: BlockKind = _KINDS.get(hint.kind, "paragraph") if hint else "paragraph"
    if hint is None and line.role == "heading":
        kind = "heading"
    piece = shown(source.text, line.start, line.end, source.format == "md")
    level = _level(hint.reason if hint else "") if kind == "heading" else 0
    return Draft(kind, piece, (line.number,), bool(hint), level)


def _whole(source: Source, group: list[tuple[Line, Draft]]) -> Draft:
    """Return the lines of one paragraph as one draft."""
    first = group[0][1]
    if len(group) == 1:
        return first
    newlines = [source.text.rfind("\n", 0, line.start) for line, _ in group[1:]]
    whole = joined([draft.shown for _, draft in group], newlines)
    return replace(first, shown=whole, lines=tuple(line.number for line, _ in group))


def _level(reason: str) -> int:
    return 3 if reason in ("h3", "h4", "h5", "h6") else 2


def _continues(source: Source, lines: tuple[Line, Line], last: Draft, draft: Draft, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    before, line = lines
    if line.number != before.number + 1 or last.kind == "heading" or draft.kind == "heading":
        return False
    if source.format == "md":
        return draft.kind == last.kind == "quote" or (draft.kind == "paragraph" and not draft.marked)
    return bool(width) and (_is_broken(source, before, line, width) or _goes_on(source, before, line))


def _width(source: Source, lines: list[Line]) -> int:
    """Return the width at which a text file was broken into lines, 0 when it was not."""
    pairs = [(one, two) for one, two in pairwise(lines) if two.number == one.number + 1]
    if len(pairs) < 3:
        return 0
    longest = max(line.end - line.start for pair in pairs for line in pair)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    broken = sum(1 for one, two in pairs if _is_broken(source, one, two, longest))
    return longest if broken >= _WRAPPED * len(pairs) else 0


def _is_broken(source: Source, one: Line, two: Line, width: int) -> bool:
    """Tell whether the next line's first word did not fit on the line any more."""
    words = source.text[two.start : two.end].split(maxsplit=1)
    return len(source.text[one.start : one.end].rstrip()) + 1 + len(words[0]) > width if words else False


def _goes_on(source: Source, one: Line, two: Line) -> bool:
    """Tell whether a sentence goes on below, whatever the width: hand-made breaks are ragged."""
    above = source.text[one.start : one.end].rstrip()
    return above[-1:].isalnum() and source.text[two.start : two.end].lstrip()[:1].islower()
