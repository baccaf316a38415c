"""Passes over what a page leaves behind: by the pack's rules, by markup, by signs alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from build_dossier.clean.findings import Decided, Finding
from build_dossier.clean.view import Row, View
from build_dossier.languages.cleaning import BoilerplateRule
from build_dossier.model import Message, Role, Verdict

__all__ = ["by_markup", "by_pack", "counters", "invisible", "repeated", "signs"]

_ONLY_SIGNS = re.compile(r"[()\[\]{}<>|/\\•·●▪◦‹›«»←→↑↓▲▼►◄▶◀✕✖×+\s]+")
_ONLY_RULE = re.compile(r"[*\-–—_=~#⁂\s]+")
_COUNTER = re.compile(r"[(\[]?\s*\d{1,7}\s*[)\]]?")
_LETTERS = re.compile(r"([^\W\d_])[+-]?(?:\s+\1[+-]?){2,5}|A\s?[+-]\s*A\s?[+-]?", re.IGNORECASE)
_LETTERS_WORDS = re.compile(r"A[+-]?(?:\s+A[+-]?){2,5}(?:\s+[^\W\d_]+){1,3}")
_EMBED = re.compile(
    r"(?:https?://)?(?:www\.)?(?:pic\.twitter\.com|t\.co|instagr\.am|fb\.watch|youtu\.be)/\S{1,200}"
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{3,2000}")
_HASHTAGS = re.compile(r"#\w{1,80}(?:[\s,|]+#\w{1,80}){0,40}[\s,]*")
_SHORT = 200

_REGIONS: dict[str, tuple[Role, Message]] = {
    "nav": ("menu", Message.of("stands in the page's navigation")),
    "menu": ("menu", Message.of("stands in the page's navigation")),
    "footer": ("navigation", Message.of("stands in the foot of the page")),
    "aside": ("teaser", Message.of("stands beside the article")),
    "form": ("widget", Message.of("stands in a form")),
    "share": ("share", Message.of("buttons for sharing")),
    "comments": ("comments", Message.of("the comment section of the page")),
    "related": ("teaser", Message.of("stands beside the article")),
    "signup": ("advertisement", Message.of("an invitation to sign up, try or subscribe")),
    "notice": ("notice", Message.of("a notice about cookies or privacy")),
    "tags": ("navigation", Message.of("the list of the article's keywords")),
    "links": ("navigation", Message.of("stands outside the article on the page")),
    "outside": ("leftover", Message.of("stands outside the article on the page")),
    "code fence": ("leftover", Message.of("a mark of Markdown, no text")),
    "underline of a heading": ("leftover", Message.of("a mark of Markdown, no text")),
    "rule between sections": ("leftover", Message.of("a mark of Markdown, no text")),
    "definition of a link": ("leftover", Message.of("a mark of Markdown, no text")),
}
"""Role and reason by the reason of a `boilerplate` hint."""

_TOLD: dict[str, tuple[Role, Message]] = {
    "author": ("author", Message.of("names the author that the page states")),
    "date": ("date", Message.of("gives the day that the page states")),
}
"""Role and reason by the reason of a `metadata` hint of a page."""

_NEAR = 2
"""Lines above and below among which one of the article must be for a line to stand amidst it."""

_OWN: frozenset[Role] = frozenset({"navigation", "teaser"})
"""What an article may have of its own, at its ends too: keywords, pointers to other articles."""

_MOST_NAMES = 20
"""Lines of one document whose name is looked up in the text; more of the kind are left to review."""


def invisible(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines without anything to see."""
    reason = Message.of("holds nothing visible")
    for index, row in enumerate(view.rows):
        if index not in decided and len(row.raw) < _SHORT and all(_is_unseen(char) for char in row.raw):
            yield index, Finding("drop", "leftover", "structure.invisible", reason)


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in ("Cf", "Cc")


