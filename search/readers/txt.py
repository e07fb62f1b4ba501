"""Plain text: the bytes are the text, zones and facts come from the rules."""

from __future__ import annotations

from collections.abc import Iterator

from search.errors import DocumentError
from search.model import Document
from search.readers.encoding import Decoded, decode
from search.readers.facts import Given, describe
from search.readers.outcome import ReadWarning


def read(id: str, data: bytes, source: str) -> Iterator[Document | ReadWarning]:
    """One document. Raises :class:`DocumentError` (``empty``, ``binary``, ``undecodable``)."""
    decoded = decode(id, data)
    yield from warn(id, decoded)
    yield describe(id, not_empty(id, decoded.text), source, Given())


def warn(id: str, decoded: Decoded) -> Iterator[ReadWarning]:
    if decoded.warning is not None:
        yield ReadWarning(id, *decoded.warning)


def not_empty(id: str, text: str) -> str:
    """The text itself. Raises :class:`DocumentError` with code ``empty`` when it holds only white space and controls."""
    if not any(character > " " and not character.isspace() for character in text):
        raise DocumentError(id, "empty", "nothing but white space")
    return text
