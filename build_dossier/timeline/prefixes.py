"""The first three lexemes that a rule can begin with, read off its pattern.

Most places of a text can begin no rule; knowing each rule's beginnings keeps matching fast and linear.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

__all__ = ["Prefix", "prefixes"]

Prefix = tuple[str, ...]
"""Up to three classes of letters; fewer where the pattern may end before."""

_DEPTH = 3
_PART = re.compile(r"\(\?(?P<look><=|<!|=|!)|(?P<open>\(\?:)|(?P<close>\))|(?P<alt>\|)|(?P<maybe>\?)|"
                   r"<(?P<negated>\^?)(?P<plain>\w+)>|\{(?P<captured>\w+)\}|(?P<end>\$)")  # fmt: skip


def prefixes(pattern: str, having: Callable[[str], str]) -> frozenset[Prefix]:
    """Return what an expanded pattern can begin with; `having` gives the letters of a role."""
    found, _ = _alternatives(list(_PART.finditer(pattern)), 0, having)
    return frozenset(prefix for prefix in found if all(prefix))


def _alternatives(
    parts: list[re.Match[str]], at: int, having: Callable[[str], str]
) -> tuple[set[Prefix], int]:
    whole: set[Prefix] = set()
    run: set[Prefix] = {()}
    while at < len(parts) and not parts[at]["close"]:
        part = parts[at]
        if part["alt"]:
            whole |= run
            run, at = {()}, at + 1
            continue
        item, at = _item(part, parts, at, having)
        if at < len(parts) and parts[at]["maybe"]:
            item, at = item | {()}, at + 1
        run = set(_joined(run, item))
    return whole | run, at + 1


def _item(
    part: re.Match[str], parts: list[re.Match[str]], at: int, having: Callable[[str], str]
) -> tuple[set[Prefix], int]:
    if part["open"]:
        return _alternatives(parts, at + 1, having)
    if part["look"]:
        _, at = _alternatives(parts, at + 1, having)
        return {()}, at
    if part["end"] or part["negated"]:
        return {()}, at + 1
    return {(having(part["captured"] or part["plain"]),)}, at + 1


def _joined(heads: set[Prefix], tails: set[Prefix]) -> Iterator[Prefix]:
    for head in heads:
        if len(head) >= _DEPTH:
            yield head
        else:
            for tail in tails:
                yield (head + tail)[:_DEPTH]
