"""Which works a reader of one may want next, and why: people, organisations, days and rare words in common.

Suggestions with reasons, never "the same event". What all works of a dossier share tells little, so every
feature counts by how few works have it, and a pair must stand out from the dossier's other pairs.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from anyascii import anyascii

from build_dossier.link.meaning import Meanings, nearest
from build_dossier.model import Article, DateMention, Entity, Message, Related, Work

__all__ = ["MOST", "related"]

MOST = 5
"""Related works of one work."""
WORTH: Mapping[str, float] = {"name": 1.0, "day": 0.8, "word": 0.25}
"""What a shared name, day or word is worth before its rarity; set by hand on the seeds and test dossiers."""
MEANING = 0.25
"""What likeness in meaning counts, by a model that the curator names; set by hand, about as much as half of
the rare words that two articles can share."""
LEAST = 0.05
"""Least likeness of two works: below it a shared name is by the way."""
STANDS_OUT = 1.0
"""Standard deviations above the mean of all pairs of the dossier's works, those that share nothing too."""
FEW_WORKS = 8
"""Up to so many works nobody can tell from them which words are rare, and no pair need stand out."""
RARE = 0.2
"""Share of the works that a rare word may stand in."""
COMMON = 40
"""Works that a feature may stand in to bring pairs together; more is the dossier's own subject."""
SHOWN = 4
WORD = re.compile(r"[^\W\d_]{6,}")


@dataclass(slots=True)
class _Features:
    """What a work holds, each feature with its kind: `name`, `day` or `word`."""

    work: Work
    found: dict[tuple[str, str], float] = field(default_factory=dict)
    """How much of each there is, 1 or a little more."""


def related(
    articles: Sequence[Article],
    works: Sequence[Work],
    entities: Sequence[Entity],
    dates: Sequence[DateMention],
    meant: Meanings | None = None,
) -> tuple[Related, ...]:
    """Return pairs of works worth reading together, best first; no work is in more than `MOST` of them.

    Each pair is given by two articles, in one language where both works have one in it. `meant` is what a
    model takes the articles to mean, where one is asked.
    """
    by_id = {article.id: article for article in articles}
    features = _features(works, by_id, entities, dates)
    carriers = _carriers(features)
    rarity = {feature: _rarity(len(members), len(works)) for feature, members in carriers.items()}
    length = [_length(one, rarity) for one in features]
    scores = {
        places: sum(_value(feature, features[places[0]], features[places[1]], rarity) for feature in common)
        / (length[places[0]] * length[places[1]])
        for places, common in _pairs(carriers, len(works)).items()
    }
    near = nearest([work.articles for work in works], meant, MOST) if meant else {}
    for places, likeness in near.items():
        shared = scores.get(places, 0.0)
        scores[places] = shared + MEANING * likeness * (1.0 - shared)
    names = {entity.id: entity.name for entity in entities}
    found = []
    for (left, right), score in _chosen(scores, len(works)):
        reasons = _reasons(features[left], features[right], rarity, names)
        if meant and (left, right) in near:
            reasons = (*reasons, meant.said(near[left, right]))
        if reasons:
            a, b = _articles(works[left], works[right], by_id)
            found.append(Related(a, b, round(score, 4), reasons))
    return tuple(found)


def _features(
    works: Sequence[Work],
    articles: Mapping[str, Article],
    entities: Iterable[Entity],
    dates: Iterable[DateMention],
) -> list[_Features]:
    place = {article: index for index, work in enumerate(works) for article in work.articles}
    found = [_Features(work) for work in works]
    for entity in entities:
        counts = Counter(place[mention.article] for mention in entity.mentions if mention.article in place)
        for index, count in counts.items():
            found[index].found["name", entity.id] = 1.0 + math.log(count) / 2
    for mention in dates:
        if mention.article in place and mention.days is not None and mention.days.length == 1:
            found[place[mention.article]].found["day", mention.days.lo.isoformat()] = 1.0
    named = {_plain(word) for entity in entities for word in entity.name.split()}
    for one in found if len(works) > FEW_WORKS else ():
        for article in one.work.articles:
            for word in _words(articles[article]) - named:
                one.found["word", word] = 1.0
    return found


