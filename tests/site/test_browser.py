"""The built dossier in a browser: every page, both outputs, every language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.site.conftest import Project

LANGUAGES = ("de", "fr", "id")
Where = Literal["http", "file"]
Scheme = Literal["light", "dark"]


class Watch:
    """What a browser complained about while pages were open."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.found: list[str] = []
        self.base = base
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on("request", self._request)

    def _console(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.found.append(f"console: {said.text}")

    def _failed(self, request: Request) -> None:
        if "ERR_ABORTED" not in (request.failure or ""):  # that is the next page being opened
            self.found.append(f"failed: {request.url} {request.failure}")

    def _response(self, got: Response) -> None:
        if got.status >= 400:
            self.found.append(f"{got.status}: {got.url}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.base, "data:", "blob:")):
            self.found.append(f"another host: {request.url}")


@contextmanager
def looking(
    browser: Browser, base: str, width: int = 1280, scheme: Scheme = "light", script: bool = True
) -> Iterator[tuple[Page, Watch]]:
    """Open a browser window that watches for complaints; the network is off for `file://`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,
        offline=base.startswith("file:"),
        reduced_motion="reduce",
    )
    try:
        yield context.new_page(), Watch(context, base)
    finally:
        context.close()


def base_of(where: Where, project: Project, server: str) -> str:
    """Return the address that an output starts with."""
    return server if where == "http" else project.offline.as_uri()


def pages_of(project: Project, language: str) -> list[str]:
    """Return every page of a language as an address below the base."""
    tree = project.site / language
    return [file.relative_to(project.site).as_posix() for file in sorted(tree.rglob("*.html"))]


def one_of_each(project: Project, language: str) -> list[str]:
    """Return one page of each kind."""
    kinds: dict[str, str] = {}
    for path in pages_of(project, language):
        parts = Path(path).parts[1:]
        kinds.setdefault("/".join((*parts[:-1], "index" if parts[-1] == "index.html" else "page")), path)
    return [*kinds.values(), f"{language}/timeline.html"]


@pytest.mark.parametrize("where", ["http", "file"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_without_a_complaint(
    browser: Browser, project: Project, server: str, where: Where, language: str
) -> None:
    """No console error, no failed request, no other host, and a visible heading, on every page."""
    base = base_of(where, project, server)
    with looking(browser, base) as (page, watch):
        for path in ["index.html", *pages_of(project, language)]:
            page.goto(f"{base}/{path}")
            expect(page.locator("h1").first).to_be_visible()
        page.wait_for_timeout(200)
        assert not watch.found, "\n".join(watch.found[:20])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_violates_an_accessibility_rule(
    browser: Browser, project: Project, server: str, language: str
) -> None:
    """axe-core finds nothing, on every page in light and on one of each kind in dark and on a phone."""
    checks: list[tuple[Scheme, int, list[str]]] = [
        ("light", 1280, ["index.html", *pages_of(project, language)]),
        ("dark", 1280, one_of_each(project, language)),
        ("light", 390, one_of_each(project, language)),
    ]
    wrong = []
    for scheme, width, paths in checks:
        with looking(browser, server, width, scheme) as (page, _):
            for path in paths:
                page.goto(f"{server}/{path}")
                results = Axe().run(page)
                if results.violations_count:
                    wrong.append(f"{path} ({scheme}, {width}): {results.generate_report()}")
    assert not wrong, "\n".join(wrong[:5])


@pytest.mark.parametrize("width", [360, 390, 768, 1280, 1920])
def test_no_page_scrolls_sideways(browser: Browser, project: Project, server: str, width: int) -> None:
    """Nothing is wider than the window, from a small phone to a wide screen."""
    wide = []
    with looking(browser, server, width) as (page, _):
        for language in LANGUAGES:
            for path in one_of_each(project, language):
                page.goto(f"{server}/{path}")
                if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                    wide.append(path)
    assert not wide


def search(page: Page, words: str) -> list[str]:
    """Type a query into Material's search and return the addresses of the results."""
    box = page.locator("input.md-search__input")
    box.click()
    box.press_sequentially(words)  # Material listens to keys
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible(timeout=15_000)
    hrefs = page.eval_on_selector_all(".md-search-result__link", "all => all.map(one => one.href)")
    return [str(href) for href in hrefs]


@pytest.mark.parametrize("where", ["http", "file"])
@pytest.mark.parametrize(
    ("language", "words"),
    [("id", "kepemimpinan"), ("id", "pemimpin"), ("de", "Führungswechsel"), ("fr", "gouvernance")],
)
def test_search_finds_articles(
    browser: Browser, project: Project, server: str, where: Where, language: str, words: str
) -> None:
    """Material's search answers in each language, on http and on `file://` with the network off."""
    base = base_of(where, project, server)
    with looking(browser, base) as (page, watch):
        page.goto(f"{base}/{language}/index.html")
        found = search(page, words)
        assert any(f"/{language}/articles/" in href for href in found), found
        assert all(f"/{language}/" in href for href in found)
        assert not watch.found, watch.found


@pytest.mark.parametrize("where", ["http", "file"])
def test_indonesian_word_forms_find_the_same_articles(
    browser: Browser, project: Project, server: str, where: Where
) -> None:
    """The words kepemimpinan, pemimpin and memimpin share a stem, so they find the same articles."""
    base = base_of(where, project, server)
    answers = []
    for words in ("kepemimpinan", "pemimpin", "memimpin"):
        with looking(browser, base) as (page, _):
            page.goto(f"{base}/id/index.html")
            found = {href.split("?")[0].split("#")[0] for href in search(page, words)}
            answers.append({href for href in found if "/articles/" in href})
    assert answers[0] == answers[1] == answers[2]
    assert len(answers[0]) >= 2


@pytest.mark.parametrize("where", ["http", "file"])
@pytest.mark.parametrize("script", [True, False])
def test_the_switcher_leads_to_the_same_article(
    browser: Browser, project: Project, server: str, where: Where, script: bool
) -> None:
    """From each page the switcher leads to the other languages, by keyboard and without script too."""
    base = base_of(where, project, server)
    with looking(browser, base, script=script) as (page, watch):
        for path in one_of_each(project, "de"):
            page.goto(f"{base}/{path}")
            entries = page.locator(".md-select__link")
            assert entries.count() >= 2, path
            for index in range(entries.count()):
                address = entries.nth(index).evaluate("link => link.href") if script else ""
                page.locator(".md-header .md-select button, .md-header .md-select [tabindex]").first.focus()
                expect(entries.nth(index)).to_be_visible()
                entries.nth(index).focus()
                with page.expect_navigation():
                    page.keyboard.press("Enter")
                assert not script or page.url == address
                assert "/de/" not in page.url.removeprefix(base), page.url
                page.goto(f"{base}/{path}")
        assert not watch.found, watch.found


def test_the_timeline_can_be_read_without_script(browser: Browser, server: str) -> None:
    """Its entries are in the page itself: a list with dates, visible with script off."""
    with looking(browser, server, script=False) as (page, _):
        for language in LANGUAGES:
            page.goto(f"{server}/{language}/timeline.html")
            entries = page.locator("main ol > li:has(time)")
            assert entries.count() >= 8
            for index in range(entries.count()):
                expect(entries.nth(index)).to_be_visible()


def test_print_shows_the_text_and_not_the_interface(browser: Browser, project: Project, server: str) -> None:
    """On paper there is the article or the timeline, without header, switcher and search."""
    with looking(browser, server) as (page, _):
        page.emulate_media(media="print")
        for path in one_of_each(project, "fr"):
            page.goto(f"{server}/{path}")
            expect(page.locator("h1").first).to_be_visible()
            expect(page.locator(".md-header")).to_be_hidden()
            expect(page.locator(".md-search__inner")).to_be_hidden()
