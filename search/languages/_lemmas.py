"""Base forms that no rule of endings finds: Finnish veden is of vesi, Turkish çayı of çay, Arabic كتب (books) of كتاب.

One data file per language, ``data/lemmas/<code>.txt``, made from dictionaries by ``python -m benchmarks.lemmas``: a stem, then the stems of
the words that it may be a form of. A stem keeps its own reading; these are others beside it. The lines are in the order of their bytes, so
that one is found by bisection in the mapped file: as tables, twenty languages would take 60 MB of every process.
"""

from __future__ import annotations

import functools
import mmap
from collections.abc import Callable

from search.languages._words import FOLDER


@functools.cache
def _lines(code: str) -> tuple[mmap.mmap, int]:
    """The data file, and where its first line after the head begins."""
    with (FOLDER / "lemmas" / f"{code}.txt").open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    first = 0
    while data[first : first + 1] == b"#":
        first = data.find(b"\n", first) + 1
    return data, first


@functools.cache
def lemmas(code: str) -> Callable[[str], tuple[str, ...]]:
    """Stem -> stems of its base forms; empty where it has no other than itself. The data file is opened when first asked."""

    def bases(stem: str) -> tuple[str, ...]:
        data, low = _lines(code)
        high = len(data)
        key = stem.encode("utf-8", "replace") + b" "
        while low < high:
            middle = (low + high) // 2
            start = max(low, data.rfind(b"\n", low, middle) + 1)
            end = data.find(b"\n", middle)
            line = data[start:end]
            if line.startswith(key):
                return tuple(line[len(key) :].decode().split(" "))
            if line < key:
                low = end + 1
            else:
                high = start
        return ()

    return bases
