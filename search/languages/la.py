"""Latin: endings of nouns and adjectives; u and v, i and j are one letter, as in most editions.

Verbs keep theirs: their stems change with tense, and an ending of a noun is often one of a verb.

The declensions are written from general knowledge (to check them: Allen & Greenough 1903, "New Latin Grammar"); not measured, for want of
text.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._light import endings
from search.languages._variants import variants
from search.text.word import exact_form

_LETTERS = str.maketrans("vj", "ui")


def _letters(word: str) -> str:
    return exact_form(word).translate(_LETTERS)


_variants = variants("la", _letters)


def spellings(surface: str) -> tuple[str, ...]:
    """The word with u for v and i for j, then in other spellings: ``sylva`` -> ``sylua, silua``."""
    word = _letters(surface)
    return word, *_variants(word)


LANGUAGE = row("la", "Latn", endings("la", 2), spellings=spellings)
