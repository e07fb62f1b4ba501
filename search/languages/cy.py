"""Welsh: the first letter of a word changes with the word before it (tad, dy dad, fy nhad, ei thad), and plurals have endings.

A changed letter does not say which one it was (b may be b or p), so a word keeps all readings that the rules allow, as a Hebrew word does
with its particles: *dad* is of dad or tad, and meets tad. Plurals that change the vowel (bardd, beirdd) are not undone.

The table of mutations is written from general knowledge (to check it: King, "Modern Welsh: A Comprehensive Grammar"); not measured, for
want of text.
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._light import light
from search.text.word import exact_form

_MUTATIONS = (
    # Nasal (not of b and d: m and n begin too many words of their own) and aspirate.
    ("ngh", "c"), ("mh", "p"), ("nh", "t"), ("ph", "p"), ("th", "t"), ("ch", "c"), ("ng", "g"),
    # Soft.
    ("dd", "d"), ("f", "b m"), ("b", "p"), ("d", "t"), ("g", "c"), ("l", "ll gl"), ("r", "rh gr"), ("w", "gw"), ("o", "go"),
)
"""What a word begins with, and what it may begin with in a dictionary; the longer first."""
_NO_MUTATION = ("ll", "rh", "ff")
_endings = light("au iau oedd ion iaid", 3)


def spellings(surface: str) -> tuple[str, ...]:
    """The word, and what it may be a mutation of."""
    word = exact_form(surface)
    if len(word) < 3 or word.startswith(_NO_MUTATION):
        return (word,)
    for changed, radicals in _MUTATIONS:
        if word.startswith(changed):
            return (word, *(radical + word[len(changed):] for radical in radicals.split()))
    return (word,)


LANGUAGE = row("cy", "Latn", _endings, spellings=spellings)
