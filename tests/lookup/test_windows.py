"""Marks as columns, and the windows that snippets are cut from: against the same done mark by mark."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from search.marks.columns import Mark, columns_of, in_order, windows

spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair)))
marks = st.builds(lambda title, span, leaf, rank, aside: Mark(title, *span, leaf, rank, aside), st.booleans(), spans, st.integers(0, 4),
                  st.integers(0, 3), st.booleans())  # fmt: skip


def windows_one_by_one(ends: Sequence[int], leaves: Sequence[int], limits: Sequence[int]) -> list[tuple[set[int], int]]:
    """What each window holds: it takes marks while they end within its limit, and gives up those at its end that do not."""
    found: list[tuple[set[int], int]] = []
    after = 0
    for first, limit in enumerate(limits):
        after = max(after, first + 1)
        while after < len(ends) and ends[after] <= limit:
            after += 1
        while after > first + 1 and ends[after - 1] > limit:
            after -= 1
        found.append((set(leaves[first:after]), after - first))
    return found


@given(st.lists(marks, min_size=1, max_size=40))
def test_marks_are_in_order_and_each_is_there_once(found: list[Mark]) -> None:
    ordered = in_order([columns_of(found[: len(found) // 2]), columns_of(found[len(found) // 2 :])])
    shown = list(zip(ordered.title, ordered.start, ordered.end, ordered.leaf, ordered.aside, strict=True))
    assert shown == [(mark.title, mark.start, mark.end, mark.leaf, mark.aside) for mark in sorted(set(found))]


@given(st.lists(marks, min_size=1, max_size=40))
def test_spans_cover_the_marks_and_do_not_overlap(found: list[Mark]) -> None:
    text = in_order([columns_of(found)])
    text = text.where(~text.title)
    shown = text.spans()
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(shown))
    covered = {place for start, end in shown for place in range(start, end)}
    assert covered == {place for mark in found if not mark.title for place in range(mark.start, mark.end)}


@given(st.lists(marks, min_size=1, max_size=40), st.integers(5, 40), st.integers(0, 80))
def test_windows_hold_what_ends_within_their_limit_also_where_marks_are_nested(found: list[Mark], room: int, border: int) -> None:
    text = in_order([columns_of(found)])
    border_of = np.where(text.start < border, border, 200)
    limits = np.minimum(border_of, text.start + np.where(text.start % 3 == 0, room // 2, room))
    held, count = windows(text.end, text.leaf, limits)
    leaves = sorted(set(text.leaf.tolist()))
    in_each = [{leaf for leaf, is_in in zip(leaves, column, strict=True) if is_in} for column in held.T]
    assert list(zip(in_each, count.tolist(), strict=True)) == windows_one_by_one(text.end.tolist(), text.leaf.tolist(), limits.tolist())
