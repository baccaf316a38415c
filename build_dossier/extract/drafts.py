"""Kept lines as drafts of blocks: wrapped lines joined, markup's kinds taken over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from build_dossier.extract.inline import Shown, joined, shown
from build_dossier.model import BlockKind, Line, Source

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
    markdown = source.format == "md"
    width = _width(source, lines) if source.format == "txt" else 0
    drafts: list[Draft] = []
    before: Line | None = None
    for line in lines:
        hint = hints.get(line.number)
        kind: BlockKind = _KINDS.get(hint.kind, "paragraph") if hint else "paragraph"
        if hint is None and line.role == "heading":
            kind = "heading"
        piece = shown(source.text, line.start, line.end, markdown)
        if not piece.text:
            continue
        level = _level(hint.reason) if hint and kind == "heading" else 2
        draft = Draft(kind, piece, (line.number,), bool(hint), level if kind == "heading" else 0)
        if before is not None and drafts and _continues(source, (before, line), drafts[-1], draft, width):
            newline = source.text.rfind("\n", 0, line.start)
            last = drafts[-1]
            whole = joined(last.shown, piece, newline)
            drafts[-1] = Draft(last.kind, whole, (*last.lines, line.number), last.marked, last.label)
        else:
            drafts.append(draft)
        before = line
    return drafts


def _level(reason: str) -> int:
    return 3 if reason in ("h3", "h4", "h5", "h6") else 2


def _continues(source: Source, lines: tuple[Line, Line], last: Draft, draft: Draft, width: int) -> bool:
    """Tell whether a line goes on with the paragraph of the line before it."""
    before, line = lines
    if line.number != before.number + 1 or last.kind == "heading" or draft.kind == "heading":
        return False
    if source.format == "md":
        return draft.kind == last.kind == "quote" or (draft.kind == "paragraph" and not draft.marked)
    return bool(width) and _is_broken(source, before, line, width)


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
