"""What a text gives away of the day it was published: each clue bounds that day and says why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from build_dossier.languages.temporal import temporal
from build_dossier.model import Article, Days, Evidence, Message, TimeExpression
from build_dossier.timeline.companions import bare_weekdays, weekday_before
from build_dossier.timeline.holidays import holiday
from build_dossier.timeline.narration import narration
from build_dossier.timeline.passages import CAPTION, passage, sentence, shown

__all__ = [
    "Clue",
    "Named",
    "from_caption",
    "from_holiday",
    "from_last_days",
    "from_news_day",
    "from_today",
    "leaves",
    "own_days",
    "years",
]

_DAY = timedelta(days=1)
_LEAD = 3
"""Blocks that open a report: there a full date is the news; further down it may be anything."""
_BESIDE = 4
"""Most characters from the end of "gestern" to its date: a space and a bracket."""
_NEAR = 20
"""Years, weeks or holidays looked at; no report has more, and hostile text must not cost more."""
_MAX_LAST_DAYS = 6
""""The last N days" since a weekday: with seven or more the weekday would be another week's."""


@dataclass(frozen=True, slots=True)
class Clue:
    """Days on which the article may have been published, and what shows it."""

    days: Days
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Named:
    """A day that the article names with its number, in the year it must mean."""

    day: date
    last: date
    """Another reading of it when its weekday does not fit; else the same day."""
    expression: TimeExpression


def leaves(expressions: Sequence[TimeExpression]) -> Iterator[TimeExpression]:
    """Yield the expressions, the two ends of a range in its place."""
    for one in expressions:
        yield from one.parts or (one,)


def years(expressions: Sequence[TimeExpression], companion_years: Sequence[int] = ()) -> tuple[int, ...]:
    """Return the years that a day and month without a year may mean, the likeliest first.

    They are the years of the article's own full dates (a caption's count too) and its companions', else any
    year it names; each is followed by the next year, for a text that looks back. Years whose weekdays fit
    stand first: the choice is the whole article's, never one date's.
    """
    said = list(leaves(expressions))
    full = sorted({one.year for one in said if one.year and one.month and one.day}, reverse=True)
    named = sorted({one.year for one in said if one.year and one.shape == "year"}, reverse=True)
    bases = list(dict.fromkeys([*full, *companion_years] or named))[:_NEAR]
    candidates = list(dict.fromkeys(year for base in bases for year in (base, base + 1) if year < MAXYEAR))
    fits = {year: sum(_fits(one, year) for one in said) for year in candidates}
    return tuple(sorted(candidates, key=lambda year: (-fits[year], candidates.index(year))))


def _fits(one: TimeExpression, year: int) -> bool:
    day = _date(one, year) if one.year is None else None
    return day is not None and one.weekday == day.weekday()


def _date(one: TimeExpression, year: int) -> date | None:
    if one.month is None or one.day is None:
        return None
    try:
        return date(one.year or year, one.month, one.day)
    except ValueError:
        return None


def own_days(expressions: Sequence[TimeExpression], likely: Sequence[int]) -> tuple[Named, ...]:
    """Return the days that the article names by number, outside captions, in their years.

    A weekday one day off is a slip of the writer, and both readings count; one further off shows that the
    year is not this one, and the day says nothing.
    """
    found = []
    for one in leaves(expressions):
        year = one.year or (likely[0] if likely else None)
        day = _date(one, year) if year else None
        if day is None or one.block == CAPTION:
            continue
        other = day if one.weekday is None else _nearest(one.weekday, day)
        if abs(other - day) <= _DAY:
            found.append(Named(min(day, other), max(day, other), one))
    return tuple(found)


def _nearest(weekday: int, day: date) -> date:
    return weekday_before(weekday, day + 3 * _DAY)


def from_today(article: Article, days: Sequence[Named], expressions: Sequence[TimeExpression]) -> list[Clue]:
    """Return a clue for each day that the text calls today, yesterday or tomorrow: "gestern (20.11.)"."""
    ending = {(one.block, one.end): one for one in expressions}
    clues = []
    for named in days:
        said = named.expression
        near = [
            one
            for gap in range(_BESIDE)
            if (one := ending.get((said.block, said.start - gap))) not in (None, said)
        ]
        offset = next(
            (one.offset for one in [said, *near] if one and one.unit == "day" and one.offset is not None),
            None,
        )
        if offset is not None and named.day == named.last:
            words = _words(article, [one for one in near if one], named)
            reason = Message.of("the text says “{words}” of {day}", words=words, day=named.day)
            clues.append(Clue(Days.one(named.day - offset * _DAY), shown(article, reason, said)))
    return clues


def _words(article: Article, near: Sequence[TimeExpression], named: Named) -> str:
    first = min([named.expression, *near], key=lambda one: one.start)
    return passage(article, named.expression.block)[first.start : named.expression.end]


