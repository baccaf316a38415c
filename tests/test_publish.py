"""What is written: the docs tree, the two sites, the files above the languages, and the swap."""

from __future__ import annotations

import errno
import io
import os
import random
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from mkdocs.utils import meta

from build_dossier.errors import HandWrittenError, PublishError
from build_dossier.model import Alternate
from build_dossier.publish import aside as aside_module
from build_dossier.publish.aside import LOCK, aside, put_in_place
from build_dossier.publish.build import disk_refused, mend_theme
from build_dossier.publish.docs import hand_written, write_docs
from build_dossier.publish.root import RootSite, root_files, sitemap, translations
from build_dossier.publish.search import search_setup
from build_dossier.publish.site import Project, Publication, load_project, publish
from build_dossier.publish.tree import trees_of
from tests.publishing import ROOT, content, make_project, page, some_pages

HOSTILE = (
    "</title><script>alert(1)</script>",
    "a: b # c\n---\nd",
    "quote \" and ' and & and {{ config }} {% raw %}",
    "true",
    "2023-11-18",
    "\u2028line\u0085ends\ttab",
    "[x](javascript:alert(1)) `code` ***",
    "عنوان" * 40,
)

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Publish a project once, with an address."""
    project = make_project(tmp_path_factory.mktemp("built"), "site_url: https://example.org/dossier/")
    project = load_project(project.config_file)
    publish(project, some_pages(), '{"version": 1}\n')
    return project


# --- the docs tree -------------------------------------------------------------------------------


@pytest.mark.parametrize("title", HOSTILE)
def test_front_matter_gives_back_any_title(tmp_path: Path, title: str) -> None:
    """A title with YAML, HTML or line ends in it is read back by MkDocs as it was, and the HTML after it."""
    made = page("de", "articles/a.md", title)
    write_docs([made], tmp_path)
    body, data = meta.get_data((tmp_path / "de/articles/a.md").read_text(encoding="utf-8"))
    assert (data["title"], body) == (title, made.html)
    assert data["generated"] is True
    assert data["alternates"][0] == {
        "lang": "id",
        "name": "Bahasa Indonesia",
        "href": "../../id/articles/a.html",
        "translation": True,
    }


def test_an_unchanged_page_keeps_its_time_stamp(tmp_path: Path) -> None:
    """Writing the same pages again touches nothing, the manifest neither; a changed one is written."""
    write_docs(some_pages(), tmp_path)
    for path in tmp_path.rglob("*"):
        os.utime(path, (1, 1))
    changed = replace(some_pages()[1], title="New")
    write_docs((some_pages()[0], changed, *some_pages()[2:]), tmp_path)
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.*") if p.stat().st_mtime != 1}
    assert written == {"id/timeline.md", ".manifest.json"}


def test_a_page_no_longer_made_is_removed_and_a_hand_written_one_stays(tmp_path: Path) -> None:
    """The last run's pages go, with the folders they leave empty; the curator's own stay as they were."""
    write_docs([page("de", "index.md"), page("de", "articles/a.md"), page("de", "people/b.md")], tmp_path)
    own = tmp_path / "de/people/own.md"
    own.write_text("# Own\n", encoding="utf-8")
    (tree,) = write_docs([page("de", "index.md")], tmp_path)
    left = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.md"))
    assert left == ["de/index.md", "de/people/own.md"]
    assert not (tmp_path / "de/articles").exists()
    assert own.read_text(encoding="utf-8") == "# Own\n"
    assert hand_written(tmp_path, tree) == ("people/own.md",)


def test_a_generated_page_that_was_taken_over_by_hand_stays(tmp_path: Path) -> None:
    """A page whose mark the curator took out is theirs: not removed when it is no longer made."""
    write_docs([page("de", "index.md"), page("de", "articles/a.md")], tmp_path)
    (tmp_path / "de/articles/a.md").write_text("# Mine now\n", encoding="utf-8")
    write_docs([page("de", "index.md")], tmp_path)
    assert (tmp_path / "de/articles/a.md").read_text(encoding="utf-8") == "# Mine now\n"


def test_a_hand_written_page_in_the_way_stops_all_writing(tmp_path: Path) -> None:
    """The message names the file and the remedy, and no page was written before it was found."""
    (tmp_path / "de").mkdir()
    (tmp_path / "de/timeline.md").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(HandWrittenError) as caught:
        write_docs([page("de", "index.md"), page("de", "timeline.md")], tmp_path)
    assert str(caught.value) == "docs/de/timeline.md is hand-written; move it"
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["timeline.md"]


def test_only_an_article_can_be_renamed_out_of_the_way(tmp_path: Path) -> None:
    """A hub has the name that it has: there the remedy is to move the hand-written file."""
    (tmp_path / "de/articles").mkdir(parents=True)
    (tmp_path / "de/articles/a.md").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(HandWrittenError, match=r"a\.md is hand-written; move it or rename the article$"):
        write_docs([page("de", "articles/a.md")], tmp_path)
    (tmp_path / "de/articles/index.md").write_text("# Mine\n", encoding="utf-8")
    with pytest.raises(HandWrittenError, match=r"index\.md is hand-written; move it$"):
        write_docs([page("de", "articles/index.md")], tmp_path)


@pytest.mark.parametrize(
    ("language", "path"),
    [
        ("de", "../x.md"),
        ("de", "/etc/x.md"),
        ("de", "a/../../x.md"),
        ("de", ".hidden.md"),
        ("de", "a\\b.md"),
        ("de", "a.html"),
        ("de", "a//b.md"),
        ("..", "x.md"),
        ("de/..", "x.md"),
        ("", "x.md"),
    ],
)
def test_a_path_that_leads_elsewhere_is_refused(tmp_path: Path, language: str, path: str) -> None:
    """Nothing is written outside docs/<language>/, nor under a name that a site cannot have."""
    with pytest.raises(PublishError, match="not a path for a page"):
        write_docs([page(language, path)], tmp_path / "docs")
    assert not list(tmp_path.rglob("*.md"))


def test_a_link_out_of_docs_is_refused(tmp_path: Path) -> None:
    """A language's folder that is a link to another place gets no pages."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "docs/de").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PublishError, match="leads out of"):
        write_docs([page("de", "index.md")], tmp_path / "docs")
    assert not list((tmp_path / "elsewhere").iterdir())


