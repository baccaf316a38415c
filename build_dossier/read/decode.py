"""From bytes of unknown encoding to text."""

from __future__ import annotations

import codecs
import unicodedata
from collections import Counter
from hashlib import sha256
from math import log2

from charset_normalizer import from_bytes

from build_dossier.errors import ReadError
from build_dossier.model import Message, RawFile

__all__ = ["decode", "decode_lines", "hash_of"]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: its mark begins with the other's."""

_LEGACY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp932",
    "euc_jp", "gb18030", "big5", "cp949", "koi8_r", "koi8_u", "cp874", "iso8859_2",
]  # fmt: skip
"""Encodings that news pages are saved in; the rest only invites wrong guesses."""

_CONTROL = bytes([*range(9), 0x0B, *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
"""Control characters, in UTF-8 a byte each."""
_NOT_TEXT = 0.01
"""Share of control characters above which a file is no text; real pages have none, archives a tenth."""

_STRAY = 0.001
"""Share of zero bytes up to which a text is a text with a slip in it; one is a slip in any text."""

_SAYS_LESS = 1.5
"""Bits by which the high bytes of UTF-16 say less than the low ones where a script has its own block: 2.6
and more in 40 characters of CLDR's names in 24 such languages; under 1.2 in 80 bytes of other text."""
_WIDE_LEAST = 20
"""Characters below which nothing tells the two byte orders apart."""
_SAMPLE = 1 << 16
"""Bytes, and characters, that are looked at to tell the byte order: more would say the same, slowly."""
_ASCII = 0.8
"""Share of printable ASCII bytes from which bytes are no UTF-16: two Latin letters make one Chinese one."""

_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)


def hash_of(raw: RawFile) -> str:
    """Return the SHA-256 of the bytes as they lie in the folder, in hexadecimal digits."""
    return sha256(raw.data).hexdigest()


def decode_lines(data: bytes, declared: str = "") -> tuple[str, str]:
    r"""Return (text with `\n` line ends, name of the encoding) of a file's bytes; see `decode`."""
    text, encoding = decode(data, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n"), encoding


def decode(data: bytes, declared: str = "") -> tuple[str, str]:
    """Return (text, name of the encoding); raise `ReadError` for bytes that are no text.

    A byte order mark decides, then UTF-8, then what the file declares, then charset-normalizer's guess.
    """
    if data.startswith(_MAGIC):
        raise _binary()
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, name), name.removesuffix("-sig"))
    text = _try(data, "utf-8")
    stray = _is_stray(data.count(0), len(data))
    if text is not None and stray:
        return _checked(text, "utf-8")
    if b"\0" in data:
        wide = _wide(data)
        if wide is not None:
            return wide
        if not stray:
            raise _binary()
    return _legacy(data, declared)


def _binary() -> ReadError:
    return ReadError(Message.of("is not text but a binary file; save the article as .txt, .md or .html"))


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _strict(data: bytes, name: str) -> str:
    text = _try(data, name)
    if text is None:
        raise ReadError(
            Message.of(
                "begins like {encoding} but breaks off or is damaged; save it again as UTF-8", encoding=name
            )
        )
    return text


def _is_stray(zeros: int, length: int) -> bool:
    return zeros <= max(1, _STRAY * length)


def _checked(text: str, encoding: str) -> tuple[str, str]:
    """Return the text with `\ufffd` for each stray zero, so that offsets stay; raise when it is no text."""
    zeros = text.count("\0")
    encoded = text.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _CONTROL)) - zeros
    blank = zeros and not text.replace("\0", "").strip()
    if blank or not _is_stray(zeros, len(text)) or controls > _NOT_TEXT * len(text):
        raise _binary()
    return text.replace("\0", "\ufffd"), encoding


def _wide(data: bytes) -> tuple[str, str] | None:
    """Return UTF-16 text without a mark, None for other bytes.

    In Latin script its zero bytes stand nearly all on one side; in others the high bytes, which name the
    script, say less than the low ones; in Chinese and Korean only one byte order makes letters.
    """
    sample = data[:_SAMPLE]
    sides = {"utf-16-be": sample[0::2], "utf-16-le": sample[1::2]}
    half = len(sample) // 2 or 1
    zeros = {name: side.count(0) / half for name, side in sides.items()}
    latin = max(zeros, key=lambda name: zeros[name])
    if zeros[latin] >= 0.3 and min(zeros.values()) <= 0.05:
        text = _try(data, latin)
        return None if text is None else _checked(text, latin)
    if half < _WIDE_LEAST or sum(0x20 <= byte < 0x7F for byte in sample) > _ASCII * len(sample):
        return None
    read = {
        name: text for name in sides if (text := _try(data, name)) is not None and _is_prose(text[:_SAMPLE])
    }
    bits = {name: _bits(side) for name, side in sides.items()}
    best = min(read, key=lambda name: bits[name], default="")
    if not best or (len(read) > 1 and max(bits.values()) - bits[best] < _SAYS_LESS):
        return None
    return _checked(read[best], best)


def _bits(data: bytes) -> float:
    """Return how much a byte says, 0 to 8: the entropy of their frequencies."""
    return -sum(count / len(data) * log2(count / len(data)) for count in Counter(data).values())


def _is_prose(text: str) -> bool:
    """Tell whether most characters are letters and nearly none unassigned, private or control characters."""
    kinds = Counter(unicodedata.category(char) for char in text if char not in "\0\t\r\n")
    total = sum(kinds.values())
    letters = sum(count for kind, count in kinds.items() if kind[0] in "LM")
    return letters > total / 2 and kinds["Cc"] + kinds["Cn"] + kinds["Co"] <= _NOT_TEXT * total


def _legacy(data: bytes, declared: str) -> tuple[str, str]:
    if b"\0" not in data:
        return _checked(*_legacy_text(data, declared))
    # the old sign for "substitute" stands in for them: zeros mislead the guess
    text, name = _legacy_text(data.replace(b"\0", b"\x1a"), declared)
    return _checked(text.replace("\x1a", "\ufffd"), name)


def _legacy_text(data: bytes, declared: str) -> tuple[str, str]:
    mixed = _mixed(data)
    if mixed is not None:
        return mixed, "utf-8"
    if declared and (text := _try(data, declared)) is not None:
        return text, codecs.lookup(declared).name
    return _guess(data)


def _guess(data: bytes) -> tuple[str, str]:
    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is not None:
        return str(best), best.encoding
    text = _try(data, "cp1252")
    if text is None:
        raise ReadError(Message.of("its encoding cannot be told; save it again as UTF-8"))
    return text, "cp1252"


def _mixed(data: bytes) -> str | None:
    """Return the text of UTF-8 with some lines pasted from Windows-1252, None for other files."""
    lines = data.split(b"\n")
    decoded = [_try(line, "utf-8") for line in lines]
    broken = decoded.count(None)
    valid = sum(1 for text in decoded if text is not None and not text.isascii())
    if valid <= broken:
        return None
    return "\n".join(
        line.decode("cp1252", "replace") if text is None else text
        for line, text in zip(lines, decoded, strict=True)
    )
