"""English: Snowball's English stemmer (Porter 2), which also takes the possessive 's off; the forms that no ending explains; and the
spellings of other countries (``_variants.py``).

A form that may be another word keeps that reading, too: *found* is of *find* and of *found*, *leaves* of *leaf* and of *leave*.
"""

from __future__ import annotations

from search.languages._base import row, with_variants
from search.languages._irregular import irregular
from search.languages._snowball import snowball
from search.text.word import exact_form

_POSSESSIVE = "'s"
_irregular = irregular("en")


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then what it may be a form of: ``children's`` -> ``children's, child``."""
    exact = exact_form(surface)
    return exact, *_irregular(exact.removesuffix(_POSSESSIVE))


LANGUAGE = row("en", "Latn", snowball("english"), spellings=with_variants("en", spellings))
