"""Words of the index in other scripts that sound like a typed one: Hanoi, Ханой, هانوي, ハノイ.

The keys of all words (:mod:`search.text.sounds`) are made over all of them at once, when they are first asked for; the words of one key are
then compared one by one. Nothing says that a word is a name: of a long one that sounds alike in another script chance is unlikely, of a
short one only what sounds the same counts, and there, too, some are other words.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from search import rank
from search.engine import Engine
from search.perindex import PerIndex
from search.text.sounds import READ_OTHERWISE, Keys, difference, keys, read_as, shapes, sounds, spoken
from search.text.unicode import script_of, scripts
from search.vocabulary.words import Lines, Vocabulary, vocabulary_of

SHORTEST = 4
"""Sounds (HANOI has five) of the shortest word whose like is looked for."""
MOST_COMPARED = 40
"""Words of one key that are compared: first those that have the same vowels, too, then the most frequent ones."""
LOOKED_UP = 1_000
"""Words whose like is kept."""


@dataclass(frozen=True, slots=True)
class Alike:
    """A word of the index that sounds like a typed one. ``difference``: 0 if an ear cannot tell them apart; ``frequency``: documents."""

    word: str
    difference: float
    frequency: int

    @property
    def weight(self) -> float:
        """Weight of the form in a leaf."""
        return rank.WEIGHT_SOUND * (1.0 - self.difference)


class _Keyed:
    """Readings of words by their keys: those in Latin letters, or all others."""

    def __init__(self, vocabulary: Vocabulary, *, latin: bool) -> None:
        self._vocabulary, self._is_latin = vocabulary, latin
        lines, self._frequencies = vocabulary.spoken(latin=latin)
        words = lines.split("\n") if lines else []
        otherwise = [number for number, word in enumerate(words) if READ_OTHERWISE.search(word)]
        self._numbers = np.concatenate([np.arange(len(words), dtype=np.int32), np.array(otherwise, np.int32)])
        """Of each reading its word."""
        read = [sounds(lines)] * bool(words) + [sounds("\n".join(words[number] for number in otherwise), otherwise=True)] * bool(otherwise)
        self._sounds = Lines("\n".join(("", *read, "")).encode("ascii"))
        self._keys, self._shapes = (made("\n".join(read))[: len(self._numbers)] for made in (keys, shapes))

    def of(self, key: np.uint64, wanted: Keys) -> Iterator[tuple[str, str, int]]:
        """Words that have this key, how they are read, and their frequency. ``wanted``: shapes of the other word."""
        readings = np.flatnonzero(self._keys == key)
        if len(readings) > MOST_COMPARED:
            other_shape = (self._shapes[readings, None] != wanted).all(axis=1)
            readings = readings[np.lexsort((-self._frequencies[self._numbers[readings]], other_shape))[:MOST_COMPARED]]
        for reading in readings.tolist():
            number = int(self._numbers[reading])
            word = self._vocabulary.spoken_word(number, latin=self._is_latin)
            yield word, self._sounds[reading].decode("ascii"), int(self._frequencies[number])


_script = functools.lru_cache(maxsize=10_000)(script_of)


class Sounds:
    """The words of an index by what they sound like. May be asked by several threads."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._making = threading.Lock()
        self._keyed: dict[bool, _Keyed] = {}
        self.alike = functools.lru_cache(maxsize=LOOKED_UP)(self._alike)
        """:meth:`_alike`, kept."""

    def _alike(self, word: str) -> tuple[Alike, ...]:
        """The words in other scripts that sound like ``word`` (exact form), the likest first, ``rank.SOUND_FORMS`` at most."""
        mine, written = spoken(word), scripts(word)
        readings = [sound for sound in (*mine.sounds, *mine.heard) if len(sound) >= SHORTEST]
        if not readings:
            return ()
        found: dict[str, Alike] = {}
        lines = "\n".join(readings)
        for key in np.unique(keys(lines)):
            for other, sound, frequency in self._of(key, shapes(lines), latin="Latn" not in written):
                apart = difference(mine, read_as(other, (sound,))) if _script(other[0]) not in written else None
                if apart is not None and (other not in found or apart < found[other].difference):
                    found[other] = Alike(other, apart, frequency)
        best = sorted(found.values(), key=lambda each: (each.difference, -each.frequency, each.word))
        return tuple(each for each in best if each.difference <= best[0].difference + rank.SOUND_RANGE)[: rank.SOUND_FORMS]

    def make_ready(self) -> None:
        """Make the keys of all words, which the first question would wait for."""
        for latin in (False, True):
            self._group(latin=latin)

    def _of(self, key: np.uint64, wanted: Keys, *, latin: bool) -> Iterator[tuple[str, str, int]]:
        """Words of this key: those of other alphabets, with ``latin`` those of Latin, too."""
        for group in (False, True)[: 1 + latin]:
            yield from self._group(latin=group).of(key, wanted)

    def _group(self, *, latin: bool) -> _Keyed:
        with self._making:
            if latin not in self._keyed:
                self._keyed[latin] = _Keyed(self._vocabulary, latin=latin)
            return self._keyed[latin]


_tables = PerIndex(lambda engine: Sounds(vocabulary_of(engine)))


def sounds_of(engine: Engine) -> Sounds:
    """The words of an open index by what they sound like."""
    return _tables.of(engine)
