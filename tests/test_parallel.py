"""The parallel reader: what stands beside what, in which language, with what said about gaps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from build_dossier.model import Article, Difference, Page, Passage, Work
from build_dossier.pages import Settings, pages
from tests import sample_dossier as story

TREES = {"de": story.DE, "fr": story.FR, "id": story.ID}


@pytest.fixture(scope="module")
def readers() -> dict[str, Page]:
    """Return the reader's page of each language."""
    return _readers(story.sample().works)


def _readers(works: tuple[Work, ...]) -> dict[str, Page]:
    made = pages(replace(story.sample(), works=works), Settings("Dossier"))
    return {page.language: page for page in made if page.path.startswith("parallel/")}


def _rows(page: Page) -> list[Tag]:
    return BeautifulSoup(page.html, "html.parser").select(".d-pair[id]")


def test_each_language_of_a_work_has_a_reader_and_no_other(readers: dict[str, Page]) -> None:
    """Three trees have one, under the address of their own article; texts without a translation have none."""
    assert {code: page.path for code, page in readers.items()} == {
        code: f"parallel/{article.slug}.md" for code, article in TREES.items()
    }
    assert not _readers((Work((story.ID.id,)), Work((story.DE.id, story.FR.id))))


def test_the_rows_have_one_id_in_every_language(readers: dict[str, Page]) -> None:
    """A link to a paragraph is the same in each tree."""
    ids = {code: [str(row["id"]) for row in _rows(page)] for code, page in readers.items()}
    assert ids["de"] == ids["fr"] == ids["id"] == [f"row-{at}" for at in range(len(story.ROWS))]


def test_nothing_of_a_version_is_lost_and_all_of_it_is_under_its_language(readers: dict[str, Page]) -> None:
    """Every block of every version stands once on each page, the page's own first in its row."""
    for code, page in readers.items():
        soup = BeautifulSoup(page.html, "html.parser")
        for article in TREES.values():
            column = [tag.get_text() for tag in soup.select(f".d-pair[id] [lang={article.language}]")]
            if article.language == code:  # the page's language needs no attribute of its own
                column = [
                    (tag.select_one(".d-text, span") or tag).get_text().strip()
                    for tag in soup.select(".d-pair[id] .d-v0")
                    if not tag.select(".d-gap-cell, .d-joined")
                ]
            assert [text.strip() for text in column] == [block.text for block in article.blocks]


def test_a_gap_and_a_merged_paragraph_are_told_apart(readers: dict[str, Page]) -> None:
    """What a version lacks is said in the page's words, and where it may stand next door, that too."""
    row = next(row for row in _rows(readers["de"]) if row["id"] == "row-6")
    assert [tag.get_text() for tag in row.select(".d-gap-cell")] == [
        "In dieser Fassung fehlt der Absatz.",
        "In dieser Fassung fehlt der Absatz oder steht im benachbarten.",
    ]
    assert sum(len(row.select(".d-gap-cell")) for row in _rows(readers["de"])) == 6


def test_the_structure_of_the_text_stays(readers: dict[str, Page]) -> None:
    """Quotations, items with their labels and headings are what they are in the article."""
    rows = {str(row["id"]): row for row in _rows(readers["de"])}
    assert len(rows["row-2"].select("blockquote")) == 3
    assert rows["row-6"].select_one("ul > li > b").get_text() == "Strengere ethische KI-Standards:"  # type: ignore[union-attr]
    assert rows["row-3"].select_one("h2") is not None
    assert len(rows["row-3"].select("[role=heading]")) == 2


def test_versions_are_chosen_without_script(readers: dict[str, Page]) -> None:
    """With three languages there is a choice by radio buttons, with two there is nothing to choose."""
    soup = BeautifulSoup(readers["fr"].html, "html.parser")
    assert [tag["id"] for tag in soup.select("input[type=radio]")] == ["beside-1", "beside-2", "beside-all"]
    two = Work((story.ID.id, story.DE.id), 0.99, (), ((0, 0), (1, 1)), (), ("a", "b"))
    assert "<input" not in _readers((two, Work((story.FR.id,))))["de"].html


