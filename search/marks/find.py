"""Where a query's leaves stand in a document: spans of the original text, the rung that found them, and what is missing.

Computed from the stored forward index; nothing is analysed again. Every mark is justified by a leaf: a whole word, the words of a
phrase, or a run of characters snapped to grapheme borders. Words are gone through as columns (``columns.py``), the rest one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from search.marks import addresses
from search.marks.columns import RANK, RUNGS, Columns, Flags, Mark, Marks, Numbers, columns_of, in_order
from search.marks.runs import Place, Runs
from search.marks.wordrows import matching_rows
from search.model import SIMILAR_RUNGS, Rung, Span
from search.plan import NO_SYNONYMS, LeafTarget, PhraseTarget, SynonymTarget, WordTarget
from search.store.payload import ZONES, Array, StoredDocument
from search.text.unicode import normalise
from search.text.word import exact_form

_TITLE = ZONES.index("title")
"""Zones after it are no body text: banner, caption, related, tail."""


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


def _order(mark: Mark) -> tuple[int, bool, int]:
    """The best place of a leaf comes first."""
    return mark.rank, mark.aside, mark.start


_Group = tuple[int, WordTarget, Rung, list[int]]
"""Rows that are one word of a leaf (its number) on one rung."""


class _Words:
    """The words of a query in one document: a column entry for each token that is one of them, leaf by leaf."""

    def __init__(self, stored: StoredDocument, targets: Sequence[LeafTarget], enough: int | None) -> None:
        langs = stored.passages.langs
        words = [(leaf, word) for leaf, target in enumerate(targets) for reading in target.readings for word in reading]
        found = [(leaf, word, matching_rows(stored.rows, langs, word, stored.marked)) for leaf, word in words]
        groups = [(leaf, word, rung, rows) for leaf, word, by_rung in found for rung, rows in by_rung.items()]
        places, group = _tokens_of(stored, [rows for *_, rows in groups], enough)
        sizes = np.bincount(group, minlength=len(groups)).tolist()
        self.matched = {word for (_, word, rung, _), size in zip(groups, sizes, strict=True) if size and rung not in SIMILAR_RUNGS}
        """Words that are found on a rung that counts."""
        leaf, rank = np.array([(leaf, RANK[rung]) for leaf, _, rung, _ in groups], np.int64).reshape(-1, 2)[group].T
        start = stored.places.start[places].astype(np.int64)
        end = start + _lengths(stored, places, groups)
        zone = stored.passages.zone[stored.passages.last.searchsorted(places, "right")]
        aside = zone > _TITLE
        self.columns: Columns = (zone == _TITLE, start, end, leaf, rank, aside)
        self._first: dict[int, int] = {}
        """Where the entries of each leaf that has any begin; they stand together, leaf by leaf."""
        first = 0
        for (number, word, rung, _), size in zip(groups, sizes, strict=True):
            if size:
                self._first.setdefault(number, first)
                if rung == "compound part":
                    for at in range(first, first + size):
                        start[at], end[at] = _part(stored, word, bool(self.columns[0][at]), int(start[at]), int(end[at]))
                first += size
        best = _least_of_each(list(self._first.values()), (rank << 32) + (aside.astype(np.int64) << 31) + start)
        self.best = {mark.leaf: mark for mark in map(Mark, *(column[best].tolist() for column in self.columns))}
        """Of each leaf that has entries the best one, as :func:`_order` has it."""

    def of(self, leaf: int) -> slice:
        """The entries of a leaf."""
        after = (first for other, first in self._first.items() if other > leaf)
        return slice(self._first[leaf], next(after, len(self.columns[0]))) if leaf in self._first else slice(0, 0)

    def marks(self, leaf: int) -> list[Mark]:
        """The entries of a leaf, one by one."""
        mine = self.of(leaf)
        return list(map(Mark, *(column[mine].tolist() for column in self.columns)))


def _least_of_each(starts: Sequence[int], order: Numbers) -> Numbers:
    """Of each stretch of entries, which begin at ``starts``, the entry with the least ``order`` (under 2 ** 36), the first of several."""
    if not starts:
        return np.zeros(0, np.intp)
    return np.minimum.reduceat((order << 27) + np.arange(len(order)), starts) & ((1 << 27) - 1)


def _tokens_of(stored: StoredDocument, groups: Sequence[Sequence[int]], enough: int | None) -> tuple[Numbers, Numbers]:
    """Tokens, and of each the group of rows that it belongs to; group by group, of each the first ``enough`` in the order of the text.

    The document is gone through once. A token whose row is in several groups comes several times.
    """
    pairs = [(row, group) for group, rows in enumerate(groups) for row in rows]
    if not pairs:
        return np.zeros(0, np.intp), np.zeros(0, np.intp)
    group_of = np.full(len(stored.rows), -1)
    row, group = np.array(pairs).T
    group_of[row] = group
    of_group = group_of[stored.places.row]
    tokens = (of_group >= 0).nonzero()[0]
    of_group = of_group[tokens]
    if len({number for number, _ in pairs}) < len(pairs):
        tokens, of_group = _in_every_group(stored.places.row[tokens], tokens, sorted(pairs))
    order = of_group.argsort(kind="stable")
    tokens, of_group = tokens[order], of_group[order]
    if enough is not None and len(tokens) > enough:
        place = np.arange(len(tokens)) - of_group.searchsorted(of_group)
        tokens, of_group = tokens[place < enough], of_group[place < enough]
    return tokens, of_group


def _lengths(stored: StoredDocument, places: Numbers, groups: Iterable[_Group]) -> Numbers:
    """Code points of these tokens, whose rows are in these groups: the lengths of all rows take longer than those of a few."""
    usual = np.zeros(len(stored.rows), np.int64)
    for row in {row for *_, rows in groups for row in rows}:
        usual[row] = stored.rows.length(row)
    found: Numbers = usual[stored.places.row[places]] + stored.places.extra[places]
    return found


def _in_every_group(rows: Array, tokens: Numbers, pairs: Sequence[tuple[int, int]]) -> tuple[Numbers, Numbers]:
    """The tokens of some rows once for each group that their row is in, in their order. ``pairs``: rows and groups, in order."""
    row, group = np.array(pairs).T
    entry, after = np.searchsorted(row, rows), np.searchsorted(row, rows, "right")
    times = after - entry
    number = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    return np.repeat(tokens, times), group[np.repeat(entry, times) + number]


def _part(stored: StoredDocument, word: WordTarget, title: bool, start: int, end: int) -> Span:
    """Of a compound the part that was typed; the whole word where its exact form has another length than is written."""
    written = _slice(stored, title, start, end)
    exact = exact_form(normalise(written).text)
    for form, first, last in word.compounds:
        if form == exact and len(form) == len(written):
            return start + first, start + last
    return start, end


def _slice(stored: StoredDocument, title: bool, start: int, end: int) -> str:
    return stored.title[start:end] if title else stored.slice(start, end)


class _Finder:
    """One document, while the leaves of one query are looked for in it."""

    def __init__(self, stored: StoredDocument, targets: Sequence[LeafTarget], thorough: bool, possible: bool) -> None:
        self.stored = stored
        self.possible = possible
        """Whether a run may be in the text although it is not written there as typed."""
        self.thorough = thorough
        self._runs = Runs(stored)
        self._words = _Words(stored, targets, None if thorough else ENOUGH)
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
            around = around[(self._zone(around) == _TITLE) == mark.title]
            if len(around):
                widest = around[tokens.length[around].argmax()]
                start, end = int(tokens.start[widest]), int(tokens.start[widest] + tokens.length[widest])
        return _slice(self.stored, mark.title, start, end)

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
        return min(places, key=_order, default=None), full or complete

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
        return min(places, key=_order, default=None), bool(places)

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
        title = zone == _TITLE
        marks: list[Mark] = []
        for start, length in zip(starts, lengths, strict=True):
            between = _slice(self.stored, title, marks[-1].end, start) if marks and start <= marks[-1].end + 1 else " "
            if between.isspace():
                marks.append(Mark(title, start, start + length, number, RANK[rung], zone > _TITLE))
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
        return [Mark(zone == _TITLE, start, end, number, RANK[rung], zone > _TITLE) for start, end, rung, zone in islice(places, enough)]
