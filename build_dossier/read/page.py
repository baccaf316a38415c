"""A parsed page as what a source holds: visible text, stated values, hints."""

from __future__ import annotations

import logging

import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

from build_dossier.errors import ReadError
from build_dossier.model import Hint, Message
from build_dossier.read.hints import article_hints
from build_dossier.read.json_ld import article_of
from build_dossier.read.page_metadata import attempt, stated_by
from build_dossier.read.visible import UNREAD, visible_lines

__all__ = ["Page", "read_page"]

for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())  # their complaints are no words for a curator

Page = tuple[str, dict[str, str], tuple[Hint, ...]]
"""Visible text, stated values, hints."""

_FAST = Extractor(output_format="python", fast=True, comments=False)
"""Our own rules mend what the fast mode misses better than its slower comparison with other extractors."""
_NO_ARTICLE = (
    "head", "link", "meta", "nav", "footer", "menu", "source", "input", "button", "picture", "time", "label",
    "legend", "option", "img",
)  # fmt: skip
"""Elements that trafilatura takes out as well, but only after it has searched them several times."""
_EMPTY = etree.XPath("//*[not(*) and not(normalize-space(text()))][not(self::br or self::body)]")
_LONGEST_LINE = 200_000
"""Characters of a line from which no extractor is asked: there is no article in such a page."""


def read_page(root: HtmlElement) -> Page:
    """Return what a reader sees of a page, what it states, and hints; `ReadError` when nested too deep.

    Takes from the tree what no reader sees, which makes all that follows faster.
    """
    try:
        article = article_of(root)
        etree.strip_elements(root, *UNREAD, with_tail=False)
        lines = visible_lines(root)
        text = "\n".join(line.text for line in lines)
        if max((len(line.text) for line in lines), default=0) > _LONGEST_LINE:
            return text, {}, ()
        stated = stated_by(root, article, lines)
        body = "\n".join([_body(root), article.get("text", "")])
    except RecursionError as error:
        raise ReadError(Message.of("its markup is nested too deep; save the article as .txt")) from error
    summary = stated.pop("summary", "")
    return text, stated, article_hints(lines, body, summary, stated)


def _body(root: HtmlElement) -> str:
    """Return the article's text as trafilatura finds it, empty where it finds none or gives up.

    The tree is of no use to anyone afterwards.
    """
    etree.strip_elements(root, *_NO_ARTICLE, with_tail=False)
    for element in _EMPTY(root):
        parent = element.getparent()
        if parent is not None and (not element.tail or element.tail.isspace()):
            parent.remove(element)
    found = attempt(lambda: trafilatura.bare_extraction(root, options=_FAST))
    text = getattr(found, "text", None)
    return text if isinstance(text, str) else ""
