"""Where a document has the words of the query: the first results are looked at once more, in their texts.

An engine adds up words wherever they stand, so a long document that holds each of them on another page comes before the sentence that
holds them all, and one that mentions them in passing before one that begins with them. The first ten are read for their snippets
anyway; what the best stretch of each, about a sentence, holds of the query is added to its score (``rank.WINDOW_EXTRA``), and how early
each word comes (``rank.LEAD_EXTRA``): what a text is about, it says first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from search import rank
from search.engine import Engine, Match
from search.markcolumns import Marks, windows
from search.marks import Found, find
from search.plan import CompiledQuery
from search.store import StoredDocument

FIRST = 10
"""Results that are looked at; those after them keep their places, so pages put together hold each result once."""
WINDOW = 120
"""Code points of a stretch in text with spaces, half as many where characters are words."""

LEAD = 50
"""Code points from the beginning of the text after which a word counts for half."""


class Read(NamedTuple):
    """A document and where the query's leaves stand in it."""

    query: CompiledQuery
    """What found it: with the weak rungs or without."""
    stored: StoredDocument
    found: Found


def read(engine: Engine, compiled: CompiledQuery, weak: CompiledQuery | None, hits: Sequence[Match]) -> dict[str, Read]:
    """The documents of these hits, by id, each with the marks of the query that found it: full ones ``compiled``, partial ones ``weak``."""
    payloads = engine.fetch([hit.id for hit in hits])
    stored = [(hit, StoredDocument(payload)) for hit, payload in zip(hits, payloads, strict=True) if payload is not None]
    asked = [(hit, document, compiled if hit.full else weak or compiled) for hit, document in stored]
    return {hit.id: Read(query, document, find(document, query.targets, full=hit.full)) for hit, document, query in asked}


def nearest_first(hits: Sequence[Match], documents: Mapping[str, Read], *, full_first: bool) -> list[Match]:
    """These hits, the first ``FIRST`` by their scores with where their words stand; ``full_first``: full matches before partial ones."""
    first = [_with_places(hit, documents.get(hit.id)) for hit in hits[:FIRST]]
    return [*sorted(first, key=lambda hit: (full_first and not hit.full, -hit.score)), *hits[FIRST:]]


def _with_places(hit: Match, document: Read | None) -> Match:
    if document is None:
        return hit
    return replace(hit, score=hit.score + rank.WINDOW_EXTRA * nearness(document) + rank.LEAD_EXTRA * lead(document))


def nearness(document: Read) -> float:
    """The sum of the idfs of the leaves that the best stretch of the text holds; 0 where no leaf is in the text, or none is a word."""
    marks = _in_text(document)
    if not len(marks):
        return 0.0
    table = document.stored.passages
    dense = table.dense[table.start.searchsorted(marks.start, "right") - 1]
    held, _ = windows(marks, marks.start + (WINDOW - WINDOW // 2 * dense))
    says = np.array(document.query.idfs)[np.bincount(marks.leaf).nonzero()[0]]
    return float((says @ held).max())


def lead(document: Read) -> float:
    """The sum of the idfs of the leaves in the text, each divided by 1 + p / ``LEAD``, p the place where it comes first, in code points."""
    marks = _in_text(document)
    leaves, first = np.unique(marks.leaf, return_index=True)
    return float((np.array(document.query.idfs)[leaves] / (1.0 + marks.start[first] / LEAD)).sum())


def _in_text(document: Read) -> Marks:
    marks = document.found.marks
    return marks.where(~marks.title)
