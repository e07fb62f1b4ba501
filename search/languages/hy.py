"""Armenian: Snowball's stemmer, and the article where that leaves it on the word: ը behind a consonant, ն before a vowel of the next word
(մարդը, մարդն: the man; մուտքն ազատ է: the entrance is free).

The article is written from general knowledge (to check it: Dum-Tragut 2009, "Armenian: Modern Eastern Armenian"). Not measured, for want of
text.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball

_ARTICLE = re.compile("(?<=..)(?:ը|(?<=[^աեէըիոօւ])ն)$")
_snowball = snowball("armenian")


def stem(word: str) -> str:
    """Base form: մարդը, մարդն -> մարդ."""
    base = _snowball(word)
    return _snowball(_ARTICLE.sub("", word)) if base == word else base


LANGUAGE = row("hy", "Armn", stem)
