"""Runs of capitalised words: cut at roles, titles and common words, split into the names they hold."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from build_dossier.extract.names_text import Segment, Word, joins
from build_dossier.languages.names import NamePack

__all__ = ["Form", "Run", "Stats", "is_slip", "runs", "skeleton", "statistics"]

Form = tuple[str, ...]
"""The words of a name, in the spelling they are counted under."""

CONFUSED = str.maketrans({"I": "l", "|": "l", "1": "l", "0": "O"})
"""Characters that look alike: capital i, lower-case L and one; zero and O."""
GLUED = re.compile(r"[A-Z][a-zß-ÿ]{3,}([A-Z][a-zß-ÿ]{2,})")
MOST_WORDS = 6
LONGEST_PLACE = 4
NOUN = 4
"""Letters of the shortest noun that is looked for in others, and of what it must leave there."""
OFFICE = 3
"""Words before a name among which its office may stand."""
ARTICLE = 3
"""Letters of the longest article; longer frequent words are first names too, as Turkish Özel is."""
MOSTLY = 9
"""How much oftener a word of speech is written small than with a capital within sentences."""
LONGEST_OFFICE = 2
"""Words between two words for offices that belong to the office: Chief *Technology* Officer."""


@dataclass(slots=True)
class Stats:
    """How the words of the dossier are written."""

    capital: Counter[str] = field(default_factory=Counter)
    """Words with a capital, wherever they stand."""
    inside: Counter[str] = field(default_factory=Counter)
    """Of these, where a capital tells: within a sentence of a language that keeps capitals for names."""
    lower: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Words without a capital, folded, by language."""
    anywhere: Counter[str] = field(default_factory=Counter)
    """Words without a capital in any language."""
    determined: Counter[str] = field(default_factory=Counter)
    """Words with a capital that follow an article, in a language whose nouns all have one."""
    nouns: Counter[str] = field(default_factory=Counter)
    """Words with a capital in such a language."""
    derived: set[str] = field(default_factory=set)
    """Words of such a language that stand in longer ones or in other numbers: Drohne, Drohneneinsatz."""
    free: Counter[str] = field(default_factory=Counter)
    """Capitalised words that do not follow a particle."""
    spelled: dict[str, str] = field(default_factory=dict)
    """The usual spelling of a word that is confused with another one."""
    found: dict[tuple[str, str], str] = field(default_factory=dict)

    def common(self, word: str, language: str) -> bool:
        """Tell whether a word is also written without a capital, often enough to be a common word."""
        folded = word.casefold()
        low = self.anywhere[folded] if len(word) >= 4 else self.lower[language][folded]
        return low > 0 and low >= 0.2 * self.inside[word]

    def spelling(self, word: str, segment: Segment) -> str:
        """Return the spelling a word is counted under: without shouting or confused letters."""
        key = (word, segment.article.language)
        if key not in self.found:
            self.found[key] = self._spelling(word, segment)
        return self.found[key]

    def _spelling(self, word: str, segment: Segment) -> str:
        word = self.spelled.get(skeleton(word), word)
        if word.isupper() and len(word) >= 3:
            calm = word.capitalize()
            if self.capital[calm] and not self.common(calm, segment.article.language):
                return calm
        return word


@dataclass(slots=True)
class Run:
    """Adjacent capitalised words of a segment that may be a name."""

    segment: int
    first: int
    last: int
    """Indices into the segment's words, both included."""
    form: Form


def skeleton(word: str) -> str:
    """Return a word with the letters that are taken for each other made one."""
    return word.translate(CONFUSED)


def is_slip(written: str, meant: str) -> bool:
    """Tell whether a spelling differs only in letters that look alike."""
    return written != meant and skeleton(written) == skeleton(meant)


def statistics(segments: Sequence[Segment]) -> Stats:
    """Return how the words of all segments are written."""
    stats = Stats()
    for segment in segments:
        _count(segment, stats)
    for counts in stats.lower.values():
        stats.anywhere.update(counts)
    stats.derived = _derived(stats.nouns)
    groups: dict[str, list[str]] = defaultdict(list)
    for word in stats.capital:
        groups[skeleton(word)].append(word)
    for key, group in groups.items():
        words = [word for word in group if stats.anywhere[word.casefold()] < stats.capital[word]]
        if len(words) > 1:
            usual = max(words, key=lambda word: (stats.capital[word], word))
            if all(2 * stats.capital[word] <= stats.capital[usual] for word in words if word != usual):
                stats.spelled[key] = usual
    return stats


