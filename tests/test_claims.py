"""Claims side by side: what sources count and quote on one event, and what is never compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_dossier.folder import dossier_of_folder
from build_dossier.languages import available
from build_dossier.languages.counted import claim_pack
from build_dossier.link.counted import counted
from build_dossier.model import Comparison, Dossier, Passage, RawFile, Rulings
from build_dossier.pages import Settings, pages
from build_dossier.pages.compared import ABOUT
from build_dossier.pipeline import assemble
from tests import sample_dossier as story

SEEDS = Path(__file__).parents[1] / "seeds"
STAFF = (
    "Sam Altman of OpenAI was in the office. Hundreds of staff at OpenAI threatened on Monday, "
    "November 20, 2023, to leave the company with Sam Altman."
)
COURT = "A court in Paris heard the case of a bakery. The weather was fine and the trains ran late again."


@cache
def _seeds() -> Dossier:
    return dossier_of_folder(SEEDS)


def _claims(texts: Mapping[str, str], days: Mapping[str, str] | None = None) -> list[list[str]]:
    """Return the words of each comparison that English articles of 21 November 2023 give."""
    days = days or {}
    files = [
        RawFile(
            f"{name}.md",
            f"---\ntitle: {name} report\ndate: {days.get(name, '2023-11-21')}\n---\n\n{text}\n".encode(),
        )
        for name, text in texts.items()
    ]
    languages = {f"{name}.md": {"language": "en"} for name in texts}
    dossier = assemble(files, rulings=Rulings(articles=languages))
    return [[claim.text for claim in one.claims] for found in dossier.claims.values() for one in found]


def test_the_seeds_say_770_and_more_than_700() -> None:
    """Both stand at Monday 20 November, where hundreds of staff threaten to leave."""
    ((event, (comparison,)),) = _seeds().claims.items()
    assert event.startswith("e-2023-11-20")
    assert (comparison.kind, comparison.about, comparison.agree) == ("number", "staff", True)
    assert {(claim.article[:3], claim.text) for claim in comparison.claims} == {
        ("003", "700 karyawan"),
        ("004", "770 orang"),
    }


def test_other_sources_are_beside_the_event_that_counts() -> None:
    """A source that does not date it counts the same people of the same company in the same days."""
    assert _claims(
        {"one": STAFF, "two": f"{COURT} More than 700 employees of OpenAI signed the letter of Sam Altman."}
    ) == [["Hundreds of staff", "700 employees"]]


@pytest.mark.parametrize(
    ("other", "day"),
    [
        ("More than 700 employees of Microsoft signed the letter.", "2023-11-21"),
        ("More than 700 visitors of OpenAI signed the letter.", "2023-11-21"),
        ("More than 7,000 employees of OpenAI signed the letter.", "2023-11-21"),
        ("More than 700 employees of OpenAI signed the letter.", "2024-03-02"),
        ("At OpenAI 700 employees signed. Later 650 employees of OpenAI took it back.", "2023-11-21"),
    ],
)
def test_in_doubt_nothing_is_compared(other: str, day: str) -> None:
    """Another company, another noun, another size, another time, or two numbers in one source."""
    assert _claims({"one": STAFF, "two": f"{COURT} {other}"}, {"two": day}) == []


def test_one_source_is_no_comparison() -> None:
    """What a text says twice stands beside nothing."""
    assert _claims({"one": f"{STAFF} In all 770 employees of OpenAI signed."}) == []


def test_one_speaker_on_one_day_is_compared() -> None:
    """Two sources that date the same event and quote the same person in that sentence."""
    letter = "Sam Altman wrote a letter to the employees of OpenAI on Monday, November 20, 2023, and said"
    first = f"“We will all work together in some way,” {letter} no more."
    second = f"{letter}: “We are going to work together some way or other.”"
    ((one, other),) = _claims({"one": first, "two": second})
    assert one.startswith("“We will all")
    assert other.startswith("“We are going")


def test_a_sentence_that_dates_something_else_counts_something_else() -> None:
    """The number of the year before is not put beside this year's, nor does it silence the source."""
    before = "On November 20, 2022 it had been 900 employees of OpenAI."
    now = "More than 700 employees of OpenAI signed the letter of Sam Altman."
    assert _claims({"one": STAFF, "two": f"{COURT} {before} {now}"}) == [
        ["Hundreds of staff", "700 employees"]
    ]


def test_name_and_day_may_stand_in_the_sentence_before() -> None:
    """A sentence that names nobody is about whom the one before names; the event's own number, too."""
    day = "On Monday, November 20, 2023, the staff of OpenAI wrote a letter for Sam Altman."
    split = f"Sam Altman of OpenAI was in the office. {day} In the end 743 employees signed."
    other = f"{COURT} It was a long day for Sam Altman at OpenAI. More than 700 employees signed."
    assert _claims({"one": split, "two": other}) == [["743 employees", "700 employees"]]


