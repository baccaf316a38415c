"""What a reader sees: a dossier into pages, one tree a language."""

from __future__ import annotations

from collections.abc import Iterator

from build_dossier import messages
from build_dossier.model import Dossier, Page
from build_dossier.pages.article import article_page, articles_hub
from build_dossier.pages.home import home
from build_dossier.pages.index import index
from build_dossier.pages.made import made_hub, made_page
from build_dossier.pages.parallel import has_versions, parallel_page
from build_dossier.pages.people import entity_page, people_hub
from build_dossier.pages.settings import Settings
from build_dossier.pages.timeline import period_pages, timeline
from build_dossier.pages.tree import Tree
from build_dossier.pages.words import Words

__all__ = ["Settings", "pages"]


def pages(dossier: Dossier, settings: Settings) -> tuple[Page, ...]:
    """Return every page of every language's tree, hubs first in each.

    Each page's `html` is a heading and one `<div>` without a blank line; links are relative and end in
    `.html`.
    """
    lookups = index(dossier)
    out: list[Page] = []
    for language in dossier.languages:
        words = Words(messages.catalogue(settings.interface(language)))
        out.extend(_tree(Tree(language, words, lookups, settings)))
    return tuple(out)


def _tree(tree: Tree) -> Iterator[Page]:
    yield from (make(tree) for make in (home, timeline, articles_hub, people_hub, made_hub))
    yield from period_pages(tree)
    for article in tree.index.dossier.articles:
        if article.language == tree.language:
            yield article_page(tree, article)
            yield made_page(tree, article)
            if has_versions(tree, article):
                yield parallel_page(tree, article)
    for entity in tree.index.dossier.entities:
        if entity.id in tree.index.paged:
            yield entity_page(tree, entity)
