"""The documentation is true: commands, settings, errors and packages stand in it as they are."""

from __future__ import annotations

import inspect
import re
import tomllib
from pathlib import Path

import pytest

import build_dossier.errors
from build_dossier.cli import main
from build_dossier.read import READERS
from build_dossier.rulings import ARTICLE_KEYS, DIFFERENCE_KEYS, EVENT_KEYS, parse_rulings

ROOT = Path(__file__).parents[1]


def text(name: str) -> str:
    """Return a document of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_stands_in_the_readme(command: str) -> None:
    """With its name as one types it."""
    assert f"`build-dossier {command}" in text("README.md")


def test_every_make_target_of_the_readme_exists() -> None:
    """And CI runs the README's test command and nothing else."""
    named = set(re.findall(r"`?make (\w+)", text("README.md"))) - {"PYTHON"}
    targets = set(re.findall(r"^(\w+):", text("Makefile"), flags=re.MULTILINE))
    assert {"site", "test", "serve", "check"} <= named <= targets
    assert text(".ci/run").splitlines()[-1] == "make test"


def test_every_key_of_the_curators_file_stands_in_the_readme() -> None:
    """Those of an article in the list, and the example is one that the loader understands."""
    readme = text("README.md")
    for key in (*ARTICLE_KEYS, *DIFFERENCE_KEYS, *EVENT_KEYS):
        assert re.search(rf"\b{key}\b", readme), key
    example = re.search(r"```toml\n(.*?)```", readme, flags=re.DOTALL)
    assert example
    rulings = parse_rulings(inspect.cleandoc(example[1].replace("\n   ", "\n")))
    assert rulings.title["de"]
    assert rulings.lines
    assert rulings.settled


@pytest.mark.parametrize("suffix", sorted(READERS))
def test_every_input_format_stands_in_the_readme(suffix: str) -> None:
    """By the end of its file name."""
    assert f"`{suffix}`" in text("README.md")


def test_every_error_stands_in_the_tree_of_its_module() -> None:
    """The drawing at the top of `errors.py` names each class."""
    tree = build_dossier.errors.__doc__ or ""
    for name in build_dossier.errors.__all__:
        assert name in tree


def test_every_floor_stands_in_the_architecture() -> None:
    """Each module and package right below `build_dossier` is named, and so are import-linter's floors."""
    architecture = text("ARCHITECTURE.md")
    package = ROOT / "build_dossier"
    parts = {path.name for path in package.iterdir() if path.suffix == ".py" and path.name != "__init__.py"}
    parts |= {f"{path.name}/" for path in package.iterdir() if (path / "__init__.py").is_file()}
    for part in sorted(parts):
        assert part.removesuffix(".py") in architecture, part
    layers = tomllib.loads(text("pyproject.toml"))["tool"]["importlinter"]["contracts"][0]["layers"]
    for name in " | ".join(layers).split(" | "):
        assert name in architecture, name


def test_the_changelog_tells_of_this_version() -> None:
    """There is something under "Unreleased" or under the package's version."""
    assert re.search(r"## (Unreleased|0\.1\.0)\n\n- \S", text("CHANGELOG.md"))
