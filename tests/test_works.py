"""Works: which articles are translations of each other, how sure, and which block is which."""

from __future__ import annotations

import math
from itertools import combinations, pairwise, product
from pathlib import Path

import numpy as np
import pytest

from build_dossier.link.align import align, align_lines, row_ids
from build_dossier.link.days import Days
from build_dossier.link.features import numbers, profile
from build_dossier.link.works import CERTAIN, POSSIBLE, Link, links, translations, works
from build_dossier.messages import english
from build_dossier.model import Article
from tests.dossier_values import article

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
LANGUAGES = ("id", "de", "fr", "id", "id")


def lines(number: int) -> list[str]:
    return [line for line in SEEDS[number].read_text(encoding="utf-8").split("\n") if line.strip()]


def seed(number: int, language: str = "", **values: str) -> Article:
    title, *rest = lines(number)
    return article(f"00{number}", rest, language or LANGUAGES[number], title, **values)  # type: ignore[arg-type]


def groups(*articles: Article) -> list[tuple[str, ...]]:
    return [work.articles for work in works(articles)]


def test_seeds_are_three_works() -> None:
    """000, 001 and 002 are one work in three languages; 003 and 004 stand alone."""
    found = works([seed(number) for number in range(5)])
    assert [work.articles for work in found] == [("000", "001", "002"), ("003",), ("004",)]
    assert found[0].score >= CERTAIN
    assert [work.score for work in found[1:]] == [1.0, 1.0]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2)])
def test_two_articles_are_enough(one: int, other: int) -> None:
    """A dossier of two texts, with no others to compare with, still knows a translation."""
    assert groups(seed(one), seed(other)) == [(f"00{one}", f"00{other}")]


@pytest.mark.parametrize(("one", "other"), [(1, 3), (1, 4), (2, 3), (2, 4)])
def test_the_same_story_is_no_translation(one: int, other: int) -> None:
    """Two papers' own reports on one event are not linked, even with nothing to compare them with."""
    assert groups(seed(one), seed(other)) == [(f"00{one}",), (f"00{other}",)]
    assert all(link.probability < 0.6 for link in links([profile(seed(one)), profile(seed(other))]))


@pytest.mark.parametrize(("across", "works"), [(1, 2), (5, 1)])
def test_one_pair_does_not_join_groups_whose_others_do_not_fit(
    monkeypatch: pytest.MonkeyPatch, across: int, works: int
) -> None:
    """Two works of three versions stay two where one pair alone speaks for one, however surely."""
    texts = [article(code, ["Text."], code) for code in ("de", "en", "es", "fr", "it", "pt")]
    ids = [text.id for text in texts]
    within = [*combinations(ids[:3], 2), *combinations(ids[3:], 2)]
    between = list(product(ids[:3], ids[3:]))[:across]
    found = [Link(a, b, 0.999, {}) for a, b in within] + [Link(a, b, 0.95, {}) for a, b in between]
    monkeypatch.setattr("build_dossier.link.works.links", lambda *_: found)
    assert len(translations(texts)[0]) == works


def test_a_work_says_why() -> None:
    """The evidence names what the versions have in common, in sentences."""
    work = works([seed(0), seed(1), seed(2)])[0]
    said = [english(reason) for reason in work.evidence]
    assert any("34 of 34 paragraphs" in reason for reason in said)
    assert any("OpenAI" in reason and "names" in reason for reason in said)
    assert any("2018" in reason and "2024" in reason for reason in said)


def test_two_articles_of_one_language_never_share_a_work() -> None:
    """A copy in the same language stays a work of its own."""
    copy = article("copy", lines(0)[1:], "id", lines(0)[0])
    found = groups(seed(0), copy, seed(1))
    assert sorted(map(len, found)) == [1, 2]
    assert not any({"000", "copy"} <= set(group) for group in found)


def test_every_article_is_in_one_work() -> None:
    """No article is lost or doubled; an empty dossier has no works."""
    articles = [seed(number) for number in range(5)] + [
        article("empty", [], "de", ""),
        article("und", ["?"], "und"),
    ]
    assert sorted(one for group in groups(*articles) for one in group) == sorted(one.id for one in articles)
    assert works([]) == ()


def test_other_numbers_in_titles_forbid_a_link() -> None:
    """Part 1 is no translation of Teil 2, however alike the rest."""
    one = article("one", lines(0)[1:], "id", "OpenAI bagian 1")
    assert groups(one, article("two", lines(1)[1:], "de", "OpenAI Teil 2")) == [("one",), ("two",)]
    assert groups(one, article("two", lines(1)[1:], "de", "OpenAI Teil 1")) == [("one", "two")]


