"""What a reader sees of a page, one block a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from build_dossier.read.marks import marks_of

__all__ = ["UNREAD", "VisibleLine", "visible_lines"]

UNREAD = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
    "video", "map", "select", "textarea", "datalist", "amp-ad", "amp-analytics", "amp-state", "amp-iframe",
)  # fmt: skip
"""Elements whose text no reader sees or takes for the page's."""
_UNSEEN = frozenset({*UNREAD, "head", "input", "meta", "link", "base", "title"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "output", "q", "rp", "rt", "ruby", "s", "samp", "small",
    "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "button", "picture", "source",
    "td", "th",
})  # fmt: skip
"""Elements that don't begin a line of their own; every other one does."""

_KINDS = {
    "h1": ("heading", "h1"), "h2": ("heading", "h2"), "h3": ("heading", "h3"), "h4": ("heading", "h4"),
    "h5": ("heading", "h5"), "h6": ("heading", "h6"), "li": ("list-item", ""), "blockquote": ("quote", ""),
    "figcaption": ("caption", ""), "p": ("paragraph", ""), "pre": ("paragraph", "pre"),
}  # fmt: skip
_REGIONS = frozenset({"nav", "footer", "aside", "form", "menu"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")


class VisibleLine(NamedTuple):
    """One line of the visible text and what the markup says of it."""

    text: str
    kind: str = ""
    """As in `model.Hint`; empty for a bare block such as `div`."""
    reason: str = ""
    """`h1` to `h6` for a heading."""
    region: str = ""
    """`nav`, `footer`, `aside`, `form` or `menu` where the line stands in one."""
    marks: frozenset[str] = frozenset()
    """What the names of the elements around say: `share`, `related` and so on; see `marks`."""
    linked: float = 0.0
    """Share of its characters that are links."""
    parent: int = 0
    """Number of the element that holds the line's block: lines with the same one are neighbours by intent."""
    shape: tuple[str, ...] = ()
    """Name and class of the block and of two around it; what a page's template makes alike is of one sort."""


class _Place(NamedTuple):
    """Where a line would stand: inherited by the elements inside."""

    kind: str = ""
    reason: str = ""
    region: str = ""
    marks: frozenset[str] = frozenset()
    parent: int = 0
    shape: tuple[str, ...] = ()


class _Reader:
    """The lines so far and the one that is being read."""

    def __init__(self) -> None:
        self.lines: list[VisibleLine] = []
        self.buffer: list[str] = []
        self.linked = 0
        self.links = 0
        """Links that are open."""
        self.place = _Place()
        self.around: list[_Place] = []
        self.number = 0

    def take(self, text: str) -> None:
        """Add characters to the line."""
        if self.place.reason == "pre" and "\n" in text:
            first, *rest = text.split("\n")
            self.take(first)
            for piece in rest:
                self.end_line()
                self.take(piece)
            return
        self.buffer.append(text)
        if self.links:
            self.linked += len(text.strip())

    def end_line(self) -> None:
        """End the line, if it holds anything to see."""
        text = _SPACES.sub(" ", "".join(self.buffer)).strip()
        self.buffer.clear()
        if text:
            kind, reason, region, marks, parent, shape = self.place
            reason = "" if reason == "pre" else reason
            share = min(1.0, self.linked / len(text))
            self.lines.append(VisibleLine(text, kind, reason, region, marks, share, parent, shape))
        self.linked = 0

    def start(self, node: HtmlElement, tag: str) -> bool:
        """Begin an element; False when no reader sees it."""
        self.number += 1
        if tag in _UNSEEN:
            return False
        attributes = node.attrib
        if attributes and _is_hidden(tag, attributes):
            return False
        if tag not in _INLINE:
            if self.buffer:
                self.end_line()
            self.around.append(self.place)
            self.place = _inside(tag, attributes, self.place, self.number)
        elif tag == "a":
            self.links += 1
        elif tag in ("td", "th"):
            self.buffer.append(" ")
        return True

    def end(self, tag: str) -> None:
        """End an element that began."""
        if tag not in _INLINE:
            if self.buffer:
                self.end_line()
            self.place = self.around.pop()
        elif tag == "a":
            self.links -= 1


def visible_lines(root: HtmlElement) -> tuple[VisibleLine, ...]:
    """Return the visible text of a page, one block a line, in the order of the page."""
    reader = _Reader()
    start, end, take = reader.start, reader.end, reader.take
    walk = etree.iterwalk(root, events=("start", "end"))
    unseen = None
    for event, node in walk:
        if event == "start":
            if not start(node, node.tag):
                unseen = node
                walk.skip_subtree()
                continue
            text = node.text
        else:
            if node is unseen:
                unseen = None
            else:
                end(node.tag)
            text = node.tail
        if text and (reader.buffer or not text.isspace()):
            take(text)
    if reader.buffer:
        reader.end_line()
    return tuple(reader.lines)


def _is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    return style is not None and bool(_HIDING.search(style))


def _inside(tag: str, attributes: Mapping[str, str], around: _Place, number: int) -> _Place:
    kind, reason, region, marks, parent, shape = around
    known = tag in _KINDS
    if known and not (tag == "p" and kind in ("quote", "list-item", "caption")):
        kind, reason = _KINDS[tag]
    elif known:
        reason = ""
    if tag in _REGIONS:
        region = tag
    if not known and tag != "br":
        parent = number
    name = attributes.get("class") if attributes else None
    if attributes:
        marks = marks_of(attributes, marks)
    return _Place(kind, reason, region, marks, parent, (*shape[-2:], f"{tag}.{name}" if name else tag))
