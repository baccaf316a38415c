"""The nouns of a dossier: frozen values that every stage takes and returns.

Offsets are `str` offsets into `Source.text` unless a field says "block offset". Spans of days are
half-open, `[lo, hi)`. Nothing here reads, writes or decides; doubt is a value like any other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for a reader, not yet in a language: an English template and what fills it.

    `text` (and `plural`, chosen by the value named `n`) is the gettext msgid, with `{name}` places.
    The catalogue of the page's language says it; dates among the values are written by CLDR, long or
    as the place asks (`{day:EEEE}` is the weekday).
    """

    text: str
    plural: str = ""
    values: tuple[tuple[str, str | int | float | date | Message], ...] = ()

    @classmethod
    def of(cls, text: str, plural: str = "", /, **values: str | int | float | date | Message) -> Message:
        """Return the message with its values in a stable order."""
        return cls(text, plural, tuple(sorted(values.items())))


@dataclass(frozen=True, slots=True)
class Days:
    """A half-open span of days: `lo` is the first, `hi` the day after the last."""

    lo: date
    hi: date

    @classmethod
    def one(cls, day: date) -> Days:
        """Return the span of a single day."""
        return cls(day, day + timedelta(days=1))

    @property
    def length(self) -> int:
        """The number of days, at least 1 in a valid span."""
        return (self.hi - self.lo).days

    def overlaps(self, other: Days) -> bool:
        """Tell whether the two spans share a day."""
        return self.lo < other.hi and other.lo < self.hi


@dataclass(frozen=True, slots=True)
class Language:
    """The language of a stretch of text and how it is known."""

    code: str
    """BCP 47, as short as it is true: `id`, `de`, `zh-Hant`; `und` when nobody can tell."""
    confidence: float = 1.0
    """0 to 1; 1 when stated."""
    basis: Literal["stated", "ruled", "detected"] = "detected"


# --- what was read -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RawFile:
    """The bytes of one file of the seeds folder."""

    path: str
    """Relative to the seeds folder, with forward slashes."""
    data: bytes
    modified: date | None = None


@dataclass(frozen=True, slots=True)
class Hint:
    """What the markup of a source says about one of its lines (HTML and Markdown; none in plain text)."""

    line: int
    kind: str
    """`heading`, `list-item`, `quote`, `caption`, `paragraph`, `boilerplate`, `metadata` or `title`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded file: text, what it states about itself, and what its markup says."""

    path: str
    sha256: str
    """Of the bytes as they lie in the folder."""
    text: str
    """The decoded text, line ends `\\n`; for HTML the visible text, one block a line."""
    format: Literal["txt", "md", "html"] = "txt"
    encoding: str = "utf-8"
    stated: Mapping[str, str] = field(default_factory=dict)
    """As the file states it: title date modified language author editor outlet url rights credit image."""
    hints: tuple[Hint, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One language's stretch of a source; a whole source unless it mixes languages."""

    id: str
    """Stable: from the path, `-<language>` appended where a source holds several documents."""
    source: Source
    language: Language


# --- what was decided about each line ------------------------------------------------------------

Verdict = Literal["keep", "drop", "metadata", "review"]
Role = Literal[
    "title", "heading", "paragraph", "caption", "date", "author", "editor", "credit", "outlet",
    "front-matter", "menu", "widget", "share", "advertisement", "comments", "alt-text", "navigation",
    "teaser", "notice", "leftover",
]  # fmt: skip
"""What a line is: text roles, metadata roles, then kinds of boilerplate."""


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of a source and the verdict on it; blank lines have none."""

    number: int
    """1-based line of `Source.text`."""
    start: int
    end: int
    """`Source.text[start:end]` is the line without its line end, spaces included."""
    verdict: Verdict
    role: Role
    rule: str
    """Id of the rule, e.g. `id.font-size-widget`, `structure.title`, `curator.keep`."""
    reason: Message
    score: float = 1.0
    """How sure, 0 to 1."""
    value: str = ""
    """For metadata: the value without its label, e.g. `Lili Lestari`."""


# --- what an article is made of ------------------------------------------------------------------

BlockKind = Literal["paragraph", "heading", "quote", "attribution", "list-item", "caption"]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the text as a reader sees it: a paragraph, a heading, a quotation, an item."""

    id: str
    """Anchor on the page, by content: `p-` and hexadecimal digits."""
    kind: BlockKind
    text: str
    """The text as shown; every character of it stands in the source."""
    runs: tuple[tuple[int, int], ...]
    """Pairs (block offset, source offset), ascending: where a run of characters of the source starts."""
    lines: tuple[int, ...]
    """Numbers of the source lines it is made of."""
    label: int = 0
    """List item: length of the leading "Label:" in `text`, 0 without one. Heading: its level, 2 or 3."""
    dateline: int = 0
    """Length of a leading dateline ("SAN FRANCISCO - ") in `text`, 0 without one."""
    lead_in: bool = False
    """True for a paragraph that introduces the quotation or list right below it."""

    def source_offset(self, offset: int) -> int:
        """Return where the block offset lies in `Source.text`."""
        at = bisect_right(self.runs, (offset, float("inf"))) - 1
        block, source = self.runs[max(at, 0)]
        return source + offset - block


@dataclass(frozen=True, slots=True)
class Fact:
    """A value stated or inferred about an article, with where it comes from."""

    value: str
    basis: Literal["stated", "ruled", "inferred"] = "stated"
    line: int = 0
    """Source line that states it, 0 when it is not a line (front matter key, HTML metadata, ruling)."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for an inferred value, in words, with the place that shows it."""

    reason: Message
    article: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, as exactly as anyone can say."""

    days: Days | None
    edtf: str
    """EDTF level 1 or 2, e.g. `2023-11-18`, `[2023-11-21,2023-11-22]`; empty when unknown."""
    basis: Literal["stated", "ruled", "inferred", "unknown"]
    evidence: tuple[Evidence, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A document after cleaning and structuring, before dates and names are known."""

    id: str
    slug: str
    """Last part of its address, unique in its language."""
    document: Document
    title: Fact
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]
    facts: Mapping[str, Fact]
    """author editor outlet url rights credit caption section deck, where known."""
    stated_date: Fact | None = None
    """ISO date as the source, its metadata or the curator states it."""

    @property
    def language(self) -> str:
        """The code of the article's language."""
        return self.document.language.code

    @property
    def source(self) -> Source:
        """The source it was read from."""
        return self.document.source


