"""Hostile and damaged input: it is read as what it is, or refused in one line."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.errors import ReadError
from build_dossier.messages import english
from build_dossier.model import Problem, RawFile, Source
from build_dossier.read import STATED_LIMIT, read
from build_dossier.read.folder import read_folder, read_paths

RUSSIAN = "Новая библиотека открылась в центре города, и первые читатели пришли уже утром — за книгами.\n"
GREEK = "Η νέα βιβλιοθήκη άνοιξε στο κέντρο της πόλης και οι πρώτοι αναγνώστες ήρθαν το πρωί.\n"
ARABIC = "افتتحت المكتبة الجديدة في وسط المدينة وجاء القراء الأوائل في الصباح الباكر.\n"
PERSIAN = "کتابخانه‌ی جدید در مرکز شهر باز شد و نخستین خوانندگان صبح آمدند و کتاب‌ها را می‌خوانند.\n"
HINDI = "नया पुस्तकालय शहर के बीच में खुला और पहले पाठक सुबह ही आ गए थे।\n"
JAPANESE = "新しい図書館が駅前に開館し、朝から大勢の市民が列を作って入館を待ちました。来年は夜も開きます。\n"
CHINESE = "新的图书馆今天在市中心开放，许多市民一早就来排队等候。馆长说，明年晚上也会开放。\n"
KOREAN = "새 도서관이 오늘 도심에 문을 열었고 많은 시민이 아침 일찍부터 줄을 서서 기다렸다.\n"
GERMAN = "Größere Straßen für Fußgänger: Der Ausschuß prüft „neue“ Wege über die Brücke.\n"

BOMB = ["a: &a [x]", *(f"{n}: &{n} [{f'*{m}, ' * 10}]" for m, n in pairwise("abcdefgh")), "title: *h"]
"""Front matter whose last value has ten million items."""


def matter(*lines: str) -> Source:
    return read(RawFile("a.md", "\n".join(["---", *lines, "---", "Text."]).encode()))


def refused(*lines: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        matter(*lines)
    assert "\n" not in str(caught.value)
    return caught.value


def said(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {problem.path: f"{problem.severity}: {english(problem.message)}" for problem in problems}


# --- front matter --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("title: yes", "title", "yes"), ("title: 2023", "title", "2023"), ("title: 1_000", "title", "1_000"),
        ("title: 0x1F", "title", "0x1F"), ("title: 1e3", "title", "1e3"), ("title: 12:30", "title", "12:30"),
        ("title: 'null'", "title", "null"), ("title: Null", "title", "Null"), ("title: =", "title", "="),
        ("language: no", "language", "no"), ("author: Off", "author", "Off"),
        ("title: !!int 07", "title", "07"), ("date: 2023-02-30", "date", "2023-02-30"),
        ("date: 2023-11-18", "date", "2023-11-18"), ("date: 2023-1-5", "date", "2023-01-05"),
        ("date: 2023-11-18 23:30:00 -05:00", "date", "2023-11-18"),
        ("modified: 2023-13-01T10:00:00Z", "modified", "2023-13-01T10:00:00Z"),
        ("date: 18. November 2023", "date", "18. November 2023"), ("yes: 1\ntitle: x", "title", "x"),
        ("author: {<<: {name: Eve}, name: Jane}", "author", "Jane"),
    ],
)  # fmt: skip
def test_every_stated_value_is_the_text_that_stands_there(line: str, key: str, value: str) -> None:
    """YAML's guesses at numbers, truth values and dates never change or lose what was written."""
    assert matter(line).stated == {key: value}


@pytest.mark.parametrize("line", ["author: null", "author: ~", "author:", "author: ''", "author: []"])
def test_no_value_states_nothing(line: str) -> None:
    """What programs write for "none" is no name."""
    assert matter("title: x", line).stated == {"title": "x"}


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (["title: &a [*a]"], 2),
        (BOMB, 2),
        (["title: Plain", "author: *jane"], 3),
        (["title: Plain", "author: &jane Jane"], 3),
        (["title: !important news"], 2),
        (["title: !!python/object:os.system x", "author: !x y"], 3),
    ],
)  # fmt: skip
def test_what_yaml_would_repeat_or_change_is_refused_with_its_line(lines: list[str], at: int) -> None:
    """Aliases, by which few lines become gigabytes, are refused before anything is made of them."""
    error = refused(*lines)
    assert "begins with &, * or !; put it in quotes" in str(error)
    assert error.line == at


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize(
    "line", ["title: " + "[" * 30_000, "title: " + "{a: " * 15_000, "title: a: b", "title: '"]
)
def test_front_matter_that_is_no_yaml_is_refused(line: str) -> None:
    """However deep or broken it is."""
    assert "front matter cannot be read" in str(refused(line))


