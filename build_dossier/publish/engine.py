"""The MkDocs side: how one MkDocs build is pointed at one language, and what it changes on the way.

The plugin (`mkdocs_plugin.py`) calls these from MkDocs's events, in every build of every language.
"""

from __future__ import annotations

import logging
import re
from collections.abc import MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from build_dossier.messages import catalogue
from build_dossier.model import Message
from build_dossier.publish.docs import hand_written
from build_dossier.publish.search import SearchSetup, needed, search_setup
from build_dossier.publish.tree import Tree, right_to_left

__all__ = ["LanguageBuild", "configure", "escape_nav", "escaped", "finished", "prune", "share_palette"]

SHIM = "assets/javascripts/iframe-worker.shim.js"
"""Search on `file://`: a worker in a frame. Its name tells Material that no other is needed."""

TOGGLES = {
    "(prefers-color-scheme)": Message.of("Colours as the system has them; switch to light"),
    "(prefers-color-scheme: light)": Message.of("Light colours; switch to dark"),
    "(prefers-color-scheme: dark)": Message.of("Dark colours; switch to the system's"),
}
"""What the button of each palette of mkdocs.yml says, by the palette's `media`."""

HTML_LANG = re.compile(r'<html lang="[^"]*"')


@dataclass(frozen=True, slots=True)
class LanguageBuild:
    """One language's MkDocs build: what to build from where to where."""

    tree: Tree
    docs: Path
    """The folder that holds the folders of all languages."""
    out: Path
    """Where this language's site goes."""
    base_url: str
    """Address of the whole site, ending in `/`; empty when it is not known."""


def configure(config: MkDocsConfig, build: LanguageBuild) -> SearchSetup:
    """Point a loaded configuration at one language; return how its search is set up."""
    tree = build.tree
    config.docs_dir = str(build.docs / tree.language)
    config.site_dir = str(build.out)
    config.site_url = f"{build.base_url}{tree.language}/" if build.base_url else None
    config.site_name = escape(tree.title or config.site_name)
    config.use_directory_urls = False
    config.nav = [
        *({title: path} for title, path in tree.nav),
        *hand_written(build.docs, tree),
    ]
    config.validation.nav.omitted_files = logging.DEBUG  # articles are not in the menu, and that is no news
    polyfills = config.extra.setdefault("polyfills", [])
    if not any("iframe-worker" in str(script) for script in polyfills):
        polyfills.append(SHIM)
    _set_theme(config, tree)
    return _set_search(config, tree)


def _set_theme(config: MkDocsConfig, tree: Tree) -> None:
    theme = cast("MutableMapping[str, Any]", config.theme)
    theme["language"] = _theme_language(config, tree.interface)
    theme["direction"] = "rtl" if right_to_left(tree.interface) else "ltr"
    config.theme.static_templates.clear()  # sitemap and 404 are made once, for all languages
    words = catalogue(tree.interface)
    for palette in theme["palette"] if isinstance(theme.get("palette"), list) else ():
        if "toggle" in palette and palette.get("media") in TOGGLES:
            palette["toggle"]["name"] = escape(words.say(TOGGLES[palette["media"]]))


def _theme_language(config: MkDocsConfig, language: str) -> str:
    """Return Material's name for a language, `en` where Material does not speak it."""
    for code in (language, language.split("-", maxsplit=1)[0]):
        if any(
            (Path(folder) / "partials/languages" / f"{code}.html").is_file() for folder in config.theme.dirs
        ):
            return code
    return "en"


def _set_search(config: MkDocsConfig, tree: Tree) -> SearchSetup:
    # Set here and not in mkdocs.yml: MkDocs refuses a language for which lunr-languages has no file.
    setup = search_setup(tree.language, config.theme.dirs)
    for name, plugin in config.plugins.items():
        if name.rpartition("/")[2] == "search":
            plugin.config["lang"] = list(setup.lang)
            plugin.config["pipeline"] = list(setup.pipeline)
            plugin.config["separator"] = setup.separator
    return setup


def prune(files: Files, build: LanguageBuild, setup: SearchSetup) -> Files:
    """Take out what the site does not need, and generated pages that this run did not make."""
    known = {*build.tree.pages, *hand_written(build.docs, build.tree)}
    for file in list(files):
        if file.is_documentation_page():
            wanted = file.src_uri in known
        else:
            wanted = file.src_uri != "sitemap.xml" and needed(file.src_uri, setup)
        if not wanted:
            files.remove(file)
    return files


def escaped(value: Any) -> Any:
    """Return front matter with every text in it safe to stand in HTML: Material prints it as it is.

    The texts become `Markup`, so that a template's own `|e` does not escape them twice.
    """
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {key: escaped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [escaped(item) for item in value]
    return value


def escape_nav(nav: Navigation) -> Navigation:
    """Make the menu's titles safe to stand in HTML; `escaped` does it for those in front matter."""
    for page in nav.pages:
        title = page.__dict__.get("title")
        if isinstance(title, str) and not isinstance(title, Markup):
            page.title = escape(title)
    return nav


def share_palette(config: MkDocsConfig, base_url: str) -> None:
    """Let the reader's choice of light or dark hold for all languages; `base_url` leads to this one's."""
    config.extra["scope"] = f"{base_url}/.."


def finished(html: str, tree: Tree) -> str:
    """Return a page as it is published: it names its language also where Material has no words in it."""
    return HTML_LANG.sub(f'<html lang="{escape(tree.interface)}"', html, count=1)
