"""What publishing must know of one language's pages: its menu, its words, which files are generated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from build_dossier.messages import DEFAULT, catalogue
from build_dossier.model import Message, Page

__all__ = ["UNKNOWN", "Tree", "trees_of"]

HOME = "index.md"
UNKNOWN = "und"
"""The code of a language that nobody knows."""


@dataclass(frozen=True, slots=True)
class Tree:
    """One language's site, without its pages' text."""

    language: str
    """Its folder under `docs/` and under the site."""
    interface: str
    """The language its interface speaks: `language` itself where there is a catalogue for it."""
    name: str
    """The language's own name, e.g. `Bahasa Indonesia`."""
    title: str
    """The dossier's title in this language, empty where its home page states none."""
    nav: tuple[tuple[str, str], ...]
    """(title, path) of the hubs, in the order of the pages."""
    pages: tuple[str, ...]
    """Paths of all its generated pages, e.g. `articles/foo.md`."""


def trees_of(pages: Sequence[Page]) -> tuple[Tree, ...]:
    """Return one tree a language, in the order in which the pages name the languages."""
    names = {alternate.language: alternate.name for page in pages for alternate in page.alternates}
    languages = dict.fromkeys(page.language for page in pages)
    return tuple(_tree(code, names, [page for page in pages if page.language == code]) for code in languages)


def _tree(language: str, names: dict[str, str], pages: Sequence[Page]) -> Tree:
    home = next((page for page in pages if page.path == HOME), None)
    interface = _first(_meta(page, "interface") for page in pages) or _spoken(language)
    unknown = catalogue(interface).say(Message.of("unknown language")) if language == UNKNOWN else ""
    return Tree(
        language=language,
        interface=interface,
        name=unknown or names.get(language) or own_name(language),
        title=(_meta(home, "site_name") or home.title) if home else "",
        nav=tuple((_meta(page, "nav") or page.title, page.path) for page in pages if page.hub),
        pages=tuple(page.path for page in pages),
    )


def _meta(page: Page, key: str) -> str:
    return dict(page.meta).get(key, "")


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _spoken(language: str) -> str:
    """Return the language of an interface whose pages do not state it."""
    return DEFAULT if language == UNKNOWN else language


def own_name(language: str) -> str:
    """Return the language's name in itself by CLDR, its code where CLDR has none."""
    try:
        return Locale.parse(language, sep="-").get_display_name() or language
    except (UnknownLocaleError, ValueError):
        return language


def right_to_left(language: str) -> bool:
    """Tell whether CLDR writes the language from right to left."""
    try:
        return Locale.parse(language, sep="-").character_order == "right-to-left"
    except (UnknownLocaleError, ValueError):
        return False
