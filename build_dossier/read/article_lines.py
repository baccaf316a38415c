"""Which visible lines of a page are the article's: what an extractor found, mended by its surroundings.

The numbers are round and were not searched for; each rule was taken for what it does to both halves of the
pages of `../shared/data/html`: `python -m benchmarks.cleaning html ../shared/data/html`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from build_dossier.read.visible import VisibleLine

__all__ = ["Words", "article_lines", "words_of"]

Words = tuple[str, ...]
"""The words of a line, case folded."""

_WORD = re.compile(r"\w+")
_UNPARTED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Scripts that part no words: Thai, Lao, Burmese, Khmer, Japanese, Chinese; a character counts as a word."""
_WIDE = re.compile(f"[{_UNPARTED}]")
_WIDE_WORD = re.compile(f"[{_UNPARTED}]|[^\\W{_UNPARTED}]+")
_SHINGLE = 3
_SHARE = 0.8
"""Share of a line's word triples that the article must hold; extractors change little within a paragraph."""
_PROSE_WORDS = 12
_PROSE_LENGTH = 120
_WIDE_WORDS = 30
"""Characters of prose in scripts that part no words."""
_LINKED = 0.7
"""Share of links above which a line is a pointer to something else."""
_SOME_LINKS = 0.5
_STRONG_SHAPE = 0.3
"""Share of the found prose that a shape must have for other lines of that shape to be the article's, too."""
_APART = 25
"""Lines of other things after which what an extractor found is another text."""
_ANOTHER = 0.2
"""Share of the largest stretch's words that a stretch apart must have to be a part of the article."""
_IN_BODY = 0.6
"""Share of the prose inside an element called body from which the element's end is the article's."""
_REPEATED = 8
"""Words from which a line that stands twice is a teaser and the text it teases, and no refrain."""
_ODD = 0.2
"""Share of the found prose below which a name such as `cookie` is no name of the whole page."""
_STANDFIRST = 12
"""Lines above the first paragraph among which a standfirst stands; buttons and a picture may lie between."""
_NEAR = 3
"""Lines of something else that part no list from the article, and after which its end has come."""
_ITEM_WORDS = 5
"""Words that the items of a list have on average, if they are sentences and no buttons."""
_NOTICES = ("notice", "comments", "signup", "caption")
_COPYRIGHT = re.compile(r"[©ⓒ℗]|\(c\)\s?\d{4}|\bcopyright\b", re.IGNORECASE)
_DAY = re.compile(r"(?<!\d)\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)")
_SENTENCE = re.compile(r"[.!?…。！？।؟۔:：\"”»」』)]\s*$")
_NO_STANDFIRST = frozenset({"caption", "related", "comments", "signup", "notice", "author", "share"})
_NO_LIST = _NO_STANDFIRST | {"tags"}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def words_of(text: str) -> Words:
    """Return the words of a line, case folded."""
    text = text.casefold()
    wide = not text.isascii() and _WIDE.search(text)
    return tuple((_WIDE_WORD if wide else _WORD).findall(text))


def article_lines(
    lines: Sequence[VisibleLine], keys: Sequence[Words], body: str, summary: str = ""
) -> list[bool]:
    """Return a flag a line: whether it is the article's.

    `body` is the text that the extractor found or the metadata give, `summary` what they say it is about.
    """
    found = _found(keys, body)
    inside = [
        flag and line.linked <= _LINKED and line.reason != "h1" and line.region not in ("nav", "menu")
        for flag, line in zip(found, lines, strict=True)
    ]
    anchors = [at for at, flag in enumerate(inside) if flag and _is_prose(keys[at], lines[at])]
    if not anchors:
        return inside if any(inside) else [not line.region and line.linked <= _LINKED for line in lines]
    page = _Page(lines, keys, found, inside, anchors, set(_triples(words_of(summary))))
    for mend in (
        _alike,
        _pointers,
        _quotations,
        _lists,
        _asides,
        _headings,
        _datelines,
        _standfirst,
        _repetitions,
        _notices,
        _paywalls,
        _below_body,
        _apart,
        _ends,
        _bare_headings,
    ):
        mend(page)
    return page.inside


@dataclass(frozen=True, slots=True)
class _Page:
    lines: Sequence[VisibleLine]
    keys: Sequence[Words]
    found: list[bool]
    inside: list[bool]
    """What the rules change."""
    anchors: list[int]
    """Prose that the extractor found."""
    summary: set[Words]
    """Word triples of what the metadata say the article is about."""

    def added(self, at: int) -> bool:
        """Tell whether a line is new to both: neither found nor taken in."""
        return not self.found[at] and not self.inside[at]


def _found(keys: Sequence[Words], body: str) -> list[bool]:
    whole = {words_of(line) for line in body.split("\n")}
    triples = {triple for words in whole for triple in _triples(words)}
    found = []
    for words in keys:
        hit = bool(words) and words in whole
        if not hit and len(words) >= _SHINGLE:
            own = _triples(words)
            hit = sum([triple in triples for triple in own]) >= _SHARE * len(own)
        found.append(hit)
    return found


