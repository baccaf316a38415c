"""Small dossiers in which it is known who counts what: reports of one happening among real paragraphs.

Each dossier holds two happenings of one day that count the same kind of thing, each told by several sources
in several languages: exactly, in round words, as a bound, or with another number. Around them stand
paragraphs of translated guides, and sentences of the same name with numbers that count something else:
years, ages, shares, telephone numbers, the same thing a year before.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf
from pathlib import Path
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

__all__ = ["LANGUAGES", "Case", "Planted", "Report", "cases"]

LANGUAGES = ("de", "en", "es", "fr", "id")
"""Those whose packs know what news counts."""

COMPANIES = ("Norvana", "Kestrel Energy", "Halden Group", "Ostara Systems", "Brantley Motors", "Veloria")
TOWNS = ("Rostock", "Granada", "Surabaya", "Nantes", "Leeds", "Medan", "Kassel", "Oviedo", "Rennes", "Exeter")
PLAN = (0, 0, 0, 1, 1, -1)
"""Which happening each source tells; the last one none."""
HOW = ("dated", "dated", "undated", "undated", "split")
"""How all but the first tell it: with its day, without, or with name and day in the sentence before."""
SIZES = {
    "staff": (120, 9000), "dead": (3, 60), "injured": (5, 300), "demonstrators": (300, 30000),
    "dollars": (2, 900),
}  # fmt: skip
"""What is counted, and how many of it there are; of dollars, millions."""

WAYS = ("exact", "exact", "more", "least", "about", "most")
"""How a number may be qualified, and how often."""
SAID: Mapping[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
"""The sentences, by language."""


@dataclass(frozen=True, slots=True)
class Planted:
    """What one source says of one happening."""

    fact: int
    start: int
    """Offset of the number's words in the source."""
    end: int
    least: float
    most: float
    """What the words allow the number to be."""


