"""The words of an index as arrays: what typos are corrected to and compounds are found by.

Engines list terms by prefix only, and asking them for every neighbour of a word would cost thousands of look-ups. So the words of the
``exact`` field are read once per open index, when the first query needs them (a service that changes over to a new index does not wait for
it), and kept as two byte strings (the words, and the words without marks) and a few arrays: for 300,000 words 20 MB. Read from the 490,000
terms of 10,000 documents in 1.6 s of CPU, half of them the engine's list; it was 3.7 before 2026-11-22. What was read is kept in a file
beside the index where that may be written (:func:`keep_beside`): the next process has it in a tenth of the time.

Words that begin with a string are found by bisection. The others by a signature of their letters and pairs of letters (``edits.py``); only
for the candidates that it lets through words are compared, or the distance is computed, for all at once.
"""

from __future__ import annotations

import re
import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Self
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt

from search.engine import Engine
from search.perindex import PerIndex
from search.text.unicode import NO_SPACE, NO_SPACE_CLASS
from search.text.word import fold_forms, unmarked
from search.vocabulary.edits import (
    LETTERS_CHANGED,
    PAIRS_CHANGED,
    Numbers,
    bits_set,
    codes_of,
    edits_to,
    has_all,
    letter_bits,
    pair_bits,
)
from search.vocabulary.kept import Kept

SHORTEST, LONGEST = 3, 40
"""Letters of the words that are kept."""
MOST_WORDS = 300_000
"""Words kept, the most frequent ones: bounds memory (some 20 MB) and the time of a look-up."""
MOST_NEAR = 1_500
"""Candidates whose distance is computed, the most frequent ones."""
LOOKED_UP = 1_000
"""Words whose neighbours are kept: the weak rungs and "did you mean" ask for the same ones."""

_SIZES = struct.Struct("<4I")
_FIT = re.compile(
    rf"[^\d\s.,:;/@&+#_{NO_SPACE_CLASS}]{{{SHORTEST},{LONGEST}}}|[\u30a1-\u30ff]{{5,{LONGEST}}}|[\uac00-\ud7a3]{{5,{LONGEST}}}"
)
"""Katakana and Hangul words long enough to be misspelt count; other words of text without spaces are found by their characters."""
_LATIN_ENDS = "\u0370".encode()
"""Words in other alphabets stand behind it in the order of code points."""
_UNSPACED = re.compile(rf"[\u30a1-\u30ff]{{2,{LONGEST}}}|[\uac00-\ud7a3]{{2,{LONGEST}}}|[\u0e01-\u0e4c\u0e81-\u0ecc]{{3,{LONGEST}}}")
"""Other words of text without spaces that may be names, and whose characters say how they sound."""



def is_fit(word: str) -> bool:
    """Whether a word (exact form) may be in a vocabulary: letters, in a script whose words are spelt."""
    return _FIT.fullmatch(word) is not None


def is_spoken(word: str) -> bool:
    """Whether the letters of a word (exact form) say how it sounds, in a script that names are written in by ear."""
    return is_fit(word) or _UNSPACED.fullmatch(word) is not None


class Lines:
    """Words in the order of their code points, as bytes: each between two newlines."""

    def __init__(self, data: bytes) -> None:
        """``data``: a newline, then each word and a newline (UTF-8)."""
        self.data = data
        borders = np.flatnonzero(np.frombuffer(self.data, np.uint8) == 0x0A).astype(np.int32)
        self._borders = array("i", borders.tobytes())  # single numbers are read from it in a third of the time

    def __len__(self) -> int:
        return max(len(self._borders) - 1, 0)

    def __getitem__(self, number: int) -> bytes:
        return self.data[self._borders[number] + 1 : self._borders[number + 1]]

    def holding(self, piece: bytes) -> Numbers:
        """The numbers of the words in which ``piece`` is, the newline behind them included; ascending, each once."""
        found = [at.start() for at in re.finditer(re.escape(piece), self.data)]
        borders = np.frombuffer(self._borders, np.int32)
        return np.unique(borders.searchsorted(np.array(found, np.int64), "right") - 1) if found else np.zeros(0, np.intp)

    def some(self, numbers: Iterable[int]) -> list[bytes]:
        """The words of these numbers."""
        data, borders = self.data, self._borders
        return [data[borders[number] + 1 : borders[number + 1]] for number in numbers]


