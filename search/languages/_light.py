"""Light stemming: the longest ending of a list is taken off, if enough of the word is left.

For languages that have no Snowball stemmer. Light stemmers lose to none of the heavier ones in retrieval (Savoy 2006, "Light stemming
approaches for the French, Portuguese, German and Hungarian languages").
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from search.detection.commonwords import data_lines

CACHE = 50_000
"""Distinct words remembered per stemmer."""


def endings(code: str, rounds: int = 1, shortest: int = 3, alike: str = "") -> Callable[[str], str]:
    """The stemmer of ``data/endings/<code>.txt``, as :func:`light`. Raises FileNotFoundError when there is no such file."""
    return light(" ".join(data_lines(f"endings/{code}")), shortest, rounds, alike)


def light(endings: str, shortest: int, rounds: int = 1, alike: str = "") -> Callable[[str], str]:
    """A stemmer from its endings (separated by spaces; ``=жақсы`` is a word that has none, though it looks so).

    ``shortest``: code points that stay at least; ``rounds``: endings taken off at most; ``alike``: pairs of letters, of which the first is
    written as the second at the end of a stem (Kazakh ``бп ғқ``: кітабы, кітап).
    """
    known = frozenset(ending for ending in endings.split() if ending[0] != "=")
    whole = frozenset(word[1:] for word in endings.split() if word[0] == "=")
    longest = max(map(len, known))
    last = {pair[0]: pair[1] for pair in alike.split()}

    @functools.lru_cache(maxsize=CACHE)
    def stem(word: str) -> str:
        for _ in range(rounds):
            if word in whole:
                break
            for letters in range(min(longest, len(word) - shortest), 0, -1):
                if word[-letters:] in known:
                    word = word[:-letters]
                    break
            else:
                break
        return word[:-1] + last[word[-1]] if word[-1:] in last and len(word) >= shortest else word

    return stem
