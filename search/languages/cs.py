"""Czech: Snowball's stemmer, after endings of verbs that it does not know have been given the form of those that it knows.

*-ají* and *-ejí* (vlévají) become the *-á* of vlévá, all forms of verbs in *-ovat* (určuje, určující, určoval, určován) one.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball

_snowball = snowball("czech")
_PRESENT = re.compile("(?<=...)(?:ají(?:c[íi]\\w{0,3})?|ejí(?:c[íi]\\w{0,3})?|ěj[íi]|áme|áte|áš)$")
_OVAT = re.compile(
    "(?<=...)(?:uj(?:e|eš|eme|ete|í|i|u|ou|me|te|íc[íi]\\w{0,3})|ova(?:t|l[aoiy]?|n[aoiy]?|ný\\w{0,2}|né\\w{0,3}|ná|ní\\w{0,2}))$"
)


def stem(word: str) -> str:
    """Base form: vlévají, vlévá -> vlév; určuje, určovat, určoval -> urč."""
    return _snowball(_PRESENT.sub("á", _OVAT.sub("ova", word)))


LANGUAGE = row("cs", "Latn", stem, dictionary="cs", respelt=True)
