"""The article that a page describes in JSON-LD (schema.org), if it describes one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from lxml.html import HtmlElement

__all__ = ["Article", "article_of"]

Article = Mapping[str, str]
"""Values by the keys of `model.Source.stated`, dates as the page writes them, and the article's `text` and
`summary`; keys may be missing."""

_ARTICLE = re.compile(r"Article$|^Report|BlogPosting$|^LiveBlog|^Review$|^OpinionPiece|^WebPage$|^Posting$")
_DATES = re.compile(r'"(datePublished|dateModified)"\s{0,9}:\s{0,9}"([^"]{8,40})"')
"""What can be read of a script that is no valid JSON, as hand-written templates make it."""
_TAG = re.compile(r"<[^<>]{1,300}>")
_DEPTH = 6
"""Levels of objects within objects in which the article may lie: `@graph`, `mainEntity` and the like."""
_MOST_NODES = 2000
_LONGEST = 2_000_000
"""Characters of a script that are read: JSON nested for mischief is refused by the parser itself."""


def article_of(root: HtmlElement) -> Article:
    """Return what the page's JSON-LD says of its article; empty when there is none or it cannot be read."""
    nodes = [node for script in root.iter("script") for node in _nodes(script)]
    known = {
        identity: node for node in nodes if isinstance(identity := node.get("@id"), str) and len(node) > 2
    }
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in _kinds(node))]
    articles.sort(
        key=lambda node: (any(kind == "WebPage" for kind in _kinds(node)), "datePublished" not in node)
    )
    found: dict[str, str] = {}
    for node in articles[:1]:
        found = _article(node, known)
    return {key: value for key, value in found.items() if value}


def _nodes(script: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a script of JSON-LD, the outer ones first."""
    if "ld+json" not in (script.get("type") or "").lower() or not script.text:
        return
    try:
        data = json.loads(_bare(script.text[:_LONGEST]), strict=False)
    except (ValueError, RecursionError):
        yield {"@type": "Article", **dict(_DATES.findall(script.text[:_LONGEST]))}
        return
    level, seen = [data], 0
    for _ in range(_DEPTH):
        below: list[Any] = []
        for value in level:
            seen += 1
            if isinstance(value, Mapping):
                yield value
                below.extend(inner for inner in value.values() if isinstance(inner, list | dict))
            elif isinstance(value, list):
                below.extend(value)
        level = below
        if seen > _MOST_NODES:
            return


def _bare(text: str) -> str:
    """Return a script without the marks around it that older pages hide it with from XML."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//<![CDATA[").removesuffix("//]]>")
    return text.removeprefix("<![CDATA[").removesuffix("]]>").strip().rstrip(";")


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kind = node.get("@type")
    return [each for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str)]


def _article(node: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    page = node.get("mainEntityOfPage")
    address, credit = _picture(_many(node.get("image"), known), known)
    return {
        "title": _text(node.get("headline")) or _text(node.get("name")),
        "date": _text(node.get("datePublished")) or _text(node.get("dateCreated")),
        "modified": _text(node.get("dateModified")),
        "author": _name(node.get("author") or node.get("creator"), known),
        "outlet": _name(node.get("publisher"), known),
        "url": _text(node.get("url")) or _text(page if isinstance(page, str) else ""),
        "language": _name(node.get("inLanguage"), known),
        "rights": _text(node.get("license")),
        "image": address,
        "credit": credit,
        "text": _plain(node.get("articleBody")),
        "summary": _text(node.get("description")),
    }


def _plain(value: Any) -> str:
    """Return a long text with its lines, without markup."""
    return _TAG.sub("\n", unescape(value)) if isinstance(value, str) and len(value) <= _LONGEST else ""


def _picture(images: list[Any], known: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """Return the address of the first picture and whom it is owed to."""
    for image in images:
        if isinstance(image, str):
            return image, ""
        if isinstance(image, Mapping):
            address = _text(image.get("url")) or _text(image.get("contentUrl"))
            credits = (
                _name(image.get(key), known) for key in ("creditText", "creator", "author", "copyrightHolder")
            )
            return address, next(filter(None, credits), "")
    return "", ""


def _many(value: Any, known: Mapping[str, Mapping[str, Any]]) -> list[Any]:
    """Return a value as a list, with references replaced by what they refer to."""
    values = value if isinstance(value, list) else [value]
    return [
        known.get(each["@id"], each)
        if isinstance(each, Mapping) and isinstance(each.get("@id"), str)
        else each
        for each in values
        if each
    ]


def _name(value: Any, known: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the names of persons, organisations or languages, joined."""
    names = [
        _text(each.get("name") or each.get("alternateName")) if isinstance(each, Mapping) else _text(each)
        for each in _many(value, known)
    ]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _text(value: Any) -> str:
    """Return a text without markup's escapes and line breaks; the first of a list."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, str)), "")
    return " ".join(unescape(value).split()) if isinstance(value, str) and len(value) <= 2000 else ""
