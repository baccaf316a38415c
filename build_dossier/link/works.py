"""Which articles are translations of each other: one work, at most one article a language.

Every two articles in different languages are compared in what translation leaves alone (numbers, names,
words that look alike, letters, lengths, the order of all these), and how much better they fit each other
than others of the same languages. A logistic regression makes one probability of it. Articles that are each
other's best become one work by itself at `CERTAIN`, and are proposed to the curator from `POSSIBLE`; what
the curator says stands above both.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from build_dossier.link.align import align, row_ids
from build_dossier.link.compare import Compared, compare
from build_dossier.link.features import Profile, names, profile
from build_dossier.link.meaning import Meanings
from build_dossier.model import Article, Message, Proposal, Work

__all__ = ["CERTAIN", "FEATURES", "POSSIBLE", "Link", "among", "links", "translations", "works"]

Pairs = Collection[frozenset[str]]
"""Pairs of article ids."""

CERTAIN = 0.9
"""Probability at which a link needs no curator (issue 4)."""
POSSIBLE = 0.3
"""Probability from which a link is proposed to the curator (issue 4)."""
USUAL = 5
"""Pairs, half of them translations, counted beside a dossier's own: in one of two texts they decide."""
MOST_SHARE = 0.8
"""Share of translations beyond which a dossier makes no pair likelier, by hand: two papers' reports on one
event are no nearer to each other in it."""
ROUNDS = 30
"""After so many rounds the share of translations changes no more."""
ABSENT = -1.0
"""Logarithmic odds of two articles that are not each other's best, where another pair would join their
groups; by hand."""
MOST = 4.0
"""Logarithmic odds that one pair counts at most there, by hand: it outweighs few that speak against it."""
TOGETHER = 0.5
"""Mean logarithmic odds of all pairs of two groups from which they are joined though no pair is sure."""
COEFFICIENTS: Mapping[str, float] = {
    "numbers": 3.57,
    "names": 2.16,
    "words": 2.80,
    "blocks": 3.76,
    "tried": 5.61,
    "step": 6.56,
    "aligned": 1.00,
    "titles": -3.41,
    "": -5.36,
}
"""Logistic regression (L2 1) by `python -m benchmarks.fit_works ../shared/data/pairs HELP`, where HELP
holds what `benchmarks.help_pages` makes of the GNOME help, the GIMP help and the Debian handbook: 129,123
pairs of one half of four corpora in up to 27 languages, whole, in 320 dossiers of 2 to 60 texts, in 160 in
which one text in three lacks a third or half of its paragraphs, and in 160 of dated reports. `blocks` gives
back some of what `step` takes for paragraphs left out. `python -m benchmarks.works` says what each feature
reaches alone."""
FEATURES = tuple(name for name in COEFFICIENTS if name)
SHOWN = 8
"""Names and numbers said as evidence."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two articles in two languages and how likely they are translations of each other."""

    a: str
    b: str
    probability: float
    features: Mapping[str, float]


class _Groups:
    """Articles put together one pair at a time, never two of one language and never against the curator."""

    def __init__(self, profiles: Mapping[str, Profile], apart: Pairs) -> None:
        self.language = {one: profile.language for one, profile in profiles.items()}
        self.apart = apart
        self.members = {one: [one] for one in profiles}
        self.score = dict.fromkeys(profiles, 1.0)

    def fit(self, one: str, other: str) -> bool:
        """Tell whether the groups of two articles may be one."""
        left, right = self.members[one], self.members[other]
        spoken = [self.language[each] for each in (*left, *right)]
        return (
            left is not right
            and len(set(spoken)) == len(spoken)
            and not any(frozenset((a, b)) in self.apart for a in left for b in right)
        )

    def join(self, one: str, other: str, probability: float) -> bool:
        """Make one group of two where they fit; return whether they do."""
        if not self.fit(one, other):
            return False
        left, right = self.members[one], self.members[other]
        least = min(probability, self.score[one], self.score[other])
        left.extend(right)
        for each in left:
            self.members[each], self.score[each] = left, least
        return True


