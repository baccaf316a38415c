"""A verdict on every line: seeds, composed pages, rulings, rules that prove themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.clean import clean
from build_dossier.errors import PackError
from build_dossier.extract.article import extract
from build_dossier.languages import available, section
from build_dossier.languages import cleaning as packs
from build_dossier.languages.bare_dates import bare_date, date_part
from build_dossier.model import Document, Hint, Language, Line, RawFile, Rulings, Source
from build_dossier.read import read

CASES = sorted((Path(__file__).parent / "cases" / "clean").glob("*.txt"))
ROOT = Path(__file__).parent.parent
SEEDS = {"000": "id", "001": "de", "002": "fr", "003": "id", "004": "id"}


def document(text: str, language: str = "en", name: str = "x.txt") -> Document:
    return Document(name, Source(name, "", text), Language(language))


def verdicts(text: str, language: str = "en", rulings: Rulings | None = None) -> list[tuple[str, str, str]]:
    """Return (verdict, role, rule) of each line."""
    return [(x.verdict, x.role, x.rule) for x in clean(document(text, language), rulings or Rulings())]


def seed(number: str) -> Document:
    path = next((ROOT / "seeds").glob(f"{number}_*.txt"))
    return Document(number, read(RawFile(path.name, path.read_bytes())), Language(SEEDS[number]))


def described(line: Line, text: str) -> str:
    """Return a line of a seed's case file."""
    shown = text[line.start : line.end].strip()
    value = f" = {line.value}" if line.verdict == "metadata" and len(line.value) < 40 else ""
    return f"{line.number:3} {line.verdict:8} {line.role:13} {line.rule:22}{value} | {shown[:50]}".rstrip()


def lines_of(path: Path) -> tuple[dict[str, str], list[str]]:
    head, body = path.read_text(encoding="utf-8").split("\n---\n", maxsplit=1)
    return dict(line.split(": ", 1) for line in head.split("\n") if ": " in line), body.strip("\n").split(
        "\n"
    )


@pytest.mark.parametrize(
    "path", [p for p in CASES if not p.stem.startswith("seed-")], ids=lambda path: path.stem
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["dense", "blank-lines-between"])
def test_a_page_gets_its_verdicts(path: Path, gap: str) -> None:
    """Each file in cases/clean gives the lines of a collected page and the verdict on every one."""
    head, body = lines_of(path)
    expected = [tuple(row.split(" | ", 1)[0].split()) for row in body]
    text = gap.join(row.split(" | ", 1)[1] for row in body)
    found = clean(document(text, head["language"]), Rulings())
    assert [(line.verdict, line.role) for line in found] == expected


@pytest.mark.parametrize("path", [p for p in CASES if p.stem.startswith("seed-")], ids=lambda path: path.stem)
def test_a_seed_gets_its_verdicts(path: Path) -> None:
    """The whole verdict table of each seed stands in a file that a curator can read."""
    head, body = lines_of(path)
    found = seed(head["seed"])
    assert [described(line, found.source.text) for line in clean(found, Rulings())] == [
        row.rstrip() for row in body
    ]


def test_nineteen_lines_of_the_seeds_are_taken_and_no_more() -> None:
    """Date lines, alt texts, advertisements, and what surrounds seed 004; nothing is left to review."""
    taken = {number: [x for x in clean(seed(number), Rulings()) if x.verdict != "keep"] for number in SEEDS}
    assert {number: len(lines) for number, lines in taken.items()} == {
        "000": 3,
        "001": 3,
        "002": 3,
        "003": 0,
        "004": 10,
    }
    assert not [x for lines in taken.values() for x in lines if x.verdict == "review"]


@given(st.text(), st.sampled_from(["id", "de", "fr", "en", "ja", "und", "xx"]))
def test_the_lines_give_back_the_source(text: str, language: str) -> None:
    """Kept, dropped, metadata and review lines and the blank ones between them are the text, exactly."""
    found = {line.number: line for line in clean(document(text, language), Rulings())}
    rows = []
    for number, row in enumerate(text.split("\n"), start=1):
        assert (number in found) is bool(row.strip())
        rows.append(text[found[number].start : found[number].end] if number in found else row)
    assert "\n".join(rows) == text


