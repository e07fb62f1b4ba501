"""Where a query's leaves stand in a document: spans of the original text, the rung that found them, and what is missing.

Computed from the stored forward index; nothing is analysed again. Every mark is justified by a leaf: a whole word, the words of a
phrase, or a run of characters snapped to grapheme borders.
"""

from __future__ import annotations

import functools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, islice, repeat
from typing import NamedTuple

import numpy as np

from search import addresses
from search.forms import UNMARKED
from search.model import Rung, Span
from search.plan import LeafTarget, PhraseTarget, SynonymTarget, WordTarget
from search.rows import Row
from search.runs import Place, Runs
from search.store import ZONES, StoredDocument
from search.text import normalise
from search.word import exact_form

RUNGS: tuple[Rung, ...] = (
    "exact",
    "part of running text",
    "base form",
    "synonym",
    "typed without marks",
    "written without marks",
    "title",
    "address",
    "compound part",
    "different marks",
    "sound",
    "typo",
)
"""Best first; the best one found is reported."""
_RANK = {rung: number for number, rung in enumerate(RUNGS)}
_TITLE = ZONES.index("title")
"""Zones after it are no body text: banner, caption, related, tail."""
_WEAK = frozenset({"different marks", "compound part", "sound", "typo"})


class Mark(NamedTuple):
    """One marked stretch. Marks sort as they stand: those of the text, then those of the title."""

    title: bool
    """Offsets are of the title, which is not part of the text; else of the text."""
    start: int
    end: int
    leaf: int
    """The index of the leaf that justifies it."""
    rung: Rung
    aside: bool
    """In banner, captions, related links or tail."""


class LeafFound(NamedTuple):
    """What one leaf found in a document."""

    full: bool
    """Whether the leaf is matched (weak rungs do not count)."""
    rung: Rung | None
    """The best rung; None when nothing was found."""
    form: str
    """As written in the document, at its first place on that rung; empty when nothing was found."""


class Found(NamedTuple):
    marks: tuple[Mark, ...]
    leaves: tuple[LeafFound, ...]


ENOUGH = 400
"""Marks per word that a list of results looks at; a document page shows all."""


SHORT = 50_000
"""Code points. In a longer partial match a run is looked for only as it was typed, not with other punctuation between its characters."""


def find(stored: StoredDocument, targets: Sequence[LeafTarget], *, thorough: bool = False, full: bool | None = None) -> Found:
    """Look for every leaf in a stored document.

    ``thorough``: every place, not only the first ``ENOUGH`` of each word. ``full``: what the engine says of the document (None: not
    asked); it saves reading a long text for a run that cannot be there.
    """
    finder = _Finder(stored, targets, thorough, full is not False or (len(targets) > 1 and stored.characters <= SHORT))
    marks: list[Mark] = []
    leaves: list[LeafFound] = []
    for number, target in enumerate(targets):
        mine, places, full = finder.leaf(number, target)
        best = min(places, key=lambda mark: (_RANK[mark.rung], mark.aside, mark.start), default=None)
        marks.extend(mine)
        found = LeafFound(full, best.rung if best else None, finder.written(best) if best else "")
        leaves.append(found if full else _in_url(stored.url, target) or found)
    return Found(tuple(sorted(marks)), tuple(leaves))


def _in_url(url: str | None, target: LeafTarget) -> LeafFound | None:
    """The leaf in the document's own URL, which is not part of its text: found, with nothing to mark in the text."""
    spans = addresses.places(url, target)
    return LeafFound(True, "address", " ".join((url or "")[start:end] for start, end in spans)) if spans else None


