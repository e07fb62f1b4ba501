"""What is stored beside the postings: the original document and its forward index, packed into one opaque payload.

The forward index lists every token of every passage: which distinct word (``row``), where it starts, how long it is. Marks, snippets and
"why" are computed from it, above the engine and without analysing again. Sections are compressed apart, so that a list of results
need not unpack what it does not show.

Layout: magic, four section sizes (little-endian uint32), then zlib of: meta (JSON), text (UTF-8), rows (UTF-8 lines), tokens (arrays).
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt

from search.errors import IndexDamaged
from search.model import Document, Zone

MAGIC = b"GLO1"
_HEADER = struct.Struct("<4s4I")
_LEVEL = 3
"""zlib level: beyond it the build slows more than the index shrinks."""

PassageKind = Literal["text", "parts"]
"""``parts``: another reading of one word of the passage before (``NamViệt`` as ``nam, việt``)."""

Array = npt.NDArray[np.uint32]


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
    """``body``, ``title`` (a title that is not part of the text) or a :data:`search.model.ZoneKind`."""
    kind: PassageKind
    first: int
    """Its tokens are ``[first, last)`` of the forward index."""
    last: int


@dataclass(frozen=True, slots=True)
class Forward:
    """The forward index of one document; the three arrays have one entry per token."""

    rows: tuple[Row, ...]
    passages: tuple[Passage, ...]
    row: Array
    start: Array
    length: Array


def encode(document: Document, lang: str, body_hash: str, forward: Forward) -> bytes:
    """The payload of a document. ``lang`` is the document's language, ``body_hash`` what identical copies share."""
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
        "passages": [[p.start, p.end, p.lang, p.zone, p.kind, p.first, p.last] for p in forward.passages],
    }
    rows = "\n".join("\t".join((" ".join(r.exact), " ".join(r.fold), " ".join(r.word), "1" if r.address else "")) for r in forward.rows)
    steps = np.diff(forward.start.astype(np.int64), prepend=0).astype(np.int32)
    tokens = b"".join((forward.row.astype("<u4").tobytes(), steps.astype("<i4").tobytes(), forward.length.astype("<u4").tobytes()))
    sections = [
        zlib.compress(data, _LEVEL)
        for data in (json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode(), document.text.encode(), rows.encode(), tokens)
    ]
    return _HEADER.pack(MAGIC, *map(len, sections)) + b"".join(sections)


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
        return self._section(1).decode()

    @property
    def lang(self) -> str:
        return str(self._meta["lang"])

    @property
    def hash(self) -> str:
        """Hash of the body; identical copies share it."""
        return str(self._meta["hash"])

    @cached_property
    def document(self) -> Document:
        """The document as it was read."""
        meta = dict(self._meta)
        for derived in ("lang", "hash", "passages"):
            del meta[derived]
        span = meta.pop("title_span")
        zones = tuple(Zone(kind, start, end) for kind, start, end in meta.pop("zones"))  # type: ignore[attr-defined]
        declared = meta.pop("declared")
        return Document(text=self.text, title_span=tuple(span) if span else None, zones=zones, lang=declared, **meta)  # type: ignore[arg-type]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(Passage(*entry) for entry in self._meta["passages"])  # type: ignore[attr-defined]

    @cached_property
    def row_lines(self) -> list[str]:
        """Rows as stored: ``exact TAB fold TAB word TAB address``, several forms separated by spaces."""
        text = self._section(2).decode()
        return text.split("\n") if text else []

    @cached_property
    def forward(self) -> Forward:
        data = self._section(3)
        count = len(data) // 12
        start = np.cumsum(np.frombuffer(data, "<i4", count, 4 * count), dtype=np.int64).astype(np.uint32)
        return Forward(
            rows=tuple(map(_row, self.row_lines)),
            passages=self.passages,
            row=np.frombuffer(data, "<u4", count, 0),
            start=start,
            length=np.frombuffer(data, "<u4", count, 8 * count),
        )


def _row(line: str) -> Row:
    exact, fold, word, address = line.split("\t")
    return Row(tuple(exact.split(" ")), tuple(fold.split(" ")), tuple(word.split(" ")) if word else (), bool(address))
