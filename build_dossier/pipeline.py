"""The only module that knows every stage: files in, a dossier out, nothing written.

read -> identify -> clean -> extract -> names, works -> dates -> related, events -> differences, claims
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain, count
from typing import TypeVar

from build_dossier.checks import to_check
from build_dossier.clean import Beyond, clean, repeated_lines
from build_dossier.errors import ReadError
from build_dossier.extract.article import extract
from build_dossier.extract.names import entities
from build_dossier.extract.names_ruled import ruled as names_ruled
from build_dossier.identify import documents
from build_dossier.link.align import align, row_ids
from build_dossier.link.carried import carried
from build_dossier.link.claims import claims
from build_dossier.link.differences import differences
from build_dossier.link.editions import editions
from build_dossier.link.meaning import Encoder, meanings
from build_dossier.link.related import related
from build_dossier.link.ruled import ruled, standing
from build_dossier.link.works import translations
from build_dossier.model import (
    Article,
    DateMention,
    Document,
    Dossier,
    Edition,
    Message,
    Problem,
    RawFile,
    Rulings,
    Work,
)
from build_dossier.read import read
from build_dossier.rulings import FILE_NAME as RULINGS
from build_dossier.timeline.docdate import published
from build_dossier.timeline.events import events
from build_dossier.timeline.grammar import expressions
from build_dossier.timeline.resolve import resolve

__all__ = ["Progress", "assemble"]

T = TypeVar("T")

Repeated = Mapping[str, Mapping[str, int]]
"""By document: its lines that other texts of the outlet have too, and in how many texts they stand."""

Progress = Callable[[str], None]
"""Called with a source's path when its article has been made; for a progress bar."""


def assemble(
    files: Sequence[RawFile],
    problems: Sequence[Problem] = (),
    rulings: Rulings | None = None,
    today: date | None = None,
    progress: Progress = lambda _path: None,
    encoder: Encoder | None = None,
) -> Dossier:
    """Return the dossier that the files make.

    A file that cannot be used becomes a `Problem` of severity `error`, and the others go on. `problems`
    are those already met while reading the folder; `today` bounds what may be believed of a date; what an
    `encoder` takes the articles to mean is one more thing that links them.
    """
    rulings = rulings or Rulings()
    found, repeated, failed = _articles(files, rulings, progress)
    same, apart = ruled(rulings.same, found), ruled(rulings.apart, found)
    folded = editions(found, same, apart)
    articles = _with_slugs(_standing(found, folded))
    meant = meanings(articles, encoder) if encoder and articles else None
    linked, proposed = translations(articles, standing(same, folded), standing(apart, folded), meant)
    articles, linked = _cleaned_again(articles, linked, rulings, repeated)
    named, idle = names_ruled(entities(articles), articles, rulings.names)
    spoken = {article.id: expressions(article) for article in articles}
    dated = published(articles, spoken, today)
    mentions: list[DateMention] = []
    for article in articles:
        mentions.extend(resolve(article, spoken[article.id], dated[article.id]))
    happened = events(articles, linked, mentions, dated, named, rulings.events)
    shown = tuple(event for event in happened if not event.hidden)
    dossier = Dossier(
        articles=articles,
        published=dated,
        dates=tuple(mentions),
        entities=named,
        works=linked,
        related=related(articles, linked, named, mentions, meant),
        events=shown,
        problems=(*problems, *failed, *(Problem("warning", RULINGS, message) for message in idle)),
        rulings=rulings,
        hidden=tuple(event for event in happened if event.hidden),
        differences=differences(articles, linked, mentions, named),
        claims=claims(articles, linked, shown, named, dated),
        editions=folded,
        proposals=proposed,
    )
    return replace(dossier, problems=(*dossier.problems, *to_check(dossier, {raw.path for raw in files})))