def works(articles: Sequence[Article]) -> tuple[Work, ...]:
    """Return the works of a dossier in its order without a curator; every article stands in exactly one."""
    return translations(articles)[0]


def translations(
    articles: Sequence[Article], same: Pairs = (), apart: Pairs = (), meant: Meanings | None = None
) -> tuple[tuple[Work, ...], tuple[Proposal, ...]]:
    """Return the works of a dossier in its order, and the pairs of them that a curator should judge.

    `same` and `apart` are the curator's: pairs of ids that are one work and that never are. `meant` is what a
    model takes the articles to mean, where one is asked.
    """
    profiles = {
        article.id: profile(article, meant.rows[article.id] if meant else None) for article in articles
    }
    found = links(list(profiles.values()), apart)
    groups = _Groups(profiles, apart)
    ruled: set[str] = set()
    for one, other in sorted(sorted(pair) for pair in same):
        if groups.join(one, other, 1.0):
            ruled |= {one, other}
    odds = {frozenset((link.a, link.b)): _odds(link.probability) for link in found}
    for link in found:
        if link.probability >= CERTAIN and _agreed(groups, link, odds):
            groups.join(link.a, link.b, link.probability)
    _join_together(groups, found)
    made = _made(articles, profiles, groups, ruled)
    if meant:
        made = tuple(_by_meaning(work, meant) for work in made)
    return made, _proposals(groups, found)


def _agreed(groups: _Groups, link: Link, odds: Mapping[frozenset[str], float]) -> bool:
    """Tell whether the other pairs of the groups that a sure link would join do not outweigh it."""
    pairs = (frozenset((one, other)) for one in groups.members[link.a] for other in groups.members[link.b])
    return math.fsum(max(-MOST, min(MOST, odds.get(pair, ABSENT))) for pair in pairs) > 0


def _join_together(groups: _Groups, found: Sequence[Link]) -> None:
    """Join groups that several versions bring together, none of them sure by itself.

    Their logarithmic odds add up to those of a sure link, and the mean of all pairs is likelier than not.
    """
    joined = True
    while joined:
        odds: dict[tuple[str, str], float] = defaultdict(float)
        for link in found:
            if groups.fit(link.a, link.b):
                left, right = sorted((groups.members[link.a][0], groups.members[link.b][0]))
                odds[left, right] += _odds(link.probability)
        joined = False
        for (left, right), total in sorted(odds.items(), key=lambda item: (-item[1], item[0])):
            pairs = len(groups.members[left]) * len(groups.members[right])
            if pairs > 1 and total >= _odds(CERTAIN) and total / pairs >= TOGETHER:
                joined = groups.join(left, right, CERTAIN) or joined


def _odds(probability: float) -> float:
    sure = 1e-9
    bounded = min(max(probability, sure), 1.0 - sure)
    return math.log(bounded / (1.0 - bounded))


def _proposals(groups: _Groups, found: Sequence[Link]) -> tuple[Proposal, ...]:
    """Return what might be linked and is not, the likeliest pair of every two works."""
    seen: set[frozenset[str]] = set()
    out = []
    for link in found:
        if link.probability < POSSIBLE:
            break
        works = frozenset((groups.members[link.a][0], groups.members[link.b][0]))
        if works not in seen and groups.fit(link.a, link.b):
            seen.add(works)
            out.append(Proposal(link.a, link.b, round(link.probability, 4)))
    return tuple(out)


def _by_meaning(work: Work, meant: Meanings) -> Work:
    """Return the work with what a model says of its versions."""
    if len(work.articles) < 2:
        return work
    least = min(meant.likeness(one, other) for one, other in combinations(work.articles, 2))
    return replace(work, evidence=(*work.evidence, meant.said(least)))


def _made(
    articles: Sequence[Article], profiles: Mapping[str, Profile], groups: _Groups, ruled: AbstractSet[str]
) -> tuple[Work, ...]:
    by_id = {article.id: article for article in articles}
    order = {one: index for index, one in enumerate(by_id)}
    seen: set[str] = set()
    found = []
    for one in order:
        if one not in seen:
            members = sorted(groups.members[one], key=order.__getitem__)
            seen.update(members)
            work = _work(members, groups.score[one], by_id, profiles)
            if not ruled.isdisjoint(members):
                work = replace(work, evidence=(Message.of("the curator says so"), *work.evidence))
            found.append(work)
    return tuple(found)


