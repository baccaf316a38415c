"""What a reader sees of a page, one block a line."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, Tag

__all__ = ["VisibleLine", "visible_lines"]

_UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "select",
        "textarea",
        "datalist",
        "input",
        "meta",
        "link",
        "base",
        "title",
    }
)
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "button",
        "picture",
        "source",
        "td",
        "th",
    }
)
"""Elements that don't begin a line of their own; every other one does."""

_KINDS = {
    "h1": ("heading", "h1"), "h2": ("heading", "h2"), "h3": ("heading", "h3"), "h4": ("heading", "h4"),
    "h5": ("heading", "h5"), "h6": ("heading", "h6"), "li": ("list-item", ""), "blockquote": ("quote", ""),
    "figcaption": ("caption", ""), "p": ("paragraph", ""),
}  # fmt: skip
_REGIONS = frozenset({"nav", "footer", "aside", "form", "menu"})
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class VisibleLine:
    """One line of the visible text and what the markup says of it."""

    text: str
    kind: str = ""
    """As in `model.Hint`; empty for a bare block such as `div`."""
    reason: str = ""
    """`h1` to `h6` for a heading."""
    region: str = ""
    """`nav`, `footer`, `aside`, `form` or `menu` where the line stands in one."""


_Step = tuple[Tag | NavigableString | None, VisibleLine]
"""A node to visit with the line it would begin; None ends the line of the element around."""


def visible_lines(soup: BeautifulSoup) -> tuple[VisibleLine, ...]:
    """Return the visible text of a page, one block a line, in the order of the page."""
    lines: list[VisibleLine] = []
    buffer: list[str] = []
    state = VisibleLine("")
    stack: list[_Step] = [(soup, state)]
    while stack:
        node, context = stack.pop()
        if isinstance(node, NavigableString):
            _take(node, context, buffer, lines)
            continue
        if node is not None and (node.name in _UNSEEN or _is_hidden(node)):
            continue
        if node is None or node.name not in _INLINE:
            _flush(buffer, state, lines)
        if node is None:
            state = context
            continue
        inner = _context(node, context)
        if node.name not in _INLINE:
            stack.append((None, context))
            state = inner
        elif node.name in ("td", "th"):
            buffer.append(" ")
        children = [child for child in node.contents if isinstance(child, Tag | NavigableString)]
        stack.extend((child, inner) for child in reversed(children))
    _flush(buffer, state, lines)
    return tuple(lines)


def _take(node: NavigableString, context: VisibleLine, buffer: list[str], lines: list[VisibleLine]) -> None:
    if type(node) is not NavigableString and not isinstance(node, CData):
        return  # comments, doctypes, processing instructions
    if context.reason != "pre":
        buffer.append(str(node))
        return
    first, *rest = str(node).split("\n")
    buffer.append(first)
    for line in rest:
        _flush(buffer, context, lines)
        buffer.append(line)


def _flush(buffer: list[str], state: VisibleLine, lines: list[VisibleLine]) -> None:
    text = _SPACES.sub(" ", "".join(buffer)).strip()
    buffer.clear()
    if text:
        lines.append(replace(state, text=text, reason="" if state.reason == "pre" else state.reason))


def _is_hidden(node: Tag) -> bool:
    if node.has_attr("hidden") or (node.name == "dialog" and not node.has_attr("open")):
        return True
    return bool(_HIDING.search(str(node.get("style") or "")))


def _context(node: Tag, around: VisibleLine) -> VisibleLine:
    kind, reason = _KINDS.get(node.name, (around.kind, around.reason))
    if node.name == "p" and around.kind in ("quote", "list-item", "caption"):
        kind = around.kind
    if node.name == "pre":
        kind, reason = "paragraph", "pre"
    region = node.name if node.name in _REGIONS else around.region
    if (kind, reason, region) == (around.kind, around.reason, around.region):
        return around
    return VisibleLine("", kind, reason, region)
