"""Turkish (and Azerbaijani): the capital of ı is I, the capital of i is İ.

A capital I is read both ways, because Turkish pages also hold foreign names: ISPARTA is ısparta, INTERNET is internet.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_TURKISH_CAPITALS = str.maketrans({"I": "ı", "İ": "i"})


def spellings(surface: str) -> tuple[str, ...]:
    """The readings of a word with a capital I; the word itself where there is none."""
    if "I" not in surface:
        return (exact_form(surface),)
    return exact_form(surface.translate(_TURKISH_CAPITALS)), exact_form(surface)


LANGUAGE = row("tr", "Latn", snowball("turkish"), spellings=spellings, dictionary="tr")
