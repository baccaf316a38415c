"""How a large dossier holds: `python -m benchmarks.large` makes 300 articles in six languages, and pages.

It prints the time of each step and the largest pages. The articles are made up: their words say nothing about
how well anything is found, only how much there is of it. With `--write FOLDER` they are kept as seeds.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import click
from babel.dates import format_date

from build_dossier.model import Page, RawFile
from build_dossier.pages import Settings, pages
from build_dossier.pipeline import assemble

__all__ = ["articles", "main"]

FIRST_NAMES = (
    "Anna", "Jonas", "Marie", "Paul", "Siti", "Budi", "Carmen", "Luis", "Alice", "Henry", "Omar", "Layla",
    "Ingrid", "Tomas", "Nadia", "Viktor",
)  # fmt: skip
LAST_NAMES = (
    "Weber", "Keller", "Dubois", "Laurent", "Rahma", "Santoso", "Ortega", "Navarro", "Morgan", "Clarke",
    "Haddad", "Nasser", "Lindqvist", "Havel", "Petrova", "Brandt", "Okafor", "Tanaka",
)  # fmt: skip
PLACES = (
    "Husum", "Lille", "Surabaya", "Valencia", "Bristol", "Aleppo", "Rostock", "Nantes", "Medan", "Granada",
    "Leeds", "Basra", "Kassel", "Rennes", "Malang", "Oviedo", "Exeter", "Homs",
)  # fmt: skip
SENTENCES = {
    "de": (
        "Am {date} eröffnete {who} in {where} die neue Brücke über den Fluss.",
        "{who} sagte am {date} in {where}, der Haushalt werde neu verhandelt.",
        "Das Gericht in {where} verurteilte {who} am {date} zu einer Geldstrafe.",
        "Nach Angaben der Behörden trat {who} am {date} von allen Ämtern zurück.",
        "Die Ermittlungen in {where} dauern an, und niemand will sich dazu äußern.",
    ),
    "en": (
        "On {date} {who} opened the new bridge over the river in {where}.",
        "{who} said in {where} on {date} that the budget would be negotiated again.",
        "The court in {where} fined {who} on {date}.",
        "According to officials, {who} resigned from every office on {date}.",
        "The investigation in {where} goes on, and nobody wants to comment on it.",
    ),
    "fr": (
        "Le {date}, {who} a inauguré à {where} le nouveau pont sur le fleuve.",
        "{who} a déclaré le {date} à {where} que le budget serait renégocié.",
        "Le tribunal de {where} a condamné {who} le {date} à une amende.",
        "Selon les autorités, {who} a démissionné de toutes ses fonctions le {date}.",
        "L'enquête se poursuit à {where}, et personne ne souhaite la commenter.",
    ),
    "es": (
        "El {date} {who} inauguró en {where} el nuevo puente sobre el río.",
        "{who} dijo el {date} en {where} que el presupuesto se negociaría de nuevo.",
        "El tribunal de {where} multó a {who} el {date}.",
        "Según las autoridades, {who} dimitió de todos sus cargos el {date}.",
        "La investigación continúa en {where}, y nadie quiere comentarla.",
    ),
    "id": (
        "Pada {date} {who} meresmikan jembatan baru di atas sungai di {where}.",
        "{who} mengatakan pada {date} di {where} bahwa anggaran akan dirundingkan lagi.",
        "Pengadilan di {where} mendenda {who} pada {date}.",
        "Menurut pihak berwenang, {who} mengundurkan diri dari semua jabatan pada {date}.",
        "Penyelidikan di {where} masih berlanjut, dan tidak ada yang mau berkomentar.",
    ),
    "ar": (
        "افتتح {who} في {where} يوم {date} الجسر الجديد فوق النهر.",
        "قال {who} في {where} يوم {date} إن الميزانية ستخضع للتفاوض من جديد.",
        "حكمت المحكمة في {where} على {who} بغرامة يوم {date}.",
        "وبحسب السلطات استقال {who} من جميع مناصبه يوم {date}.",
        "لا يزال التحقيق في {where} مستمرا ولا أحد يريد التعليق عليه.",
    ),
}
FIRST = date(2021, 3, 1)
DAYS = 900
PARAGRAPHS = 8
CAST = 4
"""People of one story."""
VERSIONS = (1, 1, 1, 2, 3)
"""In how many languages a story is told; one of them by chance."""

Telling = tuple[int, date, str, str]
"""A sentence of a story: which one, the day, who and where."""


def articles(count: int, seed: int = 1) -> tuple[RawFile, ...]:
    """Return so many made-up articles, some of them translations, each with its date, alike in every run."""
    dice = random.Random(seed)
    out: list[RawFile] = []
    while len(out) < count:
        published = FIRST + timedelta(days=dice.randrange(DAYS))
        story = _story(published, dice)
        for language in dice.sample(list(SENTENCES), dice.choice(VERSIONS)):
            name = f"{len(out):04}-{language}.txt"
            out.append(RawFile(name, _article(language, published, story).encode()))
    return tuple(out[:count])


def _story(published: date, dice: random.Random) -> list[Telling]:
    cast = [f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)}" for _ in range(CAST)]
    where = dice.choice(PLACES)
    return [
        (
            dice.randrange(4),
            published - timedelta(days=int(dice.expovariate(1 / 12))),
            dice.choice(cast),
            where,
        )
        for _ in range(PARAGRAPHS + 1)
    ]


def _article(language: str, published: date, story: Sequence[Telling]) -> str:
    first, *others = story
    title = _sentence(language, first).rstrip(".")
    aside = SENTENCES[language][4].format(where=first[3])
    return "\n\n".join(
        [title, published.isoformat(), *(f"{_sentence(language, one)} {aside}" for one in others), ""]
    )


def _sentence(language: str, told: Telling) -> str:
    which, day, who, where = told
    dated = format_date(day, "long", locale=language)
    return SENTENCES[language][which].format(date=dated, who=who, where=where)


def _largest(made: Sequence[Page]) -> Sequence[Page]:
    return sorted(made, key=lambda page: -len(page.html.encode()))[:8]


@click.command()
@click.option("--articles", "count", default=300, help="How many.")
@click.option("--write", type=click.Path(path_type=Path), help="A folder to keep them in.")
def main(count: int, write: Path | None) -> None:
    """Build a large dossier in memory and print how long it takes and how large its pages are."""
    files = articles(count)
    if write:
        write.mkdir(parents=True, exist_ok=True)
        for file in files:
            (write / file.path).write_bytes(file.data)
    start = perf_counter()
    dossier = assemble(files)
    assembled = perf_counter()
    made = pages(dossier, Settings("Large"))
    done = perf_counter()
    click.echo(f"{len(files)} articles in {len(dossier.languages)} languages, {len(dossier.events)} events")
    click.echo(f"dossier {assembled - start:.1f} s, {len(made)} pages {done - assembled:.1f} s")
    for page in _largest(made):
        click.echo(f"{len(page.html.encode()) / 1024:8.0f} KB  {page.language}/{page.path}")


if __name__ == "__main__":
    main()
