"""Words of the index by their beginning, with and without marks: what suggestions in scripts with spaces are made of.

An engine lists terms by prefix in code point order, which puts công far from cong. So the words that begin with a letter, under any
mark, are read once per open index when that letter is first typed; of them are kept those that carry marks, by their form without, and
the most frequent ones. That is a few hundredths of a second per letter instead of a second for the whole vocabulary.
"""

from __future__ import annotations

import functools
import threading
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from search.engine import Engine
from search.perindex import PerIndex
from search.text.word import exact_form, fold_forms

MOST_FREQUENT = 300
"""Words of a letter that are kept for when nothing but the letter is typed."""
MOST_MARKED = 100_000
"""Words of a letter that are kept by their form without marks, the most frequent ones: bounds memory (about 100 bytes each)."""
_SCRIPTS_WITH_MARKS = (*range(0x61, 0x7B), *range(0xC0, 0x590), *range(0x620, 0x6D6), *range(0x900, 0xB80), *range(0x1E00, 0x2000))

Word = tuple[str, int]
"""An exact form and the documents that hold it."""


@dataclass(frozen=True, slots=True)
class _Letter:
    """The words that begin with one letter."""

    frequent: list[Word]
    marked: list[str]
    """``form without marks NUL word NUL frequency``, in order: one string takes a third of what a tuple takes."""


_letters: PerIndex[dict[str, _Letter]] = PerIndex(lambda _: {})
_making = threading.Lock()


def beginning(engine: Engine, start: str) -> list[Word]:
    """Words that begin with ``start`` (exact form, not empty) and are longer, in any order; of a single letter the most frequent ones."""
    if len(start) == 1:
        return _letter(engine, start).frequent
    return [(word, count) for word, count in engine.terms("exact", start) if len(word) > len(start)]


def unmarked(engine: Engine, start: str, *, whole: bool = False) -> list[Word]:
    """Words that carry marks and without them begin with ``start`` (``whole``: are ``start``). Empty if ``start`` carries marks itself."""
    if not start or fold_forms(start)[0] != start:
        return []
    entries = _letter(engine, start[0]).marked
    low, high = (start + "\0", start + "\1") if whole else (start, start + "\U0010ffff")
    return [_word(entry) for entry in entries[bisect_left(entries, low) : bisect_left(entries, high)]]


def _word(entry: str) -> Word:
    _, word, count = entry.split("\0")
    return word, int(count)


def _letter(engine: Engine, letter: str) -> _Letter:
    """The words of a letter: read when first asked for."""
    letters = _letters.of(engine)
    with _making:
        if letter not in letters:
            letters[letter] = _read(engine, letter)
        return letters[letter]


def _read(engine: Engine, letter: str) -> _Letter:
    plain = engine.terms("exact", letter)
    words = [entry for other in _marked_letters().get(letter, ()) for entry in engine.terms("exact", other)]
    words += [entry for entry in plain if not entry[0].isascii()]
    marked = [(folded, word, count) for word, count in _most(words, MOST_MARKED) if (folded := fold_forms(word)[0]) != word]
    return _Letter(
        _most([entry for entry in plain if len(entry[0]) > 1], MOST_FREQUENT),
        sorted(f"{folded}\0{word}\0{count}" for folded, word, count in marked),
    )


def _most(words: Iterable[Word], most: int) -> list[Word]:
    return sorted(words, key=lambda entry: (-entry[1], entry[0]))[:most]


@functools.cache
def _marked_letters() -> dict[str, list[str]]:
    """Letter -> the letters that are it once their marks are off (the first of two: æ is ae)."""
    table: dict[str, list[str]] = {}
    for character in map(chr, _SCRIPTS_WITH_MARKS):
        folded = fold_forms(character)[0]
        if character.isalpha() and exact_form(character) == character and folded[:1] not in ("", character):
            table.setdefault(folded[0], []).append(character)
    return table
