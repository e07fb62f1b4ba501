"""The tokens of a document that are a word of the query, leaf by leaf, as columns: a query of common words has thousands of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from search.marks.columns import RANK, Columns, Mark, Numbers
from search.marks.wordrows import matching_rows
from search.model import SIMILAR_RUNGS, Rung, Span
from search.plan import LeafTarget, WordTarget
from search.store.payload import ZONES, Array, StoredDocument
from search.text.unicode import normalise
from search.text.word import exact_form

TITLE = ZONES.index("title")
"""Zones after it are no body text: banner, caption, related, tail."""


def best_first(mark: Mark) -> tuple[int, bool, int]:
    """The best place of a leaf comes first."""
    return mark.rank, mark.aside, mark.start


_Group = tuple[int, WordTarget, Rung, list[int]]
"""Rows that are one word of a leaf (its number) on one rung."""


class Words:
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
        aside = zone > TITLE
        self.columns: Columns = (zone == TITLE, start, end, leaf, rank, aside)
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
        """Of each leaf that has entries the best one, as :func:`best_first` has it."""

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
    written = slice_of(stored, title, start, end)
    exact = exact_form(normalise(written).text)
    for form, first, last in word.compounds:
        if form == exact and len(form) == len(written):
            return start + first, start + last
    return start, end


def slice_of(stored: StoredDocument, title: bool, start: int, end: int) -> str:
    """What stands at a place of the title, or of the text."""
    return stored.title[start:end] if title else stored.slice(start, end)
