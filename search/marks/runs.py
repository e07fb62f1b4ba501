"""Where runs of text without spaces stand in a stored document: as they were typed, or with punctuation between their characters.

Useful for: documents of any length, as long as the run is written as typed. Otherwise the passages that may hold it are found by their
words, which are stored, and only these are read as the analysis reads them.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

import numpy as np

from search.model import Rung, Span
from search.store.payload import KINDS, ZONES, StoredDocument
from search.text.charclass import ASTRAL
from search.text.unicode import NO_SPACE_RUN, Normalised, normalise, snap_to_graphemes
from search.text.units import HANGUL, LETTERS, MARKS, UNIT_BORDER, bordered_run, exact_run

_TITLE = ZONES.index("title")

Place = tuple[int, int, Rung, int]
"""Start and end in the text (of a passage in the zone of the title: in the title), how it matched, number of the zone."""


class Runs:
    """One document, while runs are looked for in it."""

    def __init__(self, stored: StoredDocument) -> None:
        self.stored = stored
        self.passages = stored.passages
        self._normal: dict[int, Normalised] = {}

    def verbatim(self, typed: str, wanted: str) -> Iterator[Place]:
        """Where a run is written as it was typed, in the order of the text. ``wanted``: the run as :func:`bordered_run` writes it."""
        if _written_run(typed) != wanted:
            return
        text = self.stored.text
        starts, ends, zones = self._texts
        at = text.find(typed)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            after = at + len(typed)
            if place >= 0 and after <= ends[place] and not _is_mark(text[after : after + 1]):
                yield self._place(at, after, zones[place])
            at = text.find(typed, after)

    def loose(self, wanted: str) -> Iterator[Place]:
        """Where a run stands within a line, punctuation and spaces in between ignored, passage by passage."""
        for at in self._passages_with(wanted):
            zone, normalised = int(self.passages.zone[at]), self._normalised(at)
            for start, end in _found(normalised.text, wanted):
                yield self._place(*normalised.span(start, end), zone)

    def _place(self, start: int, end: int, zone: int) -> Place:
        rung: Rung = "exact" if start in self._starts and end in self._ends else "part of running text"  # a word, or several whole ones
        return *snap_to_graphemes(self.stored.title if zone == _TITLE else self.stored.text, start, end), rung, zone

    def _passages_with(self, wanted: str) -> Sequence[int]:
        """Passages that may hold a run: its longest stretch of text without spaces is there when their words are put together."""
        longest = _longest(wanted)
        if not longest:
            return self._stream[2]
        if not self._letters.issuperset(longest):  # of a whole question hardly any document has all letters
            return ()
        stream, starts, numbers = self._stream
        found: list[int] = []
        at = stream.find(longest)
        while at >= 0:
            place = bisect_right(starts, at) - 1
            found.append(numbers[place])
            at = stream.find(longest, starts[place + 1]) if place + 1 < len(starts) else -1
        return found

    @cached_property
    def _letters(self) -> frozenset[str]:
        """All that the words of the text are written with."""
        return frozenset(self.stored.rows.lines)

    @cached_property
    def _stream(self) -> tuple[str, list[int], list[int]]:
        """All words of the text put together, without marks; where each passage begins in it, and its number."""
        is_text = self.passages.kind == KINDS.index("text")
        size = self.passages.last - self.passages.first
        words = _without_marks(self.stored.rows.lines.replace(" ", "")).split("\n")
        row = self.stored.places.row[np.repeat(is_text, size)]
        ends = np.concatenate(([0], np.cumsum(np.fromiter(map(len, words), np.int64, len(words))[row])))
        count = size[is_text]
        return "".join(map(words.__getitem__, row.tolist())), ends[np.cumsum(count) - count].tolist(), np.flatnonzero(is_text).tolist()

    def _normalised(self, at: int) -> Normalised:
        """A passage, normalised: the work that all runs of a query share."""
        if at not in self._normal:
            start, end = int(self.passages.start[at]), int(self.passages.end[at])
            text = self.stored.title[start:end] if int(self.passages.zone[at]) == _TITLE else self.stored.slice(start, end)
            self._normal[at] = normalise(text, start)
        return self._normal[at]

    @cached_property
    def _texts(self) -> tuple[list[int], list[int], list[int]]:
        """Start, end and zone of each passage of the text itself."""
        texts = self.passages.texts()
        return self.passages.start[texts].tolist(), self.passages.end[texts].tolist(), self.passages.zone[texts].tolist()

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset((self.stored.tokens.start + self.stored.tokens.length).tolist())

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(self.stored.places.start.tolist())


@lru_cache(maxsize=1_000)
def _written_run(typed: str) -> str:
    """What was typed as :func:`bordered_run` writes it; kept, because it is looked for in document after document."""
    return bordered_run(normalise(typed).text)


@lru_cache(maxsize=1_000)
def _longest(wanted: str) -> str:
    """The longest stretch of text without spaces in a run, without marks."""
    return max(NO_SPACE_RUN.findall(_without_marks(wanted)), key=len, default="")


def _without_marks(text: str) -> str:
    """A text without marks. Those beyond the basic plane are taken out one by one: a pattern that holds them is fifty times as slow."""
    text = MARKS.on("").sub("", text)
    for sign in set(ASTRAL.findall(text)) if not text.isascii() else ():
        if MARKS.on(sign).search(sign):
            text = text.replace(sign, "")
    return text


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in ("Mn", "Me")


def _found(text: str, wanted: str) -> Iterable[Span]:
    """Places of a run (as :func:`bordered_run` writes it) in a normalised text, line by line. The last character keeps its marks."""
    base = 0
    for line in text.split("\n"):
        if wanted in bordered_run(line):
            letters, places = _letters(line)
            at = letters.find(wanted)
            while at >= 0:
                after = at + len(wanted)
                if not _is_mark(letters[after : after + 1]):
                    yield base + places[at], base + places[after - 1] + 1
                at = letters.find(wanted, at + 1)
        base += len(line) + 1


def _is_korean_space(line: str, start: int, end: int) -> bool:
    """Whether what stands between two stretches of letters parts two words in Hangul (:func:`bordered_run`)."""
    return bool(HANGUL.match(line[start - 1]) and HANGUL.match(line[end])) and any(map(str.isspace, line[start:end]))


def _letters(line: str) -> tuple[str, list[int]]:
    """The letters and digits of a line as :func:`bordered_run` gives them, and the place in the line that each came from."""
    letters: list[str] = []
    places: list[int] = []
    done = 0
    for found in LETTERS.on(line).finditer(line):
        form = exact_run(found.group())
        if letters and _is_korean_space(line, done, found.start()):
            letters.append(UNIT_BORDER)
            places.append(done)
        done = found.end()
        letters.append(form)
        if len(form) == len(found.group()):
            places.extend(range(*found.span()))
        else:  # case folding lengthened it: character by character
            places.extend(place for place in range(*found.span()) for _ in exact_run(line[place]))
    return "".join(letters), places