def test_two_pages_of_one_path_are_refused(tmp_path: Path) -> None:
    """Also when only case tells them apart, which some disks do not see."""
    with pytest.raises(PublishError, match="two pages have this path"):
        write_docs([page("de", "articles/a.md"), page("de", "articles/A.md")], tmp_path)


def test_html_that_markdown_would_change_is_refused(tmp_path: Path) -> None:
    """A blank line would end the block, and the rest would be read as Markdown."""
    with pytest.raises(PublishError, match="not one block"):
        write_docs([replace(page("de", "index.md"), html="<p>a</p>\n \n<p>*b*</p>\n")], tmp_path)


def test_a_lost_manifest_costs_nothing(tmp_path: Path) -> None:
    """Without it the marks still tell what is generated; no leftover is published as hand-written."""
    write_docs([page("de", "index.md"), page("de", "articles/a.md")], tmp_path)
    (tmp_path / ".manifest.json").write_text("{broken", encoding="utf-8")
    (tree,) = write_docs([replace(page("de", "index.md"), title="New")], tmp_path)
    assert hand_written(tmp_path, tree) == ()


def test_a_manifest_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    """A manifest that was tampered with makes nothing outside docs disappear."""
    victim = tmp_path / "victim.md"
    victim.write_text("---\ngenerated: true\n---\n", encoding="utf-8")
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / ".manifest.json").write_text('{"files": {"../victim.md": "x"}}', encoding="utf-8")
    write_docs([page("de", "index.md")], docs)
    assert victim.exists()


# --- the hosted site -----------------------------------------------------------------------------


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(path: Path) -> list[tuple[str, dict[str, str | None]]]:
    parser = _Tags()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.tags


