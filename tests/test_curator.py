"""The curator's commands: what they write into dossier.toml, what they leave alone, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_dossier.errors import DossierError, RulingError
from build_dossier.publish.curator import rule_on_lines, rule_on_works, settle, unsettle
from build_dossier.rulings import load_rulings

TEXT = "A title\n\nAdvertisement\n  The harbour was closed.  \nAdvertisement\n“Quoted \\ and ‘odd’ \t text”\n"
FILE = """# What we decided.

[dossier]
title = "Harbour"   # for all languages

[[lines]]
source = "other.txt"  # as collected
keep = "Komentar"
"""


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Make a seeds folder with one article."""
    folder = tmp_path / "seeds"
    (folder / "port").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "port" / "b.html").write_text(
        "<title>Port</title><h1>Port</h1><p>One.</p><p>Two.</p>", encoding="utf-8"
    )
    return folder


def test_a_ruling_is_written_and_read_back(seeds: Path) -> None:
    """The line is named by its text, blanks around it left out, whatever signs are in it."""
    assert rule_on_lines(seeds, "a.txt:4", "drop") == ["The harbour was closed."]
    rule_on_lines(seeds, "a.txt:6", "keep")
    assert load_rulings(seeds).lines == (
        ("a.txt", "drop", "The harbour was closed."),
        ("a.txt", "keep", "“Quoted \\ and ‘odd’ \t text”"),
    )


def test_what_the_curator_wrote_stays_as_it_is(seeds: Path) -> None:
    """Comments, order and spaces stay; the new ruling stands behind them."""
    (seeds / "dossier.toml").write_text(FILE, encoding="utf-8")
    rule_on_lines(seeds, "a.txt:3", "keep")
    text = (seeds / "dossier.toml").read_text(encoding="utf-8")
    assert text == FILE + '\n[[lines]]\nsource = "a.txt"\nkeep = "Advertisement"\n'


def test_the_opposite_ruling_is_replaced_and_the_same_one_not_written_again(seeds: Path) -> None:
    """A line has one ruling; saying it twice changes nothing."""
    rule_on_lines(seeds, "a.txt:3", "keep")
    rule_on_lines(seeds, "a.txt:5", "drop")
    rule_on_lines(seeds, "a.txt:3", "drop")
    assert load_rulings(seeds).lines == (("a.txt", "drop", "Advertisement"),)


def test_several_lines_at_once(seeds: Path) -> None:
    """A span of lines is ruled on line by line, blank ones left out, equal ones once."""
    assert rule_on_lines(seeds, "a.txt:1-5", "drop") == [
        "A title",
        "Advertisement",
        "The harbour was closed.",
    ]
    assert len(load_rulings(seeds).lines) == 3


def test_a_list_written_in_one_line_takes_another_entry(seeds: Path) -> None:
    """TOML has two ways to write a list of tables; both are understood."""
    (seeds / "dossier.toml").write_text('lines = [{ source = "*", keep = "Top" }]\n', encoding="utf-8")
    rule_on_lines(seeds, "a.txt:3", "drop")
    assert load_rulings(seeds).lines == (("*", "keep", "Top"), ("a.txt", "drop", "Advertisement"))


