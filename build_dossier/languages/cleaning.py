r"""The sections `cleaning` and `structure` of the language packs as typed values.

```toml
[cleaning]
share = ["Bagikan", "Salin tautan"]     # words of share bars, compared without case
[[cleaning.boilerplate]]
id = "id.font-size-widget"
pattern = '^(A\s+){2,}A?\s*Pengaturan Font$'
role = "widget"
reason = "buttons for the size of the letters"
drop = ["A   A   A   Pengaturan Font"]
keep = ["A. Pengaturan font baru diumumkan hari ini."]
[[cleaning.metadata]]
id = "id.editor"
pattern = '^Redaktur\s*:\s*(?P<value>.+)$'
role = "editor"
take = { "Redaktur : Lili Lestari" = "Lili Lestari" }
keep = ["Redaktur: seorang yang menyunting naskah, kata kamus itu."]
```

A rule that fails its own lines is refused with `PackError`. Rules see lines of at most `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, get_args

from build_dossier.errors import PackError
from build_dossier.languages import section
from build_dossier.languages.reasons import METADATA_REASONS, REASONS
from build_dossier.model import Message, Role

__all__ = [
    "LONGEST", "BoilerplateRule", "CleaningPack", "MetadataRule", "StructurePack", "cleaning_pack",
    "has_name_shape",
    "structure_pack",
]  # fmt: skip

LONGEST = 400
"""Characters a line may have to be matched: longer ones are text, and patterns stay cheap."""

Where = Literal["any", "top", "bottom", "edge"]
"""Where on the page a rule is sure: above the text, below it, on either side, or anywhere."""

Shape = Literal["any", "names", "date"]
"""What a metadata value must look like."""


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """A kind of line that is no part of an article."""

    id: str
    pattern: re.Pattern[str]
    role: Role
    reason: Message
    where: Where = "any"
    opens: bool = False
    """True for the heading of a list of such lines ("Related articles")."""

    def matches(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole stripped line, None when the rule says nothing of it."""
        return self.pattern.search(text)


@dataclass(frozen=True, slots=True)
class MetadataRule:
    """A kind of line that states something about the article."""

    id: str
    pattern: re.Pattern[str]
    role: Role
    reason: Message
    where: Where = "any"
    shape: Shape = "any"
    weak: bool = False
    """True when it states less than its role says: an update's date is not the publication's."""
    joiners: frozenset[str] = frozenset()
    """Small words that may stand between names."""
    agencies: frozenset[str] = frozenset()
    """Names that are written small."""

    def take(self, text: str) -> str | None:
        """Return the stated value of a stripped line, None when the rule says nothing of it."""
        match = self.pattern.search(text)
        value = match["value"].strip(" \t\u00a0|·•,;") if match else ""
        if self.shape == "names" and not has_name_shape(value, self.joiners, self.agencies):
            return None
        if self.shape == "date" and not any(char.isdigit() for char in value):
            return None
        return value or None


@dataclass(frozen=True, slots=True)
class CleaningPack:
    """What is known of a language's page leftovers; English ones too, they stand everywhere."""

    boilerplate: tuple[BoilerplateRule, ...] = ()
    metadata: tuple[MetadataRule, ...] = ()
    any_boilerplate: re.Pattern[str] = re.compile(r"(?!)")
    """Matches whatever some boilerplate rule may match: most lines need only this one look."""
    any_metadata: re.Pattern[str] = re.compile(r"(?!)")
    share: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    date_words: frozenset[str] = frozenset()
    caption_marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class StructurePack:
    """What is known of how one language's articles are built."""

    first_person: frozenset[str] = frozenset()
    """Words by which someone speaks of himself."""
    headings: frozenset[str] = frozenset()
    """Words that head a section and are no one's name."""


@cache
def cleaning_pack(code: str) -> CleaningPack:
    """Return the cleaning knowledge for a language: its own, then English."""
    own, english = _own_cleaning(code), _own_cleaning("en")
    if code == "en":
        return own
    return _with_gates(
        CleaningPack(
            boilerplate=own.boilerplate + english.boilerplate,
            metadata=own.metadata + english.metadata,
            share=own.share | english.share,
            sections=own.sections | english.sections,
            date_words=own.date_words | english.date_words,
            caption_marks=own.caption_marks | english.caption_marks,
        )
    )


@cache
def structure_pack(code: str) -> StructurePack:
    """Return the structure knowledge for a language; empty where it has no pack."""
    table = section(code, "structure")
    where = f"languages/{code}.toml: structure"
    return StructurePack(_words(table, "first_person", where), _words(table, "headings", where))


def has_name_shape(
    value: str, joiners: frozenset[str] = frozenset(), agencies: frozenset[str] = frozenset()
) -> bool:
    """Tell whether a value is one or more names: few capitalised words, particles and joiners between."""
    words = [word for word in re.split(r"[\s,/&;|()]+", value) if word]
    if not 0 < len(words) <= 12 or len(value) > 120 or value.endswith(("!", "?", ":", "...", "…")):
        return False
    named = [word.casefold() in agencies or _is_capitalised(word) for word in words]
    small = [word for word, is_name in zip(words, named, strict=True) if not is_name]
    return any(named) and all(word.casefold().strip(".") in joiners for word in small)


def _is_capitalised(word: str) -> bool:
    """Tell whether a word begins as names do; scripts without capitals count."""
    first = word.lstrip("\"'‘’“„«(©@")[:1]
    return first.isupper() or (first.isalpha() and first.lower() == first.upper())


