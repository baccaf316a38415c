"""What the versions of one text say differently in a paragraph: numbers, dates, names, quotation marks.

A translation may move, round or leave out; this finds what a person should look at, and few that are true are
worth more than many. A number is looked for in the neighbouring paragraphs, in other ways of writing and in
words; dates compare by their days, people by who they are. Where we cannot tell, nothing is said.
`python -m benchmarks.differences FOLDER` counts what is found in translations that people reviewed.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from anyascii import anyascii

from build_dossier.link.align import row_ids
from build_dossier.link.figures import Figure, figures, says
from build_dossier.link.marks import has_marks, quotations, unclosed
from build_dossier.model import Article, DateMention, Difference, Entity, Mention, Passage, Work

__all__ = ["differences"]

NEAR = 1
"""Paragraphs on each side in which what a translator moved is looked for."""
SPEECH = 5
"""Words between quotation marks from which on they are someone's words and not a term."""
_LENGTH = 6
"""Characters of an id: short to type, and few differences of a dossier share one."""
_CALENDAR = ("explicit", "partial")
"""Kinds of dates that name a day, month or year; others count from a day that is often inferred."""
_BOUNDS = {"since": "since", "after": "since", "until": "until", "before": "until"}
"""Modifiers that change what a date says; early and late only say more exactly the same."""

Dates = Mapping[tuple[str, int], Sequence[DateMention]]
People = Mapping[tuple[str, int], Sequence[tuple[Mention, Entity]]]


def differences(
    articles: Sequence[Article],
    works: Sequence[Work],
    dates: Sequence[DateMention],
    entities: Sequence[Entity],
) -> dict[tuple[str, ...], tuple[Difference, ...]]:
    """Return what the versions of each work say differently, by the work's articles; none without any."""
    by_id = {article.id: article for article in articles}
    dated: dict[tuple[str, int], list[DateMention]] = defaultdict(list)
    for mention in dates:
        dated[mention.article, mention.block].append(mention)
    named: dict[tuple[str, int], list[tuple[Mention, Entity]]] = defaultdict(list)
    for entity in entities:
        for place in entity.mentions if entity.kind == "person" else ():
            named[place.article, place.block].append((place, entity))
    found = {}
    taken: Counter[str] = Counter()
    for work in works:
        texts = [_Text(by_id[id], dated, named) for id in work.articles]
        told = [*chain.from_iterable(_in_row(texts, at, row) for at, row in enumerate(work.alignment))]
        if len(texts) > 1 and told:
            rows = row_ids([text.article for text in texts], work.alignment)
            found[work.articles] = tuple(_with_id(one, rows[one.row], taken) for one in told)
    return found


def _with_id(one: Difference, row: str, taken: Counter[str]) -> Difference:
    """Return a difference with its id: by what it says in which row, numbered where another has that."""
    said = [[(passage.article, passage.text) for passage in each] for each in (one.told, one.others)]
    id = hashlib.sha256(repr((one.kind, row, said, sorted(one.lacking))).encode()).hexdigest()[:_LENGTH]
    taken[id] += 1
    return replace(one, id=id if taken[id] == 1 else f"{id}-{taken[id]}")


@dataclass(frozen=True, slots=True)
class _Version:
    """One version's block in a row, with what stands around it."""

    article: Article
    index: int
    kind: str
    text: str
    nearby: str
    figures: tuple[Figure, ...]
    figures_nearby: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    dates_nearby: tuple[DateMention, ...]
    people: tuple[tuple[Mention, Entity], ...]
    people_nearby: frozenset[str]

    def passage(self, start: int, end: int) -> Passage:
        """Return a stretch of the block."""
        return Passage(self.article.id, self.index, start, end, self.text[start:end])


