"""Snowball stemmers behind one function that is safe for threads and remembers its answers.

PyStemmer's objects must not be used by two threads at once, and one call costs about as much as all other work on a word together: hence a
lock around the object and a bounded cache in front of it.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable

import Stemmer

CACHE = 50_000
"""Distinct words remembered per algorithm, some 10 MB each when full."""


@functools.cache
def snowball(algorithm: str) -> Callable[[str], str]:
    """The stemmer of a Snowball algorithm (``"norwegian"``). It wants a case-folded word in NFC and never answers with nothing."""
    stemmer = Stemmer.Stemmer(algorithm, 0)  # 0: no cache of its own
    lock = threading.Lock()

    @functools.lru_cache(maxsize=CACHE)
    def stem(word: str) -> str:
        with lock:
            return str(stemmer.stemWord(word)) or word

    return stem
