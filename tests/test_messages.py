"""The catalogues: whatever the code can say, it can say in every language of the interface."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from build_dossier import messages
from build_dossier.messages.extract import msgids
from build_dossier.messages.update import refreshed, write
from build_dossier.model import Message

FOLDER = Path(messages.__file__).parent
TRANSLATED = tuple(code for code in messages.available() if code != messages.DEFAULT)
PLACE = re.compile(r"\{(\w+)(?::[^}]*)?\}")


@cache
def _catalog(code: str) -> Catalog:
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code.replace("-", "_"))


@cache
def _msgids() -> Mapping[str, str]:
    return msgids()


def _strings(catalog: Catalog, msgid: str) -> list[str]:
    message = catalog.get(msgid)
    if message is None:
        return []
    return list(message.string) if isinstance(message.string, list | tuple) else [str(message.string)]


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_sentence_is_translated(code: str) -> None:
    """Each msgid of code, templates and packs has a translation that is not empty."""
    catalog = _catalog(code)
    missing = [one for one in _msgids() if not all(_strings(catalog, one) or [""])]
    assert not missing, (
        f"{code}.po lacks {missing}; run python -m build_dossier.messages.update and translate"
    )


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_have_the_same_places(code: str) -> None:
    """A translation names the places of its msgid; only a plural form may leave out the number."""
    catalog = _catalog(code)
    for one, many in _msgids().items():
        wanted = set(PLACE.findall(one + many))
        for text in _strings(catalog, one):
            found = set(PLACE.findall(text))
            assert found == wanted or (many and found == wanted - {"n"}), f"{code}: {one!r} -> {text!r}"


@pytest.mark.parametrize("code", (*TRANSLATED, "en"))
def test_plurals_have_every_form(code: str) -> None:
    """A plural msgid has as many translations as the language has forms."""
    catalog = _catalog(code)
    for one, many in _msgids().items():
        if many:
            assert len(_strings(catalog, one)) == catalog.num_plurals, f"{code}: {one!r}"


@pytest.mark.parametrize("code", (*TRANSLATED, "en"))
def test_nothing_in_a_catalogue_is_left_over(code: str) -> None:
    """A catalogue holds only what the code says."""
    ids = [message.id for message in _catalog(code)]
    held = {id[0] if isinstance(id, tuple | list) else id for id in ids}
    assert held - {""} <= set(_msgids()), f"{code}.po: run python -m build_dossier.messages.update"


def test_dates_and_plurals_follow_the_language() -> None:
    """One message, said in four languages, differs by their rules."""
    message = Message.of("{n} event", "{n} events", n=2)
    said = [messages.catalogue(code).say(message) for code in ("en", "de", "fr", "id")]
    assert said == ["2 events", "2 Ereignisse", "2 événements", "2 peristiwa"]


def test_extraction_sees_calls_choices_templates_and_packs(tmp_path: Path) -> None:
    """A msgid is found wherever the code can say one."""
    (tmp_path / "pages/templates").mkdir(parents=True)
    (tmp_path / "languages").mkdir()
    (tmp_path / "a.py").write_text('Message.of("one" if x else "two", n=1)\nwords.plural("a", "b", n)\n')
    (tmp_path / "pages/templates/b.html").write_text('{{ _("three") }}{{ ngettext("c", "d", n) }}')
    (tmp_path / "languages/xx.toml").write_text('[[boilerplate]]\nreason = "four"\n')
    assert msgids(tmp_path) == {"a": "b", "c": "d", "four": "", "one": "", "three": "", "two": ""}


def test_refreshing_keeps_translations_and_marks_what_is_new(tmp_path: Path) -> None:
    """A refreshed catalogue reads back: the old translation kept, the new msgid empty, the rest gone."""
    old = Catalog(locale="de")
    old.add("kept", "behalten")
    old.add("gone", "fort")
    entries = refreshed(old, {"kept": "", "{n} new": "{n} news"})
    write(tmp_path / "de.po", old.plural_forms, entries)
    with (tmp_path / "de.po").open("rb") as file:
        new = read_po(file, locale="de")
    assert _strings(new, "kept") == ["behalten"]
    assert _strings(new, "{n} new") == ["", ""]
    assert new.get("gone") is None
