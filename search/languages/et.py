"""Estonian: Snowball's stemmer leaves the vowel that all cases but the nominative are built on, so *kartul* and *kartulid* never met.

Hence the rule: a last a, e, i or u is taken off what Snowball leaves (kartulid -> kartuli -> kartul; linnas -> linna -> linn);
what ends in *-ne* is read with the *-se* of its other cases. Of all forms in a dictionary of 2.7 million (simplemma) .50 meet their
base form by the first rule, .29 without it. What changes inside the stem (jõgi, jõe) is in the dictionary, as far as the word is short.
342 sentences that ask for their paragraph of 426: MRR@10 .4146 -> .4296, by their two and three rarest words .2493 -> .2542,
.2976 -> .3055 (.4257, .2535, .3039 where words of four letters lose their vowel, too).
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball

_snowball = snowball("estonian")
_STEM_VOWELS = ("a", "e", "i", "u")
_OF_SE = re.compile("(?<=..[aeiu])ne$")
"""The nominative of words whose other cases are built on *-se*: inimene, inimese; punane, punase."""
_SHORTEST = 5
"""Letters of the shortest word that loses its vowel: linna, but not pesa (nest) and pesu (washing), which would be one word, and that of
*pes*, a dog to Czechs, Slovaks and Slovenes. Short words that need it (õunad, õun) are in the dictionary."""


def stem(exact: str) -> str:
    """Base form of a word: kartul, kartulid, kartulite -> kartul; inimene, inimesed -> inimes."""
    stemmed = _snowball(_OF_SE.sub("se", exact))
    return stemmed[:-1] if len(stemmed) >= _SHORTEST and stemmed.endswith(_STEM_VOWELS) else stemmed


LANGUAGE = row("et", "Latn", stem, dictionary="et")
