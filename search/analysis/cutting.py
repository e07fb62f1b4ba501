"""A text cut up: into stretches that are normalised, into words, into the other readings of a word, into runs of emoji."""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from search.analysis.forms import URL, Reading, WordForms, forms_of
from search.languages import language
from search.model import Span
from search.text.emoji import emoji_runs
from search.text.unicode import Normalised, level, normalise
from search.text.word import Part

_READINGS = attrgetter("readings")

LONG = 1_000_000
"""Characters of a passage from which it is analysed in pieces, cut at white space where there is any: a run of characters across such a cut
is not found."""
JOINED = 8
"""Numbers that a word is written together with, on either side, at most."""
_JOINS = frozenset(".,:/-_")


@dataclass(frozen=True, slots=True)
class Source:
    """A text (that of a document, or its title) and what was done to all of it at once."""

    text: str
    levelled: str
    normal: bool
    """Whether ``levelled`` is normalised already."""
    urls: Sequence[Span]
    """Where it holds any, in order."""

    @classmethod
    def of(cls, text: str) -> Source:
        return cls(text, *level(text), [found.span() for found in URL.finditer(text)])

    def holds_url(self, start: int, end: int) -> bool:
        following = bisect_left(self.urls, (start, start))
        if following and self.urls[following - 1][1] > start:
            return True
        return following < len(self.urls) and self.urls[following][0] < end

    def normalised(self, start: int, end: int) -> Normalised:
        """The stretch, normalised; ``base`` is its beginning."""
        piece = self.levelled[start:end]
        return Normalised(piece, start) if self.normal else normalise(piece, start)

    def pieces(self, start: int, end: int) -> Iterator[tuple[Normalised, bool]]:
        """The stretch in pieces, normalised; and whether each is a URL. None is longer than ``LONG`` but a URL."""
        done = start
        for found in URL.finditer(self.text[start:end]):
            first, last = start + found.start(), start + found.end()
            yield from self._plain_pieces(done, first)
            yield self.normalised(first, last), True
            done = last
        yield from self._plain_pieces(done, end)

    def _plain_pieces(self, start: int, end: int) -> Iterator[tuple[Normalised, bool]]:
        while end - start > LONG:
            space = max(self.levelled.rfind(" ", start, start + LONG), self.levelled.rfind("\n", start, start + LONG))
            cut = space + 1 if space >= start else start + LONG
            yield self.normalised(start, cut), False
            start = cut
        if start < end:
            yield self.normalised(start, end), False


def words_of(lang: str, text: str, passages: Sequence[Span]) -> tuple[list[WordForms], list[int], list[int]]:
    """The words of a normalised text, and where each starts and ends in it."""
    cut = language(lang).cut(text, passages)
    maybe = forms_of(lang, cut)
    words = list(filter(None, maybe))
    if len(words) == len(maybe):
        return words, cut.starts, cut.ends
    kept = [forms is not None for forms in maybe]
    return words, list(itertools.compress(cut.starts, kept)), list(itertools.compress(cut.ends, kept))


Placed = tuple[int, Reading, list[Span]]
"""Number of the word, another reading of it, places of the reading's words in the document."""


def readings_of(text: Normalised, words: Sequence[WordForms], starts: Sequence[int], ends: Sequence[int]) -> list[Placed]:
    """Numbers that a word is written together with belong to each reading: v1.2.3 is v1, 2, 3 and also v, 1, 2, 3, which holds 1.2.3."""
    several = list(map(_READINGS, words))
    found: list[Placed] = []
    for number in itertools.compress(range(len(words)), several):
        before, after = (_joined_numbers(text.text, words, starts, ends, number, step) for step in (-1, 1))
        base = starts[number]
        for reading, parts in zip(several[number], words[number].parts, strict=True):
            if before or after:
                own = [(base + a, base + b, form) for a, b, form in parts]
                reading, base = Reading.of([*before[::-1], *own, *after]), 0
            found.append((number, reading, [text.span(base + a, base + b) for a, b in reading.spans]))
            base = starts[number]
    return found


def _joined_numbers(
    text: str, words: Sequence[WordForms], starts: Sequence[int], ends: Sequence[int], number: int, step: int
) -> list[Part]:
    """The numbers before or after a word (``step``) that one sign and no space is between, the nearest first."""
    numbers: list[Part] = []
    while 0 <= (beside := number + step) < len(words) and words[beside].exact.isdecimal() and len(numbers) < JOINED:
        left, right = sorted((number, beside))
        if starts[right] != ends[left] + 1 or text[ends[left]] not in _JOINS:
            break
        numbers.append((starts[beside], ends[beside], words[beside].exact))
        number = beside
    return numbers


def emoji_of(text: Normalised) -> list[tuple[Reading, list[Span]]]:
    """Each run of emoji, and where they stand in the document."""
    return [(Reading.of(run), [text.span(start, end) for start, end, _ in run]) for run in emoji_runs(text.text)]
