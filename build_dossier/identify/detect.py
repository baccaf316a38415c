"""How likely each language is for a text: py3langid's model, one code for what is one written language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_dossier.identify.codes import normalised
from build_dossier.languages.close import Telling, groups, words

__all__ = [
    "CLOSE",
    "MOST_CHARACTERS",
    "evidence",
    "in_evidence",
    "known",
    "likeliest",
    "named",
    "plain",
    "size",
]

UNKNOWN = "und"
LEAST_LETTERS = 12
"""Fewer letters of prose are no evidence: two or three words fit too many languages."""
LEAST_CONFIDENCE = 0.25
"""Below it the model guesses: single words get .02 to .24, the shortest sentences .3."""
SURE = 0.6
"""With fewer letters, what is surer than this is right 19 times in 20: scripts of one language, mostly."""
MOST_CHARACTERS = 2_000
"""More prose does not change the answer: an article is past .99 after some 500 characters."""
UNLIKELY = 1e-6
"""Probability below which a language is left out of what a text may be in."""
SELDOM = frozenset(["an", "bik", "ext", "la", "lij", "ltg", "oc", "pcm", "vec", "vo", "wa"])
"""Codes of languages in which hardly any news is written: what a heading of a large neighbour looks like."""
SELDOM_WEIGHT = 0.1
"""What the model's probability of these is multiplied with; of .3, .1, .03 the least that costs them nothing
but single paragraphs (Universal Declaration of Human Rights) and wins the most elsewhere."""
WAVERS = 0.01
"""Least probability of each of two close languages from which words decide between them; by hand."""
TELLS, MOST_TELLING = 3.0, 6
"""How much likelier a language is for each word that it has more of its own, and how many are counted.

