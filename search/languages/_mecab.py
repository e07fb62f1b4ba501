"""Words by MeCab for the scripts of one language; everything else in the line by ICU, so that a Latin word is found under every language.

MeCab sees whole lines, because a word's neighbours decide where it ends; what it says about other scripts is not used. Languages differ in
their dictionary and in what they make of its answer (:data:`Read`, :data:`Bases`). Words of a user's own lists (``search/wordlists.py``)
are added to the dictionary.

The contract makes forms a function of the word and its lemma alone, but whether a word is a function word is known only to MeCab (で may be
a particle or a part of 出る). The segment's lemma therefore carries it: it ends with :data:`FUNCTION`.
"""

from __future__ import annotations

import itertools
import re
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import add, itemgetter
from pathlib import Path
from typing import NamedTuple

import fugashi

from search.language import Cut, Forms, Segment
from search.languages._base import plain_forms
from search.languages._grams import grams
from search.languages._spellings import Spellings
from search.languages._whole import Noun, user_dictionary
from search.model import Span
from search.text.word import exact_form, icu_columns, spaced_columns
from search.wordlists import WholeWords, current

FUNCTION = "\t助"
"""Ends the lemma of a segment that MeCab calls a function word."""
ALONE = "\t独"
"""Ends the lemma of a segment that is a word only where none of its own kind is written to it (:data:`Kind`)."""

Piece = tuple[int, int, str | None]
"""``(start, end, lemma)``, offsets in the word or the line."""
Read = Callable[[str, list[str]], tuple[Piece, ...]]
"""Surface and the dictionary's features -> the segments that the word is made of, end to end. Pure: answers are kept."""
Bases = Callable[[str, str], tuple[str, ...]]
"""Exact form and lemma (empty if there is none) -> base forms."""

Kind = re.Pattern[str]
"""Characters of which a run is one word, known or not: katakana. MeCab cuts an unknown one where it finds known ones (バクニン: 貘, 人)."""

_LONGEST = 1_000
"""Characters given to MeCab at once. Its time grows with the square of a run of katakana, and a sentence is shorter."""
_SHORT = 200
"""Characters of a chunk whose words are remembered."""
_MOST_KEPT = 10_000
"""Such chunks, some 10 MB; begun anew when full."""
_GOOD_CUT = re.compile(r"[。！？!?」』)\s、・,]")
_SEPARATORS = re.compile("[\n\t\r\0]")
"""MeCab ends at NUL, and our output formats separate by newlines and tabs."""
_WORTH_A_LOOK = re.compile(r"[^\W_]|[+#&]")
"""A letter, or a sign that belongs to the word before it (日本&東京)."""


class _Word(NamedTuple):
    """One line of MeCab's output. Lines repeat as words do, so each distinct one is read once."""

    length: int
    """Code points with the spaces before it."""
    spaces: int
    surface: str
    lemma: str | None
    kind: int
    pieces: tuple[Piece, ...]
    """Of a word of several segments; empty for all others."""
    alone: bool
    """Whether its lemma holds only where no neighbour is of its kind."""


_LENGTH, _SPACES, _SURFACE, _LEMMA, _KIND, _ALONE = map(itemgetter, (0, 1, 2, 3, 4, 6))
_FOREIGN, _SINGLE, _SEVERAL, _MIXED = range(4)
"""A word of another script; one segment of the language's own; several; of both scripts."""


class _Lines(dict[str, _Word]):
    """Line of MeCab's output -> what it says. Bounded: begun anew when full."""

    MOST = 100_000

    def __init__(self, own: str, read: Read) -> None:
        self._own = re.compile(f"[{own}]+")
        self._read = read

    def __missing__(self, line: str) -> _Word:
        written, *features = line.split("\t")
        surface = written.lstrip(" ")
        pieces: tuple[Piece, ...] = ()
        if self._own.fullmatch(surface):
            pieces = self._read(surface, features)
            kind = _SINGLE if len(pieces) == 1 else _SEVERAL
        else:
            kind = _MIXED if self._own.search(surface) else _FOREIGN
        lemma = pieces[0][2] if kind == _SINGLE else None
        alone = lemma is not None and lemma.endswith(ALONE)
        lemma = lemma.removesuffix(ALONE) if lemma is not None else None
        word = _Word(len(written), len(written) - len(surface), surface, lemma, kind, pieces if kind == _SEVERAL else (), alone)
        if len(self) >= self.MOST:
            self.clear()
        self[line] = word
        return word


