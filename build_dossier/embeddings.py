"""A model of the curator's own, from a folder of this machine: the optional extra `embeddings`.

Off unless `mkdocs.yml` names a folder. It is what sentence-transformers or model2vec save; nothing is ever
downloaded. Both packages are optional, so they are imported only here and only then.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from build_dossier.errors import ModelError

__all__ = ["Model", "load_model"]

STATIC = frozenset({"StaticEmbedding", "Normalize"})
"""Modules of sentence-transformers that model2vec reads without torch."""
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "TQDM_DISABLE": "1",
}
"""What keeps the packages from asking any host, from threads that the builds' processes would inherit, and
from drawing bars."""


@dataclass(frozen=True, slots=True)
class Model:
    """Turns texts into vectors; texts that mean much the same have vectors near each other."""

    name: str
    """The name of its folder."""
    _encode: Callable[[Sequence[str]], Any]

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text; raises `ModelError` when the model gives none."""
        try:
            rows = np.asarray(self._encode(texts), dtype=np.float32).reshape(len(texts), -1)
        except Exception as error:  # whatever an optional package raises
            raise ModelError(f"embeddings: {self.name} {_failed(error)}") from error
        return rows


@cache
def load_model(folder: Path) -> Model:
    """Return the model that a folder holds; a second call gives the same one.

    Raises `ModelError` when there is none, it cannot be loaded, or its package is not installed.
    """
    kinds = _modules(folder)
    os.environ.update(QUIET)
    try:
        encode = _static(folder) if kinds <= STATIC else _transformer(folder)
    except ImportError as error:
        package = "model2vec" if kinds <= STATIC else "sentence-transformers"
        raise ModelError(
            f"embeddings: {folder} needs {package}, which is not here ({error}); pip install {package}, "
            "or take `embeddings` out of mkdocs.yml"
        ) from error
    except Exception as error:  # whatever an optional package raises
        raise ModelError(f"embeddings: {folder} {_failed(error)}") from error
    model = Model(folder.name, encode)
    model.encode(["one", "two"])
    return model


def _failed(error: Exception) -> str:
    what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return f"cannot be used ({what}); get the model again, or take `embeddings` out of mkdocs.yml"


def _modules(folder: Path) -> frozenset[str]:
    """Return the kinds of modules of the model that a folder holds; none where model2vec saved it plainly."""
    try:
        listed = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        return frozenset(str(module["type"]).rpartition(".")[2] for module in listed)
    except FileNotFoundError:
        if (folder / "model.safetensors").is_file() and (folder / "tokenizer.json").is_file():
            return frozenset()
        raise ModelError(
            f"embeddings: {folder} holds no model; name in mkdocs.yml the folder that model2vec or "
            "sentence-transformers saved one to (nothing is downloaded)"
        ) from None
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ModelError(f"embeddings: {folder / 'modules.json'} {_failed(error)}") from error


def _static(folder: Path) -> Callable[[Sequence[str]], Any]:
    model = import_module("model2vec").StaticModel.from_pretrained(folder)
    return lambda texts: model.encode(list(texts), use_multiprocessing=False)


def _transformer(folder: Path) -> Callable[[Sequence[str]], Any]:
    package = import_module("sentence_transformers")
    model = package.SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    return lambda texts: model.encode(list(texts), show_progress_bar=False)
