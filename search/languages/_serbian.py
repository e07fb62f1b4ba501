"""Bosnian, Croatian and Serbian: Snowball's stemmer, and after it the vowel that verbs are built on, which it leaves.

So uliva (spasava, reformira) and ulivaju, ulivali are one word. Nouns in *-ik* have *-ici* in the plural, like those in *-ica*, and are
read as both: učenici is of učenica and of učenik. So are short nouns that are longer in the plural: kip, kipovi.
"""

from __future__ import annotations

import re

from search.languages._snowball import snowball
from search.text.word import exact_form

_snowball = snowball("serbian")
_VOWELS = ("a", "e", "i", "o", "u")
_SHORTEST = 5
"""Letters of the shortest stem that loses its vowel."""
_SIBILANT = (re.compile("(?<=.[nčtl]i)c(?=i(?:ma)?$)"), re.compile("(?<=.[нчтл]и)ц(?=и(?:ма)?$)"))
_LONGER = re.compile("(?<=...)(?:[oe]v(?=(?:i|e|a|ima)$)|[ое]в(?=(?:и|е|а|има)$))")


def stem(word: str) -> str:
    """Base form: uliva, ulivaju, ulivali -> uliv."""
    stemmed = _snowball(word)
    return stemmed[:-1] if len(stemmed) >= _SHORTEST and stemmed.endswith(_VOWELS) else stemmed


def spellings(surface: str) -> tuple[str, ...]:
    """The word, then what it may be the plural of: učenici, učeniki; kipovi, kipi; ученици, ученики."""
    exact = exact_form(surface)
    return tuple(dict.fromkeys((exact, _LONGER.sub("", _SIBILANT[1].sub("к", _SIBILANT[0].sub("k", exact))))))