def test_the_article_leads_to_its_reader_and_back(readers: dict[str, Page]) -> None:
    """From the facts of the article there and from the columns' heads back, to each version."""
    made = pages(story.sample(), Settings("Dossier"))
    article = next(page for page in made if page.path == f"articles/{story.DE.slug}.md")
    assert f'href="../parallel/{story.DE.slug}.html"' in article.html
    heads = BeautifulSoup(readers["de"].html, "html.parser").select(".d-heads a")
    assert [tag["href"] for tag in heads] == [
        f"../articles/{story.DE.slug}.html",
        f"../../id/articles/{story.ID.slug}.html",
        f"../../fr/articles/{story.FR.slug}.html",
    ]


def test_the_switcher_leads_to_the_reader_of_the_other_languages(readers: dict[str, Page]) -> None:
    """Its equivalents are true translations; a tree without a version leads to the section that says so."""
    assert {(one.language, one.href, one.translation) for one in readers["de"].alternates} == {
        ("id", f"../../id/parallel/{story.ID.slug}.html", True),
        ("fr", f"../../fr/parallel/{story.FR.slug}.html", True),
        ("ar", f"../../ar/articles/index.html#elsewhere-{story.DE.id}", False),
    }


def test_the_reader_is_left_out_of_the_search(readers: dict[str, Page]) -> None:
    """The articles are found once, by their own pages."""
    assert all(("search_exclude", "true") in page.meta for page in readers.values())


def _passage(article: Article, row: int, words: str) -> Passage:
    column = (story.ID, story.DE, story.FR).index(article)
    block = story.ROWS[row][column]
    at = article.blocks[block].text.index(words)
    return Passage(article.id, block, at, at + len(words), words)


def test_differences_are_underlined_and_listed() -> None:
    """Each leads from its words to the list and back to its row; foreign words keep their language."""
    dossier = story.sample()
    work = dossier.works[0]
    told = (
        Difference(
            "date", 8, (_passage(story.DE, 8, "bis 2024"),), (_passage(story.ID, 8, "tahun 2024"),), id="d1"
        ),
        Difference("number", 4, (_passage(story.FR, 4, "2018"),), (), (story.DE.id, story.ID.id), id="n2"),
    )
    made = pages(replace(dossier, differences={work.articles: told}), Settings("Dossier"))
    page = next(page for page in made if page.path == f"parallel/{story.DE.slug}.md")
    soup = BeautifulSoup(page.html, "html.parser")
    listed = soup.select(".d-differences li")
    assert [item.get_text(" ", strip=True).split(" ", 2)[2] for item in listed] == [
        "Das Datum: Deutsch „bis 2024“, aber Indonesisch „ tahun 2024 “. build-dossier settle d1",
        "Die Zahl „ 2018 “: auf Französisch, aber nicht auf Deutsch und Indonesisch. build-dossier settle n2",
    ]
    assert [(tag["href"], tag.get_text()) for tag in soup.select(".d-pair .d-differs")] == [
        ("#difference-n2", "2018"),
        ("#difference-d1", "bis 2024"),
        ("#difference-d1", "tahun 2024"),
    ]
    assert [tag["href"] for tag in soup.select(".d-differences .d-place-link")] == ["#row-8", "#row-4"]


def test_a_settled_difference_stands_apart_with_the_note() -> None:
    """It is none of those to judge, still underlined and listed, and the note carries its language."""
    dossier = story.sample()
    work = dossier.works[0]
    told = (_passage(story.FR, 4, "2018"),)
    lacking, note = (story.DE.id, story.ID.id), {"fr": "C’est juste."}
    settled = Difference("number", 4, told, (), lacking, id="a1b2c3", settled=True, note=note)
    made = pages(replace(dossier, differences={work.articles: (settled,)}), Settings("Dossier"))
    page = next(page for page in made if page.path == f"parallel/{story.DE.slug}.md")
    soup = BeautifulSoup(page.html, "html.parser")
    assert soup.select("#differences") == []
    (item,) = soup.select("section[aria-labelledby=settled] li#difference-a1b2c3")
    assert [(tag["lang"], tag.get_text()) for tag in item.select(".d-note")] == [("fr", "C’est juste.")]
    assert [tag.get_text() for tag in item.select("code")] == ["build-dossier unsettle a1b2c3"]
    assert [tag["href"] for tag in soup.select(".d-pair .d-settled")] == ["#difference-a1b2c3"]
    assert soup.select_one(".d-stats a[href='#settled']") is not None
    overview = next(page for page in made if (page.language, page.path) == ("de", "made/index.md"))
    assert BeautifulSoup(overview.html, "html.parser").select(".d-differing") == []
