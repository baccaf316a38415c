"""What kind of name it is, by what stands around it: in doubt it is said to be of none."""

from __future__ import annotations

import re
from collections.abc import Mapping

from build_dossier.extract.names_runs import Form, Stats
from build_dossier.extract.names_seen import Unit
from build_dossier.model import Kind

__all__ = ["acronym", "camel", "everyday", "kind_of", "name_alike", "tells"]

ENOUGH = 1.0
"""Evidence that makes a kind; as the weights, set by hand on the seeds and on news in ten languages."""
PATRONYMIC = re.compile(r"(?:Mc|D[aei]|L[ae]|Fitz|[OD]['’])[A-Z][^\W\d_]+")
"""A surname with a capital inside, which is no brand: McCabe, DeSantis."""
TELLING = (
    "says", "source", "role", "office", "organisation", "organisation near", "product", "agency", "line",
    "expanded", "article", "determined", "verb", "place",
)  # fmt: skip
"""What an abbreviation has around it that is a name; USB, GPA and HTML have none of it."""


def kind_of(unit: Unit, found: Mapping[Form, Unit], stats: Stats) -> Kind:
    """Return the kind that most speaks for, `other` when nothing does."""
    if 2 * unit.seen["place"] > len(unit.runs):
        return "place"
    ranked: list[tuple[float, Kind]] = [
        (_place(unit), "place"),
        (_person(unit, found, stats), "person"),
        (_organisation(unit, stats), "organisation"),
        (_product(unit), "product"),
    ]
    best = max(ranked, key=lambda pair: pair[0])
    return best[1] if best[0] >= ENOUGH else "other"


def name_alike(found: Mapping[Form, Unit], stats: Stats) -> None:
    """Make people of those who have a known first name, or stand beside a person: Diana Ross and Jo Cox."""
    people = {form for form, unit in found.items() if unit.kind == "person"}
    first = {form[0] for form in people if len(form) > 1}
    for form, unit in found.items():
        called = len(form) > 1 and form[0] in first
        beside = unit.beside and 4 * sum(unit.beside[other] for other in people & set(unit.beside))
        if unit.kind != "other" or len(form) > 4 or not (called or (beside and beside >= len(unit.runs))):
            continue
        plain = _personal(form) and not unit.seen["usual"] and not _articled(unit)
        if plain and not any(everyday(word, stats) for word in form):
            unit.kind = "person"


def tells(unit: Unit) -> bool:
    """Tell whether a name is no abbreviation, or one with something around it that speaks for a name."""
    told = any(unit.seen[key] for key in TELLING)
    return told or len(unit.spoken) > 1 or not acronym(unit.form)


def _place(unit: Unit) -> float:
    seen, total, long = unit.seen, len(unit.runs), len(unit.text) > 2
    located = seen["place before"] / total
    score = 3.0 * (seen["place"] > 0 or seen["dateline"] > 0) + 2.0 * (seen["place part"] > 0)
    score += 1.0 * (located >= 0.5 and not seen["says"] and not seen["role"] and long)
    return score + 1.0 * (located >= 0.4 and total > 2 and long) + 1.0 * (seen["place after"] > 0)


def _organisation(unit: Unit, stats: Stats) -> float:
    seen, form = unit.seen, unit.form
    score = min(2.0 * seen["agency"] + seen["organisation"] + seen["organisation near"], 3.0)
    score += 2.0 * (seen["organisation part"] > 0) * (not all(everyday(word, stats) for word in form))
    score += 2.0 * (seen["role of"] > 0) + 1.0 * (seen["office"] > 0)
    score += 0.8 * _branded(form) + 0.6 * acronym(form)
    score += 0.6 * (seen["role"] > seen["held"] and len(form) == 1)
    return score + 0.6 * (seen["says"] + seen["source"] > 0 and acronym(form))


def _product(unit: Unit) -> float:
    named = unit.seen["product"]
    return 2.0 * min(named, 2) * (named >= 0.15 * len(unit.runs)) + 0.5 * _branded(unit.form)


