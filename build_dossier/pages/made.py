"""How the dossier was made: per article every line and what became of it, and what was inferred."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from markupsafe import Markup

from build_dossier.model import Article, Line, Page, Problem, Proposal, Published
from build_dossier.pages.editions import editions
from build_dossier.pages.entries import Chip, chip, place_at
from build_dossier.pages.index import Index
from build_dossier.pages.lines import VERDICTS, role_words
from build_dossier.pages.markup import render
from build_dossier.pages.parallel import has_versions
from build_dossier.pages.rows import BASIS, versions
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree, anchor

__all__ = ["made_hub", "made_page"]


@dataclass(frozen=True, slots=True)
class Counted:
    """An article in the table: what became of its lines."""

    article: Article
    anchor: str
    href: str
    counts: tuple[tuple[str, str, int], ...]
    """Verdict, its word, and how many lines."""
    language: str
    sure: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of a source as collected, with the verdict on it."""

    line: Line
    text: str
    gap: bool
    """Whether blank lines stand before it in the source."""
    verdict: str
    role: str
    language: str
    last: bool
    """False where the next line, a fact as well, is one for the same reason, which is then said once."""
    command: str
    """What a curator pastes to decide otherwise; empty where nothing was taken out or doubted."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """A date that no source states, with the reasons for it."""

    article: Article
    href: str
    date: Markup
    evidence: tuple[tuple[Markup, Chip | None], ...]
    """Each reason with the place that shows it, None when there is none."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Articles found to be one text in several languages."""

    articles: tuple[tuple[Article, str], ...]
    score: str
    evidence: tuple[Markup, ...]
    parallel: str
    """Address of the page that shows them side by side, in the page's language where it has one."""
    differences: int


@dataclass(frozen=True, slots=True)
class Proposed:
    """Two articles that may be one text, and what the curator says to make them one."""

    articles: tuple[tuple[Article, str], ...]
    score: str
    command: str


def made_hub(tree: Tree) -> Page:
    """Return the hub: the table of articles, the dates inferred, the translations linked, what to check."""
    here = Here(tree, "made/index")
    title = tree.words.text("How it was made")
    dossier = tree.index.dossier
    html = render(
        "made.html",
        here,
        title=title,
        rows=tuple(_counted(here, article) for article in dossier.articles),
        inferred=tuple(
            _inferred(here, article)
            for article in dossier.articles
            if dossier.published[article.id].basis == "inferred"
        ),
        linked=tuple(_linked(here, work.articles) for work in tree.index.works if len(work.articles) > 1),
        editions=tuple(
            (article, here.made(article), found)
            for article in dossier.articles
            if (found := editions(here, article))
        ),
        proposals=tuple(_proposed(here, one) for one in dossier.proposals),
        problems=dossier.problems,
    )
    dropped = sum(1 for article in dossier.articles for line in article.lines if line.verdict == "drop")
    said = tree.words.plural("{n} line removed", "{n} lines removed", dropped)
    return page(here, title, html, f"{title}: {said}", here.same(), hub=True)


def _counted(here: Here, article: Article) -> Counted:
    found = Counter(line.verdict for line in article.lines)
    words = here.tree.words
    return Counted(
        article=article,
        anchor=anchor("made", article),
        href=here.made(article),
        counts=tuple((verdict, words.say(word), found[verdict]) for verdict, word in VERDICTS.items()),
        language=words.language(article.language),
        sure=_sure(here, article),
    )


def _sure(here: Here, article: Article) -> str:
    language, words = article.document.language, here.tree.words
    if language.basis == "detected":
        known = words.text("detected, {share} sure", share=words.percent(language.confidence))
    else:
        known = words.say(BASIS[language.basis])
    if not language.others:
        return known
    others = words.series(words.language(code) for code in language.others)
    return words.text("{known}; may be {others} as well", known=known, others=others)


def _inferred(here: Here, article: Article) -> Inferred:
    published = here.tree.index.dossier.published[article.id]
    return Inferred(
        article=article,
        href=here.made(article),
        date=here.tree.words.when_html(published.edtf, published.days),
        evidence=_evidence(here, published),
    )


