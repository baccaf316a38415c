"""One name in several scripts: found by sound, or through CLDR, where a script has no capitals to show it.

سام ألتمان, 샘 올트먼 and サム・アルトマン sound like the Sam Altman whom another text names: romanised, they
have the same consonants, word by word. Only full names and long words are looked for, where one name fits.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import groupby, pairwise

from anyascii import anyascii

from build_dossier.extract.names_shown import Shown
from build_dossier.extract.names_text import UNSPACED, texts
from build_dossier.languages.names import name_pack
from build_dossier.model import Article, Mention

__all__ = ["heard", "sound"]

LEAST_FULL, LEAST_LAST, LEAST_LONE = 5, 2, 5
"""Consonants of a full name, of its last word, and of a name of one word; fewer fit other words by chance."""
SIGNS = r"!-/:-@\[-`{-~\u00a0-\u00bf\u2010-\u205e\u060c\u061b\u061f\u0964\u0965\u3000-\u303f\uff00-\uff0f"
KANA, HIRA, HANZI = r"\u30a0-\u30fa\u30fc-\u30ff", r"\u3040-\u309f", r"\u3400-\u9fff"
TOKEN = re.compile(rf"[{KANA}]+|[{HANZI}]+|[{HIRA}]+|[^\s\d\u30fb{SIGNS}{KANA}{HIRA}{HANZI}]+")
"""Words; in Japanese and Chinese stretches of one script."""
HAN = re.compile(rf"[{HANZI}]+")
DOT = "·・‧"
"""What stands between the parts of a foreign name in Chinese and Japanese."""
SAME = str.maketrans("pfvgqkdtrjzm", "bbbkkkttlssn")
"""Consonants that languages without capitals do not tell apart, or not as others do."""
PART = 6
"""Characters of the longest part of a foreign name in Chinese."""


@dataclass(slots=True)
class _Known:
    """What is listened for."""

    full: dict[tuple[str, ...], list[Shown]] = field(default_factory=lambda: defaultdict(list))
    lone: dict[str, list[Shown]] = field(default_factory=lambda: defaultdict(list))
    countries: dict[str, Shown] = field(default_factory=dict)
    """By territory code."""


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return the consonants of a word as other scripts would write them: `ltnn` for Altman and ألتمان."""
    plain = anyascii(word).lower()
    if word.isascii() or plain == word.lower():
        plain = re.sub(r"c(?=[eiy])|sch|sh|ch|tsch", "s", plain)
        plain = plain.replace("c", "k")
    plain = plain.replace("x", "ks").replace("ph", "f").replace("c", "s").translate(SAME)
    letters = re.sub(r"[^bklnst]", "", plain)
    return "".join(letter for letter, _ in groupby(letters))


def heard(articles: Sequence[Article], shown: Sequence[Shown]) -> list[Shown]:
    """Return the names, one across scripts, with their places in texts without capitals.

    The countries that only such texts name come last.
    """
    shown = _joined(shown)
    plain = [article for article in articles if _uncased(article)]
    known = _known(shown, {article.id: article.language for article in articles})
    extra: dict[str, Shown] = {}
    taken = _taken(shown)
    for article in plain:
        for one, place in _names(article, known, extra):
            spans = taken[place.article, place.block]
            if not any(lo < place.block_end and place.block_start < hi for lo, hi in spans):
                spans.append((place.block_start, place.block_end))
                one.mentions.append(place)
    order = {article.id: at for at, article in enumerate(articles)}
    found = [*shown, *extra.values()]
    for one in found:
        one.mentions.sort(key=lambda mention: (order[mention.article], mention.start))
    return found


def _joined(shown: Sequence[Shown]) -> list[Shown]:
    """Join people whose full names sound the same in two scripts: Владимир Путин and Vladimir Putin."""
    groups: dict[tuple[object, ...], list[Shown]] = defaultdict(list)
    for one in shown:
        words = one.name.split()
        key = tuple(sound(word) for word in words)
        if (
            len(words) > 1
            and one.kind in {"person", "other"}
            and sum(map(len, key)) >= LEAST_FULL
            and all(key)
        ):
            groups[*key, *(anyascii(word)[-1] == "a" for word in words)].append(one)
    gone: set[int] = set()
    for group in groups.values():
        scripts = {unicodedata.name(one.name[0], "").partition(" ")[0] for one in group}
        if len(group) == len(scripts) > 1 and any(one.kind == "person" for one in group):
            first = max(group, key=lambda one: (len(one.mentions), one.name))
            first.kind = "person"
            for one in group:
                if one is not first:
                    first.mentions += one.mentions
                    first.slips |= one.slips
                    gone.add(id(one))
    return [one for one in shown if id(one) not in gone]


def _uncased(article: Article) -> bool:
    sample = "".join(block.text for block in article.blocks[:8])[:2000]
    letters = [letter for letter in sample if letter.isalpha()]
    return 2 * sum(letter.lower() == letter.upper() for letter in letters) > len(letters)


