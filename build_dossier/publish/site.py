"""From pages to published sites: docs tree, one build a language, files above them, offline copy, swap."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from build_dossier.errors import PublishError
from build_dossier.model import Dossier, Page
from build_dossier.pages import Settings, pages
from build_dossier.publish.aside import alone, aside, swap_in
from build_dossier.publish.build import Builds, disk_refused, mend_theme
from build_dossier.publish.docs import hand_written, write_docs
from build_dossier.publish.engine import LanguageBuild
from build_dossier.publish.offline import copy_offline, write_zip
from build_dossier.publish.project import OURS, Project, load_project, project_of, refuse_targets
from build_dossier.publish.root import RootSite, address_of, root_files, translations
from build_dossier.publish.tree import Tree
from build_dossier.record import dossier_json

__all__ = [
    "Built",
    "Project",
    "Publication",
    "build_site",
    "load_project",
    "pages_of",
    "project_of",
    "publish",
]


@dataclass(frozen=True, slots=True)
class Built:
    """What was published and where."""

    site: Path
    offline: Path
    archive: Path
    pages: int
    """Pages of one site, the page that offers the languages included."""


def build_site(project: Project, dossier: Dossier) -> Built:
    """Publish a dossier as the hosted site, the offline copy and its zip.

    Raises `PublishError`; then the sites and the zip that stood there stand there still. The pages in `docs/`
    may be the new ones already.
    """
    made, data = pages_of(project, dossier)
    return publish(project, made, data)


def pages_of(project: Project, dossier: Dossier) -> tuple[tuple[Page, ...], str]:
    """Return the pages of a dossier and its `dossier.json`."""
    settings = Settings(site_name=project.site_name, base_url=project.base_url)
    return pages(dossier, settings), dossier_json(dossier)


def publish(project: Project, pages: Sequence[Page], data: str) -> Built:
    """Publish pages, and `data` as `dossier.json`, as the two sites and the zip; errors as `build_site`."""
    with Publication(project, pages, data) as publication:
        builds = Builds(project.config_file, project.strict)
        builds.start(publication.builds)
        builds.finish()
        return publication.finish()


class Publication:
    """A site on its way: its pages are written and a folder aside is open; `finish` swaps it in.

    `builds` are to be done between the two, by whoever leads. Closing it leaves nothing aside.
    """

    def __init__(self, project: Project, pages: Sequence[Page], data: str, offline: bool = True) -> None:
        if not pages:
            raise PublishError(f"{project.seeds}: nothing to publish; put .txt, .md or .html files there")
        self.project = project
        self.pages = pages
        self.data = data
        self.offline = offline
        refuse_targets(project, offline)
        with ExitStack() as opening:
            self.trees = self._write_docs(opening)
            try:
                self._aside = opening.enter_context(aside(project.site.parent))
            except OSError as error:
                raise PublishError(disk_refused(error, project.site.parent)) from error
            self._open = opening.pop_all()
        self._site = self._aside / project.site.name
        self.builds = tuple(
            LanguageBuild(tree, project.docs, self._site / tree.language, project.base_url)
            for tree in self.trees
        )

    def _write_docs(self, opening: ExitStack) -> tuple[Tree, ...]:
        """Write the pages, alone: until this is closed no other build changes what its languages read."""
        docs = self.project.docs
        try:
            opening.enter_context(alone(docs))
        except OSError as error:
            raise PublishError(disk_refused(error, docs)) from error
        return write_docs(self.pages, docs)

    def __enter__(self) -> Publication:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Remove what is still aside."""
        self._open.close()

    def finish(self) -> Built:
        """Add what stands above the languages, make the offline copy, and put all in place, or nothing."""
        try:
            root = self._write_root()
            done = [(self._site, self.project.site)]
            if self.offline:
                done += self._write_offline()
            refuse_targets(self.project, self.offline)  # again: the building took its time
            swap_in(done)
        except OSError as error:
            raise PublishError(disk_refused(error, self.project.site)) from error
        finally:
            self.close()
        return Built(self.project.site, self.project.offline, self.project.archive, len(root.addresses) + 1)

    def _write_root(self) -> RootSite:
        mend_theme(self._site)
        project = self.project
        addresses = [
            address_of(tree.language, path)
            for tree in self.trees
            for path in (*tree.pages, *hand_written(project.docs, tree))
        ]
        root = RootSite(
            self.trees, tuple(addresses), translations(self.pages), project.site_name, project.base_url
        )
        for name, text in {**root_files(root), OURS: self.data}.items():
            (self._site / name).write_text(text, encoding="utf-8", newline="\n")
        return root

    def _write_offline(self) -> list[tuple[Path, Path]]:
        project = self.project
        folder, archive = self._aside / project.offline.name, self._aside / project.archive.name
        folder.mkdir()
        copy_offline(self._site, folder)
        write_zip(folder, archive, project.offline.name)
        return [(folder, project.offline), (archive, project.archive)]
