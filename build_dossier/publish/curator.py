"""The curator's word written into `dossier.toml`: what stands there stays, comments too.

A change is a function on the parsed file; `change_rulings` reads, applies, checks and writes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any, Literal

import tomlkit
from tomlkit.items import Array

from build_dossier.errors import DossierError, PublishError, ReadError
from build_dossier.messages import english
from build_dossier.read import read
from build_dossier.read.folder import read_paths
from build_dossier.rulings import FILE_NAME, parse_rulings, read_rulings

__all__ = [
    "Change",
    "Ruling",
    "append_table",
    "change_rulings",
    "lines_at",
    "rule_on_lines",
    "rule_on_works",
    "settle",
    "source_name",
    "unsettle",
]

Change = Callable[[tomlkit.TOMLDocument], None]
"""Changes a parsed `dossier.toml` in place."""

Ruling = Literal["keep", "drop"]


def change_rulings(seeds: Path, change: Change) -> bool:
    """Write a change into the seeds folder's `dossier.toml`; return whether that changed anything.

    Raises `RulingError` when the file cannot be understood, before and after, and `PublishError` when it
    cannot be written; it then is as it was.
    """
    old = read_rulings(seeds)
    parse_rulings(old)
    document = tomlkit.parse(old)
    change(document)
    new = tomlkit.dumps(document)
    parse_rulings(new)
    if new != old:
        _swap(seeds / FILE_NAME, new)
    return new != old


def append_table(document: tomlkit.TOMLDocument, name: str, values: MutableMapping[str, Any]) -> None:
    """Add an entry to a list of tables, `[[name]]`; begin the list where there is none."""
    there: Any = document.get(name)
    if isinstance(there, Array):  # written in one line
        inline = tomlkit.inline_table()
        inline.update(values)
        there.append(inline)
        return
    entry = tomlkit.table()
    entry.update(values)
    if document.as_string():
        entry.trivia.indent = "\n"  # a blank line above it
    if there is None:
        there = tomlkit.aot()
        document.append(name, there)
    there.append(entry)


def rule_on_lines(seeds: Path, place: str, ruling: Ruling, everywhere: bool = False) -> list[str]:
    """Keep or drop the lines at `SOURCE:LINE` or `SOURCE:FIRST-LAST`; return their texts.

    With `everywhere` the ruling holds for every article that has such a line. A ruling names the text, not
    the number, so that it survives an edited source; the opposite ruling on the same line is replaced.
    Raises `DossierError` for a place that is none.
    """
    source, texts = lines_at(seeds, place)

    def change(document: tomlkit.TOMLDocument) -> None:
        for text in texts:
            _rule(document, "*" if everywhere else source, text, ruling)

    change_rulings(seeds, change)
    return texts


def _rule(document: tomlkit.TOMLDocument, source: str, text: str, ruling: Ruling) -> None:
    opposite = "drop" if ruling == "keep" else "keep"
    for entry in document.get("lines", []):
        if entry.get("source") != source:
            continue
        if str(entry.get(ruling, "")).strip() == text:
            return
        if str(entry.get(opposite, "")).strip() == text:
            del entry[opposite]
            entry[ruling] = text
            return
    append_table(document, "lines", {"source": source, ruling: text})


def rule_on_works(seeds: Path, names: Sequence[str], ruling: Literal["same", "apart"]) -> list[str]:
    """Say that sources are one text, or that no two of them are; return their names as written.

    Of two sources one thing holds: what an older entry says of them the other way is taken out of it. Raises
    `DossierError` for a source that is none.
    """
    sources = list(dict.fromkeys(source_name(seeds, name) for name in names))
    if len(sources) < 2:
        raise DossierError("name two sources at least, for example a.txt b.txt")

    def change(document: tomlkit.TOMLDocument) -> None:
        _take_back(document, sources, "apart" if ruling == "same" else "same")
        if not any(set(sources) <= {*entry.get(ruling, [])} for entry in document.get("works", [])):
            append_table(document, "works", {ruling: sources})

    change_rulings(seeds, change)
    return sources


def _take_back(document: tomlkit.TOMLDocument, sources: Sequence[str], ruling: str) -> None:
    """Take what an entry says of two of the sources out of it; one text goes on with the first of them."""
    entries: Any = document.get("works", [])
    for at in reversed(range(len(entries))):
        group = [*entries[at].get(ruling, [])]
        found = [one for one in group if one in sources]
        if len(found) < 2:
            continue
        others = [one for one in group if one not in found]
        del entries[at]
        for one in found if ruling == "apart" else found[:1]:  # what else was said of them still holds
            if others:
                append_table(document, "works", {ruling: [one, *others]})
    if "works" in document and not entries:
        del document["works"]


def settle(seeds: Path, ids: Sequence[str], note: str = "") -> None:
    """Say that differences between versions are judged, with the reason; a new reason replaces an old one.

    Without a reason an old one stays.
    """

    def change(document: tomlkit.TOMLDocument) -> None:
        for id in ids:
            said = {"note": note.strip()} if note.strip() else {}
            there = [entry for entry in document.get("differences", []) if _named(entry, [id])]
            for entry in there:
                entry.update(said)
            if not there:
                append_table(document, "differences", {"id": id, **said})

    change_rulings(seeds, change)


def unsettle(seeds: Path, ids: Sequence[str]) -> None:
    """Take back that differences are judged; raises `DossierError` for one that is not."""
    settled = parse_rulings(read_rulings(seeds)).settled
    for id in ids:
        if id not in settled:
            raise DossierError(f"{id}: is not settled in {FILE_NAME}; name one that is")

    def change(document: tomlkit.TOMLDocument) -> None:
        entries: Any = document.get("differences", [])
        for at in reversed(range(len(entries))):
            if _named(entries[at], ids):
                del entries[at]
        if "differences" in document and not entries:
            del document["differences"]

    change_rulings(seeds, change)


def _named(entry: Mapping[str, Any], ids: Sequence[str]) -> bool:
    """Tell whether an entry has one of the ids, as it may be written."""
    return str(entry.get("id", "")).strip().removeprefix("#") in ids


def lines_at(seeds: Path, place: str) -> tuple[str, list[str]]:
    """Return the source that `SOURCE:LINE` or `SOURCE:FIRST-LAST` names, and the texts there."""
    name, colon, numbers = place.rpartition(":")
    first, _, last = numbers.partition("-")
    if not (colon and first.isdecimal() and (last or first).isdecimal()):
        raise DossierError(f"{place}: names no line; write SOURCE:LINE, for example 004.txt:12")
    source = source_name(seeds, name)
    lines = _text(seeds, source).split("\n")
    low, high = int(first), int(last or first)
    if not 0 < low <= high <= len(lines):
        raise DossierError(f"{place}: there is no such line; {source} has lines 1 to {len(lines)}")
    texts = [line.strip() for line in lines[low - 1 : high] if line.strip()]
    if not texts:
        raise DossierError(f"{place}: is blank; name a line with text")
    return source, list(dict.fromkeys(texts))


def source_name(seeds: Path, name: str) -> str:
    """Return the path of a source below the seeds folder, given as seen from there or from here."""
    for path in (seeds / name, Path(name)):
        if path.is_file() and path.resolve().is_relative_to(seeds.resolve()):
            return path.resolve().relative_to(seeds.resolve()).as_posix()
    raise DossierError(f"{name}: there is no such file in {seeds}; name one as `build-dossier check` does")


def _text(seeds: Path, source: str) -> str:
    """Return the text of a source as its lines are numbered."""
    files, problems = read_paths([seeds / source])
    for problem in problems:
        raise DossierError(f"{source}: {english(problem.message)}")
    try:
        return read(files[0]).text
    except ReadError as error:
        raise DossierError(f"{source}: {error}") from error


def _swap(path: Path, text: str) -> None:
    """Put the text in the file's place in one step; a name with a dot is no article."""
    aside = ""
    try:
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        if path.exists():
            shutil.copymode(path, aside)
        else:
            Path(aside).chmod(0o644)
        Path(aside).replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(aside).unlink()
        reason = error.strerror or "unknown reason"
        raise PublishError(f"{path}: cannot be written ({reason}); mend that and say it again") from error
