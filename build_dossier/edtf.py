"""The days that an EDTF value means, for the values a contradiction names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from build_dossier.model import Days

__all__ = ["days_of"]

PART = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def days_of(edtf: str) -> Days | None:
    """Return the days from the first to the last date of an EDTF value, None when it names none."""
    found = [days for match in PART.finditer(edtf) if (days := _part(match))]
    if not found:
        return None
    return Days(min(days.lo for days in found), max(days.hi for days in found))


def _part(match: re.Match[str]) -> Days | None:
    year, month, day = (int(group) if group else 0 for group in match.groups())
    try:
        if day:
            return Days.one(date(year, month, day))
        if month:
            first = date(year, month, 1)
            return Days(first, (first + timedelta(days=32)).replace(day=1))
        return Days(date(year, 1, 1), date(year + 1, 1, 1))
    except (ValueError, OverflowError):
        return None
