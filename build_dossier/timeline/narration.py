"""How a language tells: words for what lies ahead, what has happened, and what points back.

The `[narration]` table of a language pack holds them, with sentences that prove each list. A word may begin
or end in `*`. A language without the table says nothing, and callers do without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from build_dossier.errors import PackError
from build_dossier.languages import section

__all__ = ["Narration", "narration", "parse"]

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Narration:
    """The telling words of a language."""

    future: re.Pattern[str] = _NEVER
    """Finds a word that puts what is told after the telling: "will", "akan"."""
    past: re.Pattern[str] = _NEVER
    """Finds a word that tells of what has happened: "was", "telah"."""
    pointing: re.Pattern[str] = _NEVER
    """Matches the start of a sentence that needs the one before it: "He", "Itulah"."""
    abbreviations: frozenset[str] = frozenset()
    """Words that a full stop cuts short, without it."""
    determiners: frozenset[str] = frozenset()
    """Words before a common noun, in a language that writes every noun like a name; else empty."""


@cache
def narration(language: str) -> Narration:
    """Return the telling words of a language; the empty ones where its pack has none."""
    return parse(language, section(language, "narration"))


def parse(language: str, table: Mapping[str, Any]) -> Narration:
    """Return the telling words of one `[narration]` table, or refuse it with what is wrong."""
    if not table:
        return Narration()
    made = Narration(
        _any_of(table.get("future", ())),
        _any_of(table.get("past", ())),
        re.compile(rf"\W*{_any_of(table.get('pointing', ())).pattern}", re.IGNORECASE),
        frozenset(table.get("abbreviations", ())),
        frozenset(table.get("determiners", ())),
    )
    _prove(language, made, table)
    return made


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    if not words:
        return _NEVER
    forms = (re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words)
    return re.compile(rf"\b(?:{'|'.join(forms)})\b", re.IGNORECASE)


def _prove(language: str, made: Narration, table: Mapping[str, Any]) -> None:
    """Check every sentence that the table brings for its own words."""
    checks: dict[str, Callable[[str], object]] = {
        "future": made.future.search,
        "past": made.past.search,
        "pointing": made.pointing.match,
    }
    for name, holds in checks.items():
        proof = table.get("proof", {}).get(name, {})
        if name in table and not (proof.get("positive") and proof.get("negative")):
            raise PackError(
                f"languages/{language}.toml: [narration.proof.{name}] needs positive and negative lines"
            )
        for line in proof.get("positive", ()):
            if not holds(line):
                raise PackError(f"languages/{language}.toml: narration.{name} misses {line!r}; add its word")
        for line in proof.get("negative", ()):
            if holds(line):
                raise PackError(
                    f"languages/{language}.toml: narration.{name} wrongly finds {line!r}; narrow its words"
                )
