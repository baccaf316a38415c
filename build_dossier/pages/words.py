"""One language's words for dates, numbers, lists and languages, all by CLDR through Babel."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from unicodedata import bidirectional

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.numbers import format_percent
from babel.units import format_unit
from markupsafe import Markup, escape

from build_dossier import languages
from build_dossier.messages import Catalogue, number_text, own_digits
from build_dossier.model import Days, Message, Value

__all__ = ["Words", "autonym", "direction", "lang_attribute"]

DAY = timedelta(days=1)
ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟", "۔")
"""Marks that end a sentence."""
CLOSING = "”“„»«’‘」』)）\"' \u202f\u00a0"
"""What may stand behind them."""
DASHES = " –-‐‑—~～至\u2009\u202f\u00a0"
"""What stands between the two ends of a span in CLDR's patterns."""
DAY_FIRST = re.compile(r"d{1,2}\.?")
"""How a date begins in languages that name the day first."""

NEVER = re.compile(r"(?!)")
JOINTS = {
    "es": (re.compile(r" y (?=h?[ií](?![ae]))", re.IGNORECASE), " e "),  # español e inglés
    "he": (re.compile(r"(?<= )ו(?=[^\u0590-\u05ff\s])"), "ו־"),  # before other letters, ו takes a hyphen
    "th": (re.compile(r"(?<=[^\u0e00-\u0e7f\s])(?=และ)|(?<=และ)(?=[^\u0e00-\u0e7f\s])"), " "),  # A และ B
}
"""What stands between the parts of a list where CLDR's pattern does not look at the next word."""

NOTHING_SPOKEN: Mapping[str, str] = {}

SEASONS = {
    "21": Message.of("spring {year}"),
    "22": Message.of("summer {year}"),
    "23": Message.of("autumn {year}"),
    "24": Message.of("winter {year}"),
}
"""EDTF's seasons without a hemisphere."""

DAYPARTS = {
    "morning": Message.of("morning"),
    "noon": Message.of("noon"),
    "afternoon": Message.of("afternoon"),
    "evening": Message.of("evening"),
    "night": Message.of("night"),
}


@cache
def _locale(code: str) -> Locale | None:
    if code == "und":  # Babel reads it as American English
        return None
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


@lru_cache(maxsize=1 << 12)
def _decimal(value: float, locale: Locale) -> str:
    return number_text(value, locale)


def _date(day: date, pattern: str, locale: Locale) -> str:
    return own_digits(format_date(day, pattern, locale=locale), locale)


def _skeleton(day: date, fields: str, locale: Locale) -> str:
    return own_digits(format_skeleton(fields, day, locale=locale), locale)


def lang_attribute(code: str) -> str:
    """Return the value of `lang` for a language; empty, which HTML reads as unknown, for `und`."""
    return "" if code == "und" else code


def direction(code: str) -> str:
    """Return `rtl` or `ltr` for a language, `auto` when it is unknown."""
    locale = _locale(code)
    return locale.text_direction if locale else "auto"


@cache
def autonym(code: str) -> str:
    """Return a language's own name, from its pack or CLDR; its code when neither knows it."""
    named = languages.section(code, "name").get("name")
    if isinstance(named, str) and languages.section(code, "code").get("code") == code:
        return named
    locale = _locale(code)
    name = locale.get_display_name() if locale else ""
    return name[:1].upper() + name[1:] if name else code


class _Day:
    """A date among a message's values: `{day}` is written in full, `{day:EEEE}` by a CLDR pattern."""

    def __init__(self, day: date, locale: Locale) -> None:
        self.day = day
        self.locale = locale

    def __html__(self) -> str:
        return self.__html_format__("")

    def __html_format__(self, pattern: str) -> str:
        return str(escape(_date(self.day, pattern or "long", self.locale)))


