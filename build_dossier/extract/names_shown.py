"""Names as they are shown: each with its spellings, its places in order, and an address of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from anyascii import anyascii

from build_dossier.model import Entity, Kind, Mention, Variant

__all__ = ["Shown", "entities_of"]

_SLUG_LENGTH = 80


@dataclass(slots=True)
class Shown:
    """A name on its way to the reader."""

    name: str
    kind: Kind
    mentions: list[Mention]
    slips: set[str] = field(default_factory=set)
    """Spellings that are errors."""

    @classmethod
    def of(cls, entity: Entity) -> Shown:
        """Return an entity as a name that may still change."""
        slips = {variant.text for variant in entity.variants if variant.slip}
        return cls(entity.name, entity.kind, list(entity.mentions), slips)


def entities_of(shown: Iterable[Shown]) -> tuple[Entity, ...]:
    """Return entities, those with most mentions first; the ids are unique slugs of the names."""
    taken: set[str] = set()
    numbered: Counter[str] = Counter()
    result = []
    for one in sorted(shown, key=lambda one: (-len(one.mentions), one.name)):
        identity = slug = _slug(one.name)
        while identity in taken:
            numbered[slug] += 1
            identity = f"{slug}-{numbered[slug] + 1}"
        taken.add(identity)
        spellings = Counter(mention.text for mention in one.mentions)
        ranked = sorted(spellings.items(), key=lambda item: (-item[1], item[0]))
        variants = tuple(Variant(text, count, text in one.slips) for text, count in ranked)
        result.append(Entity(identity, one.name, one.kind, variants, tuple(one.mentions)))
    return tuple(result)


def _slug(name: str) -> str:
    """Return a name as the last part of an address; a file's name has no room for more."""
    slug = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")
    return slug[:_SLUG_LENGTH].strip("-") or "name"