def _articles(
    files: Sequence[RawFile], rulings: Rulings, progress: Progress
) -> tuple[tuple[Article, ...], Repeated, tuple[Problem, ...]]:
    """Return the articles of the files, the lines they repeat, a problem for each file that gives none."""
    made: list[Document] = []
    problems: list[Problem] = []
    first: dict[bytes, str] = {}
    for raw in files:
        if rulings.articles.get(raw.path, {}).get("exclude") == "true":
            continue
        twin = first.setdefault(raw.data, raw.path)
        if twin != raw.path:
            reason = Message.of("is the same file as {other} and published once; remove one", other=twin)
            problems.append(Problem("warning", raw.path, reason))
            continue
        read_in = _made(raw.path, partial(_documents, raw, rulings))
        if isinstance(read_in, Problem):
            problems.append(read_in)
        else:
            made.extend(read_in)
    repeated = repeated_lines(made)
    articles: list[Article] = []
    for document in made:
        beyond = Beyond(repeated.get(document.id, {}))
        article = _made(document.source.path, partial(_article, document, rulings, beyond))
        if isinstance(article, Problem):
            problems.append(article)
        else:
            articles.append(article)
        progress(document.source.path)
    return _with_ids(articles), repeated, tuple(problems)


def _made(path: str, make: Callable[[], T]) -> T | Problem:
    """Return what is made of a file, or why it gives nothing; one odd file never takes the others with it."""
    try:
        return make()
    except ReadError as error:
        return Problem("error", path, error.message, error.line)
    except Exception as error:  # a mistake of ours: the curator still gets the other articles
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        reason = Message.of("cannot be used ({what}); take it out and report it", what=what)
        return Problem("error", path, reason)


def _documents(raw: RawFile, rulings: Rulings) -> tuple[Document, ...]:
    found = documents(read(raw), *_ruled_languages(raw.path, rulings))
    return tuple(document for document in found if rulings.of(document).get("exclude") != "true")


def _article(document: Document, rulings: Rulings, beyond: Beyond) -> Article:
    return extract(document, clean(document, rulings, beyond), rulings)


def _cleaned_again(
    articles: tuple[Article, ...], linked: tuple[Work, ...], rulings: Rulings, repeated: Repeated
) -> tuple[tuple[Article, ...], tuple[Work, ...]]:
    """Return the articles and works after what was removed from one version has cleaned the others too."""
    lost = carried({article.id: article for article in articles}, linked)
    if not lost:
        return articles, linked
    again: dict[str, Article] = {}
    for article in articles:
        if article.id in lost:
            beyond = Beyond(repeated.get(article.id, {}), lost[article.id])
            cleaned = _article(article.document, rulings, beyond)
            again[article.id] = replace(cleaned, slug=article.slug)
    articles = tuple(again.get(article.id, article) for article in articles)
    by_id = {article.id: article for article in articles}
    touched = [work for work in linked if not again.keys().isdisjoint(work.articles)]
    texts = {work.articles: [by_id[one] for one in work.articles] for work in touched}
    aligned = {names: align(versions) for names, versions in texts.items()}
    ids = {names: row_ids(versions, aligned[names].alignment) for names, versions in texts.items()}
    return articles, tuple(
        replace(work, alignment=rows.alignment, joined=rows.joined, rows=ids[work.articles])
        if (rows := aligned.get(work.articles))
        else work
        for work in linked
    )


def _ruled_languages(path: str, rulings: Rulings) -> tuple[str, dict[str, str]]:
    """Return the language that is ruled of a source, and those of its parts by the language found."""
    parts = {
        key.removeprefix(f"{path}#"): ruled["language"]
        for key, ruled in rulings.articles.items()
        if key.startswith(f"{path}#") and "language" in ruled
    }
    return rulings.articles.get(path, {}).get("language", ""), parts


def _with_ids(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles with unique ids: a file may have the name that a part of another gets."""
    ids = {article.id for article in articles if not article.document.part}
    out: list[Article] = []
    for article in articles:
        if article.document.part:
            document = replace(article.document, id=_free(article.id, ids))
            out.append(replace(article, id=document.id, document=document))
        else:
            out.append(article)
    return tuple(out)


def _with_slugs(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles with slugs that are unique in each language, later ones numbered."""
    slugs: dict[str, set[str]] = {}
    return tuple(
        replace(article, slug=_free(article.slug, slugs.setdefault(article.language, set())))
        for article in articles
    )


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, numbered if need be, and take it."""
    numbered = (f"{name}-{number}" for number in count(2))
    free = next(each for each in chain((name,), numbered) if each not in taken)
    taken.add(free)
    return free


def _standing(articles: Sequence[Article], folded: Sequence[Edition]) -> tuple[Article, ...]:
    gone = {edition.other.id for edition in folded}
    return tuple(article for article in articles if article.id not in gone)
