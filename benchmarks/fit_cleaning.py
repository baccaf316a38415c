"""Fit the line classifier: `python -m benchmarks.fit_cleaning ../shared/data/cleaning`.

Needs scikit-learn and LightGBM, which the package itself does not. Writes
`build_dossier/clean/classifier.json` with the command, the digests of the data and the figures of a
cross-validation in which no site is in two parts.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import click
import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import SGDClassifier

from benchmarks.cleaning import ours
from benchmarks.measures import Tally
from benchmarks.pages import BOILERPLATE, CONTENT, NEUTRAL, TITLE, Page, crop, digest, read
from build_dossier.clean import classifier
from build_dossier.clean.line_features import NAMES, Matrix, measure_cues, measure_text
from build_dossier.clean.line_words import grams, tokens
from build_dossier.clean.view import view_of
from build_dossier.model import Document, Language, Source

TARGET = Path(classifier.__file__).with_name("classifier.json")
FOLDS = 5
CROPS = {"Fundus": 6, "article-extraction": 4, "WCXB": 3}
"""Crops made of a page, the first of them without boilerplate; there are fewer pages of news."""
WEIGHT = {"Fundus": 4.0, "article-extraction": 2.0, "WCXB": 1.0}
"""Weight of a page: news counts more, as a dossier is made of it."""
RATES = (0.05, 0.1, 0.2, 0.4, 1.0)
MASKED = 0.15
"""Share of training texts whose lexicon is hidden, so that the rest works for languages the lexicon lacks."""
TOUCHED = 0.006
"""Share of the texts without boilerplate that may lose a line; the promise is one in a hundred."""

LINES = {"num_leaves": 31, "learning_rate": 0.06, "min_data_in_leaf": 60, "feature_fraction": 0.35}
TITLES = {"num_leaves": 8, "learning_rate": 0.09, "min_data_in_leaf": 40, "feature_fraction": 0.35}
PAGES = {
    "num_leaves": 4, "learning_rate": 0.06, "min_data_in_leaf": 30, "feature_fraction": 0.3,
    "monotone_constraints": [1] * 13 + [0] + [1] * 10,
}  # fmt: skip
TREES = {"lines": 300, "titles": 50, "pages": 80}
_ALWAYS = {
    "objective": "binary", "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 63,
    "seed": 1, "num_threads": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
}  # fmt: skip
_ABOVE = (NAMES.index("fromfirst"), NAMES.index("line"))

Lexicon = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sample:
    """A text to learn from: a page's given crop or one of ours, measured as far as that needs no lexicon."""

    page: Page
    given: bool
    fold: int
    words: list[list[str]]
    text: Matrix
    kinds: int


def forest(
    rows: Matrix, truth: NDArray[np.bool_], weights: Matrix, trees: int, settings: Mapping[str, Any]
) -> Any:
    """Return boosted trees as plain data: thresholds of three digits, leaves in hundredths of log odds."""
    booster = lightgbm.train({**_ALWAYS, **settings}, lightgbm.Dataset(rows, truth, weight=weights), trees)
    found = [_plain(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    return {
        "base": sum(tree for tree in found if not isinstance(tree, list)),
        "trees": [tree for tree in found if isinstance(tree, list)],
    }


def _plain(node: Mapping[str, Any]) -> Any:
    if "leaf_value" in node:
        return round(node["leaf_value"] * 100)
    threshold = 0.0 if abs(node["threshold"]) < 1e-9 else float(f"{node['threshold']:.3g}")
    split = int(threshold) if threshold.is_integer() else threshold
    return [node["split_feature"], split, _plain(node["left_child"]), _plain(node["right_child"])]


class Lexicons:
    """Weights of words, fitted to the lines of whole pages: a logistic regression, most of it zeros."""

    def __init__(self, pages: Iterable[Page]) -> None:
        rows = [row for page in pages for row in _lexical_rows(page)]
        sites = defaultdict(set)
        for site, _, _, keys in rows:
            for key in keys:
                sites[key].add(site)
        self.keys = sorted(key for key, found in sites.items() if len(found) >= 3)
        index = {key: at for at, key in enumerate(self.keys)}
        found = [[index[key] for key in row[3] if key in index] for row in rows]
        columns = [column for some in found for column in some]
        ends = np.cumsum([0, *map(len, found)])
        self.matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), (len(rows), len(self.keys)))
        self.sites = np.array([row[0] for row in rows])
        self.truth = np.array([row[1] for row in rows])
        self.weights = np.array([row[2] for row in rows])

    def fit(self, sites: Collection[str]) -> Lexicon:
        """Return the weights that the pages of these sites give, in hundredths of log odds."""
        chosen = np.isin(self.sites, list(sites))
        model = SGDClassifier(
            loss="log_loss",
            penalty="elasticnet",
            l1_ratio=0.5,
            alpha=3e-5,
            max_iter=12,
            tol=None,
            random_state=1,
        )
        model.fit(self.matrix[chosen], self.truth[chosen], sample_weight=self.weights[chosen])
        weights = zip(self.keys, model.coef_[0].tolist(), strict=True)
        return {key: round(weight * 100) for key, weight in weights if abs(weight) >= 0.12}


