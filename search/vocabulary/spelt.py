"""What the index holds that is spelt so in pinyin: *tushuguan*, 图书馆; *xi jin ping*, 习近平.

Characters are put together as an input method does, but by what the index holds: from syllable to syllable those that stand side by side in
the most documents (a beam search; Lowerre 1976, "The HARPY Speech Recognition System"). So whatever it holds is found, names and words that
no dictionary has, in simplified and in traditional characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import nlargest
from itertools import islice

from search.engine import Engine
from search.text.pinyin import characters, syllables
from search.vocabulary.neighbours import held_runs

WAYS = 4
"""Ways to cut letters into syllables that are tried (xian: xian, xi'an)."""
BEAM = 12
"""Runs that are kept after each syllable."""
LONGEST = 12
"""Syllables that are read, at most."""


def runs_spelt(engine: Engine, typed: str) -> list[str]:
    """Runs of two and more Han characters that the index holds, the most frequent first. ``typed``: no spaces."""
    ways = [way for way in islice(syllables(typed), WAYS) if 1 < len(way) <= LONGEST]
    return held_runs(engine, {run for way in ways for run in _runs(engine, way)})


def _runs(engine: Engine, way: Sequence[str]) -> list[str]:
    """Runs of one character for each syllable, by the number of documents that hold the rarest two neighbours."""
    first, *others = (characters().get(syllable, ()) for syllable in way)
    runs = dict.fromkeys(first, engine.stats().documents)
    for these in others:
        pairs = [end + character for end in {run[-1] for run in runs} for character in these]
        counts = dict(zip(pairs, engine.known("chars", pairs), strict=True))
        longer = {run + character: min(least, counts[run[-1] + character]) for run, least in runs.items() for character in these}
        runs = dict(nlargest(BEAM, longer.items(), key=lambda entry: (entry[1], entry[0])))
    return [run for run, least in runs.items() if least]