def test_the_site_has_every_page_of_every_language(built: Project) -> None:
    """And the page that offers them, the data, and no 404 or sitemap inside a language."""
    pages = {path for path in content(built.site) if path.endswith(".html")}
    expected = {f"{p.language}/{p.path.removesuffix('.md')}.html" for p in some_pages()}
    assert pages == expected | {"index.html", "404.html"}
    above = {path for path in content(built.site) if "/" not in path}
    assert above == {"index.html", "404.html", "sitemap.xml", "robots.txt", "dossier.json", ".nojekyll"}
    assert (built.site / "dossier.json").read_text(encoding="utf-8") == '{"version": 1}\n'


def test_every_page_names_its_language(built: Project) -> None:
    """`lang` is that of the tree on every page."""
    for language in ("id", "de", "fr"):
        for path in (built.site / language).rglob("*.html"):
            assert tags(path)[0] == ("html", {"lang": language, "class": "no-js"})


def test_the_root_page_offers_the_languages_without_a_script(built: Project) -> None:
    """Each in its own name, marked with its language, to its home page; x-default is the root itself."""
    found = tags(built.site / "index.html")
    assert not [tag for tag, _ in found if tag == "script"]
    links = {str(attrs["hreflang"]): attrs["href"] for tag, attrs in found if tag == "a"}
    assert links == {"id": "id/index.html", "de": "de/index.html", "fr": "fr/index.html"}
    alternates = {
        str(attrs["hreflang"]): attrs["href"] for tag, attrs in found if attrs.get("rel") == "alternate"
    }
    assert alternates["x-default"] == "https://example.org/dossier/index.html"
    assert alternates["de"] == "https://example.org/dossier/de/index.html"
    text = (built.site / "index.html").read_text(encoding="utf-8")
    assert '<strong lang="id">Bahasa Indonesia</strong>' in text


def test_the_page_for_a_wrong_address_says_so_in_every_language(built: Project) -> None:
    """Its heading in the first one, the others beside the languages' names; none says it twice."""
    text = (built.site / "404.html").read_text(encoding="utf-8")
    assert "<h1>Tidak ada halaman di alamat ini</h1>" in text
    assert '<span lang="de">Unter dieser Adresse gibt es keine Seite</span>' in text
    assert text.count("Tidak ada halaman di alamat ini") == 2  # the title, the heading
    assert '<a href="/dossier/de/index.html"><strong lang="de">Deutsch</strong>' in text


def test_an_unknown_language_is_offered_as_that() -> None:
    """Babel takes `und` for American English; and no search engine is told that a page is in `und`."""
    trees = trees_of([page("de", "index.md"), page("und", "index.md")])
    text = root_files(RootSite(trees, (), {}, "Dossier", ""))["index.html"]
    assert '<a href="und/index.html"><strong lang="en">unknown language</strong>' in text
    assert 'hreflang="und"' not in text


def test_nothing_is_loaded_from_another_host(built: Project) -> None:
    """No script, style, image or frame of any page has an absolute address."""
    loading = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
    for path in built.site.rglob("*.html"):
        for tag, attrs in tags(path):
            address = attrs.get(loading.get(tag, ""), "") or ""
            if tag == "link" and str(attrs.get("rel")).strip() in ("canonical", "alternate", "prev", "next"):
                continue
            assert "//" not in address, f"{path}: {address}"


def test_files_without_use_are_left_out(built: Project) -> None:
    """No source maps, nor stemmers of other languages, nor pointers to them."""
    names = [Path(path).name for path in content(built.site / "de")]
    assert not [name for name in names if name.endswith(".map")]
    lunr = sorted(name for name in names if name.startswith("lunr."))
    assert lunr == ["lunr.de.min.js", "lunr.forms.min.js", "lunr.multi.min.js", "lunr.stemmer.support.min.js"]
    for path in built.site.glob("*/assets/**/*.min.*"):
        assert b"sourceMappingURL" not in path.read_bytes()
    assert sum(len(data) for data in content(built.site / "de").values()) < 600_000