def test_a_year_is_no_event_that_is_counted_and_a_price_no_sum() -> None:
    """A number beside a year is of no happening; small money is a price, and a text names many."""
    year = "Sam Altman of OpenAI was in the office. In 2023 OpenAI of Sam Altman had 770 employees."
    other = "More than 700 employees of OpenAI signed the letter of Sam Altman."
    assert _claims({"one": year, "two": f"{COURT} {other}"}) == []
    price = "Sam Altman of OpenAI spoke. On Monday, November 20, 2023, OpenAI sold it for $129."
    assert _claims({"one": price, "two": f"{COURT} It cost $129 at OpenAI, Sam Altman wrote."}) == []


def test_numbers_agree_when_one_can_be_what_all_say() -> None:
    """770 and "more than 700" agree, 770 and "up to 700" do not, and "about" leaves a tenth."""
    said = {
        text: counted(f"{text} employees", "en")[0]
        for text in ("770", "more than 700", "up to 700", "about 700", "hundreds of", "1,100")
    }
    assert all(said["770"].agrees(said[text]) for text in ("more than 700", "about 700", "hundreds of"))
    assert not said["770"].agrees(said["up to 700"])
    assert not said["hundreds of"].agrees(said["1,100"])


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("7.396 Menschen", "de", {7396}),
        ("8.000 personas", "es", {8000}),
        ("vingt-deux personnes", "fr", {22}),
        ("dua belas orang", "id", {12}),
        ("hundreds of thousands of people", "en", {100_000}),
        ("puluhan ribu orang", "id", {10_000}),
        ("a campaign for $449K", "en", {449_000}),
        ("$6.5bn", "en", {6_500_000_000}),
        ("2 Millionen €", "de", {2_000_000}),
    ],
)
def test_a_number_is_what_it_means(text: str, language: str, values: set[int]) -> None:
    """In words, in round words, in the short forms of money; of people there are no parts."""
    assert [one.values for one in counted(text, language)] == [values]


@pytest.mark.parametrize(
    ("text", "language", "about"),
    [
        ("more than 700 employees", "en", "staff"),
        ("106 protesters in 21 cities have been killed", "en", "demonstrators"),
        ("26 cases and 11 deaths", "en", "dead"),
        ("90 per cent of people", "en", ""),
        ("12 pour cent des salariés", "fr", ""),
        ("5 % der Beschäftigten", "de", ""),
        ("the third employee", "en", ""),
        ("7.900 Menschen haben am Abend in der Stadt demonstriert", "de", "demonstrators"),
        ("5 people were killed", "en", "dead"),
        ("sebagian besar staf OpenAI yang berjumlah 770 orang", "id", "staff"),
        ("5 orang tewas", "id", "dead"),
        ("rund 700 Mitarbeitende", "de", "staff"),
        ("Hunderte Demonstranten", "de", "demonstrators"),
        ("quelque 1 500 manifestants", "fr", "demonstrators"),
        ("cientos de heridos", "es", "injured"),
        ("invested $10 billion", "en", "dollars"),
        ("700 reasons to stay", "en", ""),
        ("in 2018. People left", "en", ""),
    ],
)
def test_what_is_counted_is_known_by_its_noun(text: str, language: str, about: str) -> None:
    """The noun after the number, or the more exact one near "people"."""
    assert [one.about for one in counted(text, language)] == ([about] if about else [])


def test_every_kind_of_thing_that_a_pack_counts_has_a_word() -> None:
    """The page can name whatever a pack can count."""
    assert {kind for code in available() for kind in claim_pack(code).counted} == set(ABOUT)


def test_the_timeline_folds_the_claims_under_their_event() -> None:
    """Each quotation in its language, with a link to its place; readable without script."""
    dossier = story.sample()
    words = ("Ratusan staf", "dewan direksi baru")
    claims = []
    for article, said in zip((story.STAFF, story.BACK), words, strict=True):
        block, text = next((at, one.text) for at, one in enumerate(article.blocks) if said in one.text)
        start = text.index(said)
        claims.append(Passage(article.id, block, start, start + len(said), said))
    comparison = Comparison("number", "staff", tuple(claims), False)
    made = pages(replace(dossier, claims={"e-2023-11-20-ad": (comparison,)}), Settings("Dossier"))
    page = next(page for page in made if (page.language, page.path) == ("de", "timeline.md"))
    (details,) = BeautifulSoup(page.html, "html.parser").select("#e-2023-11-20-ad details")
    assert details.summary is not None
    assert details.summary.get_text() == "Zahlen nebeneinander: Beschäftigte"
    assert [tag.get_text() for tag in details.select("q[lang=id] u")] == list(words)
    assert all("/id/articles/" in str(tag["href"]) for tag in details.select("a"))
    assert len(details.select("a")) == 2
    assert [tag.get_text() for tag in details.select("p")] == ["Die Quellen nennen verschiedene Zahlen."]
