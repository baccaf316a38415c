"""An article's page, and the hub that lists them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from build_dossier.model import Article, Block, Event, Line, Page, Published, Related, Work
from build_dossier.pages.editions import editions
from build_dossier.pages.entries import Entry, entry
from build_dossier.pages.inline import Mark, block_language, block_marks, cited, marked, spoken
from build_dossier.pages.lines import role_words
from build_dossier.pages.markup import render
from build_dossier.pages.parallel import has_versions
from build_dossier.pages.rows import BASIS, Row, minutes, row, rows_elsewhere, rows_here, versions
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree, anchor

__all__ = ["article_page", "articles_hub"]

FACTS = ("section", "outlet", "deck", "author", "editor", "credit", "url", "rights")
NUMBER = re.compile(r"\(?\d{1,3}[.)]\s")
ENTITIES = 14
EVENTS = 10
RELATED = 5
"""What the margin holds; the rest stands on the timeline and the people's pages."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with its text as HTML."""

    block: Block
    html: Markup
    """The whole text but for label and dateline."""
    opening: Markup
    """Label of a list item or dateline, as HTML."""
    language: str
    """The article's, but for a quotation in another one."""
    cited: tuple[Event, ...]
    review: str
    """Why the block may not belong to the text, empty when nothing says so."""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that belong together: one paragraph, a quotation with its speaker, a list."""

    kind: Literal["paragraph", "heading", "quote", "list", "labels", "caption"]
    pieces: tuple[Piece, ...]
    speaker: tuple[Piece, ...] = ()

    @property
    def numbered(self) -> bool:
        """Whether the text itself numbers the items of a list."""
        return all(NUMBER.match(piece.block.text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related article and why it is."""

    row: Row
    reasons: tuple[Markup, ...]


def articles_hub(tree: Tree) -> Page:
    """Return the list of articles, and of those that are not there in the tree's language."""
    here = Here(tree, "articles/index")
    title = tree.words.text("Articles")
    rows, elsewhere = rows_here(here), rows_elsewhere(here)
    html = render("articles.html", here, title=title, rows=rows, elsewhere=elsewhere, anchor=anchor)
    count = len(tree.index.dossier.articles)
    languages = tree.words.plural("{n} language", "{n} languages", len(tree.index.dossier.languages))
    said = tree.words.plural(
        "{n} article in {languages}", "{n} articles in {languages}", count, languages=languages
    )
    return page(here, title, html, said, here.same(), hub=True)


def article_page(tree: Tree, article: Article) -> Page:
    """Return the page of an article in its language's tree."""
    here = Here(tree, tree.article(article))
    index = tree.index
    work = index.work_of[article.id]
    published = index.dossier.published[article.id]
    linked: set[str] = set()
    earlier, later = _around(here, work)
    html = render(
        "article.html",
        here,
        article=article,
        facts={name: article.facts[name].value if name in article.facts else "" for name in FACTS},
        date=tree.words.when_html(published.edtf, published.days),
        published=published,
        basis=tree.words.say(BASIS[published.basis]) if published.days else "",
        evidence=_evidence(here, published),
        minutes=minutes(article),
        parts=tuple(_parts(here, article, linked)),
        others=versions(here, work, article),
        parallel=has_versions(tree, article),
        parts_of_file=tuple((part, here.article(part)) for part in index.same_file(article)),
        caption=_caption(here, article, linked),
        events=_entries(here, article),
        entities=index.entities_in.get(article.id, ())[:ENTITIES],
        earlier=earlier,
        later=later,
        related=tuple(_related(here, article, work)),
        editions=editions(here, article),
        removed=tuple((line, role_words(tree.words, line)) for line in _removed(article)),
        line_text=lambda line: article.source.text[line.start : line.end].strip(),
    )
    first = next((block.text for block in article.blocks if block.kind == "paragraph"), article.title.value)
    return page(here, article.title.value, html, first, here.versions(work, article))


# --- text ----------------------------------------------------------------------------------------


