"""HTML pages: the visible text, one block a line, and which of its lines are the article's.

trafilatura finds the article; the visible lines are ours, so that every line of the page, article or not,
gets a verdict later. The page is parsed once for both.
"""

from __future__ import annotations

import re
import zlib

from build_dossier.errors import ReadError
from build_dossier.model import Message, RawFile, Source
from build_dossier.read.apart import read_apart
from build_dossier.read.decode import decode_lines, hash_of
from build_dossier.read.page import read_page
from build_dossier.read.parse import is_heavy, parse, without_media

__all__ = ["read_html", "read_packed_html"]

_UNPACKED_LIMIT = 32 * 1024 * 1024
"""Bytes a packed page may unfold to; more is an attack or no page."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def read_packed_html(raw: RawFile) -> Source:
    """Return the source of a gzipped page; the hash is that of the packed bytes."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        data = unpacker.decompress(raw.data, _UNPACKED_LIMIT)
    except zlib.error as error:
        raise ReadError(Message.of("is not a gzip file or is damaged; save the page again")) from error
    if unpacker.unconsumed_tail:
        limit = _UNPACKED_LIMIT // 1024 // 1024
        raise ReadError(
            Message.of("unpacks to more than {limit} MB; save the page alone, without its media", limit=limit)
        )
    if not unpacker.eof:
        raise ReadError(Message.of("the gzip file breaks off; save or download the page again"))
    return _read(raw, data)


def read_html(raw: RawFile) -> Source:
    """Return the source of a page: visible text, metadata it states, hints from its markup."""
    return _read(raw, raw.data)


def _read(raw: RawFile, data: bytes) -> Source:
    declared = _CHARSET.search(data[:4096])
    text, encoding = decode_lines(data, declared[1].decode("ascii") if declared else "")
    if "<" not in text:
        return Source(raw.path, hash_of(raw), text, "html", encoding)
    text = without_media(text)
    root = None if is_heavy(text) else parse(text)
    visible, stated, hints = read_apart(text) if root is None else read_page(root)
    return Source(raw.path, hash_of(raw), visible, "html", encoding, stated, hints)
