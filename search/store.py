"""What is stored beside the postings: the original document and its forward index, packed into one opaque payload.

The forward index lists every token of every passage: which distinct word (``row``), where it starts, how long it is. Marks, snippets and
"why" are computed from it, above the engine and without analysing again. Sections are compressed apart and unpacked as they are asked
for; rows are searched as bytes, passages and tokens are arrays, so that a book costs little more than a page.

Layout: magic, five section sizes (little-endian uint32), then zlib of: meta (JSON), text (UTF-8), rows (UTF-8), tokens, passages (int32).
A row is one line: fields ``exact``, ``fold``, ``word``, ``address``, each ended by a tab, each form between spaces.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from search.errors import IndexDamaged
from search.model import Document, Zone

MAGIC = b"GLO2"
_HEADER = struct.Struct("<4s5I")
_LEVEL = 3
"""zlib level: beyond it the build slows more than the index shrinks."""

PassageKind = Literal["text", "parts"]
"""``parts``: another reading of one word of the passage before (``NamViệt`` as ``nam, việt``)."""
ZONES = ("body", "title", "banner", "caption", "related", "tail", "hidden")
KINDS: tuple[PassageKind, ...] = ("text", "parts")

Array = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Row:
    """One distinct word of a document with all its index forms."""

    exact: tuple[str, ...]
    fold: tuple[str, ...]
    word: tuple[str, ...]
    """With language prefix: ``no:industri``."""
    address: bool = False
    """Found inside a URL: in the ``address`` field only."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the document that was analysed under one language. Offsets: code points of the text (of the title in ``title``)."""

    start: int
    end: int
    lang: str
    zone: str
    """One of ``ZONES``; ``title`` is a title that is not part of the text."""
    kind: PassageKind
    first: int
    """Its tokens are ``[first, last)`` of the forward index."""
    last: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """One entry per token of the document, in the order of its passages."""

    row: Array
    start: Array
    length: Array


@dataclass(frozen=True, slots=True)
class PassageTable:
    """The passages as arrays, one entry per passage."""

    start: Array
    end: Array
    lang: Array
    """Index into ``langs``."""
    zone: Array
    """Index into ``ZONES``."""
    kind: Array
    """Index into ``KINDS``."""
    first: Array
    last: Array
    langs: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.start)

    def __getitem__(self, number: int) -> Passage:
        return Passage(
            int(self.start[number]),
            int(self.end[number]),
            self.langs[int(self.lang[number])],
            ZONES[int(self.zone[number])],
            KINDS[int(self.kind[number])],
            int(self.first[number]),
            int(self.last[number]),
        )

    def texts(self) -> list[int]:
        """Numbers of the passages of the text itself: no other readings, no separate title."""
        return [int(number) for number in np.flatnonzero((self.kind == 0) & (self.zone != ZONES.index("title")))]


def encode(document: Document, lang: str, body_hash: str, lines: Iterable[str], tokens: Tokens, passages: Sequence[Passage]) -> bytes:
    """The payload of a document. ``lang`` is the document's language, ``body_hash`` what identical copies share, ``lines`` its rows as
    :func:`row_line` writes them."""
    langs = {code: number for number, code in enumerate(dict.fromkeys(passage.lang for passage in passages))}
    meta = {
        "id": document.id,
        "title": document.title,
        "title_source": document.title_source,
        "title_span": document.title_span,
        "url": document.url,
        "site": document.site,
        "date": document.date,
        "declared": document.lang,
        "lang": lang,
        "hash": body_hash,
        "source": document.source,
        "zones": [[zone.kind, zone.start, zone.end] for zone in document.zones],
        "extra": document.extra,
        "langs": list(langs),
    }
    table = np.array(
        [(p.start, p.end, langs[p.lang], ZONES.index(p.zone), KINDS.index(p.kind), p.first, p.last) for p in passages], dtype="<i4"
    ).reshape(-1, 7)
    steps = np.diff(tokens.start, prepend=np.int32(0))
    sections = [
        zlib.compress(data, _LEVEL)
        for data in (
            json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode(),
            document.text.encode(),
            "".join(lines).encode(),
            b"".join(array.astype("<i4").tobytes() for array in (tokens.row, steps, tokens.length)),
            table.T.tobytes(),
        )
    ]
    return _HEADER.pack(MAGIC, *map(len, sections)) + b"".join(sections)


