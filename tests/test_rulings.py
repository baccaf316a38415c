"""The curator's file: what it may say, and how a mistake in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_dossier.errors import RulingError
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
date = "2023-11-2X"

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
            "sub/b.md": {"date": "2023-11-2X"},
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
        ("[lines]\n", "lines must be a list"),
        ("[[lines]]\nkeep = 'x'\n", "lines, entry 1, needs source"),
        ("[[lines]]\nsource = '*'\n", "needs either keep"),
        ("[[lines]]\nsource = '*'\nkeep = 'x'\ndrop = 'x'\n", "needs either keep"),
        ("[[lines]]\nsource = '*'\nkeep = ' '\n", "empty text"),
        ("[[lines]]\nsource = '*'\nkeep = 'a'\n[[lines]]\nsource = '*'\nkep = 'a'\n", "lines, entry 2, kep"),
    ],
)
def test_a_mistake_is_named_with_its_key_and_the_remedy(text: str, named: str) -> None:
    """The message begins with the file's name and says where the mistake is."""
    with pytest.raises(RulingError) as caught:
        parse_rulings(text)
    assert str(caught.value).startswith("dossier.toml: ")
    assert named in str(caught.value)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Wrong encodings and folders in its place give a message, not a traceback."""
    (tmp_path / "dossier.toml").write_bytes(b"[dossier]\ntitle = '\xff'\n")
    with pytest.raises(RulingError, match="not UTF-8"):
        load_rulings(tmp_path)
    (tmp_path / "sub" / "dossier.toml").mkdir(parents=True)
    with pytest.raises(RulingError, match="cannot be read"):
        load_rulings(tmp_path / "sub")
