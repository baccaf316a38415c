"""What the dossier must get right on the five seeds, from end to end, read off its public record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from build_dossier.folder import dossier_of_folder
from build_dossier.link.align import align_lines
from build_dossier.record import article_json, dossier_record, schema

SEEDS = Path(__file__).parents[1] / "seeds"
WORK = ("000_affa605abd33f7f8", "001_91d67e29438581ac", "002_a9e9e9bd678d0998")
MEMO, EXODUS = "003_1323ce58b07c777d", "004_18d9ac60c7d8b034"

Record = dict[str, Any]


@cache
def record() -> Record:
    """Return the dossier's public record."""
    return dossier_record(dossier_of_folder(SEEDS))


def article(name: str) -> Record:
    """Return one article's record."""
    return next(entry for entry in record()["articles"] if entry["id"] == name)


def source(name: str) -> str:
    """Return a seed as it was collected."""
    return (SEEDS / f"{name}.txt").read_text(encoding="utf-8")


def lines(name: str, verdict: str) -> list[str]:
    """Return the lines of a seed that got a verdict."""
    text = source(name).split("\n")
    return [
        " ".join(text[line["number"] - 1].split())
        for line in article(name)["lines"]
        if line["verdict"] == verdict
    ]


def blocks(name: str, *kinds: str) -> Iterator[str]:
    """Yield the texts of an article's blocks of some kinds."""
    yield from (block["text"] for block in article(name)["blocks"] if block["kind"] in kinds)


def test_the_first_three_are_one_work_and_the_others_stand_alone() -> None:
    """Translations are found, and nothing else is taken for one."""
    assert sorted(map(tuple, record()["works"])) == [WORK, (MEMO,), (EXODUS,)]


@pytest.mark.parametrize("name", WORK)
def test_the_date_line_is_metadata_and_the_date_is_stated(name: str) -> None:
    """The line "Diterbitkan: 2023-11-18" and its siblings are taken as the article's own date."""
    published = article(name)["published"]
    assert (published["date"], published["basis"]) == ("2023-11-18", "stated")
    assert [line["number"] for line in article(name)["lines"] if line["verdict"] == "metadata"] == [3]


@pytest.mark.parametrize("name", WORK)
def test_alt_text_and_advertisement_are_removed_and_nothing_else(name: str) -> None:
    """Lines 63 and 69 go, each with a reason; all the rest stays."""
    dropped = [line for line in article(name)["lines"] if line["verdict"] == "drop"]
    assert [(line["number"], line["role"]) for line in dropped] == [(63, "alt-text"), (69, "advertisement")]
    assert not lines(name, "review")


def test_the_35_lines_of_the_three_versions_align_one_to_one() -> None:
    """Every non-blank line has its counterpart in each other version."""
    texts = [[line for line in source(name).split("\n") if line.strip()] for name in WORK]
    for other in texts[1:]:
        assert list(align_lines(texts[0], other)) == [(index, index) for index in range(35)]


def test_of_seed_003_nothing_is_lost() -> None:
    """Every line is kept; names alone on a line attribute the quotations above them."""
    assert len(lines(MEMO, "keep")) == len(article(MEMO)["lines"])
    assert list(blocks(MEMO, "attribution")) == ["Microsoft", "Satya Nadella"]
    quotes = list(blocks(MEMO, "quote"))
    assert [quote[:12] for quote in quotes] == [
        "Seperti yang",
        "Meskipun beb",
        "Atas nama SL",
        "Minggu ini, ",
    ]


def test_the_date_of_seed_003_is_inferred_and_says_from_what() -> None:
    """22 November 2023 or the day before, with evidence."""
    published = article(MEMO)["published"]
    assert (published["lo"], published["hi"], published["basis"]) == ("2023-11-21", "2023-11-23", "inferred")
    assert len(published["evidence"]) >= 2


def test_the_leftovers_of_seed_004_go() -> None:
    """The menu, the font-size widget, "Komentar", "()" and "Top" are removed."""
    dropped = lines(EXODUS, "drop")
    assert dropped[0].startswith("Nasional Mondial Ekonomi")
    assert dropped[1:] == ["A A A Pengaturan Font", "Komentar", "Komentar", "()", "Top"]