def test_days_speak_for_or_against_a_link() -> None:
    """The nearer the stated days, the likelier; less where a dossier is of few days; never enough alone."""

    def worth(one: str, other: str, *more: str) -> float:
        stated = [article(day, [], "id", stated=f"2023-11-{day}" if day else "") for day in (one, *more)]
        profiles = [profile(text) for text in (*stated, article("o", [], "de", stated=f"2023-11-{other}"))]
        return float(Days(profiles).between(np.array([0]), np.array([len(stated)]))[0])

    assert worth("20", "20") > worth("20", "22") > 0.0 > worth("20", "29") > worth("03", "29")
    assert worth("20", "20") > worth("20", "20", *["20"] * 40)
    assert worth("", "20") == 0.0
    assert max(abs(worth("20", "20")), abs(worth("03", "29"))) < math.log(CERTAIN / (1 - CERTAIN))


def test_a_doubtful_pair_is_likelier_among_translations() -> None:
    """What share of a dossier's nearest pairs are translations counts for the others."""
    alone = links([profile(seed(0)), profile(digest("digest"))])
    stories = [
        article(
            f"{at}{language}", [f"{word} {name} {word} {at * 317}. " * 5 for name in ("Tor", "Ner")], language
        )
        for at in range(1, 7)
        for language, word in (("id", f"Kota{at}"), ("de", f"Kota{at}"))
    ]
    among = links([profile(text) for text in (seed(0), digest("digest"), *stories)])
    wanted = [link for found in (alone, among) for link in found if {link.a, link.b} == {"000", "digest"}]
    assert wanted[0].probability < wanted[1].probability


def test_dates_months_apart_forbid_a_link() -> None:
    """Stated dates more than a month apart need the curator."""
    assert groups(seed(0, stated="2023-11-18"), seed(1, stated="2024-03-18")) == [("000",), ("001",)]
    assert groups(seed(0, stated="2023-11-18"), seed(1, stated="2023-11-20")) == [("000", "001")]


def test_translation_that_lacks_paragraphs_is_still_one() -> None:
    """A tenth of the paragraphs left out does not part a work, and shows as gaps."""
    title, *rest = lines(1)
    short = article("short", rest[:12] + rest[15:], "de", title)
    work = works([seed(0), short])[0]
    assert work.articles == ("000", "short")
    assert [row for row in work.alignment if row[1] < 0] == [(12, -1), (13, -1), (14, -1)]


@pytest.mark.parametrize(("one", "other"), [(0, 1), (0, 2), (1, 2)])
def test_lines_of_seeds_align_one_to_one(one: int, other: int) -> None:
    """The 35 non-blank lines of 000, 001 and 002 stand for each other."""
    found = align_lines(lines(one), lines(other))
    assert found == tuple((at, at) for at in range(35))


def test_blocks_of_three_seeds_align_one_to_one() -> None:
    """With three versions each row holds the same block of all."""
    work = works([seed(0), seed(1), seed(2)])[0]
    assert work.alignment == tuple((at, at, at) for at in range(34))


def test_alignment_of_one_article_is_its_blocks() -> None:
    """A work of one article has a row a block, and no articles have no rows."""
    assert align([seed(3)]).alignment == tuple((at,) for at in range(17))
    assert align([]).alignment == ()


def test_a_block_that_only_later_versions_have_gets_one_row() -> None:
    """What the first version lacks stands in one row for all that have it."""
    title, *rest = lines(0)
    short = article("short", rest[:8] + rest[9:], "id", title)
    found = align([short, seed(1), seed(2)]).alignment
    assert (-1, 8, 8) in found
    assert sum(-1 in row for row in found) == 1


def test_alignment_keeps_every_block_in_order() -> None:
    """Of unlike texts too, each block stands in one row and the order stays."""
    articles = [seed(3), seed(1), seed(4)]
    found = align(articles).alignment
    for column, one in enumerate(articles):
        seen = [row[column] for row in found if row[column] >= 0]
        assert seen == list(range(len(one.blocks)))


def test_two_paragraphs_made_one_stand_beside_it() -> None:
    """A translator's merged paragraph is paired once and leaves one gap."""
    german = lines(1)
    merged = [*german[:10], f"{german[10]} {german[11]}", *german[12:]]
    found = align_lines(lines(0), merged)
    assert sum(-1 in pair for pair in found) == 1
    assert all(one < 0 or other < 0 or other in {one, one - 1} for one, other in found)


def test_a_merged_paragraph_is_no_gap() -> None:
    """Where a translator made one paragraph of two, the row that is left over says so, in each column."""
    german = lines(1)
    merged = article("merged", [*german[1:10], f"{german[10]} {german[11]}", *german[12:]], "de", german[0])
    for order in ([seed(0), merged, seed(2)], [merged, seed(0), seed(2)]):
        found = align(order)
        gaps = [(at, col) for at, row in enumerate(found.alignment) for col, one in enumerate(row) if one < 0]
        assert gaps == list(found.joined) != []
    assert align([seed(0), article("short", german[1:20], "de", german[0])]).joined == ()


