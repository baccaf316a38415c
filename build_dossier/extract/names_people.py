"""Which spellings mean the same: surnames and first names alone, initials, slips of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import product

from build_dossier.extract.names_runs import Form
from build_dossier.extract.names_seen import Unit
from build_dossier.extract.names_units import ENOUGH
from build_dossier.languages.names import name_pack

__all__ = ["Names", "names", "one_swap"]

LEAST_LETTERS = 5
"""A shorter word is too near to too many others to be called a slip."""
RARER = 3
"""What was meant stands at least so often, the slip once."""


@dataclass(slots=True)
class Names:
    """The names of the dossier and what stands for them."""

    full: dict[Form, Form] = field(default_factory=dict)
    """Every accepted form, and the form it is a variant of: mostly itself."""
    slips: dict[Form, Form] = field(default_factory=dict)
    """Full names that are errors, and the right form."""
    swaps: Mapping[str, str] = field(default_factory=dict)
    """Single words that are errors, and the right word."""
    surnames: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    first_names: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    household: frozenset[str] = frozenset()
    """Surnames that mean their one bearer also where the article does not give the full name."""
    by_article: Mapping[str, frozenset[Form]] = field(default_factory=dict)
    """The people named in full in an article."""
    things: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By single word that names a place or a thing, its articles without a name that ends so."""
    others: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By last word, the articles that have a longer form which is none of the people."""

    def resolve(self, form: Form, article: str, language: str) -> tuple[Form, bool] | None:
        """Return the name a form stands for in an article and whether it is a slip, None for no name."""
        if form in self.slips:
            return self.slips[form], True
        if len(form) > 1:
            return (self.full[form], False) if form in self.full else None
        if form[0] in self.swaps:
            meant = self._lone(self.swaps[form[0]], article, language)
            return (meant[0], True) if meant else None
        return self._lone(form[0], article, language)

    def _lone(self, word: str, article: str, language: str) -> tuple[Form, bool] | None:
        """Return what a word alone stands for; a surname that several bear there stands for none of them."""
        here = self.by_article.get(article, frozenset())
        bearers = self.surnames.get(word, ())
        present = [form for form in bearers if form in here]
        if len(present) > 1 or article in self.others.get(word, ()):
            own = (word,) in self.full and article in self.things.get(word, ())
            return (self.full[word,], False) if own else None
        if not present and len(bearers) == 1 and (word,) not in self.full and word in self.household:
            present = [*bearers]
        called = [form for form in self.first_names.get(word, ()) if form in here]
        if not present and len(called) == 1 and (word,) not in self.full:
            present = called
        person = present[0] if present else self._inflected(word, article, language)
        if person:
            return person, False
        return (self.full[word,], False) if (word,) in self.full else None

    def _inflected(self, word: str, article: str, language: str) -> Form | None:
        """Return the one person in the article whose surname the word is a form of."""
        bases = () if article in self.others.get(word, ()) else name_pack(language).bases(word)
        here = self.by_article.get(article, frozenset()) if bases else frozenset()
        found = {form for form in here if form[-1] in bases}
        return next(iter(found)) if len(found) == 1 and word not in self.surnames else None


def names(units: Mapping[Form, Unit]) -> Names:
    """Return the names among the units, with what folds into them."""
    accepted = {form: unit for form, unit in units.items() if unit.score >= ENOUGH}
    found = Names()
    people = [form for form in accepted if len(form) > 1 and units[form].kind == "person"]
    found.slips = _slips_of_people(units, people)
    people = [form for form in people if form not in found.slips]
    same = _inflected(accepted)
    people = [form for form in people if form not in same]
    same |= _without_initials(people, units)
    same |= _one_territory({form: unit for form, unit in accepted.items() if form not in same})
    found.full = {form: _end(form, same) for form in accepted if form not in found.slips}
    found.slips = {form: _end(meant, same) for form, meant in found.slips.items()}
    whole = sorted({_end(form, same) for form in people})
    found.surnames = _by_word(whole, -1)
    found.first_names = _by_word(whole, 0)
    _place_people(found, units, set(whole))
    found.things = _things(accepted)
    found.household = frozenset(
        word
        for word, forms in found.surnames.items()
        if len(forms) == 1 and _household(units.get((word,)), units[forms[0]])
    )
    found.swaps = _swapped(units, found)
    found.full = {form: meant for form, meant in found.full.items() if form[0] not in found.swaps}
    _drop_lone(found, units)
    return found


def _end(form: Form, same: Mapping[Form, Form]) -> Form:
    """Return where a chain of variants ends."""
    for _ in range(4):
        form = same.get(form, form)
    return form


def _place_people(found: Names, units: Mapping[Form, Unit], whole: set[Form]) -> None:
    """Note which people each article names in full, and who else there has the surname of one of them."""
    here: dict[str, set[Form]] = defaultdict(set)
    others: dict[str, set[str]] = defaultdict(set)
    for form, unit in units.items():
        meant = found.slips.get(form) or found.full.get(form, form)
        if meant in whole:
            for article in unit.articles:
                here[article].add(meant)
        elif len(form) > 1:
            others[form[-1]] |= unit.articles
    found.by_article = {article: frozenset(forms) for article, forms in here.items()}
    found.others = {word: frozenset(articles) for word, articles in others.items()}


def _things(accepted: Mapping[Form, Unit]) -> dict[str, frozenset[str]]:
    longer: dict[str, set[str]] = defaultdict(set)
    for form, unit in accepted.items():
        if len(form) > 1:
            longer[form[-1]] |= unit.articles
    return {
        form[0]: frozenset(unit.articles - longer[form[0]])
        for form, unit in accepted.items()
        if len(form) == 1 and unit.kind not in {"person", "other"}
    }


def _inflected(accepted: Mapping[Form, Unit]) -> dict[Form, Form]:
    """Map inflected forms to the base form, where an article has both and the form is rarer."""
    found: dict[Form, Form] = {}
    for form, unit in accepted.items():
        packs = [pack for pack in map(name_pack, sorted(unit.spoken)) if pack.inflection]
        if not packs:
            continue
        words = [{word, *(base for pack in packs for base in pack.bases(word))} for word in form]
        bases = [base for base in product(*map(sorted, words)) if base != form and base in accepted]
        fits = [base for base in bases if _base_of(accepted[base], unit)]
        if len(fits) == 1:
            found[form] = fits[0]
    return {form: base for form, base in found.items() if found.get(base) != form}


def _base_of(base: Unit, unit: Unit) -> bool:
    """Tell whether a form may be the base of another: a known place, or more frequent in one article."""
    if base.territory:
        return True
    alike = base.kind == unit.kind or "other" in {base.kind, unit.kind}
    rarer = len(unit.runs) < len(base.runs) or len(unit.runs) == 1
    return alike and rarer and bool(base.articles & unit.articles)


def _household(alone: Unit | None, full: Unit) -> bool:
    """Tell whether a full name stands in most of the articles that have the surname alone."""
    return alone is None or 2 * len(alone.articles & full.articles) > len(alone.articles)


def _by_word(forms: Iterable[Form], at: int) -> dict[str, tuple[Form, ...]]:
    found: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        found[form[at]].append(form)
    return {word: tuple(forms) for word, forms in found.items()}


def _without_initials(people: Iterable[Form], units: Mapping[Form, Unit]) -> dict[Form, Form]:
    """Map `Donald J Trump` and `Donald Trump` to the more frequent of the two."""
    groups: dict[Form, list[Form]] = defaultdict(list)
    for form in people:
        short = tuple(word for at, word in enumerate(form) if len(word) > 1 or at in {0, len(form) - 1})
        groups[short].append(form)
    return {
        form: max(forms, key=lambda one: (len(units[one].runs), one))
        for forms in groups.values()
        if len(forms) > 1
        for form in forms
    }


def _one_territory(accepted: Mapping[Form, Unit]) -> dict[Form, Form]:
    """Map the names of one territory in several languages to the most frequent of them."""
    groups: dict[str, list[Form]] = defaultdict(list)
    for form, unit in accepted.items():
        if unit.territory and unit.kind == "place":
            groups[unit.territory].append(form)
    return {
        form: max(forms, key=lambda one: (_nominative(accepted[one]), len(accepted[one].runs), one))
        for forms in groups.values()
        for form in forms
    }


def _nominative(unit: Unit) -> bool:
    """Tell whether a place's name is CLDR's own, not a form of it."""
    return any(unit.text.casefold() in name_pack(code).territories for code in unit.spoken)


def _slips_of_people(units: Mapping[Form, Unit], people: Iterable[Form]) -> dict[Form, Form]:
    """Map misspelt full names to the frequent name with the same first name in the same article."""
    by_first: dict[str, list[Form]] = defaultdict(list)
    for form in people:
        by_first[form[0]].append(form)
    found: dict[Form, Form] = {}
    for form, unit in units.items():
        if len(form) < 2 or len(form[-1]) < LEAST_LETTERS:
            continue
        for meant in by_first.get(form[0], ()):
            other = units[meant]
            near = form[:-1] == meant[:-1] and form != meant and _near(form[-1], meant[-1])
            lone = units.get(meant[-1:])
            often = len(other.runs) + (len(lone.runs) if lone else 0)
            once = len(unit.runs) == 1 and form[-1:] not in units
            rare = once and often >= RARER and unit.articles & other.articles
            if near and rare:
                found[form] = meant
    return found


def _swapped(units: Mapping[Form, Unit], found: Names) -> dict[str, str]:
    """Map single words to the frequent name that two neighbouring letters make of them, in one article."""
    counted: dict[str, tuple[int, set[str]]] = {}
    wholes = {form[0] for form in found.full if len(form) == 1}
    for word in {*found.surnames, *wholes}:
        alone = units.get((word,))
        named = [units[form] for form in found.surnames.get(word, ())] + ([alone] if alone else [])
        articles = {article for unit in named for article in unit.articles}
        counted[word] = sum(len(unit.runs) for unit in named), articles
    by_letters: dict[str, list[str]] = defaultdict(list)
    for word in sorted(counted):
        by_letters["".join(sorted(word))].append(word)
    slips: dict[str, str] = {}
    for form, unit in units.items():
        word = form[0]
        if len(form) > 1 or len(word) < LEAST_LETTERS or word in found.surnames or unit.score < -1:
            continue
        for meant in by_letters.get("".join(sorted(word)), ()):
            runs, articles = counted[meant]
            rare = len(unit.runs) == len(unit.articles) and RARER <= runs > len(unit.runs)
            if one_swap(word, meant) and rare and unit.articles & articles:
                slips[word] = meant
    return slips


def one_swap(word: str, other: str) -> bool:
    """Tell whether two words differ in two neighbouring letters that changed places."""
    if len(word) != len(other) or word == other:
        return False
    at = next(index for index, (one, two) in enumerate(zip(word, other, strict=True)) if one != two)
    return word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :] == other


def _near(word: str, other: str) -> bool:
    """Tell whether one edit, one swap, or one of each makes one word of the other; both begin alike."""
    if word[0] != other[0] or abs(len(word) - len(other)) > 1:
        return False
    if word + "s" == other or other + "s" == word:
        return False
    if one_swap(word, other) or _one_edit(word, other):
        return True
    swapped = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))
    return min(len(word), len(other)) >= LEAST_LETTERS and any(_one_edit(one, other) for one in swapped)


def _one_edit(word: str, other: str) -> bool:
    """Tell whether one letter added, left out or replaced makes one word of the other."""
    short, long = sorted((word, other), key=len)
    if len(long) - len(short) > 1 or word == other:
        return False
    pairs = enumerate(zip(short, long, strict=False))
    at = next((index for index, (one, two) in pairs if one != two), len(short))
    return short[at:] == long[at + 1 :] or (len(short) == len(long) and short[at + 1 :] == long[at + 1 :])


def _drop_lone(found: Names, units: Mapping[Form, Unit]) -> None:
    """Leave lone surnames and first names to the person, unless the word is a name of its own elsewhere."""
    gone: set[Form] = set()
    ends: dict[str, list[Form]] = defaultdict(list)
    for form in units:
        if len(form) > 1:
            ends[form[-1]].append(form)
    for form in [form for form in found.full if len(form) == 1 and found.full[form] == form]:
        unit, word = units[form], form[0]
        words = {word, *(base for code in unit.spoken for base in name_pack(code).bases(word))}
        bearers = {one for base in words for one in found.surnames.get(base, ())}
        bearers |= set(found.first_names.get(word, ()))
        theirs = {article for article in unit.articles if found.by_article.get(article, set()) & bearers}
        longer = ends[word] if len(ends[word]) > 1 else []
        shared = unit.articles <= {at for other in longer for at in units[other].articles}
        plain = [
            units[other] for base in words - {word} for other in (*ends[base], (base,)) if other in units
        ]
        shared = shared or len(unit.runs) <= sum(len(other.runs) for other in plain)
        personal = unit.kind in {"person", "other"}
        lone = bearers and personal and (word in found.surnames or not unit.articles - theirs)
        if lone or (shared and not unit.territory):
            gone.add(form)
    found.full = {form: meant for form, meant in found.full.items() if meant not in gone}
