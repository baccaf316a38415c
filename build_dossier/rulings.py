"""The curator's file, `dossier.toml`: what it says always wins.

```toml
[dossier]
title = "OpenAI in November"            # or { de = "...", id = "..." }
about = { de = "Fünf Tage", id = "Lima hari" }

[articles."000_x.txt"]                  # any of title date language author editor outlet url rights credit
date = 2023-11-18
exclude = true

[[lines]]
source = "000_x.txt"                    # or "*" for every article
keep = "Sam Altman auf Twitter"         # or drop = "..."
```
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from build_dossier.errors import RulingError
from build_dossier.model import Rulings

__all__ = ["ARTICLE_KEYS", "FILE_NAME", "load_rulings", "parse_rulings"]

FILE_NAME = "dossier.toml"
"""Name of the curator's file in the seeds folder."""

ARTICLE_KEYS = ("title", "date", "language", "author", "editor", "outlet", "url", "rights", "credit")
"""What a curator may state about an article, beside `exclude`."""

_LineRuling = tuple[str, Literal["keep", "drop"], str]


def load_rulings(folder: Path) -> Rulings:
    """Return the rulings of a seeds folder, empty ones where it has no `dossier.toml`."""
    path = folder / FILE_NAME
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Rulings()
    except UnicodeDecodeError as error:
        raise RulingError(f"{FILE_NAME}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise RulingError(f"{FILE_NAME}: cannot be read ({error.strerror}); mend its permissions") from error
    return parse_rulings(text)


def parse_rulings(text: str) -> Rulings:
    """Return the rulings that the text of a `dossier.toml` states; anything unknown is refused by name."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulingError(f"{FILE_NAME}: {error}; mend the TOML there") from error
    _only(table, ("dossier", "articles", "lines"), "")
    dossier = _table(table.get("dossier", {}), "dossier")
    _only(dossier, ("title", "about"), "dossier.")
    articles = _table(table.get("articles", {}), "articles")
    return Rulings(
        title=_texts(dossier.get("title", {}), "dossier.title"),
        about=_texts(dossier.get("about", {}), "dossier.about"),
        articles={path: _article(value, f'articles."{path}"') for path, value in articles.items()},
        lines=_lines(table.get("lines", [])),
    )


def _refuse(key: str, remedy: str) -> RulingError:
    return RulingError(f"{FILE_NAME}: {key} {remedy}")


def _only(table: Mapping[str, object], known: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in known:
            raise _refuse(f"{prefix}{key}", f"is not known; use one of: {', '.join(known)}")


def _table(value: object, key: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _refuse(key, f"must be a table; write [{key}]")
    return value


def _texts(value: object, key: str) -> Mapping[str, str]:
    """Return texts by language; a plain string stands for all under the empty code."""
    if isinstance(value, str):
        return {"": value}
    if not isinstance(value, dict):
        raise _refuse(key, 'must be a text in quotes or a table like { de = "..." }')
    for language, text in value.items():
        if not isinstance(text, str):
            raise _refuse(f"{key}.{language}", "must be a text in quotes")
    return dict(value)


def _article(value: object, key: str) -> Mapping[str, str]:
    table = _table(value, key)
    _only(table, (*ARTICLE_KEYS, "exclude"), f"{key}.")
    return {name: _article_value(name, table[name], f"{key}.{name}") for name in table}


def _article_value(name: str, value: object, key: str) -> str:
    if name == "exclude":
        if not isinstance(value, bool):
            raise _refuse(key, "must be true or false, without quotes")
        return "true" if value else "false"
    if name == "date" and isinstance(value, datetime):
        return value.date().isoformat()
    if name == "date" and isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str) or not value.strip():
        wanted = "must be a day like 2023-11-18" if name == "date" else "must be a text in quotes"
        raise _refuse(key, wanted)
    return value.strip()


def _lines(value: object) -> tuple[_LineRuling, ...]:
    if not isinstance(value, list):
        raise _refuse("lines", "must be a list of tables; write [[lines]]")
    return tuple(_line(entry, f"lines, entry {number},") for number, entry in enumerate(value, start=1))


def _line(value: object, key: str) -> _LineRuling:
    table = _table(value, key)
    _only(table, ("source", "keep", "drop"), f"{key} ")
    source, keep, drop = (table.get(name) for name in ("source", "keep", "drop"))
    if not isinstance(source, str) or not source:
        raise _refuse(key, 'needs source = "file name", or "*" for every article')
    if isinstance(keep, str) == isinstance(drop, str):
        raise _refuse(key, 'needs either keep = "text of the line" or drop = "text of the line"')
    text = keep if isinstance(keep, str) else str(drop)
    if not text.strip():
        raise _refuse(key, "has an empty text; paste the line")
    return (source, "keep" if isinstance(keep, str) else "drop", text.strip())
