"""The smallest nouns: a sentence to be said, a span of days, a language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

__all__ = ["Days", "Foreign", "Language", "Message", "Value"]

Value: TypeAlias = "str | int | float | date | Message | tuple[str, ...]"
"""What fills a place of a sentence; several words are put together as the language does."""


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a reader, not yet in a language: an English template and what fills it.

    `text` (and `plural`, chosen by the value named `n`) is the gettext msgid, with `{name}` places.
    The catalogue of the page's language says it; dates among the values are written by CLDR, long or
    as the place asks (`{day:EEEE}` is the weekday).
    """

    text: str
    plural: str = ""
    values: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, text: str, plural: str = "", /, **values: Value) -> Message:
        """Return the message with its values in a stable order."""
        return cls(text, plural, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Days:
    """A half-open span of days: `lo` is the first, `hi` the day after the last."""

    lo: date
    hi: date

    @classmethod
    def one(cls, day: date) -> Days:
        """Return the span of a single day."""
        return cls(day, day + timedelta(days=1))

    @property
    def length(self) -> int:
        """The number of days, at least 1 in a valid span."""
        return (self.hi - self.lo).days

    def overlaps(self, other: Days) -> bool:
        """Tell whether the two spans share a day."""
        return self.lo < other.hi and other.lo < self.hi


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a stretch of text and how it is known."""

    code: str
    """BCP 47, as short as it is true: `id`, `de`, `zh-Hant`; `und` when nobody can tell."""
    confidence: float = 1.0
    """0 to 1; 1 when stated."""
    basis: Literal["stated", "ruled", "detected"] = "detected"
    others: tuple[str, ...] = ()
    """Codes it may be as well: languages nobody tells apart, or what it reads as against the stated one."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A stretch of a text that is in another language than the text around it: a quotation."""

    start: int
    end: int
    code: str
    """BCP 47."""
