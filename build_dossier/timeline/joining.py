"""Joins expressions with the words before them and with their neighbours: "since", "from ... to"."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from build_dossier.model import TimeExpression
from build_dossier.timeline.behind import behind
from build_dossier.timeline.reader import Found, Reader, join

__all__ = ["joined", "modified", "opened"]

_DATED = {
    "date",
    "weekday",
    "deictic",
    "month",
    "year",
    "week",
    "weekend",
    "quarter",
    "holiday",
    "decade",
    "season",
    "now",
}


_PERIODS = ("month", "quarter", "season")
_ENDS = ("", "until", "early", "mid", "late")
_MODIFIERS = ("since", "until", "earlier", "later", "about")
_FILLERS = ("the",)
_BETWEEN = ("the", "on", "dash", "to", "and")


def modified(reader: Reader, found: Found, floor: int) -> Found:
    """Return the expression with the "since", "until", "about" right before it, if there is one."""
    letters, any_of = reader.lexemes.letters, reader.grammar.alphabet.any_of
    at = found.first - 1
    while at > max(floor, found.first - 3) and letters[at] in any_of(*_FILLERS):
        if letters[at] in any_of(*_MODIFIERS):
            break
        at -= 1
    if at <= floor or letters[at] not in any_of(*_MODIFIERS):
        return found
    role = next(role for role in _MODIFIERS if reader.has(at, role))
    entry, expression = reader.lexemes.entries[at], found.expression
    if entry is None or expression.modifier or expression.shape in ("ago", "duration", "range"):
        return found
    if role == "about" and expression.year is None and expression.day is None:
        return found
    modifier = dict(entry.values[role])["modifier"]
    start = reader.lexemes.starts[at]
    text = reader.text[start : expression.end]
    changed = replace(expression, start=start, text=text, modifier=cast(Any, modifier))
    return Found(changed, at, found.last)


def _as_end(end: TimeExpression) -> TimeExpression:
    """Return an expression as part of another: without its own modifier, "now" as today."""
    return replace(end, modifier="", shape="deictic" if cast(str, end.shape) == "now" else end.shape)


def joined(reader: Reader, first: Found, last: Found) -> Found | None:
    """Return two neighbours as one expression, None where they are two."""
    if cast(str, first.expression.shape) == "shift":
        return _shifted(reader, first, last)
    return behind(reader, first, last) or _ranged(reader, first, last)


def _shifted(reader: Reader, first: Found, last: Found) -> Found | None:
    """Return a length and the expression it is counted from as one: "2 weeks before Christmas"."""
    length, base = first.expression, last.expression
    if base.shape not in _DATED or any(not reader.has(at, "the") for at in range(first.last + 2, last.first)):
        return None
    signs = {"before": -1, "after": 1, "": 1, "since": 1}
    at = first.last + 1
    counted = reader.has(at, "from") and not reader.has(at, "of")  # "10 dias do ano" is no distance
    if base.modifier not in signs or not (base.modifier or counted):
        return None
    offset = signs[base.modifier]
    base = _as_end(base)
    text = reader.text[length.start : base.end]
    joined = replace(
        length, shape="ago", end=base.end, text=text, offset=offset,
        parts=(base,),
    )  # fmt: skip
    return Found(joined, first.first, last.last)


def _ranged(reader: Reader, first: Found, last: Found) -> Found | None:
    """Return two neighbours as one range where the words between and before them say so."""
    a, b = first.expression, last.expression
    if a.shape not in _DATED or b.shape not in _DATED or b.modifier not in _ENDS:
        return None
    gap = range(first.last + 1, last.first)
    if not gap and b.modifier != "until":
        return None
    letters, linking = reader.lexemes.letters, reader.grammar.alphabet.any_of(*_BETWEEN)
    start_at, between = _opener(reader, first, "from"), _opener(reader, first, "between")
    # "from Friday, 3 May, to"
    words = [at for at in gap if start_at is None or not reader.has(at, "comma")]
    if any(letters[at] not in linking for at in words):
        return None
    core = [at for at in words if not reader.is_filler(at)]
    until = b.modifier == "until" and not core
    if len(core) != 1 and not until:
        return None
    dashed = len(core) == 1 and reader.has(core[0], "dash") and a.shape == b.shape and a.shape != "weekday"
    full = a.shape == "date" and a.month is not None and b.shape in ("date", "deictic", "now")
    full |= a.shape == b.shape and (a.shape == "weekday" or (a.shape in _PERIODS and b.year is not None))
    to = (
        len(core) == 1
        and reader.has(core[0], "to")
        and (start_at is not None or a.modifier == "since" or full or reader.has(last.last + 1, "untilpost"))
    )
    both = reader.has(core[0], "and") if len(core) == 1 else False
    both = both and (between is not None or reader.has(last.last + 1, "betweenpost"))
    if not (dashed or to or both or (until and a.modifier in ("", "since"))):
        return None
    start_at = between if start_at is None else start_at
    start = first.first if start_at is None else start_at
    at = min(reader.lexemes.starts[start], a.start)
    joined = join(reader.text, _as_end(a), _as_end(b))
    return Found(replace(joined, start=at, text=reader.text[at : b.end]), start, last.last)


def _opener(reader: Reader, found: Found, role: str) -> int | None:
    """Return the lexeme before an expression that opens a range ("from"), None without one."""
    for at in (found.first - 1, found.first - 2):
        if reader.has(at, role):
            return at
        if not reader.has(at, "the"):
            return None
    return None


def opened(reader: Reader, found: Found, floor: int) -> Found:
    """Return a range with the "from" or "between" before it."""
    if found.expression.shape != "range":
        return found
    at = _opener(reader, found, "from")
    at = _opener(reader, found, "between") if at is None else at
    if at is None or at <= floor:
        return found
    start = reader.lexemes.starts[at]
    text = reader.text[start : found.expression.end]
    return Found(replace(found.expression, start=start, text=text), at, found.last)
