"""From verdicts to an article: blocks, facts, title and address."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.clean import clean
from build_dossier.extract.article import extract, slug_of
from build_dossier.extract.inline import shown
from build_dossier.extract.lists import dateline_length, label_length
from build_dossier.extract.quotations import is_quoted
from build_dossier.model import Article, Document, Language, RawFile, Rulings, Source
from build_dossier.read import read

CASES = sorted((Path(__file__).parent / "cases" / "extract").glob("*.txt"))
SEEDS = Path(__file__).parent.parent / "seeds"


def article_of(name: str, text: str, language: str, rulings: Rulings | None = None) -> Article:
    source = read(RawFile(name, text.encode()))
    document = Document(name, source, Language(language))
    rulings = rulings or Rulings()
    return extract(document, clean(document, rulings), rulings)


def seed(number: str, language: str) -> Article:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    return article_of(path.name, path.read_text(encoding="utf-8"), language)


def rendered(article: Article) -> list[str]:
    """Return an article as the lines of a case file."""
    lines = [f"title | {article.title.value}", f"slug | {article.slug}"]
    lines += [f"{key} | {fact.value}" for key, fact in article.facts.items()]
    lines += [f"date | {article.stated_date.value}"] if article.stated_date else []
    for block in article.blocks:
        marks = [f"level={block.label}"] if block.kind == "heading" else []
        marks += [f"label={block.label}"] if block.kind == "list-item" and block.label else []
        marks += [f"dateline={block.dateline}"] if block.dateline else []
        marks += ["lead-in"] if block.lead_in else []
        lines.append(f"{' '.join([block.kind, *marks])} | {block.text}")
    return lines


def assert_true_offsets(article: Article) -> None:
    text = article.source.text
    for block in article.blocks:
        for offset, char in enumerate(block.text):
            there = text[block.source_offset(offset)]
            assert there == char or (char == " " and there == "\n"), (block, offset)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_gives_its_blocks(path: Path) -> None:
    """Each file in cases/extract states a source and the title, facts and blocks that come of it."""
    head, source, blocks = re.split(r"^--- .*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    name = re.findall(r"^--- (source\.\w+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    article = article_of(name, source, head.split("\n")[0].removeprefix("language: "))
    expected = [re.sub(r"\s+\| ", " | ", line, count=1) for line in blocks.strip("\n").split("\n")]
    assert rendered(article) == expected
    assert_true_offsets(article)


def test_seed_003_attributes_its_two_quotations() -> None:
    """The memo is Microsoft's, the post is Satya Nadella's, and the paragraph after them nobody's."""
    article = seed("003", "id")
    kinds = {block.lines[0]: block.kind for block in article.blocks}
    assert [line for line, kind in kinds.items() if kind == "quote"] == [10, 11, 12, 15]
    assert [line for line, kind in kinds.items() if kind == "attribution"] == [13, 16]
    assert [line for line, kind in kinds.items() if kind == "heading"] == [8]
    assert [block.lines[0] for block in article.blocks if block.lead_in] == [14]


@pytest.mark.parametrize(("number", "language"), [("000", "id"), ("001", "de"), ("002", "fr")])
def test_the_three_translations_have_one_structure(number: str, language: str) -> None:
    """Headings, quotations, list and lead-ins stand on the same lines in all three."""
    blocks = seed(number, language).blocks
    kinds = {
        kind: [b.lines[0] for b in blocks if b.kind == kind] for kind in ("heading", "quote", "list-item")
    }
    assert kinds == {
        "heading": [13, 29, 53, 65],
        "quote": [9, 25, 59],
        "list-item": [33, 35, 37, 39, 41, 43, 45, 47],
    }
    assert [b.lines[0] for b in blocks if b.lead_in] == [7, 23, 31, 57]
    assert all(b.text[b.label - 1] == ":" for b in blocks if b.kind == "list-item")
    assert len(blocks) == 31


def test_seed_004_states_its_facts() -> None:
    """Photo credit, editor, author and caption are facts, the place opens the first paragraph."""
    article = seed("004", "id")
    assert {key: (fact.value[:40], fact.line) for key, fact in article.facts.items()} == {
        "author": ("AFP", 69),
        "editor": ("Lili Lestari", 68),
        "credit": ("AFP", 5),
        "caption": ("CEO Microsoft Satya Nadella (kanan) meny", 7),
    }
    assert article.title.value == "Ratusan Staf OpenAI Ancam Eksodus ke Microsoft, Ikuti Jejak Sam Altman"
    assert article.blocks[0].text[: article.blocks[0].dateline] == "SAN FRANCISCO - "
    assert article.stated_date is None
    assert [block.text for block in article.blocks if block.kind == "heading"] == ["Penanganan Buruk"]


def test_rulings_win_over_what_the_file_states() -> None:
    """Title, date and author come from the curator where the curator speaks."""
    ruled = {"title": "Ruled", "date": "2023-11-19", "author": "Curator"}
    text = (
        "---\ntitle: Stated\ndate: 2023-11-18\nauthor: A\noutlet: B\n---\nA paragraph that is long enough.\n"
    )
    article = article_of("x.md", text, "en", Rulings(articles={"x.md": ruled}))
    assert (article.title.value, article.title.basis) == ("Ruled", "ruled")
    assert article.stated_date is not None and article.stated_date.value == "2023-11-19"
    assert article.facts["author"].basis == "ruled"
    assert article.facts["outlet"].value == "B"
    assert article.slug == "ruled"


