"""A language's words for spans of days, lists and sentences, as its readers write them."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

from build_dossier.messages import available, catalogue, own_digits
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
    "fa": ("۱۷–۱۹ نوامبر ۲۰۲۳", "۳۰ اکتبر–۲ نوامبر ۲۰۲۳", "۳۱ اکتبر یا ۱ نوامبر ۲۰۲۳"),
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
    opening, closing, year = (own_digits(part, catalogue(code).locale) for part in ("17", "19", "2023"))
    first, between, rest = said.partition(opening)
    assert between
    assert closing in rest
    assert year in first + rest
    assert sum(rest.partition(closing)[0].count(dash) for dash in "–—-~～至") == 1


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


def test_a_sentence_keeps_the_markup_of_the_words_in_it() -> None:
    """The full stop is put behind it; the languages of quoted words are not turned into text."""
    said = Words(catalogue("ar")).sentence(Markup('A <span lang="en" dir="ltr">word</span>'))
    assert said == 'A <span lang="en" dir="ltr">word</span>.'


@pytest.mark.parametrize(
    ("code", "names", "said"),
    [
        ("es", ["alemán", "inglés"], "alemán e inglés"),
        ("es", ["alemán", "hindi", "hielo"], "alemán, hindi y hielo"),
        ("he", ["Nordbau", "Elena"], "Nordbau ו־Elena"),
        ("he", ["אנגלית", "עברית"], "אנגלית ועברית"),
        ("th", ["Nordbau AG", "Tomas", "Elena"], "Nordbau AG, Tomas และ Elena"),
        ("th", ["ไทย", "ญี่ปุ่น"], "ไทยและญี่ปุ่น"),
    ],
)
def test_the_last_part_of_a_list_is_joined_as_the_next_word_asks(
    code: str, names: list[str], said: str
) -> None:
    """What CLDR's patterns leave out: e before i, a hyphen or a space before other letters."""
    assert Words(catalogue(code)).series(names) == said


@pytest.mark.parametrize(
    ("code", "alone", "span"),
    [
        ("en", "2019", "2019–2022"),
        ("hu", "2019", "2019–2022"),  # an ordinal only where more of the date follows
        ("ja", "2019年", "2019–2022年"),
        ("ko", "2019년", "2019–2022년"),
        ("fa", "۲۰۱۹", "۲۰۱۹–۲۰۲۲"),
    ],
)
def test_years_are_written_as_the_language_writes_them_alone(code: str, alone: str, span: str) -> None:
    """Without the mark that a longer date has, and with the word for the year once."""
    assert when(code, "2019", Days(date(2019, 1, 1), date(2020, 1, 1))) == alone
    assert when(code, "2019/2022", Days(date(2019, 1, 1), date(2023, 1, 1))) == span


def test_numbers_have_the_digits_of_their_language() -> None:
    """Persian has its own; Arabic papers print both kinds, and CLDR says the European ones."""
    persian, arabic = Words(catalogue("fa")), Words(catalogue("ar"))
    assert persian.number(2023) == persian.plural("{n} day", "{n} days", 2023).split()[0] == "۲٬۰۲۳"
    assert persian.percent(0.5) == "۵۰٪"
    assert arabic.number(17) == "17"


def test_a_weekday_beside_a_date_stands_as_a_name() -> None:
    """Finnish says "on Friday" in a sentence, and "Friday" in a margin."""
    assert Words(catalogue("fi")).weekday(date(2026, 3, 13)) == "perjantai"


def test_letters_of_the_other_direction_stand_apart() -> None:
    """Or names of Latin letters on an Arabic page would run from left to right, commas and all."""
    said = Words(catalogue("ar")).said(Message.of("{names}", names=("Nordbau AG", "ألتمان")))
    assert said == "<bdi>Nordbau AG</bdi>، ألتمان"
    assert Words(catalogue("de")).said(Message.of("{names}", names=("Nordbau AG",))) == "Nordbau AG"


@pytest.mark.parametrize(("code", "gap"), [("ja", ""), ("zh-Hant", ""), ("ko", " "), ("de", " ")])
def test_nothing_stands_behind_a_wide_full_stop(code: str, gap: str) -> None:
    """Japanese and Chinese put no space between sentences."""
    assert Words(catalogue(code)).gap == gap