class MecabSegmenter:
    """Cuts a line. One per language and process: its dictionary is mapped once, when the first text of the language is met."""

    def __init__(self, code: str, own: str, dictionary: Path, noun: Noun, read: Read, one_kind: Kind | None = None) -> None:
        """``own``: the language's scripts as the inside of a character class. ``dictionary``: its folder; ``noun``: what a word of a user's
        list is to it. ``data/<code>.rc`` is our output format: the surface with the spaces before it, then what ``read`` wants, by tabs.
        ``one_kind``: what :data:`ALONE` is about."""
        self._code = code
        self.own = re.compile(f"[{own}]+")
        self._other = re.compile(f"[^{own}]+")
        self._not_own = re.compile(f"(?![{own}])[^\\W_]|[+#&]")
        self._dictionary = dictionary
        self._noun = noun
        self._taggers: dict[str, fugashi.GenericTagger] = {}
        """By digest of the user's words; empty without any."""
        self._one_kind = one_kind
        self._lines = _Lines(own, read)
        self._kept: dict[tuple[str, str], Sequence[_Word]] = {}
        """What MeCab said of short chunks, by digest of the user's words: the pages of a site repeat their lines."""
        self._lock = threading.Lock()
        """MeCab's tagger keeps the sentence it works on. Two threads on one gain nothing anyway (fugashi holds the interpreter lock)."""

    def _tagger(self, whole: WholeWords | None) -> fugashi.GenericTagger:
        """The tagger that knows these words, too. Under the lock."""
        digest = whole.digest if whole is not None else ""
        if digest not in self._taggers:
            rules = Path(__file__).parent / "data" / f"{self._code}.rc"
            arguments = f'-r "{rules}" -d "{self._dictionary}"'
            if whole is None:
                self._taggers[digest] = fugashi.GenericTagger(arguments)
            else:
                with user_dictionary(whole.words, self._noun, self._dictionary) as compiled:
                    self._taggers[digest] = fugashi.GenericTagger(f'{arguments} -u "{compiled}"')
        return self._taggers[digest]

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The words of a normalised line as columns; ``passages``: see :meth:`search.language.Language.cut`."""
        if not self.own.search(text):
            return Cut(*spaced_columns(text), None)
        surfaces, starts, ends, lemmas = self._own_words(text, ((0, len(text)),) if passages is None else passages)
        if self._not_own.search(text):
            others = list(self._other_words(text))
            starts += [start for start, _ in others]
            ends += [end for _, end in others]
            surfaces += [text[start:end] for start, end in others]
            lemmas += itertools.repeat(None, len(others))
            if others:
                order = sorted(range(len(starts)), key=starts.__getitem__)
                surfaces, starts = list(map(surfaces.__getitem__, order)), list(map(starts.__getitem__, order))
                ends, lemmas = list(map(ends.__getitem__, order)), list(map(lemmas.__getitem__, order))
        return Cut(surfaces, starts, ends, lemmas if starts else None)

    def _own_words(self, text: str, passages: Sequence[Span]) -> tuple[list[str], list[int], list[int], list[str | None]]:
        """MeCab's words, cut where the language's scripts end: words, starts, ends, lemmas. A piece of a word has no lemma. Nothing may be
        lost."""
        starts, ends, words, whole = self._tagged(text, passages)
        kinds = list(map(_KIND, words))
        if whole and _SEVERAL not in kinds and _MIXED not in kinds:
            own = list(compress(words, kinds))
            return list(map(_SURFACE, own)), list(compress(starts, kinds)), list(compress(ends, kinds)), list(map(_LEMMA, own))
        rows: list[Piece] = []
        done = 0
        for start, end, word in zip(starts, ends, words, strict=True):
            if start > done:
                rows += self._missed(text, done, start)
            if word.kind == _SINGLE:
                rows.append((start, end, word.lemma))
            elif word.kind == _SEVERAL:
                rows += [(start + first, start + last, lemma) for first, last, lemma in word.pieces]
            else:
                rows += self._missed(text, start, end)
            done = end
        rows += self._missed(text, done, len(text))
        return (
            [text[start:end] for start, end, _ in rows],
            [start for start, _, _ in rows],
            [end for _, end, _ in rows],
            [lemma for _, _, lemma in rows],
        )

    def _tagged(self, text: str, passages: Sequence[Span]) -> tuple[list[int], list[int], list[_Word], bool]:
        """MeCab's words of a line: where each starts, where it ends, the word; and whether nothing but spaces lies between them."""
        user_words = current().whole.get(self._code)
        digest = user_words.digest if user_words is not None else ""
        with self._lock:
            parse = self._tagger(user_words).parse
        whole = True
        starts: list[int] = []
        ends: list[int] = []
        words: list[_Word] = []
        for first, last in _chunks(text, passages):
            if self.own.search(text, first, last) is None:
                continue
            given = _SEPARATORS.sub(" ", text[first:last])
            found = self._kept.get((digest, given))
            if found is None:
                with self._lock:
                    output: str = parse(given)
                found = self._settled(list(map(self._lines.__getitem__, output.split("\n"))))
                if len(given) <= _SHORT:
                    if len(self._kept) >= _MOST_KEPT:
                        self._kept.clear()
                    self._kept[digest, given] = found
            places = list(accumulate(map(_LENGTH, found), initial=first))
            if "".join(map(_SURFACE, found)) == given.replace(" ", "") and places[-1] <= last:
                starts += map(add, places, map(_SPACES, found))
                ends += places[1:]
                words += found
                continue
            whole = False
            at = first  # what MeCab gave back is not what it was given: each word is looked for
            for word in found:
                place = text.find(word.surface, at, last) if word.surface else -1
                if place >= 0:
                    at = place + len(word.surface)
                    starts.append(place)
                    ends.append(at)
                    words.append(word)
        return starts, ends, words, whole

    def _settled(self, words: list[_Word]) -> list[_Word]:
        """The words, without a lemma where it holds only for one that stands alone."""
        if self._one_kind is None or not any(map(_ALONE, words)):
            return words
        same = self._one_kind.fullmatch
        return [
            word._replace(lemma=None)
            if word.alone
            and ((at and not word.spaces and same(words[at - 1].surface[-1:]))
                 or (at + 1 < len(words) and not words[at + 1].spaces and same(words[at + 1].surface[:1])))
            else word
            for at, word in enumerate(words)
        ]

    def _missed(self, text: str, start: int, end: int) -> list[Piece]:
        """The runs of the language's scripts in a stretch of other things: pieces of a word, or what MeCab did not give back."""
        return [(*found.span(), None) for found in self.own.finditer(text, start, end)]

    def _other_words(self, text: str) -> Iterator[Span]:
        """The words between runs of the language's scripts, cut as in every other language.

        ICU sees one character more on either side: whether ``+`` and ``&`` belong to a word depends on what follows (C++, C+言語).
        """
        gaps = [gap.span() for gap in self._other.finditer(text) if _WORTH_A_LOOK.search(text, *gap.span())]
        given = [text[max(0, first - 1) : last + 1] for first, last in gaps]
        words = deque(zip(*icu_columns("\n".join(given))[1:], strict=True))  # all at once: no word goes beyond its line
        at = 0
        for (first, last), part in zip(gaps, given, strict=True):
            moved, at = max(0, first - 1) - at, at + len(part) + 1
            while words and words[0][0] < at:
                start, end = words.popleft()
                if first <= start + moved < last:
                    yield start + moved, min(end + moved, last)