def _words(article: Article) -> set[str]:
    texts = [article.title.value, *(block.text[:20_000] for block in article.blocks)]
    return {_plain(word) for text in texts for word in WORD.findall(text)}


def _plain(word: str) -> str:
    return anyascii(word).lower()


def _carriers(features: Sequence[_Features]) -> dict[tuple[str, str], list[int]]:
    """Return the works that have each feature, for features that at least two have."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(features):
        for feature in one.found:
            found[feature].append(index)
    return {
        feature: members
        for feature, members in found.items()
        if len(members) > 1 and (feature[0] != "word" or len(members) <= max(2, RARE * len(features)))
    }


def _rarity(members: int, works: int) -> float:
    """Return how much a feature tells: 1 for two works of very many, little for one that all have."""
    return math.log(1.0 + works / members) / math.log(1.0 + works / 2)


def _value(
    feature: tuple[str, str], one: _Features, other: _Features, rarity: Mapping[tuple[str, str], float]
) -> float:
    weight = WORTH[feature[0]] * rarity[feature]
    return weight * weight * one.found[feature] * other.found[feature]


def _length(one: _Features, rarity: Mapping[tuple[str, str], float]) -> float:
    squares = (_value(feature, one, one, rarity) for feature in one.found if feature in rarity)
    return math.sqrt(math.fsum(squares)) or 1.0


def _pairs(
    carriers: Mapping[tuple[str, str], Sequence[int]], works: int
) -> dict[tuple[int, int], list[tuple[str, str]]]:
    """Return the features that each pair of works shares, without what too many share."""
    found: dict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
    most = max(COMMON, int(math.sqrt(works)))
    for feature in sorted(carriers):
        members = carriers[feature]
        if len(members) <= most:
            for pair in combinations(members, 2):
                found[pair].append(feature)
    return found


def _chosen(scores: Mapping[tuple[int, int], float], works: int) -> list[tuple[tuple[int, int], float]]:
    """Return the pairs that stand out, the best first, at most `MOST` a work."""
    least = max(LEAST, _standing_out(scores.values(), works)) if works > FEW_WORKS else LEAST
    taken: Counter[int] = Counter()
    found = []
    for places, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score >= least and max(taken[place] for place in places) < MOST:
            taken.update(places)
            found.append((places, score))
    return found


def _standing_out(scores: Collection[float], works: int) -> float:
    """Return the likeness from which a pair stands out among all pairs of so many works."""
    pairs = works * (works - 1) / 2
    mean = math.fsum(scores) / pairs
    spread = math.fsum(score * score for score in scores) / pairs - mean * mean
    return mean + STANDS_OUT * math.sqrt(max(spread, 0.0))


def _articles(left: Work, right: Work, articles: Mapping[str, Article]) -> tuple[str, str]:
    """Return one article of each work, both in one language where there is one."""
    spoken = {articles[one].language: one for one in reversed(right.articles)}
    for one in left.articles:
        if articles[one].language in spoken:
            return one, spoken[articles[one].language]
    return left.articles[0], right.articles[0]


def _reasons(
    one: _Features, other: _Features, rarity: Mapping[tuple[str, str], float], names: Mapping[str, str]
) -> tuple[Message, ...]:
    shared = sorted(
        (feature for feature in one.found.keys() & other.found.keys() if feature in rarity),
        key=lambda feature: (-_value(feature, one, other, rarity), feature),
    )
    people = [names[key] for kind, key in shared if kind == "name"][:SHOWN]
    days = sorted(key for kind, key in shared if kind == "day")[:SHOWN]
    words = [key for kind, key in shared if kind == "word"][:SHOWN]
    found = []
    if people:
        found.append(Message.of("both name {names}", names=tuple(people)))
    if len(days) == 1:
        found.append(Message.of("both date something on {day}", day=date.fromisoformat(days[0])))
    elif days:
        found.append(
            Message.of(
                "both date something on {n} day, {day} first",
                "both date something on {n} days, {day} first",
                n=len(days),
                day=date.fromisoformat(days[0]),
            )
        )
    if words and (people or days or len(words) >= 2):
        found.append(Message.of("rare words in both: {words}", words=tuple(words)))
    return tuple(found)