class Words:
    """Says dates, numbers and names of languages in one language."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.code = catalogue.code
        self.locale = catalogue.locale

    # --- sentences ---

    @property
    def gap(self) -> str:
        """What stands between two sentences, or a word and its mark: nothing where the full stop is wide."""
        return "" if self.text(".") == "。" else " "

    def say(self, message: Message) -> str:
        """Return a message in this language."""
        return self.catalogue.say(message)

    def text(self, text: str, /, **values: Value) -> str:
        """Return an interface text in this language; `_` in templates."""
        return self.say(Message(text, "", tuple(sorted(values.items()))))

    def plural(self, one: str, many: str, n: int, /, **values: Value) -> str:
        """Return the singular or plural of an interface text; `ngettext` in templates."""
        return self.say(Message(one, many, tuple(sorted({**values, "n": n}.items()))))

    def said(
        self, message: Message, language: str = "", spoken: Mapping[str, str] = NOTHING_SPOKEN
    ) -> Markup:
        """Return a message as HTML in which every quoted word carries the language it is in.

        That is `language`, but for words that `spoken` knows another one of.
        """
        translations = self.catalogue.translations
        values = dict(message.values)
        count = values.get("n")
        if message.plural and isinstance(count, int):
            text = translations.ngettext(message.text, message.plural, count)
        else:
            text = translations.gettext(message.text)
        return Markup(escape(text)).format_map(
            {name: self._value(value, language, spoken) for name, value in values.items()}
        )

    def _value(self, value: Value, language: str, spoken: Mapping[str, str]) -> Markup | _Day:
        if isinstance(value, Message):
            return self._days_between(value) or self.said(value, language, spoken)
        if isinstance(value, str):
            return self.foreign(value, spoken.get(value, language))
        if isinstance(value, tuple):
            comma = escape(self.catalogue.comma)
            return comma.join(self.foreign(each, spoken.get(each, language)) for each in value)
        if isinstance(value, date):
            return _Day(value, self.locale)
        return escape(self.say(Message.of("{value}", value=value)))

    def _days_between(self, message: Message) -> Markup:
        """Return "20 or 21 November 2023" for a message that names two days, nothing for any other.

        Days with others between them are a span.
        """
        ends = tuple(value for _, value in message.values if isinstance(value, date))
        if message.text != "{first} or {last}" or len(ends) != 2:
            return Markup()
        days = Days(min(ends), max(ends) + DAY)
        return self._either("[", days) if days.length > 1 else escape(self.day(days.lo))

    def filled(self, message: Message, **values: Markup) -> Markup:
        """Return a message as HTML with HTML in its places."""
        return Markup(escape(self.catalogue.translations.gettext(message.text))).format_map(values)

    def sentence(self, html: Markup) -> Markup:
        """Return a message as a sentence of its own: with a capital and the full stop of its language."""
        text = str(html)
        text = text if text.startswith("<") else text[:1].upper() + text[1:]
        ended = _plain(Markup(text)).rstrip(CLOSING).endswith(ENDS)
        return Markup(text if ended else text + str(escape(self.text("."))))

    def foreign(self, text: str, language: str) -> Markup:
        """Return text as HTML, with `lang` and `dir` when it is in another language than the page.

        Letters of the other direction stand apart, so that a list of them runs as the page does.
        """
        if not language or language == self.code:
            return Markup("<bdi>{}</bdi>").format(text) if self._turned(text) else escape(text)
        return Markup('<span lang="{}" dir="{}">{}</span>').format(
            lang_attribute(language), direction(language), text
        )

    def _turned(self, text: str) -> bool:
        """Tell whether text begins with letters of the other direction than the page's."""
        strong = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "")
        return strong != "" and (strong == "L") == (self.locale.text_direction == "rtl")

    # --- names, numbers, lists ---

    def language(self, code: str) -> str:
        """Return the name of a language in this language."""
        locale = _locale(code)
        name = locale.get_display_name(self.locale) if locale else None
        return name or (self.text("unknown language") if code == "und" else code)

    def number(self, value: float) -> str:
        """Return a number as this language writes it."""
        return _decimal(value, self.locale)

    def percent(self, share: float) -> str:
        """Return a share of 1 as a whole percentage; what is not quite all is never written as 100 %."""
        shown = share if share >= 1 else min(share, 0.99)
        return own_digits(format_percent(shown, format=None, locale=self.locale), self.locale)

    def series(self, items: Iterable[str]) -> str:
        """Return "a, b and c"."""
        found = list(items)
        if self.locale.list_patterns["standard"]["start"] == "{0} {1}" and len(found) > 2:
            found = [self.catalogue.comma.join(found[:-1]), found[-1]]  # a space stands in names too
        joint, joined = JOINTS.get(self.locale.language, (NEVER, ""))
        return joint.sub(joined, format_list(found, locale=self.locale))

    # --- dates ---

    def day(self, day: date) -> str:
        """Return a day in full: 17 November 2023."""
        return _date(day, "long", self.locale)

    def weekday(self, day: date) -> str:
        """Return the name of a day's weekday."""
        return _date(day, "cccc", self.locale)

    def daypart(self, part: str) -> str:
        """Return the word for a part of the day, empty for none."""
        return self.say(DAYPARTS[part]) if part in DAYPARTS else ""

    def short_day(self, day: date) -> str:
        """Return day and month in few letters: 17 Nov."""
        return _skeleton(day, "MMMd", self.locale)

    def short_month(self, day: date) -> str:
        """Return month and year in few letters: Nov 2023."""
        return _skeleton(day, "yMMM", self.locale)

    def month(self, day: date) -> str:
        """Return month and year: November 2023."""
        return _skeleton(day, "yMMMM", self.locale)

    def months(self, first: date, last: date) -> str:
        """Return the months of two days: October–November 2023, one month for two days of it."""
        return own_digits(str(format_interval(first, last, "yMMMM", locale=self.locale)), self.locale)

    def year(self, day: date) -> str:
        """Return the year as this language writes it alone: 2023, 2023年; not as an ordinal."""
        return _skeleton(day, "y", self.locale).rstrip(".")

    def days(self, count: int) -> str:
        """Return a number of days: 3 days."""
        return own_digits(format_unit(count, "duration-day", length="long", locale=self.locale), self.locale)

    def span(self, days: Days) -> str:
        """Return a span of days in words."""
        return _plain(self.when_html("", days))

    def when(self, edtf: str, days: Days | None) -> str:
        """Return a date of any precision in words; "no date" for none."""
        return _plain(self.when_html(edtf, days))

    def when_html(self, edtf: str, days: Days | None) -> Markup:
        """Return a date of any precision as HTML with a `<time>` for each day, month or year in it."""
        if days is None:
            return escape(self.text("no date"))
        core = self._bounded(edtf, days)
        if "~" in edtf or "%" in edtf:
            core = self.filled(Message.of("about {date}"), date=core)
        return core

    def _bounded(self, edtf: str, days: Days) -> Markup:
        start, slash, end = edtf.partition("/")
        if slash and end.strip(".") == "":
            return self.filled(Message.of("since {date}"), date=self._precise(start, days.lo))
        if slash and start.strip(".") == "":
            return self.filled(Message.of("until {date}"), date=self._precise(end, days.hi - DAY))
        if edtf[4:5] == "-" and edtf[5:7] in SEASONS:
            return _time(self.say_with(SEASONS[edtf[5:7]], year=self.year(days.lo)), edtf[:4])
        if edtf.startswith(("[", "{")) and days.length > 1:
            return self._either(edtf, days)
        return self._span(days)

    def say_with(self, message: Message, **values: str) -> str:
        """Return a message with more values put into it."""
        return self.say(Message.of(message.text, **values))

    def _precise(self, value: str, day: date) -> Markup:
        value = value.strip("~?%")
        if len(value) <= 4:
            return _time(self.year(day), f"{day:%Y}")
        return (
            _time(self.month(day), f"{day:%Y-%m}")
            if len(value) <= 7
            else _time(self.day(day), day.isoformat())
        )

    def _span(self, days: Days) -> Markup:
        lo, last = days.lo, days.hi - DAY
        if lo >= last:
            return _time(self.day(lo), lo.isoformat())
        whole_months = lo.day == 1 and days.hi.day == 1
        if whole_months and lo.month == 1 and days.hi.month == 1:
            return self._years(lo, last)
        if whole_months and (lo.year, lo.month) == (last.year, last.month):
            return _time(self.month(lo), f"{lo:%Y-%m}")
        if whole_months and lo.month % 3 == 1 and days.length <= 92 and last.month == lo.month + 2:
            return _time(_skeleton(lo, "yQQQQ", self.locale), lo.isoformat())
        return self._interval(lo, last, "–")

    def _years(self, lo: date, last: date) -> Markup:
        if lo.year == last.year:
            return _time(self.year(lo), f"{lo:%Y}")
        if lo.year % 10 == 0 and last.year == lo.year + 9:
            decade = own_digits(f"{lo.year}", self.locale)
            return _time(self.text("the {decade}s", decade=decade), f"{lo:%Y}")
        first = "".join(filter(str.isdecimal, self.year(lo)))  # the word for the year once: 2019–2026年
        return Markup("{}–{}").format(_time(first, f"{lo:%Y}"), _time(self.year(last), f"{last:%Y}"))

    def _interval(self, lo: date, last: date, between: str) -> Markup:
        """Return "18–19 November 2023", each end a `<time>`, by the language's own interval pattern."""
        long = self.locale.date_formats["long"].pattern
        field = "y" if lo.year != last.year else "M" if lo.month != last.month else "d"
        first, second = (*(self.locale.interval_formats.get("yMMMd", {}).get(field) or ("", "")), "")[:2]
        dash = first[len(first.rstrip(DASHES)) :] if between == "–" else between
        if day := DAY_FIRST.match(long):  # the short pattern may lack the words between day, month and year
            month_too = self.locale.datetime_skeletons.get("MMMMd", long)
            first = {"d": day.group(), "M": str(month_too), "y": long}[field]
            second = long
        elif "MMMM" in long:
            first, second = (part.replace("MMM", "MMMM").replace("MMMMM", "MMMM") for part in (first, second))
        opening = _date(lo, first.rstrip(DASHES) or long, self.locale)
        closing = _date(last, second or long, self.locale)
        return (
            _time(opening, lo.isoformat())
            + escape(dash if dash.strip() else "–")
            + _time(closing, last.isoformat())
        )

    def _either(self, edtf: str, days: Days) -> Markup:
        """Return "21 or 22 November 2023" for two days, the span for more."""
        if days.length != 2 or edtf.count(",") > 1:
            return self._span(days)
        joiner = format_list(["\x00", "\x00"], style="or", locale=self.locale).strip("\x00")
        return self._interval(days.lo, days.hi - DAY, joiner)


def _time(text: str, value: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(value, text)


def _plain(markup: Markup) -> str:
    out, _, rest = str(markup).partition("<")
    while rest:
        _, _, rest = rest.partition(">")
        text, _, rest = rest.partition("<")
        out += text
    return html.unescape(out)
