"""Every sentence the code says to a reader: what the catalogues must hold.

A development tool: `update.py` and the tests use it, the site does not.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2.ext import babel_extract

__all__ = ["ROOT", "msgids"]

ROOT = Path(__file__).resolve().parents[1]

CALLS = {"_", "ngettext", "text", "plural", "of", "Message"}
"""Functions of ours whose first literal argument is a msgid, and the second its plural if it is one too."""


def msgids(root: Path = ROOT) -> dict[str, str]:
    """Return every msgid of the package with its plural, empty where it has none, in order."""
    found: dict[str, str] = {}
    for one, many in (*_python(root), *_templates(root), *_packs(root)):
        if one:
            found[one] = many or found.get(one, "")
    return dict(sorted(found.items()))


def _python(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(root.rglob("*.py")):
        if path.parent != Path(__file__).parent:
            yield from _calls(ast.parse(path.read_text(encoding="utf-8")))


def _calls(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name not in CALLS:
            continue
        plural = [word.value for word in node.keywords if word.arg == "plural"]
        many = next((text for argument in [*node.args[1:2], *plural] for text in _literals(argument)), "")
        for one in _literals(node.args[0]) if node.args else ():
            yield one, many


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the text of a literal, both texts of a choice between two."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _templates(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "pages/templates").glob("*.html")):
        with path.open("rb") as file:
            for _line, _name, message, _comments in babel_extract(file, ["_", "ngettext"], [], {}):
                parts = message if isinstance(message, tuple) else (message,)
                literals = [part for part in parts if isinstance(part, str)]
                yield literals[0], (literals[1] if len(literals) > 1 else "")


def _packs(root: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((root / "languages").glob("*.toml")):
        yield from _reasons(tomllib.loads(path.read_text(encoding="utf-8")))


def _reasons(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        reason = value.get("reason")
        if isinstance(reason, str):
            yield reason, ""
        for item in value.values():
            yield from _reasons(item)
    elif isinstance(value, list):
        for item in value:
            yield from _reasons(item)
