"""The line classifier: what it drops, what it must not touch, and that its model file fits its code."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from build_dossier.clean.classifier import DROP, REVIEW, Forest, LineModel, judge, load
from build_dossier.clean.line_features import GROUPS, NAMES, measure
from build_dossier.clean.line_words import grams, tokens
from build_dossier.messages import english

CASES = sorted((Path(__file__).parent / "cases" / "classifier").glob("*.txt"))
SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
TREE = [0, 3.5, -20, [1, 0.5, 10, [0, 9, 40, 70]]]
MODEL: dict[str, Any] = {
    "lexicon": {"menu": 120, "^log": 80},
    "lines": {"base": -50, "trees": [TREE, [1, 2, 1, -1]]},
    "pages": {"base": 0, "trees": [[0, 0.9, -300, 300]]},
    "titles": {"base": 0, "trees": [[0, 19, -400, -300]]},
    "gate": 0.0,
    "cost": 10.0,
    "level": 0.4,
}


def read(path: Path) -> tuple[list[str], list[str]]:
    """Return the lines of a case and what is expected of each: drop, keep or any."""
    rows = [
        row.split("|", 1) for row in path.read_text(encoding="utf-8").splitlines() if not row.startswith("#")
    ]
    return [text.strip() for _, text in rows], [want.strip() for want, _ in rows]


def score(lines: list[str], title: str = "") -> tuple[float, ...]:
    """Return the score of each line that is not blank."""
    return judge([line.strip() for line in lines if line.strip()], title).scores


def read_seed(path: Path) -> list[str]:
    """Return the lines of a seed, blank ones left out."""
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def walk(tree: Any, row: list[float]) -> int:
    """Return the leaf of one tree by asking one question after the other."""
    while isinstance(tree, list):
        tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
    return int(tree)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_line_of_an_article_is_dropped(path: Path) -> None:
    """Titles, sub-headings, quotations and attributions stay, in every language."""
    lines, wanted = read(path)
    rows = zip(lines, wanted, score(lines), strict=True)
    assert [line for line, want, value in rows if want == "keep" and value >= DROP] == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_stands_around_an_article_is_dropped(path: Path) -> None:
    """Four in five lines of menus, share bars and footers go."""
    lines, wanted = read(path)
    values = [value for want, value in zip(wanted, score(lines), strict=True) if want == "drop"]
    assert sum(value >= DROP for value in values) >= 0.8 * len(values)


@pytest.mark.parametrize(
    "path", [path for path in SEEDS if not path.name.startswith("004")], ids=lambda p: p.name[:3]
)
def test_articles_with_almost_nothing_around_them_are_left_alone(path: Path) -> None:
    """Seeds whose few leftovers are the rules' business lose no line to the classifier."""
    lines = read_seed(path)
    assert [line for line, value in zip(lines, score(lines), strict=True) if value >= DROP] == []


def test_the_seed_with_a_menu_loses_its_menu_and_no_sentence() -> None:
    """A menu, the font buttons and the comment box go; the caption and every sentence stay."""
    lines = read_seed(next(path for path in SEEDS if path.name.startswith("004")))
    gone = [line for line, value in zip(lines, score(lines), strict=True) if value >= DROP]
    assert any(line.startswith("Nasional Mondial") for line in gone)
    assert {"Komentar", "()", "Top"} <= set(gone)
    assert not any(line.rstrip().endswith((".", '"')) for line in gone)
    assert "Penanganan Buruk" not in gone


def test_the_same_text_has_the_same_scores() -> None:
    """Nothing in a score depends on order of sets, on time or on what was scored before."""
    lines, _ = read(CASES[-1])
    first = score(lines)
    score(["something else"])
    assert score(lines) == first
    assert all(0 <= value <= 1 for value in first)


def test_a_known_title_is_never_dropped() -> None:
    """A line equal to the title that the caller knows stays below `DROP`, wherever it stands."""
    lines, _ = read(CASES[1])
    dropped = next(line for line, value in zip(lines, score(lines), strict=True) if value >= DROP)
    found = score(lines, title=dropped.upper())
    assert REVIEW <= found[lines.index(dropped)] < DROP


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["word"],
        ["\x00\x00", "\ufeff"],
        ["...", "---", "()"],
        ["a" * 100_000],
        ["(" * 50_000 + "." * 50_000],
        ["٠١٢٣", "हिन्दी समाचार", "ข่าววันนี้"],
        [f"Link {number}" for number in range(3000)],
    ],
    ids=["none", "one", "nul", "signs", "long", "brackets", "scripts", "many"],
)
def test_odd_texts_have_a_score_for_each_line(lines: list[str]) -> None:
    """Whatever the text, there is one score between 0 and 1 for each of its lines."""
    found = score(lines)
    assert len(found) == len(lines)
    assert all(0 <= value <= 1 for value in found)


