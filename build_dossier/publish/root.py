"""The files above the languages: the page that offers them, the page for a wrong address, the sitemap."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape, quoteattr

import jinja2
from markupsafe import Markup

from build_dossier.messages import catalogue
from build_dossier.model import Message, Page
from build_dossier.pages.words import direction
from build_dossier.publish.tree import UNKNOWN, Tree

__all__ = ["RootSite", "root_files", "sitemap"]

NOT_FOUND = Message.of("There is no page at this address")

Address = str
"""Of a page, from the root of the site, percent-encoded: `de/articles/foo.html`."""


@dataclass(frozen=True, slots=True)
class RootSite:
    """What the files above the languages tell of."""

    trees: tuple[Tree, ...]
    addresses: tuple[Address, ...]
    """Of every page, those that a curator wrote by hand too."""
    translations: Mapping[Address, Mapping[str, Address]]
    """Address -> language -> address, both ways, true translations only."""
    site_name: str
    base_url: str
    """Ending in `/`; empty when nobody stated where the site will stand."""


def root_files(site: RootSite) -> dict[str, str]:
    """Return the files by name."""
    files = {
        "index.html": _page("root.html", site),
        "404.html": _page("missing.html", site),
        "sitemap.xml": sitemap(site),
        ".nojekyll": "",  # or GitHub Pages would take folders with an underscore away
    }
    if site.base_url:
        files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {site.base_url}sitemap.xml\n"
    return files


def _page(template: str, site: RootSite) -> str:
    words = {tree.language: catalogue(tree.interface).say(NOT_FOUND) for tree in site.trees}
    return _environment().get_template(template).render(
        trees=site.trees,
        first=site.trees[0],
        words=words,
        unknown=UNKNOWN,
        spoken=_name_language,
        direction=direction,
        site_name=site.site_name,
        base_url=site.base_url,
        base_path=urlsplit(site.base_url).path or "/",
        style=Markup(_text("root.css")),
    )  # fmt: skip


def _name_language(tree: Tree) -> str:
    """Return the language that a tree's name is in: its own, but "unknown language" is the interface's."""
    return tree.interface if tree.language == UNKNOWN else tree.language


@cache
def _environment() -> jinja2.Environment:
    loader = jinja2.FunctionLoader(_text)
    return jinja2.Environment(loader=loader, autoescape=True, keep_trailing_newline=True)


def _text(name: str) -> str:
    return (resources.files(__package__) / name).read_text(encoding="utf-8")


def sitemap(site: RootSite) -> str:
    """Return the sitemap: every page, with its true translations and itself as alternates."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    if not site.base_url:
        lines.append(
            "<!-- The addresses start at the folder of this file: mkdocs.yml states no site_url. -->"
        )
    lines.append(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    )
    for address in ("index.html", *site.addresses):
        lines.append(f"<url><loc>{escape(site.base_url + address)}</loc>")
        for language, other in sorted(site.translations.get(address, {}).items()):
            href = quoteattr(site.base_url + other)
            lines.append(f'<xhtml:link rel="alternate" hreflang={quoteattr(language)} href={href}/>')
        lines.append("</url>")
    return "\n".join([*lines, "</urlset>", ""])


def address_of(language: str, path: str) -> Address:
    """Return where a page of a language is published."""
    return quote(f"{language}/{posixpath.splitext(path)[0]}.html")


def translations(pages: Sequence[Page]) -> dict[Address, dict[str, Address]]:
    """Return for each page its true translations and itself, by language; only pairs that name each other."""
    named: dict[Address, dict[str, Address]] = {}
    for page in pages:
        own = address_of(page.language, page.path)
        named[own] = {page.language: own} | {
            other.language: _target(own, other.href) for other in page.alternates if other.translation
        }
    return {
        own: {language: other for language, other in others.items() if own in named.get(other, {}).values()}
        for own, others in named.items()
        if len(others) > 1
    }


def _target(own: Address, href: str) -> Address:
    path = unquote(href.partition("#")[0])
    return quote(posixpath.normpath(posixpath.join(posixpath.dirname(unquote(own)), path)))
