"""A document as the cleaning passes see it: rows, and where the text begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from build_dossier.clean.classifier import Judged, LineModel, judge
from build_dossier.languages.cleaning import LONGEST, BoilerplateRule, CleaningPack, cleaning_pack
from build_dossier.model import Document, Hint, Message

__all__ = ["NOTHING", "WORD", "Beyond", "Row", "View", "is_prose", "kinds_of", "view_of", "vocabulary"]

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
_MARKDOWN_MARK = re.compile(r"\*{1,3}|_{2,3}|`{1,2}|(?<!#)#+\s*$")


_LITTER = 3
"""Kinds of leftovers that show a page around the text where the classifier is sure of none: of the clean
pages of shared/data/cleaning one in a hundred has as many (`python -m benchmarks.cleaning`)."""


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
class Beyond:
    """What the rest of the dossier says about the lines of one document."""

    repeated: Mapping[str, int] = field(default_factory=dict)
    """Texts of lines that other texts of the outlet have too, with the number of texts."""
    carried: Mapping[int, Message] = field(default_factory=dict)
    """Numbers of lines that stand where a translation lost one, with the reason."""


NOTHING = Beyond()


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
    margin: int = 0
    """Rows at either end that count as edge even among prose."""
    judged: Judged | None = None
    """The lines as the classifier scores them; None where markup says what they are."""
    kinds: int = 0
    """How many kinds of leftovers the pack knows in the text."""
    beyond: Beyond = NOTHING

    @property
    def is_littered(self) -> bool:
        """Whether more than one thing shows that leftovers of a page stand around the text."""
        return self.judged is None or self.judged.littered or self.kinds >= _LITTER

    def score(self, index: int) -> float | None:
        """Return how likely a row is boilerplate by itself and its neighbours, None where markup tells."""
        return self.judged.scores[index] if self.judged else None

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


def view_of(document: Document, beyond: Beyond = NOTHING, model: LineModel | None = None) -> View:
    """Return the view of a document."""
    source = document.source
    pack = cleaning_pack(document.language.code)
    hints = {hint.line: hint for hint in source.hints}
    markdown = source.format == "md"
    rows: list[Row] = []
    start = 0
    for number, line in enumerate(source.text.split("\n"), start=1):
        raw = line.strip()
        if raw and (not document.lines or number in document.lines):
            rows.append(_row((number, start), line, hints.get(number), pack, markdown))
        start += len(line) + 1
    body = _body(rows) if source.format == "html" else (0, len(rows))
    prose = [at for at in range(*body) if rows[at].prose]
    kinds = kinds_of(rows, pack)
    return View(
        source.path, document.language.code, source.stated, pack, tuple(rows),
        first=prose[0] if prose else len(rows), last=prose[-1] if prose else -1,
        body=body, margin=min(4, len(rows) // 5), kinds=kinds, beyond=beyond,
        judged=judge([row.text for row in rows], source.stated.get("title", ""), kinds, model)
        if source.format == "txt" else None,
    )  # fmt: skip


def kinds_of(rows: Sequence[Row], pack: CleaningPack) -> int:
    """Return how many kinds of leftovers a pack knows among rows: its rules, and words for sharing."""
    kinds = {row.rule.id for row in rows if row.rule}
    return len(kinds) + any(row.rule is None and _shares(row.text, pack) for row in rows)


def _shares(text: str, pack: CleaningPack) -> bool:
    first = WORD.match(text)
    if first is None or len(text) > LONGEST or first[0].casefold() not in pack.share:
        return False
    return pack.share.issuperset(word.casefold() for word in WORD.findall(text))


def vocabulary(view: View) -> frozenset[str]:
    """Return the words of the prose, case folded; what a headline shares and a menu doesn't."""
    return frozenset(word for row in view.rows if row.prose for word in WORD.findall(row.text.casefold()))


def _row(place: tuple[int, int], line: str, hint: Hint | None, pack: CleaningPack, markdown: bool) -> Row:
    number, start = place
    raw = line.strip()
    text = _plain(raw) if markdown else raw
    words, ends = len(text.split()), _ends(text)
    rule = None
    if len(text) <= LONGEST and pack.any_boilerplate.search(text):
        rule = next((each for each in pack.boilerplate if each.matches(text)), None)
    prose = rule is None and is_prose(text)
    return Row(number, start, start + len(line), raw, text, words, ends, prose, rule, hint)


def is_prose(text: str) -> bool:
    """Tell whether a line holds sentences long enough to be nothing but text."""
    words = len(text.split())
    long = words >= _LONG_WORDS or (words * 20 < len(text) and len(text) >= _LONG_CHARS)
    return long or (words >= _PROSE_WORDS and _ends(text))


def _ends(text: str) -> bool:
    return bool(_TERMINAL.search(text[-12:]))


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