@cache
def _own_cleaning(code: str) -> CleaningPack:
    table = section(code, "cleaning")
    where = f"languages/{code}.toml: cleaning"
    small = (_words(table, "joiners", where), _words(table, "agencies", where))
    pack = CleaningPack(
        boilerplate=tuple(_boilerplate(entry, where) for entry in _tables(table, "boilerplate", where)),
        metadata=tuple(_metadata(entry, where, *small) for entry in _tables(table, "metadata", where)),
        share=_words(table, "share", where),
        sections=_words(table, "sections", where),
        date_words=_words(table, "date_words", where),
        caption_marks=_words(table, "caption_marks", where),
    )
    ids = [*(rule.id for rule in pack.boilerplate), *(rule.id for rule in pack.metadata)]
    for twice in {each for each in ids if ids.count(each) > 1}:
        raise PackError(f"{where}: rule {twice} stands there twice; rename one")
    return _with_gates(pack)


def _with_gates(pack: CleaningPack) -> CleaningPack:
    """Return the pack with its gates; rules that ask for a name last, the others need no further proof."""
    rules = sorted(pack.boilerplate, key=lambda rule: "name" in rule.pattern.groupindex)
    return replace(
        pack,
        boilerplate=tuple(rules),
        any_boilerplate=_gate(tuple(rule.pattern for rule in rules)),
        any_metadata=_gate(tuple(rule.pattern for rule in pack.metadata)),
    )


def _gate(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """Return one pattern that matches whatever one of the patterns matches."""
    bodies = [re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern in patterns]
    return re.compile("|".join(f"(?:{body})" for body in bodies) or r"(?!)", re.IGNORECASE)


def _words(table: Mapping[str, object], key: str, where: str) -> frozenset[str]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise PackError(f"{where}: {key} must be a list of words")
    return frozenset(str(word).casefold() for word in value)


def _tables(table: Mapping[str, object], key: str, where: str) -> list[Mapping[str, object]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise PackError(f"{where}: {key} must be a list of tables; write [[cleaning.{key}]]")
    return value


def _text(entry: Mapping[str, object], key: str, where: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise PackError(f"{where}: rule {entry.get('id', '?')} needs {key} as a text")
    return value


def _known(entry: Mapping[str, object], keys: str, where: str) -> None:
    for key in entry:
        if key not in keys.split():
            raise PackError(f"{where}: rule {entry.get('id', '?')} has {key}, which is not known; use {keys}")


def _choice(entry: Mapping[str, object], key: str, choices: tuple[str, ...], where: str) -> str:
    value = entry.get(key, choices[0])
    if value not in choices:
        raise PackError(f"{where}: rule {entry.get('id', '?')}: {key} must be one of {', '.join(choices)}")
    return str(value)


def _pattern(entry: Mapping[str, object], where: str) -> re.Pattern[str]:
    try:
        return re.compile(_text(entry, "pattern", where), re.IGNORECASE)
    except re.error as error:
        raise PackError(f"{where}: rule {entry.get('id', '?')}: pattern: {error}") from error


def _boilerplate(entry: Mapping[str, object], where: str) -> BoilerplateRule:
    _known(entry, "id pattern role reason where opens drop keep", where)
    reason = _text(entry, "reason", where)
    if reason not in REASONS:
        raise PackError(
            f"{where}: rule {entry.get('id', '?')}: reason must be one of languages/reasons.py: {reason}"
        )
    rule = BoilerplateRule(
        id=_text(entry, "id", where),
        pattern=_pattern(entry, where),
        role=_choice(entry, "role", get_args(Role)[9:], where),  # type: ignore[arg-type]
        reason=REASONS[reason],
        where=_choice(entry, "where", get_args(Where), where),  # type: ignore[arg-type]
        opens=entry.get("opens") is True,
    )
    for line in _proof(entry, "drop", where):
        if len(line) > LONGEST or not rule.matches(line):
            raise PackError(f"{where}: rule {rule.id} does not match its own drop line: {line}")
    for line in _proof(entry, "keep", where):
        if rule.matches(line):
            raise PackError(f"{where}: rule {rule.id} matches its own keep line: {line}")
    return rule


def _metadata(
    entry: Mapping[str, object], where: str, joiners: frozenset[str], agencies: frozenset[str]
) -> MetadataRule:
    _known(entry, "id pattern role where shape weak take keep", where)
    role = _choice(entry, "role", get_args(Role)[3:9], where)
    rule = MetadataRule(
        id=_text(entry, "id", where),
        pattern=_pattern(entry, where),
        role=role,  # type: ignore[arg-type]
        reason=METADATA_REASONS[role],
        where=_choice(entry, "where", get_args(Where), where),  # type: ignore[arg-type]
        shape=_choice(entry, "shape", get_args(Shape), where),  # type: ignore[arg-type]
        weak=entry.get("weak") is True,
        joiners=joiners,
        agencies=agencies,
    )
    if "value" not in rule.pattern.groupindex:
        raise PackError(f"{where}: rule {rule.id}: pattern needs a group named value")
    take = entry.get("take")
    if not isinstance(take, dict) or not take:
        raise PackError(f'{where}: rule {rule.id} needs take = {{ "line" = "value" }}')
    for line, value in take.items():
        if rule.take(line) != value:
            raise PackError(f"{where}: rule {rule.id} takes {rule.take(line)!r}, not {value!r}, from: {line}")
    for line in _proof(entry, "keep", where):
        if rule.take(line) is not None:
            raise PackError(f"{where}: rule {rule.id} matches its own keep line: {line}")
    return rule


def _proof(entry: Mapping[str, object], key: str, where: str) -> list[str]:
    value = entry.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(line, str) for line in value):
        raise PackError(f"{where}: rule {entry.get('id', '?')} needs {key} = [lines that prove it]")
    return value
