"""Pages of a dossier with an edition folded and a translation proposed: all of it is shown."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from bs4 import BeautifulSoup, Tag

from build_dossier.model import Dossier, Page, Proposal
from build_dossier.pages import Settings, pages
from tests.test_editions import dossier

TREES = ("de", "fr")


@cache
def made() -> Dossier:
    """Return a text with a shorter edition and a translation, which is proposed rather than linked."""
    whole = dossier(apart=[("a.txt", "c.txt")])
    return replace(whole, proposals=(Proposal("a", "c", 0.62),))


@cache
def published() -> tuple[Page, ...]:
    """Return the pages of that dossier in every language."""
    return tuple(pages(made(), Settings("Dossier")))


@cache
def soup(language: str, start: str) -> BeautifulSoup:
    html = next(
        page.html for page in published() if page.language == language and page.path.startswith(start)
    )
    return BeautifulSoup(html, "lxml")


def section(page: BeautifulSoup, name: str) -> Tag:
    found = page.find("section", {"aria-labelledby": name})
    assert isinstance(found, Tag)
    return found


def test_the_article_shows_its_other_edition() -> None:
    """With its file, and each paragraph that it lacks as deleted text."""
    shown = section(soup("de", "articles/openai"), "editions")
    assert "b.txt" in shown.get_text()
    lacking = [one.get_text() for one in shown.find_all("del")]
    (edition,) = made().editions
    article = next(one for one in made().articles if one.id == edition.article)
    assert lacking == [article.blocks[here].text for here, there in edition.differences if there < 0]
    assert lacking


def test_an_edition_has_no_page_of_its_own() -> None:
    """One text is one page; its source stands on the page that shows how it was made."""
    paths = [page.path for page in published() if page.language == "de"]
    assert sum(path.startswith("articles/openai") for path in paths) == 1
    lines = soup("de", "made/openai").find_all(class_="d-line")
    (edition,) = made().editions
    article = next(one for one in made().articles if one.id == edition.article)
    assert len(lines) == len(article.lines) + len(edition.other.lines)


@pytest.mark.parametrize("language", TREES)
def test_how_it_was_made_names_editions_and_proposals(language: str) -> None:
    """Each with what the curator may say."""
    hub = soup(language, "made/index")
    assert "b.txt" in section(hub, "editions").get_text()
    assert "build-dossier link a.txt c.txt" in section(hub, "proposed").get_text()
    assert "62" in section(hub, "proposed").get_text()


@pytest.mark.parametrize("language", TREES)
def test_ids_stay_unique_beside_another_edition(language: str) -> None:
    """Lines of two sources on one page do not share an id."""
    for start in ("articles/", "made/"):
        for page in published():
            if page.language == language and page.path.startswith(start):
                ids = [one["id"] for one in BeautifulSoup(page.html, "lxml").find_all(id=True)]
                assert len(ids) == len(set(ids))
