"""Files, encodings, front matter and pages: what is read and how a bad file is named."""

from __future__ import annotations

import gzip
import os
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_dossier.errors import ReadError
from build_dossier.messages import english
from build_dossier.model import Problem, RawFile, Source
from build_dossier.read import READERS, read, suffix_of
from build_dossier.read import folder as folder_module
from build_dossier.read.folder import read_folder, read_paths

GERMAN = "Größere Straßen für Fußgänger: Der Ausschuß prüft „neue“ Wege über die Brücke, heißt es in Köln."
RUSSIAN = (
    "Новая библиотека открылась в центре города, и первые читатели пришли уже утром. Книги можно брать домой."
)
JAPANESE = (
    "新しい図書館が駅前に開館し、朝から大勢の市民が列を作って入館を待ちました。来年は夜も開きます。" * 3
)
CHINESE = "新的图书馆今天在市中心开放，许多市民一早就来排队等候。馆长说，明年晚上也会开放。" * 3


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html lang='en-GB'><head>{head}</head><body>{body}</body></html>".encode()


def kinds(source: Source) -> dict[str, str]:
    lines = source.text.split("\n")
    return {lines[hint.line - 1]: hint.kind for hint in source.hints}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "utf-8"), (GERMAN, "utf-8-sig"), (GERMAN, "utf-16"), (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (GERMAN, "utf-32"), (GERMAN, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"), (CHINESE, "gb18030"),
    ],
)  # fmt: skip
def test_any_text_encoding_is_read(text: str, encoding: str) -> None:
    """The text comes out as it was; the hash is that of the bytes."""
    data = f"{text}\r\n\r\n{text}\r{text}".encode(encoding)
    source = read(RawFile("x.txt", data))
    assert source.text == f"{text}\n\n{text}\n{text}"
    assert source.sha256 == sha256(data).hexdigest()


def test_lines_pasted_in_another_encoding_are_read_by_line() -> None:
    """One line of Windows-1252 in a UTF-8 file spoils neither itself nor the others."""
    data = f"{GERMAN}\n{GERMAN}\n".encode() + "Öl und Äpfel".encode("cp1252")
    assert read(RawFile("x.txt", data)).text == f"{GERMAN}\n{GERMAN}\nÖl und Äpfel"


