"""The public face for other programs: an article and a dossier as plain JSON values.

The shapes are described by `schema/article.json` and `schema/dossier.json`; `SCHEMA_VERSION` changes
when a field changes its meaning or goes away. Messages are said in English here, whatever the site's
languages are. Days are ISO dates, spans of days half-open `[lo, hi)`, offsets `str` offsets into the
decoded source.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from importlib import resources
from typing import Any

from build_dossier.messages import english
from build_dossier.model import (
    Article,
    Block,
    Comparison,
    Conflict,
    DateMention,
    Difference,
    Dossier,
    Edition,
    Entity,
    Event,
    Evidence,
    Line,
    Passage,
    Published,
    Work,
)

__all__ = ["SCHEMA_VERSION", "article_json", "article_records", "dossier_json", "dossier_record", "schema"]

SCHEMA_VERSION = "1.0"

Record = dict[str, Any]
"""A JSON object."""


def schema(name: str) -> Record:
    """Return the JSON Schema named `article` or `dossier`."""
    text = (resources.files("build_dossier") / "schema" / f"{name}.json").read_text(encoding="utf-8")
    value: Record = json.loads(text)
    return value


def article_json(dossier: Dossier) -> str:
    """Return JSON Lines: one object an article, in the order of the dossier, each line ended."""
    return "".join(_dumps(record) + "\n" for record in article_records(dossier))


def dossier_json(dossier: Dossier) -> str:
    """Return the whole dossier as one JSON object, its articles included, ended by a newline."""
    return _dumps(dossier_record(dossier)) + "\n"


def article_records(dossier: Dossier) -> list[Record]:
    """Return one plain object an article, in the order of the dossier."""
    dates: dict[str, list[DateMention]] = {article.id: [] for article in dossier.articles}
    for mention in dossier.dates:
        dates[mention.article].append(mention)
    named = _entities_by_article(dossier.entities)
    parts: dict[str, list[str]] = {}
    for article in dossier.articles:
        if article.document.part:
            parts.setdefault(article.source.path, []).append(article.id)
    return [
        {
            **_article(article, dossier.published[article.id], parts.get(article.source.path, ())),
            "dates": [_date(mention) for mention in dates[article.id]],
            "entities": named.get(article.id, []),
        }
        for article in dossier.articles
    ]


def dossier_record(dossier: Dossier) -> Record:
    """Return the dossier as one plain object."""
    articles = {article.id: article for article in dossier.articles}
    return {
        "schema": SCHEMA_VERSION,
        "languages": list(dossier.languages),
        "articles": article_records(dossier),
        "works": [list(work.articles) for work in dossier.works],
        "work_evidence": [_work(work) for work in dossier.works if len(work.articles) > 1],
        "differences": [
            _difference(articles, work, one)
            for work in dossier.works
            for one in dossier.differences.get(work.articles, ())
        ],
        "related": [
            {
                "a": pair.a,
                "b": pair.b,
                "score": _score(pair.score),
                "reasons": [english(reason) for reason in pair.reasons],
            }
            for pair in dossier.related
        ],
        "editions": [_edition(edition) for edition in dossier.editions],
        "proposals": [{"a": one.a, "b": one.b, "score": _score(one.score)} for one in dossier.proposals],
        "entities": [_entity(entity) for entity in dossier.entities],
        "events": [_event(event) for event in dossier.events],
        "hidden_events": [_event(event) for event in dossier.hidden],
        "claims": [_comparison(articles, id, one) for id, found in dossier.claims.items() for one in found],
        "problems": [
            {
                "severity": problem.severity,
                "path": problem.path,
                "line": problem.line,
                "message": english(problem.message),
            }
            for problem in dossier.problems
        ],
    }


def _dumps(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=False)


def _score(value: float) -> float:
    return round(value, 4)


def _fact(article: Article, name: str) -> str | None:
    fact = article.facts.get(name)
    return fact.value if fact else None


def _article(article: Article, published: Published, parts: Sequence[str]) -> Record:
    """Return what an article itself says; `parts` are the ids of all articles of its source."""
    language = article.document.language
    return {
        "schema": SCHEMA_VERSION,
        "id": article.id,
        "source": article.source.path,
        "sha256": article.source.sha256,
        "encoding": article.source.encoding,
        "same_source": [id for id in parts if id != article.id],
        "language": {
            "code": language.code,
            "confidence": _score(language.confidence),
            "basis": language.basis,
            "others": list(language.others),
        },
        "title": article.title.value,
        "published": _published(published),
        "author": _fact(article, "author"),
        "editor": _fact(article, "editor"),
        "outlet": _fact(article, "outlet"),
        "credit": _fact(article, "credit"),
        "caption": _fact(article, "caption"),
        "url": _fact(article, "url"),
        "rights": _fact(article, "rights"),
        "lines": [_line(line) for line in article.lines],
        "blocks": [_block(block) for block in article.blocks],
    }


def _block(block: Block) -> Record:
    return {
        "id": block.id,
        "kind": block.kind,
        "lines": list(block.lines),
        "text": block.text,
        "foreign": [{"start": each.start, "end": each.end, "language": each.code} for each in block.foreign],
    }


def _published(published: Published) -> Record:
    days = published.days
    inferred = days is not None and published.basis == "inferred"
    latest = (days.hi - timedelta(days=1)).isoformat() if days and inferred else published.edtf
    return {
        "date": latest or None,
        "edtf": published.edtf or None,
        "lo": days.lo.isoformat() if days else None,
        "hi": days.hi.isoformat() if days else None,
        "basis": published.basis,
        "evidence": [_evidence(item) for item in published.evidence],
    }


def _evidence(item: Evidence) -> Record:
    return {
        "reason": english(item.reason),
        "article": item.article or None,
        "start": item.start,
        "end": item.end,
    }


def _line(line: Line) -> Record:
    return {
        "number": line.number,
        "verdict": line.verdict,
        "role": line.role,
        "rule": line.rule,
        "reason": english(line.reason),
        "score": _score(line.score),
    }


def _date(mention: DateMention) -> Record:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "edtf": mention.edtf or None,
        "lo": mention.days.lo.isoformat() if mention.days else None,
        "hi": mention.days.hi.isoformat() if mention.days else None,
        "kind": mention.kind,
        "basis": english(mention.basis),
        "doubtful": mention.doubtful,
        "conflict": _conflict(mention.conflict) if mention.conflict else None,
    }


def _conflict(conflict: Conflict) -> Record:
    return {
        "kind": conflict.kind,
        "shown": conflict.shown,
        "other": conflict.other or None,
        "reason": english(conflict.reason),
        "article": conflict.article or None,
        "start": conflict.start,
        "end": conflict.end,
    }


def _entities_by_article(entities: Sequence[Entity]) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for entity in entities:
        slips = {variant.text for variant in entity.variants if variant.slip}
        by_article: dict[str, set[str]] = {}
        for mention in entity.mentions:
            by_article.setdefault(mention.article, set()).add(mention.text)
        for article, spellings in by_article.items():
            found.setdefault(article, []).append(_named(entity, sorted(spellings), slips))
    return found


def _named(entity: Entity, spellings: Sequence[str], slips: Collection[str]) -> Record:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind,
        "variants": list(spellings),
        "slips": [spelling for spelling in spellings if spelling in slips],
    }


def _entity(entity: Entity) -> Record:
    slips = {variant.text for variant in entity.variants if variant.slip}
    return {
        **_named(entity, [variant.text for variant in entity.variants], slips),
        "mentions": [
            {"article": mention.article, "start": mention.start, "end": mention.end, "text": mention.text}
            for mention in entity.mentions
        ],
    }


def _work(work: Work) -> Record:
    return {
        "articles": list(work.articles),
        "score": _score(work.score),
        "evidence": [english(message) for message in work.evidence],
        "alignment": [list(row) for row in work.alignment],
        "joined": [list(place) for place in work.joined],
        "rows": list(work.rows),
    }


def _comparison(articles: Mapping[str, Article], event: str, one: Comparison) -> Record:
    return {
        "event": event,
        "kind": one.kind,
        "about": one.about,
        "agree": one.agree,
        "claims": [_passage(articles[claim.article], claim) for claim in one.claims],
    }


def _difference(articles: Mapping[str, Article], work: Work, one: Difference) -> Record:
    return {
        "id": one.id,
        "works": list(work.articles),
        "row": work.rows[one.row],
        "kind": one.kind,
        "told": [_passage(articles[passage.article], passage) for passage in one.told],
        "others": [_passage(articles[passage.article], passage) for passage in one.others],
        "lacking": list(one.lacking),
        "settled": one.settled,
        "note": dict(one.note),
    }


def _passage(article: Article, passage: Passage) -> Record:
    block = article.blocks[passage.block]
    return {
        "article": article.id,
        "start": block.source_offset(passage.block_start),
        "end": block.source_offset(passage.block_end - 1) + 1,
        "text": passage.text,
    }


def _edition(edition: Edition) -> Record:
    other = edition.other
    return {
        "article": edition.article,
        "other": other.id,
        "source": {"path": other.source.path, "sha256": other.source.sha256},
        "title": other.title.value,
        "facts": {name: fact.value for name, fact in other.facts.items()},
        "score": _score(edition.score),
        "ruled": edition.ruled,
        "differences": [
            {
                "block": here if here >= 0 else None,
                "other_block": there if there >= 0 else None,
                "other_text": other.blocks[there].text if there >= 0 else None,
            }
            for here, there in edition.differences
        ],
    }


def _event(event: Event) -> Record:
    return {
        "id": event.id,
        "edtf": event.edtf,
        "lo": event.days.lo.isoformat(),
        "hi": event.days.hi.isoformat(),
        "labels": {label.language: label.text for label in event.labels},
        "sources": [
            {"article": mention.article, "start": mention.start, "end": mention.end, "text": mention.text}
            for mention in event.mentions
        ],
        "weight": event.weight,
        "doubtful": event.doubtful,
        "future": event.future,
        "conflicts": [_conflict(conflict) for conflict in event.conflicts],
        "decisions": [english(decision) for decision in event.decisions],
        "pinned": event.pinned,
    }
