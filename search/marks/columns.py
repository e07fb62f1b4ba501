"""Marks of one document as columns: a query of common words has thousands, and hardly any of them is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from search.model import Rung, Span

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
RANK = {rung: number for number, rung in enumerate(RUNGS)}

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Mark(NamedTuple):
    """One marked stretch. Marks sort as they stand: those of the text, then those of the title."""

    title: bool
    """Offsets are of the title, which is not part of the text; else of the text."""
    start: int
    end: int
    leaf: int
    """The index of the leaf that justifies it."""
    rank: int
    """Its rung: index into ``RUNGS``."""
    aside: bool
    """In banner, captions, related links or tail."""


class Marks:
    """Marks in order, each once, as columns of one length. Offsets: code points."""

    __slots__ = ("aside", "end", "leaf", "start", "title")

    def __init__(self, title: Flags, start: Numbers, end: Numbers, leaf: Numbers, aside: Flags) -> None:
        self.title = title
        self.start = start
        self.end = end
        self.leaf = leaf
        self.aside = aside

    def __len__(self) -> int:
        return len(self.start)

    def where(self, chosen: Flags) -> Marks:
        """Those that are chosen."""
        if chosen.all():  # of most documents
            return self
        return Marks(self.title[chosen], self.start[chosen], self.end[chosen], self.leaf[chosen], self.aside[chosen])

    def inside(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans of those of the text that lie within ``[start, end)`` of it, as :meth:`spans` gives them."""
        of_text = self.start[: len(self) - int(np.count_nonzero(self.title))]
        first, last = int(of_text.searchsorted(start)), int(of_text.searchsorted(end))
        if first == last:
            return ()
        starts, ends = self.start[first:last].tolist(), self.end[first:last].tolist()
        if max(ends) > end:
            starts = [at for at, stop in zip(starts, ends, strict=True) if stop <= end]
            ends = [stop for stop in ends if stop <= end]
        return _merged(starts, ends)

    def spans(self) -> tuple[Span, ...]:
        """Their spans, ordered and not overlapping; touching ones of running text stay apart only if a character is between.

        Useful for marks of the text, or of the title, alone.
        """
        return _merged(self.start.tolist(), self.end.tolist())


def _merged(starts: Sequence[int], ends: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end in zip(starts, ends, strict=True):
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        elif not spans or (start, end) != spans[-1]:
            spans.append((start, end))
    return tuple(spans)


def windows(end: Numbers, leaf: Numbers, limits: Numbers) -> tuple[Flags, Numbers]:
    """Of the window that begins with each mark and ends at its limit: which leaves it holds (a row for each that has a mark, in
    the order of their numbers), and how many marks."""
    first = np.arange(len(end))
    after = np.maximum(first + 1, end.searchsorted(limits, "right")) if (end[1:] >= end[:-1]).all() else _nested(end, limits)
    leaves = np.bincount(leaf).nonzero()[0]
    before = np.zeros((len(leaves), len(end) + 1), dtype=np.int32)
    (leaf == leaves[:, None]).cumsum(axis=1, out=before[:, 1:])
    return before[:, after] > before[:, :-1], after - first


def _nested(end: Numbers, limits: Numbers) -> Numbers:
    """The mark after the last one of each window, where marks lie within others, so that their ends do not ascend."""
    ends, stops = end.tolist(), limits.tolist()
    found: list[int] = []
    after = 0
    for number, limit in enumerate(stops):
        while after < len(ends) and (after <= number or ends[after] <= limit):
            after += 1
        while after > number + 1 and ends[after - 1] > limit:  # of the passage before, whose windows are longer
            after -= 1
        found.append(after)
    return np.array(found)


Columns = tuple[Flags, Numbers, Numbers, Numbers, Numbers, Flags]
"""The fields of :class:`Mark`."""


def columns_of(marks: Sequence[Mark]) -> Columns:
    """Marks one by one -> the same as columns."""
    title, start, end, leaf, rank, aside = np.array(marks, dtype=np.int64).reshape(-1, 6).T
    return title.astype(bool), start, end, leaf, rank, aside.astype(bool)


def in_order(parts: Sequence[Columns]) -> Marks:
    """All of these marks in order, each once."""
    title, start, end, leaf, rank, aside = parts[0] if len(parts) == 1 else map(np.concatenate, zip(*parts, strict=True))
    where = start + (title.astype(np.int64) << 40)
    what = (end << 22) + (leaf << 5) + (rank << 1) + aside  # a query has far fewer than 2 ** 17 leaves
    order = np.lexsort((what, where))
    if len(order) > 1:
        where, what = where[order], what[order]
        other = (where[1:] != where[:-1]) | (what[1:] != what[:-1])
        if not other.all():
            order = order[np.concatenate(([True], other))]
    return Marks(title[order], start[order], end[order], leaf[order], aside[order])
