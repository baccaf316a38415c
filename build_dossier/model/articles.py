"""What an article is made of."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from build_dossier.model.sources import Document, Line, Source
from build_dossier.model.values import Days, Foreign, Message

__all__ = ["Article", "Block", "BlockKind", "Evidence", "Fact", "Published"]


BlockKind = Literal["paragraph", "heading", "quote", "attribution", "list-item", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text as a reader sees it: a paragraph, a heading, a quotation, an item."""

    id: str
    """Anchor on the page, by content: `p-` and hexadecimal digits."""
    kind: BlockKind
    text: str
    """The text as shown; every character of it stands in the source."""
    runs: tuple[tuple[int, int], ...]
    """Pairs (block offset, source offset), ascending: where a run of characters of the source starts."""
    lines: tuple[int, ...]
    """Numbers of the source lines it is made of."""
    label: int = 0
    """List item: length of the leading "Label:" in `text`, 0 without one. Heading: its level, 2 or 3."""
    dateline: int = 0
    """Length of a leading dateline ("SAN FRANCISCO - ") in `text`, 0 without one."""
    lead_in: bool = False
    """True for a paragraph that introduces the quotation or list right below it."""
    foreign: tuple[Foreign, ...] = ()
    """Its stretches in another language than the article's, in block offsets."""

    def source_offset(self, offset: int) -> int:
        """Return where the block offset lies in `Source.text`."""
        at = bisect_right(self.runs, (offset, float("inf"))) - 1
        block, source = self.runs[max(at, 0)]
        return source + offset - block


@dataclass(frozen=True, slots=True)
class Fact:
    """A value stated or inferred about an article, with where it comes from."""

    value: str
    basis: Literal["stated", "ruled", "inferred"] = "stated"
    line: int = 0
    """Source line that states it, 0 when it is not a line (front matter key, HTML metadata, ruling)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for an inferred value, in words, with the place that shows it."""

    reason: Message
    article: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as exactly as anyone can say."""

    days: Days | None
    edtf: str
    """EDTF level 1 or 2, e.g. `2023-11-18`, `[2023-11-21,2023-11-22]`; empty when unknown."""
    basis: Literal["stated", "ruled", "inferred", "unknown"]
    evidence: tuple[Evidence, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A document after cleaning and structuring, before dates and names are known."""

    id: str
    slug: str
    """Last part of its address, unique in its language."""
    document: Document
    title: Fact
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    facts: Mapping[str, Fact]
    """author editor outlet url rights credit caption section deck, where known."""
    stated_date: Fact | None = None
    """ISO date as the source, its metadata or the curator states it."""

    @property
    def language(self) -> str:
        """The code of the article's language."""
        return self.document.language.code

    @property
    def source(self) -> Source:
        """The source it was read from."""
        return self.document.source