LEFTOVERS = (
    "Share Facebook Komentar () Anzeige Top 12 By Jane Doe: Published 2023-11-18 A the said | > # https://x.y"
)
WORDS = st.sampled_from(LEFTOVERS.split(" "))


@given(
    st.lists(st.lists(WORDS, max_size=8).map(" ".join), max_size=25).map("\n".join),
    st.sampled_from(["en", "id", "de"]),
)
def test_texts_made_of_leftovers_get_one_verdict_a_line(text: str, language: str) -> None:
    """However leftovers are mixed, each line has exactly one verdict, a rule and a reason."""
    found = clean(document(text, language), Rulings())
    assert [line.number for line in found] == [n for n, row in enumerate(text.split("\n"), 1) if row.strip()]
    assert all(line.rule and line.reason.text and 0 < line.score <= 1 for line in found)


PROSE = "The committee said on Friday that it would meet again next week to discuss the matter."


def test_the_curator_wins_over_every_rule() -> None:
    """A ruling for one source beats one for all, and both beat the rules."""
    text = f"A title for this text\n\n{PROSE}\n\nAdvertisement\n\n{PROSE} Again."
    rulings = Rulings(
        lines=(
            ("*", "drop", f"{PROSE} Again."),
            ("x.txt", "keep", "Advertisement"),
            ("*", "drop", "Advertisement"),
        )
    )
    assert [each[0::2] for each in verdicts(text, rulings=rulings)][2:] == [
        ("keep", "curator.keep"),
        ("drop", "curator.drop"),
    ]
    others = Rulings(lines=(("other.txt", "drop", PROSE),))
    assert verdicts(text, rulings=others) == verdicts(text)


def test_a_rule_outside_its_place_only_asks_for_review() -> None:
    """An invitation to subscribe is dropped at the end, and left for review amid the text."""
    text = "\n".join(["A title for this text", *[PROSE + f" Part {n}." for n in range(6)]])
    rows = text.split("\n")
    advert = "Sign up for a free trial of our service"
    assert verdicts("\n".join([*rows, advert]))[-1][:2] == ("drop", "advertisement")
    amid = verdicts("\n".join([*rows[:4], "And more on this.", "So it goes on.", advert, *rows[4:]]))
    assert amid[6][:2] == ("review", "advertisement")


@pytest.mark.parametrize(
    ("line", "language", "value"),
    [
        ("Senin, 20 Nov 2023 14:05 WIB", "id", "Senin, 20 Nov 2023 14:05 WIB"),
        ("18. November 2023, 09:15 Uhr", "de", "18. November 2023, 09:15 Uhr"),
        ("Le 18 novembre 2023 à 09h15", "fr", "Le 18 novembre 2023 à 09h15"),
        ("Nov. 18, 2023, 9:15 a.m. ET", "en", "Nov. 18, 2023, 9:15 a.m. ET"),
        ("sábado, 18 de noviembre de 2023", "es", "sábado, 18 de noviembre de 2023"),
        ("18 ноября 2023 г.", "ru", "18 ноября 2023 г."),
        ("2023年11月18日", "ja", "2023年11月18日"),
        ("18.11.2023", "und", "18.11.2023"),
        ("In November 2023", "en", ""),
        ("May I come in?", "en", ""),
        ("Room 12-14", "en", ""),
        ("1998", "id", ""),
    ],
)
def test_a_bare_date_is_told_in_any_locale(line: str, language: str, value: str) -> None:
    """CLDR's names of months and days, and numbers with separators; nothing less than a full date."""
    assert bare_date(line, language) == value


def test_a_date_beside_a_name_is_found() -> None:
    """Separators divide a line into the date and what stands beside it."""
    assert date_part("Jane Doe | November 20, 2023, 3:15 PM", "en") == "November 20, 2023, 3:15 PM"
    assert date_part("Lili Lestari - Senin, 20 Nov 2023", "id") == "Senin, 20 Nov 2023"


