"""Related works: what a reader may want next, with the reason, and not everything to everything."""

from __future__ import annotations

from collections import Counter

import pytest

from build_dossier.extract.names import entities
from build_dossier.link.related import MOST, related
from build_dossier.link.works import works
from build_dossier.messages import english
from build_dossier.model import Article, Related, Work
from tests.dossier_values import article, mention
from tests.test_works import seed


def alone(articles: list[Article]) -> list[Work]:
    return [Work((one.id,)) for one in articles]


def said(link: Related) -> str:
    return "; ".join(english(reason) for reason in link.reasons)


def test_the_three_works_of_the_seeds_are_related() -> None:
    """Each pair of the three works is given once, by two articles in one language, with shared names."""
    articles = [seed(number) for number in range(5)]
    found = related(articles, works(articles), entities(articles), [])
    assert {(link.a, link.b) for link in found} == {("000", "003"), ("000", "004"), ("003", "004")}
    assert all("Sam Altman" in said(link) for link in found)


def test_a_shared_day_is_a_reason() -> None:
    """Two works that date something on one day say so."""
    one = article("a", ["Pada 18 November 2023 terjadi gempa."])
    other = article("b", ["Gempa 18 November 2023 itu kuat."])
    dates = [mention(text, "18 November 2023", "2023-11-18") for text in (one, other)]
    (link,) = related([one, other], alone([one, other]), [], dates)
    assert said(link) == "both date something on November 18, 2023"


def test_a_shared_month_is_no_reason() -> None:
    """A month or a year is in common with everything."""
    one, other = article("a", ["Pada November 2023."]), article("b", ["Sejak November 2023."])
    dates = [mention(text, "November 2023", "2023-11") for text in (one, other)]
    assert related([one, other], alone([one, other]), [], dates) == ()


def test_nothing_in_common_is_not_related() -> None:
    """Without a shared name, day or rare word there is no link."""
    articles = [
        article("a", ["Kata Andi Saputra di Medan."]),
        article("b", ["Ujar Rina Wulandari di Ambon."]),
    ]
    assert related(articles, alone(articles), entities(articles), []) == ()
    assert related([], [], [], []) == ()


def crowd(size: int = 60) -> list[Article]:
    """Return articles about one firm, in stories of five."""
    made = []
    for number in range(size):
        story = number // 5
        letter = chr(97 + story % 26) + chr(97 + story // 26) * (story > 25)
        other = f"{chr(97 + number % 26)}{chr(97 + number // 26)}"
        parts = [
            f"Today the company Zenbrook met Alder{letter}n Marsh{letter}ek in the office again.",
            f"Critics of Zenbrook doubt that Marsh{letter}ek knows about quartz{letter}ite mining.",
            f"Also the company Zenbrook hired Person{other}a this time.",
        ]
        made.append(article(f"s{story}-{number}", parts, "en", f"Zenbrook story {letter}"))
    return made


@pytest.mark.parametrize("size", [60, 300])
def test_a_large_dossier_does_not_link_everything(size: int) -> None:
    """What all share links nobody: works are related within their story, five each at most."""
    articles = crowd(size)
    found = related(articles, alone(articles), entities(articles), [])
    assert found
    within = sum(link.a.split("-")[0] == link.b.split("-")[0] for link in found)
    assert within >= 0.95 * len(found)
    degree = Counter(end for link in found for end in (link.a, link.b))
    assert max(degree.values()) <= MOST
    assert len(degree) == len(articles)


def test_every_link_has_a_reason_and_best_come_first() -> None:
    """No link without words for it; the order is by score."""
    articles = crowd()
    found = related(articles, alone(articles), entities(articles), [])
    assert all(link.reasons for link in found)
    assert [link.score for link in found] == sorted((link.score for link in found), reverse=True)
    assert found == related(articles, alone(articles), entities(articles), [])


def test_works_without_a_common_language_are_related_too() -> None:
    """People are people in any language."""
    one = article("a", ["Kata Ketua Andi Saputra di sana. Menurut Andi Saputra begitu."], "id")
    other = article("b", ["Der Minister Andi Saputra sagte viel. Andi Saputra sagte wenig."], "de")
    (link,) = related([one, other], alone([one, other]), entities([one, other]), [])
    assert (link.a, link.b) == ("a", "b")
    assert "Andi Saputra" in said(link)
