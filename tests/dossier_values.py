"""Small factories of model values for tests: an article from plain paragraphs, a date, a name, a work."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from build_dossier.model import (
    Article,
    Block,
    BlockKind,
    DateMention,
    Days,
    Document,
    Entity,
    Fact,
    Language,
    Line,
    Mention,
    Message,
    Published,
    Source,
    TimeExpression,
    Variant,
    Work,
)

__all__ = [
    "article",
    "day_span",
    "entity",
    "expression",
    "mention",
    "place",
    "published_on",
    "seeds",
    "work",
]

CAPTION = -2
TITLE = -1


def article(
    identity: str,
    paragraphs: Sequence[str],
    language: str = "id",
    title: str = "Judul",
    *,
    stated: str = "",
    ruled: bool = False,
    caption: str = "",
    kinds: Mapping[int, BlockKind] | None = None,
    facts: Mapping[str, str] | None = None,
) -> Article:
    """Return an article whose source is its title, its caption if any, and one line a paragraph."""
    texts = [title, *([caption] if caption else []), *paragraphs]
    first = len(texts) - len(paragraphs)
    text = "\n".join(texts)
    source = Source(f"{identity}.txt", hashlib.sha256(text.encode()).hexdigest(), text)
    starts = [sum(len(line) + 1 for line in texts[:number]) for number in range(len(texts))]
    lines = tuple(
        Line(number + 1, start, start + len(line), "keep", "paragraph", "test", Message.of("kept"))
        for number, (start, line) in enumerate(zip(starts, texts, strict=True))
    )
    blocks = tuple(
        Block(
            f"p-{hashlib.sha256(f'{identity} {at} {body}'.encode()).hexdigest()[:8]}",
            (kinds or {}).get(at, "paragraph"),
            body,
            ((0, starts[first + at]),),
            (first + at + 1,),
        )
        for at, body in enumerate(paragraphs)
    )
    known = {key: Fact(value) for key, value in (facts or {}).items()}
    if caption:
        known["caption"] = Fact(caption, line=2)
    date_fact = Fact(stated, "ruled" if ruled else "stated") if stated else None
    document = Document(identity, source, Language(language))
    return Article(identity, identity, document, Fact(title, line=1), lines, blocks, known, date_fact)


def place(text: Article, words: str, block: int | None = None) -> tuple[int, int, int]:
    """Return the block, block start and block end of the first place where the words stand."""
    for at in [block] if block is not None else [TITLE, CAPTION, *range(len(text.blocks))]:
        found = _text(text, at).find(words)
        if found >= 0:
            return at, found, found + len(words)
    raise AssertionError(f"{words!r} does not stand in {text.id}")


def _text(text: Article, block: int) -> str:
    if block == TITLE:
        return text.title.value
    if block == CAPTION:
        return text.facts["caption"].value if "caption" in text.facts else ""
    return text.blocks[block].text


def _offset(text: Article, block: int, at: int) -> int:
    if block >= 0:
        return text.blocks[block].source_offset(at)
    return at if block == TITLE else len(text.title.value) + 1 + at


def expression(
    text: Article, words: str, shape: Any, block: int | None = None, **values: Any
) -> TimeExpression:
    """Return the expression that these words of the article are, with the values they state."""
    at, start, end = place(text, words, block)
    return TimeExpression(text.id, at, start, end, words, shape, language=text.language, **values)


def day_span(value: str) -> Days:
    """Return the days of an ISO day, month or year, or of `first/last`, both ends included."""
    if "/" in value:
        first, last = value.split("/")
        return Days(day_span(first).lo, day_span(last).hi)
    numbers = [int(part) for part in value.split("-")]
    if len(numbers) == 3:
        return Days.one(date(*numbers))
    if len(numbers) == 2:
        year, month = numbers
        return Days(date(year, month, 1), date(year + month // 12, month % 12 + 1, 1))
    return Days(date(numbers[0], 1, 1), date(numbers[0] + 1, 1, 1))


def mention(
    text: Article,
    words: str,
    days: str | None,
    block: int | None = None,
    *,
    shape: Any = "date",
    kind: Any = "explicit",
    edtf: str = "",
    conflict: Any = None,
    doubtful: bool = False,
    daypart: Any = "",
    **values: Any,
) -> DateMention:
    """Return the resolved date of these words; `days` as in `day_span`, None for what has no place."""
    said = expression(text, words, shape, block, daypart=daypart, **values)
    return DateMention(
        text.id,
        said.block,
        said.start,
        said.end,
        _offset(text, said.block, said.start),
        _offset(text, said.block, said.end),
        words,
        edtf or (days or ""),
        day_span(days) if days else None,
        Message.of("a test says so"),
        kind,
        said,
        daypart,
        conflict,
        doubtful,
    )


def published_on(first: str, last: str = "", basis: Any = "stated") -> Published:
    """Return when something was published: one day, or the days from `first` to `last`."""
    if not first:
        return Published(None, "", "unknown")
    if not last or last == first:
        return Published(day_span(first), first, basis)
    days = day_span(f"{first}/{last}")
    joint = "," if days.hi - days.lo == timedelta(days=2) else ".."
    return Published(days, f"[{first}{joint}{last}]", basis)


def entity(
    name: str,
    articles: Iterable[Article],
    *spellings: str,
    kind: Any = "person",
) -> Entity:
    """Return the entity with every place where its name or a spelling stands, longest first."""
    forms = sorted({name, *spellings}, key=lambda form: (-len(form), form))
    found: list[Mention] = []
    for text in articles:
        for block in [TITLE, CAPTION, *range(len(text.blocks))]:
            found += _mentions(text, block, forms)
    variants = tuple(
        Variant(form, sum(item.text == form for item in found)) for form in sorted({name, *spellings})
    )
    slug = "-".join(name.lower().split())
    return Entity(slug, name, kind, variants, tuple(found))


def _mentions(text: Article, block: int, forms: Sequence[str]) -> list[Mention]:
    body, found = _text(text, block), list[Mention]()
    at = 0
    while at < len(body):
        form = next((form for form in forms if body.startswith(form, at)), "")
        if form:
            end = at + len(form)
            start, stop = _offset(text, block, at), _offset(text, block, end)
            found.append(Mention(text.id, block, at, end, start, stop, form))
        at += len(form) or 1
    return found


def work(*articles: Article, alignment: Sequence[Sequence[int]] | None = None) -> Work:
    """Return the work of these translations, their blocks aligned one to one unless told otherwise."""
    rows = alignment
    if rows is None:
        count = min(len(text.blocks) for text in articles)
        rows = [[at] * len(articles) for at in range(count)]
    return Work(tuple(text.id for text in articles), alignment=tuple(tuple(row) for row in rows))


def seeds() -> tuple[Article, ...]:
    """Return the five seeds with their lines as paragraphs: enough to test dates without the other stages."""
    folder = Path(__file__).parent.parent / "seeds"
    found = []
    for path in sorted(folder.glob("*.txt")):
        lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        stated = next((line[-10:] for line in lines[:3] if line[-10:].replace("-", "").isdigit()), "")
        caption = next((line for line in lines[:5] if "(kanan)" in line), "")
        language = {"000": "id", "001": "de", "002": "fr"}.get(path.name[:3], "id")
        body = [line for line in lines[1:] if line != caption and not (stated and line.endswith(stated))]
        found.append(article(path.name[:3], body, language, lines[0], stated=stated, caption=caption))
    return tuple(found)
