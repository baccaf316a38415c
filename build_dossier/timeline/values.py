"""What a number in a dating expression says, by its role; and whether day, month and year can be a date."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from build_dossier.languages.temporal import Value
from build_dossier.timeline.tokens import numeric

__all__ = ["SHIFTED", "number_values", "possible"]

SHIFTED = (2400, 2700)
"""Years that a pack's `year_shift` is taken off, as in Thailand's 2566."""


_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=4096)
def number_values(role: str, word: str, order: str, shift: int = 0) -> tuple[tuple[str, Value], ...]:
    """Return the fields that a number fills in a role; `shift` is taken off years of the country's count."""
    return tuple(_number_values(role, word, order, shift).items())


def _number_values(role: str, word: str, order: str, shift: int) -> dict[str, Value]:
    if role in ("day", "dayord", "dayany"):
        digits = re.match(r"\d+", word)
        return {"day": int(digits.group())} if digits else {}
    if role in ("fd", "fy", "iso", "dm", "dmsure", "dmdot", "my", "mycut"):
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
    if role == "twoyears":
        return {"year": int(word[:4])}
    if role == "roman":
        return {"day": _roman(word)}
    if role == "yearany":
        return {"year": int(word[:4])}
    if role in names and word.isdecimal():
        number = int(word)
        return {names[role]: number - shift if role == "year" and number >= SHIFTED[0] else number}
    if role == "year":  # 二〇二三
        return {"year": int("".join(str(int(unicodedata.numeric(digit))) for digit in word))}
    return {}


def _roman(word: str) -> int:
    values = {"I": 1, "V": 5, "X": 10, "І": 1, "Х": 10}  # the last two are Cyrillic
    digits = [values[letter] for letter in word if letter in values]
    return sum(-a if a < b else a for a, b in zip(digits, [*digits[1:], 0], strict=True))


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
    month_first = order == "mdy" or (order == "ymd" and shape == "dm")
    if (month_first and "." not in word and day <= 12) or (month > 12 >= day):
        day, month = month, day
    fields: dict[str, Value] = {"day": day, "month": month}
    if len(numbers) == 3:
        year = numbers[2]
        fields["year"] = year if year > 99 else 2000 + year if year < 50 else 1900 + year
    return fields


def possible(shape: str, fields: dict[str, Value]) -> bool:
    """Tell whether the fields can be what the shape says: no 31 April, no 13th month."""
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
