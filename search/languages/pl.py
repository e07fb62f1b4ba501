"""Polish: Snowball's stemmer and a dictionary, and the spelling of before 1936.

i and j between a consonant and a vowel were y (historya, Francya, patryota) or, behind other letters than c, s and z, j (historja, Danja):
read as today (historia, Francja, patriota, Dania). Not behind the prefixes that end in a consonant (zdjęcie, objaw) or in y (wyobraźnia).
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_OLD = re.compile(
    "(?<!prz)(?<=[csz])y(?=[aąeęoóu])|(?<=[^cr][csz])y(?=i$)"
    "|(?<=.[bdfghklmnprt])y(?=[aąeęoóu])|(?<=.[fghklmnprt])j(?=[aąeęioóu])"
)


def spellings(surface: str) -> tuple[str, ...]:
    """The word, and as it is written today: historya, historia; Francya, Francja."""
    exact = exact_form(surface)
    today = _OLD.sub(lambda found: "j" if exact[found.start() - 1] in "csz" else "i", exact)
    return (exact,) if today == exact else (exact, today)


LANGUAGE = row("pl", "Latn", snowball("polish"), spellings=spellings, dictionary="pl", respelt=True)
