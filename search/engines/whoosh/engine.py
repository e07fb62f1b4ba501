"""The embedded engine: a Whoosh index (whoosh-reloaded 2.7.5), pure Python and numpy, for small corpora on one machine.

Whoosh keeps the index (files, segments, deletions, generations, lock); tokens come ready from our analysis, postings are packed by
``postings.py``, ``codec.py``, ``writer.py`` and ``storage.py`` fit the two together, ``snapshot.py`` reads a committed state as arrays and
``scoring.py`` evaluates a plan over them. Its query parser, analyzers, matchers and collectors are not used. Its known bugs, each shown and
shown to be mended in ``tests/engines/test_whoosh_bugs.py``:

* a limited search can return the wrong top ten -> we score all documents in arrays;
* ``Searcher.refresh()`` shows deleted documents -> every commit opens the index anew;
* nothing is fsynced -> ``DurableStorage``;
* unpickling runs whatever the folder holds -> five classes by name; postings and columns hold no pickles;
* two versions of a document added in one commit both stay -> ids that are not committed yet are kept track of;
* deleted documents stay in df, N and mean lengths until a merge -> taken out when counting;
* its parser hangs or recurses -> unused.

Useful for: seeds, tests, a notebook of documents, wherever no compiled engine can be had. Not useful for: more than some 100 MB of text;
many writers. Limitations: opening reads the facts of every document; a search touches arrays as long as the number of documents.
"""

from __future__ import annotations

import heapq
import json
import pickle
import struct
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from whoosh import versionstring
from whoosh.index import TOC, FileIndex, IndexVersionError, LockError, clean_files
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import ReaderClosed, TermNotFound
from whoosh.writing import IndexingError

from search.engine import KEYWORD_FIELDS, TOKEN_FIELDS, Capability, IndexedDocument, Matches, MatchPlan, Stats, site_suffixes
from search.engines.whoosh.codec import FACTS, ID_FIELD, INDEX_NAME, LENGTHS, PAYLOAD, OpenSegment, make_schema, pack_lengths
from search.engines.whoosh.postings import MAGIC, DamagedPostings, decode_term
from search.engines.whoosh.scoring import match
from search.engines.whoosh.snapshot import Columns, Snapshot
from search.engines.whoosh.storage import DurableStorage
from search.engines.whoosh.writer import MEMORY_TOKENS, PackedWriter
from search.errors import IndexDamaged, IndexIncompatible, IndexLocked

_DAMAGE = (DamagedPostings, WhooshIndexError, IndexingError, TermNotFound, ReaderClosed, pickle.UnpicklingError, struct.error, zlib.error)
"""What Whoosh and the layers below it raise for files that are not as they were written."""
_DAMAGE_AT_OPENING = (*_DAMAGE, FileNotFoundError, EOFError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError)
"""While an index is opened nothing but its files can be wrong, so these mean damage, too. (Later they would be mistakes of ours.)"""

_OPEN_ATTEMPTS = 10
"""A writer may remove files between our reading the table of contents and opening them; Whoosh's own reader tries as often."""


@contextmanager
def _translated(folder: Path, damage: tuple[type[Exception], ...] = _DAMAGE) -> Iterator[None]:
    """Turn what Whoosh raises into our errors, with the way out. The original stays visible as the cause."""
    try:
        yield
    except IndexVersionError as error:
        raise IndexIncompatible(f"The index in {folder} was written by another version of Whoosh. Run: glotta index rebuild") from error
    except LockError as error:
        raise _locked(folder) from error
    except damage as error:
        raise IndexDamaged(f"The index in {folder} is not whole ({type(error).__name__}: {error}). Run: glotta index rebuild") from error


def _locked(folder: Path) -> IndexLocked:
    return IndexLocked(f"Another process is writing to the index in {folder}. Wait until it has finished, then try again.")


@dataclass(frozen=True, slots=True)
class _State:
    """The index as of one commit. Replaced as a whole, so a search in another thread goes on with the one it began with."""

    generation: int
    segments: tuple[Any, ...]
    """As the table of contents names them."""
    snapshot: Snapshot
    places: list[tuple[OpenSegment, int]]
    """Where each document's columns are: its segment and its number there."""
    stamps: list[tuple[str, str]]
    """Stamp and source of each document."""


