"""The pages: what a reader sees, in which language, and that nothing an article says can break them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import markdown
import pytest
from bs4 import BeautifulSoup, Tag
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.commands.build import build
from mkdocs.config import load_config

from build_dossier.messages import catalogue
from build_dossier.model import Days, Dossier, Label, Page, Published, Rulings, Work
from build_dossier.pages import Settings, pages
from build_dossier.pages.inline import Mark, marked, quote_around, sentence
from build_dossier.pages.markup import block
from build_dossier.pages.words import Words, autonym
from tests import sample_dossier as story

ROOT = Path(__file__).parents[1]
STYLE = ROOT / "overrides/assets/stylesheets/dossier.css"
SETTINGS = Settings("Dossier")
HOSTILE = (
    "<img src=x onerror=alert(1)> \"quoted\" 'single' & *stars* {{ 7*7 }} </h1><script>alert(2)</script>"
)


@pytest.fixture(scope="module")
def made() -> tuple[Page, ...]:
    return pages(story.sample(), SETTINGS)


def _soup(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.html, "html.parser")


def _page(found: tuple[Page, ...], language: str, path: str) -> Page:
    return next(page for page in found if (page.language, page.path) == (language, path))


def _spoken(tag: Tag | None) -> str:
    """Return the language a screen reader would read an element in."""
    while tag is not None:
        if tag.has_attr("lang"):
            return str(tag["lang"])
        tag = tag.parent
    return ""


# --- one block of HTML ---------------------------------------------------------------------------


def test_markdown_leaves_every_page_alone(made: tuple[Page, ...]) -> None:
    """Each page's HTML comes out of Markdown byte for byte, with and without extensions."""
    for page in made:
        for extensions in ([], ["attr_list", "footnotes", "tables", "toc", "md_in_html"]):
            assert markdown.markdown(page.html, extensions=extensions) == page.html, page.path


@settings(max_examples=150, deadline=None)
@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_block(title: str, text: str) -> None:
    """Whatever stands in an element, Markdown returns the page as it was."""
    made = block(f"<h1>{_escaped(title)}</h1>\n<div>\n<p>{_escaped(text)}</p>\n</div>")
    assert markdown.markdown(made) == made
    assert "\n\n" not in made


def _escaped(text: str) -> str:
    return str(marked(text, ()))


def test_each_page_has_one_heading_of_the_first_level(made: tuple[Page, ...]) -> None:
    """There is exactly one h1, first of all, and no blank line."""
    for page in made:
        assert page.html.startswith('<h1 id="title"')
        assert len(_soup(page).find_all("h1")) == 1
        assert "\n\n" not in page.html


def test_ids_are_unique(made: tuple[Page, ...]) -> None:
    """No page has an id twice."""
    for page in made:
        ids = [str(tag["id"]) for tag in _soup(page).find_all(id=True)]
        assert len(ids) == len(set(ids)), page.path


def test_no_heading_stands_alone(made: tuple[Page, ...]) -> None:
    """Every section has something under its heading, and headings do not skip a level."""
    for page in made:
        for heading in _soup(page).find_all(["h2", "h3"]):
            following = heading.find_next_sibling()
            assert following is not None, (page.path, heading.text)
            assert following.get_text(strip=True), (page.path, heading.text)
        levels = [int(tag.name[1]) for tag in _soup(page).find_all(re.compile("^h[1-6]$"))]
        assert all(b - a <= 1 for a, b in pairwise(levels)), page.path


# --- links and languages -------------------------------------------------------------------------


def _targets(found: tuple[Page, ...]) -> dict[str, set[str]]:
    out = {}
    for page in found:
        path = f"{page.language}/{page.path[:-3]}.html"
        out[path] = {str(tag["id"]) for tag in _soup(page).find_all(id=True)}
        out |= {posixpath.join(posixpath.dirname(path), name): set() for name, _ in page.files}
    return out


def _hrefs(page: Page) -> Iterator[str]:
    for tag in _soup(page).find_all("a"):
        yield str(tag["href"])
    yield from (alternate.href for alternate in page.alternates)


