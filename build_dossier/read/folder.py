"""The files of a seeds folder: the only reading of the disk before the stages run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
        return (), (Problem("error", folder.as_posix(), message),)
    root = folder.resolve()
    for found in _walk(folder, root):
        item = found if isinstance(found, Problem) else _load(found, found.relative_to(folder).as_posix())
        if isinstance(item, Problem):
            problems.append(item)
        elif item is not None:
            files.append(item)
    files.sort(key=lambda file: file.path)
    return tuple(files), tuple(sorted(problems, key=lambda problem: problem.path))


def read_paths(paths: Sequence[Path]) -> Found:
    """Return the files given by path, folders with all that `read_folder` finds in them."""
    files: list[RawFile] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            inside, wrong = read_folder(path)
            files.extend(inside)
            problems.extend(wrong)
            continue
        item = _load(path, path.name, asked=True)
        if isinstance(item, Problem):
            problems.append(item)
        elif item is not None:
            files.append(item)
    return tuple(files), tuple(problems)


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
            if entry.is_symlink() and (problem := _refused_link(entry, folder, root)):
                yield problem
            elif entry.is_dir():
                if not entry.is_symlink():
                    stack.append(entry)
            else:
                yield entry


def _relative(path: Path, folder: Path) -> str:
    return folder.as_posix() if path == folder else path.relative_to(folder).as_posix()


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


def _load(path: Path, name: str, asked: bool = False) -> RawFile | Problem | None:
    if not suffix_of(path.name):
        kinds = " ".join(READERS)
        message = Message.of("has no known format and is left out; use one of {kinds}", kinds=kinds)
        return Problem("error" if asked else "warning", name, message)
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