def _evidence(here: Here, published: Published) -> tuple[tuple[Markup, Chip | None], ...]:
    index, out = here.tree.index, []
    for reason in published.evidence:
        article = index.articles.get(reason.article)
        said = here.tree.words.said(reason.reason, article.language if article else "", index.titles)
        shown = article if reason.end else None
        out.append((said, chip(here, shown, place_at(shown, reason.start)) if shown else None))
    return tuple(out)


def _linked(here: Here, ids: tuple[str, ...]) -> Linked:
    index = here.tree.index
    work = index.work_of[ids[0]]
    articles = tuple((index.articles[id], here.article(index.articles[id])) for id in ids)
    shown = index.best(work, here.tree.language)
    return Linked(
        parallel=here.parallel(shown) if has_versions(here.tree, shown) else "",
        differences=sum(not one.settled for one in index.dossier.differences.get(work.articles, ())),
        articles=articles,
        score=here.tree.words.percent(work.score),
        evidence=tuple(here.tree.words.said(reason) for reason in work.evidence),
    )


def _proposed(here: Here, proposal: Proposal) -> Proposed:
    articles = [here.tree.index.articles[id] for id in (proposal.a, proposal.b)]
    return Proposed(
        articles=tuple((article, here.article(article)) for article in articles),
        score=here.tree.words.percent(proposal.score),
        command=shlex.join(("build-dossier", "link", *(article.source.path for article in articles))),
    )


def made_page(tree: Tree, article: Article) -> Page:
    """Return the page that shows an article's source line by line, with the verdict on each."""
    here = Here(tree, tree.article(article, "made"))
    index, words = tree.index, tree.words
    work = index.work_of[article.id]
    published = index.dossier.published[article.id]
    html = render(
        "made_article.html",
        here,
        article=article,
        row=_counted(here, article),
        lines=_shown(here, article),
        editions=tuple((one, _shown(here, one.article)) for one in editions(here, article)),
        published=published,
        date=words.when_html(published.edtf, published.days),
        basis=words.say(BASIS[published.basis]),
        evidence=_evidence(here, published),
        others=versions(here, work, article),
        linked=_linked(here, work.articles) if len(work.articles) > 1 else None,
        parts=tuple((part, here.made(part)) for part in index.same_file(article)),
        problems=tuple(_problems(index, article)),
    )
    title = words.text("How it was made: {title}", title=article.title.value)
    return page(here, title, html, title, here.versions(work, article, "made"), search=False)


def _problems(index: Index, article: Article) -> Iterator[Problem]:
    """Yield what is to check about an article; of a file with several, what is said of its own lines."""
    numbers = {line.number for line in article.lines}
    for problem in index.dossier.problems:
        of_file = problem.path == article.source.path and (not problem.line or problem.line in numbers)
        if of_file or problem.path == article.document.key:
            yield problem


def _shown(here: Here, article: Article) -> tuple[Shown, ...]:
    words, out, last = here.tree.words, [], 0
    quoted = {each.start: each for each in article.document.foreign}
    for line, after in zip_longest(article.lines, article.lines[1:]):
        same = after is not None and line.verdict == "metadata"
        whole = quoted.get(line.start)
        out.append(
            Shown(
                line=line,
                text=article.source.text[line.start : line.end],
                gap=line.number > last + 1 and last > 0,
                verdict=words.say(VERDICTS[line.verdict]),
                role=role_words(words, line),
                language=whole.code if whole and whole.end == line.end else article.language,
                last=not (same and (line.rule, line.reason) == (after.rule, after.reason)),
                command=_command(article, line),
            )
        )
        last = line.number
    return tuple(out)


def _command(article: Article, line: Line) -> str:
    ruling = {"drop": "keep", "review": "drop"}.get(line.verdict)
    return f"build-dossier {ruling} {shlex.quote(f'{article.source.path}:{line.number}')}" if ruling else ""
