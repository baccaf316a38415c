"""Lists with their lead-ins, and the dateline of the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from build_dossier.extract.drafts import Draft
from build_dossier.extract.inline import trimmed

__all__ = ["dateline_length", "label_length", "with_dateline", "with_lists"]

_LABEL = re.compile(r"[^\W\d_][^.:!?\n]{1,90}?[ \u00a0\u202f]?[:：](?=\s)")
_LABEL_WORDS = 12
_BULLET = re.compile(r"[•‣▪◦●■□◾▸►➤][ \t\u00a0]*(?=\S)")
_DASH = re.compile(r"[-–—*][ \t\u00a0]+(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)][ \t\u00a0]+(?=\S)")

_DATELINE = re.compile(
    r"([^\n–—]{2,70}?)(?:[ \u00a0]*(?:--|[–—])[ \u00a0]*|[ \u00a0]+-[ \u00a0]+)(?=[\"“„«‘'(]?[^\W_])"
)
_TOKEN = re.compile(r"[^\s,/()]+")
_Holds = Callable[[Draft, int], bool]
"""Tells whether a draft, at its place in the run, is an item of the list."""

_SMALL = 5
"""Letters of the longest small word in a dateline: months ("nov"), "am", "sur", "der"."""


def label_length(text: str) -> int:
    """Return the length of a leading "Label:", the colon included, 0 without one."""
    match = _LABEL.match(text)
    if not match or not text[0].isupper() or len(match[0].split()) > _LABEL_WORDS:
        return 0
    return match.end()


def with_lists(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with list items marked: bullets, numbers, and labels below a lead-in."""
    result = list(drafts)
    at = 0
    while at < len(result):
        led = at > 0 and result[at - 1].kind == "paragraph" and result[at - 1].text.endswith((":", "："))
        size = _marked_size(result, at) or _unmarked_size(result, at, led)
        for index in range(at, at + size):
            result[index] = _item(result[index])
        if size and led:
            result[at - 1] = replace(result[at - 1], lead_in=True)
        at += size or 1
    return _labelled(result)


def _marked_size(drafts: list[Draft], at: int) -> int:
    end = at
    while end < len(drafts) and drafts[end].kind == "list-item":
        end += 1
    return end - at


def _unmarked_size(drafts: list[Draft], at: int, led: bool) -> int:
    """Return how many paragraphs from here on are items of one list, 0 when fewer than two are."""
    sizes = [_run(drafts, at, lambda draft, _: bool(_BULLET.match(draft.text)))]
    sizes.append(_run(drafts, at, _is_numbered))
    if led:
        sizes.append(_run(drafts, at, lambda draft, _: bool(_DASH.match(draft.text))))
        sizes.append(_run(drafts, at, lambda draft, _: label_length(draft.text) > 0))
    size = max(sizes)
    return size if size >= 2 else 0


def _is_numbered(draft: Draft, place: int) -> bool:
    match = _NUMBER.match(draft.text)
    return match is not None and int(match[1]) == place + 1


def _run(drafts: list[Draft], at: int, holds: _Holds) -> int:
    end = at
    while end < len(drafts) and drafts[end].kind == "paragraph" and holds(drafts[end], end - at):
        end += 1
    return end - at


def _item(draft: Draft) -> Draft:
    """Return the draft as an item, its bullet cut off; a number stays, it may be referred to."""
    bullet = _BULLET.match(draft.text) or (None if draft.marked else _DASH.match(draft.text))
    cut = bullet.end() if bullet else 0
    return replace(draft, kind="list-item", shown=trimmed(draft.shown, cut))


def _labelled(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with labels where at least two items of a list begin with one."""
    result = list(drafts)
    at = 0
    while at < len(result):
        size = _marked_size(result, at)
        labels = [label_length(draft.text) for draft in result[at : at + size]]
        if sum(1 for label in labels if label) >= 2:
            for index, label in enumerate(labels, start=at):
                result[index] = replace(result[index], label=label)
        at += size or 1
    return result


def with_dateline(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with the dateline of the first paragraph measured."""
    for at, draft in enumerate(drafts):
        if draft.kind == "paragraph":
            length = dateline_length(draft.text)
            return [*drafts[:at], replace(draft, dateline=length), *drafts[at + 1 :]]
    return drafts


def dateline_length(text: str) -> int:
    """Return the length of a leading place, agency and dash ("PARIS (AFP) — "), 0 without one."""
    match = _DATELINE.match(text[:120])
    if not match or len(text) < match.end() + 25:
        return 0
    head, rest = match[1].strip(), text[match.end() :].lstrip("\"“„«‘'(")
    words = [word for word in _TOKEN.findall(head) if not word.isdigit()]
    small = [word for word in words if not word[0].isupper()]
    if not words or words[0] in small or not rest[:1].isupper() or head.endswith((".", "!", "?", ":", ";")):
        return 0
    if re.search(r"\([^()]{2,40}\)$", head) or words[0].isupper():
        return match.end() if len(small) * 3 <= len(words) * 2 and all(len(w) <= _SMALL for w in small) else 0
    short = len(words) <= 4 and all(len(word) <= 3 for word in small) and len(small) * 3 <= len(words)
    return match.end() if short else 0
