"""What the entries of a timeline may be filtered by: a person, a language, a source.

The page is whole without them; a script of its own shows the choices and hides what was not chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from build_dossier.model import Article, Event
from build_dossier.pages.entries import block_text, short
from build_dossier.pages.inline import sentence
from build_dossier.pages.tree import Here

__all__ = ["Choice", "Filter", "filters"]

CHOICES = 60
"""The most frequent values that a filter offers."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter: what it is called, in which language, and how many entries have it."""

    name: str
    language: str
    count: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A thing to filter by, with its choices; an entry names those it has by their numbers."""

    key: Literal["person", "language", "source"]
    title: str
    choices: tuple[Choice, ...]
    numbers: Mapping[str, str]
    """By event id: numbers of choices, with spaces between."""


def filters(here: Here, events: Sequence[Event]) -> tuple[Filter, ...]:
    """Return the filters of which the events have at least two values."""
    words, index = here.tree.words, here.tree.index
    articles = {
        event.id: [index.articles[id] for id in dict.fromkeys(one.article for one in event.mentions)]
        for event in events
    }
    made = (
        _filter("person", words.text("Person"), {event.id: _persons(here, event) for event in events}),
        _filter(
            "language",
            words.text("Language"),
            {
                id: {one.language: (words.language(one.language), words.code) for one in told}
                for id, told in articles.items()
            },
        ),
        _filter(
            "source",
            words.text("Source"),
            {id: dict(_source(one, words.code) for one in told) for id, told in articles.items()},
        ),
    )
    return tuple(one for one in made if len(one.choices) > 1)


Found = Mapping[str, Mapping[str, tuple[str, str]]]
"""By event id: values, each with its name and the language of that."""


def _filter(key: Literal["person", "language", "source"], title: str, found: Found) -> Filter:
    counts = Counter(value for values in found.values() for value in values)
    names = {value: name for values in found.values() for value, name in values.items()}
    most = sorted(counts, key=lambda value: (-counts[value], names[value]))[:CHOICES]
    number = {value: str(at) for at, value in enumerate(most)}
    return Filter(
        key,
        title,
        tuple(Choice(*names[value], counts[value]) for value in most),
        {id: " ".join(number[value] for value in values if value in number) for id, values in found.items()},
    )


def _source(article: Article, code: str) -> tuple[str, tuple[str, str]]:
    """Return the outlet of an article, else the article itself, which is then a source of its own."""
    outlet = article.facts.get("outlet")
    if outlet:
        return outlet.value.casefold(), (outlet.value, code)
    return f"article {article.id}", (short(article.title.value), article.language)


def _persons(here: Here, event: Event) -> Mapping[str, tuple[str, str]]:
    """Return the persons named in a sentence that dates the event."""
    index = here.tree.index
    found: dict[str, tuple[str, str]] = {}
    for mention in event.mentions:
        named = index.names_at.get((mention.article, mention.block), ())
        persons = [(spot, entity) for spot, entity in named if entity.kind == "person"]
        text = block_text(index.articles[mention.article], mention.block) if persons else ""
        if mention.block_end > len(text):
            continue
        lo, hi = sentence(text, mention.block_start, mention.block_end)
        found |= {
            entity.id: (entity.name, here.tree.words.code)
            for spot, entity in persons
            if lo <= spot.block_start and spot.block_end <= hi
        }
    return found
