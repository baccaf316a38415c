"""What the text around an expression says of its time: the year told, the days told, and the way ahead."""

from __future__ import annotations

import re
from collections import deque
from functools import cache

from build_dossier.languages.temporal import temporal
from build_dossier.model import Days, TimeExpression
from build_dossier.timeline.context import Placed
from build_dossier.timeline.narration import narration

__all__ = ["Narrative", "looks_ahead"]

_REMEMBERED = 12
"""How many mentions back "two days later" looks for its day."""
_SIZES = {"day": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "half": 184}
"""The longest span that a distance in a unit can be counted from; a year where a unit is not named."""


class Narrative:
    """The year and the days that the text before has named, for expressions that lean on them.

    With a known date of the article a year counts in its own paragraph only, and days in the next one too;
    in a text without a date, all that stands before counts.
    """

    def __init__(self, anchored: bool) -> None:
        self.anchored = anchored
        self.known: int | None = None
        self.block = -9
        self._told: deque[tuple[Days, int]] = deque(maxlen=_REMEMBERED)

    def year(self, expression: TimeExpression) -> int | None:
        """Return the year for an expression, None where the text before gives none."""
        return self.known if not self.anchored or expression.block == self.block else None

    def told(self, expression: TimeExpression) -> Days | None:
        """Return the days last named that a distance can be counted from, None where there are none."""
        if expression.shape != "told":
            return None
        longest = _SIZES.get(expression.unit, 366)
        for days, block in reversed(self._told):
            if days.length <= longest and (not self.anchored or 0 <= expression.block - block <= 1):
                return days
        return None

    def note(self, expression: TimeExpression, placed: Placed) -> None:
        """Remember the year an expression names; forget it where the text turns to its own time."""
        named = expression.parts[-1] if expression.parts else expression
        if placed.days is not None:
            self._told.append((placed.days, expression.block))
        if named.year is not None and (named.month is not None or not self.anchored) and placed.days:
            self.known, self.block = named.year, expression.block
        elif self.anchored and expression.shape in ("weekday", "deictic", "week"):
            self.known = None


_CLAUSE = re.compile(r"[,;:.!?()\[\]\"“”„«»\n–—]")
_REACH = 80
"""How many characters of its clause are looked at on either side of an expression."""

_OPENING = 3
"""With fewer words before it in its clause an expression opens it."""


@cache
def _future(language: str) -> re.Pattern[str] | None:
    forms = (re.escape(word) for word in sorted(temporal(language).future, key=len, reverse=True))
    words = "|".join(forms).replace(r"\*", r"\w*")
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None


def looks_ahead(text: str, expression: TimeExpression, language: str) -> bool:
    """Tell whether a word of the future stands in the same clause, or "until" says so.

    A comma after an expression that opens its clause ends none: "On Thursday, the court will ...". A word of
    the past right before the expression keeps it behind: "said on Friday it will ...".
    """
    future = _future(language)
    if future is None:
        return False
    before = _CLAUSE.split(text[max(0, expression.start - _REACH) : expression.start])[-1]
    if future.search(before):
        return True
    if expression.modifier == "until" and not narration(language).past.search(before):
        return True
    if narration(language).past.search(" ".join(before.split()[-2:])):
        return False
    after = text[expression.end : expression.end + _REACH]
    if len(before.split()) < _OPENING:
        after = after.removeprefix(",")
    return future.search(_CLAUSE.split(after)[0]) is not None
