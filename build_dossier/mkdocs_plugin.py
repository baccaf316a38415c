"""The MkDocs plugin: a bare `mkdocs build` or `mkdocs serve` gives the same site as `build-dossier build`.

MkDocs builds one language itself; the plugin starts a build of its own for each of the others and, when all
are done, adds what stands above the languages and swaps the site in. In those other builds the plugin was
told to `follow` and only does what one language needs.
"""

# ruff: noqa: ARG002  MkDocs names the arguments of its events

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from build_dossier.errors import DossierError
from build_dossier.messages import english
from build_dossier.model import Page, Problem
from build_dossier.publish.build import Builds
from build_dossier.publish.engine import (
    LanguageBuild,
    configure,
    escape_nav,
    escaped,
    finished,
    prune,
    share_palette,
)
from build_dossier.publish.search import SearchSetup
from build_dossier.publish.site import Project, Publication, pages_of, project_of

__all__ = ["DossierConfig", "DossierPlugin"]

log = logging.getLogger("mkdocs.plugins.dossier")

Compose = Callable[[Project], tuple[Sequence[Page], str, Sequence[Problem]]]
"""Makes a project's pages, its `dossier.json` and what went wrong with single inputs."""


def compose(project: Project) -> tuple[Sequence[Page], str, Sequence[Problem]]:
    """Return the pages, the `dossier.json` and the problems of a project's seeds."""
    from build_dossier.folder import dossier_of_folder  # noqa: PLC0415  slow, and not needed in every build

    dossier = dossier_of_folder(project.seeds, embeddings=project.embeddings)
    return *pages_of(project, dossier), dossier.problems


class DossierConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """The plugin's settings in mkdocs.yml."""

    seeds = config_options.Type(str, default="seeds")
    """Folder of the collected articles, relative to mkdocs.yml."""
    embeddings = config_options.Type(str, default="")
    """Folder of a model that says what texts mean, relative to mkdocs.yml; empty: none is asked."""


class DossierPlugin(BasePlugin[DossierConfig]):  # type: ignore[no-untyped-call]
    """Turns the seeds into pages and builds them, language by language."""

    def __init__(self) -> None:
        self.compose: Compose = compose
        self._follows: LanguageBuild | None = None
        self.serving = False
        self._current: LanguageBuild | None = None
        self._search: SearchSetup | None = None
        self._publication: Publication | None = None
        self._others: Builds | None = None
        self._last: tuple[Sequence[Page], str] | None = None

    def follow(self, build: LanguageBuild) -> None:
        """Do from now on what this language needs, and nothing else."""
        self._follows = build
        self._others = self._publication = None  # a forked process has a copy of those of its parent

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is `mkdocs serve`, which needs no offline copy."""
        self.serving = command == "serve"

    @event_priority(100)  # before `search` reads the language, wherever it stands in the list
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Write the pages, start the other languages' builds, point this one at its language."""
        try:
            self._current = self._follows or self._lead(config)
        except DossierError as error:
            self._abandon()
            raise PluginError(str(error)) from error
        self._search = configure(config, self._current)
        return config

    def _lead(self, config: MkDocsConfig) -> LanguageBuild:
        self._abandon()
        project = project_of(config)
        pages, data = self._compose(project)
        self._publication = Publication(project, pages, data, offline=not self.serving)
        first, *others = self._publication.builds
        self._others = Builds(project.config_file, project.strict, max(1, (os.cpu_count() or 1) - 1))
        self._others.start(others)
        return first

    def _compose(self, project: Project) -> tuple[Sequence[Page], str]:
        """Return pages and data; while serving, the last good ones when the seeds cannot be used for now."""
        try:
            pages, data, problems = self.compose(project)
        except DossierError as error:
            if not self.serving or self._last is None:
                raise
            log.error("%s; showing what was there before", error)
            return self._last
        for problem in problems:
            if problem.severity == "error":
                log.warning("%s: %s", problem.path, english(problem.message))
        self._last = pages, data
        return self._last

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out what this language's site does not need."""
        if self._current is None or self._search is None:
            return files
        return prune(files, self._current, self._search)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Escape the titles in the menu."""
        return escape_nav(nav)

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Escape the front matter."""
        page.meta = escaped(dict(page.meta))
        return markdown

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: MkDocsPage,
        config: MkDocsConfig,
        nav: Navigation,
    ) -> TemplateContext:
        """Keep light or dark when the reader changes the language."""
        share_palette(config, context["base_url"])
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Name the page's language, and keep Material's script from asking for other sitemaps."""
        return finished(output, self._current.tree) if self._current else output

    @event_priority(-100)  # after `search` has written its index
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Wait for the other languages, complete the site and swap it in."""
        if self._publication is None or self._others is None:
            return
        project = self._publication.project
        try:
            self._others.finish()
            built = self._publication.finish()
        except DossierError as error:
            raise PluginError(str(error)) from error
        finally:
            self._abandon()
        # What comes after the build (`gh-deploy`, the watching of `serve`) is about the whole site again.
        config.site_dir, config.docs_dir = str(project.site), str(project.docs)
        log.info("%s pages in %s", built.pages, built.site)

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing aside."""
        self._abandon()

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,
        builder: Callable[..., None],
    ) -> LiveReloadServer:
        """Watch the seeds and the overrides; MkDocs watches mkdocs.yml and `docs/` itself."""
        folder = Path(config.config_file_path).parent
        for path in (folder / self.config.seeds, config.theme.custom_dir):
            if path and Path(path).is_dir():
                server.watch(str(path))
        return server

    def on_shutdown(self) -> None:
        """Leave nothing aside."""
        self._abandon()

    def _abandon(self) -> None:
        if self._others is not None:
            self._others.stop()
        if self._publication is not None:
            self._publication.close()
        self._others = self._publication = None
