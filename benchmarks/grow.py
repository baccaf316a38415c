"""What all links cost as a dossier grows: processor seconds and memory at 1,000, 3,000 and 10,000 articles.

Articles are generated: words by their frequency in the texts of each language, names and figures of a story
of their own, one to three languages a story, a date within ten years, one in fifty a copy that lacks a
paragraph. Each size runs in a process of its own; memory is what linking adds at its highest.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import click

from benchmarks.pairs import Text, article, read
from build_dossier.link.editions import editions
from build_dossier.link.related import related
from build_dossier.link.works import translations
from build_dossier.model import Article, DateMention, Days, Entity, Mention, Message, TimeExpression

SIZES = (1_000, 3_000, 10_000)
SEED = 3
PARAGRAPHS, WORDS = 14, 40
FIRST = date(2014, 1, 1)
LANGUAGES = 8
"""Languages of a generated dossier at most."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a language and how often each stands in its texts, added up."""

    words: Sequence[str]
    until: Sequence[int]


def grow(folder: Path) -> None:
    """Print a row for each size, and how the time grows from the first to the last."""
    click.echo(
        f"{'articles':>9}{'works':>9}{'editions':>9}{'related':>9}{'all, s':>9}{'s/1,000':>9}{'MB/1,000':>9}"
    )
    total = []
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.grow", str(folder), str(size)]
        row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        total.append(sum(row["seconds"]))
        cells = [*row["seconds"], total[-1], 1000 * total[-1] / size, 1000 * row["megabytes"] / size]
        click.echo(f"{size:9,}" + "".join(f"{cell:9.1f}" for cell in cells))
    click.echo(f"{SIZES[-1] // SIZES[0]} times the articles take {total[-1] / total[0]:.1f} times the time")


def measured(texts: Sequence[Text], size: int) -> dict[str, object]:
    """Return the seconds of each kind of link and the megabytes they take at their highest."""
    articles, entities, dates = generated(texts, size)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = [time.process_time()]
    works, _ = translations(articles)
    seconds.append(time.process_time())
    editions(articles)
    seconds.append(time.process_time())
    related(articles, works, entities, dates)
    seconds.append(time.process_time())
    added = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    spent = [after - start for start, after in pairwise(seconds)]
    return {"seconds": spent, "megabytes": added / 1024}


def generated(
    texts: Sequence[Text], size: int
) -> tuple[list[Article], tuple[Entity, ...], list[DateMention]]:
    """Return articles with the names and dates in them."""
    chance = random.Random(SEED)
    words = _words(texts)
    found: list[Article] = []
    mentions: dict[str, list[Mention]] = defaultdict(list)
    dates: list[DateMention] = []
    cast = [f"{_name(chance)} {_name(chance)}" for _ in range(max(50, size // 5))]
    while len(found) < size:
        names = [min(chance.choices(cast, k=2)), *chance.sample(cast, 3)]
        figures = [str(chance.randint(3, 9999)) for _ in range(8)]
        day = FIRST + timedelta(days=chance.randrange(3650))
        shape = [chance.randint(WORDS // 3, 2 * WORDS) for _ in range(PARAGRAPHS)]
        for language in chance.sample(sorted(words), chance.choice((1, 1, 2, 3))):
            made = _text(chance, words[language], language, len(found), (names, figures, shape), day)
            found.append(article(made))
            for name in names:
                mentions[name].append(Mention(made.id, 0, 0, 0, 0, 0, name))
            dates.append(_dated(made.id, day))
            if chance.random() < 0.02:
                copy = Text(
                    "copy", made.key, language, (*made.paragraphs[:4], *made.paragraphs[5:]), made.day
                )
                found.append(article(copy))
    entities = (
        Entity(name.lower().replace(" ", "-"), name, "person", (), tuple(places))
        for name, places in sorted(mentions.items())
    )
    return found[:size], tuple(entities), dates


def _words(texts: Sequence[Text]) -> Mapping[str, Words]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        counts[text.language].update(" ".join(text.paragraphs).split())
    chosen = sorted(counts, key=lambda language: -counts[language].total())[:LANGUAGES]
    out = {}
    for language in chosen:
        words, until, total = [], [], 0
        for word, count in counts[language].items():
            total += count
            words.append(word)
            until.append(total)
        out[language] = Words(words, until)
    return out


def _name(chance: random.Random) -> str:
    return "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(3)).title()


def _text(
    chance: random.Random,
    words: Words,
    language: str,
    number: int,
    told: tuple[Sequence[str], Sequence[str], Sequence[int]],
    day: date,
) -> Text:
    names, figures, shape = told
    paragraphs = []
    for at, length in enumerate(shape):
        said = chance.choices(words.words, cum_weights=words.until, k=length)
        said[length // 3 : length // 3] = [names[at % len(names)], figures[at % len(figures)]]
        paragraphs.append(" ".join(said) + ".")
    when = (day + timedelta(days=chance.randrange(3))).isoformat()
    return Text("made", str(number), language, tuple(paragraphs), when)


def _dated(identity: str, day: date) -> DateMention:
    said = TimeExpression(identity, 0, 0, 0, "", "date")
    days = Days.one(day)
    return DateMention(
        identity, 0, 0, 0, 0, 0, "", day.isoformat(), days, Message.of("generated"), "explicit", said
    )


if __name__ == "__main__":
    sources = [text for texts in read(Path(sys.argv[1])).values() for text in texts]
    sys.stdout.write(json.dumps(measured(sources, int(sys.argv[2]))))
