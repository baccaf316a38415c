"""Mentions of dates become the timeline's entries: one a happening, with every source and every doubt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from build_dossier.messages import english
from build_dossier.model import (
    Article,
    Conflict,
    DateMention,
    Entity,
    Event,
    Message,
    Published,
    TimeExpression,
    Work,
)
from build_dossier.timeline import docdate
from build_dossier.timeline.events import events
from build_dossier.timeline.grammar import expressions
from build_dossier.timeline.resolve import resolve
from build_dossier.timeline.sentences import clauses, in_speech, sentences
from tests.dossier_values import article, entity, mention, published_on, seeds, work

FRIDAY = "2023-11-17"


def timeline(
    articles: Sequence[Article],
    dates: Sequence[DateMention],
    entities: Sequence[Entity] = (),
    works: Sequence[Work] | None = None,
    published: str = "2023-11-22",
) -> tuple[Event, ...]:
    """Return the events of articles published on one day, each its own work unless told otherwise."""
    known: dict[str, Published] = {one.id: published_on(published) for one in articles}
    return events(articles, works or [work(one) for one in articles], dates, known, entities)


def weekday(text: Article, words: str, block: int | None = None, **values: Any) -> DateMention:
    """Return the mention of a Friday, the 17th of November 2023."""
    return mention(text, words, FRIDAY, block, shape="weekday", kind="relative", weekday=4, **values)


def quoted(text: Article, event: Event, language: str) -> str:
    """Return an event's label, checked against the block it is quoted from."""
    label = next(one for one in event.labels if one.language == language)
    assert text.blocks[label.block].text[label.block_start : label.block_end] == label.text
    return label.text


# --- the dismissal of a chief executive, told by three translations and two other articles --------

ID = article(
    "000",
    [
        "Dalam peristiwa yang mengejutkan, OpenAI telah memecat CEO Sam Altman dari dewan direksi.",
        "Perusahaan mengumumkan berita mengejutkan di blog mereka pada Jumat sore, menyatakan bahwa:",
        "Ini menandai arah perusahaan memasuki tahun 2024.",
    ],
)
DE = article(
    "001",
    [
        "In einer überraschenden Wendung hat OpenAI den CEO Sam Altman aus dem Vorstand entlassen.",
        "Das Unternehmen gab die Nachricht am späten Freitagnachmittag in seinem Blog bekannt und erklärte:",
        "Man wartet, wie sich dies auf die Entwicklung des Unternehmens bis 2024 auswirken wird.",
    ],
    "de",
)
FR = article(
    "002",
    [
        "Dans un retournement surprenant, OpenAI a démis le PDG Sam Altman du conseil.",
        "La société a annoncé la nouvelle choquante sur son blog vendredi après-midi, déclarant que :",
        "On attend de voir l'impact sur la trajectoire de l'entreprise jusqu'en 2024.",
    ],
    "fr",
)
TALK = article(
    "003",
    [
        "Jika Anda tidak menyadari situasinya, meskipun kami meragukannya, karena ini adalah pembicaraan di"
        " setiap surat kabar, baik yang berfokus pada teknologi atau tidak, Sam Altman, CEO OpenAI, dipecat"
        " pada hari Jumat, dan dalam waktu kurang dari seminggu. dia kembali ke posisinya.",
        "Sejak hari Jumat, Azure telah menerapkan komputasi baru.",
    ],
)
STAFF = article(
    "004",
    [
        "Ratusan staf OpenAI mengancam keluar pada Senin (20/11), dipicu oleh pemecatan CEO Sam Altman.",
        "Altman, yang dipecat oleh dewan pada hari Jumat (18/11), kini dipekerjakan oleh Microsoft.",
        "Pada Senin, ada pembicaraan bahwa OpenAI tertarik untuk memanggil Altman kembali.",
        '"Itulah yang terjadi pada hari Jumat. Dan kami yakin hal itu akan terjadi besok."',
    ],
)
SLIP = Conflict("weekday", FRIDAY, "2023-11-18", Message.of("18 November was a Saturday"), "004")
ALL = [ID, DE, FR, TALK, STAFF]
PEOPLE = [
    entity("Sam Altman", ALL, "Altman"),
    entity("OpenAI", ALL, kind="organisation"),
    entity("Microsoft", ALL, kind="organisation"),
]


