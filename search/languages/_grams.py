"""Sub-words: the 4-grams inside one word, with its edges marked (``grønn`` -> ``_grø grøn rønn ønn_``).

They let a word be found by another form of itself when no stemmer unites the two (compounds, clitics, endings, misspellings). They only add
score to documents that match some word anyway. Four letters with edge marks were the best of the sizes tried in ar, de, no, ru and tr.

Source: McNamee & Mayfield 2004, "Character N-Gram Tokenization for European Language Text Retrieval".
"""

from __future__ import annotations

from search.text import NO_SPACE

SIZE = 4
SHORTEST = 4
"""A shorter word has no sub-words: its only gram would be the word."""
LONGEST = 64
"""A longer "word" is an address, a key or text that lost its spaces; its grams would be noise."""
EDGE = "_"


def grams(form: str) -> tuple[str, ...]:
    """The distinct 4-grams of a normalised word, in order. Empty for words of under 4 or over 64 letters, with digits or other signs than
    letters and marks, or of a script without spaces (its runs of characters are indexed instead)."""
    if not SHORTEST <= len(form) <= LONGEST or any(map(str.isdecimal, form)) or NO_SPACE.search(form):
        return ()
    marked = f"{EDGE}{form}{EDGE}"
    return tuple(dict.fromkeys(marked[at:at + SIZE] for at in range(len(marked) - SIZE + 1)))
