"""What a curator should look at in a dossier, each with its file, line and remedy."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Sequence
from itertools import chain

from build_dossier.link.ruled import unmet
from build_dossier.model import Article, Dossier, Language, Message, Problem, Published, Value
from build_dossier.rulings import FILE_NAME
from build_dossier.timeline.curated import named

__all__ = ["to_check"]


def to_check(dossier: Dossier, paths: Collection[str]) -> tuple[Problem, ...]:
    """Return what a curator should look at: doubtful lines, unknown dates, languages in doubt, idle rulings.

    Lines to review come first. `paths` are those of all files that were given.
    """
    collected = (*dossier.articles, *(edition.other for edition in dossier.editions))
    out = [problem for article in collected for problem in _lines_to_check(article)]
    for article in collected:
        if article.id in dossier.published:
            out.extend(_date_to_check(article, dossier.published[article.id]))
        if said := _language_to_check(article.document.language):
            out.append(Problem("warning", article.document.key, said))
    out += [*_translations_to_check(dossier), *_links_to_check(dossier), *_mixed(collected)]
    return (*out, *_rulings_without_effect(dossier, paths))


def _lines_to_check(article: Article) -> list[Problem]:
    """Return a problem for each line that stays though it may be a leftover."""
    path = article.source.path
    return [
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
    ]


def _rulings_without_effect(dossier: Dossier, paths: Collection[str]) -> list[Problem]:
    """Return a problem for each ruling that matches no file, line or event: it was edited or renamed."""
    collected = (*dossier.articles, *(edition.other for edition in dossier.editions))
    known = {*paths, *(article.document.key for article in collected)}
    excluded = {key for key, ruled in dossier.rulings.articles.items() if ruled.get("exclude") == "true"}
    sources = (*dossier.rulings.articles, *chain(*dossier.rulings.same, *dossier.rulings.apart))
    said = [
        Message.of("names the article {source}, which is not there; correct or remove it", source=source)
        for source in dict.fromkeys(sources)
        if source not in known and not (source in excluded and source.rpartition("#")[0] in paths)
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
    timeline = (*dossier.events, *dossier.hidden)
    said += [
        Message.of("names the event {id}, which the timeline does not have; correct or remove it", id=id)
        for ruling in dossier.rulings.events
        for id in (*([ruling.id] if ruling.id else []), *ruling.merge)
        if named(id, timeline) is None
    ]
    return [Problem("warning", FILE_NAME, message) for message in said]


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
                languages=tuple(codes),
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
    values: dict[str, Value] = {"language": language.code, "others": language.others}
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
