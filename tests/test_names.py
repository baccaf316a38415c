"""Names: who and what the texts name, folded over languages, surnames, genitives and slips."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_dossier.errors import PackError
from build_dossier.extract.names import entities
from build_dossier.extract.names_people import one_swap
from build_dossier.languages import names as pack_names
from build_dossier.languages.names import name_pack
from build_dossier.model import Article, Entity
from tests.dossier_values import article

CASES = sorted((Path(__file__).parent / "cases" / "names").glob("*.txt"))
SEEDS = Path(__file__).parent.parent / "seeds"

BOILERPLATE = (
    "Diterbitkan", "Veröffentlicht", "Publié", "sam altman di", "Sam Altman auf Tw", "Sam Altman sur Tw",
    "Daftar untuk", "Melden Sie", "Inscrivez", "Nasional Mondial", "Foto :", "A   A", "Redaktur", "Penulis",
    "Komentar", "()", "Top",
)  # fmt: skip
PEOPLE = {
    "Sam Altman", "Mira Murati", "Greg Brockman", "Satya Nadella", "Ilya Sutskever", "Emmett Shear",
    "Miguel Fierro",
}  # fmt: skip
RIGHT = PEOPLE | {
    "OpenAI", "Microsoft", "ChatGPT", "DALL-E", "X", "AS", "Redmond", "TIME", "San Francisco", "Twitter",
    "Amazon Twitch", "Amazon", "Twitch", "Azure", "Bloomberg", "California", "MSR", "OpenAI DevDay",
    "DevDay", "Silicon Valley", "Musk", "Orca", "Tepi",
}  # fmt: skip
"""What a reader would call a name in the kept text of the seeds (Tepi is a magazine's translated name)."""


def found(parts: list[Article]) -> dict[str, Entity]:
    return {entity.name: entity for entity in entities(parts)}


def seeds() -> list[Article]:
    """Return the seeds as articles, by hand: this test is about names, not about cleaning."""
    made = []
    for path, language in zip(sorted(SEEDS.glob("*.txt")), ("id", "de", "fr", "id", "id"), strict=True):
        text = path.read_text(encoding="utf-8")
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        kept = [line for line in lines if not line.startswith(BOILERPLATE)]
        title = kept.pop(0) if path.name[:3] != "003" else "Sam Altman"
        kinds = {at: "heading" for at, line in enumerate(kept) if len(line) < 60 and line[-1].isalnum()}
        kinds |= {at: "attribution" for at, line in enumerate(kept) if line in {"Microsoft", "Satya Nadella"}}
        made.append(article(path.stem, kept, language, title, kinds=kinds))  # type: ignore[arg-type]
    return made


def parse(path: Path) -> tuple[Article, dict[str, list[str]]]:
    text, _, output = path.read_text(encoding="utf-8").partition("\n# output\n")
    language, *paragraphs = [line for line in text.split("\n") if line]
    expected = dict(line.split(": ", 1) for line in output.strip().split("\n"))
    return article(path.stem, paragraphs, language, ""), {
        key: row.split(", ") for key, row in expected.items()
    }


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_names_of_case_are_found_with_their_kind(path: Path) -> None:
    """Each case lists names by kind, slips, and words that are no names."""
    text, expected = parse(path)
    names = found([text])
    for kind in ("person", "organisation", "place", "product", "other"):
        for name in expected.get(kind, []):
            assert name in names, (name, sorted(names))
            assert names[name].kind == kind, name
    for name in expected.get("no", []):
        assert name not in names
    slips = {v.text: name for name, entity in names.items() for v in entity.variants if v.slip}
    assert slips == dict(slip.split(" = ") for slip in expected.get("slip", []))


def test_seeds_name_seven_people() -> None:
    """All seven people of the seeds are found, each once and as a person."""
    people = {entity.name for entity in entities(seeds()) if entity.kind == "person"}
    assert people == PEOPLE


def test_seeds_name_their_organisations() -> None:
    """The organisations, places and products a reader looks for are there."""
    kinds = {entity.name: entity.kind for entity in entities(seeds())}
    wanted = {
        "OpenAI": "organisation",
        "Microsoft": "organisation",
        "TIME": "organisation",
        "Bloomberg": "organisation",
        "ChatGPT": "product",
        "DALL-E": "product",
        "San Francisco": "place",
        "Silicon Valley": "place",
    }
    assert {name: kinds.get(name) for name in wanted} == wanted


def test_nine_in_ten_names_of_seeds_are_names() -> None:
    """What is shown is right at a precision of .9 at least."""
    names = [entity.name for entity in entities(seeds())]
    wrong = [name for name in names if name not in RIGHT]
    assert len(wrong) <= 0.1 * len(names), wrong


def test_slips_of_seeds_lead_to_right_name() -> None:
    """OpenAl, Altam and Borckman are slips of the right entities."""
    slips = {v.text: entity.name for entity in entities(seeds()) for v in entity.variants if v.slip}
    assert slips == {"OpenAl": "OpenAI", "Sam Altam": "Sam Altman", "Borckman": "Greg Brockman"}


def test_mentions_stand_in_source_where_they_say() -> None:
    """Block and source offsets both give the words as written."""
    parts = seeds()
    by_id = {part.id: part for part in parts}
    for entity in entities(parts):
        for mention in entity.mentions:
            text = by_id[mention.article]
            assert text.source.text[mention.start : mention.end] == mention.text
            if mention.block >= 0:
                block = text.blocks[mention.block].text
                assert block[mention.block_start : mention.block_end] == mention.text


def test_names_that_meet_are_parted_where_each_stands_alone() -> None:
    """In "Obwohl Sam Altman OpenAI verlassen hat" two names meet: Sam Altman and OpenAI."""
    parts = seeds()
    altman = next(entity for entity in entities(parts) if entity.name == "Sam Altman")
    german = [mention.text for mention in altman.mentions if mention.article.startswith("001")]
    assert german.count("Sam Altman") == parts[1].source.text.count("Sam Altman")


def test_titles_and_captions_are_searched() -> None:
    """Names in a title and a caption have blocks -1 and -2."""
    text = article(
        "a",
        ["Ketua Budi Santoso tiba. Budi Santoso pergi."],
        "id",
        "Budi Santoso Tiba",
        caption="Ketua Budi Santoso (kiri)",
    )
    blocks = {mention.block for mention in found([text])["Budi Santoso"].mentions}
    assert blocks == {-1, -2, 0}


def test_a_first_name_means_the_one_who_bears_it_in_the_article() -> None:
    """Sam is Sam Altman where no other Sam is named, and nobody where two are."""
    one = article("a", ["The chief Sam Altman came. Altman sat with Sam, and Altman left with Sam."], "en")
    spellings = {variant.text for variant in found([one])["Sam Altman"].variants}
    assert "Sam" in spellings
    two = article("b", ["CEO Sam Altman met Senator Sam Nunn. Altman saw Nunn, and Altman heard Sam."], "en")
    for entity in entities([two]):
        assert "Sam" not in {variant.text for variant in entity.variants} or entity.kind != "person"


def test_two_people_with_one_surname_stay_apart() -> None:
    """A lone surname that two people bear in an article is given to neither."""
    text = article(
        "a", ["President Joe Biden came with lawyer Hunter Biden. Later Biden spoke, said Biden."], "en"
    )
    names = found([text])
    assert {"Joe Biden", "Hunter Biden"} <= set(names)
    assert all(len(names[name].mentions) == 1 for name in ("Joe Biden", "Hunter Biden"))


def test_similar_surnames_are_no_slips() -> None:
    """Anderson and Andersen, Meyer and Meier are different people."""
    text = article(
        "a",
        [
            "Minister Paul Anderson spoke. Anderson left. Anderson came. Anderson ate.",
            "Judge Lena Andersen spoke. Andersen left, and Anderson met Andersen.",
        ],
        "en",
    )
    names = found([text])
    assert {"Paul Anderson", "Lena Andersen"} <= set(names)
    assert not any(variant.slip for entity in names.values() for variant in entity.variants)


def test_small_spelling_of_openai_is_no_slip() -> None:
    """A name with capitals inside is known without them too."""
    text = article("a", ["The company OpenAI and OpenAI staff; I loved my time at openai."], "en")
    variants = {variant.text: variant.slip for variant in found([text])["OpenAI"].variants}
    assert variants == {"OpenAI": False, "openai": False}


def test_a_language_without_a_pack_still_finds_names() -> None:
    """Dutch has no pack: repeated capitals within sentences are enough."""
    text = article("a", ["Gisteren sprak Mark Rutte met Rutte. Later zag men Mark Rutte in Den Haag."], "nl")
    assert "Mark Rutte" in found([text])


def test_a_country_is_one_place_in_all_languages() -> None:
    """Deutschland and Germany are spellings of one entity, by CLDR's territory."""
    parts = [
        article("a", ["Er kam aus Deutschland nach Jakarta. In Deutschland sagte er nichts."], "de"),
        article("b", ["He came from Germany and stayed."], "en"),
        article("c", ["Dia datang dari Jerman."], "id"),
    ]
    place = found(parts)["Deutschland"]
    assert {variant.text for variant in place.variants} == {"Deutschland", "Germany", "Jerman"}


KNOWN = article(
    "a",
    [
        "The company Microsoft hired Sam Altman, chief of OpenAI, said Satya Nadella. Altman met Nadella.",
        "Microsoft's CEO Satya Nadella praised Sam Altman of OpenAI in Japan.",
    ],
    "en",
)


@pytest.mark.parametrize(
    ("language", "text", "spellings"),
    [
        ("ar", "سام ألتمان في اليابان. قال ألتمان.", "سام ألتمان|ألتمان|اليابان"),
        ("ar", "شركة مايكروسوفت كبيرة.", "مايكروسوفت"),
        ("he", "סם אלטמן הגיע. אלטמן עזב.", "סם אלטמן|אלטמן"),
        ("hi", "सैम ऑल्टमैन ने कहा। ऑल्टमैन जापान गए।", "सैम ऑल्टमैन|ऑल्टमैन|जापान"),
        ("ja", "サム・アルトマン氏は日本にいる。アルトマン氏だ。", "サム・アルトマン|アルトマン|日本"),
        ("ja", "彼はマイクロソフトにいた。", "マイクロソフト"),
        ("ko", "샘 올트먼은 떠났다. 올트먼이 말했다. 마이크로소프트와.", "샘 올트먼|올트먼|마이크로소프트"),
        ("zh", "萨提亚·纳德拉周一表示，", "萨提亚·纳德拉"),
        ("zh", "首席执行官萨姆·奥尔特曼在日本。", "萨姆·奥尔特曼|日本"),
    ],
)  # fmt: skip
def test_a_script_without_capitals_has_the_names_known_from_others(
    language: str, text: str, spellings: str
) -> None:
    """By sound, or by CLDR; every spelling leads to the name it means, and nothing else is found."""
    other = article("b", [text], language)
    names = found([KNOWN, other])
    there = {v.text: name for name, entity in names.items() for v in entity.variants if not v.text.isascii()}
    assert set(there) == set(spellings.split("|"))
    assert set(there.values()) <= {"Sam Altman", "Satya Nadella", "Microsoft", "Japan"}
    for entity in names.values():
        for mention in entity.mentions:
            source = {"a": KNOWN, "b": other}[mention.article].source
            assert source.text[mention.start : mention.end] == mention.text


def test_a_word_that_sounds_like_half_a_name_is_none() -> None:
    """A first name, a short word and a surname that the text never gave in full stand for nobody."""
    other = article("b", ["وصل سام إلى البيت. قال ألتمان شيئا. السمن غال."], "ar")
    assert {mention.article for mention in found([KNOWN, other])["Sam Altman"].mentions} == {"a"}


def test_english_words_in_other_scripts_are_no_names_by_their_capitals() -> None:
    """AI and CEO in a Chinese text are what they are in an English one."""
    names = found([article("a", ["公司的CEO说AI很好，OpenAI也说AI很好。CEO走了。"], "zh")])
    assert set(names) == {"OpenAI"}


def test_one_person_in_cyrillic_and_latin_letters_is_one() -> None:
    """Владимир Путин and Vladimir Putin; a woman's name of the same consonants is another."""
    russian = article(
        "a", ["Президент Владимир Путин прибыл. Сегодня Путин встретил Яну Новак и Яна Новак."], "ru"
    )
    english = article(
        "b", ["President Vladimir Putin came. Putin left, said President Vladimir Putin."], "en"
    )
    spellings = [{variant.text for variant in entity.variants} for entity in entities([russian, english])]
    assert {"Владимир Путин", "Путин", "Vladimir Putin", "Putin"} in spellings


def test_inflected_names_are_folded_where_the_article_has_the_base_form() -> None:
    """Путина is Путин, России is Россия; Иванова is not Иванов when she is named in full."""
    text = article(
        "a",
        [
            "Сегодня президент Владимир Путин прибыл в Москву. Вчера видели Путина и Владимира Путина.",
            "Там были Сергей Иванов и Анна Иванова, и о России говорил Сергей Иванов с Ивановой.",
        ],
        "ru",
    )
    spellings = {entity.name: {v.text for v in entity.variants} for entity in entities([text])}
    assert spellings["Владимир Путин"] == {"Владимир Путин", "Путина", "Владимира Путина"}
    assert "Анна Иванова" not in spellings.get("Сергей Иванов", ())


def test_german_genitives_belong_to_their_person_and_a_neighbour_does_not() -> None:
    """Jahns is Jahn where only he is named; where Uwe Jahns is named too, it is nobody's but his."""
    alone = article(
        "a", ["Minister Peter Jahn kam. Jahn sprach. Jahns Rede war kurz, sagte Minister Peter Jahn."], "de"
    )
    assert {v.text for v in found([alone])["Peter Jahn"].variants} == {"Peter Jahn", "Jahn", "Jahns"}
    both = article(
        "b", ["Minister Peter Jahn kam mit Richter Uwe Jahns. Jahns sprach, sagte Richter Uwe Jahns."], "de"
    )
    assert "Jahns" not in {v.text for v in found([both])["Peter Jahn"].variants}


def test_an_ending_after_an_apostrophe_is_no_part_of_a_turkish_name() -> None:
    """İstanbul'da is İstanbul, Erdoğan’ın is Erdoğan."""
    text = article(
        "a", ["Dün Cumhurbaşkanı Recep Erdoğan geldi. Bugün Erdoğan’ın sözü ve Recep Erdoğan'a yanıt."], "tr"
    )
    assert {v.text for v in found([text])["Recep Erdoğan"].variants} == {"Recep Erdoğan", "Erdoğan"}


def test_a_surname_of_several_people_is_no_name_of_its_own() -> None:
    """Two Jacksons in two articles make no third entity, whatever stands before the lone name."""
    parts = [
        article(
            "a",
            ["Senator Reggie Jackson works on Jackson Street. He left, said Senator Reggie Jackson."],
            "en",
        ),
        article("b", ["Judge Lisa Jackson sat. A study of Jackson found it, said Judge Lisa Jackson."], "en"),
    ]
    names = found(parts)
    assert "Jackson" not in names
    articles = [{m.article for m in names[name].mentions} for name in ("Reggie Jackson", "Lisa Jackson")]
    assert articles == [{"a"}, {"b"}]


def test_a_slip_stands_once_in_its_article() -> None:
    """Sam Altmann twice is another Sam; Borckman twice in one article is no slip either."""
    text = article(
        "a",
        [
            "CEO Sam Altman came. Altman spoke, said Altman. Judge Sam Altmann left, said Judge Sam Altmann.",
            "President Greg Brockman saw Borckman and later Borckman; Brockman wrote, said Brockman.",
        ],
        "en",
    )
    assert not any(variant.slip for entity in entities([text]) for variant in entity.variants)


def test_no_text_gives_no_names() -> None:
    """No articles, empty blocks and numbers alone give nothing and break nothing."""
    assert entities([]) == ()
    assert entities([article("a", ["", "12 34 -- ()", "'’'"], "und", "")]) == ()


def test_order_and_ids_are_stable() -> None:
    """Most mentions first, then by name; ids are unique slugs."""
    names = entities(seeds())
    assert list(names) == sorted(names, key=lambda entity: (-len(entity.mentions), entity.name))
    assert len({entity.id for entity in names}) == len(names)
    assert names == entities(seeds())
    assert next(entity.id for entity in names if entity.name == "Sam Altman") == "sam-altman"


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "line", ["Sam " * 60_000, "A. " * 80_000, "-" * 300_000, "Aa-" * 80_000, "d'" * 120_000]
)
def test_hostile_lines_explode_nothing(line: str) -> None:
    """A line of a quarter of a megabyte is searched, and no name is found that fills it."""
    found = entities([article("a", [line], "fr")])
    assert all(len(entity.name) < 100 for entity in found)


