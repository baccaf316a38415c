"""What a page calls its elements: class, id, role and property, in the English of template makers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise

__all__ = ["MARKS", "marks_of"]

MARKS = {
    "share": "share sharing social addthis follow",
    "related": "related recommend recommended recommendation recommendations read-more also more-from"
    " more-stories more-news more-on more-in outbrain taboola trending most-read most-popular most-viewed"
    " popular teaser teasers recirc suggest suggested suggestion suggestions up-next",
    "comments": "comment comments disqus respond replies",
    "author": "author authors byline bio contributor contributors writer",
    "signup": "newsletter newsletters subscri* sign-up log-in register donat* promo",
    "paywall": "paywall regwall",
    "notice": "cookie cookies consent gdpr",
    "tags": "tag tags topic topics categor* keyword keywords breadcrumb breadcrumbs",
    "caption": "caption captions credit credits legend",
    "head": "subtitle dek deck standfirst summary lede lead headline kicker abstract",
    "body": "article-body article-content article-text story-body story-content story-text entry-body"
    " entry-content entry-text post-body post-content post-text body-text content-body",
}
"""Words in names by what they say of all that stands inside; `a-b` is also written `ab`, `a*` begins so."""

_BY_WORD = {word: mark for mark, words in MARKS.items() for word in words.split() if "*" not in word}
_BY_WORD |= {word.replace("-", ""): mark for word, mark in _BY_WORD.items()}
_STEMS = [(word[:-1], mark) for mark, words in MARKS.items() for word in words.split() if "*" in word]
_WORD = re.compile(r"[a-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 300
"""Characters of an element's names that are looked at; frameworks write whole paragraphs there."""
_NAMING = ("class", "id", "role", "itemprop")


def marks_of(attributes: Mapping[str, str], around: frozenset[str]) -> frozenset[str]:
    """Return what the names of an element and of those around it say of its lines: keys of `MARKS`."""
    for key in _NAMING:
        if key in attributes:
            found = _named(attributes[key][:_LONGEST])
            if found:
                around = around if found <= around else around | found
    return around


@lru_cache(maxsize=4096)
def _named(names: str) -> frozenset[str]:
    return frozenset().union(*map(_said, names.split()))


@lru_cache(maxsize=16384)
def _said(name: str) -> frozenset[str]:
    """Return what one name says, a word or two neighbours at a time."""
    words = _WORD.findall(_CAMEL.sub("-", name).lower())
    pairs = (f"{first}-{second}" for first, second in pairwise(words))
    whole = {_BY_WORD[word] for word in (*words, *pairs) if word in _BY_WORD}
    return frozenset(whole.union(mark for stem, mark in _STEMS for word in words if word.startswith(stem)))