def _derived(nouns: Iterable[str]) -> set[str]:
    """Return the nouns that others begin or end with, or are the plural of, as names hardly do."""
    words = sorted(word for word in nouns if len(word) >= NOUN and word.isalpha())
    known = frozenset(words)
    plurals = {word + ending for word in words for ending in ("e", "en", "n")} & known
    found = plurals | {word.removesuffix(ending) for word in plurals for ending in ("e", "en", "n")}
    found |= {one for one, two in pairwise(words) if two.startswith(one) and len(two) >= len(one) + NOUN}
    ends = sorted(word.casefold()[::-1] for word in words)
    tails = {one for one, two in pairwise(ends) if two.startswith(one) and len(two) >= len(one) + NOUN}
    return (found & known) | {word for word in words if word.casefold()[::-1] in tails}


def _count(segment: Segment, stats: Stats) -> None:
    pack = segment.pack
    lower = stats.lower[segment.article.language]
    previous: Word | None = None
    for at, word in enumerate(segment.words):
        if word.capital:
            stats.capital[word.text] += 1
            if pack.nouns:
                stats.nouns[word.text] += 1
                stats.determined[word.text] += determined(segment, at)
            elif not word.initial and not word.heading:
                stats.inside[word.text] += 1
            if previous is not None and joins(word.gap):
                stats.free[word.text] += previous.text not in pack.particles
            else:
                stats.free[word.text] += 1
        else:
            lower[word.text.casefold()] += 1
        previous = word


def determined(segment: Segment, at: int) -> bool:
    """Tell whether an article stands right before the word, or before an inflected adjective there."""
    words, determiners = segment.words, segment.pack.determiners
    if not at or not words[at].gap.isspace():
        return False
    before = words[at - 1]
    if before.text in determiners:
        return True
    inflected = before.text.endswith(("e", "en", "er", "es", "em")) and not before.capital
    return inflected and at > 1 and before.gap.isspace() and words[at - 2].text in determiners


def breaks(segment: Segment, at: int, first: int, last: int, stats: Stats) -> bool:
    """Tell whether a word of the run from first to last is no part of a name: a role, a common word."""
    word = segment.words[at]
    if not word.capital:
        return False
    if _never(segment, word):
        return True
    if _common(segment, word, stats):
        around = [near for near in (at - 1, at + 1) if first <= near <= last]
        alone = all(
            _never(segment, segment.words[near]) or _common(segment, segment.words[near], stats)
            for near in around
        )
        return alone or word.initial or word.text not in segment.pack.inner
    return len(word.text) == 1 and word.text.isalpha() and word.initial


def _never(segment: Segment, word: Word) -> bool:
    pack, folded = segment.pack, word.text.casefold()
    dated = folded in pack.short_times and _beside_number(segment.text, word)
    return (
        dated
        or _glued(word.text, pack)
        or folded in pack.times
        or word.text in pack.roles
        or (word.text in pack.titles and word.text not in pack.inner)
    )


def _glued(word: str, pack: NamePack) -> bool:
    """Tell whether a heading lost the space before the sentence after it: UrgentFrom."""
    glued = GLUED.fullmatch(word)
    return glued is not None and glued[1] in pack.common and glued[1].casefold() in pack.frequent


def _beside_number(text: str, word: Word) -> bool:
    """Tell whether a number stands right beside a word, as the day does beside "Nov."."""
    behind = text[word.end : word.end + 3].lstrip(". ")
    before = text[max(0, word.start - 3) : word.start].rstrip(". ")
    return behind[:1].isdigit() or before[-1:].isdigit()


def _common(segment: Segment, word: Word, stats: Stats) -> bool:
    common = segment.pack.common
    return word.text in common or stats.spelled.get(skeleton(word.text), word.text) in common


def runs(segments: Sequence[Segment], stats: Stats) -> list[Run]:
    """Return the runs of all segments, trimmed at a beginning sentence and split where names meet."""
    found = [run for index in range(len(segments)) for run in _cut(index, segments[index], stats)]
    anchored = Counter(run.form for run in found if not segments[run.segment].words[run.first].initial)
    people = {form[-1]: form for form in anchored if len(form) > 1}
    trimmed = [_trimmed(run, segments[run.segment], stats, anchored, people) for run in found]
    counts = Counter(run.form for run in trimmed)
    return [part for run in trimmed for part in _split(run, counts)]


def _cut(index: int, segment: Segment, stats: Stats) -> Iterator[Run]:
    words = segment.words
    at = 0
    while at < len(words):
        if not words[at].capital or words[at].heading:
            at += 1
            continue
        place = _place(segment, at)
        last = _end(segment, max(at, place), stats)
        governed = last - max(at, place) >= 2 and _governed(segment, at, place)
        if last == place > at or governed:
            head = max(at, place)
            yield Run(index, at, head, tuple(word.text for word in words[at : head + 1]))
            at = head + 1
        if last >= at:
            yield from _pieces(index, segment, at, last, stats)
        at = last + 1


