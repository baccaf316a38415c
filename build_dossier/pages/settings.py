"""What the pages need to know that no article says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from build_dossier import messages

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's name and the words each language's tree is written in."""

    site_name: str
    """Stands as the dossier's title where the curator wrote none."""
    interfaces: Mapping[str, str] = field(default_factory=dict)
    """Language of a tree -> code of its catalogue; without an entry its own catalogue, else English."""
    base_url: str = ""
    """Where the site will stand, ending in `/`; empty when nobody has said."""

    def interface(self, language: str) -> str:
        """Return the code of the catalogue that the tree of a language speaks."""
        for code in (self.interfaces.get(language, ""), language, language.split("-", maxsplit=1)[0]):
            if code in messages.available():
                return code
        return messages.DEFAULT
