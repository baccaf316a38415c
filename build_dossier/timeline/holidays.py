"""Which day a feast falls on in a year, from the rule its language pack gives.

Rules: `12-25`; `4 thu 11` (fourth Thursday of November), `last mon 5`; `sun from 11-27` (the Sunday on or
after that day); `easter-2`, `orthodox-2`, `passover+50`; `lunar 08-15` (Chinese), `persian 01-01`,
`hijri 10-01` (tabular Islamic calendar, a day off in some countries). A `+1` or `-1` may follow any rule.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from build_dossier.errors import PackError
from build_dossier.timeline.calendars import lunar, passover, persian

__all__ = ["easter", "holiday", "is_approximate", "orthodox"]

_RULE = re.compile(
    r"(?:(?P<month>\d\d)-(?P<day>\d\d)"
    r"|(?P<nth>\d|last) (?P<weekday>mon|tue|wed|thu|fri|sat|sun) (?P<of>\d{1,2})"
    r"|(?P<after>mon|tue|wed|thu|fri|sat|sun) from (?P<fmonth>\d\d)-(?P<fday>\d\d)"
    r"|(?P<feast>easter|orthodox|passover)"
    r"|(?P<calendar>hijri|lunar|persian) (?P<cmonth>\d\d)-(?P<cday>\d\d))\s*(?P<shift>[+-]\d+)?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def easter(year: int) -> date:
    """Return Easter Sunday of a year (Gregorian; the anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox(year: int) -> date:
    """Return the Orthodox Easter Sunday of a year from 1900 to 2099, Gregorian (Julian rule, Meeus 1991)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    julian = date(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1)
    return julian + timedelta(days=13)


def _hijri(year: int, month: int, day: int) -> date:
    """Return the first time a day of the tabular Islamic calendar falls in a Gregorian year."""
    guess = (year - 622) * 33 // 32
    for hijri in range(guess - 1, guess + 3):
        days = day + (59 * (month - 1) + 1) // 2 + (hijri - 1) * 354 + (3 + 11 * hijri) // 30
        found = date.fromordinal(227014 + days)
        if found.year >= year:
            return found
    raise ValueError(f"no such day in {year}")


_FEASTS = {"easter": easter, "orthodox": orthodox, "passover": passover}
_CALENDARS = {"hijri": _hijri, "lunar": lunar, "persian": persian}


@lru_cache(maxsize=1024)
def holiday(rule: str, year: int) -> date:
    """Return the day that a rule gives in a year. Raises PackError for a rule it cannot read."""
    match = _RULE.fullmatch(rule)
    if match is None:
        raise PackError(f"holiday rule {rule!r} is not understood; see build_dossier/timeline/holidays.py")
    part = match.groupdict()
    if part["month"]:
        day = date(year, int(part["month"]), int(part["day"]))
    elif part["after"]:
        first = date(year, int(part["fmonth"]), int(part["fday"]))
        day = first + timedelta(days=(_WEEKDAYS.index(part["after"]) - first.weekday()) % 7)
    elif part["feast"]:
        day = _FEASTS[part["feast"]](year)
    elif part["calendar"]:
        day = _CALENDARS[part["calendar"]](year, int(part["cmonth"]), int(part["cday"]))
    else:
        day = _nth(year, int(part["of"]), _WEEKDAYS.index(part["weekday"]), part["nth"])
    return day + timedelta(days=int(part["shift"] or 0))


def _nth(year: int, month: int, weekday: int, nth: str) -> date:
    if nth == "last":
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (int(nth) - 1))


def is_approximate(rule: str) -> bool:
    """Tell whether countries keep the feast on different days, so that its day is doubtful."""
    return rule.startswith("hijri")
