"""What the command line prints about a dossier: short lines for a person at a terminal, in English."""

from __future__ import annotations

from collections import Counter

from babel import Locale, UnknownLocaleError

from build_dossier.messages import english
from build_dossier.model import Article, Dossier, Line, Problem, Published

__all__ = ["article_report", "problem_lines", "summary"]


def summary(dossier: Dossier) -> list[str]:
    """Return what was found and done, one line a fact, without where it was written."""
    lines = [line for article in dossier.articles for line in article.lines]
    verdicts = Counter(line.verdict for line in lines)
    linked = [work for work in dossier.works if len(work.articles) > 1]
    placed = sum(mention.days is not None for mention in dossier.dates)
    conflicts = sum(len(event.conflicts) for event in dossier.events)
    per_language = Counter(article.language for article in dossier.articles)
    languages = [f"{_language(code)} {per_language[code]}" for code in dossier.languages]
    bases = Counter(published.basis for published in dossier.published.values())
    return [
        f"{_n(len(dossier.articles), 'article')} in {_n(len(languages), 'language')}: {', '.join(languages)}",
        f"{_n(verdicts['drop'], 'line')} removed, {verdicts['metadata']} taken as metadata, "
        f"{verdicts['keep'] + verdicts['review']} kept ({verdicts['review']} to review)",
        f"{_n(len(linked), 'work')} linked across languages, {_n(len(dossier.related), 'related pair')}",
        *([f"{_n(len(dossier.editions), 'other edition')} folded"] if dossier.editions else []),
        f"{_n(placed, 'date')} in the texts, {_n(len(dossier.events), 'event')}, "
        f"{_n(conflicts, 'contradiction')}",
        f"publication dates: {bases['stated'] + bases['ruled']} stated, {bases['inferred']} inferred, "
        f"{bases['unknown']} unknown",
        f"{_n(len(dossier.entities), 'name')} of people, organisations, places and products",
    ]


def problem_lines(problems: tuple[Problem, ...]) -> list[str]:
    """Return one line a problem, with file, line and remedy: errors first, then what stands at a line.

    Among these the order is the given one, in which lines to review come first.
    """
    order = sorted(problems, key=lambda problem: (problem.severity != "error", problem.line == 0))
    return [
        _printable(
            f"{problem.severity}: {problem.path}{f':{problem.line}' if problem.line else ''}: "
            f"{english(problem.message)}"
        )
        for problem in order
    ]


def article_report(article: Article, published: Published) -> list[str]:
    """Return an article's title, what is known about it, and every line that is not simply kept."""
    language = article.document.language
    rows = [
        f"{article.source.path}  {language.code} ({language.confidence:.2f}, {language.basis})",
        f"  {article.title.value}",
        f"  published {published.edtf or 'unknown'} ({published.basis})",
    ]
    rows += [f"    because {english(item.reason)}" for item in published.evidence]
    rows += [f"  {name}: {fact.value}" for name, fact in article.facts.items()]
    rows += [_verdict(article, line) for line in article.lines if line.verdict != "keep"]
    return rows


def _verdict(article: Article, line: Line) -> str:
    text = " ".join(article.source.text[line.start : line.end].split())
    short = text if len(text) <= 60 else text[:59] + "…"
    return f"  {line.verdict:8} line {line.number}: {short}  [{line.rule}: {english(line.reason)}]"


def _printable(text: str) -> str:
    """Return the text in one line: what would move a terminal is written as its escape."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def _language(code: str) -> str:
    if code == "und":
        return "unknown"
    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (UnknownLocaleError, ValueError):
        return code


def _n(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
