"""The timeline's entries: every happening that the articles date, once, with all the places that tell it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from build_dossier.model import (
    Article,
    DateMention,
    Days,
    Entity,
    Event,
    EventRuling,
    Label,
    Published,
    Work,
)
from build_dossier.timeline.conflicts import conflicts
from build_dossier.timeline.curated import curate, event_id
from build_dossier.timeline.grouping import group
from build_dossier.timeline.happenings import Telling, tellings
from build_dossier.timeline.labels import Names, labels, names_in, quoted
from build_dossier.timeline.overtaken import overtakes
from build_dossier.timeline.passages import passage
from build_dossier.timeline.salience import salience

__all__ = ["events"]


def events(
    articles: Sequence[Article],
    works: Sequence[Work],
    dates: Sequence[DateMention],
    published: Mapping[str, Published],
    entities: Sequence[Entity],
    rulings: Sequence[EventRuling] = (),
) -> tuple[Event, ...]:
    """Return the happenings that the mentions date and the curator adds, in order of their first day.

    Events of one day stand in order of their last day, then those with more sources first, then as told.
    Those that the curator hides are among them, and say so.
    """
    found = tellings(articles, works, dates, entities)
    named = names_in(entities)

    def make(members: Sequence[Telling]) -> Event:
        return _event(members, published, named)

    made = [(make(members), members) for members in group(found, works, published)]
    made.sort(key=lambda told: _order(told[0]))
    distinct = _distinct([event for event, _ in made])
    told = [(event, members) for event, (_, members) in zip(distinct, made, strict=True)]
    counts = salience(dates, published, works)
    return tuple(
        replace(event, salience=counts.get(event.days, 0))
        for event in _distinct(sorted(curate(told, rulings, make), key=_order))
    )


def _order(event: Event) -> tuple[date, date, int]:
    return event.days.lo, event.days.hi, -event.weight


def _event(members: Sequence[Telling], published: Mapping[str, Published], named: Names) -> Event:
    late = [one for one in members if any(overtakes(other, one, published) for other in members)]
    best = _shown([one for one in members if one not in late] or members)
    assert best.days is not None
    quotes = _wording(members, best.days, named)
    contradictions = conflicts(members, best, late, published)
    return Event(
        id=event_id(best.days.lo, quotes[0].text),
        edtf=_bounded(best, best.edtf or best.days.lo.isoformat()),
        days=best.days,
        labels=quotes,
        mentions=tuple(one.mention for one in members),
        conflicts=contradictions,
        doubtful=bool(contradictions) or all(one.mention.doubtful for one in members),
        future=_ahead(members, best, published),
        weight=len({one.work for one in members}),
        answers=tuple(dict.fromkeys(_alone(one, named) for one in members)),
    )


def _wording(members: Sequence[Telling], days: Days, named: Names) -> tuple[Label, ...]:
    """Return a label a language, from what dates the event as it is shown wherever the language has that."""
    agreeing = [one for one in members if one.mention.days is not None and one.mention.days.overlaps(days)]
    told = {label.language: label for label in labels(members, named)}
    return tuple((told | {label.language: label for label in labels(agreeing, named)}).values())


def _alone(one: Telling, named: Names) -> str:
    """Return the id that the event would have if nothing else told it."""
    assert one.mention.days is not None
    return event_id(one.mention.days.lo, passage(one.article, one.mention.block)[slice(*quoted(one, named))])


def _shown(members: Sequence[Telling]) -> DateMention:
    """Return the mention whose reading the event shows: sure before doubtful, exact before wide.

    Among equals it is the reading that most texts give, translations counted once, then the one told first.
    """
    works: Counter[object] = Counter()
    for days, _ in {(one.mention.days, one.work) for one in members}:
        works[days] += 1

    def rank(one: Telling) -> tuple[bool, bool, int, int, bool, int]:
        mention = one.mention
        length = mention.days.length if mention.days else 0
        clashes = mention.conflict is not None
        return (
            mention.doubtful,
            clashes,
            length,
            -works[mention.days],
            mention.kind != "explicit",
            one.order,
        )

    return min(members, key=rank).mention


def _bounded(best: DateMention, edtf: str) -> str:
    """Return the EDTF of a date that only says when something began or ended as the open interval it is."""
    if ".." in edtf or edtf.startswith(("[", "{")):
        return edtf
    first, _, last = edtf.partition("/")
    ends = {"since": f"{first}/..", "until": f"../{last or first}"}
    return ends.get(best.expression.modifier, edtf)


def _ahead(members: Sequence[Telling], best: DateMention, published: Mapping[str, Published]) -> bool:
    """Tell whether the event lay ahead for every article whose date is known, and for one at least."""
    known = [published[one.article.id].days for one in members if one.article.id in published]
    dated = [days for days in known if days is not None]
    return bool(dated) and best.days is not None and all(days.hi <= best.days.lo for days in dated)


def _distinct(made: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events with longer ids where two are alike; an id stays the same in every build."""
    counts = Counter(event.id for event in made)
    taken: Counter[str] = Counter()
    out = []
    for event in made:
        name = event.id
        if counts[name] > 1:
            places = "".join(f"{one.article} {one.start} " for one in event.mentions)
            name += hashlib.sha256((event.labels[0].text + places).encode()).hexdigest()[:8]
        taken[name] += 1
        out.append(replace(event, id=name if taken[name] == 1 else f"{name}x{taken[name]}"))
    return tuple(out)
