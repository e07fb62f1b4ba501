"""Posting lists of one Whoosh segment as packed arrays: how tokens become bytes, and bytes become numpy arrays again.

Whoosh's own format keeps every posting as a Python tuple and pickles every rare term as a block of its own: measured on long
documents it writes 0.3 MB of text per second into an index nine times the text, and reads postings one by one. Here a whole field is
inverted, packed and unpacked at once. This file knows numbers and bytes only; Whoosh meets it in ``codec.py``.

File of a segment (``.inv``), all numbers variable-length (7 bits a byte, low bits first, high bit = more follows)::

    magic | per field: dictionary, postings, positions | footer (JSON) | length and CRC-32 of the footer (two little-endian u4)

    dictionary  zlib(8 bytes: size of the next part | terms in UTF-8 one after the other, in byte order = code point order
                | four columns, one number per term each: length in bytes, document frequency, bytes of postings, bytes of positions)
    postings    per term: df gaps between document numbers (the first one from -1), then df frequencies
    positions   per term and document: gaps between positions (the first one from -1), in the order of the postings

The footer also lists the sizes of the segment's other files, so that a truncated index is noticed when it is opened.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from search.engine import BREAK, POSITIONAL_FIELDS
from search.engines.whoosh.numbers import NO_INTS, Ints, from_gaps, pack, part_offsets, sort_together, to_gaps, unpack

MAGIC = b"glotta-inverted-2\n"
_TAIL = 8
"""Bytes after the footer: its length and its CRC-32."""
_COMPRESSION = 3
"""Level of zlib: 6 takes twice the time for a dictionary smaller by a tenth."""


class DamagedPostings(ValueError):
    """The bytes are not a whole file of postings."""


class Bytes(Protocol):
    """What a file looks like to a reader: a memory map or a bytes object. Slices are copies, so several threads may read at once."""

    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> bytes: ...


def encode_term(term: str) -> bytes:
    """UTF-8, lone surrogates included: an id may be a file name that is no valid Unicode."""
    return term.encode("utf-8", "surrogatepass")


def decode_term(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


# -- Writing ---------------------------------------------------------------------------------------------------------------------------


class FieldTokens:
    """The tokens of one field, of many documents, on their way to a segment."""

    def __init__(self) -> None:
        # An unknown term gets the next number; map(numbers.__getitem__, tokens) then runs without Python code.
        self.numbers: defaultdict[str, int] = defaultdict()
        self.numbers.default_factory = self.numbers.__len__
        self.break_number = self.numbers[BREAK]  # 0, the first
        self._terms: list[NDArray[np.int32]] = []
        self._documents: list[NDArray[np.int32]] = []
        self._positions: list[NDArray[np.int32]] = []

    def add(self, document: int, tokens: Sequence[str]) -> None:
        """The tokens of one document in order; a ``BREAK`` takes a position and is not written."""
        terms = np.fromiter(map(self.numbers.__getitem__, tokens), np.int32, len(tokens))
        positions = np.arange(len(tokens), dtype=np.int32)
        if self.break_number in terms:
            kept = np.flatnonzero(terms != self.break_number)
            terms, positions = terms[kept], positions[kept]
        self.add_arrays(terms, np.full(len(terms), document, np.int32), positions)

    def add_arrays(self, terms: NDArray[np.int32], documents: NDArray[np.int32], positions: NDArray[np.int32]) -> None:
        """Tokens given by number of their term (in :attr:`numbers`), document and position."""
        self._terms.append(terms)
        self._documents.append(documents)
        self._positions.append(positions)

    def invert(self, *, positional: bool) -> InvertedField:
        """Sort by term, document and position, and pack."""
        names = list(self.numbers)
        order = sorted(range(1, len(names)), key=names.__getitem__)  # number 0 is BREAK
        rank = np.zeros(len(names), np.int64)
        rank[order] = np.arange(len(order))
        ranks = rank[_joined(self._terms)]
        documents = _joined(self._documents)
        positions = _joined(self._positions) if positional else np.zeros(len(ranks), np.int64)
        ranks, documents, positions = sort_together(ranks, documents, positions)
        return _pack_field([names[number] for number in order], ranks, documents, positions if positional else None)


def _joined(arrays: Sequence[NDArray[np.int32]]) -> Ints:
    return np.concatenate([NO_INTS, *arrays])


@dataclass(frozen=True, slots=True)
class InvertedField:
    """A field ready to be written: three runs of bytes (see the file format above)."""

    terms: int
    dictionary: bytes
    postings: bytes
    positions: bytes


def _pack_field(terms: Sequence[str], ranks: Ints, documents: Ints, positions: Ints | None) -> InvertedField:
    """Pack tokens sorted by (term, document, position)."""
    first = np.ones(len(ranks), np.bool_)
    first[1:] = (ranks[1:] != ranks[:-1]) | (documents[1:] != documents[:-1])
    begins = np.flatnonzero(first)
    frequencies = np.diff(begins, append=len(ranks))
    term_of = ranks[begins]
    df = np.bincount(term_of, minlength=len(terms))
    new_term = np.ones(len(term_of), np.bool_)
    new_term[1:] = term_of[1:] != term_of[:-1]

    # Per term: its gaps, then its frequencies. Posting j of a term with df n that starts at s stands at 2s + j and 2s + n + j.
    at = np.arange(len(begins)) + np.repeat(np.cumsum(df) - df, df)
    values = np.empty(2 * len(begins), np.int64)
    values[at] = to_gaps(documents[begins], new_term)
    values[at + np.repeat(df, df)] = frequencies
    postings, ends = pack(values)
    posting_bytes = _sizes_per_part(ends, 2 * df)

    packed_positions, position_bytes = b"", np.zeros(len(terms), np.int64)
    if positions is not None:
        packed_positions, ends = pack(to_gaps(positions, first))
        position_bytes = _sizes_per_part(ends, np.bincount(ranks, minlength=len(terms)))
    blob, lengths = _encode_terms(terms)
    numbers = b"".join(pack(column)[0] for column in (lengths, df, posting_bytes, position_bytes))
    dictionary = zlib.compress(len(blob).to_bytes(8, "little") + blob + numbers, _COMPRESSION)
    return InvertedField(len(terms), dictionary, postings, packed_positions)


def _encode_terms(terms: Sequence[str]) -> tuple[bytes, Ints]:
    """The terms in UTF-8 one after the other, and the length of each in bytes."""
    blob = encode_term("".join(terms))
    raw = np.frombuffer(blob, np.uint8)
    # Where each code point begins (all bytes but 10xxxxxx), and so where each term begins: much faster than encoding one at a time.
    begins = np.append(np.flatnonzero((raw & 0xC0) != 0x80), len(blob))
    ends = np.cumsum(np.fromiter(map(len, terms), np.int64, len(terms)))
    return blob, np.diff(begins[ends], prepend=0)


def _sizes_per_part(ends: Ints, counts: Ints) -> Ints:
    """Bytes taken by each part, when part i holds ``counts[i]`` numbers (none 0) that end at ``ends``."""
    if not len(counts):
        return NO_INTS
    return np.diff(ends[np.cumsum(counts) - 1], prepend=0)


def assemble(fields: Mapping[str, InvertedField], files: Mapping[str, int]) -> Iterable[bytes]:
    """The parts of a segment's file in order. ``files``: name and size of the segment's other files."""
    yield MAGIC
    offset, places = len(MAGIC), {}
    for name, inverted in fields.items():
        parts = (inverted.dictionary, inverted.postings, inverted.positions)
        places[name] = [inverted.terms, offset, *(len(part) for part in parts)]
        offset += sum(len(part) for part in parts)
        yield from parts
    footer = json.dumps({"fields": places, "files": dict(files)}).encode()
    yield footer + len(footer).to_bytes(4, "little") + zlib.crc32(footer).to_bytes(4, "little")


# -- Reading ---------------------------------------------------------------------------------------------------------------------------


class SegmentPostings:
    """A segment's file of postings, opened. Raises :class:`DamagedPostings` when it is not whole."""

    def __init__(self, data: Bytes) -> None:
        self._data = data
        tail = data[max(len(data) - _TAIL, 0) : len(data)]
        end = len(data) - _TAIL
        begin = end - int.from_bytes(tail[:4], "little")
        if data[: len(MAGIC)] != MAGIC or begin < len(MAGIC):
            raise DamagedPostings("the file of postings is cut short or of another format")
        footer = data[begin:end]
        if zlib.crc32(footer) != int.from_bytes(tail[4:], "little"):
            raise DamagedPostings("the footer of the file of postings does not fit its checksum")
        content = json.loads(footer)
        self.files: dict[str, int] = content["files"]
        self._places: dict[str, list[int]] = content["fields"]
        self._fields: dict[str, FieldPostings] = {}

    def names(self) -> list[str]:
        """Fields that hold at least one token."""
        return list(self._places)

    def field(self, name: str) -> FieldPostings | None:
        """None when no document of the segment has a token in this field. Loading twice from two threads is harmless."""
        loaded = self._fields.get(name)
        if loaded is None and name in self._places:
            loaded = self._fields[name] = FieldPostings(self._data, *self._places[name])
        return loaded


