"""The nouns of a dossier: frozen values that every stage takes and returns.

Offsets are `str` offsets into `Source.text` unless a field says "block offset". Spans of days are
half-open, `[lo, hi)`. Nothing here reads, writes or decides; doubt is a value like any other.
"""

from build_dossier.model.articles import Article, Block, BlockKind, Evidence, Fact, Published
from build_dossier.model.dates import Conflict, DateMention, TimeExpression
from build_dossier.model.dossier import Dossier, EventRuling, NameRuling, Problem, Rulings
from build_dossier.model.events import Comparison, Event, Label
from build_dossier.model.links import (
    Difference,
    Edition,
    Entity,
    Kind,
    Mention,
    Passage,
    Proposal,
    Related,
    Variant,
    Work,
)
from build_dossier.model.pages import Alternate, Page
from build_dossier.model.sources import Document, Hint, Line, RawFile, Role, Source, Verdict
from build_dossier.model.values import Days, Foreign, Language, Message, Value

__all__ = [
    "Alternate",
    "Article",
    "Block",
    "BlockKind",
    "Comparison",
    "Conflict",
    "DateMention",
    "Days",
    "Difference",
    "Document",
    "Dossier",
    "Edition",
    "Entity",
    "Event",
    "EventRuling",
    "Evidence",
    "Fact",
    "Foreign",
    "Hint",
    "Kind",
    "Label",
    "Language",
    "Line",
    "Mention",
    "Message",
    "NameRuling",
    "Page",
    "Passage",
    "Problem",
    "Proposal",
    "Published",
    "RawFile",
    "Related",
    "Role",
    "Rulings",
    "Source",
    "TimeExpression",
    "Value",
    "Variant",
    "Verdict",
    "Work",
]
