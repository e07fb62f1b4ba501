"""The contract of a language: how its text is segmented and which forms each word has.

A language is one file in ``search/languages/`` and one row in its table. It knows neither other languages nor engines.
Segmentation works on a :class:`search.text.unicode.Line`-normalised string and loses nothing: what lies between two segments holds no
letter and no digit. Forms are a pure function of the word (and its lemma), so they are computed once per distinct word and cached.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple, Protocol, runtime_checkable

from search.model import Span


class Segment(NamedTuple):
    """One word of a normalised string."""

    start: int
    end: int
    """Half open, code points of the NORMALISED string (``search/text/`` maps them back to the original)."""
    lemma: str | None = None
    """Dictionary form if the segmenter gives one (MeCab); else None."""


class Cut(NamedTuple):
    """The words of a normalised string as columns: what :meth:`Language.segment` says, for whole documents."""

    surfaces: list[str]
    starts: list[int]
    ends: list[int]
    lemmas: list[str | None] | None
    """None where the language has none at all."""

    def segments(self) -> list[Segment]:
        """One :class:`Segment` per word."""
        lemmas = itertools.repeat(None) if self.lemmas is None else self.lemmas
        return list(map(Segment, self.starts, self.ends, lemmas))


class Forms(NamedTuple):
    """All forms of one word, ready for the index. No White_Space, no control characters; each at most 255 code points."""

    exact: tuple[str, ...]
    """The word itself (width, case, composition, digits, tashkeel, tatweel, tone placement made one). Usually one entry;
    several only for a word longer than 255 code points, which is looked up as a phrase of its pieces."""
    fold: tuple[str, ...]
    """Marks removed: the main folded form first (equal to ``exact[0]`` if the word carries none), then other usual spellings without
    the mark (gronn, groenn)."""
    word: tuple[str, ...]
    """Base forms WITHOUT the language prefix (stem, lemma). Empty where the language has no inflection to undo."""
    function: bool
    """A function word of this language."""
    grams: tuple[str, ...]
    """Sub-words for the ``gram`` field."""


@runtime_checkable
class Language(Protocol):
    @property
    def code(self) -> str:
        """Our code: ISO 639-1 where there is one; ``no`` for Bokmål and Nynorsk; ``und`` for the rest."""
        ...

    @property
    def scripts(self) -> frozenset[str]:
        """ISO 15924 codes of the scripts it is written in (``Latn``, ``Arab``, ``Hani``...). A query leaf is analysed under this language
        if its letters are of these scripts only. ``und`` lists none and takes all."""
        ...

    @property
    def function_words(self) -> frozenset[str]:
        """Its function words in their exact form, as far as a list names them (``forms`` may know more)."""
        ...

    def segment(self, text: str) -> list[Segment]:
        """The words of a normalised line, in order, not overlapping."""
        ...

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The same words as columns. ``passages``: where ``text`` is several passages with a newline between two, ``(start, end)`` of each;
        the words are then those of each passage by itself."""
        ...

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one segmented word (``surface`` is a slice of the normalised line)."""
        ...
