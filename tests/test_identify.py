"""Languages: ruled, stated or detected, and nothing where nobody can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_dossier.errors import PackError
from build_dossier.identify import documents, identify, normalised
from build_dossier.languages import close
from build_dossier.model import Hint, Source

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def source(text: str, path: str = "a.txt", language: str = "", hints: tuple[Hint, ...] = ()) -> Source:
    return Source(path, "", text, stated={"language": language} if language else {}, hints=hints)


def test_seeds_are_id_de_fr_id_id() -> None:
    """The five seeds are detected with confidence."""
    found = [identify(source(path.read_text(encoding="utf-8"))) for path in SEEDS]
    assert [language.code for language in found] == ["id", "de", "fr", "id", "id"]
    assert all(0.95 <= language.confidence <= 1 and language.basis == "detected" for language in found)


def test_ruling_beats_statement_beats_detection() -> None:
    """What the curator rules comes first, then what the source states."""
    german = "Der Kanzler sprach am Montag in Berlin vor vielen Menschen."
    assert identify(source(german)).code == "de"
    assert identify(source(german, language="nl-BE")).code == "nl"
    assert identify(source(german, language="nl")).basis == "stated"
    ruled = identify(source(german, language="nl"), "fr")
    assert (ruled.code, ruled.basis, ruled.confidence) == ("fr", "ruled", 1.0)


def test_nonsense_statement_is_ignored() -> None:
    """A stated language that is none leaves detection to decide."""
    assert identify(source("Der Kanzler sprach am Montag in Berlin.", language="xx-klingon")).code == "de"


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        ("de-AT", "de"), ("in_ID", "id"), ("iw", "he"), ("EN", "en"), ("pt-BR", "pt"), ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh"), ("zh-Hant-HK", "zh-Hant"), ("sr-Latn", "sr-Latn"), ("Bahasa Indonesia", "id"),
        ("German", "de"), ("français", "fr"), ("en-US, de", "en"), ("und", ""), ("xx", ""), ("", ""),
        ("the language of the text", ""),
    ],
)  # fmt: skip
def test_codes_are_as_short_as_they_are_true(stated: str, code: str) -> None:
    """Regions go, a script stays where it is not the usual one, names are understood."""
    assert normalised(stated) == code


@pytest.mark.parametrize("text", ["", "  \n", "12 34 (5)", "Hallo", "()", "A   A   A   Pengaturan Font"])
def test_too_little_is_undetermined(text: str) -> None:
    """A word or two, digits and buttons are no evidence."""
    assert identify(source(text)).code == "und"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Kanzler sprach.", "de"),
        ("Il pleut à Paris.", "fr"),
        ("The cat sat on the mat", "en"),
        ("東京都で会議が開かれた", "ja"),
        ("我們將繼續與國際社會合作發展經濟", "zh-Hant"),
        ("我们将继续与国际社会合作发展经济", "zh"),
    ],
)
def test_short_sentences_are_enough(text: str, code: str) -> None:
    """A sentence is enough, and the two Chinese scripts are told apart."""
    assert identify(source(text)).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sila semak semula tetapan rangkaian anda.", "ms"),
        ("Silakan periksa kembali pengaturan jaringan Anda.", "id"),
        ("Poskusite odstraniti float ali dodati barvo ozadja.", "sl"),
        ("Pokušajte ukloniti float ili dodati boju pozadine.", "hr"),
    ],
)
def test_words_that_only_one_has_tell_close_languages_apart(text: str, code: str) -> None:
    """Where the detector wavers between two close languages, their own words decide."""
    assert identify(source(text)).code == code


def test_a_list_of_words_that_tells_nothing_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each line of a group of close languages must be told by the words of its own language."""
    (tmp_path / "pair.toml").write_text(
        '[ms]\nwords = ["kerana"]\nlines = ["kerana itu"]\n[id]\nwords = ["karena"]\nlines = ["itu"]\n'
    )
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    with pytest.raises(PackError, match=r"close/pair\.toml: \[id\] does not tell its own line: itu"):
        close.groups.__wrapped__()


def test_menus_in_another_language_do_not_decide() -> None:
    """Many short English lines around one German paragraph leave it German."""
    menu = "\n".join(
        ["Home", "About us", "Contact", "Sign in", "Newsletter", "Terms of use", "Privacy policy"] * 8
    )
    text = (
        "Der Kanzler sprach am Montag in Berlin vor vielen Menschen über den Haushalt des kommenden Jahres. "
        * 3
    )
    assert identify(source(f"{menu}\n{text}\n{menu}")).code == "de"


def test_lines_marked_as_boilerplate_do_not_decide() -> None:
    """What the markup calls boilerplate is not read."""
    text = "This website uses cookies to give you the best experience, please accept.\nIl pleut à Paris."
    assert identify(source(text, hints=(Hint(1, "boilerplate"),))).code == "fr"


def test_ids_tell_paths_apart() -> None:
    """Every path has its own stable id, a slug of the path."""
    paths = [
        "a.txt",
        "a.html",
        "a.md",
        "a_b.txt",
        "a-b.txt",
        "a/b.txt",
        "a b.txt",
        "Ä.txt",
        "日本.txt",
        "x/a.txt",
        "é.txt",
    ]
    ids = [documents(source("", path))[0].id for path in paths]
    assert len(set(ids)) == len(paths)
    assert all(one and one == one.lower() and one.isascii() and "/" not in one for one in ids)
    assert documents(source("", SEEDS[0].name))[0].id == SEEDS[0].stem


def test_a_source_is_one_document() -> None:
    """One document a source, with the language of the ruling."""
    (document,) = documents(source("Der Kanzler sprach am Montag."), "de")
    assert document.language.basis == "ruled"


@pytest.mark.usefixtures("no_hang")
def test_a_line_of_a_megabyte_takes_no_time() -> None:
    """Detection looks at a bounded part of the text."""
    assert identify(source("und so weiter " * 80_000)).code == "de"
