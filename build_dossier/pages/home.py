"""The front page: what the dossier is about, its picture, what is new, what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup, escape

from build_dossier.model import Message, Page
from build_dossier.pages.entries import Entry, entry
from build_dossier.pages.markup import render
from build_dossier.pages.picture import dated_span, picture
from build_dossier.pages.rows import rows_elsewhere, rows_here
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree

__all__ = ["about", "home", "sources"]

NEWEST = 6
ROWS = 8
DOUBTS = 12
"""Articles and doubts on the front page; the hubs show all."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A thing a reader should know is not certain."""

    what: str
    html: Markup
    href: str
    name: str
    """What the link is called; the title of an article carries its language."""
    language: str


def home(tree: Tree) -> Page:
    """Return the front page of a tree."""
    here = Here(tree, "index")
    doubts = tuple(islice(_doubts(here), DOUBTS))
    rows, elsewhere = rows_here(here), rows_elsewhere(here)
    said = about(tree)
    html = render(
        "home.html",
        here,
        title=tree.title()[0],
        title_language=tree.title()[1],
        about=said,
        about_language=tree.ruled(tree.index.dossier.rulings.about)[1],
        stats=stats(here),
        picture=picture(here),
        newest=newest(here),
        rows=rows[:ROWS],
        more=max(0, len(rows) - ROWS),
        elsewhere=elsewhere[:ROWS],
        more_elsewhere=max(0, len(elsewhere) - ROWS),
        doubts=doubts,
        more_doubts=_count_doubts(here) - len(doubts),
    )
    return page(here, tree.title()[0], html, said, here.same(), hub=True, nav=tree.words.text("Overview"))


def about(tree: Tree) -> str:
    """Return what the dossier is about: the curator's words, else a line made of counts and names."""
    ruled = tree.ruled(tree.index.dossier.rulings.about)[0]
    if ruled:
        return ruled
    words, dossier = tree.words, tree.index.dossier
    known = [entity for entity in dossier.entities if entity.kind in ("person", "organisation")]
    named = sorted(known, key=lambda entity: (-len(entity.mentions), entity.name))[:3]
    works = len(tree.index.works)
    if not named:
        return words.plural("{n} report", "{n} reports", works)
    names = words.series(entity.name for entity in named)
    return words.plural("{n} report on {names}", "{n} reports on {names}", works, names=names)


def sources(tree: Tree) -> int:
    """Return how many independent sources there are: outlets, and works that name none."""
    found = set()
    for work in tree.index.works:
        outlets = {
            fact.value.casefold()
            for id in work.articles
            if (fact := tree.index.articles[id].facts.get("outlet"))
        }
        found.add(min(outlets) if outlets else work.articles)
    return len(found)


def stats(here: Here) -> tuple[Markup, ...]:
    """Return the counts under the title, the number in each to stand out."""
    tree, words = here.tree, here.tree.words
    dossier = tree.index.dossier
    span = dated_span(here)
    conflicts = sum(len(event.conflicts) for event in dossier.events)
    events, articles, languages = len(dossier.events), len(dossier.articles), len(dossier.languages)
    counts = (
        (events, words.plural("{n} event", "{n} events", events)),
        (articles, words.plural("{n} article", "{n} articles", articles)),
        (sources(tree), words.plural("{n} independent source", "{n} independent sources", sources(tree))),
        (languages, words.plural("{n} language", "{n} languages", languages)),
        (conflicts, words.plural("{n} contradiction", "{n} contradictions", conflicts)),
    )
    said = [_counted(text, words.number(count)) for count, text in counts if count]
    if span:
        said.insert(len(said) - bool(conflicts), escape(words.span(span)))
    return tuple(said)


def _counted(text: str, number: str) -> Markup:
    """Return a count with its number in bold."""
    before, found, after = text.partition(number)
    return escape(before) + Markup("<b>{}</b>").format(found) + escape(after) if found else escape(text)


def newest(here: Here) -> tuple[Entry, ...]:
    """Return the latest events that had happened and have a date of a month or less, the latest first."""
    past = [event for event in here.tree.index.dossier.events if not event.future and event.days.length <= 31]
    latest = sorted(
        past, key=lambda event: (event.days.lo, -event.days.length, event.weight, event.id), reverse=True
    )
    return tuple(entry(here, event) for event in latest[:NEWEST])


def _doubts(here: Here) -> Iterator[Doubtful]:
    yield from _contradictions(here)
    yield from _dates(here)
    yield from _lines(here)


def _count_doubts(here: Here) -> int:
    dossier = here.tree.index.dossier
    dates = sum(dossier.published[one.id].basis in ("inferred", "unknown") for one in dossier.articles)
    lines = sum(any(line.verdict == "review" for line in one.lines) for one in dossier.articles)
    return sum(len(event.conflicts) for event in dossier.events) + dates + lines


def _contradictions(here: Here) -> Iterator[Doubtful]:
    for event in here.tree.index.dossier.events:
        for doubt in entry(here, event).doubts if event.conflicts else ():
            date = here.tree.words.when(event.edtf, event.days)
            name = here.tree.words.text("on the timeline: {date}", date=date)
            name = name[:1].upper() + name[1:]
            yield Doubtful(doubt.kind, doubt.reason, here.event(event), name, here.tree.words.code)


def _dates(here: Here) -> list[Doubtful]:
    tree, words = here.tree, here.tree.words
    out = []
    for article in tree.index.dossier.articles:
        published = tree.index.dossier.published[article.id]
        if published.basis not in ("inferred", "unknown"):
            continue
        if published.days:
            what = words.text("Date inferred.")
            date = words.when_html(published.edtf, published.days)
            said = words.sentence(words.filled(Message.of("Published: {date}"), date=date))
        else:
            what = words.text("Date unknown.")
            said = escape(words.text("No source says when it was published."))
        out.append(Doubtful(what, said, here.made(article), article.title.value, article.language))
    return out


def _lines(here: Here) -> list[Doubtful]:
    words = here.tree.words
    out = []
    for article in here.tree.index.dossier.articles:
        count = sum(1 for line in article.lines if line.verdict == "review")
        if count:
            said = words.plural(
                "{n} line may not belong to the text.", "{n} lines may not belong to the text.", count
            )
            what = words.text("Text to check.")
            out.append(
                Doubtful(what, escape(said), here.made(article), article.title.value, article.language)
            )
    return out
