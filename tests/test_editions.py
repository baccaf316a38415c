"""Editions: copies, cut and longer versions in one language are folded; other texts are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from build_dossier.link.editions import ENOUGH, differences, editions, fold, shared, shingles
from build_dossier.messages import english
from build_dossier.model import Article, Dossier, RawFile, Rulings
from build_dossier.pipeline import assemble
from build_dossier.record import dossier_record
from tests.dossier_values import article
from tests.test_works import lines, seed

JAPANESE = [
    "東京都は十八日、湾岸地区の再開発計画を来年の春から始めると発表した。",
    "計画では古い倉庫が取り壊され、市民のための公園と図書館が建てられる予定だ。",
    "住民の一部は工事の騒音と費用について不安を述べ、説明会を求めている。",
]


def pairs(*articles: Article) -> list[tuple[str, str]]:
    return [(edition.article, edition.other.id) for edition in editions(articles)]


def cut(identity: str, body: list[str], language: str = "de") -> Article:
    return article(identity, body, language, lines(1)[0])


VARIANTS = {
    "boilerplate": ["Mehr zum Thema", *lines(1)[1:], "Lesen Sie auch", "Alle Rechte vorbehalten"],
    "third": [line for at, line in enumerate(lines(1)[1:]) if at % 3],
    "half": lines(1)[1:18],
    "words": [" ".join(word for at, word in enumerate(line.split()) if at % 19) for line in lines(1)[1:]],
}


@pytest.mark.parametrize("kind", VARIANTS)
def test_a_changed_copy_is_folded(kind: str) -> None:
    """Boilerplate around it, words or paragraphs left out: it is the same text, the fullest stands for it."""
    ((head, other),) = pairs(cut("a", lines(1)[1:]), cut("b", VARIANTS[kind]), seed(3))
    assert {head, other} == {"a", "b"}
    assert (head == "b") == (kind == "boilerplate")


def test_a_short_text_within_a_long_one_is_folded() -> None:
    """A short text is found amidst the far more that another page has around it."""
    short = lines(1)[1:4]
    found = pairs(cut("short", short), cut("long", [*lines(1)[20:], *short, *lines(1)[8:20]]))
    assert found == [("long", "short")]


def test_editions_of_two_texts_much_alike_stand_under_their_own() -> None:
    """Of two pages made from one template each keeps its copy, though the pages share most of their words."""
    one = lines(1)[1:18]
    other = [line if at % 5 else lines(1)[18 + at] for at, line in enumerate(one)]
    texts = {"one": one, "copy of one": one[1:], "other": other, "copy of other": other[1:]}
    runs = {key: shingles("\n".join(text)) for key, text in texts.items()}
    assert shared(runs["one"], runs["other"]) >= ENOUGH
    assert fold(runs, dict.fromkeys(runs, "de")) in (
        [("one", "copy of one"), ("other", "copy of other")],
        [("other", "copy of other"), ("one", "copy of one")],
    )


def test_the_seeds_hold_no_editions() -> None:
    """Translations stay works, and two papers' reports on one event stay two."""
    assert pairs(*(seed(number) for number in range(5))) == []


def test_a_copy_in_another_language_is_no_edition() -> None:
    """What is stated to be another language is compared as a translation, not here."""
    assert pairs(cut("a", lines(1)[1:]), cut("b", lines(1)[1:], "fr")) == []


def test_half_of_a_text_in_common_is_not_enough() -> None:
    """Two long texts that quote the same statement are two texts."""
    one, other = lines(0)[1:], lines(4)[1:]
    assert pairs(article("a", [*one[:12], *other[:4]]), article("b", [*other[4:], *one[:6]])) == []


def test_short_texts_cannot_be_told() -> None:
    """A line that is alike proves nothing."""
    assert shared(shingles("Der Hafen bleibt heute zu"), shingles("Der Hafen bleibt heute zu")) == 0.0


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    """Japanese texts find their cut copy too, and only that."""
    other = article(
        "c", ["大阪では来月から新しい地下鉄の路線が開通し、通勤時間が短くなると見られている。"], "ja"
    )
    assert pairs(article("a", JAPANESE, "ja"), article("b", JAPANESE[:2], "ja"), other) == [("a", "b")]


