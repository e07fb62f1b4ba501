"""Amharic: prepositions of one syllable written to the word (በ in, ለ to, ከ from, የ of), the plural, the article, the object.

A prefix cannot be told from a first syllable, so a word keeps both readings, as in Hebrew. A syllable is one character, eight characters
to a consonant in the order of their vowels; plural and article change the vowel before them (ቤት house, ቤቶች houses, ቤቱ the house).

The forms are written from general knowledge (to check them: Leslau 1995, "Reference Grammar of Amharic"), the characters in the Unicode
Standard, section "Ethiopic". Not measured, for want of text.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.word import exact_form

_PREFIX = re.compile("(?:ስለ|እንደ|[በለከየ])(?=..)")
_LAST = re.compile("(?<=...)[ንናው]$")
_FIRST_SYLLABLE, _LAST_SYLLABLE = 0x1200, 0x1357
_U, _BARE, _O = 1, 5, 6
"""Places of a consonant's syllables in its row: with u, without a vowel, with o."""


def _bare(word: str, place: int) -> str:
    """The word without the vowel of its last syllable, if that is the one of this place."""
    code = ord(word[-1])
    return word[:-1] + chr(code - place + _BARE) if _FIRST_SYLLABLE <= code <= _LAST_SYLLABLE and code % 8 == place else word


def stem(word: str) -> str:
    """Base form: ቤቶች, ቤቶችን, ቤቱ -> ቤት; ገበሬዎች -> ገበሬ."""
    word = _LAST.sub("", word)
    if len(word) > 3 and word.endswith(("ዎች", "ዎቹ")):
        return word[:-2]
    if len(word) > 2 and word.endswith(("ች", "ቹ")) and ord(word[-2]) % 8 == _O:
        return _bare(word[:-1], _O)
    return _bare(word, _U) if len(word) > 1 else word


def spellings(surface: str) -> tuple[str, ...]:
    """The word, and what is left of it without the preposition that it may begin with."""
    word = exact_form(surface)
    found = _PREFIX.match(word)
    return (word, word[found.end():]) if found else (word,)


LANGUAGE = row("am", "Ethi", stem, spellings=spellings)
