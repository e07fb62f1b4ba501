"""Malayalam: endings of nouns over one spelling of final consonants.

A final consonant (chillu) is one letter or, in older text, a consonant, its virama and a joiner, which the exact form drops: both are
consonant and virama in base forms. So is the first letter of ന്റെ (of), which is written in four ways. A consonant behind r is written
once or twice (വിദ്യാർഥി, വിദ്യാർത്ഥി; ധർമം, ധർമ്മം): once. A last ട or റ is doubled before an ending (വീട് house, വീട്ടിൽ): single.

The cases are written from general knowledge (to check them: Asher & Kumari 1997, "Malayalam"), chillu letters in the Unicode Standard,
section "Malayalam". Not measured, for want of text.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import endings
from search.text.word import exact_form

_VIRAMA = "\u0d4d"
_CHILLU = str.maketrans({chillu: letter + _VIRAMA for chillu, letter in zip("ൺൻർൽൾൿ", "ണനരലളക", strict=True)})


_BEHIND_R = re.compile("(?<=ര്)(?:(?P<twice>[ക-ഹ])്(?=(?P=twice))|ക്(?=ഖ)|ഗ്(?=ഘ)|ച്(?=ഛ)|ത്(?=ഥ)|ദ്(?=ധ)|ബ്(?=ഭ))")
_TWICE = re.compile("([ടറ])്\\1$")
_endings = endings("ml", 2, 2)


def spellings(surface: str) -> tuple[str, ...]:
    """The word without chillu letters, consonants behind r once."""
    return (_BEHIND_R.sub("", exact_form(surface).translate(_CHILLU)),)


def stem(word: str) -> str:
    """Base form: വീട്, വീട്ടിൽ -> വീട."""
    return _TWICE.sub(r"\1", _endings(word))


LANGUAGE = row("ml", "Mlym", stem, spellings=spellings)
