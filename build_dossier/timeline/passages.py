"""What stands around a dating expression: its block, its sentence, the words and names near it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import islice

from build_dossier.model import Article, Evidence, Message, TimeExpression
from build_dossier.timeline.narration import narration
from build_dossier.timeline.sentences import sentence_at, sentences

__all__ = [
    "CAPTION",
    "TITLE",
    "alike",
    "content_words",
    "names",
    "passage",
    "sentence",
    "shared_words",
    "shown",
    "source_offset",
    "within",
]

TITLE = -1
CAPTION = -2
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_CONTENT_LETTERS = 5
"""Shorter words are mostly the ones every sentence has (as, dan, und, pour); no list of them is needed."""
_WORDS_COMPARED = 200
"""A passage longer than this is compared by its first words: hostile text must not cost more."""


def passage(article: Article, block: int) -> str:
    """Return the text of a block, of the title (-1) or of the caption (-2); empty when there is none."""
    if block == TITLE:
        return article.title.value
    if block == CAPTION:
        return article.facts["caption"].value if "caption" in article.facts else ""
    return article.blocks[block].text if 0 <= block < len(article.blocks) else ""


def within(spots: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the spans that lie inside another, of spans in order that do not overlap."""
    return spots[bisect_left(spots, (start, 0)) : bisect_right(spots, end, key=lambda spot: spot[1])]


def source_offset(article: Article, block: int, offset: int) -> int:
    """Return where an offset of a block, of the title or of the caption lies in the source's text."""
    if 0 <= block < len(article.blocks):
        return article.blocks[block].source_offset(offset)
    fact = article.title if block == TITLE else article.facts.get("caption")
    line = next((line for line in article.lines if fact and line.number == fact.line), None)
    if fact is None or line is None:
        return 0
    at = article.source.text.find(fact.value, line.start, line.end)
    return (at if at >= 0 else line.start) + offset


def sentence(article: Article, block: int, start: int, end: int) -> tuple[int, int]:
    """Return the block offsets of the sentence that holds these offsets."""
    abbreviations = narration(article.language).abbreviations
    return sentence_at(passage(article, block), start, end, abbreviations)


def shown(article: Article, reason: Message, expression: TimeExpression) -> Evidence:
    """Return the evidence for a reason that an expression of the article shows."""
    start = source_offset(article, expression.block, expression.start)
    end = source_offset(article, expression.block, expression.end)
    return Evidence(reason, article.id, start, end)


def names(
    text: str, hidden: Iterable[tuple[int, int]] = (), determiners: Collection[str] = ()
) -> frozenset[str]:
    """Return the words that are written as names, a sentence's first word only with a capital inside it.

    `hidden` are spans to pass over: in many languages weekdays and months are written as names too. A word
    after one of `determiners` is a common noun, where a language writes those with a capital as well.
    """
    text = _veiled(text, hidden)
    found: set[str] = set()
    for start, end in sentences(text):
        before = ""
        for word in _WORD.finditer(text, start, end):
            core = max(re.split("['’]", word[0]), key=len)
            capital = core[:1].isupper() and (before != "" or any(sign.isupper() for sign in core[1:]))
            if capital and len(core) > 1 and before.lower() not in determiners:
                found.add(core)
            before = word[0]
    return frozenset(found)


def _veiled(text: str, hidden: Iterable[tuple[int, int]]) -> str:
    """Return the text with noughts in the hidden spans, so that offsets stay and no word stands there."""
    parts, at = [], 0
    for start, end in sorted(hidden):
        lo, hi = max(start, at), min(end, len(text))
        if lo < hi:
            parts += [text[at:lo], "0" * (hi - lo)]
            at = hi
    return "".join([*parts, text[at:]])


def content_words(
    text: str, hidden: Iterable[tuple[int, int]] = (), but: Collection[str] = ()
) -> frozenset[str]:
    """Return the words that carry a sentence, in lower case: long enough, no number, none of `but`."""
    found: set[str] = set()
    for word in islice(_WORD.finditer(_veiled(text, hidden)), _WORDS_COMPARED):
        small = word[0].lower()
        long_enough = len(small) >= _CONTENT_LETTERS or (len(small) >= 2 and not _spaced(small))
        if long_enough and not small.isdigit() and small not in but:
            found.add(small)
    return frozenset(found)


def _spaced(word: str) -> bool:
    """Tell whether the word's script puts spaces between words (Chinese, Japanese and Thai do not)."""
    return not any("\u0e00" <= letter <= "\u0eff" or "\u3040" <= letter <= "\u9fff" for letter in word)


def shared_words(one: Iterable[str], two: Iterable[str]) -> tuple[str, ...]:
    """Return the words of one that two has as well, in this form or with another ending or beginning."""
    others = sorted(two)
    return tuple(word for word in sorted(one) if any(alike(word, other) for other in others))


@lru_cache(maxsize=1 << 16)
def alike(one: str, two: str) -> bool:
    """Tell whether two words are forms of one: "memecat" and "dipecat", "entlassen" and "Entlassung".

    They share a run of at least four letters that is more than half of the longer word.
    """
    if one == two:
        return True
    short, long = sorted((one[:24], two[:24]), key=len)
    need = max(4, len(long) // 2 + 1)
    return any(short[at : at + need] in long for at in range(len(short) - need + 1))