def _lexical_rows(page: Page) -> list[tuple[str, bool, float, list[str]]]:
    """Return the different lines of a page: site, whether boilerplate, weight, keys."""
    content = [at for at, label in enumerate(page.labels) if label == CONTENT]
    rows = {}
    for at, (line, label) in enumerate(zip(page.lines, page.labels, strict=True)):
        if label in (CONTENT, BOILERPLATE) and line not in rows:
            weight = (1.0 if content[0] - 15 <= at <= content[-1] + 15 else 0.25) * (
                2 if label == CONTENT else 1
            )
            rows[line] = (page.site, label == BOILERPLATE, weight, grams(tokens(line)))
    return list(rows.values())


def _kinds(page: Page) -> int:
    """Return how many kinds of leftovers the rules know in a page."""
    source = Source("page.txt", "", "\n".join(page.lines), format="md")  # no classifier: it is being fitted
    return view_of(Document("page", source, Language(page.language))).kinds


class Fit:
    """Everything that is fitted, once for each fold of sites and once for all."""

    def __init__(self, given: list[Page], whole: list[Page]) -> None:
        self.lexicons = Lexicons(whole)
        sites = sorted({page.site for page in given})
        order = np.random.RandomState(3).permutation(len(sites))
        self.folds = {site: int(at) % FOLDS for site, at in zip(sites, order, strict=True)}
        self.samples = [self._sample(page, True) for page in given]
        chance = random.Random(7)
        for page in whole:
            rates = [0.0, *(chance.choice(RATES) for _ in range(CROPS[page.corpus] - 1))]
            self.samples += [self._sample(crop(page, rate, chance), False) for rate in rates]
        self.labels = np.concatenate([sample.page.labels for sample in self.samples])
        sizes = [len(sample.words) for sample in self.samples]
        self.ends = np.cumsum([0, *sizes])
        self.row_folds = np.repeat([sample.fold for sample in self.samples], sizes)
        weights = [WEIGHT[s.page.corpus] * 3 / (CROPS[s.page.corpus] + 1) for s in self.samples]
        self.weights = np.repeat(weights, sizes)
        self._known: dict[frozenset[int], Lexicon] = {}

    def _sample(self, page: Page, given: bool) -> Sample:
        words = [tokens(line) for line in page.lines]
        text = measure_text(page.lines, words).astype(np.float32)
        return Sample(page, given, self.folds[page.site], words, text, _kinds(page))

    def lexicon(self, *without: int) -> Lexicon:
        """Return the lexicon of the sites outside some folds."""
        key = frozenset(without)
        if key not in self._known:
            self._known[key] = self.lexicons.fit(
                [site for site, fold in self.folds.items() if fold not in key]
            )
        return self._known[key]

    def rows(self, fold: int) -> Matrix:
        """Return all lines, measured without a fold (-1: all used); none sees a lexicon of its own site."""
        masks = np.random.RandomState(5).rand(len(self.samples)) < MASKED
        parts = []
        for sample, masked in zip(self.samples, masks.tolist(), strict=True):
            hidden = masked and sample.fold != fold
            lexicon = {} if hidden else self.lexicon(sample.fold, *([fold] if fold >= 0 else []))
            parts.append(
                measure_cues(sample.text.astype(np.float64), sample.words, lexicon).astype(np.float32)
            )
        return np.concatenate(parts)

    def line_forests(self, fold: int) -> tuple[Matrix, Any, Any]:
        """Return the measured lines, the forest of lines and that of titles, fitted without a fold."""
        rows = self.rows(fold)
        used = (self.row_folds != fold) & (self.labels != NEUTRAL)
        weights = self.weights * np.where(self.labels == TITLE, 3, 1)
        lines = forest(rows[used], self.labels[used] == BOILERPLATE, weights[used], TREES["lines"], LINES)
        above = used & (rows[:, _ABOVE[0]] <= 0) & (rows[:, _ABOVE[1]] < 15)
        titles = forest(
            rows[above], self.labels[above] == TITLE, self.weights[above], TREES["titles"], TITLES
        )
        return rows, lines, titles

    @cached_property
    def dirty(self) -> NDArray[np.bool_]:
        """Whether each text has boilerplate."""
        return np.array([BOILERPLATE in sample.page.labels for sample in self.samples])

    def page_forest(self, figures: Matrix, fold: int) -> Any:
        """Return the forest of the gate, fitted without a fold."""
        used = np.array([sample.fold != fold for sample in self.samples])
        return forest(figures[used], self.dirty[used], np.ones(int(used.sum())), TREES["pages"], PAGES)


