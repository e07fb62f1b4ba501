"""Romance articles, pronouns and prepositions that are written to a word with an apostrophe: *l'home, d'aigua; jusqu'ici; dell'acqua*.

Catalan's stemmer takes none of them off, those of French and Italian some; and what reads whole words (``_variants.py``, ``_irregular.py``)
must see it without them. Written from general knowledge of the grammars, 2026-11-23.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from search.text.word import exact_form

_BEFORE = {
    "ca": "[dlmnst]|qu",
    "fr": "[cdjlmnst]|(?:jus|lors|puis|quoi)?qu",
    "it": "(?:de|a|da|ne|su|co|que|be)?ll|(?:de|a|da|ne|su)?gl|[cdlmnstv]|(?:alc|ciasc|ness|qualc)?un|quest|tutt|sant|anch|com|dov",
}


def without_elided(code: str) -> Callable[[str], tuple[str, ...]]:
    """Surface -> its exact form without what was elided before it, in a language that does so."""
    before = re.compile(f"^(?:{_BEFORE[code]})'(?=.)")

    def spellings(surface: str) -> tuple[str, ...]:
        exact = exact_form(surface)
        return (before.sub("", exact),) if "'" in exact else (exact,)

    return spellings
