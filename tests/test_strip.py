"""The density strip: what is drawn where, and what must not flatten the picture."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from build_dossier.model import Days
from build_dossier.pages.strip import PHONE, WIDE, Drawing, Item, Unit, draw


def _name(day: date, unit: Unit) -> str:
    return day.strftime({"day": "%d.%m.", "week": "%d.%m.", "month": "%m/%Y", "year": "%Y"}[unit])


def _event(days: Days, label: str = "e", future: bool = False) -> Item:
    return Item("event", days, label, f"#{label}", future=future)


def _day(number: int, month: int = 11) -> Days:
    return Days.one(date(2023, month, number))


STORY = [_event(_day(day), f"e{day}") for day in (6, 17, 17, 18, 20, 20, 20, 21, 22)]


def _x(drawing: Drawing, label: str) -> float:
    return next(mark.x + mark.width / 2 for mark in drawing.marks if mark.label == label)


def test_distances_are_those_of_time() -> None:
    """Twice the days are twice the distance."""
    drawing = draw(STORY, WIDE, _name)
    one = _x(drawing, "e18") - _x(drawing, "e17")
    assert abs((_x(drawing, "e22") - _x(drawing, "e20")) - 2 * one) < 0.05
    assert abs((_x(drawing, "e17") - _x(drawing, "e6")) - 11 * one) < 0.1


def test_outliers_do_not_flatten_the_picture() -> None:
    """A span since 2018 and a year to come stand in stubs; the story keeps its room."""
    since = _event(Days(date(2018, 1, 1), date(2023, 11, 19)), "since")
    coming = _event(Days(date(2024, 1, 1), date(2025, 1, 1)), "coming", future=True)
    drawing = draw([*STORY, since, coming], WIDE, _name)
    assert _x(drawing, "since") < drawing.left < _x(drawing, "e6")
    assert _x(drawing, "e22") < drawing.right < _x(drawing, "coming")
    assert drawing.right - drawing.left > 80
    assert [tick.label for tick in drawing.ticks if tick.x < drawing.left] == ["2018"]


def test_a_phone_shows_the_bulk_and_puts_the_rest_at_the_edge() -> None:
    """What lies far from most of the story stands in the phone's stub, with larger marks."""
    wide, phone = draw(STORY, WIDE, _name), draw(STORY, PHONE, _name)
    assert wide.left == 0
    assert _x(phone, "e6") < phone.left < _x(phone, "e17")
    assert phone.size > wide.size


def test_spans_are_bars_over_their_days() -> None:
    """A weekend covers two columns and no dot stands in it."""
    weekend = _event(Days(date(2023, 11, 18), date(2023, 11, 20)), "weekend")
    drawing = draw([*STORY, weekend], WIDE, _name)
    bar = next(mark for mark in drawing.marks if mark.label == "weekend")
    other = next(mark for mark in drawing.marks if mark.label == "e18")
    assert bar.width > 0
    assert bar.x < other.x < bar.x + bar.width
    assert bar.y != other.y


def test_marks_of_a_day_stand_above_each_other() -> None:
    """No two marks share a place."""
    drawing = draw(STORY, WIDE, _name)
    places = [(mark.x, mark.y) for mark in drawing.marks]
    assert len(set(places)) == len(places) == len(STORY)


def test_events_stand_above_the_line_and_articles_below() -> None:
    """The line separates the two kinds."""
    drawing = draw([*STORY, Item("article", _day(18), "a", "#a")], WIDE, _name)
    assert all((mark.y < drawing.line) == (mark.kind == "event") for mark in drawing.marks)


def test_long_dossiers_are_binned() -> None:
    """Four years of events become months, sixty become years, and the marks stay few."""
    months = [_event(Days.one(date(2020, 1, 1) + timedelta(days=5 * n))) for n in range(290)]
    years = [_event(Days.one(date(1960, 1, 1) + timedelta(days=37 * n))) for n in range(590)]
    assert draw(months, WIDE, _name).unit == "month"
    assert draw(years, WIDE, _name).unit == "year"
    assert len(draw(years, WIDE, _name).marks) < 45 * (WIDE.stack + 1)


def test_what_finds_no_room_is_counted() -> None:
    """Forty events on one day are a stack and a number, and none is lost."""
    drawing = draw([_event(_day(17), f"e{n}") for n in range(40)], WIDE, _name)
    assert sum(mark.more or 1 for mark in drawing.marks) == 40
    assert len(drawing.marks) <= WIDE.stack


def test_labels_do_not_crowd() -> None:
    """There are no more labels than fit under the line."""
    for room in (WIDE, PHONE):
        labelled = [tick for tick in draw(STORY, room, _name).ticks if tick.label]
        assert 0 < len(labelled) <= room.labels + 2 * room.stubs
        assert all(b.x - a.x > 6 for a, b in pairwise(labelled))


def test_one_mark_is_a_picture_too() -> None:
    """A single day stands in the middle of a few."""
    drawing = draw([_event(_day(17))], WIDE, _name)
    assert 30 < drawing.marks[0].x < 70


def test_nothing_dated_draws_nothing() -> None:
    """Without an item there is no mark."""
    assert draw([], WIDE, _name).marks == ()


def test_the_ends_of_the_calendar_are_drawn() -> None:
    """The first and the last day there are do not break the drawing."""
    for day in (date.min, date.max - timedelta(days=1)):
        assert draw([_event(Days.one(day))], PHONE, _name).marks