def test_the_sitemap_names_true_translations_both_ways(built: Project) -> None:
    """Every page once, absolute, with itself and its translations."""
    root = ET.fromstring((built.site / "sitemap.xml").read_text(encoding="utf-8"))
    seen = {}
    for url in root.findall("s:url", SITEMAP):
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.findall("x:link", SITEMAP)}
        seen[url.findtext("s:loc", None, SITEMAP)] = links
    assert len(seen) == len(some_pages()) + 1
    here = "https://example.org/dossier/"
    assert seen[f"{here}de/articles/leader.html"] == {
        code: f"{here}{code}/articles/leader.html" for code in ("de", "fr", "id")
    }
    for address, links in seen.items():
        assert all(address in seen[other].values() for other in links.values())


def test_a_translation_that_does_not_answer_is_not_named() -> None:
    """A page that names another as its translation, and is not named by it, has no alternates."""
    one = page("de", "articles/a.md")
    other = replace(page("id", "articles/b.md"), alternates=())
    one = replace(one, alternates=(Alternate("id", "x", "../../id/articles/b.html#p-1", True),))
    assert translations([one, other]) == {"de/articles/a.html": {"de": "de/articles/a.html"}}
    elsewhere = replace(one, alternates=(Alternate("id", "x", "../../id/articles/index.html", False),))
    assert translations([elsewhere, other]) == {}


def test_a_sitemap_without_an_address_says_so() -> None:
    """Nobody stated where the site will stand: addresses start at the root, and a comment tells it."""
    trees = trees_of(some_pages())
    text = sitemap(RootSite(trees, ("de/caf%C3%A9.html",), {}, "Dossier", ""))
    assert "<loc>de/caf%C3%A9.html</loc>" in text
    assert "mkdocs.yml states no site_url" in text


def test_a_hostile_title_runs_nowhere(tmp_path: Path) -> None:
    """Not in the title, the menu, the header, the root page nor the search index."""
    project = make_project(tmp_path)
    bad = "<img src=x onerror=alert(1)>&\"'</title><script>alert(2)</script>"
    pages = [page("de", "index.md", bad), page("de", "timeline.md", bad), page("de", "articles/a.md", bad)]
    publish(project, [replace(p, description=bad) for p in pages], "{}")
    for path in project.site.rglob("*.html"):
        for tag, attrs in tags(path):
            assert not [key for key in attrs if key.startswith("on")], path
            assert tag != "img", path
        assert "alert(2)</script>" not in path.read_text(encoding="utf-8")
    index = (project.site / "de/search/search_index.json").read_text(encoding="utf-8")
    assert "<img" not in index
    assert "<script" not in index


def test_a_hand_written_page_is_published_and_stands_in_the_menu(tmp_path: Path) -> None:
    """After the generated ones, with its links to them working."""
    project = make_project(tmp_path)
    (project.docs / "de").mkdir()
    own = project.docs / "de/own.md"
    own.write_text("# Eigenes\n\nSiehe [Zeit](timeline.md).\n", encoding="utf-8")
    publish(project, some_pages(("de",)), "{}")
    home = (project.site / "de/index.html").read_text(encoding="utf-8")
    assert 'href="own.html"' in home
    assert 'href="timeline.html"' in (project.site / "de/own.html").read_text(encoding="utf-8")
    assert "de/own.html" in (project.site / "sitemap.xml").read_text(encoding="utf-8")


def test_a_language_that_nobody_speaks_here_is_published_too(tmp_path: Path) -> None:
    """Material has no words in Occitan, lunr no stemmer: the site stands, `lang` is right."""
    project = make_project(tmp_path)
    publish(project, [page("oc", "index.md", "Tèxt"), page("ar", "index.md", "نص")], "{}")
    assert tags(project.site / "oc/index.html")[0][1]["lang"] == "oc"
    assert 'dir="rtl"' in (project.site / "ar/index.html").read_text(encoding="utf-8")
    assert not list((project.site / "oc").rglob("lunr*"))
    assert search_setup("oc", []).lang == ("en",)
    assert search_setup("oc", []).pipeline == ()


def test_no_pages_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    """An empty folder of seeds does not replace a site by nothing."""
    project = make_project(tmp_path)
    with pytest.raises(PublishError, match=r"nothing to publish; put \.txt"):
        publish(project, [], "{}")


# --- the offline copy ----------------------------------------------------------------------------