class Vocabulary:
    """The words of an index with their document frequencies. Numbers of words are their places in the order of code points."""

    def __init__(self, terms: Iterable[tuple[str, int]]) -> None:
        """``terms``: exact form and document frequency, in code point order, as an engine lists them."""
        kept: list[tuple[str, int]] = []
        unspaced: list[tuple[str, int]] = []
        for term, count in terms:
            if _FIT.fullmatch(term):
                kept.append((term, count))
            elif _UNSPACED.fullmatch(term):
                unspaced.append((term, count))
        if len(kept) > MOST_WORDS:
            frequencies = np.fromiter((count for _, count in kept), np.int32, len(kept))
            kept = [kept[number] for number in np.sort(np.argsort(-frequencies, kind="stable")[:MOST_WORDS])]
        words = [term for term, _ in kept]
        self._unspaced = [term for term, _ in unspaced]
        self._unspaced_df = np.fromiter((count for _, count in unspaced), np.int32, len(unspaced))
        self._set("\n".join(("", *words, "")).encode(), "\n".join(("", *_folded(words), "")).encode(),
                  np.fromiter((count for _, count in kept), np.int32, len(kept)))

    @classmethod
    def unpacked(cls, packed: bytes) -> Self:
        """The vocabulary that :meth:`packed` wrote."""
        count, size, others, size_of_others = _SIZES.unpack_from(packed)
        made = cls.__new__(cls)
        at = _SIZES.size + 4 * (count + others)
        df = np.frombuffer(packed, "<i4", count + others, _SIZES.size).astype(np.int32)
        ends = [at, at + size_of_others, at + size_of_others + size]
        made._unspaced = packed[ends[0] : ends[1]].decode().split("\n")[:others]
        made._unspaced_df = df[count:]
        made._set(packed[ends[1] : ends[2]], packed[ends[2] :], df[:count])
        return made

    def packed(self) -> bytes:
        """All that it is made of, in bytes: how many words of either kind and bytes of them, frequencies, words of text without spaces, the
        words, and these without marks."""
        unspaced = "\n".join(self._unspaced).encode()
        head = _SIZES.pack(len(self), len(self._words.data), len(self._unspaced), len(unspaced))
        frequencies = np.concatenate([self._df, self._unspaced_df]).astype("<i4").tobytes()
        return b"".join((head, frequencies, unspaced, self._words.data, self._folded.data))

    def _set(self, words: bytes, folded: bytes, df: npt.NDArray[np.int32]) -> None:
        self._words, self._folded, self._df = Lines(words), Lines(folded), df
        self._first_other = bisect_left(self._words, _LATIN_ENDS)
        codes = np.frombuffer(self._folded.data.decode().encode("utf-32-le"), np.uint32)
        borders = np.flatnonzero(codes == 0x0A)
        starts = borders[:-1] + 1
        length, first = np.diff(borders) - 1, codes[starts]
        # Neighbours of a word are looked for among those of its length and (short words) its first letter: they stand together here.
        self._order = np.lexsort((first, length)).astype(np.int32)
        self._first, self._frequent = first[self._order], self._df[self._order]
        self._of_length = np.searchsorted(length[self._order], np.arange(2 * LONGEST + 2))  # æ is ae without marks
        letters = np.bitwise_or.reduceat(letter_bits(codes), starts) if len(starts) else np.zeros(0, np.uint64)
        pairs = np.bitwise_or.reduceat(pair_bits(codes), starts) if len(starts) else np.zeros(0, np.uint64)
        self._letters, self._pairs = letters[self._order], pairs[self._order]
        self._near = lru_cache(maxsize=LOOKED_UP)(self._look_near)

    def __len__(self) -> int:
        return len(self._words)

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (self._df, self._order, self._first, self._frequent, self._letters, self._pairs)
        unspaced = sum(map(len, self._unspaced)) + self._unspaced_df.nbytes
        return len(self._words.data) + len(self._folded.data) + unspaced + sum(array.nbytes for array in arrays) + 8 * len(self)

    def word(self, number: int) -> str:
        return self._words[number].decode()

    def spoken(self, *, latin: bool) -> tuple[str, Numbers]:
        """The words in Latin letters (one in each line) and their frequencies, or those in all others and words of text without spaces that
        may be names."""
        first = self._first_other
        if latin:
            return b"\n".join(self._words.some(range(first))).decode(), self._df[:first]
        words = [word.decode() for word in self._words.some(range(first, len(self)))]
        return "\n".join([*words, *self._unspaced]), np.concatenate([self._df[first:], self._unspaced_df])

    def spoken_word(self, number: int, *, latin: bool) -> str:
        """One of them by its place there."""
        if latin or number + self._first_other < len(self):
            return self.word(number if latin else number + self._first_other)
        return self._unspaced[number + self._first_other - len(self)]

    def frequency(self, word: str) -> int:
        """Documents that hold a word; 0 for one that is not in the vocabulary."""
        key = word.encode()
        number = bisect_left(self._words, key)
        return int(self._df[number]) if number < len(self) and self._words[number] == key else 0

    def beginning(self, start: str) -> Iterator[tuple[str, int]]:
        """Words that begin with ``start`` and are longer, with their frequency."""
        key = start.encode()
        for number in range(bisect_left(self._words, key), len(self)):
            word = self._words[number]
            if not word.startswith(key):
                return
            if len(word) > len(key):
                yield word.decode(), int(self._df[number])

    def holding(self, middle: str) -> Iterator[tuple[str, int]]:
        """Words that hold ``middle`` anywhere, with their frequency."""
        codes = codes_of(fold_forms(middle)[0])
        low = int(self._of_length[min(len(codes), 2 * LONGEST + 1)])
        places = low + np.flatnonzero(has_all(self._pairs[low:], pair_bits(codes)))
        places = places[has_all(self._letters[places], letter_bits(codes))]
        key = middle.encode()
        numbers = np.sort(self._order[places]).tolist()
        for number, written in zip(numbers, self._words.some(numbers), strict=True):
            if key in written:
                yield written.decode(), int(self._df[number])

    def with_part(self, part: str, *, end: bool, folded: bool = False) -> list[tuple[str, int]]:
        """Words that have ``part`` anywhere, or (``end``) at their end, and their frequency, the most frequent first.

        ``folded``: those that have it only in their form without marks.
        """
        lines = self._folded if folded else self._words
        numbers = lines.holding(part.encode() + b"\n" * end)
        numbers = numbers[np.argsort(-self._df[numbers], kind="stable")]
        words = [written.decode() for written in self._words.some(numbers.tolist())]
        found = zip(words, self._df[numbers].tolist(), strict=True)
        return [(word, count) for word, count in found if not folded or part not in word or (end and not word.endswith(part))]

    def near(self, folded: str, most: int, *, same_first: bool, least: float = 1.0) -> Sequence[tuple[str, int, int]]:
        """``(word, edits, frequency)`` of the words whose form without marks is 1 to ``most`` edits from ``folded``; with 0, is ``folded``.

        ``same_first``: only those that begin with the same letter. ``least``: frequency of those that are wanted.
        """
        return self._near(folded, most, same_first, least)

    def _stretches(self, codes: npt.NDArray[np.uint32], most: int, *, same_first: bool) -> Iterator[tuple[int, int]]:
        """Where in ``_order`` the words are whose length differs by ``most`` at most."""
        ends = [int(self._of_length[min(max(bound, 0), 2 * LONGEST + 1)]) for bound in range(len(codes) - most, len(codes) + most + 2)]
        if not same_first:
            yield ends[0], ends[-1]
            return
        for low, high in pairwise(ends):
            first = self._first[low:high]
            yield low + int(first.searchsorted(codes[0])), low + int(first.searchsorted(codes[0], "right"))

    def _look_near(self, folded: str, most: int, same_first: bool, least: float) -> Sequence[tuple[str, int, int]]:
        codes = codes_of(folded)
        letters, pairs = (np.bitwise_or.reduce(bits) for bits in (letter_bits(codes), pair_bits(codes)))
        found = []
        for low, high in self._stretches(codes, most, same_first=same_first):
            likely = bits_set(self._letters[low:high] ^ letters) <= LETTERS_CHANGED * most
            if least > 1:
                likely &= self._frequent[low:high] >= least
            found.append(low + np.flatnonzero(likely))
        places = np.concatenate(found)
        places = places[bits_set(self._pairs[places] ^ pairs) <= PAIRS_CHANGED * most]
        numbers = np.sort(self._order[places])
        if len(numbers) > MOST_NEAR:
            numbers = numbers[np.argsort(-self._df[numbers], kind="stable")[:MOST_NEAR]]
        if not len(numbers):
            return []
        edits = edits_to(codes, b"\n".join(self._folded.some(numbers.tolist())).decode().split("\n"), most)
        near = np.flatnonzero((edits >= min(1, most)) & (edits <= most)).tolist()
        return [(self.word(int(numbers[at])), int(edits[at]), int(self._df[numbers[at]])) for at in near]


