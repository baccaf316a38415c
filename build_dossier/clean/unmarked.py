"""The pass over text without markup: what the classifier says of the lines of which no rule speaks."""

from __future__ import annotations

from collections.abc import Iterator

from build_dossier.clean.classifier import DROP, REVIEW
from build_dossier.clean.findings import Decided, Finding
from build_dossier.clean.view import WORD, View
from build_dossier.languages.cleaning import LONGEST
from build_dossier.model import Message, Verdict

__all__ = ["scored"]


_HELD = 0.49
"""Score of a line that would go, were it not so like the title."""
_LIKE = 0.75
"""Share of the words of a line and the title, together, that both have in lines like the title."""

_TITLES = 2
"""Lines held where it is not clear which is the title."""
_SURE = 0.9
"""Score from which a line goes though it may hang on a lead-in."""
_EXPLAINED = 500
"""Lines of a text that are explained one by one; a text has more where it is no article."""
_UNEXPLAINED = Message.of("one of very many lines like those around articles")
_ITEMS = 12
"""Items of a list below a lead-in that are its own."""
_ITEM_WORDS = 8


def scored(view: View, decided: Decided) -> Iterator[tuple[int, Finding]]:
    """Yield lines like those that stand around articles; a rule's doubt ends where the score has none."""
    if view.judged is None:
        return
    title = _title(view, decided)
    perhaps = _perhaps_titles(view, decided)
    said = 0
    for index, likely in enumerate(view.judged.scores):
        found = decided.get(index)
        if likely < REVIEW or (found is not None and (found.verdict != "review" or likely < DROP)):
            continue
        held = index in perhaps or _is_like(view.rows[index].text, title)
        score = min(likely, _HELD) if held else likely
        if score < _SURE and _is_listed(view, decided, index):
            continue
        verdict: Verdict = "drop" if score >= DROP else "review"
        if found is None or verdict == "drop":
            said += 1
            reason = view.judged.reason(index) if said <= _EXPLAINED else _UNEXPLAINED
            yield index, Finding(verdict, "leftover", "classifier.line", reason, score)


def _title(view: View, decided: Decided) -> frozenset[str]:
    """Return the words of the title."""
    found = (view.rows[at].text for at, found in decided.items() if found.role == "title")
    return frozenset(WORD.findall(next(found, "").casefold()))


def _perhaps_titles(view: View, decided: Decided) -> frozenset[int]:
    """Return the lines above the text least like leftovers, where the title found looks like one itself."""
    found = [at for at, found in decided.items() if found.role == "title"]
    if found and (view.score(found[0]) or 0.0) < REVIEW:
        return frozenset()
    above = [at for at in range(min(view.first, len(view.rows))) if at not in decided]
    return frozenset(sorted(above, key=lambda at: view.score(at) or 0.0)[:_TITLES])


def _is_like(text: str, title: frozenset[str]) -> bool:
    words = frozenset(WORD.findall(text[:LONGEST].casefold()))
    return len(words & title) >= _LIKE * len(words | title) > 0


def _is_listed(view: View, decided: Decided, index: int) -> bool:
    """Tell whether a line hangs on a lead-in: the nearest longer line above it ends in a colon."""
    for at in range(index - 1, max(index - _ITEMS, 0) - 1, -1):
        if at in decided:
            return False
        if view.rows[at].text.endswith((":", "：")):
            return True
        if view.rows[at].words > _ITEM_WORDS:
            return False
    return False
