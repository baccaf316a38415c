"""Plain text: the text is all there is."""

from __future__ import annotations

from build_dossier.model import RawFile, Source
from build_dossier.read.decode import decode_lines, hash_of

__all__ = ["read_text"]


def read_text(raw: RawFile) -> Source:
    """Return the source of a `.txt` file: its text, nothing stated, no hints."""
    text, encoding = decode_lines(raw.data)
    return Source(path=raw.path, sha256=hash_of(raw), text=text, format="txt", encoding=encoding)
