"""Markdown with YAML front matter: what it states, and hints on its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import yaml

from build_dossier.errors import ReadError
from build_dossier.model import Hint, Message, RawFile, Source
from build_dossier.read.decode import decode_lines, hash_of

__all__ = ["STATED_KEYS", "read_markdown"]

STATED_KEYS = (
    "title",
    "date",
    "modified",
    "language",
    "author",
    "editor",
    "outlet",
    "url",
    "rights",
    "credit",
)
"""What front matter may state; other keys are left alone."""

_ALIASES = {
    "lang": "language",
    "authors": "author",
    "publisher": "outlet",
    "source": "outlet",
    "license": "rights",
}
_LIMIT = 64 * 1024
"""Front matter longer than this is none."""
_COMMON_TAGS = "tag:yaml.org,2002:"
_NOTHING = ("null", "~")
"""What programs write for no value; in quotes they are texts."""
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt \t].*)?")
_KEY = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]|$)")
_LIST_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]{1,200}\]:[ \t]*\S+")


def read_markdown(raw: RawFile) -> Source:
    """Return the source of a `.md` file: the whole text, its front matter as stated values, hints a line."""
    text, encoding = decode_lines(raw.data)
    lines = text.split("\n")
    end = _front_matter_end(lines)
    stated = _stated("\n".join(lines[1 : end - 1])) if end else {}
    fence = tuple(Hint(number, "metadata", "front matter") for number in range(1, end + 1))
    hints = fence + _hints(lines, end)
    return Source(raw.path, hash_of(raw), text, "md", encoding, stated, hints)


def _front_matter_end(lines: list[str]) -> int:
    """Return how many lines the front matter takes with both its fences, 0 where there is none."""
    if lines[0].rstrip() != "---":
        return 0
    size = 0
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return index + 1 if _KEY.search("\n".join(lines[1:index])) else 0
        size += len(line)
        if size > _LIMIT:
            return 0
    return 0


class _Loader(yaml.BaseLoader):
    """Reads YAML whose scalars are all text; without aliases, by which few lines become gigabytes."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Return the next node; raise `ReadError` where it is an alias or has an anchor or a tag."""
        event = self.peek_event()  # type: ignore[no-untyped-call]
        tag = getattr(event, "tag", None) or "!"
        if getattr(event, "anchor", None) is not None or not (tag == "!" or tag.startswith(_COMMON_TAGS)):
            reason = Message.of("its front matter has a value that begins with &, * or !; put it in quotes")
            raise ReadError(reason, event.start_mark.line + 2)
        return super().compose_node(parent, index)


def _stated(block: str) -> Mapping[str, str]:
    try:
        root = yaml.compose(block, _Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line + 2) if mark is not None else 1
        reason = Message.of("its front matter cannot be read; put values with a colon in quotes")
        raise ReadError(reason, line) from error
    named = {_ALIASES.get(key, key): value for key, value in _pairs(root)}
    texts = {key: _as_text(named[key]) for key in STATED_KEYS if key in named}
    texts |= {key: _as_day(texts[key]) for key in ("date", "modified") if key in texts}
    return {key: value for key, value in texts.items() if value}


def _pairs(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """Return the keys of a mapping that are words, in lower case, with their values."""
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(str(key.value).lower(), value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]


def _as_text(node: yaml.Node) -> str:
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(filter(None, (_as_text(item) for item in node.value)))
    if isinstance(node, yaml.MappingNode):
        return next((_as_text(value) for key, value in _pairs(node) if key == "name"), "")
    value = str(node.value)
    plain = isinstance(node, yaml.ScalarNode) and node.style is None
    return "" if plain and value in _NOTHING else " ".join(value.split())


def _as_day(text: str) -> str:
    """Return the day of a date with or without a time of day, and words that are no day as they are."""
    found = _DAY.fullmatch(text)
    if found is None:
        return text
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return text


def _hints(lines: list[str], start: int) -> tuple[Hint, ...]:
    hints: list[Hint] = []
    fenced = ""
    for index in range(start, len(lines)):
        line = lines[index]
        mark = _FENCE.match(line)
        if fenced or mark:
            hints.append(
                Hint(index + 1, "boilerplate", "code fence") if mark else Hint(index + 1, "paragraph")
            )
            if mark:
                fenced = "" if fenced == mark[1] else fenced or mark[1]
            continue
        hint = _hint(lines, index)
        if hint is not None:
            hints.append(hint)
    return _with_title(hints)


def _hint(lines: list[str], index: int) -> Hint | None:
    line, number = lines[index], index + 1
    heading = _HEADING.match(line)
    if heading:
        return Hint(number, "heading", f"h{len(heading[1])}")
    if _UNDERLINE.match(line) and index and lines[index - 1].strip():
        return Hint(number, "boilerplate", "underline of a heading")
    if _RULE.match(line):
        return Hint(number, "boilerplate", "rule between sections")
    if _DEFINITION.match(line):
        return Hint(number, "boilerplate", "definition of a link")
    if index + 1 < len(lines) and line.strip() and _is_underlined(lines, index):
        return Hint(number, "heading", "h1" if "=" in lines[index + 1] else "h2")
    if _LIST_ITEM.match(line):
        return Hint(number, "list-item")
    if line.lstrip(" ").startswith(">"):
        return Hint(number, "quote")
    return None


def _is_underlined(lines: list[str], index: int) -> bool:
    """Tell whether a line is a heading by the `===` or `---` below it: a paragraph of one line."""
    alone = index == 0 or not lines[index - 1].strip()
    return alone and bool(_UNDERLINE.match(lines[index + 1])) and not _LIST_ITEM.match(lines[index])


def _with_title(hints: list[Hint]) -> tuple[Hint, ...]:
    """Return the hints with the only level-1 heading, when it is the first, as the title."""
    tops = [hint for hint in hints if hint.kind == "heading" and hint.reason == "h1"]
    headings = [hint for hint in hints if hint.kind == "heading"]
    if len(tops) == 1 and headings[0] == tops[0]:
        return tuple(Hint(hint.line, "title", "h1") if hint == tops[0] else hint for hint in hints)
    return tuple(hints)
