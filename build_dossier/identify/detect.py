"""How likely each language is for a text: py3langid's model, one code for what is one written language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from build_dossier.identify.codes import normalised

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
LEAST_CONFIDENCE = 0.2
"""Below it py3langid guesses: single words get .02 to .15, the shortest sentences .3."""
SURE = 0.6
"""With fewer letters, what is surer than this is right 19 times in 20: scripts of one language, mostly."""
MOST_CHARACTERS = 2_000
"""More prose does not change the answer: an article is past .99 after some 500 characters."""
UNLIKELY = 1e-6
"""Probability below which a language is left out of what a text may be in."""

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
    found: dict[str, float] = {}
    latin = not _CYRILLIC.search(text)
    for label, probability in _identifier().likely(text):
        code = TOGETHER if latin and label in _CLOSE_LABELS else normalised(WRITTEN_AS.get(label, label))
        if code:
            found[code] = found.get(code, 0.0) + probability
    if "zh" in found and _WIDE.search(text):
        share = _traditional(text)
        found["zh-Hant"] = found["zh"] * share
        found["zh"] *= 1 - share
    return found


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
    big5, gb2312 = (sum(_has(letter, charset) for letter in text) for charset in ("big5", "gb2312"))
    return 1 / (1 + 3.0 ** max(-20, min(20, gb2312 - big5)))


def _has(letter: str, charset: str) -> bool:
    try:
        return len(letter.encode(charset)) > 1
    except UnicodeEncodeError:
        return False


@cache
def _identifier() -> Any:
    """Load py3langid's model once a process (.6 s); its confidence then lies between 0 and 1."""
    from py3langid import langid  # noqa: PLC0415 - loading it costs .7 s, which a stated language saves

    class Identifier(langid.LanguageIdentifier):
        """The model, asked for what is likely without sorting what is not: a third of the time."""

        def likely(self, text: str) -> list[tuple[str, float]]:
            """Return the labels that are not `UNLIKELY`, with their probabilities."""
            scores: Any = self._decide(text)  # type: ignore[no-untyped-call]  # an untyped package
            return [(self.nb_classes[at], float(scores[at])) for at in (scores >= UNLIKELY).nonzero()[0]]

    load: Callable[..., Any] = Identifier.from_model_file
    return load(langid.MODEL_FILE, norm_probs=True)
