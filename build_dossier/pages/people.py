"""People, organisations and what else has a name: one page each, and the hub that lists them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from build_dossier.model import Article, Entity, Event, Mention, Message, Page
from build_dossier.pages.entries import Chip, block_text, chip, entry, excerpt
from build_dossier.pages.inline import Mark, quote_around, sentence
from build_dossier.pages.markup import render
from build_dossier.pages.rows import published_words
from build_dossier.pages.shell import page
from build_dossier.pages.tree import Here, Tree

__all__ = ["entity_page", "people_hub"]

KINDS = {
    "person": (Message.of("Person"), Message.of("People")),
    "organisation": (Message.of("Organisation"), Message.of("Organisations")),
    "place": (Message.of("Place"), Message.of("Places")),
    "product": (Message.of("Product"), Message.of("Products")),
    "other": (Message.of("Name"), Message.of("Other names")),
}

Stretch = tuple[int, int, int, bool, bool]

PLACES = 6
ARTICLES = 40
EVENTS = 20
"""Places quoted of one article, articles quoted, and events listed: a page does not grow without end."""
FIRST = 24
"""Names of a kind that stand open on the hub; the rest is folded."""
FEW = 6
"""So many more are not worth folding."""
FOLDED = 400
"""Names of a kind that are folded there; with more, only the count is said."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An entity in the hub."""

    entity: Entity
    href: str
    counts: str
    variants: tuple[str, ...]
    languages: str


