"""Bytes -> text: byte order mark, declared charset, strict UTF-8, what the letters clearly say, then ICU's detector above a confidence.

Nothing is ever decoded with replacement characters: bytes that fit no encoding are reported as one bad document. Sources: the Encoding
Standard of the WHATWG for what a charset label means in practice (``iso-8859-1`` is windows-1252); ICU's charset detector by way of
:func:`search.text.unicode.detect_encoding`; Microsoft code page 1258 for Vietnamese, which ICU does not know.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, replace

from search.errors import DocumentError
from search.readers.letters import clear_reading
from search.text.unicode import detect_encoding

CONFIDENCE = 30
"""Least confidence (0-100) at which ICU's guess is believed. Real sentences of 20 characters get 33 and more, noise at most 29."""
_SAMPLE = 200_000
"""Bytes that the detector looks at."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"\x7fELF",
          b"\xfd7zXZ\x00", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"OggS\x00", b"fLaC", b"\x00asm",
          b"SQLite format 3\x00", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"wOFF", b"wOF2", b"\x28\xb5\x2f\xfd")
_BETTER = {
    "iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874", "shift_jis": "cp932",
    "euc_kr": "cp949", "johab": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "iso8859-8": "cp1255",
}
"""Encoding as declared or guessed (Python's name) -> the superset that pages so labelled are really in."""
_ALIASES = {"x-sjis": "cp932", "windows-31j": "cp932", "windows-874": "cp874", "x-gbk": "gb18030", "x-euc-jp": "euc_jp",
            "ks_c_5601-1987": "cp949", "iso-8859-8-i": "cp1255", "visual": "cp1255"}
_CONTROL = bytes(range(9)) + bytes(range(14, 27)) + bytes(range(28, 32)) + b"\x0b\x7f"
_META = re.compile(
    rb"""<meta[^>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_MULTI_BYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str
    """Python's name of the encoding."""
    warning: tuple[str, str] | None = None
    """``(code, detail)`` of a warning, see :mod:`search.readers.outcome`."""


def declared_charset(data: bytes) -> str | None:
    """The label in ``<meta charset>`` or an XML declaration in the first 4 KB of a page, as written."""
    found = _META.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


def decode(name: str, data: bytes, charset: str | None = None) -> Decoded:
    """The text of ``data``. ``charset`` is what the document itself declares, if it does.

    Where every line ends with a lone carriage return (classic Mac OS), ``\\n`` takes its place, one for one: nobody else knows it for the
    end of a line. Raises :class:`DocumentError` with code ``binary`` or ``undecodable``.
    """
    decoded = _decode(name, data, charset)
    if "\r" in decoded.text and "\n" not in decoded.text:
        return replace(decoded, text=decoded.text.replace("\r", "\n"))
    return decoded


def _decode(name: str, data: bytes, charset: str | None) -> Decoded:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            text = _strict(data[len(mark):], encoding)
            if text is None:
                raise DocumentError(name, "undecodable", f"the byte order mark says {encoding.upper()}, the bytes after it do not fit")
            return Decoded(text, encoding)
    head = data[:1024]
    if data.startswith(_MAGIC) and not (head.isascii() and head == head.translate(None, _CONTROL)):  # a text may begin with "GIF89a"
        raise DocumentError(name, "binary", "not text: the file begins like an image, archive or program")
    return _declared(data, charset) or _unicode(name, data) or _guess(name, data)


def _declared(data: bytes, charset: str | None) -> Decoded | None:
    """Decoded as declared; not where the bytes are strict UTF-8 with letters beyond ASCII, which no other encoding is by chance."""
    encoding = _python_name(charset) if charset else None
    if encoding is None or encoding.startswith(("utf-16", "utf-32")):
        return None
    utf8 = None if encoding == "utf-8" or data.isascii() else _strict(data, "utf-8")
    if utf8 is not None:
        return Decoded(utf8, "utf-8", ("wrong-charset", f"it declares {charset}, its bytes are UTF-8"))
    text = _strict(data, encoding)
    return None if text is None or (encoding == "utf-8" and b"\x00" in data) else Decoded(text, encoding)


def _unicode(name: str, data: bytes) -> Decoded | None:
    """Strict UTF-8, or UTF-16 without a mark (every other byte of ASCII is then zero)."""
    text = _strict(data, "utf-8")
    controls = len(data) - len(data.translate(None, _CONTROL))
    if text is not None and b"\x1b$" in data and (japanese := _strict(data, "iso2022_jp")) is not None:
        return Decoded(japanese, "iso2022_jp", ("guessed-encoding", "its escape sequences are those of ISO-2022-JP"))
    if text is not None and controls <= max(4, len(data) // 20):
        return Decoded(text, "utf-8")
    sample = data[:_SAMPLE]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    for encoding, many, few in (("utf-16-le", zeros[1], zeros[0]), ("utf-16-be", zeros[0], zeros[1])):
        if many > len(sample) // 20 and many > 20 * few:
            wide = _strict(data, encoding)
            if wide is not None and _plausible(wide):
                return Decoded(wide, encoding, _guessed(encoding.upper()))
    if controls > max(4, len(data) // 20) or (text is None and b"\x00" in data):
        raise DocumentError(name, "binary", "not text: it is full of control bytes")
    return None


def _guess(name: str, data: bytes) -> Decoded:
    """What fits strictly and makes sense: what the letters clearly say, else ICU's best guess."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = error.start
    good = sum(len(run) > 1 for run in _MULTI_BYTE.findall(data[:_SAMPLE]))
    bad = sum(0xDC80 <= ord(c) <= 0xDCFF for c in data[:_SAMPLE].decode("utf-8", "surrogateescape"))
    if good > 10 * bad:
        raise DocumentError(name, "undecodable", f"UTF-8 with broken bytes, the first at byte {place}; repair or convert the file")
    special = _strict(data, "cp1258")
    if special and _vietnamese(special[:_SAMPLE]):
        return Decoded(special, "cp1258", _guessed("windows-1258 (Vietnamese)"))
    clear = clear_reading(data)
    if clear is not None and (text := _strict(data, clear.encoding)) is not None and _plausible(text):
        return Decoded(text, clear.encoding, _guessed(f"{clear.encoding} by its letters (language {clear.lang})"))
    guesses = detect_encoding(data[:_SAMPLE])
    for label, confidence in guesses:
        encoding = _python_name(label) or ""
        if confidence < CONFIDENCE or encoding in {"", "utf-8"} or encoding.startswith(("utf-16", "utf-32", "cp4")):
            continue
        guess = _strict(data, encoding)
        if guess and _plausible(guess):
            return Decoded(guess, encoding, _guessed(f"{label} (confidence {confidence} of 100)"))
    raise DocumentError(name, "undecodable", f"not UTF-8 (byte {place}) and no other encoding fits; convert the file to UTF-8")


def _guessed(as_what: str) -> tuple[str, str]:
    return "guessed-encoding", f"nothing declares an encoding; read as {as_what}"


def _vietnamese(text: str) -> bool:
    """Whether bytes read as code page 1258 are Vietnamese, where a tone is a combining mark after its vowel.

    Certain enough: marks are frequent, every one stands on a vowel, and no letter is foreign to Vietnamese.
    """
    marks = sum(c in "\u0300\u0309\u0303\u0301\u0323" for c in text)
    on_vowels = len(re.findall("[aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ][\u0300\u0309\u0303\u0301\u0323]", text))
    letters = [c for c in text if ord(c) > 127 and c.isalpha()]
    own = sum(c in "ăâđêôơưĂÂĐÊÔƠƯ" for c in letters)
    known = sum(c in "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíòóõùúýÀÁÃÈÉÌÍÒÓÕÙÚÝ" for c in letters)
    return marks >= 3 and marks == on_vowels and own >= 2 and known >= 0.95 * len(letters)


def _python_name(label: str) -> str | None:
    """Python's name for a charset label, widened as pages really use it; None for a label that names no text encoding."""
    label = label.strip().lower()
    try:
        found = codecs.lookup(_ALIASES.get(label, label))
    except LookupError:
        return None
    if not getattr(found, "_is_text_encoding", True):
        return None
    return _BETTER.get(found.name, found.name)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding, "strict")
    except (UnicodeDecodeError, UnicodeError):
        return None


def _plausible(text: str) -> bool:
    """No C1 controls, unassigned or private characters to speak of: what a wrong single-byte table produces."""
    sample = text[:20_000]
    odd = sum(unicodedata.category(c) in {"Cn", "Co"} or "\x80" <= c <= "\x9f" or (c < " " and c not in "\t\n\r\f\x1b") for c in sample)
    return odd <= len(sample) // 200
