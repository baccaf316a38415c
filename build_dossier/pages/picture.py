"""The density strip of a page: both drawings, their legend and their summary in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from build_dossier.model import Article, Days, Event
from build_dossier.pages.entries import label_of, short
from build_dossier.pages.strip import PHONE, WIDE, Drawing, Item, Unit, draw
from build_dossier.pages.tree import Here

__all__ = ["Picture", "dated_span", "picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """What the strip's template draws."""

    wide: Drawing
    phone: Drawing
    summary: str
    """The text alternative, a sentence or two."""
    unsure: bool
    future: bool
    spans: bool
    """Whether the legend must explain hollow, dashed and long marks."""


def picture(here: Here) -> Picture | None:
    """Return the strip of a dossier as the page links to it, None when nothing in it has a date."""
    dossier = here.tree.index.dossier
    items = [_event(here, event) for event in dossier.events]
    items += [item for article in dossier.articles if (item := _article(here, article))]
    if not items:
        return None
    words = here.tree.words

    def name(day: date, unit: Unit) -> str:
        if unit in ("day", "week"):
            return words.short_day(day)
        return words.short_month(day) if unit == "month" else words.year(day)

    wide, phone = draw(items, WIDE, name), draw(items, PHONE, name)
    return Picture(
        wide=wide,
        phone=phone,
        summary=_summary(here, items),
        unsure=any(item.doubtful for item in items),
        future=any(item.future for item in items),
        spans=any(mark.width for mark in (*wide.marks, *phone.marks)),
    )


def _event(here: Here, event: Event) -> Item:
    words = here.tree.words
    label = label_of(here, event)
    said = words.when(event.edtf, event.days)
    text, language = (label.text, label.language) if label else ("", words.code)
    item = Item("event", event.days, said, here.event(event), event.doubtful, event.future)
    return _titled(here, item, short(text, 90), language)


def _article(here: Here, article: Article) -> Item | None:
    published = here.tree.index.dossier.published[article.id]
    if published.days is None:
        return None
    said = here.tree.words.when(published.edtf, published.days)
    doubtful = published.basis == "inferred"
    item = Item("article", published.days, said, here.article(article), doubtful)
    return _titled(here, item, short(article.title.value, 90), article.language)


def _titled(here: Here, item: Item, title: str, language: str) -> Item:
    """Return an item with a headline: in its label, or beside it where it is in another language."""
    words = here.tree.words
    if not title:
        return item
    if language == words.code:
        return replace(item, label=f"{item.label}: {title}")
    label = f"{item.label} ({words.language(language)})"
    return replace(item, label=label, title=title, language=language)


def _summary(here: Here, items: list[Item]) -> str:
    words = here.tree.words
    events = [item for item in items if item.kind == "event"]
    articles = [item for item in items if item.kind == "article"]
    counts = [
        words.plural("{n} event", "{n} events", len(events)) if events else "",
        words.plural("{n} dated article", "{n} dated articles", len(articles)) if articles else "",
    ]
    out = words.series(count for count in counts if count) + words.text(".")
    busiest = Counter(item.days.lo for item in events if item.days.length == 1).most_common(1)
    if busiest and busiest[0][1] > 1:
        day, n = busiest[0]
        out += words.gap + words.plural("Most on {day}: {n} event.", "Most on {day}: {n} events.", n, day=day)
    return out


def dated_span(here: Here) -> Days | None:
    """Return the days from the first to the last that an exact date names."""
    dossier = here.tree.index.dossier
    spans = [event.days for event in dossier.events if event.days.length <= 31 and not event.future]
    spans += [published.days for published in dossier.published.values() if published.days]
    if not spans:
        return None
    return Days(min(span.lo for span in spans), max(span.hi for span in spans))
