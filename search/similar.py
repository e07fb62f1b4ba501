"""More like this: other documents that hold the words which tell most about one document.

Useful for: reading on. The words come from the stored forward index (nothing is analysed again), the search is an ordinary plan for the
engine, so every engine finds the same documents. Not useful for: finding translations; only names and numbers cross languages.

Choice of words: tf-idf over the body, as in Lucene's MoreLikeThis; a word of this document alone finds nothing and is left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from search import rank
from search.analysis.forms import word_forms
from search.engine import Any_, Engine, Form, Leaf, MatchPlan
from search.errors import UnknownDocument, UnknownParameterValue
from search.model import Similar
from search.readers.titles import is_cut
from search.store.payload import ZONES, StoredDocument
from search.store.rows import Row
from search.text.unicode import direction, normalise

MAX_LIMIT = 20
WORDS = 24
"""Most telling words that are looked for."""
CANDIDATES = 1_000
"""Distinct words that are weighed, the most frequent of the document first (bounds the work for a book)."""
COMMON_SHARE, COMMON_DOCUMENTS = 0.2, 20
"""A word in more than this share of the documents, and in more than so many, tells nothing."""
LEAST_SHARE = 0.08
"""Least score, as a share of what the document itself scores for its own words: below lies what two texts share by chance."""
LEAST_WORDS = 2
"""Least telling words that two documents share (one where there is only one)."""
SPARE = 20
"""Further results that are asked for, since copies of the document and of each other are left out."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A telling word of the document: the terms that find it, and how much it tells."""

    forms: tuple[Form, ...]
    weight: float
    """idf, times the saturated frequency in the document as a share of its maximum."""


def similar(engine: Engine, id: str, limit: int = 5) -> tuple[Similar, ...]:
    """Up to ``limit`` documents like the document ``id``, most alike first; never itself, nor copies of it or of each other.

    Raises :class:`UnknownDocument`, and :class:`UnknownParameterValue` for a limit out of range.
    """
    if not 1 <= limit <= MAX_LIMIT:
        raise UnknownParameterValue("limit", f"limit must be between 1 and {MAX_LIMIT}, not {limit}.")
    payload = engine.fetch([id])[0]
    if payload is None:
        raise UnknownDocument(f"No document has the id {id!r}. Search for it first; a result's id is its address.")
    mine = StoredDocument(payload)
    words = telling_words(engine, mine)
    if not words:
        return ()
    plan = MatchPlan(Any_(tuple(Leaf(word.forms, word.weight, rank.FLOOR * word.weight) for word in words)), tiered=False)
    hits = engine.match(plan, limit=limit + SPARE).hits
    own = next((hit.score for hit in hits if hit.id == id), hits[0].score if hits else 0.0)
    near = [hit for hit in hits if hit.id != id and hit.score >= LEAST_SHARE * own]
    found: list[Similar] = []
    seen = {mine.hash}
    for hit, payload in zip(near, engine.fetch([hit.id for hit in near]), strict=True):
        other = StoredDocument(payload) if payload is not None else None
        if other is None or other.hash in seen or len(found) == limit:
            continue
        shared = _shared(words, other)
        if len(shared) >= min(LEAST_WORDS, len(words)):
            seen.add(other.hash)
            found.append(_similar(other, hit.score, shared))
    return tuple(found)


