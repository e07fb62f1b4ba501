"""Malayalam: endings of nouns over one spelling of final consonants.

A final consonant (chillu) is one letter or, in older text, a consonant, its virama and a joiner, which the exact form drops: both are
consonant and virama in base forms. So is the first letter of ന്റെ (of), which is written in four ways.

The cases are written from general knowledge (to check them: Asher & Kumari 1997, "Malayalam"), chillu letters in the Unicode Standard,
section "Malayalam". Not measured, for want of text.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._light import endings
from search.word import exact_form

_VIRAMA = "\u0d4d"
_CHILLU = str.maketrans({chillu: letter + _VIRAMA for chillu, letter in zip("ൺൻർൽൾൿ", "ണനരലളക", strict=True)})


def spellings(surface: str) -> tuple[str, ...]:
    """The word without chillu letters."""
    return (exact_form(surface).translate(_CHILLU),)


LANGUAGE = row("ml", "Mlym", endings("ml", 2, 2), spellings=spellings)