def test_a_row_keeps_its_id_while_others_change() -> None:
    """A row's id is the same for every version, unique, and stays when another paragraph is edited."""
    texts = [seed(0), seed(1), seed(2)]
    before = works(texts)[0]
    assert len(set(before.rows)) == len(before.rows) == len(before.alignment)
    title, *rest = lines(0)
    edited = article("000", [*rest[:4], rest[4] + " Tambahan.", *rest[5:]], "id", title)
    after = works([edited, *texts[1:]])[0]
    assert [one == other for one, other in zip(before.rows, after.rows, strict=True)].count(False) == 1
    same = article("same", ["kata", "kata", "lain"], "id")
    assert row_ids([same], [(0,), (0,), (2,)])[1] == f"{same.blocks[0].id}-2"


def test_empty_texts_align() -> None:
    """Nothing against something is all gaps."""
    assert align_lines([], []) == ()
    assert align_lines(["a b c"], []) == ((0, -1),)
    assert align_lines([], ["a", "b"]) == ((-1, 0), (-1, 1))


def test_numbers_are_compared_without_their_grouping() -> None:
    """Thousands are grouped by dots, commas or spaces; dates are split."""
    assert numbers("1.500 Euro") == numbers("1,500 euros") == numbers("1\u202f500 euros") == {"#1500"}
    assert numbers("20/11") == numbers("20.11.") == {"#20", "#11"}
    assert numbers("keine") == frozenset()


def test_order_of_articles_does_not_change_works() -> None:
    """The same works come out whichever article stands first."""
    forwards = groups(*(seed(number) for number in range(5)))
    backwards = groups(*(seed(number) for number in reversed(range(5))))
    assert {frozenset(group) for group in forwards} == {frozenset(group) for group in backwards}


def test_large_dossiers_are_blocked_and_still_right() -> None:
    """Where not all pairs are compared, translations find each other by what is rare in them."""
    made = []
    for number in range(60):
        for language, title, words in (("id", "Kota", "lama di pasar"), ("de", "Stadt", "alt am Markt")):
            name, figure = f"Tor{number}ana", 1000 + 37 * number
            parts = [
                f"{words} {name} {figure} {words} " * 3,
                f"{words} {words} {figure + 5} oleh Ner{number}is " * (2 + number % 3),
                f"{words} {figure * 3} " * 4,
            ]
            made.append(article(f"{language}{number}", parts, language, f"{title} {name}"))
    found = groups(*made, *(article(f"fr{at}", [f"rien {at}"], "fr", "Rien") for at in range(60)))
    wrong = [group for group in found if len({one[2:] for one in group}) > 1]
    assert not wrong
    assert sum(len(group) == 2 for group in found) >= 57


@pytest.mark.usefixtures("no_hang")
def test_very_long_blocks_are_compared() -> None:
    """A megabyte in one line, or three thousand lines, is no reason to give up."""
    works([article("a", ["kata " * 200_000], "id"), article("b", ["Wort " * 200_000], "de")])
    many = [f"{at} Wort {at % 7}" for at in range(3000)]
    found = align_lines(many, many[:-3])
    assert all(one[0] < other[0] for one, other in pairwise(found))


def digest(identity: str) -> Article:
    """Return the first sentence of every second paragraph of the German seed: a likely translation."""
    title, *rest = lines(1)
    return article(identity, [line.split(". ")[0] for line in rest[::2]], "de", title)


def test_likely_translations_are_proposed_and_not_linked() -> None:
    """Between possible and certain the curator is asked, with how likely it is."""
    found, proposals = translations([seed(0), digest("digest"), seed(3)])
    assert [work.articles for work in found] == [("000",), ("digest",), ("003",)]
    assert [(one.a, one.b) for one in proposals] == [("000", "digest")]
    assert all(POSSIBLE <= one.score < CERTAIN for one in proposals)


def test_the_curator_links_and_parts() -> None:
    """What is confirmed is a work and says why; what is denied is neither linked nor proposed."""
    articles = [seed(0), digest("digest"), seed(3)]
    pair = {frozenset(("000", "digest"))}
    confirmed, proposals = translations(articles, same=pair)
    assert confirmed[0].articles == ("000", "digest")
    assert english(confirmed[0].evidence[0]) == "the curator says so"
    assert not proposals
    denied, proposals = translations(articles, apart=pair)
    assert len(denied) == 3
    assert not any({one.a, one.b} == {"000", "digest"} for one in proposals)


def test_parted_texts_stay_apart_through_a_third() -> None:
    """A version that both are translations of does not bring them together again."""
    found, _ = translations([seed(0), seed(1), seed(2)], apart={frozenset(("000", "001"))})
    assert all(not {"000", "001"} <= set(work.articles) for work in found)
    assert sorted(len(work.articles) for work in found) == [1, 2]


def test_the_curator_cannot_put_two_articles_of_one_language_into_a_work() -> None:
    """They stay two works; the pipeline says so."""
    found, _ = translations([seed(0), seed(3)], same={frozenset(("000", "003"))})
    assert [work.articles for work in found] == [("000",), ("003",)]
