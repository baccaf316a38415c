"""How Material's search is set up for a language.

Material runs lunr in the browser: `search.lang` names files `lunr.<lang>.min.js`, `pipeline` what they do.
Material itself leaves the stemmers out, because its worker looks every word up by its beginning, unstemmed;
our `lunr.forms.min.js`, named as one more "language", looks the word's stem up as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["SearchSetup", "needed", "search_setup"]

LUNR = "assets/javascripts/lunr"
FORMS = "forms"
"""Our own file beside the stemmers: it looks words up by their stem too."""

ALIASES = {"nb": "no", "nn": "no"}
"""Codes for which lunr-languages has another name."""

SEGMENTERS = {"ja": "tinyseg.js", "th": "wordcut.js", "hi": "wordcut.js"}
"""What Material's worker loads besides, to cut text without spaces into words."""

SEPARATOR = (
    r"[\s!-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf"  # ASCII and Latin-1 but letters
    r"\u060c\u061b\u061f\u06d4\u0964\u0965"  # Arabic, Devanagari
    r"\u2000-\u200b\u200e-\u206f\u2e00-\u2e7f"  # general, but the joiners inside words
    r"\u3000-\u3004\u3007-\u3020\u30fb"  # Chinese, Japanese
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+"
)
"""A JavaScript pattern without the `u` flag. Hyphens and apostrophes separate: `l'entreprise`, `DALL-E`."""


@dataclass(frozen=True, slots=True)
class SearchSetup:
    """The settings of Material's search plugin for a language."""

    lang: tuple[str, ...]
    pipeline: tuple[str, ...]
    separator: str = SEPARATOR


def search_setup(language: str, theme_dirs: Iterable[str]) -> SearchSetup:
    """Return the setup for a language: its stemmer and stop words where a theme folder has them.

    Without them words are looked up by their beginning, and nothing is loaded that does not exist.
    """
    folders = [Path(folder) / LUNR / "min" for folder in theme_dirs]
    base = language.split("-", maxsplit=1)[0].lower()
    code = ALIASES.get(base, base)
    if code != "en" and not any((folder / f"lunr.{code}.min.js").is_file() for folder in folders):
        return SearchSetup(("en",), ())
    return SearchSetup((code, FORMS), ("stemmer", "stopWordFilter", "trimmer"))


def needed(path: str, setup: SearchSetup) -> bool:
    """Tell whether a site with this search needs a file of the theme: no source maps, no other stemmers."""
    if path.endswith((".js.map", ".css.map")):
        return False
    if not path.startswith(f"{LUNR}/"):
        return True
    if len(setup.lang) == 1:
        return False
    used = {f"{LUNR}/min/lunr.{name}.min.js" for name in (*setup.lang, "multi", "stemmer.support")}
    used |= {f"{LUNR}/{SEGMENTERS[code]}" for code in setup.lang if code in SEGMENTERS}
    return path in used
