"""Hindi: Snowball's stemmer over one spelling of nasals, of borrowed consonants and of vowels behind a glide that may be left out.

- Nasals: ``_devanagari.py`` (हिन्दी, हिंदी; गाँव, गांव).
- The dot below क ख ग ज फ, which tells Persian sounds from Indian ones, is left out by many (सब्ज़ियाँ, सब्जियाँ). Not that of ड़ and ढ़,
  which are letters of their own (पड़ना, पढ़ना).
- A last ए or ई behind a consonant or i is written with a glide, too (रुपए, रुपये; किए, किये; नई, नयी; गए, गये, like गया).
- Of a word of one syllable the stemmer would leave a bare consonant, which में and माँ share: unless it is a function word, it stays.

Source: Central Hindi Directorate, "देवनागरी लिपि तथा हिंदी वर्तनी का मानकीकरण", on the glide and the dot below; print has both.
"""

from __future__ import annotations

import re

from search.detection.commonwords import function_words
from search.languages._base import row
from search.languages._devanagari import dotted
from search.languages._snowball import snowball
from search.text.word import exact_form

_DOT_BELOW = re.compile("(?<=[कखगजफ])\u093c")
_GLIDE = re.compile("(?<=[क-हि])[एई](?=\u0902?$)")
_WITH_GLIDE = {"ए": "ये", "ई": "यी"}
_SYLLABLE = re.compile("[क-ह][\u093e-\u094c]\u0902?")
_FUNCTION_WORDS = frozenset(map(dotted, function_words("hi")))
_snowball = snowball("hindi")


def spellings(surface: str) -> tuple[str, ...]:
    """The word with dots for nasals, without dots below, with glides."""
    word = _DOT_BELOW.sub("", dotted(exact_form(surface)))
    return (_GLIDE.sub(lambda found: _WITH_GLIDE[found.group()], word),)


def stem(word: str) -> str:
    """Snowball's base form; a word of one syllable is its own, function words apart (का, की, के)."""
    return word if _SYLLABLE.fullmatch(word) and word not in _FUNCTION_WORDS else _snowball(word)


LANGUAGE = row("hi", "Deva", stem, spellings=spellings)
