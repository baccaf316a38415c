"""The translation check: what versions say differently is found, and the same in other words is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from build_dossier.folder import dossier_of_folder
from build_dossier.link.align import align, row_ids
from build_dossier.link.differences import differences
from build_dossier.link.figures import figures
from build_dossier.link.marks import quotations, unclosed
from build_dossier.messages import english
from build_dossier.model import Article, Difference, Dossier, Entity, RawFile, Rulings, Work
from build_dossier.pipeline import assemble
from build_dossier.read.folder import read_folder
from build_dossier.record import dossier_record
from tests.dossier_values import article, entity

CASES = sorted((Path(__file__).parent / "cases" / "differences").glob("*.txt"))
SEEDS = Path(__file__).parents[1] / "seeds"


def found(one: Article, other: Article, *entities: Entity) -> tuple[Difference, ...]:
    """Return the differences between two articles whose paragraphs stand for each other in order."""
    rows = tuple((at, at) for at in range(len(one.blocks)))
    work = Work((one.id, other.id), 1.0, (), rows, (), row_ids((one, other), rows))
    return differences((one, other), (work,), (), entities).get(work.articles, ())


def _parts(path: Path) -> list[tuple[str, list[tuple[str, str]], list[str]]]:
    """Return the cases of a file: name, versions as (language, text), and what differs."""
    cases = []
    for part in path.read_text(encoding="utf-8").strip().split("\n\n"):
        name, *lines = part.splitlines()
        versions = [(line[:2], line[4:]) for line in lines if not line.startswith("=")]
        wanted = [line[2:].strip() for line in lines if line.startswith("=")]
        cases.append((name.removeprefix("# "), versions, [word for word in wanted if word != "nothing"]))
    return cases


@pytest.mark.parametrize(
    ("path", "name"),
    [(path, name) for path in CASES for name, _, _ in _parts(path)],
    ids=lambda value: str(value)[-48:],
)
def test_a_case_differs_as_it_says(path: Path, name: str) -> None:
    """Each case of tests/cases/differences/ holds versions of a paragraph and what differs in them."""
    versions, wanted = next((versions, wanted) for case, versions, wanted in _parts(path) if case == name)
    dossier = _dossier(versions)
    texts = dossier.articles
    rows = align(texts)
    work = Work(tuple(one.id for one in texts), 1.0, (), rows.alignment, rows.joined)
    told = differences(texts, (work,), dossier.dates, dossier.entities).get(work.articles, ())
    assert [f"{one.kind}: {one.told[0].text}" for one in told] == wanted


def _dossier(versions: Sequence[tuple[str, str]]) -> Dossier:
    """Return the versions as articles published on 18 November 2023."""
    files = [
        RawFile(f"{code}.md", f"---\ntitle: T {code}\ndate: 2023-11-18\n---\n\n{text}\n".encode())
        for code, text in versions
    ]
    stated = {f"{code}.md": {"language": code} for code, _ in versions}
    return assemble(files, rulings=Rulings(articles=stated))


@cache
def _seeds() -> Dossier:
    return dossier_of_folder(SEEDS)


def dossier_of(rulings: Rulings) -> Dossier:
    """Return the dossier of the seeds with other rulings than theirs."""
    files, problems = read_folder(SEEDS)
    return assemble(files, problems, rulings)


def test_the_seeds_differ_in_four_open_quotations_and_one_date() -> None:
    """The French version opens quotations that it never closes; "tahun 2024" stands against "bis 2024"."""
    (told,) = _seeds().differences.values()
    assert [(one.kind, {passage.article[:3] for passage in one.told}) for one in told] == [
        ("unclosed", {"002"}),
        ("unclosed", {"002"}),
        ("unclosed", {"002"}),
        ("unclosed", {"002"}),
        ("date", {"001", "002"}),
    ]
    assert [passage.text for passage in told[-1].others] == ["tahun 2024"]
    problems = [problem for problem in _seeds().problems if "translations" in problem.message.text]
    assert sorted((problem.path[:3], problem.line) for problem in problems) == [
        ("000", 67),
        ("002", 9),
        ("002", 25),
        ("002", 59),
        ("002", 61),
    ]
    commands = [english(problem.message).rpartition(": ")[2] for problem in problems]
    assert commands == [f"build-dossier settle {one.id}" for one in told]


def test_what_the_curator_settles_is_no_more_to_check() -> None:
    """It keeps its place and says the note; a ruling on what no text has is named."""
    ((_, (*others, date)),) = _seeds().differences.items()
    note = {"de": "So stimmt es."}
    dossier = dossier_of(Rulings(settled={date.id: note, "gone": {}}))
    ((_, told),) = dossier.differences.items()
    assert told == (*others, replace(date, settled=True, note=note))
    said = [english(problem.message) for problem in dossier.problems]
    assert not any(date.id in one for one in said)
    assert all(any(other.id in one for one in said) for other in others)
    assert [one for one in said if "gone" in one] == [
        "judges the difference gone, which the texts do not have; correct or remove it"
    ]
    record = dossier_record(dossier)["differences"][-1]
    assert (record["id"], record["settled"], record["note"]) == (date.id, True, note)


def test_an_id_survives_what_happens_to_another_paragraph() -> None:
    """The same number lacking twice has two ids, and each is that of its own paragraph."""
    de = ["Es kamen 770 Leute.", "Vorher", "Dann", "Weiter", "Es gingen 770 Leute."]
    other = article("b", ["They came.", "before", "then", "on", "They went."], "en")
    first, last = found(article("a", de, "de"), other)
    assert first.id != last.id
    edited = [f"{de[0]} Mehr.", "Davor", *de[2:]]
    again = found(article("a", edited, "de"), other)
    assert [one.id for one in again][1:] == [last.id]
    assert again[0].id != first.id


def test_ids_that_come_out_alike_are_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    """An id is short; of many differences each has its own all the same."""
    monkeypatch.setattr("build_dossier.link.differences._LENGTH", 1)
    numbers = [f"Es kamen {number} Leute." for number in range(100, 140)]
    told = found(article("a", numbers, "de"), article("b", ["They came."] * 40, "en"))
    assert len({one.id for one in told}) == len(told) == 40


def test_a_number_that_moved_to_the_next_paragraph_is_no_difference() -> None:
    """It is looked for in the neighbouring paragraphs, and no further."""
    one = article("a", ["770 people", "text", "text", "text"], "en")
    near = article("b", ["Leute", "770 Menschen", "Text", "Text"], "de")
    far = article("b", ["Leute", "Text", "Text", "770 Menschen"], "de")
    assert not found(one, near)
    assert [(each.kind, each.row, each.lacking) for each in found(one, far)] == [
        ("number", 0, ("b",)),
        ("number", 3, ("a",)),
    ]


def test_a_difference_names_all_versions_that_say_it() -> None:
    """Of three versions, two tell the number and one lacks it."""
    texts = [
        article(code, [text], code) for code, text in (("de", "770 da"), ("fr", "770 là"), ("id", "ada"))
    ]
    work = Work(("de", "fr", "id"), 1.0, (), ((0, 0, 0),), (), ("r",))
    (told,) = differences(texts, (work,), (), ())[work.articles]
    assert ([passage.article for passage in told.told], told.lacking) == (["de", "fr"], ("id",))


def test_another_person_is_a_difference_and_a_pronoun_is_none() -> None:
    """Only where each version names somebody whom the other does not."""
    one = article("a", ["Altman went to the office today."], "en")
    other = article("b", ["Murati ging heute ins Büro."], "de")
    silent = article("c", ["Er ging heute ins Büro."], "de")
    people = (
        entity("Altman", (one, other, silent)),
        entity("Murati", (one, other, silent)),
    )
    assert [each.kind for each in found(one, other, *people)] == ["name"]
    assert not found(one, silent, *people)


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("1.500 Euro", "de", {1500, 1.5}),
        ("1 500 000 habitants", "fr", {1500000}),
        ("10 miliar dolar", "id", {10**10}),
        ("10 Mrd. Dollar", "de", {10**10}),
        ("2.5万人", "ja", {25000}),
        ("2千万人", "zh", {20000000}),
        ("Rp10.000", "id", {10000, 10}),
        ("٣٤٥ شخص", "ar", {345}),
        ("1,234.56 dollars", "en", {1234.56}),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(text: str, language: str, values: set[float]) -> None:
    """Groups, decimals, scales and other digits; what may be read two ways is."""
    (figure,) = figures(text, language)
    assert {float(value) for value in figure.values} == values


def test_codes_and_addresses_hold_no_numbers() -> None:
    """Nobody translates them, and nobody compares them."""
    assert not figures("https://example.org/2023/11 und 98c02d354b39 an a7@example.org, @ab2 mit Font5", "de")
    assert [figure.text for figure in figures("20/11 bei GPT-4", "id")] == ["20", "11", "4"]


@pytest.mark.parametrize(
    "text",
    [
        '"Herr. Altman ging.“',
        "„Für alle.“",
        "« Bonjour »",
        "»Guten Tag«",
        "”Hej”",
        "「はい」",
        '( " so ist es " )',
    ],
)
def test_quotations_are_found_in_any_style(text: str) -> None:
    """Mixed marks too; inches are none."""
    assert [one.closed for one in quotations(f"Er sagte: {text}, gestern.")] == [True]
    assert not quotations('Ein Schirm mit 5" und einer')


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_closed_there() -> None:
    """Each paragraph of a long quotation opens, the last one closes; without that it stays open."""
    long = ["“It was a long way to go.", "“And then it ended.”", "He left."]
    assert unclosed(long, 0) is None
    assert unclosed(["“It was a long way to go.", "He left."], 0) is not None
    assert unclosed(["“It was a long way to go", "and then it ended.”"], 0) is None
