"""Queries of Tantivy put together, and what it multiplies their scores by."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tantivy import Occur, Query


def everywhere(score: float) -> Query:
    """A score for every document. Required beside another query it costs next to nothing; as an addition it would be added up for every
    document of the index."""
    return Query.const_score_query(Query.all_query(), score)


def silent(query: Query) -> Query:
    """The same documents with a score of 0."""
    return Query.const_score_query(query, 0.0)


def some(query: Query | None) -> list[Query]:
    return [] if query is None else [query]


def all_of(must: Sequence[Query], must_not: Sequence[Query] = (), should: Sequence[Query] = ()) -> Query:
    """Every one of ``must`` (at least one), none of ``must_not``; ``should`` adds to the score."""
    return Query.boolean_query(
        [(Occur.Must, query) for query in must]
        + [(Occur.MustNot, query) for query in must_not]
        + [(Occur.Should, query) for query in should]
    )


def any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def either(queries: Iterable[Query | None]) -> Query | None:
    """Any of them; scores add up."""
    found = [query for query in queries if query is not None]
    return any_of(found) if found else None


def best(queries: Iterable[Query | None]) -> Query | None:
    """Any of them; the best score counts."""
    found = [query for query in queries if query is not None]
    if len(found) > 1:
        return Query.disjunction_max_query(found)
    return found[0] if found else None


@lru_cache(maxsize=100_000)
def own_idf(documents: int, frequency: int) -> float:
    """The idf by which Tantivy multiplies, step by step in its 32-bit arithmetic (``src/query/bm25.rs``)."""
    share = _single(_single(documents - frequency + 0.5) / _single(frequency + 0.5))
    return _single(math.log(_single(1.0 + share)))


def _single(value: float) -> float:
    """The nearest 32-bit number."""
    (rounded,) = struct.unpack("f", struct.pack("f", value))
    return float(rounded)
