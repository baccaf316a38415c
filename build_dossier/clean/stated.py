"""Passes over lines that state something: front matter, labels, dates, titles, captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from build_dossier.clean.classifier import DROP
from build_dossier.clean.findings import Decided, Finding
from build_dossier.clean.view import Row, View
from build_dossier.languages.bare_dates import date_part
from build_dossier.languages.cleaning import LONGEST
from build_dossier.model import Message

__all__ = ["captions", "dates", "front_matter", "marked_title", "metadata_rules", "title", "title_again"]

_SEPARATOR = re.compile(r"(?<!\s)\s+[-–—|·•:]\s+")
_PARENTHESES = re.compile(r"\(([^()]{1,40})\)")
_LONGEST_TITLE = 300
_SENTENCE_TITLE_WORDS = 18
"""A first line that is a sentence and longer than this is the text's first paragraph."""
_NEAR = 6
"""Lines around the title in which its repetition is one of the page's doing."""
_LONGEST_CAPTION = 400


def front_matter(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield the lines of the front matter."""
    reason = Message.of("front matter: what the file states about itself")
    for index, row in enumerate(view.rows):
        if row.hint is not None and row.hint.reason == "front matter" and index not in decided:
            yield index, Finding("metadata", "front-matter", "structure.front-matter", reason)


def marked_title(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield the line that the markup calls the title, or that equals the stated one."""
    stated = view.stated.get("title", "").strip()
    for index, row in enumerate(view.rows):
        if index in decided:
            continue
        if row.kind == "title":
            reason = Message.of("the title by the markup")
            yield index, Finding("keep", "title", "structure.title", reason, value=row.text)
            return
    for index, row in enumerate(view.rows[: view.first + 1]):
        if stated and row.text == stated and index not in decided:
            reason = Message.of("the title that the file states")
            yield index, Finding("keep", "title", "structure.title", reason, value=row.text)
            return


def metadata_rules(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines with a label that the language pack knows."""
    for index in range(*view.body):
        row = view.rows[index]
        if index in decided or len(row.text) > LONGEST or not view.pack.any_metadata.search(row.text):
            continue
        for rule in view.pack.metadata:
            value = rule.take(row.text)
            if value is not None and view.is_within(rule.where, index):
                score = 0.5 if rule.weak else 1.0
                yield index, Finding("metadata", rule.role, rule.id, rule.reason, score, value)
                break


def dates(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines near the top that are a full date, alone or beside the author or the outlet."""
    reason = Message.of("a date near the top and nothing else")
    beside = Message.of("a date near the top, with the author or the outlet beside it")
    for index in range(view.body[0], min(view.body[1], max(view.first, view.margin) + 1)):
        row = view.rows[index]
        if index in decided or row.prose or row.words > 16:
            continue
        value = date_part(row.text, view.language)
        if value and value == row.text.strip(" \t\u00a0|•·-–—,;()[]"):
            yield index, Finding("metadata", "date", "structure.date", reason, value=value)
        elif value and row.words <= 14 and not row.ends:
            yield index, Finding("metadata", "date", "structure.dated-line", beside, 0.9, value)


def title(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield the title, the first line of text that can be one, and what stands above it."""
    if any(finding.role == "title" for finding in decided.values()):
        return
    free = [index for index in range(*view.body) if index not in decided]
    above = [index for index in free if index <= view.first]
    if len(free) < 2 or not above:
        return
    chosen = _choose(view, [index for index in above if (view.score(index) or 0.0) < DROP] or above)
    row = view.rows[chosen]
    sentence = row.prose and row.text.rstrip("”“»\"'").endswith((".", "。"))
    if len(row.text) > _LONGEST_TITLE or (sentence and row.words > _SENTENCE_TITLE_WORDS):
        return
    reason = Message.of("the title: the first line of text")
    yield chosen, Finding("keep", "title", "structure.title", reason, 0.9, row.text)
    for index in above[: above.index(chosen)]:
        yield index, _above_title(view.rows[index], view)


def _choose(view: View, above: list[int]) -> int:
    """Return the index of the title among the lines above the text."""
    first = above[0]
    for index in above[1:3]:
        row = view.rows[index]
        if row.words >= 3 and _adds_site(view.rows[first].text, row.text):
            return index
    if view.rows[first].words <= 3 and len(above) > 1:
        second = view.rows[above[1]]
        if second.words >= 4 and not second.prose and not second.ends:
            return above[1]
    return first


def _adds_site(text: str, headline: str) -> bool:
    """Tell whether a line is the headline with the site's name behind a separator."""
    if not text.startswith(headline):
        return False
    rest = text[len(headline) :]
    return bool(_SEPARATOR.match(rest)) and len(rest.split()) <= 7


def _above_title(row: Row, view: View) -> Finding:
    if row.text.casefold() in view.pack.sections:
        reason = Message.of("the name of a section above the title")
        return Finding("drop", "navigation", "structure.section", reason, 0.8, row.text)
    for headline in (other.text for other in view.rows[:8] if other is not row):
        if len(headline.split()) >= 3 and _adds_site(row.text, headline):
            site = _SEPARATOR.split(row.text[len(headline) :], maxsplit=1)[-1].strip()
            reason = Message.of("the title once more, with the outlet's name")
            return Finding("metadata", "outlet", "structure.window-title", reason, 0.9, site)
    reason = Message.of("stands above the title; perhaps the name of a section")
    return Finding("review", "navigation", "structure.above-title", reason, 0.5)


def title_again(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield repetitions of the title near it, alone or with the outlet's name."""
    at = next((index for index, finding in decided.items() if finding.role == "title"), None)
    if at is None or view.rows[at].words < 3:
        return
    headline = view.rows[at].text
    near = min(max(view.first, at + _NEAR), at + 10 * _NEAR)
    for index in range(max(at - _NEAR, 0), min(near + 1, len(view.rows))):
        row = view.rows[index]
        if index == at or index in decided:
            continue
        if row.text == headline and view.is_top(index):
            reason = Message.of("the title once more")
            yield index, Finding("metadata", "title", "structure.title-again", reason, value=row.text)
        elif view.is_top(index) and _adds_site(row.text, headline):
            yield index, _above_title(row, view)


def captions(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield captions: by the markup, or beside a picture credit with words that only captions have."""
    reason = Message.of("the caption of a picture")
    doubt = Message.of("stands beside a picture credit; perhaps its caption")
    for index in range(*view.body):
        row = view.rows[index]
        if index in decided or len(row.text) > _LONGEST_CAPTION:
            continue
        if row.kind == "caption":
            yield index, Finding("metadata", "caption", "structure.caption", reason, value=row.text)
            continue
        after = _is_credit(decided, index - 1)
        if not (after or _is_credit(decided, index + 1)):
            continue
        if _points(row, view):
            yield index, Finding("metadata", "caption", "structure.caption", reason, 0.9, row.text)
        elif after and view.is_top(index) and row.words > 3 and _is_no_sentence(view, index):
            yield index, Finding("review", "caption", "structure.caption", doubt, 0.5, row.text)


def _is_credit(decided: Decided, index: int) -> bool:
    found = decided.get(index)
    return found is not None and found.role == "credit"


def _points(row: Row, view: View) -> bool:
    """Tell whether a line says who stands where in a picture: "(kanan)", "(2. v. l.)"."""
    for inside in _PARENTHESES.findall(row.text):
        words = inside.casefold().replace(" ", "").split(",")
        plain = inside.casefold().strip(" .")
        if plain in view.pack.caption_marks or any(
            word.strip(".") in view.pack.caption_marks for word in words
        ):
            return True
    return False


def _is_no_sentence(view: View, index: int) -> bool:
    """Tell whether a line lacks a sentence's end and prose follows: what a caption beside its credit is."""
    more = any(view.rows[at].prose for at in range(index + 1, min(index + 4, view.body[1])))
    return more and not view.rows[index].ends
