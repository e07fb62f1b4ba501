"""Afrikaans: plurals and attributive forms, with what they do to the spelling before them (mure, muur; katte, kat; briewe, brief).

What is left is written with one vowel and one consonant at its end. -s is taken off only where a plural of a longer word has it (tafels),
because it belongs to so many words of one syllable (huis, mens, prys).

The rules of spelling are written from general knowledge (to check them: Donaldson 1993, "A Grammar of Afrikaans"). Not measured, for
want of text.
"""

from __future__ import annotations

import re

from search.languages._base import row

_SMALL = re.compile("(?<=..[^aeiou])(?:e?tjies?)$")
_S = re.compile("(?<=[aeiouy])([^aeiou]+(?:e[lmnr]|ie|ar|or))s$")
_E = re.compile("(?<=..[^aeiou])e$")
_DOUBLE = re.compile(r"([bdfgklmnprst])\1$")
_LONG = re.compile("(aa|ee|oo|uu)(?=[^aeiou]$)")


def stem(word: str) -> str:
    """Base form: bome, boom -> bom; mannetjie, manne, man -> man; tafels -> tafel."""
    word = _E.sub("", _S.sub(r"\1", _SMALL.sub("", word)))
    word = _LONG.sub(lambda found: found[1][0], _DOUBLE.sub(r"\1", word))
    return f"{word[:-1]}f" if len(word) > 3 and word.endswith("w") else word


LANGUAGE = row("af", "Latn", stem)
