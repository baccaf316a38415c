"""Files in several languages: which line is whose, what stays together, and nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_dossier.clean import clean
from build_dossier.extract.article import extract
from build_dossier.identify import documents
from build_dossier.messages import english
from build_dossier.model import Article, Block, Document, Dossier, Hint, RawFile, Rulings, Source
from build_dossier.pages import Settings, pages
from build_dossier.pipeline import assemble
from build_dossier.read import read
from build_dossier.record import article_records
from build_dossier.rulings import parse_rulings

CASES = sorted((Path(__file__).parent / "cases" / "identify").glob("*.txt"))


def case(name: str) -> list[tuple[str, str]]:
    """Return the lines of a case with the code before each."""
    text = next(path for path in CASES if path.stem == name).read_text(encoding="utf-8")
    return [(code, words) for code, _, words in (line.partition(" | ") for line in text.splitlines())]


def joined(lines: list[tuple[str, str]], gap: str = "\n\n") -> str:
    return gap.join(words for _, words in lines)


def found(text: str, form: str = "a.txt") -> tuple[Document, ...]:
    return documents(read(RawFile(form, text.encode())))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("gap", [1, 2], ids=["dense", "blank-lines-between"])
def test_each_line_goes_to_its_language(path: Path, gap: int) -> None:
    """Each file in cases/identify gives the language of each line, after `>` that of a quotation."""
    lines = case(path.stem)
    parts = documents(Source("a.txt", "", joined(lines, "\n" * gap)))
    whose = {number: part for part in parts for number in part.lines}
    for at, (expected, words) in enumerate(lines):
        part = whose.get(at * gap + 1, parts[0])
        start = part.source.text.index(words)
        own = next((each.code for each in part.foreign if each.start <= start < each.end), "")
        code = "*" if part.language.code in ("bs", "hr", "sr-Latn") else part.language.code
        assert (f"{code}>{own}" if own else code) == expected, words
    assert len({code.partition(">")[0] for code, _ in lines}) == len(parts)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=40),
            st.sampled_from([words for path in CASES for _, words in case(path.stem)]),
        ),
        max_size=14,
    )
)
def test_the_parts_give_the_source_back(lines: list[str]) -> None:
    """Every line of a source is a line of exactly one document, and gets exactly one verdict."""
    source = Source("a.txt", "", "\n".join(lines))
    receipt = sorted((line.number, line) for part in documents(source) for line in clean(part, Rulings()))
    numbers = [number for number, _ in receipt]
    rows = source.text.split("\n")
    assert numbers == [number for number, row in enumerate(rows, 1) if row.strip()]
    for number, line in receipt:
        assert source.text[line.start : line.end] == rows[number - 1]


def test_the_stated_title_heads_the_part_it_is_in() -> None:
    """What a file calls itself is the title of one part; the other has its own, and both its date."""
    lines = case("two-blocks")
    text = "---\ntitle: Le conseil municipal adopte le budget\ndate: 2024-02-05\n---\n" + joined(lines)
    german, french = assemble([RawFile("a.md", text.encode())]).articles
    assert german.title.value == "Der Stadtrat beschließt den Haushalt"
    assert french.title.value == "Le conseil municipal adopte le budget"
    assert {fact.value for each in (german, french) if (fact := each.stated_date)} == {"2024-02-05"}


def test_a_page_of_two_languages_becomes_two_articles() -> None:
    """HTML is parted as text is, and lines that the markup puts outside the article say nothing."""
    body = "".join(f"<p>{words}</p>" for _, words in case("two-blocks"))
    nav = "<nav><a href='/'>Home and more of this site in English</a></nav>"
    page = f"<html><body>{nav}<article>{body}</article>"
    assert [part.language.code for part in found(page, "a.html")] == ["de", "fr"]


def test_the_stated_language_is_that_of_its_part() -> None:
    """A stated language is believed of the part it fits; where it fits none, of the whole file."""
    text = joined(case("two-blocks"))
    stated = documents(Source("a.html", "", text, "html", stated={"language": "fr-CA"}))
    assert [(each.language.code, each.language.basis) for each in stated] == [
        ("de", "detected"),
        ("fr", "stated"),
    ]
    (whole,) = documents(Source("a.html", "", text, "html", stated={"language": "nds"}))
    assert (whole.language.code, whole.language.basis, whole.foreign) == ("nds", "stated", ())


def test_a_stated_language_that_the_text_contradicts_is_told() -> None:
    """The statement stands, and the curator hears what the text reads as."""
    text = joined([line for line in case("two-blocks") if line[0] == "de"])
    (whole,) = documents(Source("a.html", "", text, "html", stated={"language": "en"}))
    assert (whole.language.code, whole.language.others) == ("en", ("de",))


def test_lines_that_the_markup_calls_boilerplate_make_no_part() -> None:
    """A notice in another language goes with the article when the markup says what it is."""
    english = [words for code, words in case("paragraph-by-paragraph") if code == "en"]
    german = [words for code, words in case("two-blocks") if code == "de"]
    hints = tuple(Hint(number, "boilerplate") for number in range(1, len(english) + 1))
    (whole,) = documents(Source("a.html", "", "\n".join([*english, *german]), "html", hints=hints))
    assert (whole.language.code, whole.foreign) == ("de", ())


def test_languages_that_nobody_tells_apart_are_told_with_doubt() -> None:
    """Croatian, Serbian or Bosnian: one of them, the others named, and the curator may say which."""
    text = joined(case("serbian-croatian-bosnian-are-one"))
    (whole,) = documents(Source("a.txt", "", text))
    assert sorted({whole.language.code, *whole.language.others}) == ["bs", "hr", "sr-Latn"]
    dossier = assemble([RawFile("a.txt", text.encode())])
    assert any("state which in dossier.toml" in english(problem.message) for problem in dossier.problems)
    ruled = parse_rulings('[articles."a.txt"]\nlanguage = "bs"\n')
    (article,) = assemble([RawFile("a.txt", text.encode())], rulings=ruled).articles
    assert (article.language, article.document.language.others) == ("bs", ())


def quoting(article: Article) -> list[tuple[Block, str, str]]:
    """Return each stretch in another language: its block, its words and its code."""
    return [
        (block, block.text[each.start : each.end], each.code)
        for block in article.blocks
        for each in block.foreign
    ]


def test_a_quotation_inside_a_paragraph_keeps_its_language() -> None:
    """Words between quotation marks in another language are told, Markdown's marks among them or not."""
    quoted = "Nous avons longtemps discuté de cette **question** avec tous les partis"
    text = joined(case("quotation-stays")[:2]) + f"\n\nDie Bürgermeisterin sagte: «{quoted}», bevor sie ging."
    document = documents(read(RawFile("a.md", text.encode())))[0]
    article = extract(document, clean(document, Rulings()), Rulings())
    (only,) = quoting(article)
    assert only[1:] == (quoted.replace("*", ""), "fr")
    for each in document.foreign:
        assert document.source.text[each.start : each.end] == quoted


