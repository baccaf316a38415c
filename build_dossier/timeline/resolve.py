"""Which days an expression means: the words, the article's own date, the text before, and why.

A weekday in a report is the last such day on or before its date; words of the future turn it forward. Where
the article's date is itself uncertain, every day it may be is tried, and what differs stays open.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from build_dossier.model import Article, Conflict, DateMention, Days, Message, Published, TimeExpression
from build_dossier.timeline import spans
from build_dossier.timeline.context import Context, Placed
from build_dossier.timeline.grammar import CAPTION, TITLE, find
from build_dossier.timeline.narrative import Narrative, looks_ahead
from build_dossier.timeline.places import place

__all__ = ["resolve", "resolve_stated"]

_ISO = re.compile(r"\s*(\d{4})(?:-(\d\d)(?:-(\d\d))?)?\s*|\s*(\d{4})(\d\d)(\d\d)\s*")
"""An ISO day, month or year standing alone; a bare `20231118` too."""


def resolve(
    article: Article, expressions: Sequence[TimeExpression], published: Published
) -> tuple[DateMention, ...]:
    """Return what each expression of an article means, in the same order.

    `days` is None for what cannot be placed; a value that rests on an inferred date is `doubtful`.
    """
    narrative = Narrative(anchored=published.days is not None)
    mentions: list[DateMention] = []
    for expression in expressions:
        text = _text(article, expression.block)
        around = Context(
            anchor=None,
            year=narrative.year(expression),
            ahead=looks_ahead(text, expression, article.language),
            told=narrative.told(expression),
        )
        placed = _over_anchors(expression, published, around)
        narrative.note(expression, placed)
        mentions.append(_mention(article, expression, placed))
    return tuple(mentions)


def resolve_stated(text: str, language: str) -> Days | None:
    """Return the days that a stated publication date names, None when its words are no date.

    Words are tried in the language, then as the forms that need none (`2023-11-18`, `18.11.2023`).
    """
    if iso := _ISO.fullmatch(text):
        return _iso_days(*(int(part) for part in iso.groups() if part))
    best: Days | None = None
    for code in dict.fromkeys((language, "und")):
        for expression in find(text, code):
            if expression.shape not in ("date", "month") or expression.year is None:
                continue
            placed = place(expression, Context(anchor=None))
            if placed.days is None:
                continue
            if expression.shape == "date":
                return (
                    Days(placed.conflict_day, placed.conflict_day + timedelta(1))
                    if placed.conflict_day
                    else placed.days
                )
            best = best or placed.days
    return best


def _iso_days(year: int, month: int = 0, day: int = 0) -> Days | None:
    """Return the days of an ISO day, month or year; None when the calendar has no such day."""
    try:
        if day:
            return Days.one(date(year, month, day))
        following = date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
        return Days(date(year, month or 1, 1), following)
    except (ValueError, OverflowError):
        return None


# --- anchors -------------------------------------------------------------------------------------


def _anchors(published: Published) -> list[date]:
    """Return the days the article may be from: each of a few, the first and last of many."""
    if published.days is None:
        return []
    days = published.days
    if days.length <= 3:
        return [days.lo + timedelta(days=n) for n in range(days.length)]
    return [days.lo, days.hi - timedelta(days=1)]


def _named(anchors: Sequence[date]) -> date | Message:
    if len(anchors) == 1:
        return anchors[0]
    return Message.of("{first} or {last}", first=anchors[0], last=anchors[-1])


def _over_anchors(expression: TimeExpression, published: Published, around: Context) -> Placed:
    anchors = _anchors(published)
    if not anchors:
        return place(expression, replace(around, ahead=False))
    named = _named(anchors)
    found = [place(expression, replace(around, anchor=anchor, named=named)) for anchor in anchors]
    first = found[0]
    spans_found = [one.days for one in found if one.days is not None]
    uncertain = published.basis == "inferred" or len(anchors) > 1
    if first.kind == "relative" and uncertain:
        first = replace(first, doubtful=True)
    if len(spans_found) < len(found) or all(span == first.days for span in spans_found):
        return first
    if (
        all(span.length == 1 for span in spans_found)
        and len(anchors) == anchors[-1].toordinal() - anchors[0].toordinal() + 1
    ):
        days, edtf = spans.one_of([span.lo for span in spans_found])
    else:
        about = "~" if "~" in first.edtf else ""
        days, edtf = spans.interval(min(s.lo for s in spans_found), max(s.hi for s in spans_found), about)
    return replace(first, days=days, edtf=edtf, doubtful=True)


def _text(article: Article, block: int) -> str:
    if block == TITLE:
        return article.title.value
    if block == CAPTION:
        return article.facts["caption"].value
    return article.blocks[block].text


# --- where it stands -----------------------------------------------------------------------------


def _offsets(article: Article, expression: TimeExpression) -> tuple[int, int]:
    if expression.block >= 0:
        block = article.blocks[expression.block]
        return block.source_offset(expression.start), block.source_offset(expression.end - 1) + 1
    fact = article.title if expression.block == TITLE else article.facts["caption"]
    line = next((line for line in article.lines if line.number == fact.line), None)
    if line is None:
        return 0, 0
    at = article.source.text.find(fact.value, line.start, line.end)
    if at < 0:
        return 0, 0
    return at + expression.start, at + expression.end


def _mention(article: Article, expression: TimeExpression, placed: Placed) -> DateMention:
    start, end = _offsets(article, expression)
    conflict = None
    if placed.conflict_reason is not None:
        conflict = Conflict(
            "weekday", placed.edtf, placed.other, placed.conflict_reason, article.id, start, end
        )
    parts = expression.parts
    return DateMention(
        article=article.id,
        block=expression.block,
        block_start=expression.start,
        block_end=expression.end,
        start=start,
        end=end,
        text=expression.text,
        edtf=placed.edtf,
        days=placed.days,
        basis=placed.basis,
        kind=placed.kind,
        expression=expression,
        daypart=expression.daypart or (parts[0].daypart if parts else ""),
        conflict=conflict,
        doubtful=placed.doubtful,
    )