@pytest.mark.parametrize(
    ("name", "data", "remedy"),
    [
        ("a.txt", b"", "holds no text"),
        ("a.txt", b" \n\t\n", "holds no text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("a.txt", b"PK\x03\x04zip", "binary"),
        ("a.txt", b"abc\0\0\0def\x01\x02", "binary"),
        ("a.md", bytes(range(1, 32)) * 20, "binary"),
        ("a.txt", b"\xff\xfea\0b", "save it again as UTF-8"),
        ("a.html", b"<html><script>var a</script></html>", "holds no text"),
        ("a.html.gz", b"no gzip at all", "not a gzip file"),
        ("a.html.gz", gzip.compress(page("<p>x</p>"), mtime=0)[:-12], "breaks off"),
        ("a.html.gz", gzip.compress(bytes(65 * 1024 * 1024), mtime=0), "unpacks to more than"),
        ("a.md", b"---\ntitle: a: b: c\n---\ntext", "front matter cannot be read"),
        ("a.doc", b"text", "no known format"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_in_one_line(name: str, data: bytes, remedy: str) -> None:
    """The message holds the remedy, in one line, and leaves the file's name to whoever reads the file."""
    with pytest.raises(ReadError) as caught:
        read(RawFile(name, data))
    message = str(caught.value)
    assert name not in message
    assert remedy in message
    assert "\n" not in message


@given(st.binary(max_size=400), st.sampled_from(sorted(READERS)))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    """Nothing but a source or a `ReadError` comes of any bytes."""
    try:
        source = read(RawFile(f"x{suffix}", data))
    except ReadError:
        return
    assert source.text.strip()
    assert "\r" not in source.text


def test_front_matter_is_stated_and_hinted() -> None:
    """Keys become texts, dates ISO days, lists joined; every line of it is hinted as metadata."""
    text = (
        "---\ntitle: 'A: title'\ndate: 2023-11-18T09:15:00+01:00\nauthor:\n  - Jane Doe\n  - name: Max\n"
        "lang: de\nviews: 12\nurl: https://x.example\n---\n\n# Heading\n\n- item\n\n> quote\n"
    )
    source = read(RawFile("a.md", text.encode()))
    assert source.stated == {
        "title": "A: title", "date": "2023-11-18", "author": "Jane Doe, Max", "language": "de", "url": "https://x.example",
    }  # fmt: skip
    assert source.text == text
    assert [hint.line for hint in source.hints if hint.kind == "metadata"] == list(range(1, 11))
    assert [(hint.line, hint.kind) for hint in source.hints[10:]] == [
        (12, "title"),
        (14, "list-item"),
        (16, "quote"),
    ]


@pytest.mark.parametrize(
    "text", ["---\nJust a rule above.\n---\nText", "---\nno end: here\nText", "Text\n---\na: b\n---\n"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    """Three hyphens without keys below, or without an end, state nothing."""
    assert read(RawFile("a.md", text.encode())).stated == {}


def test_a_page_gives_its_visible_lines_and_what_they_are() -> None:
    """Scripts, styles and hidden elements never show; the rest is a block a line with its kind."""
    sentence = "The ferry line plans to run through the night from next spring, its director said on Friday. "
    body = (
        "<nav><a href='/'>Home</a></nav><main><article><h1>Night  ferry</h1>"
        + "".join(f"<p>{sentence * 2}Part {n}.</p>" for n in range(4))
        + "<h2>Who pays</h2><ul><li>One boat is electric and was built in the yard of the city.</li></ul>"
        f"<p>{sentence} Last.<br>Second line.</p></article></main><div hidden>secret</div>"
        "<p style='display: none'>secret</p><!-- secret --><template>secret</template>"
        "<script>secret()</script>"
        "<footer><p>© Example</p></footer>"
    )
    source = read(
        RawFile("p.html", page(body, "<title>Night ferry | Example</title><style>secret{}</style>"))
    )
    assert "secret" not in source.text
    assert source.stated["title"] == "Night ferry"
    assert "language" not in source.stated  # `lang` alone lies: it comes with the template
    found = kinds(source)
    assert (found["Home"], found["Night ferry"], found["Who pays"]) == ("boilerplate", "title", "heading")
    assert found["© Example"] == "boilerplate"
    assert sum(kind == "paragraph" for kind in found.values()) == 6


def test_a_teaser_that_repeats_the_article_stays_outside() -> None:
    """A list of news far above that quotes the first sentence is no part of the article."""
    first = "The ferry line plans to run through the night from next spring, its director said on Friday."
    news = (
        f"<li>Other news number {n} of this day, told in a sentence of some length.</li>" for n in range(15)
    )
    paragraphs = (
        f"<p>Paragraph {n} tells what the council and the line agreed on for year {n}.</p>" for n in range(9)
    )
    teasers, story = "".join(news), "".join(paragraphs)
    body = f"<ul><li>{first}</li>{teasers}</ul><article><h1>Night ferry</h1><p>{first}</p>{story}</article>"
    source = read(RawFile("p.html", page(body)))
    lines = source.text.split("\n")
    outside = [hint.line for hint in source.hints if hint.kind == "boilerplate"]
    assert [number for number, line in enumerate(lines, start=1) if line == first] == [1, 18]
    assert outside == list(range(1, 17))


def test_a_page_states_its_metadata() -> None:
    """Title, date, author, outlet and address come from the page's own metadata."""
    head = (
        "<meta property='og:title' content='Night ferry'><meta property='og:site_name' content='The Post'>"
        "<meta name='author' content='Jane Doe'><link rel='canonical' href='https://post.example/a'>"
        "<meta property='article:published_time' content='2023-11-18T09:15:00Z'>"
    )
    source = read(RawFile("p.htm", page("<p>" + "The ferry sails at night now. " * 20 + "</p>", head)))
    expected = {
        "title": "Night ferry", "date": "2023-11-18", "author": "Jane Doe", "outlet": "The Post",
        "url": "https://post.example/a",
    }  # fmt: skip
    assert source.stated == expected


def test_a_packed_page_is_read_and_hashed_as_it_lies() -> None:
    """The text is that of the page, the hash that of the packed bytes."""
    packed = gzip.compress(page("<p>" + "The ferry sails at night now. " * 20 + "</p>"), mtime=0)
    source = read(RawFile("a/p.html.gz", packed))
    assert source.text.startswith("The ferry sails")
    assert source.sha256 == sha256(packed).hexdigest()


def test_a_page_in_a_declared_encoding_is_read() -> None:
    """The page's own charset is believed when the bytes are no UTF-8."""
    data = f"<html><head><meta charset='windows-1251'></head><body><p>{RUSSIAN}</p></body></html>".encode(
        "cp1251"
    )
    assert read(RawFile("p.html", data)).text == RUSSIAN


@pytest.mark.usefixtures("no_hang")
@pytest.mark.parametrize("tag", ["div", "b", "p", "table><tr><td"])
def test_deep_nesting_neither_crashes_nor_hangs(tag: str) -> None:
    """100,000 open elements are read or refused."""
    try:
        source = read(RawFile("p.html", page(f"<p>Before it all.</p>{f'<{tag}>' * 100_000}Inside")))
        assert "Before it all." in source.text
    except ReadError as error:
        assert "nested too deep" in str(error) or "takes too long" in str(error)


def test_suffixes_are_told_by_their_end() -> None:
    """The longest known end wins, in any case; a bare gzip has no reader."""
    assert [suffix_of(name) for name in ("A.TXT", "b.html.gz", "c.gz", "README.md", "d")] == [
        ".txt",
        ".html.gz",
        "",
        ".md",
        "",
    ]


def said(problems: tuple[Problem, ...]) -> dict[str, tuple[str, str]]:
    return {problem.path: (problem.severity, english(problem.message)) for problem in problems}


def test_a_folder_is_read_in_order_and_its_problems_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Known files are sorted, hidden ones and the curator's file skipped, the rest named with a remedy."""
    seeds = tmp_path / "seeds"
    (seeds / "sub").mkdir(parents=True)
    (seeds / ".git").mkdir()
    outside = tmp_path / "secret.txt"
    for path in (
        outside,
        seeds / "b.txt",
        seeds / "sub" / "a.md",
        seeds / "README.md",
        seeds / ".hidden.txt",
        seeds / ".git" / "x.txt",
    ):
        path.write_text("text", encoding="utf-8")
    (seeds / "dossier.toml").write_text("", encoding="utf-8")
    (seeds / "empty.txt").write_text("", encoding="utf-8")
    (seeds / "film.mp4").write_bytes(b"x")
    (seeds / "big.txt").write_bytes(b"x" * 100)
    (seeds / "out.txt").symlink_to(outside)
    (seeds / "outdir").symlink_to(tmp_path)
    (seeds / "gone.txt").symlink_to(seeds / "nowhere.txt")
    (seeds / "inside.txt").symlink_to(seeds / "b.txt")
    (seeds / "loop").symlink_to(seeds)
    monkeypatch.setattr(folder_module, "SIZE_LIMIT", 99)
    files, problems = read_folder(seeds)
    assert [file.path for file in files] == ["README.md", "b.txt", "inside.txt", "sub/a.md"]
    found = said(problems)
    assert {path: severity for path, (severity, _) in found.items()} == {
        "big.txt": "error", "empty.txt": "error", "film.mp4": "warning", "gone.txt": "error",
        "out.txt": "error",
        "outdir": "error",
    }  # fmt: skip
    assert "leads out of the folder" in found["out.txt"][1]
    assert "copy the file itself here" in found["outdir"][1]
    assert "leads nowhere" in found["gone.txt"][1]


def test_what_may_not_be_read_is_a_problem_not_a_crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files and folders without permission are named; the others are read."""
    for name in ("a.txt", "b.txt", "locked/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("text", encoding="utf-8")
    reading, listing = Path.read_bytes, Path.iterdir

    def refuse_file(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return reading(path)

    def refuse_folder(path: Path) -> object:
        if path.name == "locked":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(Path, "read_bytes", refuse_file)
    monkeypatch.setattr(Path, "iterdir", refuse_folder)
    files, problems = read_folder(tmp_path)
    assert [file.path for file in files] == ["b.txt"]
    assert {path: text for path, (_, text) in said(problems).items()} == {
        "a.txt": "cannot be read (Permission denied); mend its permissions",
        "locked": "the folder cannot be read (Permission denied); mend its permissions",
    }


def test_paths_are_files_or_folders(tmp_path: Path) -> None:
    """A file is named by its name, a folder's files by their place in it; a missing one is an error."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text("text", encoding="utf-8")
    (tmp_path / "b.txt").write_text("text", encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(b"%PDF")
    os.utime(tmp_path / "b.txt", (0, 0))
    files, problems = read_paths(
        [tmp_path / "b.txt", tmp_path / "sub", tmp_path / "c.pdf", tmp_path / "no.txt"]
    )
    assert [(file.path, file.data) for file in files] == [("b.txt", b"text"), ("a.txt", b"text")]
    assert str(files[0].modified) == "1970-01-01"
    assert [(path, severity) for path, (severity, _) in said(problems).items()] == [
        ("c.pdf", "error"),
        ("no.txt", "error"),
    ]


def test_a_missing_folder_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    """No traceback where the seeds folder is not there."""
    files, problems = read_folder(tmp_path / "nowhere")
    assert files == ()
    assert "create it" in english(problems[0].message)
