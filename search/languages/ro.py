"""Romanian: from 1953 to 1993 nearly every â was written î (*pîine, vînt*), which is so in much text that is still read.

Inside a word, behind a consonant, î is read as â, too. Behind a vowel it has stayed (*neîncetat, reînnoi*), and at both ends (*începe,
hotărî*). Single words, and what is typed without marks (*sint* is *sunt*), are those of ``_variants.py``.
"""

from __future__ import annotations

import re

from search.languages._base import row, with_variants
from search.languages._snowball import snowball
from search.text.word import exact_form

_INNER = re.compile(r"(?<=[^\Waeiouăâî\d_])î(?=\w)")


def spellings(surface: str) -> tuple[str, ...]:
    """The word, then as it is written since 1993: ``pîine, pâine``."""
    exact = exact_form(surface)
    return (exact, _INNER.sub("â", exact)) if "î" in exact else (exact,)


LANGUAGE = row("ro", "Latn", snowball("romanian"), spellings=with_variants("ro", spellings), dictionary="ro")
