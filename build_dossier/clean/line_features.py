"""What can be measured about the lines of a text in any language: shape, words shared, place, neighbours.

Every figure is linear in the text: a line is read to its `LONG`th character, compared with a fixed
number of neighbours, and counted in tables of the whole text. Blank lines are not among the lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from build_dossier.clean.line_words import LONG, MANY, SHORT, UNSPACED, WORD, grams, is_telling, tokens

__all__ = ["CORE", "GROUPS", "NAMES", "Matrix", "measure", "measure_cues", "measure_text"]

Matrix: TypeAlias = NDArray[np.float64]

HEAD = 160
"""Characters of a line whose kinds are counted."""
CORE = 20
"""Words from which a line with sentences in it is a paragraph of the article."""

_INNER = re.compile(r"[.!?…。！？।؟۔][\"'”’»«›)\]）」』】]*\s|[。！？](?=.)")
_DATE = re.compile(r"\d(?:[:.h]\d\d(?!\d)|[09]\d\d(?!\d)|[./-]\d{1,2}[./-]\d\d)")
_DIGIT = re.compile(r"\d")
_COMMA = re.compile("[,、，،]")
_ADDRESS = ("://", "www.", "@", ".com", ".org", ".net")
_CAMEL = re.compile(r"[a-zß-öø-ÿ][A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]")
_STOPS = frozenset(".!?…。！？।؟۔")
_CLOSING = "\"'”’»«›)]）」』】* "
_OPENING = frozenset("\"'“‘„«»「『")
_BULLETS = frozenset("-–—•·*▪◦")
_RIGHTS = ("©", "®", "™", "ⓒ")

SHAPE = (
    "chars", "words", "wordlen", "maxword", "end", "start", "stops", "commas", "colon", "capitals", "upper",
    "small", "digits", "digitcount", "digits20", "symbols", "tailcapitals", "tailcolon", "tailslash",
    "tailparen", "ellipsis", "camel", "date", "rights", "address", "asks",
)  # fmt: skip
SHARED = (
    "shared", "sharedall", "known", "unknown", "sharednext", "sharedpage", "sharedtop", "rare", "copies",
    "copydistance", "samefirst", "samelast", "sametwo", "likeprevious", "likenext", "beginsprevious",
    "beginsnext",
)  # fmt: skip
PLACE = (
    "wordsbefore", "wordsafter", "share", "line", "lineend", "fromfirst", "fromlast", "coreprevious",
    "corenext", "sentenceprevious", "sentencenext", "run", "runprevious", "runnext", "samenear", "sameother",
    "copiesnear",
)  # fmt: skip
PAGE = (
    "pagelines", "pagewords", "pagecore", "pageshort", "pagemedian", "pagecoremedian", "pagesentences",
    "pagecopies",
)  # fmt: skip
LEXICAL = ("cues", "cuemost", "cueleast")
_BESIDE = ("words", "end", "start", "capitals", "digits", "symbols", "shared", "cues")
_AROUND = ("words", "capitals", "cues", "sentence")
_STEPS = (-2, -1, 1, 2)
_WINDOWS = ((-5, -1), (1, 5), (-10, -1), (1, 10))
NEIGHBOURS = (
    *(f"{name}{step:+d}" for step in _STEPS for name in _BESIDE),
    *(f"{name}{first:+d}to{last:+d}" for first, last in _WINDOWS for name in _AROUND),
    "pagecues",
)

NAMES = (*SHAPE, *SHARED, *PLACE, *PAGE, *LEXICAL, *NEIGHBOURS)
"""The columns of `measure`, in order."""

GROUPS: Mapping[str, tuple[str, ...]] = {
    "length": ("chars", "words", "wordlen", "maxword"),
    "sentence": ("end", "stops", "commas", "small", "colon", "tailcolon", "ellipsis"),
    "signs": (
        "start", "digits", "digitcount", "digits20", "symbols", "tailslash", "tailparen", "camel", "date",
        "rights", "address", "asks",
    ),
    "capitals": ("capitals", "upper", "tailcapitals"),
    "words": ("shared", "sharedall", "known", "unknown", "sharednext", "sharedpage", "sharedtop", "rare"),
    "copies": (
        "copies", "copydistance", "samefirst", "samelast", "sametwo", "likeprevious", "likenext",
        "beginsprevious", "beginsnext", "copiesnear",
    ),
    "place": PLACE[:11],
    "run": (*PLACE[11:16], *NEIGHBOURS[:-1]),
    "cues": LEXICAL,
}  # fmt: skip
"""Columns that say one thing together, by what they say."""


def measure(lines: Sequence[str], lexicon: Mapping[str, int]) -> Matrix:
    """Return a row for each line and a column for each of `NAMES`; the lines are stripped and not blank."""
    if not lines:
        return np.zeros((0, len(NAMES)))
    words = [tokens(line) for line in lines]
    return measure_cues(measure_text(lines, words), words, lexicon)


def measure_text(lines: Sequence[str], words: Sequence[list[str]]) -> Matrix:
    """Return the columns that need no lexicon: `SHAPE`, `SHARED`, `PLACE`, `PAGE`, mark of sentences."""
    shape = np.array([_shape(line, some) for line, some in zip(lines, words, strict=True)], dtype=np.float64)
    count, end = shape[:, 1], shape[:, 4]
    core = (count >= CORE) & ((end >= 3) | (shape[:, 6] > 0))
    if not core.any():
        core = count >= max(8.0, count.max() / 2)
    sentence = (end >= 3) & (count >= 5)
    shared = _shared(lines, words, core)
    place, page = _place(shape, shared, core, sentence)
    return np.column_stack([shape, shared, place, page, sentence])


def measure_cues(text: Matrix, words: Sequence[list[str]], lexicon: Mapping[str, int]) -> Matrix:
    """Return all columns of `NAMES` from those of `measure_text`."""
    lexical = np.array([_lexical(some, lexicon) for some in words], dtype=np.float64)
    return np.hstack([text[:, :-1], lexical, _neighbours(text, lexical)])


def _end(text: str) -> int:
    """Return how a line ends: 4 sentence, 3 quotation or bracket, 2 colon, 1 comma or dash, 0 otherwise."""
    bare = text[-12:].rstrip(_CLOSING)[-1:]
    if bare in _STOPS:
        return 4
    if text[-1] in _CLOSING:
        return 3
    if bare in (":", "："):
        return 2
    return 1 if bare and bare in ",;-–—،、" else 0


def _start(first: str) -> int:
    if first.isalpha():
        return 0 if first.isupper() else 1 if first.islower() else 3
    if first.isdigit():
        return 2
    return 4 if first in _OPENING else 5 if first in _BULLETS else 6


def _shape(text: str, words: Sequence[str]) -> list[float]:
    size = len(text)
    part = text[:LONG]
    head = text[:HEAD]
    tail = text[-45:]
    cased = [word for word in WORD.findall(head) if not word[0].isdigit()]
    lengths = [len(word) for word in cased]
    letters = sum(lengths)
    some = max(1, len(cased))
    digits = len(_DIGIT.findall(head))
    plain = text.isascii()
    unspaced = not plain and UNSPACED.search(head) is not None
    count = len(words) * max(1.0, size / LONG) / (2 if unspaced else 1)
    colon = head.find(":", 0, 60)
    after = max(tail.rfind(":"), tail.rfind("："))
    slash = tail.rfind("/")
    paren = max(tail.rfind("("), tail.rfind("（")) if tail[-1] in ")）" else -1
    span = len(head)
    return [
        min(size, 3000),
        count,
        5.0 if unspaced else letters / some,
        max(lengths, default=0),
        _end(text),
        _start(text[0]),
        len(_INNER.findall(part)),
        part.count(",") if plain else len(_COMMA.findall(part)),
        colon + 1,
        sum([word[0].isupper() for word in cased]) / some,
        sum([len(word) for word in cased if word.isupper()]) / max(1, letters),
        sum([word.islower() for word in cased if len(word) <= 3]) / some,
        digits / span,
        digits,
        len(_DIGIT.findall(text[:20])) if digits else 0,
        max(0, span - letters - digits - head.count(" ")) / span,
        sum([word[0].isupper() for word in WORD.findall(text[-40:])]),
        len(tail) - after if after >= 0 else 0,
        len(tail) - slash if slash >= 0 else 0,
        len(tail) - paren if paren >= 0 else 0,
        text.endswith(("...", "…", "…]", "...]")),
        len(_CAMEL.findall(head)),
        digits > 1 and _DATE.search(head) is not None,
        not plain and any(sign in part for sign in _RIGHTS),
        any(sign in head for sign in _ADDRESS),
        head.count("?") + head.count("!"),
    ]


def _shared(lines: Sequence[str], words: Sequence[list[str]], core: NDArray[np.bool_]) -> Matrix:
    """Return what each line's words and text have in common with the rest of the text."""
    sets = [set(some[:MANY]) for some in words]
    page = Counter(chain.from_iterable(sets))
    article = Counter(chain.from_iterable(set(words[at]) for at in np.flatnonzero(core).tolist()))
    telling = {word for word in page if is_telling(word)}
    often = {word for word, count in page.items() if count > 1}
    elsewhere = ({*article}, {word for word, count in article.items() if count > 1})
    top: set[str] = set().union(*sets[:3])
    following = _next_core(sets, core)
    out = []
    for at, few in enumerate(sets):
        told = few & telling
        vocabulary = elsewhere[int(core[at])]
        size, big = max(1, len(few)), len(told) or 1
        known = len(told & vocabulary)
        out.append(
            (
                known / big if told else -1,
                len(few & vocabulary) / size,
                known,
                len(told) - known,
                len(told & following[at]) / big if told else -1,
                len(told & often) / big if told else -1,
                len(few & top) / size if at >= 3 else -1,
                len(told - vocabulary - often) / big,
            )
        )
    return np.hstack([np.array(out, dtype=np.float64), _copies(lines, words, sets)])


