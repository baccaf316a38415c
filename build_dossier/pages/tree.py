"""One language's tree of pages: where a page lies, how one page links to another, who its equivalents are."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from build_dossier.model import Alternate, Article, Entity, Event, Work
from build_dossier.pages.index import Index
from build_dossier.pages.settings import Settings
from build_dossier.pages.words import Words, autonym, direction, lang_attribute

__all__ = ["HUBS", "Here", "Tree", "anchor"]

Folder = Literal["articles", "made", "parallel"]

HUBS = ("index", "timeline", "articles/index", "people/index", "made/index")
"""The pages that every tree has and that stand in its navigation, without their ending."""


def anchor(prefix: str, article: Article) -> str:
    """Return the id of an article's entry on a hub, e.g. `elsewhere-000_affa`."""
    return f"{prefix}-" + re.sub(r"[\s\"'<>#%&]+", "-", article.id)


@dataclass(frozen=True, slots=True)
class Tree:
    """A language's tree: its words and what it shows."""

    language: str
    words: Words
    index: Index
    settings: Settings

    def article(self, article: Article, folder: Folder = "articles") -> str:
        """Return the path of an article's page, without ending, in the tree of its language.

        Each folder holds one page an article: its text, how it was made, its versions side by side.
        """
        return f"{folder}/{_own(article.slug)}"

    def entity(self, entity: Entity) -> str:
        """Return the path of an entity's page, the same in every tree."""
        return f"people/{_own(entity.id)}"

    def title(self) -> tuple[str, str]:
        """Return the dossier's title and its language: the curator's, else the site's name."""
        text, language = self.ruled(self.index.dossier.rulings.title)
        return (text, language) if text else (self.settings.site_name, self.words.code)

    def ruled(self, texts: Mapping[str, str]) -> tuple[str, str]:
        """Return the curator's text for this tree and its language; a text for all counts as the page's."""
        for code in (self.language, self.words.code, "", *sorted(texts)):
            if texts.get(code):
                return texts[code], code or self.words.code
        return "", self.words.code

    def attrs(self, language: str, inside: str = "") -> dict[str, str]:
        """Return `lang` and `dir` for text in a language that stands inside another (the interface's)."""
        if language == (inside or self.words.code):
            return {}
        return {"lang": lang_attribute(language), "dir": direction(language)}

    def others(self) -> tuple[str, ...]:
        """Return the languages of the other trees."""
        return tuple(code for code in self.index.dossier.languages if code != self.language)


def _own(name: str) -> str:
    # A page must not take the place of its folder's hub.
    return f"{name}-" if name == "index" else name


@lru_cache(maxsize=1 << 16)
def _relative(start: str, path: str, language: str) -> str:
    """Return the way from one page to another, of another tree where a language is given."""
    target = f"../{quote(language)}/{quote(path)}.html" if language else f"{quote(path)}.html"
    return posixpath.relpath(target, posixpath.dirname(start) or ".")


@dataclass(frozen=True, slots=True)
class Here:
    """A page of a tree, and the way from it to others."""

    tree: Tree
    path: str
    """Without ending."""

    def to(self, path: str, anchor: str = "", language: str = "") -> str:
        """Return the relative address of a page (of another tree when `language` is given)."""
        other = language if language != self.tree.language else ""
        address = "" if anchor and path == self.path and not other else _relative(self.path, path, other)
        return f"{address}#{quote(anchor)}" if anchor else address

    def article(self, article: Article, anchor: str = "", folder: Folder = "articles") -> str:
        """Return the relative address of an article's page, whatever its language."""
        return self.to(self.tree.article(article, folder), anchor, article.language)

    def made(self, article: Article) -> str:
        """Return the relative address of the page that tells how an article was made."""
        return self.article(article, "", "made")

    def parallel(self, article: Article, anchor: str = "") -> str:
        """Return the relative address of the page that shows an article beside its translations."""
        return self.article(article, anchor, "parallel")

    def entity(self, entity: Entity) -> str:
        """Return the relative address of an entity's page in this tree; without one, of where it is named."""
        index = self.tree.index
        if entity.id in index.paged:
            return self.to(self.tree.entity(entity))
        first = entity.mentions[0]
        return self.block(index.articles[first.article], first.block)

    def event(self, event: Event) -> str:
        """Return the relative address of an event on this tree's timeline."""
        return self.to(self.tree.index.period_of[event.id].path, event.id)

    def block(self, article: Article, block: int) -> str:
        """Return the relative address of a paragraph, title or caption of an article."""
        return self.article(article, block_id(article, block))

    def same(self) -> tuple[Alternate, ...]:
        """Return the switcher of a page that stands in every tree at the same place."""
        return tuple(
            Alternate(code, autonym(code), self.to(self.path, "", code), True) for code in self.tree.others()
        )

    def versions(self, work: Work, article: Article, folder: Folder = "articles") -> tuple[Alternate, ...]:
        """Return the switcher of an article's page: its translations, else where a tree says it has none."""
        return tuple(self._version(code, work, article, folder) for code in self.tree.others())

    def _version(self, code: str, work: Work, article: Article, folder: Folder) -> Alternate:
        found = self.tree.index.version(work, code)
        if found:
            return Alternate(code, autonym(code), self.article(found, "", folder), True)
        hub, prefix = ("made/index", "made") if folder == "made" else ("articles/index", "elsewhere")
        return Alternate(code, autonym(code), self.to(hub, anchor(prefix, article), code), False)


def block_id(article: Article, block: int) -> str:
    """Return the anchor of a block on its article's page."""
    if block == -1:
        return "title"
    if block == -2 or not 0 <= block < len(article.blocks):
        return "caption"
    return article.blocks[block].id
