"""Spans of days and their EDTF: weeks, months, quarters, seasons, years, as `[lo, hi)` and in writing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from build_dossier.model import Days

__all__ = [
    "add_months", "century", "day", "decade", "half", "interval", "month", "one_of", "quarter", "season",
    "week", "weekend", "year",
]  # fmt: skip

Span = tuple[Days, str]
"""Days and the same in EDTF."""


def day(at: date) -> Span:
    """Return a single day."""
    return Days.one(at), at.isoformat()


def interval(lo: date, hi: date, about: str = "") -> Span:
    """Return the days from `lo` to the day before `hi`; `about` is `~` where both ends are rough."""
    last = hi - timedelta(days=1)
    if last == lo and not about:
        return day(lo)
    return Days(lo, hi), f"{lo.isoformat()}{about}/{last.isoformat()}{about}"


def one_of(days: Sequence[date]) -> Span:
    """Return one day of several, nobody knows which."""
    return Days(
        min(days), max(days) + timedelta(days=1)
    ), f"[{','.join(d.isoformat() for d in sorted(set(days)))}]"


def add_months(at: date, count: int) -> date:
    """Return the same day some months later (or earlier), the month's last where it has no such day."""
    number = at.year * 12 + at.month - 1 + count
    return (
        min(at.day, _length(number)) * timedelta(days=1)
        + date(number // 12, number % 12 + 1, 1)
        - timedelta(days=1)
    )


def _length(number: int) -> int:
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return (following - first).days


def week(at: date) -> Span:
    """Return the week, Monday to Sunday, that a day lies in."""
    monday = at - timedelta(days=at.weekday())
    return interval(monday, monday + timedelta(days=7))


def weekend(at: date) -> Span:
    """Return Saturday and Sunday of the week that a day lies in."""
    monday = at - timedelta(days=at.weekday())
    return interval(monday + timedelta(days=5), monday + timedelta(days=7))


def month(year_: int, month_: int) -> Span:
    """Return a month."""
    lo = date(year_, month_, 1)
    return Days(lo, add_months(lo, 1)), f"{year_:04}-{month_:02}"


def quarter(year_: int, number: int) -> Span:
    """Return a quarter, 1 to 4; EDTF level 2 writes them 33 to 36."""
    lo = date(year_, 3 * number - 2, 1)
    return Days(lo, add_months(lo, 3)), f"{year_:04}-{32 + number}"


def half(year_: int, number: int) -> Span:
    """Return the first or second half of a year; EDTF level 2 writes them 40 and 41."""
    lo = date(year_, 6 * number - 5, 1)
    return Days(lo, add_months(lo, 6)), f"{year_:04}-{39 + number}"


def season(year_: int, code: int) -> Span:
    """Return a season by its EDTF code, 21 spring to 24 winter, in the meteorological months of the north.

    Winter is written with the year its December lies in.
    """
    lo = date(year_, 3 * (code - 20), 1)
    return Days(lo, add_months(lo, 3)), f"{year_:04}-{code}"


def year(number: int) -> Span:
    """Return a year."""
    return Days(date(number, 1, 1), date(number + 1, 1, 1)), f"{number:04}"


def decade(first: int) -> Span:
    """Return the ten years from a year that ends in 0."""
    return Days(date(first, 1, 1), date(first + 10, 1, 1)), f"{first // 10:03}X"


def century(number: int) -> Span:
    """Return a century, the 21st as the years 2000 to 2099."""
    first = max(100 * (number - 1), 1)
    return Days(date(first, 1, 1), date(100 * number, 1, 1)), f"{number - 1:02}XX"