def test_a_value_far_too_long_is_not_believed_and_stays_visible() -> None:
    """Its line is still a line of front matter."""
    longest, longer = "x" * STATED_LIMIT, "y" * (STATED_LIMIT + 1)
    source = matter(f"title: {longer}", f"author: {longest}")
    assert source.stated == {"author": longest}
    assert longer in source.text
    assert [hint.line for hint in source.hints if hint.reason == "front matter"] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "value", ['"\\u200b"', '"\\u200b \\ufeff\\u00ad"', '"\\u00a0"', '"\\0"', '"\\u2028"']
)
def test_a_value_without_a_visible_character_states_nothing(value: str) -> None:
    """A title that nobody sees is no title."""
    assert matter(f"title: {value}", "author: Jane").stated == {"author": "Jane"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ('"\\ud800x"', "\ufffdx"), ('"x\\udfff"', "x\ufffd"), ('"\\ud83d\\ude00"', "\U0001f600"),
        ('"a\\e[31mb\\nc"', "a [31mb c"), ('"a\\x9bb"', "a b"),
    ],
)  # fmt: skip
def test_a_stated_value_can_be_written_anywhere(value: str, shown: str) -> None:
    """Lone surrogates are replaced, pairs are the character they mean, no control character is left."""
    title = matter(f"title: {value}").stated["title"]
    assert title == shown
    assert json.loads(json.dumps(title).encode("utf-8")) == title
    title.encode("utf-8")


@given(st.text(max_size=80))
def test_any_front_matter_is_stated_or_refused(text: str) -> None:
    """Nothing but texts that UTF-8 can write, or one line of refusal."""
    try:
        source = read(
            RawFile("a.md", f"---\ntitle: {text}\nauthor: x\n---\nText.".encode("utf-8", "replace"))
        )
    except ReadError:
        return
    assert all(value.isprintable() or value.encode() for value in source.stated.values())


# --- bytes ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [RUSSIAN, GREEK, ARABIC, PERSIAN, HINDI, JAPANESE, CHINESE, KOREAN, GERMAN])
def test_utf_16_without_a_mark_is_read_in_any_script(text: str, encoding: str) -> None:
    """Both byte orders, a line or an article."""
    for copies in (1, 30):
        source = read(RawFile("a.txt", (text * copies).encode(encoding)))
        assert (source.text, source.encoding) == (text * copies, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"), (GERMAN, "utf-16"), (GERMAN * 9, "cp1252"), (GERMAN * 9, "utf-16-le"),
        (RUSSIAN, "utf-8"), (RUSSIAN, "utf-8-sig"), (RUSSIAN * 9, "cp1251"), (RUSSIAN, "utf-16-be"),
    ],
)  # fmt: skip
def test_a_stray_zero_costs_its_character_and_nothing_else(text: str, encoding: str) -> None:
    """It becomes the sign for a lost character, so that every offset stays."""
    source = read(RawFile("a.txt", f"{text[:20]}\0{text[20:]}".encode(encoding)))
    assert source.text == f"{text[:20]}\ufffd{text[20:]}"


def test_the_end_sign_of_an_old_system_is_no_stray_zero() -> None:
    """A file that ends in Ctrl-Z, as DOS wrote it, is read as it was."""
    assert "\ufffd" not in read(RawFile("a.txt", (GERMAN * 3 + "\x1a").encode("cp1252"))).text


@pytest.mark.parametrize(
    "data",
    [
        b"\0", b"\0 \n", b"a\0b\0\0c", (GERMAN * 3 + "\0\0").encode(), bytes(range(256)) * 8,
        b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\0>\0\x01\0\0\0" * 40, b"\0\x01\0\x02\0\x03" * 50,
        (RUSSIAN + "\x01\x02\x03\0").encode(),
    ],
)  # fmt: skip
def test_bytes_that_are_no_text_stay_refused(data: bytes) -> None:
    """Neither zeros in number nor other control characters pass as a text with a slip."""
    with pytest.raises(ReadError, match="binary"):
        read(RawFile("a.txt", data))


# --- names of files ------------------------------------------------------------------------------


