"""When each article was published: as it states, else as its own words and its companions show.

An inferred date is a window of days with the clues that make it. The clues go from the strongest to the
weakest; one that contradicts a stronger one is left aside. Without a clue that ties the text to the calendar
the date stays unknown: nothing is guessed from the clock, from the file or from a likeness alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from build_dossier.model import Article, Days, Evidence, Message, Published, TimeExpression
from build_dossier.timeline.clues import (
    Clue,
    Named,
    from_caption,
    from_holiday,
    from_last_days,
    from_news_day,
    from_today,
    leaves,
    own_days,
    years,
)
from build_dossier.timeline.companions import Companion, Settings, companions, names_of, shared_weekday
from build_dossier.timeline.passages import CAPTION, shown
from build_dossier.timeline.resolve import resolve_stated

__all__ = ["edtf_of", "published"]

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SAME_STORY_DAYS = timedelta(days=31)
"""An article that names days of its own takes no companion further away than this."""


def published(
    articles: Sequence[Article],
    expressions: Mapping[str, Sequence[TimeExpression]],
    today: date | None = None,
) -> Mapping[str, Published]:
    """Return when each article was published, by its id, never after `today`.

    First come the articles that state a date, then those whose own words give one, then those that need the
    articles already dated.
    """
    found: dict[str, Published] = {}
    doubts: dict[str, tuple[Evidence, ...]] = {}
    for article in articles:
        stated, doubts[article.id] = _stated(article, today)
        if stated is not None:
            found[article.id] = stated
    named: dict[str, frozenset[str]] = {}
    settings: Settings = {}
    for lone in (True, False):
        dated = dict(found)
        if not lone and len(dated) < len(articles):
            named = {one.id: names_of(one, expressions.get(one.id, ())) for one in articles}
        for article in articles:
            if article.id in dated:
                continue
            kin = () if lone else companions(article, dated, articles, named)
            window = _infer(
                _Case(article, expressions.get(article.id, ()), kin, expressions, settings), today
            )
            if window is not None:
                found[article.id] = _inferred(window[0], (*doubts[article.id], *window[1]))
    return {
        article.id: found.get(article.id)
        or _unknown(article, expressions.get(article.id, ()), doubts[article.id])
        for article in articles
    }


def edtf_of(days: Days) -> str:
    """Return the EDTF of one unknown day within a span: `2023-11-20`, `[2023-11-20,2023-11-21]`, `[a..b]`."""
    last = days.hi - _DAY
    if days.length <= 1:
        return days.lo.isoformat()
    return f"[{days.lo.isoformat()}{',' if days.length == 2 else '..'}{last.isoformat()}]"


@dataclass(frozen=True, slots=True)
class _Case:
    """An article without a date, and what may date it."""

    article: Article
    expressions: Sequence[TimeExpression]
    kin: tuple[Companion, ...]
    all_expressions: Mapping[str, Sequence[TimeExpression]]
    settings: Settings


def _stated(article: Article, today: date | None) -> tuple[Published | None, tuple[Evidence, ...]]:
    """Return the date the article states, or none and the reason why it is not believed."""
    fact = article.stated_date
    if fact is None:
        return None, ()
    days = resolve_stated(fact.value, article.language)
    if days is None:
        return None, (
            Evidence(Message.of("the stated date “{words}” cannot be read", words=fact.value), article.id),
        )
    if today is not None and days.lo > today:
        reason = Message.of("the stated date {day} lies in the future and is not believed", day=days.lo)
        return None, (Evidence(reason, article.id),)
    basis: Literal["ruled", "stated"] = "ruled" if fact.basis == "ruled" else "stated"
    return Published(days, _edtf_of_stated(days), basis, line=fact.line), ()


def _edtf_of_stated(days: Days) -> str:
    """Return the EDTF of a stated day, month or year."""
    if (
        days.lo.day == 1
        and (days.hi.year, days.hi.month, days.hi.day) == (days.lo.year + 1, 1, 1)
        and days.lo.month == 1
    ):
        return f"{days.lo.year:04d}"
    if days.lo.day == 1 and days.hi.day == 1 and 28 <= days.length <= 31:
        return days.lo.isoformat()[:7]
    return edtf_of(days)


def _inferred(days: Days, evidence: tuple[Evidence, ...]) -> Published:
    return Published(days, edtf_of(days), "inferred", evidence)


def _unknown(
    article: Article, expressions: Sequence[TimeExpression], doubts: tuple[Evidence, ...]
) -> Published:
    """Return that nobody can tell, with the latest full date the text names as far as that bounds it."""
    days = own_days(expressions, ())
    if not days:
        return Published(None, "", "unknown", doubts)
    latest = max(days, key=lambda named: (named.day, -named.expression.block))
    reason = Message.of("it names {day}, but nothing says how long before it was written", day=latest.day)
    return Published(None, "", "unknown", (*doubts, shown(article, reason, latest.expression)))


def _infer(case: _Case, today: date | None) -> tuple[Days, tuple[Evidence, ...]] | None:
    """Return the days on which the article must have been published and what shows it; none without a tie."""
    companion_years = [one.published.days.lo.year for one in case.kin if one.published.days]
    days = _believable(own_days(case.expressions, years(case.expressions, companion_years)), case, today)
    ties = from_today(case.article, days, case.expressions)
    ties += from_news_day(case.article, days, case.expressions)
    if not ties and case.kin:
        ties = _from_companions(case)
    if not ties:
        return None
    window, evidence = _narrow(ties[0].days, ties)
    for more in (from_caption, from_last_days, from_holiday):
        window, further = _narrow(window, more(case.article, case.expressions, window))
        evidence += further
    if today is not None:
        window = Days(window.lo, min(window.hi, today + _DAY))
    return (window, evidence) if window.length >= 1 else None


def _believable(days: Sequence[Named], case: _Case, today: date | None) -> tuple[Named, ...]:
    """Return the days that a text can have reported: not after today, and not far from its companions.

    A day and month that took its year from the companions must lie near them.
    """
    near = [one.published.days for one in case.kin if one.published.days]
    has_year = any(one.year for one in case.expressions)
    return tuple(
        named
        for named in days
        if (today is None or named.day <= today)
        and (has_year or any(abs(named.day - span.lo) <= _SAME_STORY_DAYS for span in near))
    )


def _from_companions(case: _Case) -> list[Clue]:
    """Return the clue of a weekday that a companion dates: published within the week that follows it."""
    kin = [one for one in case.kin if _same_time(one, case)]
    shared = shared_weekday(case.article, kin, case.all_expressions, case.settings)
    if shared is None:
        return []
    reason = Message.of(
        "it tells of “{words}”, in “{title}” {day}, and a weekday alone means the last seven days",
        words=shared.expression.text,
        title=shared.companion.title.value,
        day=shared.day,
    )
    return [Clue(Days(shared.day, shared.day + _WEEK), shown(case.article, reason, shared.expression))]


def _same_time(companion: Companion, case: _Case) -> bool:
    """Tell whether a companion lies near the latest month that the article names with its year, if any."""
    days = companion.published.days
    named = [
        date(one.year, one.month, one.day or 1)
        for one in leaves(case.expressions)
        if one.year and one.month and one.block != CAPTION
    ]
    if days is None or not named:
        return days is not None
    return abs(days.lo - max(named)) <= _SAME_STORY_DAYS


def _narrow(window: Days, clues: Sequence[Clue]) -> tuple[Days, tuple[Evidence, ...]]:
    """Return the window cut by each clue that agrees with it, and the evidence of those."""
    evidence: list[Evidence] = []
    for clue in clues:
        if clue.days.overlaps(window):
            window = Days(max(window.lo, clue.days.lo), min(window.hi, clue.days.hi))
            if clue.evidence.reason not in [one.reason for one in evidence]:
                evidence.append(clue.evidence)
    return window, tuple(evidence)
