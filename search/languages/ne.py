"""Nepali: Snowball's stemmer over one spelling of what is written in several.

- Nasals: ``_devanagari.py`` (हिन्दी, हिंदी).
- Vowels typed as two signs, as texts converted from old fonts have them, are one (गरेकाे, गरेको).
- In base forms of four signs ी and ू are short, in those of five व is ब, श and ष are स (केवल, only, is not केबल, cable): schoolbooks
  have changed their rules on them several times (2012, 2016), and most people go by ear (विकास, बिकास; नेपाली, नेपालि).

Words that go no such way are those of ``_variants.py``. Source: the rules of the Curriculum Development Centre and of Nepal Academy,
"प्राज्ञ नेपाली वर्णविन्यास", from general knowledge. What the rules join in 152,000 running words was read (2026-11-23).
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._devanagari import dotted
from search.languages._snowball import snowball
from search.languages._variants import variants
from search.text.word import exact_form

_SHORT = str.maketrans("ीूईऊ", "िुइउ")
_LONG_ENOUGH = 4
_AS_HEARD = str.maketrans("वशष", "बसस")
_snowball = snowball("nepali")
_variants = variants("ne")


def spellings(surface: str) -> tuple[str, ...]:
    """The word, then its standard spelling: गरेकाे -> गरेको."""
    exact = exact_form(surface)
    return tuple(dict.fromkeys(dotted(word).replace("ाे", "ो").replace("ाै", "ौ") for word in (exact, *_variants(exact))))


def stem(word: str) -> str:
    """Base form: विकास, बिकासको -> बिकास."""
    base = _snowball(word)
    if len(base) < _LONG_ENOUGH:
        return base
    short = base.translate(_SHORT)
    return short.translate(_AS_HEARD) if len(short) > _LONG_ENOUGH else short


LANGUAGE = row("ne", "Deva", stem, spellings=spellings)
