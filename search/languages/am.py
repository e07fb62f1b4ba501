"""Amharic: prepositions of one syllable written to the word (በ in, ለ to, ከ from, የ of), the plural, the article, the object.

A prefix cannot be told from a first syllable, so a word keeps both readings, as in Hebrew. A syllable is one character, eight characters
to a consonant in the order of their vowels; plural and article change the vowel before them (ቤት house, ቤቶች houses, ቤቱ the house).

Letters that fell together in sound are written for each other (ዓለም, አለም; መጻሕፍት, መፃህፍት; መንግሥት, መንግስት): the four
kinds of h, the two of s and of ts and the two bare vowels are one in base forms, and so are a and its fourth vowel behind h and alone.

The forms are written from general knowledge (to check them: Leslau 1995, "Reference Grammar of Amharic"), the characters in the Unicode
Standard, section "Ethiopic". Not measured, for want of text.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.text.word import exact_form

_PREFIX = re.compile("(?:ስለ|እንደ|[በለከየ])(?=..)")
_LAST = re.compile("(?<=...)[ንናው]$|(?<=..)(?<=[ሀ-ፗ])(?<![ህልሕምሥርስሽቅብቭትችኅንኝእክኽውዕዝዥይድጅግጥጭጵጽፅፍፕ])ው$")
"""Object, and; the article behind a vowel, also of a short word (ዋጋው the price)."""
_ROWS = {"ሀ": "ሐኀኸ", "ሰ": "ሠ", "አ": "ዐ", "ጸ": "ፀ"}
_FOURTH = 3
"""Place of a consonant's syllable with a long a in its row."""
_LETTERS = {ord(letter) + vowel: ord(first) + vowel for first, others in _ROWS.items() for letter in others for vowel in range(7)}
_LETTERS |= {ord(letter) + _FOURTH: ord(first) for first in "ሀአ" for letter in first + _ROWS[first]}
"""Syllable -> the same with the letter that stands for all of its sound."""
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
    word = exact_form(surface).translate(_LETTERS)
    found = _PREFIX.match(word)
    return (word, word[found.end():]) if found else (word,)


LANGUAGE = row("am", "Ethi", stem, spellings=spellings)
