"""Where Whoosh's machinery and our postings meet: its codec, writer and readers.

What stays Whoosh's own: the table of contents with its generations, segments and their deletions, per-document columns, the lock, the
collection of old files. What is replaced, through the places Whoosh leaves open for it:

* ``Storage``: see ``storage.py``.
* ``Codec``: whole fields packed by ``postings.py`` instead of pickled tuples. A plain Whoosh searcher can read the index.
* ``Writer``: takes token lists at once, merges segments at once, and starts another segment before memory grows too large.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base as codec_base
from whoosh.codec.whoosh3 import W3Codec, W3TermInfo
from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, FieldType, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Frequency, Positions
from whoosh.matching import ListMatcher
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

from search.engine import KEYWORD_FIELDS, TOKEN_FIELDS
from search.engines.whoosh.postings import (
    FieldTokens,
    InvertedField,
    SegmentPostings,
    assemble,
    decode_term,
    is_positional,
)
from search.engines.whoosh.storage import MappedFile

INDEX_NAME = "MAIN"
ID_FIELD = "id"
FACTS, LENGTHS, PAYLOAD = "facts", "lengths", "payload"
"""Columns: facts as a JSON list; tokens per token field, little-endian u4 in the order of ``TOKEN_FIELDS``; the opaque payload."""
MEMORY_TOKENS = 12_000_000
"""Tokens gathered before a segment is closed and the next one begun: about 400 MB while it is sorted."""
MERGE_AT = 10
"""Segments from which the smaller ones are merged into one."""
REWRITE_SHARE = 0.25
"""Share of deleted documents from which a segment is written anew."""


def make_schema() -> Schema:
    """One Whoosh field per token and keyword field, the unique id, and three columns."""
    schema = Schema(**{name: COLUMN(VarBytesColumn()) for name in (FACTS, LENGTHS, PAYLOAD)})
    for name in (ID_FIELD, *TOKEN_FIELDS, *KEYWORD_FIELDS):
        schema.add(name, FieldType(Positions() if is_positional(name) else Frequency(), analyzer=None, unique=name == ID_FIELD))
    return schema


# -- Codec -----------------------------------------------------------------------------------------------------------------------------


class PackedCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's per-document columns with our postings."""

    FILE_EXT = ".inv"
    length_stats = False  # Whoosh would look up a document's length for every posting; ours stand in a column

    def field_writer(self, storage: FileStorage, segment: Any) -> PackedFieldWriter:
        return PackedFieldWriter(storage, segment)

    def terms_reader(self, storage: FileStorage, segment: Any) -> PackedTermsReader:
        return PackedTermsReader(segment.open_file(storage, self.FILE_EXT))


class PackedFieldWriter(codec_base.FieldWriter):  # type: ignore[misc]
    """Writes a segment's inverted fields in one go."""

    def __init__(self, storage: FileStorage, segment: Any) -> None:
        self._storage = storage
        self._segment = segment
        self.is_closed = False

    def add_postings(self, schema: Schema, lengths: object, items: Iterator[tuple[str, InvertedField]]) -> None:
        """``items``: name and content of each field, from :meth:`TokenPool.iter_postings`."""
        storage, segment = self._storage, self._segment
        files = {name: storage.file_length(name) for name in segment.list_files(storage)}
        with segment.create_file(storage, PackedCodec.FILE_EXT) as file:
            for part in assemble(dict(items), files):
                file.write(part)

    def close(self) -> None:
        self.is_closed = True


