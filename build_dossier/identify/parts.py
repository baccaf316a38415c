"""Which lines of a source are in which language: the likeliest path through them, and what stays together.

Fitted by `python -m benchmarks.languages ../shared/data/pairs`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from build_dossier.identify.detect import MOST_CHARACTERS, evidence, plain, size
from build_dossier.model import Source

__all__ = ["Reading", "languages_of", "readings"]

FIRST, LONGEST = 120, 400
"""Characters of a line that are read, and that are where the first are not sure. More change nothing."""
CERTAIN = 0.95
LEAST_SHARE, LEAST_BLOCK_SHARE = 0.1, 0.03
"""Share of the letters from which a language may be one of the source's own, and one block of it may."""
UNSURE = 1e-3
"""Least probability of a language in a line: no line says more than this against one."""
SWITCHES = 0.05
"""Chance of another language on the next line, before anything was read."""
FEWEST, MOST = 0.01, 0.95
"""Bounds of that chance when it is learned from the source itself: in interleaved texts it is near 1."""
ROUNDS = 4
LEAST_WIDTH, MOST_WIDTH = 40, 120
"""Characters of a line that an editor or a program broke."""
ENCLOSED_SHARE = 0.25
"""Share from which a language is the source's own though it never begins or ends it: less is quoted."""
ENCLOSED_LINES = 4
"""Lines in one stretch from which it is, too: a quotation is shorter."""
PROSE, SURE, BLOCK_PROSE = 40, 0.9, 3
"""Letters and least probability of a line of running text, and how many such lines a small block has."""
PROSE_SHARE = 0.6
"""Share of a small block's letters that is running text: menus have less. By hand, like all these."""
SOLID = 0.8
"""Share of a language's lines that a small block of it has: what is strewn about is quoted."""
LIKELY = 0.5
"""Least probability of a part's language by its whole text: lists of names get up to .43."""
DIFFERENT, DIFFERENT_EACH = 5.0, 0.5
"""What a language's lines must say against each other one, together and on average (logarithms)."""


QUOTATION = re.compile(
    r"“([^“”]{30,2000})”|„([^„“”]{30,2000})[“”]|«([^«»]{30,2000})»|»([^«»]{30,2000})«"
    r"|「([^「」]{10,2000})」|『([^『』]{10,2000})』|(?<!\w)\"([^\"]{30,2000})\"(?!\w)"
)
"""Words between quotation marks, long enough to be in a language of their own."""
AROUND = 30
"""Letters around the quotations of a line from which it is read without them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A line and what it may be in."""

    number: int
    text: str
    """The beginning of the line, without what is in no language; empty for none of the article's."""
    size: int
    """Letters."""
    likely: Mapping[str, float]
    """Probability by code; empty where the line is too short or none of the article's."""
    best: str
    """The likeliest code, empty without evidence."""
    goes_on: bool = False
    """True when it ends a sentence that the line before it began."""


def readings(source: Source) -> tuple[Reading, ...]:
    """Return a reading for every non-blank line."""
    silent = {hint.line for hint in source.hints if hint.kind in {"boilerplate", "metadata"}}
    out: list[Reading] = []
    above = ""
    for number, line in enumerate(source.text.split("\n"), 1):
        text = line.strip()
        if text:
            words = "" if number in silent else _own_words(plain(text[:LONGEST]))
            heard = _heard(words) if any(map(str.isalpha, words)) else {}
            broken = LEAST_WIDTH <= len(above) <= MOST_WIDTH and above[-1:].isalnum()
            goes_on = broken and text[:1].islower()
            best = max(heard, key=heard.__getitem__, default="")
            out.append(Reading(number, words, size(words), heard, best, goes_on))
        above = text
    return tuple(out)


def _own_words(text: str) -> str:
    """Return a line without its quotations, which may be in another language; whole if little is left."""
    around = QUOTATION.sub(" ", text)
    return around if size(around) >= AROUND else text


def _heard(words: str) -> Mapping[str, float]:
    likely = evidence(words[:FIRST])
    sure = len(words) <= FIRST or max(likely.values(), default=0.0) >= CERTAIN
    return likely if sure else evidence(words)


def languages_of(found: Sequence[Reading]) -> dict[int, str]:
    """Return the code of the article that each line belongs to, by number; one code where all are one's.

    A quotation belongs to the article around it, and what says nothing to its neighbours.
    """
    codes = _settled(found, _candidates(found))
    codes += _blocks(found, codes)
    if len(codes) < 2:
        return {reading.number: "".join(codes) for reading in found}
    path = _path(found, codes)
    names = _names(found, path, codes)
    return {reading.number: names[code] for reading, code in zip(found, path, strict=True)}


def _settled(found: Sequence[Reading], codes: list[str]) -> list[str]:
    """Return the codes that have a text of their own on the likeliest path through the lines."""
    while len(codes) > 1:
        own = _own(found, _path(found, codes), codes)
        if len(own) == len(codes):
            break
        codes = own
    return codes


def _candidates(found: Sequence[Reading]) -> list[str]:
    """Return the codes that most lines with a good share of the letters speak for, the most first."""
    size: Counter[str] = Counter()
    for reading in found:
        if reading.likely:
            size[reading.best] += reading.size
    return [code for code, count in size.most_common() if count >= LEAST_SHARE * size.total()]


