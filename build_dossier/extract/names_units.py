"""What speaks for a run being a name, and for what kind of name it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from build_dossier.extract.names_kinds import acronym, camel, everyday, kind_of, name_alike
from build_dossier.extract.names_runs import Form, Run, Stats
from build_dossier.extract.names_seen import Unit, look
from build_dossier.extract.names_text import Segment

__all__ = ["ENOUGH", "units"]

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
    "near": 0.5,  # such a word two words before, or a word for places right after
    "at": 0.5,
    "verb": 0.5,
    "languages": 1.0,
    "articles": 0.5,
    "place": 2.0,  # CLDR knows it
    "part": 0.7,  # a word in it that organisations' and places' names have
    "line": 1.0,  # alone on a line that says who spoke
    "shared line": 0.5,  # right after a place and a comma
    "common": -3.0,  # times the share of its occurrences without a capital
    "opening": -1.0,  # a single word that mostly begins sentences: Moreover
    "counted": -2.0,  # times the share of its occurrences after a number, where it is a single word
    "heads": -2.0,  # a word for organisations with more after it: the *Association* of ...
    "abbreviated": -3.0,  # an abbreviation of small words: machine learning (ML)
    "determined": -1.5,  # times the share of its occurrences after an article, where nouns have capitals
    "common part": -1.0,  # a word in it is a common word
    "single noun": -0.3,  # a single word, where all nouns have capitals
    "bare noun": 0.5,  # such a word that stands three times or more, never after an article
    "own noun": 0.5,  # such a word that is no part of another one and hardly follows an article
    "own noun again": 0.3,  # the same, five times or more
    "own nouns": 0.4,  # two such words or more, none of them long
}

NOUN = 10
"""A longer word is mostly put together of nouns, where all have capitals."""


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
            look(unit, run, segment, starts)
    for unit in found.values():
        unit.score = _score(unit, stats) + WEIGHTS["surname"] * _by_surname(unit, found, stats)
    for unit in found.values():
        unit.kind = kind_of(unit, found, stats)
    name_alike(found, stats)
    for unit in found.values():
        known = [found[form] for form in sorted(unit.follows)]
        placed = any(other.kind == "place" and other.score >= ENOUGH for other in known)
        if placed and unit.kind == "other" and len(unit.form) == 1:
            unit.score += WEIGHTS["shared line"]
            unit.kind = "place"
    return found


def _score(unit: Unit, stats: Stats) -> float:
    """Return all evidence for a name but that of other names."""
    lone = unit.text in unit.text[:1] and (len(unit.runs) < 3 or len(unit.articles) < 2)
    word = _word(unit, stats) if len(unit.form) == 1 else _words(unit, stats)
    return _base(unit, stats) + _shape(unit) + _around(unit) + word - 2.0 * lone


def _base(unit: Unit, stats: Stats) -> float:
    """Return what capitals alone are worth: within sentences, at their beginning, on every noun."""
    seen, weight = unit.seen, WEIGHTS
    many = len(unit.form) > 1
    if seen["inside"]:
        return weight["inside"] + weight["again"] * min(seen["inside"] - 1, 2) + many * weight["words"]
    if many:
        score = weight["words begin"] if seen["begin"] else weight["words nouns"]
        plain = seen["noun"] > 0 and not seen["determined"] and _plain(unit.form, stats)
        return score + weight["again"] * min(len(unit.runs) - 1, 2) + weight["own nouns"] * plain
    if seen["begin"]:
        return 0.0
    bare = len(unit.runs) > 2 and not stats.determined[unit.form[0]]
    own = _own(unit, stats) * (weight["own noun"] + weight["own noun again"] * (len(unit.runs) > 4))
    return weight["single noun"] + weight["bare noun"] * bare * (1 + (len(unit.articles) > 1)) + own


def _around(unit: Unit) -> float:
    """Return what the words around a name are worth."""
    seen, weight = unit.seen, WEIGHTS
    score = 0.0
    for key, sign in (("role", "role"), ("title", "role"), ("line", "line"), ("at", "at"), ("verb", "verb")):
        score += weight[sign] * (seen[key] > 0)
    score += weight["says"] * (seen["says"] + seen["source"] > 0)
    cues = seen["organisation"] or seen["agency"] or seen["product"] or seen["dateline"]
    near = seen["organisation near"] + seen["place after"] > 0
    score += weight["cue"] if cues else weight["near"] * near
    score += weight["languages"] * (len(unit.languages) > 1)
    score += weight["articles"] * (len(unit.articles) > 1 and bool(seen["inside"]))
    score += weight["place"] * (seen["place"] > 0)
    if seen["noun"] and not _fixed(unit):
        score += weight["determined"] * seen["determined"] / seen["noun"]
    return score + weight["abbreviated"] * (seen["abbreviated"] > 0)


def _word(unit: Unit, stats: Stats) -> float:
    """Return what speaks against a single word."""
    seen, weight, word = unit.seen, WEIGHTS, unit.form[0]
    low, high = _small(word, unit, stats), stats.capital[word]
    score = weight["common"] * low / max(low + high, 1)
    score += weight["opening"] * (
        seen["begin"] > 2 * seen["inside"] and not seen["place"] and not _fixed(unit)
    )
    score += weight["counted"] * seen["counted"] / len(unit.runs)
    score += weight["heads"] * (seen["organisation part"] > 0 and 2 * seen["heads"] > len(unit.runs))
    if stats.nouns[word] and not _fixed(unit):
        score += weight["determined"] * stats.determined[word] / stats.nouns[word]
    return score


def _words(unit: Unit, stats: Stats) -> float:
    """Return what the words of a name of several are worth."""
    seen = unit.seen
    known = [everyday(word, stats) for word in unit.form]
    common = all(known) or (any(known) and not seen["inside"])
    part = seen["organisation part"] + seen["place part"] > 0
    return WEIGHTS["part"] * part + WEIGHTS["common part"] * common


def _fixed(unit: Unit) -> bool:
    """Tell whether an article before a name says nothing against it."""
    return acronym(unit.form) or camel(unit.form) or unit.seen["place"] > 0


def _own(unit: Unit, stats: Stats) -> bool:
    """Tell whether a noun behaves as names do: a subject, hardly ever with an article, in no other word."""
    word, seen = unit.form[0], unit.seen
    often = len(unit.runs) > 2 and stats.determined[word] <= 0.1 * stats.nouns[word]
    subject = seen["verb"] + seen["says"] > 0 and 2 * seen["opening"] < len(unit.runs)
    return often and subject and word not in stats.derived and not word.endswith("en")


def _plain(form: Form, stats: Stats) -> bool:
    return not any(len(word) > NOUN or word in stats.derived or everyday(word, stats) for word in form)


def _by_surname(unit: Unit, found: Mapping[Form, Unit], stats: Stats) -> bool:
    """Tell whether a name of several words, none of them common, goes by its last word in an article."""
    last = found.get(unit.form[-1:])
    if len(unit.form) == 1 or last is None or not unit.articles & last.articles:
        return False
    return not any(everyday(word, stats) for word in unit.form)


def _small(word: str, unit: Unit, stats: Stats) -> int:
    """Return how often a word is written small: a short one in its languages only, an acronym never."""
    if len(word) >= 4:
        return stats.anywhere[word.casefold()]
    shouted = len(word) > 1 and word.isupper()
    return 0 if shouted else sum(stats.lower[code][word.casefold()] for code in unit.spoken)


def _shape(unit: Unit) -> float:
    if camel(unit.form):
        return WEIGHTS["camel"]
    if acronym(unit.form):
        return WEIGHTS["acronym"] + WEIGHTS["acronym again"] * (len(unit.runs) > 1)
    return 0.0
