"""Happenings with their dates, and what their sources say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_dossier.model.dates import Conflict, DateMention
from build_dossier.model.links import Passage
from build_dossier.model.values import Days, Message

__all__ = ["Comparison", "Event", "Label"]


@dataclass(frozen=True, slots=True)
class Label:
    """The wording of an event, quoted from an article (or written by the curator: `article` empty)."""

    text: str
    language: str
    article: str = ""
    block: int = 0
    block_start: int = 0
    block_end: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A happening with its date, told by one or more sources."""

    id: str
    """Anchor, by date and content: `e-2023-11-17-...`."""
    edtf: str
    days: Days
    labels: tuple[Label, ...]
    """One a language, from that language's own article."""
    mentions: tuple[DateMention, ...]
    """Every place that dates it, in every language."""
    conflicts: tuple[Conflict, ...] = ()
    doubtful: bool = False
    future: bool = False
    """True when it lay ahead for the articles that tell it."""
    weight: int = 1
    """How many independent sources tell it; translations of one text count once."""
    answers: tuple[str, ...] = ()
    """Ids by which `dossier.toml` may name it: its own, and those it would have by its other sentences."""
    decisions: tuple[Message, ...] = ()
    """What the curator decided about it, in words."""
    salience: int = 0
    """How often the dossier names its day, and how many works appeared on it; translations count once."""
    pinned: bool = False
    """True when the curator wants it seen at once, however many there are."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What independent sources say of one thing on one event, to be read beside each other."""

    kind: Literal["number", "quotation"]
    about: str
    """What is counted (`staff`, `dead`), or the id of the person or organisation quoted."""
    claims: tuple[Passage, ...]
    """One an article, of two works at least: the number with its noun, or the words quoted."""
    agree: bool | None = None
    """Whether one number can be what all of them say, as 770 and "more than 700"; None of quotations."""
