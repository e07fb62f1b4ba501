"""One word in several spellings: British *colour*, American *color*; Portuguese *acção* before a reform, *ação* after it.

A word keeps its own spelling and gets the base forms of the one that the data file calls the standard, so all spellings of a word meet
there; no spelling is said to be wrong. One data file per language, ``data/variants/<code>.txt``: a spelling, then others of it. A hyphen
says that it is a part of a word: ``color- colour-`` begins words (*colourful*), ``-ize -ise`` ends them, ``-fotograf- -photograph-`` stands
anywhere; without hyphens it is the whole word. Of two that fit at one end of a word the longer one counts, and a whole word before all
parts. A line of one spelling only says what is left alone (``exercis-``, ``-wise``). What is typed without its marks is respelt so, too
(*acçao* is *acao*), unless it is left alone (Norwegian ``ost``, which is cheese, beside ``øst aust``). A spelling that is made by
chance is one that no word has.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from search.detection.commonwords import data_lines
from search.text.word import exact_form, fold_forms

_PART = "-"
_Kind = tuple[bool, bool]
"""Whether something of the word stands before it, and behind it."""
_WHOLE, _BEGINNING, _END, _INSIDE = (False, False), (False, True), (True, False), (True, True)
_Table = dict[_Kind, dict[str, tuple[str, ...]]]
"""Other spelling -> the standard ones; of a part the first counts."""

Reader = Callable[[str], tuple[str, ...]]
Letters = Callable[[str], str]
"""Word -> the form in which a language compares words."""


@functools.cache
def variants(code: str, letters: Letters = exact_form) -> Reader:
    """Exact form, or that in the ``letters`` of a language that makes some of them one -> the other spellings that it is read in; empty
    for most words. The data file is read when first asked."""
    table = functools.cache(_reader)
    return lambda word: table(code, letters)(word)


def _pairs(code: str, letters: Letters) -> Iterator[tuple[str, str]]:
    """Standard and other spelling, in these letters; at the end those without marks, where they differ."""
    rows = [tuple(map(letters, line.split())) for line in data_lines(f"variants/{code}")]
    pairs = [(standard, other) for standard, *others in rows for other in others or (standard,)]
    yield from pairs
    folded = ((fold_forms(standard)[0], fold_forms(other)[0]) for standard, other in pairs)
    alone = {row[0] for row in rows if len(row) == 1}
    yield from ((standard, other) for standard, other in folded if standard != other and alone.isdisjoint((standard, other)))


def _table(code: str, letters: Letters) -> _Table:
    found: defaultdict[_Kind, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for standard, other in _pairs(code, letters):
        kind, plain, spelling = (other.startswith(_PART), other.endswith(_PART)), standard.strip(_PART), other.strip(_PART)
        if plain not in found[kind].get(spelling, ()):
            found[kind][spelling] = (*found[kind].get(spelling, ()), plain)
    return {kind: found[kind] for kind in (_WHOLE, _BEGINNING, _END, _INSIDE)}


def _reader(code: str, letters: Letters) -> Reader:
    table = _table(code, letters)
    whole, beginnings, ends, inside = table[_WHOLE], table[_BEGINNING], table[_END], table[_INSIDE]
    beginning_of, end_of = _longest(beginnings), _longest([end[::-1] for end in ends])
    anywhere = re.compile("|".join(sorted(map(re.escape, inside), key=len, reverse=True)))

    def read(exact: str) -> tuple[str, ...]:
        if exact in whole:
            return tuple(standard for standard in whole[exact] if standard != exact)
        spelling = anywhere.sub(lambda found: inside[found.group()][0], exact) if inside else exact
        if begun := beginning_of(spelling):
            if begun in beginnings[begun]:  # to be left alone
                return () if spelling == exact else (spelling,)
            spelling = beginnings[begun][0] + spelling[len(begun) :]
        if ending := end_of(spelling[::-1])[::-1]:
            spelling = spelling.removesuffix(ending) + ends[ending][0]
        return (spelling,) if spelling != exact else ()

    return read


def _longest(parts: Iterable[str]) -> Callable[[str], str]:
    """Word -> the longest of these that it begins with, else an empty string. A look at its first letters is enough for most words."""
    known = frozenset(parts)
    shortest = min(map(len, known), default=0)
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    for length in sorted(set(map(len, known)), reverse=True):
        for beginning in {part[:shortest] for part in known if len(part) == length}:
            lengths[beginning].append(length)

    def longest(word: str) -> str:
        for length in lengths.get(word[:shortest], ()):
            if word[:length] in known:
                return word[:length]
        return ""

    return longest
