"""The `[names]` section of a language pack: the words around names, and the capitals that are none.

Every list is a table with `words`, and `yes` and `no` words that prove it. A word is matched without
regard to case; `*minister` matches any word that ends so, `mem*` any that begins so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError

from build_dossier.errors import PackError
from build_dossier.languages import section

__all__ = ["NamePack", "Words", "name_pack", "word_list"]

LISTS = (
    "roles", "titles", "says", "verbs", "at", "organisations", "organisation_parts", "place_before",
    "place_parts", "products", "such_as", "common", "inner", "of", "particles", "elisions", "determiners",
    "places", "offices",
)  # fmt: skip
CONTINENTS = ("002", "003", "005", "009", "019", "142", "150")
"""UN M.49: Africa, North and South America, Oceania, the Americas, Asia, Europe; the World is left out."""
NO_COUNTRIES = ("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ")
"""CLDR's territories that are organisations, or none."""


@dataclass(frozen=True, slots=True)
class Words:
    """A list of words that knows whether a word is on it."""

    exact: frozenset[str] = frozenset()
    heads: tuple[str, ...] = ()
    """What a matching word may begin with."""
    tails: tuple[str, ...] = ()
    """What a matching word may end with."""

    def __contains__(self, word: str) -> bool:
        """Tell whether the word, in whatever case, is on the list."""
        folded = word.casefold()
        return (
            folded in self.exact
            or bool(self.tails and folded.endswith(self.tails))
            or bool(self.heads and folded.startswith(self.heads))
        )


@dataclass(frozen=True, slots=True)
class NamePack:
    """What a language knows of names; all empty for a language without a pack."""

    roles: Words = field(default_factory=Words)
    """Offices and occupations: beside them stands a person, or right after them an organisation."""
    offices: Words = field(default_factory=Words)
    """What stands between an office and who holds it: of *State*, de la *Commission*, *Keuangan*."""
    titles: Words = field(default_factory=Words)
    """Forms of address, without their full stop: after them stands a person."""
    says: Words = field(default_factory=Words)
    """Verbs of speech in the singular: beside them stands who spoke."""
    verbs: Words = field(default_factory=Words)
    """Auxiliaries and the like: right before them stands a subject."""
    at: Words = field(default_factory=Words)
    """Prepositions that names follow."""
    organisations: Words = field(default_factory=Words)
    """Nouns that an organisation's name follows: company, magazine."""
    organisation_parts: Words = field(default_factory=Words)
    """Words within the names of organisations: Bank, Ministry, GmbH."""
    place_before: Words = field(default_factory=Words)
    """Words right before the name of a place: in, city."""
    place_parts: Words = field(default_factory=Words)
    """Words within the names of places: Valley, Street."""
    products: Words = field(default_factory=Words)
    """Nouns for things that are made: products, apps."""
    such_as: Words = field(default_factory=Words)
    """What stands between such a noun and its examples."""
    common: Words = field(default_factory=Words)
    """Words with a capital that are no name: openings of sentences, pronouns, holidays, abbreviations."""
    inner: Words = field(default_factory=Words)
    """Common words that are part of a name when they carry a capital within a sentence: Le, New."""
    of: Words = field(default_factory=Words)
    """Words that join the parts of an organisation's name: of, de."""
    particles: Words = field(default_factory=Words)
    """Lower-case words within a name: de, van."""
    elisions: Words = field(default_factory=Words)
    """What stands before an apostrophe without belonging to the name: d', l'."""
    determiners: Words = field(default_factory=Words)
    """Articles and the like; used where every noun has a capital."""
    places: Words = field(default_factory=Words)
    """Short names of places that CLDR does not list."""
    times: frozenset[str] = frozenset()
    """Months and weekdays, folded, from CLDR."""
    territories: Mapping[str, str] = field(default_factory=dict)
    """Codes of territories by their names, folded, from CLDR."""
    nouns: bool = False
    """True where every noun has a capital, so that a capital proves nothing."""
    genitive: tuple[str, ...] = ()
    """Endings that a name takes without an apostrophe."""


@cache
def name_pack(code: str) -> NamePack:
    """Return the names section of a language with what CLDR adds; raises PackError when a list is wrong."""
    values = section(code, "names")
    lists = {name: word_list(code, f"names.{name}", values.get(name, {})) for name in LISTS}
    return NamePack(
        **lists,
        times=_times(code),
        territories=_territories(code),
        nouns=bool(values.get("nouns", False)),
        genitive=tuple(str(ending) for ending in values.get("genitive", ())),
    )


def word_list(code: str, name: str, table: Any) -> Words:
    """Return the words of a table of a pack; raises PackError when it fails its own proof or has none."""
    if not isinstance(table, Mapping):
        raise PackError(f"languages/{code}.toml: [{name}] is no table; give it words, yes and no")
    entries = [str(word).casefold() for word in table.get("words", ())]
    found = Words(
        frozenset(word for word in entries if "*" not in word),
        tuple(word[:-1] for word in entries if word.endswith("*")),
        tuple(word[1:] for word in entries if word.startswith("*")),
    )
    for word in table.get("yes", ()):
        if word not in found:
            raise PackError(f"languages/{code}.toml: [{name}] misses its own example {word!r}; mend words")
    for word in table.get("no", ()):
        if word in found:
            raise PackError(f"languages/{code}.toml: [{name}] matches {word!r}, which it must not")
    if entries and not (table.get("yes") and table.get("no")):
        raise PackError(f"languages/{code}.toml: [{name}] has no proof; add yes and no words")
    return found


def _locale(code: str) -> Locale | None:
    try:
        return Locale.parse(code, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def _times(code: str) -> frozenset[str]:
    locale = _locale(code)
    if locale is None:
        return frozenset()
    names = [
        *locale.months["format"]["wide"].values(),
        *locale.months["stand-alone"]["wide"].values(),
        *locale.days["format"]["wide"].values(),
        *locale.days["stand-alone"]["wide"].values(),
    ]
    return frozenset(str(name).casefold() for name in names)


def _territories(code: str) -> Mapping[str, str]:
    locale = _locale(code)
    names = locale.territories if locale is not None else {}
    return {
        str(name).casefold(): str(key) for key, name in names.items() if key in CONTINENTS or _country(key)
    }


def _country(key: str) -> bool:
    return len(key) == 2 and key not in NO_COUNTRIES