def test_every_link_and_anchor_leads_somewhere(made: tuple[Page, ...]) -> None:
    """Each relative link of each page, its switcher's too, names a page and an id that exist."""
    targets = _targets(made)
    for page in made:
        own = f"{page.language}/{page.path[:-3]}.html"
        for href in _hrefs(page):
            path, _, fragment = href.partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(own), unquote(path))) if path else own
            )
            assert target in targets, f"{own}: {href}"
            assert not fragment or unquote(fragment) in targets[target], f"{own}: {href}"


def test_the_switcher_leads_to_translations_or_to_an_honest_section(made: tuple[Page, ...]) -> None:
    """An article leads to its translation, else to the section that says there is none."""
    page = _page(made, "de", f"articles/{story.DE.slug}.md")
    assert {(other.language, other.href, other.translation) for other in page.alternates} == {
        ("id", f"../../id/articles/{story.ID.slug}.html", True),
        ("fr", f"../../fr/articles/{story.FR.slug}.html", True),
        ("ar", f"../../ar/articles/index.html#elsewhere-{story.DE.id}", False),
    }
    assert all(other.translation for other in _page(made, "fr", "people/sam-altman.md").alternates)


def test_the_elsewhere_section_names_what_is_missing(made: tuple[Page, ...]) -> None:
    """The German list owns up to every text it has no version of, and only to those."""
    soup = _soup(_page(made, "de", "articles/index.md"))
    found = {str(tag["id"]) for tag in soup.find_all(id=re.compile("^elsewhere-"))}
    assert found == {f"elsewhere-{article.id}" for article in (story.STAFF, story.BACK, story.AR)}


def test_no_text_stands_under_a_wrong_language(made: tuple[Page, ...]) -> None:
    """Titles, quotations and wordings are read in the language they are written in."""
    known = {article.title.value: article.language for article in story.ARTICLES}
    known |= {block.text: one.language for one in story.ARTICLES for block in one.blocks if " " in block.text}
    checked = 0
    for page in made:
        soup = _soup(page)
        for tag in soup.find_all(["a", "h1", "h2", "h3", "p", "span", "li", "del"]):
            text = tag.get_text().strip()
            if text in known:
                spoken = _spoken(tag) or dict(page.meta)["interface"]
                inner = [inner for inner in tag.find_all(lang=True) if inner.get_text().strip() == text]
                assert known[text] in {spoken, *(str(one["lang"]) for one in inner)}, (page.path, text)
                checked += 1
    assert checked > 200


def test_right_to_left_text_has_its_direction(made: tuple[Page, ...]) -> None:
    """Arabic letters stand under `dir="rtl"` on every page but those that run so as a whole."""
    arabic = re.compile("[\u0600-\u06ff]{3}")
    for page in (page for page in made if dict(page.meta)["interface"] != "ar"):
        for node in _soup(page).find_all(string=arabic):
            holder = node.find_parent(dir=True)
            assert holder is not None, (page.path, node)
            assert holder["dir"] == "rtl", (page.path, node)


def test_no_label_of_the_strip_mixes_languages(made: tuple[Page, ...]) -> None:
    """A mark's label is in the page's language; a headline in another is a title under its own `lang`."""
    texts = {block.text: one.language for one in story.ARTICLES for block in one.blocks}
    texts |= {one.title.value: one.language for one in story.ARTICLES}
    page = _page(made, "de", "timeline.md")
    foreign = [text for text, language in texts.items() if language != "de"]
    for mark in _soup(page).select(".d-mark"):
        assert not [text for text in foreign if text[:40] in str(mark["aria-label"])]
    titles = [title for title in _soup(page).select(".d-mark title") if title.has_attr("lang")]
    known = [
        (_spoken(one), language)
        for one in titles
        for text, language in texts.items()
        if text[:40] in one.text
    ]
    assert len(known) > 5
    assert all(spoken == language for spoken, language in known)


