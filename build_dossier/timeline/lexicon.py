"""A language's words and the rules, compiled: text becomes lexemes, lexemes a string of role letters.

Each set of roles that a lexeme can have is one private letter; a role in a rule becomes the class of the
letters whose sets hold it. So a pattern over roles is an ordinary regular expression over that string,
and ambiguity ("Minggu" is Sunday and week) is a letter in several classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from build_dossier.languages.temporal import Temporal, Value, Word, temporal
from build_dossier.timeline.prefixes import Prefix, prefixes
from build_dossier.timeline.rules import MACROS, RULES, Rule
from build_dossier.timeline.tokens import MARKS, TOKEN, folded, numeric, words
from build_dossier.timeline.values import SHIFTED

__all__ = ["Compiled", "Fields", "Lexemes", "compiled"]

Fields = tuple[tuple[str, Value], ...]
"""Names of fields of an expression with their values."""
Phrases = tuple[tuple[int, Mapping[tuple[str, ...], "Entry"]], ...]
"""What may follow a first word, by how many words, the longest first."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a phrase can be: its letter, the letter of an uncapitalised one, values by role."""

    letter: str
    small: str
    values: Mapping[str, Fields]


@dataclass(frozen=True, slots=True)
class Lexemes:
    """A text's lexemes: where each stands, its entry (None for numbers, signs, unknown words), letters."""

    starts: list[int]
    ends: list[int]
    entries: list[Entry | None]
    letters: str


class Alphabet:
    """Hands out one private letter for each set of roles."""

    def __init__(self) -> None:
        self.letters: dict[frozenset[str], str] = {}
        self._having: dict[str, str] = {}
        self._any: dict[tuple[str, ...], frozenset[str]] = {}

    def letter(self, *roles: str) -> str:
        """Return the letter of a set of roles."""
        return self.letters.setdefault(frozenset(roles), chr(0xE000 + len(self.letters)))

    def having(self, role: str) -> str:
        """Return the letters whose sets hold the role; every letter must have been handed out."""
        if role not in self._having:
            self._having[role] = "".join(letter for roles, letter in self.letters.items() if role in roles)
        return self._having[role]

    def any_of(self, *roles: str) -> frozenset[str]:
        """Return the letters whose sets hold any of the roles."""
        if roles not in self._any:
            self._any[roles] = frozenset("".join(self.having(role) for role in roles))
        return self._any[roles]


_DERIVED = {"year": "yunit", "month": "munit", "week": "wunit", "quarter": "qunit"}


def _roles(role: str, values: Fields) -> tuple[str, ...]:
    unit = str(dict(values).get("unit", ""))
    if role == "unit" and unit in _DERIVED:
        return (role, _DERIVED[unit])
    if role == "edgeunit" and unit in ("year", "month"):
        return (role, f"{unit[0]}edge")
    if role == "deictic" and unit in ("year", "month", "week"):
        return (role, f"{unit[0]}deictic")
    return (role,)


_NUMERAL = {"num": "count", "day": "day", "mon": "month", "hour": "hour"}