class _Text:
    """An article with its dates and people by block."""

    def __init__(self, article: Article, dates: Dates, people: People) -> None:
        self.article = article
        self.texts = [block.text for block in article.blocks]
        self._figures = [figures(text, article.language) for text in self.texts]
        self._dates = [tuple(dates.get((article.id, at), ())) for at in range(len(self.texts))]
        self._people = [tuple(people.get((article.id, at), ())) for at in range(len(self.texts))]

    def version(self, index: int) -> _Version:
        """Return the version of the row that holds a block."""
        near = slice(max(index - NEAR, 0), index + NEAR + 1)
        return _Version(
            self.article,
            index,
            self.article.blocks[index].kind,
            self.texts[index],
            "\n".join(self.texts[near]),
            self._figures[index],
            tuple(chain.from_iterable(self._figures[near])),
            self._dates[index],
            tuple(chain.from_iterable(self._dates[near])),
            self._people[index],
            frozenset(entity.id for _, entity in chain.from_iterable(self._people[near])),
        )


def _in_row(texts: Sequence[_Text], at: int, row: Sequence[int]) -> Iterator[Difference]:
    versions = [text.version(index) for text, index in zip(texts, row, strict=True) if index >= 0]
    if len(versions) > 1:
        yield from _numbers(at, versions)
        yield from _dates(at, versions)
        yield from _people(at, versions)
        yield from _speech(at, versions)
        yield from _unclosed(at, versions, {text.article.id: text.texts for text in texts})


# --- numbers -------------------------------------------------------------------------------------


def _numbers(at: int, versions: Sequence[_Version]) -> Iterator[Difference]:
    """Yield each number that some versions have and others lack."""
    seen: set[object] = set()
    shown: set[tuple[str, int]] = set()
    for one in versions:
        for figure in one.figures:
            if figure.values in seen or (one.article.id, figure.start) in shown or _dating(one, figure):
                continue
            seen.add(figure.values)
            lacking = [other for other in versions if other is not one and not _has(one, figure, other)]
            if lacking:
                found = [_first(figure, other) for other in versions if other not in lacking]
                told = tuple(filter(None, found))
                shown.update((passage.article, passage.block_start) for passage in told)
                yield Difference("number", at, told, (), _ids(lacking))


def _dating(one: _Version, figure: Figure) -> bool:
    """Tell whether a number is part of a date of the calendar, which is compared by its days."""
    return any(
        date.block_start < figure.end and figure.start < date.block_end and date.kind in _CALENDAR
        for date in one.dates
    )


def _has(one: _Version, figure: Figure, other: _Version) -> bool:
    languages = one.article.language, other.article.language
    return says(figure, other.nearby, other.figures_nearby, languages)


def _first(figure: Figure, version: _Version) -> Passage | None:
    """Return where a version's own block has the number; None where only a neighbour or words say it."""
    for other in version.figures:
        if other.values & figure.values:
            return version.passage(other.start, other.end)
    return None


def _ids(versions: Sequence[_Version]) -> tuple[str, ...]:
    return tuple(version.article.id for version in versions)


# --- dates ---------------------------------------------------------------------------------------


def _dates(at: int, versions: Sequence[_Version]) -> Iterator[Difference]:
    """Yield the dates that versions give differently (other days, a date for a bound) or that some lack."""
    seen: list[DateMention] = []
    for one in versions:
        for mention in one.dates:
            if mention.doubtful or any(_overlap(mention, other) or mention == other for other in seen):
                continue
            beside = [
                (version, other) for version in versions if (other := _counterpart(mention, one, version))
            ]
            agreed = [(version, other) for version, other in beside if _agree(mention, other)]
            apart = [(version, other) for version, other in beside if not _agree(mention, other)]
            lacking = _ids([version for version in versions if _lacks(version, mention, one)])
            seen += [mention, *(other for _, other in apart)]
            if len(apart) > len(agreed) and len({_bound(date) for _, date in apart}) == 1:
                agreed, apart = apart, agreed  # what most versions say stands first
            if apart or lacking:
                yield Difference("date", at, _passages(agreed), _passages(apart), lacking)


def _lacks(version: _Version, mention: DateMention, own: _Version) -> bool:
    """Tell whether a version names no date at all where another names one of the calendar in digits."""
    if version is own or version.dates or mention.kind not in _CALENDAR:
        return False
    if any(_overlap(mention, other) for other in version.dates_nearby):
        return False
    digits = [
        figure
        for figure in own.figures
        if mention.block_start <= figure.start and figure.end <= mention.block_end
    ]
    same = any(figure.values & other.values for figure in digits for other in version.figures_nearby)
    return not same and not all(_has(own, figure, version) for figure in digits)