class _Finder:
    """One document, while the leaves of one query are looked for in it."""

    def __init__(self, stored: StoredDocument, targets: Sequence[LeafTarget], thorough: bool, possible: bool) -> None:
        self.stored = stored
        self.targets = targets
        self.possible = possible
        """Whether a run may be in the text although it is not written there as typed."""
        self.thorough = thorough
        self.rows = stored.rows
        self.tokens = stored.tokens
        self.passages = stored.passages
        self._runs = Runs(stored)
        self._rows_of: dict[int, dict[Rung, list[int]]] = {}
        """By the identity of the word, which the targets keep."""

    def written(self, mark: Mark) -> str:
        """As the document writes it; of a part of a compound the whole word."""
        if mark.rung == "compound part":
            start, end = self.tokens.start, self.tokens.start + self.tokens.length
            around = np.flatnonzero((start <= mark.start) & (end >= mark.end)).tolist()
            wider = self._token_marks(around, mark.leaf, "exact")
            mark = max((each for each in wider if each.title == mark.title), key=lambda each: each.end - each.start, default=mark)
        return self._slice(mark)

    def _slice(self, mark: Mark) -> str:
        return self.stored.title[mark.start : mark.end] if mark.title else self.stored.slice(mark.start, mark.end)

    def leaf(self, number: int, target: LeafTarget) -> tuple[list[Mark], list[Mark], bool]:
        """``(marks, places, whether the leaf is matched)``; a place spans all words of a phrase, which are marked one by one."""
        marks: list[Mark] = []
        places: list[Mark] = []
        for address in (False, True) if target.address else (False,):
            for phrase in target.phrases if not places else ():
                rung: Rung = "address" if address else "typed without marks" if phrase.fold else "exact"
                for first, last in self._phrase(phrase, address=address):
                    row = self._token_marks(list(range(first, last)), number, rung)
                    marks.extend(row)
                    places.append(row[0]._replace(end=row[-1].end))
        full = bool(places)
        complete = False
        words: list[Mark] = []
        whole: list[Mark] = []
        for reading in target.readings:
            counts = [self._word_marks(number, word, words) | self._synonym_marks(number, word.synonyms, words, whole) for word in reading]
            complete = complete or all(counts)
        if target.runs:
            runs = [self._run_marks(number, target.text, units, complete) for units in target.runs]
            found = [mark for run in runs for mark in run]
            marks.extend(found)
            if all(runs):
                places, full = [*places, *found], True
        for writing in target.writings:
            others = [self._run_marks(number, "".join(units), units, complete) for units in writing]
            found = [mark._replace(rung="base form") for run in others for mark in run]
            marks.extend(found)
            if all(others):
                places, full = [*places, *found], True
        marks.extend(words)
        places.extend([*whole, *words] if not places else ())
        full = full or complete
        if target.title:
            span = self.stored.title_span
            marks = [mark for mark in marks if mark.title or (span is not None and span[0] <= mark.start < span[1])]
            places, full = marks, bool(marks)
        return list(dict.fromkeys(marks)), places, full

    # --- words ---

    def _word_marks(self, number: int, word: WordTarget, marks: list[Mark]) -> bool:
        full = False
        for rung, rows in self._matching_rows(word).items():
            tokens = self._tokens_of(rows)
            found = self._token_marks(tokens, number, rung)
            marks.extend(found if rung != "compound part" else (self._part(mark, word) for mark in found))
            full = full or (bool(tokens) and rung not in _WEAK)
        return full

    def _synonym_marks(self, number: int, synonyms: SynonymTarget, marks: list[Mark], whole: list[Mark]) -> bool:
        """Synonyms of several words, marked word by word (``whole``: each as one stretch), and those of text without spaces."""
        before = len(marks)
        for words in synonyms.phrases:
            for first, last in self._phrase(PhraseTarget(words, fold=False)):
                row = self._token_marks(list(range(first, last)), number, "synonym")
                marks.extend(row)
                whole.append(row[0]._replace(end=row[-1].end))
        for units in synonyms.runs:
            marks.extend(mark._replace(rung="synonym") for mark in self._run_marks(number, "".join(units), units, complete=False))
        return len(marks) > before

    def _tokens_of(self, rows: Sequence[int]) -> list[int]:
        """The tokens of these rows, in order; the first ``ENOUGH`` of them unless all are wanted."""
        found = self._tokens_by_row[rows[0]] if len(rows) == 1 else sorted(chain.from_iterable(map(self._tokens_by_row.__getitem__, rows)))
        return found if self.thorough else found[:ENOUGH]

    @functools.cached_property
    def _tokens_by_row(self) -> dict[int, list[int]]:
        """The tokens of every row that a word of the query finds: the document is gone through once for all of them."""
        words = (word for target in self.targets for reading in target.readings for word in reading)
        rows = sorted({number for word in words for rows in self._matching_rows(word).values() for number in rows})
        chosen = np.zeros(len(self.rows), dtype=bool)
        chosen[rows] = True
        tokens = np.flatnonzero(chosen[self.tokens.row])
        order = np.argsort(self.tokens.row[tokens], kind="stable")
        ends = np.cumsum(np.bincount(self.tokens.row[tokens], minlength=len(self.rows))[rows]).tolist()
        tokens = tokens[order]
        enough = None if self.thorough else ENOUGH
        return {row: tokens[start:end][:enough].tolist() for row, start, end in zip(rows, [0, *ends], ends, strict=False)}

    def _part(self, mark: Mark, word: WordTarget) -> Mark:
        """The mark of the part of a compound that was typed; of the whole word where its exact form has another length than is written."""
        written = self._slice(mark)
        exact = exact_form(normalise(written).text)
        for form, start, end in word.compounds:
            if form == exact and len(form) == len(written):
                return mark._replace(start=mark.start + start, end=mark.start + end)
        return mark

    def _matching_rows(self, word: WordTarget) -> dict[Rung, list[int]]:
        """The word's rows in this document, by rung; a row counts on its best rung."""
        found = self._rows_of.get(id(word))
        if found is None:
            found = self._rows_of[id(word)] = self._look_up(word)
        return found

    def _look_up(self, word: WordTarget) -> dict[Rung, list[int]]:
        exact, folded, bases = _wanted(word)
        numbers: set[int] = set()
        for form in exact:
            numbers.update(self.rows.exact(form))
        for form in folded:
            numbers.update(self.rows.folded(form))
        for lang in self.passages.langs:  # a query has base forms of each language that the index holds
            for form in bases.get(lang, ()):
                numbers.update(self.rows.base(form))
        if word.prefix is not None:
            numbers.update(self.rows.beginning(word.prefix))
        found: dict[Rung, list[int]] = {}
        for number in sorted(numbers):
            rung = _rung(word, self.rows[number])
            if rung is not None:
                found.setdefault(rung, []).append(number)
        return found

    def _phrase(self, phrase: PhraseTarget, *, address: bool = False) -> Iterable[Span]:
        """``[first, last)`` token ranges where the words stand side by side in one passage: of the text, or of an address in it."""
        sets = []
        for pieces in phrase.words:
            rows = self._phrase_rows(pieces, phrase.fold, address)
            if not rows:
                return
            sets.append(rows)
        size = len(sets)
        row = self.tokens.row
        starts = np.flatnonzero(np.isin(row[: len(row) - size + 1], sets[0]))
        for offset, ids in enumerate(sets[1:], start=1):
            starts = starts[np.isin(row[starts + offset], ids)]
        for first in starts.tolist() if self.thorough else starts[:ENOUGH].tolist():
            if self._passage_number(first) == self._passage_number(first + size - 1):
                yield first, first + size

    def _phrase_rows(self, pieces: tuple[str, ...], fold: bool, address: bool) -> list[int]:
        whole = "".join(pieces)
        numbers = (*self.rows.exact(pieces[0]), *(self.rows.folded(whole) if fold else ()))
        rows = ((number, self.rows[number]) for number in numbers)
        return [number for number, row in rows if row.address == address and (row.fold[0] == whole if fold else row.exact == pieces)]

    @functools.cached_property
    def _lasts(self) -> list[int]:
        lasts: list[int] = self.passages.last.tolist()
        return lasts

    @functools.cached_property
    def _zones(self) -> list[int]:
        zones: list[int] = self.passages.zone.tolist()
        return zones

    def _passage_number(self, token: int) -> int:
        return bisect_right(self._lasts, token)

    def _token_marks(self, tokens: Sequence[int], number: int, rung: Rung) -> list[Mark]:
        if not tokens:
            return []
        starts, lengths = self.tokens.start[tokens].tolist(), self.tokens.length[tokens].tolist()
        zones = map(self._zones.__getitem__, map(bisect_right, repeat(self._lasts), tokens))
        return [
            Mark(zone == _TITLE, start, start + length, number, rung, zone > _TITLE)
            for start, length, zone in zip(starts, lengths, zones, strict=True)
        ]

    def _run_marks(self, number: int, typed: str, units: Sequence[str], complete: bool) -> list[Mark]:
        """Where a run stands within a line, punctuation and spaces in between ignored.

        A list of results is content with the places where it is written as it was typed, or (``complete``) with its words.
        """
        wanted = "".join(units)
        places: Iterable[Place] = () if self.thorough else self._runs.verbatim(typed, wanted)
        marks = self._marks_of(places, number)
        if marks or (not self.thorough and (complete or not self.possible)):
            return marks
        return self._marks_of(self._runs.loose(wanted), number)

    def _marks_of(self, places: Iterable[Place], number: int) -> list[Mark]:
        enough = None if self.thorough else ENOUGH
        return [Mark(zone == _TITLE, start, end, number, rung, zone > _TITLE) for start, end, rung, zone in islice(places, enough)]


