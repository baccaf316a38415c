"""The only module that knows every stage: files in, a dossier out, nothing written.

read -> identify -> clean -> extract -> names, works -> dates -> related -> events
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, count

from build_dossier.clean import clean
from build_dossier.errors import ReadError
from build_dossier.extract.article import extract
from build_dossier.extract.names import entities
from build_dossier.identify import documents
from build_dossier.link.related import related
from build_dossier.link.works import works
from build_dossier.model import (
    Article,
    DateMention,
    Document,
    Dossier,
    Language,
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
    articles = _distinct(found)
    named = entities(articles)
    linked = works(articles)
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
        made = _made(raw, rulings)
        if isinstance(made, Problem):
            problems.append(made)
        else:
            articles.extend(made)
        progress(raw.path)
    return tuple(articles), tuple(problems)


def _made(raw: RawFile, rulings: Rulings) -> tuple[Article, ...] | Problem:
    """Return the articles of one file, or why it gives none; one odd file never takes the others with it."""
    try:
        found = documents(read(raw), *_ruled_languages(raw.path, rulings))
        return tuple(
            _article(document, rulings) for document in found if rulings.of(document).get("exclude") != "true"
        )
    except ReadError as error:
        return Problem("error", raw.path, error.message, error.line)
    except Exception as error:  # a mistake of ours: the curator still gets the other articles
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        reason = Message.of("cannot be used ({what}); take it out and report it", what=what)
        return Problem("error", raw.path, reason)


def _article(document: Document, rulings: Rulings) -> Article:
    return extract(document, clean(document, rulings), rulings)


def _ruled_languages(path: str, rulings: Rulings) -> tuple[str, dict[str, str]]:
    """Return the language that is ruled of a source, and those of its parts by the language found."""
    parts = {
        key.removeprefix(f"{path}#"): ruled["language"]
        for key, ruled in rulings.articles.items()
        if key.startswith(f"{path}#") and "language" in ruled
    }
    return rulings.articles.get(path, {}).get("language", ""), parts


def _distinct(articles: Sequence[Article]) -> tuple[Article, ...]:
    """Return the articles with slugs unique in each language, and ids unique at all; later ones numbered."""
    slugs: dict[str, set[str]] = {}
    ids = {article.id for article in articles if not article.document.part}
    out: list[Article] = []
    for article in articles:
        slug = _free(article.slug, slugs.setdefault(article.language, set()))
        document = article.document
        if document.part:  # a file may have the name that a part of another gets
            document = replace(document, id=_free(document.id, ids))
        out.append(replace(article, id=document.id, document=document, slug=slug))
    return tuple(out)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, numbered if need be, and take it."""
    numbered = (f"{name}-{number}" for number in count(2))
    free = next(each for each in chain((name,), numbered) if each not in taken)
    taken.add(free)
    return free


def _rulings_without_effect(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return a problem for each ruling that matches no file or no line: the source was edited or renamed."""
    known = {*paths, *(article.document.key for article in dossier.articles)}
    said = [
        Message.of("names the article {source}, which is not there; correct or remove it", source=source)
        for source, ruled in dossier.rulings.articles.items()
        if source not in known and not (ruled.get("exclude") == "true" and source.rpartition("#")[0] in paths)
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
    """Return what a curator should look at: doubtful lines, unknown dates, languages in doubt."""
    out = [*_rulings_without_effect(dossier, paths), *_mixed(dossier.articles)]
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
        if said := _language_to_check(article.document.language):
            out.append(Problem("warning", article.document.key, said))
    return out


def _mixed(articles: Sequence[Article]) -> list[Problem]:
    """Return a problem for each source of several articles: which part is whose was found, not stated."""
    parts: dict[str, list[str]] = {}
    for article in articles:
        if article.document.part:
            parts.setdefault(article.source.path, []).append(article.document.part)
    return [
        Problem(
            "warning",
            path,
            Message.of(
                "holds several languages ({languages}) and became an article for each; if it is one text, "
                "state its language in dossier.toml",
                languages=", ".join(codes),
            ),
        )
        for path, codes in parts.items()
    ]


def _language_to_check(language: Language) -> Message | None:
    """Return what is in doubt about a language, None when nothing is."""
    if language.code == "und":
        return Message.of("the language is unknown; state it in dossier.toml")
    if not language.others:
        return None
    values = {"language": language.code, "others": ", ".join(language.others)}
    if language.basis == "stated":
        return Message.of(
            "states that its language is {language}, but reads as {others}; state which in dossier.toml",
            **values,
        )
    return Message.of(
        "its language is shown as {language}, but may be {others} as well; state which in dossier.toml",
        **values,
    )


def _date_to_check(article: Article, published: Published) -> list[Problem]:
    """Return a problem for an unknown date, and for a stated one that is not believed."""
    path, stated = article.document.key, article.stated_date
    if stated is not None and published.basis in ("inferred", "unknown") and published.evidence:
        reason = Message.of(
            "its date is not used: {reason}; correct it or state one in dossier.toml",
            reason=published.evidence[0].reason,
        )
        return [Problem("warning", article.source.path if stated.line else path, reason, stated.line)]
    if published.basis == "unknown":
        reason = Message.of("no date is stated and none can be inferred; state one in dossier.toml")
        return [Problem("warning", path, reason)]
    return []
