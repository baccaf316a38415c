"""An event as an entry of the timeline: date in words, wording, doubt, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from build_dossier.edtf import days_of
from build_dossier.model import Article, Conflict, DateMention, Event, Label, Message
from build_dossier.pages.index import Index
from build_dossier.pages.inline import Mark, block_language, marked, quote_around, spoken
from build_dossier.pages.tree import Here, block_id

__all__ = [
    "UNDERLINE",
    "Chip",
    "Doubt",
    "Entry",
    "Group",
    "Quote",
    "block_text",
    "chip",
    "entry",
    "excerpt",
    "label_of",
    "place_at",
    "short",
]

UNDERLINE = (Markup("<u>"), Markup("</u>"))
"""Around the words that date an event; HTML's element for an annotation that is not emphasis."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article with the dating words underlined."""

    html: Markup
    language: str


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to the very place of a source."""

    article: Article
    title: str
    place: str
    """`¶ 2`, or the word for title or caption."""
    href: str
    hint: str
    """The whole of it for a screen reader, in the page's language but for the title."""
    lead: bool
    """True for the chip that names the text; its translations follow with their language alone."""


@dataclass(frozen=True, slots=True)
class Group:
    """The places of one work: translations of one text are one source."""

    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A contradiction: the readings and the reason for the choice."""

    words: Markup
    """The words that disagree, as the source has them; empty when the conflict names none."""
    href: str
    """Where they stand, empty without words."""
    reason: Markup
    shown: str
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An event as a reader of one language sees it."""

    event: Event
    date: Markup
    notes: tuple[str, ...]
    """Weekday, part of the day."""
    doubt: str
    """How the date is uncertain, in a word; empty when it is not."""
    unsure: bool
    """True for an uncertain date and for one that sources contradict."""
    headline: Quote
    brief: str
    """The wording cut short, for the margin of an article; empty without one."""
    quote: Quote | None
    basis: Markup
    doubts: tuple[Doubt, ...]
    groups: tuple[Group, ...]
    decisions: tuple[str, ...]
    """What the curator decided about it."""


def entry(here: Here, event: Event) -> Entry:
    """Return an event as an entry of the tree's timeline."""
    label = label_of(here, event)
    shown = _nearest(here, event, label)
    headline = _headline(here, label, event)
    inside = label is not None and shown is not None and _covers(label, shown)
    return Entry(
        event=event,
        date=here.tree.words.when_html(event.edtf, event.days),
        notes=_notes(here, event, shown),
        doubt=_doubt_word(here, event),
        unsure=event.doubtful or bool(event.conflicts),
        headline=headline
        or Quote(Markup(here.tree.words.when(event.edtf, event.days)), here.tree.words.code),
        brief=short(label.text, 64) if label else "",
        quote=None if inside or shown is None else _quotation(here, shown),
        basis=_basis(here, shown),
        doubts=tuple(_doubt(here, event, conflict) for conflict in event.conflicts),
        groups=_groups(here, event),
        decisions=tuple(here.tree.words.say(decision) for decision in event.decisions),
    )


def label_of(here: Here, event: Event) -> Label | None:
    """Return the wording in the page's language, else the interface's, else the first there is.

    A curator's wording for all languages counts as the page's.
    """
    for code in (here.tree.language, here.tree.words.code, ""):
        for label in event.labels:
            if label.language == code:
                return label if code else replace(label, language=here.tree.words.code)
    return event.labels[0] if event.labels else None


def block_text(article: Article, block: int) -> str:
    """Return the text of a block, the title (-1) or the caption (-2)."""
    if block == -1:
        return article.title.value
    if block == -2:
        caption = article.facts.get("caption")
        return caption.value if caption else ""
    return article.blocks[block].text if 0 <= block < len(article.blocks) else ""


def excerpt(article: Article, block: int, marks: Sequence[Mark], start: int, end: int) -> Markup:
    """Return a stretch of a block as HTML, what is in another language than the article told by `lang`."""
    if 0 <= block < len(article.blocks):
        return spoken(article.blocks[block], marks, start, end)
    return marked(block_text(article, block), marks, start, end)


