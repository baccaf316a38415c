"""The text of a block with its names and dates as links, character for character what the source says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

from build_dossier.model import Article, Block, DateMention, Entity, Event
from build_dossier.pages.tree import Here
from build_dossier.pages.words import direction, lang_attribute

__all__ = ["Mark", "block_language", "block_marks", "cited", "marked", "quote_around", "sentence", "spoken"]

STOPS = ".!?…。！？؟।"
CLOSERS = "\"'”’»)]」』“"
_STOP = re.compile(f"[{re.escape(STOPS)}][{re.escape(CLOSERS)}]{{0,4}}")
FAR = 1500
"""Characters looked at on each side of a span: more than any quotation shows, and a line of a megabyte
costs no more."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text and the HTML put around it."""

    start: int
    end: int
    before: Markup
    after: Markup


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Return the text between two offsets as HTML with the marks that lie wholly inside.

    Of two that overlap the first wins.
    """
    stop = len(text) if end is None else end
    out = Markup()
    at = start
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start < at or mark.end > stop or mark.start >= mark.end:
            continue
        out += escape(text[at : mark.start]) + mark.before + escape(text[mark.start : mark.end]) + mark.after
        at = mark.end
    return out + escape(text[at:stop])


def spoken(block: Block, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Return a block's text between two offsets as HTML, its stretches in other languages told by `lang`."""
    stop = len(block.text) if end is None else end
    out, at = Markup(), start
    for each in block.foreign:
        lo, hi = max(each.start, at), min(each.end, stop)
        if lo < hi:
            inside = Markup('<span lang="{}" dir="{}">{}</span>').format(
                lang_attribute(each.code), direction(each.code), marked(block.text, marks, lo, hi)
            )
            out += marked(block.text, marks, at, lo) + inside
            at = hi
    return out + marked(block.text, marks, at, stop)


def block_language(block: Block) -> str | None:
    """Return the language of a block that is wholly in another one than its article, None for all others."""
    for each in block.foreign:
        if not block.text[: each.start].strip() and not block.text[each.end :].strip():
            return each.code
    return None


def block_marks(here: Here, article: Article, block: int, linked: set[str]) -> tuple[Mark, ...]:
    """Return the marks of one block; adds the entities it links to `linked`, which links no entity twice."""
    index = here.tree.index
    dates = index.dates_at.get((article.id, block), ())
    marks = [_date(here, date) for date in dates]
    taken = [(mark.start, mark.end) for mark in marks]
    for mention, entity in sorted(
        index.names_at.get((article.id, block), ()), key=lambda pair: pair[0].block_start
    ):
        span = (mention.block_start, mention.block_end)
        if (
            entity.id in linked
            or entity.id not in index.paged
            or any(span[0] < end and start < span[1] for start, end in taken)
        ):
            continue
        linked.add(entity.id)
        marks.append(_name(here, entity, span))
    return tuple(marks)


def _name(here: Here, entity: Entity, span: tuple[int, int]) -> Mark:
    before = Markup('<a class="d-name" href="{}">').format(here.entity(entity))
    return Mark(*span, before, Markup("</a>"))


def _date(here: Here, date: DateMention) -> Mark:
    words = here.tree.words
    event = here.tree.index.event_at(date)
    doubt = date.doubtful or date.conflict is not None or (event is not None and bool(event.conflicts))
    kind = "d-day d-doubtful" if doubt else "d-day"
    time = Markup('<time datetime="{}">').format(date.days.lo.isoformat()) if date.days else Markup("<span>")
    close = Markup("</time>") if date.days else Markup("</span>")
    if event is None:
        return Mark(
            date.block_start,
            date.block_end,
            Markup('<span class="{}">').format(kind) + time,
            close + Markup("</span>"),
        )
    said = words.when(date.edtf, date.days)
    link = Markup('<a class="{}" href="{}" title="{}">').format(kind, here.event(event), said)
    return Mark(date.block_start, date.block_end, link + time, close + Markup("</a>"))


def cited(here: Here, article: Article, block: int) -> tuple[Event, ...]:
    """Return the events that cite a block, each once."""
    found = (here.tree.index.event_at(date) for date in here.tree.index.dates_at.get((article.id, block), ()))
    unique = {event.id: event for event in found if event is not None}
    return tuple(unique.values())


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a span, found by its stops no further than `FAR` away."""
    stops = _stops(text)
    before, after = bisect_right(stops, start), bisect_left(stops, end)
    lo = max(0, start - FAR, stops[before - 1] if before else 0)
    hi = min(len(text), end + FAR, stops[after] if after < len(stops) else len(text))
    while lo < start and text[lo].isspace():
        lo += 1
    while hi > end and text[hi - 1].isspace():
        hi -= 1
    return lo, hi


@lru_cache(maxsize=64)
def _stops(text: str) -> Sequence[int]:
    """Return where sentences end; a block is asked about once for each name and date in it."""
    return [
        end
        for stop in _STOP.finditer(text)
        for end in range(stop.start() + 1, stop.end() + 1)
        if _ends(text, end)
    ]


def _ends(text: str, at: int) -> bool:
    """Tell whether a sentence ends right before `at`."""
    before = at - 1
    while before >= max(0, at - 4) and text[before] in CLOSERS:
        before -= 1
    if before < 0 or text[before] not in STOPS:
        return False
    if text[before] in "。！？":
        return True
    if not text[at : at + 1].isspace():
        return False
    word = text[max(0, before - 3) : before].split()[-1:] or [""]
    following = text[at : at + 2].strip()
    abbreviated = text[before] == "." and (word[0].isdigit() or len(word[0]) <= 2)
    return not following.islower() and not abbreviated


def quote_around(
    text: str, spans: Sequence[tuple[int, int]], limit: int = 260
) -> tuple[int, int, bool, bool]:
    """Return the bounds of a quotation that holds the spans, and whether it is cut before and after.

    A quotation is the sentence around them, cut to `limit` characters at spaces when it is longer.
    """
    start, end = min(lo for lo, _ in spans), max(hi for _, hi in spans)
    lo, hi = sentence(text, start, end)
    if hi - lo <= limit:
        return lo, hi, False, False
    room = max(0, limit - (end - start)) // 2
    cut_lo = lo if start - lo <= room else _space(text, start - room, start, after=True)
    cut_hi = hi if hi - end <= room else _space(text, end, end + room, after=False)
    return cut_lo, cut_hi, cut_lo > lo, cut_hi < hi


def _space(text: str, lo: int, hi: int, *, after: bool) -> int:
    at = text.find(" ", lo, hi) + 1 if after else text.rfind(" ", lo, hi)
    return at if at > 0 else (lo if after else hi)
