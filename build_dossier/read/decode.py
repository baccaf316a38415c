"""From bytes of unknown encoding to text."""

from __future__ import annotations

import codecs
import re
from hashlib import sha256

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

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_NOT_TEXT = 0.01
"""Share of control characters above which a file is no text; real pages have none, archives a tenth."""

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
    if b"\0" in data:
        return _wide(data)
    text = _try(data, "utf-8")
    if text is not None:
        return _checked(text, "utf-8")
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


def _checked(text: str, encoding: str) -> tuple[str, str]:
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _NOT_TEXT * len(text):
        raise _binary()
    return text, encoding


def _wide(data: bytes) -> tuple[str, str]:
    """Return UTF-16 text without a mark: its zero bytes stand nearly all on one side."""
    half = len(data) // 2 or 1
    sides = {"utf-16-be": data[0::2].count(0) / half, "utf-16-le": data[1::2].count(0) / half}
    name = max(sides, key=lambda key: sides[key])
    text = _try(data, name)
    if sides[name] < 0.3 or min(sides.values()) > 0.05 or text is None:
        raise _binary()
    return _checked(text, name)


def _legacy(data: bytes, declared: str) -> tuple[str, str]:
    mixed = _mixed(data)
    if mixed is not None:
        return _checked(mixed, "utf-8")
    if declared and (text := _try(data, declared)) is not None:
        return _checked(text, codecs.lookup(declared).name)
    return _checked(*_guess(data))


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
