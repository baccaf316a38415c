"""What an expression is placed by, what comes of it, and the reasons shared by many shapes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from build_dossier.model import Days, Message, TimeExpression
from build_dossier.timeline import spans

__all__ = [
    "FEW", "FUTURE_WEIGHT", "Context", "Placed", "counted", "moved", "nearest_year", "period", "vaguely",
    "year_for",
]  # fmt: skip

FEW = 3
"""How many units "a few" or "the last days" stand for where a span must be drawn; always marked vague."""

FUTURE_WEIGHT = 0.3
"""A day in the past counts as this much nearer than one as far ahead, for "6 November" without a year.

Set so that in November "December" lies ahead and "February" behind, and in January "November" behind.
"""


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is placed by."""

    anchor: date | None
    """The article's date, or one of the days it may be."""
    named: date | Message | None = None
    """The article's date as a reader is told it."""
    year: int | None = None
    """The year the text before speaks of."""
    ahead: bool = False
    """True where words of the future stand near."""
    told: Days | None = None
    """The days that "two days later" counts from, named by the text before."""

    @property
    def shown(self) -> date | Message:
        """The anchor for a reason in words."""
        return self.named or self.anchor or date.min


@dataclass(frozen=True, slots=True)
class Placed:
    """The days of an expression, why, and what speaks against it."""

    days: Days | None
    edtf: str
    basis: Message
    kind: Literal["explicit", "relative", "partial", "vague"]
    doubtful: bool = False
    other: str = ""
    conflict_reason: Message | None = None
    conflict_day: date | None = None
    """The day that the date says, where the weekday says another."""


def year_for(e: TimeExpression, c: Context, make: Callable[[int], date]) -> tuple[int | None, Message]:
    """Return the year of a date that names none: said in relation, told before, or nearest to the anchor."""
    if c.anchor is not None and e.offset is not None and e.unit == "year":
        basis = Message.of("the year counted from publication ({anchor})", anchor=c.shown)
        return c.anchor.year + e.offset, basis
    if c.year is not None:
        return c.year, Message.of("the year named before it in the text")
    if c.anchor is None:
        return None, Message.of("nothing says which days are meant")
    basis = Message.of("the year nearest to publication ({anchor})", anchor=c.shown)
    return nearest_year(c.anchor, c.ahead, make), basis


def nearest_year(anchor: date, ahead: bool, make: Callable[[int], date]) -> int:
    """Return the year in which `make` gives the day nearest to the anchor, behind it unless ahead."""

    def distance(year: int) -> float:
        try:
            days = (make(year) - anchor).days
        except ValueError:
            return float("inf")
        if ahead:
            return days if days >= 0 else -days * 3
        return days if days > 0 else -days * FUTURE_WEIGHT

    return min(
        (anchor.year - 1, anchor.year, anchor.year + 1, anchor.year - 2, anchor.year - 3), key=distance
    )


def counted(c: Context) -> Message:
    """Return the reason of what is a distance from the anchor."""
    return Message.of("counted from publication ({anchor})", anchor=c.shown)


def vaguely(c: Context) -> Message:
    """Return the reason of a span whose length the words leave open."""
    return Message.of("a vague span counted from publication ({anchor})", anchor=c.shown)


def moved(at: date, unit: str, count: int) -> date:
    """Return the day some units later, or earlier for a negative count."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
    if unit in months:
        return spans.add_months(at, months[unit] * count)
    return at + timedelta(days=count * (7 if unit in ("week", "weekend") else 1))


def period(day: date, unit: str) -> spans.Span:
    """Return the day, week, month or year of that size a day lies in: "three years ago" is a year."""
    if unit == "week":
        return spans.week(day)
    if unit == "weekend":
        return spans.weekend(day)
    if unit == "month":
        return spans.month(day.year, day.month)
    if unit == "quarter":
        return spans.quarter(day.year, (day.month + 2) // 3)
    if unit == "half":
        return spans.half(day.year, 1 + (day.month > 6))
    if unit in ("year", "decade", "century"):
        return spans.year(day.year)
    return spans.day(day)
