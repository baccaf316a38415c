"""Writes the generated pages into `docs/<language>/`, beside the hand-written ones, which it never touches.

A page is YAML front matter (marked `generated: true`) and one block of HTML, so that MkDocs or another
engine can build it. A page that did not change is not written: its time stamp stays, or `mkdocs serve`
would build for ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from build_dossier.errors import HandWrittenError, PublishError
from build_dossier.model import Page
from build_dossier.publish.tree import Tree, trees_of

__all__ = ["hand_written", "write_docs"]

MANIFEST = ".manifest.json"
"""Lists the generated files with their hashes, so that only they are ever replaced or removed."""

ARTICLES = "articles/"
"""Below it the pages that have their names from the articles' files."""

LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")
LISTS = frozenset({"hide", "tags"})
"""Keys of front matter that Material reads as lists; a page's `meta` has them separated by commas."""

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
MARK = re.compile(r"^generated: true$", re.MULTILINE)
BLANK_LINE = re.compile(r"\n[ \t\r\f\v]*\n")

Files = Mapping[str, str]
"""Path under `docs/` -> SHA-256 of the file as it was written."""


def write_docs(pages: Sequence[Page], docs: Path) -> tuple[Tree, ...]:
    """Write the pages, with their files, under `docs`, remove those no longer made, return the trees.

    Raises `HandWrittenError` before anything is written when a hand-written file is in the way, and
    `PublishError` when a page's path leads out of `docs` or the disk refuses.
    """
    texts = _texts(pages)
    try:
        before = _read_manifest(docs)
        for path, (text, page) in texts.items():
            _refuse_hand_written(docs, path, text, before, _remedy(page))
        for path, (text, _) in texts.items():
            _write_if_changed(docs / path, text)
        _remove_stale(docs, before, texts)
        trees = trees_of(pages)
        _write_if_changed(docs / MANIFEST, _manifest(texts, trees))
    except OSError as error:
        reason = error.strerror or str(error)
        place = error.filename2 or error.filename or docs
        raise PublishError(f"{place}: {reason}; make room or allow writing there") from error
    return trees


def hand_written(docs: Path, tree: Tree) -> tuple[str, ...]:
    """Return the paths of the curator's own pages in a language's folder, sorted."""
    folder = docs / tree.language
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.md") if path.is_file())
    known = frozenset(tree.pages)
    return tuple(sorted(path for path in found if path not in known and not _is_generated(folder / path)))


# --- what is to be written -----------------------------------------------------------------------


Texts = Mapping[str, tuple[str, Page]]
"""Path under `docs/` -> what is to stand there, and the page that brings it."""


def _texts(pages: Sequence[Page]) -> Texts:
    texts: dict[str, tuple[str, Page]] = {}
    taken: dict[str, str] = {}
    for page in pages:
        own = _safe_path(page)
        folder = PurePosixPath(own).parent
        for path, text in (
            (own, _text(page, own)),
            *((f"{folder}/{name}", text) for name, text in page.files),
        ):
            other = taken.setdefault(path.casefold(), path)
            if path in texts or other != path:
                raise PublishError(
                    f"docs/{path}: two pages have this path (docs/{other}); rename one article"
                )
            texts[path] = (text, page)
    return texts


def _safe_path(page: Page) -> str:
    """Return the page's path under `docs`; refuse one that leads anywhere else."""
    path = PurePosixPath(page.path)
    hidden = any(part.startswith(".") for part in path.parts)
    strange = "\\" in page.path or "\0" in page.path or str(path) != page.path
    if (
        path.is_absolute()
        or hidden
        or strange
        or path.suffix != ".md"
        or not LANGUAGE.fullmatch(page.language)
    ):
        raise PublishError(f"docs/{page.language}/{page.path}: not a path for a page; rename the article")
    return f"{page.language}/{page.path}"


def _text(page: Page, path: str) -> str:
    if BLANK_LINE.search(page.html) or not page.html.startswith("<"):
        raise PublishError(
            f"docs/{path}: its HTML is not one block, so Markdown would change it; mend the template"
        )
    return f"---\n{_front_matter(page)}---\n\n{page.html.rstrip()}\n"


def _front_matter(page: Page) -> str:
    meta: dict[str, Any] = {
        key: [item.strip() for item in value.split(",")] if key in LISTS else value
        for key, value in page.meta
    }
    if meta.pop("search_exclude", ""):
        meta["search"] = {"exclude": True}
    meta |= {"generated": True, "title": page.title}
    if page.description:
        meta["description"] = page.description
    if page.alternates:
        meta["alternates"] = [
            {"lang": other.language, "name": other.name, "href": other.href, "translation": other.translation}
            for other in page.alternates
        ]
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    text = yaml.dump(meta, Dumper=dumper, allow_unicode=True, sort_keys=True, width=1 << 30)
    return str(text)


def _manifest(texts: Texts, trees: Sequence[Tree]) -> str:
    content = {
        "version": 1,
        "files": {path: _sha256(texts[path][0].encode()) for path in sorted(texts)},
        "languages": [
            {key: value for key, value in asdict(tree).items() if key != "pages"} for tree in trees
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


# --- what is on the disk -------------------------------------------------------------------------


def _read_manifest(docs: Path) -> Files:
    try:
        content = json.loads((docs / MANIFEST).read_text(encoding="utf-8"))
        return {str(path): str(digest) for path, digest in content["files"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return {}  # without it nothing is removed, and the marks in the files still tell what is generated


def _remedy(page: Page) -> str:
    """Return what a curator can do about a hand-written file in the page's place."""
    of_an_article = not page.hub and page.path.startswith(ARTICLES)
    return "move it or rename the article" if of_an_article else "move it"


def _refuse_hand_written(docs: Path, path: str, text: str, before: Files, remedy: str) -> None:
    file = docs / path
    if not file.resolve().is_relative_to(docs.resolve()):
        raise PublishError(f"docs/{path}: leads out of {docs} by a link; remove the link")
    if not file.exists() or (file.is_file() and file.read_bytes() == text.encode()):
        return
    if not _is_ours(file, path, before):
        raise HandWrittenError(f"docs/{path} is hand-written; {remedy}")


def _is_ours(file: Path, path: str, before: Files) -> bool:
    if not file.is_file():
        return False
    return _is_generated(file) or before.get(path) == _sha256(file.read_bytes())


def _is_generated(file: Path) -> bool:
    """Tell whether the file's front matter says `generated: true`, as this module writes it."""
    found = FRONT_MATTER.match(file.read_text(encoding="utf-8", errors="replace"))
    return bool(found and MARK.search(found[1]))


def _write_if_changed(file: Path, text: str) -> None:
    """Write the file whole or not at all, and not when it already says this."""
    data = text.encode()
    if file.is_file() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _remove_stale(docs: Path, before: Files, texts: Texts) -> None:
    """Remove what the last run wrote and this one does not, with the folders that it leaves empty."""
    for path in before.keys() - texts.keys():
        parts = PurePosixPath(path).parts
        file = docs / path
        if (
            ".." in parts
            or not file.resolve().is_relative_to(docs.resolve())
            or not _is_ours(file, path, before)
        ):
            continue
        file.unlink()
        for folder in file.parents:
            if folder == docs or any(folder.iterdir()):
                break
            folder.rmdir()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
