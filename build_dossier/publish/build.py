"""One MkDocs build a language, each in a process of its own, as many at once as there are processors."""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import re
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Protocol, cast

from jinja2 import TemplateError
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, MkDocsException

from build_dossier.errors import DossierError, PublishError
from build_dossier.publish.engine import LanguageBuild

__all__ = ["Builds", "build_language", "mend_theme"]

SITEMAPS = b'"link[rel=alternate]"'
"""The selector by which Material's script finds the languages whose sitemaps it loads."""

SOURCE_MAP = re.compile(rb"\n?(?://# sourceMappingURL=\S+|/\*# sourceMappingURL=\S+ ?\*/)\s*\Z")


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS})
"""Errors that are about the place written to, whatever file they name."""


class OneLanguage(Protocol):
    """What a build of one language asks of the plugin `dossier`."""

    def follow(self, build: LanguageBuild) -> None:
        """Do from now on what this language needs, and nothing else."""


def build_language(config_file: Path, build: LanguageBuild, strict: bool = False) -> None:
    """Build one language's site with MkDocs; for a process of its own, which it leaves in that language.

    Raises `PublishError` with MkDocs's own reason.
    """
    docs, out = str(build.docs / build.tree.language), str(build.out)
    try:
        config = load_config(str(config_file), docs_dir=docs, site_dir=out, strict=strict or None)
        plugin = config.plugins.get("dossier")
        if plugin is None:
            raise PublishError(
                f"{config_file}: the plugin dossier is missing; add `- dossier` before `- search`"
            )
        cast("OneLanguage", plugin).follow(build)
        mkdocs_build(config)
    except TemplateError as error:
        place = f"{getattr(error, 'filename', None) or 'overrides'}:{getattr(error, 'lineno', '')}".rstrip(
            ":"
        )
        raise PublishError(f"{place}: {build.tree.language}: {error}; mend the template") from error
    except (Abort, MkDocsException) as error:
        raise PublishError(
            f"{config_file}: {build.tree.language}: {error}; mend it and build again"
        ) from error
    except OSError as error:
        raise PublishError(disk_refused(error, build.out)) from error


def disk_refused(error: OSError, place: Path) -> str:
    """Return the one line that says which path the disk refused, why, and what to do.

    A copy names its source first, which is not what has no room: then it is the copy, or `place`.
    """
    path = error.filename2 or error.filename or place
    if error.errno in FULL and not Path(os.fsdecode(path)).is_relative_to(place):
        path = place
    return (
        f"{path}: {error.strerror or error}; make room or allow writing there and build again "
        "(the site that stood there is as it was)"
    )


def mend_theme(site: Path) -> None:
    """Take out of the theme's scripts and styles what asks for files that the site has not.

    That is the pointers to source maps, and the sitemaps that Material expects beside every
    `link[rel=alternate]`: ours name single pages, which no sitemap stands beside. Raises `PublishError` when
    no script looks for these links any more in the way that is known here.
    """
    known = False
    for path in sorted(site.glob("*/assets/**/*.min.*")):
        data = path.read_bytes()
        known = known or SITEMAPS in data
        mended = SOURCE_MAP.sub(b"\n", data).replace(SITEMAPS, SITEMAPS[:-1] + b'[data-sitemap]"')
        if mended != data:
            path.write_bytes(mended)
    if not known:
        raise PublishError(
            "Material's script has changed; pin mkdocs-material to the version in pyproject.toml"
        )


@dataclass
class Builds:
    """Builds of several languages under way: `start` them, do something else, then `finish`."""

    config_file: Path
    strict: bool = False
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)
    waiting: list[LanguageBuild] = field(default_factory=list)
    running: dict[int, tuple[BaseProcess, Connection]] = field(default_factory=dict)
    """By the process's sentinel."""

    def start(self, builds: Sequence[LanguageBuild]) -> None:
        """Begin as many as may run at once."""
        self.waiting.extend(builds)
        while self.waiting and len(self.running) < self.at_once:
            self._begin(self.waiting.pop(0))

    def finish(self) -> None:
        """Wait for all; on the first failure end the others and raise `PublishError`."""
        try:
            while self.running:
                for sentinel in wait(list(self.running)):
                    self._end(cast("int", sentinel))
        finally:
            self.stop()

    def stop(self) -> None:
        """End those that still run."""
        self.waiting.clear()
        for process, answer in self.running.values():
            process.terminate()
            process.join()
            answer.close()
        self.running.clear()

    def _begin(self, build: LanguageBuild) -> None:
        context = _context()
        answer, tell = context.Pipe(duplex=False)
        process = context.Process(target=_in_child, args=(self.config_file, build, self.strict, tell))  # type: ignore[attr-defined]
        process.start()
        tell.close()
        self.running[process.sentinel] = (process, answer)

    def _end(self, sentinel: int) -> None:
        process, answer = self.running.pop(sentinel)
        process.join()
        with answer:
            try:
                failure = str(answer.recv())
            except EOFError:  # it had nothing to tell
                failure = ""
        if failure or process.exitcode:
            raise PublishError(
                failure or f"a build ended with code {process.exitcode}; is there memory enough?"
            )
        self.start(())


def _in_child(config_file: Path, build: LanguageBuild, strict: bool, tell: Connection) -> None:
    logging.getLogger("mkdocs").setLevel(logging.WARNING)  # the build that leads tells how it goes
    try:
        build_language(config_file, build, strict)
    except DossierError as error:
        tell.send(str(error))
        raise SystemExit(1) from None


def _context() -> BaseContext:
    """Return how to make processes: by fork, which spares the imports, where that is safe."""
    safe = sys.platform.startswith("linux") and threading.active_count() == 1
    return multiprocessing.get_context("fork" if safe else "spawn")
