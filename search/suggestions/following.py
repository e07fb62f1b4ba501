"""Words that may follow other words, from the documents that hold those and not from the words of the whole index.

A list of the most frequent words with a beginning knows nothing of the words before it: *climate ch* is in no way like *chính*, however
frequent that is. So the best documents for the words before are looked into, in their forward indexes: which of their words begin so, and
how near they stand. Bounded by a number of documents, of bytes and of questions to the index.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from search.engine import All, Engine, Filters, Form, Leaf, MatchPlan
from search.language import Language
from search.languages import LANGUAGES
from search.model import SearchRequest
from search.plan import compile_query
from search.query import parse
from search.store.payload import StoredDocument
from search.store.rows import Row
from search.text.unicode import normalise
from search.text.word import exact_form, spaced_words
from search.vocabulary.beginnings import unmarked
from search.vocabulary.neighbours import side_by_side, together

DOCUMENTS = 16
"""Documents that are looked into, at most."""
BYTES = 600_000
"""Stored bytes that are looked into, at most, beyond the first document: some 20 ms."""
COUNTED = 8
"""Words of these documents, and frequent words of the index, of which it is counted how many documents hold them right after the word
before."""
NEAR = 8
"""Places between two words that may have to do with each other."""
USED = 0.1
"""Share of the documents with a word that have passages in a language, from which on it is a word of that language."""
MARKED_BACK, MARKED_FORMS = 3, 4
"""Words before the one being typed that get their marks, at most, and ways to mark each of them that are looked up."""
_PERSIAN = re.compile("[\u06a9\u06cc\u06c1\u06d5]")
_TO_PERSIAN = str.maketrans({"\u0643": "\u06a9", "\u064a": "\u06cc"})
_NONE = np.empty(0, np.intp)


def following(engine: Engine, head: str, start: str, frequent: Sequence[str]) -> tuple[list[str], bool]:
    """Words that begin with ``start`` and may follow ``head`` (as typed), the most telling first; and whether they stand right after it.

    Those that documents hold right after the last word of ``head``; only if there are none, those that the best documents for ``head``
    hold, first those near it; else ``frequent``, words of the whole index that begin so. ``start``: an exact form; without marks, it is
    also the beginning of words that have them.
    """
    parsed = parse(head, LANGUAGES.keys())
    plan = compile_query(engine, parsed, SearchRequest(head)).plan
    if parsed.root is None and plan.filters == Filters():
        return list(frequent), False
    before = _last_word(head)
    begun = Leaf(tuple(Form(field, (start,), 1.0, prefix=True) for field in ("exact", "fold")), 1.0)
    itself = Leaf(tuple(Form(field, (before,), 1.0) for field in ("exact", "fold")), 1.0)
    held = _held(engine, replace(plan, root=All((plan.root, begun, itself))), before, start) if before else {}
    held = held or _held(engine, replace(plan, root=All((plan.root, begun))), before, start)
    likely = sorted(held, key=lambda word: (held[word], word))
    kept = [word for word, count in zip(likely, engine.known("exact", likely), strict=True) if count]  # none of banners and captions alone
    if before:
        counted = {word: together(engine, before, word, before) for word in (*kept[:COUNTED], *frequent[:COUNTED])}
        beside = sorted(filter(counted.__getitem__, counted), key=lambda word: -counted[word])
        if beside:
            return beside, True
    return kept or list(frequent), False


def spoken(engine: Engine, head: str, languages: Sequence[Language]) -> list[Language]:
    """Of these languages those that the last word of ``head`` is used in; all where there is none: *nam* is a function word in Polish, and
    *việt nam* is not Polish."""
    before = _last_word(head)
    held = sum(engine.known("exact", [before])) if before else 0
    return [lang for lang in languages if not held or sum(engine.known_in(lang.code, "exact", [before])) >= USED * held]


def _last_word(head: str) -> str:
    """The exact form of the last word of what was typed; empty where none is written with spaces."""
    chunks = head.split()
    text = normalise(chunks[-1]).text if chunks else ""
    return next((exact_form(text[start:end]) for start, end in reversed(spaced_words(text))), "")


def with_marks(engine: Engine, head: str, word: str) -> tuple[str, int]:
    """What was typed before ``word``, its last words with the marks that they most often have beside it, and how many of them stand so.

    As typed where they stand so more often, or no word of the index is them with marks.
    """
    text = normalise(head)
    end, linked = len(text.text), 0
    for start, stop in spaced_words(text.text)[: -MARKED_BACK - 1 : -1]:
        plain = exact_form(text.text[start:stop])
        variants = sorted(unmarked(engine, plain, whole=True), key=lambda entry: (-entry[1], entry[0]))[:MARKED_FORMS]
        if text.text[stop:end].strip():
            break
        end = start
        if not variants:
            word = plain
            continue
        counts = {other: side_by_side(engine, other, word) for other in (plain, *dict(variants))}
        word = max(counts, key=counts.__getitem__)  # the plain one of equals
        if not counts[word]:
            break
        linked += 1
        first, last = text.span(start, stop)
        head = head[:first] + as_typed(head[first:last], plain, word) + head[last:]
    return head, linked


def as_typed(typed: str, prefix: str, word: str) -> str:
    """A word in the letters and the case that were typed: Jap -> Japan; Persian letters stay Persian."""
    rest = word[len(prefix) :]
    capitals = len(typed) > 1 and typed.isupper()
    if _PERSIAN.search(typed):
        rest = rest.translate(_TO_PERSIAN)
    if not word.startswith(prefix) or len(typed) != len(prefix):
        typed, rest = (word[:1].upper() if typed[:1].isupper() else word[:1]), word[1:]
    return typed + (rest.upper() if capitals else rest)


# --- Looking into documents ----------------------------------------------------------------------------------------------


def _held(engine: Engine, plan: MatchPlan, before: str, start: str) -> dict[str, tuple[int, int]]:
    """Words with a beginning, of the first documents of a plan -> how many of these hold it near ``before``, and at all; both negative."""
    near: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for stored in _documents(engine, plan):
        found = _near(stored, before, start)
        documents.update(found.keys())
        near.update(word for word, is_near in found.items() if is_near)
    return {word: (-near[word], -count) for word, count in documents.items()}


def _documents(engine: Engine, plan: MatchPlan) -> Iterator[StoredDocument]:
    """The first full matches, each body once."""
    hits = [match.id for match in engine.match(plan, limit=DOCUMENTS).hits if match.full]
    read = 0
    bodies: set[str] = set()
    for payload in engine.fetch(hits):
        read += len(payload or b"")
        if payload is None or (bodies and read > BYTES):
            continue
        stored = StoredDocument(payload)
        if stored.hash not in bodies:
            bodies.add(stored.hash)
            yield stored


def _near(stored: StoredDocument, before: str, start: str) -> dict[str, bool]:
    """Words of a document that begin so -> whether one stands near ``before``, in the same passage."""
    rows, row = stored.rows, stored.tokens.row
    words = {number: word for number in rows.beginning(start) if (word := _begun(rows[number], start))}
    found = dict.fromkeys(words.values(), False)
    places = np.flatnonzero(np.isin(row, [*rows.exact(before), *rows.folded(before)])) if before and words else _NONE
    if len(places):
        at = np.flatnonzero(np.isin(row, list(words)))
        following_place = np.searchsorted(places, at)
        for place in (places[following_place - 1], places[np.minimum(following_place, len(places) - 1)]):
            passages = (np.searchsorted(stored.passages.last, each, side="right") for each in (at, place))
            close = at[(np.abs(at - place) <= NEAR) & np.equal(*passages)]
            found.update((words[number], True) for number in row[close].tolist())
    return found


def _begun(row: Row, start: str) -> str:
    """A word of one piece, if it is longer than a beginning of it, as written or without its marks; else empty."""
    (word, *pieces), fold = row.exact, row.fold
    begins = any(form.startswith(start) and form != start for form in (word, *fold))
    return word if begins and not pieces and not row.address else ""