def short(text: str, limit: int = 46) -> str:
    """Return a title cut at a space, with an ellipsis when something is missing."""
    if len(text) <= limit:
        return text
    cut = text.rfind(" ", limit // 2, limit)
    return text[: cut if cut > 0 else limit - 1].rstrip(" ,;:–-") + " …"


# --- wording -------------------------------------------------------------------------------------


def _nearest(here: Here, event: Event, label: Label | None) -> DateMention | None:
    """Return the dating words to show: those in the label, else the page language's, else the first."""
    code, articles = here.tree.language, here.tree.index.articles
    ranked = sorted(
        event.mentions,
        key=lambda mention: (
            not (label is not None and _covers(label, mention)),
            not (label is not None and label.article == mention.article),
            articles[mention.article].language != code,
            mention.block < 0,
        ),
    )
    return ranked[0] if ranked else None


def _covers(label: Label, mention: DateMention) -> bool:
    same = label.article == mention.article and label.block == mention.block
    return same and label.block_start <= mention.block_start and mention.block_end <= label.block_end


def _headline(here: Here, label: Label | None, event: Event) -> Quote | None:
    if label is None:
        return None
    marks = [
        Mark(mention.block_start - label.block_start, mention.block_end - label.block_start, *UNDERLINE)
        for mention in event.mentions
        if _covers(label, mention)
    ]
    fits = label.block_end - label.block_start == len(label.text)
    html = marked(label.text, marks if fits else _found(label, event))
    return Quote(html, _language(here, label))


def _language(here: Here, label: Label) -> str:
    """Return the language of a wording: of the quotation that it is taken from, else the article's."""
    article = here.tree.index.articles.get(label.article)
    quoted = article is not None and 0 <= label.block < len(article.blocks)
    return (block_language(article.blocks[label.block]) if article and quoted else None) or label.language


def _found(label: Label, event: Event) -> list[Mark]:
    """Return the marks of dating words in a label that is not the plain stretch of its block."""
    words = {mention.text for mention in event.mentions if _covers(label, mention)}
    return [
        Mark(at, at + len(word), *UNDERLINE) for word in sorted(words) if (at := label.text.find(word)) >= 0
    ]


def _quotation(here: Here, mention: DateMention) -> Quote | None:
    article = here.tree.index.articles[mention.article]
    text = block_text(article, mention.block)
    if mention.block_end > len(text):
        return None
    lo, hi, before, after = quote_around(text, [(mention.block_start, mention.block_end)])
    html = excerpt(article, mention.block, [Mark(mention.block_start, mention.block_end, *UNDERLINE)], lo, hi)
    return Quote(Markup("… " if before else "") + html + Markup(" …" if after else ""), article.language)


# --- date ----------------------------------------------------------------------------------------


def _notes(here: Here, event: Event, shown: DateMention | None) -> tuple[str, ...]:
    words = here.tree.words
    notes: list[str] = []
    if event.days.length == 1:
        notes.append(words.weekday(event.days.lo))
    parts = [shown.daypart] if shown and shown.daypart else [mention.daypart for mention in event.mentions]
    notes += [word for part in parts[:1] if (word := words.daypart(part))]
    if event.future:
        notes.append(words.text("still to come then"))
    return tuple(notes)


def _doubt_word(here: Here, event: Event) -> str:
    words = here.tree.words
    if event.mentions and all(mention.kind == "vague" for mention in event.mentions):
        return words.text("vague")
    return words.text("inferred") if event.doubtful else ""


def _basis(here: Here, shown: DateMention | None) -> Markup:
    if shown is None or shown.kind == "explicit":
        return Markup()
    language = here.tree.index.articles[shown.article].language
    noted = Message.of("“{words}”: {basis}", words=shown.text, basis=shown.basis)
    return here.tree.words.said(noted, language)


def _doubt(here: Here, event: Event, conflict: Conflict) -> Doubt:
    article = here.tree.index.articles.get(conflict.article)
    words = here.tree.words
    words_there = article.source.text[conflict.start : conflict.end].strip() if article else ""
    versions = _versions(here, event, conflict)
    if versions or words_there in dict(conflict.reason.values).values():  # the reason itself quotes them
        words_there = ""
    place = place_at(article, conflict.start) if article else -1
    return Doubt(
        words=words.foreign(words_there, article.language) if article and words_there else Markup(),
        href=here.block(article, place) if article and words_there else "",
        reason=words.sentence(versions or _reason(here, event, conflict)),
        shown=reading(here, conflict.shown),
        other=reading(here, conflict.other),
        kind=words.say(KINDS[conflict.kind]),
    )


def _reason(here: Here, event: Event, conflict: Conflict) -> Markup:
    """Return why one reading is shown, each quoted word in the language of the text it stands in."""
    articles = here.tree.index.articles
    spoken = {mention.text: articles[mention.article].language for mention in event.mentions}
    article = articles.get(conflict.article)
    return here.tree.words.said(conflict.reason, article.language if article else "", spoken)


def _versions(here: Here, event: Event, conflict: Conflict) -> Markup:
    """Return the words of each version of one text, those that differ last; nothing for other conflicts."""
    index, words = here.tree.index, here.tree.words
    if conflict.kind != "translation" or conflict.article not in index.work_of:
        return Markup()
    apart = {other.article for other in event.conflicts if other.kind == "translation"}
    told = {mention.article: mention for mention in reversed(event.mentions)}
    agreed = [id for id in index.work_of[conflict.article].articles if id in told and id not in apart]
    if not agreed or conflict.article not in told:
        return Markup()

    def version(id: str) -> Markup:
        language = index.articles[id].language
        quoted = words.said(Message.of("“{words}”", words=told[id].text), language)
        return escape(words.language(language)) + words.gap + quoted

    agreed.sort(key=lambda id: index.articles[id].language != here.tree.language)
    return words.filled(
        Message.of("{agreed}, but {other}; the first is shown"),
        agreed=escape(words.catalogue.comma).join(version(id) for id in agreed),
        other=version(conflict.article),
    )


def place_at(article: Article, offset: int) -> int:
    """Return the block that holds an offset of the source; the title or the caption when none does."""
    number = article.source.text.count("\n", 0, offset) + 1
    found = [at for at, block in enumerate(article.blocks) if number in block.lines]
    return found[0] if found else -2 if "caption" in article.facts else -1


KINDS = {
    "weekday": Message.of("Contradiction."),
    "sources": Message.of("Sources differ."),
    "translation": Message.of("Translations differ."),
    "overtaken": Message.of("Overtaken."),
}


def reading(here: Here, edtf: str) -> str:
    """Return an EDTF day, month, year or span in words; the value itself when it is of another kind."""
    days = days_of(edtf)
    return here.tree.words.when(edtf, days) if days else edtf


# --- sources -------------------------------------------------------------------------------------


def _groups(here: Here, event: Event) -> tuple[Group, ...]:
    index = here.tree.index
    by_work: dict[tuple[str, ...], list[DateMention]] = {}
    for mention in event.mentions:
        by_work.setdefault(index.work_of[mention.article].articles, []).append(mention)
    groups = [Group(tuple(_chips(here, index, mentions))) for mentions in by_work.values()]
    return tuple(sorted(groups, key=lambda group: group.chips[0].article.language != here.tree.language))


def _chips(here: Here, index: Index, mentions: Sequence[DateMention]) -> list[Chip]:
    places = {(mention.article, mention.block): mention for mention in mentions}
    ranked = sorted(
        places, key=lambda place: (index.articles[place[0]].language != here.tree.language, place[0])
    )
    out: list[Chip] = []
    for id, block in ranked:
        out.append(chip(here, index.articles[id], block, lead=not out))
    return out


def chip(here: Here, article: Article, block: int, *, lead: bool = True) -> Chip:
    """Return a link to a block of an article."""
    place = place_of(here, article, block)
    return Chip(
        article=article,
        title=short(article.title.value),
        place=place,
        href=here.block(article, block),
        hint=f"{here.tree.words.language(article.language)}, {place}",
        lead=lead,
    )


def place_of(here: Here, article: Article, block: int) -> str:
    """Return the words for a place: `¶ 2`, headline or caption; headings do not count as paragraphs."""
    words = here.tree.words
    anchor = block_id(article, block)
    if anchor in ("title", "caption"):
        return words.text("headline") if anchor == "title" else words.text("caption")
    if article.blocks[block].kind == "heading":
        return words.text("heading")
    number = sum(1 for other in article.blocks[: block + 1] if other.kind != "heading")
    return f"¶ {words.number(number)}"