def _counterpart(mention: DateMention, own: _Version, version: _Version) -> DateMention | None:
    """Return what a version says for a date: the same days, else the only date left in both blocks."""
    if version is own:
        return mention
    for other in version.dates:
        if _overlap(mention, other):
            return other
    if any(_overlap(mention, other) for other in version.dates_nearby):
        return None
    left = [one for one in own.dates if not any(_overlap(one, other) for other in version.dates_nearby)]
    right = [one for one in version.dates if not any(_overlap(one, other) for other in own.dates_nearby)]
    alike = len(left) == len(right) == 1 and left[0].expression.shape == right[0].expression.shape
    known = alike and mention.days and right[0].days
    return right[0] if known and not right[0].doubtful else None


def _overlap(one: DateMention, other: DateMention) -> bool:
    return one.days is not None and other.days is not None and one.days.overlaps(other.days)


def _agree(one: DateMention, other: DateMention) -> bool:
    """Tell whether two dates say the same; what the words leave open may be filled in from different days."""
    return _said(one) == _said(other) or (_overlap(one, other) and _bound(one) == _bound(other))


def _said(mention: DateMention) -> tuple[object, ...]:
    said = mention.expression
    when = said.year, said.month, said.day, said.weekday, said.offset, said.unit, said.count
    return (*when, said.shape, said.holiday, _bound(mention), tuple(part.text for part in said.parts))


def _bound(mention: DateMention) -> str:
    return _BOUNDS.get(mention.expression.modifier, "")


def _passages(found: Sequence[tuple[_Version, DateMention]]) -> tuple[Passage, ...]:
    return tuple(version.passage(date.block_start, date.block_end) for version, date in found)


# --- people --------------------------------------------------------------------------------------


def _people(at: int, versions: Sequence[_Version]) -> Iterator[Difference]:
    """Yield where one version names a person and another somebody else."""
    one = versions[0]
    for other in versions[1:]:
        here, there = _only(one, other), _only(other, one)
        if here and there:
            told, instead = one.passage(*here), other.passage(*there)
            yield Difference("name", at, (told,), (instead,))


def _only(one: _Version, other: _Version) -> tuple[int, int] | None:
    """Return the place of a person that one version names and the other does not, however it is written."""
    missing = [(place, entity) for place, entity in one.people if entity.id not in other.people_nearby]
    plain = anyascii(other.nearby).casefold() if missing else ""
    for mention, entity in missing:
        spellings = {part for variant in entity.variants for part in variant.text.split() if len(part) > 2}
        if not any(anyascii(part).casefold() in plain for part in spellings):
            return mention.block_start, mention.block_end
    return None


# --- quotation marks -----------------------------------------------------------------------------


def _speech(at: int, versions: Sequence[_Version]) -> Iterator[Difference]:
    """Yield words that some versions quote where others mark no speech at all."""
    told = []
    for one in versions:
        long = [
            found
            for found in quotations(one.text)
            if found.closed and len(one.text[found.start : found.end].split()) >= SPEECH
        ]
        told += [one.passage(found.start, found.end) for found in long[:1]]
    lacking = [one for one in versions if not has_marks(one.nearby) and one.kind != "quote"]
    if told and lacking:
        yield Difference("quotation", at, tuple(told), (), _ids(lacking))


def _unclosed(
    at: int, versions: Sequence[_Version], texts: Mapping[str, Sequence[str]]
) -> Iterator[Difference]:
    """Yield quotations that are never closed where another version closes its own."""
    opened, closed = [], []
    for one in versions:
        left = unclosed(texts[one.article.id], one.index)
        whole = [found for found in quotations(one.text) if found.closed]
        if left:
            opened.append(one.passage(left.start, left.end))
        elif whole:
            closed.append(one.passage(whole[-1].start, whole[-1].end))
    if opened and closed:
        yield Difference("unclosed", at, tuple(opened), tuple(closed))
