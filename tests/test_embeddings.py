"""The optional model: a tiny one, made here, says what texts mean; none is asked where none is named."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from model2vec import StaticModel
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from build_dossier.embeddings import load_model
from build_dossier.errors import ModelError
from build_dossier.link.compare import compare
from build_dossier.link.features import profile
from build_dossier.link.meaning import Meanings, meanings, nearest
from build_dossier.link.related import related
from build_dossier.link.works import translations, works
from build_dossier.messages import english
from build_dossier.model import Article, Work
from tests.dossier_values import article
from tests.site.conftest import copy_project
from tests.test_works import seed

CONCEPTS = (
    ("erdbeben", "séisme", "beben"),
    ("wahl", "élection", "stimmen"),
    ("brücke", "pont", "bauen"),
    ("schule", "école", "lehrer"),
    ("fluss", "rivière", "wasser"),
    ("zug", "train", "bahnhof"),
)
"""Words that mean much the same to the tiny model, German and French."""


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Save a model that knows the words of `CONCEPTS` and nothing else."""
    words = [word for concept in CONCEPTS for word in concept]
    tokenizer = Tokenizer(models.WordLevel({"?": 0, **{word: at + 1 for at, word in enumerate(words)}}, "?"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = np.zeros((len(words) + 1, len(CONCEPTS)), dtype=np.float32)
    for at in range(len(words)):
        vectors[at + 1, at // len(CONCEPTS[0])] = 1.0
    folder = tmp_path_factory.mktemp("models") / "tiny"
    StaticModel(vectors, tokenizer).save_pretrained(folder)
    return folder


def about(number: int, language: str, words: Sequence[str]) -> Article:
    """Return a text that shares no number, name or length with another."""
    text = " ".join(words)
    return article(f"{language}-{number}", [f"{text} {text}"] * (number + 1), language, words[0].capitalize())


def german_and_french() -> list[Article]:
    """Return a text a concept in German and another in French, of other lengths."""
    german = [about(at, "de", (concept[0], concept[2])) for at, concept in enumerate(CONCEPTS)]
    return german + [about(at, "fr", (concept[1],)) for at, concept in enumerate(CONCEPTS)]


def test_texts_that_mean_the_same_are_near_across_languages(tiny: Path) -> None:
    """The nearest of each German text is the French one on the same subject, and no word is shared."""
    texts = german_and_french()
    meant = meanings(texts, load_model(tiny))
    assert nearest([(one.id,) for one in texts], meant, 1).keys() == {(at, at + 6) for at in range(6)}
    assert meant.likeness("de-0", "fr-0") > 0.9
    assert meant.likeness("de-0", "fr-1") < 0.1


def margins(texts: Sequence[Article], meant: Meanings | None) -> dict[tuple[str, str], float]:
    """Return how much better each pair that is looked at fits than its best rival."""
    profiles = [profile(one, meant.rows[one.id] if meant else None) for one in texts]
    return {(pair.one.article, pair.other.article): pair.features["margin"] for pair in compare(profiles)}


def test_meaning_sets_translations_off_from_their_rivals(tiny: Path) -> None:
    """With the model each true pair is looked at and fits much better than what else there is."""
    texts = german_and_french()
    plain, asked = margins(texts, None), margins(texts, meanings(texts, load_model(tiny)))
    for pair in ((f"de-{at}", f"fr-{at}") for at in range(6)):
        assert asked[pair] > plain.get(pair, 0.0) + 0.3


@pytest.mark.parametrize(("one", "other"), [(1, 3), (1, 4), (2, 3), (2, 4)])
def test_meaning_alone_makes_no_translation(one: int, other: int) -> None:
    """Two papers' own reports stay two works though a model takes them to mean exactly the same."""
    texts = [seed(one), seed(other)]
    same = Meanings("sure", {text.id: np.array([1.0], dtype=np.float32) for text in texts})
    made, _ = translations(texts, meant=same)
    assert [work.articles for work in made] == [(text.id,) for text in texts]


def test_a_work_says_how_alike_the_model_takes_its_versions(tiny: Path) -> None:
    """The sentence names the model; without one there is no such sentence."""
    texts = [about(0, "de", ("erdbeben",)), about(0, "fr", ("séisme",))]
    same = [frozenset(one.id for one in texts)]
    (work,), _ = translations(texts, same, meant=meanings(texts, load_model(tiny)))
    (plain,), _ = translations(texts, same)
    assert english(work.evidence[-1]) == "alike in meaning to the model tiny (1)"
    assert work.evidence[:-1] == plain.evidence


def test_works_alike_in_meaning_are_related_with_that_reason(tiny: Path) -> None:
    """What shares neither name nor day nor rare word is related by the model alone, and says so."""
    texts = [*german_and_french(), about(7, "de", ("stimmen", "wahl"))]
    alone = [Work((one.id,)) for one in texts]
    assert related(texts, alone, [], []) == ()
    found = related(texts, alone, [], [], meanings(texts, load_model(tiny)))
    pairs = {frozenset((one.a, one.b)): english(one.reasons[-1]) for one in found}
    assert pairs.keys() >= {frozenset((f"de-{at}", f"fr-{at}")) for at in range(6)}
    assert frozenset(("de-7", "de-1")) in pairs
    assert all(reason.startswith("alike in meaning to the model tiny (") for reason in pairs.values())
    assert len(pairs) <= 8


def test_a_text_of_unknown_words_has_no_meaning(tiny: Path) -> None:
    """Its vector is zero, so it is near to nothing; an empty text is no failure."""
    texts = [article("a", [""], "de", ""), article("b", ["Unbekanntes"], "de", "Neues")]
    meant = meanings(texts, load_model(tiny))
    assert not meant.rows["a"].any()
    assert not meant.rows["b"].any()
    assert nearest([("a",), ("b",)], meant, 5) == {}
    assert [work.articles for work in works(texts)] == [("a",), ("b",)]


# --- the folder -----------------------------------------------------------------------------------


def broken(tiny: Path, folder: Path, name: str, content: bytes | None) -> Path:
    shutil.copytree(tiny, folder)
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("model.safetensors", b"no tensors", "cannot be used"),
        ("model.safetensors", None, "cannot be used"),
        ("tokenizer.json", b"{}", "cannot be used"),
        ("config.json", b"\xff\xfe", "cannot be used"),
        ("modules.json", b"{", "modules.json cannot be used"),
        ("modules.json", b'{"type": 1}', "modules.json cannot be used"),
    ],
)
def test_a_broken_model_is_named_in_one_line(
    tiny: Path, tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """The line names the folder and the remedy."""
    folder = broken(tiny, tmp_path / "broken", name, content)
    with pytest.raises(ModelError) as caught:
        load_model(folder)
    line = str(caught.value)
    assert str(folder) in line
    assert said in line
    assert "take `embeddings` out of mkdocs.yml" in line
    assert "\n" not in line


def test_a_folder_without_a_model_is_never_looked_for_elsewhere(tmp_path: Path) -> None:
    """Neither an empty folder nor a name that a hub may know is downloaded."""
    for folder in (tmp_path, tmp_path / "minishlab" / "potion-base-8M"):
        with pytest.raises(ModelError, match="holds no model"):
            load_model(folder)


def test_a_missing_package_is_named_with_the_command(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever names a model without the extra reads what to install."""
    monkeypatch.setitem(sys.modules, "model2vec", None)
    load_model.cache_clear()
    with pytest.raises(ModelError, match="pip install model2vec"):
        load_model(tiny)
    load_model.cache_clear()


class Transformer:
    """Stands in for sentence-transformers, which needs torch: gives two numbers a text."""

    def __init__(self, folder: str, *, device: str, local_files_only: bool) -> None:
        assert local_files_only
        assert device == "cpu"
        self.folder = folder

    def encode(self, texts: list[str], *, show_progress_bar: bool) -> list[list[float]]:
        assert not show_progress_bar
        assert os.environ["HF_HUB_OFFLINE"] == "1"
        return [[float(len(text)), 1.0] for text in texts]


def test_a_model_with_a_transformer_goes_to_sentence_transformers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what `modules.json` lists; it is loaded from the folder alone."""
    package = SimpleNamespace(SentenceTransformer=Transformer)
    monkeypatch.setitem(sys.modules, "sentence_transformers", package)
    listed = [{"type": f"sentence_transformers.models.{name}"} for name in ("Transformer", "Pooling")]
    (tmp_path / "modules.json").write_text(json.dumps(listed), encoding="utf-8")
    assert load_model(tmp_path).encode(["ab", "c"]).tolist() == [[2.0, 1.0], [1.0, 1.0]]


# --- the project ----------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project with two reports that share nothing but what they are about."""
    copy_project(tmp_path)
    for old in (tmp_path / "seeds").iterdir():
        old.unlink()
    for number, text in enumerate(
        ("Das Erdbeben und das Beben kamen nachts.", "Das Erdbeben war ein Beben.")
    ):
        whole = f"Bericht {'AB'[number]}\n\n2024-0{number + 1}-05\n\n{text}\n\nDanach war es wieder still.\n"
        (tmp_path / "seeds" / f"{number}.txt").write_text(whole, encoding="utf-8")
    return tmp_path


def run(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=root, capture_output=True, text=True, check=False, timeout=120
    )


def named(root: Path, folder: str) -> None:
    config = root / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("- dossier:", f"- dossier:\n      embeddings: {folder}"), encoding="utf-8")


def test_a_project_that_names_a_model_is_built_with_it(root: Path, tiny: Path) -> None:
    """The setting is a folder beside mkdocs.yml; what the model found is in dossier.json, with its name."""
    shutil.copytree(tiny, root / "models" / "tiny")
    named(root, "models/tiny")
    done = run(root, "-m", "build_dossier", "build")
    assert done.returncode == 0, done.stderr
    assert "alike in meaning to the model tiny" in (root / "site" / "dossier.json").read_text(
        encoding="utf-8"
    )


def test_a_folder_that_is_missing_stops_the_build_in_one_line(root: Path) -> None:
    """The sites that stood there stand there still."""
    named(root, "models/none")
    done = run(root, "-m", "build_dossier", "build")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "models/none holds no model" in done.stderr
    assert not (root / "site").exists()
    plain = run(root, "-m", "mkdocs", "build")
    assert plain.returncode == 1
    assert "models/none holds no model" in plain.stderr


def test_without_the_setting_no_model_is_loaded(root: Path) -> None:
    """Off by default: the packages are not even imported."""
    code = (
        "import sys; from pathlib import Path; from build_dossier.folder import dossier_of_folder; "
        "dossier = dossier_of_folder(Path('seeds')); "
        "print(len(dossier.articles), sorted({'model2vec', 'tokenizers'} & sys.modules.keys()))"
    )
    done = run(root, "-c", code)
    assert done.stdout == "2 []\n", done.stderr
