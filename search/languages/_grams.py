"""Sub-words: the 4-grams inside one word without its marks, its edges marked (``grønn`` -> ``_gro gron ronn onn_``).

They let a word be found by another form of itself when no stemmer unites the two (compounds, clitics, endings, misspellings). They only add
score to documents that match some word anyway. Four letters with edge marks were the best of the sizes tried in ar, de, no, ru and tr.

Marks are taken off because they change where words change (Haus, Häuser; άνθρωπος, ανθρώπου): MRR@10 of words + 0.5 sub-words, first 1,000
questions, with and without marks: xquad-el .9425 -> .9484, es .9536 -> .9568, de .9524 -> .9533, ro .9613 -> .9623, no, tr, hi the same.

Three letters for Hebrew, whose words are short, gained .022 and .016 in the two draws of sentences on which that was seen, .001 in three
others (817 sentences that ask for their paragraph: .5032 -> .5041): not certain.

They depend on the word alone, not on its language, so that a word of the query meets the same sub-words whatever each document is labelled.

Source: McNamee & Mayfield 2004, "Character N-Gram Tokenization for European Language Text Retrieval".
"""

from __future__ import annotations

import functools

from search.text.unicode import NO_SPACE
from search.text.word import fold_forms

SIZE = 4
SHORTEST = 4
"""A shorter word has no sub-words: its only gram would be the word."""
LONGEST = 64
"""A longer "word" is an address, a key or text that lost its spaces; its grams would be noise."""
EDGE = "_"
_PLACES = tuple(tuple(slice(at, at + SIZE) for at in range(letters + 2 - SIZE + 1)) for letters in range(LONGEST + 1))
"""Where the grams of a word of so many letters are: made once, not for every word."""


@functools.lru_cache(maxsize=1_000)
def grams(exact: str) -> tuple[str, ...]:
    """The distinct 4-grams of a word in its exact form, in order.

    Empty for words of under 4 or over 64 letters, with digits, or of a script without spaces (its runs of characters are indexed instead).
    """
    form = exact if exact.isascii() or len(exact) > LONGEST else fold_forms(exact)[0]
    if not SHORTEST <= len(form) <= LONGEST or (not form.isalpha() and any(map(str.isdecimal, form))):
        return ()
    if not form.isascii() and NO_SPACE.search(form):
        return ()
    marked = f"{EDGE}{form}{EDGE}"
    return tuple(dict.fromkeys(map(marked.__getitem__, _PLACES[len(form)])))
