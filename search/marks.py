"""Where a query's leaves stand in a document: spans of the original text, the rung that found them, and what is missing.

Computed from the stored forward index; nothing is analysed again. Every mark is justified by a leaf: a whole word, the words of a
phrase, or a run of characters snapped to grapheme borders.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from search.model import Rung, Span
from search.plan import LeafTarget, PhraseTarget, WordTarget
from search.store import Forward, Passage, StoredDocument
from search.text import Normalised, normalise, snap_to_graphemes
from search.word import LETTERS, exact_run

RUNGS: tuple[Rung, ...] = (
    "exact",
    "part of running text",
    "base form",
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
_RANK = {rung: number for number, rung in enumerate(RUNGS)}
_WEAK = frozenset({"different marks", "compound part", "sound", "typo"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch. ``leaf`` is the index of the leaf that justifies it."""

    start: int
    end: int
    leaf: int
    rung: Rung
    title: bool
    """Offsets are of the title, which is not part of the text; else of the text."""
    aside: bool
    """In banner, captions, related links or tail."""


@dataclass(frozen=True, slots=True)
class LeafFound:
    """What one leaf found in a document."""

    full: bool
    """Whether the leaf is matched (weak rungs do not count)."""
    rung: Rung | None
    """The best rung; None when nothing was found."""
    form: str
    """As written in the document, at its first place on that rung; empty when nothing was found."""


@dataclass(frozen=True, slots=True)
class Found:
    marks: tuple[Mark, ...]
    leaves: tuple[LeafFound, ...]


def find(stored: StoredDocument, targets: Sequence[LeafTarget]) -> Found:
    """Look for every leaf in a stored document."""
    finder = _Finder(stored, targets)
    marks: list[Mark] = []
    leaves: list[LeafFound] = []
    for number, target in enumerate(targets):
        mine, places, full = finder.leaf(number, target)
        best = min(places, key=lambda mark: (_RANK[mark.rung], mark.aside, mark.start), default=None)
        marks.extend(mine)
        leaves.append(LeafFound(full, best.rung if best else None, finder.written(best) if best else ""))
    return Found(tuple(sorted(marks, key=lambda mark: (mark.title, mark.start, mark.end))), tuple(leaves))


