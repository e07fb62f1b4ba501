"""Whoosh's writer with a pool of tokens in memory in place of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.writing import SegmentWriter

from search.engines.whoosh.codec import OpenSegment, PackedCodec
from search.engines.whoosh.postings import FieldTokens, InvertedField, SegmentPostings, decode_term, is_positional

MEMORY_TOKENS = 12_000_000
"""Tokens gathered before a segment is closed and the next one begun: about 400 MB while it is sorted."""
MERGE_AT = 10
"""Segments from which the smaller ones are merged into one."""
REWRITE_SHARE = 0.25
"""Share of deleted documents from which a segment is written anew."""


class TokenPool:
    """Gathers the tokens of a segment in memory, in place of Whoosh's pool of sorted posting tuples."""

    def __init__(self) -> None:
        self._fields: defaultdict[str, FieldTokens] = defaultdict(FieldTokens)
        self.size = 0
        """Tokens gathered."""

    def add(self, field: str, document: int, tokens: Sequence[str]) -> None:
        self._fields[field].add(document, tokens)
        self.size += len(tokens)

    def add_segment(self, postings: SegmentPostings, numbers: NDArray[np.int64]) -> None:
        """All tokens of another segment; ``numbers`` maps its documents to ours, -1 for those left out."""
        for name in postings.names():
            source = postings.field(name)
            assert source is not None, "names() lists the fields there are"
            documents, frequencies = source.postings_between(0, len(source))
            terms = np.repeat(np.arange(len(source)), source.df)
            if is_positional(name):
                positions = source.positions_between(0, len(source), frequencies)
            else:
                positions = np.zeros(int(frequencies.sum()), np.int64)
            terms, documents = np.repeat(terms, frequencies), np.repeat(numbers[documents], frequencies)
            kept = np.flatnonzero(documents >= 0)
            used, terms = np.unique(terms[kept], return_inverse=True)
            target = self._fields[name]
            known = np.fromiter((target.numbers[decode_term(source[term])] for term in used.tolist()), np.int32, len(used))
            target.add_arrays(known[terms], documents[kept].astype(np.int32), positions[kept].astype(np.int32))
            self.size += len(kept)

    def iter_postings(self) -> Iterator[tuple[str, InvertedField]]:
        """The fields in order of name, inverted. Each is forgotten once it is handed over."""
        for name in sorted(self._fields):
            yield name, self._fields.pop(name).invert(positional=is_positional(name))

    def cleanup(self) -> None:
        self._fields.clear()


class PackedWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with our pool. The caller holds the index's lock. Make one only when there is something to write."""

    def __init__(self, index: Any, memory_tokens: int = MEMORY_TOKENS) -> None:
        self.perdocwriter: Any
        self.fieldwriter: Any
        self.docnum: int
        super().__init__(index, _lk=False, codec=PackedCodec(), compound=False)
        self.pool = TokenPool()
        self._memory_tokens = memory_tokens
        self._finished: list[Any] = []
        """Segments of this commit that are closed already."""

    def add_row(self, tokens: Mapping[str, Sequence[str]], columns: Mapping[str, bytes]) -> tuple[Any, int]:
        """Add one document; returns the segment that it went to and its number there. ``tokens``: terms of the keyword fields, too."""
        self._begin_segment_if_full()
        number = self.docnum
        for name, terms in tokens.items():
            if terms:
                self.pool.add(name, number, terms)
        self._write_columns(columns)
        return self.newsegment, number

    def _write_columns(self, columns: Mapping[str, bytes]) -> None:
        self.perdocwriter.start_doc(self.docnum)
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, self.schema[name].column_type, value)
        self.perdocwriter.finish_doc()
        self._added = True
        self.docnum += 1

    def _begin_segment_if_full(self) -> None:
        if self.pool.size < self._memory_tokens or not self._added:
            return
        self._finished.append(self._finalize_segment())
        codec, storage = self.codec, self.storage
        self.newsegment = codec.new_segment(storage, self.indexname)
        self.perdocwriter = codec.per_document_writer(storage, self.newsegment)
        self.fieldwriter = codec.field_writer(storage, self.newsegment)
        self.pool = TokenPool()
        self.docnum, self._added = 0, False

    def commit_all(self) -> None:
        """Merge what ought to be merged, and write the new table of contents."""
        self.commit(mergetype=PackedWriter._merged)

    def cancel(self) -> None:
        """Forget everything. Whoosh would first finish the segment's files, which may be just what failed."""
        columns = self.perdocwriter._cols._temp
        if not columns.is_closed:
            columns.close()
        self.pool.cleanup()
        self._tempstorage.destroy()
        self.is_closed = True

    def _merged(self, segments: Sequence[Any]) -> list[Any]:
        """Whoosh's merge policy: the segments that stay as they are; the others are copied into the new one."""
        stay: list[Any] = []
        rewrite: list[Any] = []
        for segment in [*segments, *self._finished]:
            if segment.doc_count():
                worn = segment.deleted_count() >= REWRITE_SHARE * segment.doc_count_all()
                (rewrite if worn else stay).append(segment)
        if len(stay) >= MERGE_AT:
            stay.sort(key=lambda segment: segment.doc_count())
            rewrite += stay[: len(stay) - MERGE_AT // 2]
            stay = stay[len(stay) - MERGE_AT // 2 :]
        for segment in rewrite:
            self._begin_segment_if_full()
            self._copy_segment(segment)
        return stay + [segment for segment in self._finished if segment not in rewrite and segment not in stay]

    def _copy_segment(self, segment: Any) -> None:
        with OpenSegment(self.storage, segment) as reader:
            alive = reader.alive
            numbers = np.where(alive, self.docnum + np.cumsum(alive) - 1, -1)
            self.pool.add_segment(reader.postings, numbers)
            for number in np.flatnonzero(alive).tolist():
                self._write_columns({name: column[number] for name, column in reader.columns.items()})