def test_the_offline_copy_is_the_site_without_what_needs_a_server(built: Project) -> None:
    """The same pages byte for byte, and the search index as a script."""
    hosted, offline = content(built.site), content(built.offline)
    index = {f"{code}/search/search_index.json" for code in ("id", "de", "fr")}
    only_hosted = {"sitemap.xml", "robots.txt", "404.html", ".nojekyll"} | index
    assert hosted.keys() - offline.keys() == only_hosted
    assert offline.keys() - hosted.keys() == {path.removesuffix("on") for path in index}
    assert all(offline[path] == hosted[path] for path in hosted.keys() & offline.keys())
    script = offline["de/search/search_index.js"]
    assert script == b"var __index = " + hosted["de/search/search_index.json"].rstrip(b"\n")


def test_the_zip_holds_the_offline_copy(built: Project) -> None:
    """In one folder, with plain permissions and no time of day."""
    with zipfile.ZipFile(built.archive) as archive:
        held = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        times = {entry.date_time for entry in archive.infolist()}
        modes = {entry.external_attr >> 16 for entry in archive.infolist()}
    assert held == {f"site-offline/{path}": data for path, data in content(built.offline).items()}
    assert times == {(1980, 1, 1, 0, 0, 0)}
    assert modes == {0o100644}


def test_two_builds_are_the_same_bytes(built: Project, tmp_path: Path) -> None:
    """In another folder, at another time, in another time zone."""
    project = make_project(tmp_path, "site_url: https://example.org/dossier/")
    script = (
        "from pathlib import Path\n"
        "from build_dossier.publish.site import load_project, publish\n"
        "from tests.publishing import some_pages\n"
        f"publish(load_project(Path({str(project.config_file)!r})), some_pages(), '{{\"version\": 1}}\\n')\n"
    )
    environment = os.environ | {"TZ": "Asia/Jakarta", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT, env=environment)
    assert content(project.site) == content(built.site)
    assert content(project.offline) == content(built.offline)
    assert project.archive.read_bytes() == built.archive.read_bytes()


# --- the swap ------------------------------------------------------------------------------------


def test_a_failing_build_leaves_the_old_site(tmp_path: Path) -> None:
    """A template that cannot be read stops the build; the site stays, and nothing stays aside."""
    project = make_project(tmp_path)
    publish(project, some_pages(("de",)), "{}")
    before = content(project.site)
    (tmp_path / "overrides/main.html").write_text("{% broken", encoding="utf-8")
    with pytest.raises(PublishError, match=r"main\.html:1: .*mend the template"):
        publish(project, some_pages(("de", "fr")), "{}")
    assert content(project.site) == before
    assert not list(tmp_path.glob(".site-*"))


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the path, the reason and the remedy."""
    project = make_project(tmp_path)
    publish(project, some_pages(("de",)), "{}")
    before = content(project.site)

    def full(_folder: Path, target: Path, _name: str) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr("build_dossier.publish.site.write_zip", full)
    with pytest.raises(PublishError, match="No space left on device; make room"):
        publish(project, some_pages(("de", "fr")), "{}")
    assert content(project.site) == before
    assert not list(tmp_path.glob(".site-*"))


def test_a_full_disk_is_told_by_the_copy_and_not_by_its_source(tmp_path: Path) -> None:
    """A copy's error names the source first, which may lie in the virtual environment."""
    full = OSError(errno.ENOSPC, "No space left on device", "/venv/a.js", None, str(tmp_path / "a.js"))
    assert disk_refused(full, tmp_path).startswith(f"{tmp_path / 'a.js'}: No space")
    nameless = OSError(errno.ENOSPC, "No space left on device", "/venv/a.js")
    assert disk_refused(nameless, tmp_path).startswith(f"{tmp_path}: No space")
    unreadable = OSError(errno.EACCES, "Permission denied", "/overrides/main.html")
    assert disk_refused(unreadable, tmp_path).startswith("/overrides/main.html: Permission denied")


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("stood", [True, False])
def test_a_swap_that_fails_takes_the_earlier_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stood: bool, at_once: bool
) -> None:
    """The zip cannot be put in place: the site and the offline copy are the old ones, or none as before."""
    if not at_once:
        monkeypatch.setattr(aside_module, "_exchange", lambda _one, _other: False)
    project = make_project(tmp_path)
    if stood:
        publish(project, some_pages(("de",)), "{}")
    names = ("site", "site-offline", "site-offline.zip")
    before = [(tmp_path / name).exists() and content(tmp_path / name) for name in names]
    put = aside_module.put_in_place

    def broken(new: Path, target: Path) -> Path | None:
        if target == project.archive:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
        return put(new, target)

    monkeypatch.setattr(aside_module, "put_in_place", broken)
    with pytest.raises(PublishError, match=r"site-offline\.zip: Permission denied.*as it was"):
        publish(project, some_pages(("de", "fr")), "{}")
    assert [(tmp_path / name).exists() and content(tmp_path / name) for name in names] == before
    assert not list(tmp_path.glob(".site-*"))


