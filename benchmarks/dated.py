"""Dossiers of dated reports, made of translated texts, for `python -m benchmarks.works --dated FOLDER`.

A report is a stretch of 6 to 22 paragraphs, with all of its versions. It has a day within `YEARS`; a version
has that day or a later one, and some state none. One report in three is a template: it comes back every few
weeks with other numbers in its title and text, as announcements of releases do.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.pairs import Text, spoken, stretches, thinned

__all__ = ["dated", "reports"]

FIRST = date(2021, 1, 1)
YEARS = 2
LAGS = ((0.6, 0, 0), (0.25, 1, 3), (0.15, 4, 25))
"""Share of the versions that come so many days after the first."""
UNDATED = 0.1
TEMPLATES = 1 / 3
COPIES = (2, 5)
CHANGED = 0.7
"""Share of the numbers of a template that are others in each copy."""
_NUMBER = re.compile(r"\d+")


def reports(texts: Sequence[Text], seed: int) -> list[Text]:
    """Return the reports that the texts give, in order, every version with its day."""
    chance = random.Random(seed)
    versions: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        versions[text.key].append(text)
    found: list[Text] = []
    for key in sorted(versions):
        for part in stretches(versions[key], chance):
            day = FIRST + timedelta(days=chance.randrange(365 * YEARS))
            if chance.random() < TEMPLATES:
                for copy in range(chance.randint(*COPIES)):
                    found += _stated(_copied(part, copy, chance), day, chance)
                    day += timedelta(days=chance.randint(5, 60))
            else:
                found += _stated(part, day, chance)
    return found


def _copied(texts: Sequence[Text], copy: int, chance: random.Random) -> Iterator[Text]:
    """Yield the versions of a template with other numbers, the same in all of them."""
    other: dict[str, str] = {}
    release = f"{chance.randint(1, 30)}.{chance.randint(0, 20)}"

    def number(match: re.Match[str]) -> str:
        said = match.group().lstrip("0")
        if said and said not in other:
            most = 10 ** len(said) - 1
            other[said] = str(chance.randint(most // 10 + 1, most)) if chance.random() < CHANGED else said
        return other.get(said, match.group())

    for text in texts:
        title, *rest = (_NUMBER.sub(number, part) for part in text.paragraphs)
        rest[0] = f"{release}: {rest[0]}"
        yield replace(text, key=f"{text.key}+{copy}", paragraphs=(f"{title} {release}", *rest))


def _stated(texts: Sequence[Text] | Iterator[Text], day: date, chance: random.Random) -> Iterator[Text]:
    for at, text in enumerate(texts):
        _, least, most = chance.choices(LAGS, [share for share, _, _ in LAGS])[0] if at else (1, 0, 0)
        stated = day + timedelta(days=chance.randint(least, most))
        yield replace(text, day="" if chance.random() < UNDATED else stated.isoformat())


def dated(texts: Sequence[Text], count: int, sizes: tuple[int, int], seed: int) -> Iterator[list[Text]]:
    """Yield dossiers of reports in two to six languages, some in several of them, some in one."""
    chance = random.Random(seed)
    versions: dict[str, list[Text]] = defaultdict(list)
    for text in reports(texts, seed):
        versions[text.key].append(text)
    everywhere = spoken(texts)
    for _ in range(count):
        size = chance.randint(*sizes)
        here = set(chance.sample(everywhere, min(len(everywhere), chance.randint(2, 6))))
        found: list[Text] = []
        for key in chance.sample(sorted(versions), len(versions)):
            there = [text for text in versions[key] if text.language in here]
            chosen = chance.sample(there, min(len(there), chance.randint(1, len(here))))
            found += (thinned(text, chance, 1 / 7) if chance.random() < 0.25 else text for text in chosen)
            if len(found) >= size:
                break
        if len(found) > 1:
            yield sorted(found[:size], key=lambda text: text.id)
