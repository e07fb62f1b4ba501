"""Collects what the passages of one document say: the tokens of every field and the forward index.

Passages that follow each other, are of one language and of one kind of zone are cut into words together and taken apart again: most are a
line of a few words, and what is done once per passage costs more than what is done per word.
"""

from __future__ import annotations

import itertools
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from operator import attrgetter

import numpy as np

from search.analysis.cutting import Source, emoji_of, readings_of, words_of
from search.analysis.forms import Reading, WordForms, address_words, forms_of, word_forms
from search.engine import BREAK, JoinedTokens
from search.languages import language
from search.model import Span
from search.store.payload import Passage, Tokens
from search.store.rows import Row, row_line
from search.text.hyphens import in_one, signed
from search.text.unicode import NO_SPACE, Normalised, normalise
from search.text.units import bigrams, running_units
from search.text.word import exact_form, fold_forms

_EXACT, _FOLD, _OTHER_FOLDS = attrgetter("exact"), attrgetter("fold"), attrgetter("other_folds")
_WORD, _GRAM, _LINE, _MARKED = attrgetter("word"), attrgetter("gram"), attrgetter("line"), attrgetter("marked")

SPILL = 100_000
"""Tokens of a field that are kept one by one."""


class Collector:
    """The fields and the forward index of one document, in the making."""

    def __init__(self) -> None:
        self.fields: dict[str, list[str]] = defaultdict(list)
        """Per field: tokens, or several tokens joined with spaces. None is empty."""
        self.lines: list[str] = []
        """The rows as they are stored."""
        self.passages: list[Passage] = []
        self.words: Counter[str] = Counter()
        """Language -> words of its passages."""
        self.marked: Counter[str] = Counter()
        """Language -> those of them that carry marks."""
        self._number_of: dict[WordForms | str, int] = {}
        """Word, or line of one, -> its row."""
        self._full: dict[str, list[str]] = defaultdict(list)
        """What was in ``fields`` before it grew long, joined."""
        self._row, self._start, self._end = array("i"), array("i"), array("i")
        self._shifts: list[tuple[int, int]] = []
        """``(number of tokens, base)``: offsets of these tokens are counted from there."""

    def tokens(self) -> Tokens:
        start, end = np.array(self._start, dtype=np.int32), np.array(self._end, dtype=np.int32)
        counts, bases = np.array(self._shifts, dtype=np.int32).reshape(-1, 2).T
        return Tokens(np.array(self._row, dtype=np.int32), start + np.repeat(bases, counts), end - start)

    def joined(self) -> dict[str, JoinedTokens]:
        chunks = ((name, [*self._full.get(name, ()), *tokens]) for name, tokens in self.fields.items())
        return {name: JoinedTokens(" ".join(each)) for name, each in chunks if each}

    def _spill(self) -> None:
        """A string takes less memory than its tokens: in a large document they are joined as they come."""
        for name, tokens in self.fields.items():
            if len(tokens) > SPILL:
                self._full[name].append(" ".join(tokens))
                tokens.clear()

    # Passages

    def add(self, source: Source, spans: Sequence[Span], lang: str, zone: str) -> None:
        """Analyse passages of one language and zone, with no URL in them, and between two of them nothing but white space and a newline."""
        text = source.normalised(spans[0][0], spans[-1][1])
        words, starts, ends = words_of(lang, text.text, text.places(spans))
        original_starts, original_ends = text.columns(starts, ends)
        borders = [*(bisect_left(original_starts, start - text.base) for start, _ in spans), len(words)]
        aside = _aside(zone)
        self._add_running(text.text, aside)
        self._add_plain(words, borders, aside, lang)
        readings = deque(readings_of(text, words, starts, ends))
        exact, marked = list(map(_EXACT, words)), list(map(_MARKED, words))
        self._count(lang, marked)
        numbers = self._numbers(words)
        into = self.fields["exact" + aside] if words else []
        first, done = len(self._row), 0
        for (start, end), a, b in zip(spans, borders, borders[1:], strict=False):
            self.passages.append(Passage(start, end, lang, zone, "text", first + a, first + b))
            if a < b:
                into += exact[a:b]
                into.append(BREAK)
                if True in marked[a:b]:
                    self._add_folded(words[a:b], aside)
            if readings and readings[0][0] < b:
                self._add_tokens(numbers[done:b], original_starts[done:b], original_ends[done:b], text.base)
                while readings and readings[0][0] < b:
                    self._add_reading(*readings.popleft()[1:], aside, lang, zone)
                first, done = len(self._row) - b, b
        self._add_tokens(numbers[done:], original_starts[done:], original_ends[done:], text.base)
        for reading in emoji_of(text):
            self._add_reading(*reading, aside, lang, zone)
        self._add_in_one(text, aside, lang, zone)
        self._spill()

    def add_in_pieces(self, source: Source, start: int, end: int, lang: str, zone: str) -> None:
        """Analyse one passage of any length that may hold URLs, whose words go to ``address``."""
        aside, first = _aside(zone), len(self._row)
        found: list[WordForms] = []
        readings: list[tuple[Reading, list[Span]]] = []
        pieces: list[Normalised] = []
        for text, is_url in source.pieces(start, end):
            if is_url:
                self._add_address(text)
                continue
            words, starts, ends = words_of(lang, text.text, ((0, len(text.text)),))
            self._add_tokens(self._numbers(words), *text.columns(starts, ends), text.base)
            self._add_running(text.text, aside)
            found += words
            readings += [reading[1:] for reading in readings_of(text, words, starts, ends)] + emoji_of(text)
            pieces.append(text)
        self.passages.append(Passage(start, end, lang, zone, "text", first, len(self._row)))
        if found:
            self._add_plain(found, (0, len(found)), aside, lang)
            self.fields["exact" + aside] += (*map(_EXACT, found), BREAK)
            marked = list(map(_MARKED, found))
            self._count(lang, marked)
            if True in marked:
                self._add_folded(found, aside)
        for reading in readings:
            self._add_reading(*reading, aside, lang, zone)
        for text in pieces:
            self._add_in_one(text, aside, lang, zone)
        self._spill()

    def _count(self, lang: str, marked: Sequence[bool]) -> None:
        self.words[lang] += len(marked)
        self.marked[lang] += sum(marked)

    # Fields

    def _add_folded(self, words: Sequence[WordForms], aside: str) -> None:
        """The words of one passage without their marks, where their order counts."""
        fold = self.fields["fold" + aside]
        fold += map(_FOLD, words)
        fold.append(BREAK)
        fold += filter(None, map(_OTHER_FOLDS, words))

    def _add_plain(self, words: Sequence[WordForms], borders: Sequence[int], aside: str, lang: str) -> None:
        """The words where their order does not count; Vietnamese pairs of syllables stay within ``borders``."""
        self.fields["word" + aside] += filter(None, map(_WORD, words))
        if aside:
            return
        gram = self.fields["gram"]
        gram += filter(None, map(_GRAM, words))
        if lang == "vi":
            for a, b in itertools.pairwise(borders):
                gram += map("_".join, itertools.pairwise([forms.row.exact[0] for forms in words[a:b]]))

    def _add_running(self, plain: str, aside: str) -> None:
        if NO_SPACE.search(plain) is None:
            return
        chars = self.fields["chars" + aside]
        for line in plain.split("\n"):
            for units in running_units(line):
                chars += (" ".join(bigrams(units)), BREAK)

    def _add_reading(self, reading: Reading, spans: Sequence[Span], aside: str, lang: str, zone: str) -> None:
        """Another reading of one word, as a passage of its own after the passage that holds the word."""
        first = len(self._row)
        starts, ends = map(list, zip(*spans, strict=True))
        self._add_tokens(self._line_numbers(reading.lines), starts, ends, 0)
        self.passages.append(Passage(starts[0], ends[-1], lang, zone, "parts", first, len(self._row)))
        self.fields["exact" + aside] += (reading.exact, BREAK)
        if reading.fold:
            self.fields["fold" + aside] += (reading.fold, BREAK)

    def _add_in_one(self, text: Normalised, aside: str, lang: str, zone: str) -> None:
        """The base forms of what is written with hyphens, points or an apostrophe as if it were one word, so ``emails`` finds *e-mail*,
        ``nodejs`` *Node.js*, ``obrien`` *O'Brien*: a passage of its own."""
        found = [
            (forms.row, exact_form(whole.group()), text.span(*whole.span()))
            for whole in signed(text.text)
            if NO_SPACE.search(whole.group()) is None and (forms := word_forms(lang, in_one(whole.group()), None)) is not None
        ]
        found = [each for each in found if each[0].word]
        if not found:
            return
        rows, exact, spans = zip(*found, strict=True)
        starts, ends = map(list, zip(*spans, strict=True))
        first = len(self._row)
        lines = [row_line(Row((whole,), fold_forms(whole), row.word)) for row, whole in zip(rows, exact, strict=True)]
        self._add_tokens(self._line_numbers(lines), starts, ends, 0)
        self.passages.append(Passage(starts[0], ends[-1], lang, zone, "parts", first, len(self._row)))
        self.fields["word" + aside] += [" ".join(row.word) for row in rows]

    def _add_address(self, text: Normalised) -> None:
        words = address_words(text.text)
        for start, end, form in words:
            start, end = text.span(start, end)
            self._add_tokens(self._line_numbers([row_line(Row((form,), (form,), (), address=True))]), [start], [end], 0)
        self._add_address_words([form for *_, form in words])

    def _add_address_words(self, words: Sequence[str]) -> None:
        if words:
            self.fields["address"] += (*words, BREAK)

    def add_title(self, title: str, lang: str) -> None:
        """The fields that a title has besides its passage."""
        text = normalise(title)
        for forms in forms_of(lang, language(lang).cut(text.text)):
            if forms is not None:
                self.fields["title"].append(forms.exact)
                self.fields["title_word"] += forms.row.word
        for reading, _ in emoji_of(text):
            self.fields["title"] += (BREAK, reading.exact)

    def add_url(self, url: str) -> None:
        """The document's own address, or the name of its file."""
        self._add_address_words([form for *_, form in address_words(normalise(url).text)])

    # Forward index

    def _numbers(self, words: Sequence[WordForms]) -> list[int]:
        """The row of each word."""
        number_of = self._number_of
        fresh = [forms for forms in dict.fromkeys(words) if forms not in number_of]
        number_of.update(zip(fresh, itertools.count(len(self.lines))))
        self.lines += map(_LINE, fresh)
        return list(map(number_of.__getitem__, words))

    def _line_numbers(self, lines: Iterable[str]) -> list[int]:
        """The row of each line."""
        number_of = self._number_of
        for line in lines:
            if line not in number_of:
                number_of[line] = len(self.lines)
                self.lines.append(line)
        return list(map(number_of.__getitem__, lines))

    def _add_tokens(self, rows: list[int], starts: list[int], ends: list[int], base: int) -> None:
        self._row.fromlist(rows)  # twice as fast as extend
        self._start.fromlist(starts)
        self._end.fromlist(ends)
        self._shifts.append((len(starts), base))


def _aside(zone: str) -> str:
    """What the names of the fields end with."""
    return "" if zone in ("body", "title") else "_aside"