@dataclass(frozen=True, slots=True)
class Group:
    """The names of a kind: what matters first, the rest to unfold, and how many are left to the search."""

    kind: str
    heading: str
    first: tuple[Listed, ...]
    folded: tuple[Listed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that names the entity."""

    html: Markup
    chip: Chip


@dataclass(frozen=True, slots=True)
class Named:
    """What one article says of an entity."""

    article: Article
    href: str
    date: Markup
    basis: str
    unsure: bool
    outlet: str
    places: tuple[Place, ...]
    more: int


def people_hub(tree: Tree) -> Page:
    """Return the list of names, by kind, first those that most articles name; rare ones are folded."""
    here = Here(tree, "people/index")
    title = tree.words.text("People and organisations")
    groups = [group for kind in KINDS if (group := _group(here, kind))]
    html = render("people.html", here, title=title, groups=groups)
    names = (entity.name for entity in tree.index.dossier.entities[:8])
    return page(
        here,
        title,
        html,
        tree.words.series(names) or title,
        here.same(),
        hub=True,
        nav=tree.words.text("People"),
    )


def _group(here: Here, kind: str) -> Group | None:
    """Return the names of a kind, None when there are none."""
    found = [entity for entity in here.tree.index.dossier.entities if entity.kind == kind]
    ranked = sorted(found, key=lambda entity: (-len(_articles(entity)), -len(entity.mentions), entity.name))
    if not ranked:
        return None
    open_ = len(ranked) if len(ranked) <= FIRST + FEW else FIRST
    listed = tuple(_listed(here, entity) for entity in ranked[: open_ + FOLDED])
    more = max(0, len(ranked) - open_ - FOLDED)
    return Group(kind, here.tree.words.say(KINDS[kind][1]), listed[:open_], listed[open_:], more)


def _listed(here: Here, entity: Entity) -> Listed:
    slips = tuple(variant.text for variant in entity.variants if variant.slip)
    several = len(here.tree.index.dossier.languages) > 1
    languages = _languages(here, entity) if several else ""
    return Listed(entity, here.entity(entity), _counts(here, entity), slips, languages)


def _articles(entity: Entity) -> set[str]:
    return {mention.article for mention in entity.mentions}


def _languages(here: Here, entity: Entity) -> str:
    """Return the names of the languages of the articles that name the entity, the page's own first."""
    articles = here.tree.index.articles
    codes = {articles[id].language for id in _articles(entity)}
    ranked = sorted(codes, key=lambda code: (code != here.tree.language, code))
    return here.tree.words.series(here.tree.words.language(code) for code in ranked)


def _counts(here: Here, entity: Entity) -> str:
    words = here.tree.words
    count = len(_articles(entity))
    within = words.plural("in {n} article", "in {n} articles", count)
    return words.plural("{n} mention {within}", "{n} mentions {within}", len(entity.mentions), within=within)


def entity_page(tree: Tree, entity: Entity) -> Page:
    """Return the page of an entity in a tree; it stands in every tree at the same place."""
    here = Here(tree, tree.entity(entity))
    named = tuple(_named(here, entity))
    events = _events(here, entity)
    html = render(
        "entity.html",
        here,
        entity=entity,
        kind_word=tree.words.say(KINDS[entity.kind][0]),
        counts=_counts(here, entity),
        languages=_languages(here, entity),
        since=_since(here, entity),
        spellings=[variant for variant in entity.variants if variant.text != entity.name],
        named=named[:ARTICLES],
        more=max(0, len(named) - ARTICLES),
        events=tuple(entry(here, event) for event in events[:EVENTS]),
        more_events=max(0, len(events) - EVENTS),
    )
    return page(here, entity.name, html, f"{entity.name}: {_counts(here, entity)}", here.same())


def _since(here: Here, entity: Entity) -> tuple[Markup, ...]:
    """Return the first and last day on which an article that names the entity came out, or the one day."""
    dossier = here.tree.index.dossier
    dated = [one for id in _articles(entity) if (one := dossier.published[id]).days is not None]
    dated.sort(key=lambda one: (one.days.lo, one.days.hi, one.edtf) if one.days else ())
    ends = [here.tree.words.when_html(one.edtf, one.days) for one in (*dated[:1], *dated[-1:])]
    return tuple(dict.fromkeys(ends))


def _named(here: Here, entity: Entity) -> Iterator[Named]:
    """Yield the articles that name the entity, those in the page's language first, each in order of time."""
    by_article: dict[str, list[Mention]] = {}
    for mention in entity.mentions:
        by_article.setdefault(mention.article, []).append(mention)
    index = here.tree.index

    def order(id: str) -> tuple[bool, date, str]:
        days = index.dossier.published[id].days
        return index.articles[id].language != here.tree.language, days.lo if days else date.max, id

    for id in sorted(by_article, key=order):
        article, published = index.articles[id], index.dossier.published[id]
        outlet = article.facts.get("outlet")
        inside = [mention for mention in by_article[id] if mention.block != -1]
        named = sorted(inside or by_article[id], key=_block_start)  # the title stands above them
        stretches = list(_stretches(article, named))
        yield Named(
            article=article,
            href=here.article(article),
            date=here.tree.words.when_html(published.edtf, published.days),
            basis=published_words(here.tree, published),
            unsure=published.basis in ("inferred", "unknown"),
            outlet=outlet.value if outlet else "",
            places=tuple(_place(here, article, named, stretch) for stretch in stretches[:PLACES]),
            more=max(0, len(stretches) - PLACES),
        )


def _stretches(article: Article, mentions: list[Mention]) -> Iterator[Stretch]:
    """Yield each mention's sentence once: block, ends, and whether text is left out before and after."""
    done: dict[int, int] = {}
    for mention in mentions:
        text = block_text(article, mention.block)
        if mention.block_start < done.get(mention.block, -1) or mention.block_end > len(text):
            continue
        lo, hi, before, after = quote_around(text, [(mention.block_start, mention.block_end)])
        done[mention.block] = hi
        yield mention.block, lo, hi, before, after


def _place(here: Here, article: Article, mentions: list[Mention], stretch: Stretch) -> Place:
    """Return a sentence with every mention in it marked."""
    block, lo, hi, before, after = stretch
    inside = slice(*(bisect_left(mentions, (block, end), key=_block_start) for end in (lo, hi)))
    marks = [
        Mark(other.block_start, other.block_end, Markup("<b>"), Markup("</b>")) for other in mentions[inside]
    ]
    html = excerpt(article, block, marks, lo, hi)
    html = Markup("… " if before else "") + html + Markup(" …" if after else "")
    return Place(html, chip(here, article, block))


def _block_start(mention: Mention) -> tuple[int, int]:
    return mention.block, mention.block_start


def _events(here: Here, entity: Entity) -> list[Event]:
    """Return the events dated in a sentence that names the entity."""
    index = here.tree.index
    found: dict[str, Event] = {}
    for mention in entity.mentions:
        dates = index.dates_at.get((mention.article, mention.block), ())
        if not dates:
            continue
        text = block_text(index.articles[mention.article], mention.block)
        lo, hi = sentence(text, mention.block_start, min(mention.block_end, len(text)))
        for dated in dates[bisect_left(dates, lo, key=lambda date: date.block_start) :]:
            if dated.block_start >= hi:
                break
            event = index.event_at(dated)
            if event and dated.block_end <= hi:
                found[event.id] = event
    return [event for event in index.dossier.events if event.id in found]