def _place(segment: Segment, at: int) -> int:
    """Return the last word of a place of several words that begins at a word, -1 for none: Corée du Nord."""
    words, pack = segment.words, segment.pack
    for last in range(min(at + LONGEST_PLACE, len(words)) - 1, at, -1):
        part = words[at : last + 1]
        if words[last].capital and all(joins(word.gap) for word in part[1:]):
            name = " ".join(word.text for word in part)
            if name.casefold() in pack.territories or name in pack.places:
                return last
    return -1


def _governed(segment: Segment, at: int, place: int) -> bool:
    """Tell whether a territory stands between an office and its holder: президент *России* Владимир Путин."""
    held = any(word.text in segment.pack.roles for word in segment.words[max(at - OFFICE, 0) : at])
    return held and (place > at or bool(segment.pack.territory(segment.words[at].text)))


def _end(segment: Segment, at: int, stats: Stats) -> int:
    """Return the last word of the run of capitals that begins at a word."""
    words, first = segment.words, at
    while at + 1 < len(words):
        following = words[at + 1]
        if following.capital and not following.heading and _adjacent(segment, at, stats):
            at += 1
            continue
        linked = _linked(segment, at, stats) or _listed(segment, first, at, stats)
        if not linked:
            break
        at = linked
    return at


def _adjacent(segment: Segment, at: int, stats: Stats) -> bool:
    """Tell whether a name may go on from a word to the next one."""
    word, following = segment.words[at], segment.words[at + 1]
    if following.gap == ". ":
        lone = not at or not segment.words[at - 1].capital or not joins(word.gap)
        initial = len(word.text) == 1 and (not lone or stats.inside[word.text] <= 1)
        return word.text in segment.pack.titles or (initial and following.text not in segment.pack.common)
    if following.gap in {"’ ", "' "}:
        return word.text.endswith("s") and following.text in segment.pack.organisation_parts
    if following.gap == " & ":
        return following.text not in segment.pack.common or stats.inside[word.text] <= 1
    return joins(following.gap)


def _linked(segment: Segment, at: int, stats: Stats) -> int:
    """Return the capitalised word that particles join to this one, 0 when none does."""
    words, pack = segment.words, segment.pack
    after = at + 1
    while after < len(words) and after - at <= 2 and not words[after].capital and joins(words[after].gap):
        after += 1
    if after == at + 1 or after >= len(words) or not words[after].capital or not words[after].gap.isspace():
        return 0
    between = [word.text for word in words[at + 1 : after]]
    if all(word in pack.particles for word in between) and not stats.free[words[after].text]:
        return after
    named = words[at].text in pack.organisation_parts and pack.conjunction not in between
    return after if named and all(word in pack.of for word in between) else 0


def _listed(segment: Segment, first: int, at: int, stats: Stats) -> int:
    """Return the noun that an `and` adds to an organisation, 0 for none: Climate Change and *Energy*."""
    words, pack = segment.words, segment.pack
    if at + 2 >= len(words) or words[at + 1].text != pack.conjunction or not words[at + 2].capital:
        return 0
    named = any(word.capital and word.text in pack.organisation_parts for word in words[first:at])
    joined = any(word.text in pack.of for word in words[first:at])
    noun = words[at + 2]
    plain = noun.gap.isspace() and len(noun.text) >= 4 and stats.anywhere[noun.text.casefold()] > 0
    return at + 2 if named and joined and plain else 0


def _pieces(index: int, segment: Segment, first: int, last: int, stats: Stats) -> Iterator[Run]:
    """Cut a run of capitals at the words that are no part of a name."""
    words = segment.words
    start = first
    office = any(word.text in segment.pack.roles for word in words[max(first - OFFICE, 0) : first])
    for at in range(first, last + 1):
        word = words[at]
        held = office and start == at and at < last and word.text in segment.pack.offices
        if held or breaks(segment, at, first, last, stats):
            role = held or word.text in segment.pack.roles
            if not (office and role and at - start <= LONGEST_OFFICE):
                cut = at > start and _genitive(segment, at - 1, stats)
                yield from _run(index, segment, (start, at - 1), stats, cut)
            start, office = at + 1, role
        elif at > start and words[at - 1].capital and _genitive(segment, at - 1, stats):
            yield from _run(index, segment, (start, at - 1), stats, True)
            start, office = at, False
    yield from _run(index, segment, (start, last), stats)


