"""Readings of one event that cannot both be true, or that its translations give differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from build_dossier.model import Conflict, DateMention, Message, Published
from build_dossier.timeline.happenings import Telling

__all__ = ["conflicts"]

_BOUNDS = ("since", "until", "before", "after", "about")
"""Modifiers that change what a date says; early and late only say more exactly the same."""


def conflicts(
    members: Sequence[Telling],
    shown: DateMention,
    overtaken: Sequence[Telling],
    published: Mapping[str, Published],
) -> tuple[Conflict, ...]:
    """Return the contradictions of an event, each with the reading shown and the other.

    `overtaken` are the members that announced it for a day that a later text no longer gives.
    """
    found = [one.mention.conflict for one in members if one.mention.conflict is not None]
    found += _between_translations(members, shown)
    found += _between_sources([one for one in members if one not in overtaken], shown)
    found += [_overtaken(one, shown, published) for one in _one_a_work(overtaken)]
    return tuple(dict.fromkeys(found))


def _between_translations(members: Sequence[Telling], shown: DateMention) -> list[Conflict]:
    """Return where versions of one text date the event differently, or bound the same date differently."""
    found = []
    by_work: dict[int, list[Telling]] = {}
    for one in members:
        by_work.setdefault(one.work, []).append(one)
    for versions in by_work.values():
        if len({one.article.id for one in versions}) < 2:
            continue
        kept = _most_said(versions, shown)
        for one in versions:
            if one.article.id == kept.article.id or _same_reading(one.mention, kept.mention):
                continue
            reason = Message.of(
                "one version of the text says “{words}”, another “{other}”; the date shown follows the first",
                words=kept.mention.text,
                other=one.mention.text,
            )
            found.append(_conflict("translation", one.mention, shown, reason))
    return found


def _most_said(versions: Sequence[Telling], shown: DateMention) -> Telling:
    """Return the telling with the reading that most versions give; on a tie the shown one, then the first."""
    counts = Counter(_reading(one.mention) for one in versions)
    return max(versions, key=lambda one: (counts[_reading(one.mention)], one.mention == shown, -one.order))


def _reading(mention: DateMention) -> tuple[object, str]:
    modifier = mention.expression.modifier
    return (mention.days if not modifier else mention.expression.year or mention.days), (
        modifier if modifier in _BOUNDS else ""
    )


def _same_reading(one: DateMention, other: DateMention) -> bool:
    """Tell whether two mentions say the same: equal bounds, and days of which one holds the other."""
    bounds = [
        mention.expression.modifier if mention.expression.modifier in _BOUNDS else ""
        for mention in (one, other)
    ]
    if one.days is None or other.days is None:
        return True
    return bounds[0] == bounds[1] and one.days.overlaps(other.days)


def _between_sources(members: Sequence[Telling], shown: DateMention) -> list[Conflict]:
    """Return where another text dates the event to days that exclude the ones shown."""
    works = {one.work for one in members if one.mention == shown}
    found = []
    for one in _one_a_work(members):
        days = one.mention.days
        if one.work in works or days is None or shown.days is None or days.overlaps(shown.days):
            continue
        reason = Message.of(
            "one source says “{words}”, {other}; shown is {day}, which more or plainer sources give",
            words=one.mention.text,
            other=days.lo,
            day=shown.days.lo,
        )
        found.append(_conflict("sources", one.mention, shown, reason))
    return found


def _one_a_work(members: Sequence[Telling]) -> list[Telling]:
    """Return the first telling of each reading of each work: translations contradict others once."""
    return list({(one.work, one.mention.days): one for one in reversed(members)}.values())[::-1]


def _overtaken(one: Telling, shown: DateMention, published: Mapping[str, Published]) -> Conflict:
    """Return what an earlier text announced and a later one no longer says."""
    days, appeared = one.mention.days, published[one.article.id].days
    assert days is not None and appeared is not None and shown.days is not None  # or nothing overtook it
    reason = Message.of(
        "a text of {then} expects it on {other} (“{words}”); a later one says {day}, which is shown",
        then=appeared.lo,
        other=days.lo,
        words=one.mention.text,
        day=shown.days.lo,
    )
    return _conflict("overtaken", one.mention, shown, reason)


def _conflict(
    kind: Literal["sources", "translation", "overtaken"],
    one: DateMention,
    shown: DateMention,
    reason: Message,
) -> Conflict:
    return Conflict(kind, shown.edtf, one.edtf, reason, one.article, one.start, one.end)