def _role_values(word: Word) -> list[tuple[str, Fields]]:
    """Return the roles of a word with their values; a numeral has those of the number it spells."""
    if word.role == "number" and 2 <= int(dict(word.values)["count"]) <= 31:
        return [(word.role, word.values), ("dayname", (("day", word.values[0][1]),))]
    if word.role != "numeral":
        return [(role, word.values) for role in _roles(word.role, word.values)]
    number = word.values[0][1]
    roles = set(_number_roles(int(number))) & set(_NUMERAL)
    return [(role, ((_NUMERAL[role], number),)) for role in sorted(roles)]


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule as a regular expression over letters; group n captures a lexeme with the nth role."""

    rule: Rule
    pattern: re.Pattern[str]
    roles: tuple[str, ...]
    begins: frozenset[Prefix]


@dataclass(frozen=True, slots=True)
class Compiled:
    """The grammar of one language, ready to run."""

    language: Temporal
    alphabet: Alphabet
    phrases: Mapping[str, Phrases]
    rules: tuple[CompiledRule, ...]
    numbers: tuple[str, ...]
    """The letters of the whole numbers 0 to 2699, of 00 to 09, and of larger ones."""
    _beginning: dict[str, tuple[CompiledRule, ...]]
    _likely: dict[str, tuple[tuple[CompiledRule, tuple[Prefix, ...]], ...]]

    def beginning(self, letters: str) -> tuple[CompiledRule, ...]:
        """Return the rules that can begin with three letters (fewer at the end of a text), in their order."""
        found = self._beginning.get(letters)
        if found is None:
            size = len(letters)
            likely = self._left(letters)
            found = tuple(rule for rule, begins in likely if any(len(one) <= size for one in begins))
            self._beginning[letters] = found
        return found

    def _left(self, letters: str) -> tuple[tuple[CompiledRule, tuple[Prefix, ...]], ...]:
        """Return the rules that letters leave possible, with the beginnings that are left of each."""
        found = self._likely.get(letters)
        if found is None:
            at, last = len(letters) - 1, letters[-1]
            found = tuple(
                (rule, left)
                for rule, begins in self._left(letters[:-1])
                if (left := tuple(one for one in begins if len(one) <= at or last in one[at]))
            )
            self._likely[letters] = found
        return found

    def lex(self, text: str) -> Lexemes:
        """Return the text as lexemes, the longest phrase at each place."""
        spans = [match.span() for match in TOKEN.finditer(text)]
        raws = [text[start:end] for start, end in spans]
        plain = {raw: folded(raw) for raw in set(raws)}
        tokens = [plain[raw] for raw in raws]
        starts: list[int] = []
        ends: list[int] = []
        entries: list[Entry | None] = []
        letters: list[str] = []
        known: dict[str, str] = {}
        at, phrases, count = 0, self.phrases, len(tokens)
        while at < count:
            raw = raws[at]
            starts.append(spans[at][0])
            for more, known_rests in phrases.get(tokens[at], ()):
                entry = known_rests.get(tuple(tokens[at + 1 : at + 1 + more]))
                if entry is not None:
                    letters.append(entry.letter if raw[0].isupper() else entry.small)
                    entries.append(entry)
                    at += more
                    break
            else:
                if raw not in known:
                    known[raw] = self._letter(raw, tokens[at], text, spans[at][0])
                letters.append(known[raw])
                entries.append(None)
            ends.append(spans[at][1])
            at += 1
        return Lexemes(starts, ends, entries, "".join(letters))

    def _letter(self, raw: str, token: str, text: str, start: int) -> str:
        match = TOKEN.match(text, start)
        kind = match.lastgroup if match else "sign"
        known = self.alphabet.letters
        if kind == "word" and _ROMAN.fullmatch(raw):
            return known[_ROMAN_LETTER]
        if kind in ("word", "char"):
            return known[_UPPER if raw[0].isupper() else _LOWER]
        if kind == "sign":
            return known[_SIGNS.get(token, _STOP)]
        if kind == "number":
            if token.isdigit():
                return self._whole(token)
            shape, numbers = numeric(token)
            if shape == "twoyears" and (numbers[0] + 1 - numbers[1]) % 100:  # 2011/12 are two, 2011/15 none
                shape = "decimal"
            if shape == "dm" and (max(numbers) > 12 or "0" in (token[0], token[token.find("/") + 1])):
                shape = "dmsure"
            if shape == "my" and "/" in token:
                shape = "mycut"
            return known[frozenset(_CLUSTERS[shape])]
        if kind == "han":
            return known[_HAN]
        if kind == "mixed":
            return known[self._mixed(token)]
        return known[frozenset({"iso" if kind == "iso" else "fd"})]

    def _whole(self, token: str) -> str:
        number = int(token) if len(token) <= 4 else -1
        if len(token) == 2 and number < 10:
            return self.numbers[number + SHIFTED[1]]
        return self.numbers[number] if 0 <= number < SHIFTED[1] else self.numbers[-1]

    def _mixed(self, token: str) -> frozenset[str]:
        digits = re.match(r"\d+", token)
        head = digits.group() if digits else ""
        tail = token[len(head) :]
        if tail in self.language.ordinals and len(head) <= 2:
            return frozenset({"dayord"})
        if tail in self.language.decades and (len(head) in (2, 4) and head[-1] == "0"):
            return frozenset({"decade"})
        hour = re.match(r"[^\W\d]+", tail)
        if hour and hour.group() in self.language.hours and len(head) <= 2:
            return frozenset({"time"})
        if len(tail) <= 5 and not any(letter.isdigit() for letter in tail):
            return _SUFFIXED.get(len(head), _LOWER)
        return _LOWER


_LOWER, _UPPER, _STOP = frozenset({"lower"}), frozenset({"upper"}), frozenset({"stop", "mark"})
_ROMAN = re.compile(r"[IVXІХ]{1,5}(?:e|è|er|ème|ième)?")
_ROMAN_LETTER = frozenset({"roman", "upper"})
_HAN = frozenset({"year", "yearplain"})
_SUFFIXED = {1: frozenset({"dayany", "lower"}), 2: frozenset({"dayany", "lower"}),
             4: frozenset({"yearany", "lower"})}  # fmt: skip
_SIGNS = {
    sign: frozenset({role} if role in ("apostrophe", "plus", "measure") else {role, "stop"})
    for sign, role in MARKS.items()
}
_CLUSTERS = {
    "fd": ("fd",), "fy": ("fd",), "twoyears": ("twoyears",),
    "my": ("my",), "mycut": ("my", "mycut"), "dm": ("dm",), "dmsure": ("dm", "dmsure"),
    "dmdot": ("dmdot", "time"), "time": ("time",),
    "decimal": ("decimal", "num"),
}  # fmt: skip


def _number_roles(number: int, shift: int = 0) -> tuple[str, ...]:
    roles = ["num"]
    if 1 <= number <= 31:
        roles.append("day")
    if 1 <= number <= 12:
        roles.append("mon")
    if number <= 24:
        roles.append("hour")
    if 10 <= number <= 99:
        roles.append("yy")
    if 1000 <= number < 2200 or (shift and SHIFTED[0] <= number < SHIFTED[1]):
        roles.append("year")
    if 1400 <= number < 2100 and number % 100:
        roles.append("yearplain")
    if 1900 <= number < 2050 and number % 100:
        roles.append("yearbare")
    return tuple(roles)


def _phrases(language: Temporal, alphabet: Alphabet) -> dict[str, Phrases]:
    big: dict[tuple[str, ...], dict[str, Fields]] = {}
    small: dict[tuple[str, ...], set[str]] = {}
    for word in language.words:
        tokens = words(word.phrase)
        if not tokens:
            continue
        for role, values in _role_values(word):
            big.setdefault(tokens, {}).setdefault(role, values)
            if not word.capital:
                small.setdefault(tokens, set()).add(role)
    heads: dict[str, dict[int, dict[tuple[str, ...], Entry]]] = {}
    for tokens, known in big.items():
        case = ("upper", "lower") if len(tokens) == 1 else ("", "lower")
        if tokens[0] in MARKS and len(tokens) == 1:
            case = (MARKS[tokens[0]], MARKS[tokens[0]])
        loose = small.get(tokens, set()) | {case[1]}
        letters = alphabet.letter(*known, "known"), alphabet.letter(*loose)
        heads.setdefault(tokens[0], {}).setdefault(len(tokens) - 1, {})[tokens[1:]] = Entry(*letters, known)
    return {head: tuple(sorted(found.items(), reverse=True)) for head, found in heads.items()}


def _expand(pattern: str) -> str:
    while _NAME.search(pattern):
        pattern = _NAME.sub(lambda name: MACROS[name.group()], pattern)
    return pattern.replace(" ", "")


_NAME = re.compile(r"[A-Z]{2,}")
_PLACE = re.compile(r"<(\^?)(\w+)>|\{(\w+)\}")


def _rule(rule: Rule, alphabet: Alphabet) -> tuple[str, list[str]]:
    """Return the rule as a regular expression over letters, and the roles of its captures in order."""
    roles: list[str] = []

    def place(match: re.Match[str]) -> str:
        negated, plain, captured = match.groups()
        role = captured or plain
        letters = alphabet.having(role)
        if captured:
            roles.append(role)
            return f"([{letters}])" if letters else "((?!))"
        if negated:
            return f"[^{letters}]"
        return f"[{letters}]" if letters else r"[^\s\S]"

    return _PLACE.sub(place, _expand(rule.pattern)), roles


@cache
def compiled(code: str) -> Compiled:
    """Return the grammar of a language, compiled once a process."""
    language = temporal(code)
    alphabet = Alphabet()
    shift = language.year_shift
    numbers = [alphabet.letter(*_number_roles(number, shift)) for number in range(SHIFTED[1])]
    numbers += [alphabet.letter(*_number_roles(number), "padded") for number in range(10)]
    numbers += [alphabet.letter("num")]
    for roles in (_LOWER, _UPPER, _STOP, _HAN, _ROMAN_LETTER, *_SUFFIXED.values(), *_SIGNS.values()):
        alphabet.letter(*roles)
    for cluster in ({"iso"}, {"dayord"}, {"decade"}, *map(set, _CLUSTERS.values())):
        alphabet.letter(*cluster)
    phrases = _phrases(language, alphabet)
    rules = []
    for rule in RULES:
        if rule.needs and not getattr(language, rule.needs):
            continue
        source, captured = _rule(rule, alphabet)
        begins = prefixes(_expand(rule.pattern), alphabet.having)
        if begins:
            rules.append(CompiledRule(rule, re.compile(source), tuple(captured), begins))
    likely = tuple((rule, tuple(rule.begins)) for rule in rules)
    return Compiled(language, alphabet, phrases, tuple(rules), tuple(numbers), {}, {"": likely})
