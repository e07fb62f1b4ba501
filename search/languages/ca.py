"""Catalan: Snowball's stemmer, without what it does to short nouns in -or.

It takes -or off all words, as off *treballador*: so *color, col* (cabbage) and *colla* (gang) would be one word, and *motor* and *mot*,
*actor* and *acte*. Where no more than four letters would be left, -or stays (colors, doctora -> color, doctor).
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._elided import without_elided
from search.languages._snowball import snowball

_KEPT = "or"
_LONGEST = 4
_stem = snowball("catalan")


def stem(word: str) -> str:
    """Base form: treballadors -> treball; colors -> color."""
    base = _stem(word)
    return base + _KEPT if len(base) <= _LONGEST and word.startswith(base + _KEPT) else base


LANGUAGE = row("ca", "Latn", stem, spellings=without_elided("ca"), dictionary="ca", respelt=True)
