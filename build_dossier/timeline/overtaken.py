"""Later reports that overtake earlier ones: announced for one day, it came or is now expected on another.

Only what one language tells in nearly the same words of the same persons (or of two other names) is taken for
one happening; and only while the announcement was still news: either it was corrected before its day came, or
what came is less than a week from it, so that a weekly meeting is not one that keeps being put off.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_dossier.model import Days, Published
from build_dossier.timeline.happenings import WORDS_TO_STAND, Telling
from build_dossier.timeline.passages import shared_words

__all__ = ["overtaken", "overtakes"]

_WEEK = 7
_ALIKE = 0.6
"""The share of the fewer words that must recur, as where one article repeats itself."""
_MOST = 60
"""Tellings of one cast that are compared; more of them say the same, and the time stays bounded."""

Dated = Mapping[str, Published]


def overtaken(found: Sequence[Telling], published: Dated) -> Iterator[tuple[Telling, Telling]]:
    """Yield the announcements of one happening with the later telling that gives another day."""
    by_cast: dict[tuple[str, frozenset[str]], list[Telling]] = defaultdict(list)
    for one in found:
        cast = one.persons or (one.others if len(one.others) > 1 else frozenset())
        if cast and one.mention.days is not None and one.mention.days.length == 1:
            by_cast[one.article.language, cast].append(one)
    for members in by_cast.values():
        announced = [one for one in members if _ahead(one, published)][:_MOST]
        for one in announced:
            for other in members[:_MOST]:
                if (
                    overtakes(other, one, published)
                    and _in_time(one, other, published)
                    and _alike(one, other)
                ):
                    yield one, other


def overtakes(later: Telling, earlier: Telling, published: Dated) -> bool:
    """Tell whether a later text gives other days for what lay ahead when the earlier one appeared."""
    a, b = later.mention.days, earlier.mention.days
    then, now = _appeared(earlier, published), _appeared(later, published)
    if a is None or b is None or then is None or now is None or earlier.work == later.work:
        return False
    return not a.overlaps(b) and then.hi <= now.lo and _ahead(earlier, published)


def _appeared(one: Telling, published: Dated) -> Days | None:
    known = published.get(one.article.id)
    return known.days if known is not None else None


def _ahead(one: Telling, published: Dated) -> bool:
    days, appeared = one.mention.days, _appeared(one, published)
    return days is not None and appeared is not None and appeared.hi <= days.lo


def _in_time(announced: Telling, told: Telling, published: Dated) -> bool:
    """Tell whether the announcement was corrected before its day, or what came was close to it."""
    planned, came = announced.mention.days, told.mention.days
    then, now = _appeared(announced, published), _appeared(told, published)
    if planned is None or came is None or then is None or now is None or came.lo < then.lo:
        return False
    return now.hi <= planned.lo or (came.lo < now.hi and abs((came.lo - planned.lo).days) < _WEEK)


def _alike(one: Telling, other: Telling) -> bool:
    fewer = min(len(one.words), len(other.words))
    shared = len(shared_words(one.words, other.words))
    return shared >= max(WORDS_TO_STAND, _ALIKE * fewer)
