"""Evidence beyond a document: lines that texts of one outlet share, removals that translations carry over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from build_dossier.clean import Beyond, clean, repeated_lines
from build_dossier.model import Article, Document, Dossier, Language, Line, Message, RawFile, Rulings, Source
from build_dossier.pipeline import assemble

SEEDS = Path(__file__).parents[1] / "seeds"
PROSE = (
    "The council of the harbour town decided on Monday to close the old quay for {n} months.",
    "Ferries will leave from the northern pier until then, said the director of port number {n}.",
    "The fishermen's union called the plan, which is its {n}th, a danger for the whole trade.",
)
FOOT = "Follow the Quayside Courier wherever you are"


def text(n: int, *extra: str) -> str:
    return "\n".join([f"Quay number {n} will be closed", *(line.format(n=n) for line in PROSE), *extra])


def document(n: int, body: str, **stated: str) -> Document:
    return Document(f"d{n}", Source(f"d{n}.txt", "", body, stated=stated), Language("en"))


def verdicts(documents: list[Document]) -> list[tuple[Line, ...]]:
    repeated = repeated_lines(documents)
    return [clean(one, Rulings(), Beyond(repeated.get(one.id, {}))) for one in documents]


def test_a_line_below_the_text_that_three_texts_share_goes() -> None:
    """Two may be parts of one story, three are the outlet's."""
    three = [document(n, text(n, FOOT)) for n in (2, 3, 4)]
    assert [lines[-1].rule for lines in verdicts(three)] == ["dossier.repeated"] * 3
    assert {lines[-1].verdict for lines in verdicts(three)} == {"drop"}
    assert not repeated_lines(three[:2])


def test_texts_of_other_outlets_do_not_count() -> None:
    """Each outlet has its own leftovers; what states no outlet counts as one."""
    named = [document(n, text(n, FOOT), outlet=f"Paper {n}") for n in (2, 3, 4)]
    assert not any(repeated_lines(named).values())
    hosts = [document(n, text(n, FOOT), url=f"https://example.org/{n}") for n in (2, 3, 4)]
    assert all(FOOT in lines for lines in repeated_lines(hosts).values())


def test_editions_of_one_text_count_once() -> None:
    """A text collected three times repeats itself and proves nothing."""
    same = [document(n, text(7, FOOT, f"Edition {n}")) for n in (2, 3, 4)]
    assert not any(repeated_lines(same).values())


def test_a_sentence_amid_the_text_that_recurs_is_for_review_and_stays() -> None:
    """It may be background that the outlet repeats; a short heading that recurs is not even asked about."""
    background = "The port has been state property since the war."
    documents = [
        document(n, text(n, background, "Outlook", *(line.format(n=n + 50) for line in PROSE)))
        for n in (2, 3, 4)
    ]
    for lines in verdicts(documents):
        found = {line.rule: line.verdict for line in lines if line.rule.startswith("dossier.")}
        assert found == {"dossier.repeated": "review"}


def test_the_curators_word_wins_over_what_recurs() -> None:
    """A line kept by ruling stays, however many texts have it."""
    one = document(2, text(2, FOOT))
    kept = clean(one, Rulings(lines=(("*", "keep", FOOT),)), Beyond({FOOT: 3}, {5: Message.of("x")}))
    assert kept[-1].rule == "curator.keep"


def seeds_with(**changed: tuple[str, str]) -> list[RawFile]:
    """Return the seeds, words of some replaced; by the number of the seed."""
    files = []
    for path in sorted(SEEDS.glob("*.txt")):
        raw = RawFile(path.name, path.read_bytes())
        old, new = changed.get(f"s{path.name[:3]}", ("", ""))
        files.append(replace(raw, data=raw.data.replace(old.encode(), new.encode())) if old else raw)
    return files


def line_with(dossier: Dossier, number: str, words: str) -> Line:
    article: Article = next(one for one in dossier.articles if one.source.path.startswith(number))
    return next(line for line in article.lines if words in article.source.text[line.start : line.end])


def test_a_removal_carries_over_to_the_same_place_of_a_translation() -> None:
    """A picture's text that the German pack does not know goes, because its translations lost it there."""
    words = "Ein Bild vom Post"
    dossier = assemble(seeds_with(s001=("Sam Altman auf Twitter", words)), today=date(2026, 1, 1))
    line = line_with(dossier, "001", words)
    assert (line.verdict, line.rule) == ("drop", "dossier.translation")
    work = next(work for work in dossier.works if len(work.articles) == 3)
    assert work.alignment and all(min(row) >= 0 for row in work.alignment)


def test_a_paragraph_at_such_a_place_is_for_review() -> None:
    """What is long enough to be text is shown to the curator and stays."""
    words = "Sam Altman schrieb auf Twitter."
    dossier = assemble(seeds_with(s001=("Sam Altman auf Twitter", words)), today=date(2026, 1, 1))
    assert line_with(dossier, "001", words).verdict in ("review", "drop")
    long = words[:-1] + ", er habe seine Zeit bei dem Unternehmen geliebt und werde später mehr dazu sagen."
    dossier = assemble(seeds_with(s001=("Sam Altman auf Twitter", long)), today=date(2026, 1, 1))
    assert line_with(dossier, "001", long).verdict in ("keep", "review")


def test_nothing_carries_over_where_no_version_lost_a_line() -> None:
    """The seeds as they are clean themselves; no line of theirs rests on a translation."""
    dossier = assemble(seeds_with(), today=date(2026, 1, 1))
    assert not [x for a in dossier.articles for x in a.lines if x.rule == "dossier.translation"]
