"""The files of the built site: links, languages, alternates, sitemap, and the same bytes twice."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit
from xml.etree import ElementTree

import jsonschema
import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag

from build_dossier.record import schema
from tests.site.conftest import ROOT, Project, build

LANGUAGES = ("de", "fr", "id")
TREES = ("site", "offline")


@cache
def soup(file: Path) -> BeautifulSoup:
    """Return a page, parsed once."""
    return BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")


def html_files(tree: Path) -> list[Path]:
    """Return every page of a tree, sorted."""
    return sorted(tree.rglob("*.html"))


def tree_of(project: Project, name: str) -> Path:
    """Return one of the two outputs."""
    return project.site if name == "site" else project.offline


def attribute(tag: Tag, name: str) -> str:
    """Return an attribute as one string."""
    value = tag.get(name, "")
    return value if isinstance(value, str) else " ".join(value or [])


def links(file: Path) -> Iterator[str]:
    """Yield every address in a page that the page itself gives: links, scripts, styles, images."""
    for tag in soup(file).find_all(["a", "link", "script", "img", "iframe", "source", "use"]):
        for name in ("href", "src", "xlink:href"):
            address = attribute(tag, name)
            if address and not address.startswith(("javascript:", "mailto:", "data:")):
                yield address


@pytest.mark.parametrize("name", TREES)
def test_no_link_and_no_anchor_is_dead(project: Project, name: str) -> None:
    """Every relative address leads to a file of the tree, and every fragment to an id in it."""
    tree = tree_of(project, name)
    dead = []
    for file in html_files(tree):
        for address in links(file):
            path, fragment = urldefrag(address)
            if urlsplit(path).scheme:
                continue
            start = tree if path.startswith("/") else file.parent  # only 404.html, which may stand anywhere
            target = (start / unquote(path).lstrip("/")).resolve() if path else file
            if not target.is_file():
                dead.append(f"{file.relative_to(tree)}: {address}")
            elif fragment and not soup(target).find(id=unquote(fragment)):
                dead.append(f"{file.relative_to(tree)}: {address} (no such anchor)")
    assert not dead, "\n".join(dead[:40])


@pytest.mark.parametrize("name", TREES)
def test_nothing_is_loaded_from_another_host(project: Project, name: str) -> None:
    """Scripts, styles, fonts and images all come from the tree itself."""
    foreign = []
    for file in html_files(tree_of(project, name)):
        for tag in soup(file).find_all(["script", "img", "iframe", "source", "link"]):
            address = attribute(tag, "src") or attribute(tag, "href")
            loads = tag.name != "link" or not {"canonical", "alternate"} & set(tag.get("rel") or [])
            if loads and (urlsplit(address).netloc or address.startswith("//")):
                foreign.append(f"{file.name}: {address}")
    assert not foreign


@pytest.mark.parametrize("name", TREES)
def test_every_page_says_the_language_of_its_tree(project: Project, name: str) -> None:
    """`<html lang>` is the tree's own, on every page of all three trees."""
    tree = tree_of(project, name)
    for language in LANGUAGES:
        pages = html_files(tree / language)
        assert len(pages) > 5
        for file in pages:
            html = soup(file).html
            assert html is not None
            assert attribute(html, "lang") == language, file


def test_no_interface_word_is_left_in_english(project: Project) -> None:
    """No English msgid that has a different translation stands on a page outside another `lang`."""
    for language in LANGUAGES:
        with (ROOT / "build_dossier" / "messages" / f"{language}.po").open("rb") as stream:
            catalogue = read_po(stream)
        english = [
            msgid
            for message in catalogue
            for msgid, text in [(message.id, message.string)]
            if isinstance(msgid, str) and len(msgid) > 9 and "{" not in msgid and msgid != text
        ]
        for file in html_files(project.site / language):
            page = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
            for other in page.body.find_all(lang=True) if page.body else []:
                if not other.decomposed and attribute(other, "lang") != language:
                    other.decompose()
            text = " ".join(page.get_text(" ").split())
            left = [msgid for msgid in english if re.search(rf"\b{re.escape(msgid)}\b", text)]
            assert not left, f"{file.relative_to(project.site)}: {left}"


def test_no_heading_stands_over_nothing(project: Project) -> None:
    """After each heading something comes before the next heading of its level or above."""
    for file in html_files(project.site):
        main = soup(file).select_one(".dossier") or soup(file).body
        assert main is not None
        headings = main.find_all(re.compile("^h[1-6]$"))
        for heading in headings:
            following = heading.find_next(string=lambda text: bool(text and text.strip()))
            while following is not None and heading in following.parents:
                following = following.find_next(string=lambda text: bool(text and text.strip()))
            assert following is not None, f"{file}: {heading.get_text()}"
            parent = following.find_parent(re.compile("^h[1-6]$"))
            assert parent is None or parent.name > heading.name, f"{file}: {heading.get_text()}"


