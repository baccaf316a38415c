"""The wording of an event: in each language the clearest sentence that dates it, quoted from its own article.

Nothing is written that no article says: a long sentence is cut at its clauses, and no word is added.
"""

from __future__ import annotations

from collections.abc import Sequence

from build_dossier.model import Entity, Label
from build_dossier.timeline.happenings import Telling
from build_dossier.timeline.narration import narration
from build_dossier.timeline.passages import TITLE, passage, within
from build_dossier.timeline.sentences import clauses, in_speech

__all__ = ["Names", "labels", "names_in", "quoted"]

Names = dict[tuple[str, int], list[tuple[int, int]]]
"""Where names stand: block offsets by article and block."""

_SHORT = 40
_LONG = 160
"""Characters of a good label: a headline's measure of one to three lines."""
_OPENING = 3
"""The first blocks tell what matters."""
_PAIRS = {'"': '"', "“": "”", "„": "“”", "«": "»"}


def names_in(entities: Sequence[Entity]) -> Names:
    """Return where names stand in the articles."""
    found: Names = {}
    for entity in entities:
        for one in entity.mentions:
            found.setdefault((one.article, one.block), []).append((one.block_start, one.block_end))
    for spots in found.values():
        spots.sort()
    return found


def labels(members: Sequence[Telling], named: Names) -> tuple[Label, ...]:
    """Return one label a language, in the order in which the languages first tell the event."""
    best: dict[str, tuple[float, Label]] = {}
    for one in members:
        text = passage(one.article, one.mention.block)
        start, end = quoted(one, named)
        score = _clarity(one, text, (start, end), named)
        label = Label(text[start:end], one.article.language, one.article.id, one.mention.block, start, end)
        if one.article.language not in best or score > best[one.article.language][0]:
            best[one.article.language] = (score, label)
    return tuple(label for _, label in best.values())


def quoted(one: Telling, named: Names) -> tuple[int, int]:
    """Return the block offsets to quote: the sentence, or a long one's clauses around its date and names."""
    text = passage(one.article, one.mention.block)
    parts = clauses(text, *one.span)
    date_at = (one.mention.block_start, one.mention.block_end)
    first = next((at for at, part in enumerate(parts) if date_at[0] < part[1]), 0)
    last = max([first, *(at for at, part in enumerate(parts) if part[0] < date_at[1])])
    if text[: one.span[1]].rstrip("\"'”“’»").endswith(":") and last < len(parts) - 1:
        parts = parts[:-1]
    if parts and parts[-1][1] - parts[0][0] > _LONG:
        spots = within(named.get((one.article.id, one.mention.block), []), *one.span)
        first, last = _window(parts, first, last, spots)
        parts = parts[first : last + 1]
    start, end = (parts[0][0], parts[-1][1]) if parts else one.span
    return _trim(text, start, end)


def _window(
    parts: Sequence[tuple[int, int]], first: int, last: int, spots: Sequence[tuple[int, int]]
) -> tuple[int, int]:
    """Return the first and last clause to quote: to the left until a name stands in it, on while short."""

    def room(start: int, end: int) -> bool:
        return parts[end][1] - parts[start][0] <= _LONG

    def has_name(start: int, end: int) -> bool:
        return any(parts[start][0] <= lo and hi <= parts[end][1] for lo, hi in spots)

    while (
        first > 0
        and room(first - 1, last)
        and not (has_name(first, last) and not has_name(first - 1, first - 1))
    ):
        first -= 1
    while last + 1 < len(parts) and room(first, last + 1) and not has_name(first, last):
        last += 1
    while last + 1 < len(parts) and room(first, last + 1) and parts[last][1] - parts[first][0] < _SHORT:
        last += 1
    return first, last


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without a closing colon and without a quotation mark that has no partner in it."""
    while end > start and text[end - 1] in ":;, \u00a0\u202f":
        end -= 1
    while (
        start < end
        and text[start] in _PAIRS
        and not any(sign in text[start + 1 : end] for sign in _PAIRS[text[start]])
    ):
        start += 1
    openings = {closing: opening for opening, closings in _PAIRS.items() for closing in closings}
    while end > start and text[end - 1] in openings and openings[text[end - 1]] not in text[start : end - 1]:
        end -= 1
    lead = text[start:end]
    return end - len(lead.lstrip()), start + len(lead.rstrip())


def _clarity(one: Telling, text: str, span: tuple[int, int], named: Names) -> float:
    """Return how well a quotation stands alone; the weights only order, a name and a subject weigh most."""
    words = narration(one.article.language)
    piece = text[slice(*span)]
    block = one.mention.block
    inside = len(within(named.get((one.article.id, block), []), *span))
    speech = block >= 0 and (one.article.blocks[block].kind == "quote" or in_speech(text, span[0]))
    return (
        3 * min(inside, 1)
        + 0.5 * min(inside, 3)
        + 2 * (_SHORT <= len(piece) <= _LONG)
        + 1 * bool(words.past.search(piece))
        + 1 * (block == TITLE or 0 <= block < _OPENING)
        - 3 * bool(words.pointing.match(piece))
        - 2 * speech
        - 2 * (one.mention.conflict is not None)
        - 0.5 * one.mention.doubtful
        - 0.5 * (span != one.span)
    )