def test_html_hints_decide_and_prose_amid_the_article_is_reviewed() -> None:
    """What the markup puts outside is dropped, but a paragraph between two of the article's is not."""
    text = "\n".join(["Home", "A title here", PROSE, PROSE + " Left out.", PROSE + " Again.", "Contact"])
    kinds = ["boilerplate", "title", "paragraph", "boilerplate", "paragraph", "boilerplate"]
    reasons = ["nav", "", "", "outside", "", "footer"]
    hints = tuple(
        Hint(n, kind, why) for n, (kind, why) in enumerate(zip(kinds, reasons, strict=True), start=1)
    )
    lines = clean(Document("x", Source("x.html", "", text, "html", hints=hints), Language("en")), Rulings())
    assert [line.verdict for line in lines] == ["drop", "keep", "keep", "review", "keep", "drop"]
    assert [line.role for line in lines][1] == "title"


@pytest.mark.parametrize("code", available())
def test_every_rule_proves_itself(code: str) -> None:
    """A pack loads only when each rule matches its drop or take lines and none of its keep lines."""
    pack = packs.cleaning_pack(code)
    assert len(pack.boilerplate) >= 19
    assert {rule.role for rule in pack.metadata} >= {"date", "author", "editor", "credit", "outlet"}
    own = section(code, "cleaning")
    for entry in own.get("boilerplate", ()):
        assert 1 <= len(entry["drop"]) <= 4
        assert 1 <= len(entry["keep"]) <= 4


def test_no_rule_takes_another_rules_keep_lines() -> None:
    """What one rule must keep, no rule of any language may drop as boilerplate."""
    rules = {rule.id: rule for code in available() for rule in packs.cleaning_pack(code).boilerplate}
    keeps = [
        line
        for code in available()
        for entry in section(code, "cleaning").get("boilerplate", ())
        for line in entry["keep"]
    ]
    wrong = [(name, line) for name, rule in rules.items() for line in keeps if rule.matches(line)]
    assert wrong == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"pattern": "^nothing$"}, "does not match its own drop line"),
        ({"keep": ["Anzeige"]}, "matches its own keep line"),
        ({"pattern": "("}, "pattern"),
        ({"role": "title"}, "role must be one of"),
        ({"reason": "because"}, "reason must be one of"),
        ({"drop": []}, "needs drop"),
        ({"colour": "red"}, "not known"),
    ],
)
def test_a_rule_that_fails_its_proof_is_refused(change: dict[str, object], complaint: str) -> None:
    """The message names the rule and what is wrong with it."""
    entry: dict[str, object] = {
        "id": "de.test", "pattern": "^Anzeige$", "role": "advertisement",
        "reason": "an advertisement or the label of one", "drop": ["Anzeige"], "keep": ["Anzeige erstattet"],
    }  # fmt: skip
    packs._boilerplate(entry, "de.toml")
    with pytest.raises(PackError, match=complaint) as caught:
        packs._boilerplate({**entry, **change}, "de.toml")
    assert "de.test" in str(caught.value)


def test_a_metadata_rule_must_take_the_value_it_promises() -> None:
    """The value beside a proof line is compared, not only the match."""
    entry = {
        "id": "de.x",
        "pattern": "^Von (?P<value>.+)$",
        "role": "author",
        "take": {"Von A": "A"},
        "keep": ["Vor A"],
    }
    packs._metadata(entry, "de.toml", frozenset(), frozenset())
    with pytest.raises(PackError, match=r"takes 'A', not 'B'"):
        packs._metadata({**entry, "take": {"Von A": "B"}}, "de.toml", frozenset(), frozenset())


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "[" * 300_000,
        "[a](" * 75_000,
        "* " * 150_000,
        '"' * 300_000,
        "Montag 12 " * 100_000,
        "\n".join(["A " * 200] * 500),
        "\n".join(["ich sage es so", "Foo Bar"] * 4_000),
        "\n".join(f"Ab Cd{n} auf Twitter" for n in range(8_000)),
        " " * 1_000_000 + "x",
    ],
    ids=[
        "long-line",
        "brackets",
        "links",
        "stars",
        "quotes",
        "dates",
        "letters",
        "names",
        "alt-texts",
        "blanks",
    ],
)
@pytest.mark.parametrize("form", ["txt", "md"])
def test_hostile_text_explodes_no_pattern(text: str, form: str) -> None:
    """Whatever a line repeats, every line gets its verdict and its block."""
    found = Document("x", Source(f"x.{form}", "", text, "md" if form == "md" else "txt"), Language("de"))
    lines = clean(found, Rulings())
    assert len(lines) == sum(bool(line.strip()) for line in text.split("\n"))
    assert extract(found, lines, Rulings()).title.value
