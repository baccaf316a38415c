"""What stands around the runs of capitals: offices, verbs of speech, prepositions, ages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from babel.core import get_global

from build_dossier.extract.names_runs import Form, Run
from build_dossier.extract.names_text import Segment, Word
from build_dossier.languages.names import NamePack
from build_dossier.model import Kind

__all__ = ["Unit", "look"]

AGE = re.compile(r",? \(?[1-9]\d[,)]")
"""What follows a person: an age between commas or in brackets."""

WORDS = frozenset({"center", "christmas", "easter", "knox", "midway", "reunion", "troll", "wake"})
"""Places of time zones that are words, or names of much else."""


@dataclass(slots=True)
class Unit:
    """A form with everything that was seen around it."""

    form: Form
    runs: list[Run] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)
    languages: set[str] = field(default_factory=set)
    """Of the languages that keep capitals for names."""
    spoken: set[str] = field(default_factory=set)
    """The languages it stands in, all of them."""
    articles: set[str] = field(default_factory=set)
    score: float = 0.0
    kind: Kind = "other"
    territory: str = ""
    """CLDR's code of the territory that it is the name of."""
    follows: set[Form] = field(default_factory=set)
    """The forms that it follows after a comma."""
    beside: Counter[Form] = field(default_factory=Counter)
    """The forms that an `and` joins to it."""

    @property
    def text(self) -> str:
        """The form as one string."""
        return " ".join(self.form)


def look(unit: Unit, run: Run, segment: Segment, starts: Mapping[int, Run]) -> None:
    """Note what stands around one occurrence."""
    words, pack, seen = segment.words, segment.pack, unit.seen
    first, last = words[run.first], words[run.last]
    if pack.nouns:
        seen["noun"] += 1
        seen["opening"] += first.initial
    else:
        seen["begin" if first.initial else "inside"] += 1
        if not first.initial:
            unit.languages.add(segment.article.language)
    before = words[run.first - 1] if run.first else None
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    seen["age"] += AGE.match(segment.text, last.end) is not None
    if before is not None:
        articled = first.gap.isspace() and before.text in pack.determiners
        seen["determined" if pack.nouns else "article"] += articled
        _look_before(unit, run, segment, before, starts)
    if after is not None and after.text == pack.conjunction and run.last + 2 in starts:
        unit.beside[starts[run.last + 2].form] += 1
    if before is not None and before.text == pack.conjunction and 1 - run.first in starts:
        unit.beside[starts[1 - run.first].form] += 1
    if after is not None:
        _look_after(seen, after, words, run, pack)
    _look_at_place(unit, run, segment)
    _look_inside(unit, run, segment)


def _look_at_place(unit: Unit, run: Run, segment: Segment) -> None:
    """Note where in its segment an occurrence stands: alone on a line, in a dateline, in brackets."""
    words, seen = segment.words, unit.seen
    first, last = words[run.first], words[run.last]
    seen["line"] += segment.spoken_by and run.first == 0 and run.last == len(words) - 1
    bracket = segment.text[max(first.start - 1, 0) : first.start] == "("
    seen["agency" if bracket else "dateline"] += last.end <= segment.dateline
    if bracket and _abbreviates(words, run):
        small = sum(not word.capital for word in words[run.first - len(run.form[0]) : run.first])
        seen["abbreviated" if 2 * small >= len(run.form[0]) else "expanded"] += 1
    elided = segment.text[max(first.start - 1, 0) : first.start] in {"'", "’"}
    seen["at"] += elided


def _look_inside(unit: Unit, run: Run, segment: Segment) -> None:
    """Note what the words of an occurrence are by themselves."""
    words, pack, seen = segment.words, segment.pack, unit.seen
    first, last = words[run.first], words[run.last]
    written = first.text if run.first == run.last else unit.text
    territory = pack.territory(unit.text)
    seen["place"] += bool(territory) or written in pack.places or _city(written)
    unit.territory = unit.territory or territory
    seen["of first"] += first.text in pack.of
    seen["opens"] += first.text in pack.common
    seen["usual"] += run.last > run.first and last.text.casefold() in pack.frequent
    seen["organisation part"] += any(word in pack.organisation_parts for word in unit.form)
    seen["place part"] += len(unit.form) > 1 and any(word in pack.place_parts for word in unit.form)


