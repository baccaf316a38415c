"""A long timeline: what is seen at once, what is folded, how it is cut into pages; nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup, Tag

from benchmarks.large import articles
from build_dossier.messages import catalogue
from build_dossier.model import Days, Dossier, Event, Page, Work
from build_dossier.pages import Settings
from build_dossier.pages.index import index
from build_dossier.pages.periods import ENTRIES, OPEN, chosen, periods
from build_dossier.pages.timeline import period_pages, timeline
from build_dossier.pages.tree import Tree
from build_dossier.pages.words import Words
from build_dossier.pipeline import assemble
from build_dossier.timeline.salience import salience
from tests import sample_dossier as story
from tests.dossier_values import article, mention, published_on, work

BASE = story.sample().events[3]


def _events(count: int, apart: int = 1, first: date = date(2023, 1, 1)) -> tuple[Event, ...]:
    """Return so many events, some days apart."""
    days = [Days.one(first + timedelta(days=apart * n)) for n in range(count)]
    return tuple(
        replace(
            BASE, id=f"e-{n}", days=day, edtf=str(day.lo), conflicts=(), mentions=BASE.mentions[n % 5 :][:1]
        )
        for n, day in enumerate(days)
    )


def _pages(events: tuple[Event, ...]) -> dict[str, Page]:
    return _pages_of(replace(story.sample(), events=events))


def _pages_of(dossier: Dossier) -> dict[str, Page]:
    tree = Tree("de", Words(catalogue("de")), index(dossier), Settings("Dossier"))
    return {page.path: page for page in (timeline(tree), *period_pages(tree))}


def _soup(page: Page) -> BeautifulSoup:
    return BeautifulSoup(page.html, "html.parser")


def test_every_event_of_a_long_timeline_is_on_one_page() -> None:
    """The pages hold all events in order, each once, and none holds more than it should."""
    for count, apart in ((ENTRIES, 1), (ENTRIES + 1, 1), (900, 1), (900, 30), (500, 0)):
        events = _events(count, apart)
        cut = periods(events)
        assert [event for period in cut for event in period.events] == list(events)
        assert len({period.path for period in cut}) == len(cut)
        assert all(len(period.events) <= ENTRIES or period.days.length == 1 for period in cut)


def test_pages_are_as_coarse_as_they_can_be() -> None:
    """Few events a year share a page; a full year is cut by months, a full month by days."""
    assert [period.path for period in periods(_events(ENTRIES))] == ["timeline"]
    assert [period.path for period in periods(_events(170, 100))] == ["timeline/2023", "timeline/2066"]
    assert [period.path for period in periods(_events(300))] == ["timeline/2023-01", "timeline/2023-06"]
    crowded = tuple(
        replace(one, days=Days.one(date(2023, 1, 1 + n // 100))) for n, one in enumerate(_events(500))
    )
    assert [period.path for period in periods(crowded)][:2] == ["timeline/2023-01-01", "timeline/2023-01-02"]


def test_what_matters_is_chosen_day_by_day() -> None:
    """Pinned events first; then the best event of each day that matters, before any day's second one."""
    quiet = _events(60, 1)
    loud = tuple(
        replace(one, id=f"x-{n}", days=quiet[5].days, salience=50) for n, one in enumerate(_events(60))
    )
    pinned = replace(quiet[40], pinned=True)
    seen = chosen([*quiet[:5], *quiet[6:40], pinned, *quiet[41:], *loud])
    assert len(seen) == OPEN
    assert pinned.id in seen
    assert sum(id.startswith("x-") for id in seen) == 1
    assert chosen(quiet[:OPEN]) == {event.id for event in quiet[:OPEN]}


def test_folded_entries_are_all_there_without_script() -> None:
    """Beyond what is read at once the rest of each month stands in a `<details>`, whole and in order."""
    soup = _soup(_pages(_events(120))["timeline.md"])
    assert len(soup.select(".d-event")) == 120
    assert len(soup.select("details .d-event")) == 120 - OPEN
    for stretch in soup.select(".d-stretch"):
        heading = stretch.find("h2")
        assert isinstance(heading, Tag)
        for row in stretch.select("ol"):
            dates = [str(tag["datetime"]) for tag in row.select(".d-when time")]
            assert dates == sorted(dates)


def test_a_split_timeline_leads_to_all_of_it() -> None:
    """The first page has what matters and links to every part; the parts have every event and link back."""
    events = _events(400)
    made = _pages(events)
    hub = _soup(made.pop("timeline.md"))
    assert len(hub.select(".d-event")) == OPEN
    linked = [str(tag["href"]).removesuffix(".html") for tag in hub.select(".d-pages a")]
    assert linked == [path.removesuffix(".md") for path in made]
    ids = [str(tag["id"]) for page in made.values() for tag in _soup(page).select(".d-event")]
    assert sorted(ids) == sorted(event.id for event in events)
    for page in made.values():
        assert len(_soup(page).select('.d-pages a[aria-current="page"]')) == 1


