"""Light stemming: the longest ending of a list is taken off, if enough of the word is left.

For languages that have no Snowball stemmer. Light stemmers lose to none of the heavier ones in retrieval (Savoy 2006, "Light stemming
approaches for the French, Portuguese, German and Hungarian languages").
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from search.languages._words import data_lines

CACHE = 50_000
"""Distinct words remembered per stemmer."""


def endings(code: str, rounds: int = 1) -> Callable[[str], str]:
    """The stemmer of ``data/endings/<code>.txt``; at least three letters stay. Raises FileNotFoundError when there is no such file."""
    return light(" ".join(data_lines(f"endings/{code}")), 3, rounds)


def light(endings: str, shortest: int, rounds: int = 1) -> Callable[[str], str]:
    """A stemmer from its endings (separated by spaces). ``shortest``: letters that stay at least; ``rounds``: endings taken off at most."""
    ordered = sorted(set(endings.split()), key=len, reverse=True)

    @functools.lru_cache(maxsize=CACHE)
    def stem(word: str) -> str:
        for _ in range(rounds):
            for ending in ordered:
                if word.endswith(ending) and len(word) - len(ending) >= shortest:
                    word = word[: -len(ending)]
                    break
            else:
                break
        return word

    return stem
