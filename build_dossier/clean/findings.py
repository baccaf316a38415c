"""What a cleaning pass returns: a verdict on a row, with the rule and the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from build_dossier.clean.view import View
from build_dossier.model import Message, Role, Verdict

__all__ = ["Decided", "Finding", "Pass"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict on one row; the row itself is named by its index."""

    verdict: Verdict
    role: Role
    rule: str
    reason: Message
    score: float = 1.0
    value: str = ""


Decided = Mapping[int, Finding]
"""What earlier passes found, by index of the row."""

Pass = Callable[[View, Decided], Iterable[tuple[int, Finding]]]
"""A step of cleaning: yields findings on rows; what an earlier pass decided stands."""
