"""The small print of the pages: notes, doubts and the foot, in the page's language and true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from build_dossier.messages import catalogue
from build_dossier.model import Conflict, Days, Dossier, Message, Page, Published
from build_dossier.pages import Settings, pages
from build_dossier.pages.words import Words
from tests import sample_dossier as story

SETTINGS = Settings("Dossier")


def _page(dossier: Dossier, language: str, path: str) -> Page:
    found = pages(dossier, SETTINGS)
    return next(page for page in found if (page.language, page.path) == (language, path))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("de", "der letzte Montag bis zum Erscheinen (20. oder 21. November 2023)"),
        ("fr", "le dernier lundi jusqu’à la parution (20 ou 21 novembre 2023)"),
        ("id", "hari Senin terakhir hingga hari terbit (20 atau 21 November 2023)"),
        ("en", "the last Monday up to publication (November 20 or 21, 2023)"),
    ],
)
def test_a_note_says_two_possible_days_as_one_date(code: str, said: str) -> None:
    """Two days the article may be from are one date, month and year said once."""
    either = Message.of("{first} or {last}", first=date(2023, 11, 20), last=date(2023, 11, 21))
    note = Message.of(
        "the last {day:EEEE} up to publication ({anchor})", day=date(2023, 11, 20), anchor=either
    )
    assert Words(catalogue(code)).said(note).striptags() == said


def test_days_far_apart_are_a_span() -> None:
    """The first and the last of many days are not two choices."""
    many = Message.of("{first} or {last}", first=date(2023, 11, 1), last=date(2023, 11, 9))
    note = Message.of("counted from publication ({anchor})", anchor=many)
    assert "1.–9. November 2023" in Words(catalogue("de")).said(note).striptags()


def test_a_note_becomes_a_sentence() -> None:
    """A capital and a full stop are added where they are missing, and nowhere else."""
    words = Words(catalogue("de"))
    assert words.sentence(Markup("eine Quelle nennt ihn")) == "Eine Quelle nennt ihn."
    assert words.sentence(Markup("„Jumat“ kann nicht stimmen.")) == "„Jumat“ kann nicht stimmen."
    assert words.sentence(Markup('<span lang="id">senin</span>')) == '<span lang="id">senin</span>.'


def test_versions_that_differ_are_each_quoted_in_their_language() -> None:
    """The note names every version's words; none stands under the language of another."""
    dossier = story.sample()
    work = next(work for work in dossier.works if len(work.articles) > 2)
    event = next(
        event for event in dossier.events if {one.article for one in event.mentions} >= set(work.articles)
    )
    told = {one.article: one for one in event.mentions}
    languages = {article.id: article.language for article in dossier.articles}
    last = work.articles[-1]
    conflict = Conflict(
        "translation",
        event.edtf,
        "2024",
        Message.of("{value}", value=1),
        last,
        told[last].start,
        told[last].end,
    )
    events = [replace(one, conflicts=(conflict,)) if one is event else one for one in dossier.events]
    page = _page(replace(dossier, events=tuple(events)), "de", "timeline.md")
    note = BeautifulSoup(page.html, "html.parser").select_one(f"[id='{event.id}'] .d-doubt p")
    assert note is not None
    for id in work.articles:
        assert told[id].text in note.text
        if languages[id] != "de":
            spoken = [str(tag["lang"]) for tag in note.find_all(lang=True) if tag.text == told[id].text]
            assert spoken == [languages[id]]
    assert note.text.endswith(".")


def test_undated_articles_stand_last() -> None:
    """The newest article opens the list; one without a date closes it."""
    dossier = story.sample()
    ids = [article.id for article in dossier.articles if article.language == "id"]
    published = {id: Published(Days.one(date(2023, 11, 18)), "2023-11-18", "stated") for id in ids}
    published[ids[0]] = Published(None, "", "unknown")
    page = _page(
        replace(dossier, works=(), published={**dossier.published, **published}), "id", "articles/index.md"
    )
    dates = [tag.text for tag in BeautifulSoup(page.html, "html.parser").select("ul.d-rows .d-row-date")]
    own = dates[: len(ids)]
    assert [index for index, said in enumerate(own) if "2023" not in said] == [len(ids) - 1]


def test_the_foot_of_every_page_leads_to_the_data() -> None:
    """Each page says what it was made from, and links to `dossier.json` beside the languages."""
    for page in pages(story.sample(), SETTINGS):
        meta = dict(page.meta)
        depth = page.path.count("/") + 1
        assert meta["footer_data_href"] == "../" * depth + "dossier.json"
        assert meta["footer_made_href"].endswith("index.html")
        assert meta["footer_text"]
