"""The command line, used well and used badly: what it prints, what it publishes, how it ends."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.site.conftest import copy_project

GOOD = """Stadtrat beschließt neue Brücke

Veröffentlicht: 2024-03-05

Der Stadtrat von Ulm hat am Montag den Bau einer neuen Brücke über die Donau beschlossen.

Die Arbeiten sollen im Herbst beginnen und zwei Jahre dauern, sagte die Bürgermeisterin.
"""


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a folder."""
    command = [sys.executable, "-m", "build_dossier", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project with one good article and nothing else."""
    copy_project(tmp_path)
    for seed in (tmp_path / "seeds").iterdir():
        seed.unlink()
    (tmp_path / "seeds" / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


def published(root: Path) -> set[str]:
    """Return the sources that the built site holds."""
    record = json.loads((root / "site" / "dossier.json").read_text(encoding="utf-8"))
    return {article["source"] for article in record["articles"]}


def test_a_good_article_alone_is_published(root: Path) -> None:
    """One article in one language makes a whole site, and the exit code is 0."""
    done = run(root, "build")
    assert done.returncode == 0, done.stderr
    assert published(root) == {"good.txt"}
    assert (root / "site" / "de" / "timeline.html").is_file()


BAD = {
    "empty.txt": b"",
    "blank.txt": b"  \n\n \t\n",
    "binary.txt": bytes(range(256)) * 40,
    "photo.txt": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(2000),
    "cut.html.gz": gzip.compress(b"<html><body><p>" + b"Text. " * 4000, mtime=0)[:80],
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_named_in_one_line_and_the_good_one_is_published(root: Path, name: str) -> None:
    """The line names the file and the remedy; the exit code is 1."""
    (root / "seeds" / name).write_bytes(BAD[name])
    done = run(root, "build")
    said = [line for line in done.stderr.splitlines() if line]
    assert done.returncode == 1
    assert len(said) == 1, done.stderr
    assert name in said[0]
    assert ";" in said[0]
    assert published(root) == {"good.txt"}


def test_an_unreadable_file_and_a_link_out_of_the_folder_are_refused(root: Path, tmp_path: Path) -> None:
    """What lies outside the seeds folder is not published, whatever points at it."""
    outside = tmp_path / "secret.txt"
    outside.write_text("Geheime Akten liegen außerhalb des Ordners und bleiben dort.\n" * 3, encoding="utf-8")
    (root / "seeds" / "link.txt").symlink_to(outside)
    (root / "seeds" / "gone.txt").symlink_to(root / "nowhere.txt")
    done = run(root, "build")
    assert done.returncode == 1
    assert "link.txt" in done.stderr
    assert "gone.txt" in done.stderr
    assert published(root) == {"good.txt"}
    assert "Geheime" not in (root / "site" / "dossier.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("encoding", "name"), [("utf-8-sig", "bom"), ("utf-16", "sixteen"), ("cp1252", "western")]
)
def test_any_text_encoding_is_read(root: Path, encoding: str, name: str) -> None:
    """The same article in another encoding gives the same text, and beside the first is an edition of it."""
    (root / "seeds" / f"{name}.txt").write_bytes(GOOD.encode(encoding))
    texts = []
    for source in ("good.txt", f"{name}.txt"):
        done = run(root, "inspect", f"seeds/{source}", "--json")
        assert done.returncode == 0, done.stderr
        [article] = [json.loads(line) for line in done.stdout.splitlines()]
        texts.append((article["title"], [block["text"] for block in article["blocks"]]))
    assert texts[0] == texts[1]
    assert texts[0][0] == "Stadtrat beschließt neue Brücke"
    dossier = json.loads(run(root, "inspect", "seeds", "--dossier").stdout)
    (edition,) = dossier["editions"]
    assert (edition["score"], edition["differences"]) == (1.0, [])


def test_a_ten_megabyte_line_does_not_stop_the_others(root: Path) -> None:
    """It is published or named, and the good article is published."""
    (root / "seeds" / "long.txt").write_text("Montag 12 oder Freitag, " * 420_000, encoding="utf-8")
    done = run(root, "build")
    assert "good.txt" in published(root)
    assert done.returncode in (0, 1)
    assert "Traceback" not in done.stderr


def test_a_hostile_title_stays_text(root: Path) -> None:
    """Markup in a title or a name is shown, never run."""
    (root / "seeds" / "good.txt").unlink()  # of the same text, which would be one article
    hostile = '<script>alert(1)</script> {{ config }} "><img src=x onerror=alert(2)>'
    (root / "seeds" / "hostile.md").write_text(
        f"---\ntitle: '{hostile}'\nauthor: '<b onclick=x>A</b>'\nlanguage: de\n---\n\n{GOOD}",
        encoding="utf-8",
    )
    assert run(root, "build").returncode == 0
    for page in (root / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script>alert(1)" not in html, page
        assert "<img src=x" not in html, page
        assert "<b onclick" not in html, page


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_empty_folder_is_one_clear_line(root: Path, command: str) -> None:
    """It names the folder and what to put there; the site that stood before stands still."""
    assert run(root, "build").returncode == 0
    (root / "seeds" / "good.txt").unlink()
    done = run(root, command)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "seeds" in done.stderr
    assert published(root) == {"good.txt"}


def test_inspect_prints_json_lines_and_nothing_else(root: Path) -> None:
    """Each line of stdout is one object, whatever went wrong beside it."""
    (root / "seeds" / "bad.txt").write_bytes(BAD["binary.txt"])
    done = run(root, "inspect", "seeds/good.txt", "seeds/bad.txt", "--json")
    assert done.returncode == 1
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["source"] for record in records] == ["good.txt"]
    assert len(done.stderr.splitlines()) == 1


def test_inspect_prints_the_dossier_without_building_a_site(root: Path) -> None:
    """`--dossier` gives one object with works, events and problems."""
    done = run(root, "inspect", "seeds", "--dossier")
    record = json.loads(done.stdout)
    assert {"works", "related", "events", "problems"} <= set(record)
    assert not (root / "site").exists()


def test_a_missing_path_and_an_unknown_command_say_so(root: Path) -> None:
    """A path that is not there is a failure in one line; a wrong command is exit code 2."""
    done = run(root, "inspect", "nowhere.txt")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere.txt" in done.stderr
    assert run(root, "bild").returncode == 2


def test_the_curators_word_wins(root: Path) -> None:
    """`dossier.toml` sets metadata, excludes an article and keeps a line."""
    (root / "seeds" / "other.txt").write_text(GOOD.replace("Ulm", "Bonn"), encoding="utf-8")
    (root / "seeds" / "dossier.toml").write_text(
        '[articles."good.txt"]\ndate = "2024-03-07"\nauthor = "Eva Beispiel"\n'
        '[articles."other.txt"]\nexclude = true\n',
        encoding="utf-8",
    )
    done = run(root, "inspect", "seeds", "--json")
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert record["published"]["date"] == "2024-03-07"
    assert record["published"]["basis"] == "ruled"
    assert record["author"] == "Eva Beispiel"


def test_a_ruling_that_matches_nothing_is_reported(root: Path) -> None:
    """`check` names the ruling; the build goes on without it."""
    (root / "seeds" / "dossier.toml").write_text(
        '[articles."gone.txt"]\nexclude = true\n[[lines]]\nsource = "*"\ndrop = "Nowhere to be found"\n',
        encoding="utf-8",
    )
    done = run(root, "check")
    assert done.returncode == 0
    assert [line.split(":")[1].strip() for line in done.stdout.splitlines()] == ["dossier.toml"] * 2
    assert "gone.txt" in done.stdout
    assert "Nowhere to be found" in done.stdout


def test_a_broken_dossier_toml_is_one_clear_line(root: Path) -> None:
    """It names the file and the remedy, and nothing is published on a misunderstanding."""
    (root / "seeds" / "dossier.toml").write_text("[articles\n", encoding="utf-8")
    done = run(root, "build")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "dossier.toml" in done.stderr


def test_inspect_of_some_files_is_silent_about_the_others(root: Path) -> None:
    """`seeds/*` names the curator's file too, and rulings on files that were not asked for are no problem."""
    (root / "seeds" / "dossier.toml").write_text(
        '[articles."absent.txt"]\ndate = 2023-11-18\n', encoding="utf-8"
    )
    done = run(root, "inspect", "seeds/good.txt", "seeds/dossier.toml")
    assert done.returncode == 0
    assert "dossier.toml" not in done.stderr
    assert "names the article absent.txt" in run(root, "inspect", "seeds").stderr
    assert run(root, "inspect", "seeds/dossier.toml").returncode == 1


def test_a_difference_is_settled_by_the_command_that_check_prints(tmp_path: Path) -> None:
    """It is asked no more; an id that no difference has is refused in one line."""
    copy_project(tmp_path)
    last = run(tmp_path, "check").stdout.splitlines()[-1]
    assert "build-dossier settle " in last
    id = last.rpartition(" ")[2]
    done = run(tmp_path, "settle", id, "--note", "So stimmt es.")
    assert (done.returncode, done.stderr) == (0, "")
    assert id not in run(tmp_path, "check").stdout
    refused = run(tmp_path, "settle", "000000")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (1, 1)
    assert run(tmp_path, "unsettle", id).returncode == 0
    assert run(tmp_path, "check").stdout.splitlines()[-1] == last
