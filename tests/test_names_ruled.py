"""The curator's word on names: joined, renamed, set apart, hidden, of a kind, added, and said when idle."""

from __future__ import annotations

from datetime import date

import pytest

from build_dossier.errors import RulingError
from build_dossier.extract.names import entities
from build_dossier.extract.names_ruled import ruled
from build_dossier.messages import english
from build_dossier.model import Entity, NameRuling, RawFile
from build_dossier.pipeline import assemble
from build_dossier.rulings import parse_rulings
from tests.dossier_values import article

TEXTS = [
    article(
        "a",
        [
            "The company OpenAI dismissed Sam Altman. CEO Sam Altman had led OpenAI, and Altman left it.",
            "Later Altman met Microsoft's CEO Satya Nadella; Nadella praised Altman and OpenAI.",
        ],
        "en",
    ),
    article("b", ["公司解雇了山姆·奥特曼。山姆·奥特曼离开了。"], "zh"),
]


def rule(toml: str) -> tuple[dict[str, Entity], list[str]]:
    """Return the names by name and what has no effect, under the rulings of a `dossier.toml`."""
    found, idle = ruled(entities(TEXTS), TEXTS, parse_rulings(toml).names)
    return {entity.name: entity for entity in found}, [english(message) for message in idle]


def spellings(entity: Entity) -> set[str]:
    return {variant.text for variant in entity.variants}


def test_without_rulings_nothing_changes() -> None:
    """No ruling, the same entities."""
    assert ruled(entities(TEXTS), TEXTS, {}) == (entities(TEXTS), ())


def test_every_ruling_is_read() -> None:
    """All keys at once, blanks around a name taken off."""
    keys = ('name = " Samuel "', 'kind = "person"', 'also = ["Sama"]', 'apart = ["Sam"]', "hide = true")
    read = parse_rulings("\n".join(('[names."Sam Altman"]', *keys))).names
    assert read == {"Sam Altman": NameRuling("Samuel", "person", ("Sama",), ("Sam",), True)}


def test_a_spelling_in_another_script_is_joined() -> None:
    """`also` takes words that nobody took for a name, and the places stand where they say."""
    names, idle = rule('[names."Sam Altman"]\nalso = ["山姆·奥特曼"]')
    altman = names["Sam Altman"]
    assert not idle
    assert spellings(altman) == {"Sam Altman", "Altman", "山姆·奥特曼"}
    for mention in altman.mentions:
        text = next(one for one in TEXTS if one.id == mention.article)
        assert text.source.text[mention.start : mention.end] == mention.text
        assert text.blocks[mention.block].text[mention.block_start : mention.block_end] == mention.text
    assert [mention.article for mention in altman.mentions] == sorted(one.article for one in altman.mentions)


def test_two_names_become_one() -> None:
    """`also` takes the whole of another name, which is gone then."""
    names, idle = rule('[names."Microsoft"]\nalso = ["OpenAI"]')
    assert not idle
    assert "OpenAI" not in names
    assert spellings(names["Microsoft"]) == {"Microsoft", "OpenAI"}


def test_a_name_is_renamed_and_given_a_kind() -> None:
    """The name and its address follow the curator; the spellings stay."""
    names, _ = rule('[names."Sam Altman"]\nname = "Samuel Altman"\nkind = "other"')
    renamed = names["Samuel Altman"]
    assert (renamed.id, renamed.kind) == ("samuel-altman", "other")
    assert "Sam Altman" in spellings(renamed)


def test_a_spelling_is_set_apart() -> None:
    """`apart` makes a spelling a name of its own, with the same places."""
    before = len(rule("")[0]["Sam Altman"].mentions)
    names, idle = rule('[names."Sam Altman"]\napart = ["Altman"]')
    assert not idle
    assert spellings(names["Sam Altman"]) == {"Sam Altman"}
    assert spellings(names["Altman"]) == {"Altman"}
    assert len(names["Sam Altman"].mentions) + len(names["Altman"].mentions) == before


def test_a_name_is_hidden_by_any_of_its_spellings() -> None:
    """`hide` by a spelling hides the entity it belongs to."""
    names, idle = rule('[names."Nadella"]\nhide = true')
    assert not idle
    assert "Satya Nadella" not in names
    assert "Sam Altman" in names


def test_a_name_nobody_found_is_added() -> None:
    """The curator's list: words of the texts become a name, whole words only."""
    names, idle = rule('[names."company"]\nkind = "organisation"\n[names."compan"]')
    assert spellings(names["company"]) == {"company"}
    assert names["company"].kind == "organisation"
    assert idle == ["names “compan”, which no text has; correct or remove it"]


def test_rulings_without_effect_are_said() -> None:
    """A name, a spelling to join and a spelling to set apart that no text has."""
    _, idle = rule(
        '[names."Sam Altman"]\nalso = ["Zuckerberg"]\napart = ["Sama"]\n[names."Musk"]\nhide = true'
    )
    assert idle == [
        "sets “Sama” apart from “Sam Altman”, which is never spelled so; correct or remove it",
        "joins “Zuckerberg” to “Sam Altman”, but no text has it; correct or remove it",
        "names “Musk”, which no text has; correct or remove it",
    ]


@pytest.mark.parametrize(
    ("toml", "named"),
    [
        ("names = 3", "names must be a table"),
        ("[names]\nSam = 3", 'names."Sam" must be a table'),
        ("[names.Sam]\nnom = 'x'", 'names."Sam".nom is not known'),
        ("[names.Sam]\nname = ' '", 'names."Sam".name must be a text'),
        ("[names.Sam]\nkind = 'man'", 'names."Sam".kind must be one of: person'),
        ("[names.Sam]\nkind = ''", 'names."Sam".kind must be one of: person'),
        ("[names.Sam]\nkind = []", 'names."Sam".kind must be one of: person'),
        ("[names.Sam]\nhide = 'yes'", 'names."Sam".hide must be true or false'),
        ("[names.Sam]\nalso = 'x'", 'names."Sam".also must be a list'),
        ("[names.Sam]\napart = ['x', 3]", 'names."Sam".apart must be a list'),
        ("[names.Sam]\napart = ['']", 'names."Sam".apart must be a list'),
    ],
)
def test_a_mistake_in_a_name_is_named(toml: str, named: str) -> None:
    """The message says which name, which key, and what it must be."""
    with pytest.raises(RulingError) as caught:
        parse_rulings(toml)
    assert named in str(caught.value)


def test_an_idle_ruling_is_a_problem_of_the_dossier() -> None:
    """`check` lists it beside the lines and articles that a ruling misses."""
    raw = RawFile("a.txt", b"A title\n\nThe company OpenAI dismissed Sam Altman on Friday, said its board.")
    dossier = assemble([raw], rulings=parse_rulings('[names."Musk"]\nhide = true'), today=date(2024, 1, 1))
    said = [english(problem.message) for problem in dossier.problems if problem.path == "dossier.toml"]
    assert said == ["names “Musk”, which no text has; correct or remove it"]


def test_ids_stay_unique_after_rulings() -> None:
    """A name set apart that is spelled like another one gets a number."""
    found, _ = ruled(entities(TEXTS), TEXTS, {"Nadella": NameRuling(shown="Sam Altman")})
    assert len({entity.id for entity in found}) == len(found)
