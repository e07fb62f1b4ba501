"""Persian: the exact form holds Arabic kaf and yeh (keyboards exchange them), Snowball's Persian stemmer wants the Persian letters.

Prefixes and endings are written attached, after a zero-width non-joiner or after a space (می‌رود, میرود). The stemmer knows the joiner,
which the exact form drops: it reads both.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._snowball import snowball
from search.word import exact_form

_JOINER = "\u200c"
_PERSIAN_LETTERS = str.maketrans({"ك": "ک", "ي": "ی"})


def spellings(surface: str) -> tuple[str, ...]:
    """The word without joiners and, if it has one, with them; in Persian letters."""
    exact = exact_form(surface).translate(_PERSIAN_LETTERS)
    if _JOINER not in surface:
        return (exact,)
    return exact, _JOINER.join(map(exact_form, surface.split(_JOINER))).translate(_PERSIAN_LETTERS)


LANGUAGE = row("fa", "Arab", snowball("persian"), spellings=spellings)
