"""The only module that knows every stage: files in, a dossier out, nothing written.

read -> identify -> clean -> extract -> names, works -> dates -> related, events -> differences, claims
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TypeVar

from build_dossier.clean import Beyond, clean, repeated_lines
from build_dossier.errors import ReadError
from build_dossier.extract.article import extract
from build_dossier.extract.names import entities
from build_dossier.extract.names_ruled import ruled
from build_dossier.identify import documents
from build_dossier.link.align import align
from build_dossier.link.carried import carried
from build_dossier.link.claims import claims
from build_dossier.link.differences import differences
from build_dossier.link.related import related
from build_dossier.link.works import works
from build_dossier.model import (
    Article,
    DateMention,
    Document,
    Dossier,
    Message,
    Problem,
    Published,
    RawFile,
    Rulings,
    Work,
)
from build_dossier.read import read
from build_dossier.rulings import FILE_NAME as RULINGS
from build_dossier.timeline.curated import named as event_named
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
) -> Dossier:
    """Return the dossier that the files make.

    A file that cannot be used becomes a `Problem` of severity `error`, and the others go on. `problems`
    are those already met while reading the folder; `today` bounds what may be believed of a date.
    """
    rulings = rulings or Rulings()
    found, repeated, failed = _articles(files, rulings, progress)
    articles, linked = _linked(found, rulings, repeated)
    named, idle = ruled(entities(articles), articles, rulings.names)
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
        related=related(articles, linked, named, mentions),
        events=shown,
        problems=(*problems, *failed, *(Problem("warning", RULINGS, message) for message in idle)),
        rulings=rulings,
        hidden=tuple(event for event in happened if event.hidden),
        differences=differences(articles, linked, mentions, named),
        claims=claims(articles, linked, shown, named, dated),
    )
    return replace(dossier, problems=(*dossier.problems, *_to_check(dossier, {raw.path for raw in files})))


def _articles(
    files: Sequence[RawFile], rulings: Rulings, progress: Progress
) -> tuple[tuple[Article, ...], Repeated, tuple[Problem, ...]]:
    """Return the articles of the files, the lines they repeat, a problem for each file that gives none."""
    made: list[Document] = []
    problems: list[Problem] = []
    first: dict[bytes, str] = {}
    for raw in files:
        ruled = rulings.articles.get(raw.path, {})
        if ruled.get("exclude") == "true":
            continue
        twin = first.setdefault(raw.data, raw.path)
        if twin != raw.path:
            reason = Message.of("is the same file as {other} and published once; remove one", other=twin)
            problems.append(Problem("warning", raw.path, reason))
            continue
        read_in = _made(raw.path, partial(_documents, raw, ruled.get("language", "")))
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
    return tuple(articles), repeated, tuple(problems)


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


def _documents(raw: RawFile, language: str) -> tuple[Document, ...]:
    return documents(read(raw), language)


def _article(document: Document, rulings: Rulings, beyond: Beyond) -> Article:
    return extract(document, clean(document, rulings, beyond), rulings)


def _linked(
    found: Sequence[Article], rulings: Rulings, repeated: Repeated
) -> tuple[tuple[Article, ...], tuple[Work, ...]]:
    """Return the articles and their works; what was removed from one version cleans the others too."""
    articles = _distinct_slugs(found)
    linked = works(articles)
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
    aligned = {work.articles: align([by_id[one] for one in work.articles]) for work in touched}
    return articles, tuple(
        replace(work, alignment=rows.alignment, joined=rows.joined)
        if (rows := aligned.get(work.articles))
        else work
        for work in linked
    )


def _distinct_slugs(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles with slugs that are unique in each language, later ones numbered."""
    taken: set[tuple[str, str]] = set()
    out: list[Article] = []
    for article in articles:
        slug, number = article.slug, 1
        while (article.language, slug) in taken:
            number += 1
            slug = f"{article.slug}-{number}"
        taken.add((article.language, slug))
        out.append(replace(article, slug=slug))
    return tuple(out)


def _rulings_without_effect(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return a problem for each ruling that matches no file, line or event: it was edited or renamed."""
    said = [
        Message.of("names the article {source}, which is not there; correct or remove it", source=source)
        for source in dossier.rulings.articles
        if source not in paths
    ]
    lines = {
        (article.source.path, article.source.text[line.start : line.end].strip())
        for article in dossier.articles
        for line in article.lines
    }
    texts = {text for _, text in lines}
    said += [
        Message.of("rules on the line “{words}”, which no article has; correct or remove it", words=text)
        for source, _, text in dossier.rulings.lines
        if (text not in texts if source == "*" else (source, text) not in lines)
    ]
    timeline = (*dossier.events, *dossier.hidden)
    said += [
        Message.of("names the event {id}, which the timeline does not have; correct or remove it", id=id)
        for ruling in dossier.rulings.events
        for id in (*([ruling.id] if ruling.id else []), *ruling.merge)
        if event_named(id, timeline) is None
    ]
    return [Problem("warning", RULINGS, message) for message in said]


def _to_check(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return what a curator should look at: doubtful lines, unknown dates and languages."""
    out = _rulings_without_effect(dossier, paths)
    for article in dossier.articles:
        path = article.source.path
        out.extend(
            Problem(
                "warning",
                path,
                Message.of(
                    "kept, but it may be a leftover: {reason}; build-dossier drop {place} takes it out",
                    reason=line.reason,
                    place=shlex.quote(f"{path}:{line.number}"),
                ),
                line.number,
            )
            for line in article.lines
            if line.verdict == "review"
        )
        out.extend(_date_to_check(article, dossier.published[article.id]))
        if article.language == "und":
            out.append(
                Problem("warning", path, Message.of("the language is unknown; state it in dossier.toml"))
            )
    return [*out, *_translations_to_check(dossier)]


def _translations_to_check(dossier: Dossier) -> list[Problem]:
    """Return one problem for each article that is alone with something among its translations."""
    articles = {article.id: article for article in dossier.articles}
    lines: dict[str, list[int]] = {}
    for work in dossier.works:
        for one in dossier.differences.get(work.articles, ()):
            others = one.lacking or tuple(passage.article for passage in one.others)
            alone = others[0] if len(others) < len(one.told) else one.told[0].article
            block = work.alignment[one.row][work.articles.index(alone)]
            lines.setdefault(alone, []).append(articles[alone].blocks[block].lines[0])
    return [
        Problem(
            "warning",
            articles[id].source.path,
            Message.of(
                "says {n} thing differently than its translations; read them side by side",
                "says {n} things differently than its translations, the first here; read them side by side",
                n=len(found),
            ),
            found[0],
        )
        for id, found in lines.items()
    ]


def _date_to_check(article: Article, published: Published) -> list[Problem]:
    """Return a problem for an unknown date, and for a stated one that is not believed."""
    path, stated = article.source.path, article.stated_date
    if stated is not None and published.basis in ("inferred", "unknown") and published.evidence:
        reason = Message.of(
            "its date is not used: {reason}; correct it or state one in dossier.toml",
            reason=published.evidence[0].reason,
        )
        return [Problem("warning", path, reason, stated.line)]
    if published.basis == "unknown":
        reason = Message.of("no date is stated and none can be inferred; state one in dossier.toml")
        return [Problem("warning", path, reason)]
    return []
