"""From a page's text to its elements: one parse for the lines, the metadata and the extractor."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree, html
from lxml.html import HtmlElement

from build_dossier.errors import ReadError
from build_dossier.model import Message

__all__ = ["is_heavy", "parse", "without_media"]

_HEAVY_LENGTH = 2_000_000
"""Characters from which a page is read where it can be ended; news pages have at most half as many."""
_HEAVY_TAGS = 40_000
"""Tags, closing ones too, from which it is."""
_LONG_TAG, _ATTRIBUTES = 5_000, 1_000
"""Characters and attributes of a tag from which it is: libxml2 compares every attribute with every other."""
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DEEP = 256
"""Elements within elements that libxml2 allows unless told that a document is huge; then it allows 2,048."""

_DATA = re.compile(r"data:[A-Za-z0-9.+/;=_-]{1,200},[A-Za-z0-9+/=%_.~!*-]{200,}")
"""Pictures and fonts that a page saved in one file holds."""
_NO_TEXT = bytes.maketrans(bytes([*range(9), *range(14, 32)]), b" " * 27)
"""Bytes of UTF-8 that may not stand in a tree of elements, made blanks."""
_SOURCE_BEGINS = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:!doctype|html)\b", re.IGNORECASE)
_BEGINNING = 20_000


_lxml: Any = html  # it has no types
_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""One class for every element: lxml's own choice by name is a call of Python for each."""


def is_heavy(text: str) -> bool:
    """Tell whether a page is so large, or a tag of it so long, that a parser may need long for it."""
    if len(text) > _HEAVY_LENGTH or text.count("<") > _HEAVY_TAGS:
        return True
    long = (piece for piece in text.split("<") if len(piece) > _LONG_TAG and ">" not in piece[:_LONG_TAG])
    return any(len(_QUOTED.sub("", piece).split()) > _ATTRIBUTES for piece in long)


def without_media(text: str) -> str:
    """Return a page without the pictures and fonts written into its addresses."""
    return _DATA.sub("data:,", text) if "data:" in text else text


def parse(text: str, deep: bool = False) -> HtmlElement | None:
    """Return the root element of a page, that of the page shown where it shows a page's source.

    None when elements are nested deeper than 256 and `deep` is not given; raise `ReadError` when they are
    nested deeper still.
    """
    root = _parsed(text, deep)
    if root is not None and "&lt;" in text[:_BEGINNING] and _ESCAPED.search(text[:_BEGINNING]):
        shown = _shown_source(root)
        if _SOURCE_BEGINS.match(shown):
            return _parsed(shown, deep)
    return root


def _parsed(text: str, deep: bool) -> HtmlElement | None:
    data = text.encode("utf-8", "replace").translate(_NO_TEXT)
    parser = _lxml.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=deep
    )
    parser.set_element_class_lookup(_ELEMENTS)
    try:
        root: HtmlElement = _lxml.document_fromstring(data, parser=parser, ensure_head_body=True)
    except etree.ParserError:
        root = _lxml.document_fromstring("<html><body></body></html>")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        if not deep:
            return None
        raise ReadError(Message.of("its markup is nested too deep; save the article as .txt"))
    return root


def _shown_source(root: HtmlElement) -> str:
    """Return the text of a saved view of a page's source: Chrome writes a table, Firefox and others `pre`."""
    cells = [cell for cell in root.iter("td") if "line-content" in (cell.get("class") or "")]
    body = root.find("body")
    return "\n".join("".join(cell.itertext()) for cell in cells or ([] if body is None else [body]))