def _folded(words: Sequence[str]) -> list[str]:
    """The forms without marks of many words: those of scripts with spaces in one go, the others carry no marks."""
    marked = [word for word in words if not (word.isascii() or NO_SPACE.search(word))]
    folded = dict(zip(marked, unmarked("\n".join(marked)).split("\n"), strict=True)) if marked else {}
    return [folded.get(word, word) for word in words]


# --- One vocabulary per open index ---------------------------------------------------------------------------------------


_places: WeakKeyDictionary[Engine, Kept] = WeakKeyDictionary()
_RULES = f"2 {_FIT.pattern} {_UNSPACED.pattern} {MOST_WORDS}"
"""What else decides which words are kept; the number is raised by hand when :meth:`Vocabulary.packed` changes."""


def keep_beside(engine: Engine, file: Path, state: str) -> None:
    """Let the vocabulary of an open index be kept in a file. ``state``: what tells this state of the index from every other one."""
    _places[engine] = Kept(file, f"{_RULES} {state}")


def _read(engine: Engine) -> Vocabulary:
    kept = _places.get(engine)
    packed = kept.load() if kept is not None else None
    if packed is not None:
        return Vocabulary.unpacked(packed)
    made = Vocabulary(engine.terms("exact"))
    if kept is not None:
        kept.save(made.packed())
    return made


_vocabularies = PerIndex(_read)


def vocabulary_of(engine: Engine) -> Vocabulary:
    """The vocabulary of an open index. One that is a commit behind proposes a word less; every proposal is looked up before it is used."""
    return _vocabularies.of(engine)
