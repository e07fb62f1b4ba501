"""One committed state of a Whoosh index: terms, phrases and columns of all its segments, as arrays.

Documents are numbered through all segments, deleted ones included; a mask keeps those out of results, frequencies and means.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from search.engine import KEYWORD_FIELDS, TOKEN_FIELDS, Filters, Form, keyword_filters
from search.engines.whoosh.numbers import NO_INTS, Ints
from search.engines.whoosh.postings import FieldPostings, SegmentPostings, decode_term, is_positional
from search.rank import K1, B, pivot

Mask = NDArray[np.bool_]
Floats = NDArray[np.float64]

Coded = tuple[list[str], Ints, Ints]
"""The values of a facet; and of each document that has one (of ``langs``: for each that it has) the number of the value, and its own."""

CACHE_BYTES = 64 << 20
"""Memory for postings that were read before: documents, frequencies and positions of terms."""
_ENTRY_BYTES = 200
"""What an entry of the cache costs besides its arrays."""


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term or a phrase stands: living documents in ascending order, and how often in each."""

    documents: Ints
    frequencies: Ints


@dataclass(frozen=True, slots=True)
class Columns:
    """One value per document number, deleted ones included."""

    ids: list[str]
    alive: Mask
    site: list[str | None]
    date: list[str | None]
    lengths: Ints
    """Tokens per field of ``TOKEN_FIELDS`` (rows) and document (columns)."""


class PostingCache:
    """Least recently used entries are dropped once their arrays take more than ``limit`` bytes. Safe in several threads."""

    def __init__(self, limit: int = CACHE_BYTES) -> None:
        self.limit = limit
        self.size = 0
        self._entries: dict[tuple[object, ...], tuple[object, int]] = {}
        self._lock = Lock()

    def get(self, key: tuple[object, ...]) -> object | None:
        with self._lock:
            found = self._entries.pop(key, None)
            if found is None:
                return None
            self._entries[key] = found  # a dictionary keeps the order of insertion: the last used goes to the end
            return found[0]

    def put(self, key: tuple[object, ...], value: object, arrays_bytes: int) -> None:
        size = arrays_bytes + _ENTRY_BYTES
        with self._lock:
            self.size -= self._entries.pop(key, (None, 0))[1]
            self._entries[key] = (value, size)
            self.size += size
            while self.size > self.limit and self._entries:
                self.size -= self._entries.pop(next(iter(self._entries)))[1]


