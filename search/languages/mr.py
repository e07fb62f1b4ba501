"""Marathi: endings of nouns and adjectives over one spelling of what is written in several.

- Nasals: ``_devanagari.py`` (हिन्दी, हिंदी). The dot that words ended in before the rules of 1962 (करणें, नाहीं) is left out.
- A last ि or ु, kept in words from Sanskrit until 1962, is long (कवि, कवी; गुरु, गुरू); inside a base form of four signs every ी and ू is
  short, as it becomes before endings (गरीब, गरिबांना; फुल, फूल), and so slips in it do not matter.
- The first vowel of app is three letters to Unicode (ॲप, अॅप, ऍप), r before y two (णाऱ्या, णार्‍या, whose joiner the exact form drops);
  ेयर of foreign words is ेअर (सॉफ्टवेअर).

Words that go no such way are those of ``_variants.py``. Source: the rules of Marathi Sahitya Mahamandal, 1962 and 1972, from general
knowledge. What the rules join in 71,000 running words was read (2026-11-23).
"""

from __future__ import annotations

import re

from search.detection.commonwords import function_words
from search.languages._base import row
from search.languages._devanagari import dotted
from search.languages._light import endings
from search.languages._variants import variants
from search.text.word import exact_form

_ONE_SPELLING = re.compile("(?P<app>अॅ|ऍ)|(?P<doing>(?<=णा)र(?=्या))|(?P<ware>(?<=े)य(?=र))|(?P<dot>(?<=[ेीू])ं$)|(?P<i>ि$)|(?P<u>ु$)")
_LETTERS = {"app": "ॲ", "doing": "ऱ", "ware": "अ", "dot": "", "i": "ी", "u": "ू"}
_SHORT = str.maketrans("ीूऱ", "िुर")
_LONG_ENOUGH = 4
_endings = endings("mr", 2, 2)
_variants = variants("mr")
_FUNCTION_WORDS = function_words("mr")
"""Among them आणि (and), which is not आणी (he brings)."""


def spellings(surface: str) -> tuple[str, ...]:
    """The word, then its standard spelling, both as they are written today: करणें -> करणे."""
    exact = exact_form(surface)
    if exact in _FUNCTION_WORDS:
        return (exact,)
    return tuple(dict.fromkeys(
        _ONE_SPELLING.sub(lambda found: _LETTERS[found.lastgroup or ""], dotted(word)) for word in (exact, *_variants(exact))
    ))


def stem(word: str) -> str:
    """Base form: गरीब, गरिबांना -> गरिब."""
    base = _endings(word)
    return base.translate(_SHORT) if len(base) >= _LONG_ENOUGH else base


LANGUAGE = row("mr", "Deva", stem, spellings=spellings)
