"""The curator's word on the timeline: events added, put together, worded, dated, pinned or hidden.

An event is named by its id. Since an id comes from a date and a sentence, an event answers to those of all
its sentences: a ruling survives that another article tells it more clearly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from build_dossier.edtf import days_of
from build_dossier.model import Event, EventRuling, Label, Message
from build_dossier.timeline.happenings import Telling

__all__ = ["Told", "curate", "event_id", "named"]

Told = tuple[Event, tuple[Telling, ...]]
"""An event and what tells it."""

Make = Callable[[Sequence[Telling]], Event]


def event_id(day: date, text: str) -> str:
    """Return the id of an event that begins on a day and is told by a text."""
    return f"e-{day.isoformat()}-{hashlib.sha256(text.encode()).hexdigest()[:4]}"


def named(id: str, events: Sequence[Event]) -> Event | None:
    """Return the event that has an id, else the only one that answers to it."""
    own = next((event for event in events if event.id == id), None)
    others = [event for event in events if id in event.answers]
    return own or (others[0] if len(others) == 1 else None)


def curate(found: Sequence[Told], rulings: Sequence[EventRuling], make: Make) -> list[Event]:
    """Return the events as the curator wants them; `make` tells several tellings as one event.

    A ruling that names no event changes nothing.
    """
    told = list(found)
    for ruling in rulings:
        if ruling.merge:
            told = _merged(told, ruling, make)
    events = [event for event, _ in told]
    for ruling in rulings:
        one = named(ruling.id, events) if ruling.id else None
        if not ruling.id:
            events.append(_added(ruling))
        elif one is not None:
            events[events.index(one)] = _ruled(one, ruling)
    return events


def _merged(told: list[Told], ruling: EventRuling, make: Make) -> list[Told]:
    events = [event for event, _ in told]
    first = named(ruling.id, events)
    others = [named(id, events) for id in ruling.merge]
    ids = {event.id for event in others if event is not None and first is not None and event.id != first.id}
    if first is None or not ids:
        return told
    parts = [(event, members) for event, members in told if event.id in {first.id, *ids}]
    members = tuple(sorted((one for _, some in parts for one in some), key=lambda one: one.order))
    answers = dict.fromkeys((first.id, *(answer for event, _ in parts for answer in event.answers)))
    said = Message.of(
        "Put together by the curator from {n} entry.",
        "Put together by the curator from {n} entries.",
        n=len(parts),
    )
    event = replace(make(members), id=first.id, answers=tuple(answers), decisions=(said,))
    kept = [pair for pair in told if pair[0].id not in ids]
    return [(event, members) if pair[0].id == first.id else pair for pair in kept]


def _ruled(event: Event, ruling: EventRuling) -> Event:
    """Return an event with the curator's date and wording; what the articles say stays in its mentions."""
    if ruling.hide:
        return replace(event, hidden=True)
    decisions = list(event.decisions)
    if ruling.labels:
        decisions.append(Message.of("Worded by the curator."))
        event = replace(event, labels=_labels(event, ruling))
    days = days_of(ruling.edtf)
    if days is not None:
        decisions.append(_dated(event))
        event = replace(event, edtf=ruling.edtf, days=days, doubtful=False)
    if ruling.pin:
        decisions.append(Message.of("Pinned by the curator."))
    return replace(event, decisions=tuple(decisions), pinned=event.pinned or ruling.pin)


def _dated(event: Event) -> Message:
    first, last = event.days.lo, event.days.hi - timedelta(days=1)
    if first == last:
        return Message.of("Dated by the curator; the texts say {day}.", day=first)
    return Message.of("Dated by the curator; the texts say {first} to {last}.", first=first, last=last)


def _labels(event: Event, ruling: EventRuling) -> tuple[Label, ...]:
    written = tuple(Label(text, language) for language, text in ruling.labels.items())
    if "" in ruling.labels:
        return written
    return (*written, *(label for label in event.labels if label.language not in ruling.labels))


def _added(ruling: EventRuling) -> Event:
    days = days_of(ruling.edtf)
    assert days is not None  # the curator's file is refused otherwise
    labels = tuple(Label(text, language) for language, text in ruling.labels.items())
    id = event_id(days.lo, labels[0].text)
    said = [Message.of("Added by the curator; no article of the dossier dates it.")]
    said += [Message.of("Pinned by the curator.")] if ruling.pin else []
    return Event(id, ruling.edtf, days, labels, (), answers=(id,), decisions=tuple(said), pinned=ruling.pin)
