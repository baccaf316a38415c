"""Finds the words that date something and says exactly what they say; nothing is resolved here.

`find` lexes a text (`lexicon.py`), matches the rules (`rules.py`) in one pass, and joins neighbours into
ranges ("from Monday to today"). Which day is meant is the business of `resolve.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, cast

from build_dossier.errors import PackError
from build_dossier.languages.temporal import Value
from build_dossier.model import Article, TimeExpression
from build_dossier.timeline.holidays import holiday
from build_dossier.timeline.lexicon import Compiled, CompiledRule, Lexemes, compiled
from build_dossier.timeline.rules import Rule
from build_dossier.timeline.tokens import numeric

__all__ = ["CAPTION", "TITLE", "expressions", "find", "prove"]

TITLE, CAPTION = -1, -2
"""Block numbers of the title and of the photo's caption."""

Captures = list[tuple[str, int]]
"""Role and lexeme of each captured lexeme of a match, in the order of the text."""

_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_UNIT_SHAPES = {"day": "deictic", "week": "week", "weekend": "weekend", "month": "month",
                "quarter": "quarter", "year": "year", "decade": "decade", "century": "century"}  # fmt: skip
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
}


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression and the lexemes it covers, `[first, last]`."""

    expression: TimeExpression
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Match:
    """What a rule matched; no expression for words that date nothing."""

    expression: TimeExpression | None
    first: int
    last: int


class _Reader:
    """Turns the matches of one text into expressions."""

    def __init__(self, text: str, grammar: Compiled, lexemes: Lexemes) -> None:
        self.text = text
        self.grammar = grammar
        self.lexemes = lexemes

    def word(self, at: int) -> str:
        """Return the characters of a lexeme."""
        return self.text[self.lexemes.starts[at] : self.lexemes.ends[at]]

    def has(self, at: int, role: str) -> bool:
        """Tell whether the lexeme at a place has a role; False outside the text."""
        if not 0 <= at < len(self.lexemes.letters):
            return False
        return self.lexemes.letters[at] in self.grammar.alphabet.having(role)

    def is_filler(self, at: int) -> bool:
        """Tell whether the lexeme is an article or preposition and cannot link a range."""
        linking = any(self.has(at, role) for role in ("to", "dash", "and"))
        return not linking and (self.has(at, "the") or self.has(at, "on"))

    def build(self, rule: Rule, captures: Captures) -> TimeExpression | None:
        """Return the expression of a match, None when its values make no date."""
        if rule.shape == "range":
            return self._range(captures)
        fields = self._fields(captures)
        shape = rule.shape
        if shape == "deictic" and "offset" in fields and "unit" not in fields:
            if fields["offset"] not in (-1, 0):
                return None
            fields["unit"] = "day"
        if shape == "deictic" and fields.get("unit") != "day":
            shape = _UNIT_SHAPES[str(fields.get("unit", "day"))]
        if shape == "week":
            shape = _UNIT_SHAPES[str(fields["unit"])]
            fields.setdefault("offset", 0)
        return self._expression(shape, fields, captures)

    def _expression(self, shape: str, fields: dict[str, Value], captures: Captures) -> TimeExpression | None:
        if not _possible(shape, fields):
            return None
        start = self.lexemes.starts[captures[0][1]]
        end = self.lexemes.ends[captures[-1][1]]
        if shape == "weekno":
            shape, fields["unit"] = "week", "week"
        if shape == "length":
            shape = "duration"
            fields.pop("offset", None)
            fields.pop("modifier", None)
        if shape == "duration" and "offset" in fields:
            fields["modifier"] = "last"
        return TimeExpression(
            article="", block=0, start=start, end=end, text=self.text[start:end],
            shape=cast(Any, shape), language=self.grammar.language.language, **cast("dict[str, Any]", fields),
        )  # fmt: skip

    def _fields(self, captures: Captures) -> dict[str, Value]:
        fields: dict[str, Value] = {}
        clock = [capture for capture in captures if capture[0] in ("hour", "time", "clock", "zone")]
        for role, at in captures:
            timed = role == "dmdot" and any(c[1] == at + 1 and c[0] == "clock" for c in clock)
            fields.update(self._values("time" if timed else role, at))
        if fields.get("unit") in ("hour", "minute"):  # as days: "48 hours ago" is two days ago
            hours = int(fields.get("count", 0)) if fields["unit"] == "hour" else 0
            fields.update(unit="day", count=hours // 24)
        return fields

    def _values(self, role: str, at: int) -> dict[str, Value]:
        entry = self.lexemes.entries[at]
        if entry is not None:
            if role == "few":
                return {}
            return dict(entry.values.get(role, ()))
        return _number_values(role, self.word(at), self.grammar.language.order)

    def _range(self, captures: Captures) -> TimeExpression | None:
        middle = next(i for i, (role, _) in enumerate(captures) if role in ("to", "dash", "and"))
        left, right = captures[:middle], captures[middle + 1 :]
        a, b = self._fields(left), self._fields(right)
        for name in ("month", "year"):
            if name in a and name not in b:
                b[name] = a[name]
            if name in b and name not in a:
                a[name] = b[name]
        for name in ("offset", "unit"):
            if name in b:
                a.setdefault(name, b[name])
        shape = "date" if "day" in b else "month" if "month" in b else "year"
        if shape == "year" and not (
            0 < int(b["year"]) - int(a["year"]) < 200 and 1400 <= int(a["year"]) < 2100
        ):
            return None
        first, last = self._expression(shape, a, left), self._expression(shape, b, right)
        if first is None or last is None:
            return None
        return _join(self.text, first, last)


def _join(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression:
    return TimeExpression(
        article="", block=0, start=first.start, end=last.end, text=text[first.start : last.end],
        shape="range", parts=(first, last), language=first.language,
    )  # fmt: skip


def _number_values(role: str, word: str, order: str) -> dict[str, Value]:
    if role in ("day", "dayord"):
        digits = re.match(r"\d+", word)
        return {"day": int(digits.group())} if digits else {}
    if role in ("fd", "fy", "iso", "dm", "dmdot", "my"):
        return _numeric_date(word, order)
    if role == "decade":
        number = int("".join(c for c in word if c.isdigit()))
        return {"year": number if number > 99 else 1900 + number}
    if role == "time":
        parts = re.findall(r"\d+", word)
        return {"hour": int(parts[0]) % 24, "minute": int(parts[1]) if len(parts) > 1 else 0}
    if role == "yy":
        return {"year": 2000 + int(word) if int(word) < 50 else 1900 + int(word)}
    names = {
        "num": "count",
        "mon": "month",
        "year": "year",
        "yearplain": "year",
        "yearbare": "year",
        "hour": "hour",
    }
    if role in names and word.isdigit():
        return {names[role]: int(word)}
    return {}


def _numeric_date(word: str, order: str) -> dict[str, Value]:
    """Return the day, month and year of a numeric date; day and month swap where only that is a date."""
    if "-" in word:
        numbers = [int(part) for part in re.findall(r"\d+", word)[:3]]
        shape = "fy" if numbers[0] > 99 else "fd"
    else:
        shape, found = numeric(word)
        numbers = list(found)
    if shape == "fy":
        return {"year": numbers[0], "month": numbers[1], "day": numbers[2]}
    if shape == "my":
        return {"month": numbers[0], "year": numbers[1]}
    day, month = numbers[:2]
    if (order == "mdy" and "." not in word and day <= 12) or (month > 12 >= day):
        day, month = month, day
    fields: dict[str, Value] = {"day": day, "month": month}
    if len(numbers) == 3:
        year = numbers[2]
        fields["year"] = year if year > 99 else 2000 + year if year < 50 else 1900 + year
    return fields


def _possible(shape: str, fields: dict[str, Value]) -> bool:
    month, day, year = fields.get("month"), fields.get("day"), fields.get("year")
    if month is not None and not 1 <= int(month) <= 12:
        return False
    if day is not None and not 1 <= int(day) <= (31 if month is None else _DAYS_IN[int(month) - 1]):
        return False
    if (
        day == 29
        and month == 2
        and year is not None
        and (int(year) % 4 or (not int(year) % 100 and int(year) % 400))
    ):
        return False
    if year is not None and not 1 <= int(year) < 2200:
        return False
    if shape == "weekno":
        return 1 <= int(fields.get("count", 0)) <= 53
    return shape != "duration" or fields.get("offset") != 0


def _matches(reader: _Reader) -> Iterator[_Found]:
    grammar, letters = reader.grammar, reader.lexemes.letters
    beginning, at, count = grammar.beginning, 0, len(letters)
    while at < count:
        for rule in beginning(letters[at : at + 2]):
            match = rule.pattern.match(letters, at)
            if match is None:
                continue
            found = _found(reader, rule, match)
            if found is None:
                continue
            if found.expression is not None:
                yield _Found(found.expression, found.first, found.last)
            at = max(match.end(), at + 1) - 1
            break
        at += 1


def _found(reader: _Reader, rule: CompiledRule, match: re.Match[str]) -> _Match | None:
    """Return what a match says; None where its values make no date, so that a later rule may try."""
    if rule.rule.shape == "none":
        return _Match(None, 0, 0)
    spans = match.regs
    captures = [(role, spans[group][0]) for group, role in enumerate(rule.roles, 1) if spans[group][0] >= 0]
    captures.sort(key=itemgetter(1))
    expression = reader.build(rule.rule, captures)
    return None if expression is None else _Match(expression, captures[0][1], captures[-1][1])


_MODIFIERS = ("since", "until", "earlier", "later", "about")
_FILLERS = ("the",)
_BETWEEN = ("the", "on", "dash", "to", "and")


def _modified(reader: _Reader, found: _Found, floor: int) -> _Found:
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
    return _Found(changed, at, found.last)


def _ranged(reader: _Reader, first: _Found, last: _Found) -> _Found | None:
    """Return two neighbours as one range where the words between and before them say so."""
    a, b = first.expression, last.expression
    if a.shape not in _DATED or b.shape not in _DATED or b.modifier not in ("", "until"):
        return None
    gap = range(first.last + 1, last.first)
    letters, linking = reader.lexemes.letters, reader.grammar.alphabet.any_of(*_BETWEEN)
    if any(letters[at] not in linking for at in gap):
        return None
    core = [at for at in gap if not reader.is_filler(at)]
    dashed = len(core) == 1 and reader.has(core[0], "dash") and a.shape == b.shape and a.shape != "weekday"
    opened, between = _opener(reader, first, "from"), _opener(reader, first, "between")
    until = b.modifier == "until" and not core
    to = len(core) == 1 and reader.has(core[0], "to") and (opened is not None or a.modifier == "since")
    both = len(core) == 1 and reader.has(core[0], "and") and between is not None
    if not (dashed or to or both or (until and a.modifier in ("", "since"))):
        return None
    opened = between if opened is None else opened
    start = first.first if opened is None else opened
    at = min(reader.lexemes.starts[start], a.start)
    joined = _join(reader.text, replace(a, modifier=""), replace(b, modifier=""))
    return _Found(replace(joined, start=at, text=reader.text[at : b.end]), start, last.last)


def _opener(reader: _Reader, found: _Found, role: str) -> int | None:
    """Return the lexeme before an expression that opens a range ("from"), None without one."""
    for at in (found.first - 1, found.first - 2):
        if reader.has(at, role):
            return at
        if not reader.has(at, "the"):
            return None
    return None


def _opened(reader: _Reader, found: _Found, floor: int) -> _Found:
    """Return a range with the "from" or "between" before it."""
    if found.expression.shape != "range":
        return found
    at = _opener(reader, found, "from")
    at = _opener(reader, found, "between") if at is None else at
    if at is None or at <= floor:
        return found
    start = reader.lexemes.starts[at]
    text = reader.text[start : found.expression.end]
    return _Found(replace(found.expression, start=start, text=text), at, found.last)


def find(text: str, language: str) -> tuple[TimeExpression, ...]:
    """Return the dating expressions of a text, in order and never overlapping; offsets are into the text.

    `article` is empty and `block` 0. Linear in the length of the text.
    """
    grammar = compiled(language)
    reader = _Reader(text, grammar, grammar.lex(text))
    result: list[_Found] = []
    for found in _matches(reader):
        floor = result[-1].last if result else -1
        item = _opened(reader, _modified(reader, found, floor), floor)
        if result and item.first - result[-1].last <= 4:
            joined = _ranged(reader, result[-1], item)
            if joined is not None:
                result[-1] = joined
                continue
        result.append(item)
    return tuple(item.expression for item in result)


def expressions(article: Article) -> tuple[TimeExpression, ...]:
    """Return the dating expressions of an article: of its title, its blocks, its photo's caption."""
    texts = [(TITLE, article.title.value)]
    texts += [(at, block.text) for at, block in enumerate(article.blocks)]
    if "caption" in article.facts:
        texts.append((CAPTION, article.facts["caption"].value))
    return tuple(
        _placed(found, article.id, block) for block, text in texts for found in find(text, article.language)
    )


def _placed(expression: TimeExpression, article: str, block: int) -> TimeExpression:
    parts = tuple(_placed(part, article, block) for part in expression.parts)
    return replace(expression, article=article, block=block, parts=parts)


def prove(language: str) -> None:
    """Check a pack against its own lines: `finds` mark expressions with brackets, `ignores` hold none.

    Raises PackError that names the line and what was found instead.
    """
    pack = compiled(language).language
    for feast in pack.holidays.values():
        holiday(feast.rule, 2024)
    for line in (*pack.finds, *pack.ignores):
        plain = line.replace("[", "").replace("]", "")
        wanted = re.findall(r"\[([^\]]*)\]", line)
        got = [found.text for found in find(plain, language)]
        if got != wanted:
            raise PackError(f"languages/{language}.toml: {line!r}: found {got}; mend the line or the words")
