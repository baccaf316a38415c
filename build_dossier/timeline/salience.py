"""How much a day matters to a dossier: how often its texts name it, and how many appeared on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from build_dossier.model import DateMention, Days, Published, Work

__all__ = ["salience"]


def salience(
    dates: Iterable[DateMention], published: Mapping[str, Published], works: Sequence[Work]
) -> Mapping[Days, int]:
    """Return for each day (or longer span) its mentions plus the works published on it.

    Translations of one text count once: the version that names a day most often speaks for all.
    `python -m benchmarks.dates timeline FOLDER` measures what the days chosen so share with journalists' own.
    """
    work_of = {id: number for number, work in enumerate(works) for id in work.articles}
    named: Counter[tuple[str, Days]] = Counter(
        (one.article, one.days) for one in dates if one.days is not None
    )
    by_work: dict[tuple[object, Days], int] = {}
    for (article, days), count in named.items():
        key = (work_of.get(article, article), days)
        by_work[key] = max(by_work.get(key, 0), count)
    total: Counter[Days] = Counter()
    for (_, days), count in by_work.items():
        total[days] += count
    total.update(
        {
            (work_of.get(id, id), one.days): one.days
            for id, one in published.items()
            if one.days is not None and one.days.length == 1
        }.values()
    )
    return total
