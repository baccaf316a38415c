"""What versions of one text say differently, in words, and where it is underlined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from build_dossier.model import Difference, Message, Passage, Work
from build_dossier.pages.entries import short
from build_dossier.pages.inline import Mark
from build_dossier.pages.tree import Here

__all__ = ["Differing", "difference_marks", "differing"]

SHOWN = 60
"""Characters of a passage that is quoted in the list."""
OPENING = 24
"""Characters that are underlined where a quotation begins: what differs are its marks."""

SAID: Mapping[tuple[str, bool], Message] = {
    ("number", True): Message.of("The number {words}: in {languages}, but not in {others}."),
    ("date", True): Message.of("The date {words}: in {languages}, but not in {others}."),
    ("date", False): Message.of("The date: {agreed}, but {apart}."),
    ("name", False): Message.of("The person: {agreed}, but {apart}."),
    ("quotation", True): Message.of("Speech, {words}: marked as such in {languages}, but not in {others}."),
    ("unclosed", False): Message.of(
        "A quotation, {words}: opened in {languages} and never closed, but closed in {others}."
    ),
}
"""By kind, and whether some versions say nothing of it."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A difference as a reader of one language sees it."""

    id: str
    """Anchor in the list."""
    row: str
    """Anchor of the row of the text."""
    place: str
    text: Markup
    settled: bool
    note: str
    """The curator's reason; empty where none is given."""
    language: str
    """Of the note."""
    command: str
    """What decides otherwise."""


def differing(here: Here, work: Work, places: Sequence[str]) -> tuple[Differing, ...]:
    """Return what the versions of a work say differently; `places` are the words for its rows."""
    found = here.tree.index.dossier.differences.get(work.articles, ())
    return tuple(
        Differing(
            f"difference-{one.id}",
            work.rows[one.row],
            places[one.row],
            _said(here, one),
            one.settled,
            *here.tree.ruled(one.note),
            f"build-dossier {'unsettle' if one.settled else 'settle'} {one.id}",
        )
        for one in found
    )


def _said(here: Here, one: Difference) -> Markup:
    lacking = bool(one.lacking)
    others = one.lacking or tuple(passage.article for passage in one.others)
    first = one.told[0]
    article = here.tree.index.articles[first.article]
    return here.tree.words.filled(
        SAID[one.kind, lacking],
        words=_quoted(here, article.language, first.text),
        languages=escape(_languages(here, [passage.article for passage in one.told])),
        others=escape(_languages(here, others)),
        agreed=_versions(here, one.told),
        apart=_versions(here, one.others),
    )


def _quoted(here: Here, language: str, text: str) -> Markup:
    """Return words of an article between the quotation marks of the page; its own outer ones are left out."""
    bare = text.strip('"“”„«»「」『』 \u00a0\u202f')
    return here.tree.words.said(Message.of("“{words}”", words=short(bare, SHOWN)), language)


def _languages(here: Here, ids: Sequence[str]) -> str:
    articles, words = here.tree.index.articles, here.tree.words
    return words.series(dict.fromkeys(words.language(articles[id].language) for id in ids))


def _versions(here: Here, passages: Sequence[Passage]) -> Markup:
    """Return each version's words behind the name of its language."""
    articles, words = here.tree.index.articles, here.tree.words
    said = []
    for passage in passages:
        language = articles[passage.article].language
        said.append(escape(words.language(language)) + words.gap + _quoted(here, language, passage.text))
    return escape(words.catalogue.comma).join(said)


def difference_marks(here: Here, work: Work) -> Mapping[tuple[str, int], list[Mark]]:
    """Return marks for the words that differ, by article and block; each leads to its entry."""
    found: dict[tuple[str, int], list[Mark]] = {}
    for one in here.tree.index.dossier.differences.get(work.articles, ()):
        opening = one.kind in ("unclosed", "quotation")
        for passage in one.told if opening else (*one.told, *one.others):
            end = passage.block_end
            if opening and len(passage.text) > OPENING:
                end = passage.block_start + max(passage.text.rfind(" ", 2, OPENING), 1)
            kind = "d-differs d-settled" if one.settled else "d-differs"
            before = Markup('<a class="{}" href="#difference-{}">').format(kind, one.id)
            mark = Mark(passage.block_start, end, before, Markup("</a>"))
            found.setdefault((passage.article, passage.block), []).append(mark)
    return found