def _taken(shown: Sequence[Shown]) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Return the stretches that names stand on already, by article and block."""
    spans: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for one in shown:
        for mention in one.mentions:
            spans[mention.article, mention.block].append((mention.block_start, mention.block_end))
    return spans


def _known(shown: Sequence[Shown], languages: Mapping[str, str]) -> _Known:
    known = _Known()
    for one in shown:
        words = tuple(sound(word) for word in one.name.split())
        if one.kind == "person" and len(words) > 1:
            if sum(map(len, words)) >= LEAST_FULL and len(words[-1]) >= LEAST_LAST and all(words):
                known.full[words].append(one)
        elif len(words) == 1 and len(words[0]) >= LEAST_LONE and one.kind != "person":
            known.lone[words[0]].append(one)
        for mention in one.mentions if one.kind == "place" else ():
            code = name_pack(languages[mention.article]).territories.get(mention.text.casefold())
            if code:
                known.countries.setdefault(code, one)
    return known


def _names(article: Article, known: _Known, extra: dict[str, Shown]) -> Iterator[tuple[Shown, Mention]]:
    """Yield the places of an article where a known name is heard, or a country is named."""
    spoken: dict[str, Shown] = {}
    lines = list(texts(article))
    for block, text, locate in lines:
        for one, start, end in _full(article, text, known):
            last = [match.group() for match in TOKEN.finditer(text[start:end])][-1]
            spoken.setdefault(last, one)
            yield one, _mention(article, block, (start, end), locate(start), locate(end - 1) + 1, text)
    for block, text, locate in lines:
        places = (*_lone(article, text, known, spoken), *_countries(article, text, known, extra))
        for one, start, end in places:
            yield one, _mention(article, block, (start, end), locate(start), locate(end - 1) + 1, text)


def _mention(
    article: Article, block: int, span: tuple[int, int], source: int, until: int, text: str
) -> Mention:
    return Mention(article.id, block, *span, source, until, text[slice(*span)])


def _full(article: Article, text: str, known: _Known) -> Iterator[tuple[Shown, int, int]]:
    """Yield where the words of a full name follow each other."""
    words = list(TOKEN.finditer(text))
    bases = name_pack(article.language).bases
    sizes = {len(form) for form in known.full}
    for at, size in ((at, size) for at in range(len(words)) for size in sizes):
        part = words[at : at + size]
        if len(part) < size or any(len(text[one.end() : two.start()]) > 1 for one, two in pairwise(part)):
            continue
        if HAN.fullmatch(part[0].group()):
            yield from _han(text, part, known)
            continue
        head = tuple(sound(one.group()) for one in part[:-1])
        for last in sorted({part[-1].group(), *bases(part[-1].group())}, key=len):
            bearers = known.full.get((*head, sound(last)), [])
            if len(bearers) == 1:
                yield bearers[0], part[0].start(), part[-1].start() + len(last)
                break


def _han(text: str, part: Sequence[re.Match[str]], known: _Known) -> Iterator[tuple[Shown, int, int]]:
    """Yield the name in Chinese between whose parts a dot stands; nothing else says where it begins."""
    if any(text[one.end() : one.end() + 1] not in DOT for one in part[:-1]):
        return
    left, right = part[0], part[-1]
    inner = tuple(sound(one.group()) for one in part[1:-1])
    for head in range(1, min(PART, len(left.group())) + 1):
        first = sound(left.group()[-head:])
        for tail in range(1, min(PART, len(right.group())) + 1):
            bearers = known.full.get((first, *inner, sound(right.group()[:tail])), [])
            if len(bearers) == 1:
                yield bearers[0], left.end() - head, right.start() + tail
                return


def _lone(
    article: Article, text: str, known: _Known, spoken: Mapping[str, Shown]
) -> Iterator[tuple[Shown, int, int]]:
    """Yield where a surname stands that the article gave in full, and where a long name of one word does."""
    bases = name_pack(article.language).bases
    for match in TOKEN.finditer(text):
        word = match.group()
        if word[0].lower() != word[0].upper():
            continue
        base = next((one for one in (word, *bases(word)) if one in spoken), "")
        if base:
            yield spoken[base], match.start(), match.start() + len(base)
            continue
        for base in sorted({word, *bases(word)}, key=len):
            bearers = known.lone.get(sound(base), []) if len(base) >= LEAST_LONE else []
            if len(bearers) == 1:
                yield bearers[0], match.start(), match.start() + len(base)
                break


def _countries(
    article: Article, text: str, known: _Known, extra: dict[str, Shown]
) -> Iterator[tuple[Shown, int, int]]:
    """Yield where CLDR's name of a country stands."""
    codes = name_pack(article.language).territories
    for match in _country_names(article.language).finditer(text):
        code = codes[match.group().casefold()]
        one = known.countries.get(code) or extra.setdefault(code, Shown(match.group(), "place", []))
        yield one, match.start(), match.end()


@cache
def _country_names(language: str) -> re.Pattern[str]:
    """Return what finds the countries of a language: whole words, and stretches of katakana as a whole."""
    names = sorted(name_pack(language).territories, key=lambda name: (-len(name), name))
    apart = [re.escape(name) for name in names if not UNSPACED.search(name)]
    within = [re.escape(name) for name in names if UNSPACED.search(name) and len(name) > 1]
    parts = [rf"(?<!\w)(?:{'|'.join(apart)})(?!\w)"] if apart else []
    parts += [rf"(?<![\u30a0-\u30ff])(?:{'|'.join(within)})(?![\u30a0-\u30ff])"] if within else []
    return re.compile("|".join(parts) or r"(?!)")
