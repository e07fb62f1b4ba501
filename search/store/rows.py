"""The distinct words of a document with all their index forms, as they are stored: what the forward index counts its words by.

Three columns, one line per word, in the order of the exact forms: exact forms are found by bisection, the others by a search of their
column. Most folded forms are the exact form, and most base forms are its beginning, so they are written as what is different: nothing, or
how many letters are cut off (``no2`` of *industrien* is ``no:industri``). That is a third of the bytes of all forms written out.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

_UNMARKED = "~"
"""Before a base form that is made of the folded form (``search/analysis/forms.py``)."""
_ADDRESS = "@"
"""The base forms of a word of a URL, which has none."""
_ADDRESS_LINE = _ADDRESS.encode()
_BESIDE = b" \n"
"""What is on either side of a form in a column."""


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
    fold = "" if folds[0] == whole and len(folds) == 1 else " ".join(folds)
    word = _ADDRESS if address else _cut(words[0], whole, folds[0]) if words else ""
    if len(words) > 1:
        word = " ".join([word, *[_cut(form, whole, folds[0]) for form in words[1:]]])
    return f"{exact}\t{fold}\t{word}"


def _cut(form: str, whole: str, folded: str) -> str:
    """A base form as its language and the number of letters that are cut off, where it is the beginning of the word."""
    code, _, base = form.partition(":")
    source = folded if code.startswith(_UNMARKED) else whole
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
    return "\0".join([f"\n{lines}\n" for lines in map("\n".join, columns)]).encode() if columns[0] else b""


class _Column:
    """One column as the bytes that are stored: a newline on either side of every line."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def borders(self) -> array[int]:
        """Where its newlines are."""
        found = np.flatnonzero(np.frombuffer(self.data, np.uint8) == 0x0A).astype(np.int32)
        return array("i", found.tobytes())  # single numbers are read from it in a third of the time

    def __getitem__(self, number: int) -> bytes:
        return self.data[self.borders[number] + 1 : self.borders[number + 1]]

    def holding(self, form: bytes, *, whole: bool = True) -> Iterator[int]:
        """Lines that have ``form`` as a whole form, or (not ``whole``) as the beginning of one."""
        data = self.data
        at = data.find(form)
        while at >= 0:
            if data[at - 1] in _BESIDE and (not whole or data[at + len(form)] in _BESIDE):
                yield bisect_left(self.borders, at) - 1
            at = data.find(form, at + 1)

    def with_part(self, part: bytes, *, ending: bool) -> Iterator[int]:
        """Lines with a form that has ``part`` anywhere, or (``ending``) at its end."""
        data = self.data
        at = data.find(part)
        while at >= 0:
            if not ending or data[at + len(part)] in _BESIDE:
                yield bisect_left(self.borders, at) - 1
            at = data.find(part, at + 1)

    def beginning(self, start: bytes) -> Iterator[int]:
        """Lines that begin with ``start``, of a column whose lines are in order."""
        key = b"\n" + start
        at = self.data.find(key)
        if at >= 0:
            number, size = bisect_left(self.borders, at), len(key)
            while self.data[at : at + size] == key:
                yield number
                number += 1
                at = self.borders[number]


_NONE: list[int] = []


class Base(NamedTuple):
    """A base form (``no:industri``) as it is looked for."""

    whole: bytes
    """As it is written where it is no beginning of the word."""
    code: bytes
    line: bytes
    """What lines of words that begin with it begin with, the newline before them included."""
    unmarked: bool
    """Whether it is made of the folded form."""

    @classmethod
    def of(cls, form: str) -> Self:
        code, _, base = form.partition(":")
        return cls(form.encode(), code.encode(), f"\n{base}".encode(), form.startswith(_UNMARKED))