def _triples(words: Words) -> list[Words]:
    return list(zip(words, words[1:], words[2:]))  # noqa: B905 - the shortest ends it


def _is_prose(words: Words, line: VisibleLine) -> bool:
    length = len(line.text)
    wide = length < 2 * len(words)
    return len(words) >= (_WIDE_WORDS if wide else _PROSE_WORDS) or length >= _PROSE_LENGTH


def _alike(page: _Page) -> None:
    """Take in prose of the same shape as much of what was found: the extractor overlooked a part."""
    shapes: Counter[tuple[str, ...]] = Counter()
    for at in page.anchors:
        shapes[page.lines[at].shape] += len(page.keys[at])
    least = _STRONG_SHAPE * shapes.total()
    strong = {shape for shape, words in shapes.items() if words >= least}
    for at, line in enumerate(page.lines):
        if page.added(at) and line.shape in strong and line.linked <= _SOME_LINKS and not line.region:
            page.inside[at] = _is_prose(page.keys[at], line)


def _pointers(page: _Page) -> None:
    """Take in linked lines found amidst the article: addresses, and headings right above its text."""
    parents = {page.lines[at].parent for at in page.anchors}
    for at in range(page.anchors[0] + 1, page.anchors[-1]):
        line = page.lines[at]
        if page.found[at] and not page.inside[at] and line.parent in parents:
            heading = line.kind == "heading" and line.reason != "h1" and page.inside[at + 1]
            page.inside[at] = heading or bool(_ADDRESS.fullmatch(line.text))


def _quotations(page: _Page) -> None:
    """Take in quotations amidst the article, posts on networks among them, which extractors drop."""
    for at in range(page.anchors[0], page.anchors[-1]):
        line = page.lines[at]
        if page.added(at) and line.kind == "quote" and line.linked <= _LINKED and not line.region:
            page.inside[at] = True


def _lists(page: _Page) -> None:
    """Take in lists that stand between two lines of the article, if they link to nothing.

    A list that the article does not go on right below hangs on a line that stands once on the page: a list of
    news may begin with the article itself.
    """
    texts = Counter(line.text for line in page.lines)
    at = page.anchors[0] + 1
    while at < page.anchors[-1]:
        end = at
        while page.added(end) and _is_plain_item(page.lines[end]):
            end += 1
        if end > at and page.inside[at - 1]:
            long = sum(len(words) for words in page.keys[at:end]) >= _ITEM_WORDS * (end - at)
            once = texts[page.lines[at - 1].text] == 1
            if page.inside[end] or (long and once and any(page.inside[end : end + _NEAR])):
                page.inside[at:end] = [True] * (end - at)
        at = end + 1


def _is_plain_item(line: VisibleLine) -> bool:
    return line.kind == "list-item" and line.linked < 0.2 and not line.region and not line.marks & _NO_LIST


def _asides(page: _Page) -> None:
    """Take in boxes amidst the article that link to nothing and are called nothing else: sums, facts."""
    at = page.anchors[0] + 1
    while at < page.anchors[-1]:
        end = at
        while page.lines[end].region == "aside" and page.added(end):
            end += 1
        box = page.lines[at:end]
        plain = all(line.linked < 0.2 and not line.marks & _NO_LIST for line in box)
        if plain and sum(len(words) for words in page.keys[at:end]) >= _PROSE_WORDS:
            page.inside[at:end] = [True] * (end - at)
        at = end + 1


def _datelines(page: _Page) -> None:
    """Leave out lines above the text that hold a whole date in figures: when it was published, and where."""
    for at in range(page.anchors[0]):
        line = page.lines[at]
        page.inside[at] &= len(line.text) >= _PROSE_LENGTH or not _DAY.search(line.text)


def _headings(page: _Page) -> None:
    """Take in headings amidst the article that stand in one element with the line of it right below."""
    for at in range(page.anchors[0] + 1, page.anchors[-1]):
        line = page.lines[at]
        if page.added(at) and line.kind == "heading" and line.reason != "h1" and line.linked <= _SOME_LINKS:
            alone = line.marks & _NO_LIST or line.region
            page.inside[at] = not alone and page.inside[at + 1] and line.parent == page.lines[at + 1].parent


def _standfirst(page: _Page) -> None:
    """Take in prose right above the article that the page calls its summary, or that its metadata repeat."""
    first = page.anchors[0]
    for at in range(max(0, first - _STANDFIRST), first):
        line = page.lines[at]
        if (
            page.added(at)
            and line.kind in ("", "paragraph", "heading", "list-item")
            and not (line.marks & _NO_STANDFIRST or line.reason == "h1" or line.region or line.linked >= 0.2)
        ):
            named = "head" in line.marks and line.kind != "list-item" and _is_prose(page.keys[at], line)
            page.inside[at] = named or _is_repeated(page.keys[at], page.summary)


