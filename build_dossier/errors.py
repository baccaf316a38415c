"""What can stop a run, as one tree.

DossierError
├── ReadError       a file of the seeds cannot be used (the others are)
├── RulingError     dossier.toml cannot be understood
├── PackError       a language pack refuses itself: a rule fails its own proof
├── ModelError      the folder named as `embeddings` holds no model that can be used
└── PublishError    the site cannot be written
    └── HandWrittenError   a generated page would overwrite a hand-written one

A message names the file, the line or key, and the remedy. Doubt never raises: it is data (`model`).
"""

from __future__ import annotations

from build_dossier.model import Message

__all__ = [
    "DossierError",
    "HandWrittenError",
    "ModelError",
    "PackError",
    "PublishError",
    "ReadError",
    "RulingError",
]


class DossierError(Exception):
    """The run, or one input of it, cannot go on; the message names the place and the remedy."""


class ReadError(DossierError):
    """A file of the seeds folder cannot be used; the others are published.

    `message` says why and what to do, without the file's name, which whoever reads the file knows; `line`
    is its 1-based line, 0 when it is about the whole file.
    """

    def __init__(self, message: Message, line: int = 0) -> None:
        super().__init__(message.text.format_map(dict(message.values)))
        self.message = message
        self.line = line


class RulingError(DossierError):
    """The curator's file cannot be understood."""


class PackError(DossierError):
    """A language pack is wrong, or a rule in it fails its own examples."""


class ModelError(DossierError):
    """The folder named as `embeddings` holds no model that can be used."""


class PublishError(DossierError):
    """The pages cannot be written or the site cannot be built."""


class HandWrittenError(PublishError):
    """A generated page would overwrite a hand-written one."""