@dataclass(frozen=True, slots=True)
class Report:
    """A source."""

    name: str
    language: str
    text: str
    day: date
    planted: tuple[Planted, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A dossier with the days of its happenings."""

    reports: tuple[Report, ...]
    kind: str
    days: tuple[date, ...]


def cases(paragraphs: Mapping[str, Sequence[str]], count: int, seed: int, sentences: str) -> Iterator[Case]:
    """Yield dossiers of six reports; `paragraphs` are real ones by language, `sentences` which of ours."""
    chance = random.Random(seed)
    for number in range(count):
        kind = list(SIZES)[number % len(SIZES)]
        names = chance.sample(COMPANIES if kind in ("staff", "dollars") else TOWNS, 2)
        day = date(2019, 1, 10) + timedelta(days=chance.randrange(1600))
        size = _size(kind, chance)
        sizes = (size, _other(size, chance, (0.6, 0.7, 1.4, 1.6)))
        reports = []
        for at, fact in enumerate(PLAN):
            first = LANGUAGES[number // len(SIZES) % len(LANGUAGES)]
            spoken = chance.choice(LANGUAGES) if at else first
            how = "dated" if fact not in PLAN[:at] else chance.choice(HOW)
            writer = _Writer(spoken, kind, names[max(fact, 0)], day, chance, sentences)
            text, planted = writer.report(paragraphs[spoken], fact, sizes[max(fact, 0)], how)
            published = day + timedelta(days=chance.randint(1, 3))
            reports.append(Report(f"{number:03d}-{at}-{spoken}", spoken, text, published, planted))
        yield Case(tuple(reports), kind, (day, day))


def _size(kind: str, chance: random.Random) -> float:
    low, high = SIZES[kind]
    drawn = low * (high / low) ** chance.random()
    return round(drawn, 1) if kind == "dollars" else float(round(drawn))


def _other(size: float, chance: random.Random, times: Sequence[float]) -> float:
    """Return another number of the same size."""
    other = size * chance.choice(times)
    return round(other, 1) if size != int(size) else float(max(2, round(other)))


class _Writer:
    """Writes the sentences of one report."""

    def __init__(
        self, language: str, kind: str, who: str, day: date, chance: random.Random, sentences: str
    ) -> None:
        self.language, self.kind, self.who, self.day, self.chance = language, kind, who, day, chance
        self.words = SAID[language]
        self.told = self.words[sentences]

    def report(
        self, real: Sequence[str], fact: int, size: float, how: str
    ) -> tuple[str, tuple[Planted, ...]]:
        """Return a text and what is planted in it; a `fact` of -1 tells none."""
        about = self.words["company" if self.who in COMPANIES else "town"].format(who=self.who)
        around = self.chance.sample(real, 5)
        beside = " ".join(self._beside(line) for line in self.chance.sample(self.words["beside"], 2))
        told, span, least, most = self._told(size, how) if fact >= 0 else ("", (0, 0), 0.0, 0.0)
        before = [around[0], f"{about} {around[1]}"]
        after = [around[2], around[3], beside, around[4]]
        if self.chance.random() < 0.5:
            before, after = [*before, beside], [around[2], around[3], around[4]]
        head = "".join(f"{part}\n\n" for part in before)
        text = head + "\n\n".join([told, *after] if told else after)
        if not told:
            return text, ()
        start, end = span
        return text, (Planted(fact, len(head) + start, len(head) + end, least, most),)

    def _told(self, size: float, how: str) -> tuple[str, tuple[int, int], float, float]:
        phrase, least, most = self._phrase(size)
        when = self.words["on"].format(day=format_date(self.day, "long", locale=self.language))
        said = self.chance.choice(self.told[self.kind])
        if how == "dated":
            text = said.format(who=self.who, when=when, np=phrase)
        elif how == "undated":
            text = said.replace(" {when}", "").format(who=self.who, np=phrase)
        else:
            text = self.words["opens"].format(who=self.who, when=when)
            text += " " + self._unnamed(said, phrase)
        text = text[:1].upper() + text[1:]
        at = text.casefold().index(phrase.casefold())
        return text, (at, at + len(phrase)), least, most

    def _unnamed(self, said: str, phrase: str) -> str:
        """Return a sentence with neither name nor day; of people it must say what became of them."""
        if self.kind in ("staff", "dollars"):
            return str(self.words["unnamed"]).format(np=phrase)
        there = self.words["there"]
        said = re.sub(r"\b([Ii]n|[Àà]|[Ee]n|[Dd]i|aus|de|of) \{who\}", there, said)
        text = said.replace(" {when}", "").format(np=phrase, who=there)
        return text[:1].upper() + text[1:]

    def _phrase(self, size: float) -> tuple[str, float, float]:
        """Return words for about so many things, and what they allow the number to be."""
        lot = self.chance.random()
        if lot < 0.12 and 100 <= size < 1000 and self.kind in self.words["hundreds"]:
            return self.words["hundreds"][self.kind], 100, 999
        if lot < 0.35:
            size = _other(size, self.chance, (0.65, 0.75, 1.3, 1.45))
        way = self.chance.choice(WAYS)
        number, least, most = _said(way, size)
        said = self.chance.choice(self.words["ways"].get(way, ("{n}",))).format(n=self._digits(number, way))
        noun = self.chance.choice(self.words["nouns"][self.kind])
        if noun.startswith("$"):
            said = said.replace(self._digits(number, way), "$" + self._digits(number, way))
            noun = noun[1:]
        return noun.format(n=said), least, most

    def _digits(self, number: float, way: str) -> str:
        words = self.words["small"].split(" ")
        if self.kind in ("dead", "injured") and number == int(number) and 2 <= number <= 12 and way != "most":
            return str(words[int(number) - 2]).replace("_", " ")
        return str(format_decimal(number, format="#,##0.#", locale=self.language))

    def _beside(self, line: str) -> str:
        chance = self.chance
        before = self.words["on"].format(
            day=format_date(self.day - timedelta(days=365), "long", locale=self.language)
        )
        noun = self.words["nouns"][self.kind][-1]
        return line.format(
            who=self.who,
            share=chance.randint(11, 49),
            age=chance.randint(21, 59),
            year=chance.randint(1961, 2012),
            phone=f"{chance.randint(0, 9999):04d}",
            before=before[:1].upper() + before[1:],
            np=noun.format(n=self._digits(_size(self.kind, chance), "exact")),
        )


def _said(way: str, size: float) -> tuple[float, float, float]:
    """Return the number that is written, and the least and the most that it then can be."""
    step = max(1, 10 ** (len(str(int(size))) - 2))
    low, high = size // step * step, -(-size // step) * step
    near = round(size / step) * step
    return {
        "exact": (size, size, size),
        "more": (max(2, low - step), max(2, low - step), inf),
        "least": (low, low, inf),
        "about": (near, 0.9 * near, 1.1 * near),
        "most": (high, 0, high),
    }[way]
