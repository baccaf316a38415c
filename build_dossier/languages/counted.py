"""The `[claims]` section of a language pack: what news counts, round numbers, bounds, and words for a share.

Each kind of thing is a table with `words`, `yes` and `no`, as in `[names]`; a round number has a `value` too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

from build_dossier.errors import PackError
from build_dossier.languages import section
from build_dossier.languages.names import Words, word_list

__all__ = ["LONGEST", "PEOPLE", "Bound", "ClaimPack", "claim_pack"]

PEOPLE = "people"
"""The kind that says nothing of whom; a more exact one nearby counts instead: the staff, 770 people."""


LONGEST = 3
"""Words of the longest bound: por lo menos."""
Bound = Literal["", "least", "most", "about"]
"""What words before a number make of it: more than 700, up to 700, some 700."""


@dataclass(frozen=True, slots=True)
class ClaimPack:
    """What a language knows of counting; empty for a language without the section."""

    counted: Mapping[str, Words] = field(default_factory=dict)
    """Nouns by what they count: people, staff, dead, injured, ..."""
    round: Mapping[str, int] = field(default_factory=dict)
    """Words for round numbers, case folded, with the least they mean: hundreds 100."""
    bounds: Mapping[Bound, Words] = field(default_factory=dict)
    """Words, up to `LONGEST` of them, that stand right before a number."""
    share: Words = field(default_factory=Words)
    """Words that make a share of a number: per cent."""

    def kind(self, word: str) -> str:
        """Return what a noun counts, empty when it is none of them."""
        return next((kind for kind, words in self.counted.items() if word in words), "")

    def bound(self, before: Sequence[str]) -> Bound:
        """Return what the words before a number make of it."""
        for size in range(min(LONGEST, len(before)), 0, -1):
            phrase = " ".join(before[-size:])
            for bound, words in self.bounds.items():
                if phrase in words:
                    return bound
        return ""

    def least(self, word: str) -> int:
        """Return the least that a word for a round number means, 0 when it is none."""
        return self.round.get(word.casefold(), 0)


@cache
def claim_pack(code: str) -> ClaimPack:
    """Return the claims section of a language; raises PackError when a list is wrong."""
    values = section(code, "claims")
    counted = {
        str(kind): word_list(code, f"claims.counted.{kind}", table)
        for kind, table in values.get("counted", {}).items()
    }
    rounded: dict[str, int] = {}
    for name, table in values.get("round", {}).items():
        if not isinstance(table.get("value"), int):
            raise PackError(f"languages/{code}.toml: [claims.round.{name}] has no value; give it a number")
        words = word_list(code, f"claims.round.{name}", table)
        rounded.update(dict.fromkeys(words.exact, table["value"]))
    stated = values.get("bound", {})
    bounds = {
        bound: word_list(code, f"claims.bound.{bound}", stated[bound])
        for bound in get_args(Bound)
        if bound in stated
    }
    return ClaimPack(counted, rounded, bounds, word_list(code, "claims.share", values.get("share", {})))