def test_a_forest_walks_like_its_trees() -> None:
    """Ruling out leaves with masks gives what asking one question after the other gives."""
    model = load()
    for part in ("lines", "pages", "titles"):
        data = json.loads((resources.files("build_dossier.clean") / "classifier.json").read_text("utf-8"))[
            part
        ]
        width = 1 + int(getattr(model, part).feature.max())
        rows = np.random.RandomState(0).uniform(-5, 60, (90, width))
        expected = [
            (data["base"] + sum(walk(tree, row) for tree in data["trees"])) / 100 for row in rows.tolist()
        ]
        assert Forest.of(data).odds(rows).tolist() == expected


def test_a_small_model_gives_the_scores_worked_out_by_hand() -> None:
    """Price of words, level, gate and the title's guard, in the order the docstrings give."""
    model = LineModel.of(MODEL)
    lines = ["A title of this page", "Log in to the menu", "ab"]
    rows = measure(lines, model.lexicon)
    chars, words = rows[:, 0], rows[:, 1]
    assert chars.tolist() == [20, 18, 2] and words.tolist() == [5, 5, 1]
    odds = [
        (-50 + walk(TREE, [c, w]) + walk([1, 2, 1, -1], [c, w])) / 100
        for c, w in zip(chars, words, strict=True)
    ]
    assert model.lines.odds(rows).tolist() == odds == [0.19, 0.19, -0.69]
    likely, unlikely = 1 / (1 + np.exp(-0.19)), 1 / (1 + np.exp(0.69))
    moved, low = 0.5 + (likely - 0.4) / (1 - 0.4) * 0.5, unlikely / 0.4 * 0.5

    def scores(**changed: Any) -> Any:
        return pytest.approx(judge(lines, model=LineModel.of({**MODEL, **changed})).scores, abs=1e-4)

    wide_open = {"base": 300, "trees": [[0, 2, 0, 1]]}
    assert scores(pages=wide_open, cost=0) == (0.499, moved, low), "the line most like a title is held back"
    assert scores(cost=0) == (moved * 0.499, moved * 0.499, low * 0.499), "the gate is shut: nothing is sure"
    assert scores(pages=wide_open, cost=10) == (0, 0, 0), "half of a text's words is too dear to lose"


def test_the_model_file_fits_the_code_and_stays_small() -> None:
    """Fitted for exactly the columns that are measured, below 200 KB, with the command that made it."""
    file = resources.files("build_dossier.clean") / "classifier.json"
    provenance = load().provenance
    assert provenance["features"] == list(NAMES), "the columns changed: run benchmarks.fit_cleaning again"
    assert provenance["command"].startswith("python -m benchmarks.fit_cleaning")
    assert set(provenance["figures"]) >= {"all", "Fundus", "WCXB"}
    assert len(file.read_bytes()) < 200_000
    assert REVIEW < DROP


def test_the_columns_are_as_many_as_their_names() -> None:
    """Every group names columns that exist, and a text has a row for each line."""
    assert measure(["One line.", "Another line"], {}).shape == (2, len(NAMES))
    assert measure([], {}).shape == (0, len(NAMES))
    assert {name for group in GROUPS.values() for name in group} <= set(NAMES)


def test_words_of_scripts_without_spaces_are_pairs() -> None:
    """Japanese and Thai are cut in pairs, marks stay with their letters, numbers are left out."""
    assert tokens("Ein Haus, 20 Häuser") == ["ein", "haus", "häuser"]
    assert tokens("東京都 Tokyo") == ["東京", "京都", "tokyo"]
    assert tokens("हिन्दी में") == ["हिन्दी", "में"]


def test_the_lexicon_knows_a_short_line_by_its_words_pairs_ends_and_whole() -> None:
    """A long line is known by its words alone."""
    assert grams(["log", "in"]) == ["log", "in", "log in", "^log", "in$", "=log in"]
    assert grams(["word"] * 13) == ["_word"]
    assert grams([]) == []


def test_reasons_are_true_and_the_best_come_first() -> None:
    """A dropped footer line is explained by what a reader can see of it."""
    lines, _ = read(next(path for path in CASES if path.stem == "en-page-edges"))
    at = lines.index("© 2024 All rights reserved")
    judged = judge(lines)
    said = english(judged.reason(at))
    assert 1 <= len(said.split("; ")) <= 3
    for number, value in enumerate(judged.scores):
        reasons = english(judged.reason(number)).split("; ")
        if value >= DROP and len(lines[number]) > 80:
            assert "short line" not in reasons
        if lines[number].endswith("."):
            assert "no sentence punctuation" not in reasons
