"""Which language a source is written in, and which documents it holds.

A ruling of the curator comes first, then what the source states about itself, then py3langid on its prose.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from anyascii import anyascii
from babel import Locale
from babel.core import get_global

from build_dossier.languages import available
from build_dossier.model import Document, Language, Source

__all__ = ["documents", "identify", "normalised"]

UNKNOWN = "und"
LEAST_LETTERS = 12
"""Fewer letters of prose are no evidence: two or three words fit too many languages."""
LEAST_CONFIDENCE = 0.2
"""Below it py3langid guesses: single words get .02 to .15, the shortest sentences .3."""
MOST_CHARACTERS = 20_000
"""More prose does not change the answer: an article is past .99 after some 500 characters."""
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*")
CHINESE = ("zh", "yue", "wuu")
"""Codes between which py3langid wavers on written Chinese."""
NOISE = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+|`[^`\n]*`")


def identify(source: Source, ruled: str = "") -> Language:
    """Return the language of a source: as ruled, stated or detected, `und` when nobody can tell."""
    if code := normalised(ruled):
        return Language(code, 1.0, "ruled")
    if code := normalised(source.stated.get("language", "")):
        return Language(code, 1.0, "stated")
    return _detected(_prose(source))


def documents(source: Source, ruled: str = "") -> tuple[Document, ...]:
    """Return the documents of a source, at present always one; no two paths get the same id."""
    return (Document(_id(source.path), source, identify(source, ruled)),)


MACRO = {"no": "nb"}
"""Codes of a group of languages that newspapers use for one of them: Norwegian is written as Bokmål."""


@cache
def normalised(stated: str) -> str:
    """Return the shortest true BCP 47 code for a language tag or name, empty when it is neither.

    `de-AT` is `de`, `in_ID` is `id`, `zh-TW` is `zh-Hant`, `Bahasa Indonesia` is `id`.
    """
    text = stated.strip().split(",", maxsplit=1)[0].strip()
    if TAG.fullmatch(text):
        code = _minimal(re.split(r"[-_]", text))
        if code:
            return code
    return _by_name().get(text.casefold(), "")


def _minimal(subtags: list[str]) -> str:
    language = subtags[0].lower()
    script = next((tag.title() for tag in subtags[1:] if len(tag) == 4 and tag.isalpha()), "")
    region = next((tag.upper() for tag in subtags[1:] if len(tag) == 2 and tag.isalpha()), "")
    renamed = str(_aliases().get(language, MACRO.get(language, language))).split("_")
    language, script = renamed[0], script or (renamed[1] if len(renamed) > 1 else "")
    if language not in _known() or language in {UNKNOWN, "mul", "zxx"}:
        return ""
    likely = _likely_script(language)
    script = script or _likely_script(f"{language}_{region}") or likely
    return language if script == likely or not likely else f"{language}-{script}"


@cache
def _aliases() -> Mapping[str, Any]:
    aliases: Mapping[str, Any] = get_global("language_aliases")
    return aliases


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale("en").languages)


def _likely_script(key: str) -> str:
    parts = str(get_global("likely_subtags").get(key, "")).split("_")
    return next((part for part in parts if len(part) == 4), "")


@cache
def _by_name() -> Mapping[str, str]:
    """Return the code by the language's name, said in English, in itself or in a language that has a pack."""
    names: dict[str, str] = {}
    for spoken in ("en", *available()):
        for code, name in sorted(Locale(spoken).languages.items()):
            if "_" not in code:
                names.setdefault(str(name).casefold(), code)
    for code in available():
        names.setdefault((Locale(code).display_name or code).casefold(), code)
        names.setdefault(f"bahasa {Locale(code).display_name}".casefold(), code)
    return names


def _prose(source: Source) -> str:
    """Return the lines of running text: at least half as long as the line the median letter stands in."""
    ignored = {hint.line for hint in source.hints if hint.kind in {"boilerplate", "metadata"}}
    lines = [line.strip() for number, line in enumerate(source.text.split("\n"), 1) if number not in ignored]
    lengths = sorted((len(line) for line in lines), reverse=True)
    half, seen, median = sum(lengths) / 2, 0, 0
    for median in lengths:
        seen += median
        if seen >= half:
            break
    prose = "\n".join(line for line in lines if line and 2 * len(line) >= median)
    return NOISE.sub(" ", prose[:MOST_CHARACTERS])


def _detected(prose: str) -> Language:
    if sum(map(str.isalpha, prose)) < _least_letters(prose):
        return Language(UNKNOWN, 0.0)
    code, confidence = _identifier().classify(prose)
    code = normalised(str(code))
    if not code or confidence < LEAST_CONFIDENCE:
        return Language(UNKNOWN, round(float(confidence), 4))
    return Language(_chinese(prose) if code in CHINESE else code, round(float(confidence), 4))


def _chinese(prose: str) -> str:
    """Tell traditional from simplified characters by the two national character sets, Big5 and GB 2312."""
    big5, gb2312 = (sum(_has(letter, charset) for letter in prose) for charset in ("big5", "gb2312"))
    return "zh-Hant" if big5 > gb2312 else "zh"


def _has(letter: str, charset: str) -> bool:
    try:
        return len(letter.encode(charset)) > 1
    except UnicodeEncodeError:
        return False


def _least_letters(prose: str) -> int:
    """Return how many letters make evidence: a third in scripts that write a syllable or a word in one."""
    wide = sum(unicodedata.east_asian_width(letter) in {"W", "F"} for letter in prose[:200])
    return LEAST_LETTERS // 3 if wide > len(prose[:200]) / 2 else LEAST_LETTERS


@cache
def _identifier() -> Any:
    """Load py3langid's model once a process (.6 s); its confidence then lies between 0 and 1."""
    from py3langid import langid  # noqa: PLC0415 - loading it costs .7 s, which a stated language saves

    load: Callable[..., Any] = langid.LanguageIdentifier.from_model_file
    return load(langid.MODEL_FILE, norm_probs=True)


def _id(path: str) -> str:
    """Return the path as a slug; where that could be another path's slug too, a digest tells them apart."""
    pure = PurePosixPath(path)
    stem = str(pure.with_suffix("")) if pure.suffix == ".txt" else path
    slug = re.sub(r"[^a-z0-9_]+", "-", anyascii(stem).lower()).strip("-")[:80].strip("-")
    if slug == stem:
        return slug
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{slug}-{digest}" if slug else digest