def _chunks(text: str, passages: Sequence[Span]) -> Iterable[Span]:
    """Stretches of at most ``_LONGEST`` characters of one passage, cut behind punctuation where there is any."""
    for start, last in passages:
        while last - start > _LONGEST:
            cuts = [found.end() for found in _GOOD_CUT.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
            end = cuts[-1] if cuts else start + _LONGEST
            yield start, end
            start = end
        if start < last:
            yield start, last


@dataclass(frozen=True)
class MecabLanguage:
    """A language of MeCab's words and its dictionary's base forms."""

    code: str
    scripts: frozenset[str]
    segmenter: MecabSegmenter
    bases: Bases
    function_words: frozenset[str]
    """Those that are not known by their part of speech."""
    spellings: Spellings | None = None
    """Of words that the dictionary spells otherwise."""

    def segment(self, text: str) -> list[Segment]:
        """The words of a normalised line, in order, not overlapping."""
        return self.cut(text).segments()

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The same words as columns."""
        return self.segmenter.cut(text, passages) if self.spellings is None else self.spellings.cut(text, passages, self.segmenter.cut)

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one segmented word; ``lemma`` as :meth:`segment` gives it."""
        exact = exact_form(surface)
        if not self.segmenter.own.search(exact):
            return plain_forms(exact, (), False, grams(exact))
        form, mark, _ = (lemma or "").partition(FUNCTION)
        return plain_forms(exact, self.bases(exact, form), bool(mark), ())
