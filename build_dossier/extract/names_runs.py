"""Runs of capitalised words: cut at roles, titles and common words, split into the names they hold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from build_dossier.extract.names_text import Segment, Word, joins

__all__ = ["Form", "Run", "Stats", "is_slip", "runs", "skeleton", "statistics"]

Form = tuple[str, ...]
"""The words of a name, in the spelling they are counted under."""

CONFUSED = str.maketrans({"I": "l", "|": "l", "1": "l", "0": "O"})
"""Characters that look alike: capital i, lower-case L and one; zero and O."""
MOST_WORDS = 6
LONGEST_PLACE = 4
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


def _count(segment: Segment, stats: Stats) -> None:
    pack = segment.pack
    lower = stats.lower[segment.article.language]
    previous: Word | None = None
    for word in segment.words:
        if word.capital:
            stats.capital[word.text] += 1
            if pack.nouns:
                stats.nouns[word.text] += 1
                stats.determined[word.text] += determined(segment, previous, word)
            elif not word.initial and not word.heading:
                stats.inside[word.text] += 1
            if previous is not None and joins(word.gap):
                stats.free[word.text] += previous.text not in pack.particles
            else:
                stats.free[word.text] += 1
        else:
            lower[word.text.casefold()] += 1
        previous = word


def determined(segment: Segment, previous: Word | None, word: Word) -> bool:
    """Tell whether an article or an inflected adjective stands right before the word."""
    if previous is None or not word.gap.isspace():
        return False
    if previous.text in segment.pack.determiners:
        return True
    inflected = previous.text.endswith(("e", "en", "er", "es", "em")) and len(previous.text) > 4
    return inflected and not previous.capital and previous.text not in segment.pack.says


def breaks(segment: Segment, at: int, first: int, last: int, stats: Stats) -> bool:
    """Tell whether a word of the run from first to last is no part of a name: a role, a common word."""
    word = segment.words[at]
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
    return dated or folded in pack.times or word.text in pack.roles or word.text in pack.titles


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
        if last == place > at:
            yield Run(index, at, last, tuple(word.text for word in words[at : last + 1]))
        else:
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


def _end(segment: Segment, at: int, stats: Stats) -> int:
    """Return the last word of the run of capitals that begins at a word."""
    words = segment.words
    while at + 1 < len(words):
        following = words[at + 1]
        if following.capital and not following.heading and _adjacent(segment, at, stats):
            at += 1
            continue
        linked = _linked(segment, at, stats)
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
    named = words[at].text in pack.organisation_parts
    return after if named and all(word in pack.of for word in between) else 0


def _pieces(index: int, segment: Segment, first: int, last: int, stats: Stats) -> Iterator[Run]:
    """Cut a run of capitals at the words that are no part of a name."""
    words = segment.words
    start = first
    office = any(word.text in segment.pack.roles for word in words[max(first - 3, 0) : first])
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
    while run.first < run.last and not anchored[run.form]:
        word = words[run.first]
        previous = words[run.first - 1] if run.first else None
        common = stats.common(run.form[0], segment.article.language)
        common = common or (word.initial and run.form[0].casefold() in segment.pack.frequent)
        if segment.pack.nouns:
            drop = common or stats.determined[run.form[0]] > 0 or determined(segment, previous, word)
        else:
            other = anchored[run.form[1:]] > 0 and run.form[-1] in people and not stats.inside[run.form[0]]
            drop = word.initial and (common or other)
        if not drop:
            break
        run = Run(run.segment, run.first + 1, run.last, run.form[1:])
    return run


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
