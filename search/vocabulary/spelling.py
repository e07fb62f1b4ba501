"""What a misspelt word may have been meant to be: words of the index one or two edits away.

Script-aware. Marks are no edits: what differs in marks only (one Vietnamese tone, a hamza seat) is a matter of other rungs. A word typed
without marks is compared without them; in one typed with marks, a letter is never taken for itself with another mark. Words with digits
are never corrected, nor words of text without spaces, except long ones in Katakana or Hangul.

Limits as in Lucene's and Elasticsearch's ``fuzziness: AUTO`` but later (5 and 9 letters instead of 3 and 6): a short word has too many
neighbours that are words of their own.
"""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass

from search import rank
from search.text.word import fold_forms
from search.vocabulary.words import Vocabulary, is_fit

SHORTEST = 3
"""Letters of the shortest word that is corrected where its neighbours in the query say what was meant: most Vietnamese ones (Hà Nộl)."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word of the index that may have been meant. ``edits`` >= 1; ``frequency``: documents that hold it."""

    word: str
    edits: int
    frequency: int

    def weight(self, most_frequent: int) -> float:
        """Weight of the form in a leaf: less for two edits and for words rarer than the most frequent correction."""
        share = (1.0 + math.log(self.frequency)) / (1.0 + math.log(most_frequent))
        return rank.WEIGHT_TYPO / self.edits * share


def corrections(vocabulary: Vocabulary, word: str, held: int) -> tuple[Correction, ...]:
    """Corrections of a word in its exact form, best first, at most ``rank.TYPO_FORMS``.

    ``held``: documents that hold the word in any strict form. One that the index knows is only taken for a misspelling of a word that is
    far more frequent.
    """
    most = _edits_allowed(word)
    if not most:
        return ()
    folded = fold_forms(word)[0]
    near = vocabulary.near(folded, most, same_first=len(word) < rank.TYPO_LONG, least=max(1, rank.TYPO_RATIO * held))
    if folded != word:
        near = [(other, edits, count) for other, _, count in near if (edits := marked_edits(word, other, most)) <= most]
    best = sorted(near, key=lambda entry: (entry[1], -entry[2], entry[0]))[: rank.TYPO_FORMS]
    return tuple(Correction(*entry) for entry in best)


def other_marks(vocabulary: Vocabulary, word: str) -> tuple[Correction, ...]:
    """Words that a marked word, in its exact form, differs from in marks only (traduçao, tradução), the most frequent first."""
    folded = fold_forms(word)[0]
    near = vocabulary.near(folded, 0, same_first=True) if folded != word and is_fit(word) else []
    alike = [Correction(other, 1, count) for other, _, count in near if other not in (word, folded)]
    return tuple(sorted(alike, key=lambda each: (-each.frequency, each.word)))[: rank.TYPO_FORMS]


def candidates(vocabulary: Vocabulary, word: str, *, short: bool) -> tuple[Correction, ...]:
    """Words near one in its exact form, the nearest first, then the most frequent: any number of them, however rare, and a letter may have
    another mark besides (nghẹp -> nghiệp). Too many to be taken for what was meant without more evidence. ``short``: of a word of
    ``SHORTEST`` letters, too."""
    most = _edits_allowed(word) or int(short and len(word) >= SHORTEST and is_fit(word))
    near = vocabulary.near(fold_forms(word)[0], most, same_first=len(word) < rank.TYPO_LONG) if most else []
    return tuple(Correction(*entry) for entry in sorted(near, key=lambda entry: (entry[1], -entry[2], entry[0])))


def _edits_allowed(word: str) -> int:
    if not is_fit(word):
        return 0
    return 2 if len(word) >= rank.TYPO_LONG else 1 if len(word) >= rank.TYPO_SHORTEST else 0


def marked_edits(word: str, other: str, most: int) -> int:
    """Edits between two words when no letter may be exchanged for itself with other marks; ``most + 1`` if there are more.

    Optimal string alignment, as in :mod:`search.vocabulary.words`.
    """
    far = most + 1
    if abs(len(word) - len(other)) > most:
        return far
    older: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(word, start=1):
        row = [i]
        for j, instead in enumerate(other, start=1):
            cost = 0 if letter == instead else far if _letter(letter) == _letter(instead) else 1
            best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
            if i > 1 and j > 1 and letter == other[j - 2] and word[i - 2] == instead and letter != instead:
                best = min(best, older[j - 2] + 1)
            row.append(best)
        older, last = last, row
    return min(last[-1], far)


@functools.lru_cache(maxsize=5_000)
def _letter(character: str) -> str:
    return fold_forms(character)[0]