def _abbreviates(words: Sequence[Word], run: Run) -> bool:
    """Tell whether the words before a bracket begin with the letters in it."""
    letters = run.form[0].casefold()
    before = words[max(run.first - len(letters), 0) : run.first]
    return "".join(word.text[0] for word in before).casefold() == letters


def _look_before(unit: Unit, run: Run, segment: Segment, before: Word, starts: Mapping[int, Run]) -> None:
    words, pack, seen = segment.words, segment.pack, unit.seen
    gap = words[run.first].gap
    near = gap.isspace() or (gap == ". " and before.text in pack.titles)
    if near:
        seen["title"] += before.text in pack.titles
        held = before.text in pack.roles or _holds(words, run.first, pack)
        held = held and not _in_office(words, run.last + 1, pack)
        seen["role"] += held
        seen["held"] += held and not pack.juxtaposed
        seen["source" if before.text in pack.at else "says"] += before.text in pack.says
        seen["at"] += before.text in pack.at
        seen["counted"] += before.text.isdigit()
        seen["organisation"] += before.text in pack.organisations
        seen["place before"] += before.text in pack.place_before
        seen["product"] += before.text in pack.products
        follows = starts.get(run.last + 1)
        person_follows = follows is not None and len(follows.form) > 1 and words[run.last + 1].gap.isspace()
        seen["role of"] += before.text in pack.roles and person_follows
        two = words[run.first - 2] if run.first > 1 and before.gap.isspace() else None
        if two is not None:
            seen["organisation near"] += two.text in pack.organisations
            seen["governed"] += two.text in pack.roles and before.text in pack.of
        seen["product"] += _example(words, run.first, pack)
    elif "," in gap:
        seen["role"] += len(unit.form) > 1 and before.text in pack.roles
        if gap.strip() == "," and -run.first in starts:
            unit.follows.add(starts[-run.first].form)


def _in_office(words: Sequence[Word], after: int, pack: NamePack) -> bool:
    """Tell whether an office stands right after a name, which is where it is held: the SPD politician."""
    if after >= len(words) or words[after].gap not in {" ", "-"}:
        return False
    return words[after].text in pack.roles and (not words[after].capital or words[after].gap == "-")


def _holds(words: Sequence[Word], first: int, pack: NamePack) -> bool:
    """Tell whether an office and what it is held in stand before a name: la présidente de la Commission."""
    before = words[max(first - 5, 0) : first]
    if not any(word.text in pack.roles for word in before):
        return False
    where = before[-1]
    return where.text in pack.offices or (where.capital and bool(pack.territory(where.text)))


def _example(words: Sequence[Word], first: int, pack: NamePack) -> bool:
    """Tell whether the name is given as an example of products: `Produkte wie ChatGPT und DALL-E`."""
    like = next((at for at in range(first - 1, max(first - 6, -1), -1) if words[at].text in pack.such_as), -1)
    if like < 0 or any(not word.capital and len(word.text) > 4 for word in words[like + 1 : first]):
        return False
    return any(word.text in pack.products for word in words[max(like - 4, 0) : like])


def _look_after(seen: Counter[str], after: Word, words: Sequence[Word], run: Run, pack: NamePack) -> None:
    seen["office"] += _in_office(words, run.last + 1, pack)
    if after.gap.isspace():
        seen["place after"] += not after.capital and after.text in pack.place_parts
        seen["says"] += after.text in pack.says
        seen["heads"] += after.text in pack.of
        seen["verb"] += after.text in pack.verbs
        two = words[run.last + 2] if run.last + 2 < len(words) else None
        auxiliary = after.text in pack.verbs and two is not None
        seen["says"] += bool(auxiliary and two is not None and two.text in pack.says)
    elif after.gap in {"-", " ("}:
        seen["organisation"] += after.text in pack.organisations
    elif "," in after.gap:
        office = any(word.text in pack.roles for word in words[run.last + 1 : run.last + 4])
        seen["role"] += office and after.text not in pack.such_as
        seen["says"] += after.text in pack.says


@cache
def _cities() -> frozenset[str]:
    """Return the cities that time zones are named after, folded, from CLDR."""
    zones: Mapping[str, str] = get_global("zone_territories")
    names = {zone.rsplit("/", maxsplit=1)[-1].replace("_", " ").casefold() for zone in zones if "/" in zone}
    return frozenset(name for name in names - WORDS if len(name) > 3 and not any(map(str.isdigit, name)))


def _city(text: str) -> bool:
    return text.casefold() in _cities()
