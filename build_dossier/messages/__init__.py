"""The words of the interface, in every language: gettext catalogues, read through Babel.

A catalogue is `<code>.po` beside this file; the msgid is the English sentence with `{name}` places.
"""

from __future__ import annotations

import gettext
import io
from datetime import date
from functools import cache
from importlib import resources

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from build_dossier.model import Message, Value

__all__ = ["Catalogue", "available", "catalogue", "english", "number_text", "own_digits"]

DEFAULT = "en"
"""The language of the msgids, and of the interface where a language has no catalogue."""

ZEROS = {"arab": "\u0660", "arabext": "\u06f0", "beng": "\u09e6", "deva": "\u0966", "mymr": "\u1040"}
"""The zero of each of CLDR's numbering systems that a language may have for its own; Babel writes ASCII."""


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a catalogue, sorted."""
    files = resources.files(__name__).iterdir()
    return tuple(sorted(file.name[:-3] for file in files if file.name.endswith(".po")))


def own_digits(text: str, locale: Locale) -> str:
    """Return text with the digits that CLDR gives the language: ۱۷ for 17 in Persian, ۱۷٪ for 17%."""
    system = locale.default_numbering_system
    if system not in ZEROS:
        return text
    digits = {ord("0") + n: chr(ord(ZEROS[system]) + n) for n in range(10)}
    return text.translate(digits | ({ord("%"): "٪"} if system.startswith("arab") else {}))


def number_text(value: float, locale: Locale) -> str:
    """Return a number as the language writes it, with its own marks and digits."""
    return own_digits(format_decimal(value, locale=locale, numbering_system="default"), locale)


class _Day:
    """A date in a sentence: `{day}` is the long date of the locale, `{day:EEEE}` any CLDR pattern."""

    def __init__(self, day: date, locale: Locale) -> None:
        self.day = day
        self.locale = locale

    def __format__(self, pattern: str) -> str:
        return own_digits(format_date(self.day, pattern or "long", locale=self.locale), self.locale)


class Catalogue:
    """Says messages in one language; dates and numbers among their values by CLDR."""

    def __init__(self, code: str, translations: gettext.NullTranslations) -> None:
        self.code = code
        self.locale = Locale.parse(code, sep="-")
        self.translations = translations
        self.comma = translations.gettext(", ")
        """What stands between the parts of a list."""

    def say(self, message: Message) -> str:
        """Return the message as a sentence of this language."""
        values = {name: self._value(value) for name, value in message.values}
        count = dict(message.values).get("n")
        if message.plural and isinstance(count, int):
            text = self.translations.ngettext(message.text, message.plural, count)
        else:
            text = self.translations.gettext(message.text)
        return text.format_map(values)

    def _value(self, value: Value) -> str | _Day:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, date):
            return _Day(value, self.locale)
        if isinstance(value, int | float):
            return number_text(value, self.locale)
        return self.comma.join(value) if isinstance(value, tuple) else value


@cache
def catalogue(code: str) -> Catalogue:
    """Return the catalogue of a language, English where there is none."""
    found = code if code in available() else DEFAULT
    with (resources.files(__name__) / f"{found}.po").open("rb") as file:
        po = read_po(file, locale=found.replace("-", "_"))
    binary = io.BytesIO()
    write_mo(binary, po)
    binary.seek(0)
    return Catalogue(found, gettext.GNUTranslations(binary))


def english(message: Message) -> str:
    """Return the message in English, as `inspect` and the command line print it."""
    return catalogue(DEFAULT).say(message)
