"""Stretches of a document in another language than its own: whole lines, and quotations inside a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from build_dossier.identify.codes import base
from build_dossier.identify.detect import evidence, in_evidence, known, named, plain, size
from build_dossier.identify.parts import LONGEST, QUOTATION, Reading
from build_dossier.model import Foreign, Source

__all__ = ["quoted"]

LEAST = 30
"""Letters of a stretch of which it is said: a name or a title of a book says nothing of its language."""
SURE, EXCLUDED = 0.95, 0.01
"""Least probability of the other language, and most of the document's own.

`python -m benchmarks.languages ../shared/data/pairs` counts what is found so in articles of one language.
"""
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
    out: list[Foreign] = []
    other = 0
    for reading in found:
        if not reading.likely:
            continue
        line, at = lines[reading.number - 1], starts[reading.number - 1]
        whole = _other(reading.likely, reading.size, own) and _other(
            evidence(reading.text), reading.size, own
        )
        other += reading.size * bool(whole)
        spans = [(0, len(line), named(whole, reading.text))] if whole else _inside(line, own)
        out += [Foreign(at + start, at + end, spoken) for start, end, spoken in spans]
    return tuple(out) if 2 * other < sum(reading.size for reading in found if reading.likely) else ()


def _starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _other(likely: Mapping[str, float], letters: int, own: str) -> str:
    """Return the language that a stretch is surely in, empty when it may be the document's."""
    best = max(likely, key=likely.__getitem__, default="")
    close = base(best) == base(own)
    sure = letters >= LEAST and not close and likely[best] >= SURE and likely.get(own, 0.0) <= EXCLUDED
    return best if sure else ""


def _inside(line: str, own: str) -> Iterator[tuple[int, int, str]]:
    """Yield the quotations of a line that are in another language, without their marks."""
    for match in QUOTATION.finditer(line[:MOST_LINE]):
        words = plain(match[match.lastindex or 0][:LONGEST])
        letters = size(words)
        if letters >= LEAST and (other := _other(evidence(words), letters, own)):
            yield *match.span(match.lastindex or 0), named(other, words)