def test_foreign_text_has_its_direction_on_a_page_from_right_to_left(made: tuple[Page, ...]) -> None:
    """On the Arabic pages what an article says in Latin letters stands under `dir="ltr"`."""
    words = {word for one in (story.DE, story.FR) for block in one.blocks for word in [block.text[:40]]}
    found = 0
    for page in (page for page in made if dict(page.meta)["interface"] == "ar"):
        for node in _soup(page).find_all(string=lambda text: any(word in text for word in words)):
            holder = node.find_parent(dir=True)
            assert holder is not None, (page.path, node)
            assert holder["dir"] == "ltr", (page.path, node)
            found += 1
    assert found


def test_a_tree_whose_interface_is_another_language_says_so() -> None:
    """Where the Arabic tree's interface is English, it stands under `lang="en"`, and its texts are Arabic."""
    made = pages(story.sample(), Settings("Dossier", {"ar": "en"}))
    page = _page(made, "ar", f"articles/{story.AR.slug}.md")
    assert dict(page.meta)["interface"] == "en"
    wrapper = _soup(page).find("div", class_="dossier")
    assert isinstance(wrapper, Tag)
    assert wrapper["lang"] == "en"
    heading = _soup(page).h1
    assert heading is not None
    assert (heading["lang"], heading["dir"]) == ("ar", "rtl")


def test_the_interface_is_the_one_asked_for() -> None:
    """A tree speaks the catalogue the settings name, its own without one."""
    found = pages(story.sample(), Settings("Dossier", {"ar": "fr"}))
    assert "Chronologie" in _page(found, "ar", "timeline.md").html
    assert "Zeitleiste" in _page(found, "de", "timeline.md").html


# --- what the pages say --------------------------------------------------------------------------


def test_the_timeline_shows_a_contradiction_with_both_readings(made: tuple[Page, ...]) -> None:
    """The entry of 17 November names the 18th, which is not shown, and all five sources."""
    entry = _soup(_page(made, "de", "timeline.md")).find(id="e-2023-11-17-ab")
    assert isinstance(entry, Tag)
    assert "18. November 2023" in entry.select_one(".d-doubt").get_text()  # type: ignore[union-attr]
    assert len(entry.select(".d-chip")) == 5
    assert len(entry.select(".d-group")) == 3
    assert [str(tag["datetime"]) for tag in entry.select(".d-when time")] == ["2023-11-17"]


def test_dates_are_said_by_the_language(made: tuple[Page, ...]) -> None:
    """A weekend, two possible days and an open span read naturally."""
    words = Words(catalogue("de"))
    weekend = Days(date(2023, 11, 18), date(2023, 11, 20))
    assert words.when("2023-11-18/2023-11-19", weekend) == "18.–19. November 2023"
    assert words.when("[2023-11-18,2023-11-19]", weekend) == "18. oder 19. November 2023"
    assert words.when("2018/..", Days(date(2018, 1, 1), date(2023, 11, 19))) == "seit 2018"
    assert Words(catalogue("id")).when("[2023-11-18,2023-11-19]", weekend) == "18 atau 19 November 2023"
    assert (
        Words(catalogue("en")).when("2023-10~", Days(date(2023, 10, 1), date(2023, 11, 1)))
        == "about October 2023"
    )
    assert words.when("", None) == "ohne Datum"
    assert "ohne Datum" in _page(made, "de", "articles/index.md").html


def test_quotations_lists_and_captions_keep_their_structure(made: tuple[Page, ...]) -> None:
    """A speaker alone on a line attributes the quotation above; labelled items become a list of terms."""
    back = _soup(_page(made, "id", f"articles/{story.BACK.slug}.md"))
    quote = back.select_one(".d-text blockquote")
    assert quote is not None
    assert quote.select_one("footer cite").get_text() == "Microsoft"  # type: ignore[union-attr]
    german = _soup(_page(made, "de", f"articles/{story.DE.slug}.md"))
    assert [tag.get_text() for tag in german.select(".d-text dt")][:1] == ["Strengere ethische KI-Standards:"]
    staff = _soup(_page(made, "id", f"articles/{story.STAFF.slug}.md"))
    assert staff.select_one("#caption") is not None
    assert staff.select_one(".d-dateline").get_text().strip().startswith("SAN FRANCISCO")  # type: ignore[union-attr]


