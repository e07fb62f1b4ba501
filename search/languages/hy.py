"""Armenian: Snowball's stemmer, and the article where that leaves it on the word: ը behind a consonant, ն before a vowel of the next word
(մարդը, մարդն: the man; մուտքն ազատ է: the entrance is free).

Words in the classical spelling, which Western Armenian and all text from before 1922 have, are read in the reformed one as well: -ութիւն
and -ություն, -եան and -յան, լոյս and լույս, Յովհաննէս and Հովհաննես, սէր and սեր.

The article is written from general knowledge (to check it: Dum-Tragut 2009, "Armenian: Modern Eastern Armenian"). Not measured, for want of
text.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form

_ARTICLE = re.compile("(?<=..)(?:ը|(?<=[^աեէըիոօւ])ն)$")
_snowball = snowball("armenian")
_CLASSICAL = re.compile(
    "(?P<yu>(?<=.)իւ(?=[բգդզթժլխծկհձղճմնշչպջռստրցփք]))|(?P<iv>իւ)|(?P<ya>(?<=[^աեէըիոօու])եա)|(?P<uy>ոյ(?=.))|(?P<silent>(?<=..[աո])յ$)"
    "|(?P<h>^յ(?=[աեէիոու]))|(?P<e>(?<=.)է)|(?P<o>(?<=.)օ)|(?P<v>(?<=[աեէ])ւ)"
)
_REFORMED = {"yu": "յու", "iv": "իվ", "ya": "յա", "uy": "ույ", "silent": "", "h": "հ", "e": "ե", "o": "ո", "v": "վ"}


def spellings(surface: str) -> tuple[str, ...]:
    """The word, then as the reformed spelling has it: ութիւն -> ություն."""
    exact = exact_form(surface)
    if exact == "եւ":  # and, in both spellings
        return (exact,)
    return tuple(dict.fromkeys((exact, _CLASSICAL.sub(lambda found: _REFORMED[found.lastgroup or ""], exact))))


def stem(word: str) -> str:
    """Base form: մարդը, մարդն -> մարդ."""
    base = _snowball(word)
    return _snowball(_ARTICLE.sub("", word)) if base == word else base


LANGUAGE = row("hy", "Armn", stem, spellings=spellings)
