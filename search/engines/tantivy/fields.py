"""The fields of an index, and how a document fills them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from tantivy import Document, Schema, SchemaBuilder

from search.engine import KEYWORD_FIELDS, POSITIONAL_FIELDS, TOKEN_FIELDS, IndexedDocument, JoinedTokens, site_suffixes

VERSION = "5"
"""Raised whenever a field is added or comes to mean something else."""
EVERY = "every"
"""A field that holds one of two terms in every document: their frequencies add up to N as Tantivy counts it, deleted ones included."""
EVERY_TERM = "1"
BALLAST_TERM = "0"
"""What documents without text have there instead (``ballast.py``)."""
LOG_SCALE = 10_000
"""A natural logarithm of 1 in the fields that :func:`log_field` names."""
FACETS = {"lang": "langs", "site": "host", "year": "year"}
"""Facet -> fast field."""
LONGEST_ID = 32_000
"""Bytes. Tantivy silently drops terms of more than 65,530; the ledger holds the id, its stamp and its source."""
UNDATED = 0
"""The day of a document without a date."""


def log_field(name: str) -> str:
    """The column with the logarithms of a token field's lengths; no value where a document has no token in it."""
    return f"log_{name}"


def schema() -> Schema:
    builder = SchemaBuilder()
    for name in TOKEN_FIELDS:
        positions = "position" if name in POSITIONAL_FIELDS else "freq"
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=positions)
        builder.add_unsigned_field(log_field(name), fast=True)
    for name in KEYWORD_FIELDS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS.values())
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("host", fast=True, tokenizer_name="raw", index_option="basic")
    for name in ("ledger", EVERY):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_bytes_field("payload", stored=True)
    return builder.build()


def to_tantivy(document: IndexedDocument) -> Document:
    """The document with all its fields. Raises ValueError for what Tantivy would silently index as something else, or not at all."""
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
        "marked": [document.marked] if document.marked else [],
        "ledger": [_to_ledger(document)],
        EVERY: [EVERY_TERM],
    }
    entry = Document()
    for name, values in keywords.items():
        for value in values:
            entry.add_text(name, value)
    for name, tokens in document.tokens.items():
        if tokens:
            entry.add_text(name, _joined(tokens, document.id, name))
            entry.add_unsigned(log_field(name), round(LOG_SCALE * math.log(len(tokens))))
    entry.add_unsigned("day", day_number(document.date) if document.date else UNDATED)
    entry.add_bytes("payload", document.payload)
    return entry


def _joined(tokens: Sequence[str], id_: str, field: str) -> str:
    """One string that the whitespace tokenizer takes apart into just these tokens."""
    if isinstance(tokens, JoinedTokens):
        return tokens.text  # what they may hold is promised where they are made; to look again takes as long as to add them
    text = " ".join(tokens)
    if text.split() != list(tokens):
        raise ValueError(
            f"A token of field {field!r} of document {id_!r} is empty or holds white space; it would be indexed as other tokens.\n"
            "Tokens are made in search/analysis/analyse.py; see IndexedDocument in search/engine.py for what they may hold."
        )
    return text


def _to_ledger(document: IndexedDocument) -> str:
    """Everything that ``ids_and_stamps`` tells in one term: listing terms is fast, reading stored documents is not."""
    return f"{document.stamp} {len(document.id)} {document.id}{document.source}"


def from_ledger(entry: str) -> tuple[str, tuple[str, str]]:
    """Id -> (stamp, source)."""
    stamp, length, rest = entry.split(" ", 2)
    return rest[: int(length)], (stamp, rest[int(length) :])


def day_number(date: str) -> int:
    """``2025-04-29`` -> 20250429."""
    return int(date.replace("-", ""))
