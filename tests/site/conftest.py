"""The five seeds, built once as a newcomer would build them, and a browser to look at the result."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Project:
    """A built project: where it lies, and what the build printed."""

    root: Path
    output: str

    @property
    def site(self) -> Path:
        """The hosted site."""
        return self.root / "site"

    @property
    def offline(self) -> Path:
        """The offline copy."""
        return self.root / "site-offline"


def copy_project(target: Path) -> Path:
    """Copy what a clone holds and a build reads, without what earlier builds left."""
    shutil.copy(ROOT / "mkdocs.yml", target / "mkdocs.yml")
    shutil.copytree(ROOT / "overrides", target / "overrides")
    shutil.copytree(ROOT / "seeds", target / "seeds")
    (target / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "README.md", target / "docs" / "README.md")
    return target


def build(root: Path) -> subprocess.CompletedProcess[str]:
    """Run the main job in a project."""
    command = [sys.executable, "-m", "build_dossier", "build"]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=300)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Build the five seeds."""
    root = copy_project(tmp_path_factory.mktemp("project"))
    done = build(root)
    assert done.returncode == 0, done.stdout + done.stderr
    return Project(root, done.stdout)


class Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a test prints what it finds."""


@contextmanager
def serving(site: Path) -> Iterator[str]:
    """Serve a site on this machine; yield its address."""
    handler = partial(Silent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        thread = threading.Thread(target=httpd.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def server(project: Project) -> Iterator[str]:
    """Serve the hosted site of the seeds."""
    with serving(project.site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a headless Chromium; fail, and say what to install, where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("the browser tests need Chromium; install it with: sudo apt install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield chromium
        chromium.close()
