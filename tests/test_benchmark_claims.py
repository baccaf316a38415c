"""The benchmark of claims: what it plants stands where it says, and its judge counts right."""

from __future__ import annotations

import random
from collections import Counter, defaultdict

import pytest

from benchmarks.claims import Group, dossier_of, judge
from benchmarks.claims_planted import LANGUAGES, SAID, SIZES, Case, cases
from build_dossier.model import Dossier, Passage

REAL = {
    "de": "Das Projekt lebt von allen, die daran mitarbeiten und es jeden Tag ein wenig besser machen.",
    "en": "The project lives by all who work on it and who make it a little better every single day.",
    "es": "El proyecto vive de todos los que trabajan en él y lo hacen un poco mejor cada día que pasa.",
    "fr": "Le projet vit de tous ceux qui y travaillent et qui le rendent un peu meilleur chaque jour.",
    "id": "Proyek ini hidup dari semua yang bekerja di dalamnya dan membuatnya sedikit lebih baik.",
}
PARAGRAPHS = {
    code: [" ".join(random.Random(at).sample(text.split(), len(text.split()))) for at in range(60)]
    for code, text in REAL.items()
}


@pytest.mark.parametrize("sentences", ["told", "unseen"])
def test_what_is_planted_stands_where_it_says(sentences: str) -> None:
    """Each number stands in its report, and the words leave room for it; two happenings a dossier."""
    for case in cases(PARAGRAPHS, 20, 3, sentences):
        facts = [one.fact for report in case.reports for one in report.planted]
        assert facts == [0, 0, 0, 1, 1]
        for report in case.reports:
            for one in report.planted:
                words = report.text[one.start : one.end]
                assert "\n" not in words
                assert "{" not in report.text
                assert one.least <= one.most


def test_every_language_has_sentences_for_every_kind() -> None:
    """In both halves, and nouns for them."""
    for code in LANGUAGES:
        assert all(set(SAID[code][part]) == set(SIZES) for part in ("told", "unseen", "nouns"))


def test_the_judge_counts_pairs_found_and_false() -> None:
    """Three sources of one happening are three pairs; another happening beside them is three false ones."""
    case = next(cases(PARAGRAPHS, 1, 3, "told"))
    dossier = dossier_of(case)
    claims = [_planted(case, dossier, at) for at in range(4)]
    event = next(event for event in dossier.events if event.days.lo == case.days[0])
    for chosen, found, false in ((claims[:3], 3, 0), (claims[:2], 1, 0), (claims, 3, 3)):
        tallies: dict[str, Counter[str]] = defaultdict(Counter)
        judge(case, dossier, [Group(tuple(chosen), event.days, True)], tallies)
        tally = tallies["all"]
        assert (tally["pairs"], tally["found"], tally["false"]) == (4, found, false)


def _planted(case: Case, dossier: Dossier, at: int) -> Passage:
    """Return the planted words of a report as a passage of its article."""
    report = case.reports[at]
    (one,) = report.planted
    article = next(article for article in dossier.articles if article.source.path == f"{report.name}.txt")
    for index, block in enumerate(article.blocks):
        start = block.text.find(report.text[one.start : one.end])
        if start >= 0 and block.source_offset(start) == one.start:
            return Passage(article.id, index, start, start + one.end - one.start, "")
    raise AssertionError(report.name)