def test_two_builds_do_not_share_the_docs_folder(tmp_path: Path) -> None:
    """The second writes its pages when the first, which still reads its own, has ended."""
    project = make_project(tmp_path)
    code = (
        "from pathlib import Path\n"
        "from build_dossier.publish.site import Publication, load_project\n"
        "from tests.publishing import page\n"
        f"project = load_project(Path({str(project.config_file)!r}))\n"
        "Publication(project, [page('fr', 'index.md')], '').close()\n"
    )
    first = Publication(project, some_pages(("de",)), "{}")
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as second:
        assert second.stderr is not None
        assert "another build is under way" in second.stderr.readline()
        assert not (project.docs / "fr").exists()
        first.close()
        assert second.wait(30) == 0
    assert (project.docs / "fr/index.md").exists()
    assert not (project.docs / "de/index.md").exists()


def test_a_theme_that_has_changed_is_told(tmp_path: Path) -> None:
    """Its script no longer has what is to be mended: pages would ask for files that are not there."""
    script = tmp_path / "de/assets/javascripts/bundle.1.min.js"
    script.parent.mkdir(parents=True)
    script.write_bytes(b'a("link[rel=alternate]")\n//# sourceMappingURL=b.map\n')
    mend_theme(tmp_path)
    assert script.read_bytes() == b'a("link[rel=alternate][data-sitemap]")\n'
    script.write_bytes(b"a('link[rel=alternate]')\n")
    with pytest.raises(PublishError, match="script has changed; pin mkdocs-material"):
        mend_theme(tmp_path)


def test_folders_are_swapped_also_where_the_system_cannot_do_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two renames do it; a kill between them is mended by the next run."""
    monkeypatch.setattr(aside_module, "_exchange", lambda _one, _other: False)
    target = tmp_path / "site"
    target.mkdir()
    (target / "old").touch()
    with aside(tmp_path) as folder:
        (folder / "site").mkdir()
        (folder / "site/new").touch()
        put_in_place(folder / "site", target)
    assert content(target).keys() == {"new"}

    killed = tmp_path / ".site-killed"
    killed.mkdir()
    (killed / LOCK).touch()
    target.rename(killed / ".old-site")
    with aside(tmp_path):
        assert content(target).keys() == {"new"}
        assert not killed.exists()


def test_a_build_under_way_is_not_cleared_by_another(tmp_path: Path) -> None:
    """Nor is a folder of that name that is not ours."""
    foreign = tmp_path / ".site-packages"
    foreign.mkdir()
    (foreign / "file").touch()
    with aside(tmp_path) as one, aside(tmp_path) as other:
        assert one.is_dir()
        assert other.is_dir()
    assert [path.name for path in tmp_path.iterdir()] == [".site-packages"]


KILLED = """
import sys
from pathlib import Path
from build_dossier.publish.site import load_project, publish
from tests.publishing import page, some_pages
project = load_project(Path(sys.argv[1]))
print("go", flush=True)
for number in range(1000):
    publish(project, [*some_pages(), page("de", "articles/n.md", text=f"number {number}")], f"{number}\\n")