By hand, of 2, 3, 4, 6 and 10, on half of GNOME's help and Firefox's messages.
"""

WRITTEN_AS = {"yue": "zh", "wuu": "zh", "ary": "ar", "arz": "ar", "hbo": "he"}
"""Codes between which the model wavers on one written language, and the code of that language."""
CLOSE = ("bs", "hr", "sr-Latn")
"""Languages that no detector tells apart: one in evidence, told by name, with doubt."""
_CLOSE_LABELS = frozenset({"bs", "hr", "sr"})
TOGETHER = "hbs"
"""Their code in evidence: ISO 639-3 has one for the three."""

_NOISE = re.compile(r"(?:https?://|www\.)[!-~]+|(?<![!-~])[!-~]*@[!-~]+|`[^`\n]*`")
"""In ASCII alone: scripts that part no words go on right behind an address."""
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_SIGN = re.compile(r"(?!\w)[\u0591-\u05c7\u064b-\u065f\u0900-\u109f\u1780-\u17ff]")
"""Vowels and the like that are no letters by Unicode."""
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def plain(text: str) -> str:
    """Return a text without addresses, handles and code, which are in no language."""
    return _NOISE.sub(" ", text)


def size(text: str) -> int:
    """Return how many letters and vowel signs a text has; one that is a syllable or a word is three."""
    found = sum(map(str.isalpha, text))
    return found if text.isascii() else found + 2 * len(_WIDE.findall(text)) + len(_SIGN.findall(text))


def likeliest(text: str) -> tuple[str, float]:
    """Return the code of the likeliest language and its probability, `und` where none stands out."""
    letters = size(text)
    likely = evidence(text) if letters else {}
    code = max(likely, key=likely.__getitem__, default=UNKNOWN)
    confidence = likely.get(code, 0.0)
    known = confidence >= (LEAST_CONFIDENCE if letters >= LEAST_LETTERS else SURE)
    return (code if known else UNKNOWN), confidence


def evidence(text: str) -> Mapping[str, float]:
    """Return the probability of each language that a text may be in, by BCP 47 code.

    Croatian, Serbian and Bosnian in the Latin script are one, `hbs`; `named` gives the likeliest of them.
    """
    found = _likely(text)
    if "zh" in found and _WIDE.search(text):
        share = _traditional(text)
        found["zh-Hant"] = found["zh"] * share
        found["zh"] *= 1 - share
    for group in groups():
        _tell_apart(found, group, text)
    return found


def _tell_apart(found: dict[str, float], group: Mapping[str, Telling], text: str) -> None:
    """Weigh close languages between which the model wavers by the words that only one of them has."""
    close = [code for code in group if found.get(code, 0.0) >= WAVERS]
    if len(close) < 2:
        return
    spoken = words(text)
    counts = {code: group[code].count(spoken) for code in close}
    most = max(counts.values())
    weighed = {code: found[code] * TELLS ** max(counts[code] - most, -MOST_TELLING) for code in close}
    share = sum(found[code] for code in close) / sum(weighed.values())
    found.update((code, weight * share) for code, weight in weighed.items())


def named(code: str, text: str) -> str:
    """Return a code of `evidence` as one of a language, the likeliest of those that are one there."""
    if code != TOGETHER:
        return code
    label = next(label for label, _ in _identifier().rank(text) if label in _CLOSE_LABELS)
    return "sr-Latn" if label == "sr" else str(label)


def in_evidence(code: str) -> str:
    """Return the code under which `evidence` speaks of a language."""
    return TOGETHER if code in CLOSE else code


@cache
def known() -> frozenset[str]:
    """Return the codes that `evidence` can speak of."""
    codes = {normalised(WRITTEN_AS.get(label, label)) for label in _identifier().labels}
    return frozenset(codes | {TOGETHER, "zh-Hant"}) - {""}


def _traditional(text: str) -> float:
    """Return how surely Chinese is written in traditional characters: by the charsets Big5 and GB 2312."""
    return 1 / (1 + 3.0 ** max(-20, min(20, sum(map(_simplified, text)))))


@cache
def _simplified(letter: str) -> int:
    """Return 1 for a letter that only GB 2312 has, -1 for one that only Big5 has, else 0."""
    big5, gb2312 = (len(letter.encode(charset, "ignore")) > 1 for charset in ("big5", "gb2312"))
    return gb2312 - big5


@cache
def _identifier() -> Any:
    """Load py3langid's model once a process (.6 s); its confidence then lies between 0 and 1."""
    from py3langid import langid  # noqa: PLC0415 - loading it costs .7 s, which a stated language saves

    class Identifier(langid.LanguageIdentifier):
        """The model, asked for what is likely without sorting what is not: a third of the time."""

        def scores(self, text: str) -> Any:
            """Return the probability of each column, an array."""
            return self._decide(text)  # type: ignore[no-untyped-call]  # an untyped package

    load: Callable[..., Any] = Identifier.from_model_file
    return load(langid.MODEL_FILE, norm_probs=True)


def _likely(text: str) -> dict[str, float]:
    """Return the probability of each code that is not `UNLIKELY`."""
    codes, first, weights, folded = _columns(cyrillic=bool(_CYRILLIC.search(text)))
    scores: NDArray[np.float32] = _identifier().scores(text)
    for column, into in folded:
        scores[into] += scores[column]
    scores = scores[first] * weights
    scores /= scores.sum()
    likely = (scores >= UNLIKELY).nonzero()[0]
    return {codes[at]: score for at, score in zip(likely.tolist(), scores[likely].tolist(), strict=True)}


@cache
def _columns(
    *, cyrillic: bool
) -> tuple[list[str], NDArray[np.intp], NDArray[np.float32], list[tuple[int, int]]]:
    """Return the codes of the model, the first column of each, its weight, and which goes into which."""
    first: dict[str, int] = {}
    folded: list[tuple[int, int]] = []
    for at, label in enumerate(_identifier().nb_classes):
        together = label in _CLOSE_LABELS and not cyrillic
        code = TOGETHER if together else normalised(WRITTEN_AS.get(label, label))
        if code and first.setdefault(code, at) != at:
            folded.append((at, first[code]))
    weights = [SELDOM_WEIGHT if code in SELDOM else 1.0 for code in first]
    return list(first), np.array(list(first.values())), np.array(weights, dtype=np.float32), folded
