"""Which language a source is written in, and which documents it holds.

A ruling of the curator comes first, then what the source states about itself, then py3langid on its prose.
A source in several languages becomes a document for each; what is only quoted stays where it is quoted.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from anyascii import anyascii

from build_dossier.identify.codes import base, normalised
from build_dossier.identify.detect import (
    CLOSE,
    MOST_CHARACTERS,
    evidence,
    in_evidence,
    known,
    likeliest,
    named,
    plain,
)
from build_dossier.identify.parts import Reading, languages_of, readings
from build_dossier.identify.quoted import EXCLUDED, quoted
from build_dossier.model import Document, Language, Source

__all__ = ["documents", "identify", "normalised"]

CONTRADICTED = 0.95
"""How sure the detector must be of another language than the stated one for the curator to hear of it."""


def identify(source: Source, ruled: str = "", lines: Collection[int] = ()) -> Language:
    """Return the language of a source, or of some lines: ruled, stated, detected, or `und` in doubt."""
    if code := normalised(ruled):
        return Language(code, 1.0, "ruled")
    prose = plain(_prose(source, lines))
    found = _language(prose, *likeliest(prose))
    if code := normalised(source.stated.get("language", "")):
        other = base(found.code) != base(code) and in_evidence(found.code) != in_evidence(code)
        doubted = other and in_evidence(code) in known() and found.confidence >= CONTRADICTED
        return Language(code, 1.0, "stated", (found.code,) if doubted else ())
    return found


def documents(
    source: Source, ruled: str = "", parts: Mapping[str, str] = MappingProxyType({})
) -> tuple[Document, ...]:
    """Return the documents of a source, in the order they begin in.

    A ruled language is that of the whole source; `parts` has the ruled ones of its parts, by the language
    that was found. Each line belongs to exactly one document.
    """
    found = readings(source)
    spoken = languages_of(found)
    stated = normalised(source.stated.get("language", ""))
    codes = list(dict.fromkeys(spoken.values()))
    if len(codes) < 2 or normalised(ruled) or (stated and in_evidence(stated) not in codes):
        language = identify(source, ruled, _of_one(found, "".join(codes[:1])))
        return (Document(_id(source.path), source, language, foreign=quoted(source, found, language.code)),)
    titled = _titled(source, spoken)
    return tuple(
        _part(source, [each for each in found if spoken[each.number] == code], code, titled == code, parts)
        for code in codes
    )


def _of_one(found: Sequence[Reading], code: str) -> Collection[int]:
    """Return the numbers of the lines that may be in a source's one language: the others are quoted."""
    return [each.number for each in found if not each.likely or each.likely.get(code, 0.0) > EXCLUDED]


def _part(
    source: Source, found: Sequence[Reading], code: str, titled: bool, ruled: Mapping[str, str]
) -> Document:
    """Return the document of the lines of one language; the stated title is that of one document only."""
    lines = frozenset(reading.number for reading in found)
    prose = plain(_prose(source, lines))
    language = _language(prose, code, evidence(prose).get(code, 0.0))
    part = language.code
    stated = normalised(source.stated.get("language", ""))
    if in_evidence(stated) == code:
        language = Language(stated, 1.0, "stated")
    if chosen := normalised(ruled.get(part, "")):
        language = Language(chosen, 1.0, "ruled")
    kept = {key: value for key, value in source.stated.items() if titled or key != "title"}
    foreign = quoted(source, found, language.code)
    id = f"{_id(source.path)}-{part.lower()}"
    return Document(id, replace(source, stated=kept), language, part, lines, foreign)


def _titled(source: Source, spoken: dict[int, str]) -> str:
    """Return the code of the document that the stated title heads: where it stands, else by its language."""
    title = source.stated.get("title", "")
    lines = source.text.split("\n")
    standing = next((code for number, code in spoken.items() if lines[number - 1].strip() == title), "")
    likely = evidence(plain(title))
    return standing or max(spoken.values(), key=lambda code: likely.get(code, 0.0))


def _language(prose: str, code: str, confidence: float) -> Language:
    """Return a language found in a text by its name; of the closest ones with the others that it may be."""
    name = named(code, prose)
    others = tuple(close for close in CLOSE if close != name) if name in CLOSE else ()
    return Language(name, round(confidence, 4), "detected", others)


def _prose(source: Source, lines: Collection[int] = ()) -> str:
    """Return the lines of running text: at least half as long as the line the median letter stands in."""
    ignored = {hint.line for hint in source.hints if hint.kind in {"boilerplate", "metadata"}}
    texts = [
        line.strip()
        for number, line in enumerate(source.text.split("\n"), 1)
        if number not in ignored and (not lines or number in lines)
    ]
    lengths = sorted((len(line) for line in texts), reverse=True)
    half, seen, median = sum(lengths) / 2, 0, 0
    for median in lengths:
        seen += median
        if seen >= half:
            break
    return "\n".join(line for line in texts if line and 2 * len(line) >= median)[:MOST_CHARACTERS]


def _id(path: str) -> str:
    """Return the path as a slug; where that could be another path's slug too, a digest tells them apart."""
    pure = PurePosixPath(path)
    stem = str(pure.with_suffix("")) if pure.suffix == ".txt" else path
    slug = re.sub(r"[^a-z0-9_]+", "-", anyascii(stem).lower()).strip("-")[:80].strip("-")
    if slug == stem:
        return slug
    digest = hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return f"{slug}-{digest}" if slug else digest