"""


def whole(project: Project) -> str:
    """Return which build the site is of; fail when it is not all of one build."""
    number = (project.site / "dossier.json").read_text(encoding="utf-8").strip()
    page_of_it = (project.site / "de/articles/n.html").read_text(encoding="utf-8")
    assert f"number {number}</p>" in page_of_it
    files = content(project.site)
    assert len([path for path in files if path.endswith(".html")]) == len(some_pages()) + 3
    assert all(files[path] for path in files if path != ".nojekyll")
    return number


def test_a_kill_at_any_moment_leaves_a_whole_site(tmp_path: Path) -> None:
    """Ten builds are killed at random moments: the site is the old or the new, and the next clears up."""
    project = make_project(tmp_path)
    publish(project, [*some_pages(), page("de", "articles/n.md", text="number first")], "first\n")
    chance = random.Random(2023)
    for _ in range(10):
        command = [sys.executable, "-c", KILLED, str(project.config_file)]
        with subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert isinstance(process.stdout, io.BufferedReader)
            assert process.stdout.readline() == b"go\n"
            time.sleep(chance.uniform(0.05, 1.5))
            process.send_signal(signal.SIGKILL)
        whole(project)
        archive = zipfile.ZipFile(project.archive)
        assert archive.testzip() is None
        archive.close()
    time.sleep(2)  # what a killed build had started ends by itself
    publish(project, [*some_pages(), page("de", "articles/n.md", text="number last")], "last\n")
    assert whole(project) == "last"
    assert not list(tmp_path.glob(".site-*"))


def test_the_project_names_what_its_settings_lack(tmp_path: Path) -> None:
    """A missing file, and one without the plugin, are told in one line."""
    with pytest.raises(PublishError, match=r"nowhere\.yml"):
        load_project(tmp_path / "nowhere.yml")
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")
    with pytest.raises(PublishError, match="add `- dossier` before `- search`"):
        load_project(tmp_path / "mkdocs.yml")


# --- what may not be written over ----------------------------------------------------------------


def with_settings(root: Path, site: str = "site", seeds: str = "seeds") -> Project:
    """Make a project whose mkdocs.yml names other folders."""
    project = make_project(root)
    text = project.config_file.read_text(encoding="utf-8")
    text = text.replace("site_dir: site ", f"site_dir: {site} ").replace("seeds: seeds ", f"seeds: {seeds} ")
    project.config_file.write_text(text, encoding="utf-8")
    return project


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ("seeds", "site_dir: seeds holds the articles; name another folder in mkdocs.yml"),
        ("seeds/site", "site_dir: seeds/site lies in seeds with the articles; name another folder in"),
        ("overrides", "site_dir: overrides holds the theme's own files; name another folder"),
        ("overrides/assets", "site_dir: overrides/assets lies in overrides with the theme's own files"),
        (".", "site_dir: The 'docs_dir' should not be within the 'site_dir'"),
        ("/", "site_dir: The 'docs_dir' should not be within the 'site_dir'"),
        ("docs/site", "site_dir: The 'site_dir' should not be within the 'docs_dir'"),
        ("linked", "site_dir: linked holds the articles; name another folder in mkdocs.yml"),
    ],
)
def test_a_site_is_not_written_over_an_input(tmp_path: Path, site: str, message: str) -> None:
    """The seeds, the theme's files and the project stay; one line names the key and the remedy."""
    project = with_settings(tmp_path, site)
    (tmp_path / "linked").symlink_to(project.seeds)
    with pytest.raises(PublishError) as caught:
        load_project(project.config_file)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("site", [".", ".."])
def test_a_site_is_not_written_over_the_project(tmp_path: Path, site: str) -> None:
    """Also when the seeds and the pages lie elsewhere, so that it holds neither."""
    project = with_settings(tmp_path / "a/b", site, seeds=str(tmp_path / "seeds"))
    text = project.config_file.read_text(encoding="utf-8")
    text = text.replace("docs_dir: docs ", f"docs_dir: {tmp_path / 'docs'} ")
    project.config_file.write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match=r"^site_dir: .* holds the project itself; name another folder in"):
        load_project(project.config_file)


