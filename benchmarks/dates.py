"""How well dating expressions are found and placed: `python -m benchmarks.dates ../shared/data/dates`.

One table by set and language: found P/R/F1, exact value F1, ms per 1,000 words; beside ours, on the same
rows, dateparser's search and, where it installs, Recognizers. The half that the packs were tuned on (by hash
of the row) stands apart from the other.

An expression is found when it overlaps a gold one, one to one. Its value is exact when its `[lo, hi)` is one
of the gold's; where the gold leaves out the last day (month, year) that a range names ("from 2014 to 2018"
ends with 2017), a range of ours, which holds it, is exact too. Where the gold marks the
two ends of a range ("vom 3. bis 5. Mai") as two expressions, the ends of ours are compared. What gold gives
no days (times, durations) is neither a miss nor a false alarm.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import click

from benchmarks.measures import count_words
from build_dossier.model import (
    Article,
    Block,
    Days,
    Document,
    Fact,
    Language,
    Line,
    Message,
    Published,
    Source,
    TimeExpression,
)
from build_dossier.timeline.context import Context
from build_dossier.timeline.grammar import find
from build_dossier.timeline.places import place
from build_dossier.timeline.resolve import resolve

__all__ = ["Expression", "Reading", "Row", "Score", "main", "ours", "read", "score"]


@dataclass(frozen=True, slots=True)
class Expression:
    """A gold expression: where it stands and the days it may mean, none where it dates nothing."""

    start: int
    end: int
    days: tuple[Days, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its expressions and the day it was written."""

    corpus: str
    language: str
    text: str
    anchor: date
    expressions: tuple[Expression, ...]

    @property
    def half(self) -> str:
        """Return `tuned` for the half that the packs were made with, `other` for the rest."""
        return "tuned" if hashlib.sha256(self.text.encode()).digest()[0] % 2 else "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a finder says: where and which days."""

    start: int
    end: int
    days: Days
    open_end: date | None = None
    """Where a range's last named day, month or year begins: gold of some sets ends there."""
    ends: tuple[Reading, ...] = ()
    """The two ends of a range, for gold that marks each of them."""


FORWARD = frozenset({"duckling_time", "carbon_calendar_relative"})
"""Sets in which a bare weekday is the next one, as in words to an assistant."""

Finder = Callable[[Row], list[Reading]]
"""Finds the dating expressions of a row."""


@dataclass(slots=True)
class Score:
    """Sums over rows, and the figures they give."""

    gold: int = 0
    said: int = 0
    found: int = 0
    exact: int = 0
    words: int = 0
    seconds: float = 0.0

    def f1(self, hits: int) -> float:
        """Return the harmonic mean of precision and recall of some hits, in percent."""
        return 200 * hits / (self.gold + self.said) if self.gold + self.said else 0.0

    def line(self) -> str:
        """Return found P, R, F1, exact value F1 and ms per 1,000 words as cells of a table."""
        precision = 100 * self.found / self.said if self.said else 0.0
        recall = 100 * self.found / self.gold if self.gold else 0.0
        pace = 1e6 * self.seconds / self.words if self.words else 0.0
        cells = (precision, recall, self.f1(self.found), self.f1(self.exact), pace)
        return " | ".join(f"{cell:6.1f}" for cell in cells)


def read(folder: Path) -> list[Row]:
    """Return the rows of all `*.jsonl.gz` of a folder that say when they were written."""
    rows = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows += [
                _row(path.name.split(".")[0], raw) for raw in map(json.loads, file) if raw["reference_date"]
            ]
    return rows


def _row(corpus: str, raw: dict[str, Any]) -> Row:
    expressions = tuple(
        Expression(
            one["start"], one["end"], tuple(Days(*map(date.fromisoformat, alt)) for alt in one["alts"])
        )
        for one in raw["expressions"]
    )
    anchor = datetime.fromisoformat(raw["reference_date"]).date()
    return Row(corpus, raw["lang"], raw["text"], anchor, expressions)


def score(total: Score, row: Row, readings: Iterable[Reading]) -> None:
    """Add what was said of a row to a score."""
    left = list(row.expressions)
    total.gold += sum(bool(one.days) for one in left)
    for reading in _apart(readings, left):
        over = [one for one in left if one.start < reading.end and reading.start < one.end]
        if over and not over[0].days:
            continue
        total.said += 1
        if over:
            left.remove(over[0])
            total.found += 1
            total.exact += any(_same(reading, days) for days in over[0].days)
    total.words += count_words(row.text)


def _apart(readings: Iterable[Reading], gold: Sequence[Expression]) -> Iterable[Reading]:
    """Yield the readings; a range as its two ends where each lies on a gold expression of its own."""
    for reading in readings:
        hits = [[one for one in gold if one.start < end.end and end.start < one.end] for end in reading.ends]
        apart = len(hits) == 2 and hits[0] and hits[1] and hits[0][0] is not hits[1][0]
        yield from reading.ends if apart else (reading,)


def _same(reading: Reading, days: Days) -> bool:
    if reading.days == days:
        return True
    return reading.days.lo == days.lo and reading.open_end == days.hi


# --- finders -------------------------------------------------------------------------------------


