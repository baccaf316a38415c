"""Build aside, then swap: each target is the old one or the new one, whole.

What is being built lies in `.site-<random>` beside the site, locked while its process lives. What a killed
run left is removed, or put back, by the next. Several targets are swapped one after the other: an error in
between takes the earlier ones back, a kill in between leaves those new and the others old.
"""

from __future__ import annotations

import contextlib
import ctypes
import logging
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

__all__ = ["alone", "aside", "put_in_place", "swap_in"]

log = logging.getLogger("build_dossier")  # not MkDocs's, whose --strict would count the waiting as a fault

PREFIX = ".site-"
LOCK = ".building"
OLD = ".old-"
FAILED = ".failed-"
AGAIN = 0.2
"""Seconds after which a held lock is tried again: short beside a build, which takes seconds."""
AT_FDCWD = -100
RENAME_EXCHANGE = 2


@contextmanager
def aside(parent: Path) -> Iterator[Path]:
    """Yield a new folder in `parent` that is removed at the end, whatever happens.

    Folders that killed runs left in `parent` are cleared first.
    """
    parent.mkdir(parents=True, exist_ok=True)
    _clear_leftovers(parent)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    with (folder / LOCK).open("wb") as lock:
        _try_lock(lock)
        owner = os.getpid()
        try:
            yield folder
        finally:
            if os.getpid() == owner:  # a forked child has a copy of this generator
                with contextlib.suppress(OSError):
                    _put_back(folder, parent)
                    _remove(folder)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold a folder against other builds, once those under way there have ended or died.

    Its lock is a file that stays and never changes, so `mkdocs serve` does not see it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("ab") as lock:
        if not _try_lock(lock):
            log.warning("%s: another build is under way; waiting for its end", folder)
            while not _try_lock(lock):
                time.sleep(AGAIN)
        yield


def swap_in(built: Sequence[tuple[Path, Path]]) -> None:
    """Put all that was built aside in place of its target or, on an error, leave every target as it was."""
    done: list[tuple[Path, Path | None, Path]] = []
    try:
        for new, target in built:
            done.append((target, put_in_place(new, target), new.parent))
    except BaseException:
        for target, old, folder in reversed(done):
            _take_back(target, old, folder)
        raise


def put_in_place(new: Path, target: Path) -> Path | None:
    """Put a file or folder built aside in the place of `target`; return where what stood there is now.

    That is in the folder of `new`.
    """
    if not os.path.lexists(target):
        new.rename(target)
        return None
    if _exchange(new, target):
        return new
    # No way to swap the two at once here: a kill between the two lines is mended by the next run.
    old = new.parent / f"{OLD}{target.name}"
    target.rename(old)
    try:
        new.rename(target)
    except BaseException:
        old.rename(target)
        raise
    return old


def _take_back(target: Path, old: Path | None, folder: Path) -> None:
    if old is not None and _exchange(old, target):
        return
    target.rename(folder / f"{FAILED}{target.name}")
    if old is not None:
        old.rename(target)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    done = rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
    return bool(done == 0)


def _clear_leftovers(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*"):
        lock = folder / LOCK
        if not lock.is_file():
            continue  # not ours, or just being made
        with contextlib.suppress(OSError), lock.open("ab") as file:
            if _try_lock(file):
                _put_back(folder, parent)
                _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a folder, its lock last, so that what a kill leaves of it is still known as ours."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name != LOCK:
            path.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _put_back(folder: Path, parent: Path) -> None:
    """Give a site that a killed run had moved away, and not replaced, its place again."""
    for old in folder.glob(f"{OLD}*"):
        target = parent / old.name.removeprefix(OLD)
        if not target.exists():
            old.rename(target)


def _try_lock(file: IO[bytes]) -> bool:
    """Lock a file for as long as it is open; False when another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415  each system has its own

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