def dismissal() -> list[DateMention]:
    """Return every date of the five articles."""
    monday: dict[str, Any] = {"shape": "date", "weekday": 0}
    return [
        weekday(ID, "Jumat sore", daypart="afternoon"),
        mention(ID, "memasuki tahun 2024", "2024", shape="year", year=2024),
        weekday(DE, "späten Freitagnachmittag", daypart="afternoon"),
        mention(DE, "bis 2024", "2024", shape="year", year=2024, modifier="until"),
        weekday(FR, "vendredi après-midi", daypart="afternoon"),
        mention(FR, "jusqu'en 2024", "2024", shape="year", year=2024, modifier="until"),
        weekday(TALK, "Jumat", 0, doubtful=True),
        mention(
            TALK, "Sejak hari Jumat", "2023-11-17/2023-11-22", shape="weekday", weekday=4, modifier="since"
        ),
        mention(STAFF, "Senin (20/11)", "2023-11-20", **monday),
        mention(STAFF, "Jumat (18/11)", FRIDAY, conflict=SLIP, weekday=4),
        mention(STAFF, "Senin", "2023-11-20", 2, **monday),
        weekday(STAFF, "Jumat", 3),
    ]


def five() -> tuple[Event, ...]:
    """Return the timeline of the five articles."""
    works = [work(ID, DE, FR), work(TALK), work(STAFF)]
    return timeline(ALL, dismissal(), PEOPLE, works)


def test_one_happening_told_by_five_articles_is_one_entry() -> None:
    """Translations, another article and one with a slip in its date all tell of the same Friday."""
    [event] = [one for one in five() if one.edtf == FRIDAY]
    assert [one.article for one in event.mentions] == ["000", "001", "002", "003", "004"]
    assert event.weight == 3
    assert event.conflicts == (SLIP,)
    assert event.doubtful


def test_each_language_gets_its_own_quotation() -> None:
    """Labels are exact quotations from that language's article, cut at clauses, the clearest one first."""
    [event] = [one for one in five() if one.edtf == FRIDAY]
    assert [one.language for one in event.labels] == ["id", "de", "fr"]
    assert quoted(TALK, event, "id") == "Sam Altman, CEO OpenAI, dipecat pada hari Jumat"
    assert quoted(DE, event, "de").startswith("Das Unternehmen gab die Nachricht am späten Freitagnachmittag")
    assert (
        quoted(FR, event, "fr")
        == "La société a annoncé la nouvelle choquante sur son blog vendredi après-midi"
    )


def test_a_place_and_a_day_alone_are_worded_by_the_sentence_after_them() -> None:
    """The words "Lindau, 14. März 2024." say where a text was written; what happened stands behind it."""
    words = "Lindau, 14. März 2024. Die Seebrücke ist gesperrt worden, teilte die Stadt mit. Es regnet."
    text = article("a", [words], "de", "Brücke gesperrt")
    [event] = timeline([text], [mention(text, "14. März 2024", "2024-03-14")], published="2024-03-14")
    assert quoted(text, event, "de").endswith("teilte die Stadt mit.")


def test_different_happenings_of_one_day_stay_apart() -> None:
    """Two things that one article tells of one Monday are two entries, though both name the same man."""
    mondays = [one for one in five() if one.edtf == "2023-11-20"]
    assert [len(one.mentions) for one in mondays] == [1, 1]


def test_a_bare_sentence_in_direct_speech_is_no_entry() -> None:
    """A reader of the timeline learns nothing from "That is what happened on Friday"."""
    told = [one.block for event in five() for one in event.mentions if one.article == "004"]
    assert 3 not in told


def test_translations_that_bound_a_date_differently_are_a_contradiction() -> None:
    """Where one version is "entering 2024" and two say "until 2024", the entry says so."""
    [event] = [one for one in five() if one.edtf == "2024"]
    assert [one.kind for one in event.conflicts] == ["translation"]
    assert event.conflicts[0].article == "000"
    assert "bis 2024" in english(event.conflicts[0].reason)
    assert event.future
    assert event.weight == 1


def test_entries_stand_in_order_and_have_ids_of_their_own() -> None:
    """The order is by day; an id is the day and four digits, and the same in every run."""
    made = five()
    assert [one.days.lo for one in made] == sorted(one.days.lo for one in made)
    assert len({one.id for one in made}) == len(made)
    assert all(one.id.startswith(f"e-{one.days.lo}-") for one in made)
    assert made == five()


# --- invented cases ------------------------------------------------------------------------------