def test_block_ids_depend_on_content_only() -> None:
    """An edit elsewhere leaves an id alone; a repeated paragraph gets a number."""
    same = "The same paragraph stands here, and it is as long as a paragraph must be today."
    one = article_of("a.txt", f"A title line\n\n{same}\n\n{same}", "en")
    two = article_of(
        "b.txt", f"Another title\n\nSomething new before it, which is a sentence.\n\n{same}", "en"
    )
    assert one.blocks[0].id == two.blocks[1].id
    assert one.blocks[1].id == f"{one.blocks[0].id}-2"
    assert re.fullmatch(r"p-[0-9a-f]{8}", one.blocks[0].id)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Größe zählt: Über Äpfel", "grosse-zahlt-uber-apfel"),
        ("L'été à Paris", "lete-a-paris"),
        ("新しい図書館", "xinshiitushuguan"),
        ("!!!", "article-5a3cfba8"),
        ("a" * 100, "a" * 60),
    ],
)
def test_a_slug_is_ascii_short_and_never_empty(title: str, slug: str) -> None:
    """Letters are folded, words joined by hyphens, cut at a word's border."""
    assert re.fullmatch(r"[a-z0-9-]{1,60}", slug_of(title))
    assert slug_of(title) == slug or title in ("新しい図書館", "!!!")


@given(st.text())
def test_a_slug_of_any_text_is_an_address(title: str) -> None:
    """Whatever the title, the slug can stand in an address."""
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug_of(title))
    assert len(slug_of(title)) <= 60


@given(st.text(), st.sampled_from(["txt", "md"]), st.sampled_from(["id", "de", "fr", "en", "und"]))
def test_every_shown_character_stands_in_the_source(text: str, form: str, language: str) -> None:
    """Offsets lead to the very character, or to the line end that a joined line's space stands for."""
    document = Document(
        "x", Source(f"x.{form}", "", text, "md" if form == "md" else "txt"), Language(language)
    )
    article = extract(document, clean(document, Rulings()), Rulings())
    assert_true_offsets(article)
    assert article.title.value
    assert len({block.id for block in article.blocks}) == len(article.blocks)


@given(st.text(alphabet="ab*_`[]()!<>#-\\ ~^1.", max_size=60))
def test_markdown_marks_never_shift_offsets(line: str) -> None:
    """Any mess of marks leaves text whose characters stand in the source in their order."""
    value = shown(line, 0, len(line), markdown=True)
    assert all(value.runs[at][1] < value.runs[at + 1][1] for at in range(len(value.runs) - 1))
    it = iter(line)
    assert all(char in it for char in value.text)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**Baca** _juga_ `ini`", "Baca juga ini"),
        ("[Satu](https://x.example/a) dan [dua][2]", "Satu dan dua"),
        ("snake_case_name bleibt", "snake_case_name bleibt"),
        ("3 * 4 = 12", "3 * 4 = 12"),
        (r"\*kein Kursiv\*", "*kein Kursiv*"),
        ("<https://example.org> und <b>fett</b>", "https://example.org und fett"),
        ("Satz[^1] mit ![Bild](a.png)Note", "Satz mit Note"),
        ("## Titel ##", "Titel"),
    ],
)
def test_markdown_is_shown_without_marks(line: str, text: str) -> None:
    """Marks vanish, words and signs that are none stay."""
    assert shown(line, 0, len(line), markdown=True).text == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("„Ja.“", True),
        ('"Herr. Altman ging.“', True),
        ("« Nous restons.", True),
        ("“I don’t know.”", True),
        ("‘I don’t know.’", True),
        ("„Ja“, sagte er.", False),
        ('"Satu," kata dia. "Dua."', False),
        ("Er sagte „Ja“", False),
        ("", False),
    ],
)
def test_a_paragraph_is_a_quotation_when_marks_enclose_all_of_it(text: str, whole: bool) -> None:
    """Mixed and missing closing marks count, a speaker after the quotation does not."""
    assert is_quoted(text) is whole


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("SAN FRANCISCO - Ratusan staf di OpenAI mengancam akan keluar.", 16),
        ("PARIS (AFP) — Les élus ont voté vendredi après un long débat.", 14),
        ("Berlin – Die Regierung hat am Freitag ein Gesetz beschlossen.", 9),
        ("Frankfurt am Main (dpa) - Die Börse hat am Freitag zugelegt.", 26),
        ("WASHINGTON, Nov 20 (Reuters) - The bank said on Monday it would.", 31),
        ("REPUBLIKA.CO.ID, JAKARTA -- Pemerintah menaikkan harga beras.", 28),
        ("OpenAI – das Unternehmen hinter ChatGPT – hat einen neuen Chef.", 0),
        ("Er war da – Und dann ging er wieder, ohne ein Wort zu sagen.", 0),
        ("Nach langem Streit - Bahn und Gewerkschaft einigen sich heute.", 0),
        ("Jakarta - ya.", 0),
    ],
)
def test_a_dateline_is_a_place_and_a_dash(text: str, length: int) -> None:
    """Places, agencies and days before the dash, and a sentence that begins behind it."""
    assert dateline_length(text) == length


def test_a_label_is_short_and_ends_with_a_colon() -> None:
    """A colon far into a sentence makes no label."""
    assert label_length("Isolation : toutes les fenêtres") == 11
    assert label_length("Der Vorstand sagte. Und dann: nichts") == 0
    assert label_length("kleingeschrieben: nein") == 0
