"""Refresh the catalogues: `python -m build_dossier.messages.update`.

Adds new msgids with an empty translation (in English with themselves), keeps what is translated and
drops what nothing says any more; prints what is left to translate.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from build_dossier.messages.extract import msgids

__all__ = ["Entry", "main", "refreshed", "write"]

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Entry:
    """A msgid, its plural (empty for none) and its translations, one for each plural form."""

    one: str
    many: str
    strings: tuple[str, ...]


def refreshed(old: Catalog, wanted: Mapping[str, str]) -> list[Entry]:
    """Return exactly the wanted msgids, with the old translations; English says the msgid itself."""
    out = []
    for one, many in wanted.items():
        known = old.get(one)
        string = known.string if known else ""
        strings = list(string) if isinstance(string, list | tuple) else [str(string)]
        count = old.num_plurals if many else 1
        strings = (strings + [""] * count)[:count]
        if str(old.locale) == "en" and not all(strings):
            strings = [one, many][:count]
        out.append(Entry(one, many, tuple(strings)))
    return out


def main() -> int:
    """Rewrite the catalogues; return 1 when something is left to translate."""
    wanted, missing = msgids(), 0
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            old = read_po(file, locale=path.stem.replace("-", "_"))
        entries = refreshed(old, wanted)
        for entry in entries:
            if not all(entry.strings):
                missing += 1
                sys.stdout.write(f"{path.name}: {entry.one!r} has no translation\n")
        write(path, old.plural_forms, entries)
    return 1 if missing else 0


def write(path: Path, plural_forms: str, entries: Iterable[Entry]) -> None:
    """Write a catalogue, its entries in their order, without dates, so that two runs give the same bytes."""
    lines = [
        f"# {path.stem} catalogue of build_dossier; python -m build_dossier.messages.update refreshes it."
    ]
    headers = {
        "Language": path.stem,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
    }
    lines += ['msgid ""', 'msgstr ""', *(f'"{name}: {value}\\n"' for name, value in headers.items())]
    for entry in entries:
        lines += ["", f"msgid {_quoted(entry.one)}"]
        if entry.many:
            lines.append(f"msgid_plural {_quoted(entry.many)}")
            lines += [f"msgstr[{n}] {_quoted(text)}" for n, text in enumerate(entry.strings)]
        else:
            lines.append(f"msgstr {_quoted(entry.strings[0])}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


if __name__ == "__main__":
    sys.exit(main())
