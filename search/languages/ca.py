"""Catalan: articles and pronouns are written to the word with an apostrophe (l'home, d'aigua), which its stemmer does not take off."""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_ELIDED = re.compile("^(?:[dlmnst]|qu)'(?=.)")


def spellings(surface: str) -> tuple[str, ...]:
    """The word without what was elided before it."""
    return (_ELIDED.sub("", exact_form(surface)),)


LANGUAGE = row("ca", "Latn", snowball("catalan"), spellings=spellings, dictionary="ca")
