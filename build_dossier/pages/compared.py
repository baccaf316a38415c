"""The numbers and quotations of several sources on one event, beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_dossier.model import Comparison, Message, Passage
from build_dossier.pages.entries import UNDERLINE, Chip, Quote, chip
from build_dossier.pages.inline import Mark, marked, quote_around
from build_dossier.pages.tree import Here

__all__ = ["Compared", "Said", "compared"]

CONTEXT = 150
"""Characters around a number that say what it is the number of."""

ABOUT = {
    "people": Message.of("people"),
    "staff": Message.of("staff"),
    "dead": Message.of("dead"),
    "injured": Message.of("injured"),
    "arrested": Message.of("arrested"),
    "missing": Message.of("missing"),
    "demonstrators": Message.of("demonstrators"),
    "dollars": Message.of("dollars"),
    "euros": Message.of("euros"),
}
"""The words for what is counted; a test holds them to the kinds in the language packs."""


AGREE = {
    True: Message.of("The numbers agree."),
    False: Message.of("The sources give different numbers."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says, with the place."""

    quote: Quote
    chip: Chip


@dataclass(frozen=True, slots=True)
class Compared:
    """What several sources say of one thing."""

    kind: str
    about: str
    agree: str
    """In words, whether the numbers do; empty for quotations."""
    said: tuple[Said, ...]


def compared(here: Here) -> Mapping[str, tuple[Compared, ...]]:
    """Return what can be compared, by the id of its event; the page's language stands first."""
    return {
        id: tuple(_compared(here, one) for one in found)
        for id, found in here.tree.index.dossier.claims.items()
    }


def _compared(here: Here, one: Comparison) -> Compared:
    index, words = here.tree.index, here.tree.words
    about = words.say(ABOUT[one.about]) if one.kind == "number" else index.entities[one.about].name
    claims = sorted(
        one.claims, key=lambda claim: index.articles[claim.article].language != here.tree.language
    )
    agree = words.say(AGREE[one.agree]) if one.agree is not None else ""
    return Compared(one.kind, about, agree, tuple(_said(here, claim) for claim in claims))


def _said(here: Here, claim: Passage) -> Said:
    article = here.tree.index.articles[claim.article]
    text = article.blocks[claim.block].text
    lo, hi, before, after = quote_around(text, [(claim.block_start, claim.block_end)], CONTEXT)
    html = marked(text, [Mark(claim.block_start, claim.block_end, *UNDERLINE)], lo, hi)
    whole = Markup("… " if before else "") + html + Markup(" …" if after else "")
    return Said(Quote(whole, article.language), chip(here, article, claim.block))
