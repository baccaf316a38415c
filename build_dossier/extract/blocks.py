"""The blocks of an article: paragraphs, headings, quotations with attribution, lists, dateline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

from build_dossier.extract.drafts import Draft, drafts_of
from build_dossier.extract.lists import with_dateline, with_lists
from build_dossier.extract.quotations import with_attributions, with_quotations
from build_dossier.languages.cleaning import structure_pack
from build_dossier.model import Block, Document, Foreign, Line

__all__ = ["blocks_of"]


def blocks_of(document: Document, lines: Sequence[Line]) -> tuple[Block, ...]:
    """Return the blocks that the kept and reviewed lines make, the title's line left out."""
    kept = [line for line in lines if line.verdict in ("keep", "review") and line.role != "title"]
    drafts = with_quotations(drafts_of(document.source, kept))
    drafts = with_attributions(drafts, structure_pack(document.language.code))
    return _numbered(with_dateline(with_lists(drafts)), document.foreign)


def _numbered(drafts: list[Draft], foreign: tuple[Foreign, ...]) -> tuple[Block, ...]:
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
                foreign=tuple(_inside(draft, foreign)),
            )
        )
    return tuple(blocks)


def _inside(draft: Draft, foreign: Sequence[Foreign]) -> Iterator[Foreign]:
    """Yield what of the stretches stands in a draft, by its offsets; neighbours of one language as one."""
    if not foreign:
        return
    ends = [at for at, _ in draft.shown.runs[1:]] + [len(draft.text)]
    found: list[Foreign] = []
    for (at, source), end in zip(draft.shown.runs, ends, strict=True):
        for each in foreign:
            lo, hi = max(each.start - source + at, at), min(each.end - source + at, end)
            if lo >= hi:
                continue
            if found and found[-1].code == each.code and not draft.text[found[-1].end : lo].strip():
                lo = found.pop().start
            found.append(Foreign(lo, hi, each.code))
    yield from found
