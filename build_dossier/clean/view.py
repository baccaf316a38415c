"""A document as the cleaning passes see it: rows, and where the text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from build_dossier.languages.cleaning import LONGEST, BoilerplateRule, CleaningPack, cleaning_pack
from build_dossier.model import Document, Hint

__all__ = ["WORD", "Row", "View", "view_of", "vocabulary"]

WORD = re.compile(r"\w+")
"""A word or a number."""

_TERMINAL = re.compile(r"[.!?…。！？।؟۔։]['\"’”“»›)\]\u00a0\s]*$")
_PROSE_WORDS = 12
"""Words of a sentence that is surely text; shorter ones may be headlines."""
_LONG_WORDS = 30
_LONG_CHARS = 60
"""Characters that make prose in scripts without spaces between words."""

_MARKDOWN_LEAD = re.compile(r"^(?:>\s?){0,8}\s*(?:#{1,6}\s+|[-*+]\s+|\d{1,9}[.)]\s+)?")
_MARKDOWN_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\([^()\s]{0,500}(?:\s\"[^\"]{0,200}\")?\)")
_MARKDOWN_MARK = re.compile(r"\*{1,3}|_{2,3}|`{1,2}|#+\s*$")


@dataclass(frozen=True, slots=True)
class Row:
    """One non-blank line and what can be said of it alone."""

    number: int
    start: int
    end: int
    raw: str
    """The line without the blanks around it."""
    text: str
    """The same without Markdown marks; what rules look at."""
    words: int
    ends: bool
    """True when it ends as sentences do."""
    prose: bool
    """True for sentences long enough to be nothing but text."""
    rule: BoilerplateRule | None
    hint: Hint | None

    @property
    def kind(self) -> str:
        """What the markup says of the line, empty when it says nothing."""
        return self.hint.kind if self.hint else ""


@dataclass(frozen=True, slots=True)
class View:
    """All rows of a document, its language's knowledge, and the span of its text."""

    path: str
    language: str
    stated: Mapping[str, str]
    pack: CleaningPack
    rows: tuple[Row, ...]
    first: int
    """Index of the first prose row, the number of rows when there is none."""
    last: int
    """Index of the last prose row, -1 when there is none."""
    body: tuple[int, int]
    """Half-open span of rows that may belong to the article: all but for HTML, where the markup tells."""
    margin: int = field(default=0)
    """Rows at either end that count as edge even among prose."""

    def is_top(self, index: int) -> bool:
        """Tell whether a row stands above the text or at its beginning."""
        return index <= self.first or index < self.margin

    def is_bottom(self, index: int) -> bool:
        """Tell whether a row stands below the text or at its end."""
        return index >= self.last or index >= len(self.rows) - self.margin

    def is_within(self, where: str, index: int) -> bool:
        """Tell whether a row stands where a rule is sure of itself."""
        if where == "top":
            return self.is_top(index)
        if where == "bottom":
            return self.is_bottom(index)
        return where == "any" or self.is_top(index) or self.is_bottom(index)


def view_of(document: Document) -> View:
    """Return the view of a document."""
    source = document.source
    pack = cleaning_pack(document.language.code)
    hints = {hint.line: hint for hint in source.hints}
    markdown = source.format == "md"
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(source.text.split("\n"), start=1):
        raw = line.strip()
        if raw:
            rows.append(_row((number, start), line, hints.get(number), pack, markdown))
        start += len(line) + 1
    body = _body(rows) if source.format == "html" else (0, len(rows))
    prose = [at for at in range(*body) if rows[at].prose]
    return View(
        source.path, document.language.code, source.stated, pack, tuple(rows),
        first=prose[0] if prose else len(rows), last=prose[-1] if prose else -1,
        body=body, margin=min(4, len(rows) // 5),
    )  # fmt: skip


def vocabulary(view: View) -> frozenset[str]:
    """Return the words of the prose, case folded; what a headline shares and a menu doesn't."""
    return frozenset(word for row in view.rows if row.prose for word in WORD.findall(row.text.casefold()))


def _row(place: tuple[int, int], line: str, hint: Hint | None, pack: CleaningPack, markdown: bool) -> Row:
    number, start = place
    raw = line.strip()
    text = _plain(raw) if markdown else raw
    words = len(text.split())
    ends = bool(_TERMINAL.search(text[-12:]))
    rule = None
    if len(text) <= LONGEST and pack.any_boilerplate.search(text):
        rule = next((each for each in pack.boilerplate if each.matches(text)), None)
    long = words >= _LONG_WORDS or (words * 20 < len(text) and len(text) >= _LONG_CHARS)
    prose = rule is None and (long or (ends and words >= _PROSE_WORDS))
    return Row(number, start, start + len(line), raw, text, words, ends, prose, rule, hint)


def _plain(raw: str) -> str:
    text = _MARKDOWN_LEAD.sub("", raw, count=1)
    text = _MARKDOWN_MARK.sub("", _MARKDOWN_LINK.sub(r"\1", text)).strip()
    return text or raw


def _body(rows: list[Row]) -> tuple[int, int]:
    """Return the span from the title, or a little above the article, to a little below it."""
    inside = [at for at, row in enumerate(rows) if row.kind not in ("boilerplate", "metadata")]
    if not inside:
        return (0, len(rows))
    titles = [at for at, row in enumerate(rows) if row.kind == "title"]
    lo = min(titles[0] if titles else inside[0], inside[0])
    return (max(lo - 2, 0), min(inside[-1] + 3, len(rows)))