class Snapshot:
    """One committed state of the index. It never changes; reading it is safe in several threads."""

    def __init__(self, segments: Sequence[SegmentPostings], sizes: Sequence[int], columns: Columns, cache_bytes: int = CACHE_BYTES) -> None:
        self._segments = tuple(segments)
        self._bases = np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))]).tolist()
        self.columns = columns
        self.size = len(columns.ids)
        self.alive = columns.alive
        self.documents = int(columns.alive.sum())
        self._all_alive = self.documents == self.size
        self.number_of = {columns.ids[number]: number for number in np.flatnonzero(columns.alive).tolist()}
        self._norms: dict[str, Floats] = {}
        self._cache = PostingCache(cache_bytes)
        # Ties are broken by id; comparing places in the order of ids is much quicker than comparing strings.
        self.place = np.empty(self.size, np.int64)
        self.place[sorted(range(self.size), key=columns.ids.__getitem__)] = np.arange(self.size)
        self._days, day = np.unique(np.array([date or "" for date in columns.date], np.str_), return_inverse=True)
        self.day: Ints = day.astype(np.int64)
        """Place of each document's date among the dates in ascending order; no date is the earliest."""
        self._facets = {
            "lang": self._languages(),
            "site": _coded(columns.site),
            "year": _coded([date[:4] if date else None for date in columns.date]),
        }

    # -- Terms -------------------------------------------------------------------------------------------------------------------------

    def _fields(self, field: str) -> Iterator[tuple[FieldPostings, int]]:
        """The field in every segment that has it, and the number of that segment's first document."""
        for segment, base in zip(self._segments, self._bases, strict=False):
            inverted = segment.field(field)
            if inverted is not None:
                yield inverted, base

    def _living(self, documents: Ints, *others: Ints) -> tuple[Ints, ...]:
        if self._all_alive:
            return (documents, *others)
        kept = self.alive[documents]
        return tuple(array[kept] for array in (documents, *others))

    def term(self, field: str, term: str) -> Postings:
        """The living documents that hold a term."""
        cached = self._cache.get((field, term))
        if isinstance(cached, Postings):
            return cached
        parts = []
        for inverted, base in self._fields(field):
            number = inverted.find(term)
            if number >= 0:
                documents, frequencies = inverted.postings(number)
                parts.append(self._living(documents + base, frequencies))
        postings = Postings(_concatenated([part[0] for part in parts]), _concatenated([part[1] for part in parts]))
        self._cache.put((field, term), postings, postings.documents.nbytes * 2)
        return postings

    def frequency(self, field: str, term: str) -> int:
        """Living documents that hold a term."""
        if not self._all_alive:
            return len(self.term(field, term).documents)
        numbers = ((inverted, inverted.find(term)) for inverted, _ in self._fields(field))
        return sum(int(inverted.df[number]) for inverted, number in numbers if number >= 0)

    def frequency_in(self, lang: str, field: str, term: str) -> int:
        """Living documents with a passage in a language that hold a term."""
        return len(np.intersect1d(self.term(field, term).documents, self.term("langs", lang).documents, assume_unique=True))

    def prefixed(self, field: str, prefix: str) -> Iterator[Iterator[tuple[bytes, int]]]:
        """Per segment, the terms (UTF-8) that begin with ``prefix`` in code point order, and their living documents there."""
        for inverted, base in self._fields(field):
            low, high = inverted.prefixed(prefix)
            df = inverted.df[low:high]
            if not self._all_alive and high > low:
                documents, _ = inverted.postings_between(low, high)
                df = np.bincount(np.repeat(np.arange(high - low), df)[self.alive[documents + base]], minlength=high - low)
            yield _present(inverted, low, df)

    def any_prefixed(self, field: str, prefix: str) -> Ints:
        """Living documents that hold some term that begins with ``prefix``."""
        found = np.zeros(self.size, np.bool_)
        for inverted, base in self._fields(field):
            low, high = inverted.prefixed(prefix)
            if high > low:
                found[inverted.postings_between(low, high)[0] + base] = True
        return np.flatnonzero(found & self.alive)

    # -- Phrases -----------------------------------------------------------------------------------------------------------------------

    def phrase(self, field: str, terms: tuple[str, ...]) -> Postings:
        """The living documents that hold the terms one after the other."""
        if not is_positional(field):
            raise ValueError(f"the field {field!r} keeps no positions, so it has no phrases: {' '.join(terms)!r}")
        parts = [self._phrase(inverted, base, terms) for inverted, base in self._fields(field)]
        return Postings(_concatenated([part[0] for part in parts]), _concatenated([part[1] for part in parts]))

    def _phrase(self, inverted: FieldPostings, base: int, terms: tuple[str, ...]) -> tuple[Ints, Ints]:
        numbers = [inverted.find(term) for term in terms]
        if min(numbers) < 0:
            return NO_INTS, NO_INTS
        # A place is document and position in one integer; a phrase begins at a place if term i is i places further on. Rare terms first.
        order = sorted(range(len(terms)), key=lambda at: int(inverted.df[numbers[at]]))
        begins = self._places(inverted, base, numbers[order[0]]) - order[0]
        for at in order[1:]:
            if not len(begins):
                return NO_INTS, NO_INTS
            places = self._places(inverted, base, numbers[at])
            wanted = begins + at
            slots = np.searchsorted(places, wanted)
            slots[slots == len(places)] = 0
            begins = begins[places[slots] == wanted]
        documents, frequencies = np.unique(begins >> 32, return_counts=True)
        kept = self._living(documents + base, frequencies.astype(np.int64))
        return kept[0], kept[1]

    def _places(self, inverted: FieldPostings, base: int, number: int) -> Ints:
        key = (inverted, base, number)
        cached = self._cache.get(key)
        if isinstance(cached, np.ndarray):
            return cached
        documents, frequencies = inverted.postings(number)
        # The position starts at 2**31, so that taking a phrase's offset off never borrows from the document.
        places = (np.repeat(documents, frequencies) << 32) + (1 << 31) + inverted.positions_between(number, number + 1, frequencies)
        self._cache.put(key, places, places.nbytes)
        return places

    # -- Scores ------------------------------------------------------------------------------------------------------------------------

    def _norm(self, field: str) -> Floats:
        """``k1 * (1 - b + b * dl / pivot)`` of every document."""
        norm = self._norms.get(field)
        if norm is None:
            lengths = self.columns.lengths[TOKEN_FIELDS.index(field)]
            norm = self._norms[field] = K1 * (1.0 - B + B * lengths / pivot(lengths[self.alive].tolist()))
        return norm

    def saturations(self, form: Form) -> tuple[Ints, Floats]:
        """Living documents that a form is found in, and its saturation there (``rank.saturation``)."""
        documents, saturation = self._saturations(form)
        if not form.unless:
            return documents, saturation
        kept = np.ones(self.size, np.bool_)
        for value in form.unless:
            kept[self.term("marked", value).documents] = False
        return documents[kept[documents]], saturation[kept[documents]]

    def _saturations(self, form: Form) -> tuple[Ints, Floats]:
        if form.prefix:
            documents = self.any_prefixed(form.field, form.terms[0])
            return documents, np.ones(len(documents))
        if not form.terms:
            return NO_INTS, np.empty(0)
        postings = self.term(form.field, form.terms[0]) if len(form.terms) == 1 else self.phrase(form.field, form.terms)
        if form.field in KEYWORD_FIELDS:
            return postings.documents, np.ones(len(postings.documents))
        frequencies = postings.frequencies.astype(np.float64)
        return postings.documents, frequencies * (K1 + 1.0) / (frequencies + self._norm(form.field)[postings.documents])

    # -- Filters and facets ------------------------------------------------------------------------------------------------------------

    def passing(self, filters: Filters) -> Mask:
        """Living documents for which every given filter holds."""
        passing = self.alive.copy()
        for field, values in keyword_filters(filters):
            wanted = np.zeros(self.size, np.bool_)
            for value in values:
                wanted[self.term(field, value).documents] = True
            passing &= wanted
        for body, id_ in filters.only_copy:
            passing[[number for number in self.term("hash", body).documents.tolist() if self.columns.ids[number] != id_]] = False
        if filters.date_from is not None:
            passing &= self.day >= np.searchsorted(self._days, filters.date_from)
        if filters.date_to is not None:
            passing &= self.day < np.searchsorted(self._days, filters.date_to, side="right")
        if filters.date_from is not None or filters.date_to is not None:
            passing &= self.day >= np.searchsorted(self._days, "", side="right")
        return passing

    def _languages(self) -> Coded:
        values = sorted({decode_term(term) for terms in self.prefixed("langs", "") for term, _ in terms})
        holders = [self.term("langs", value).documents for value in values]
        return values, np.repeat(np.arange(len(values)), [len(documents) for documents in holders]), _concatenated(holders)

    def facet(self, name: str, full: Mask) -> tuple[tuple[str, int], ...]:
        values, codes, documents = self._facets[name]
        counts = np.bincount(codes[full[documents]], minlength=len(values)).tolist()
        present = [(value, count) for value, count in zip(values, counts, strict=True) if count]
        return tuple(sorted(present, key=lambda pair: (-pair[1], pair[0])))


def _coded(values: Sequence[str | None]) -> Coded:
    """One value per document, or none."""
    distinct = sorted({value for value in values if value is not None})
    numbers: Mapping[str | None, int] = {value: number for number, value in enumerate(distinct)}
    codes = np.array([numbers.get(value, -1) for value in values], np.int64)
    documents = np.flatnonzero(codes >= 0)
    return distinct, codes[documents], documents


def _present(inverted: FieldPostings, low: int, df: Ints) -> Iterator[tuple[bytes, int]]:
    """The terms from number ``low`` on whose frequencies are given and not 0."""
    return ((inverted[low + at], count) for at, count in enumerate(df.tolist()) if count)


def _concatenated(arrays: Sequence[Ints]) -> Ints:
    if len(arrays) == 1:
        return arrays[0]
    return np.concatenate([NO_INTS, *arrays])
