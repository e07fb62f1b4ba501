"""Portuguese: the exact form moves the tone of o+a, o+e, u+y to the second vowel (for Vietnamese), and Snowball does not know naçoẽs."""

from __future__ import annotations

from search.languages._base import row
from search.languages._snowball import snowball
from search.text.word import exact_form


def spellings(surface: str) -> tuple[str, ...]:
    """The word as Portuguese writes it: nações."""
    return (exact_form(surface).replace("oẽ", "õe"),)


LANGUAGE = row("pt", "Latn", snowball("portuguese"), spellings=spellings, dictionary="pt", strong=True)
