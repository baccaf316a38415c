"""Passes over what only its shape or its neighbours betray: menus, share bars, lists of other articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from build_dossier.clean.findings import Decided, Finding
from build_dossier.clean.view import WORD, Row, View, vocabulary
from build_dossier.model import Message

__all__ = ["headings", "menus", "opened_lists", "section_runs", "share_bars", "trailing_headlines"]

_SPLIT = re.compile(r"[\s,|/•·]+")
_ITEMS = re.compile(r"\s*[|•·›»>]\s*|\s+/\s+|\s{3,}|\t+")
_SENTENCE = re.compile(r"[.,;:!?…\"“”„«»()]")
_MENU_WORDS = 8
"""Words from which a line of capitalised words is more likely a menu than a headline; the headlines of
shared/data/cleaning rarely have none of their words in the text below, which is asked as well."""
_SHARED = 0.25
"""Share of its words that a menu may have in common with the prose."""
_CAPITALISED = 0.8
_LONGEST = 400
_SHARE_WORDS = 25


def share_bars(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines made of names of networks and of words for sharing, at least two together."""
    reason = Message.of("buttons for sharing")
    sizes = _Sizes(view)
    for index in range(len(view.rows)):
        if index in decided or not (size := sizes[index]):
            continue
        above = decided.get(index - 1)
        listed = index > 0 and above is None and view.rows[index - 1].text.endswith(":")
        run = sizes[index - 1] + size + sizes[index + 1]
        beside = above is not None and above.role == "share"
        if (run >= 2 or beside) and not listed and not _hangs_on_list(view, decided, sizes, index):
            yield index, Finding("drop", "share", "structure.share-bar", reason, 0.9)


class _Sizes(dict[int, int]):
    """How many words for sharing each row has, counted when asked for; none beyond the ends."""

    def __init__(self, view: View) -> None:
        self.view = view

    def __missing__(self, index: int) -> int:
        inside = 0 <= index < len(self.view.rows)
        self[index] = _share_words(self.view.rows[index], self.view) if inside else 0
        return self[index]


def _hangs_on_list(view: View, decided: Decided, sizes: Mapping[int, int], index: int) -> bool:
    """Tell whether the run of such lines begins below a lead-in: then it is a list of the article."""
    at = index
    while at > 0 and sizes[at - 1] and index - at < _SHARE_WORDS:
        at -= 1
    return at > 0 and (at - 1) not in decided and view.rows[at - 1].text.endswith(":")


def _share_words(row: Row, view: View) -> int:
    """Return how many words a line has if all are for sharing, else 0."""
    if len(row.text) > _LONGEST or row.ends:
        return 0
    words = [word.casefold().rstrip(":") for word in _SPLIT.split(row.text) if word]
    return (
        len(words) if 0 < len(words) <= _SHARE_WORDS and all(word in view.pack.share for word in words) else 0
    )


