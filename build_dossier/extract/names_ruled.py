"""What the curator says of names: shown otherwise, joined, set apart, hidden, of a kind, or added."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_dossier.extract.names_shown import Shown, entities_of
from build_dossier.extract.names_text import UNSPACED, texts
from build_dossier.model import Article, Entity, Mention, Message, NameRuling

__all__ = ["ruled"]


@dataclass(slots=True)
class _Desk:
    """The names while the rulings are applied, in the order of the rulings."""

    shown: list[Shown]
    articles: Sequence[Article]
    idle: list[Message] = field(default_factory=list)

    def find(self, name: str) -> Shown | None:
        """Return the entity of that name, else the one that is most often spelled so."""
        for one in self.shown:
            if one.name == name:
                return one
        counts = [(sum(mention.text == name for mention in one.mentions), one) for one in self.shown]
        best = max(counts, key=lambda pair: pair[0], default=(0, None))
        return best[1] if best[0] else None

    def search(self, name: str) -> list[Mention]:
        """Return the places where the words stand and no entity of another name is known."""
        taken: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for one in self.shown:
            for mention in one.mentions:
                span = (mention.block_start, mention.block_end)
                taken.setdefault((mention.article, mention.block), []).append(span)
        return [
            place
            for place in _places(name, self.articles)
            if not any(
                lo < place.block_end and place.block_start < hi
                for lo, hi in taken.get((place.article, place.block), ())
            )
        ]


def ruled(
    entities: Sequence[Entity], articles: Sequence[Article], rulings: Mapping[str, NameRuling]
) -> tuple[tuple[Entity, ...], tuple[Message, ...]]:
    """Return the entities as the curator wants them, and what of the rulings has no effect."""
    if not rulings:
        return tuple(entities), ()
    desk = _Desk([Shown.of(entity) for entity in entities], articles)
    hidden = [one for name, ruling in rulings.items() if (one := _apply(desk, name, ruling)) and ruling.hide]
    order = {article.id: at for at, article in enumerate(articles)}
    for one in desk.shown:
        one.mentions.sort(key=lambda mention: (order[mention.article], mention.start))
    kept = [one for one in desk.shown if one.mentions and not any(one is other for other in hidden)]
    return entities_of(kept), tuple(desk.idle)


def _apply(desk: _Desk, name: str, ruling: NameRuling) -> Shown | None:
    one = desk.find(name)
    if one is None:
        one = Shown(name, "other", desk.search(name))
        if not one.mentions:
            desk.idle.append(Message.of("names “{name}”, which no text has; correct or remove it", name=name))
            return None
        desk.shown.append(one)
    for spelling in ruling.apart:
        _set_apart(desk, one, spelling)
    for spelling in ruling.also:
        _join(desk, one, spelling)
    one.name = ruling.shown or one.name
    one.kind = ruling.kind or one.kind
    return one


def _set_apart(desk: _Desk, one: Shown, spelling: str) -> None:
    """Make a spelling of a name a name of its own."""
    parted = [mention for mention in one.mentions if mention.text == spelling]
    if not parted or spelling == one.name:
        desk.idle.append(
            Message.of(
                "sets “{words}” apart from “{name}”, which is never spelled so; correct or remove it",
                words=spelling,
                name=one.name,
            )
        )
        return
    one.mentions = [mention for mention in one.mentions if mention.text != spelling]
    one.slips.discard(spelling)
    desk.shown.append(Shown(spelling, one.kind, parted))


def _join(desk: _Desk, one: Shown, spelling: str) -> None:
    """Give a name everything of another name, or every place where a spelling stands."""
    others = [other for other in desk.shown if other is not one]
    whole = next((other for other in others if other.name == spelling), None)
    moved = [] if whole is None else list(whole.mentions)
    if whole is not None:
        one.slips |= whole.slips
        whole.mentions = []
    for other in others:
        moved += [mention for mention in other.mentions if mention.text == spelling]
        other.mentions = [mention for mention in other.mentions if mention.text != spelling]
    moved += desk.search(spelling)
    if not moved and not any(mention.text == spelling for mention in one.mentions):
        desk.idle.append(
            Message.of(
                "joins “{words}” to “{name}”, but no text has it; correct or remove it",
                words=spelling,
                name=one.name,
            )
        )
    one.mentions += moved
    one.slips.discard(spelling)


def _places(name: str, articles: Sequence[Article]) -> Iterator[Mention]:
    """Yield every place where the words stand; in scripts with spaces, as whole words."""
    words = re.escape(name)
    pattern = re.compile(words if UNSPACED.search(name) else rf"(?<!\w){words}(?!\w)")
    for article in articles:
        for block, text, locate in texts(article):
            for match in pattern.finditer(text):
                start, end = match.span()
                source, until = locate(start), locate(end - 1) + 1
                yield Mention(article.id, block, start, end, source, until, match.group())
