"""An article as a line of a list: date, title, outlet, the languages it is there in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from build_dossier.model import Article, Message, Published, Work
from build_dossier.pages.tree import Here, Tree
from build_dossier.pages.words import autonym

__all__ = ["BASIS", "Row", "Version", "minutes", "published_words", "row", "rows_elsewhere", "rows_here"]

BASIS = {
    "stated": Message.of("stated"),
    "ruled": Message.of("set by the curator"),
    "inferred": Message.of("inferred"),
    "unknown": Message.of("no date"),
}

WORDS_A_MINUTE = 238
"""Silent reading of non-fiction: Brysbaert 2019, a meta-analysis of 190 studies."""
CHARACTERS_A_MINUTE = 260
"""The same for scripts without spaces: Brysbaert 2019, Chinese."""


@dataclass(frozen=True, slots=True)
class Version:
    """One language's article of a work."""

    article: Article
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A work in a list, by the version a reader of this tree would open."""

    work: Work
    article: Article
    href: str
    date: Markup
    basis: str
    unsure: bool
    outlet: str
    minutes: int
    others: tuple[Version, ...]


def rows_here(here: Here) -> tuple[Row, ...]:
    """Return the works that have a version in the tree's language, newest first, undated last."""
    tree = here.tree
    works = [work for work in tree.index.works if tree.index.version(work, tree.language)]
    return _newest_first(here, works)


def rows_elsewhere(here: Here) -> tuple[Row, ...]:
    """Return the works that have none in the tree's language, newest first, undated last."""
    tree = here.tree
    works = [work for work in tree.index.works if not tree.index.version(work, tree.language)]
    return _newest_first(here, works)


def _newest_first(here: Here, works: Sequence[Work]) -> tuple[Row, ...]:
    dated = [work for work in works if here.tree.index.days_of(work)]
    undated = [work for work in works if not here.tree.index.days_of(work)]
    return tuple(row(here, work) for work in (*reversed(dated), *undated))


def row(here: Here, work: Work) -> Row:
    """Return a work as a line of a list."""
    index = here.tree.index
    article = index.best(work, here.tree.language)
    published = index.dossier.published[article.id]
    outlet = article.facts.get("outlet")
    return Row(
        work=work,
        article=article,
        href=here.article(article),
        date=here.tree.words.when_html(published.edtf, published.days),
        basis=published_words(here.tree, published),
        unsure=published.basis in ("inferred", "unknown"),
        outlet=outlet.value if outlet else "",
        minutes=minutes(article),
        others=versions(here, work, article),
    )


def versions(here: Here, work: Work, article: Article) -> tuple[Version, ...]:
    """Return the other versions of a work."""
    found = (here.tree.index.articles[id] for id in work.articles if id != article.id)
    return tuple(Version(other, autonym(other.language), here.article(other)) for other in found)


def published_words(tree: Tree, published: Published) -> str:
    """Return how a date of publication is known, empty where the date itself says it."""
    return "" if published.days is None else tree.words.say(BASIS[published.basis])


def minutes(article: Article) -> int:
    """Return the minutes it takes to read an article, at least 1."""
    text = " ".join(block.text for block in article.blocks)
    dense = sum(
        1 for character in text if "\u3040" <= character <= "\u9fff" or "\u0e00" <= character <= "\u0eff"
    )
    spaced = len(text.split()) if dense * 2 < len(text) else 0
    return max(1, round(spaced / WORDS_A_MINUTE + dense / CHARACTERS_A_MINUTE))