def by_pack(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines that a rule of the pack knows; for review where the rule is not sure of itself.

    What speaks beside the words: the place, a name that the text knows, or other leftovers of the page.
    """
    asked = 0
    for index, row in enumerate(view.rows):
        rule = row.rule
        if rule is None or index in decided:
            continue
        sure = row.kind == "boilerplate" or (view.is_within(rule.where, index) and _is_backed(view, rule))
        match = rule.matches(row.text)
        if match and "name" in rule.pattern.groupindex and match["name"]:
            asked += 1
            named = _is_name(view, index, match["name"]) if asked <= _MOST_NAMES else None
            if named is False:
                continue
            sure = (sure or view.judged is not None) and named is True
        if sure:
            yield index, Finding("drop", rule.role, rule.id, rule.reason)
        else:
            yield index, Finding("review", rule.role, rule.id, rule.reason, 0.5)


def _is_backed(view: View, rule: BoilerplateRule) -> bool:
    """Tell whether more than its words speaks for a rule: its place, or other leftovers of the page."""
    placed = rule.where in ("top", "bottom") or (rule.where == "edge" and rule.role not in _OWN)
    return placed or view.is_littered


def _is_name(view: View, index: int, name: str) -> bool | None:
    """Tell whether words name someone in this text, where they stand together, capitalised, never small.

    None when the text does not say: they stand nowhere else in it.
    """
    pattern = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    others = [row.text for at, row in enumerate(view.rows) if at != index and row.rule is None]
    words = name.split()
    small = re.compile(
        "|".join(rf"\b{re.escape(word.lower())}\b" for word in words if word.isalpha()) or r"(?!)"
    )
    if any(small.search(text) for text in others):
        return False
    found = (match[0] for text in others for match in pattern.finditer(text))
    return True if any(all(word[0].isupper() for word in each.split()) for each in found) else None


def by_markup(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines that the markup puts outside the article; prose amidst the article is left to review."""
    for index, row in enumerate(view.rows):
        if row.hint is None or index in decided:
            continue
        if row.kind == "metadata" and row.hint.reason in _TOLD:
            said, reason = _TOLD[row.hint.reason]
            yield index, Finding("metadata", said, f"markup.{said}", reason, value=view.stated.get(said, ""))
        if row.kind != "boilerplate":
            continue
        role, reason = _REGIONS.get(row.hint.reason, _REGIONS["outside"])
        rule = f"markup.{row.hint.reason.split()[0] if row.hint.reason else 'outside'}"
        if row.prose and row.hint.reason == "outside" and _stands_amidst(view, index):
            doubt = Message.of("stands amidst the article, but the extractor left it out")
            yield index, Finding("review", "paragraph", rule, doubt, 0.5)
        else:
            yield index, Finding("drop", role, rule, reason, 0.9)


def _stands_amidst(view: View, index: int) -> bool:
    """Tell whether lines of the article stand right above and right below."""
    above = view.rows[max(index - _NEAR, 0) : index]
    below = view.rows[index + 1 : index + 1 + _NEAR]
    return all(any(row.kind not in ("boilerplate", "metadata") for row in rows) for rows in (above, below))


def signs(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines of signs, letters for the font size, addresses and keywords."""
    for index, row in enumerate(view.rows):
        if index not in decided and len(row.text) <= _SHORT:
            found = _sign(row)
            if found is not None:
                yield index, found


def _sign(row: Row) -> Finding | None:
    text = row.text
    if _ONLY_SIGNS.fullmatch(text) or _ONLY_RULE.fullmatch(text):
        reason = Message.of("only signs, no words")
        return Finding("drop", "leftover", "structure.signs", reason)
    if _LETTERS.fullmatch(text) or _LETTERS_WORDS.fullmatch(text):
        reason = Message.of("buttons for the size of the letters")
        return Finding("drop", "widget", "structure.font-size", reason)
    if _EMBED.fullmatch(text):
        reason = Message.of("the address of an embedded post")
        return Finding("drop", "alt-text", "structure.embed", reason)
    if _ADDRESS.fullmatch(text):
        reason = Message.of("a bare web address; perhaps a source of the article")
        return Finding("review", "leftover", "structure.address", reason, 0.5)
    if text.startswith("#") and _HASHTAGS.fullmatch(text):
        reason = Message.of("the list of the article's keywords")
        several = text.count("#") > 1
        verdict: Verdict = "drop" if several else "review"
        return Finding(verdict, "navigation", "structure.hashtags", reason, 1.0 if several else 0.4)
    return None


def counters(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield bare numbers: counters beside other leftovers, for review elsewhere."""
    sure = Message.of("a counter beside other leftovers of the page")
    doubt = Message.of("a bare number; perhaps a counter")
    for index, row in enumerate(view.rows):
        if index in decided or len(row.text) > 12 or not _COUNTER.fullmatch(row.text):
            continue
        beside = [decided[at] for at in (index - 1, index + 1) if at in decided]
        if any(finding.verdict == "drop" for finding in beside):
            yield index, Finding("drop", "leftover", "structure.counter", sure, 0.9)
        else:
            yield index, Finding("review", "leftover", "structure.counter", doubt, 0.4)


def repeated(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines that repeat the line right above them word for word, for review: so do tables and songs."""
    reason = Message.of("repeats the line above it")
    for index in range(1, len(view.rows)):
        row = view.rows[index]
        if index not in decided and row.words >= 4 and row.text == view.rows[index - 1].text:
            yield index, Finding("review", "leftover", "structure.repeated", reason, 0.5)
