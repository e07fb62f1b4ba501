"""Tantivy (Rust, the PyPI package ``tantivy``) in process: for large collections and the lowest latency.

Tokens are joined with spaces and split again by Tantivy's whitespace tokenizer, so it indexes exactly what it is given. ``tantivy_plan.py``
makes the queries; here are the fields, the writing, and what Tantivy leaves open: ties, deleted documents and durability.

- Every segment is sorted by id (``sort_by_field``), so tied hits of one segment stand in order of id; those of several are merged.
- Scores are 32-bit and their sums are rounded in varying order: hits that differ by less than ``SAME_SCORE`` count as tied, and a page is
  cut only where a group of tied hits is complete, so pages put together are one list.
- Deleted documents stay in Tantivy's document frequencies until their segment is merged, and nothing here can force a merge. Its own idf
  is cancelled anyway; what we report (``known``, ``terms``) is counted without them while there are any. Only the mean length lags behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from heapq import merge
from importlib.metadata import version
from itertools import islice, pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import tantivy
from tantivy import DocAddress, Index, IndexWriter, Query, Searcher

from search.engine import (
    BREAK,
    KEYWORD_FIELDS,
    POSITIONAL_FIELDS,
    TOKEN_FIELDS,
    Capability,
    IndexedDocument,
    Match,
    Matches,
    MatchPlan,
    Stats,
    site_suffixes,
)
from search.engines.tantivy_plan import EVERY, EVERY_TERM, PlanQueries, day_number
from search.errors import IndexDamaged, IndexError_, IndexLocked

HEAP = 128_000_000
"""Bytes that the writer fills before it writes a segment."""
SAME_SCORE = 1e-6
"""Relative difference up to which two 32-bit scores are one."""
MAX_FACET_VALUES = 10_000
"""Values counted per facet; hosts beyond that are left out."""
LONGEST_ID = 65_530
"""Bytes. Tantivy silently drops longer terms."""
FACETS = {"lang": "lang", "site": "host", "year": "year"}
"""Facet -> fast field."""
UNDATED = 0
MANY = 4096
"""Hits fetched at once where a group of tied hits goes beyond the page; more than any page can reach."""

Found = list[tuple[float, DocAddress]]


class TantivyEngine:
    """See :class:`search.engine.Engine`."""

    name = "tantivy"
    capabilities: frozenset[Capability] = frozenset({"persistent", "incremental", "concurrent-readers"})

    def __init__(self, folder: Path, index: Index, *, writable: bool) -> None:
        self._folder = folder
        self._index = index
        self._writable = writable
        self._writer: IndexWriter | None = None
        # By hand, so that a reader keeps the state it opened.
        index.config_reader("manual")
        self._refresh()

    @classmethod
    def create(cls, folder: Path) -> Self:
        engine = cls(folder, Index(_schema(), path=str(folder), sort_by_field="id"), writable=True)
        _sync(folder)
        return engine

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Self:
        try:
            return cls(folder, Index.open(str(folder)), writable=writable)
        except (ValueError, OSError) as error:
            raise IndexDamaged(f"The index in {folder} cannot be opened ({error}). Build it again: glotta index rebuild") from error

    @classmethod
    def versions(cls) -> Mapping[str, str]:
        return {"tantivy": version("tantivy"), "tantivy-fields": "2"}

    # Writing

    def add(self, documents: Iterable[IndexedDocument]) -> None:
        writer = self._writing()
        for document in documents:
            if document.id in self._touched or self._searcher.doc_freq("id", document.id):
                writer.delete_documents_by_term("id", document.id)
            writer.add_document(_to_tantivy(document))
            self._touched.add(document.id)

    def delete(self, ids: Iterable[str]) -> None:
        writer = self._writing()
        for id_ in ids:
            writer.delete_documents_by_term("id", id_)

    def commit(self) -> None:
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        try:
            writer.commit()
            writer.wait_merging_threads()
            _sync(self._folder)
        except (ValueError, OSError) as error:
            raise IndexError_(
                f"The index in {self._folder} could not be written ({error}). What was there before is whole. Is the disk full?"
            ) from error
        self._refresh()

    def _writing(self) -> IndexWriter:
        if not self._writable:
            raise ValueError(f"The index in {self._folder} was opened for reading. Open it with writable=True to change it.")
        if self._writer is None:
            try:
                # One thread writes one segment at a time, in the order of the documents; analysis in Python takes longer anyway.
                self._writer = self._index.writer(HEAP, num_threads=1)
            except ValueError as error:
                raise IndexLocked(f"Another process is writing to the index in {self._folder}. Wait until it has finished.") from error
        return self._writer

    def _refresh(self) -> None:
        """Show the last commit."""
        self._index.reload()
        searcher = self._index.searcher()
        self._searcher: Searcher = searcher
        self._touched: set[str] = set()
        """Ids added since; kept when a commit fails, because part of it may have been written."""
        self._deleted: int = searcher.doc_freq(EVERY, EVERY_TERM) - searcher.num_docs

    # Reading

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches:
        searcher = self._searcher
        queries = PlanQueries(self._index.schema, searcher, plan)
        full = queries.matches()
        if plan.sort == "date":
            hits, total = self._by_date(queries, limit, offset)
            more = total > offset + limit
        elif plan.tiered:
            hits, total, more = self._tiers(queries, limit, offset)
        else:
            found, reached = self._page(queries.both(), limit, offset)
            kept = self._scores_of(found, full)
            hits = [(score, address, _key(address) in kept) for score, address in found]
            total = 0 if full is None else _count(searcher.search(full, limit=1))
            more = reached > offset + limit
        return Matches(
            hits=tuple(Match(self._id(address), score, is_full) for score, address, is_full in hits),
            total=total,
            more=more,
            facets=self._facets(full, facets),
        )

    def _tiers(self, queries: PlanQueries, limit: int, offset: int) -> tuple[list[tuple[float, DocAddress, bool]], int, bool]:
        """The page, the number of full matches, whether there are more; partial matches are looked for only where the full ones end."""
        found, total = self._page(queries.full(), limit, offset)
        hits = [(score, address, True) for score, address in found]
        if total > offset + limit:
            return hits, total, True
        rest, partial = self._page(queries.partial(), limit - len(hits), max(0, offset - total))
        return hits + [(score, address, False) for score, address in rest], total, total + partial > offset + limit

    def _page(self, query: Query | None, limit: int, offset: int, *, newest: bool = False) -> tuple[Found, int]:
        """Hits ``offset`` to ``offset + limit`` by score (or date), then id; and the number of all hits."""
        if query is None:
            return [], 0
        if limit == 0:
            return [], _count(self._searcher.search(query, limit=1))
        end = offset + limit
        for wanted in (end + 1, max(end + 1, MANY), max(1, self._searcher.num_docs)):
            result = self._searcher.search(query, limit=wanted, order_by_field="day" if newest else None)
            hits, total = result.hits, _count(result)
            groups = _tied(hits, 0.0 if newest else SAME_SCORE)
            if len(hits) >= total or groups[-1] >= end or (wanted >= MANY and self._in_order(hits[groups[-1] :])):
                break  # otherwise the last group goes on beyond what was fetched
        ordered: Found = []
        for start, stop in pairwise([*groups, len(hits)]):
            if start < end:
                ordered += self._by_id(hits[start:stop], end - start) if stop > offset else hits[start:stop]
        return ordered[offset:end], total

    def _in_order(self, tied: Found) -> bool:
        """Whether Tantivy's own order of this group is that of the ids, so that its rest need not be fetched."""
        return self._searcher.num_segments == 1 and tied[0][0] == tied[-1][0]

    def _by_id(self, tied: Found, count: int) -> Found:
        """The first ``count`` of these hits in order of id."""
        segments: dict[int, Found] = {}
        for hit in sorted(tied, key=lambda hit: hit[1].doc):
            segments.setdefault(hit[1].segment_ord, []).append(hit)
        if len(segments) == 1:
            return next(iter(segments.values()))[:count]
        return list(islice(merge(*segments.values(), key=lambda hit: self._id(hit[1])), count))

    def _by_date(self, queries: PlanQueries, limit: int, offset: int) -> tuple[list[tuple[float, DocAddress, bool]], int]:
        found, total = self._page(queries.matches(), limit, offset, newest=True)
        scores = self._scores_of(found, queries.full())
        return [(scores[_key(address)], address, True) for _, address in found], total

    def _scores_of(self, found: Found, query: Query | None) -> dict[tuple[int, int], float]:
        """Which of these hits ``query`` finds too, and their scores there."""
        if query is None or not found:
            return {}
        these = Query.term_set_query(self._index.schema, "id", [self._id(address) for _, address in found])
        both = Query.boolean_query([(tantivy.Occur.Must, Query.const_score_query(these, 0.0)), (tantivy.Occur.Must, query)])
        return {_key(address): score for score, address in self._searcher.search(both, limit=len(found)).hits}

    def _facets(self, full: Query | None, names: Sequence[str]) -> dict[str, tuple[tuple[str, int], ...]]:
        if full is None or not names or not self._searcher.num_docs:
            return {name: () for name in names}
        wanted = {name: {"terms": {"field": FACETS[name], "size": MAX_FACET_VALUES, "segment_size": MAX_FACET_VALUES}} for name in names}
        counted = self._searcher.aggregate(full, wanted)
        pairs = {name: [(bucket["key"], bucket["doc_count"]) for bucket in counted[name]["buckets"]] for name in names}
        return {name: tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))) for name, found in pairs.items()}

    def _id(self, address: DocAddress) -> str:
        id_ = self._searcher.doc(address).get_first("id")
        assert isinstance(id_, str)
        return id_

    def fetch(self, ids: Sequence[str]) -> list[bytes | None]:
        return [self._payload(id_) for id_ in ids]

    def _payload(self, id_: str) -> bytes | None:
        hits = self._searcher.search(Query.term_query(self._index.schema, "id", id_, "basic"), limit=1, count=False).hits
        if not hits:
            return None
        payload = self._searcher.doc(hits[0][1]).get_first("payload")
        assert payload is not None
        return bytes(payload)

    def known(self, field: str, terms: Sequence[str]) -> list[int]:
        return [self._frequency(field, term) for term in terms]

    def _frequency(self, field: str, term: str) -> int:
        frequency: int = 0 if term == BREAK else self._searcher.doc_freq(field, term)
        if frequency and self._deleted:
            query = Query.term_query(self._index.schema, field, term, "basic")
            return _count(self._searcher.search(query, limit=1))
        return frequency

    def terms(self, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        living = Query.all_query() if self._deleted else None
        found = self._searcher.terms_with_prefix(field, prefix, filter_query=living)
        return sorted((term, frequency) for term, frequency in found if frequency and term != BREAK)[:limit]

    def ids_and_stamps(self) -> dict[str, tuple[str, str]]:
        return dict(_from_ledger(entry) for entry, _ in self.terms("ledger"))

    def languages(self) -> dict[str, int]:
        return dict(self.terms("langs"))

    def stats(self) -> Stats:
        size = sum(path.stat().st_size for path in self._folder.rglob("*") if path.is_file())
        return Stats(documents=self._searcher.num_docs, size=size, segments=self._searcher.num_segments)

    def close(self) -> None:
        if self._writer is not None:
            with suppress(ValueError):  # the folder is gone: nothing to tidy up, and an error on its way out must not be hidden
                self._writer.rollback()
                self._writer.garbage_collect_files()
            self._writer.wait_merging_threads()
            self._writer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in TOKEN_FIELDS:
        positions = "position" if name in POSITIONAL_FIELDS else "freq"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=positions)
    for name in KEYWORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS.values())
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("host", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("ledger", EVERY):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


def _to_tantivy(document: IndexedDocument) -> tantivy.Document:
    if not 0 < len(document.id.encode()) <= LONGEST_ID:
        raise ValueError(f"An id must have 1 to {LONGEST_ID:,} bytes, this one has {len(document.id.encode()):,}: {document.id[:80]!r}...")
    keywords: dict[str, Sequence[str]] = {
        "id": [document.id],
        "lang": [document.lang],
        "langs": list(dict.fromkeys(document.langs)),
        "site": site_suffixes(document.site),
        "host": [document.site] if document.site is not None else [],
        "year": [document.date[:4]] if document.date else [],
        "source": [document.source],
        "hash": [document.hash],
        "ledger": [_to_ledger(document)],
        EVERY: [EVERY_TERM],
    }
    entry = tantivy.Document()
    for name, values in keywords.items():
        for value in values:
            entry.add_text(name, value)
    for name, tokens in document.tokens.items():
        entry.add_text(name, _joined(tokens, document.id, name))
    entry.add_unsigned("day", day_number(document.date) if document.date else UNDATED)
    entry.add_bytes("payload", document.payload)
    return entry


def _joined(tokens: Sequence[str], id_: str, field: str) -> str:
    """One string that the whitespace tokenizer takes apart into just these tokens."""
    text = " ".join(tokens)
    if text.split() != list(tokens):
        raise ValueError(
            f"A token of field {field!r} of document {id_!r} is empty or holds white space; it would be indexed as other tokens.\n"
            "Tokens are made in search/analyse.py; see IndexedDocument in search/engine.py for what they may hold."
        )
    return text


def _to_ledger(document: IndexedDocument) -> str:
    """Everything that ``ids_and_stamps`` tells in one term: listing terms is fast, reading stored documents is not."""
    return f"{document.stamp} {len(document.id)} {document.id}{document.source}"


def _from_ledger(entry: str) -> tuple[str, tuple[str, str]]:
    """Id -> (stamp, source)."""
    stamp, length, rest = entry.split(" ", 2)
    return rest[: int(length)], (stamp, rest[int(length) :])


def _tied(hits: Found, tolerance: float) -> list[int]:
    """Where each group of hits of the same score (or day) begins; they fall, ``tolerance`` is relative."""
    return [at for at, (score, _) in enumerate(hits) if at == 0 or score < hits[at - 1][0] * (1.0 - tolerance)]


def _count(result: Any) -> int:
    """All hits of a search (``SearchResult.count``, which the library's stub file leaves out)."""
    return int(result.count)


def _key(address: DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc


def _sync(folder: Path) -> None:
    """Makes the files of an index and their names durable."""
    names: list[Any] = [path for path in folder.rglob("*") if path.is_file()]
    for path in [*names, folder]:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
