"""Where a query's leaves stand in a document: spans of the original text, the rung that found them, and what is missing.

Computed from the stored forward index; nothing is analysed again. Every mark is justified by a leaf: a whole word, the words of a
phrase, or a run of characters snapped to grapheme borders. Words are gone through as columns (``words.py``), the rest one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from search.marks import addresses
from search.marks.columns import RANK, RUNGS, Flags, Mark, Marks, Numbers, columns_of, in_order
from search.marks.runs import Place, Runs
from search.marks.words import TITLE, Words, best_first, slice_of
from search.model import Rung, Span
from search.plan import NO_SYNONYMS, LeafTarget, PhraseTarget, SynonymTarget, WordTarget
from search.store.payload import Array, StoredDocument


class LeafFound(NamedTuple):
    """What one leaf found in a document."""

    full: bool
    """Whether the leaf is matched (weak rungs do not count)."""
    rung: Rung | None
    """The best rung; None when nothing was found."""
    form: str
    """As written in the document, at its first place on that rung; empty when nothing was found."""


class Found(NamedTuple):
    marks: Marks
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
    leaves: list[LeafFound] = []
    for number, target in enumerate(targets):
        best, matched = finder.leaf(number, target)
        found = LeafFound(matched, RUNGS[best.rank] if best else None, finder.written(best) if best else "")
        leaves.append(found if matched else _in_address(stored.address, target) or found)
    return Found(finder.marks(), tuple(leaves))


def _in_address(address: str, target: LeafTarget) -> LeafFound | None:
    """The leaf in the document's own URL or file name, which is not part of its text: found, with nothing to mark in the text."""
    spans = addresses.places(address, target)
    return LeafFound(True, "address", " ".join(address[start:end] for start, end in spans)) if spans else None