def test_a_short_quotation_says_nothing() -> None:
    """A title or a name between quotation marks is not taken for a language."""
    text = (
        joined(case("quotation-stays")[:2])
        + "\n\nIhr neues Buch heißt „The Long Way Home“ und erscheint im Mai."
    )
    assert found(text)[0].foreign == ()


def test_parts_are_named_and_ruled_by_their_language() -> None:
    """A ruling of the file goes for its parts, but for title and language; a ruling of a part goes first."""
    raw = RawFile("b/mixed.txt", joined(case("two-blocks")).encode())
    ruled = parse_rulings(
        '[articles."b/mixed.txt"]\noutlet = "Example"\ndate = 2024-02-05\ntitle = "Nobody knows whose"\n'
        '[articles."b/mixed.txt#fr"]\ndate = 2024-02-06\ntitle = "Budget"\n'
    )
    dossier = assemble([raw], rulings=ruled)
    german, french = dossier.articles
    assert (german.document.key, french.document.key) == ("b/mixed.txt#de", "b/mixed.txt#fr")
    assert [each.facts["outlet"].value for each in dossier.articles] == ["Example", "Example"]
    assert [each.stated_date and each.stated_date.value for each in dossier.articles] == [
        "2024-02-05",
        "2024-02-06",
    ]
    assert (german.title.value, french.title.value) == ("Der Stadtrat beschließt den Haushalt", "Budget")
    assert not any("dossier.toml" in problem.path for problem in dossier.problems)


def test_a_part_can_be_taken_out_or_given_another_language() -> None:
    """`exclude` and `language` are ruled of a part by the language that was found in it."""
    raw = RawFile("mixed.txt", joined(case("two-blocks")).encode())
    out = assemble([raw], rulings=parse_rulings('[articles."mixed.txt#de"]\nexclude = true\n'))
    assert [article.language for article in out.articles] == ["fr"]
    assert not any(problem.path == "dossier.toml" for problem in out.problems)
    other = assemble([raw], rulings=parse_rulings('[articles."mixed.txt#fr"]\nlanguage = "oc"\n'))
    assert [article.language for article in other.articles] == ["de", "oc"]
    assert [article.document.key for article in other.articles] == ["mixed.txt#de", "mixed.txt#fr"]


def test_the_curator_makes_one_text_of_a_mixed_file() -> None:
    """A language ruled of the file is that of all of it."""
    raw = RawFile("mixed.txt", joined(case("two-blocks")).encode())
    (article,) = assemble([raw], rulings=parse_rulings('[articles."mixed.txt"]\nlanguage = "de"\n')).articles
    assert (article.id, article.document.lines, len(article.lines)) == ("mixed", frozenset(), 10)


