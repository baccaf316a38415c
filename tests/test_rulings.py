"""The curator's file: what it may say, and how a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_dossier.errors import DossierError, RulingError
from build_dossier.model import Rulings
from build_dossier.rulings import load_rulings, parse_rulings

FULL = """
[dossier]
title = { de = "Fünf Tage", id = "Lima hari" }
about = "What happened at OpenAI"

[articles."000_x.txt"]
title = "A title"
date = 2023-11-18
language = "id"
exclude = true

[articles."sub/b.md"]
date = "2023-11"

[[lines]]
source = "000_x.txt"
keep = "  Sam Altman di Twitter "

[[lines]]
source = "*"
drop = "Iklan"
"""


def test_everything_a_curator_may_say_is_read() -> None:
    """Texts by language or for all, dates as ISO days, line texts without the blanks around them."""
    assert parse_rulings(FULL) == Rulings(
        title={"de": "Fünf Tage", "id": "Lima hari"},
        about={"": "What happened at OpenAI"},
        articles={
            "000_x.txt": {"title": "A title", "date": "2023-11-18", "language": "id", "exclude": "true"},
            "sub/b.md": {"date": "2023-11"},
        },
        lines=(("000_x.txt", "keep", "Sam Altman di Twitter"), ("*", "drop", "Iklan")),
    )


def test_no_file_and_an_empty_file_rule_nothing(tmp_path: Path) -> None:
    """A folder without `dossier.toml` is the common case."""
    assert load_rulings(tmp_path) == Rulings()
    (tmp_path / "dossier.toml").write_bytes(b"\xef\xbb\xbf# nothing yet\n")
    assert load_rulings(tmp_path) == Rulings()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[dossier\n", "line 1"),
        ("[dosier]\n", "dosier"),
        ("[dossier]\ntitel = 'x'\n", "dossier.titel"),
        ("[dossier]\ntitle = 3\n", "dossier.title"),
        ("[dossier]\ntitle = { de = 3 }\n", "dossier.title.de"),
        ("articles = 3\n", "articles"),
        ("[articles]\n'a.txt' = 3\n", 'articles."a.txt"'),
        ("[articles.'a.txt']\nauthr = 'x'\n", 'articles."a.txt".authr'),
        ("[articles.'a.txt']\nauthor = 3\n", 'articles."a.txt".author'),
        ("[articles.'a.txt']\nexclude = 'yes'\n", "exclude must be true or false"),
        ("[articles.'a.txt']\ndate = 2023\n", "must be a day like 2023-11-18"),
        ("[articles.'a.txt']\ndate = 'morgen'\n", 'articles."a.txt".date must be a day like 2023-11-18'),
        ("[articles.'a.txt']\ndate = '2023-11-2X'\n", "must be a day like 2023-11-18"),
        ("[articles.'a.txt']\ndate = '2023-02-30'\n", "date is not in the calendar"),
        ("[articles.'a.txt']\ndate = '2023-13'\n", "date is not in the calendar"),
        ("[articles.'a.txt']\ndate = 12:30:00\n", "must be a day like 2023-11-18"),
        ("[articles.'a.txt']\nlanguage = 'klingonsprache'\n", "language is not a language code; write one"),
        ("[articles.'a.txt']\nlanguage = 'de;'\n", "language is not a language code; write one"),
        ("[dossier]\ntitle = { '../../x' = 'x' }\n", 'dossier.title."../../x" is not a language code'),
        ("[dossier]\nabout = { '' = 'x' }\n", 'dossier.about."" is not a language code'),
        ("[dossier]\nabout = { de = 'x', DE = 'y' }\n", "dossier.about.DE is de, which has a text already"),
        ('[articles."a\\nb.txt"]\nauthr = 1\n', 'articles."a\\nb.txt".authr'),
        (f"a = {'[' * 5000}", "dossier.toml: "),
        ("[lines]\n", "lines must be a list"),
        ("[[lines]]\nkeep = 'x'\n", "lines, entry 1, needs source"),
        ("[[lines]]\nsource = '*'\n", "needs either keep"),
        ("[[lines]]\nsource = '*'\nkeep = 'x'\ndrop = 'x'\n", "needs either keep"),
        ("[[lines]]\nsource = '*'\nkeep = ' '\n", "empty text"),
        ("[[lines]]\nsource = '*'\nkeep = 'a'\n[[lines]]\nsource = '*'\nkep = 'a'\n", "lines, entry 2, kep"),
        ("differences = 3\n", "differences must be a list of tables"),
        ("[[differences]]\nnote = 'x'\n", "entry 1, id must be the id of a difference in quotes"),
        ("[[differences]]\nid = 123456\n", 'in quotes, like "1f3a9c"'),
        ("[[differences]]\nid = '1f3a9c'\nnote = ' '\n", "note has an empty text"),
        ("[[differences]]\nid = '1f3a9c'\nwhy = 'x'\n", "differences, entry 1, why"),
        ("[[differences]]\nid = 'a1'\n[[differences]]\nid = '#a1'\n", "entry 2, judges a1, which an entry"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_the_remedy(text: str, named: str) -> None:
    """The message begins with the file's name and says where the mistake is."""
    with pytest.raises(RulingError) as caught:
        parse_rulings(text)
    assert str(caught.value).startswith("dossier.toml: ")
    assert named in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("date", "read"),
    [
        ("2023-11-18", "2023-11-18"), ("'2023-11-18'", "2023-11-18"), ("'2023-11'", "2023-11"),
        ("'2023'", "2023"), ("2023-11-18T09:15:00+01:00", "2023-11-18"),
        ("' 2023-11-18 09:15'", "2023-11-18"), ("'2024-02-29'", "2024-02-29"),
    ],
)  # fmt: skip
def test_a_date_is_a_day_a_month_or_a_year(date: str, read: str) -> None:
    """What the calendar has is taken as ISO 8601 writes it, with quotes or without."""
    assert parse_rulings(f"[articles.'a.txt']\ndate = {date}\n").articles == {"a.txt": {"date": read}}


