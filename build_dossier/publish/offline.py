"""The offline copy: the same pages for `file://`, and a zip of them."""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path

__all__ = ["copy_offline", "write_zip"]

HOSTED_ONLY = frozenset({"sitemap.xml", "404.html", "robots.txt", ".nojekyll"})
INDEX = "search/search_index.json"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can say: two builds of the same input are the same bytes."""


def copy_offline(site: Path, offline: Path) -> None:
    """Make `offline` the copy of `site` that needs no server: hard links where the disk has them.

    A browser may not fetch a file from `file://`; Material then loads the search index as a script.
    """
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site)
        target = offline / name
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif name.as_posix().endswith(INDEX):
            data = path.read_text(encoding="utf-8").rstrip("\n")
            target.with_suffix(".js").write_text(f"var __index = {data}", encoding="utf-8")
        elif name.as_posix() not in HOSTED_ONLY:
            _link(path, target)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def write_zip(folder: Path, target: Path, name: str) -> None:
    """Write all files of a folder into a zip, below a folder called `name`; the same bytes every time."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{name}/{path.relative_to(folder).as_posix()}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, on every system, or the bytes differ
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, path.read_bytes())