class WhooshEngine:
    """See :class:`search.engine.Engine`.

    The folder need not be trusted: no pickle in it can run code. It should still belong to the user alone, for whoever can write to it
    can change what is found.
    """

    name = "whoosh"
    capabilities: frozenset[Capability] = frozenset({"persistent", "incremental", "concurrent-readers"})

    def __init__(self, folder: Path, *, writable: bool) -> None:
        """Use :meth:`create` or :meth:`open`."""
        self._folder = folder
        self._storage = DurableStorage(str(folder))
        self._lock: Any = None
        self._writer: PackedWriter | None = None
        self._memory_tokens = MEMORY_TOKENS
        self._pending: dict[str, tuple[Any, int]] = {}
        """Documents added since the last commit: id -> (segment, number in it)."""
        self._measured: tuple[_State, Stats] | None = None
        """What :meth:`stats` said of a state."""
        with _translated(folder, _DAMAGE_AT_OPENING):
            self._index = FileIndex(self._storage, schema=make_schema(), indexname=INDEX_NAME)
            if writable:
                self._take_lock()
            try:
                self._state = self._load()
            except BaseException:
                self._release()
                raise

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Raises :class:`IndexLocked` when another process writes there."""
        storage = DurableStorage(str(folder))
        if storage.list():
            raise IndexDamaged(f"{folder} is not empty, so no new index can be made there. Choose an empty folder.")
        with _translated(folder, _DAMAGE_AT_OPENING):
            TOC.create(storage, make_schema(), INDEX_NAME)
        return cls(folder, writable=True)

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Self:
        """Raises :class:`IndexDamaged`, :class:`IndexIncompatible` (another version of Whoosh wrote it), :class:`IndexLocked`."""
        return cls(folder, writable=writable)

    @classmethod
    def versions(cls) -> Mapping[str, str]:
        return {"whoosh-reloaded": versionstring(), "whoosh-postings": MAGIC.decode().strip(), "whoosh-columns": _COLUMNS_VERSION}

    # -- Writing -----------------------------------------------------------------------------------------------------------------------

    def _take_lock(self) -> None:
        lock = self._index.lock("WRITELOCK")
        if not lock.acquire():
            raise _locked(self._folder)
        self._lock = lock

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _writing(self) -> PackedWriter:
        if self._lock is None:
            raise IndexLocked(f"The index in {self._folder} was opened for reading. Open it with writable=True.")
        if self._writer is None:
            self._writer = PackedWriter(self._index, self._memory_tokens)
        return self._writer

    def add(self, documents: Iterable[IndexedDocument]) -> None:
        with _translated(self._folder):
            for document in documents:
                writer = self._writing()
                self._remove(writer, document.id)
                self._pending[document.id] = writer.add_row({**_keywords(document), **document.tokens}, _columns(document))

    def delete(self, ids: Iterable[str]) -> None:
        with _translated(self._folder):
            for id_ in ids:
                if id_ in self._pending or id_ in self._state.snapshot.number_of:
                    self._remove(self._writing(), id_)

    def _remove(self, writer: PackedWriter, id_: str) -> None:
        """Mark the document as deleted, committed or not. (``update_document`` knows only committed ones.)"""
        if id_ in self._pending:
            segment, number = self._pending.pop(id_)
            segment.delete_document(number)
        elif id_ in self._state.snapshot.number_of:
            # The writer's table of contents is the one we opened: nobody else can have written since.
            writer.delete_document(self._state.snapshot.number_of[id_])

    def commit(self) -> None:
        if self._writer is None:
            return
        with _translated(self._folder):
            self._writer.commit_all()
        self._writer = None
        self._pending.clear()
        with _translated(self._folder, _DAMAGE_AT_OPENING):
            self._state = self._load()

    def _load(self) -> _State:
        """Read the index as it is on the disk: a new state, for a refreshed Whoosh reader goes on showing deleted documents."""
        for attempt in range(_OPEN_ATTEMPTS):
            try:
                contents = TOC.read(self._storage, INDEX_NAME, schema=make_schema())
                segments = [OpenSegment(self._storage, segment) for segment in contents.segments]
                break
            except FileNotFoundError:
                if attempt == _OPEN_ATTEMPTS - 1:
                    raise
                time.sleep(0.05)
        facts = [row for segment in segments for row in segment.facts()]
        places = [(segment, number) for segment in segments for number in range(segment.size)]
        alive = np.concatenate([np.empty(0, np.bool_), *(segment.alive for segment in segments)])
        lengths = np.concatenate([np.empty((len(TOKEN_FIELDS), 0), np.int64), *(segment.lengths() for segment in segments)], axis=1)
        ids, stamps, sources, sites, dates = ([row[at] for row in facts] for at in range(_FACTS))
        columns = Columns(ids, alive, sites, dates, lengths)
        snapshot = Snapshot([segment.postings for segment in segments], [segment.size for segment in segments], columns)
        return _State(contents.generation, tuple(contents.segments), snapshot, places, list(zip(stamps, sources, strict=True)))

    # -- Reading -----------------------------------------------------------------------------------------------------------------------

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches:
        with _translated(self._folder):
            return match(self._state.snapshot, plan, limit=limit, offset=offset, facets=facets)

    def fetch(self, ids: Sequence[str]) -> list[bytes | None]:
        state = self._state
        with _translated(self._folder):
            numbers = [state.snapshot.number_of.get(id_) for id_ in ids]
            places = [None if number is None else state.places[number] for number in numbers]
            return [None if place is None else place[0].payload(place[1]) for place in places]

    def known(self, field: str, terms: Sequence[str]) -> list[int]:
        snapshot = self._state.snapshot
        with _translated(self._folder):
            return [snapshot.frequency(_checked(field), term) for term in terms]

    def known_in(self, lang: str, field: str, terms: Sequence[str]) -> list[int]:
        snapshot = self._state.snapshot
        with _translated(self._folder):
            return [snapshot.frequency_in(lang, _checked(field), term) for term in terms]

    def terms(self, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        with _translated(self._folder):
            return list(islice(self._merged_terms(_checked(field), prefix), limit))

    def _merged_terms(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """The dictionaries of all segments as one. The order of UTF-8 bytes is the order of code points."""
        for term, group in groupby(heapq.merge(*self._state.snapshot.prefixed(field, prefix)), key=lambda pair: pair[0]):
            yield decode_term(term), sum(df for _, df in group)

    def ids_and_stamps(self) -> dict[str, tuple[str, str]]:
        state = self._state
        return {id_: state.stamps[number] for id_, number in state.snapshot.number_of.items()}

    def languages(self) -> dict[str, int]:
        return dict(self.terms("langs"))

    def stats(self) -> Stats:
        state = self._state
        if self._measured is None or self._measured[0] is not state:
            size = sum(file.stat().st_size for file in self._folder.iterdir() if file.is_file())
            self._measured = state, Stats(state.snapshot.documents, size, len(state.segments), state.generation)
        return self._measured[1]

    # -- Closing -----------------------------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Forget what was not committed. Memory maps go with the last search that uses them. Closing twice does nothing more."""
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
            self._pending.clear()
            # Whoosh leaves the files of a cancelled segment to the next commit, which may never come.
            clean_files(self._storage, INDEX_NAME, self._state.generation, self._state.segments)
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


