"""What connects articles: names, translations, editions, what they say differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from build_dossier.model.articles import Article
from build_dossier.model.values import Message

__all__ = [
    "Difference",
    "Edition",
    "Entity",
    "Kind",
    "Mention",
    "Passage",
    "Proposal",
    "Related",
    "Variant",
    "Work",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a name stands in a text."""

    article: str
    block: int
    """Index in `Article.blocks`; -1 for the title, -2 for a caption."""
    block_start: int
    block_end: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A spelling of a name."""

    text: str
    count: int
    slip: bool = False
    """True for a spelling that is an error for the entity's name, e.g. `OpenAl` with a lower-case L."""


Kind = Literal["person", "organisation", "place", "product", "other"]
"""What a name names; `other` when nothing tells."""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place named in the dossier."""

    id: str
    """Slug of its name, unique in the dossier."""
    name: str
    kind: Kind
    variants: tuple[Variant, ...]
    mentions: tuple[Mention, ...]
    """In the order of articles and offsets."""


@dataclass(frozen=True, slots=True)
class Work:
    """An article and its translations; at most one article a language."""

    articles: tuple[str, ...]
    """Ids, in the order of the dossier; a work of one article is a work too."""
    score: float = 1.0
    evidence: tuple[Message, ...] = ()
    alignment: tuple[tuple[int, ...], ...] = ()
    """Rows of block indices, one column an article of `articles`; -1 where a version lacks the block."""
    joined: tuple[tuple[int, int], ...] = ()
    """(row, column) of each -1 that may be no gap: the block next to it in its column is as long as both."""
    rows: tuple[str, ...] = ()
    """The id of each row, by content, the same for every version; editing one leaves the others' alone."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article with the place where they stand."""

    article: str
    block: int
    """Index in `Article.blocks`; -1 for the title, -2 for a caption."""
    block_start: int
    block_end: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What versions of one text say differently in one paragraph, for a reader to judge."""

    kind: Literal["number", "date", "name", "quotation", "unclosed"]
    """`quotation`: speech that only some versions mark; `unclosed`: marks that open and never close."""
    row: int
    """Row of the work's alignment."""
    told: tuple[Passage, ...]
    """Where it stands, one passage a version."""
    others: tuple[Passage, ...] = ()
    """What other versions say in its place, one passage a version; none where they say nothing."""
    lacking: tuple[str, ...] = ()
    """Ids of the articles whose paragraph says nothing of it."""
    id: str = ""
    """By the words and the row, unique in the dossier; editing another paragraph leaves it alone."""
    settled: bool = False
    """True when the curator has judged it: it is right, or known."""
    note: Mapping[str, str] = field(default_factory=dict)
    """The curator's reason by language; `""` holds one for all."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An article that is a copy, a cut or another edition of a fuller one, which stands for it."""

    article: str
    """Id of the article that stands in the dossier."""
    other: Article
    """The one folded under it: on no list, in no count, and on that article's page."""
    score: float
    """Share of the shorter text's runs of words that stand in both, 0 to 1."""
    differences: tuple[tuple[int, int], ...] = ()
    """Blocks that are not alike: of the article, of the other; -1 where one lacks the block."""
    ruled: bool = False
    """True when the curator says that they are one text."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two articles that may be translations of each other, for the curator to judge."""

    a: str
    b: str
    score: float
    """How likely, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Related:
    """Two articles of different works that a reader of one may want, and why."""

    a: str
    b: str
    score: float
    reasons: tuple[Message, ...]
