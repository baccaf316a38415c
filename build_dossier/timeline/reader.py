"""Turns what a rule matched into an expression that says exactly what the words say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from build_dossier.languages.temporal import Value
from build_dossier.model import TimeExpression
from build_dossier.timeline.lexicon import Compiled, Fields, Lexemes
from build_dossier.timeline.rules import Rule
from build_dossier.timeline.values import number_values, possible

__all__ = ["Captures", "Found", "Reader", "join"]

Captures = list[tuple[str, int]]
"""Role and lexeme of each captured lexeme of a match, in the order of the text."""

_UNIT_SHAPES = {"day": "deictic", "week": "week", "weekend": "weekend", "month": "month",
                "quarter": "quarter", "half": "quarter", "year": "year", "decade": "decade",
                "century": "century"}  # fmt: skip


_CENTURIES = range(1000, 1900, 100)
"""Years that as a decade stand for their century: "the 1600s"; "the 1900s" may be either."""


@dataclass(frozen=True, slots=True)
class Found:
    """An expression and the lexemes it covers, `[first, last]`."""

    expression: TimeExpression
    first: int
    last: int


class Reader:
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

    def build(self, rule: Rule, captures: Captures, shared: Captures) -> TimeExpression | None:
        """Return the expression of a match, None when its values make no date.

        `shared` is what a rule only looks at: the month after "3. und 4. Mai", for the 3rd.
        """
        if rule.shape == "range":
            return self._range(captures)
        if rule.shape == "within":
            return self._within(captures)
        fields = self._fields([*shared, *captures] if shared else captures)
        if rule.shape == "years":
            return self._two_years(fields, captures)
        shape = rule.shape
        if shape == "quarter" and fields.get("unit") == "half" and "offset" in fields:
            return self._half(fields, captures)
        if shape == "weekday" and "offset" in fields and self._is_next_week(captures):
            fields.setdefault("unit", "week")
        if shape in ("told", "shift") and not any(role == "few" for role, _ in captures):
            # one unit where no number stands, none for the same day
            fields.setdefault("count", 1 if "modifier" in fields or shape == "shift" else 0)
        if shape == "duration" and fields.get("offset") == 0 and self.grammar.language.inside:
            fields["offset"] = -1  # この5日間: the days up to now
        if shape == "decade" and "count" in fields:  # 20世纪90年代
            fields["year"] = 100 * (int(fields.pop("count")) - 1) + int(fields["year"]) % 100
        if shape == "decade" and "year" in fields:
            if int(fields["year"]) % 10:  # "1973's"
                return None
            if int(fields["year"]) in _CENTURIES:  # "the 1600s"
                shape, fields["count"] = "century", int(fields.pop("year")) // 100 + 1
        if fields.get("unit") == "year" and int(fields.get("count", 0)) >= 1000:  # 2000年前: before 2000
            return None
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

    def _is_next_week(self, captures: Captures) -> bool:
        words = self.grammar.language.next_week
        return any(role == "before" and self.word(at).casefold() in words for role, at in captures)

    def _expression(self, shape: str, fields: dict[str, Value], captures: Captures) -> TimeExpression | None:
        if not possible(shape, fields):
            return None
        start = self.lexemes.starts[captures[0][1]]
        end = self.lexemes.ends[captures[-1][1]]
        if shape == "now":
            fields |= {"offset": 0, "unit": "day"}
        if shape == "weekday" and "offset" in fields and self.grammar.language.by_weeks:
            fields.setdefault("unit", "week")
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
            for name, value in self._values("time" if timed else role, at):
                clash = name == "month" and fields.get(name, value) != value
                # "November/December" is no month; "تشرين الثاني/نوفمبر" is one
                fields[name] = 0 if clash else value
        if any(role == "era" for role, _ in captures):
            fields["year"] = int(fields["year"]) + int(fields.pop("count", 1))
        if fields.get("unit") in ("hour", "minute"):  # as days: "48 hours ago" is two days ago
            hours = int(fields.get("count", 0)) if fields["unit"] == "hour" else 0
            fields.update(unit="day", count=hours // 24)
        return fields

    def _values(self, role: str, at: int) -> Fields:
        entry = self.lexemes.entries[at]
        if entry is not None:
            return () if role == "few" else entry.values.get(role, ())
        language = self.grammar.language
        return number_values(role, self.word(at), language.order, language.year_shift)

    def _within(self, captures: Captures) -> TimeExpression | None:
        """Return "the first week of May", "the last Sunday in March", "the week of 10 April"."""
        roles = ["of" if role == "since" else role for role, _ in captures]
        if "of" in roles:
            middle = roles.index("of")
        elif "before" in roles:
            middle = len(roles) - 1 - roles[::-1].index("before")
        else:  # the number behind the unit: "minggu pertama Mei"
            middle = 2
        left, right = captures[:middle], captures[middle + (roles[middle] == "of") :]
        part, whole = self._fields(left), self._fields(right)
        shape = next((name for name in ("day", "month", "year") if name in whole), str(whole.get("unit")))
        if shape == "day" and "unit" in whole:
            return None
        container = self._expression({"day": "date"}.get(shape, shape), whole, right)
        unit = str(part.get("unit", "day"))
        if container is None or unit not in _UNIT_SHAPES or part.get("offset", -1) != -1:
            return None
        fields: dict[str, Value] = {"unit": unit}
        if "offset" in part:
            fields |= {"offset": -1, "count": part.get("count", 1)}
        elif "count" in part:  # "the first 3 weeks"
            if part.get("day") != 1:
                return None
            fields |= {"offset": 1, "count": part["count"]}
        elif "day" in part:
            fields["count"] = part["day"]
        found = self._expression("week" if unit == "day" else _UNIT_SHAPES[unit], fields, captures)
        if found is not None and "weekday" in part:
            found = replace(found, shape="weekday", weekday=int(part["weekday"]))
        return None if found is None else replace(found, parts=(container,))

    def _half(self, fields: dict[str, Value], captures: Captures) -> TimeExpression | None:
        """Return "the first half of last year": a part of a year that is itself counted."""
        rest = [capture for capture in captures if capture[0] not in ("quarter", "partafter")]
        year = self._expression("year", self._fields(rest), rest)
        half = self._expression("quarter", {"unit": "half", "count": fields["count"]}, captures)
        return replace(half, parts=(year,)) if half and year else None

    def _two_years(self, fields: dict[str, Value], captures: Captures) -> TimeExpression | None:
        """Return "2011/12" as a range of two years."""
        first = self._expression("year", fields, captures)
        last = self._expression("year", {"year": int(fields["year"]) + 1}, captures)
        return None if first is None or last is None else join(self.text, first, last)

    def _range(self, captures: Captures) -> TimeExpression | None:
        middle = next(i for i, (role, _) in enumerate(captures) if role in ("to", "dash", "and"))
        left, right = captures[:middle], captures[middle + 1 :]
        a, b = self._fields(left), self._fields(right)
        for name in ("month", "year"):
            if name in a and name not in b:
                b[name] = a[name]
            if name in b and name not in a:
                a[name] = b[name]
        if "year" in b and a.get("year") == b["year"] and _later(a, b):
            a["year"] = int(a["year"]) - 1
        for name in ("offset", "unit"):
            if name in b:
                a.setdefault(name, b[name])
            elif name in a and "month" not in b:
                b[name] = a[name]
        shape = "date" if "day" in b else "month" if "month" in b else "year"
        if shape == "year" and not (
            0 < int(b["year"]) - int(a["year"]) < 200 and 1400 <= int(a["year"]) < 2100
        ):
            return None
        first, last = self._expression(shape, a, left), self._expression(shape, b, right)
        if first is None or last is None:
            return None
        return join(self.text, first, last)


def _later(a: dict[str, Value], b: dict[str, Value]) -> bool:
    """Tell whether a month and day stand after another in the calendar: "November to February 2017"."""
    return (int(a.get("month", 0)), int(a.get("day", 0))) > (int(b.get("month", 0)), int(b.get("day", 32)))


def join(text: str, first: TimeExpression, last: TimeExpression) -> TimeExpression:
    """Return two expressions and what stands between them as one range."""
    return TimeExpression(
        article="", block=0, start=first.start, end=last.end, text=text[first.start : last.end],
        shape="range", parts=(first, last), language=first.language,
    )  # fmt: skip
