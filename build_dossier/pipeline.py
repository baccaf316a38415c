"""The only module that knows every stage: files in, a dossier out, nothing written.

read -> identify -> clean -> extract -> names, works -> dates -> related -> events
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from build_dossier.clean import clean
from build_dossier.errors import ReadError
from build_dossier.extract.article import extract
from build_dossier.extract.names import entities
from build_dossier.identify import documents
from build_dossier.link.editions import editions
from build_dossier.link.related import related
from build_dossier.link.ruled import ruled, standing, unmet
from build_dossier.link.works import translations
from build_dossier.model import (
    Article,
    DateMention,
    Document,
    Dossier,
    Edition,
    Message,
    Problem,
    Published,
    RawFile,
    Rulings,
)
from build_dossier.read import read
from build_dossier.rulings import FILE_NAME as RULINGS
from build_dossier.timeline.docdate import published
from build_dossier.timeline.events import events
from build_dossier.timeline.grammar import expressions
from build_dossier.timeline.resolve import resolve

__all__ = ["Progress", "assemble"]

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
    found, failed = _articles(files, rulings, progress)
    same, apart = ruled(rulings.same, found), ruled(rulings.apart, found)
    folded = editions(found, same, apart)
    articles = _distinct_slugs(_standing(found, folded))
    named = entities(articles)
    linked, proposed = translations(articles, standing(same, folded), standing(apart, folded))
    spoken = {article.id: expressions(article) for article in articles}
    dated = published(articles, spoken, today)
    mentions: list[DateMention] = []
    for article in articles:
        mentions.extend(resolve(article, spoken[article.id], dated[article.id]))
    dossier = Dossier(
        articles=articles,
        published=dated,
        dates=tuple(mentions),
        entities=named,
        works=linked,
        related=related(articles, linked, named, mentions),
        events=events(articles, linked, mentions, dated, named),
        problems=(*problems, *failed),
        rulings=rulings,
        editions=folded,
        proposals=proposed,
    )
    return replace(dossier, problems=(*dossier.problems, *_to_check(dossier, {raw.path for raw in files})))


def _articles(
    files: Sequence[RawFile], rulings: Rulings, progress: Progress
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Return the articles of the files and a problem for each file that gives none."""
    articles: list[Article] = []
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
        made = _made(raw, ruled.get("language", ""), rulings)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            articles.extend(made)
        progress(raw.path)
    return tuple(articles), tuple(problems)


def _made(raw: RawFile, language: str, rulings: Rulings) -> tuple[Article, ...] | Problem:
    """Return the articles of one file, or why it gives none; one odd file never takes the others with it."""
    try:
        return tuple(_article(document, rulings) for document in documents(read(raw), language))
    except ReadError as error:
        return Problem("error", raw.path, error.message, error.line)
    except Exception as error:  # a mistake of ours: the curator still gets the other articles
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        reason = Message.of("cannot be used ({what}); take it out and report it", what=what)
        return Problem("error", raw.path, reason)


def _article(document: Document, rulings: Rulings) -> Article:
    return extract(document, clean(document, rulings), rulings)


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


def _standing(articles: Sequence[Article], folded: Sequence[Edition]) -> tuple[Article, ...]:
    gone = {edition.other.id for edition in folded}
    return tuple(article for article in articles if article.id not in gone)


def _rulings_without_effect(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return a problem for each ruling that matches no file or no line: the source was edited or renamed."""
    collected = (*dossier.articles, *(edition.other for edition in dossier.editions))
    said = [
        Message.of("names the article {source}, which is not there; correct or remove it", source=source)
        for source in dict.fromkeys(
            (*dossier.rulings.articles, *chain(*dossier.rulings.same, *dossier.rulings.apart))
        )
        if source not in paths
    ]
    lines = {
        (article.source.path, article.source.text[line.start : line.end].strip())
        for article in collected
        for line in article.lines
    }
    texts = {text for _, text in lines}
    said += [
        Message.of("rules on the line “{words}”, which no article has; correct or remove it", words=text)
        for source, _, text in dossier.rulings.lines
        if (text not in texts if source == "*" else (source, text) not in lines)
    ]
    said += [
        Message.of(
            "says that {one} and {other} are one text, but there is one in that language already; "
            "part them or name others",
            one=one,
            other=other,
        )
        for one, other in unmet(dossier.rulings, dossier.articles, dossier.works, dossier.editions)
    ]
    return [Problem("warning", RULINGS, message) for message in said]


def _to_check(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return what a curator should look at: doubtful lines, unknown dates and languages."""
    out = [*_rulings_without_effect(dossier, paths), *_links_to_check(dossier)]
    for article in (*dossier.articles, *(edition.other for edition in dossier.editions)):
        path = article.source.path
        out.extend(
            Problem(
                "warning",
                path,
                Message.of("kept, but it may be a leftover: {reason}", reason=line.reason),
                line.number,
            )
            for line in article.lines
            if line.verdict == "review"
        )
        if article.id in dossier.published:
            out.extend(_date_to_check(article, dossier.published[article.id]))
        if article.language == "und":
            out.append(
                Problem("warning", path, Message.of("the language is unknown; state it in dossier.toml"))
            )
    return out


def _links_to_check(dossier: Dossier) -> list[Problem]:
    """Return a problem for each edition folded without the curator's word and each likely translation."""
    path = {article.id: article.source.path for article in dossier.articles}
    out = [
        Problem(
            "warning",
            edition.other.source.path,
            Message.of(
                "is another edition of {other} ({share} of the shorter text is the same) and folded under "
                "it; if not: {command}",
                other=path[edition.article],
                share=f"{edition.score:.0%}",
                command=_command("unlink", path[edition.article], edition.other.source.path),
            ),
        )
        for edition in dossier.editions
        if not edition.ruled
    ]
    out += [
        Problem(
            "warning",
            path[one.a],
            Message.of(
                "may be the same text as {other} in another language ({share} likely); "
                "{yes} says that it is, {no} that it is not",
                other=path[one.b],
                share=f"{one.score:.0%}",
                yes=_command("link", path[one.a], path[one.b]),
                no=_command("unlink", path[one.a], path[one.b]),
            ),
        )
        for one in dossier.proposals
    ]
    return out


def _command(name: str, *sources: str) -> str:
    return shlex.join(("build-dossier", name, *sources))


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