class _Finder:
    """One document, while the leaves of one query are looked for in it."""

    def __init__(self, stored: StoredDocument, targets: Sequence[LeafTarget], thorough: bool, possible: bool) -> None:
        self.stored = stored
        self.possible = possible
        """Whether a run may be in the text although it is not written there as typed."""
        self.thorough = thorough
        self._runs = Runs(stored)
        self._words = Words(stored, targets, None if thorough else ENOUGH)
        self._shown: Flags | None = None
        """Which entries of the words are marked, if not all."""
        self._others: list[Mark] = []
        """Marks of other things than single words."""

    def marks(self) -> Marks:
        """What the leaves have found so far."""
        words = self._words.columns
        if self._shown is not None:
            title, start, end, leaf, rank, aside = words
            shown = self._shown
            words = title[shown], start[shown], end[shown], leaf[shown], rank[shown], aside[shown]
        return in_order([words, columns_of(self._others)] if self._others else [words])

    def written(self, mark: Mark) -> str:
        """As the document writes it; of a part of a compound the whole word."""
        start, end = mark.start, mark.end
        if RUNGS[mark.rank] == "compound part":
            tokens = self.stored.tokens
            around = np.flatnonzero((tokens.start <= start) & (tokens.start + tokens.length >= end))
            around = around[(self._zone(around) == TITLE) == mark.title]
            if len(around):
                widest = around[tokens.length[around].argmax()]
                start, end = int(tokens.start[widest]), int(tokens.start[widest] + tokens.length[widest])
        return slice_of(self.stored, mark.title, start, end)

    def leaf(self, number: int, target: LeafTarget) -> tuple[Mark | None, bool]:
        """The best place of a leaf, if there is any, and whether the leaf is matched. A place spans all words of a phrase, which are marked
        one by one."""
        if target.title:
            return self._title_leaf(number, target)
        complete, words, whole = self._readings(number, target)
        if not (words or target.phrases or target.runs or target.writings):  # as most
            return self._words.best.get(number), complete
        marks, places = self._phrase_marks(number, target)
        full = bool(places)
        if target.runs:
            runs = [self._run_marks(number, target.text, units, complete) for units in target.runs]
            found = [mark for run in runs for mark in run]
            marks.extend(found)
            if all(runs):
                places, full = [*places, *found], True
        for writing in target.writings:
            others = [self._run_marks(number, "".join(units), units, complete) for units in writing]
            found = [mark._replace(rank=RANK["base form"]) for run in others for mark in run]
            marks.extend(found)
            if all(others):
                places, full = [*places, *found], True
        self._others += marks
        self._others += words
        if not places:
            best = self._words.best.get(number)
            places = [*whole, *([best] if best is not None else []), *words]
        return min(places, key=best_first, default=None), full or complete

    def _title_leaf(self, number: int, target: LeafTarget) -> tuple[Mark | None, bool]:
        """A leaf that is looked for in the title only, whether that is part of the text or not."""
        self._readings(number, target)
        mine = self._words.of(number)
        title, start, *_ = self._words.columns
        span = self.stored.title_span or (0, 0)
        shown = title[mine] | ((span[0] <= start[mine]) & (start[mine] < span[1]))
        if self._shown is None:
            self._shown = np.ones(len(start), dtype=bool)
        self._shown[mine] = shown
        places = [mark for mark, is_shown in zip(self._words.marks(number), shown.tolist(), strict=True) if is_shown]
        return min(places, key=best_first, default=None), bool(places)

    # --- words ---

    def _readings(self, number: int, target: LeafTarget) -> tuple[bool, list[Mark], list[Mark]]:
        """Whether all words of some reading are found, and the marks of their synonyms: word by word, and each as one stretch."""
        words: list[Mark] = []
        whole: list[Mark] = []
        complete = False
        matched = self._words.matched
        for reading in target.readings:
            counts = True
            for word in reading:
                if word.runs:
                    counts = self._unknown_word_marks(number, word, words) and counts
                elif word not in matched:
                    synonyms = word.synonyms
                    there = synonyms is not NO_SYNONYMS.target and self._synonym_marks(number, synonyms, words, whole)
                    counts = counts and there
            complete = complete or counts
        return complete, words, whole

    def _unknown_word_marks(self, number: int, word: WordTarget, marks: list[Mark]) -> bool:
        """Characters that are a word together."""
        before = len(marks)
        for units in word.runs:
            found = self._run_marks(number, "".join(units), units, complete=False)
            marks += found if units is word.runs[0] else [mark._replace(rank=RANK["base form"]) for mark in found]
        return len(marks) > before

    def _synonym_marks(self, number: int, synonyms: SynonymTarget, marks: list[Mark], whole: list[Mark]) -> bool:
        """Synonyms of several words, marked word by word (``whole``: each as one stretch), and those of text without spaces."""
        before = len(marks)
        for words in synonyms.phrases:
            for first, last in self._phrase(PhraseTarget(words, fold=False)):
                row = self._token_marks(first, last, number, "synonym")
                marks.extend(row)
                whole.append(row[0]._replace(end=row[-1].end))
        for units in synonyms.runs:
            marks.extend(mark._replace(rank=RANK["synonym"]) for mark in self._run_marks(number, "".join(units), units, complete=False))
        return len(marks) > before

    def _phrase_marks(self, number: int, target: LeafTarget) -> tuple[list[Mark], list[Mark]]:
        """The words of the phrases, and each phrase as one stretch; in addresses only where they are nowhere else."""
        marks: list[Mark] = []
        places: list[Mark] = []
        for address in (False, True) if target.address else (False,):
            for phrase in target.phrases if not places else ():
                rung: Rung = "address" if address else "typed without marks" if phrase.fold else "exact"
                for first, last in self._phrase(phrase, address=address):
                    row = self._token_marks(first, last, number, rung)
                    marks.extend(row)
                    places.append(row[0]._replace(end=row[-1].end))
        return marks, places

    def _phrase(self, phrase: PhraseTarget, *, address: bool = False) -> Iterator[Span]:
        """``[first, last)`` token ranges where the words stand side by side in one passage: of the text, or of an address in it."""
        sets = []
        for pieces in phrase.words:
            rows = self._phrase_rows(pieces, phrase.fold, address)
            if not rows:
                return
            sets.append(rows)
        size = len(sets)
        row = self.stored.places.row
        starts = np.arange(max(len(row) - size + 1, 0))
        for offset, ids in enumerate(sets):
            wanted = np.zeros(len(self.stored.rows), dtype=bool)
            wanted[ids] = True
            starts = starts[wanted[row[starts + offset] if offset else row[: len(starts)]]]
        if not self.thorough:
            starts = starts[:ENOUGH]
        last = self.stored.passages.last
        within = last.searchsorted(starts, "right") == last.searchsorted(starts + size - 1, "right")
        for first in starts[within].tolist():
            yield first, first + size

    def _phrase_rows(self, pieces: tuple[str, ...], fold: bool, address: bool) -> list[int]:
        whole = "".join(pieces)
        table = self.stored.rows
        numbers = (*table.exact(pieces[0]), *(table.folded(whole) if fold else ()))
        rows = ((number, table[number]) for number in numbers)
        return [number for number, row in rows if row.address == address and (row.fold[0] == whole if fold else row.exact == pieces)]

    def _zone(self, tokens: Numbers) -> Array:
        passages = self.stored.passages
        return passages.zone[passages.last.searchsorted(tokens, "right")]

    def _token_marks(self, first: int, last: int, number: int, rung: Rung) -> list[Mark]:
        """The tokens ``[first, last)``, which stand in one passage; in one mark where no more than a sign is between: 9.000, e-mail."""
        starts, lengths = (column[first:last].tolist() for column in (self.stored.tokens.start, self.stored.tokens.length))
        zone = int(self._zone(np.array([first]))[0])
        title = zone == TITLE
        marks: list[Mark] = []
        for start, length in zip(starts, lengths, strict=True):
            between = slice_of(self.stored, title, marks[-1].end, start) if marks and start <= marks[-1].end + 1 else " "
            if between.isspace():
                marks.append(Mark(title, start, start + length, number, RANK[rung], zone > TITLE))
            else:
                marks[-1] = marks[-1]._replace(end=start + length)
        return marks

    # --- running text ---

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
        return [Mark(zone == TITLE, start, end, number, RANK[rung], zone > TITLE) for start, end, rung, zone in islice(places, enough)]
