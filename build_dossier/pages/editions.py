"""Other editions of an article: where each comes from, and what it has, lacks or says otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from markupsafe import Markup, escape

from build_dossier.model import Article, Block, Edition
from build_dossier.pages.tree import Here
from build_dossier.pages.words import Words

__all__ = ["Shown", "editions"]

LONGEST = 4000
"""Characters of a paragraph up to which its words are compared; two longer ones are shown whole."""
WORDS = re.compile(r"\s+|[^\W\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]+|.")
"""Words, blanks and single signs; characters of a script that does not part words are signs."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph that two editions do not have alike."""

    said: str
    """What is different, in words."""
    block: Block | None
    """The paragraph of the article shown, None where it lacks it."""
    html: Markup


@dataclass(frozen=True, slots=True)
class Shown:
    """Another edition with its source, and its differences in the order of the text."""

    article: Article
    score: str
    ruled: bool
    date: str
    """As it states it, a day in the page's language; empty where it states none."""
    facts: tuple[str, ...]
    """Outlet and author, where known."""
    url: str
    differences: tuple[Difference, ...]


def editions(here: Here, article: Article) -> tuple[Shown, ...]:
    """Return the other editions that an article stands for."""
    return tuple(
        _shown(here, article, edition) for edition in here.tree.index.editions_of.get(article.id, ())
    )


def _shown(here: Here, article: Article, edition: Edition) -> Shown:
    other, words = edition.other, here.tree.words
    known = [other.facts[name].value for name in ("outlet", "author") if name in other.facts]
    url = other.facts["url"].value if "url" in other.facts else ""
    return Shown(
        article=other,
        score=words.percent(edition.score),
        ruled=edition.ruled,
        date=_date(words, other.stated_date.value if other.stated_date else ""),
        facts=tuple(known),
        url=url if url.startswith(("https://", "http://")) else "",
        differences=tuple(_difference(words, article, other, row) for row in edition.differences),
    )


def _date(words: Words, value: str) -> str:
    try:
        return words.day(date.fromisoformat(value[:10]))
    except ValueError:  # a month or a year
        return value


def _difference(words: Words, article: Article, other: Article, row: tuple[int, int]) -> Difference:
    here, there = (
        text.blocks[at] if at >= 0 else None for text, at in zip((article, other), row, strict=True)
    )
    if there is None:
        assert here is not None
        html = Markup("<del>{}</del>").format(here.text)
        return Difference(words.text("The other edition lacks this paragraph:"), here, html)
    if here is None:
        html = Markup("<ins>{}</ins>").format(there.text)
        return Difference(words.text("Only the other edition has this paragraph:"), None, html)
    return Difference(
        words.text("The other edition words it differently:"), here, _changes(here.text, there.text)
    )


def _changes(here: str, there: str) -> Markup:
    """Return the text of two paragraphs, what only one has marked: deleted is ours, inserted the other's."""
    if max(len(here), len(there)) > LONGEST:
        return Markup("<del>{}</del> <ins>{}</ins>").format(here, there)
    left, right = WORDS.findall(here), WORDS.findall(there)
    out = Markup()
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            out += escape("".join(left[a:b]))
            continue
        if a < b:
            out += Markup("<del>{}</del>").format("".join(left[a:b]))
        if c < d:
            out += Markup("<ins>{}</ins>").format("".join(right[c:d]))
    return out
