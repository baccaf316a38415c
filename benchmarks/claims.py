"""Which counts of several sources stand beside each other.

`python -m benchmarks.claims ../shared/data/pairs`

Dossiers with planted reports (see `claims_planted`) show what is found, what is put beside each other
wrongly, and whether contradictions are told. A pair is two sources that count one happening; it is found
where both stand under an event of that day, false where what stands beside each other counts different
things. A language has the pairs of its sources. The peer compares all numbers in sentences that share a
name and a day, and takes different numbers for a contradiction. Then whatever is compared in the guides
alone is counted: nothing in them tells of one happening. With `--unseen` the reports are written with
sentences that nothing was set on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from time import process_time

import click

from benchmarks.claims_planted import LANGUAGES, Case, Planted, cases
from benchmarks.differences import Guides, read
from build_dossier.link.figures import figures
from build_dossier.model import Article, Days, Dossier, Passage, RawFile, Rulings
from build_dossier.pipeline import assemble

__all__ = ["Group", "judge", "main", "ours", "peer"]

SHORT = 80
"""Characters from which on a paragraph of a guide is one that stands in a report."""
Tallies = Mapping[str, Counter[str]]
"""Counts by language."""


@dataclass(frozen=True, slots=True)
class Group:
    """What stands beside each other, on which days, and whether it is told to agree."""

    claims: tuple[Passage, ...]
    days: Days
    agree: bool | None


def dossier_of(case: Case) -> Dossier:
    """Return the dossier of a case; dates and languages are stated."""
    files = [RawFile(f"{one.name}.txt", one.text.encode()) for one in case.reports]
    stated = {
        f"{one.name}.txt": {"language": one.language, "date": str(one.day), "title": f"{one.name} news"}
        for one in case.reports
    }
    return assemble(files, rulings=Rulings(articles=stated))


def ours(dossier: Dossier) -> Iterator[Group]:
    """Yield the numbers that the dossier puts beside each other."""
    days = {event.id: event.days for event in dossier.events}
    for id, found in dossier.claims.items():
        for one in found:
            if one.kind == "number":
                yield Group(one.claims, days[id], one.agree)


def peer(dossier: Dossier) -> Iterator[Group]:
    """Yield all numbers of the sentences in which articles name the same and date the same day."""
    found: dict[tuple[str, Days], list[tuple[Passage, object]]] = defaultdict(list)
    articles = {article.id: article for article in dossier.articles}
    for mention in dossier.dates:
        if mention.block < 0 or mention.days is None or mention.days.length > 1:
            continue
        article = articles[mention.article]
        text = article.blocks[mention.block].text
        lo = max(text.rfind(". ", 0, mention.block_start) + 1, 0)
        hi = text.find(". ", mention.block_end) % (len(text) + 1)
        names = {
            entity.id
            for entity in dossier.entities
            for one in entity.mentions
            if (one.article, one.block) == (mention.article, mention.block) and lo <= one.block_start < hi
        }
        for figure in figures(text, article.language):
            dating = mention.block_start <= figure.start < mention.block_end
            if lo <= figure.start < hi and not dating:
                passage = Passage(article.id, mention.block, figure.start, figure.end, figure.text)
                for name in names:
                    found[name, mention.days].append((passage, figure.values))
    for (_, days), said in found.items():
        if len({passage.article for passage, _ in said}) > 1:
            agree = len({values for _, values in said}) == 1
            yield Group(tuple(passage for passage, _ in said), days, agree)


def judge(case: Case, dossier: Dossier, groups: Sequence[Group], tallies: Tallies) -> None:
    """Count the pairs there are, found and false, and what is told of them, by language and for all."""
    articles = {article.source.path.removesuffix(".txt"): article for article in dossier.articles}
    planted = {articles[one.name].id: (articles[one.name], one.planted) for one in case.reports}
    spoken = {articles[one.name].id: one.language for one in case.reports}
    told = {id: one[0] for id, (_, one) in planted.items() if one}
    for a, b in combinations(told, 2):
        if told[a].fact == told[b].fact:
            _count(tallies, "pairs", {spoken[a], spoken[b]})
    done: set[tuple[object, object]] = set()
    for group in groups:
        facts = [_fact(claim, *planted[claim.article]) for claim in group.claims]
        for (left, one), (right, other) in combinations(zip(group.claims, facts, strict=True), 2):
            places = [(claim.article, claim.block, claim.block_start) for claim in (left, right)]
            pair = min(places), max(places)
            if left.article == right.article or pair in done:
                continue
            done.add(pair)
            true = one and other and one.fact == other.fact and _on(group.days, case, one)
            _count(tallies, "found" if true else "false", {spoken[left.article], spoken[right.article]})
        known = [one for one in facts if one]
        if len(known) == len(facts) and len({one.fact for one in known}) == 1:
            agree = max(one.least for one in known) <= min(one.most for one in known)
            languages = {spoken[claim.article] for claim in group.claims}
            _count(tallies, "judged", languages)
            _count(tallies, "told", languages if agree == group.agree else set())


def _count(tallies: Tallies, what: str, languages: set[str]) -> None:
    for language in (*languages, "all") if languages else ():
        tallies[language][what] += 1


def _on(days: Days, case: Case, one: Planted) -> bool:
    return days.lo == case.days[one.fact] and days.length == 1


def _fact(claim: Passage, article: Article, planted: Sequence[Planted]) -> Planted | None:
    """Return what a claim is of; None for a number that counts something else."""
    at = article.blocks[claim.block].source_offset(claim.block_start)
    return next((one for one in planted if one.start <= at < one.end), None)


def alarms(guides: Guides) -> tuple[int, int]:
    """Return how many comparisons the guides alone give, and of how many texts."""
    texts = shown = 0
    for language in LANGUAGES:
        versions = [(key, found[language]) for key, found in guides.items() if language in found]
        files = [RawFile(f"{key}.txt", "\n\n".join(parts).encode()) for key, parts in versions]
        stated = {f"{key}.txt": {"language": language, "date": "2020-05-05"} for key, _ in versions}
        dossier = assemble(files, rulings=Rulings(articles=stated))
        texts += len(files)
        shown += sum(len(found) for found in dossier.claims.values())
    return texts, shown


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--cases", "count", default=100, help="How many dossiers of six reports are made.")
@click.option("--seed", default=1, help="Another draw of reports.")
@click.option("--unseen", is_flag=True, help="Write the reports with the other half of the sentences.")
@click.option("--show", is_flag=True, help="Print what is missed and what is false.")
def main(folder: Path, count: int, seed: int, unseen: bool, show: bool) -> None:
    """Print the pairs found and false by language, ours beside the peer's."""
    guides = read(folder)
    paragraphs = {
        language: [
            text for found in guides.values() for text in found.get(language, ())[1:] if len(text) > SHORT
        ]
        for language in LANGUAGES
    }
    tallies: dict[str, dict[str, Counter[str]]] = {name: defaultdict(Counter) for name in ("ours", "peer")}
    seconds = 0.0
    for case in cases(paragraphs, count, seed, "unseen" if unseen else "told"):
        started = process_time()
        dossier = dossier_of(case)
        seconds += process_time() - started
        mine = list(ours(dossier))
        judge(case, dossier, mine, tallies["ours"])
        judge(case, dossier, list(peer(dossier)), tallies["peer"])
        if show:
            _show(case, dossier, mine)
    click.echo("       language | pairs | found | false | right about contradictions")
    for name, by_language in tallies.items():
        for language in (*LANGUAGES, "all"):
            tally = by_language[language]
            click.echo(
                f"{name:>5} {language:>8} | {tally['pairs']:5} | {tally['found']:5} | {tally['false']:5} "
                f"| {tally['told']} of {tally['judged']}"
            )
    texts, shown = alarms(guides)
    click.echo(
        f"{shown} comparisons in {texts} guides alone; {seconds / max(1, count):.2f} s a dossier of six"
    )


def _show(case: Case, dossier: Dossier, groups: Sequence[Group]) -> None:
    """Print each planted claim with a sign for whether anything stands beside it, and what is compared."""
    articles = {article.source.path.removesuffix(".txt"): article for article in dossier.articles}
    shown = {claim for group in groups for claim in group.claims}
    for report in case.reports:
        article = articles[report.name]
        for one in report.planted:
            beside = any(_fact(place, article, [one]) for place in shown if place.article == article.id)
            line = report.text[max(0, one.start - 90) : one.end + 40].replace("\n", " ")
            click.echo(f"{'  ' if beside else 'X '}{report.name} {one.fact} {line}")
    for group in groups:
        click.echo("   = " + "; ".join(f"{claim.article} {claim.text}" for claim in group.claims))


if __name__ == "__main__":
    main()
