"""What the dossier's dated articles know of the days of an undated one that tells the same story.

Two articles tell one story when several names stand in both. A weekday in the undated one ("dismissed on
Friday") is the weekday of a dated one when the sentences around both share names and words. An article that
names days of its own is never dragged to another time by its companions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from build_dossier.model import Article, Published, TimeExpression
from build_dossier.timeline.narration import narration
from build_dossier.timeline.passages import content_words, names, passage, sentence, shared_words

__all__ = [
    "Companion",
    "Settings",
    "Shared",
    "bare_weekdays",
    "companions",
    "names_of",
    "shared_weekday",
    "weekday_before",
]

_STORY_NAMES = 3
"""Names two articles must share to tell one story: one or two are shared by chance in one field of news."""
_NOUN_NAMES = 5
"""The same in one language that writes every noun like a name: some of them will be nouns."""
_MOST = 24
"""Companions, and weekdays of each, looked at; more of them say the same, and the time stays bounded."""
_CLEARLY = 2
"""How many times stronger one reading must be than the next to be believed."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A dated article on the same story."""

    article: Article
    published: Published
    names: frozenset[str]
    """Names that both articles have."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A weekday of an undated article that a companion dates."""

    expression: TimeExpression
    day: date
    companion: Article
    strength: int
    """Names and words that the two sentences share."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a weekday."""

    language: str
    names: frozenset[str]
    words: frozenset[str]


Settings = dict[tuple[str, int, int], Setting]
"""By article, block and block offset."""


def companions(
    article: Article,
    dated: Mapping[str, Published],
    articles: Sequence[Article],
    named: Mapping[str, frozenset[str]],
) -> tuple[Companion, ...]:
    """Return the dated articles that tell the article's story, the most alike first.

    `named` are the names in each article, as `names_of` gives them.
    """
    found = []
    for other in articles:
        known = dated.get(other.id)
        if other.id == article.id or known is None or known.days is None:
            continue
        shared = named[article.id] & named[other.id]
        if len(shared) >= (_NOUN_NAMES if _nouns_look_like_names(article, other) else _STORY_NAMES):
            found.append(Companion(other, known, shared))
    return tuple(sorted(found, key=lambda one: (-len(one.names), one.article.id))[:_MOST])


def _nouns_look_like_names(article: Article, other: Article) -> bool:
    return article.language == other.language and bool(narration(article.language).determiners)


def names_of(article: Article, expressions: Sequence[TimeExpression]) -> frozenset[str]:
    """Return the names in an article, without the weekdays and months that some languages write as names."""
    found: set[str] = set()
    spoken: dict[int, list[tuple[int, int]]] = {}
    for one in expressions:
        spoken.setdefault(one.block, []).append((one.start, one.end))
    for block in range(-1, len(article.blocks)):
        text = passage(article, block)
        found |= names(text, spoken.get(block, ()), narration(article.language).determiners)
    return frozenset(found)


def shared_weekday(
    article: Article,
    kin: Sequence[Companion],
    expressions: Mapping[str, Sequence[TimeExpression]],
    settings: Settings,
) -> Shared | None:
    """Return the best weekday that the article shares with its companions, dated; None when they disagree.

    `settings` keeps what stands around each weekday from one call to the next; begin with an empty one.
    """
    pairs = [
        pair
        for companion in kin
        for mine in bare_weekdays(expressions.get(article.id, ()))[:_MOST]
        for pair in _pairs(article, mine, companion, expressions.get(companion.article.id, ()), settings)
    ]
    if not pairs:
        return None
    best = max(pairs, key=lambda pair: (pair.strength, pair.companion.id, -pair.expression.block))
    rivals = [
        pair for pair in pairs if pair.expression.weekday == best.expression.weekday and pair.day != best.day
    ]
    if any(rival.strength * _CLEARLY > best.strength for rival in rivals):
        return None
    return best


def bare_weekdays(expressions: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Return the weekdays said without a date, those at the ends of a range too, outside captions."""
    flat = [leaf for one in expressions for leaf in (one.parts or (one,))]
    return tuple(
        one
        for one in flat
        if one.weekday is not None
        and one.day is None
        and one.block >= -1
        and one.modifier not in ("until", "before")
        if one.offset in (None, 0)
    )


def weekday_before(weekday: int, day: date) -> date:
    """Return the last such weekday on or before a day."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def _pairs(
    article: Article,
    mine: TimeExpression,
    companion: Companion,
    theirs: Sequence[TimeExpression],
    settings: Settings,
) -> list[Shared]:
    found = []
    days = companion.published.days
    for other in [leaf for one in theirs for leaf in (one.parts or (one,)) if leaf.weekday == mine.weekday][
        :_MOST
    ]:
        if days is None or mine.weekday is None or other.block < -1:
            continue
        first, last = (weekday_before(mine.weekday, day) for day in (days.lo, days.hi - timedelta(days=1)))
        if first != last:
            continue
        one, two = _setting(article, mine, settings), _setting(companion.article, other, settings)
        strength = _strength(one, two, companion.names, _nouns_look_like_names(article, companion.article))
        if strength:
            found.append(Shared(mine, first, companion.article, strength))
    return found


def _strength(one: Setting, two: Setting, known: frozenset[str], nouns: bool) -> int:
    """Return how much two sentences share: at least two names, or a name and a word; else 0."""
    named = one.names & two.names & known
    if not named or (nouns and len(named) < _STORY_NAMES):
        return 0
    words: tuple[str, ...] = ()
    if one.language == two.language:
        hidden = {name.lower() for name in named}
        words = shared_words(one.words - hidden, two.words - hidden)
    return 2 * len(named) + len(words) if len(named) >= 2 or words else 0


def _setting(article: Article, expression: TimeExpression, settings: Settings) -> Setting:
    """Return the sentence of an expression; with the block before it when it names nobody itself."""
    key = (article.id, expression.block, expression.start)
    if key not in settings:
        text = passage(article, expression.block)
        start, end = sentence(article, expression.block, expression.start, expression.end)
        own, date_at = text[start:end], (expression.start - start, expression.end - start)
        named, words = names(own, [date_at]), content_words(own, [date_at])
        if not named and expression.block > 0:
            before = passage(article, expression.block - 1)
            named, words = names(before), words | content_words(before)
        settings[key] = Setting(article.language, named, words)
    return settings[key]
