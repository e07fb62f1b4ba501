"""Swedish: Snowball's stemmer leaves the *-n* of the definite singular behind a vowel, *-el*, *-er* and *-or* where it is: flicka, but
flickan.

Of frequent words the dictionary knows them; of the others (most compounds) a word that ends so may be a form of the word without it, too.
Short ones are left as they are (*organ, barn, modern*); a long one that is no definite form (*republikan*) gets a base form that hardly
any word has. Spellings of before 1906 (*öfver, qvinna, hvit*), and borrowed ones (*mail, mejl*): ``_variants.py``.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_DEFINITE = re.compile("(?=.{8}).*(?:a|[eo][lr])n")
"""Skollådan, hemnyckeln, bildatorn."""


def spellings(surface: str) -> tuple[str, ...]:
    """The word itself, then what it may be the definite singular of."""
    exact = exact_form(surface)
    return (exact, exact[:-1]) if _DEFINITE.fullmatch(exact) else (exact,)


LANGUAGE = row("sv", "Latn", snowball("swedish"), spellings=spellings, dictionary="sv", strong=True, respelt=True)
