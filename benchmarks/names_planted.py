"""People planted into real sentences, so that it is known who is meant: inflected, misspelt, and near others.

Names come from faker, which lists those of many countries; sentences from translated guides, where a name in
a sentence gives its place to a planted one. A tenth of the people get a neighbour whose surname is nearly
theirs, and some share one: these must never be taken for each other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from build_dossier.clean import clean
from build_dossier.extract.article import extract
from build_dossier.model import Article, Document, Entity, Language, Rulings, Source

__all__ = ["LOCALES", "Planted", "Tally", "article", "judge", "plant", "stock"]

LOCALES = {
    "bg": "bg_BG", "cs": "cs_CZ", "de": "de_DE", "el": "el_GR", "en": "en_US", "es": "es_ES", "fr": "fr_FR",
    "hu": "hu_HU", "id": "id_ID", "it": "it_IT", "nl": "nl_NL", "pl": "pl_PL", "pt": "pt_BR", "ro": "ro_RO",
    "ru": "ru_RU", "sw": "sw", "tr": "tr_TR",
}  # fmt: skip
"""Where faker finds names, for the languages of the guides that have capitals."""
ENDINGS: Mapping[str, tuple[str, ...]] = {
    "de": ("s",), "en": ("’s", "'s"), "hu": ("nak", "hoz"), "nl": ("s", "'s"), "pl": ("a", "owi", "em"),
    "ru": ("а", "у", "ом"), "tr": ("'ın", "’de", "'a"),
}  # fmt: skip
"""Endings that a surname that ends in a consonant takes; a language without an entry inflects no names."""
SOFT = re.compile(r"[aeiouyäöüáéíóúőűıąęаеиоуыэюяйь]$", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_]{3,}")
PEOPLE = 4
"""People planted into an article."""
NEIGHBOUR, NAMESAKE, MISSPELT = 0.1, 0.05, 0.1
"""Shares of the people who get a neighbour, share their surname with the one before, or are misspelt once."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One place where a planted person stands in a source."""

    article: str
    start: int
    end: int
    person: int
    how: str
    """`full`, `surname`, `inflected` or `slip`."""


@dataclass(slots=True)
class Tally:
    """Sums over the planted people of a language."""

    people: int = 0
    merged: int = 0
    """Wrong merges: an entity that holds two people counts once, one that holds three counts twice."""
    said: dict[str, int] | None = None
    right: dict[str, int] | None = None
    wrong: list[str] | None = None


def stock(language: str, count: int, chance: random.Random) -> list[tuple[str, str]]:
    """Return so many different people as first name and surname; raises ImportError without faker."""
    from faker import Faker  # noqa: PLC0415

    source: Any = Faker(LOCALES[language])
    source.seed_instance(chance.randrange(2**30))
    people: dict[tuple[str, str], None] = {}
    for _ in range(40 * count):
        first = getattr(source, "first_name_male", source.first_name)()
        last = getattr(source, "last_name_male", source.last_name)()
        if NAME.fullmatch(first) and NAME.fullmatch(last) and f"{first} {last}".istitle():
            people[first, last] = None
        if len(people) == count:
            break
    return list(people)


def article(identity: str, language: str, text: str) -> Article:
    """Return a text as an article of the dossier."""
    document = Document(
        identity, Source(f"{identity}.txt", identity, text), Language(language, 1.0, "stated")
    )
    rulings = Rulings()
    return extract(document, clean(document, rulings), rulings)


def plant(
    language: str, slots: Sequence[tuple[str, int, int]], count: int, chance: random.Random
) -> tuple[list[tuple[str, str]], list[Planted]]:
    """Return texts with about so many planted people, and where each of them stands.

    A slot is a paragraph and the stretch of it that a name takes the place of.
    """
    texts: list[tuple[str, str]] = []
    planted: list[Planted] = []
    people = stock(language, count, chance)
    taken: set[tuple[str, str]] = set()
    for first in range(0, len(people), PEOPLE):
        group = {first + at: person for at, person in enumerate(people[first : first + PEOPLE])}
        _neighbours(group, len(people) + len(texts) * PEOPLE, chance)
        group = {key: person for person, key in {person: key for key, person in group.items()}.items()}
        group = {key: person for key, person in group.items() if person not in taken}
        taken |= set(group.values())
        identity = f"{language}-{first:05d}"
        text = ""
        for person, how, written in _mentions(group, language, chance):
            paragraph, start, end = chance.choice(slots)
            at = len(text) + start
            planted.append(Planted(identity, at, at + len(written), person, how))
            text += paragraph[:start] + written + paragraph[end:] + "\n\n"
        texts.append((identity, text))
    return texts, planted


def _neighbours(group: dict[int, tuple[str, str]], free: int, chance: random.Random) -> None:
    """Give some people a namesake, or a neighbour with a surname that is nearly theirs."""
    keys = list(group)
    for at, key in enumerate(keys):
        first, last = group[key]
        lot = chance.random()
        if lot < NEIGHBOUR and len(last) > 3 and at + 1 < len(keys):
            other = group[keys[at + 1]][0]
            near = chance.choice((last + "s", last[:-1], last + "er", last[:-2] + last[-1], last[:-1] + "e"))
            group[free + at] = (other if other != first else first[::-1].capitalize(), near)
        elif lot < NEIGHBOUR + NAMESAKE and at:
            group[key] = (first, group[keys[at - 1]][1])


def _mentions(
    group: Mapping[int, tuple[str, str]], language: str, chance: random.Random
) -> Iterator[tuple[int, str, str]]:
    """Yield who is named how, everyone in full first."""
    surnames = [last for _, last in group.values()]
    later = []
    for person, (first, last) in group.items():
        yield person, "full", f"{first} {last}"
        later.append((person, "full", f"{first} {last}"))
        if surnames.count(last) > 1:
            continue
        later += [(person, "surname", last)] * 2
        if ENDINGS.get(language) and not SOFT.search(last) and last[-1] not in "szxß":
            inflected = last + chance.choice(ENDINGS[language])
            if inflected not in surnames:
                later.append((person, "inflected", inflected))
        if chance.random() < MISSPELT and len(last) >= 6:
            at = chance.randrange(1, len(last) - 2)
            swapped = last[:at] + last[at + 1] + last[at] + last[at + 2 :]
            if swapped != last and swapped not in surnames:
                later.append((person, "slip", swapped))
    chance.shuffle(later)
    yield from later


def judge(entities: Sequence[Entity], planted: Sequence[Planted]) -> Tally:
    """Return how many of the planted people were taken for each other, and which mentions were understood."""
    where: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for mention in entity.mentions:
            where.setdefault(mention.article, []).append((mention.start, mention.end, entity.id))
    held: dict[str, set[int]] = {}
    home: dict[int, str] = {}
    said: dict[str, int] = {}
    right: dict[str, int] = {}
    found = [
        (one, next((e for lo, hi, e in where.get(one.article, ()) if lo < one.end and one.start < hi), ""))
        for one in planted
    ]
    for one, entity in found:
        if entity:
            held.setdefault(entity, set()).add(one.person)
        if entity and one.how == "full":
            home.setdefault(one.person, entity)
    for one, entity in found:
        said[one.how] = said.get(one.how, 0) + 1
        right[one.how] = right.get(one.how, 0) + bool(entity and home.get(one.person) == entity)
    merged = sum(len(people) - 1 for people in held.values())
    wrong = sorted(entity for entity, people in held.items() if len(people) > 1)
    return Tally(len({one.person for one in planted}), merged, said, right, wrong)
