"""A later report overtakes an announcement: from the texts to the page, in three languages."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from build_dossier.model import Event, RawFile
from build_dossier.pages import Settings, pages
from build_dossier.pipeline import assemble

STORIES = {
    "de": (
        "Der Prozess gegen die frühere Ministerin Olga Hein beginnt am Freitag vor dem Landgericht Kassel.",
        "2023-11-16",
        "Der Prozess gegen die frühere Ministerin Olga Hein beginnt erst am nächsten Montag vor dem Gericht.",
    ),
    "en": (
        "The trial of former minister Olga Hein will begin on Friday at the district court in Kassel.",
        "2023-11-21",
        "The trial of former minister Olga Hein began on Monday at the district court in Kassel.",
    ),
    "fr": (
        "Le procès de l'ancienne ministre Olga Hein commencera vendredi au tribunal de Lille.",
        "2023-11-16",
        "Le procès de l'ancienne ministre Olga Hein commencera lundi 20 novembre au tribunal de Lille.",
    ),
}
"""What a text of 14 November 2023 announces; the day of a later one, and what that says."""


def _files(language: str) -> list[RawFile]:
    announced, day, told = STORIES[language]
    texts = (f"Olga Hein, 1\n\n2023-11-14\n\n{announced}\n", f"Olga Hein, 2\n\n{day}\n\n{told}\n")
    return [RawFile(f"{number}.txt", text.encode()) for number, text in enumerate(texts)]


@pytest.mark.parametrize("language", STORIES)
def test_the_later_day_and_the_later_words_are_shown(language: str) -> None:
    """One entry with both texts; its date and its wording are the later one's."""
    found: tuple[Event, ...] = assemble(_files(language)).events
    [event] = found
    assert event.edtf == "2023-11-20"
    assert [(one.kind, one.other) for one in event.conflicts] == [("overtaken", "2023-11-17")]
    assert event.labels[0].article == event.mentions[-1].article != event.mentions[0].article


def test_the_page_shows_both_readings_and_the_reason() -> None:
    """In the page's language: what was expected when, by which words, and what is shown instead."""
    made = pages(assemble(_files("de")), Settings("Dossier"))
    page = next(page for page in made if page.path == "timeline.md")
    soup = BeautifulSoup(page.html, "html.parser")
    [doubt] = soup.select(".d-doubt")
    assert (
        "Überholt. Ein Text vom 14. November 2023 erwartet es für den 17. November 2023" in doubt.get_text()
    )
    readings = [one.get_text() for one in doubt.select(".d-readings span")]
    assert readings == ["Gezeigt: 20. November 2023", "Nicht gezeigt: 17. November 2023"]
