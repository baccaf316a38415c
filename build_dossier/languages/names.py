"""The `[names]` section of a language pack: the words around names, and the capitals that are none.

Every list is a table with `words`, and `yes` and `no` words that prove it. A word is matched without
regard to case; `*minister` matches any word that ends so, `mem*` any that begins so. `[names.inflection]`
lists the paradigms that names follow, the ending of the base form first, with pairs that prove it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from build_dossier.errors import PackError
from build_dossier.languages import section
from build_dossier.languages.temporal import temporal

__all__ = ["NamePack", "Words", "name_pack", "word_list"]

LISTS = (
    "roles", "titles", "says", "verbs", "at", "organisations", "organisation_parts", "place_before",
    "place_parts", "products", "such_as", "common", "inner", "of", "particles", "elisions", "determiners",
    "places", "offices",
)  # fmt: skip
CONTINENTS = ("002", "003", "005", "009", "019", "142", "150")
"""UN M.49: Africa, North and South America, Oceania, the Americas, Asia, Europe; the World is left out."""
SHORTEST_STEM = 3
"""Letters that are left of a name without its ending."""
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
    asked: dict[str, bool] = field(default_factory=dict, compare=False, repr=False)
    """Answers given before: the same words are asked for again and again."""

    def __contains__(self, word: str) -> bool:
        """Tell whether the word, in whatever case, is on the list."""
        answer = self.asked.get(word)
        if answer is None:
            folded = word.casefold()
            answer = folded in self.exact or folded.endswith(self.tails) or folded.startswith(self.heads)
            self.asked[word] = answer
        return answer


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
    """Short names of places that CLDR does not list; `codes` beside them gives a territory's code."""
    frequent: frozenset[str] = frozenset()
    """The language's most frequent words, folded, from jusText: what a sentence begins with."""
    times: frozenset[str] = frozenset()
    """Months and weekdays, folded, from CLDR."""
    short_times: frozenset[str] = frozenset()
    """Their abbreviations, folded, which are names as well ("Jan", "Sam") where no number is beside them."""
    territories: Mapping[str, str] = field(default_factory=dict)
    """Codes of territories by their names, folded, from CLDR."""
    conjunction: str = ""
    """The word for and, from CLDR; empty where it is none of its own."""
    nouns: bool = False
    """True where every noun has a capital, so that a capital proves nothing."""
    juxtaposed: bool = False
    """True where an office stands right before what it is held in: CEO Apple."""
    title_case: bool = False
    """True where headlines and titles of works have a capital on nearly every word."""
    genitive: tuple[str, ...] = ()
    """Endings that part a name from the noun after it: Bidens Politik."""
    glued: str = ""
    """Characters after which an ending may be glued to a name: İstanbul'da, OpenAI-nak."""
    inflection: tuple[tuple[str, ...], ...] = ()
    """Paradigms of names: endings, that of the base form first."""

    def territory(self, text: str) -> str:
        """Return the code of the territory that a name or an inflected form of it names, empty for none."""
        forms = (text, *(() if " " in text else self.bases(text)))
        codes = (self.territories.get(form.casefold(), "") for form in forms)
        return next(filter(None, codes), "")

    def bases(self, word: str) -> tuple[str, ...]:
        """Return the base forms that a word may be an inflected form of, the word itself left out."""
        found: dict[str, None] = {}
        for base, *endings in self.inflection:
            for ending in endings:
                stem = word.removesuffix(ending)
                if stem != word and len(stem) >= SHORTEST_STEM:
                    found[stem + base] = None
        return tuple(form for form in found if form != word)


@cache
def name_pack(code: str) -> NamePack:
    """Return the names section of a language with what CLDR adds; raises PackError when a list is wrong.

    A language without capitals has the English lists too, for the English words in its texts.
    """
    values = {**(section("en", "names") if _uncased(code) else {}), **section(code, "names")}
    lists = {name: word_list(code, f"names.{name}", values.get(name, {})) for name in LISTS}
    pack = NamePack(
        **lists,
        frequent=_frequent(code),
        times=_times(code),
        short_times=_short_times(code),
        territories={**_territories(code), **dict(values.get("places", {}).get("codes", {}))},
        conjunction=_conjunction(code),
        nouns=bool(values.get("nouns", False)),
        juxtaposed=bool(values.get("juxtaposed", False)),
        title_case=bool(values.get("title_case", False)),
        genitive=tuple(str(ending) for ending in values.get("genitive", ())),
        glued=str(values.get("glued", "")),
        inflection=_paradigms(values.get("inflection", {})),
    )
    _prove(code, pack, values.get("inflection", {}))
    return pack


def _paradigms(table: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, endings)) for endings in table.get("paradigms", ()))


def _prove(code: str, pack: NamePack, table: Mapping[str, Any]) -> None:
    """Refuse paradigms that do not do to their pairs of base and form what these say."""
    for base, form in table.get("yes", ()):
        if base not in pack.bases(form):
            raise PackError(f"languages/{code}.toml: [names.inflection] misses {base!r} of {form!r}; mend it")
    for base, form in table.get("no", ()):
        if base in pack.bases(form):
            raise PackError(f"languages/{code}.toml: [names.inflection] makes {base!r} of {form!r}; mend it")
    if pack.inflection and not (table.get("yes") and table.get("no")):
        raise PackError(f"languages/{code}.toml: [names.inflection] has no proof; add yes and no pairs")


def _uncased(code: str) -> bool:
    """Tell whether a language is written without capitals, so that a capital in it is mostly English."""
    likely = str(get_global("likely_subtags").get(code.partition("-")[0].lower(), ""))
    return bool(likely) and not any(script in likely for script in ("Latn", "Cyrl", "Grek", "Armn"))


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


def _frequent(code: str) -> frozenset[str]:
    locale = _locale(code)
    name = str(locale.get_language_name("en") or "") if locale is not None else ""
    name = {"Norwegian Bokmål": "Norwegian_Bokmal"}.get(name, name)
    file = resources.files("justext") / "stoplists" / f"{name}.txt"
    words = file.read_text(encoding="utf-8").split() if name and file.is_file() else []
    return frozenset(word for word in words if word.isalpha() and word.islower())


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


def _conjunction(code: str) -> str:
    locale = _locale(code)
    pattern = str(locale.list_patterns.get("standard", {}).get("2", "")) if locale is not None else ""
    word = pattern.replace("{0}", "").replace("{1}", "").strip()
    return word if word.isalpha() else ""


def _short_times(code: str) -> frozenset[str]:
    short = (word.phrase for word in temporal(code).words if word.role in ("mabbr", "wabbr"))
    return frozenset(word.casefold() for word in short if word.isalpha())


def _territories(code: str) -> Mapping[str, str]:
    locale = _locale(code)
    names = locale.territories if locale is not None else {}
    return {
        str(name).casefold(): str(key) for key, name in names.items() if key in CONTINENTS or _country(key)
    }


def _country(key: str) -> bool:
    return len(key) == 2 and key not in NO_COUNTRIES
