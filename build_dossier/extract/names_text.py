"""The words of the articles as the search for names sees them: where they stand, what a capital tells."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from build_dossier.languages.names import NamePack, name_pack
from build_dossier.model import Article, Block

__all__ = ["CAPTION", "HYPHENS", "TITLE", "UNSPACED", "Segment", "Word", "joins", "segments", "texts"]

TITLE = -1
CAPTION = -2

WIDE = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f"
WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}|[A-Z]+&[A-Z]+(?![a-z])|[^\W_{WIDE}]+(?:['’\-‐‑][^\W_{WIDE}]+)*|[{WIDE}]+"
)
INITIAL = re.compile(r"[.!?…:;•–—|\"“”„«»‹›\n]")
"""After one of these a capital may only mean that something begins."""
HYPHENS = re.compile(r"[\-‐‑]")
APOSTROPHE = re.compile(r"['’]")
POSSESSIVE = re.compile(r"['’][sS]$")
LABEL = re.compile(r"[^:.!?]{3,90}:(?=\s)")
QUOTED = re.compile(r"[“„«\"‘]([^“”„«»\"‘’\n]{3,80})[”“»\"’]")
"""What may be the title of a work."""
HANDLES = frozenset("@#")
"""Before a word these make it an account or a tag."""
PLURAL = re.compile(r"[A-Z]{2,}\d?s")
"""Abbreviations in the plural: FAQs, MP3s."""
SYLLABLE = 5
"""Letters of a small second part that may be a syllable of a name."""
SHORT = 120
"""A longer paragraph is no heading."""
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
"""Scripts whose words have no spaces between them, and no capitals."""


@dataclass(slots=True)
class Word:
    """A word of a segment, without what is glued before or after a name: `d'`, `'s`."""

    text: str
    start: int
    end: int
    """Offsets in the segment's text."""
    gap: str
    """What stands between the word before and this one."""
    capital: bool
    initial: bool
    """True where the capital may be due to the position alone."""
    heading: bool
    """True where words have capitals by custom: a heading or label in title case."""


@dataclass(slots=True)
class Segment:
    """A title, caption or block of an article."""

    article: Article
    block: int
    """As in `Mention.block`."""
    text: str
    locate: Callable[[int], int]
    """From an offset in `text` to one in the source."""
    pack: NamePack
    words: list[Word]
    spoken_by: bool = False
    """True for a line that only says who spoke or wrote."""
    dateline: int = 0


def joins(gap: str) -> bool:
    """Tell whether two words with this between them may belong to one name."""
    return (gap.isspace() and "\n" not in gap) or gap in {" & ", ". "}


def segments(articles: Sequence[Article]) -> list[Segment]:
    """Return the titles, captions and blocks of the articles in their order, cut into words."""
    found = list(_segments(articles))
    alone = Counter(word.text for segment in found for word in segment.words if word.capital)
    for segment in found:
        segment.words = [part for word in segment.words for part in _parts(word, segment.pack, alone)]
    return found


def texts(article: Article) -> Iterator[tuple[int, str, Callable[[int], int]]]:
    """Yield title, caption and blocks of an article: number, text, from an offset to one in the source."""
    for block, key in ((TITLE, "title"), (CAPTION, "caption")):
        located = _fact(article, key)
        if located:
            yield block, located[0], located[1].__add__
    for index, block_ in enumerate(article.blocks):
        yield index, block_.text, block_.source_offset


def _segments(articles: Sequence[Article]) -> Iterator[Segment]:
    for article in articles:
        pack = name_pack(article.language)
        for index, text, locate in texts(article):
            block = article.blocks[index] if index >= 0 else None
            if block is None:
                words = _words(text, pack, heading=index == TITLE)
                yield Segment(article, index, text, locate, pack, words)
                continue
            heading = block.kind == "heading" or (block.kind == "paragraph" and _unfinished(text))
            heading = heading or (pack.title_case and len(text) < SHORT and _titled(text, pack))
            words = _words(text, pack, heading, _label(block))
            said = block.kind == "attribution"
            yield Segment(article, index, text, locate, pack, words, said, block.dateline)


def _parts(word: Word, pack: NamePack, alone: Counter[str]) -> Iterator[Word]:
    """Yield a hyphenated word, or its parts where they are words of their own: `TIME-Magazin`."""
    if not word.capital or word.text.isalnum():
        yield word
        return
    pieces = HYPHENS.split(word.text)
    if len(pieces) == 1:
        yield word
        return
    if pieces[0].casefold() == pieces[1].casefold():
        yield replace(word, capital=False)
        return
    if _described(pieces, pack):
        pieces = [word.text[: -len(pieces[-1]) - 1], pieces[-1]]
    elif word.text in pack.roles or not _compound(pieces, pack, alone):
        yield word
        return
    start = word.start
    for index, piece in enumerate(pieces):
        gap, initial = ("-", False) if index else (word.gap, word.initial)
        capital = piece[:1].isupper()
        yield Word(piece, start, start + len(piece), gap, capital, initial, word.heading)
        start += len(piece) + 1


