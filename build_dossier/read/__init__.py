"""From bytes to a decoded source that says what it states about itself.

`read` takes the bytes of one file; only `build_dossier.read.folder` touches the disk.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from build_dossier.errors import ReadError
from build_dossier.model import Message, RawFile, Source
from build_dossier.read.html import read_html, read_packed_html
from build_dossier.read.markdown import read_markdown
from build_dossier.read.text import read_text

__all__ = ["READERS", "Reader", "read", "suffix_of"]

Reader = Callable[[RawFile], Source]
"""Turns the bytes of one file into a source; raises `ReadError` for a file that cannot be used."""

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".md": read_markdown,
        ".html": read_html,
        ".htm": read_html,
        ".html.gz": read_packed_html,
    }
)
"""The input formats, by the end of the file's name. A new one is a module and a line here."""

TEXT_LIMIT = 4_000_000
"""Characters a text may have: the longest novels have as many."""

LINE_LIMIT = 500_000
"""Characters a line may have: a novel without a paragraph break."""

STATED_LIMIT = 1_000
"""Characters a stated value may have: a longer one is a text that went astray, and is not believed."""


def suffix_of(name: str) -> str:
    """Return the key of `READERS` that a file name ends in, the longest that fits; empty when none does."""
    fitting = [suffix for suffix in READERS if name.lower().endswith(suffix)]
    return max(fitting, key=len, default="")


def read(raw: RawFile) -> Source:
    """Return the decoded source of a file; raise `ReadError` with the remedy."""
    suffix = suffix_of(raw.path)
    if not suffix:
        kinds = " ".join(READERS)
        raise ReadError(Message.of("has no known format and is left out; use one of {kinds}", kinds=kinds))
    source = READERS[suffix](raw)
    if not source.text.strip():
        raise ReadError(Message.of("holds no text; put the article's text into it or remove the file"))
    if len(source.text) > TEXT_LIMIT or max(map(len, source.text.split("\n"))) > LINE_LIMIT:
        raise ReadError(
            Message.of("is far too long for an article, or one line of it is; split or remove the file")
        )
    believed = {key: _cleaned(value) for key, value in source.stated.items()}
    return replace(source, stated={key: value for key, value in believed.items() if _can_be_shown(value)})


def _cleaned(value: str) -> str:
    """Return a stated value that can be written anywhere: no control characters, no lone surrogates."""
    whole = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return " ".join("".join(" " if unicodedata.category(char) == "Cc" else char for char in whole).split())


def _can_be_shown(value: str) -> bool:
    """Tell whether a value has a visible character and the length of a value."""
    return len(value) <= STATED_LIMIT and any(unicodedata.category(char)[0] not in "ZC" for char in value)