def test_a_shared_date_alone_merges_nothing() -> None:
    """Two articles that date different things to one day have two entries, in one language and across two."""
    one = article("a", ["Die Bank Nordlicht schloss am Freitag ihre letzte Filiale in Husum."], "de")
    two = article("b", ["Der Sturm Ylva deckte am Freitag in Husum viele Dächer ab."], "de")
    three = article("c", ["Le musée de Lille a rouvert vendredi."], "fr")
    dates = [weekday(one, "am Freitag"), weekday(two, "am Freitag"), weekday(three, "vendredi")]
    names = [entity("Husum", [one, two, three], kind="place")]
    assert [len(event.mentions) for event in timeline([one, two, three], dates, names)] == [1, 1, 1]


def test_the_same_man_on_the_same_day_is_not_enough() -> None:
    """What he does must be the same too."""
    one = article("a", ["Olaf Scholz besuchte am Freitag eine Fabrik für Batterien."], "de")
    two = article("b", ["Am Freitag verteidigte Olaf Scholz den Haushalt vor dem Parlament."], "de")
    dates = [weekday(one, "am Freitag"), weekday(two, "Am Freitag")]
    assert len(timeline([one, two], dates, [entity("Olaf Scholz", [one, two])])) == 2


def test_a_third_article_does_not_chain_two_happenings_of_one_article() -> None:
    """An article that tells two things of a man on one day keeps two entries, whatever another one blends."""
    first = "Der Vorstand entließ Sam Altman am Freitag."
    second = "Sam Altman kündigte am Freitag eine Stiftung an."
    blend = "Am Freitag entließ der Vorstand Sam Altman und kündigte eine Stiftung an."
    one, two = article("a", [first, second], "de"), article("b", [blend], "de")
    dates = [weekday(one, "am Freitag", 0), weekday(one, "am Freitag", 1), weekday(two, "Am Freitag")]
    made = timeline([one, two], dates, [entity("Sam Altman", [one, two])])
    assert sorted(len(event.mentions) for event in made) == [1, 2]


def test_a_label_does_not_begin_with_a_pronoun_where_another_sentence_stands_alone() -> None:
    """The sentence that needs none before it is the clearer one, though the other comes first."""
    one = article("a", ["Er wurde am Freitag vom Vorstand entlassen, sagte Sam Altman selbst."], "de")
    two = article("b", ["Eins.", "Zwei.", "Drei.", "Der Vorstand entließ am Freitag Sam Altman."], "de")
    dates = [weekday(one, "am Freitag"), weekday(two, "am Freitag")]
    [event] = timeline([one, two], dates, [entity("Sam Altman", [one, two])])
    assert quoted(two, event, "de") == "Der Vorstand entließ am Freitag Sam Altman."


def test_two_languages_meet_in_the_person_and_the_day() -> None:
    """Across languages one person with one happening on that day in both articles is the same happening."""
    one = article("a", ["Der Vorstand entließ Sam Altman am Freitag."], "de")
    two = article("b", ["Le conseil a renvoyé Sam Altman vendredi."], "fr")
    dates = [weekday(one, "am Freitag"), weekday(two, "vendredi")]
    [event] = timeline([one, two], dates, [entity("Sam Altman", [one, two])])
    assert event.weight == 2
    assert [label.language for label in event.labels] == ["de", "fr"]


def test_two_languages_stay_apart_when_the_person_has_two_happenings_that_day() -> None:
    """Nobody can tell which of the two the other language means: then there is no merging."""
    one = article(
        "a", ["Der Vorstand entließ Sam Altman am Freitag.", "Sam Altman flog am Freitag heim."], "de"
    )
    two = article("b", ["Le conseil a renvoyé Sam Altman vendredi."], "fr")
    dates = [weekday(one, "am Freitag", 0), weekday(one, "am Freitag", 1), weekday(two, "vendredi")]
    assert len(timeline([one, two], dates, [entity("Sam Altman", [one, two])])) == 3


