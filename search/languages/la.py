"""Latin: endings of nouns and adjectives; u and v, i and j are one letter, as in most editions.

Verbs keep theirs: their stems change with tense, and an ending of a noun is often one of a verb.

The declensions are written from general knowledge (to check them: Allen & Greenough 1903, "New Latin Grammar"); not measured, for want of
text.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._light import endings
from search.text.word import exact_form

_LETTERS = str.maketrans("vj", "ui")


def spellings(surface: str) -> tuple[str, ...]:
    """The word with u for v and i for j."""
    return (exact_form(surface).translate(_LETTERS),)


LANGUAGE = row("la", "Latn", endings("la", 2), spellings=spellings)