def test_each_page_has_one_first_heading(project: Project) -> None:
    """There is exactly one h1 a page."""
    for file in html_files(project.site):
        assert len(soup(file).find_all("h1")) == 1, file


def alternates(file: Path) -> dict[str, Path]:
    """Return the pages that a page's hreflang names, by language."""
    found = {}
    for tag in soup(file).select('link[rel="alternate"][hreflang]'):
        address = attribute(tag, "href")
        assert not urlsplit(address).scheme
        found[attribute(tag, "hreflang")] = (file.parent / address).resolve()
    return found


def test_each_alternate_names_the_other(project: Project) -> None:
    """hreflang is reciprocal, and names the page itself where it names any."""
    seen = 0
    for language in LANGUAGES:
        for file in html_files(project.site / language):
            named = alternates(file)
            for code, target in named.items():
                seen += 1
                assert target.is_file(), f"{file}: {code}"
                assert alternates(target).get(language) == file.resolve(), f"{file} and {target}"
            if named:
                assert named[language] == file.resolve()
    assert seen > 20


def test_only_translations_are_alternates(project: Project) -> None:
    """An article without a translation names none; a translated one names its two siblings."""
    record = json.loads((project.site / "dossier.json").read_text(encoding="utf-8"))
    sizes = {article: len(work) for work in record["works"] for article in work}
    for article in record["articles"]:
        pages = [
            file
            for file in html_files(project.site / article["language"]["code"] / "articles")
            if (heading := soup(file).h1) and heading.get_text().split() == article["title"].split()
        ]
        assert len(pages) == 1, article["title"]
        expected = sizes[article["id"]]
        assert len(alternates(pages[0])) == (expected if expected > 1 else 0), article["id"]


def test_sitemap_names_every_page_and_true_translations_only(project: Project) -> None:
    """The sitemap's alternates are those of the pages."""
    sitemap = ElementTree.parse(project.site / "sitemap.xml").getroot()
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    named = {}
    for url in sitemap.findall("s:url", space):
        location = url.findtext("s:loc", namespaces=space) or ""
        links_ = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", space)}
        named[location] = links_
    for language in LANGUAGES:
        for file in html_files(project.site / language):
            location = file.relative_to(project.site).as_posix()
            assert location in named, location
            expected = {
                code: target.relative_to(project.site.resolve()).as_posix()
                for code, target in alternates(file).items()
            }
            found = {code: href for code, href in named[location].items() if code != "x-default"}
            assert found == expected, location


def test_root_page_offers_the_languages_without_script(project: Project) -> None:
    """`index.html` at the root links each language by its own name and runs no script."""
    for tree in (project.site, project.offline):
        page = soup(tree / "index.html")
        assert not page.find_all("script")
        offered = {attribute(tag, "hreflang"): tag for tag in page.find_all("a", hreflang=True)}
        assert set(offered) >= set(LANGUAGES)
        assert offered["id"].get_text(strip=True).startswith("Bahasa Indonesia")
        assert attribute(offered["de"], "href") == "de/index.html"


def test_dossier_json_satisfies_its_schema(project: Project) -> None:
    """`site/dossier.json` is what `schema/dossier.json` says."""
    record = json.loads((project.site / "dossier.json").read_text(encoding="utf-8"))
    jsonschema.validate(record, schema("dossier"))


def test_the_zip_holds_the_offline_copy(project: Project) -> None:
    """Every file of `site-offline/` is in the zip, byte for byte."""
    with zipfile.ZipFile(project.root / "site-offline.zip") as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
        files = [file for file in project.offline.rglob("*") if file.is_file()]
        assert len(names) == len(files)
        for file in files:
            name = f"site-offline/{file.relative_to(project.offline).as_posix()}"
            assert archive.read(name) == file.read_bytes()


def digests(root: Path) -> dict[str, str]:
    """Return the hash of every output file."""
    outputs = [root / "site", root / "site-offline"]
    files = [file for output in outputs for file in output.rglob("*") if file.is_file()]
    files.append(root / "site-offline.zip")
    return {
        file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files
    }


def test_two_builds_of_the_same_input_are_byte_identical(project: Project) -> None:
    """Building again changes no byte of either site or of the zip."""
    before = digests(project.root)
    assert build(project.root).returncode == 0
    assert digests(project.root) == before


def test_the_build_says_what_it_found_and_did(project: Project) -> None:
    """The summary counts articles, languages, removed lines, works and dates, and says where to open it."""
    for words in ("5 articles", "3 languages", "lines removed", "dates", "site/index.html", " s"):
        assert words in project.output, project.output
