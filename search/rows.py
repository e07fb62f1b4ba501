"""The distinct words of a document with all their index forms, as they are stored: what the forward index counts its words by.

Three columns, one line per word, in the order of the exact forms: exact forms are found by bisection, the others by a search of their
column. Most folded forms are the exact form, and most base forms are its beginning, so they are written as what is different: nothing, or
how many letters are cut off (``no2`` of *industrien* is ``no:industri``). That is a third of the bytes of all forms written out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_UNMARKED = "~"
"""Before a base form that is made of the folded form (``search/forms.py``)."""
_ADDRESS = "@"
"""The base forms of a word of a URL, which has none."""
_LAST = "\U0010ffff"


class Row(NamedTuple):
    """One distinct word of a document with all its index forms."""

    exact: tuple[str, ...]
    fold: tuple[str, ...]
    word: tuple[str, ...]
    """With language prefix: ``no:industri``."""
    address: bool = False
    """Found inside a URL: in the ``address`` field only."""


def row_line(row: Row) -> str:
    """A row as it is stored: its three columns with tabs between them."""
    exacts, folds, words, address = row
    exact, whole = (exacts[0],) * 2 if len(exacts) == 1 else (" ".join(exacts), "".join(exacts))
    fold = "" if len(folds) == 1 and folds[0] == whole else " ".join(folds)
    word = _ADDRESS if address else " ".join([_cut(form, whole, folds[0]) for form in words]) if words else ""
    return f"{exact}\t{fold}\t{word}"


def _cut(form: str, whole: str, folded: str) -> str:
    """A base form as its language and the number of letters that are cut off, where it is the beginning of the word."""
    code, _, base = form.partition(":")
    source = folded if form.startswith(_UNMARKED) else whole
    return f"{code}{len(source) - len(base)}" if base and source.startswith(base) else form


def _uncut(written: str, whole: str, folded: str) -> str:
    if ":" in written:
        return written
    code = written.rstrip("0123456789")
    source = folded if code.startswith(_UNMARKED) else whole
    return f"{code}:{source[: len(source) - int(written[len(code) :])]}"


def columns(lines: Sequence[str]) -> tuple[list[str], list[str], list[str]]:
    """The three columns of lines of :func:`row_line`."""
    fields = "\t".join(lines).split("\t") if lines else []  # all at once: a third of the time of line by line
    return fields[::3], fields[1::3], fields[2::3]


def packed_columns(columns: Sequence[Sequence[str]]) -> bytes:
    """The columns of all rows, in order, as they are stored."""
    return "\0".join(map("\n".join, columns)).encode() if columns[0] else b""


class RowTable:
    """The rows of one document. Numbers of rows are places in the order of their exact forms."""

    def __init__(self, data: bytes) -> None:
        """``data``: of :func:`packed_columns`."""
        self.lines, self._fold, self._word = data.decode().split("\0") if data else ("", "", "")
        """The exact forms, one per line."""
        self._exact = self.lines.split("\n") if self.lines else []

    def __len__(self) -> int:
        return len(self._exact)

    @cached_property
    def _folds(self) -> list[str]:
        return self._fold.split("\n")

    @cached_property
    def _words(self) -> list[str]:
        return self._word.split("\n")

    @cached_property
    def lengths(self) -> npt.NDArray[np.int32]:
        """Code points of each exact form (of several pieces: with a space between them)."""
        codes = np.frombuffer(f"\n{self.lines}\n".encode("utf-32-le"), np.uint32)
        return np.diff(np.flatnonzero(codes == ord("\n"))).astype(np.int32)[: len(self)] - 1

    def __getitem__(self, number: int) -> Row:
        exact = tuple(self._exact[number].split(" "))
        whole = "".join(exact)
        fold = tuple(self._folds[number].split()) or (whole,)
        if self._words[number] == _ADDRESS:
            return Row(exact, fold, (), address=True)
        return Row(exact, fold, tuple(_uncut(form, whole, fold[0]) for form in self._words[number].split()))

    def exact(self, form: str) -> range:
        """Rows whose exact form (or its first piece) is ``form``."""
        exact = self._exact
        low = bisect_left(exact, form)
        if low == len(exact) or not exact[low].startswith(form):
            return range(0)
        return range(low, bisect_left(exact, form + "!", low))  # pieces have a space between them; "!" comes after it

    def is_word(self, number: int, form: str) -> bool:
        """Whether the exact form of a row is ``form``, and it is no word of an address."""
        return self._exact[number] == form and self._words[number] != _ADDRESS

    def beginning(self, start: str) -> list[int]:
        """Rows whose exact form, or a folded form, begins with ``start``."""
        low = bisect_left(self._exact, start)
        return sorted({*range(low, bisect_left(self._exact, start + _LAST, low)), *self._in_column(self._fold, start, whole=False)})

    def folded(self, form: str) -> list[int]:
        """Rows that have ``form`` as a folded form other than their exact form."""
        return list(self._in_column(self._fold, form)) if form in self._fold else []

    def base(self, form: str) -> list[int]:
        """Rows that have ``form`` (``no:industri``) as a base form."""
        code, _, base = form.partition(":")
        found = list(self._in_column(self._word, form)) if form in self._word else []
        if not base:
            return found
        if form.startswith(_UNMARKED):
            if base not in self._fold:
                return found
            numbers = self._in_column(self._fold, base, whole=False)
            sources = ((number, self._folds[number].partition(" ")[0]) for number in numbers)
            return found + [number for number, source in sources if source.startswith(base) and self._is_cut(number, code, source, base)]
        exact = self._exact
        low = bisect_left(exact, base)
        if low == len(exact) or not exact[low].startswith(base):
            return found
        high = bisect_left(exact, base + _LAST, low)
        likely = [number for number, word in enumerate(self._words[low:high], low) if code in word]
        return found + [number for number in likely if self._is_cut(number, code, self._exact[number].replace(" ", ""), base)]

    def _is_cut(self, number: int, code: str, source: str, base: str) -> bool:
        """Whether a row has ``base``, with which ``source`` begins, as a base form in the language ``code``."""
        wanted, written = f"{code}{len(source) - len(base)}", self._words[number]
        return wanted == written or (wanted in written and wanted in written.split())

    def holding(self, form: str) -> list[int]:
        """Rows in which ``form`` is one of the forms of any field; ascending, each once."""
        return sorted({*self.exact(form), *self.folded(form), *(self.base(form) if ":" in form else ())})

    def _in_column(self, column: str, form: str, *, whole: bool = True) -> Iterator[int]:
        """Rows whose line of a column has ``form`` as a whole form, or (not ``whole``) as the beginning of one."""
        at, line, counted = column.find(form), 0, 0
        while at >= 0:
            after = at + len(form)
            if (at == 0 or column[at - 1] in " \n") and (not whole or after == len(column) or column[after] in " \n"):
                line, counted = line + column.count("\n", counted, at), at
                yield line
            at = column.find(form, at + 1)
