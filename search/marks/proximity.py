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
from search.marks.columns import Marks, windows
from search.marks.find import Found, find
from search.plan import CompiledQuery
from search.store.payload import Array, StoredDocument

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
    known = [hit.id for hit in hits[:FIRST] if hit.id in documents]
    says = zip(known, places([documents[id] for id in known]), strict=True)
    extra = {id: rank.WINDOW_EXTRA * near + rank.LEAD_EXTRA * early for id, (near, early) in says}
    first = [replace(hit, score=hit.score + extra.get(hit.id, 0.0)) for hit in hits[:FIRST]]
    return [*sorted(first, key=lambda hit: (full_first and not hit.full, -hit.score)), *hits[FIRST:]]


def places(documents: Sequence[Read]) -> list[tuple[float, float]]:
    """What the places of their words say for each of these documents: the sum of the idfs of the leaves that the best stretch of the text
    holds; and that of all leaves in it, each divided by 1 + p / ``LEAD``, p the place where it comes first, in code points. Both are 0
    where no leaf is in the text, or none is a word.

    All documents are gone through at once, as if their texts stood one behind the other: half of them have ten marks or fewer.
    """
    marks = [document.found.marks for document in documents]
    marks = [each.where(~each.title) for each in marks]
    if not any(map(len, marks)):
        return [(0.0, 0.0)] * len(documents)
    start, end, leaf = (np.concatenate([getattr(each, name) for each in marks]) for name in ("start", "end", "leaf"))
    number = np.repeat(np.arange(len(marks)), list(map(len, marks)))
    dense = np.concatenate([_dense(document, each) for document, each in zip(documents, marks, strict=True)])
    idf = np.concatenate([np.array(document.query.idfs)[each.leaf] for document, each in zip(documents, marks, strict=True)])
    says = np.zeros((int(leaf.max()) + 1, len(documents)))
    says[leaf, number] = idf
    apart = number << 40  # more code points than a text has
    held, _ = windows(end + apart, leaf, start + apart + WINDOW - WINDOW // 2 * dense)
    near = np.zeros(len(documents))
    np.maximum.at(near, number, (held * says[np.bincount(leaf).nonzero()[0]][:, number]).sum(axis=0))
    first = np.unique(number * len(says) + leaf, return_index=True)[1]
    early = np.bincount(number[first], idf[first] / (1.0 + start[first] / LEAD), len(documents))
    return list(zip(near.tolist(), early.tolist(), strict=True))


def _dense(document: Read, marks: Marks) -> Array:
    """Whether each mark is in text where characters are words."""
    table = document.stored.passages
    return table.dense[table.start.searchsorted(marks.start, "right") - 1]