def test_the_copies_are_not_written_over_an_input(tmp_path: Path) -> None:
    """The articles lie where the offline copy would go."""
    project = with_settings(tmp_path, seeds="site-offline")
    (tmp_path / "site-offline").mkdir()
    with pytest.raises(PublishError, match="site_dir: site-offline holds the articles; name another"):
        load_project(project.config_file)


@pytest.mark.parametrize("seeds", ["docs", "docs/de", ".", '""', ".."])
def test_the_seeds_do_not_hold_what_is_made_of_them(tmp_path: Path, seeds: str) -> None:
    """Or the pages of one build would be the articles of the next."""
    project = with_settings(tmp_path, seeds=seeds)
    with pytest.raises(PublishError, match=r"^seeds: .*; name another folder in mkdocs\.yml$"):
        load_project(project.config_file)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("site/notes.txt", "^site holds other files than a dossier; move them or name another site_dir in"),
        ("site-offline/notes.txt", "^site-offline holds other files than a dossier; move them or"),
        ("site", "^site is a file; remove it"),
        ("site-offline", "^site-offline is a file; remove it"),
        ("site-offline.zip/notes.txt", r"^site-offline\.zip is a folder; move it"),
    ],
)
def test_what_is_not_ours_is_not_replaced(tmp_path: Path, name: str, message: str) -> None:
    """It is named before anything is written, and stays."""
    project = make_project(tmp_path)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("mine", encoding="utf-8")
    with pytest.raises(PublishError, match=message):
        publish(project, some_pages(("de",)), "{}")
    assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
    assert not list(project.docs.iterdir())


@pytest.mark.parametrize("name", ["site", "site-offline", "site-offline.zip"])
def test_nothing_is_written_through_a_link(tmp_path: Path, name: str) -> None:
    """A link in the place of the site leads to a folder that is not ours to empty."""
    (tmp_path / "elsewhere").mkdir()
    project = load_project(make_project(tmp_path / "project").config_file)
    project.site.with_name(name).symlink_to(tmp_path / "elsewhere")
    assert load_project(project.config_file) == project
    with pytest.raises(PublishError, match=f"^{name} is a link to another place; remove it"):
        publish(project, some_pages(("de",)), "{}")
    assert not list((tmp_path / "elsewhere").iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"elsewhere", "project"}


def test_an_empty_folder_is_a_place_for_a_site(tmp_path: Path) -> None:
    """Nobody loses anything."""
    project = make_project(tmp_path)
    project.site.mkdir()
    publish(project, [page("de", "index.md")], "{}")
    assert (project.site / "dossier.json").exists()


def test_a_missing_docs_folder_is_made(tmp_path: Path) -> None:
    """A fresh tree may not have it: git keeps no empty folders."""
    config_file = make_project(tmp_path).config_file
    (tmp_path / "docs").rmdir()
    assert load_project(config_file).docs.is_dir()
    text = config_file.read_text(encoding="utf-8")
    config_file.write_text(text.replace("docs_dir: docs ", "docs_dir: made/pages "), encoding="utf-8")
    assert load_project(config_file).docs == tmp_path / "made/pages"
    assert (tmp_path / "made/pages").is_dir()


def test_what_mkdocs_refuses_is_told_in_our_one_line(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """With MkDocs's own reason, and nothing besides."""
    config_file = make_project(tmp_path, "edit_uri_template: 5\nnav: 7").config_file
    with pytest.raises(PublishError, match=r"mkdocs\.yml: .*nav: Expected nav .*; mend it") as caught:
        load_project(config_file)
    assert "\n" not in str(caught.value)
    assert not caplog.records
    config_file.write_text("a: [b\n", encoding="utf-8")
    with pytest.raises(PublishError, match=r"mkdocs\.yml: .*parsing the configuration") as caught:
        load_project(config_file)
    assert "\n" not in str(caught.value)


def test_the_settings_of_the_project_are_valid_yaml() -> None:
    """`dossier` stands before `search`, and fonts come from no other host."""
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert [next(iter(p)) if isinstance(p, dict) else p for p in settings["plugins"]] == ["dossier", "search"]
    assert settings["theme"]["font"] is False
    assert settings["use_directory_urls"] is False