@functools.lru_cache(maxsize=2_000)
def _wanted(word: WordTarget) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, list[str]]]:
    """What to look for in the rows of a document: exact forms, folded forms that differ from them, and base forms by their language."""
    exact = {pieces[0] for pieces in word.exact} | word.unmarked_page | word.typos | {form for form, _, _ in word.compounds}
    exact |= {form for form in word.synonyms.words if ":" not in form}
    folded = {form for form in word.unmarked_query if not form.startswith(UNMARKED)} | word.different_marks
    bases: dict[str, list[str]] = {}
    for form in sorted(word.base | (word.unmarked_query - folded) | (word.synonyms.words - exact)):
        bases.setdefault(form.lstrip(UNMARKED).partition(":")[0], []).append(form)
    return tuple(sorted(exact | folded)), tuple(sorted(folded)), bases


def _rung(word: WordTarget, row: Row) -> Rung | None:
    """The best rung on which a distinct word of the document is the word that is looked for."""
    if row.address:
        return "address" if row.exact in word.exact else None
    if row.exact in word.exact or (word.prefix is not None and row.exact[0].startswith(word.prefix)):
        return "exact"
    if not word.base.isdisjoint(row.word):
        return "base form"
    if not word.synonyms.words.isdisjoint(row.exact + row.word):
        return "synonym"
    if not word.unmarked_query.isdisjoint(row.fold + row.word) or (word.prefix is not None and row.fold[0].startswith(word.prefix)):
        return "typed without marks"
    if not word.unmarked_page.isdisjoint(row.exact):
        return "written without marks"
    if any(row.exact == (form,) for form, _, _ in word.compounds):
        return "compound part"
    if not word.different_marks.isdisjoint(row.fold):
        return "different marks"
    return "typo" if not word.typos.isdisjoint(row.exact) else None


def merged(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Marks as spans that are ordered and do not overlap; touching ones of running text stay apart only if a character is between."""
    spans: list[Span] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.end))
        elif not spans or (mark.start, mark.end) != spans[-1]:
            spans.append((mark.start, mark.end))
    return tuple(spans)
