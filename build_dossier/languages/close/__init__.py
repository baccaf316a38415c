"""Words that tell close languages apart, as data: each file beside this holds one group of languages.

```toml
[ms]
words = ["kerana", "bahawa"]                  # written small; what all languages of a file have tells nothing
endings = ["iti"]
lines = ["Beliau tidak datang kerana sakit."]   # the proof: of these words it has the most
```

A list that does not tell its own lines from the other languages is refused with `PackError`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from build_dossier.errors import PackError

__all__ = ["Telling", "groups", "words"]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Telling:
    """What one language of a group has and another has not."""

    words: frozenset[str]
    endings: tuple[str, ...] = ()

    def count(self, words: Iterable[str]) -> int:
        """Return how many of the words, written small, are of this language."""
        return sum(word in self.words or word.endswith(self.endings) for word in words)


@cache
def groups() -> tuple[Mapping[str, Telling], ...]:
    """Return the groups of close languages; raises PackError when a list fails its own lines."""
    files = sorted(resources.files(__name__).iterdir(), key=lambda file: file.name)
    return tuple(_group(file.name, file.read_text("utf-8")) for file in files if file.name.endswith(".toml"))


def words(text: str) -> frozenset[str]:
    """Return the different words of a text, written small."""
    return frozenset(_WORD.findall(text.casefold()))


def _group(name: str, text: str) -> Mapping[str, Telling]:
    tables = tomllib.loads(text)
    group = {
        code: Telling(frozenset(table["words"]), tuple(table.get("endings", ())))
        for code, table in tables.items()
    }
    for code, table in tables.items():
        for line in table["lines"]:
            counts = {each: telling.count(words(line)) for each, telling in group.items()}
            if any(count >= counts[code] for each, count in counts.items() if each != code):
                raise PackError(
                    f"languages/close/{name}: [{code}] does not tell its own line: {line}; {counts}"
                )
    return group
