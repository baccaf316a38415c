"""One expression, one possible date of the article: the days it then means. A table by shape."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from build_dossier.model import Days, Message, TimeExpression
from build_dossier.timeline import spans
from build_dossier.timeline.context import FEW, Context, Placed, counted, moved, period, vaguely, year_for
from build_dossier.timeline.periods import PERIODS

__all__ = ["place"]


def place(expression: TimeExpression, context: Context) -> Placed:
    """Return where an expression lies, with `days` None when nothing says."""
    try:
        inside = expression.parts and expression.shape not in ("range", "ago")
        found = (_within if inside else _SHAPES[expression.shape])(expression, context)
    except (ValueError, OverflowError):  # a day that its year does not have, or beyond the calendar
        found = None
    if found is None:
        return Placed(None, "", Message.of("nothing says which days are meant"), _unplaced(expression))
    return _rough(expression, found)


def _unplaced(expression: TimeExpression) -> Literal["vague", "relative", "partial"]:
    if expression.shape == "duration":
        return "vague"
    return "partial" if expression.shape in ("date", "month", "season", "holiday", "quarter") else "relative"


def _rough(expression: TimeExpression, placed: Placed) -> Placed:
    """Mark what "about", "early", "mid" and "late" blur, unless it is a single day."""
    if expression.modifier not in ("about", "early", "mid", "late"):
        return placed
    day_like = expression.shape in ("date", "weekday", "deictic")
    if expression.modifier != "about" and day_like:
        return placed
    if not placed.edtf or not placed.edtf[-1].isdigit() or "/" in placed.edtf:
        return replace(placed, doubtful=True)
    return replace(placed, edtf=f"{placed.edtf}~", doubtful=True)


# --- dates ---------------------------------------------------------------------------------------


def _date(e: TimeExpression, c: Context) -> Placed | None:
    if e.day is None:
        return PERIODS["month"](e, c) if e.month is not None else None
    if e.month is None:
        return _day_of_month(e, c)
    if e.year is not None:
        full = Placed(*spans.day(date(e.year, e.month, e.day)), Message.of("stated in full"), "explicit")
        return _checked(e, full, c)
    if e.offset and not e.unit and c.anchor is not None and e.weekday is None:
        return _last_or_next(e.offset, e.month, e.day, c)
    year, basis = year_for(e, c, lambda year: date(year, e.month or 1, e.day or 1))
    if year is None:
        return None
    return _checked(e, Placed(*spans.day(date(year, e.month, e.day)), basis, "partial"), c)


_MONTHS_AROUND = (0, *(sign * n for n in range(1, 13) for sign in (-1, 1)))
"""Months to try for "Friday the 13th", the nearest first."""


def _last_or_next(offset: int, month: int, day: int, c: Context) -> Placed | None:
    """Return the last such day before the anchor, or the next behind it: "on 6 May last"."""
    if c.anchor is None:
        return None
    passed = (month, day) < (c.anchor.month, c.anchor.day)
    year = c.anchor.year + (passed if offset > 0 else passed - 1)
    return Placed(*spans.day(date(year, month, day)), counted(c), "relative")


def _day_of_month(e: TimeExpression, c: Context) -> Placed | None:
    if c.anchor is None or e.day is None:
        return None
    found = None
    if e.offset is not None and e.unit == "month":
        first = spans.add_months(c.anchor.replace(day=1), e.offset)
        return _checked(e, Placed(*spans.day(first.replace(day=e.day)), counted(c), "relative"), c)
    near = [spans.add_months(c.anchor.replace(day=1), months) for months in _MONTHS_AROUND]
    fitting = [first for first in near if _has_weekday(first, e.day, e.weekday)]
    if fitting:
        basis = Message.of("the month in which that day is the weekday named")
        return Placed(*spans.day(fitting[0].replace(day=e.day)), basis, "partial")
    for months in (0, 1, 2) if c.ahead else (0, -1, -2):
        first = spans.add_months(c.anchor.replace(day=1), months)
        try:
            day = first.replace(day=e.day)
        except ValueError:
            continue
        if (day >= c.anchor) if c.ahead else (day <= c.anchor):
            found = day
            break
    if found is None:
        return None
    basis = Message.of("the month of publication ({anchor})", anchor=c.shown)
    return _checked(e, Placed(*spans.day(found), basis, "partial"), c)


def _has_weekday(first: date, day: int, weekday: int | None) -> bool:
    return (
        spans.add_months(first, 1) - first >= timedelta(days=day)
        and weekday == first.replace(day=day).weekday()
    )


def _checked(e: TimeExpression, placed: Placed, c: Context) -> Placed:
    """Weigh a weekday against the date it stands with.

    The weekday wins when the date is one day off and the weekday lies in the week up to the article's
    date: writers know the day and miscount the number. Else the date is shown. No other year is tried.
    """
    if e.weekday is None or placed.days is None or placed.days.lo.weekday() == e.weekday:
        return placed
    stated = placed.days.lo
    for shift in (-1, 1):
        meant = stated + timedelta(days=shift)
        near = c.anchor is not None and 0 <= (c.anchor - meant).days <= 7
        if meant.weekday() == e.weekday and near:
            reason = Message.of(
                "“{words}” cannot be: {other} was a {other:EEEE}; taken as meant: {shown:EEEE}, {shown}",
                words=e.text, other=stated, shown=meant,
            )  # fmt: skip
            return replace(
                placed, days=Days.one(meant), edtf=meant.isoformat(), doubtful=True, other=stated.isoformat(),
                conflict_reason=reason, conflict_day=stated,
            )  # fmt: skip
    other = stated - timedelta(days=(stated.weekday() - e.weekday) % 7)
    reason = Message.of(
        "“{words}” cannot be: {shown} was a {shown:EEEE}; the date is taken as meant",
        words=e.text, shown=stated,
    )  # fmt: skip
    return replace(placed, doubtful=True, other=other.isoformat(), conflict_reason=reason)


# --- days by the anchor --------------------------------------------------------------------------


def _weekday(e: TimeExpression, c: Context) -> Placed | None:
    if c.anchor is None or e.weekday is None:
        return None
    back = (c.anchor.weekday() - e.weekday) % 7
    if e.offset is not None and (e.unit == "week" or e.offset == 0):
        monday = c.anchor - timedelta(days=c.anchor.weekday()) + timedelta(days=7 * e.offset)
        found = monday + timedelta(days=e.weekday)
        basis = Message.of("the {day:EEEE} by weeks from publication ({anchor})", day=found, anchor=c.shown)
    elif e.offset is not None and e.offset < 0:
        found = c.anchor - timedelta(days=(back or 7) - 7 * (e.offset + 1))
        basis = Message.of("the last {day:EEEE} before publication ({anchor})", day=found, anchor=c.shown)
    elif e.offset is not None or c.ahead:
        forward = (-back) % 7
        found = c.anchor + timedelta(days=forward + (7 if e.offset and not forward else 0))
        found += timedelta(days=7 * ((e.offset or 1) - 1))
        basis = Message.of("the next {day:EEEE} from publication ({anchor})", day=found, anchor=c.shown)
    else:
        found = c.anchor - timedelta(days=back)
        basis = Message.of("the last {day:EEEE} up to publication ({anchor})", day=found, anchor=c.shown)
    return Placed(*spans.day(found), basis, "relative")


def _deictic(e: TimeExpression, c: Context) -> Placed | None:
    if c.anchor is None:
        return None
    day = c.anchor + timedelta(days=e.offset or 0)
    return Placed(*spans.day(day), counted(c), "relative")


def _ago(e: TimeExpression, c: Context) -> Placed | None:
    if e.parts:
        return _shifted(e, c)
    if c.anchor is None:
        return None
    sign = e.offset if e.offset is not None else -1
    if e.count is None:
        near, far = moved(c.anchor, e.unit, sign), moved(c.anchor, e.unit, sign * 2 * FEW)
        span = spans.interval(min(near, far), max(near, far) + timedelta(days=1), "~")
        return Placed(*span, vaguely(c), "vague", True)
    day = moved(c.anchor, e.unit, sign * e.count)
    return Placed(*period(day, e.unit), counted(c), "relative", e.modifier == "about")


def _shifted(e: TimeExpression, c: Context) -> Placed | None:
    """Return the days some units before or after another expression: "2 weeks before Christmas"."""
    sign = e.offset or 1
    # "a week from Friday" means the coming one
    base = place(e.parts[0], replace(c, ahead=True) if sign > 0 else c)
    if base.days is None or e.count is None:
        return None
    start = base.days.lo if sign < 0 else base.days.hi - timedelta(days=1)
    size = base.days.length > 1 and e.unit == "day"
    day = moved(start if not size else base.days.lo, e.unit, sign * e.count)
    found = spans.day(day) if base.days.length == 1 else period(day, e.unit)
    basis = Message.of("counted from “{words}”", words=e.parts[0].text)
    return Placed(*found, basis, "relative", base.doubtful)


def _within(e: TimeExpression, c: Context) -> Placed | None:
    """Return the nth or last weeks, months, ... of another expression; the week that a day lies in."""
    whole = place(e.parts[0], c)
    if whole.days is None:
        return None
    first = whole.days.lo
    if e.weekday is not None:
        return _weekday_within(e, whole, whole.days)
    if e.count is None:
        return replace(whole, days=(span := period(first, e.unit))[0], edtf=span[1])
    # a week belongs to where most of its days lie, as ISO counts them
    near = timedelta(days=3 if e.unit == "week" else 0)
    if e.offset is None:
        days, edtf = period(moved(first + near, e.unit, e.count - 1), e.unit)
    elif e.offset > 0:
        lo = period(first + near, e.unit)[0].lo
        days, edtf = spans.interval(lo, moved(lo, e.unit, e.count))
    else:
        last = period(whole.days.hi - timedelta(days=1) - near, e.unit)[0]
        lo = period(moved(last.lo, e.unit, 1 - e.count), e.unit)[0].lo
        days, edtf = spans.interval(lo, last.hi)
        if e.count == 1:
            days, edtf = period(last.lo, e.unit)
    if days.lo >= whole.days.hi:
        return None
    return replace(whole, days=days, edtf=edtf)


def _weekday_within(e: TimeExpression, whole: Placed, days: Days) -> Placed | None:
    """Return the nth or last of a weekday in a month: "the first Monday in May"."""
    weekday = e.weekday or 0
    if e.offset is not None:
        end = days.hi - timedelta(days=1)
        found = end - timedelta(days=(end.weekday() - weekday) % 7)
    else:
        found = days.lo + timedelta(days=(weekday - days.lo.weekday()) % 7 + 7 * ((e.count or 1) - 1))
    if found >= days.hi:
        return None
    return replace(whole, days=Days.one(found), edtf=found.isoformat())


def _told(e: TimeExpression, c: Context) -> Placed | None:
    """Return what is counted from the days told before; where none are, from publication, in doubt."""
    start = c.told.lo if c.told else c.anchor
    if start is None or e.count is None:
        return None
    sign = -1 if e.modifier == "before" else 1
    basis = Message.of("counted from the date the text names before it") if c.told else counted(c)
    return Placed(*period(moved(start, e.unit, sign * e.count), e.unit), basis, "relative", c.told is None)


def _duration(e: TimeExpression, c: Context) -> Placed | None:
    """Return a span that ends at the anchor ("the last 5 days") or starts at it, None for others."""
    if c.anchor is None or e.offset is None:
        return None
    count = e.count if e.count is not None else FEW
    if e.unit == "quarter" and e.count is not None:
        this = spans.quarter(c.anchor.year, (c.anchor.month + 2) // 3)[0].lo
        start, end = (1, count + 1) if e.offset > 0 else (-count, 0)
        span = spans.interval(moved(this, "quarter", start), moved(this, "quarter", end))
        return Placed(*span, counted(c), "relative")
    if e.offset < 0:
        lo, hi = moved(c.anchor, e.unit, -count), c.anchor
    else:
        lo = c.anchor + timedelta(days=1)
        hi = moved(lo, e.unit, count)
    if e.count is None:
        hi = hi + timedelta(days=1) if e.offset < 0 else hi
        return Placed(*spans.interval(lo, hi, "~"), vaguely(c), "vague", True)
    return Placed(*spans.interval(lo, hi), counted(c), "relative", True)


# --- ranges --------------------------------------------------------------------------------------


_CALENDAR = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
"""A year, month or day in EDTF: what can stand at either end of an interval."""


def _range(e: TimeExpression, c: Context) -> Placed | None:
    first, last = e.parts
    yearless = first.year is None and first.offset is None
    if (
        yearless
        and last.year is not None
        and (first.month is not None or first.shape in ("quarter", "season"))
    ):
        later = last.month is not None and (first.month, first.day or 0) > (last.month, last.day or 32)
        first = replace(first, year=last.year - 1 if later else last.year)
    a, b = place(first, c), place(last, c)
    if a.days is None or b.days is None:
        return None
    if b.days.lo < a.days.lo:
        b = place(last, replace(c, anchor=a.days.lo, ahead=True, year=None))
    if b.days is None or b.days.lo < a.days.lo:
        return None
    days = Days(a.days.lo, b.days.hi)
    ends = [a.edtf, b.edtf]
    if not all(_CALENDAR.fullmatch(end) for end in ends):
        ends = [days.lo.isoformat(), (days.hi - timedelta(days=1)).isoformat()]
    surest = ("vague", "relative", "partial", "explicit")
    weaker = min((a, b), key=lambda end: surest.index(end.kind))
    return Placed(days, "/".join(ends), weaker.basis, weaker.kind, a.doubtful or b.doubtful)


_SHAPES: Mapping[str, Callable[[TimeExpression, Context], Placed | None]] = {
    "date": _date, "weekday": _weekday, "deictic": _deictic, "ago": _ago, "duration": _duration,
    "range": _range, "told": _told, **PERIODS,
}  # fmt: skip
"""How each shape is placed."""