def _parts(here: Here, article: Article, linked: set[str]) -> Iterator[Part]:
    """Yield the blocks in groups that HTML has an element for."""
    review = {line.number: line for line in article.lines if line.verdict == "review"}
    pieces = [_piece(here, article, number, linked, review) for number in range(len(article.blocks))]
    at = 0
    while at < len(pieces):
        kind = pieces[at].block.kind
        if kind == "list-item":
            run = _run(pieces, at, "list-item")
            labelled = all(piece.block.label for piece in run)
            yield Part("labels" if labelled else "list", run)
        elif kind == "quote":
            run = _run(pieces, at, "quote")
            speaker = _run(pieces, at + len(run), "attribution")
            yield Part("quote", run, speaker)
            at += len(speaker)
        else:
            run = (pieces[at],)
            yield Part("paragraph" if kind == "attribution" else kind, run)
        at += len(run)


def _run(pieces: list[Piece], at: int, kind: str) -> tuple[Piece, ...]:
    stop = at
    while stop < len(pieces) and pieces[stop].block.kind == kind:
        stop += 1
    return tuple(pieces[at:stop])


def _piece(here: Here, article: Article, number: int, linked: set[str], review: dict[int, Line]) -> Piece:
    block = article.blocks[number]
    marks = block_marks(here, article, number, linked)
    cut = block.label or block.dateline
    doubts = [review[line] for line in block.lines if line in review]
    whole = block_language(block)
    html = spoken if whole is None else _plain
    return Piece(
        block=block,
        html=html(block, marks, cut),
        opening=html(block, marks, 0, cut),
        language=whole or article.language,
        cited=cited(here, article, number),
        review=here.tree.words.say(doubts[0].reason) if doubts else "",
    )


def _plain(block: Block, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Return a block's text as HTML; its element says the language."""
    return marked(block.text, marks, start, end)


def _caption(here: Here, article: Article, linked: set[str]) -> Markup:
    """Return the picture's caption, empty when the text itself holds it or there is none."""
    fact = article.facts.get("caption")
    if fact is None or any(block.kind == "caption" for block in article.blocks):
        return Markup()
    return marked(fact.value, block_marks(here, article, -2, linked))


# --- facts ---------------------------------------------------------------------------------------


def _evidence(here: Here, published: Published) -> tuple[Markup, ...]:
    if published.basis != "inferred":
        return ()
    index = here.tree.index
    articles = index.articles
    return tuple(
        here.tree.words.said(
            reason.reason,
            articles[reason.article].language if reason.article in articles else "",
            index.titles,
        )
        for reason in published.evidence
    )


def _removed(article: Article) -> list[Line]:
    return [line for line in article.lines if line.verdict == "drop"]


def _entries(here: Here, article: Article) -> tuple[Entry, ...]:
    events = here.tree.index.events_in.get(article.id, ())
    heaviest = {event.id for event in sorted(events, key=lambda event: -event.weight)[:EVENTS]}
    return tuple(entry(here, event) for event in events if event.id in heaviest)


# --- neighbours ----------------------------------------------------------------------------------


def _around(here: Here, work: Work) -> tuple[Row | None, Row | None]:
    before, after = here.tree.index.around(work)
    return (row(here, before) if before else None, row(here, after) if after else None)


def _related(here: Here, article: Article, work: Work) -> Iterator[Neighbour]:
    """Yield the best related works, each once, by the version in the reader's language."""
    index = here.tree.index
    pairs: list[Related] = [pair for id in work.articles for pair in index.related_to.get(id, ())]
    pairs.sort(key=lambda pair: (article.id not in (pair.a, pair.b), -pair.score))
    seen = {work.articles}
    for pair in pairs:
        other = index.work_of[pair.b if pair.a in work.articles else pair.a]
        if other.articles in seen or len(seen) > RELATED:
            continue
        seen.add(other.articles)
        spoken = {index.articles[id].language for id in (pair.a, pair.b) if id in index.articles}
        language = min(spoken) if len(spoken) == 1 else ""
        reasons = tuple(here.tree.words.said(reason, language) for reason in pair.reasons)
        yield Neighbour(row(here, other), reasons)