def test_a_language_code_is_taken_in_its_usual_letters() -> None:
    """`DE` and `zh_hant` rule the trees `de` and `zh-Hant`."""
    rulings = parse_rulings("[dossier]\ntitle = { DE = 'a', zh_hant = 'b', pt-br = 'c' }\n")
    assert rulings.title == {"de": "a", "zh-Hant": "b", "pt-BR": "c"}


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Wrong encodings and folders in its place give a message, not a traceback."""
    (tmp_path / "dossier.toml").write_bytes(b"[dossier]\ntitle = '\xff'\n")
    with pytest.raises(RulingError, match="not UTF-8"):
        load_rulings(tmp_path)
    (tmp_path / "sub" / "dossier.toml").mkdir(parents=True)
    with pytest.raises(RulingError, match="is not a file; rename it"):
        load_rulings(tmp_path / "sub")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    """The curator's file is no way around the rule for articles; a link inside the folder is followed."""
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (tmp_path / "other.toml").write_text("[dossier]\ntitle = 'x'\n", encoding="utf-8")
    link = seeds / "dossier.toml"
    link.symlink_to(tmp_path / "other.toml")
    with pytest.raises(RulingError, match="leads out of the folder; copy the file itself here"):
        load_rulings(seeds)
    link.unlink()
    link.symlink_to(seeds / "nowhere.toml")
    with pytest.raises(RulingError, match="leads nowhere; remove it"):
        load_rulings(seeds)
    link.unlink()
    (seeds / "mine.toml").write_text("[dossier]\ntitle = 'x'\n", encoding="utf-8")
    link.symlink_to(seeds / "mine.toml")
    assert load_rulings(seeds).title == {"": "x"}


def test_what_is_no_folder_is_said_in_one_line(tmp_path: Path) -> None:
    """A missing folder and a file in its place are named as what they are, not as a fault of dossier.toml."""
    (tmp_path / "seeds").write_text("text", encoding="utf-8")
    for name, said in (
        ("seeds", "is a file, not a folder; "),
        ("no\nne", "there is no such folder; create it"),
    ):
        with pytest.raises(DossierError) as caught:
            load_rulings(tmp_path / name)
        assert said in str(caught.value)
        assert "dossier.toml" not in str(caught.value)
        assert str(caught.value).isprintable()