def _blocks(found: Sequence[Reading], codes: Sequence[str]) -> list[str]:
    """Return the codes of smaller texts: nearly all of such a language is one block of running text."""
    prose = Counter(
        reading.best
        for reading in found
        if reading.size >= PROSE and reading.likely and reading.likely[reading.best] >= SURE
    )
    likely = [code for code, count in prose.items() if count >= BLOCK_PROSE and code not in codes]
    if not codes or not likely:
        return []
    path = _path(found, [*codes, *likely])
    spoken = [(code, reading) for code, reading in zip(path, found, strict=True) if reading.likely]
    return [
        code
        for code in likely
        if _is_block(code, spoken) and all(_differs(code, other, spoken) for other in codes)
    ]


def _is_block(code: str, spoken: Sequence[tuple[str, Reading]]) -> bool:
    runs = [
        [reading for _, reading in run] for each, run in groupby(spoken, lambda one: one[0]) if each == code
    ]
    block = max(runs, key=len, default=[])
    prose = [one.size for one in block if one.size >= PROSE and one.likely.get(code, 0.0) >= SURE]
    size = sum(one.size for one in block)
    return (
        len(block) >= max(ENCLOSED_LINES, SOLID * sum(map(len, runs)))
        and len(prose) >= BLOCK_PROSE
        and sum(prose) >= PROSE_SHARE * size
        and size >= LEAST_BLOCK_SHARE * sum(one.size for _, one in spoken)
    )


def _path(found: Sequence[Reading], codes: Sequence[str]) -> list[str]:
    """Return the likeliest code of each line, the chance of a switch learned from the lines themselves."""
    said = [_said(reading, codes) for reading in found]
    chance = SWITCHES
    path: list[int] = []
    for _ in range(ROUNDS):
        before, path = path, _viterbi(said, [reading.goes_on for reading in found], chance)
        if path == before:
            break
        switched = sum(one != two for one, two in pairwise(path))
        chance = min(MOST, max(FEWEST, (switched + SWITCHES) / len(path)))
    return [codes[at] for at in path]


def _said(reading: Reading, codes: Sequence[str]) -> list[float]:
    """Return what a line says for each code: a logarithm, nothing below that of `UNSURE`."""
    if not reading.likely:
        return [0.0] * len(codes)
    chances = [reading.likely.get(code, 0.0) for code in codes]
    total = sum(chances)
    return [math.log(max(UNSURE, chance / total if total else 0.0)) for chance in chances]


def _viterbi(said: Sequence[Sequence[float]], goes_on: Sequence[bool], chance: float) -> list[int]:
    """Return the likeliest state of each line; a line that goes on with a sentence keeps the state."""
    states = range(len(said[0]))
    stay, switch = math.log(1 - chance), math.log(chance / (len(states) - 1))
    score = list(said[0])
    back: list[list[int]] = []
    for line, held in zip(said[1:], goes_on[1:], strict=True):
        ways = [
            [score[old] + (stay if old == new else -math.inf if held else switch) for old in states]
            for new in states
        ]
        come = [max(states, key=way.__getitem__) for way in ways]
        score = [way[old] + heard for way, old, heard in zip(ways, come, line, strict=True)]
        back.append(come)
    path = [max(states, key=score.__getitem__)]
    for come in reversed(back):
        path.append(come[path[-1]])
    return path[::-1]


def _own(found: Sequence[Reading], path: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Return the codes that have a text of their own, the largest first; the others are only quoted."""
    spoken = [(code, reading) for code, reading in zip(path, found, strict=True) if reading.likely]
    sizes: Counter[str] = Counter()
    lines = Counter(code for code, _ in spoken)
    for code, reading in spoken:
        sizes[code] += reading.size
    main = max(codes, key=lambda code: sizes[code])
    own = [main]
    for code in sorted(codes, key=lambda code: -sizes[code]):
        if code != main and sizes[code] >= LEAST_SHARE * sizes.total():
            share = max(sizes[code] / sizes.total(), lines[code] / lines.total())
            large = share >= ENCLOSED_SHARE or _is_stretch(code, [each for each, _ in spoken])
            sure = large and _whole(code, spoken).get(code, 0.0) >= LIKELY
            if sure and all(_differs(code, other, spoken) for other in own):
                own.append(code)
    return own


def _is_stretch(code: str, spoken: Sequence[str]) -> bool:
    """Tell whether a language has a stretch that no quotation is: two lines at an end, or a long one."""
    runs = [(each, len(list(group))) for each, group in groupby(spoken)]
    longest = max((lines for each, lines in runs if each == code), default=0)
    at_end = max((lines for each, lines in (runs[0], runs[-1]) if each == code), default=0)
    return longest >= ENCLOSED_LINES or at_end >= 2


def _differs(code: str, other: str, spoken: Sequence[tuple[str, Reading]]) -> bool:
    """Tell whether a language's lines speak against another, each on average and all in all."""
    lines = [reading for each, reading in spoken if each == code]
    against = sum(
        for_it - against_it for for_it, against_it in (_said(reading, (code, other)) for reading in lines)
    )
    return against >= max(DIFFERENT, DIFFERENT_EACH * len(lines))


def _whole(code: str, spoken: Sequence[tuple[str, Reading]]) -> Mapping[str, float]:
    """Return what all lines of a language may be in together."""
    return evidence("\n".join(reading.text for each, reading in spoken if each == code)[:MOST_CHARACTERS])


def _names(found: Sequence[Reading], path: Sequence[str], codes: Sequence[str]) -> Mapping[str, str]:
    """Return the code of each language by all of its lines, which together tell close ones apart."""
    names: dict[str, str] = {}
    for code in codes:
        likely = _whole(code, list(zip(path, found, strict=True)))
        best = max(likely, key=likely.__getitem__, default=code)
        names[code] = code if best in codes or best in names.values() else best
    return names