class RowTable:
    """The rows of one document. Numbers of rows are places in the order of their exact forms.

    Nothing is cut into lines: a document has hundreds of rows and a query asks for a few, whose bytes are found in less time than that.
    """

    def __init__(self, data: bytes) -> None:
        """``data``: of :func:`packed_columns`."""
        self._exact, self._fold, self._word = map(_Column, data.split(b"\0") if data else (b"\n",) * 3)

    def __len__(self) -> int:
        return len(self._exact.borders) - 1

    @cached_property
    def lines(self) -> str:
        """The exact forms, one per line."""
        return self._exact.data[1:-1].decode()

    @cached_property
    def lengths(self) -> npt.NDArray[np.int32]:
        """Code points of each exact form (of several pieces: with a space between them)."""
        return np.array(list(map(len, self.lines.split("\n"))), dtype=np.int32)[: len(self)]

    def length(self, number: int) -> int:
        """The same of one row."""
        return len(self._exact[number].decode())

    def __getitem__(self, number: int) -> Row:
        exact = tuple(self._exact[number].decode().split(" "))
        whole = "".join(exact)
        fold = tuple(self._fold[number].decode().split()) or (whole,)
        words = self._word[number].decode()
        if words == _ADDRESS:
            return Row(exact, fold, (), address=True)
        return Row(exact, fold, tuple(_uncut(form, whole, fold[0]) for form in words.split()))

    def exact(self, form: str) -> range:
        """Rows whose exact form (or its first piece) is ``form``."""
        key = b"\n" + form.encode()
        data, size = self._exact.data, len(key)
        at = data.find(key)
        if at < 0 or data[at + size] not in _BESIDE:  # of the lines that begin so, this one would be the first
            return range(0)
        borders = self._exact.borders
        low = high = bisect_left(borders, at)
        while data[at : at + size] == key and data[at + size] in _BESIDE:
            high += 1
            at = borders[high]
        return range(low, high)

    def is_word(self, number: int, form: str) -> bool:
        """Whether the exact form of a row is ``form``, and it is no word of an address."""
        return self._word[number] != _ADDRESS_LINE and self._exact[number] == form.encode()

    def beginning(self, start: str) -> list[int]:
        """Rows whose exact form, or a folded form, begins with ``start``."""
        key = start.encode()
        return sorted({*self._exact.beginning(key), *self._fold.holding(key, whole=False)})

    def with_part(self, part: str, *, ending: bool) -> list[int]:
        """Rows whose exact form, or a folded form, has ``part`` anywhere, or (``ending``) at its end."""
        return sorted({number for column in (self._exact, self._fold) for number in column.with_part(part.encode(), ending=ending)})

    def folded(self, form: str) -> list[int]:
        """Rows that have ``form`` as a folded form other than their exact form."""
        return list(self._fold.holding(form.encode()))

    def base(self, form: Base) -> list[int]:
        """Rows that have a base form."""
        found = list(self._word.holding(form.whole)) if form.whole in self._word.data else _NONE
        if form.line == b"\n":
            return found
        if form.unmarked:
            start = form.line[1:]
            rows = self._fold.holding(start, whole=False) if start in self._fold.data else ()
            sources = ((number, self._fold[number].partition(b" ")[0]) for number in rows)
            return found + [number for number, source in sources if source.startswith(start) and self._is_cut(number, form, source)]
        data, size = self._exact.data, len(form.line)
        at = data.find(form.line)
        if at < 0:
            return found
        borders = self._exact.borders
        number = bisect_left(borders, at)
        while data.startswith(form.line, at):
            after = borders[number + 1]
            rest = data[at + size : after]
            if self._is_cut(number, form, data[at + 1 : after].replace(b" ", b"") if b" " in rest else data[at + 1 : after]):
                found = [*found, number]
            number, at = number + 1, after
        return found

    def _is_cut(self, number: int, form: Base, source: bytes) -> bool:
        """Whether a row has a base form, with which ``source`` begins, in its language."""
        written = self._word[number]
        cut = source[len(form.line) - 1 :]
        wanted = b"%b%d" % (form.code, len(cut) if cut.isascii() else len(cut.decode()))
        return wanted == written or (wanted in written and wanted in written.split())

    def holding(self, form: str) -> list[int]:
        """Rows in which ``form`` is one of the forms of any field; ascending, each once."""
        return sorted({*self.exact(form), *self.folded(form), *(self.base(Base.of(form)) if ":" in form else ())})