def _person(unit: Unit, found: Mapping[Form, Unit], stats: Stats) -> float:
    """Return what speaks for a person; of one word only an office, a title, an age or speech does."""
    seen, form, total = unit.seen, unit.form, len(unit.runs)
    if not _personal(form):
        return 0.0
    many = len(form) > 1
    score = (
        1.5 * (seen["role" if many else "held"] > 0) + 2.0 * (seen["title"] > 0) + 1.0 * (seen["line"] > 0)
    )
    score += (1.0 if many else 0.5) * (seen["says"] > 0) + 1.0 * (seen["age"] > 0)
    score -= 1.0 * (2 * seen["governed"] > total) + 2.0 * (seen["opens"] > 0)
    told = seen["role"] + seen["says"] + seen["title"] + seen["line"]
    untold = total > 4 and 12 * told < total
    return score + _full_name(unit, found, stats, untold) if many else score - 1.0 * untold


def _full_name(unit: Unit, found: Mapping[Form, Unit], stats: Stats, untold: bool) -> float:
    """Return what speaks for a person in how a name of several words is made and used."""
    seen, form, total = unit.seen, unit.form, len(unit.runs)
    surname = _goes_by_surname(form, found, stats)
    located, few = seen["place before"] / total, seen["place before"] < 3
    score = 0.5 * (len(form) <= 4) + 2.0 * surname - 1.0 * (untold and not surname)
    score -= 2.0 * (everyday(form[-1], stats) or seen["of first"] > 0) + 2.0 * _articled(unit)
    score -= 2.0 * (seen["usual"] > 0 and not seen["title"] + seen["role"])
    score -= 1.0 * any(everyday(word, stats) for word in form[1:-1])
    told = seen["role"] + seen["title"] + seen["says"] + seen["line"]
    score -= 1.5 * _thing(found.get(form[:1]), total) + 2.0 * (not told and _placed(found.get(form[:1])))
    return score - (0.5 if surname and (few or located <= 0.5) else 1.5) * (located >= 0.4)


def _articled(unit: Unit) -> bool:
    """Tell whether an article stands before half of the occurrences, as it hardly does before people."""
    return 2 * (unit.seen["determined"] + unit.seen["article"]) >= len(unit.runs)


def _thing(first: Unit | None, total: int) -> bool:
    """Tell whether the first word of a name is the name of a place or company itself, and more frequent."""
    if first is None or len(first.runs) <= 2 * total:
        return False
    seen = first.seen
    return seen["place"] > 0 or seen["organisation"] > 0 or 2 * seen["place before"] >= len(first.runs)


def _placed(first: Unit | None) -> bool:
    """Tell whether the first word of a name is that of a known place: *Virginia* Democrats."""
    return first is not None and first.seen["place"] > 0


def _goes_by_surname(form: Form, found: Mapping[Form, Unit], stats: Stats) -> bool:
    """Tell whether the last word of a name also stands alone in its articles, more often than the first."""
    last, first, whole = found.get(form[-1:]), found.get(form[:1]), found[form]
    if last is None or last.seen["place"] or everyday(form[-1], stats):
        return False
    shared = 2 * len(last.articles & whole.articles) >= len(whole.articles)
    return shared and (first is None or len(first.runs) < len(last.runs))


def _personal(form: Form) -> bool:
    """Tell whether the words look like first name and surname: no acronym, no digit, no capital inside."""
    return not _branded(form) and not any(
        (len(word) > 1 + (not at and len(form) > 1) and word.isupper()) or word[-1].isdigit()
        for at, word in enumerate(form)
    )


def _branded(form: Form) -> bool:
    """Tell whether a word has a capital inside as no surname has it."""
    return camel(tuple(word for word in form if not PATRONYMIC.fullmatch(word)))


def camel(form: Form) -> bool:
    """Tell whether a word has a capital inside."""
    return any(word[1:] != word[1:].lower() and not word.isupper() and "-" not in word for word in form)


def acronym(form: Form) -> bool:
    """Tell whether a name is one word of capitals."""
    return len(form) == 1 and form[0].isupper() and len(form[0]) > 1


def everyday(word: str, stats: Stats) -> bool:
    """Tell whether a word is common: written small elsewhere, or a noun that follows an article."""
    nouns, determined = stats.nouns[word], stats.determined[word]
    small = len(word) >= 4 and stats.anywhere[word.casefold()] > 0.2 * stats.capital[word]
    return small or (determined > 0.2 * nouns and (determined > 1 or nouns < 3))
