"""How well translations are found: `python -m benchmarks.works ../shared/data/pairs`.

One table by corpus, whole (as one dossier) and as forty dossiers of 20 to 30 texts: precision, recall and
F1 over pairs of articles. Ours as linked by itself, and as it would be if the curator confirmed every
proposal that is likelier than not; beside it every single signal, mutual best at the threshold that suits
it best, chosen on the same texts. `--model` adds what an embedding model of a local folder makes of it,
`--dated` makes dated reports of the texts first. `--grow` prints seconds and memory of all links at 1,000,
3,000 and 10,000 generated articles instead.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from benchmarks.dated import dated, reports
from benchmarks.grow import grow
from benchmarks.pairs import Figures, Text, article, dossiers, figures, read
from build_dossier.embeddings import load_model
from build_dossier.link.compare import Compared, compare
from build_dossier.link.features import profile
from build_dossier.link.meaning import meanings
from build_dossier.link.works import CERTAIN, links, translations, works
from build_dossier.model import Article

SMALL = (20, 30)
COUNT = 40
SEED = 11
SIGNALS = (
    "numbers",
    "names",
    "words",
    "grams",
    "shape",
    "longer",
    "blocks",
    "margin",
    "step",
    "aligned",
    "titles",
)
LESS = frozenset({"longer", "blocks", "titles"})
"""Signals that speak against a translation."""

Groups = list[tuple[str, ...]]


def linked(articles: Sequence[Article]) -> Groups:
    """Return the works as the dossier has them without a curator."""
    return [work.articles for work in works(articles)]


def asked(model: Path) -> Callable[[Sequence[Article]], Groups]:
    """Return what finds the works as the dossier has them with a model."""
    encoder = load_model(model)
    return lambda articles: [
        work.articles for work in translations(articles, meant=meanings(articles, encoder))[0]
    ]


def likelier(articles: Sequence[Article]) -> Groups:
    """Return the pairs that are each other's best and likelier translations than not, works among them."""
    pairs = links([profile(one) for one in articles])
    return merged([(link.a, link.b) for link in pairs if link.probability >= 0.5], articles)


def merged(pairs: Sequence[tuple[str, str]], articles: Sequence[Article]) -> Groups:
    """Return the groups that the pairs make in their order, at most one article a language."""
    language = {one.id: one.language for one in articles}
    group = {one.id: {one.id} for one in articles}
    for one, other in pairs:
        left, right = group[one], group[other]
        if left is not right and not {language[a] for a in left} & {language[b] for b in right}:
            left |= right
            group.update(dict.fromkeys(right, left))
    return [tuple(members) for members in {id(members): members for members in group.values()}.values()]


def signal(name: str, sets: Sequence[Sequence[Text]], compared: Sequence[Sequence[Compared]]) -> Figures:
    """Return what one signal reaches over the dossiers at its best threshold."""
    scored: list[tuple[float, bool]] = []
    true = 0
    for texts, pairs in zip(sets, compared, strict=True):
        key = {text.id: text.key for text in texts}
        best = mutual(pairs, name)
        scored += ((value, key[one] == key[other]) for value, one, other in best)
        true += figures(texts, ()).missed
    found, right, top = 0, 0, Figures(0, 0, true)
    for _, is_right in sorted(scored, reverse=True):
        found, right = found + 1, right + is_right
        now = Figures(right, found - right, true - right)
        top = max(top, now, key=lambda one: one.f1)
    return top


def mutual(pairs: Sequence[Compared], name: str) -> list[tuple[float, str, str]]:
    """Return the pairs that are each other's best by one signal."""
    sign = -1.0 if name in LESS else 1.0
    scored = [
        (
            sign * pair.features[name],
            pair.one.article,
            pair.other.article,
            pair.one.language,
            pair.other.language,
        )
        for pair in pairs
    ]
    best: dict[tuple[str, str], tuple[float, str, str]] = {}
    for value, one, other, here, there in sorted(scored, reverse=True):
        best.setdefault((one, there), (value, one, other))
        best.setdefault((other, here), (value, one, other))
    return [
        (value, one, other)
        for value, one, other, here, there in scored
        if best[one, there] == best[other, here] == (value, one, other)
    ]


def measured(
    finder: Callable[[Sequence[Article]], Groups], sets: Sequence[Sequence[Text]]
) -> tuple[Figures, float]:
    """Return what a finder reaches over the dossiers, and its milliseconds a text."""
    total, seconds = Figures(), 0.0
    for texts in sets:
        articles = [article(text) for text in texts]
        started = time.process_time()
        groups = finder(articles)
        seconds += time.process_time() - started
        total.add(figures(texts, groups))
    return total, 1000 * seconds / sum(map(len, sets))


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--grow", "growing", is_flag=True, help="Measure seconds and memory instead.")
@click.option("--model", type=click.Path(path_type=Path), help="An embedding model's folder, to ask too.")
@click.option("--dated", "reported", is_flag=True, help="Make dated reports of the texts first.")
def main(folder: Path, growing: bool, model: Path | None, reported: bool) -> None:
    """Print one table of ways to find the translations among the texts of FOLDER."""
    if growing:
        grow(folder)
        return
    finders: list[tuple[str, Callable[[Sequence[Article]], Groups]]] = [
        (f"ours, linked at {CERTAIN}", linked),
        ("ours, likelier than not", likelier),
        *([(f"ours, linked with {model.name}", asked(model))] if model else []),
    ]
    for corpus, texts in read(folder).items():
        small = list((dated if reported else dossiers)(texts, COUNT, SMALL, SEED))
        whole = reports(texts, SEED) if reported else texts
        for name, sets in ((f"{corpus}, whole", [whole]), (f"{corpus}, {COUNT} small", small)):
            click.echo(f"\n{name:46}{'texts':>7}{'P':>8}{'R':>8}{'F1':>8}{'ms':>8}")
            for title, finder in finders:
                found, speed = measured(finder, sets)
                _row(title, sum(map(len, sets)), found, f"{speed:8.1f}")
            compared = [compare([profile(article(text)) for text in texts]) for texts in sets]
            for one in SIGNALS:
                _row(f"{one} alone", sum(map(len, sets)), signal(one, sets, compared), "")


def _row(title: str, texts: int, found: Figures, speed: str) -> None:
    click.echo(f"{title:46}{texts:7}{found.precision:8.3f}{found.recall:8.3f}{found.f1:8.3f}{speed}")


if __name__ == "__main__":
    main()
