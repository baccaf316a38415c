"""HTML pages: the visible text, one block a line, and which of its lines are the article's.

trafilatura finds the article and the metadata; the visible lines are ours, so that every line of the
page, article or not, gets a verdict later.
"""

from __future__ import annotations

import logging
import re
import warnings
import zlib
from collections.abc import Callable, Mapping

import trafilatura
from bs4 import BeautifulSoup
from trafilatura.metadata import extract_metadata

from build_dossier.errors import ReadError
from build_dossier.model import Message, RawFile, Source
from build_dossier.read.article_lines import article_hints
from build_dossier.read.decode import decode_lines, hash_of
from build_dossier.read.visible import VisibleLine, visible_lines

__all__ = ["read_html", "read_packed_html"]

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # their complaints are no words for a curator

_UNPACKED_LIMIT = 64 * 1024 * 1024
"""Bytes a packed page may unfold to; more is an attack or no page."""

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)

_DATES = {"original_date": True, "extensive_search": False, "max_date": "9999-12-31"}
"""What trafilatura may take as the date: what the page states, no guess, no look at today's date."""

_FIELDS = {
    "title": "title", "date": "date", "author": "author", "outlet": "sitename", "url": "url",
    "rights": "license",
}  # fmt: skip


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
    html, encoding = decode_lines(data, declared[1].decode("ascii") if declared else "")
    if "<" not in html:
        return Source(raw.path, hash_of(raw), html, "html", encoding)
    try:
        soup = _parsed(html)
        lines = visible_lines(soup)
        body, stated = _article(html)
    except RecursionError as error:
        raise ReadError(Message.of("its markup is nested too deep; save the article as .txt")) from error
    stated = {**stated, **_language(soup)}
    stated = {**stated, **_headline(lines, stated.get("title", ""))}
    text = "\n".join(line.text for line in lines)
    hints = article_hints(lines, body, stated.get("title", ""))
    return Source(raw.path, hash_of(raw), text, "html", encoding, stated, hints)


def _parsed(html: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # XHTML and short fragments are read as HTML on purpose
        return BeautifulSoup(html, "lxml")


def _article(html: str) -> tuple[str, dict[str, str]]:
    """Return (article text, metadata) as trafilatura finds them, empty where it finds none or gives up."""
    found = _attempt(
        lambda: trafilatura.bare_extraction(html, include_comments=False, date_extraction_params=_DATES)
    )
    metadata = _attempt(lambda: extract_metadata(html, date_config=_DATES, extensive=False))
    values = {key: getattr(metadata, name, None) for key, name in _FIELDS.items()}
    stated = {key: " ".join(value.split()) for key, value in values.items() if isinstance(value, str)}
    body = getattr(found, "text", None)
    return body if isinstance(body, str) else "", {key: value for key, value in stated.items() if value}


def _attempt(call: Callable[[], object]) -> object:
    """Return what a call returns, None when it fails on a page: a broken page still has visible lines."""
    try:
        return call()
    except RecursionError:
        raise
    except Exception:  # trafilatura and htmldate let AssertionError, ValueError and others of lxml through
        return None


def _language(soup: BeautifulSoup) -> Mapping[str, str]:
    """Return the language that the page's root element states, empty when it states none or nonsense."""
    root = soup.find("html")
    value = str(root.get("lang") or root.get("xml:lang") or "") if root else ""
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]|$)", value.strip())
    if not match:
        return {}
    return {"language": "-".join([match[1].lower(), *([match[2].title()] if match[2] else [])])}


def _headline(lines: tuple[VisibleLine, ...], title: str) -> Mapping[str, str]:
    """Return the page's only main heading as title where the metadata only adds the site's name to it."""
    tops = [line.text for line in lines if line.kind == "heading" and line.reason == "h1"]
    if len(tops) == 1 and (not title or title.startswith(tops[0])):
        return {"title": tops[0]}
    return {}
