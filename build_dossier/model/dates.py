"""Words that date something, and the days they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from build_dossier.model.values import Days, Message

__all__ = ["Conflict", "DateMention", "TimeExpression"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that date something, parsed but not yet resolved against an anchor.

    Exactly what the words say: `Jumat (18/11)` has weekday 4, day 18, month 11 and no year.
    """

    article: str
    block: int
    """Index in `Article.blocks`; -1 for the title, -2 for a caption (`Article.facts["caption"]`)."""
    start: int
    end: int
    """Block offsets."""
    text: str
    shape: Literal[
        "date", "weekday", "deictic", "ago", "week", "weekend", "month", "quarter", "year", "decade",
        "century", "season", "holiday", "duration", "range", "daypart", "told",
    ]  # fmt: skip
    """`told` is counted from a day that the text has named: "two days later", "the same year"."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """Monday is 0."""
    offset: int | None = None
    """Deictic distance in `unit`s: yesterday is -1 day, "tahun lalu" -1 year, "minggu ini" 0 weeks."""
    unit: Literal["", "day", "week", "weekend", "month", "quarter", "half", "year", "decade"] = ""
    count: int | None = None
    """Durations and "ago": how many units."""
    daypart: Literal["", "morning", "noon", "afternoon", "evening", "night"] = ""
    hour: int | None = None
    minute: int | None = None
    modifier: Literal["", "early", "mid", "late", "about", "since", "until", "before", "after", "last"] = ""
    holiday: str = ""
    """Key of the holiday rule in the language pack, e.g. `us-thanksgiving`."""
    parts: tuple[TimeExpression, ...] = ()
    """A range's two ends."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two readings that cannot both be true, the one shown, and why."""

    kind: Literal["weekday", "sources", "translation", "overtaken"]
    shown: str
    """EDTF of the reading shown."""
    other: str
    """EDTF of the reading not shown, empty when it has none."""
    reason: Message
    article: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A dating expression of an article and the days it means."""

    article: str
    block: int
    """As in `TimeExpression`."""
    block_start: int
    block_end: int
    start: int
    end: int
    text: str
    edtf: str
    days: Days | None
    """None for what cannot be placed: an unanchored "suatu hari"."""
    basis: Message
    """How it was resolved, in words: stated in full; the last Friday before publication; ..."""
    kind: Literal["explicit", "relative", "partial", "vague"]
    expression: TimeExpression
    daypart: str = ""
    conflict: Conflict | None = None
    doubtful: bool = False
    """True when the value rests on an inferred anchor or a vague word."""