def test_many_copies_are_folded_under_one() -> None:
    """Sixty papers that print one wire report make one article, however many share its runs."""
    copies = [cut(f"n{at:02}", lines(1)[1 : 36 - at % 3]) for at in range(60)]
    found = pairs(*copies, seed(3))
    assert len(found) == 59
    assert len({head for head, _ in found}) == 1


def test_the_curator_parts_and_joins() -> None:
    """`apart` beats any likeness, `same` any difference."""
    a, b, c = cut("a", lines(1)[1:]), cut("b", lines(1)[1:]), article("c", ["Anderes."], "de")
    assert [one.other.id for one in editions([a, b, c], apart={frozenset("ab")})] == []
    (found,) = editions([a, c], same={frozenset("ac")})
    assert (found.article, found.other.id, found.ruled) == ("a", "c", True)


def test_no_edition_stands_under_another_edition() -> None:
    """Each is folded under an article that stands by itself."""
    found = fold(
        {one: shingles(" ".join(lines(1)[start:])) for one, start in (("a", 0), ("b", 5), ("c", 10))},
        dict.fromkeys("abc", "de"),
    )
    assert found == [("a", "b"), ("a", "c")]
    assert ENOUGH > 0.5


def test_differences_name_what_each_edition_has_lacks_and_words_otherwise() -> None:
    """A row a paragraph that is not alike, in the order of the text; marks and capitals do not count."""
    one = article("a", ["Der Hafen ist zu.", "Drei Schiffe warten auf See.", "Das Wetter war gut."])
    other = article(
        "b", ["der Hafen ist zu", "Vier Schiffe warten auf See.", "Ein Sturm kam.", "Niemand starb."]
    )
    assert differences(one, other) == ((1, 1), (2, -1), (-1, 2), (-1, 3))
    assert differences(one, one) == ()


def dossier(same: Sequence[tuple[str, ...]] = (), apart: Sequence[tuple[str, ...]] = ()) -> Dossier:
    files = [
        RawFile("a.txt", "\n\n".join(lines(1)).encode()),
        RawFile("b.txt", "\n\n".join(lines(1)[:30]).encode()),
        RawFile("c.txt", "\n\n".join(lines(2)).encode()),
    ]
    return assemble(files, rulings=Rulings(same=tuple(same), apart=tuple(apart)), today=date(2024, 1, 1))


def test_a_folded_edition_counts_once_and_is_told() -> None:
    """It is on no list and in no count; the curator is told how to part it, and the record has its text."""
    made = dossier()
    assert [one.source.path for one in made.articles] == ["a.txt", "c.txt"]
    (edition,) = made.editions
    assert edition.other.source.path == "b.txt"
    assert [len(work.articles) for work in made.works] == [2]
    said = [english(problem.message) for problem in made.problems if problem.path == "b.txt"]
    assert any("build-dossier unlink a.txt b.txt" in one for one in said)
    (record,) = dossier_record(made)["editions"]
    assert record["source"]["path"] == "b.txt"


def test_a_parted_edition_is_an_article_of_its_own() -> None:
    """With `apart` in dossier.toml both stand, and nothing asks again."""
    made = dossier(apart=(("a.txt", "b.txt"),))
    assert [one.source.path for one in made.articles] == ["a.txt", "b.txt", "c.txt"]
    assert made.editions == ()
    assert not any("edition" in english(problem.message) for problem in made.problems)


def test_a_ruling_on_a_folded_edition_holds_for_the_article_that_stands() -> None:
    """Parting the translation from the copy parts it from the text."""
    made = dossier(apart=(("b.txt", "c.txt"),))
    assert [len(work.articles) for work in made.works] == [1, 1]


def test_rulings_that_match_nothing_are_told() -> None:
    """A source that is not there, and two texts of a language that cannot be one work."""
    made = dossier(same=(("a.txt", "gone.txt"),))
    assert any("gone.txt" in english(problem.message) for problem in made.problems)
