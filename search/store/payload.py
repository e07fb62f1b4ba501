"""What is stored beside the postings: the original document and its forward index, packed into one opaque payload.

The forward index lists every token of every passage: which distinct word (``row``), where it starts, how long it is. Marks, snippets and
"why" are computed from it, above the engine and without analysing again. Sections are read as they are asked for, the text in blocks;
words are found by a search for their bytes, passages and tokens are arrays, so that a book costs little more than a page.

Nothing is compressed here but long documents: an engine does that as it stores. (Tantivy's LZ4 gives all of a document back in a sixth of
the time that zlib takes, for a quarter more bytes. Of a long one only pieces are wanted, and 100 documents stay unpacked in memory.)

Layout: magic, sizes of four sections, code points of the text, number of its blocks, whether what follows is compressed (little-endian
uint32), sizes of the blocks (uint32), then: meta (JSON), rows (``rows.py``), tokens, passages (arrays), and each block of the text (UTF-8).
What usually follows from what stands before is stored as the difference: where a token starts after the last one, and how much longer it is
than its exact form.
"""

from __future__ import annotations

import itertools
import json
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from search.errors import IndexDamaged
from search.model import Document, Span, Zone, own_address
from search.store.rows import RowTable, columns, packed_columns
from search.text.unicode import NO_SPACE, NO_SPACE_RUN

MAGIC = b"GLO4"
_HEADER = struct.Struct("<4s7I")
LONG = 100_000
"""Code points of the text from which on a document is compressed piece by piece."""
_LEVEL = 3
"""zlib level: beyond it the build slows more than the index shrinks."""
BLOCK = 32_768
"""Code points of the text that are decoded together."""

PassageKind = Literal["text", "parts"]
"""``parts``: another reading of one word of the passage before (``NamViệt`` as ``nam, việt``)."""
ZONES = ("body", "title", "banner", "caption", "related", "tail", "hidden")
_TITLE = ZONES.index("title")
KINDS: tuple[PassageKind, ...] = ("text", "parts")
_LOOKS = {(zone, kind): 4 * at + 2 * KINDS.index(kind) for at, zone in enumerate(ZONES) for kind in KINDS}
"""Zone and kind of a passage as one number."""

Array = npt.NDArray[np.int32]


class Passage(NamedTuple):
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


class Places(NamedTuple):
    """The same without what takes the lengths of all rows."""

    row: Array
    start: Array
    extra: Array
    """How much longer each is than the exact form of its row."""


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
    dense: Array
    """Whether more than a third of its beginning is characters of scripts without spaces."""
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

    def texts(self) -> npt.NDArray[np.intp]:
        """Numbers of the passages of the text itself: no other readings, no separate title."""
        found: npt.NDArray[np.intp] = ((self.kind == 0) & (self.zone != _TITLE)).nonzero()[0]
        return found


def encode(
    document: Document,
    lang: str,
    body_hash: str,
    lines: Sequence[str],
    tokens: Tokens,
    passages: Sequence[Passage],
    marked: str | None = None,
) -> bytes:
    """The payload of a document. ``lang`` is the document's language, ``body_hash`` what identical copies share, ``lines`` its rows as
    :func:`search.store.rows.row_line` writes them, in the order that ``tokens`` counts them by, ``marked`` as in ``IndexedDocument``."""
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
        "marked": marked,
        "source": document.source,
        "zones": [[zone.kind, zone.start, zone.end] for zone in document.zones],
        "extra": document.extra,
        "langs": list(langs),
    }
    ordered = sorted(set(lines))
    table = columns(ordered)
    places = dict(zip(ordered, itertools.count()))
    rows = np.array(list(map(places.__getitem__, lines)), dtype=np.int32)[tokens.row]
    usual = np.array(list(map(len, table[0])), dtype=np.int32)[rows]
    sections = [
        json.dumps(meta, ensure_ascii=False, separators=(",", ":")).encode(),
        packed_columns(table),
        _pack([rows, tokens.start - _shifted(tokens.start), tokens.length - usual]),
        _pack(_passage_columns(document.text, passages, langs)),
    ]
    blocks = [document.text[at : at + BLOCK].encode() for at in range(0, len(document.text), BLOCK)]
    is_long = len(document.text) >= LONG
    if is_long:
        sections, blocks = ([zlib.compress(data, _LEVEL) for data in each] for each in (sections, blocks))
    header = _HEADER.pack(MAGIC, *map(len, sections), len(document.text), len(blocks), is_long)
    return b"".join([header, struct.pack(f"<{len(blocks)}I", *map(len, blocks)), *sections, *blocks])


