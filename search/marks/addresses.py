"""Where the words of a query stand in a document's own URL or file name, which is no part of its text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from search.analysis.forms import address_words
from search.model import Span
from search.plan.targets import LeafTarget
from search.text.unicode import Normalised, normalise

Word = tuple[int, int, str]
"""``(start, end, exact form)``, code points of the normalised URL."""


def places(url: str | None, target: LeafTarget) -> tuple[Span, ...]:
    """Where a leaf stands in a URL: all its words or, of a chunk such as ``green-tea``, the chunk. Empty: it is not there.

    Code points of the URL as it was given, ordered.
    """
    if not url or target.title or not target.address or not _may_hold(url, target):
        return ()
    normalised, words, forms = _words(url)
    found = _reading(words, forms, target) or _phrase(words, target)
    return tuple(sorted({normalised.span(start, end) for start, end in found}))


def _may_hold(url: str, target: LeafTarget) -> bool:
    """False where a look at the letters says that no word of a leaf is in a URL, as in most. Of ASCII a word's exact form is itself."""
    if not url.isascii():
        return True
    letters = url.lower()
    wanted = [pieces[0] for reading in target.readings for word in reading for pieces in word.exact]
    return any(form in letters for form in (*wanted, *(phrase.words[0][0] for phrase in (*target.phrases, *target.files))))


@lru_cache(maxsize=1_000)
def _words(url: str) -> tuple[Normalised, tuple[Word, ...], frozenset[tuple[str, ...]]]:
    """The words of a URL and, as targets have them, their exact forms. Kept, because every leaf of a query that a document does not hold
    asks for them."""
    normalised = normalise(url)
    words = tuple(address_words(normalised.text))
    return normalised, words, frozenset((form,) for *_, form in words)


def _reading(words: Sequence[Word], forms: frozenset[tuple[str, ...]], target: LeafTarget) -> list[Span]:
    """All words of the first reading whose words are all there, wherever they stand."""
    for reading in target.readings:
        if reading and not any(wanted.exact.isdisjoint(forms) for wanted in reading):
            return [(start, end) for wanted in reading for start, end, form in words if (form,) in wanted.exact]
    return []


def _phrase(words: Sequence[Word], target: LeafTarget) -> list[Span]:
    """The first phrase that stands there, with what is between its words."""
    forms = [form for *_, form in words]
    for phrase in (*target.phrases, *target.files):
        wanted = [piece for pieces in phrase.words for piece in pieces]
        for at in range(len(forms) - len(wanted) + 1):
            if wanted and forms[at : at + len(wanted)] == wanted:
                return [(words[at][0], words[at + len(wanted) - 1][1])]
    return []
