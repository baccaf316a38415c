"""Which spellings mean the same: surnames and first names alone, initials, slips of the pen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from build_dossier.extract.names_runs import Form
from build_dossier.extract.names_units import ENOUGH, Unit

__all__ = ["Names", "names", "one_swap"]

LEAST_LETTERS = 5
"""A shorter word is too near to too many others to be called a slip."""
RARER = 3
"""A slip is at least so many times rarer than what was meant."""


@dataclass(slots=True)
class Names:
    """The names of the dossier and what stands for them."""

    full: dict[Form, Form] = field(default_factory=dict)
    """Every accepted form, and the form it is a variant of: mostly itself."""
    slips: dict[Form, Form] = field(default_factory=dict)
    """Forms that are errors, and the right form."""
    surnames: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    first_names: Mapping[str, tuple[Form, ...]] = field(default_factory=dict)
    household: frozenset[str] = frozenset()
    """Surnames that mean their one bearer also where the article does not give the full name."""
    by_article: Mapping[str, frozenset[Form]] = field(default_factory=dict)
    """The people named in full in an article."""

    def resolve(self, form: Form, article: str) -> tuple[Form, bool] | None:
        """Return the name a form stands for in an article and whether it is a slip, None for no name."""
        if form in self.slips:
            return self.slips[form], True
        if len(form) == 1:
            person = self._person(form[0], article)
            if person:
                return person, False
        return (self.full[form], False) if form in self.full else None

    def _person(self, word: str, article: str) -> Form | None:
        """Return the one person that a lone surname or first name means in an article."""
        here = self.by_article.get(article, frozenset())
        bearers = self.surnames.get(word, ())
        present = [form for form in bearers if form in here]
        if len(present) == 1:
            return present[0]
        if len(bearers) == 1 and (word,) not in self.full and word in self.household:
            return bearers[0]
        called = [form for form in self.first_names.get(word, ()) if form in here]
        return called[0] if len(called) == 1 and not present else None


def names(units: Mapping[Form, Unit]) -> Names:
    """Return the names among the units, with what folds into them."""
    accepted = {form: unit for form, unit in units.items() if unit.score >= ENOUGH}
    found = Names()
    people = [form for form, unit in accepted.items() if len(form) > 1 and unit.kind == "person"]
    found.slips = _slips_of_people(units, people)
    people = [form for form in people if form not in found.slips]
    shorter = _without_initials(people, units)
    same = shorter | _one_territory(accepted)
    found.full = {form: same.get(form, form) for form in accepted if form not in found.slips}
    whole = sorted({shorter.get(form, form) for form in people})
    found.surnames = _by_word(whole, -1)
    found.first_names = _by_word(whole, 0)
    here: dict[str, set[Form]] = defaultdict(set)
    for form in people:
        for article in units[form].articles:
            here[article].add(shorter.get(form, form))
    for form, meant in found.slips.items():
        for article in units[form].articles:
            here[article].add(meant)
    found.by_article = {article: frozenset(forms) for article, forms in here.items()}
    found.household = frozenset(
        word
        for word, forms in found.surnames.items()
        if len(forms) == 1 and _household(units.get((word,)), units[forms[0]])
    )
    found.slips |= _swapped(units, found)
    found.full = {form: meant for form, meant in found.full.items() if form not in found.slips}
    _drop_lone(found, units)
    return found


def _household(alone: Unit | None, full: Unit) -> bool:
    """Tell whether a full name stands in at least half of the articles that have the surname alone."""
    return alone is None or 2 * len(alone.articles & full.articles) >= len(alone.articles)


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
        form: max(forms, key=lambda one: (len(accepted[one].runs), one))
        for forms in groups.values()
        for form in forms
    }


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
            rare = len(unit.runs) * RARER <= often and unit.articles & other.articles
            if near and rare:
                found[form] = meant
    return found


def _swapped(units: Mapping[Form, Unit], found: Names) -> dict[Form, Form]:
    """Map single words to the frequent name that two neighbouring letters make of them."""
    frequent = [form for form, unit in units.items() if len(form) == 1 and len(unit.runs) >= RARER]
    wholes = {*found.surnames, *(form[0] for form in found.full if len(form) == 1)}
    counted: dict[str, tuple[int, set[str]]] = {
        form[0]: (len(units[form].runs), set(units[form].articles)) for form in frequent if form[0] in wholes
    }
    for form in {form for forms in found.surnames.values() for form in forms}:
        runs, articles = counted.get(form[-1], (0, set()))
        counted[form[-1]] = (runs + len(units[form].runs), articles | units[form].articles)
    by_letters: dict[str, list[str]] = defaultdict(list)
    for word in sorted(counted):
        by_letters["".join(sorted(word))].append(word)
    slips: dict[Form, Form] = {}
    for form, unit in units.items():
        word = form[0]
        if len(form) > 1 or len(word) < LEAST_LETTERS or word in found.surnames or unit.score < -1:
            continue
        for meant in by_letters.get("".join(sorted(word)), ()):
            runs, articles = counted[meant]
            if one_swap(word, meant) and len(unit.runs) <= runs and unit.articles & articles:
                people = found.surnames.get(meant, ())
                target = people[0] if len(people) == 1 else (meant,)
                if target in found.full:
                    slips[form] = found.full[target]
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
    for form in list(found.full):
        if len(form) > 1 or found.full[form] != form:
            continue
        unit = units[form]
        bearers = found.surnames.get(form[0], ()) or found.first_names.get(form[0], ())
        if bearers and unit.kind in {"person", "other"}:
            theirs = {
                article for article in unit.articles if found.by_article.get(article, set()) & set(bearers)
            }
            own = unit.articles - theirs
            if not own or form[0] in found.surnames:
                del found.full[form]
