"""Which words of a query may be misspelt, and what was meant by the evidence of their neighbours: what the index holds side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search import rank
from search.engine import Engine
from search.model import Span
from search.vocabulary.neighbours import together
from search.vocabulary.spelling import Correction

NEIGHBOURS = 4
"""Pairs of neighbours in the query of which this is tried, at most: some 15 ms each."""
NEAR = 16
"""Words near a misspelt one that are tried beside its neighbours, at most, the nearest and most frequent ones..."""
NEAR_BOTH = 5
"""...and where the neighbour is misspelt, too: of each of the two."""
RARE, SURE_RATIO = 2, 100
"""Documents that hold a word that may be misspelt in them, too; and how many times as frequent is what a more frequent word may be meant
for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query as typed, and what it may have been where it may be misspelt."""

    span: Span
    """In the query as typed."""
    exact: str
    held: int
    """Documents that hold the word as it was typed, or an inflection of it; for a word that is not corrected any number but 0."""
    meant: tuple[Correction, ...]
    near: tuple[Correction, ...] = ()
    """Words that are taken for what was meant only if they stand beside a neighbour of this word."""

    def may_be(self, meant: Correction) -> bool:
        """Whether it is rare enough, beside another word, to be a misspelling of that one though its neighbour is misspelt, too."""
        return self.held <= RARE or meant.frequency >= rank.TYPO_RATIO * self.held


def beside_neighbours(engine: Engine, query: str, words: Sequence[Word]) -> list[Word]:
    """The words, those first in ``meant`` that stand beside a neighbour in the index as they do in the query.

    A word that the index holds, but never beside its neighbours, is as good as unknown if another one stands there.
    """
    evidence: list[list[Counter[Correction]]] = [[] for _ in words]
    borders = NEIGHBOURS
    for at, (first, second) in enumerate(pairwise(words)):
        if not (first.near or second.near) or not query[first.span[1] : second.span[0]].isspace():
            continue
        borders -= 1
        if borders < 0:
            break
        if together(engine, first.exact, second.exact, first.exact):
            continue  # nothing is wrong between these two
        pairs = list(_pairs(engine, first, second))
        for side in (0, 1):
            counts: Counter[Correction] = Counter()
            for pair, count in pairs:
                if (correction := pair[side]) is not None:
                    counts[correction] += count
            evidence[at + side].append(counts)
    return [_preferring(word, found) for word, found in zip(words, evidence, strict=True)]


def _pairs(engine: Engine, first: Word, second: Word) -> Iterator[tuple[tuple[Correction | None, Correction | None], int]]:
    """Corrections of two neighbours (None: as typed) that documents hold side by side, and how many do."""
    for one in first.near[:NEAR]:
        if count := together(engine, one.word, second.exact, second.exact):
            yield (one, None), count
    for other in second.near[:NEAR]:
        if count := together(engine, first.exact, other.word, first.exact):
            yield (None, other), count
    for one in filter(first.may_be, first.near[:NEAR_BOTH]):  # of two usual words one is right
        for other in filter(second.may_be, second.near[:NEAR_BOTH]):
            if count := together(engine, one.word, other.word, first.exact):
                yield (one, other), count


def _preferring(word: Word, evidence: Sequence[Counter[Correction]]) -> Word:
    """The word with the corrections first that stand beside most of its neighbours. ``evidence``: of each, in how many documents."""
    found = {correction for counts in evidence for correction in counts}
    if not found:
        return word

    def order(correction: Correction) -> tuple[int, int, int, str]:
        counts = [each[correction] for each in evidence]
        return -sum(map(bool, counts)), correction.edits, -sum(counts), correction.word

    return replace(word, held=0, meant=tuple(dict.fromkeys((*sorted(found, key=order), *word.meant))))


def misspelt(engine: Engine, words: Sequence[Word], total: int) -> Iterator[Word]:
    """The words, those that the index holds without corrections unless there is reason to think them misspelt.

    Such a word is rare and lacks a letter of the other, has one more or two in another order (goverment, not shoes for shows), or the other
    is much more frequent and stands beside a neighbour, if there is one. Of several words that find nothing together only what stands
    beside a neighbour is likely, and that has been looked for before.
    """
    for at, word in enumerate(words):
        if not word.held:
            yield word
        elif len(words) == 1 or total:
            sides = [pair for pair in (words[max(at - 1, 0) : at + 1], words[at : at + 2]) if len(pair) == 2]
            yield replace(word, meant=tuple(each for each in word.meant if _is_likely(engine, word, each, sides)))


def _is_likely(engine: Engine, word: Word, meant: Correction, sides: Sequence[Sequence[Word]]) -> bool:
    slip = len(word.exact) != len(meant.word) or sorted(word.exact) == sorted(meant.word)
    if word.held <= RARE and slip:
        return True
    if meant.frequency < SURE_RATIO * word.held and (word.held > RARE or not sides):
        return False
    return not sides or _stands_beside(engine, word, meant, sides)


def _stands_beside(engine: Engine, word: Word, meant: Correction, sides: Sequence[Sequence[Word]]) -> bool:
    pairs = ([meant.word if each is word else each.exact for each in pair] for pair in sides)
    return any(together(engine, first, second, word.exact) for first, second in pairs)