class Validation:
    """What models that never saw a site say about its pages."""

    def __init__(self, fit: Fit, cost: float, level: float) -> None:
        self.fit = fit
        self.rows: list[Matrix] = [np.zeros(0)] * len(fit.samples)
        parts = {fold: self._lines(fold) for fold in range(FOLDS)}
        forests = {fold: classifier.Forest.of(lines) for fold, (lines, _) in parts.items()}
        self.figures = np.array(
            [
                classifier.page_figures(
                    classifier.chances(forests[sample.fold].odds(rows)), rows[:, 1], sample.kinds
                )
                for sample, rows in zip(fit.samples, self.rows, strict=True)
            ]
        )
        self.settings = {"gate": -99.0, "cost": cost, "level": level}
        self.models = {
            fold: self.model({}, lines, titles, fit.page_forest(self.figures, fold))
            for fold, (lines, titles) in parts.items()
        }
        self.settings["gate"] = self._gate()

    def _lines(self, fold: int) -> tuple[Any, Any]:
        """Return the forests of lines and titles without a fold, and keep its texts as measured for them."""
        rows, lines, titles = self.fit.line_forests(fold)
        for at, sample in enumerate(self.fit.samples):
            if sample.fold == fold:
                self.rows[at] = rows[self.fit.ends[at] : self.fit.ends[at + 1]].astype(np.float64)
        return lines, titles

    def model(self, lexicon: Lexicon, lines: Any, titles: Any, pages: Any) -> dict[str, Any]:
        """Return a model as the model file holds it."""
        return {**self.settings, "lexicon": lexicon, "lines": lines, "titles": titles, "pages": pages}

    def _gate(self) -> float:
        """Return the log odds above which `TOUCHED` of the texts without boilerplate lose a line."""
        models = {
            fold: classifier.LineModel.of({**model, **self.settings}) for fold, model in self.models.items()
        }
        odds = []
        for sample, rows, figures in zip(self.fit.samples, self.rows, self.figures, strict=True):
            if not sample.given and BOILERPLATE not in sample.page.labels:
                model = models[sample.fold]
                values, _ = model.decide(rows, sample.page.lines, kinds=sample.kinds)
                touched = bool((values >= classifier.DROP).any())
                odds.append(float(model.pages.odds(figures[None, :])[0]) if touched else -99.0)
        return round(sorted(odds, reverse=True)[int(TOUCHED * len(odds))] + 0.01, 2)

    def tallies(self) -> dict[str, Tally]:
        """Return the sums over the given crops by corpus and language, for `clean` with the models."""
        models = {
            fold: classifier.LineModel.of({**model, **self.settings, "lexicon": self.fit.lexicon(fold)})
            for fold, model in self.models.items()
        }
        sums: dict[str, Tally] = defaultdict(Tally)
        for sample in self.fit.samples:
            if sample.given:
                verdicts = ours(sample.page, models[sample.fold])
                for name in ("all", sample.page.corpus, sample.page.language):
                    sums[name].add(sample.page, verdicts)
        return sums


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--cost", default=90.0, help="Price of losing a line, by its share of the words.")
@click.option("--level", default=0.4, help="The level that becomes DROP.")
def main(folder: Path, cost: float, level: float) -> None:
    """Fit the line classifier to the pages of FOLDER and write it into the package."""
    paths = [folder / "lines-residual.jsonl.gz", folder / "lines-full.jsonl.gz"]
    fit = Fit(read(paths[0]), read(paths[1]))
    validation = Validation(fit, cost, level)
    figures = {name: _rounded(tally) for name, tally in sorted(validation.tallies().items())}
    _, lines, titles = fit.line_forests(-1)
    model = validation.model(fit.lexicon(), lines, titles, fit.page_forest(validation.figures, -1))
    model["provenance"] = {
        "command": "python -m benchmarks.fit_cleaning ../shared/data/cleaning",
        "options": {"cost": cost, "level": level},
        "data": {path.name: digest(path) for path in paths},
        "validation": f"{FOLDS} folds, no site in two; gate, cost and level chosen on the same folds",
        "figures": figures,
        "features": list(NAMES),
    }
    TARGET.write_text(_written(model), encoding="utf-8")
    for name, row in figures.items():
        click.echo(f"{name:20} " + "  ".join(f"{key} {value}" for key, value in row.items()))
    click.echo(f"gate {validation.settings['gate']}; {TARGET.name}: {TARGET.stat().st_size} bytes")


def _rounded(tally: Tally) -> dict[str, float]:
    return {key: round(value, 4) for key, value in tally.figures().items() if key != "ms"}


def _written(model: Mapping[str, Any]) -> str:
    """Return the model as JSON, a line for each part."""
    parts = [
        f"{json.dumps(key)}: {json.dumps(model[key], ensure_ascii=False, separators=(',', ':'))}"
        for key in model
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
