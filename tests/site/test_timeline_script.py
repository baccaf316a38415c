"""A long timeline in a browser: folded entries are reached, printed and filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_dossier.messages import catalogue
from build_dossier.model import Days
from build_dossier.pages import Settings
from build_dossier.pages.index import index
from build_dossier.pages.timeline import timeline
from build_dossier.pages.tree import Tree
from build_dossier.pages.words import Words
from tests import sample_dossier as story

ASSETS = Path(__file__).parents[2] / "overrides/assets"


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a timeline of 120 events as a page of its own."""
    base = story.sample().events[3]
    events = tuple(
        replace(
            base,
            id=f"e-{n}",
            days=Days.one(date(2023, 1, 1) + timedelta(days=n)),
            conflicts=(),
            mentions=base.mentions[n % 5 :][:1],
        )
        for n in range(120)
    )
    dossier = replace(story.sample(), events=events)
    html = timeline(Tree("de", Words(catalogue("de")), index(dossier), Settings("Dossier"))).html
    path = tmp_path_factory.mktemp("timeline") / "timeline.html"
    style = f'<link rel="stylesheet" href="{(ASSETS / "stylesheets/dossier.css").as_uri()}">'
    script = f'<script defer src="{(ASSETS / "javascripts/timeline.js").as_uri()}"></script>'
    head = f'<!doctype html><html lang="de"><meta charset="utf-8">{style}{script}'
    path.write_text(f'{head}<body class="md-typeset">{html}</body></html>', encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Callable[[str, bool], Page]]:
    """Give what opens the page at an anchor, with script or without."""
    contexts = []

    def open_page(anchor: str, script: bool) -> Page:
        context = browser.new_context(java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{file.as_uri()}{anchor}")
        return page

    yield open_page
    for context in contexts:
        context.close()


def _folded(page: Page) -> str:
    """Return the id of the first entry that is folded away."""
    return str(page.locator("details .d-event").first.get_attribute("id"))


@pytest.mark.parametrize("script", [True, False])
def test_an_address_reaches_a_folded_entry(opened: Callable[[str, bool], Page], script: bool) -> None:
    """A link from an article shows the entry, with script and without."""
    name = _folded(opened("", script))
    assert opened(f"#{name}", script).locator(f"#{name}").is_visible()


def test_without_script_nothing_is_lost_and_nothing_dead_is_shown(
    opened: Callable[[str, bool], Page],
) -> None:
    """All entries are in the page, the folds open by hand, and there is no form that would do nothing."""
    page = opened("", False)
    assert page.locator(".d-event").count() == 120
    assert not page.locator("form.d-filter").is_visible()
    page.locator("details summary").first.click()
    assert page.locator("details .d-event").first.is_visible()


@pytest.mark.parametrize("script", [True, False])
def test_print_shows_every_entry(opened: Callable[[str, bool], Page], script: bool) -> None:
    """What is folded on the screen stands on paper."""
    page = opened("", script)
    page.emulate_media(media="print")
    assert page.locator("details .d-event").last.is_visible()
    assert not page.locator("details summary").first.is_visible()


def test_a_filter_shows_what_was_chosen_and_says_how_much(opened: Callable[[str, bool], Page]) -> None:
    """Only entries of the chosen language remain, the folds they lie in open, and all comes back."""
    page = opened("", True)
    select = page.locator("select[name=language]")
    wanted = page.locator(".d-event").evaluate_all(
        "found => found.filter(one => one.dataset.language.split(' ').includes('1')).length"
    )
    select.select_option("1")
    assert 0 < wanted < 120
    assert page.locator(".d-event:visible").count() == wanted
    assert page.locator("form output").text_content() == f"{wanted} / 120"
    select.select_option("")
    assert page.locator("details[open]").count() == 0
    assert page.locator(".d-event:visible").count() == 40