def telling_words(engine: Engine, stored: StoredDocument) -> tuple[_Word, ...]:
    """The words that tell most about a document and that another document holds as well, most telling first."""
    documents = engine.stats().documents
    counted = _counted_rows(stored)
    df = _frequencies(engine, [row for row, _, _ in counted])
    weighted: list[tuple[float, tuple[Form, ...], int]] = []
    for row, tf, token in counted:
        forms = tuple(form for form in _forms(row) if df[form.field, form.terms[0]] > 0)
        most = max((df[form.field, form.terms[0]] for form in forms), default=0)
        if 2 <= most <= max(COMMON_DOCUMENTS, COMMON_SHARE * documents):
            weighted.append((rank.idf(documents, most) * rank.saturation(tf, 1.0, 1.0) / rank.MAX_SATURATION, forms, token))
    chosen: dict[Form, _Word] = {}
    for weight, forms, token in sorted(weighted, key=lambda entry: (-entry[0], entry[1][0].terms)):
        if forms[-1] not in chosen and _tells(*_written(stored, token)):  # inflected forms of one word share its base form: one leaf
            chosen[forms[-1]] = _Word(forms, weight)
            if len(chosen) == WORDS:
                break
    return tuple(chosen.values())


def _counted_rows(stored: StoredDocument) -> list[tuple[Row, int, int]]:
    """``(word, frequency, its first token)`` in the body, most frequent first. Of a document without a body: of all its text."""
    passages, tokens = stored.passages, stored.tokens
    body = np.flatnonzero((passages.zone == ZONES.index("body")) & (passages.kind == 0))
    inside = np.zeros(len(tokens.row), dtype=bool)
    for number in body if len(body) else range(len(passages)):
        inside[passages.first[number] : passages.last[number]] = True
    numbers = np.flatnonzero(inside)
    rows, first, counts = np.unique(tokens.row[numbers], return_index=True, return_counts=True)
    frequent = np.lexsort((first, -counts))[:CANDIDATES]
    counted = [(stored.rows[int(rows[at])], int(counts[at]), int(numbers[first[at]])) for at in frequent]
    return [entry for entry in counted if not entry[0].address]


def _written(stored: StoredDocument, token: int) -> tuple[str, str]:
    """Language of a token's passage, and the token as the document writes it."""
    passage = stored.passages[int(np.searchsorted(stored.passages.last, token, side="right"))]
    start = int(stored.tokens.start[token])
    text = stored.title if passage.zone == "title" else stored.text
    return passage.lang, text[start : start + int(stored.tokens.length[token])]


@functools.lru_cache(maxsize=50_000)
def _tells(lang: str, surface: str) -> bool:
    """Whether a word may tell what a text is about: it has a letter and is no function word of its language."""
    forms = word_forms(lang, normalise(surface).text, None)
    return forms is not None and not forms.function and any(map(str.isalpha, surface))


def _forms(row: Row) -> tuple[Form, ...]:
    """A word as it stands, and its base form last (or itself once more where the index holds none)."""
    exact = (Form("exact", row.exact, rank.WEIGHT_EXACT),) if len(row.exact) == 1 else ()
    return exact + tuple(Form("word", (form,), rank.WEIGHT_BASE) for form in row.word)


def _frequencies(engine: Engine, rows: Iterable[Row]) -> dict[tuple[str, str], int]:
    wanted: dict[str, dict[str, None]] = {}
    for row in rows:
        for form in _forms(row):
            wanted.setdefault(form.field, {})[form.terms[0]] = None
    return {
        (field, term): count for field, terms in wanted.items() for term, count in zip(terms, engine.known(field, list(terms)), strict=True)
    }


def _shared(words: Sequence[_Word], other: StoredDocument) -> tuple[str, ...]:
    """The telling words that the other document holds, as it writes them, most telling first."""
    shared: dict[str, None] = {}
    for word in words:
        rows = [row for form in word.forms for row in other.rows.holding(form.terms[0]) if not other.rows[row].address]
        token = next(iter(np.flatnonzero(other.tokens.row == rows[0])), None) if rows else None
        if token is not None:
            shared[_written(other, int(token))[1]] = None
    return tuple(shared)


def _similar(stored: StoredDocument, score: float, words: tuple[str, ...]) -> Similar:
    document = stored.document
    return Similar(
        document.id, document.url, document.title, document.title_source, stored.lang, direction(stored.lang), document.site, document.date,
        score, is_cut(document), words,
    )
