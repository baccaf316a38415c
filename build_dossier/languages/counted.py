"""The `[claims]` section of a language pack: what news counts, and words for round numbers.

Each kind of thing is a table with `words`, `yes` and `no`, as in `[names]`; a round number has a `value` too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from build_dossier.errors import PackError
from build_dossier.languages import section
from build_dossier.languages.names import Words, word_list

__all__ = ["PEOPLE", "ClaimPack", "claim_pack"]

PEOPLE = "people"
"""The kind that says nothing of whom; a more exact one nearby counts instead: the staff, 770 people."""


@dataclass(frozen=True, slots=True)
class ClaimPack:
    """What a language knows of counting; empty for a language without the section."""

    counted: Mapping[str, Words] = field(default_factory=dict)
    """Nouns by what they count: people, staff, dead, injured, ..."""
    round: tuple[tuple[int, Words], ...] = ()
    """Words for round numbers, with the least they mean: hundreds 100."""

    def kind(self, word: str) -> str:
        """Return what a noun counts, empty when it is none of them."""
        return next((kind for kind, words in self.counted.items() if word in words), "")

    def least(self, word: str) -> int:
        """Return the least that a word for a round number means, 0 when it is none."""
        return next((value for value, words in self.round if word in words), 0)


@cache
def claim_pack(code: str) -> ClaimPack:
    """Return the claims section of a language; raises PackError when a list is wrong."""
    values = section(code, "claims")
    counted = {
        str(kind): word_list(code, f"claims.counted.{kind}", table)
        for kind, table in values.get("counted", {}).items()
    }
    rounded = []
    for name, table in values.get("round", {}).items():
        if not isinstance(table.get("value"), int):
            raise PackError(f"languages/{code}.toml: [claims.round.{name}] has no value; give it a number")
        rounded.append((table["value"], word_list(code, f"claims.round.{name}", table)))
    return ClaimPack(counted, tuple(rounded))
