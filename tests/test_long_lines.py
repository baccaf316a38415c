"""A line of like signs costs what it is long, not its square: else these tests take minutes."""

from __future__ import annotations

import pytest

from build_dossier.extract.names_shown import Shown, entities_of
from build_dossier.identify.detect import plain
from build_dossier.link.counted import counted
from build_dossier.link.figures import figures
from build_dossier.model import Mention
from build_dossier.pages.inline import sentence as quoted_sentence
from build_dossier.timeline.sentences import sentences

LENGTH = 50_000


def shown(*names: str) -> list[Shown]:
    """Return names that stand in a text once."""
    return [Shown(name, "person", [Mention("a", 0, 0, 0, 0, 0, name)]) for name in names]


@pytest.mark.parametrize("sign", [".", "-"])
def test_each_digit_of_an_endless_row_is_a_figure(sign: str) -> None:
    """Digits and signs in turn are no single number, so each stands for itself."""
    assert len(figures(f"1{sign}" * (LENGTH // 2), "en")) == LENGTH // 2


@pytest.mark.parametrize("word", ["a", "1", "a.", "-", "a1", "Font5 ", "x@ "])
def test_an_address_behind_an_endless_word_is_no_figure(word: str) -> None:
    """Addresses and codes are left out, however long the word before them."""
    text = word * (LENGTH // len(word)) + " 3b5a7c https://example.org/2023 me2@example.org 770"
    assert [figure.text for figure in figures(text, "en") if len(figure.text) < LENGTH][-1] == "770"
    assert not {"2023", "2"} & {figure.text for figure in figures(text, "en")[-3:]}


@pytest.mark.parametrize("counts", ["770 people ", "hundreds of people ", "5 + + + people "])
def test_every_count_of_an_endless_clause_is_found(counts: str) -> None:
    """The words of a clause are looked up once for all of its numbers."""
    times = LENGTH // len(counts)
    assert len(counted(counts * times, "en")) == times


def test_a_sign_right_before_a_number_begins_a_clause() -> None:
    """Who stands before a bracket does not say whom the number in it counts."""
    assert [one.about for one in counted("Staff (5 people).", "en")] == ["people"]
    assert [one.about for one in counted("Of the staff 5 people went.", "en")] == ["staff"]


def test_an_endless_row_of_stops_is_one_sentence() -> None:
    """Nothing follows the stops that a sentence could begin with."""
    assert sentences("." * LENGTH) == ((0, LENGTH),)


def test_a_quoted_sentence_ends_where_its_marks_close() -> None:
    """Four closing marks belong to the sentence before, a fifth to the next; far stops are not seen."""
    text = "He left.”’») She came. He slept."
    assert text[slice(*quoted_sentence(text, 13, 16))] == "She came."
    far = "a " * LENGTH
    assert quoted_sentence(far, LENGTH, LENGTH + 1) == (LENGTH - 1500, LENGTH + 1501)


@pytest.mark.parametrize("sign", ["a", "1", ".", "`", "@"])
def test_addresses_go_from_a_text_behind_an_endless_word(sign: str) -> None:
    """A handle is in no language, and neither is a web address."""
    assert plain(sign * LENGTH + " see me@example.org now").endswith(" see   now")


def test_an_endless_name_has_a_short_address() -> None:
    """A file's name has room for 255 bytes, and two such names still have two addresses."""
    one, other = entities_of(shown("Aa" * LENGTH, "Aa" * LENGTH + "b"))
    assert len(one.id) <= 80
    assert other.id == f"{one.id}-2"


def test_a_name_with_a_number_never_takes_the_address_of_another() -> None:
    """`Agent!` is numbered behind `Agent`, and `Agent 2` is a name of its own."""
    assert len({one.id for one in entities_of(shown("Agent", "Agent!", "Agent 2", "agent", "Agent-2"))}) == 5
