"""Base forms that no rule of endings finds: Finnish veden is of vesi, Turkish çayı of çay, Arabic كتب (books) of كتاب.

One data file per language, ``data/lemmas/<code>.txt``, made from dictionaries by ``python -m benchmarks.lemmas``: a stem, then the stems of
the words that it may be a form of. A stem keeps its own reading; these are others beside it. The lines are in the order of their bytes, so
that one is found by bisection in the mapped file: 28 files take .8 MB of a process that has asked all of them, as tables 43.
"""

from __future__ import annotations

import functools
import mmap
from bisect import bisect_right
from collections.abc import Callable
from typing import NamedTuple

from search.detection.commonwords import FOLDER

_BLOCK = 512
"""Bytes, about, from one line that is kept in memory to the next one; a stem is looked for between two of them."""


class _Lines(NamedTuple):
    """A mapped data file, in which every line follows another one: there is a head."""

    data: mmap.mmap
    some: list[bytes]
    """Every so many bytes a line, in order."""
    starts: list[int]
    """Where these begin, and the end of the file."""


@functools.cache
def _lines(code: str) -> _Lines:
    with (FOLDER / "lemmas" / f"{code}.txt").open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = 0
    while data[start : start + 1] == b"#":
        start = data.find(b"\n", start) + 1
    lines = _Lines(data, [], [])
    while 0 < start < len(data):
        lines.starts.append(start)
        lines.some.append(data[start : data.find(b"\n", start)])
        start = data.find(b"\n", start + _BLOCK) + 1
    lines.starts.append(len(data))
    return lines


@functools.cache
def lemmas(code: str) -> Callable[[str], tuple[str, ...]]:
    """Stem -> stems of its base forms; empty where it has no other than itself. The data file is opened when first asked."""

    def bases(stem: str) -> tuple[str, ...]:
        data, some, starts = _lines(code)
        key = b"\n" + stem.encode("utf-8", "replace") + b" "
        block = max(bisect_right(some, key[1:]) - 1, 0)
        at = data.find(key, starts[block] - 1, starts[block + 1] + len(key))  # it may be the first line of the next block
        return tuple(data[at + len(key) : data.find(b"\n", at + 1)].decode().split(" ")) if at >= 0 else ()

    return bases


_HEAD, _LAST = 3, 4
"""Letters of a compound's beginning and of the stem of its last part, at least."""


def last_parts(bases: Callable[[str], tuple[str, ...]]) -> Callable[[str], tuple[str, ...]]:
    """The same dictionary for compounds: a stem that it does not have changes as the longest of its ends that it has (ihmelaps, of
    ihmelapsesta: laps is of lap, lapsi, so it is of ihmelap). A base form that is found by chance is one that no word has."""

    def read(stem: str) -> tuple[str, ...]:
        if own := bases(stem):
            return own
        for at in range(_HEAD, len(stem) - _LAST + 1):
            if found := bases(stem[at:]):
                return tuple([stem[:at] + base for base in found])
        return ()

    return read
