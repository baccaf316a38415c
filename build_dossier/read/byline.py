"""The names of a page's authors where only its elements say them: `itemprop`, `rel`, `class`."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement

from build_dossier.read.marks import marks_of

__all__ = ["byline", "names_of"]

_GRADES = tuple(
    etree.XPath(path)
    for path in (
        "//*[contains(concat(' ', @itemprop, ' '), ' author ')]",
        "//a[contains(concat(' ', @rel, ' '), ' author ')]",
        "//*[contains(@class, 'author') or contains(@class, 'byline') or contains(@class, 'Author')"
        " or contains(@class, 'Byline')]",
    )
)
"""Where names stand, the surest first."""
_NAME = etree.XPath("(.//*[@itemprop='name'])[1]")
_ELSEWHERE = frozenset({"comments", "related", "share"})
"""Marks of the elements around that make it a name of someone else."""
_OUTSIDE = frozenset({"nav", "footer", "aside", "form"})
_BY = re.compile(
    r"(?:(?:posted|written|reported)\s+)?(?:by|von|par|por|di|door|av|af|oleh|od|autor(?:e|in)?|author|auteur"
    r"|text[eo]?|автор|текст)(?:\s*[:：]\s*|\s+|$)|[^\W\d_]{2,20}\s?[:：](?!/)\s*",
    re.IGNORECASE,
)
"""What stands before the name."""
_AND = frozenset(
    {"and", "und", "et", "y", "e", "og", "och", "en", "dan", "и", "i", "ja", "ve", "&", ",", "/", "و", "、"}
)
_END = re.compile(r"(?:(?<!\s)\s+)?[|•·@(\[/]|\s[-–—](?:\s|$)")
_HANDLE = re.compile(r"https?:|www\.|@|(?<![\w.])[\w.]+/")
_NOBODY = frozenset({"admin", "administrator", "webmaster", "root", "anonymous", "guest", "null", "none"})
"""What systems write where nobody is named."""
_LONGEST, _WORDS, _MOST = 80, 10, 5
_STATED = 300
"""Characters that names stated in metadata may have together."""


def byline(root: HtmlElement) -> str:
    """Return the names, joined by commas; empty where no element is called the author's."""
    for grade in _GRADES:
        nodes = grade(root)
        around = {above for node in nodes for above in node.iterancestors()}
        found = dict.fromkeys(name for node in nodes if node not in around and (name := _names_in(node)))
        if found:
            several = grade is not _GRADES[-1]
            return ", ".join(list(found)[: _MOST if several else 1])
    return ""


def names_of(value: str) -> str:
    """Return stated names without the word before them; empty for addresses, accounts and nobody."""
    value = value.strip()
    by = _BY.match(value)
    value = value[by.end() :] if by else value
    wrong = _HANDLE.match(value) or len(value) > _STATED or value.casefold() in _NOBODY
    return "" if wrong else value


def _names_in(node: HtmlElement) -> str:
    if _is_elsewhere(node):
        return ""
    inner = _NAME(node)
    pieces = [node.get("content") or ""] if node.tag == "meta" else (inner[0] if inner else node).itertext()
    names: list[str] = []
    joined = True
    for piece in pieces:
        text = " ".join(piece.split())
        if text.casefold() in _AND:
            joined = True
        elif name := names_of(_END.split(text, maxsplit=1)[0]):
            if not joined or not _is_name(name):
                break
            joined = name.endswith((",", " and", " &"))
            names.append(name.removesuffix(",").removesuffix(" and").removesuffix(" &"))
    return ", ".join(names[:_MOST])


def _is_name(text: str) -> bool:
    """Tell whether a text can be a name: no date, no sentence."""
    short = 2 <= len(text) <= _LONGEST and len(text.split()) <= _WORDS and text[0].isalpha()
    return short and not any(map(str.isdigit, text)) and not text.endswith((".", "!", "?", ":", "。"))


def _is_elsewhere(node: HtmlElement) -> bool:
    """Tell whether a name stands in another article's teaser, a comment, a menu."""
    return any(
        around.tag in _OUTSIDE or marks_of(around.attrib, frozenset()) & _ELSEWHERE
        for around in node.iterancestors()
        if around.tag not in ("html", "body")
    )