class FieldPostings:
    """The postings of one field. A term is named by its number in code point order."""

    def __init__(self, data: Bytes, terms: int, offset: int, dictionary: int, postings: int, positions: int) -> None:
        self._data = data
        self._postings_at = offset + dictionary
        self._positions_at = offset + dictionary + postings
        raw = data[offset : offset + dictionary]
        try:
            content = zlib.decompress(raw)
        except zlib.error as error:
            raise DamagedPostings(f"the dictionary of a field cannot be read: {error}") from error
        end = 8 + int.from_bytes(content[:8], "little")
        self._blob = content[8:end]
        numbers = unpack(content[end:])
        if len(numbers) != 4 * terms:
            raise DamagedPostings("the dictionary of a field is cut short")
        lengths, self.df, posting_bytes, position_bytes = numbers.reshape(4, terms)
        self._posting_offsets = part_offsets(posting_bytes)
        self._position_offsets = part_offsets(position_bytes)
        # A memoryview hands out Python integers, several times faster than numpy does one at a time.
        self._term_offsets = part_offsets(lengths).data

    def __len__(self) -> int:
        return len(self.df)

    def __getitem__(self, number: int) -> bytes:
        """The term in UTF-8; with :meth:`__len__` what ``bisect`` needs."""
        return self._blob[self._term_offsets[number] : self._term_offsets[number + 1]]

    def find(self, term: str) -> int:
        """The number of a term; -1 when there is none."""
        coded = encode_term(term)
        number = bisect_left(self, coded)
        return number if number < len(self) and self[number] == coded else -1

    def prefixed(self, prefix: str) -> tuple[int, int]:
        """The terms that begin with ``prefix``, as a half-open range of numbers."""
        coded = encode_term(prefix)
        if not coded:
            return 0, len(self)
        # No byte of UTF-8 is 0xFF, so the last byte can always be raised by one.
        return bisect_left(self, coded), bisect_left(self, coded[:-1] + bytes([coded[-1] + 1]))

    def postings(self, number: int) -> tuple[Ints, Ints]:
        """Documents (ascending) that hold a term, and how often."""
        return self.postings_between(number, number + 1)

    def postings_between(self, low: int, high: int) -> tuple[Ints, Ints]:
        """The postings of the terms ``low`` to ``high - 1``, one list after the other; their lengths are ``df[low:high]``."""
        offsets = self._posting_offsets
        begin = self._postings_at
        numbers = unpack(self._data[begin + int(offsets[low]) : begin + int(offsets[high])])
        df = self.df[low:high]
        if len(numbers) != 2 * int(df.sum()):
            raise DamagedPostings("a list of postings is cut short")
        if high - low == 1:
            half = len(numbers) // 2
            return np.cumsum(numbers[:half]) - 1, numbers[half:]
        at = np.arange(len(numbers) // 2) + np.repeat(np.cumsum(df) - df, df)
        return from_gaps(numbers[at], df), numbers[at + np.repeat(df, df)]

    def positions_between(self, low: int, high: int, frequencies: Ints) -> Ints:
        """Positions of the terms ``low`` to ``high - 1`` in the order of their postings, whose ``frequencies`` say where each ends."""
        offsets = self._position_offsets
        begin = self._positions_at
        gaps = unpack(self._data[begin + int(offsets[low]) : begin + int(offsets[high])])
        if len(gaps) != int(frequencies.sum()):
            raise DamagedPostings("a list of positions is cut short")
        return from_gaps(gaps, frequencies)


def is_positional(field: str) -> bool:
    """Whether the postings of a field keep positions."""
    return field in POSITIONAL_FIELDS
