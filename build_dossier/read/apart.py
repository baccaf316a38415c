"""Pages so large or so deep that a parser may hang on them, read in a process that can be ended.

`python -m build_dossier.read.apart` takes a page's text and gives what `read_page` gives, as JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from build_dossier.errors import ReadError
from build_dossier.model import Hint, Message
from build_dossier.read.page import Page, read_page
from build_dossier.read.parse import parse

__all__ = ["read_apart"]

_SECONDS = 4
"""Processor seconds until the process is ended; a page of 20,000 paragraphs takes one."""
_TOO_LONG: tuple[int, ...] = () if sys.platform == "win32" else (-signal.SIGXCPU, -signal.SIGKILL)
"""What a process gives back that has had them."""
_PATIENCE = 60
"""Seconds on the clock until it is: a busy machine is no reason to leave an article out."""
_MODULE = "build_dossier.read.apart"
_TOO_DEEP = "too deep"
_SLOW = Message.of("takes too long to read; save the article as .txt")


def read_apart(text: str) -> Page:
    """Return what `read_page` says of a page; raise `ReadError` when it takes too long or fails."""
    packages = str(Path(__file__).resolve().parents[2])
    paths = [packages, *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(
            [sys.executable, "-m", _MODULE],
            input=text.encode("utf-8", "surrogatepass"),
            capture_output=True,
            timeout=_PATIENCE,
            env=environment,
            check=True,
        )
        said = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise ReadError(_SLOW) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        if isinstance(error, subprocess.CalledProcessError) and error.returncode in _TOO_LONG:
            raise ReadError(_SLOW) from error
        raise ReadError(Message.of("cannot be read as a page; save the article as .txt")) from error
    if said == _TOO_DEEP:
        raise ReadError(Message.of("its markup is nested too deep; save the article as .txt"))
    visible, stated, hints = said
    return visible, stated, tuple(Hint(*hint) for hint in hints)


def _main() -> None:
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  there is none elsewhere

        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 1))
    text = sys.stdin.buffer.read().decode("utf-8", "surrogatepass")
    try:
        root = parse(text, deep=True)
        assert root is not None
        visible, stated, hints = read_page(root)
        said: object = [visible, stated, [(hint.line, hint.kind, hint.reason) for hint in hints]]
    except ReadError:
        said = _TOO_DEEP
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    _main()