def _copies(lines: Sequence[str], words: Sequence[list[str]], sets: Sequence[set[str]]) -> Matrix:
    """Return how far each line is a copy of others, or built like them."""
    keys = [" ".join(some) or line for some, line in zip(words, lines, strict=True)]
    copies = Counter(keys)
    first = Counter(some[0] for some in words if some)
    last = Counter(some[-1] for some in words if some)
    two = Counter((some[0], some[1]) for some in words if len(some) > 1)
    begins = [line[:120].lower() for line in lines]
    seen: dict[str, int] = {}
    total = len(lines)
    out = []
    for at, (few, some, key) in enumerate(zip(sets, words, keys, strict=True)):
        size = max(1, len(few))
        out.append(
            (
                min(copies[key], 10),
                min(at - seen.get(key, at), 50),
                min(first[some[0]], 10) if some else 0,
                min(last[some[-1]], 10) if some else 0,
                min(two[some[0], some[1]], 10) if len(some) > 1 else 0,
                len(few & sets[at - 1]) / size if at else 0,
                len(few & sets[at + 1]) / size if at + 1 < total else 0,
                _begins(begins, at, -1),
                _begins(begins, at, 1),
            )
        )
        seen[key] = at
    return np.array(out, dtype=np.float64)


def _next_core(sets: Sequence[set[str]], core: NDArray[np.bool_]) -> list[set[str]]:
    """Return for each line the words of the next paragraph below it."""
    out: list[set[str]] = []
    below: set[str] = set()
    for at in range(len(sets) - 1, -1, -1):
        out.append(below)
        if core[at]:
            below = sets[at]
    return out[::-1]