# --- dates ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Words that date something, parsed but not yet resolved against an anchor.

    Exactly what the words say: `Jumat (18/11)` has weekday 4, day 18, month 11 and no year.
    """

    article: str
    block: int
    """Index in `Article.blocks`; -1 for the title, -2 for a caption (`Article.facts["caption"]`)."""
    start: int
    end: int
    """Block offsets."""
    text: str
    shape: Literal[
        "date", "weekday", "deictic", "ago", "week", "weekend", "month", "quarter", "year", "decade",
        "century", "season", "holiday", "duration", "range", "daypart", "told",
    ]  # fmt: skip
    """`told` is counted from a day that the text has named: "two days later", "the same year"."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """Monday is 0."""
    offset: int | None = None
    """Deictic distance in `unit`s: yesterday is -1 day, "tahun lalu" -1 year, "minggu ini" 0 weeks."""
    unit: Literal["", "day", "week", "weekend", "month", "quarter", "half", "year", "decade"] = ""
    count: int | None = None
    """Durations and "ago": how many units."""
    daypart: Literal["", "morning", "noon", "afternoon", "evening", "night"] = ""
    hour: int | None = None
    minute: int | None = None
    modifier: Literal["", "early", "mid", "late", "about", "since", "until", "before", "after", "last"] = ""
    holiday: str = ""
    """Key of the holiday rule in the language pack, e.g. `us-thanksgiving`."""
    parts: tuple[TimeExpression, ...] = ()
    """A range's two ends."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two readings that cannot both be true, the one shown, and why."""

    kind: Literal["weekday", "sources", "translation", "overtaken"]
    shown: str
    """EDTF of the reading shown."""
    other: str
    """EDTF of the reading not shown, empty when it has none."""
    reason: Message
    article: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A dating expression of an article and the days it means."""

    article: str
    block: int
    """As in `TimeExpression`."""
    block_start: int
    block_end: int
    start: int
    end: int
    text: str
    edtf: str
    days: Days | None
    """None for what cannot be placed: an unanchored "suatu hari"."""
    basis: Message
    """How it was resolved, in words: stated in full; the last Friday before publication; ..."""
    kind: Literal["explicit", "relative", "partial", "vague"]
    expression: TimeExpression
    daypart: str = ""
    conflict: Conflict | None = None
    doubtful: bool = False
    """True when the value rests on an inferred anchor or a vague word."""


# --- names ---------------------------------------------------------------------------------------


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


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place named in the dossier."""

    id: str
    """Slug of its name, unique in the dossier."""
    name: str
    kind: Literal["person", "organisation", "place", "product", "other"]
    variants: tuple[Variant, ...]
    mentions: tuple[Mention, ...]
    """In the order of articles and offsets."""


