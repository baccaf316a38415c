"""What a page calls its elements: class, id, role and property, in the English of template makers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

__all__ = ["MARKS", "marks_of"]

MARKS = {
    "share": r"share|sharing|social|addthis|follow",
    "related": r"related|recommend(?:ed|ation|ations)?|read-?more|also|more-(?:from|stories|news|on|in)"
    r"|outbrain|taboola|trending|most-?(?:read|popular|viewed)|popular|teasers?|recirc|suggest(?:ed|ions)?|up-?next",
    "comments": r"comments?|disqus|respond|replies",
    "author": r"authors?|byline|bio|contributors?|writer",
    "signup": r"newsletters?|subscri\w*|sign-?up|paywall|regwall|log-?in|register|donat\w*|promo",
    "notice": r"cookies?|consent|gdpr",
    "tags": r"tags?|topics?|categor\w+|keywords?|breadcrumbs?",
    "caption": r"captions?|credits?|legend",
    "head": r"subtitle|dek|deck|standfirst|summary|lede|lead|headline|kicker|abstract",
    "body": r"(?:article|story|entry|post)-?(?:body|content|text)|body-?text|content-?body",
}
"""Patterns of whole words in names, by what they say of all that stands inside."""

_PATTERN = re.compile(
    "|".join(f"(?P<{name}>(?<![a-z])(?:{words})(?![a-z]))" for name, words in MARKS.items())
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 300
"""Characters of an element's names that are looked at; frameworks write whole paragraphs there."""
_NAMING = ("class", "id", "role", "itemprop")


def marks_of(attributes: Mapping[str, str], around: frozenset[str]) -> frozenset[str]:
    """Return what the names of an element and of those around it say of its lines: keys of `MARKS`."""
    names = " ".join([attributes[key] for key in _NAMING if key in attributes])
    if not names:
        return around
    found = _named(names[:_LONGEST])
    return around if found <= around else around | found


@lru_cache(maxsize=4096)
def _named(names: str) -> frozenset[str]:
    words = _CAMEL.sub("-", names).lower().replace("_", "-")
    return frozenset(match.lastgroup for match in _PATTERN.finditer(words) if match.lastgroup)