def test_a_ruling_of_a_part_that_is_not_there_is_reported() -> None:
    """A part that the source no longer has is named."""
    raw = RawFile("mixed.txt", joined(case("two-blocks")).encode())
    dossier = assemble([raw], rulings=parse_rulings('[articles."mixed.txt#pl"]\ndate = 2024-02-06\n'))
    assert any("mixed.txt#pl" in english(problem.message) for problem in dossier.problems)


def test_ids_stay_unique_beside_a_file_of_the_same_name() -> None:
    """A part's id ends with its language; where a file has that name already, a number follows."""
    mixed = RawFile("mixed.txt", joined(case("two-blocks")).encode())
    namesake = RawFile("mixed-fr.txt", joined(case("scripts")[:3]).encode())
    ids = [article.id for article in assemble([mixed, namesake]).articles]
    assert ids == ["mixed-de", "mixed-fr-2", "mixed-fr"]


def test_a_pair_of_translations_in_one_file_is_a_work() -> None:
    """The versions of a text that stand in one file are linked, and the record says what they share."""
    lines = case("a-text-and-its-translation")
    dossier = assemble([RawFile("mixed.txt", joined(lines).encode())])
    assert [work.articles for work in dossier.works] == [("mixed-de", "mixed-fr")]
    assert [record["same_source"] for record in article_records(dossier)] == [["mixed-fr"], ["mixed-de"]]


def html_of(dossier: Dossier, path: str) -> str:
    """Return the HTML of the page of a dossier whose tree and path end so."""
    (page,) = (page for page in pages(dossier, Settings("Dossier")) if f"{page.language}/{page.path}" == path)
    return page.html


def test_the_pages_of_parts_lead_to_each_other() -> None:
    """Article and account of each part link to the other's, and no link leads to a line of the other part."""
    dossier = assemble([RawFile("mixed.txt", joined(case("two-blocks")).encode())])
    german, french = dossier.articles
    for kind in ("articles", "made"):
        html = html_of(dossier, f"de/{kind}/{german.slug}.md")
        assert f'href="../../fr/{kind}/{french.slug}.html"' in html.partition("Aus derselben Datei")[2]
    made = html_of(dossier, f"fr/made/{french.slug}.md")
    assert set(re.findall(r'href="#(l-\d+)"', made)) <= set(re.findall(r'id="(l-\d+)"', made))
    assert [int(number) for number in re.findall(r'id="l-(\d+)"', made)] == sorted(french.document.lines)


def test_quotations_carry_their_language_and_direction() -> None:
    """A quotation is marked on every page that shows it, a whole paragraph on its own element."""
    dossier = assemble([RawFile("quoted.txt", joined(case("quotation-stays")).encode())])
    (article,) = dossier.articles
    html = html_of(dossier, f"de/articles/{article.slug}.md")
    for code, direction, words in (("en", "ltr", "We have waited"), ("ar", "rtl", "قالت الوزيرة")):
        block = next(block for block in article.blocks if block.text.startswith(words))
        assert f'<p id="{block.id}" lang="{code}" dir="{direction}">{words}' in html
        made = html_of(dossier, f"de/made/{article.slug}.md")
        assert f'<span lang="{code}" dir="{direction}">{words}' in made


URDU = """---
language: ur
---
# شہر کی کونسل نے نیا بجٹ منظور کیا

شہر کی کونسل نے پیر کی شام چھ گھنٹے کی بحث کے بعد اگلے سال کا بجٹ منظور کر لیا۔

اسکولوں کو ایک کروڑ بیس لاکھ اضافی ملیں گے جبکہ فائر بریگیڈ اپنی نئی گاڑی کا انتظار کر رہی ہے۔
"""


def test_a_language_without_a_catalogue_has_an_english_interface() -> None:
    """Its pages say that they speak English, left to right; its texts run in their own direction."""
    dossier = assemble([RawFile("a.md", URDU.encode())])
    html = html_of(dossier, f"ur/articles/{dossier.articles[0].slug}.md")
    assert re.search(r'<h1 id="title"[^>]* lang="ur" dir="rtl"', html)
    assert '<div class="dossier d-article" lang="en" dir="ltr">' in html
    assert '<div class="d-text" lang="ur" dir="rtl">' in html


def test_a_page_runs_as_its_interface_does() -> None:
    """An Arabic page speaks Arabic, from right to left, its text without a mark of another language."""
    arabic = [line for line in case("scripts") if line[0] == "ar"]
    dossier = assemble([RawFile("a.txt", joined(arabic).encode())])
    html = html_of(dossier, f"ar/articles/{dossier.articles[0].slug}.md")
    assert '<div class="dossier d-article" lang="ar" dir="rtl">' in html
    assert '<div class="d-text">' in html
    assert 'lang="en"' not in html
