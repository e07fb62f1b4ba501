"""Norwegian, Bokmål and Nynorsk together: many pages mix them, and readers of one look for the other.

Snowball's stemmer knows the endings of both (bedriftene, bedriftane -> bedrift). It takes one ending off, so agent nouns part company with
their own inflected forms: statsministeren -> statsminister, but statsminister -> statsminist. Hence the rule: what still ends like an agent
noun (-er, Nynorsk -ar) is stemmed again, so that the base of a word is the base of its base. Such nouns also drop an e before an ending
(minister, ministre; vinter, vintrer; meter, metre): their -tr loses its r.

What the two write differently inside a word (skule, skole; moglegheit, mulighet), and older Bokmål (frem, sne), is in a table
(``_variants.py``).

On norquad-no this changes nothing (MRR@10 .8675 instead of .8663, words alone): it is for finding pages by any form of a word.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._snowball import snowball

_snowball = snowball("norwegian")
_NOT_AGENTS = ("stern", "intern", "modern", "stjern", "hjern", "kjern", "fjern", "gjern", "lantern", "kasern", "tavern", "kvern", "jern")
"""Stems whose -ern belongs to them: eksterne, interne, moderne, stjerne, hjerne, kjerne, fjerne..."""
_SHORTEST_TR = 4
"""Letters of the shortest stem whose -tr loses its r: metr, but not ytr (outer)."""


def stem(exact: str) -> str:
    """Base form of a word: lærer, læreren, lærere, lærerne -> lær."""
    stemmed = _snowball(exact)
    if stemmed == exact:
        return exact
    if stemmed.endswith("ern") and not stemmed.endswith(_NOT_AGENTS):  # lærerne: Snowball takes only the last e off
        stemmed = stemmed[:-1]
    if stemmed.endswith(("er", "ar")):
        stemmed = _snowball(stemmed)
    return stemmed[:-1] if stemmed.endswith("tr") and len(stemmed) >= _SHORTEST_TR else stemmed


LANGUAGE = row("no", "Latn", stem, dictionary="no", respelt=True)