def test_sources_that_disagree_by_a_day_are_one_entry_with_both_readings() -> None:
    """Nearly the same words about the same woman, a day apart: a contradiction, not two happenings."""
    first = "Ministerin Anna Weber eröffnete die erneuerte Brücke über den Fluss am Freitag."
    second = "Ministerin Anna Weber eröffnete die erneuerte Brücke über den Fluss am 18. November 2023."
    one, two = article("a", [first], "de"), article("b", [second], "de")
    three = article("c", [first.replace("am Freitag", "am 17. November")], "de")
    dates = [
        weekday(one, "am Freitag"),
        mention(two, "am 18. November 2023", "2023-11-18", year=2023, month=11, day=18),
        mention(three, "am 17. November", FRIDAY, month=11, day=17),
    ]
    [event] = timeline([one, two, three], dates, [entity("Anna Weber", [one, two, three])])
    assert event.edtf == FRIDAY
    [conflict] = event.conflicts
    assert (conflict.kind, conflict.shown, conflict.other, conflict.article) == (
        "sources",
        FRIDAY,
        "2023-11-18",
        "b",
    )


def announced(day: str, first: str, second: str, told: str, published: tuple[str, str]) -> tuple[Event, ...]:
    """Return the timeline of an announcement for Friday 17 November and of a later text that says `day`."""
    one, two = article("a", [first], "de"), article("b", [second], "de")
    dates = [weekday(one, "am Freitag"), mention(two, told, day, shape="weekday", kind="relative", weekday=0)]
    known = {"a": published_on(published[0]), "b": published_on(published[1])}
    return events([one, two], [work(one), work(two)], dates, known, [entity("Olga Hein", [one, two])])


PLANNED = "Der Prozess gegen die Ministerin Olga Hein beginnt am Freitag vor dem Landgericht."
PUT_OFF = "Der Prozess gegen die Ministerin Olga Hein beginnt erst am Montag vor dem Landgericht."
BEGUN = "Der Prozess gegen die Ministerin Olga Hein hat am Montag vor dem Landgericht begonnen."


@pytest.mark.parametrize(("later", "published"), [(PUT_OFF, "2023-11-16"), (BEGUN, "2023-11-21")])
def test_a_later_report_overtakes_an_announcement(later: str, published: str) -> None:
    """Put off before its day or begun on another one: the later day is shown, and both readings."""
    [event] = announced("2023-11-20", PLANNED, later, "am Montag", ("2023-11-14", published))
    assert (event.edtf, event.doubtful) == ("2023-11-20", True)
    [conflict] = event.conflicts
    assert (conflict.kind, conflict.shown, conflict.other, conflict.article) == (
        "overtaken",
        "2023-11-20",
        FRIDAY,
        "a",
    )
    assert "November 14, 2023 expects it on November 17, 2023 (“am Freitag”)" in english(conflict.reason)


def test_what_only_resembles_an_announcement_overtakes_nothing() -> None:
    """A week later, in other words or before the announcement it is another happening."""
    again = PLANNED.replace("am Freitag", "am Montag")
    assert len(announced("2023-11-27", PLANNED, again, "am Montag", ("2023-11-14", "2023-11-24"))) == 2
    other = "Die Ministerin Olga Hein besuchte am Montag eine Fabrik."
    assert len(announced("2023-11-20", PLANNED, other, "am Montag", ("2023-11-14", "2023-11-21"))) == 2
    assert len(announced("2023-11-13", PLANNED, BEGUN, "am Montag", ("2023-11-14", "2023-11-16"))) == 2


def test_a_translation_with_another_day_is_a_contradiction() -> None:
    """Aligned sentences are one happening even where one version dates it wrongly."""
    one = article("a", ["Das Schiff sank am Freitag."], "de")
    two = article("b", ["Le navire a coulé samedi."], "fr")
    dates = [
        weekday(one, "am Freitag"),
        mention(two, "samedi", "2023-11-18", shape="weekday", kind="relative", weekday=5),
    ]
    [event] = timeline([one, two], dates, works=[work(one, two)])
    assert event.edtf == FRIDAY
    assert [(one.kind, one.other) for one in event.conflicts] == [("translation", "2023-11-18")]


def test_a_dateline_is_no_part_of_the_wording() -> None:
    """Where the report was written is not what happened."""
    text = article("a", ["HUSUM - Der Sturm Ylva deckte am Freitag viele Dächer ab."], "de")
    text = replace(text, blocks=(replace(text.blocks[0], dateline=8),))
    [event] = timeline([text], [weekday(text, "am Freitag")])
    assert event.labels[0].text.startswith("Der Sturm")


