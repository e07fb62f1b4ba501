""" "Did you mean": the query with its misspelt words corrected from the index's own vocabulary.

Only words are replaced; operators, quotes and everything else stay as typed, and so does the case of each word. A correction is proposed
only when it was tried and finds far more than what was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search import rank
from search.engine import Engine, Match
from search.forms import URL, word_forms, word_readings
from search.languages import LANGUAGES
from search.model import SearchRequest, Span
from search.plan import CompiledQuery, compile_query
from search.query import ParsedQuery, QueryLeaf, leaves, parse
from search.spelling import Correction, corrections
from search.store import StoredDocument
from search.text import NO_SPACE, normalise
from search.vocabulary import is_fit, vocabulary_of
from search.word import exact_form, fold_forms, spaced_words

TRIES = 3
"""Corrected queries that are tried, at most."""


@dataclass(frozen=True, slots=True)
class _Misspelt:
    """A word of the query that may be misspelt: where it stands, and what it may have been."""

    span: Span
    """In the query as typed."""
    known: bool
    """Whether the index holds the word as it was typed, or an inflection of it."""
    meant: tuple[Correction, ...]


def did_you_mean(engine: Engine, parsed: ParsedQuery, compiled: CompiledQuery, request: SearchRequest, total: int) -> str | None:
    """The corrected query, or None when there is nothing to propose. ``total``: full matches of the query as typed."""
    if total >= rank.FEW or not (compiled.short or compiled.unknown):
        return None
    misspelt = [word for leaf in leaves(parsed.root) for word in _misspelt(engine, compiled, leaf)]
    for replaced in list(_choices(misspelt, only_unknown=not compiled.short))[:TRIES]:
        text = _replace(request.query, [(span, meant.word) for span, meant in replaced])
        tried = text if compiled.short else " ".join(meant.word for _, meant in replaced)
        found = _best_match(engine, tried, request, compiled, total)
        if found is None:
            continue
        (payload,) = engine.fetch([found.id])
        stored = StoredDocument(payload) if payload is not None else None
        return _replace(request.query, [(span, _written(stored, meant.word)) for span, meant in replaced])
    return None


def _misspelt(engine: Engine, compiled: CompiledQuery, leaf: QueryLeaf) -> Iterator[_Misspelt]:
    """The words of a leaf for which the vocabulary has corrections. None in addresses, beginnings of words, text without spaces."""
    text = normalise(leaf.text)
    if leaf.prefix or URL.fullmatch(text.text) or NO_SPACE.search(text.text):
        return
    words = spaced_words(text.text)
    if not compiled.short and len(words) == 1 and leaf.start not in compiled.unknown:
        return
    for first, last in words:
        word = exact_form(text.text[first:last])
        if not is_fit(word):
            continue
        counts = _held(engine, compiled.languages, word)
        held = max(counts) if compiled.short else next(filter(None, counts), 0)
        if held and not compiled.short:
            continue  # of a long query only unknown words are corrected
        meant = corrections(vocabulary_of(engine), word, held)
        if meant:
            a, b = text.span(first, last)
            yield _Misspelt((leaf.start + a, leaf.start + b), held > 0, meant)


def _held(engine: Engine, codes: Sequence[str], word: str) -> Iterator[int]:
    """Documents that hold a word, for each form of it that the index may hold."""
    folded = fold_forms(word)
    yield from _counted(engine, "exact", (word, *folded))
    if folded[0] == word:
        yield from _counted(engine, "fold", (word,))
        found = word_readings(word, tuple(codes))
        bases = found.base if found is not None else ()
    else:
        bases = tuple(form for code in codes if (forms := word_forms(code, word, None)) is not None for form in forms.row.word)
    yield from _counted(engine, "word", bases)


def _counted(engine: Engine, name: str, terms: tuple[str, ...]) -> Iterator[int]:
    for field in (name, name + "_aside"):
        yield from engine.known(field, list(dict.fromkeys(terms)))


_Choice = list[tuple[Span, Correction]]


def _choices(misspelt: Sequence[_Misspelt], *, only_unknown: bool) -> Iterator[_Choice]:
    """What may be replaced by what, best first: the unknown words alone, then all, then the first unknown one by its other corrections."""
    unknown = [word for word in misspelt if not word.known]
    if unknown:
        yield [(word.span, word.meant[0]) for word in unknown]
    if len(unknown) < len(misspelt) and not only_unknown:
        yield [(word.span, word.meant[0]) for word in misspelt]
    for other in unknown[0].meant[1:] if unknown else ():
        yield [(word.span, other if word is unknown[0] else word.meant[0]) for word in unknown]


def _best_match(engine: Engine, text: str, request: SearchRequest, typed: CompiledQuery, total: int) -> Match | None:
    """The first document that a corrected query finds; None when it does not find far more than what was typed.

    ``text``: the query or, where that is long, only its corrected words: any of its other words would find something.
    """
    corrected = SearchRequest(text, request.lang, request.site, request.date_from, request.date_to)
    compiled = compile_query(engine, parse(text, LANGUAGES.keys()), corrected, before=typed)
    found = engine.match(replace(compiled.plan, filters=typed.plan.filters), limit=1)
    if not found.hits or (typed.short and found.total < max(1, rank.SUGGESTION_RATIO * total)):
        return None
    return found.hits[0]


def _replace(query: str, words: Sequence[tuple[Span, str]]) -> str:
    for (start, end), word in sorted(words, reverse=True):
        query = query[:start] + _in_case_of(query[start:end], word) + query[end:]
    return query


def _in_case_of(typed: str, word: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return word.upper()
    plain = word.lower().replace("i\u0307", "i")  # of İ
    return word[:1].upper() + plain[1:] if typed[:1].isupper() else plain


def _written(stored: StoredDocument | None, word: str) -> str:
    """A word as a document writes it: the index has ``strasse`` for Straße, and one letter for the kafs of two keyboards."""
    if stored is None:
        return word
    rows = [row for row in stored.rows.holding(word) if stored.rows[row].exact == (word,)]
    for token in np.flatnonzero(np.isin(stored.tokens.row, rows)).tolist():
        start = int(stored.tokens.start[token])
        written = stored.text[start : start + int(stored.tokens.length[token])]
        if exact_form(normalise(written).text) == word:
            return written
    return word
