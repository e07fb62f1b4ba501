"""Portuguese: the exact form moves the tone of o+a, o+e, u+y to the second vowel (for Vietnamese), and Snowball does not know naçoẽs.

Words that Portugal and Brazil spell in two ways, or did before the agreement of 1990, are those of ``_variants.py``.
"""

from __future__ import annotations

from search.languages._base import row, with_variants
from search.languages._snowball import snowball

_exact = with_variants("pt")


def spellings(surface: str) -> tuple[str, ...]:
    """The word as Portuguese writes it, then in its standard spelling: ``nações``; ``acções, ações``."""
    return tuple([spelling.replace("oẽ", "õe") for spelling in _exact(surface)])


LANGUAGE = row("pt", "Latn", snowball("portuguese"), spellings=spellings, dictionary="pt", strong=True)