def _passage_columns(text: str, passages: Sequence[Passage], langs: dict[str, int]) -> list[Array]:
    """Gap after the passage before, length, language, zone, kind and density in one number, tokens."""
    if not passages:
        return [np.zeros(0, np.int32)] * 5
    starts, ends, codes, zones, kinds, firsts, lasts = zip(*passages, strict=True)
    start, end, first, last = np.array([starts, ends, firsts, lasts], dtype=np.int32)
    if not np.array_equal(first, _shifted(last)):
        raise ValueError("The tokens of a passage must follow those of the passage before it.")
    lang = np.array(list(map(langs.__getitem__, codes)), dtype=np.int32)
    looks = np.array(list(map(_LOOKS.__getitem__, zip(zones, kinds, strict=True))), dtype=np.int32)
    if NO_SPACE.search(text):
        looks += np.fromiter(map(_is_dense, itertools.repeat(text), starts, ends), np.int32, len(starts))
    return [start - _shifted(end), end - start, lang, looks, last - first]


def _is_dense(text: str, start: int, end: int) -> bool:
    beginning = text[start : min(end, start + 400)]
    return not beginning.isascii() and len(beginning) - len(NO_SPACE_RUN.sub("", beginning)) > len(beginning) // 3


def _shifted(array: Array) -> Array:
    """The number before each, 0 before the first."""
    return np.concatenate((np.zeros(1, np.int32), array[:-1])) if len(array) else array


def _pack(arrays: Sequence[Array]) -> bytes:
    """Arrays of one length: how many numbers, then of each array its width in bytes (0: all are 0) and its bytes, all first bytes, then all
    second..."""
    pieces = [struct.pack("<I", len(arrays[0]))]
    for array in arrays:
        low, high = (int(array.min()), int(array.max())) if len(array) else (0, 0)
        width = next(width for width in (1, 2, 4) if -(1 << 8 * width - 1) <= low and high < 1 << 8 * width - 1) if low or high else 0
        pieces.append(bytes([width]))
        if width:
            pieces.append(array.astype(f"<i{width}").view(np.uint8).reshape(-1, width).T.tobytes())
    return b"".join(pieces)


def _unpack(data: bytes, number: int) -> list[Array]:
    (count,) = struct.unpack_from("<I", data)
    at = 4
    arrays = []
    for _ in range(number):
        width = data[at]
        array = np.frombuffer(data, np.int8, count, at + 1 + (width - 1) * count).astype(np.int32) if width else np.zeros(count, np.int32)
        for plane in range(width - 2, -1, -1):
            array <<= 8
            array |= np.frombuffer(data, np.uint8, count, at + 1 + plane * count)
        arrays.append(array)
        at += 1 + count * width
    return arrays