def test_a_page_is_called_by_what_it_spans() -> None:
    """Years, months or days, as the language writes them."""
    by_months = [page.title for page in _pages(_events(300)).values()]
    assert by_months == ["Zeitleiste", "Zeitleiste: Januar–Mai 2023", "Zeitleiste: Juni–Oktober 2023"]
    by_years = [page.title for page in _pages(_events(170, 100)).values()]
    assert by_years == ["Zeitleiste", "Zeitleiste: 2023–2065", "Zeitleiste: 2066–2069"]


def test_an_entry_leads_to_its_neighbours_in_time() -> None:
    """To the event before, the others of its day and the one after, across pages too, with the distance."""
    events = _events(400, 3)
    events = (*events[:200], replace(events[200], id="twin"), *events[200:])
    made = _pages(events)
    texts = {}
    for page in made.values():
        for entry in _soup(page).select(".d-event"):
            texts[str(entry["id"])] = [(str(a["href"]), a.get_text()) for a in entry.select(".d-around a")]
    assert [text for _, text in texts["e-200"]] == [
        "3 Tage früher", "am selben Tag (1)", "3 Tage später", "e-200",
    ]  # fmt: skip
    assert [href for href, _ in texts["e-200"]][1] == "#twin"
    assert [text for _, text in texts["e-0"]] == ["3 Tage später", "e-0"]
    borders = [href for links in texts.values() for href, _ in links if href.startswith("20")]
    assert borders


def test_a_distance_is_said_only_where_it_is_known() -> None:
    """Between a day and a month there is no number of days: then the date stands there."""
    one, two = _events(2)
    two = replace(two, days=Days(date(2023, 2, 1), date(2023, 3, 1)), edtf="2023-02")
    [entry, _] = _soup(_pages((one, two))["timeline.md"]).select(".d-event")
    assert [a.get_text() for a in entry.select(".d-around a")] == ["danach: Februar 2023", "e-0"]


def test_filters_offer_what_the_entries_have() -> None:
    """Each choice has the number of entries that name it, and those entries carry it."""
    soup = _soup(_pages(_events(30))["timeline.md"])
    form = soup.select_one("form.d-filter")
    assert form is not None
    assert form.has_attr("hidden")  # the script shows it: without one it would do nothing
    entries = soup.select(".d-event")
    for select in form.select("select"):
        for option in select.select("option")[1:]:
            count = sum(str(option["value"]) in str(one[f"data-{select['name']}"]).split() for one in entries)
            assert option.get_text().endswith(f"({count})")
    assert {str(select["name"]) for select in form.select("select")} == {"language", "source"}


def test_a_short_timeline_needs_no_filter() -> None:
    """What fits two screens is read, not filtered."""
    assert "d-filter" not in _pages(_events(8))["timeline.md"].html


# --- what matters --------------------------------------------------------------------------------


def test_salience_counts_mentions_and_publications_and_translations_once() -> None:
    """A day named twice in a text and once in its translation counts twice, and once for the publication."""
    one = article("a", ["Am Freitag begann es.", "Am Freitag endete es."], "de")
    two = article("b", ["Tout a commencé vendredi."], "fr")
    three = article("c", ["Am Freitag war Ruhe."], "de")
    dates = [
        mention(one, "Am Freitag", "2023-11-17", 0),
        mention(one, "Am Freitag", "2023-11-17", 1),
        mention(two, "vendredi", "2023-11-17"),
        mention(three, "Am Freitag", "2023-11-17"),
    ]
    known = {
        "a": published_on("2023-11-17"),
        "b": published_on("2023-11-17"),
        "c": published_on("2023-11-20"),
    }
    works = [work(one, two), work(three)]
    assert salience(dates, known, works) == {Days.one(date(2023, 11, 17)): 4, Days.one(date(2023, 11, 20)): 1}
    apart = [Work((text.id,)) for text in (one, two, three)]
    assert salience(dates, known, apart)[Days.one(date(2023, 11, 17))] == 6


# --- a large dossier -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def large() -> Dossier:
    """Thirty generated articles in six languages."""
    return assemble(articles(18))


def test_generated_articles_are_the_same_in_every_run(large: Dossier) -> None:
    """The generator is deterministic, in six languages, with a date in every article."""
    assert articles(12) == articles(40)[:12]
    assert len(large.languages) == 6
    assert all(one.basis == "stated" for one in large.published.values())
    assert any(len(one.articles) > 1 for one in large.works)


def test_no_page_of_the_timeline_grows_without_end(large: Dossier) -> None:
    """Ten times the events make more pages, not larger ones."""
    many = tuple(
        replace(event, id=f"{event.id}-{n}", days=Days.one(event.days.lo + timedelta(days=400 * n)))
        for n in range(16)
        for event in large.events
    )
    many = tuple(sorted(many, key=lambda event: event.days.lo))
    sizes = [len(page.html.encode()) for page in _pages_of(replace(large, events=many)).values()]
    assert len(many) > 1000
    assert max(sizes) < 600_000