def row_line(row: Row) -> str:
    """A row as it is stored."""
    address = " 1 \t" if row.address else "\t"
    return f" {' '.join(row.exact)} \t {' '.join(row.fold)} \t {' '.join(row.word)} \t{address}\n"


class StoredDocument:
    """A payload, unpacked piece by piece as it is asked for. Raises :class:`IndexDamaged` when the bytes are not ours."""

    def __init__(self, payload: bytes) -> None:
        try:
            magic, *sizes = _HEADER.unpack_from(payload)
        except struct.error as error:
            raise IndexDamaged("A stored document is cut short. Rebuild the index: glotta index rebuild") from error
        if magic != MAGIC or len(payload) != _HEADER.size + sum(sizes):
            raise IndexDamaged("A stored document is not in this version's format. Rebuild the index: glotta index rebuild")
        self._payload = payload
        self._sizes: Sequence[int] = sizes

    def _section(self, number: int) -> bytes:
        at = _HEADER.size + sum(self._sizes[:number])
        return zlib.decompress(self._payload[at : at + self._sizes[number]])

    @cached_property
    def _meta(self) -> dict[str, object]:
        meta: dict[str, object] = json.loads(self._section(0))
        return meta

    @cached_property
    def text(self) -> str:
        """The original text."""
        return self._section(1).decode()

    @property
    def title(self) -> str:
        return str(self._meta["title"])

    @property
    def lang(self) -> str:
        return str(self._meta["lang"])

    @property
    def url(self) -> str | None:
        url = self._meta["url"]
        return None if url is None else str(url)

    @property
    def hash(self) -> str:
        """Hash of the body; identical copies share it."""
        return str(self._meta["hash"])

    @cached_property
    def document(self) -> Document:
        """The document as it was read."""
        meta = dict(self._meta)
        for derived in ("lang", "hash", "langs"):
            del meta[derived]
        span = meta.pop("title_span")
        zones = tuple(Zone(kind, start, end) for kind, start, end in meta.pop("zones"))  # type: ignore[attr-defined]
        declared = meta.pop("declared")
        return Document(text=self.text, title_span=tuple(span) if span else None, zones=zones, lang=declared, **meta)  # type: ignore[arg-type]

    @cached_property
    def passages(self) -> PassageTable:
        start, end, lang, zone, kind, first, last = np.frombuffer(self._section(4), "<i4").reshape(7, -1)
        langs = tuple(map(str, self._meta["langs"]))  # type: ignore[call-overload]
        return PassageTable(start, end, lang, zone, kind, first, last, langs)

    @cached_property
    def tokens(self) -> Tokens:
        row, steps, length = np.frombuffer(self._section(3), "<i4").reshape(3, -1)
        return Tokens(row, np.cumsum(steps, dtype=np.int32), length)

    @cached_property
    def rows(self) -> RowTable:
        return RowTable(self._section(2))


class RowTable:
    """The distinct words of a document, searched as bytes."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._ends = np.flatnonzero(np.frombuffer(data, np.uint8) == 0x0A)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> Row:
        start = int(self._ends[number - 1]) + 1 if number else 0
        exact, fold, word, address, _ = self._data[start : int(self._ends[number])].decode().split("\t")
        return Row(tuple(exact.split()), tuple(fold.split()), tuple(word.split()), bool(address))

    def holding(self, form: str, *, prefix: bool = False) -> list[int]:
        """Rows in which ``form`` is one of the forms of any field (``prefix``: begins one); ascending, each once."""
        needle = b" " + form.encode() + (b"" if prefix else b" ")
        places = []
        at = self._data.find(needle)
        while at >= 0:
            places.append(at)
            at = self._data.find(needle, at + 1)
        return sorted(set(np.searchsorted(self._ends, places).tolist()))
