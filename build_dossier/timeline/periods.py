"""Weeks to centuries, seasons and feasts: the days they mean. One function a shape, see `places.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from build_dossier.languages.temporal import temporal
from build_dossier.model import Message, TimeExpression
from build_dossier.timeline import spans
from build_dossier.timeline.context import Context, Placed, counted, nearest_year, period, year_for
from build_dossier.timeline.holidays import holiday, is_approximate

__all__ = ["PERIODS"]


def _week(e: TimeExpression, c: Context) -> Placed | None:
    if e.count is not None:
        year = e.year or (c.anchor.year if c.anchor else None)
        if year is None or not 1 <= e.count <= 53:
            return None
        return Placed(
            *spans.week(date.fromisocalendar(year, e.count, 1)),
            Message.of("by the number of the week"),
            "partial",
        )
    if c.anchor is None:
        return None
    return Placed(*spans.week(c.anchor + timedelta(days=7 * (e.offset or 0))), counted(c), "relative")


def _weekend(e: TimeExpression, c: Context) -> Placed | None:
    if c.anchor is None:
        return None
    offset = e.offset
    if offset is None:
        started = c.anchor.weekday() >= 5
        offset = 0 if started or c.ahead else -1
        if c.ahead:
            basis = Message.of("the weekend after publication ({anchor})", anchor=c.shown)
        else:
            basis = Message.of("the last weekend up to publication ({anchor})", anchor=c.shown)
    else:
        basis = counted(c)
    return Placed(*spans.weekend(c.anchor + timedelta(days=7 * offset)), basis, "relative")


def _month(e: TimeExpression, c: Context) -> Placed | None:
    if e.month is None:
        if c.anchor is None:
            return None
        day = spans.add_months(c.anchor.replace(day=1), e.offset or 0)
        return Placed(*spans.month(day.year, day.month), counted(c), "relative")
    month = e.month
    if e.year is not None:
        return Placed(*spans.month(e.year, month), Message.of("stated as a month"), "explicit")
    if e.offset is not None and e.unit != "year" and c.anchor is not None:
        year = c.anchor.year
        if e.offset < 0 and month >= c.anchor.month:
            year -= 1
        if e.offset > 0 and month <= c.anchor.month:
            year += 1
        return Placed(*spans.month(year, month), counted(c), "relative")

    def middle(year: int) -> date:
        # the anchor's own month is no distance away
        inside = c.anchor is not None and (year, month) == (c.anchor.year, c.anchor.month)
        return c.anchor if inside and c.anchor else date(year, month, 15)

    found, basis = year_for(e, c, middle)
    return None if found is None else Placed(*spans.month(found, month), basis, "partial")


def _quarter(e: TimeExpression, c: Context) -> Placed | None:
    unit, months = ("half", 6) if e.unit == "half" else ("quarter", 3)
    if e.count is None and e.day is None:
        if c.anchor is None:
            return None
        day = spans.add_months(c.anchor.replace(day=1), months * (e.offset or 0))
        return Placed(*period(day, unit), counted(c), "relative")
    number = e.count or e.day or 0
    if not 1 <= number <= 12 // months:
        return None

    def middle(year: int) -> date:
        return date(year, months * number - 1, 15)

    if e.year is not None:
        return Placed(*period(middle(e.year), unit), Message.of("stated as a part of a year"), "explicit")
    year, basis = year_for(e, c, middle)
    return None if year is None else Placed(*period(middle(year), unit), basis, "partial")


def _season(e: TimeExpression, c: Context) -> Placed | None:
    if e.count is None:
        return None
    code = e.count
    if e.year is not None:
        return Placed(*spans.season(e.year, code), Message.of("stated as a season"), "explicit")
    if e.offset is not None and c.anchor is not None and e.unit != "year":
        years = range(c.anchor.year - 2, c.anchor.year + 3)
        found = [spans.season(year, code) for year in years]
        if e.offset < 0:
            span = [s for s in found if s[0].hi <= c.anchor][e.offset]
        elif e.offset > 0:
            span = [s for s in found if s[0].lo > c.anchor][e.offset - 1]
        else:
            span = min(found, key=lambda s: abs((s[0].lo + timedelta(days=45) - (c.anchor or s[0].lo)).days))
        return Placed(*span, counted(c), "relative")
    year_, basis = year_for(e, c, lambda year: spans.season(year, code)[0].lo + timedelta(days=45))
    return None if year_ is None else Placed(*spans.season(year_, code), basis, "partial")


def _year(e: TimeExpression, c: Context) -> Placed | None:
    if e.year is not None:
        return Placed(*spans.year(e.year), Message.of("stated as a year"), "explicit")
    if c.anchor is None:
        return None
    return Placed(*spans.year(c.anchor.year + (e.offset or 0)), counted(c), "relative")


def _decade(e: TimeExpression, c: Context) -> Placed | None:
    if e.year is not None:
        return Placed(*spans.decade(e.year - e.year % 10), Message.of("stated as a decade"), "explicit")
    if c.anchor is None:
        return None
    first = c.anchor.year - c.anchor.year % 10 + 10 * (e.offset or 0)
    return Placed(*spans.decade(first), counted(c), "relative")


def _century(e: TimeExpression, c: Context) -> Placed | None:
    number = e.day or e.count
    if number is not None:
        return Placed(*spans.century(number), Message.of("stated as a century"), "explicit")
    if c.anchor is None:
        return None
    return Placed(*spans.century(c.anchor.year // 100 + 1 + (e.offset or 0)), counted(c), "relative")


def _holiday(e: TimeExpression, c: Context) -> Placed | None:
    feast = temporal(e.language).holidays.get(e.holiday)
    if feast is None:
        return None
    rough = is_approximate(feast.rule)
    if e.year is not None:
        return Placed(
            *spans.day(holiday(feast.rule, e.year)),
            Message.of("the feast in the year stated"),
            "explicit",
            rough,
        )
    if c.anchor is None:
        return None
    if e.unit == "year" and e.offset is not None:
        return Placed(
            *spans.day(holiday(feast.rule, c.anchor.year + e.offset)), counted(c), "relative", rough
        )
    days = [holiday(feast.rule, c.anchor.year + n) for n in (-2, -1, 0, 1, 2)]
    if e.offset is not None and e.offset:
        side = [d for d in days if (d < c.anchor if e.offset < 0 else d > c.anchor)]
        return Placed(*spans.day(side[-1 if e.offset < 0 else 0]), counted(c), "relative", rough)
    year = nearest_year(c.anchor, c.ahead, lambda year: holiday(feast.rule, year))
    basis = Message.of("the feast nearest to publication ({anchor})", anchor=c.shown)
    return Placed(*spans.day(holiday(feast.rule, year)), basis, "relative", rough)


PERIODS: Mapping[str, Callable[[TimeExpression, Context], Placed | None]] = {
    "week": _week, "weekend": _weekend, "month": _month, "quarter": _quarter, "year": _year,
    "decade": _decade, "century": _century, "season": _season, "holiday": _holiday,
}  # fmt: skip
"""How each shape longer than days is placed."""