class _Finder:
    """One document, while the leaves of one query are looked for in it."""

    def __init__(self, stored: StoredDocument, targets: Sequence[LeafTarget]) -> None:
        self.stored = stored
        self.forward: Forward = stored.forward
        words = [word for target in targets for reading in target.readings for word in reading]
        self.found = _matching_rows(self.forward, words)
        self.last = np.array([passage.last for passage in self.forward.passages], dtype=np.int64)

    def written(self, mark: Mark) -> str:
        return (self.stored.document.title if mark.title else self.stored.text)[mark.start : mark.end]

    def leaf(self, number: int, target: LeafTarget) -> tuple[list[Mark], list[Mark], bool]:
        """``(marks, places, whether the leaf is matched)``; a place spans all words of a phrase, which are marked one by one."""
        marks: list[Mark] = []
        places: list[Mark] = []
        full = False
        for phrase in target.phrases:
            rung: Rung = "typed without marks" if phrase.fold else "exact"
            for first, last in self._phrase(phrase):
                words = [self._token_mark(token, number, rung) for token in range(first, last)]
                marks.extend(words)
                places.append(replace(words[0], end=words[-1].end))
                full = True
        if target.runs:
            runs = [list(self._run(units)) for units in target.runs]
            found = [
                self._mark(start, end, number, "exact" if self._is_word(start, end) else "part of running text", passage)
                for spans in runs
                for start, end, passage in spans
            ]
            marks.extend(found)
            if all(runs):
                places, full = [*places, *found], True
        for reading in target.readings:
            words = []
            counts = [self._word_marks(number, word, words) for word in reading]
            marks.extend(words)
            places.extend(words if not places else ())
            full = full or all(counts)
        if target.title:
            span = self.stored.document.title_span
            marks = [mark for mark in marks if mark.title or (span is not None and span[0] <= mark.start < span[1])]
            places, full = marks, bool(marks)
        return list(dict.fromkeys(marks)), places, full

    def _word_marks(self, number: int, word: WordTarget, marks: list[Mark]) -> bool:
        full = False
        for rung, rows in self.found[word].items():
            tokens = np.flatnonzero(np.isin(self.forward.row, rows))
            marks.extend(self._token_mark(int(token), number, rung) for token in tokens)
            full = full or (len(tokens) > 0 and rung not in _WEAK)
        return full

    def _token_mark(self, token: int, number: int, rung: Rung) -> Mark:
        start = int(self.forward.start[token])
        return self._mark(start, start + int(self.forward.length[token]), number, rung, self.forward.passages[self._passage_number(token)])

    def _passage_number(self, token: int) -> int:
        return int(np.searchsorted(self.last, token, side="right"))

    def _mark(self, start: int, end: int, number: int, rung: Rung, passage: Passage) -> Mark:
        text = self.stored.document.title if passage.zone == "title" else self.stored.text
        start, end = snap_to_graphemes(text, start, end)
        return Mark(start, end, number, rung, passage.zone == "title", passage.zone not in ("title", "body"))

    def _phrase(self, phrase: PhraseTarget) -> Iterable[Span]:
        """``[first, last)`` token ranges where the words stand side by side in one passage."""
        rows = self.forward.rows
        if phrase.fold:
            wanted = ["".join(pieces) for pieces in phrase.words]
            sets = [[number for number, row in enumerate(rows) if row.fold[0] == word and not row.address] for word in wanted]
        else:
            sets = [[number for number, row in enumerate(rows) if row.exact == word and not row.address] for word in phrase.words]
        if not all(sets):
            return
        size = len(sets)
        starts = np.flatnonzero(np.isin(self.forward.row[: len(self.forward.row) - size + 1], sets[0]))
        for offset, ids in enumerate(sets[1:], start=1):
            starts = starts[np.isin(self.forward.row[starts + offset], ids)]
        for first in map(int, starts):
            if self._passage_number(first) == self._passage_number(first + size - 1):
                yield first, first + size

    def _run(self, units: Sequence[str]) -> Iterable[tuple[int, int, Passage]]:
        """Where a run stands within a line, punctuation and spaces in between ignored."""
        wanted = "".join(units)
        for passage in self.forward.passages:
            if passage.kind != "text":
                continue
            source = self.stored.document.title if passage.zone == "title" else self.stored.text
            normalised = _normalised(source[passage.start : passage.end], passage.start)
            for start, end in _runs(normalised.text, wanted):
                first, last = normalised.span(start, end)
                yield first, last, passage

    @functools.cached_property
    def _borders(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where words of the document start, and where they end."""
        ends = self.forward.start + self.forward.length
        return frozenset(map(int, self.forward.start)), frozenset(map(int, ends))

    def _is_word(self, start: int, end: int) -> bool:
        """Whether a run is a word, or several whole ones."""
        return start in self._borders[0] and end in self._borders[1]


@functools.lru_cache(maxsize=2_000)
def _normalised(text: str, base: int) -> Normalised:
    return normalise(text, base)


def _runs(text: str, wanted: str) -> Iterable[Span]:
    """Places of a run (as :func:`exact_run` writes it) in a normalised text, line by line. The last character keeps its marks."""
    base = 0
    for line in text.split("\n"):
        if wanted in exact_run(line):
            letters, places = _letters(line)
            at = letters.find(wanted)
            while at >= 0:
                after = at + len(wanted)
                if unicodedata.category(letters[after : after + 1] or " ") not in ("Mn", "Me"):
                    yield base + places[at], base + places[after - 1] + 1
                at = letters.find(wanted, at + 1)
        base += len(line) + 1


def _letters(line: str) -> tuple[str, list[int]]:
    """The letters and digits of a line as :func:`exact_run` gives them, and the place in the line that each came from."""
    letters: list[str] = []
    places: list[int] = []
    for found in LETTERS.finditer(line):
        form = exact_run(found.group())
        letters.append(form)
        if len(form) == len(found.group()):
            places.extend(range(*found.span()))
        else:  # case folding lengthened it: character by character
            places.extend(place for place in range(*found.span()) for _ in exact_run(line[place]))
    return "".join(letters), places


def _matching_rows(forward: Forward, words: Iterable[WordTarget]) -> dict[WordTarget, dict[Rung, list[int]]]:
    """For every word its rows in this document, by rung; a row counts on its best rung."""
    found: dict[WordTarget, dict[Rung, list[int]]] = {word: {} for word in words}
    for number, row in enumerate(forward.rows):
        for word, rungs in found.items():
            rung = _rung(word, row.exact, row.word, row.fold, row.address)
            if rung is not None:
                rungs.setdefault(rung, []).append(number)
    return found


def _rung(word: WordTarget, exact: tuple[str, ...], base: tuple[str, ...], fold: tuple[str, ...], address: bool) -> Rung | None:
    if address:
        return "address" if exact in word.exact else None
    if exact in word.exact or (word.prefix is not None and exact[0].startswith(word.prefix)):
        return "exact"
    if not word.base.isdisjoint(base):
        return "base form"
    if not word.unmarked_query.isdisjoint(fold) or (word.prefix is not None and fold[0].startswith(word.prefix)):
        return "typed without marks"
    if not word.unmarked_page.isdisjoint(exact):
        return "written without marks"
    if not word.different_marks.isdisjoint(fold):
        return "different marks"
    return None


def merged(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Marks as spans that are ordered and do not overlap; touching ones of running text stay apart only if a character is between."""
    spans: list[Span] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.end))
        elif not spans or (mark.start, mark.end) != spans[-1]:
            spans.append((mark.start, mark.end))
    return tuple(spans)
