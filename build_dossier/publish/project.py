"""Where a project keeps what, by its mkdocs.yml, and that no output stands in the way of an input."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from build_dossier.errors import PublishError

__all__ = ["OURS", "Project", "load_project", "project_of", "refuse_targets"]

OURS = "dossier.json"
"""Lies in every site that was published, and in its offline copy: by it they are known as ours."""


@dataclass(frozen=True, slots=True)
class Project:
    """Where a curator's project keeps what; all paths absolute."""

    config_file: Path
    seeds: Path
    docs: Path
    """Holds a folder a language, of generated and hand-written pages."""
    site: Path
    site_name: str
    base_url: str = ""
    """Where the site will stand, ending in `/`; empty when mkdocs.yml states no `site_url`."""
    strict: bool = False
    """Whether a warning of MkDocs stops the build."""
    embeddings: Path | None = None
    """The folder of a model that says what texts mean; None where mkdocs.yml names none."""

    @property
    def offline(self) -> Path:
        """The folder of the offline copy."""
        return self.site.with_name(f"{self.site.name}-offline")

    @property
    def archive(self) -> Path:
        """The zip of the offline copy."""
        return self.site.with_name(f"{self.site.name}-offline.zip")


def load_project(config_file: Path) -> Project:
    """Return what a project's mkdocs.yml says, with its docs folder made where it was missing.

    Raises `PublishError` when the file is missing, wrong, does not name the plugin, or would have the site
    written over an input.
    """
    try:
        return project_of(_load(config_file))
    except (Abort, MkDocsException, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise PublishError(
            f"{config_file}: {_one_line(reason)}; mend it or name another with --config-file"
        ) from error


def _load(config_file: Path) -> MkDocsConfig:
    """Return the valid configuration; as MkDocs's `load_config`, which only logs what is wrong."""
    config = MkDocsConfig(config_file_path=str(config_file))
    with config_file.open("rb") as file:
        config.load_file(file)
    docs = config.docs_dir if isinstance(config.docs_dir, str) else "docs"
    with suppress(OSError):  # MkDocs then says what is wrong with it
        (config_file.parent / docs).mkdir(parents=True, exist_ok=True)
    errors, warnings = config.validate()
    wrong = [*errors, *(warnings if config.strict else ())]
    if wrong:
        reasons = ", ".join(f"{key}: {_one_line(reason).rstrip('.')}" for key, reason in wrong)
        raise PublishError(f"{config_file}: {reasons}; mend it and build again")
    return config


def _one_line(reason: object) -> str:
    return " ".join(str(reason).split())


def project_of(config: MkDocsConfig) -> Project:
    """Return the project of a loaded configuration.

    Raises `PublishError` when it does not name the plugin or would have the site written over an input.
    """
    config_file = Path(config.config_file_path).resolve()
    plugin = config.plugins.get("dossier")
    if plugin is None:
        raise PublishError(f"{config_file}: the plugin dossier is missing; add `- dossier` before `- search`")
    site = Path(config.site_dir)
    project = Project(
        config_file=config_file,
        seeds=config_file.parent / plugin.config["seeds"],
        docs=Path(config.docs_dir).resolve(),
        site=site.parent.resolve() / site.name,  # not through a link at the place itself: it would be refused
        site_name=config.site_name,
        base_url=config.site_url or "",
        strict=bool(config.strict),
        embeddings=config_file.parent / plugin.config["embeddings"] if plugin.config["embeddings"] else None,
    )
    custom = Path(config.theme.custom_dir).resolve() if config.theme.custom_dir else None
    _refuse_overlap(project, custom)
    return project


# --- what would destroy an input -----------------------------------------------------------------


def _refuse_overlap(project: Project, custom: Path | None) -> None:
    root = project.config_file.parent
    other = "name another folder in mkdocs.yml"
    seeds, docs = _shown(project.seeds, root), _shown(project.docs, root)
    if _holds(project.seeds, root):
        raise PublishError(f"seeds: {seeds} holds the project itself; {other}")
    if _holds(project.seeds, project.docs) or _holds(project.docs, project.seeds):
        raise PublishError(f"seeds: {seeds} and {docs}, where pages are written, overlap; {other}")
    if _holds(project.site, root):
        raise PublishError(f"site_dir: {_shown(project.site, root)} holds the project itself; {other}")
    inputs = [(project.seeds, "the articles"), (project.docs, "the pages")]
    inputs += [(custom, "the theme's own files")] if custom else []
    for target in (project.site, project.offline, project.archive):
        shown = _shown(target, root)
        for folder, what in inputs:
            if _holds(target, folder):
                raise PublishError(f"site_dir: {shown} holds {what}; {other}")
            if _holds(folder, target):
                raise PublishError(f"site_dir: {shown} lies in {_shown(folder, root)} with {what}; {other}")


def _holds(outer: Path, inner: Path) -> bool:
    """Tell whether `inner` is `outer` or lies below it, also by links and where case does not count."""
    outer, inner = outer.resolve(), inner.resolve()
    if inner.is_relative_to(outer):
        return True
    return outer.exists() and any(path.exists() and path.samefile(outer) for path in (inner, *inner.parents))


def _shown(path: Path, root: Path) -> str:
    resolved = path.parent.resolve() / path.name
    return resolved.relative_to(root).as_posix() if resolved.is_relative_to(root) else str(path)


# --- what stands where the site goes -------------------------------------------------------------


def refuse_targets(project: Project, offline: bool = True) -> None:
    """Raise `PublishError` when something that is not ours stands where the site or its copies go."""
    folders = [project.site, *([project.offline] if offline else [])]
    files = [project.archive] if offline else []
    for target in (*folders, *files):
        wrong = _wrong_folder(target) if target in folders else _wrong_file(target)
        if wrong:
            shown = _shown(target, project.config_file.parent)
            raise PublishError(f"{shown} {wrong} or name another site_dir in mkdocs.yml")


def _wrong_folder(folder: Path) -> str:
    """Return why a folder cannot be put there and what to do, empty when it can."""
    if folder.is_symlink():
        return "is a link to another place; remove it"
    if not folder.exists():
        return ""
    if not folder.is_dir():
        return "is a file; remove it"
    if any(folder.iterdir()) and not (folder / OURS).is_file():
        return "holds other files than a dossier; move them"
    return ""


def _wrong_file(file: Path) -> str:
    """Return why a file cannot be put there and what to do, empty when it can."""
    if file.is_symlink():
        return "is a link to another place; remove it"
    return "is a folder; move it" if file.is_dir() else ""
