"""Evidence from beyond a document: lines that other texts have too, and removals in translations."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from urllib.parse import urlsplit

from build_dossier.clean.findings import Decided, Finding
from build_dossier.clean.view import View, is_prose
from build_dossier.languages.cleaning import LONGEST
from build_dossier.model import Document, Message, Verdict

__all__ = ["elsewhere", "repeated_lines"]

TEXTS = 3
"""Texts of one outlet that a line must stand in: two may be parts of one story."""
SAME_TEXT = 0.3
"""Share of its paragraphs from which on an article is the other's edition, not another text."""
WIDESPREAD = 20
"""Documents in which a paragraph may stand to tell which of them are one text; more are a notice's."""
WORDS = 4
"""Words from which a line amid the text is asked about; shorter ones may be headings that recur."""


def repeated_lines(documents: Sequence[Document]) -> Mapping[str, Mapping[str, int]]:
    """Return for each document, by id, the lines that several texts of its outlet have.

    Documents that state no outlet and no address count as one outlet's. Editions of one text count once,
    and so do its translations: each language is counted for itself.
    """
    outlets: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for document in documents:
        outlets[_outlet(document), document.language.code].append(document)
    found: dict[str, Mapping[str, int]] = {}
    for group in outlets.values():
        if len(group) >= TEXTS:
            found |= _repeated(group)
    return found


def _outlet(document: Document) -> str:
    stated = document.source.stated
    return stated.get("outlet", "").casefold() or urlsplit(stated.get("url", "")).netloc


def _repeated(group: Sequence[Document]) -> Mapping[str, Mapping[str, int]]:
    lines = [
        {line for row in _rows(document) if 0 < len(line := row.strip()) <= LONGEST} for document in group
    ]
    counts = Counter(line for some in lines for line in some)
    several = {line for line, count in counts.items() if count >= TEXTS}
    if not several:
        return {}
    text_of = _texts(lines, counts)
    texts = {line: len({text_of[at] for at, some in enumerate(lines) if line in some}) for line in several}
    often = {line: count for line, count in texts.items() if count >= TEXTS}
    return {
        document.id: {line: often[line] for line in some & often.keys()}
        for document, some in zip(group, lines, strict=True)
    }


def _rows(document: Document) -> Sequence[str]:
    """Return the lines of a document, which may be some of its source's."""
    rows = document.source.text.split("\n")
    if not document.lines:
        return rows
    return [rows[number - 1] for number in sorted(document.lines)]


def _texts(lines: Sequence[set[str]], counts: Mapping[str, int]) -> list[int]:
    """Return for each document the first one that is an edition of the same text."""
    prose = [{line for line in some if is_prose(line)} for some in lines]
    having: dict[str, list[int]] = defaultdict(list)
    for at, some in enumerate(prose):
        for line in some:
            if 1 < counts[line] <= WIDESPREAD:
                having[line].append(at)
    shared = Counter(pair for places in having.values() for pair in combinations(places, 2))
    text_of = list(range(len(lines)))
    for (one, other), count in sorted(shared.items()):
        if count >= SAME_TEXT * min(len(prose[one]), len(prose[other])):
            text_of[other] = min(text_of[other], text_of[one])
    return text_of


def elsewhere(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield what the rest of the dossier betrays: at the edge it goes, amid the text it is for review."""
    for index, row in enumerate(view.rows):
        if index in decided:
            continue
        count = view.beyond.repeated.get(row.raw, 0)
        if count:
            reason = Message.of(
                "stands in {n} text of the dossier, word for word",
                "stands in {n} texts of the dossier, word for word",
                n=count,
            )
            if not view.first <= index <= view.last:
                yield index, Finding("drop", "leftover", "dossier.repeated", reason, 0.9)
            elif row.words >= WORDS:
                yield index, Finding("review", "leftover", "dossier.repeated", reason, 0.5)
        elif row.number in view.beyond.carried:
            reason = view.beyond.carried[row.number]
            verdict: Verdict = "review" if row.prose else "drop"
            yield (
                index,
                Finding(verdict, "leftover", "dossier.translation", reason, 0.5 if row.prose else 0.8),
            )
