"""People, organisations, places and products: who and what the dossier's texts name, and where.

A capital is evidence only where a language keeps capitals for names, and only within a sentence; where
every noun has one, as in German, the evidence is what stands around the word, or another language.
Nothing is known beforehand of any name but CLDR's territories and the cities of its time zones.
In scripts without capitals only what is known from elsewhere is found (`names_uncased`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from build_dossier.extract.names_kinds import tells
from build_dossier.extract.names_people import Names, names
from build_dossier.extract.names_runs import Form, Run, Stats, is_slip, runs, statistics
from build_dossier.extract.names_seen import Unit
from build_dossier.extract.names_shown import Shown, entities_of
from build_dossier.extract.names_text import Segment, Word, segments
from build_dossier.extract.names_uncased import heard
from build_dossier.extract.names_units import units
from build_dossier.model import Article, Entity, Kind, Mention

__all__ = ["entities"]

PASSING = 2.2
"""Evidence that shows a name of no known kind that stands once; set by hand on news in ten languages."""
LONGEST = 6
"""Words of the longest name looked for in a heading."""


Place = tuple[int, int, int]
"""Segment, first word, last word."""


@dataclass(slots=True)
class _Found:
    """What is known of an entity while the texts are read."""

    mentions: list[Place] = field(default_factory=list)
    slips: Counter[str] = field(default_factory=Counter)
    spellings: Counter[str] = field(default_factory=Counter)


def entities(articles: Sequence[Article]) -> tuple[Entity, ...]:
    """Return who and what the articles name, those with most mentions first."""
    parts = segments(articles)
    stats = statistics(parts)
    found_runs = runs(parts, stats)
    evidence = units(found_runs, parts, stats)
    known = names(evidence)
    found: dict[Form, _Found] = defaultdict(_Found)
    for place, form, slip in sorted(_places(parts, found_runs, known, stats)):
        _note(found[form], place, parts, stats, slip)
    lasting = {form: seen for form, seen in sorted(found.items()) if not _passing(evidence[form], seen)}
    shown = [_shown(form, seen, evidence[form].kind, parts) for form, seen in lasting.items()]
    return entities_of(heard(articles, shown))


def _passing(unit: Unit, found: _Found) -> bool:
    """Tell whether nothing tells of what a name is that stands once only, or is an abbreviation."""
    once = len(found.mentions) == 1 and unit.score < PASSING
    return unit.kind == "other" and (once or not tells(unit))


def _places(
    parts: Sequence[Segment], found_runs: Sequence[Run], known: Names, stats: Stats
) -> Iterator[tuple[Place, Form, bool]]:
    """Yield every place where a name stands: in running text, in headings, and written small."""
    for run in found_runs:
        article = parts[run.segment].article
        resolved = known.resolve(run.form, article.id, article.language)
        if len(run.form) == 1 and _broken(run, parts[run.segment]):
            continue
        if resolved:
            yield (run.segment, run.first, run.last), *resolved
        elif len(run.form) > 1:
            yield from _within(run, known)
    small = {form[0].casefold(): form for form in known.full if _distinctive(form)}
    for index, segment in enumerate(parts):
        if any(word.heading for word in segment.words):
            yield from _headings(index, segment, known, stats)
        for at, word in enumerate(segment.words if small else ()):
            if not word.capital and word.text in small:
                yield (index, at, at), known.full[small[word.text]], False


def _broken(run: Run, segment: Segment) -> bool:
    """Tell whether a common word with a capital was cut off a lone word: Noël Fleury, Keith King."""
    words, pack = segment.words, segment.pack
    after = [word for word in words[run.last + 1 : run.last + 2] if word.gap.isspace()]
    around = [*after]
    if run.first and words[run.first].gap.isspace() and not words[run.first - 1].initial:
        around.append(words[run.first - 1])
    cut = any(
        word.text in pack.common or word.text.casefold() in pack.times for word in around if _is_named(word)
    )
    return not pack.nouns and (cut or any(word.text in pack.roles for word in after if _is_named(word)))


def _is_named(word: Word) -> bool:
    return word.capital and not word.text.isupper()


def _distinctive(form: Form) -> bool:
    """Tell whether a name is known again without its capitals: one word with capitals inside."""
    word = form[0]
    return len(form) == 1 and len(word) >= 5 and not word.isupper() and word[1:] != word[1:].lower()


def _within(run: Run, known: Names) -> Iterator[tuple[Place, Form, bool]]:
    """Yield the longest known name inside a run that is none as a whole; no lone surname."""
    form = run.form
    for length in range(len(form) - 1, 0, -1):
        for start in range(len(form) - length + 1):
            part = form[start : start + length]
            if part in known.full and len(form) == run.last - run.first + 1:
                first = run.first + start
                yield (run.segment, first, first + length - 1), known.full[part], False
                return


def _headings(index: int, segment: Segment, known: Names, stats: Stats) -> Iterator[tuple[Place, Form, bool]]:
    """Yield the known names in a heading whose words all have capitals."""
    words = segment.words
    at = 0
    while at < len(words):
        step = 1
        if words[at].heading and words[at].capital:
            form = tuple(stats.spelling(word.text, segment) for word in words[at : at + LONGEST])
            for length in range(len(form), 0, -1):
                resolved = known.resolve(form[:length], segment.article.id, segment.article.language)
                gaps = [word.gap for word in words[at + 1 : at + length]]
                if resolved and length == 1 < len(resolved[0]) and _longer(segment, at, resolved[0], stats):
                    break
                if resolved and all(gap.isspace() or gap == "-" for gap in gaps):
                    yield (index, at, at + length - 1), *resolved
                    step = length
                    break
        at += step


def _longer(segment: Segment, at: int, person: Form, stats: Stats) -> bool:
    """Tell whether a lone word of a heading may be part of a name that is longer than the known one."""
    words = segment.words
    called = stats.spelling(words[at].text, segment) == person[0]
    near = words[at + 1 : at + 2] if called else words[max(at - 1, 0) : at]
    return any(word.capital and not stats.anywhere[word.text.casefold()] for word in near if word.heading)


def _note(found: _Found, place: Place, parts: Sequence[Segment], stats: Stats, slip: bool) -> None:
    index, first, last = place
    segment = parts[index]
    written = segment.text[segment.words[first].start : segment.words[last].end]
    spelled = [word.text for word in segment.words[first : last + 1]]
    confused = any(is_slip(word, stats.spelling(word, segment)) for word in spelled if len(word) > 2)
    found.mentions.append(place)
    found.spellings[written] += 1
    if slip or confused:
        found.slips[written] += 1


def _shown(form: Form, seen: _Found, kind: Kind, parts: Sequence[Segment]) -> Shown:
    places = [_mention(place, parts) for place in seen.mentions]
    return Shown(_name(form, seen), kind, places, set(seen.slips))


def _name(form: Form, seen: _Found) -> str:
    """Return the name as it is most often written in full, without slips."""
    full = {
        text: count
        for text, count in seen.spellings.items()
        if text not in seen.slips and len(re.split(r"[\s]+", text)) >= len(form) and not text.islower()
    }
    joined = " ".join(form)
    if joined in full or not full:
        return joined
    return max(sorted(full), key=lambda text: full[text]) if joined.isupper() else joined


def _mention(place: Place, parts: Sequence[Segment]) -> Mention:
    segment = parts[place[0]]
    start, end = segment.words[place[1]].start, segment.words[place[2]].end
    source = segment.locate(start)
    article = segment.article.id
    until = segment.locate(end - 1) + 1
    return Mention(article, segment.block, start, end, source, until, segment.text[start:end])