def test_the_metadata_of_seed_004_is_taken() -> None:
    """Title, photo credit, editor, author and caption are known; the date is not the caption's."""
    entry = article(EXODUS)
    assert entry["title"] == "Ratusan Staf OpenAI Ancam Eksodus ke Microsoft, Ikuti Jejak Sam Altman"
    assert (entry["editor"], entry["author"], entry["credit"]) == ("Lili Lestari", "AFP", "AFP")
    assert entry["caption"].startswith("CEO Microsoft Satya Nadella (kanan)")
    published = entry["published"]
    assert (published["lo"], published["hi"], published["basis"]) == ("2023-11-20", "2023-11-22", "inferred")


def test_nineteen_boilerplate_lines_are_handled_and_none_is_in_doubt() -> None:
    """Twelve removed and seven taken as metadata, none left to review."""
    counts = {
        verdict: sum(len(lines(name, verdict)) for name in (*WORK, MEMO, EXODUS)) for verdict in VERDICTS
    }
    assert counts == {"drop": 12, "metadata": 7, "review": 0, "keep": 143}


VERDICTS = ("drop", "metadata", "review", "keep")


def test_the_dismissal_is_one_entry_with_its_contradiction() -> None:
    """All five articles date it; "Jumat (18/11)" is shown as the other reading of Friday 17 November."""
    found = [event for event in record()["events"] if len({s["article"] for s in event["sources"]}) == 5]
    assert len(found) == 1
    event = found[0]
    assert (event["edtf"], event["weight"]) == ("2023-11-17", 3)
    assert set(event["labels"]) == {"id", "de", "fr"}
    conflict = next(conflict for conflict in event["conflicts"] if conflict["kind"] == "weekday")
    assert (conflict["shown"], conflict["other"], conflict["article"]) == ("2023-11-17", "2023-11-18", EXODUS)
    assert source(EXODUS)[conflict["start"] : conflict["end"]] == "Jumat (18/11)"


def test_every_label_is_quoted_from_an_article() -> None:
    """No headline of the timeline says anything that no source says."""
    texts = [source(name) for name in (*WORK, MEMO, EXODUS)]
    for event in record()["events"]:
        for label in event["labels"].values():
            assert any(label in text for text in texts), label


def test_every_offset_points_at_its_words() -> None:
    """Dates and names stand in the source exactly where the record says."""
    for name in (*WORK, MEMO, EXODUS):
        for date in article(name)["dates"]:
            assert source(name)[date["start"] : date["end"]] == date["text"]
    for entity in record()["entities"]:
        for mention in entity["mentions"]:
            assert source(mention["article"])[mention["start"] : mention["end"]] == mention["text"]


@pytest.mark.parametrize(
    ("slip", "name"), [("OpenAl", "OpenAI"), ("Altam", "Sam Altman"), ("Borckman", "Greg Brockman")]
)
def test_a_slip_leads_to_the_right_name(slip: str, name: str) -> None:
    """The spelling is marked as a slip of the right entity, and the text stays as it was."""
    entity = next(entity for entity in record()["entities"] if entity["name"] == name)
    assert any(slip in spelling for spelling in entity["slips"])
    assert set(entity["slips"]) < set(entity["variants"])
    assert any(slip in block["text"] for entry in record()["articles"] for block in entry["blocks"])


def test_all_seven_people_are_found() -> None:
    """Nobody is missing, and nobody else is taken for a person."""
    people = {entity["name"] for entity in record()["entities"] if entity["kind"] == "person"}
    assert people == {
        "Sam Altman",
        "Mira Murati",
        "Greg Brockman",
        "Satya Nadella",
        "Ilya Sutskever",
        "Emmett Shear",
        "Miguel Fierro",
    }


def test_the_record_satisfies_its_schemas() -> None:
    """The dossier and each line of `inspect --json` are what the schemas in the project say."""
    jsonschema.validate(record(), schema("dossier"))
    for line in article_json(dossier_of_folder(SEEDS)).splitlines():
        jsonschema.validate(json.loads(line), schema("article"))


def test_the_schema_of_an_article_is_the_one_in_the_dossier() -> None:
    """Both files describe an article alike."""
    alone = {
        key: value
        for key, value in schema("article").items()
        if key not in ("$schema", "title", "description")
    }
    assert schema("dossier")["properties"]["articles"]["items"] == alone