def _compound(pieces: list[str], pack: NamePack, alone: Counter[str]) -> bool:
    known = [alone[piece] > 0 or _no_name(piece, pack) for piece in pieces]
    if not pack.nouns:
        return _no_name(pieces[0], pack) or (all(known) and all(len(piece) > 1 for piece in pieces))
    return known[0] or any(_no_name(piece, pack) for piece in pieces)


def _described(pieces: list[str], pack: NamePack) -> bool:
    """Tell whether a small word ends a compound: Delhi-based; a syllable of a name is short: Jong-un."""
    first, last = pieces[0], pieces[-1]
    named = len(first) > 2 or first.isupper()
    return named and last.islower() and (len(last) > SYLLABLE or last in pack.frequent)


def _no_name(piece: str, pack: NamePack) -> bool:
    return any(piece in words for words in (pack.roles, pack.common, pack.organisations, pack.products))


def _fact(article: Article, key: str) -> tuple[str, int] | None:
    """Return a fact's words and where they stand in the source, None when no line of their own shows them."""
    fact = article.title if key == "title" else article.facts.get(key)
    if fact is None or not fact.line or fact.basis == "inferred":
        return None
    line = next((line for line in article.lines if line.number == fact.line), None)
    if line is None:
        return None
    at = article.source.text.find(fact.value, line.start, line.end)
    return (fact.value, at) if at >= 0 else None


def _unfinished(text: str) -> bool:
    """Tell whether a paragraph looks like a heading that nothing marks: short and without an end."""
    return len(text) < SHORT and text.rstrip()[-1:].isalnum()


def _titled(text: str, pack: NamePack) -> bool:
    """Tell whether a word that is no name has a capital within the text, as only titles write it."""
    words = list(WORD.finditer(text))
    inside = (
        two.group() for one, two in pairwise(words) if not INITIAL.search(text[one.end() : two.start()])
    )
    small = (word for word in inside if word.istitle() and word in pack.common)
    return any(word.casefold() in pack.frequent and word not in pack.inner for word in small)


def _label(block: Block) -> int:
    """Return the length of a leading label, stated or shown by its colon."""
    if block.label and block.kind != "heading":
        return block.label
    found = LABEL.match(block.text)
    return found.end() if found and block.kind in {"paragraph", "list-item"} else 0


def _words(text: str, pack: NamePack, heading: bool = False, label: int = 0) -> list[Word]:
    words: list[Word] = []
    end = 0
    previous: Word | None = None
    for match in WORD.finditer(text):
        word, start = match.group(), match.start()
        if not word.isalnum():
            word, start = _bare(word, start, pack)
        gap = text[end:start]
        initial = previous is None or (gap != " " and _initial(gap, previous, pack))
        capital = word[:1].isupper() and not _contracted(word, pack)
        end = start + len(word)
        custom = gap[-1:] in HANDLES or gap == "/" or PLURAL.fullmatch(word) is not None
        previous = Word(_nfc(word).replace(".", ""), start, end, gap, capital, initial, custom)
        words.append(previous)
    _mark(words, 0, label, pack, True)
    _mark(words, label, len(text), pack, heading)
    for match in QUOTED.finditer(text) if pack.title_case else ():
        if _titled(match[1], pack):
            _mark(words, match.start(1), match.end(1), pack, True)
    return words


def _contracted(word: str, pack: NamePack) -> bool:
    """Tell whether a common word stands before the apostrophe: I'm, They've."""
    before, mark, _ = word.replace("’", "'").partition("'")
    return bool(mark) and (before in pack.common)


def _nfc(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word)


def _bare(word: str, start: int, pack: NamePack) -> tuple[str, int]:
    """Take off an elided word before the apostrophe, and an ending after it."""
    mark = APOSTROPHE.search(word)
    if mark and word[: mark.start()] in pack.elisions:
        word, start = word[mark.end() :], start + mark.end()
    word = POSSESSIVE.sub("", word)
    at = max(map(word.rfind, pack.glued), default=-1)
    return (word[:at] if at > 1 and word[at + 1 :].islower() else word), start


def _initial(gap: str, previous: Word, pack: NamePack) -> bool:
    if gap == ". " and len(previous.text) == 1 and previous.capital and previous.text not in pack.titles:
        return False
    return INITIAL.search(gap) is not None


def _mark(words: list[Word], start: int, end: int, pack: NamePack, heading: bool) -> None:
    """Mark the words between two offsets when nearly all of them have capitals."""
    part = [word for word in words if start <= word.start < end]
    long = [word for word in part if word.end - word.start >= 4]
    share = sum(word.capital for word in long) / len(long) if long else 0.0
    shouted = len(long) >= 3 and sum(word.text.isupper() for word in long) > 0.8 * len(long)
    styled = heading and not pack.nouns and len(part) >= 2 and share >= 0.7
    if shouted or styled:
        for word in part:
            word.heading = True