def from_news_day(
    article: Article, days: Sequence[Named], expressions: Sequence[TimeExpression]
) -> list[Clue]:
    """Return the clue of the latest day told as news: published on it or on the next.

    News names its day without a year ("Monday (20/11)"), or in full in its opening. A day is ahead, and no
    news, when a word for the future stands in its sentence; unless the same day, or its weekday alone, also
    stands in a sentence without one: "threaten that they will leave on Monday (20/11) ... On Monday there
    was talk".
    """
    told = [one for one in leaves(expressions) if one.block != CAPTION and not _future(article, one)]
    weekdays = {one.weekday for one in told if one.day is None}
    dates = {(one.month, one.day) for one in told}
    past = [
        named
        for named in days
        if (named.expression.year is None or named.expression.block < _LEAD)
        if (named.expression.month, named.expression.day) in dates or named.day.weekday() in weekdays
    ]
    if not past:
        return []
    latest = max(past, key=lambda named: (named.day, named.last, -named.expression.block))
    reason = Message.of(
        "the latest day it reports is {day} (“{words}”)", day=latest.day, words=latest.expression.text
    )
    return [Clue(Days(latest.day, latest.last + 2 * _DAY), shown(article, reason, latest.expression))]


def _future(article: Article, one: TimeExpression) -> bool:
    if one.modifier in ("until", "before"):
        return True
    start, end = sentence(article, one.block, one.start, one.end)
    return bool(narration(article.language).future.search(passage(article, one.block)[start:end]))


def from_caption(article: Article, expressions: Sequence[TimeExpression], window: Days) -> list[Clue]:
    """Return a clue for the latest full date of a caption: a picture is no younger than its article."""
    dated = [
        (date(one.year, one.month, one.day), one)
        for one in leaves(expressions)
        if one.block == CAPTION and one.year and one.month and one.day
    ]
    if not dated:
        return []
    day, one = max(dated, key=lambda pair: pair[0])
    reason = Message.of("its caption names {day}, so the text is not older", day=day)
    return [Clue(Days(day, max(window.hi, day + _DAY)), shown(article, reason, one))]


def from_last_days(article: Article, expressions: Sequence[TimeExpression], window: Days) -> list[Clue]:
    """Return clues from "the last five days" in a text that counts since a weekday: that day plus 4 or 5."""
    opened = {id(one.parts[0]) for one in expressions if one.parts}
    bare = bare_weekdays(expressions)
    starts = [one for one in bare if one.modifier == "since" or id(one) in opened][:1]
    clues: list[Clue] = []
    for one in leaves(expressions):
        if not (one.shape == "duration" and one.unit == "day" and one.modifier == "last" and one.block >= 0):
            continue
        for start in starts:
            since = {weekday_before(start.weekday or 0, day) for day in _each(window)}
            if one.count and 2 <= one.count <= _MAX_LAST_DAYS:
                clues += [_last_days(article, one, one.count, start, day) for day in sorted(since)]
    return clues[:1] if len(clues) == 1 or len({clue.days for clue in clues}) == 1 else []


def _last_days(article: Article, one: TimeExpression, count: int, start: TimeExpression, day: date) -> Clue:
    reason = Message.of(
        "it speaks of “{words}” and counts from “{start}”, {day}", words=one.text, start=start.text, day=day
    )
    return Clue(Days(day + (count - 1) * _DAY, day + (count + 1) * _DAY), shown(article, reason, one))


def from_holiday(article: Article, expressions: Sequence[TimeExpression], window: Days) -> list[Clue]:
    """Return a clue from a holiday that the same block puts into this week: published in its week."""
    feasts = temporal(article.language).holidays
    weeks_in: dict[int, list[TimeExpression]] = {}
    for one in expressions:
        if one.unit == "week" and one.offset is not None:
            weeks_in.setdefault(one.block, []).append(one)
    clues: list[Clue] = []
    for one in expressions:
        weeks = weeks_in.get(one.block, ())[:_NEAR]
        if one.holiday not in feasts or not weeks or one.block < -1 or len(clues) > _NEAR:
            continue
        week = min(weeks, key=lambda other: abs(other.start - one.start))
        for year in range(window.lo.year, window.hi.year + 1):
            clues.append(_holiday_week(article, one, week, holiday(feasts[one.holiday].rule, year)))
    found = {clue.days: clue for clue in reversed(clues) if clue.days.overlaps(window)}
    return list(found.values()) if len(found) == 1 else []


def _holiday_week(article: Article, one: TimeExpression, week: TimeExpression, day: date) -> Clue:
    monday = day - day.weekday() * _DAY - (week.offset or 0) * 7 * _DAY
    reason = Message.of("it puts {holiday} ({day}) into “{week}”", holiday=one.text, day=day, week=week.text)
    return Clue(Days(monday, monday + 7 * _DAY), shown(article, reason, week))


def _each(days: Days) -> list[date]:
    """Return the days of a span, at most the first fortnight: no clue looks further."""
    return [days.lo + number * _DAY for number in range(min(days.length, 14))]
