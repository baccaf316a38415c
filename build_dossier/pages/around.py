"""The ways from an event to the ones before it, on its day and after it, with their distance in time."""

from __future__ import annotations

from dataclasses import dataclass

from build_dossier.model import Event
from build_dossier.pages.tree import Here

__all__ = ["Way", "ways"]

NEAR = 60
"""Days that are said as a distance; farther ones as a date."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link to another event."""

    href: str
    text: str


def ways(here: Here, event: Event) -> tuple[Way, ...]:
    """Return the links to the event before, the next on the same day, and the event after."""
    around = here.tree.index.around_event.get(event.id)
    if around is None:
        return ()
    words, out = here.tree.words, []
    if around.earlier:
        far = _distance(here, around.earlier, event)
        text = words.text("{distance} earlier", distance=far) if far else ""
        out.append(
            Way(
                here.event(around.earlier),
                text or words.text("before: {date}", date=_date(here, around.earlier)),
            )
        )
    if around.same:
        text = words.text("on the same day ({n})", n=around.others)
        out.append(Way(here.event(around.same), text))
    if around.later:
        far = _distance(here, event, around.later)
        text = words.text("{distance} later", distance=far) if far else ""
        out.append(
            Way(here.event(around.later), text or words.text("after: {date}", date=_date(here, around.later)))
        )
    return tuple(out)


def _date(here: Here, event: Event) -> str:
    return here.tree.words.when(event.edtf, event.days)


def _distance(here: Here, one: Event, other: Event) -> str:
    """Return the days from one event to a later one in words, empty where that would be false or far."""
    days = (other.days.lo - one.days.lo).days
    if one.days.length > 1 or other.days.length > 1 or one.doubtful or other.doubtful or days > NEAR:
        return ""
    return here.tree.words.days(days)
