"""A cleaned document as an article: title, address, facts, blocks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256

from anyascii import anyascii

from build_dossier.extract.blocks import blocks_of
from build_dossier.extract.inline import shown
from build_dossier.model import Article, Block, Document, Fact, Line, Rulings

__all__ = ["extract", "slug_of"]

_FACTS = ("author", "editor", "outlet", "url", "rights", "credit")
_FROM_LINES = ("author", "editor", "outlet", "credit", "caption")
_TITLE_LENGTH = 90
"""Characters of a title that has to be made from the first paragraph."""
_SLUG_LENGTH = 60


def extract(document: Document, lines: tuple[Line, ...], rulings: Rulings) -> Article:
    """Return the article of a document: rulings win, then what the file states, then its lines."""
    ruled = rulings.of(document)
    blocks = blocks_of(document, lines)
    title = _title(document, lines, ruled, blocks)
    return Article(
        id=document.id,
        slug=slug_of(title.value),
        document=document,
        title=title,
        lines=lines,
        blocks=blocks,
        facts=_facts(document, lines, ruled),
        stated_date=_date(document, lines, ruled),
    )


def slug_of(title: str) -> str:
    """Return a title as the last part of an address: ASCII words, hyphens, 1 to 60 characters."""
    words = re.sub(r"[^a-z0-9]+", "-", anyascii(title.replace("'", "").replace("’", "")).lower()).strip("-")
    if len(words) > _SLUG_LENGTH:
        cut = words[: _SLUG_LENGTH + 1]
        words = (cut.rpartition("-")[0] or cut[:_SLUG_LENGTH]).strip("-")
    return words or f"article-{sha256(title.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _title(
    document: Document, lines: tuple[Line, ...], ruled: Mapping[str, str], blocks: tuple[Block, ...]
) -> Fact:
    source = document.source
    line = next((line for line in lines if line.role == "title" and line.verdict in ("keep", "review")), None)
    number = line.number if line else 0
    if "title" in ruled:
        return Fact(ruled["title"], "ruled")
    if source.stated.get("title"):
        return Fact(source.stated["title"], "stated", number)
    if line is not None:
        text = shown(source.text, line.start, line.end, source.format == "md").text
        return Fact(text, "stated", number)
    if blocks:
        return Fact(_shortened(blocks[0].text), "inferred", blocks[0].lines[0])
    return Fact(source.path.rsplit("/", maxsplit=1)[-1], "inferred")


def _shortened(text: str) -> str:
    text = " ".join(text[: _TITLE_LENGTH * 4].split())
    if len(text) <= _TITLE_LENGTH:
        return text
    cut = text[:_TITLE_LENGTH].rpartition(" ")[0] or text[:_TITLE_LENGTH]
    return cut.rstrip(" ,;:–—-") + "…"


def _facts(document: Document, lines: tuple[Line, ...], ruled: Mapping[str, str]) -> Mapping[str, Fact]:
    stated = document.source.stated
    facts: dict[str, Fact] = {}
    for key in (*_FACTS, "caption", "section"):
        fact = Fact(ruled[key], "ruled") if key in ruled else None
        if fact is None and stated.get(key):
            fact = Fact(stated[key])
        fact = fact or _from_lines(key, lines)
        if fact is not None:
            facts[key] = fact
    return facts


def _from_lines(key: str, lines: tuple[Line, ...]) -> Fact | None:
    """Return the value that lines state, several names joined; a caption or section is the first one."""
    found = [line for line in lines if line.value and _states(key, line)]
    if not found:
        return None
    values = list(dict.fromkeys(line.value for line in found))
    joined = ", ".join(values) if key in ("author", "editor", "credit") else values[0]
    return Fact(joined, "stated", found[0].number)


def _states(key: str, line: Line) -> bool:
    if key == "section":
        return line.rule == "structure.section"
    return key in _FROM_LINES and line.verdict == "metadata" and line.role == key


def _date(document: Document, lines: tuple[Line, ...], ruled: Mapping[str, str]) -> Fact | None:
    """Return the date in the words that state it; a date of publication before one of an update."""
    if "date" in ruled:
        return Fact(ruled["date"], "ruled")
    if document.source.stated.get("date"):
        return Fact(document.source.stated["date"])
    found = [line for line in lines if line.verdict == "metadata" and line.role == "date" and line.value]
    if not found:
        return None
    best = max(found, key=lambda line: (line.score > 0.5, -line.number))
    return Fact(best.value, "stated", best.number)
