"""The versions of one text side by side, row by row, in the tree of each language that has one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from build_dossier.model import Article, Block, Page, Work
from build_dossier.pages.differing import difference_marks, differing
from build_dossier.pages.entries import place_of
from build_dossier.pages.inline import Mark, marked
from build_dossier.pages.markup import render
from build_dossier.pages.rows import BASIS, Version
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree
from build_dossier.pages.words import autonym

Marks = Mapping[tuple[str, int], Sequence[Mark]]

__all__ = ["has_versions", "parallel_page"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One version's block in a row, or that it has none."""

    version: Version
    column: int
    """0 for the version of the page's own language."""
    kind: Literal["gap", "joined", "text"]
    block: Block | None = None
    opening: str = ""
    """Label of a list item or dateline, as HTML."""
    html: str = ""


@dataclass(frozen=True, slots=True)
class ParallelRow:
    """What stands for one paragraph in all versions."""

    id: str
    place: str
    """`¶ 2` in the version of the page's language; empty where that has none."""
    heading: bool
    cells: tuple[Cell, ...]


def has_versions(tree: Tree, article: Article) -> bool:
    """Tell whether an article has translations that are aligned with it."""
    work = tree.index.work_of[article.id]
    return len(work.articles) > 1 and bool(work.alignment)


def parallel_page(tree: Tree, article: Article) -> Page:
    """Return the page that shows an article beside its translations."""
    here = Here(tree, tree.article(article, "parallel"))
    index, words = tree.index, tree.words
    work = index.work_of[article.id]
    published = index.dossier.published[article.id]
    rows = tuple(_rows(here, work, article))
    found = differing(here, work, [row.place for row in rows])
    html = render(
        "parallel.html",
        here,
        article=article,
        versions=_columns(here, work, article),
        rows=rows,
        differences=[one for one in found if not one.settled],
        settled=[one for one in found if one.settled],
        whole=sum(all(cell.kind == "text" for cell in row.cells) for row in rows),
        date=words.when_html(published.edtf, published.days),
        basis=words.say(BASIS[published.basis]) if published.days else "",
    )
    title = words.text("Side by side: {title}", title=article.title.value)
    return page(here, title, html, title, here.versions(work, article, "parallel"), search=False)


def _columns(here: Here, work: Work, article: Article) -> tuple[Version, ...]:
    """Return the versions, the page's own first."""
    articles = here.tree.index.articles
    ids = (article.id, *(id for id in work.articles if id != article.id))
    return tuple(
        Version(one, autonym(one.language), here.article(one)) for one in (articles[id] for id in ids)
    )


def _rows(here: Here, work: Work, article: Article) -> Iterator[ParallelRow]:
    versions = _columns(here, work, article)
    columns = [work.articles.index(version.article.id) for version in versions]
    joined, marks = set(work.joined), difference_marks(here, work)
    for at, (id, row) in enumerate(zip(work.rows, work.alignment, strict=True)):
        cells = tuple(
            _cell(version, place, row[column], (at, column) in joined, marks)
            for place, (version, column) in enumerate(zip(versions, columns, strict=True))
        )
        yield ParallelRow(id, _place(here, article, row[columns[0]]), _is_heading(cells), cells)


def _cell(version: Version, column: int, index: int, joined: bool, marks: Marks) -> Cell:
    if index < 0:
        return Cell(version, column, "joined" if joined else "gap")
    block = version.article.blocks[index]
    cut = block.label if block.kind == "list-item" else block.dateline
    own = marks.get((version.article.id, index), ())
    opening, html = marked(block.text, own, 0, cut), marked(block.text, own, cut)
    return Cell(version, column, "text", block, opening, html)


def _place(here: Here, article: Article, index: int) -> str:
    if index < 0 or article.blocks[index].kind == "heading":
        return ""
    return place_of(here, article, index)


def _is_heading(cells: Sequence[Cell]) -> bool:
    return any(cell.block is not None and cell.block.kind == "heading" for cell in cells)