def _work(
    members: Sequence[str], score: float, articles: Mapping[str, Article], profiles: Mapping[str, Profile]
) -> Work:
    texts = [articles[one] for one in members]
    rows = align(texts)
    alone = len(members) == 1
    return Work(
        tuple(members),
        1.0 if alone else round(score, 4),
        () if alone else _evidence([profiles[one] for one in members], rows.alignment, texts[0]),
        rows.alignment,
        rows.joined,
        row_ids(texts, rows.alignment),
    )


def links(profiles: Sequence[Profile], apart: Pairs = ()) -> list[Link]:
    """Return the pairs that are each other's best across two languages, the likeliest first."""
    return among(compare(profiles), apart)


def among(compared: Sequence[Compared], apart: Pairs = ()) -> list[Link]:
    """Return of the pairs compared those that are each other's best, the likeliest first."""
    scored = [
        Link(pair.one.article, pair.other.article, _probability(pair.features), pair.features)
        for pair in compared
        if frozenset((pair.one.article, pair.other.article)) not in apart
    ]
    language = {one.article: one.language for pair in compared for one in (pair.one, pair.other)}
    best: dict[tuple[str, str], Link] = {}
    for link in sorted(scored, key=lambda link: (-link.probability, link.a, link.b)):
        best.setdefault((link.a, language[link.b]), link)
        best.setdefault((link.b, language[link.a]), link)
    mutual = [
        link
        for link in scored
        if best[link.a, language[link.b]] is link and best[link.b, language[link.a]] is link
    ]
    return sorted(_in_dossier(mutual), key=lambda link: (-link.probability, link.a, link.b))


def _in_dossier(found: Sequence[Link]) -> list[Link]:
    """Return the links with the probability that they have in a dossier with so many translations as this.

    Where most pairs that are each other's best are translations, a doubtful one is likelier one. The share is
    estimated from the probabilities, and they from the share, until both stay: Saerens, Latinne and
    Decaestecker, "Adjusting the Outputs of a Classifier to New a Priori Probabilities" (2002).
    """
    odds = np.array([_odds(link.probability) for link in found])
    shift = 0.0
    for _ in range(ROUNDS):
        share = float((_likely(odds + shift).sum() + USUAL / 2) / (len(odds) + USUAL))
        shift = _odds(min(share, MOST_SHARE))
    return [
        replace(link, probability=float(value))
        for link, value in zip(found, _likely(odds + shift), strict=True)
    ]


def _likely(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-odds))
    return found


def _probability(features: Mapping[str, float]) -> float:
    value = COEFFICIENTS[""] + sum(COEFFICIENTS[name] * features[name] for name in FEATURES)
    value += features["days"]
    return 1.0 / (1.0 + math.exp(-max(min(value, 40.0), -40.0)))


def _evidence(
    members: Sequence[Profile], rows: Sequence[tuple[int, ...]], first: Article
) -> tuple[Message, ...]:
    """Return what the versions have in common, in words."""
    if not rows:
        return ()
    same = frozenset.intersection(*(one.numbers for one in members))
    named = frozenset.intersection(*(one.names for one in members))
    full = sum(all(index >= 0 for index in row) for row in rows)
    found = [
        Message.of(
            "{n} of {m} paragraph matches in length and order",
            "{n} of {m} paragraphs match in length and order",
            n=full,
            m=len(rows),
        )
    ]
    if named:
        written = dict.fromkeys(word for block in first.blocks for word in names(block.text))
        common = [word for word in written if "^" + anyascii(word).lower() in named]
        found.append(Message.of("the same names: {names}", names=tuple(common[:SHOWN])))
    if same:
        figures = tuple(number[1:] for number in sorted(same, key=lambda one: (len(one), one))[:SHOWN])
        found.append(
            Message.of(
                "the same number: {numbers}", "the same {n} numbers: {numbers}", n=len(same), numbers=figures
            )
        )
    return tuple(found)
