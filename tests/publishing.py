"""A small project with hand-made pages, for the tests of what is written and published."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from build_dossier.model import Alternate, Page
from build_dossier.publish.site import Project

ROOT = Path(__file__).parents[1]
NAMES = {"id": "Bahasa Indonesia", "de": "Deutsch", "fr": "Français"}
LEADERS = {
    "id": "Seorang pemimpin berbicara pada 2023.",
    "de": "Der Vorstand sprach 2023.",
    "fr": "Un dirigeant licencié parla en 2023.",
}
PATHS = ("index.md", "timeline.md", "articles/index.md", "articles/leader.md", "articles/other.md")


def page(language: str, path: str, title: str = "", text: str = "", translated: bool = True) -> Page:
    """Return a page with a heading and a paragraph, translated into the other languages of `NAMES`."""
    up = "../" * (path.count("/") + 1)
    return Page(
        language=language,
        path=path,
        title=title or f"{path} {language}",
        html=f'<h1 id="title">Halaman</h1>\n<div><p>{text or "Teks."}</p></div>\n',
        description="what it tells",
        alternates=tuple(
            Alternate(other, name, f"{up}{other}/{path.removesuffix('.md')}.html", translated)
            for other, name in NAMES.items()
            if other != language
        ),
        hub="/" not in path or path.endswith("index.md"),
    )


def some_pages(languages: Sequence[str] = tuple(NAMES)) -> tuple[Page, ...]:
    """Return five pages a language, one of them with words to search for."""
    return tuple(
        page(language, path, text=LEADERS[language] if "leader" in path else "")
        for language in languages
        for path in PATHS
    )


def make_project(root: Path, settings: str = "") -> Project:
    """Make a project like a clone's, without seeds, with `settings` added to its mkdocs.yml."""
    (root / "docs").mkdir(parents=True)
    (root / "seeds").mkdir()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{text}\n{settings}\n", encoding="utf-8")
    return Project(
        config_file=root / "mkdocs.yml",
        seeds=root / "seeds",
        docs=root / "docs",
        site=root / "site",
        site_name="Dossier",
    )


def content(folder: Path) -> dict[str, bytes]:
    """Return all files below a folder with their bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
