"""A bare `mkdocs build` and `mkdocs serve`: the command line's site, and a server that stays up."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_dossier.publish.site import Project, load_project, publish
from tests.publishing import ROOT, content, make_project, some_pages

MKDOCS = """
import signal
import sys
from build_dossier import mkdocs_plugin
from build_dossier.errors import RulingError
from build_dossier.model import Message, Problem
from tests.publishing import page, some_pages

def compose(project):
    note = project.seeds / "note.txt"
    text = note.read_text(encoding="utf-8").strip() if note.exists() else ""
    if text == "broken":
        raise RulingError("seeds/dossier.toml: not TOML; mend it")
    pages = [*some_pages(), *([page("de", "articles/note.md", text=text)] if text else [])]
    problems = [Problem("error", "bad.txt", Message.of("is empty; remove it"))] if text == "one bad" else []
    return pages, "{}\\n", problems

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs inherit it ignored
mkdocs_plugin.compose = compose
from mkdocs.__main__ import cli
cli()
"""


def environment(root: Path) -> dict[str, str]:
    return os.environ | {
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "HOME": str(root),
        "NO_MKDOCS_2_WARNING": "1",
    }


def mkdocs(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run mkdocs in a project whose pages are those of `some_pages`."""
    root = project.config_file.parent
    command = [sys.executable, "-c", MKDOCS, *arguments]
    return subprocess.run(
        command, cwd=root, env=environment(root), capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Publish the pages as the command line does."""
    project = load_project(make_project(tmp_path_factory.mktemp("expected")).config_file)
    publish(project, some_pages(), "{}\n")
    return project


def same(project: Project, expected: Project) -> None:
    assert content(project.site) == content(expected.site)
    assert content(project.offline) == content(expected.offline)
    assert project.archive.read_bytes() == expected.archive.read_bytes()
    left = {path.name for path in project.config_file.parent.iterdir()}
    assert not [name for name in left if name.startswith(".site-")]


def test_a_bare_build_gives_the_same_bytes(tmp_path: Path, expected: Project) -> None:
    """Both sites, every language and the zip; nothing is left aside, no page is said to lack in the menu."""
    project = make_project(tmp_path)
    done = mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    same(project, expected)
    assert "not included in the" not in done.stderr
    assert "WARNING" not in done.stderr


def test_the_order_of_the_plugins_does_not_matter(tmp_path: Path, expected: Project) -> None:
    """Before `search` or after it: the plugin is heard first, so each language has its own search."""
    project = make_project(tmp_path)
    text = project.config_file.read_text(encoding="utf-8")
    text = re.sub(r"^  - search.*\n", "", text, flags=re.MULTILINE).replace(
        "plugins:\n", "plugins:\n  - search\n"
    )
    project.config_file.write_text(text, encoding="utf-8")
    assert text.index("- search") < text.index("- dossier")
    done = mkdocs(project, "build")
    assert done.returncode == 0, done.stderr
    same(project, expected)


def test_a_bare_build_that_fails_leaves_the_site(tmp_path: Path, expected: Project) -> None:
    """One line says what is wrong; the old site stays, in all its languages."""
    project = make_project(tmp_path)
    assert mkdocs(project, "build").returncode == 0
    (project.seeds / "note.txt").write_text("broken", encoding="utf-8")
    done = mkdocs(project, "build")
    assert done.returncode != 0
    assert "seeds/dossier.toml: not TOML; mend it" in done.stderr
    assert "Traceback" not in done.stderr
    same(project, expected)


def test_a_template_that_fails_in_another_language_leaves_the_site(tmp_path: Path, expected: Project) -> None:
    """Only the French build meets the error, in a process of its own; it is told, nothing is swapped in."""
    project = make_project(tmp_path)
    assert mkdocs(project, "build").returncode == 0
    main = tmp_path / "overrides/main.html"
    before = main.read_text(encoding="utf-8")
    main.write_text(
        before.replace(
            "{% block site_meta %}", "{% block site_meta %}{{ none.x.y if lang.t('language') == 'fr' }}"
        ),
        encoding="utf-8",
    )
    done = mkdocs(project, "build")
    assert done.returncode != 0
    assert "fr: " in done.stderr
    same(project, expected)


def test_an_input_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    """As a warning: the others are published, and --strict makes it a failure."""
    project = make_project(tmp_path)
    (project.seeds / "note.txt").write_text("one bad", encoding="utf-8")
    done = mkdocs(project, "build")
    assert "WARNING -  bad.txt: is empty; remove it" in done.stderr
    assert done.returncode == 0
    assert (project.site / "de/articles/note.html").exists()
    assert mkdocs(project, "build", "--strict").returncode != 0


def test_a_bare_build_does_not_delete_the_seeds(tmp_path: Path) -> None:
    """Nor a folder with other files: one line says what to name otherwise, and all stays."""
    project = make_project(tmp_path)
    (project.seeds / "a.txt").write_text("An article.", encoding="utf-8")
    done = mkdocs(project, "build", "--site-dir", "seeds")
    assert done.returncode != 0
    assert "site_dir: seeds holds the articles; name another folder in mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr
    project.site.mkdir()
    (project.site / "notes.txt").touch()
    done = mkdocs(project, "build")
    assert done.returncode != 0
    assert "site holds other files than a dossier; move them" in done.stderr
    assert {path.name for path in (*project.seeds.iterdir(), *project.site.iterdir())} == {
        "a.txt",
        "notes.txt",
    }


# --- serve ---------------------------------------------------------------------------------------


@dataclass
class Server:
    """A running `mkdocs serve`."""

    project: Project
    url: str
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        """Return the status and the text of a page."""
        try:
            with urllib.request.urlopen(f"{self.url}{path}", timeout=20) as answer:
                return int(answer.status), answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def builds(self) -> int:
        """Return how often it has built."""
        return self.log.read_text(encoding="utf-8").count("Building documentation")

    def until(self, path: str, text: str, wanted: bool = True) -> None:
        """Wait until a page says something (or no longer does)."""
        end = time.monotonic() + 40
        while (text in self.get(path)[1]) is not wanted:
            assert time.monotonic() < end, self.log.read_text(encoding="utf-8")
            time.sleep(0.2)

    def rest(self) -> None:
        """Wait until it has not built anything for three seconds."""
        end = time.monotonic() + 40
        count, since = self.builds(), time.monotonic()
        while time.monotonic() < since + 3:
            assert time.monotonic() < end, f"it builds for ever:\n{self.log.read_text(encoding='utf-8')}"
            if self.builds() != count:
                count, since = self.builds(), time.monotonic()
            time.sleep(0.1)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start `mkdocs serve` as a newcomer would, without options but the address."""
    project = make_project(tmp_path_factory.mktemp("served"))
    root = project.config_file.parent
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    log = root / "serve.log"
    with log.open("wb") as out:
        command = [sys.executable, "-c", MKDOCS, "serve", "--dev-addr", address]
        process = subprocess.Popen(
            command,
            cwd=root,
            env=environment(root),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            end = time.monotonic() + 60
            while "Serving on" not in log.read_text(encoding="utf-8"):
                assert process.poll() is None and time.monotonic() < end, log.read_text(encoding="utf-8")
                time.sleep(0.1)
            yield Server(project, f"http://{address}/", log)
        finally:
            process.send_signal(signal.SIGINT)  # as Ctrl-C: it clears up
            process.wait(30)


def test_serve_shows_every_language(server: Server) -> None:
    """At the root the languages are offered, and each lies where it will lie; a wrong address says so."""
    assert 'href="de/index.html"' in server.get("")[1]
    for language in ("id", "de", "fr"):
        status, text = server.get(f"{language}/articles/leader.html")
        assert status == 200
        assert f'<html lang="{language}"' in text
    assert server.get("de/nowhere.html")[0] == 404


def test_serve_does_not_build_for_ever(server: Server) -> None:
    """It writes pages into the folder that it watches, but only those that changed."""
    server.rest()
    count = server.builds()
    (server.project.seeds / "note.txt").write_text("something new", encoding="utf-8")
    server.until("de/articles/note.html", "something new")
    server.rest()
    assert server.builds() - count <= 2


def test_serve_outlives_seeds_that_cannot_be_used(server: Server) -> None:
    """The pages stay, the log tells why, and the mended seeds are shown."""
    server.until("de/index.html", "livereload")
    (server.project.seeds / "note.txt").write_text("broken", encoding="utf-8")
    end = time.monotonic() + 40
    while "not TOML; mend it" not in server.log.read_text(encoding="utf-8"):
        assert time.monotonic() < end
        time.sleep(0.1)
    server.rest()
    assert server.get("de/articles/leader.html")[0] == 200
    (server.project.seeds / "note.txt").write_text("mended", encoding="utf-8")
    server.until("de/articles/note.html", "mended")


def test_serve_shows_a_new_hand_written_page(server: Server) -> None:
    """Also in a language that is not the first."""
    (server.project.docs / "fr/a-propos.md").write_text("# À propos\n", encoding="utf-8")
    server.until("fr/index.html", "a-propos.html")


def test_serve_watches_the_overrides(server: Server) -> None:
    """A changed style is built in."""
    style = server.project.config_file.parent / "overrides/assets/stylesheets/dossier.css"
    style.write_text(style.read_text(encoding="utf-8") + "\n/* changed */\n", encoding="utf-8")
    server.until("de/assets/stylesheets/dossier.css", "/* changed */")


def test_serve_writes_no_site(server: Server) -> None:
    """What is served lies in a temporary folder; the curator's site is not touched."""
    assert not server.project.site.exists()
    assert not server.project.offline.exists()