_FACTS = 5
"""Entries of a document's facts: id, stamp, source, site, date."""
_COLUMNS_VERSION = "4"
"""Raised whenever they change."""
_LEVEL = 3
"""zlib level of payloads."""


def _columns(document: IndexedDocument) -> dict[str, bytes]:
    """The values of a document's columns."""
    facts = [document.id, document.stamp, document.source, document.site, document.date]
    lengths = [len(document.tokens.get(name, ())) for name in TOKEN_FIELDS]
    return {FACTS: json.dumps(facts).encode("ascii"), LENGTHS: pack_lengths(lengths), PAYLOAD: zlib.compress(document.payload, _LEVEL)}


def _keywords(document: IndexedDocument) -> dict[str, list[str]]:
    """The terms of a document's id and keyword fields."""
    return {
        ID_FIELD: [document.id],
        "lang": [document.lang],
        "langs": sorted(set(document.langs)),
        "site": list(site_suffixes(document.site)),
        "year": [document.date[:4]] if document.date else [],
        "source": [document.source],
        "hash": [document.hash],
        "marked": [document.marked] if document.marked else [],
    }


def _checked(field: str) -> str:
    if field not in TOKEN_FIELDS and field not in KEYWORD_FIELDS:
        raise KeyError(f"no field {field!r}")
    return field
