"""Turkish (and Azerbaijani): the capital of ı is I, the capital of i is İ.

A capital I is read both ways, because Turkish pages also hold foreign names: ISPARTA is ısparta, INTERNET is internet.

The circumflex is mostly left out today (resmî, kâğıt; resmi, kağıt), so a Turkish word is read without it as well. Other words that are
spelt in several ways (orijinal, orjinal) are those of ``_variants.py``.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_TURKISH_CAPITALS = str.maketrans({"I": "ı", "İ": "i"})


def spellings(surface: str) -> tuple[str, ...]:
    """The readings of a word with a capital I; the word itself where there is none."""
    if "I" not in surface:
        return (exact_form(surface),)
    return exact_form(surface.translate(_TURKISH_CAPITALS)), exact_form(surface)


_CIRCUMFLEX = str.maketrans("âîû", "aiu")
_OTHER_WITHOUT = ("kâr", "âdet")
"""Profit and custom: without the circumflex they are snow and piece."""


def without_circumflex(surface: str) -> tuple[str, ...]:
    """The readings of a word, then those without a circumflex."""
    own = spellings(surface)
    plain = (word.translate(_CIRCUMFLEX) for word in own if not word.isascii() and not word.startswith(_OTHER_WITHOUT))
    return tuple(dict.fromkeys((*own, *plain)))


LANGUAGE = row("tr", "Latn", snowball("turkish"), spellings=without_circumflex, dictionary="tr", respelt=True)