# --- links ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Work:
    """An article and its translations; at most one article a language."""

    articles: tuple[str, ...]
    """Ids, in the order of the dossier; a work of one article is a work too."""
    score: float = 1.0
    evidence: tuple[Message, ...] = ()
    alignment: tuple[tuple[int, ...], ...] = ()
    """Rows of block indices, one column an article of `articles`; -1 where a version lacks the block."""


@dataclass(frozen=True, slots=True)
class Related:
    """Two articles of different works that a reader of one may want, and why."""

    a: str
    b: str
    score: float
    reasons: tuple[Message, ...]


# --- events --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """The wording of an event, quoted from an article (or written by the curator: `article` empty)."""

    text: str
    language: str
    article: str = ""
    block: int = 0
    block_start: int = 0
    block_end: int = 0


@dataclass(frozen=True, slots=True)
class Event:
    """A happening with its date, told by one or more sources."""

    id: str
    """Anchor, by date and content: `e-2023-11-17-...`."""
    edtf: str
    days: Days
    labels: tuple[Label, ...]
    """One a language, from that language's own article."""
    mentions: tuple[DateMention, ...]
    """Every place that dates it, in every language."""
    conflicts: tuple[Conflict, ...] = ()
    doubtful: bool = False
    future: bool = False
    """True when it lay ahead for the articles that tell it."""
    weight: int = 1
    """How many independent sources tell it; translations of one text count once."""


# --- the whole -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to check, with the remedy; an `error` means an input was not published."""

    severity: Literal["error", "warning"]
    path: str
    message: Message
    line: int = 0


@dataclass(frozen=True, slots=True)
class Rulings:
    """What the curator decided in `dossier.toml`; empty when there is no such file."""

    title: Mapping[str, str] = field(default_factory=dict)
    """Dossier title by language; `""` holds one for all."""
    about: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By source path: title date language author editor outlet url rights credit, `exclude = "true"`."""
    lines: tuple[tuple[str, Literal["keep", "drop"], str], ...] = ()
    """(source path or `*`, ruling, line text stripped)."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it: articles, what links them, what they date, whom they name, what to check."""

    articles: tuple[Article, ...]
    published: Mapping[str, Published]
    """By article id."""
    dates: tuple[DateMention, ...]
    entities: tuple[Entity, ...]
    works: tuple[Work, ...]
    related: tuple[Related, ...]
    events: tuple[Event, ...]
    """In order of `days.lo`."""
    problems: tuple[Problem, ...]
    rulings: Rulings = field(default_factory=Rulings)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles, the one with most articles first, then by code."""
        codes = [article.language for article in self.articles]
        return tuple(sorted(set(codes), key=lambda code: (-codes.count(code), code)))


# --- pages ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Alternate:
    """One entry of a page's language switcher."""

    language: str
    name: str
    """The language's own name: `Bahasa Indonesia`, `Deutsch`."""
    href: str
    """Relative to the page, ending in `.html` or `.html#anchor`."""
    translation: bool
    """True when it is a true translation: only then `hreflang` and the sitemap name it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One generated page of one language's site: plain values that any engine can publish."""

    language: str
    """The tree it belongs to, e.g. `de`."""
    path: str
    """Within the tree, e.g. `articles/foo.md`; published as `articles/foo.html`."""
    title: str
    html: str
    """One block of escaped HTML without a blank line in it, so that Markdown leaves it alone."""
    description: str = ""
    alternates: tuple[Alternate, ...] = ()
    hub: bool = False
    """True for the few pages that stand in the navigation."""
    meta: tuple[tuple[str, str], ...] = ()
    """Further front matter."""
