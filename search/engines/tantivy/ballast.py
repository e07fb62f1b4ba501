"""Documents of no text that make Tantivy count lengths as ``search/rank.py`` does.

Tantivy divides the length of a field by its mean over all documents, those without the field among them. The score wants the pivot: the
geometric mean over the documents that have the field (:func:`search.rank.pivot`). The mean is tokens by documents, so documents without
tokens lower it, and documents that hold nothing but ``BREAK``, which no query looks for, raise it. They are found by nothing and counted
nowhere. Tantivy goes on counting deleted documents until their segment is merged; what is added here makes up for them, too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from tantivy import Document, Query, Schema, Searcher

from search.engine import BREAK, TOKEN_FIELDS
from search.engines.tantivy.fields import BALLAST_TERM, EVERY, EVERY_TERM, LOG_SCALE, log_field

TOLERANCE = 0.005
"""Relative difference of a mean from its pivot that is left alone."""
FEWEST = 100
"""Documents between which a mean is set, at least: tokens are whole numbers."""
LARGEST = 1_000_000
"""Tokens of one document."""


def carrier() -> Document:
    """A document with one token in every field; one of them must be in an index before :func:`ballast` can read its means."""
    document = _empty()
    for name in TOKEN_FIELDS:
        document.add_text(name, BREAK)
    return document


def ballast(schema: Schema, searcher: Searcher) -> Iterator[Document]:
    """What has to be added to a committed index for every mean to be the pivot; nothing where all of them are within ``TOLERANCE``."""
    documents = sum(searcher.doc_freq(EVERY, term) for term in (EVERY_TERM, BALLAST_TERM))
    pivots = _pivots(schema, searcher)
    means = {name: mean_length(schema, searcher, name) for name in pivots}
    if all(abs(means[name] / pivot - 1.0) <= TOLERANCE for name, pivot in pivots.items()):
        return
    wanted = max(documents + 1, FEWEST, math.ceil(max(documents * means[name] / pivot for name, pivot in pivots.items())))
    tokens = {name: round(pivot * wanted - means[name] * documents) for name, pivot in pivots.items()}
    for _ in range(wanted - documents):
        document = _empty()
        for name, count in tokens.items():
            if count > 0:
                document.add_text(name, f"{BREAK} " * min(count, LARGEST))
                tokens[name] = count - LARGEST
        yield document


def _empty() -> Document:
    document = Document()
    document.add_text(EVERY, BALLAST_TERM)
    return document


def _pivots(schema: Schema, searcher: Searcher) -> dict[str, float]:
    """Field -> geometric mean of its length over the living documents that have it; of the fields that some document has."""
    wanted = {name: {"avg": {"field": log_field(name)}} for name in TOKEN_FIELDS}
    found = searcher.aggregate(Query.term_query(schema, EVERY, EVERY_TERM, "basic"), wanted)
    means = {name: found[name]["value"] for name in TOKEN_FIELDS}
    return {name: math.exp(mean / LOG_SCALE) for name, mean in means.items() if mean is not None}


def mean_length(schema: Schema, searcher: Searcher, field: str) -> float:
    """The mean length of a field that Tantivy scores by, in tokens. It says so only where it explains a score."""
    query = Query.term_query(schema, field, BREAK, "freq")
    explained = json.loads(query.explain(searcher, searcher.search(query, limit=1).hits[0][1]).to_json())
    factors = (factor for part in explained["details"] for factor in part.get("details", ()))
    return float(next(factor["value"] for factor in factors if factor["description"].startswith("avgdl")))
