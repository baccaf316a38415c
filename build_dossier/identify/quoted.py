"""Stretches of a document in another language than its own: whole lines, and quotations inside a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from build_dossier.identify.codes import base
from build_dossier.identify.detect import (
    MOST_CHARACTERS,
    evidence,
    in_evidence,
    known,
    named,
    plain,
    size,
)
from build_dossier.identify.parts import LONGEST, QUOTATION, Reading
from build_dossier.model import Foreign, Source

__all__ = ["quoted"]

LEAST = 30
"""Letters of a stretch of which it is said: a name or a title of a book says nothing of its language."""
SURE, EXCLUDED = 0.7, 0.01
"""Least probability of the other language, and most of the document's own.

`python -m benchmarks.languages ../shared/data/pairs` counts what is found so in articles of one language.
"""
FITS = 0.1
"""Least probability of the language of the lines beside it in a line that does not tell alone."""
MOST_LINE = 20_000
"""Characters of a line in which quotation marks are looked for."""


def quoted(source: Source, found: Sequence[Reading], code: str) -> tuple[Foreign, ...]:
    """Return the stretches of a document's lines that are surely in another language than its own.

    None at all where they are most of it, or where the detector does not know the document's language:
    then it is the document's language that is in doubt, and no quotation.
    """
    own = in_evidence(code)
    if own not in known():
        return ()
    lines, starts = source.text.split("\n"), _starts(source.text)
    whole = _lines(found, own)
    out: list[Foreign] = []
    for reading in found:
        if not reading.likely:
            continue
        line, at = lines[reading.number - 1], starts[reading.number - 1]
        code = whole.get(reading.number, "")
        spans = [(0, len(line), named(code, reading.text))] if code else _inside(line, own)
        out += [Foreign(at + start, at + end, spoken) for start, end, spoken in spans]
    other = sum(reading.size for reading in found if reading.number in whole)
    return tuple(out) if 2 * other < sum(reading.size for reading in found if reading.likely) else ()


def _lines(found: Sequence[Reading], own: str) -> dict[int, str]:
    """Return the language of each line that is surely in another than the document's, by its number.

    A line that does not tell alone which one it is in is in that of the lines beside it.
    """
    out: dict[int, str] = {}
    for excluded, run in groupby(
        (one for one in found if one.likely), lambda one: _excluded(one.likely, own)
    ):
        together = _together(readings := tuple(run), own) if excluded else ""
        for one in readings if excluded else ():
            alone = _other(one.likely, one.size, own) and _other(evidence(one.text), one.size, own)
            fits = one.size >= LEAST and one.likely.get(together, 0.0) >= FITS
            if code := alone or (together if fits else ""):
                out[one.number] = code
    return out


def _together(run: Sequence[Reading], own: str) -> str:
    text = "\n".join(one.text for one in run)[:MOST_CHARACTERS]
    return _other(evidence(text), size(text), own) if len(run) > 1 else ""


def _excluded(likely: Mapping[str, float], own: str) -> bool:
    return likely.get(own, 0.0) <= EXCLUDED


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _other(likely: Mapping[str, float], letters: int, own: str) -> str:
    """Return the language that a stretch is surely in, empty when it may be the document's."""
    best = max(likely, key=likely.__getitem__, default="")
    close = base(best) == base(own)
    sure = letters >= LEAST and not close and likely[best] >= SURE and _excluded(likely, own)
    return best if sure else ""


def _inside(line: str, own: str) -> Iterator[tuple[int, int, str]]:
    """Yield the quotations of a line that are in another language, without their marks."""
    for match in QUOTATION.finditer(line[:MOST_LINE]):
        words = plain(match[match.lastindex or 0][:LONGEST])
        letters = size(words)
        if letters >= LEAST and (other := _other(evidence(words), letters, own)):
            yield *match.span(match.lastindex or 0), named(other, words)
