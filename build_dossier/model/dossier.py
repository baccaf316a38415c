"""The whole: articles, what links them, what the curator decided, what to check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from build_dossier.model.articles import Article, Published
from build_dossier.model.dates import DateMention
from build_dossier.model.events import Comparison, Event
from build_dossier.model.links import Difference, Edition, Entity, Kind, Proposal, Related, Work
from build_dossier.model.sources import Document
from build_dossier.model.values import Message

__all__ = ["Dossier", "EventRuling", "NameRuling", "Problem", "Rulings"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to check, with the remedy; an `error` means an input was not published."""

    severity: Literal["error", "warning"]
    path: str
    message: Message
    line: int = 0


@dataclass(frozen=True, slots=True)
class EventRuling:
    """What the curator decided about one event."""

    id: str = ""
    """The event's, as its page shows it; empty for an event that the curator adds."""
    edtf: str = ""
    """A day, a month, a year, or `first/last`; empty where the articles' date stands."""
    labels: Mapping[str, str] = field(default_factory=dict)
    """Wording by language; `""` holds one for all."""
    merge: tuple[str, ...] = ()
    """Ids of the events that are the same happening."""
    hide: bool = False
    pin: bool = False


@dataclass(frozen=True, slots=True)
class NameRuling:
    """What the curator says of one name."""

    shown: str = ""
    """The name to show instead."""
    kind: Kind | Literal[""] = ""
    also: tuple[str, ...] = ()
    """Other names and spellings that mean the same."""
    apart: tuple[str, ...] = ()
    """Spellings that mean somebody or something else."""
    hide: bool = False


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the curator decided in `dossier.toml`; empty when there is no such file."""

    title: Mapping[str, str] = field(default_factory=dict)
    """Dossier title by language; `""` holds one for all."""
    about: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By `Document.key`: title date language author editor outlet url rights credit, `exclude = "true"`."""
    lines: tuple[tuple[str, Literal["keep", "drop"], str], ...] = ()
    """(source path or `*`, ruling, line text stripped)."""
    events: tuple[EventRuling, ...] = ()
    names: Mapping[str, NameRuling] = field(default_factory=dict)
    """By name: as the dossier shows or spells it, or words of the texts that nothing else finds."""
    same: tuple[tuple[str, ...], ...] = ()
    """Source paths that are one text: in several languages a work, in one language editions."""
    apart: tuple[tuple[str, ...], ...] = ()
    """Source paths of which no two are one text."""
    settled: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By the id of a difference between versions that is judged: the reason by language, `""` for all."""

    def of(self, document: Document) -> Mapping[str, str]:
        """Return what is ruled of a document: of a part itself, then of its source, the title apart."""
        ruled = self.articles.get(document.source.path, {})
        if not document.part:
            return ruled
        shared = {key: value for key, value in ruled.items() if key not in ("title", "language")}
        return {**shared, **self.articles.get(document.key, {})}


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it: articles, what links them, what they date, whom they name, what to check."""

    articles: tuple[Article, ...]
    published: Mapping[str, Published]
    """By article id."""
    dates: tuple[DateMention, ...]
    entities: tuple[Entity, ...]
    works: tuple[Work, ...]
    related: tuple[Related, ...]
    events: tuple[Event, ...]
    """In order of `days.lo`."""
    problems: tuple[Problem, ...]
    rulings: Rulings = field(default_factory=Rulings)
    hidden: tuple[Event, ...] = ()
    """Events that the curator hides."""
    differences: Mapping[tuple[str, ...], tuple[Difference, ...]] = field(default_factory=dict)
    """By a work's articles: what its versions say differently, in the order of the text."""
    claims: Mapping[str, tuple[Comparison, ...]] = field(default_factory=dict)
    """By an event's id: the numbers and quotations of its sources that can be compared."""
    editions: tuple[Edition, ...] = ()
    """Of `articles` without their own other editions."""
    proposals: tuple[Proposal, ...] = ()
    """The likeliest first."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles, the one with most articles first, then by code."""
        codes = [article.language for article in self.articles]
        return tuple(sorted(set(codes), key=lambda code: (-codes.count(code), code)))
