"""The curator's word on which sources are one text, as pairs of articles, and on what versions differ in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from build_dossier.model import Article, Difference, Edition, Rulings, Work

__all__ = ["Differences", "Pairs", "ruled", "settled", "standing", "unmet"]

Differences = Mapping[tuple[str, ...], tuple[Difference, ...]]
"""What the versions of works say differently, by a work's articles."""

Pairs = frozenset[frozenset[str]]
"""Pairs of article ids."""


def ruled(groups: Collection[Collection[str]], articles: Sequence[Article]) -> Pairs:
    """Return the pairs of articles that groups name: by path, which names all of a file, or by key."""
    held: dict[str, list[str]] = defaultdict(list)
    for article in articles:
        for name in {article.source.path, article.document.key}:
            held[name].append(article.id)
    return frozenset(
        frozenset(pair)
        for group in groups
        for one, other in combinations(group, 2)
        for pair in product(held.get(one, ()), held.get(other, ()))
    )


def standing(pairs: Pairs, folded: Sequence[Edition]) -> Pairs:
    """Return the pairs with the article that stands for it in the place of each other edition."""
    head = {edition.other.id: edition.article for edition in folded}
    found = (frozenset(head.get(one, one) for one in pair) for pair in pairs)
    return frozenset(pair for pair in found if len(pair) == 2)


def unmet(
    rulings: Rulings, articles: Sequence[Article], works: Sequence[Work], folded: Sequence[Edition]
) -> list[tuple[str, str]]:
    """Return the pairs of source paths that the curator joins and that stand apart all the same."""
    path = {one.id: one.source.path for one in (*articles, *(edition.other for edition in folded))}
    place = {one: index for index, work in enumerate(works) for one in work.articles}
    everything = [*articles, *(edition.other for edition in folded)]
    apart = (
        sorted(pair)
        for pair in standing(ruled(rulings.same, everything), folded)
        if len({place[one] for one in pair}) == 2
    )
    return sorted({(path[one], path[other]) for one, other in apart})


def settled(found: Differences, rulings: Rulings) -> Differences:
    """Return the differences, those that the curator has judged marked so and with the note."""
    notes = rulings.settled
    return {
        articles: tuple(
            replace(one, settled=True, note=notes[one.id]) if one.id in notes else one for one in told
        )
        for articles, told in found.items()
    }
