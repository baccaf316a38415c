"""A verdict on every non-blank line of a document, with the rule and the reason.

Metadata is taken before anything is dropped; what cannot be told is for review and stays in the text.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_dossier.clean.beyond import elsewhere, repeated_lines
from build_dossier.clean.classifier import LineModel
from build_dossier.clean.findings import Decided, Finding, Pass
from build_dossier.clean.leftovers import by_markup, by_pack, counters, invisible, repeated, signs
from build_dossier.clean.runs import (
    headings,
    menus,
    opened_lists,
    section_runs,
    share_bars,
    trailing_headlines,
)
from build_dossier.clean.stated import (
    captions,
    dates,
    front_matter,
    marked_title,
    metadata_rules,
    title,
    title_again,
)
from build_dossier.clean.unmarked import scored
from build_dossier.clean.view import NOTHING, Beyond, Row, View, view_of
from build_dossier.model import Document, Line, Message, Rulings

__all__ = ["NOTHING", "PASSES", "Beyond", "clean", "repeated_lines"]

PASSES: tuple[Pass, ...] = (
    front_matter, invisible, marked_title, metadata_rules, dates, by_pack, by_markup, signs, counters,
    share_bars, menus, section_runs, title, title_again, captions, opened_lists, elsewhere,
    scored, repeated, trailing_headlines, headings,
)  # fmt: skip
"""The steps in their order, after the curator's rulings; what one decides the later ones leave alone, but for
a review that a later step can decide."""


def clean(
    document: Document, rulings: Rulings, beyond: Beyond = NOTHING, model: LineModel | None = None
) -> tuple[Line, ...]:
    """Return a line with its verdict for every non-blank line of the document, in their order.

    The curator's rulings win over every rule; what no rule speaks of is kept. `beyond` is what the rest of
    the dossier says about the lines; `model` scores lines in place of the one that is shipped.
    """
    view = view_of(document, beyond, model)
    decided = dict(_curator(view, rulings))
    for step in PASSES:
        for index, finding in list(step(view, decided)):
            if index not in decided or (decided[index].verdict == "review" and finding.verdict == "drop"):
                decided[index] = finding
    return tuple(_line(row, decided, index) for index, row in enumerate(view.rows))


def _curator(view: View, rulings: Rulings) -> Iterator[tuple[int, Finding]]:
    ruled = {text: verdict for source, verdict, text in rulings.lines if source == "*"}
    ruled |= {text: verdict for source, verdict, text in rulings.lines if source == view.path}
    if not ruled:
        return
    for index, row in enumerate(view.rows):
        if ruled.get(row.raw) == "keep":
            reason = Message.of("the curator keeps it")
            yield index, Finding("keep", "paragraph", "curator.keep", reason)
        elif ruled.get(row.raw) == "drop":
            reason = Message.of("the curator drops it")
            yield index, Finding("drop", "leftover", "curator.drop", reason)


def _line(row: Row, decided: Decided, index: int) -> Line:
    found = decided.get(index) or Finding(
        "keep", "paragraph", "structure.text", Message.of("text of the article")
    )
    return Line(
        row.number,
        row.start,
        row.end,
        found.verdict,
        found.role,
        found.rule,
        found.reason,
        found.score,
        found.value,
    )
