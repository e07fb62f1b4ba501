""" "Did you mean": the query with its misspelt words corrected from the index's own vocabulary.

Only words are replaced; operators, quotes and everything else stay as typed, and so does the case of each word. Of the words near a
misspelt one those come first that the index holds side by side with the words beside it in the query: الذكا الاصطناعي is الذكاء الاصطناعي,
though الذكر is more frequent. Where several words find nothing together, those that the index holds are taken for misspelt only if it holds
others in their place beside their neighbours. A word with marks that the index does not hold may be meant with others (traduçao, tradução);
one that it holds as a part of longer words is no misspelling, and one that it holds in two parts side by side is proposed so. A correction
is proposed only when it was tried and finds far more than what was typed. So is what keys were meant to write that no input method, or
another layout, made letters of (``keys.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from search import rank
from search.analysis.forms import UNMARKED, URL, word_forms, word_readings
from search.engine import Engine, Match, Matches
from search.languages import LANGUAGES
from search.model import SearchRequest, Span
from search.plan import CompiledQuery, compile_query
from search.query import ParsedQuery, QueryLeaf, leaves, parse
from search.store.payload import StoredDocument
from search.suggestions.keys import Choice, from_kana, from_layouts, from_readings, from_syllables
from search.suggestions.misspelt import Word, beside_neighbours, misspelt
from search.text.unicode import NO_SPACE, normalise
from search.text.word import exact_form, fold_forms, spaced_words
from search.vocabulary.compounds import compounds, parts_of
from search.vocabulary.neighbours import side_by_side
from search.vocabulary.spelling import Correction, candidates, corrections, other_marks
from search.vocabulary.words import is_fit, vocabulary_of

TRIES = 3
"""Corrected queries that are tried, at most."""
NEAR = 3
"""How many times as many code points as its words have a document may take to write them side by side: marks, signs between them."""
SIGNS = 2
"""Signs and spaces, at most, between two words that are proposed for one."""
SHORTEST_CUT = 4
"""Letters of the shortest word that is tried as two side by side (wifi)."""

_Choice = list[tuple[Span, Correction]]


def did_you_mean(engine: Engine, parsed: ParsedQuery, compiled: CompiledQuery, request: SearchRequest, total: int) -> str | None:
    """The corrected query, or None when there is nothing to propose. ``total``: full matches of the query as typed."""
    if total >= rank.FEW:
        return None
    typed = _from_keys(engine, parsed, request, compiled, total) or _without_hyphens(engine, parsed, request, compiled, total)
    if typed is not None:
        return typed
    corrected = _corrected(engine, parsed, request, compiled, total)
    read = list(from_readings(engine, parsed)) if compiled.short else []
    if not read:
        return corrected
    # Many words are spelt like Japanese or Chinese ones: a correction is meant unless such a word is far more frequent.
    least = total if corrected is None else max(total, _matches(engine, corrected, request, compiled).total)
    return _tried(engine, read, request, compiled, least) or corrected


def _from_keys(engine: Engine, parsed: ParsedQuery, request: SearchRequest, compiled: CompiledQuery, total: int) -> str | None:
    """The query as an input method, or another layout, would have written it: ぶんがく, 文学; vieejt, việt; ghbdtn, привет."""
    vietnamese = from_syllables(engine, parsed) if "vi" in compiled.languages else []
    choices = [*([vietnamese] if vietnamese else ()), *from_layouts(engine, parsed, request.query)]
    return _tried(engine, choices, request, compiled, total) or _tried(engine, from_kana(engine, parsed), request, compiled, total)


def _tried(engine: Engine, choices: Iterable[Choice], request: SearchRequest, compiled: CompiledQuery, total: int) -> str | None:
    """The first of these queries that finds far more than what was typed."""
    texts = (_replace(request.query, choice) for choice in choices)
    return next((text for text in texts if _best_match(engine, text, request, compiled, total) is not None), None)


def _corrected(engine: Engine, parsed: ParsedQuery, request: SearchRequest, compiled: CompiledQuery, total: int) -> str | None:
    """The query with its misspelt words corrected."""
    if not (compiled.short or compiled.unknown):
        return None
    words = [word for leaf in leaves(parsed.root) for word in _words(engine, compiled, leaf, total)]
    apart = _written_apart(engine, request.query, words) if compiled.short else ()
    wrong = [word for word in misspelt(engine, beside_neighbours(engine, request.query, words), total) if word.meant]
    signs = _with_a_sign(engine, words) if compiled.short and not total else ()
    choices = [*apart, *signs, *list(_choices(wrong, only_unknown=not compiled.short))[:TRIES]]
    if compiled.short and not (total or any(word.meant for word in words)):
        choices += _cut_in_two(engine, compiled, words)
    for replaced in choices:
        text = _replace(request.query, [(span, meant.word) for span, meant in replaced])
        tried = text if compiled.short else " ".join(meant.word for _, meant in replaced)
        found = _best_match(engine, tried, request, compiled, total)
        if found is None:
            continue
        (payload,) = engine.fetch([found.id])
        stored = StoredDocument(payload) if payload is not None else None
        return _replace(request.query, [(span, _written(stored, meant.word)) for span, meant in replaced])
    return None


def _words(engine: Engine, compiled: CompiledQuery, leaf: QueryLeaf, total: int) -> Iterator[Word]:
    """The words of a leaf, with corrections from the vocabulary. None in addresses, beginnings of words, text without spaces."""
    text = normalise(leaf.text)
    if leaf.is_part or URL.fullmatch(text.text) or NO_SPACE.search(text.text):
        return
    words = spaced_words(text.text)
    usual = not compiled.short and len(words) == 1 and leaf.start not in compiled.unknown
    for first, last in words:
        a, b = text.span(first, last)
        span, word = (leaf.start + a, leaf.start + b), exact_form(text.text[first:last])
        counts = _held(engine, compiled.languages, word) if is_fit(word) and not usual else iter((1,))
        held = max(counts) if compiled.short else next(filter(None, counts), 0)
        if usual or not is_fit(word) or (held and not compiled.short):
            yield Word(span, word, 1, ())  # of a long query only unknown words are corrected
            continue
        vocabulary = vocabulary_of(engine)
        itself = sum(engine.known("exact", [word])) if held else 0
        near = tuple(each for each in candidates(vocabulary, word, short=not held) if each.frequency > itself) if not total else ()
        meant = corrections(vocabulary, word, held)
        if not held:
            meant = () if _is_part(engine, compiled, word) else (*other_marks(vocabulary, word), *meant)
        yield Word(span, word, held, meant, near)


def _written_apart(engine: Engine, query: str, words: Sequence[Word]) -> list[_Choice]:
    """Two neighbours in one, where the index holds that word: natt lampe, nattlampe."""
    pairs = [(a, b) for a, b in pairwise(words) if query[a.span[1] : b.span[0]].isspace()]
    counts = engine.known("exact", [a.exact + b.exact for a, b in pairs])
    return [[((a.span[0], b.span[1]), Correction(a.exact + b.exact, 1, n))] for (a, b), n in zip(pairs, counts, strict=True) if n]


def _with_a_sign(engine: Engine, words: Sequence[Word]) -> list[_Choice]:
    """A word that the index does not hold as two that it holds side by side: TCPIP, TCP/IP; alot, a lot."""
    found: list[tuple[Span, Correction]] = []
    for word in words:
        if word.held or not word.exact.isalpha() or len(word.exact) < SHORTEST_CUT:
            continue
        pairs = [(word.exact[:at], word.exact[at:]) for at in range(1, len(word.exact))]
        known = dict(zip(pairs, (min(engine.known("exact", pair)) for pair in pairs), strict=True))
        likely = sorted(filter(known.__getitem__, pairs), key=lambda pair: (-known[pair], pair))[:TRIES]
        counts = {pair: side_by_side(engine, *pair) for pair in likely}
        best = max(counts, key=counts.__getitem__, default=None)
        if best is not None and counts[best]:
            found.append((word.span, Correction(" ".join(best), 1, counts[best])))
    return [found] if found else []


def _cut_in_two(engine: Engine, compiled: CompiledQuery, words: Sequence[Word]) -> Iterator[_Choice]:
    """The words that the index does not hold, each as two that it holds: fuktighetsmåler, fuktighet måler."""
    cut = {word: parts_of(engine, vocabulary_of(engine), word.exact, compiled.languages) for word in words if not word.held}
    if cut and all(cut.values()):
        yield [(word.span, Correction(" ".join(pair), 1, 1)) for word, pair in cut.items() if pair is not None]


_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u2011/](?=[^\W\d_])")


def _without_hyphens(engine: Engine, parsed: ParsedQuery, request: SearchRequest, compiled: CompiledQuery, total: int) -> str | None:
    """A query that finds nothing with the words of its chunks apart: Strecke München-Nürnberg, Strecke München Nürnberg."""
    if total or not compiled.short:
        return None
    text = request.query
    for leaf in leaves(parsed.root):
        if not (leaf.phrase or leaf.is_part or leaf.title or URL.fullmatch(leaf.text)):
            text = text[: leaf.start] + _HYPHEN.sub(" ", text[leaf.start : leaf.end]) + text[leaf.end :]
    return text if text != request.query and _best_match(engine, text, request, compiled, total) is not None else None


def _is_part(engine: Engine, compiled: CompiledQuery, word: str) -> bool:
    """Whether the index holds longer words that a word is a part of."""
    found = word_readings(word, compiled.languages) if compiled.languages else None
    return found is not None and bool(compounds(engine, vocabulary_of(engine), word, found.base))


def _held(engine: Engine, codes: Sequence[str], word: str) -> Iterator[int]:
    """Documents that hold a word, for each form of it that the index may hold."""
    folded = fold_forms(word)
    yield from _counted(engine, "exact", (word, *folded))
    if folded[0] == word:
        yield from _counted(engine, "fold", (word,))
        found = word_readings(word, tuple(codes))
        bases = found.base if found is not None else ()
    else:
        rows = (forms.row.word for code in codes if (forms := word_forms(code, word, None)) is not None)
        bases = tuple(form for row in rows for form in row if not form.startswith(UNMARKED))  # not for what is typed with marks
    yield from _counted(engine, "word", bases)


def _counted(engine: Engine, name: str, terms: tuple[str, ...]) -> Iterator[int]:
    for field in (name, name + "_aside"):
        yield from engine.known(field, list(dict.fromkeys(terms)))


def _choices(misspelt: Sequence[Word], *, only_unknown: bool) -> Iterator[_Choice]:
    """What may be replaced by what, best first: the unknown words alone, then all, then the first unknown one by its other corrections."""
    unknown = [word for word in misspelt if not word.held]
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
    found = _matches(engine, text, request, typed)
    if not found.hits or (typed.short and found.total < max(1, rank.SUGGESTION_RATIO * total)):
        return None
    return found.hits[0]


def _matches(engine: Engine, text: str, request: SearchRequest, typed: CompiledQuery) -> Matches:
    """What another query finds under the filters of the one that was typed, the first document of it."""
    corrected = SearchRequest(text, request.lang, request.site, request.date_from, request.date_to)
    compiled = compile_query(engine, parse(text, LANGUAGES.keys()), corrected)
    return engine.match(replace(compiled.plan, filters=typed.plan.filters), limit=1)


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
    if " " in word:
        return _written_together(stored, word)
    rows = [row for row in stored.rows.holding(word) if stored.rows[row].exact == (word,)]
    for token in np.flatnonzero(np.isin(stored.tokens.row, rows)).tolist():
        start = int(stored.tokens.start[token])
        written = stored.text[start : start + int(stored.tokens.length[token])]
        if exact_form(normalise(written).text) == word:
            return written
    return word


def _written_together(stored: StoredDocument, words: str) -> str:
    """Words side by side as a document writes them: ٹیلی ویژن, of which the index has the yehs of an Arabic keyboard; TCP/IP."""
    parts = words.split()
    for row in (row for row in stored.rows.holding(parts[0]) if stored.rows[row].exact == (parts[0],)):
        for token in np.flatnonzero(stored.tokens.row == row).tolist():
            start = int(stored.tokens.start[token])
            near = normalise(stored.text[start : start + NEAR * len(words)])
            found = spaced_words(near.text)[: len(parts)]
            close = all(second - last <= SIGNS for (_, last), (second, _) in pairwise(found))
            if close and [exact_form(near.text[first:last]) for first, last in found] == parts:
                _, end = near.span(found[0][0], found[-1][1])
                return stored.text[start : start + end]
    return words