class StoredDocument:
    """A payload, unpacked piece by piece as it is asked for. Raises :class:`IndexDamaged` when the bytes are not ours."""

    def __init__(self, payload: bytes) -> None:
        try:
            magic, *sections, self.characters, blocks, self._is_packed = _HEADER.unpack_from(payload)
            if magic != MAGIC:
                raise IndexDamaged("A stored document is not in this version's format. Rebuild the index: glotta index rebuild")
            sizes = struct.unpack_from(f"<{blocks}I", payload, _HEADER.size)
        except struct.error as error:
            raise IndexDamaged("A stored document is cut short. Rebuild the index: glotta index rebuild") from error
        self._ends = list(itertools.accumulate((*sections, *sizes), initial=_HEADER.size + 4 * blocks))
        if len(payload) != self._ends[-1]:
            raise IndexDamaged("A stored document is not as long as it says. Rebuild the index: glotta index rebuild")
        self._payload = payload
        self._blocks: dict[int, str] = {}

    def _section(self, number: int) -> bytes:
        data = self._payload[self._ends[number] : self._ends[number + 1]]
        return zlib.decompress(data) if self._is_packed else data

    @cached_property
    def _meta(self) -> dict[str, object]:
        meta: dict[str, object] = json.loads(self._section(0))
        return meta

    @cached_property
    def text(self) -> str:
        """The original text."""
        return "".join(map(self._block, range(len(self._ends) - 5)))

    def slice(self, start: int, end: int) -> str:
        """``text[start:end]``; only the blocks that it touches are decoded."""
        start, end = max(0, start), min(end, self.characters)
        if start >= end:
            return ""
        first, last = start // BLOCK, (end - 1) // BLOCK
        return "".join(map(self._block, range(first, last + 1)))[start - first * BLOCK : end - first * BLOCK]

    def _block(self, number: int) -> str:
        found = self._blocks.get(number)
        if found is None:
            found = self._blocks[number] = self._section(4 + number).decode()
        return found

    @property
    def id(self) -> str:
        return str(self._meta["id"])

    @property
    def title(self) -> str:
        return str(self._meta["title"])

    @property
    def title_source(self) -> Literal["document", "derived"]:
        return "document" if self._meta["title_source"] == "document" else "derived"

    @property
    def title_span(self) -> Span | None:
        """Where the title stands in the text; None when it is not part of it."""
        span = self._meta["title_span"]
        return (span[0], span[1]) if isinstance(span, list) else None

    @property
    def lang(self) -> str:
        return str(self._meta["lang"])

    @property
    def url(self) -> str | None:
        return self._optional("url")

    @property
    def address(self) -> str:
        """The URL, or the name of the file."""
        return own_address(self.url, self.id, str(self._meta["source"]))

    @property
    def site(self) -> str | None:
        return self._optional("site")

    @property
    def date(self) -> str | None:
        return self._optional("date")

    def _optional(self, name: str) -> str | None:
        value = self._meta[name]
        return None if value is None else str(value)

    @property
    def hash(self) -> str:
        """Hash of the body; identical copies share it."""
        return str(self._meta["hash"])

    @property
    def marked(self) -> str | None:
        """Its language, if a word without marks is another word in it (``IndexedDocument.marked``)."""
        return self._optional("marked")

    @cached_property
    def document(self) -> Document:
        """The document as it was read."""
        meta = dict(self._meta)
        for derived in ("lang", "hash", "marked", "langs", "title_span"):
            del meta[derived]
        zones = tuple(Zone(kind, start, end) for kind, start, end in meta.pop("zones"))  # type: ignore[attr-defined]
        declared = meta.pop("declared")
        return Document(text=self.text, title_span=self.title_span, zones=zones, lang=declared, **meta)  # type: ignore[arg-type]

    @cached_property
    def passages(self) -> PassageTable:
        gap, length, lang, looks, counts = _unpack(self._section(3), 5)
        end = (gap + length).cumsum(dtype=np.int32)
        last = counts.cumsum(dtype=np.int32)
        langs = tuple(map(str, self._meta["langs"]))  # type: ignore[call-overload]
        return PassageTable(end - length, end, lang, looks >> 2, looks >> 1 & 1, last - counts, last, looks & 1, langs)

    @cached_property
    def places(self) -> Places:
        row, after, extra = _unpack(self._section(2), 3)
        return Places(row, after.cumsum(dtype=np.int32), extra)

    @cached_property
    def tokens(self) -> Tokens:
        row, start, extra = self.places
        return Tokens(row, start, self.rows.lengths[row] + extra)

    @cached_property
    def rows(self) -> RowTable:
        return RowTable(self._section(1))