def test_the_exact_day_within_its_week_is_one_happening() -> None:
    """A sentence with "this week" and "Thanksgiving" is one entry, on the day."""
    text = article("a", ["Minggu ini, banyak dari kita akan merayakan hari raya Thanksgiving."])
    week = mention(text, "Minggu ini", "2023-11-20/2023-11-26", shape="week", offset=0, unit="week")
    day = mention(text, "Thanksgiving", "2023-11-23", shape="holiday", holiday="us-thanksgiving")
    [event] = timeline([text], [week, day], published="2023-11-21")
    assert (event.edtf, event.future, len(event.mentions)) == ("2023-11-23", True, 2)


def test_durations_and_dates_without_days_make_no_entry() -> None:
    """A duration says how long, and "one day" says nothing."""
    text = article("a", ["Suatu hari Altman bekerja selama 4 tahun terakhir di OpenAI."])
    dates = [
        mention(
            text, "4 tahun terakhir", "2019/2023", shape="duration", count=4, unit="year", modifier="last"
        ),
        mention(text, "Suatu hari", None, kind="vague"),
    ]
    assert timeline([text], dates) == ()


@pytest.mark.parametrize(
    ("modifier", "days", "edtf"),
    [
        ("since", "2018", "2018/.."), ("until", "2018", "../2018"), ("early", "2018", "2018"),
        ("until", "2023-11-18/2023-11-19", "../2023-11-19"), ("since", "2023-11/2023-12", "2023-11/.."),
    ],
)  # fmt: skip
def test_what_began_or_ended_then_is_an_open_interval(modifier: str, days: str, edtf: str) -> None:
    """What is so since 2018 did not happen in 2018 alone, and the entry does not say so."""
    text = article("a", ["Mira Murati arbeitet seit 2018 bei OpenAI in San Francisco."], "de")
    [event] = timeline([text], [mention(text, "seit 2018", days, shape="year", modifier=modifier)])
    assert event.edtf == edtf


def test_doubt_is_kept_and_lifted_by_a_sure_source() -> None:
    """An entry is doubtful while all its mentions are; a sure one lifts the doubt and gives the date."""
    one = article("a", ["Der Vorstand entließ Sam Altman am Freitag."], "de")
    two = article("b", ["Am Freitag entließ der Vorstand seinen Chef Sam Altman."], "de")
    names = [entity("Sam Altman", [one, two])]
    unsure = weekday(one, "am Freitag", doubtful=True, edtf=f"{FRIDAY}?")
    [alone] = timeline([one], [unsure], names)
    [both] = timeline([one, two], [unsure, weekday(two, "Am Freitag")], names)
    assert (alone.doubtful, alone.edtf) == (True, f"{FRIDAY}?")
    assert (both.doubtful, both.edtf) == (False, FRIDAY)


def test_what_lies_ahead_of_every_article_is_future() -> None:
    """An event is ahead only while no article was published on its day or later."""
    one = article("a", ["Der Prozess gegen Olga Hein beginnt am Freitag."], "de")
    names = [entity("Olga Hein", [one])]
    assert timeline([one], [weekday(one, "am Freitag")], names, published="2023-11-16")[0].future
    assert not timeline([one], [weekday(one, "am Freitag")], names, published="2023-11-17")[0].future
    unknown = {one.id: published_on("")}
    assert not events([one], [work(one)], [weekday(one, "am Freitag")], unknown, names)[0].future


def test_without_names_and_works_everything_still_has_an_entry() -> None:
    """An article in a language without a pack gets its entries too."""
    text = article("a", ["Mkurugenzi alifukuzwa kazi siku ya Ijumaa."], "sw")
    [event] = events([text], [], [weekday(text, "Ijumaa")], {}, [])
    assert event.labels[0].text == text.blocks[0].text


@pytest.mark.usefixtures("no_hang")
def test_many_tellings_of_one_day_take_no_time() -> None:
    """Four hundred articles on one man on one day are one entry; a step that is not linear would hang."""
    articles = [
        article(f"{n:03}", [f"Der Vorstand Nummer{n} entließ Sam Altman am Freitag."], "de")
        for n in range(400)
    ]
    names = [entity("Sam Altman", articles)]
    dates = [weekday(one, "am Freitag") for one in articles]
    assert [one.weight for one in timeline(articles, dates, names)] == [400]