def test_a_name_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 and control characters, in a file's name or a folder's, never reach a page."""
    folder = os.fsencode(tmp_path)
    Path(os.fsdecode(folder + b"/d\xff")).mkdir()
    for name in (
        b"n\xff.txt",
        b"d\xff/x.txt",
        b"a\nerror: b.txt",
        b"\x1b[31m.md",
        b"z\xe2\x80\xa8.txt",
        b"o\x07.doc",
    ):
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"text")
    (tmp_path / "größer.txt").write_text("text", encoding="utf-8")
    files, problems = read_folder(tmp_path)
    assert [file.path for file in files] == ["größer.txt"]
    found = said(problems)
    wanted = {
        "n\ufffd.txt": "error: its name is not UTF-8; rename the file",
        "d\ufffd/x.txt": "error: its name is not UTF-8; rename the file",
        "a\\nerror: b.txt": "error: its name holds control characters; rename the file",
        "\\x1b[31m.md": "error: its name holds control characters; rename the file",
        "z\\u2028.txt": "error: its name holds control characters; rename the file",
    }
    assert {path: found[path] for path in wanted} == wanted
    assert found["o\\x07.doc"].startswith("warning: has no known format")
    assert all(path.isprintable() and path.encode() for path in found)
    assert set(said(read_paths([tmp_path / "a\nerror: b.txt"])[1])) == {"a\\nerror: b.txt"}


def test_bad_names_of_links_and_folders_are_escaped_too(tmp_path: Path) -> None:
    """A problem's path is one line, whatever the problem is."""
    (tmp_path / "out\n.txt").symlink_to(tmp_path.parent)
    (tmp_path / "no\r.txt").symlink_to(tmp_path / "nowhere")
    assert set(said(read_folder(tmp_path)[1])) == {"out\\n.txt", "no\\r.txt"}
    assert set(said(read_folder(tmp_path / "x\x1b")[1])) == {f"{tmp_path.as_posix()}/x\\x1b"}


def test_a_file_in_place_of_the_folder_is_said_to_be_one(tmp_path: Path) -> None:
    """Its permissions are not at fault."""
    (tmp_path / "seeds").write_text("text", encoding="utf-8")
    assert list(said(read_folder(tmp_path / "seeds")[1]).values()) == [
        "error: is a file, not a folder; move it and create a folder for the articles"
    ]


def test_a_folder_that_may_not_be_entered_is_a_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What may be listed but not looked at is named, and the others are read."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("text", encoding="utf-8")
    for method in ("is_dir", "is_file"):
        kept = getattr(Path, method)

        def look(path: Path, kept: object = kept) -> bool:
            if path.name == "a.txt":
                raise PermissionError(13, "Permission denied")
            return bool(kept(path))  # type: ignore[operator]

        monkeypatch.setattr(Path, method, look)
    files, problems = read_folder(tmp_path)
    assert [file.path for file in files] == ["b.txt"]
    assert said(problems) == {"a.txt": "error: cannot be read (Permission denied); mend its permissions"}


# --- paths given ---------------------------------------------------------------------------------


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a/x.txt", "a/y.txt", "b/x.txt", "b/deep/z.txt", "top.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["a/x.txt"], ["x.txt"]),
        (["a/x.txt", "a/y.txt"], ["x.txt", "y.txt"]),
        (["a/x.txt", "b/x.txt"], ["a/x.txt", "b/x.txt"]),
        (["b/deep/z.txt", "b/x.txt"], ["deep/z.txt", "x.txt"]),
        (["top.txt", "a/x.txt"], ["top.txt", "a/x.txt"]),
        (["a/y.txt", "a/x.txt", "./a/../a/y.txt", "a/y.txt"], ["y.txt", "x.txt"]),
        (["b"], ["deep/z.txt", "x.txt"]),
        (["a", "b"], ["a/x.txt", "a/y.txt", "b/deep/z.txt", "b/x.txt"]),
        (["a", "b/x.txt"], ["a/x.txt", "a/y.txt", "b/x.txt"]),
        (["b/deep", "b", "b/x.txt"], ["z.txt", "x.txt"]),
        (["a/no.txt", "b/no.txt", "a/no.txt"], []),
    ],
)
@pytest.mark.usefixtures("tree")
def test_files_are_named_apart_and_listed_once(given: list[str], named: list[str]) -> None:
    """No two files get the same path, and a file given twice, by whatever path, is one."""
    files, problems = read_paths([Path(path) for path in given])
    assert [file.path for file in files] == named
    assert len(problems) == (2 if not named else 0)


def test_a_link_and_its_file_given_together_are_one(tree: Path) -> None:
    """The first name given stays; a link alone keeps its own name."""
    (tree / "link.txt").symlink_to(tree / "a" / "x.txt")
    assert [file.path for file in read_paths([Path("link.txt"), Path("a/x.txt")])[0]] == ["link.txt"]
    assert [file.path for file in read_paths([tree / "link.txt"])[0]] == ["link.txt"]
