"""A folder of seeds in, a dossier out: what the command line and the MkDocs plugin share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from build_dossier.embeddings import load_model
from build_dossier.model import Dossier
from build_dossier.pipeline import Progress, assemble
from build_dossier.read.folder import read_folder, read_paths
from build_dossier.rulings import FILE_NAME, load_rulings

__all__ = ["dossier_of_folder", "dossier_of_paths"]


def dossier_of_folder(
    seeds: Path, progress: Progress = lambda _path: None, embeddings: Path | None = None
) -> Dossier:
    """Return the dossier of a seeds folder, with the rulings of its `dossier.toml`.

    `embeddings` is the folder of a model, if one is to be asked. Raises `RulingError` when that file cannot
    be understood, `ModelError` when the folder holds no model that can be used.
    """
    encoder = load_model(embeddings) if embeddings else None
    files, problems = read_folder(seeds)
    return assemble(files, problems, load_rulings(seeds), date.today(), progress, encoder)


def dossier_of_paths(paths: Sequence[Path]) -> Dossier:
    """Return the dossier of the named files and folders.

    The rulings are those of the one folder named, or of the folder that all the files lie in. Where only some
    of its files are named, whether each ruling has an effect is not told: `check` does that.
    """
    files, problems = read_paths(paths)
    parents = {path if path.is_dir() else path.parent for path in paths}
    rulings = load_rulings(parents.pop()) if len(parents) == 1 else None
    dossier = assemble(files, problems, rulings, date.today())
    if all(path.is_dir() for path in paths):
        return dossier
    told = tuple(
        problem for problem in dossier.problems if problem.path != FILE_NAME or problem.severity == "error"
    )
    return replace(dossier, problems=told)