# --- sentences -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('"Tn. Altman mengikuti proses." Ia pergi.', ['"Tn. Altman mengikuti proses."', "Ia pergi."]),
        ("M. Dupont est parti. Il revient.", ["M. Dupont est parti.", "Il revient."]),
        ("Siehe z. B. den 17. November. Dann 3.5 Grad.", ["Siehe z. B. den 17. November.", "Dann 3.5 Grad."]),
        ("Dr. Who met Mr. Bean in the U.S. Senate. Ok?", ["Dr. Who met Mr. Bean in the U.S. Senate.", "Ok?"]),
        ("Libur besar di AS. Kami senang!", ["Libur besar di AS.", "Kami senang!"]),
        ("昨日発表した。今日は休み。", ["昨日発表した。", "今日は休み。"]),
        ("seminggu. dia kembali", ["seminggu. dia kembali"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_at_full_stops_and_not_at_abbreviations(text: str, parts: list[str]) -> None:
    """By punctuation alone, in any script; in doubt a sentence runs on."""
    assert [text[lo:hi] for lo, hi in sentences(text)] == parts


def test_clauses_lie_between_commas_colons_and_dashes() -> None:
    """A number's comma and a bracket are no border."""
    text = "Altman, yang dipecat (18/11), menerima 1,5 juta – katanya: selesai"
    assert [text[lo:hi] for lo, hi in clauses(text, 0, len(text))] == [
        "Altman", "yang dipecat (18/11)", "menerima 1,5 juta", "katanya", "selesai",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ['Er sagte "Nein X" dann', "Er sagte „Nein X“ dann", "Il dit « Non X » puis", "He: “No X” so"]
)
def test_speech_lies_between_quotation_marks(text: str) -> None:
    """Of any of the languages' own marks."""
    assert in_speech(text, text.index("X"))
    assert not in_speech(text, 1)
    assert not in_speech(text, len(text) - 1)


@pytest.mark.usefixtures("no_hang")
def test_hostile_text_costs_linear_time() -> None:
    """A megabyte without a sentence in it is split without a hang, and nothing of it is lost."""
    for text in ("1. " * 330_000, '"' * 1_000_000, "a" * 1_000_000, ", " * 500_000):
        assert sentences(text)[0][0] == 0
        assert all(0 <= lo < hi <= len(text) for lo, hi in clauses(text, 0, len(text)))


def test_events_do_not_change_what_they_are_given() -> None:
    """The mentions of an event are the very values that came in."""
    given = dismissal()
    kept = {(one.article, one.start) for event in five() for one in event.mentions}
    assert kept <= {(one.article, one.start) for one in given}
    assert replace(given[0]) == given[0]
    assert isinstance(given[0].expression, TimeExpression)


# --- with the real grammar -----------------------------------------------------------------------


def resolved(articles: Sequence[Article]) -> tuple[dict[str, Published], list[DateMention]]:
    """Return when the articles were published and what their dates mean."""
    said = {one.id: expressions(one) for one in articles}
    known = dict(docdate.published(articles, said))
    return known, [found for one in articles for found in resolve(one, said[one.id], known[one.id])]


def test_the_dismissal_in_the_seeds_is_one_entry_with_its_contradiction() -> None:
    """All five seeds tell of Friday 17 November 2023, one of them with a slip; nothing else joins them."""
    articles = seeds()
    known, dates = resolved(articles)
    people = [entity("Sam Altman", articles, "Altman"), entity("OpenAI", articles, kind="organisation")]
    made = events(articles, [work(*articles[:3]), work(articles[3]), work(articles[4])], dates, known, people)
    [event] = [one for one in made if any(found.text == "Jumat (18/11)" for found in one.mentions)]
    assert event.edtf == FRIDAY
    assert [(found.article, found.text) for found in event.mentions] == [
        ("000", "Jumat sore"),
        ("001", "späten Freitagnachmittag"),
        ("002", "vendredi après-midi"),
        ("003", "Jumat"),
        ("004", "Jumat (18/11)"),
    ]
    assert [one.kind for one in event.conflicts] == ["weekday"]
    assert event.weight == 3
    assert len([one for one in made if one.edtf == "2023-11-20"]) == 4
    assert [one.kind for one in made[-1].conflicts] == ["translation"]


@pytest.mark.usefixtures("no_hang")
def test_a_long_line_of_dates_is_no_burden() -> None:
    """A hundred thousand letters of weekdays in one line are one day; a step that is not linear hangs."""
    text = article("a", ["Altman Freitag, 20.11. " * 4000], "de", stated="2023-11-18")
    known, dates = resolved([text])
    made = events([text], [work(text)], dates, known, [entity("Altman", [text])])
    assert {one.edtf for one in made} >= {"2023-11-20"}
