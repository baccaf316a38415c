"""Finds the words that date something and says exactly what they say; nothing is resolved here.

`find` lexes a text (`lexicon.py`), matches the rules (`rules.py`) in one pass, and joins neighbours into
ranges ("from Monday to today", `joining.py`). Which day is meant is the business of `resolve.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import cast

from build_dossier.errors import PackError
from build_dossier.model import Article, TimeExpression
from build_dossier.timeline.behind import settled
from build_dossier.timeline.holidays import holiday
from build_dossier.timeline.joining import joined, modified, opened
from build_dossier.timeline.lexicon import CompiledRule, compiled
from build_dossier.timeline.reader import Captures, Found, Reader

__all__ = ["CAPTION", "TITLE", "expressions", "find", "prove"]

TITLE, CAPTION = -1, -2
"""Block numbers of the title and of the photo's caption."""


@dataclass(frozen=True, slots=True)
class _Match:
    """What a rule matched; no expression for words that date nothing."""

    expression: TimeExpression | None
    first: int
    last: int


def _matches(reader: Reader) -> Iterator[Found]:
    grammar, letters = reader.grammar, reader.lexemes.letters
    beginning, at, count = grammar.beginning, 0, len(letters)
    while at < count:
        for rule in beginning(letters[at : at + 3]):
            match = rule.pattern.match(letters, at)
            if match is None:
                continue
            found = _found(reader, rule, match)
            if found is None:
                continue
            if found.expression is not None:
                yield Found(found.expression, found.first, found.last)
            at = max(match.end(), at + 1) - 1
            break
        at += 1


def _found(reader: Reader, rule: CompiledRule, match: re.Match[str]) -> _Match | None:
    """Return what a match says; None where its values make no date, so that a later rule may try."""
    if rule.rule.shape == "none":
        return _Match(None, 0, 0)
    spans = match.regs
    captures = [(role, spans[group][0]) for group, role in enumerate(rule.roles, 1) if spans[group][0] >= 0]
    captures.sort(key=itemgetter(1))
    shared: Captures = []
    if captures[0][1] < match.start() or captures[-1][1] >= match.end():  # what the rule only looks at
        own = range(*match.span())
        shared = [capture for capture in captures if capture[1] not in own]
        captures = [capture for capture in captures if capture[1] in own]
    expression = reader.build(rule.rule, captures, shared)
    return None if expression is None else _Match(expression, captures[0][1], captures[-1][1])


def find(text: str, language: str) -> tuple[TimeExpression, ...]:
    """Return the dating expressions of a text, in order and never overlapping; offsets are into the text.

    `article` is empty and `block` 0. Linear in the length of the text.
    """
    grammar = compiled(language)
    reader = Reader(text, grammar, grammar.lex(text))
    result: list[Found] = []
    for found in _matches(reader):
        floor = result[-1].last if result else -1
        item = opened(reader, modified(reader, found, floor), floor)
        if result and item.first - result[-1].last <= 4:
            both = joined(reader, result[-1], item)
            if both is not None:
                result[-1] = both
                continue
        result.append(item)
    return tuple(item.expression for item in map(settled, result) if not _is_pending(item))


def _is_pending(found: Found) -> bool:
    """Tell whether it dates nothing alone: "2 weeks" before Christmas, from May to "now", a "third day"."""
    return cast(str, found.expression.shape) in ("shift", "now", "part")


def expressions(article: Article) -> tuple[TimeExpression, ...]:
    """Return the dating expressions of an article: of its title, its blocks, its photo's caption."""
    texts = [(TITLE, article.title.value)]
    texts += [(at, block.text) for at, block in enumerate(article.blocks)]
    if "caption" in article.facts:
        texts.append((CAPTION, article.facts["caption"].value))
    return tuple(
        _placed(found, article.id, block) for block, text in texts for found in find(text, article.language)
    )


def _placed(expression: TimeExpression, article: str, block: int) -> TimeExpression:
    parts = tuple(_placed(part, article, block) for part in expression.parts)
    return replace(expression, article=article, block=block, parts=parts)


def prove(language: str) -> None:
    """Check a pack against its own lines: `finds` mark expressions with brackets, `ignores` hold none.

    Raises PackError that names the line and what was found instead.
    """
    pack = compiled(language).language
    for feast in pack.holidays.values():
        holiday(feast.rule, 2024)
    for line in (*pack.finds, *pack.ignores):
        plain = line.replace("[", "").replace("]", "")
        wanted = re.findall(r"\[([^\]]*)\]", line)
        got = [found.text for found in find(plain, language)]
        if got != wanted:
            raise PackError(f"languages/{language}.toml: {line!r}: found {got}; mend the line or the words")
