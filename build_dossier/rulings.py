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

[[events]]                              # an event that no article dates
date = 2023-11-19                       # or "2023-11", "2023", "2023-11-17/2023-11-19"
label = { de = "Verhandlungen", fr = "Négociations" }

[[events]]                              # one of the timeline, by the id that stands at its entry
id = "e-2023-11-17-1a2b"
merge = ["e-2023-11-17-3c4d"]           # is the same happening
label = "Altman has to go"              # and any of label, date, merge, pin; or hide = true alone
pin = true                              # to be seen at once in a long timeline

[names."Sam Altman"]                    # a name, a spelling, or words that nobody took for a name
name = "Samuel Altman"                  # what to show
kind = "person"                         # or organisation, place, product, other
also = ["萨姆·奥尔特曼", "Sama"]            # other names and spellings of the same
apart = ["Altam"]                       # spellings that mean another
hide = true

[[works]]
same = ["000_x.txt", "001_y.txt"]       # one text; or apart = [...], no two of them one text

[[differences]]                         # what versions of a text say differently, judged: it is no more asked
id = "1f3a9c"                           # as `check` and the side-by-side page show it
note = "A slip of the translator."      # why, for the reader; or { de = "...", fr = "..." }; may be left out
```
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Literal, get_args

from build_dossier.edtf import days_of
from build_dossier.errors import DossierError, RulingError
from build_dossier.model import EventRuling, Kind, NameRuling, Rulings

__all__ = [
    "ARTICLE_KEYS", "DIFFERENCE_KEYS", "EVENT_KEYS", "FILE_NAME", "NAME_KEYS",
    "load_rulings", "parse_rulings", "read_rulings",
]  # fmt: skip

FILE_NAME = "dossier.toml"
"""Name of the curator's file in the seeds folder."""

ARTICLE_KEYS = ("title", "date", "language", "author", "editor", "outlet", "url", "rights", "credit")
"""What a curator may state about an article, beside `exclude`."""

DIFFERENCE_KEYS = ("id", "note")
"""What a curator may state about a difference between the versions of a text."""

EVENT_KEYS = ("id", "date", "label", "merge", "hide", "pin")
"""What a curator may state about an event."""

_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
"""The shape of a BCP 47 language code, with the underscore that programs write."""
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ].*)?)?)?")
"""A year, a month or a day as ISO 8601 writes them; a time of day may follow."""

NAME_KEYS = ("name", "kind", "also", "apart", "hide")
"""What a curator may say of a name."""

_EVENT = ("an event", "e-2023-11-17-1a2b")
"""What the id of an event is called, and what it looks like."""

_Sources = tuple[str, ...]
_LineRuling = tuple[str, Literal["keep", "drop"], str]


def load_rulings(folder: Path) -> Rulings:
    """Return the rulings of a seeds folder, empty ones where it has no `dossier.toml`.

    Raises `DossierError` where there is no such folder: nothing that comes after could say it better.
    """
    return parse_rulings(read_rulings(folder))


def read_rulings(folder: Path) -> str:
    """Return the text of a seeds folder's `dossier.toml`, empty where there is none."""
    _must_be_folder(folder)
    path = folder / FILE_NAME
    if path.is_symlink():
        _must_stay_inside(path, folder)
    if path.exists() and not path.is_file():
        raise RulingError(f"{FILE_NAME}: is not a file; rename it")
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise RulingError(f"{FILE_NAME}: byte {error.start} is not UTF-8; save the file as UTF-8") from error
    except OSError as error:
        raise RulingError(f"{FILE_NAME}: cannot be read ({error.strerror}); mend its permissions") from error


def _must_be_folder(folder: Path) -> None:
    if folder.is_dir():
        return
    name = "".join(char if char.isprintable() else ascii(char)[1:-1] for char in folder.as_posix())
    if folder.exists():
        raise DossierError(f"{name}: is a file, not a folder; move it and create a folder for the articles")
    raise DossierError(f"{name}: there is no such folder; create it and put the articles into it")


def _must_stay_inside(link: Path, folder: Path) -> None:
    """Refuse a link that shows a file from elsewhere, as it is refused for articles."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise RulingError(f"{FILE_NAME}: is a link that leads nowhere; remove it") from error
    if not target.is_relative_to(folder.resolve()):
        raise RulingError(f"{FILE_NAME}: is a link that leads out of the folder; copy the file itself here")


def parse_rulings(text: str) -> Rulings:
    """Return the rulings that the text of a `dossier.toml` states; anything unknown is refused by name."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulingError(f"{FILE_NAME}: {error}; mend the TOML there") from error
    except RecursionError as error:
        raise RulingError(f"{FILE_NAME}: is nested too deep; mend the TOML there") from error
    _only(table, ("dossier", "articles", "lines", "works", "events", "names", "differences"), "")
    dossier = _table(table.get("dossier", {}), "dossier")
    _only(dossier, ("title", "about"), "dossier.")
    articles = _table(table.get("articles", {}), "articles")
    names = _table(table.get("names", {}), "names")
    same, apart = _works(table.get("works", []))
    return Rulings(
        title=_texts(dossier.get("title", {}), "dossier.title"),
        about=_texts(dossier.get("about", {}), "dossier.about"),
        articles={path: _article(value, f"articles.{_quoted(path)}") for path, value in articles.items()},
        lines=_lines(table.get("lines", [])),
        events=_events(table.get("events", [])),
        names={name: _name(value, f"names.{_quoted(name)}") for name, value in names.items()},
        same=same,
        apart=apart,
        settled=_differences(table.get("differences", [])),
    )


def _refuse(key: str, remedy: str) -> RulingError:
    return RulingError(f"{FILE_NAME}: {key} {remedy}")


def _only(table: Mapping[str, object], known: tuple[str, ...], prefix: str) -> None:
    for key in table:
        if key not in known:
            raise _refuse(f"{prefix}{_shown(key)}", f"is not known; use one of: {', '.join(known)}")


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
    texts: dict[str, str] = {}
    for language, text in value.items():
        place = f"{key}.{_shown(language)}"
        if not isinstance(text, str):
            raise _refuse(place, "must be a text in quotes")
        if not _CODE.fullmatch(language):
            raise _refuse(place, "is not a language code; write one like de or zh-Hant")
        code = _canonical(language)
        if code in texts:
            raise _refuse(place, f"is {code}, which has a text already; remove one")
        texts[code] = text
    return texts


def _shown(key: str) -> str:
    """Return a key as TOML writes it: bare where it can be, else in quotes and in one line."""
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _quoted(key)


def _quoted(key: str) -> str:
    return '"' + "".join(char if char.isprintable() else ascii(char)[1:-1] for char in key) + '"'


def _canonical(code: str) -> str:
    """Return a language code in its usual letters: `zh_hant` is `zh-Hant`, `DE` is `de`."""
    first, *rest = re.split("[-_]", code)
    return "-".join(
        [first.lower(), *({4: part.title(), 2: part.upper()}.get(len(part), part.lower()) for part in rest)]
    )


def _article(value: object, key: str) -> Mapping[str, str]:
    table = _table(value, key)
    _only(table, (*ARTICLE_KEYS, "exclude"), f"{key}.")
    return {name: _article_value(name, table[name], f"{key}.{name}") for name in table}


def _article_value(name: str, value: object, key: str) -> str:
    if name == "exclude":
        if not isinstance(value, bool):
            raise _refuse(key, "must be true or false, without quotes")
        return "true" if value else "false"
    if name == "date":
        return _day(value, key)
    if not isinstance(value, str) or not value.strip():
        raise _refuse(key, "must be a text in quotes")
    if name == "language" and not _CODE.fullmatch(value.strip()):
        raise _refuse(key, "is not a language code; write one like de or zh-Hant")
    return value.strip()


def _day(value: object, key: str) -> str:
    """Return a day, a month or a year as ISO 8601 writes it."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    found = _DATE.fullmatch(value.strip()) if isinstance(value, str) else None
    if found is None:
        raise _refuse(key, 'must be a day like 2023-11-18, or "2023-11" or "2023" in quotes')
    parts = [part for part in found.groups() if part]
    try:
        date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except ValueError as error:
        raise _refuse(key, "is not in the calendar; write a day like 2023-11-18") from error
    return "-".join(parts)


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


def _events(value: object) -> tuple[EventRuling, ...]:
    if not isinstance(value, list):
        raise _refuse("events", "must be a list of tables; write [[events]]")
    return tuple(_event(entry, f"events, entry {number},") for number, entry in enumerate(value, start=1))


def _event(value: object, key: str) -> EventRuling:
    table = _table(value, key)
    _only(table, EVENT_KEYS, f"{key} ")
    flags = {name: table.get(name, False) for name in ("hide", "pin")}
    for name, flag in flags.items():
        if not isinstance(flag, bool):
            raise _refuse(f"{key} {name}", "must be true or false, without quotes")
    ruling = EventRuling(
        id=_id(table["id"], f"{key} id", *_EVENT) if "id" in table else "",
        edtf=_span(table["date"], f"{key} date") if "date" in table else "",
        labels=_texts(table.get("label", {}), f"{key} label"),
        merge=_ids(table.get("merge", []), f"{key} merge"),
        hide=flags["hide"] is True,
        pin=flags["pin"] is True,
    )
    _must_say(ruling.labels, f"{key} label")
    _must_make_sense(ruling, key)
    return ruling


def _must_make_sense(ruling: EventRuling, key: str) -> None:
    """Refuse what adds half an event, hides what is changed as well, or says nothing."""
    if not ruling.id and not (ruling.edtf and ruling.labels):
        raise _refuse(key, "needs an id, or a date and a label for an event of your own")
    if not ruling.id and (ruling.merge or ruling.hide):
        raise _refuse(key, "needs the id of the event to merge or hide")
    changed = bool(ruling.edtf or ruling.labels or ruling.merge or ruling.pin)
    if ruling.hide and changed:
        raise _refuse(key, "hides the event; remove the other keys")
    if not (ruling.hide or changed):
        raise _refuse(key, "decides nothing; add label, date, merge, pin or hide")


def _id(value: object, key: str, what: str, like: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _refuse(key, f'must be the id of {what} in quotes, like "{like}"')
    return value.strip().removeprefix("#")


def _ids(value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _refuse(key, 'must be a list of ids like ["e-2023-11-17-1a2b"]')
    return tuple(_id(one, key, *_EVENT) for one in value)


def _must_say(texts: Mapping[str, str], key: str) -> None:
    if not all(text.strip() for text in texts.values()):
        raise _refuse(key, "has an empty text; write one or remove it")


def _differences(value: object) -> Mapping[str, Mapping[str, str]]:
    """Return the notes on the differences that are judged, by their ids."""
    if not isinstance(value, list):
        raise _refuse("differences", "must be a list of tables; write [[differences]]")
    settled: dict[str, Mapping[str, str]] = {}
    for number, entry in enumerate(value, start=1):
        key = f"differences, entry {number},"
        table = _table(entry, key)
        _only(table, DIFFERENCE_KEYS, f"{key} ")
        id = _id(table.get("id"), f"{key} id", "a difference", "1f3a9c")
        if id in settled:
            raise _refuse(key, f"judges {_shown(id)}, which an entry before it does; remove one of the two")
        settled[id] = _texts(table.get("note", {}), f"{key} note")
        _must_say(settled[id], f"{key} note")
    return settled


def _span(value: object, key: str) -> str:
    """Return a day, a month, a year or `first/last` as EDTF writes it."""
    if not isinstance(value, str) or "/" not in value:
        return _day(value, key)
    first, _, last = value.partition("/")
    ends = f"{_day(first, key)}/{_day(last, key)}"
    begun, ended = days_of(ends.partition("/")[0]), days_of(ends.partition("/")[2])
    if begun is None or ended is None or begun.lo > ended.lo:
        raise _refuse(key, "ends before it begins; write the earlier date first")
    return ends


def _name(value: object, key: str) -> NameRuling:
    table = _table(value, key)
    _only(table, NAME_KEYS, f"{key}.")
    shown, kind, hide = table.get("name", ""), table.get("kind", ""), table.get("hide", False)
    if not isinstance(shown, str) or ("name" in table and not shown.strip()):
        raise _refuse(f"{key}.name", "must be a text in quotes")
    if not isinstance(hide, bool):
        raise _refuse(f"{key}.hide", "must be true or false, without quotes")
    if "kind" in table and kind not in get_args(Kind):
        raise _refuse(f"{key}.kind", f"must be one of: {', '.join(get_args(Kind))}")
    also, apart = (_spellings(table.get(name, []), f"{key}.{name}") for name in ("also", "apart"))
    known: Mapping[object, Kind] = {one: one for one in get_args(Kind)}
    return NameRuling(shown.strip(), known.get(kind, ""), also, apart, hide)


def _spellings(value: object, key: str) -> tuple[str, ...]:
    texts = [text.strip() for text in value if isinstance(text, str)] if isinstance(value, list) else []
    if not isinstance(value, list) or not all(texts) or len(texts) != len(value):
        raise _refuse(key, 'must be a list of names in quotes, like ["Sam", "Altman"]')
    return tuple(texts)


def _works(value: object) -> tuple[tuple[_Sources, ...], tuple[_Sources, ...]]:
    """Return the groups of sources that are one text, and those that are not."""
    if not isinstance(value, list):
        raise _refuse("works", "must be a list of tables; write [[works]]")
    same: dict[_Sources, str] = {}
    apart: dict[_Sources, str] = {}
    for number, entry in enumerate(value, start=1):
        key = f"works, entry {number},"
        table = _table(entry, key)
        _only(table, ("same", "apart"), f"{key} ")
        if len(table) != 1:
            raise _refuse(key, 'needs either same = ["a.txt", "b.txt"] or apart = [...]')
        (kind,) = table
        (same if kind == "same" else apart)[_sources(table[kind], f"{key} {kind}")] = key
    for sources, key in apart.items():
        for pair in combinations(sources, 2):
            if any(set(pair) <= set(group) for group in same):
                raise _refuse(key, f"parts {pair[0]} and {pair[1]}, which same joins; remove one of the two")
    return tuple(same), tuple(apart)


def _sources(value: object, key: str) -> _Sources:
    if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
        raise _refuse(key, 'must be a list of file names; write ["a.txt", "b.txt"]')
    if len(set(value)) < 2:
        raise _refuse(key, "must name two files at least")
    return tuple(dict.fromkeys(value))