class PackedTermsReader(codec_base.TermsReader):  # type: ignore[misc]
    """What Whoosh asks a segment's terms. Our engine goes to :attr:`postings` directly; a plain Whoosh searcher comes through here."""

    def __init__(self, file: StructFile) -> None:
        self._file = file
        # Under Whoosh's own storage it is no map: then it is read whole.
        self.postings = SegmentPostings(file.map if isinstance(file, MappedFile) else file.read())

    def indexed_field_names(self) -> list[str]:
        return self.postings.names()

    def _number(self, field: str, term: bytes) -> tuple[Any, int]:
        inverted = self.postings.field(field)
        number = -1 if inverted is None else inverted.find(decode_term(term))
        if number < 0:
            raise TermNotFound(f"{field}:{term!r}")
        return inverted, number

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        inverted = self.postings.field(term[0])
        return inverted is not None and inverted.find(decode_term(term[1])) >= 0

    def terms_from(self, field: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        """Whoosh expects all later terms, of this field and the next ones, and stops by itself."""
        inverted = self.postings.field(field)
        if inverted is not None:
            low, _ = inverted.prefixed(decode_term(prefix))
            yield from ((field, inverted[number]) for number in range(low, len(inverted)))

    def doc_frequency(self, field: str, term: bytes) -> int:
        inverted, number = self._number(field, term)
        return int(inverted.df[number])

    def frequency(self, field: str, term: bytes) -> float:
        inverted, number = self._number(field, term)
        return float(inverted.postings(number)[1].sum())

    def term_info(self, field: str, term: bytes) -> W3TermInfo:
        inverted, number = self._number(field, term)
        documents, frequencies = inverted.postings(number)
        return W3TermInfo(
            weight=float(frequencies.sum()),
            df=len(documents),
            minlength=1,
            maxlength=1 << 20,
            maxweight=float(frequencies.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def matcher(self, field: str, term: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        inverted, number = self._number(field, term)
        documents, frequencies = inverted.postings(number)
        if isinstance(format_, Positions):
            positions = np.split(inverted.positions_between(number, number + 1, frequencies), np.cumsum(frequencies)[:-1])
            values = [format_.encode(of_one.tolist()) for of_one in positions]
        else:
            values = [int(frequency).to_bytes(4, "big") for frequency in frequencies]
        weights = [float(frequency) for frequency in frequencies]
        info = self.term_info(field, term)
        return ListMatcher(documents.tolist(), weights, values, format_, scorer=scorer, term=(field, term), terminfo=info)

    def close(self) -> None:
        self._file.close()


# -- Writer ----------------------------------------------------------------------------------------------------------------------------


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
        with open_segment(self.storage, segment) as reader:
            alive = reader.alive
            numbers = np.where(alive, self.docnum + np.cumsum(alive) - 1, -1)
            self.pool.add_segment(reader.postings, numbers)
            for number in np.flatnonzero(alive).tolist():
                self._write_columns({name: column[number] for name, column in reader.columns.items()})


# -- Reader ----------------------------------------------------------------------------------------------------------------------------


class OpenSegment:
    """A segment's files, opened: postings and columns. Reads are safe in several threads once it is made."""

    def __init__(self, storage: FileStorage, segment: Any) -> None:
        self.size: int = segment.doc_count_all()
        self.alive = np.ones(self.size, np.bool_)
        self.alive[list(segment.deleted_docs())] = False
        self._closers: list[Callable[[], None]] = []
        try:
            terms = segment.codec().terms_reader(storage, segment)
            self._closers.append(terms.close)
            self.postings: SegmentPostings = terms.postings
            for name, size in self.postings.files.items():
                if storage.file_length(name) != size:
                    raise ValueError(f"{name} should have {size} bytes")
            per_document = segment.codec().per_document_reader(storage, segment)
            self._closers.append(per_document.close)
            schema = make_schema()
            # Columns are made here, once: Whoosh makes them at first use, without a lock.
            self.columns = {name: per_document.column_reader(name, schema[name].column_type) for name in (FACTS, LENGTHS, PAYLOAD)}
        except BaseException:
            self.close()
            raise

    def facts(self) -> list[list[Any]]:
        """The facts of every document, deleted ones included."""
        rows = json.loads(b"[" + b",".join(self.columns[FACTS]) + b"]")
        if len(rows) != self.size:
            raise ValueError("a column of facts is cut short")
        return rows  # type: ignore[no-any-return]

    def lengths(self) -> NDArray[np.int64]:
        """Tokens per field of ``TOKEN_FIELDS`` (rows) and document (columns)."""
        flat = np.frombuffer(b"".join(self.columns[LENGTHS]), "<u4")
        return flat.reshape(self.size, len(TOKEN_FIELDS)).T.astype(np.int64)

    def payload(self, number: int) -> bytes:
        return zlib.decompress(self.columns[PAYLOAD][number])

    def close(self) -> None:
        while self._closers:
            self._closers.pop()()

    def __enter__(self) -> OpenSegment:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_segment(storage: FileStorage, segment: Any) -> OpenSegment:
    """Open a segment named by a table of contents."""
    return OpenSegment(storage, segment)


def pack_lengths(lengths: Sequence[int]) -> bytes:
    """The value of the column of lengths."""
    return np.array(lengths, "<u4").tobytes()
