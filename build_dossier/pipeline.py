"""The only module that knows every stage: files in, a dossier out, nothing written.

read -> identify -> clean -> extract -> names, works -> dates -> related, events -> differences, claims
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from build_dossier.clean import clean
from build_dossier.errors import ReadError
from build_dossier.extract.article import extract
from build_dossier.extract.names import entities
from build_dossier.identify import documents
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
    made, failed = _articles(files, rulings, progress)
    articles = _distinct_slugs(made)
    named = entities(articles)
    linked = works(articles)
    spoken = {article.id: expressions(article) for article in articles}
    dated = published(articles, spoken, today)
    mentions: list[DateMention] = []
    for article in articles:
        mentions.extend(resolve(article, spoken[article.id], dated[article.id]))
    found = events(articles, linked, mentions, dated, named)
    dossier = Dossier(
        articles=articles,
        published=dated,
        dates=tuple(mentions),
        entities=named,
        works=linked,
        related=related(articles, linked, named, mentions),
        events=found,
        problems=(*problems, *failed),
        rulings=rulings,
        differences=differences(articles, linked, mentions, named),
        claims=claims(articles, linked, found, named, dated),
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


def _rulings_without_effect(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return a problem for each ruling that matches no file or no line: the source was edited or renamed."""
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
                Message.of("kept, but it may be a leftover: {reason}", reason=line.reason),
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