def test_names_link_once_and_dates_link_to_the_timeline(made: tuple[Page, ...]) -> None:
    """The first mention of a name is a link, the second is not; a date's words lead to its event."""
    soup = _soup(_page(made, "de", f"articles/{story.DE.slug}.md"))
    names = [str(tag["href"]) for tag in soup.select(".d-text .d-name")]
    assert len(names) == len(set(names)) > 0
    assert soup.select_one('.d-text a[href="../timeline.html#e-2023-11-17-ab"] time') is not None


def test_article_text_is_shown_as_it_is(made: tuple[Page, ...]) -> None:
    """Without the notes beside it, a paragraph reads exactly as its block."""
    for article in story.ARTICLES:
        soup = _soup(_page(made, article.language, f"articles/{article.slug}.md"))
        for one in article.blocks:
            tag = soup.find(id=one.id)
            assert isinstance(tag, Tag)
            for note in tag.select(".d-cited, .d-review"):
                note.decompose()
            assert " ".join(tag.get_text().split()) == " ".join(one.text.split())


def test_slips_are_named_as_such(made: tuple[Page, ...]) -> None:
    """The page of a person lists a misspelling and says what it probably is."""
    assert "Sam Altam" in _page(made, "de", "people/sam-altman.md").html
    assert "wohl ein Schreib- oder Scanfehler" in _page(made, "de", "people/sam-altman.md").html


def test_removed_lines_are_struck_through_where_they_stood(made: tuple[Page, ...]) -> None:
    """The page of how it was made shows every line of the source once, in order."""
    soup = _soup(_page(made, "de", f"made/{story.DE.slug}.md"))
    numbers = [int(str(tag["value"])) for tag in soup.select(".d-line")]
    assert numbers == [line.number for line in story.DE.lines]
    assert [tag.get_text() for tag in soup.select(".d-line del")] == [
        story.DE.source.text[line.start : line.end] for line in story.DE.lines if line.verdict == "drop"
    ]


def test_the_curators_words_come_first() -> None:
    """Title and subject of the dossier are the curator's where there are some, in their own language."""
    rulings = Rulings(title={"de": "Sechs Tage im November", "": "OpenAI"}, about={"id": "Tentang OpenAI"})
    found = pages(story.sample(rulings), SETTINGS)
    assert _page(found, "de", "index.md").title == "Sechs Tage im November"
    assert _page(found, "fr", "index.md").title == "OpenAI"
    deck = _soup(_page(found, "de", "index.md")).select_one(".d-deck")
    assert deck is not None
    assert deck["lang"] == "id"


def test_own_names_of_languages() -> None:
    """A language is called what its speakers call it."""
    assert [autonym(code) for code in ("id", "de", "fr", "ar", "xx")] == [
        "Bahasa Indonesia", "Deutsch", "Français", "العربية", "xx",
    ]  # fmt: skip


# --- states --------------------------------------------------------------------------------------


def _bare(articles: int = 1) -> Dossier:
    made = tuple(replace(story.DE, id=f"a{n}", slug=f"a{n}") for n in range(articles))
    empty = Dossier(made, {one.id: Published(None, "", "unknown") for one in made}, (), (), (), (), (), ())
    return replace(empty, works=tuple(Work((one.id,)) for one in made))


def test_one_article_without_any_date_or_name_makes_whole_pages() -> None:
    """There is no switcher, no strip, no empty section; the pages say what is missing."""
    found = pages(_bare(), SETTINGS)
    assert len(found) == 7
    test_no_heading_stands_alone(found)
    test_every_link_and_anchor_leads_somewhere(found)
    assert all(not page.alternates for page in found)
    assert "<svg" not in _page(found, "de", "index.md").html


def test_three_hundred_articles_do_not_make_the_other_pages_grow() -> None:
    """Hubs grow with the articles, an article's page does not."""
    few, many = pages(_bare(2), SETTINGS), pages(_bare(300), SETTINGS)
    for path in ("articles/a1.md", "made/a1.md", "index.md"):
        assert len(_page(many, "de", path).html) < len(_page(few, "de", path).html) + 9_000
    assert len(_soup(_page(many, "de", "articles/index.md")).select(".d-row")) == 300


