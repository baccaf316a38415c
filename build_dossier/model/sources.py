"""What was read, and what was decided about each line of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from build_dossier.model.values import Foreign, Language, Message

__all__ = ["Document", "Hint", "Line", "RawFile", "Role", "Source", "Verdict"]


@dataclass(frozen=True, slots=True)
class RawFile:
    """The bytes of one file of the seeds folder."""

    path: str
    """Relative to the seeds folder, with forward slashes."""
    data: bytes
    modified: date | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the markup of a source says about one of its lines (HTML and Markdown; none in plain text)."""

    line: int
    kind: str
    """`heading`, `list-item`, `quote`, `caption`, `paragraph`, `boilerplate`, `metadata` or `title`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file: text, what it states about itself, and what its markup says."""

    path: str
    sha256: str
    """Of the bytes as they lie in the folder."""
    text: str
    """The decoded text, line ends `\\n`; for HTML the visible text, one block a line."""
    format: Literal["txt", "md", "html"] = "txt"
    encoding: str = "utf-8"
    stated: Mapping[str, str] = field(default_factory=dict)
    """As the file states it: title date modified language author editor outlet url rights credit image."""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One language's stretch of a source; a whole source unless it mixes languages."""

    id: str
    """Stable: from the path, `-<language>` appended where a source holds several documents."""
    source: Source
    """The file it was read from; of what the file states, without what another of its documents is called."""
    language: Language
    part: str = ""
    """The language found in its lines where it is one of several of the source; empty for a whole source."""
    lines: frozenset[int] = frozenset()
    """Numbers of its lines, a part's; empty for a whole source."""
    foreign: tuple[Foreign, ...] = ()
    """Its quotations in other languages, ascending, none overlapping."""

    @property
    def key(self) -> str:
        """What the curator's file calls it: the source's path, with `#` and the part for one of several."""
        return f"{self.source.path}#{self.part}" if self.part else self.source.path


Verdict = Literal["keep", "drop", "metadata", "review"]
Role = Literal[
    "title", "heading", "paragraph", "caption", "date", "author", "editor", "credit", "outlet",
    "front-matter", "menu", "widget", "share", "advertisement", "comments", "alt-text", "navigation",
    "teaser", "notice", "leftover",
]  # fmt: skip
"""What a line is: text roles, metadata roles, then kinds of boilerplate."""


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of a source and the verdict on it; blank lines have none."""

    number: int
    """1-based line of `Source.text`."""
    start: int
    end: int
    """`Source.text[start:end]` is the line without its line end, spaces included."""
    verdict: Verdict
    role: Role
    rule: str
    """Id of the rule, e.g. `id.font-size-widget`, `structure.title`, `curator.keep`."""
    reason: Message
    score: float = 1.0
    """How sure, 0 to 1."""
    value: str = ""
    """For metadata: the value without its label, e.g. `Lili Lestari`."""