def test_one_swap_is_two_neighbours() -> None:
    """Only two neighbouring letters that changed places are a swap."""
    assert one_swap("Borckman", "Brockman")
    assert not one_swap("Brockman", "Brockman")
    assert not one_swap("Barckmon", "Borckman")


@pytest.mark.parametrize("code", ["id", "de", "fr", "en"])
def test_packs_know_titles_and_times(code: str) -> None:
    """Each pack has its lists, and CLDR gives territories and weekdays."""
    pack = name_pack(code)
    assert "CEO" in pack.roles
    assert pack.common.exact
    assert len(pack.territories) > 200
    assert len(pack.times) >= 19


def test_a_list_that_misses_its_example_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pack list proves itself: a `yes` word it misses, or a `no` word it matches, is an error."""
    for table in (
        {"words": ["ceo"], "yes": ["PDG"], "no": ["Sam"]},
        {"words": ["*chef"], "yes": ["Chef"], "no": ["Parteichef"]},
        {"words": ["ceo"]},
    ):
        monkeypatch.setattr(pack_names, "section", lambda *_, table=table: {"roles": table})
        with pytest.raises(PackError, match="roles"):
            pack_names.name_pack.__wrapped__("de")


def test_the_short_name_of_a_month_beside_a_number_is_no_name() -> None:
    """A month before its day names nobody; "Jan" is a name where no day stands beside it."""
    texts = [
        f"The court met again on Nov. 19, 2019, and on 3 Dec {year} in Leiden, as Jan Maas told Jan Vos."
        for year in (2019, 2020, 2021)
    ]
    names = found([article("a", texts, "en", "A court in Leiden")])
    assert not names.keys() & {"Nov", "Dec"}
    assert {"Jan Maas", "Jan Vos"} <= names.keys()


def test_a_place_is_found_where_a_longer_run_ends_in_it() -> None:
    """Some run that ends in Israel does not take the country from the rest of the article."""
    text = article(
        "a", ["Der Krieg gegen Israel dauert an. Krisenregion Israel: In Israel blieb es ruhig."], "de"
    )
    assert [mention.text for mention in found([text])["Israel"].mentions].count("Israel") >= 2


def test_a_first_word_that_is_a_place_stays_one() -> None:
    """Plymouth is no first name, whatever else bears it."""
    text = article(
        "a",
        [
            "In Plymouth it rained, in Plymouth it stormed. People in Plymouth told Plymouth Citibus so.",
            "The road in Plymouth is closed, said Mayor Ann Tell of Plymouth.",
        ],
        "en",
    )
    assert {variant.text for variant in found([text])["Plymouth"].variants} == {"Plymouth"}


def test_a_common_word_before_a_surname_makes_no_person() -> None:
    """Το stands before the surname of two people in two articles, and joins them to nobody."""
    texts = [
        article(
            name,
            [
                f"Ο πρόεδρος {first} Κωστάκης ήρθε το πρωί. Σήμερα ο πρόεδρος {first} Κωστάκης είπε το ίδιο.",
                "Εδώ Το Κωστάκης βοηθά, και το έργο και το σπίτι είναι εδώ με τον Κωστάκης.",
                "Εδώ είναι το νερό, το ψωμί, το κρασί, το μέλι, το λάδι, το αλάτι, το γάλα και το τυρί.",
            ],
            "el",
        )
        for name, first in (("a", "Νίκος"), ("b", "Πέτρος"))
    ]
    assert not any(
        len({mention.article for mention in entity.mentions}) > 1
        for entity in entities(texts)
        if "Κωστάκης" in entity.name
    )


def test_a_name_in_passing_of_no_known_kind_is_not_shown() -> None:
    """Two words with capitals, once, with nothing around them, are not worth a page; said twice they are."""
    once = article("a", ["They played Silver Garden loud all night."], "en")
    twice = article("b", ["They played Silver Garden loud; he liked Silver Garden best."], "en")
    assert "Silver Garden" not in found([once])
    assert "Silver Garden" in found([twice])
