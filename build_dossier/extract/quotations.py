"""Which paragraphs are quotations, what introduces them and who is named below them."""

from __future__ import annotations

import re
from dataclasses import replace

from build_dossier.extract.drafts import Draft
from build_dossier.languages.cleaning import StructurePack, has_name_shape

__all__ = ["is_quoted", "with_attributions", "with_quotations"]

_CLOSING = {
    '"': "\"”“", "“": "”\"“",
    "”": "”\"", "„": "“”\"", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’",
    "「": "」", "『": "』", "《": "》",
}  # fmt: skip
"""Closing marks by opening mark; mixed ones are common in texts that a program translated."""

_AFTER = ' \t\u00a0\u202f.,;:!?…)”"’»'
_INNER = re.compile(
    r"“[^“”]{0,2000}”|„[^„“”]{0,2000}[“”]|«[^«»]{0,2000}»|\"[^\"“”]{0,2000}[\"”]|「[^「」]{0,2000}」"
)
_DASH = re.compile(r"^[—–―-]{1,2}[ \u00a0]*(?=[^\W\d_])")
_WORD = re.compile(r"\w+")
_LONGEST_NAME = 60
_MOST_QUOTED = 12
"""Paragraphs that one name can stand below."""
_OWN_VOICE = 0.5
"""Share of the other paragraphs in the first person from which on the whole text is told so."""


def is_quoted(text: str) -> bool:
    """Tell whether a paragraph is one quotation, or opens one that it never closes."""
    text = text.strip()
    closers = _CLOSING.get(text[:1])
    if not closers or len(text) < 3:
        return False
    for at, char in enumerate(text[1:], start=1):
        apostrophe = char in "’'" and text[at + 1 : at + 2].isalpha()
        if char in closers and not apostrophe:
            return not text[at + 1 :].strip(_AFTER)
    return True


def with_quotations(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with quotations below a lead-in marked, and the lead-ins."""
    result = list(drafts)
    for at in range(1, len(result)):
        above, here = result[at - 1], result[at]
        if here.kind != "paragraph" or not is_quoted(here.text):
            continue
        leads = above.kind == "paragraph" and above.text.endswith((":", ",", "：", "،"))
        if leads or (above.kind == "quote" and not above.marked):
            result[at] = replace(here, kind="quote")
    return [_leading(draft, result[at + 1 : at + 2]) for at, draft in enumerate(result)]


def _leading(draft: Draft, below: list[Draft]) -> Draft:
    leads = draft.kind == "paragraph" and draft.text.endswith((":", ",", "：", "،"))
    return replace(draft, lead_in=True) if leads and below and below[0].kind == "quote" else draft


def with_attributions(drafts: list[Draft], pack: StructurePack) -> list[Draft]:
    """Return the drafts with names alone below someone's words as attributions, the words as quotations."""
    result = list(drafts)
    personal = [_is_personal(draft, pack) for draft in drafts]
    paragraphs = [at for at, draft in enumerate(drafts) if draft.kind == "paragraph"]
    totals = (len(paragraphs), sum(personal[at] for at in paragraphs))
    candidates = [at for at in range(1, len(drafts)) if _may_attribute(drafts[at], pack)]
    named = _named_elsewhere(drafts, {at for at in candidates if not _DASH.match(drafts[at].text)})
    for at in candidates:
        quoted = _quoted_above(result, personal, at)
        dashed = bool(_DASH.match(result[at].text))
        by_voice = [
            index
            for index in quoted
            if result[index].kind == "paragraph" and not is_quoted(result[index].text)
        ]
        if not quoted or (by_voice and _tells_itself(totals, personal, drafts, quoted)):
            continue
        if at in named or (dashed and not by_voice):
            for index in quoted:
                result[index] = replace(result[index], kind="quote", label=0)
            result[at] = replace(result[at], kind="attribution", label=0)
    return [_leading(draft, result[at + 1 : at + 2]) for at, draft in enumerate(result)]


def _is_personal(draft: Draft, pack: StructurePack) -> bool:
    """Tell whether someone speaks of himself in a paragraph, outside quotation marks."""
    if draft.kind not in ("paragraph", "quote"):
        return False
    words = _WORD.findall(_INNER.sub(" ", draft.text))
    return any(word.casefold() in pack.first_person for word in words if len(word) == 1 or not word.isupper())


def _may_attribute(draft: Draft, pack: StructurePack) -> bool:
    if draft.marked or draft.kind not in ("paragraph", "heading") or len(draft.text) > 2 * _LONGEST_NAME:
        return False
    name = _name(draft)
    if name.casefold() in pack.headings or any(char.isdigit() for char in name):
        return False
    return (
        len(name) <= _LONGEST_NAME
        and len(name.split()) <= 5
        and has_name_shape(name)
        and not name.endswith(".")
    )


def _name(draft: Draft) -> str:
    """Return the name a line begins with: `Satya Nadella` of "— Satya Nadella, CEO Microsoft"."""
    dash = _DASH.match(draft.text)
    return re.split(r",| \(", draft.text[dash.end() :], maxsplit=1)[0].strip() if dash else draft.text


def _named_elsewhere(drafts: list[Draft], candidates: set[int]) -> set[int]:
    """Return those whose name stands within another block's text."""
    wanted = {tuple(_WORD.findall(drafts[at].text)): at for at in candidates}
    sizes = {len(words) for words in wanted}
    found: set[tuple[str, ...]] = set()
    for at, draft in enumerate(drafts):
        if at in candidates:
            continue
        words = _WORD.findall(draft.text) if sizes else []
        found.update(
            part for size in sizes for start in range(len(words) - size + 1)
            if (part := tuple(words[start : start + size])) in wanted
        )  # fmt: skip
    return {at for at in candidates if tuple(_WORD.findall(drafts[at].text)) in found}


def _quoted_above(drafts: list[Draft], personal: list[bool], at: int) -> list[int]:
    """Return the paragraphs right above a name that are someone's own words, up to a lead-in."""
    found: list[int] = []
    for index in range(at - 1, max(at - 1 - _MOST_QUOTED, -1), -1):
        draft = drafts[index]
        own = personal[index] or draft.kind == "quote" or is_quoted(draft.text)
        if draft.kind not in ("paragraph", "quote") or not own or draft.text.endswith((":", "：")):
            break
        found.append(index)
    return found


def _tells_itself(
    totals: tuple[int, int], personal: list[bool], drafts: list[Draft], quoted: list[int]
) -> bool:
    """Tell whether the rest of the text is in the first person as well, as an opinion piece is."""
    within = [at for at in quoted if drafts[at].kind == "paragraph"]
    paragraphs, own = totals[0] - len(within), totals[1] - sum(personal[at] for at in within)
    return paragraphs > 0 and own >= _OWN_VOICE * paragraphs