def test_a_name_that_would_take_the_place_of_a_hub_moves_aside() -> None:
    """An entity or article called "index" has a page of its own."""
    sample = story.sample()
    entity = replace(sample.entities[0], id="index")
    found = pages(replace(sample, entities=(entity,)), SETTINGS)
    assert len({(page.language, page.path) for page in found}) == len(found)
    test_every_link_and_anchor_leads_somewhere(found)


def _hostile() -> Dossier:
    sample = story.sample(Rulings(title={"": HOSTILE}, about={"": HOSTILE}))
    article = replace(story.DE, title=replace(story.DE.title, value=HOSTILE))
    facts = {
        name: replace(article.title, value=HOSTILE)
        for name in ("author", "editor", "outlet", "credit", "caption", "url")
    }
    article = replace(article, facts=facts, slug="hostile")
    articles = tuple(article if one.id == article.id else one for one in sample.articles)
    events = tuple(replace(event, labels=(Label(HOSTILE, "de"),)) for event in sample.events)
    entities = tuple(replace(entity, name=HOSTILE) for entity in sample.entities)
    return replace(sample, articles=articles, events=events, entities=entities)


def test_hostile_titles_names_and_facts_stay_text() -> None:
    """No page has an element or attribute that an article brought."""
    for page in pages(_hostile(), SETTINGS):
        soup = _soup(page)
        assert not soup.find_all(["img", "script", "iframe"]), page.path
        assert not soup.find_all(onerror=True)
        assert markdown.markdown(page.html) == page.html
        assert not [tag for tag in soup.find_all("a") if not re.match(r"[\w.#/%-]", str(tag["href"]))]


def test_a_link_that_a_source_states_must_be_one() -> None:
    """`javascript:` from a source never becomes a link."""
    facts = {"url": replace(story.DE.title, value="javascript:alert(1)")}
    article = replace(story.DE, facts=facts)
    sample = story.sample()
    articles = tuple(article if one.id == article.id else one for one in sample.articles)
    for page in pages(replace(sample, articles=articles), SETTINGS):
        assert "javascript:" not in page.html


