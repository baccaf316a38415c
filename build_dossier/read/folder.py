"""The files of a seeds folder: the only reading of the disk before the stages run."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from build_dossier.model import Message, Problem, RawFile
from build_dossier.read import READERS, suffix_of

__all__ = ["SIZE_LIMIT", "read_folder", "read_paths"]

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes a file may have: an article of 10 MB passes, a film does not."""

_NOT_ARTICLES = ("dossier.toml",)

Found = tuple[tuple[RawFile, ...], tuple[Problem, ...]]


def read_folder(folder: Path) -> Found:
    """Return the files of a folder that have a reader, sorted by path, and what cannot be used and why."""
    files: list[RawFile] = []
    problems: list[Problem] = []
    if not folder.is_dir():
        message = Message.of("there is no such folder; create it and put the articles into it")
        if folder.exists():
            message = Message.of("is a file, not a folder; move it and create a folder for the articles")
        return (), (Problem("error", _printable(folder.as_posix()), message),)
    root = folder.resolve()
    for found in _walk(folder, root):
        item = found if isinstance(found, Problem) else _load(found, found.relative_to(folder).as_posix())
        if isinstance(item, Problem):
            problems.append(item)
        else:
            files.append(item)
    files.sort(key=lambda file: file.path)
    return tuple(files), tuple(sorted(problems, key=lambda problem: problem.path))


def read_paths(paths: Sequence[Path]) -> Found:
    """Return the files given by path, folders with all that `read_folder` finds in them, each file once.

    A file is named by its path below the folder that holds all the files given, a folder's files by their
    place in it. Where that gives two files one name, all are named below the folder that holds everything.
    The curator's file, which `seeds/*` names too, is passed over, unless it is asked for alone.
    """
    once: dict[Path, Path] = {}
    for path in paths:
        if len(paths) == 1 or path.name not in _NOT_ARTICLES:
            once.setdefault(_real(path), path)
    found = [_below(path) for path in once.values()]
    homes = {home for home, one, _ in found if one}
    top = _common(homes) if homes else None
    named = _named(found, [top if one and top else home for home, one, _ in found])
    names = [item.path for item in named]
    if len(set(names)) < len(names):
        everything = _common({home for home, _, _ in found})
        named = _named(found, [everything] * len(found))
    files = tuple(item for item in named if isinstance(item, RawFile))
    return files, tuple(item for item in named if isinstance(item, Problem))


_Item = RawFile | Problem
_Below = tuple[Path, bool, Sequence[_Item]]
"""A folder, whether one file of it was asked for, and what was found, by its place in the folder."""


def _below(path: Path) -> _Below:
    if path.is_dir():
        home = _real(path)
        files, problems = read_folder(home)
        return home, False, (*files, *problems)
    return _real(path.parent), True, (_load(path, path.name, asked=True),)


def _named(found: Sequence[_Below], tops: Sequence[Path]) -> list[_Item]:
    """Return what was found with its path below the folder given for it, a file met before left out."""
    out: list[_Item] = []
    seen: set[Path] = set()
    for (home, _, items), top in zip(found, tops, strict=True):
        prefix = home.relative_to(top).as_posix()
        before = frozenset(seen)
        for item in items:
            real = _real(home / item.path)
            if real in before:
                continue
            seen.add(real)
            inside = prefix != "." and item.path != _printable(home.as_posix())
            out.append(replace(item, path=f"{_printable(prefix)}/{item.path}") if inside else item)
    return out


def _common(homes: set[Path]) -> Path:
    return Path(os.path.commonpath(sorted(homes)))


def _real(path: Path) -> Path:
    """Return the path without links, itself where they run in a circle."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path.absolute()


def _walk(folder: Path, root: Path) -> Iterator[Path | Problem]:
    """Yield the files below a folder and what is wrong on the way; links never lead out of `root`."""
    stack = [folder]
    while stack:
        here = stack.pop()
        try:
            entries = sorted(here.iterdir())
        except OSError as error:
            reason = error.strerror or "unknown reason"
            message = Message.of("the folder cannot be read ({reason}); mend its permissions", reason=reason)
            yield Problem("error", _relative(here, folder), message)
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in _NOT_ARTICLES:
                continue
            try:
                is_link, is_folder = entry.is_symlink(), entry.is_dir()
            except OSError:  # a folder that may be listed but not entered; reading the file says so
                is_link = is_folder = False
            if is_link and (problem := _refused_link(entry, folder, root)):
                yield problem
            elif not is_folder:
                yield entry
            elif not is_link:
                stack.append(entry)


def _relative(path: Path, folder: Path) -> str:
    return _printable(folder.as_posix() if path == folder else path.relative_to(folder).as_posix())


def _printable(name: str) -> str:
    """Return a name that stays in one line and can be written: control characters escaped, bad bytes as �."""
    return "".join(
        "\ufffd" if "\ud800" <= char <= "\udfff" else repr(char)[1:-1] if _moves(char) else char
        for char in name
    )


def _moves(char: str) -> bool:
    """Tell whether a character moves a terminal or ends a line."""
    return unicodedata.category(char) in ("Cc", "Zl", "Zp")


def _bad_name(name: str) -> Message | None:
    if any("\ud800" <= char <= "\udfff" for char in name):
        return Message.of("its name is not UTF-8; rename the file")
    if any(map(_moves, name)):
        return Message.of("its name holds control characters; rename the file")
    return None


def _refused_link(entry: Path, folder: Path, root: Path) -> Problem | None:
    try:
        target = entry.resolve(strict=True)
    except (OSError, RuntimeError):
        message = Message.of("is a link that leads nowhere; remove it or copy the file itself here")
        return Problem("error", _relative(entry, folder), message)
    if target.is_relative_to(root):
        return None
    message = Message.of("is a link that leads out of the folder; copy the file itself here")
    return Problem("error", _relative(entry, folder), message)


def _load(path: Path, place: str, asked: bool = False) -> RawFile | Problem:
    name = _printable(place)
    if not suffix_of(path.name):
        kinds = " ".join(READERS)
        message = Message.of("has no known format and is left out; use one of {kinds}", kinds=kinds)
        return Problem("error" if asked else "warning", name, message)
    refused = _bad_name(place)
    if refused is not None:
        return Problem("error", name, refused)
    try:
        if not path.is_file():
            message = Message.of("is not a file; check the path")
            return Problem("error", name, message)
        status = path.stat()
        if status.st_size > SIZE_LIMIT:
            limit = SIZE_LIMIT // 1024 // 1024
            message = Message.of("is larger than {limit} MB; split it or remove it", limit=limit)
            return Problem("error", name, message)
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        message = Message.of("cannot be read ({reason}); mend its permissions", reason=reason)
        return Problem("error", name, message)
    if not data:
        message = Message.of("is empty; put the article's text into it or remove it")
        return Problem("error", name, message)
    modified = datetime.fromtimestamp(status.st_mtime, UTC).date()
    return RawFile(name, data, modified)
