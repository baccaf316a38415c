"""A language's words for spans of days, lists and sentences, as its readers write them."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from build_dossier.messages import available, catalogue
from build_dossier.model import Days, Message
from build_dossier.pages.words import Words

NOVEMBER = Days(date(2023, 11, 17), date(2023, 11, 20))
MONTHS = Days(date(2023, 10, 30), date(2023, 11, 3))
EITHER = Days(date(2023, 10, 31), date(2023, 11, 2))

SPANS = {
    "en": ("November 17 – 19, 2023", "October 30 – November 2, 2023", "October 31 or November 1, 2023"),
    "de": ("17.–19. November 2023", "30. Oktober – 2. November 2023", "31. Oktober oder 1. November 2023"),
    "es": (
        "17–19 de noviembre de 2023",
        "30 de octubre – 2 de noviembre de 2023",
        "31 de octubre o 1 de noviembre de 2023",
    ),
    "ru": ("17—19 ноября 2023 г.", "30 октября — 2 ноября 2023 г.", "31 октября или 1 ноября 2023 г."),
    "fa": ("17–19 نوامبر 2023", "30 اکتبر–2 نوامبر 2023", "31 اکتبر یا 1 نوامبر 2023"),
    "ja": ("2023年11月17日～19日", "2023年10月30日～11月2日", "2023年10月31日または11月1日"),
    "zh": ("2023年11月17日 – 19日", "2023年10月30日 – 11月2日", "2023年10月31日或11月1日"),
    "zh-Hant": ("2023年11月17日至19日", "2023年10月30日至11月2日", "2023年10月31日或11月1日"),
    "hu": ("2023. november 17–19.", "2023. október 30. – november 2.", "2023. október 31. vagy november 1."),
}


def when(code: str, edtf: str, days: Days) -> str:
    return Markup(Words(catalogue(code)).when(edtf, days)).striptags()


@pytest.mark.parametrize("code", SPANS)
def test_a_span_of_days_names_each_month_and_year_once(code: str) -> None:
    """Within a month, across two, and one day or the other."""
    within, across, either = SPANS[code]
    assert when(code, "2023-11-17/2023-11-19", NOVEMBER) == within
    assert when(code, "2023-10-30/2023-11-02", MONTHS) == across
    assert when(code, "[2023-10-31,2023-11-01]", EITHER) == either


@pytest.mark.parametrize("code", available())
def test_a_span_has_one_dash_in_every_language(code: str) -> None:
    """Both days, the month and the year stand in it, and something between the days."""
    said = when(code, "2023-11-17/2023-11-19", NOVEMBER)
    first, between, rest = said.partition("17")
    assert between
    assert "19" in rest
    assert "2023" in first + rest
    assert sum(rest.partition("19")[0].count(dash) for dash in "–—-~～至") == 1


LISTS = {
    "en": "A, B; done.",
    "ar": "A، B; done.",
    "zh": "A、B; done。",
    "hi": "A, B; done।",
    "th": "A, B; done",
}


@pytest.mark.parametrize("code", LISTS)
def test_lists_and_sentences_end_as_their_language_has_it(code: str) -> None:
    """Several words stand between the language's commas, and a sentence gets its full stop once."""
    words = Words(catalogue(code))
    listed = words.say(Message.of("{words}; done", words=("A", "B")))
    assert words.sentence(Markup(listed)).strip() == LISTS[code]
    assert words.sentence(words.sentence(Markup(listed))).strip() == LISTS[code]


def test_each_word_of_a_list_keeps_its_own_language() -> None:
    """On a page in another language every word of it is marked."""
    said = Words(catalogue("ar")).said(
        Message.of("{names}", names=("OpenAI", "ألتمان")), "ar", {"OpenAI": "en"}
    )
    assert said == '<span lang="en" dir="ltr">OpenAI</span>، ألتمان'
