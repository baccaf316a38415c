"""How well the days that matter are chosen: `python -m benchmarks.dates timeline FOLDER`.

FOLDER is Timeline17 or Crisis as published: `Data/TOPIC_SOURCE/InputDocs/DATE/*`, or
`TOPIC/public/content/DATE/*`, with `timelines/*.txt` beside them; or `TOPIC/articles/DATE/*` as the toolkit
`tilse` lays both. A timeline is a file of days, each with sentences below it and a line of dashes.

For each journalist's timeline as many days are chosen as it has, of those between its first and last, from
the articles published then. Precision and recall are means over the timelines, F1 is that of the means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from build_dossier.model import Article, Block, DateMention, Days, Document, Fact, Language, Published, Source
from build_dossier.timeline.grammar import expressions
from build_dossier.timeline.resolve import resolve
from build_dossier.timeline.salience import salience

__all__ = ["Score", "Topic", "chosen_days", "main", "measured", "topics"]

ARTICLES = ("InputDocs", "public/content", "articles")
TIMELINES = ("timelines", "public/timelines", "timelines")
"""Where a topic has them, by layout."""
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(slots=True)
class Topic:
    """A topic: its articles with the day each was published, and what journalists chose."""

    name: str
    articles: list[tuple[date, str]] = field(default_factory=list)
    timelines: list[frozenset[date]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """What one timeline and the days chosen for it share."""

    precision: float
    recall: float


def topics(folder: Path) -> list[Topic]:
    """Return the topics of a corpus; parts of one topic (`bpoil_bbc`, `bpoil_guardian`) are put together."""
    root = folder / "Data" if (folder / "Data").is_dir() else folder
    found: dict[str, Topic] = {}
    for part in sorted(path for path in root.iterdir() if path.is_dir()):
        for texts, lists in zip(ARTICLES, TIMELINES, strict=True):
            if (part / texts).is_dir() and (part / lists).is_dir():
                topic = found.setdefault(part.name.partition("_")[0], Topic(part.name.partition("_")[0]))
                topic.articles += _articles(part / texts)
                topic.timelines += _timelines(part / lists)
                break
    return list(found.values())


def _articles(folder: Path) -> Iterator[tuple[date, str]]:
    for day in sorted(path for path in folder.iterdir() if path.is_dir() and DAY.fullmatch(path.name)):
        files = sorted(path for path in day.iterdir() if path.is_file() and not path.name.startswith("."))
        plain = [path for path in files if path.suffix == ".txt"]
        for path in plain or files:
            yield date.fromisoformat(day.name), path.read_text(encoding="utf-8", errors="replace")


def _timelines(folder: Path) -> Iterator[frozenset[date]]:
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            days = frozenset(_days(line.strip() for line in lines))
            if days:
                yield days


def _days(lines: Iterable[str]) -> Iterator[date]:
    for line in lines:
        if DAY.fullmatch(line):
            yield date.fromisoformat(line)


@dataclass(frozen=True, slots=True)
class _Dated:
    """An article's dates as build_dossier finds them."""

    id: str
    published: Published
    mentions: Sequence[DateMention]


def _dated(number: int, day: date, text: str, language: str) -> _Dated:
    id = f"{number:06}"
    source = Source(f"{id}.txt", "", text)
    blocks, at = [], 0
    for line_number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            blocks.append(Block(f"p-{line_number}", "paragraph", line, ((0, at),), (line_number,)))
        at += len(line) + 1
    article = Article(id, id, Document(id, source, Language(language)), Fact(""), (), tuple(blocks), {})
    published = Published(Days.one(day), day.isoformat(), "stated")
    return _Dated(id, published, resolve(article, expressions(article), published))


def chosen_days(counts: Mapping[Days, int], span: Days, count: int) -> frozenset[date]:
    """Return so many days of a span, those with the highest counts, the earlier first among equals."""
    inside = [days for days in counts if days.length == 1 and days.overlaps(span)]
    return frozenset(days.lo for days in sorted(inside, key=lambda days: (-counts[days], days.lo))[:count])


def measured(topic: Topic, language: str = "en") -> dict[str, list[Score]]:
    """Return what is chosen for each timeline of a topic: by both counts (ours) and by each alone."""
    dated = [_dated(number, day, text, language) for number, (day, text) in enumerate(topic.articles)]
    out: dict[str, list[Score]] = {"ours": [], "mentions": [], "publications": []}
    for wanted in topic.timelines:
        span = Days(min(wanted), Days.one(max(wanted)).hi)
        near = [one for one in dated if one.published.days is not None and one.published.days.overlaps(span)]
        mentions = [mention for one in near for mention in one.mentions]
        published = {one.id: one.published for one in near}
        counts = {
            "ours": salience(mentions, published, ()),
            "mentions": salience(mentions, {}, ()),
            "publications": salience((), published, ()),
        }
        for name, counted in counts.items():
            days = chosen_days(counted, span, len(wanted))
            shared = len(days & wanted)
            out[name].append(Score(shared / max(1, len(days)), shared / len(wanted)))
    return out


def _line(name: str, topic: str, scores: Sequence[Score]) -> str:
    precision = sum(one.precision for one in scores) / max(1, len(scores))
    recall = sum(one.recall for one in scores) / max(1, len(scores))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{topic} | {name} | {len(scores)} | {precision:.3f} | {recall:.3f} | {f1:.3f}"


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--language", default="en", help="Of the articles.")
def main(folder: Path, language: str) -> None:
    """Print one table of Date P, R and F1 by topic and over all timelines of FOLDER."""
    found = topics(folder)
    if not found:
        raise click.UsageError(
            f"{folder}: has no topic with articles and timelines; name the corpus's folder"
        )
    click.echo("topic | chosen by | timelines | Date P | Date R | Date F1")
    every: dict[str, list[Score]] = {}
    for topic in found:
        for name, scores in measured(topic, language).items():
            click.echo(_line(name, topic.name, scores))
            every.setdefault(name, []).extend(scores)
    for name, scores in every.items():
        click.echo(_line(name, "all", scores))
