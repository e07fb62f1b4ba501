"""Where Whoosh's machinery and our postings meet: its codec and readers.

What stays Whoosh's own: the table of contents with its generations, segments and their deletions, per-document columns, the lock, the
collection of old files. What is replaced, through the places Whoosh leaves open for it:

* ``Storage``: see ``storage.py``.
* ``Codec``: whole fields packed by ``postings.py`` instead of pickled tuples. A plain Whoosh searcher can read the index.
* ``Writer`` (``writer.py``): takes token lists at once, merges segments at once, and starts another segment before memory grows too large.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator, Sequence
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

from search.engine import KEYWORD_FIELDS, TOKEN_FIELDS
from search.engines.whoosh.postings import InvertedField, SegmentPostings, assemble, decode_term, is_positional
from search.engines.whoosh.storage import MappedFile

INDEX_NAME = "MAIN"
ID_FIELD = "id"
FACTS, LENGTHS, PAYLOAD = "facts", "lengths", "payload"
"""Columns: facts as a JSON list; tokens per token field, little-endian u4 in the order of ``TOKEN_FIELDS``; the opaque payload."""


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


def pack_lengths(lengths: Sequence[int]) -> bytes:
    """The value of the column of lengths."""
    return np.array(lengths, "<u4").tobytes()