# --- sentences -----------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(st.text(min_size=1, max_size=400), st.data())
def test_a_quotation_holds_what_it_quotes(text: str, data: st.DataObject) -> None:
    """However a text is cut, the quoted span stays in, and the sentence within the text."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    lo, hi = sentence(text, start, end)
    assert 0 <= lo <= start < end <= hi <= len(text)
    lo, hi, _, _ = quote_around(text, [(start, end)], limit=40)
    assert 0 <= lo <= start < end <= hi <= len(text)


def test_overlapping_marks_leave_the_text_whole() -> None:
    """Of two marks that overlap one is drawn, and no character is lost or doubled."""
    from markupsafe import Markup

    bold = (Markup("<b>"), Markup("</b>"))
    out = marked("abcdef", [Mark(1, 4, *bold), Mark(2, 6, *bold), Mark(5, 9, *bold)])
    assert out == "a<b>bcd</b>ef"


def test_a_line_of_a_megabyte_is_quoted_at_once() -> None:
    """Finding the sentence in a line without stops does not depend on its length."""
    text = '"' * 500_000 + " Altman " + "x" * 500_000
    lo, hi, before, after = quote_around(text, [(500_001, 500_007)])
    assert hi - lo < 300
    assert before
    assert after


# --- style and frame -----------------------------------------------------------------------------


def _colours(scheme: str) -> Mapping[str, str]:
    css = STYLE.read_text(encoding="utf-8")
    body = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', css, re.DOTALL)
    assert body is not None
    return dict(re.findall(r"--d-([\w-]+): (#[0-9a-f]{6});", body[1]))


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_every_ink_can_be_read_on_every_ground(scheme: str) -> None:
    """Text colours have a contrast of 4.5:1 or more on paper, wash and the ground of doubt."""
    colours = _colours(scheme)
    for ink in ("ink", "soft", "accent", "article", "amber"):
        for ground in ("paper", "wash", "amber-wash"):
            light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (scheme, ink, ground)


def test_the_style_loads_nothing_from_elsewhere() -> None:
    """No import, no web font, no address of another host."""
    css = STYLE.read_text(encoding="utf-8")
    assert not re.search(r"@import|@font-face|url\(|https?:", css)


def _site(found: tuple[Page, ...], folder: Path, language: str, site_url: str) -> Path:
    """Build one tree with MkDocs and our overrides, with titles as an article states them."""
    import yaml

    for page in found:
        if page.language == language:
            path = folder / "docs" / page.path
            path.parent.mkdir(parents=True, exist_ok=True)
            others = [
                {"lang": one.language, "name": one.name, "href": one.href, "translation": one.translation}
                for one in page.alternates
            ]
            meta = {
                "title": page.title,
                "description": page.description,
                "alternates": others,
                **dict(page.meta),
            }
            path.write_text(
                f"---\n{yaml.safe_dump(meta, allow_unicode=True)}---\n\n{page.html}\n", encoding="utf-8"
            )
    hubs = [{page.title: page.path} for page in found if page.language == language and page.hub]
    theme = {"name": "material", "custom_dir": str(ROOT / "overrides"), "language": "de", "font": False}
    config = {
        "site_name": HOSTILE, "site_url": site_url, "docs_dir": "docs", "site_dir": "site", "nav": hubs,
        "theme": theme, "use_directory_urls": False, "plugins": ["search"],
    }  # fmt: skip
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), strict=False))
    return folder / "site"


@pytest.mark.filterwarnings("default")
def test_the_frame_escapes_titles_and_names_true_translations_only(tmp_path: Path) -> None:
    """A hostile title runs nowhere in the frame, and `hreflang` names translations and the page itself."""
    site = _site(pages(_hostile(), SETTINGS), tmp_path, "de", "https://example.org/x/de/")
    for path in sorted(site.rglob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        assert not soup.find_all(onerror=True), path
        assert "alert(2)" not in "".join(script.get_text() for script in soup.find_all("script"))
    page = BeautifulSoup((site / "articles/hostile.html").read_text(encoding="utf-8"), "html.parser")
    linked = {str(tag["hreflang"]): str(tag["href"]) for tag in page.select("head link[hreflang]")}
    assert linked == {
        "de": "https://example.org/x/de/articles/hostile.html",
        "id": f"https://example.org/x/id/articles/{story.ID.slug}.html",
        "fr": f"https://example.org/x/fr/articles/{story.FR.slug}.html",
    }
    menu = {str(tag["hreflang"]): tag.get_text(" ", strip=True) for tag in page.select(".md-select a")}
    assert menu == {
        "id": "Bahasa Indonesia",
        "fr": "Français",
        "ar": "العربية ( nicht in dieser Sprache )".replace("( ", "(").replace(" )", ")"),
    }
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert "<img" not in index


def test_many_events_are_read_by_month() -> None:
    """A long timeline has a heading for each month, and each id once."""
    sample = story.sample()
    base = sample.events[5]
    events = tuple(
        replace(base, id=f"e-{n}", days=Days.one(date(2023, 1, 1) + timedelta(days=9 * n)), mentions=())
        for n in range(40)
    )
    page = _page(pages(replace(sample, events=events, dates=()), SETTINGS), "de", "timeline.md")
    assert len(_soup(page).select("h2.d-period")) == 12
    test_ids_are_unique((page,))


def test_no_rule_of_the_style_names_left_or_right_without_a_direction() -> None:
    """Insets, padding and margins follow the page's direction; where one does not, its selector says so."""
    css = re.sub(r"/\*.*?\*/", "", STYLE.read_text(encoding="utf-8"), flags=re.DOTALL)
    sided = re.compile(
        r"\b(?:(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|float: (?:left|right)|"
        r"(?:padding|margin): [^\s;]+ ([^\s;]+) [^\s;]+ (?!\1[;\s])[^\s;]+;)"
    )
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    assert not [selector.strip() for selector, body in rules if sided.search(body) and "[dir" not in selector]
