"""Collections: one JSON object per line (``.jsonl``, ``.jsonl.gz``), read as a stream.

Keys: ``id`` or ``_id`` (else ``file#N``, N the number of the line from 1), ``text``; optional ``title``, ``url``, ``date``, ``lang``,
``site``; all other keys are kept as they are. Lines end at ``\\n`` only: real text holds U+2028 and U+0085, at which ``str.splitlines``
would cut. A broken line costs one document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from search.errors import DocumentError
from search.model import Document
from search.readers.dates import from_metadata
from search.readers.facts import Given, describe, language_code, site_of, unknown_language
from search.readers.outcome import ReadWarning
from search.readers.txt import not_empty

_SURROGATE = re.compile("[\ud800-\udfff]")
_KNOWN = frozenset({"id", "_id", "text", "title", "url", "date", "lang", "site"})
_CHUNK = 1 << 20
_SHOWN = 60
"""Characters of an id that are told of a line that is reported."""
LONGEST_ID = 4_096
"""Bytes, as of a path. An id is part of an address and of a term of the index; engines end at some 30,000."""


def read(id: str, stream: BinaryIO, source: str, max_size: int) -> Iterator[Document | DocumentError | ReadWarning]:
    """Every document of the collection, with an error for each line that is none. ``max_size`` holds for each line, in bytes.

    Raises what reading ``stream`` raises (OSError, EOFError and zlib.error for a damaged ``.gz``).
    """
    for number, line in _lines(stream, max_size):
        name = f"{id}#{number}"
        if line is None:
            yield DocumentError(name, "too-large", f"the line is longer than {max_size:,} bytes; raise --max-size to read it")
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield from _document(name, _object(name, line), f"{source}#{number}")
        except DocumentError as error:
            yield error


def _lines(stream: BinaryIO, max_size: int) -> Iterator[tuple[int, bytes | None]]:
    """``(number, line)``; None for a line that is too long, of which no more than ``max_size`` bytes are ever held."""
    number = 0
    while line := stream.readline(max_size + 2):
        number += 1
        if len(line.rstrip(b"\r\n")) <= max_size:
            yield number, line
            continue
        while not line.endswith(b"\n") and line:
            line = stream.readline(_CHUNK)
        yield number, None


def _object(name: str, line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DocumentError(name, "undecodable", f"not UTF-8 (byte {error.start} of the line)") from None
    except RecursionError:
        raise DocumentError(name, "bad-json", "nested too deeply") from None
    except json.JSONDecodeError as error:  # its own message counts lines inside this one line
        raise DocumentError(name, "bad-json", f"not JSON: {error.msg} at character {error.pos + 1} of the line") from None
    except ValueError as error:  # a number of thousands of digits
        raise DocumentError(name, "bad-json", f"not JSON: {error}") from None
    if not isinstance(found, dict):
        raise DocumentError(name, "not-an-object", "expected an object with the key `text`")
    return found


def _document(name: str, found: dict[str, Any], source: str) -> Iterator[Document | ReadWarning]:
    if _holds_surrogate(found):
        found = _clean(found)
        yield ReadWarning(name, "replaced", "lone surrogates were replaced by U+FFFD")
    id = next((str(found[key]) for key in ("id", "_id") if _is_id(found.get(key))), name)
    if len(id.encode()) > LONGEST_ID:
        raise DocumentError(name, "bad-id", f"the id has {len(id.encode()):,} bytes; at most {LONGEST_ID:,} are kept")
    named = name if id == name else f"{name} ({id[:_SHOWN]})"  # an id alone does not say in which file to look
    text = found.get("text")
    if not isinstance(text, str):
        raise DocumentError(named, "no-text", "the object has no `text`, or it is not a string")
    strings: dict[str, str] = {}
    for key in ("title", "url", "date", "lang", "site"):
        value = found.get(key)
        if isinstance(value, str):
            strings[key] = value.strip()
        elif value is not None:
            yield ReadWarning(named, "bad-field", f"`{key}` is not a string; it is left out")
    date, url, lang = (strings.get(key, "") for key in ("date", "url", "lang"))
    iso = from_metadata(date, lang) if date else None
    if date and iso is None:
        yield ReadWarning(named, "bad-field", f"`date` is no calendar date: {date[:40]!r}")
    url = url.replace(" ", "%20")
    if url and site_of(url) is None:
        yield ReadWarning(named, "bad-field", f"`url` is no http address: {url[:80]!r}")
        url = ""
    if lang and language_code(lang) is None and lang != "und":
        yield ReadWarning(named, "bad-field", unknown_language(lang))
    site = strings.get("site", "").lower()
    yield describe(id, not_empty(named, text), source, Given(
        title=strings.get("title", ""), url=url or None, date=iso, lang=lang or None,
        site=(site_of(site if "://" in site else f"//{site}") if site else None),
        extra={key: value for key, value in found.items() if key not in _KNOWN}))


def _is_id(value: object) -> bool:
    return (isinstance(value, str) and bool(value.strip())) or (isinstance(value, int) and not isinstance(value, bool))


def _holds_surrogate(value: object) -> bool:
    if isinstance(value, str):
        return not value.isascii() and _SURROGATE.search(value) is not None
    if isinstance(value, dict):
        return any(_holds_surrogate(key) or _holds_surrogate(inner) for key, inner in value.items())
    return isinstance(value, list) and any(map(_holds_surrogate, value))


def _clean(value: Any) -> Any:
    """The same JSON value with U+FFFD for each lone surrogate, in keys, too."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    return [_clean(inner) for inner in value] if isinstance(value, list) else value
