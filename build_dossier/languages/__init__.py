"""Language packs: what CLDR does not know of a language, as data.

`<code>.toml` beside this file holds one pack. Each section has a module here that turns it into typed
values and refuses a rule that fails its own examples (`PackError`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from build_dossier.errors import PackError

__all__ = ["available", "section"]


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name[:-5] for file in files if file.name.endswith(".toml")))


@cache
def _pack(code: str) -> Mapping[str, Any]:
    file = resources.files(__name__) / f"{code}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"languages/{code}.toml: {error}; mend the file") from error


def section(code: str, name: str) -> Mapping[str, Any]:
    """Return one top-level table of a language's pack as TOML values; empty when there is none.

    `section("de", "temporal")` is the `[temporal]` table; a regional code falls back to its language.
    """
    for candidate in (code, code.split("-", maxsplit=1)[0]):
        if candidate in available():
            value = _pack(candidate).get(name, {})
            return value if isinstance(value, Mapping) else {name: value}
    return {}
