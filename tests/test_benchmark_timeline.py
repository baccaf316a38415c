"""The benchmark of chosen days: it reads the corpora's own layouts and counts what it should."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.dates_timeline import Score, chosen_days, main, measured, topics
from build_dossier.model import Days

TIMELINE = """2010-04-20
The rig explodes in the gulf .
--------------------------------
2010-04-22
The rig sinks .
The search for the missing goes on .
--------------------------------
"""
TEXTS = {
    "2010-04-20": "A rig burns\nThe rig exploded on April 20 , 2010 .\nMen are missing since April 20 .\n",
    "2010-04-21": "Fire goes on\nThe rig exploded on Tuesday .\n",
    "2010-04-22": "Rig sinks\nThe rig sank on Thursday , two days after April 20 .\n",
}
LAYOUTS = {
    "Timeline17": ("Data/bpoil_bbc/InputDocs", "Data/bpoil_bbc/timelines", "1.htm.txt"),
    "Crisis": ("bpoil/public/content", "bpoil/public/timelines", "1"),
    "tilse": ("bpoil/articles", "bpoil/timelines", "1.txt"),
}


def _corpus(root: Path, layout: str) -> Path:
    articles, timelines, name = LAYOUTS[layout]
    for day, text in TEXTS.items():
        (root / articles / day).mkdir(parents=True)
        (root / articles / day / name).write_text(text, encoding="utf-8")
    (root / timelines).mkdir(parents=True)
    (root / timelines / "bbc.co.uk.txt").write_text(TIMELINE, encoding="utf-8")
    (root / timelines / ".DS_Store").write_text("2010-01-01", encoding="utf-8")
    return root


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_published_layout_is_read(tmp_path: Path, layout: str) -> None:
    """Articles with the day of their folder, timelines as sets of days, hidden files left out."""
    [topic] = topics(_corpus(tmp_path, layout))
    assert topic.name == "bpoil"
    assert topic.articles == [(date.fromisoformat(day), text) for day, text in TEXTS.items()]
    assert topic.timelines == [frozenset({date(2010, 4, 20), date(2010, 4, 22)})]


def test_parts_of_a_topic_are_put_together(tmp_path: Path) -> None:
    """The sources of one topic share their articles, and each keeps its own timeline."""
    root = _corpus(tmp_path, "Timeline17")
    (root / "Data/bpoil_bbc").rename(root / "Data/bpoil_guardian")
    [topic] = topics(_corpus(root, "Timeline17"))
    assert (len(topic.articles), len(topic.timelines)) == (6, 2)


def test_the_days_named_and_published_most_are_chosen(tmp_path: Path) -> None:
    """Both days of the journalist are found; publications alone cannot tell the three days apart."""
    [topic] = topics(_corpus(tmp_path, "Timeline17"))
    scores = measured(topic)
    assert scores["ours"] == [Score(1.0, 1.0)]
    assert scores["publications"] == [Score(0.5, 0.5)]


def test_as_many_days_are_chosen_as_wanted_and_none_outside() -> None:
    """Longer spans and days before or after are no candidates; of equals the earlier comes first."""
    days = {number: Days.one(date(2010, 4, number)) for number in (1, 20, 21, 22)}
    month = Days(date(2010, 4, 1), date(2010, 5, 1))
    counts = {days[1]: 9, days[20]: 2, days[21]: 2, days[22]: 3, month: 99}
    span = Days(date(2010, 4, 20), date(2010, 4, 23))
    assert chosen_days(counts, span, 2) == {date(2010, 4, 22), date(2010, 4, 20)}


def test_the_table_has_a_line_a_topic_and_the_mean(tmp_path: Path) -> None:
    """Date P, R and F1, ours beside each count alone; a folder without a topic is refused."""
    done = CliRunner().invoke(main, [str(_corpus(tmp_path / "c", "tilse"))])
    assert "bpoil | ours | 1 | 1.000 | 1.000 | 1.000" in done.output
    assert "all | publications | 1 | 0.500 | 0.500 | 0.500" in done.output
    (tmp_path / "empty").mkdir()
    assert "has no topic" in CliRunner().invoke(main, [str(tmp_path / "empty")]).output
