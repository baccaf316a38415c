"""The blocks of an article: paragraphs, headings, quotations with attribution, lists, dateline."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from build_dossier.extract.drafts import Draft, drafts_of
from build_dossier.extract.lists import with_dateline, with_lists
from build_dossier.extract.quotations import with_attributions, with_quotations
from build_dossier.languages.cleaning import structure_pack
from build_dossier.model import Block, Line, Source

__all__ = ["blocks_of"]


def blocks_of(source: Source, lines: Sequence[Line], language: str) -> tuple[Block, ...]:
    """Return the blocks that the kept and reviewed lines make, the title's line left out."""
    kept = [line for line in lines if line.verdict in ("keep", "review") and line.role != "title"]
    drafts = with_quotations(drafts_of(source, kept))
    drafts = with_attributions(drafts, structure_pack(language))
    return _numbered(with_dateline(with_lists(drafts)))


def _numbered(drafts: list[Draft]) -> tuple[Block, ...]:
    """Return the drafts as blocks with ids by content; repeats get a number behind theirs."""
    seen: dict[str, int] = {}
    blocks = []
    for draft in drafts:
        key = "p-" + sha256(" ".join(draft.text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[key] = seen.get(key, 0) + 1
        name = key if seen[key] == 1 else f"{key}-{seen[key]}"
        blocks.append(
            Block(
                id=name,
                kind=draft.kind,
                text=draft.text,
                runs=draft.shown.runs,
                lines=draft.lines,
                label=draft.label,
                dateline=draft.dateline,
                lead_in=draft.lead_in,
            )
        )
    return tuple(blocks)