def _genitive(segment: Segment, at: int, stats: Stats) -> bool:
    """Tell whether a word before another noun has a genitive ending: the noun is no part of the name then."""
    word = segment.words[at].text
    ending = next((ending for ending in segment.pack.genitive if word.endswith(ending)), "")
    stem = word.removesuffix(ending)
    return len(word) >= 4 and stem != word and 0 < stats.capital[stem] >= stats.capital[word]


def _run(
    index: int, segment: Segment, span: tuple[int, int], stats: Stats, cut: bool = False
) -> Iterator[Run]:
    first, last = span
    while first <= last and not segment.words[first].capital:
        first += 1
    while last >= first and not segment.words[last].capital:
        last -= 1
    if first <= last and last - first < MOST_WORDS:
        form = tuple(_word(segment, at, stats) for at in range(first, last + 1))
        for ending in segment.pack.genitive:
            if cut and len(form) > 1:
                form = (*form[:-1], form[-1].removesuffix(ending))
        yield Run(index, first, last, form)


def _word(segment: Segment, at: int, stats: Stats) -> str:
    word = segment.words[at]
    if len(word.text) <= 2 or not word.capital:
        return word.text
    return stats.spelling(word.text, segment)


def _trimmed(
    run: Run, segment: Segment, stats: Stats, anchored: Counter[Form], people: Mapping[str, Form]
) -> Run:
    """Take common words off the front of a run that begins a sentence, or follows an article.

    A word that only ever begins sentences is one too when another one belongs to the name after it.
    """
    words = segment.words
    while run.first < run.last:
        word = words[run.first]
        rest = run.form[1:]
        function = anchored[rest] > 0 and _function(word, segment, stats)
        if segment.pack.nouns:
            function = anchored[rest] > anchored[run.form] < 3 and _apposed(run.form, segment, stats)
        if anchored[run.form] and not function:
            break
        common = stats.common(run.form[0], segment.article.language)
        common = common or (word.initial and run.form[0].casefold() in segment.pack.frequent)
        if segment.pack.nouns:
            drop = function or common or stats.determined[run.form[0]] > 0 or determined(segment, run.first)
        else:
            other = anchored[rest] > 0 and run.form[-1] in people and not stats.inside[run.form[0]]
            drop = function or (word.initial and (common or other))
        if not drop:
            break
        run = Run(run.segment, run.first + 1, run.last, run.form[1:])
    return run


def _apposed(form: Form, segment: Segment, stats: Stats) -> bool:
    """Tell whether the first word is a noun that says what the name after it is: *Plattform* Temu.

    Before a single word it must be known as one, or be frequent: it may be a first name just as well.
    """
    word, pack = form[0], segment.pack
    frequent = stats.nouns[word] >= 10 and stats.determined[word] >= 0.3 * stats.nouns[word]
    known = frequent or word in pack.organisations or word in pack.products
    noun = known or (len(form) > 2 and (word in stats.derived or stats.determined[word] > 1))
    return noun and word not in pack.organisation_parts and not pack.territory(word)


def _function(word: Word, segment: Segment, stats: Stats) -> bool:
    """Tell whether a word is short, among the most frequent, and nearly always written small: La, Το."""
    folded = word.text.casefold()
    small = stats.lower[segment.article.language][folded]
    short = len(folded) <= ARTICLE and folded in segment.pack.frequent
    return short and small > MOSTLY * stats.inside[word.text]


def _split(run: Run, counts: Counter[Form]) -> Iterator[Run]:
    """Split a run into names that are found on their own, such as an organisation and its officer."""
    form = run.form
    cuts = ((_apart(form[:cut], form[cut:], counts, counts[form]), -cut) for cut in range(1, len(form)))
    sure, cut = max(cuts, default=(0, 0))
    if not sure:
        yield run
        return
    yield from _split(Run(run.segment, run.first, run.first - cut - 1, form[:-cut]), counts)
    yield from _split(Run(run.segment, run.first - cut, run.last, form[-cut:]), counts)


def _apart(left: Form, right: Form, counts: Counter[Form], together: int) -> int:
    """Return how often the rarer of two parts of a run stands alone, 0 when they may be one name."""
    if len(left) + len(right) == 2:
        camel = left[0][1:] != left[0][1:].lower() or right[0][1:] != right[0][1:].lower()
        rarer = min(counts[left], counts[right])
        return rarer if camel and rarer > 2 * together else 0
    rarer = min(counts[left], counts[right])
    officer = len(left) == 1 and len(right) == 2 and counts[left] > 1 and counts[right[-1:]] > 0
    if rarer < together and officer:
        return int(together == 1)
    return rarer if rarer >= together else 0