def _is_repeated(words: Words, summary: set[Words]) -> bool:
    own = _triples(words)
    return len(words) >= _REPEATED and sum([triple in summary for triple in own]) >= _SHARE * len(own)


def _repetitions(page: _Page) -> None:
    """Leave out what repeats a main heading, and the smaller company of what stands on the page twice."""
    titles = {page.keys[at] for at, line in enumerate(page.lines) if line.reason == "h1"}
    company = Counter(page.lines[at].parent for at, flag in enumerate(page.inside) if flag)
    places: dict[Words, list[int]] = {}
    for at, words in enumerate(page.keys):
        page.inside[at] &= words not in titles
        if page.inside[at] and len(words) >= _REPEATED:
            places.setdefault(words, []).append(at)
    for same in places.values():
        most = max(company[page.lines[at].parent] for at in same)
        for at in same:
            page.inside[at] = company[page.lines[at].parent] == most


def _notices(page: _Page) -> None:
    """Leave out what is called a notice, a comment, a caption or an offer, unless much of the page is."""
    words: Counter[str] = Counter()
    for at in page.anchors:
        words.update(dict.fromkeys(page.lines[at].marks, len(page.keys[at])))
    least = _ODD * sum(len(page.keys[at]) for at in page.anchors)
    odd = {mark for mark in _NOTICES if words[mark] < least}
    for at, line in enumerate(page.lines):
        page.inside[at] &= not line.marks & odd or line.kind == "quote"


def _paywalls(page: _Page) -> None:
    """Leave out what stands beside a link or a form in an element called a paywall: an offer, no text."""
    offers = {
        line.parent
        for line in page.lines
        if "paywall" in line.marks and (line.region == "form" or line.linked > _LINKED)
    }
    for at, line in enumerate(page.lines):
        page.inside[at] &= "paywall" not in line.marks or line.parent not in offers


def _below_body(page: _Page) -> None:
    """Leave out what stands below the element called body, where the article stands in one."""
    sizes = [(len(page.keys[at]), "body" in page.lines[at].marks, at) for at in page.anchors]
    within = sum(size for size, body, _ in sizes if body)
    if within >= _IN_BODY * sum(size for size, _, _ in sizes):
        last = max(at for _, body, at in sizes if body)
        for at in range(last + 1, len(page.lines)):
            page.inside[at] &= "body" in page.lines[at].marks


def _apart(page: _Page) -> None:
    """Leave out small stretches far from the article: teasers that begin like it, the foot of the page."""
    others = [0]
    for flag in page.inside:
        others.append(others[-1] + (not flag))
    stretches = [[page.anchors[0]]]
    for before, at in pairwise(page.anchors):
        if others[at] - others[before] > _APART:
            stretches.append([])
        stretches[-1].append(at)
    sizes = [sum(len(page.keys[at]) for at in stretch) for stretch in stretches]
    large = [stretch for stretch, size in zip(stretches, sizes, strict=True) if size >= _ANOTHER * max(sizes)]
    first, last = large[0][0], large[-1][-1]
    for at in range(len(page.lines)):
        distance = others[first] - others[at] if at < first else others[at] - others[min(last, at)]
        if distance > _APART:
            page.inside[at] = False


def _ends(page: _Page) -> None:
    """Leave out what is no prose below the last of it: names of lists of links, signs of copyright."""
    prose = (at for at, flag in enumerate(page.inside) if flag and _is_prose(page.keys[at], page.lines[at]))
    last = max(prose, default=-1)
    others = 0
    for at in range(last + 1, len(page.lines)):
        line = page.lines[at]
        if not page.inside[at]:
            others += _NEAR if line.linked > _LINKED else 1
            continue
        links = at + 1 < len(page.lines) and not page.inside[at + 1] and page.lines[at + 1].linked > _LINKED
        label = links and not _SENTENCE.search(line.text)
        page.inside[at] = others < _NEAR and not label and not _COPYRIGHT.search(line.text)


def _bare_headings(page: _Page) -> None:
    """Leave out headings without text below them: names of other articles, of boxes, of what follows."""
    inside = [at for at, flag in enumerate(page.inside) if flag]
    below = len(page.lines)
    for at in reversed(inside):
        line = page.lines[at]
        if line.kind == "heading" and (below == len(page.lines) or _is_cut_off(page.lines, at, below)):
            page.inside[at] = False
            if below == len(page.lines):
                continue
        below = at


def _is_cut_off(lines: Sequence[VisibleLine], at: int, below: int) -> bool:
    """Tell whether another heading of its level or a higher one follows, with something left out between."""
    after = lines[below]
    return after.kind == "heading" and lines[at].reason >= after.reason and below - at > 1
