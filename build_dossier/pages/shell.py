"""What every page has in common: its front matter, with the words its frame needs."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from build_dossier.model import Alternate, Page
from build_dossier.pages.tree import Here
from build_dossier.pages.words import autonym

__all__ = ["page"]

DESCRIPTION = 155
"""Characters of a description that search engines show."""


def page(
    here: Here,
    title: str,
    html: str,
    description: str,
    alternates: Sequence[Alternate],
    *,
    hub: bool = False,
    nav: str = "",
    files: Sequence[tuple[str, str]] = (),
    search: bool = True,
) -> Page:
    """Return a page with the front matter its frame reads: language, interface, the switcher's words.

    `search=False` leaves out of the search what another page says already.
    """
    words = here.tree.words
    meta = (
        *((("nav", nav),) if nav else ()),
        *(() if search else (("search_exclude", "true"),)),
        ("language", here.tree.language),
        ("language_name", autonym(here.tree.language)),
        ("interface", words.code),
        ("not_in_this_language", words.text("not in this language")),
        *_footer(here),
    )
    return Page(
        language=here.tree.language,
        path=f"{here.path}.md",
        title=_line(title),
        html=html,
        description=_cut(_line(description)),
        alternates=tuple(alternates),
        hub=hub,
        meta=meta,
        files=tuple(files),
    )


def _footer(here: Here) -> tuple[tuple[str, str], ...]:
    """Return what stands at the foot of every page: what it was made from, how, and the data."""
    words, dossier = here.tree.words, here.tree.index.dossier
    articles, languages = len(dossier.articles), len(dossier.languages)
    spoken = words.plural("{n} language", "{n} languages", languages)
    made = words.plural(
        "Made from {n} article in {languages}.", "Made from {n} articles in {languages}.", articles,
        languages=spoken,
    )  # fmt: skip
    return (
        ("footer_text", made),
        ("footer_made", words.text("How it was made")),
        ("footer_made_href", here.to("made/index")),
        ("footer_data", words.text("The data (JSON)")),
        ("footer_data_href", posixpath.relpath("../dossier.json", posixpath.dirname(here.path) or ".")),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str) -> str:
    if len(text) <= DESCRIPTION:
        return text
    at = text.rfind(" ", DESCRIPTION // 2, DESCRIPTION)
    return text[: at if at > 0 else DESCRIPTION] + " …"