def menus(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines at the edge of the page that list names of sections."""
    prose_words: frozenset[str] | None = None
    for index, row in enumerate(view.rows):
        if index in decided or len(row.text) > _LONGEST or row.prose or not view.is_within("edge", index):
            continue
        items = [item for item in _ITEMS.split(row.text) if item]
        if not _may_be_menu(row, items):
            continue
        prose_words = vocabulary(view) if prose_words is None else prose_words
        found = _menu(view, index, items, prose_words)
        if found is not None:
            yield index, found


def _may_be_menu(row: Row, items: list[str]) -> bool:
    if any(char.isdigit() for char in row.text):
        return False  # a row of a table
    if len(items) >= 3:
        return all(len(item.split()) <= 4 for item in items) and not _SENTENCE.search(row.text)
    return row.words >= 5 and not _SENTENCE.search(row.text) and _capitalised(row.text) >= _CAPITALISED


def _capitalised(text: str) -> float:
    words = [word for word in text.split() if word[0].isalpha()]
    return sum(1 for word in words if word[0].isupper()) / len(words) if words else 0.0


def _menu(view: View, index: int, items: list[str], prose_words: frozenset[str]) -> Finding | None:
    reason = Message.of("a menu: a row of names of sections")
    row = view.rows[index]
    parts = items if len(items) >= 3 else row.text.split()
    known = sum(1 for part in parts if part.casefold() in view.pack.sections)
    words = [word for word in WORD.findall(row.text.casefold()) if len(word) > 2]
    shared = sum(1 for word in words if word in prose_words) / len(words) if words else 0.0
    if known >= 3 and known >= 0.4 * len(parts):
        return Finding("drop", "menu", "structure.menu", reason)
    listed = len(items) >= 3 and (known >= 1 or len(items) >= 5)
    if listed and shared <= _SHARED and prose_words:
        return Finding("drop", "menu", "structure.menu", reason, 0.8)
    if row.words >= _MENU_WORDS and len(set(words)) == len(words) and shared <= _SHARED and prose_words:
        if _has_other_title(view, index):
            return Finding("drop", "menu", "structure.menu", reason, 0.8)
        return Finding("review", "menu", "structure.menu", reason, 0.5)
    return None


def _has_other_title(view: View, index: int) -> bool:
    """Tell whether the title can be another line: one above the text, or this one stands below it."""
    if index > view.first:
        return True
    return any(view.rows[at].words >= 3 for at in range(view.first) if at != index and not view.rows[at].rule)


def section_runs(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield menus with an item a line: runs of short lines at the edge, at least half of them known items."""
    reason = Message.of("a menu: a row of names of sections")
    run: list[int] = []
    for index in range(len(view.rows) + 1):
        inside = index < len(view.rows) and _is_item(view, decided, index)
        if inside:
            run.append(index)
            continue
        known = [at for at in run if _is_known_item(view, decided, at)]
        if len(run) >= 4 and len(known) >= 3 and len(known) >= len(run) / 2:
            for at in range(known[0], known[-1] + 1):
                if at not in decided:
                    yield at, Finding("drop", "menu", "structure.menu-run", reason, 0.9)
        run = []


def _is_item(view: View, decided: Decided, index: int) -> bool:
    found = decided.get(index)
    if found is not None:
        return found.verdict == "drop"
    row = view.rows[index]
    beyond = index < view.first or index > view.last
    return beyond and row.words <= 3 and len(row.text) <= 40 and not _SENTENCE.search(row.text)


def _is_known_item(view: View, decided: Decided, index: int) -> bool:
    return index in decided or view.rows[index].text.casefold() in view.pack.sections


def opened_lists(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield what stands under the heading of a list of other articles, and below a bare pointer to one."""
    reason = Message.of("listed under a heading for other articles")
    doubt = Message.of("stands below a pointer to another article; perhaps its title")
    for index, row in enumerate(view.rows):
        found = decided.get(index)
        if row.rule is None or found is None or found.verdict != "drop" or found.rule != row.rule.id:
            continue
        if row.rule.opens and index > view.last:
            for at in range(index + 1, len(view.rows)):
                if view.rows[at].rule is not None and view.rows[at].rule.opens:  # type: ignore[union-attr]
                    break
                if at not in decided and not (view.rows[at].ends and view.rows[at].words >= 7):
                    yield at, Finding("drop", "teaser", "structure.listed", reason, 0.8)
        elif row.rule.role == "teaser" and row.words <= 4 and index + 1 < len(view.rows):
            below = view.rows[index + 1]
            if index + 1 not in decided and not below.ends and 4 <= below.words <= 25:
                yield index + 1, Finding("review", "teaser", "structure.pointed-at", doubt, 0.5)


def trailing_headlines(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield runs of three and more headlines below the text, for review."""
    doubt = Message.of("headlines below the text; perhaps of other articles")
    tail = [at for at in range(view.last + 1, len(view.rows)) if at not in decided] if view.last >= 0 else []
    titles = [at for at in tail if 4 <= view.rows[at].words <= 25 and not view.rows[at].ends]
    if len(titles) >= 3 and len(titles) == len(tail) and not view.rows[tail[0] - 1].text.endswith(":"):
        for at in titles:
            if not view.rows[at].kind and not re.match(r"[-–—•*\d]", view.rows[at].text):
                yield at, Finding("review", "teaser", "structure.headlines-below", doubt, 0.5)


def headings(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield headings: by the markup, or short lines without an end between longer ones."""
    reason = Message.of("a heading of the text")
    free = [at for at in range(len(view.rows)) if at not in decided or _is_title(decided[at])]
    for place, index in enumerate(free):
        row = view.rows[index]
        if index in decided:
            continue
        below = view.rows[free[place + 1]] if place + 1 < len(free) else None
        if row.kind == "heading" or (not row.kind and below is not None and _is_heading(row, below)):
            yield index, Finding("keep", "heading", "structure.heading", reason, 0.9)


def _is_title(found: Finding) -> bool:
    return found.role == "title" and found.verdict == "keep"


def _is_heading(row: Row, below: Row) -> bool:
    if row.words > 14 or len(row.text) > 120 or row.text.endswith((".", ":", ";", ",", "!", "…", "。", "，")):
        return False
    first = row.text.lstrip("\"'„“”«‘(¿¡ ")[:1]
    begins = first.isupper() or first.isdigit() or (first.isalpha() and first.lower() == first.upper())
    return begins and (below.prose or below.words >= 10) and len(below.text) > len(row.text) * 1.3
