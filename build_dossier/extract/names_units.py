"""What speaks for a run being a name, and for what kind of name it is."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from babel.core import get_global

from build_dossier.extract.names_runs import Form, Run, Stats
from build_dossier.extract.names_text import Segment, Word
from build_dossier.languages.names import NamePack
from build_dossier.model import Kind

__all__ = ["ENOUGH", "Unit", "units"]

ENOUGH = 1.5
"""Evidence that makes a name. Threshold and weights were set by hand on the seeds; tests/test_names.py holds
the precision and recall they reach there and on the case files in four languages."""
WEIGHTS: Mapping[str, float] = {
    "inside": 1.0,  # a capital within a sentence, first time
    "again": 0.35,  # every further time, up to twice
    "words": 0.5,  # two words or more, in a language that keeps capitals for names
    "words begin": 1.0,  # two words or more, only where sentences begin
    "words nouns": 0.8,  # two words or more, where all nouns have capitals
    "surname": 0.6,  # its last word stands alone too, in one of its articles
    "camel": 1.5,  # OpenAI
    "acronym": 0.3,
    "acronym again": 0.5,
    "role": 1.0,  # beside an office or a form of address
    "says": 1.0,
    "cue": 1.0,  # beside a word for companies, things or places
    "near": 0.5,  # such a word two words before
    "at": 0.5,
    "verb": 0.5,
    "languages": 1.0,
    "articles": 0.5,
    "place": 2.0,  # CLDR knows it
    "part": 0.7,  # a word in it that organisations' and places' names have
    "line": 1.0,  # alone on a line that says who spoke
    "shared line": 0.5,  # right after a place and a comma
    "common": -3.0,  # times the share of its occurrences without a capital
    "determined": -1.5,  # times the share of its occurrences after an article, where nouns have capitals
    "common part": -1.0,  # a word in it is a common word
    "single noun": -0.3,  # a single word, where all nouns have capitals
    "bare noun": 0.5,  # such a word that stands three times or more, never after an article
}

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

    @property
    def text(self) -> str:
        """The form as one string."""
        return " ".join(self.form)


def units(runs: Sequence[Run], segments: Sequence[Segment], stats: Stats) -> dict[Form, Unit]:
    """Return every form that occurs with its evidence, scored; a score of `ENOUGH` makes it a name."""
    found: dict[Form, Unit] = {}
    by_segment: dict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_segment[run.segment].append(run)
    for index, members in by_segment.items():
        segment = segments[index]
        starts = {run.first: run for run in members} | {-run.last - 1: run for run in members}
        for run in members:
            unit = found.setdefault(run.form, Unit(run.form))
            unit.runs.append(run)
            unit.articles.add(segment.article.id)
            unit.spoken.add(segment.article.language)
            _look(unit, run, segment, starts)
    for unit in found.values():
        unit.score = _score(unit, stats) + WEIGHTS["surname"] * _by_surname(unit, found, stats)
    for unit in found.values():
        unit.kind = _kind(unit, found, stats)
    first = {unit.form[0] for unit in found.values() if unit.kind == "person" and len(unit.form) > 1}
    for unit in found.values():
        if (
            unit.kind == "other"
            and 2 <= len(unit.form) <= 4
            and unit.form[0] in first
            and _personal(unit.form)
        ):
            unit.kind = "person"
    for unit in found.values():
        known = [found[form] for form in sorted(unit.follows)]
        if any(other.kind == "place" and other.score >= ENOUGH for other in known) and unit.kind == "other":
            unit.score += WEIGHTS["shared line"]
            unit.kind = "place"
    return found


def _look(unit: Unit, run: Run, segment: Segment, starts: Mapping[int, Run]) -> None:
    """Note what stands around one occurrence."""
    words, pack, seen = segment.words, segment.pack, unit.seen
    first, last = words[run.first], words[run.last]
    if pack.nouns:
        seen["noun"] += 1
        if run.first and _article_before(words[run.first - 1], first, pack):
            seen["determined"] += 1
    else:
        seen["begin" if first.initial else "inside"] += 1
        if not first.initial:
            unit.languages.add(segment.article.language)
    before = words[run.first - 1] if run.first else None
    after = words[run.last + 1] if run.last + 1 < len(words) else None
    if before is not None:
        _look_before(unit, run, segment, before, starts)
    if after is not None:
        _look_after(seen, after, words, run, pack)
    seen["line"] += segment.spoken_by and run.first == 0 and run.last == len(words) - 1
    seen["dateline"] += last.end <= segment.dateline
    elided = segment.text[max(first.start - 1, 0) : first.start] in {"'", "’"}
    seen["at"] += elided
    written = first.text if run.first == run.last else unit.text
    seen["place"] += bool(_territory(unit.text, pack)) or written in pack.places or _city(written)
    unit.territory = unit.territory or _territory(unit.text, pack)
    seen["of first"] += first.text in pack.of
    seen["opens"] += first.text in pack.common
    seen["organisation part"] += any(word in pack.organisation_parts for word in unit.form)
    seen["place part"] += len(unit.form) > 1 and any(word in pack.place_parts for word in unit.form)


def _territory(text: str, pack: NamePack) -> str:
    """Return the code of the territory that a name or an inflected form of it names, empty for none."""
    forms = (text, *(() if " " in text else pack.bases(text)))
    codes = (pack.territories.get(form.casefold(), "") for form in forms)
    return next(filter(None, codes), "")


def _article_before(before: Word, first: Word, pack: NamePack) -> bool:
    return first.gap.isspace() and before.text in pack.determiners


def _look_before(unit: Unit, run: Run, segment: Segment, before: Word, starts: Mapping[int, Run]) -> None:
    words, pack, seen = segment.words, segment.pack, unit.seen
    gap = words[run.first].gap
    near = gap.isspace() or (gap == ". " and before.text in pack.titles)
    if near:
        seen["title"] += before.text in pack.titles
        seen["role"] += before.text in pack.roles or _holds(words, run.first, pack)
        seen["says"] += before.text in pack.says
        seen["at"] += before.text in pack.at
        seen["organisation"] += before.text in pack.organisations
        seen["place before"] += before.text in pack.place_before
        seen["product"] += before.text in pack.products
        follows = starts.get(run.last + 1)
        person_follows = follows is not None and len(follows.form) > 1 and words[run.last + 1].gap.isspace()
        seen["role of"] += before.text in pack.roles and person_follows
        two = words[run.first - 2] if run.first > 1 and before.gap.isspace() else None
        if two is not None:
            seen["organisation near"] += two.text in pack.organisations
        seen["product"] += _example(words, run.first, pack)
    elif "," in gap:
        seen["role"] += len(unit.form) > 1 and before.text in pack.roles
        if gap.strip() == "," and -run.first in starts:
            unit.follows.add(starts[-run.first].form)


def _holds(words: Sequence[Word], first: int, pack: NamePack) -> bool:
    """Tell whether an office and what it is held in stand before a name: la présidente de la Commission."""
    before = words[max(first - 5, 0) : first]
    return before[-1].text in pack.offices and any(word.text in pack.roles for word in before)


def _example(words: Sequence[Word], first: int, pack: NamePack) -> bool:
    """Tell whether the name is given as an example of products: `Produkte wie ChatGPT und DALL-E`."""
    like = next((at for at in range(first - 1, max(first - 6, -1), -1) if words[at].text in pack.such_as), -1)
    if like < 0 or any(not word.capital and len(word.text) > 4 for word in words[like + 1 : first]):
        return False
    return any(word.text in pack.products for word in words[max(like - 4, 0) : like])


def _look_after(seen: Counter[str], after: Word, words: Sequence[Word], run: Run, pack: NamePack) -> None:
    if after.gap.isspace():
        seen["says"] += after.text in pack.says
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


def _score(unit: Unit, stats: Stats) -> float:
    seen, weight = unit.seen, WEIGHTS
    many = len(unit.form) > 1
    score = 0.0
    if seen["inside"]:
        score += weight["inside"] + weight["again"] * min(seen["inside"] - 1, 2) + many * weight["words"]
    elif many:
        score += weight["words begin"] if seen["begin"] else weight["words nouns"]
        score += weight["again"] * min(len(unit.runs) - 1, 2)
    elif not seen["begin"]:
        bare = len(unit.runs) > 2 and not stats.determined[unit.form[0]]
        score += weight["single noun"] + weight["bare noun"] * bare * (1 + (len(unit.articles) > 1))
    score += _shape(unit)
    for key, sign in (("role", "role"), ("title", "role"), ("says", "says"), ("line", "line"), ("at", "at")):
        score += weight[sign] * (seen[key] > 0)
    score += weight["verb"] * (seen["verb"] > 0)
    cues = seen["organisation"] or seen["product"] or seen["dateline"]
    score += weight["cue"] if cues else weight["near"] * (seen["organisation near"] > 0)
    score += weight["languages"] * (len(unit.languages) > 1)
    score += weight["articles"] * (len(unit.articles) > 1 and bool(seen["inside"]))
    score += weight["place"] * (seen["place"] > 0)
    score += weight["part"] * (many and seen["organisation part"] + seen["place part"] > 0)
    fixed = not (_acronym(unit.form) or _camel(unit.form) or seen["place"])
    if seen["noun"]:
        score += weight["determined"] * seen["determined"] / seen["noun"] * fixed
    everyday = [_everyday(word, stats) for word in unit.form]
    if many and (all(everyday) or (any(everyday) and not seen["inside"])):
        score += weight["common part"]
    if not many:
        word = unit.form[0]
        low, high = _small(word, unit, stats), stats.capital[word]
        determined = stats.determined[word] / stats.nouns[word] if stats.nouns[word] else 0.0
        score += weight["common"] * low / max(low + high, 1)
        score += weight["determined"] * determined * fixed
    return score - (
        2.0 if unit.text in unit.text[:1] and (len(unit.runs) < 3 or len(unit.articles) < 2) else 0.0
    )


def _by_surname(unit: Unit, found: Mapping[Form, Unit], stats: Stats) -> bool:
    """Tell whether a name of several words, none of them common, goes by its last word in an article."""
    last = found.get(unit.form[-1:])
    if len(unit.form) == 1 or last is None or not unit.articles & last.articles:
        return False
    return not any(_everyday(word, stats) for word in unit.form)


def _small(word: str, unit: Unit, stats: Stats) -> int:
    """Return how often a word is written small: a short one in its languages only, an acronym never."""
    if len(word) >= 4:
        return stats.anywhere[word.casefold()]
    shouted = len(word) > 1 and word.isupper()
    return 0 if shouted else sum(stats.lower[code][word.casefold()] for code in unit.spoken)


def _everyday(word: str, stats: Stats) -> bool:
    """Tell whether a word is common: written small elsewhere, or a noun that follows an article."""
    nouns = stats.nouns[word]
    small = len(word) >= 4 and stats.anywhere[word.casefold()] > 0.2 * stats.capital[word]
    return small or bool(nouns and stats.determined[word] > 0.2 * nouns)


def _camel(form: Form) -> bool:
    return any(word[1:] != word[1:].lower() and not word.isupper() and "-" not in word for word in form)


def _acronym(form: Form) -> bool:
    return len(form) == 1 and form[0].isupper() and len(form[0]) > 1


def _shape(unit: Unit) -> float:
    if _camel(unit.form):
        return WEIGHTS["camel"]
    if _acronym(unit.form):
        return WEIGHTS["acronym"] + WEIGHTS["acronym again"] * (len(unit.runs) > 1)
    return 0.0


def _personal(form: Form) -> bool:
    """Tell whether the words look like first name and surname: no acronym, no digit, no capital inside."""
    return not _camel(form) and not any(
        (len(word) > (1 if at else 2) and word.isupper()) or word[-1].isdigit()
        for at, word in enumerate(form)
    )


def _kind(unit: Unit, found: Mapping[Form, Unit], stats: Stats) -> Kind:
    """Return the kind that most speaks for, `other` when nothing does."""
    seen, form = unit.seen, unit.form
    many = len(form) > 1
    total = len(unit.runs)
    if 2 * seen["place"] > total:
        return "place"
    located = seen["place before"] / total if total else 0.0
    place = 3.0 * (seen["place"] > 0 or seen["dateline"] > 0) + 2.0 * (seen["place part"] > 0)
    place += 1.0 * (located >= 0.5 and not seen["says"] and not seen["role"] and len(unit.text) > 2)
    place += 1.0 * (located >= 0.4 and total > 2 and len(unit.text) > 2)
    organisation = min(seen["organisation"] + seen["organisation near"], 3.0)
    organisation += 2.0 * (seen["organisation part"] > 0) * (not all(_everyday(word, stats) for word in form))
    organisation += 2.0 * (seen["role of"] > 0) + 1.0 * _camel(form) + 0.6 * _acronym(form)
    organisation += 0.6 * (seen["role"] > 0 and not many) + 0.6 * (seen["says"] > 0 and _acronym(form))
    product = 2.0 * min(seen["product"], 2) * (seen["product"] >= 0.15 * total) + 0.5 * _camel(form)
    person = 0.0
    if _personal(form) and not _acronym(form):
        person = 1.5 * (many and seen["role"] > 0) + 2.0 * (seen["title"] > 0) + 1.0 * (seen["line"] > 0)
        person += (1.0 if many else 0.5) * (seen["says"] > 0) + 0.5 * (2 <= len(form) <= 4)
        person += 2.0 * (many and _goes_by_surname(form, found))
        person -= 2.0 * (many and (_everyday(form[-1], stats) or seen["of first"] > 0))
        person -= 1.0 * any(_everyday(word, stats) for word in form[1:-1])
        person -= 1.5 * (many and located >= 0.4) + 1.0 * (seen["opens"] > 0)
        told = seen["role"] + seen["says"] + seen["title"] + seen["line"]
        person -= 1.0 * (total > 4 and 12 * told < total and not (many and _goes_by_surname(form, found)))
    ranked: list[tuple[float, Kind]] = [
        (place, "place"), (person, "person"), (organisation, "organisation"), (product, "product"),
    ]  # fmt: skip
    best = max(ranked, key=lambda pair: pair[0])
    return best[1] if best[0] >= 1.0 else "other"


def _goes_by_surname(form: Form, found: Mapping[Form, Unit]) -> bool:
    """Tell whether the last word of a name also stands alone in its articles, more often than the first."""
    last, first = found.get(form[-1:]), found.get(form[:1])
    whole = found[form]
    if last is None or last.seen["place"] or 2 * len(last.articles & whole.articles) < len(whole.articles):
        return False
    return first is None or len(first.runs) < len(last.runs)


@cache
def _cities() -> frozenset[str]:
    """Return the cities that time zones are named after, folded, from CLDR."""
    zones: Mapping[str, str] = get_global("zone_territories")
    names = {zone.rsplit("/", maxsplit=1)[-1].replace("_", " ").casefold() for zone in zones if "/" in zone}
    return frozenset(name for name in names - WORDS if len(name) > 3 and not any(map(str.isdigit, name)))


def _city(text: str) -> bool:
    return text.casefold() in _cities()
