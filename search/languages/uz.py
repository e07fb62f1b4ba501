"""Uzbek: endings of nouns over one spelling of what is written in two scripts and with several apostrophes.

oʻ and gʻ are typed with any of ʻ ‘ ’ ' (oʻzbek, o'zbek); Cyrillic is still as common as Latin in print (ўзбек). Base forms are in Latin
letters, õ and ğ for the two that have an apostrophe, so that китобларда and kitoblarda are one word.

The letters are those of the alphabets of 1940 and 1995; the cases are written from general knowledge (to check them: Bodrogligeti 2003,
"An Academic Reference Grammar of Modern Literary Uzbek"). Not measured, for want of text.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import endings
from search.text.word import exact_form

_LATIN = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхэқҳ", "abvgdejziyklmnoprstufxeqh", strict=True))
    | {"ё": "yo", "ц": "ts", "ч": "ch", "ш": "sh", "ю": "yu", "я": "ya", "ў": "õ", "ғ": "ğ", "ъ": "", "ь": ""}
)
_YE = re.compile("(?:^|(?<=[аеёиоуўэюя]))е")
_APOSTROPHE = re.compile("([og])['\u02bb]")
_ONE_LETTER = {"o": "õ", "g": "ğ"}


def spellings(surface: str) -> tuple[str, ...]:
    """The word in Latin letters."""
    word = _YE.sub("ye", exact_form(surface)).translate(_LATIN)
    return (_APOSTROPHE.sub(lambda found: _ONE_LETTER[found[1]], word).replace("'", "").replace("\u02bc", ""),)


LANGUAGE = row("uz", "Latn Cyrl", endings("uz", 3, alike="ğq gk"), spellings=spellings)