def _begins(lines: Sequence[str], at: int, step: int) -> int:
    """Return 1 when a line and its neighbour begin alike, to the shorter's end; 2 for the one behind it."""
    found = 0
    mine = lines[at]
    for far in (1, 2):
        other = at + step * far
        if len(mine) >= 8 and 0 <= other < len(lines) and len(lines[other]) >= 8:
            found += far * (mine.startswith(lines[other]) or lines[other].startswith(mine))
    return found


def _since(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return how many lines above each line the mask holds last, 30 at most."""
    index = np.arange(len(mask))
    latest = np.maximum.accumulate(np.where(mask, index, -1000))
    out: NDArray[np.int64] = np.minimum(index - np.concatenate([[-1000], latest[:-1]]), 30)
    return out


def _place(
    shape: Matrix, shared: Matrix, core: NDArray[np.bool_], sentence: NDArray[np.bool_]
) -> tuple[Matrix, Matrix]:
    """Return where each line stands in the text, and what the text as a whole is like."""
    total = len(shape)
    index = np.arange(total)
    count = np.minimum(shape[:, 1], 300)
    before = np.concatenate([[0.0], np.cumsum(count)])
    sum_words = max(before[-1], 1.0)
    paragraphs = np.flatnonzero(core)
    first, last = (paragraphs[0], paragraphs[-1]) if len(paragraphs) else (0, total - 1)
    short = ~sentence & (shape[:, 1] < SHORT)
    above, below = _since(~short), _since(~short[::-1])[::-1]
    kinds = np.column_stack(
        [np.minimum(shape[:, 1], 30) // 4, shape[:, 4], shape[:, 5], shape[:, 9] * 2.99 // 1]
    )
    alike = _alike(kinds @ np.array([1.0, 10.0, 100.0, 1000.0]), 6)
    copied = (shared[:, 8:9] > 1).astype(np.float64)
    place = [
        np.minimum(before[:-1], 500),
        np.minimum(sum_words - before[1:], 500),
        before[:-1] / sum_words,
        np.minimum(index, 30),
        np.minimum(total - 1 - index, 30),
        np.clip(index - first, -30, 30),
        np.clip(index - last, -30, 30),
        _since(core),
        _since(core[::-1])[::-1],
        _since(sentence),
        _since(sentence[::-1])[::-1],
        np.where(short, above + below - 1, 0),
        above,
        below,
        alike.sum(axis=1) - 1,
        alike[:, 4].astype(np.float64) + alike[:, 8],
        _window(copied, -4, 4)[:, 0] * 9,
    ]
    page = [
        min(total, 300),
        min(sum_words, 5000),
        core.mean(),
        short.mean(),
        np.median(shape[:, 1]),
        np.median(shape[core, 1]) if len(paragraphs) else 0,
        sentence.mean(),
        copied.mean(),
    ]
    return np.column_stack(place).astype(np.float64), np.tile(np.array(page, dtype=np.float64), (total, 1))


def _shift(values: Matrix, step: int, missing: float) -> Matrix:
    """Return the values of the line `step` below each line."""
    out = np.full_like(values, missing)
    if abs(step) < len(values):
        if step < 0:
            out[-step:] = values[:step]
        else:
            out[:-step] = values[step:]
    return out


def _alike(code: Matrix, reach: int) -> NDArray[np.bool_]:
    """Return for each line which of the lines from `reach` above to `reach` below have its code."""
    padded = np.concatenate([np.full(reach, -1.0), code, np.full(reach, -1.0)])
    out: NDArray[np.bool_] = sliding_window_view(padded, 2 * reach + 1) == code[:, None]
    return out


def _window(values: Matrix, first: int, last: int) -> Matrix:
    """Return the means over the lines from `first` to `last` below each line, 0 where there is none."""
    total = len(values)
    index = np.arange(total)
    sums = np.zeros((total + 1, values.shape[1]))
    np.cumsum(values, axis=0, out=sums[1:])
    low = np.minimum(np.maximum(index + first, 0), total)
    high = np.minimum(np.maximum(index + last + 1, 0), total)
    out: Matrix = (sums[high] - sums[low]) / np.maximum(high - low, 1)[:, None]
    return out


def _lexical(words: Sequence[str], lexicon: Mapping[str, int]) -> tuple[float, float, float]:
    """Return the sum, the highest and the lowest of a line's weights."""
    found = [weight for key in grams(words) if (weight := lexicon.get(key))]
    return (sum(found), max(found, default=0), min(found, default=0)) if found else (0, 0, 0)


_BESIDE_AT = [(*SHAPE, *SHARED).index(name) for name in _BESIDE[:-1]]


def _neighbours(text: Matrix, lexical: Matrix) -> Matrix:
    """Return what stands around each line, and how the text as a whole is weighed."""
    cues = lexical[:, 0]
    beside = np.column_stack([text[:, _BESIDE_AT], cues])
    beside[:, 0] = np.minimum(beside[:, 0], 100)
    around = np.column_stack([np.minimum(beside[:, 0], 60), beside[:, 3], cues, text[:, -1]])
    return np.column_stack(
        [
            *(_shift(beside, step, -2.0) for step in _STEPS),
            *(_window(around, first, last) for first, last in _WINDOWS),
            np.full(len(text), cues.mean()),
        ]
    )