def ours(row: Row) -> list[Reading]:
    """Return what build_dossier finds."""
    found = find(row.text, row.language)
    article = _article(row)
    mentions = resolve(article, found, Published(Days.one(row.anchor), row.anchor.isoformat(), "stated"))
    result = []
    for one, mention in zip(found, mentions, strict=True):
        context = Context(row.anchor, ahead=row.corpus in FORWARD)
        days = place(one, context).days if context.ahead else mention.days
        if days is not None:
            ends = [_end(part, context) for part in one.parts] if one.shape == "range" else []
            last = days.hi - timedelta(days=ends[-1].days.length) if ends and ends[-1] else None
            result.append(Reading(one.start, one.end, days, last, tuple(end for end in ends if end)))
    return result


def _end(part: TimeExpression, context: Context) -> Reading | None:
    days = place(part, context).days
    return None if days is None else Reading(part.start, part.end, days)


def _article(row: Row) -> Article:
    """Return an article of one paragraph, the row's text."""
    source = Source(path="", sha256="", text=row.text)
    line = Line(1, 0, len(row.text), "keep", "paragraph", "", Message.of("kept"))
    block = Block("p-1", "paragraph", row.text, ((0, 0),), (1,))
    document = Document("", source, Language(row.language))
    return Article(
        id="", slug="", document=document, title=Fact("", line=0), lines=(line,), blocks=(block,), facts={}
    )


def _dateparser() -> Finder:
    search = import_module("dateparser.search").search_dates

    def finder(row: Row) -> list[Reading]:
        base = datetime.combine(row.anchor, datetime.min.time())
        try:
            said = search(row.text, languages=[row.language.split("-")[0]], settings={"RELATIVE_BASE": base})
        except (
            ValueError,
            TypeError,
            OverflowError,
            RecursionError,
        ):  # an unknown language, or its own errors
            said = None
        return list(_located(row.text, ((words, when.date()) for words, when in said or ())))

    return finder


def _located(text: str, said: Iterable[tuple[str, date]]) -> Iterable[Reading]:
    at = 0
    for words, day in said:
        start = text.find(words, at)
        if start >= 0:
            at = start + len(words)
            yield Reading(start, at, Days.one(day))


def _recognizers() -> Finder:
    recognize = import_module("recognizers_date_time").recognize_datetime
    cultures = {"en": "en-us", "de": "de-de", "es": "es-es", "fr": "fr-fr", "it": "it-it", "nl": "nl-nl",
                "pt": "pt-br", "ja": "ja-jp", "zh": "zh-cn"}  # fmt: skip

    def finder(row: Row) -> list[Reading]:
        culture = cultures.get(row.language.split("-")[0])
        if culture is None:
            return []
        base = datetime.combine(row.anchor, datetime.min.time())
        said = recognize(row.text, culture, reference=base)
        return [reading for one in said if (reading := _recognized(one)) is not None]

    return finder


def _recognized(one: Any) -> Reading | None:
    values = [value for value in (one.resolution or {}).get("values", ()) if "T" not in value.get("type", "")]
    for value in reversed(values):
        lo = value.get("value") or value.get("start", "")
        hi = value.get("end", "")
        try:
            first = date.fromisoformat(lo[:10])
            days = Days(first, date.fromisoformat(hi[:10])) if hi else Days.one(first)
        except ValueError:
            continue
        return Reading(one.start, one.end + 1, days)
    return None


OTHERS: dict[str, Callable[[], Finder]] = {"dateparser": _dateparser, "recognizers": _recognizers}
"""Finders to stand beside ours; one that is not installed is left out."""


def _finders() -> dict[str, Finder]:
    found: dict[str, Finder] = {"ours": ours}
    for name, make in OTHERS.items():
        try:
            found[name] = make()
        except ImportError:
            click.echo(f"{name} is not installed", err=True)
    return found


# --- the table -----------------------------------------------------------------------------------


def _measured(finder: Finder, rows: Sequence[Row]) -> Score:
    for first in {row.language: row for row in rows}.values():
        finder(first)  # what is loaded once is no part of the pace
    total = Score()
    for row in rows:
        start = perf_counter()
        readings = finder(row)
        total.seconds += perf_counter() - start
        score(total, row, readings)
    return total


def _parts(rows: Sequence[Row]) -> dict[tuple[str, str], list[Row]]:
    parts: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        parts[row.corpus, row.language].append(row)
        parts[row.corpus, "all"].append(row)
    return dict(sorted(parts.items()))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--corpus", default="", help="Only the sets whose name begins so.")
@click.option("--languages", default="", help="Only these languages, with commas between.")
@click.option("--rows", default=25, help="How many rows of a set and language the other finders read.")
@click.option("--alone", is_flag=True, help="Leave the other finders out.")
def main(folder: Path, corpus: str, languages: str, rows: int, alone: bool) -> None:
    """Print one table of finders by set and language of FOLDER."""
    wanted = set(languages.split(",")) - {""}
    chosen = [row for row in read(folder) if row.corpus.startswith(corpus)]
    chosen = [row for row in chosen if not wanted or row.language in wanted]
    finders = {"ours": ours} if alone else _finders()
    click.echo("set | language | finder | half | rows | found P | found R | F1 | exact F1 | ms/1,000 words")
    for (name, language), part in _parts(chosen).items():
        few = part[:: max(1, len(part) // rows)]
        blocks = [("ours", half, [row for row in part if row.half == half]) for half in ("tuned", "other")]
        blocks += [("ours", "both", part)]
        blocks += [(finder, f"1 in {max(1, len(part) // rows)}", few) for finder in finders]
        for finder, half, some in blocks:
            if some and (len(finders) > 1 or half in ("tuned", "other", "both")):
                cells = _measured(finders[finder], some).line()
                click.echo(f"{name} | {language} | {finder} | {half} | {len(some)} | {cells}")


if __name__ == "__main__":
    main()
