"""Words of the index by how they are read, so that what no input method has converted yet finds them: かがく and *kagaku*, 科学.

The most frequent Japanese words with kanji or in katakana that the index holds as they are written, read by UniDic
(``search/languages/ja.py``) once per open index. Reading them takes longer than a keystroke may wait, so every question reads for a moment,
the most frequent words first, until all are read; a question asked meanwhile finds what has been read so far.
"""

from __future__ import annotations

import re
import threading
import time
from bisect import bisect_left
from operator import itemgetter

from search.engine import Engine
from search.languages.ja import hiragana, readings
from search.perindex import PerIndex
from search.text.romaji import without_length
from search.vocabulary.neighbours import held_runs

MOST_WORDS = 20_000
"""Words that are read, the most frequent ones."""
LONGEST = 12
"""Characters of the longest word that is read."""
UNLIKELY = 8
"""How many times less frequent a word counts by another reading than its likeliest, where Latin letters are read (がらす is rarely 烏)."""
SLICE = 0.3
"""Seconds that one question reads words for, at most."""
_BATCH = 64
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc]{2,}")
_READABLE = re.compile(f"[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]|:{_KATAKANA.pattern}$")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_LAST = "\U0010ffff"
_READING = itemgetter(0)


def kana(text: str) -> str:
    """A text of nothing but kana, in hiragana; empty for any other."""
    return hiragana(text) if _KANA.fullmatch(text) else ""


def katakana(text: str) -> str:
    """Hiragana as katakana; everything else stays."""
    return text.translate(_TO_KATAKANA)


class Readings:
    """Words by their readings in hiragana. May be asked by several threads while one reads on."""

    def __init__(self, words: list[tuple[str, int]]) -> None:
        """``words``: exact form and document frequency, in the order in which they are to be read."""
        self._waiting = words[::-1]
        self._sorted: list[tuple[str, str, int]] = []
        """``(reading, word, frequency)``."""
        self._shortened: dict[str, dict[str, int]] = {}
        """Reading without the length of its vowels -> word -> frequency."""
        self._reading = threading.Lock()

    @property
    def complete(self) -> bool:
        """Whether every word has been read."""
        return not self._waiting

    def read(self, seconds: float) -> None:
        """Read on for so long, unless another thread does."""
        until = time.monotonic() + seconds
        if self.complete or not self._reading.acquire(blocking=False):
            return
        try:
            found = []
            while self._waiting and time.monotonic() < until:
                for word, count in (self._waiting.pop() for _ in range(min(_BATCH, len(self._waiting)))):
                    read = (hiragana(word),) if _KATAKANA.fullmatch(word) else readings(word)
                    found += [(reading, word, count) for reading in read]
                    for number, short in enumerate(dict.fromkeys(map(without_length, read))):
                        likely = self._shortened.get(short, {}) | {word: count // UNLIKELY + 1 if number else count}
                        self._shortened[short] = likely  # another thread may be reading the old one
            self._sorted = sorted([*self._sorted, *found])
        finally:
            self._reading.release()

    def beginning(self, start: str) -> list[tuple[str, int]]:
        """``(word, frequency)`` of the words of which a reading begins with ``start`` (hiragana), the most frequent first."""
        return self._between(start, start + _LAST)

    def read_as(self, whole: str) -> list[tuple[str, int]]:
        """``(word, frequency)`` of the words that may be read exactly so, the most frequent first."""
        return self._between(whole, whole + "\0")

    def shortened(self, kana: str) -> list[tuple[str, int]]:
        """The same of the words whose reading differs from ``kana`` by the length of vowels alone, if at all."""
        found = self._shortened.get(without_length(kana), {})
        return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))

    def _between(self, low: str, high: str) -> list[tuple[str, int]]:
        entries = self._sorted
        first, last = (bisect_left(entries, key, key=_READING) for key in (low, high))
        found = {word: count for _, word, count in entries[first:last]}
        return sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))


def _words(engine: Engine) -> list[tuple[str, int]]:
    """The Japanese words to read. Base forms tell which words are Japanese; only those that are also written so are taken (not 為る)."""
    bases = [(term.removeprefix("ja:"), count) for term, count in engine.terms("word", "ja:") if _READABLE.search(term)]
    bases = [(word, count) for word, count in bases if len(word) <= LONGEST]
    bases = sorted(bases, key=lambda entry: (-entry[1], entry[0]))[:MOST_WORDS]
    held = engine.known("exact", [word for word, _ in bases])
    return [entry for entry, count in zip(bases, held, strict=True) if count]


HOMOPHONES = 40
"""Words of one reading that are tried beside others, the most frequent ones."""


def read_together(engine: Engine, table: Readings, kana: str) -> list[str]:
    """Two words in one, the most frequent first, that ``kana`` is read as, vowels long or short, and that the index holds side by side:
    としょかん, 図書館."""
    pairs = [
        (first, second)
        for at in range(1, len(kana))
        for first, _ in table.shortened(kana[:at])[:HOMOPHONES]
        for second, _ in table.shortened(kana[at:])[:HOMOPHONES]
    ]
    return held_runs(engine, (first + second for first, second in pairs))


# --- One table per open index --------------------------------------------------------------------------------------------


_tables = PerIndex(lambda engine: Readings(_words(engine)))


def readings_of(engine: Engine, seconds: float = SLICE) -> Readings:
    """The readings of an open index, read on for ``seconds`` if they are not complete."""
    table = _tables.of(engine)
    table.read(seconds)
    return table