def test_lines_of_a_page_are_those_of_its_visible_text(seeds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers are those that `check` and the pages show; a path as seen from here works too."""
    monkeypatch.chdir(seeds.parent)
    assert rule_on_lines(Path("seeds"), "seeds/port/b.html:3", "drop") == ["Two."]
    assert load_rulings(seeds).lines == (("port/b.html", "drop", "Two."),)


def test_a_ruling_can_hold_everywhere(seeds: Path) -> None:
    """A line that all articles have needs one ruling."""
    rule_on_lines(seeds, "a.txt:3", "keep")
    rule_on_lines(seeds, "a.txt:3", "drop", everywhere=True)
    assert load_rulings(seeds).lines == (("a.txt", "keep", "Advertisement"), ("*", "drop", "Advertisement"))


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("a.txt", "names no line"),
        ("a.txt:x", "names no line"),
        ("a.txt:0", "lines 1 to 7"),
        ("a.txt:99", "lines 1 to 7"),
        ("a.txt:5-4", "lines 1 to 7"),
        ("a.txt:2", "is blank"),
        ("none.txt:1", "no such file"),
        ("../outside.txt:1", "no such file"),
    ],
)
def test_a_place_that_is_none_is_refused_with_the_remedy(seeds: Path, place: str, said: str) -> None:
    """Nothing is written then."""
    (seeds.parent / "outside.txt").write_text("Secret.", encoding="utf-8")
    with pytest.raises(DossierError, match=said):
        rule_on_lines(seeds, place, "keep")
    assert not (seeds / "dossier.toml").exists()


def test_a_file_that_cannot_be_understood_is_not_touched(seeds: Path) -> None:
    """A broken dossier.toml is the curator's to mend."""
    (seeds / "dossier.toml").write_text("[dossier\n", encoding="utf-8")
    with pytest.raises(RulingError):
        rule_on_lines(seeds, "a.txt:3", "drop")
    assert (seeds / "dossier.toml").read_text(encoding="utf-8") == "[dossier\n"
    assert sorted(path.name for path in seeds.iterdir()) == ["a.txt", "dossier.toml", "port"]


def test_sources_are_said_to_be_one_text_and_texts_of_their_own(seeds: Path) -> None:
    """Of two sources one thing holds: the later word takes the earlier one back."""
    assert rule_on_works(seeds, ["a.txt", "port/b.html"], "same") == ["a.txt", "port/b.html"]
    rule_on_works(seeds, ["a.txt", "port/b.html"], "same")
    assert load_rulings(seeds).same == (("a.txt", "port/b.html"),)
    rule_on_works(seeds, ["port/b.html", "a.txt"], "apart")
    assert (load_rulings(seeds).same, load_rulings(seeds).apart) == ((), (("port/b.html", "a.txt"),))


def test_what_was_said_of_other_sources_still_holds(seeds: Path) -> None:
    """One of three is taken out of their text, the other two stay; comments stay."""
    (seeds / "c.txt").write_text("Third", encoding="utf-8")
    text = FILE + '\n[[works]]\nsame = ["a.txt", "port/b.html", "c.txt"]\n'
    (seeds / "dossier.toml").write_text(text, encoding="utf-8")
    rule_on_works(seeds, ["a.txt", "port/b.html"], "apart")
    found = load_rulings(seeds)
    assert (found.same, found.apart) == ((("a.txt", "c.txt"),), (("a.txt", "port/b.html"),))
    assert (seeds / "dossier.toml").read_text(encoding="utf-8").startswith(FILE)
    rule_on_works(seeds, ["a.txt", "port/b.html"], "same")
    assert load_rulings(seeds).apart == ()


@pytest.mark.parametrize("names", [["a.txt"], ["a.txt", "a.txt"], ["a.txt", "gone.txt"]])
def test_one_source_is_nothing_to_link(seeds: Path, names: list[str]) -> None:
    """Two sources that are there are needed; nothing is written."""
    with pytest.raises(DossierError):
        rule_on_works(seeds, names, "same")
    assert not (seeds / "dossier.toml").exists()


def test_differences_are_settled_with_a_reason_and_opened_again(seeds: Path) -> None:
    """A later reason replaces the earlier one, none leaves it; what else stands in the file stays."""
    (seeds / "dossier.toml").write_text(FILE, encoding="utf-8")
    settle(seeds, ["1f3a9c", "aaaaaa-2"])
    settle(seeds, ["1f3a9c"], "A slip of the translator, known.")
    settle(seeds, ["1f3a9c"])
    said = {"1f3a9c": {"": "A slip of the translator, known."}, "aaaaaa-2": {}}
    assert load_rulings(seeds).settled == said
    unsettle(seeds, ["1f3a9c", "aaaaaa-2"])
    assert (seeds / "dossier.toml").read_text(encoding="utf-8").rstrip() == FILE.rstrip()


def test_what_is_not_settled_cannot_be_opened_again(seeds: Path) -> None:
    """Nothing is written, of the others named with it neither."""
    settle(seeds, ["1f3a9c"])
    with pytest.raises(DossierError, match="bbbbbb: is not settled"):
        unsettle(seeds, ["1f3a9c", "bbbbbb"])
    assert load_rulings(seeds).settled == {"1f3a9c": {}}
