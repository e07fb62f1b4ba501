"""Where a query's leaves stand in a document: spans of the original text, the rung that found them, and what is missing.

Computed from the stored forward index; nothing is analysed again. Every mark is justified by a leaf: a whole word, the words of a
phrase, or a run of characters snapped to grapheme borders.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from search import addresses
from search.forms import UNMARKED
from search.model import Rung, Span
from search.plan import LeafTarget, PhraseTarget, SynonymTarget, WordTarget
from search.store import ZONES, Row, StoredDocument
from search.text import Normalised, normalise, snap_to_graphemes
from search.word import LETTERS, exact_form, exact_run

RUNGS: tuple[Rung, ...] = (
    "exact",
    "part of running text",
    "base form",
    "synonym",
    "typed without marks",
    "written without marks",
    "title",
    "address",
    "compound part",
    "different marks",
    "sound",
    "typo",
)
"""Best first; the best one found is reported."""
_RANK = {rung: number for number, rung in enumerate(RUNGS)}
_TITLE = ZONES.index("title")
"""Zones after it are no body text: banner, caption, related, tail."""
_WEAK = frozenset({"different marks", "compound part", "sound", "typo"})


Places = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch. ``leaf`` is the index of the leaf that justifies it."""

    start: int
    end: int
    leaf: int
    rung: Rung
    title: bool
    """Offsets are of the title, which is not part of the text; else of the text."""
    aside: bool
    """In banner, captions, related links or tail."""


@dataclass(frozen=True, slots=True)
class LeafFound:
    """What one leaf found in a document."""

    full: bool
    """Whether the leaf is matched (weak rungs do not count)."""
    rung: Rung | None
    """The best rung; None when nothing was found."""
    form: str
    """As written in the document, at its first place on that rung; empty when nothing was found."""


@dataclass(frozen=True, slots=True)
class Found:
    marks: tuple[Mark, ...]
    leaves: tuple[LeafFound, ...]


ENOUGH = 400
"""Marks per word that a list of results looks at; a document page shows all."""


SHORT = 50_000
"""Code points. In a longer partial match a run is looked for only as it was typed, not with other punctuation between its characters."""


def find(stored: StoredDocument, targets: Sequence[LeafTarget], *, thorough: bool = False, full: bool | None = None) -> Found:
    """Look for every leaf in a stored document.

    ``thorough``: every place, not only the first ``ENOUGH`` of each word. ``full``: what the engine says of the document (None: not
    asked); it saves reading a long text for a run that cannot be there.
    """
    finder = _Finder(stored, thorough, full is not False or (len(targets) > 1 and len(stored.text) <= SHORT))
    marks: list[Mark] = []
    leaves: list[LeafFound] = []
    for number, target in enumerate(targets):
        mine, places, full = finder.leaf(number, target)
        best = min(places, key=lambda mark: (_RANK[mark.rung], mark.aside, mark.start), default=None)
        marks.extend(mine)
        found = LeafFound(full, best.rung if best else None, finder.written(best) if best else "")
        leaves.append(found if full else _in_url(stored.url, target) or found)
    return Found(tuple(sorted(marks, key=lambda mark: (mark.title, mark.start, mark.end))), tuple(leaves))


def _in_url(url: str | None, target: LeafTarget) -> LeafFound | None:
    """The leaf in the document's own URL, which is not part of its text: found, with nothing to mark in the text."""
    spans = addresses.places(url, target)
    return LeafFound(True, "address", " ".join((url or "")[start:end] for start, end in spans)) if spans else None


class _Finder:
    """One document, while the leaves of one query are looked for in it."""

    def __init__(self, stored: StoredDocument, thorough: bool, possible: bool) -> None:
        self.stored = stored
        self.possible = possible
        """Whether a run may be in the text although it is not written there as typed."""
        self.thorough = thorough
        self.rows = stored.rows
        self.tokens = stored.tokens
        self.passages = stored.passages

    def written(self, mark: Mark) -> str:
        """As the document writes it; of a part of a compound the whole word."""
        if mark.rung == "compound part":
            start, end = self.tokens.start, self.tokens.start + self.tokens.length
            around = np.flatnonzero((start <= mark.start) & (end >= mark.end))
            wider = [self._token_mark(int(token), mark.leaf, "exact") for token in around]
            mark = max((each for each in wider if each.title == mark.title), key=lambda each: each.end - each.start, default=mark)
        return self._slice(mark)

    def _slice(self, mark: Mark) -> str:
        return (self.stored.title if mark.title else self.stored.text)[mark.start : mark.end]

    def leaf(self, number: int, target: LeafTarget) -> tuple[list[Mark], list[Mark], bool]:
        """``(marks, places, whether the leaf is matched)``; a place spans all words of a phrase, which are marked one by one."""
        marks: list[Mark] = []
        places: list[Mark] = []
        full = False
        for phrase in target.phrases:
            rung: Rung = "typed without marks" if phrase.fold else "exact"
            for first, last in self._phrase(phrase):
                row = [self._token_mark(token, number, rung) for token in range(first, last)]
                marks.extend(row)
                places.append(replace(row[0], end=row[-1].end))
                full = True
        complete = False
        words: list[Mark] = []
        whole: list[Mark] = []
        for reading in target.readings:
            counts = [self._word_marks(number, word, words) | self._synonym_marks(number, word.synonyms, words, whole) for word in reading]
            complete = complete or all(counts)
        if target.runs:
            runs = [self._run_marks(number, target.text, units, complete) for units in target.runs]
            found = [mark for run in runs for mark in run]
            marks.extend(found)
            if all(runs):
                places, full = [*places, *found], True
        for writing in target.writings:
            others = [self._run_marks(number, "".join(units), units, complete) for units in writing]
            found = [replace(mark, rung="base form") for run in others for mark in run]
            marks.extend(found)
            if all(others):
                places, full = [*places, *found], True
        marks.extend(words)
        places.extend([*whole, *words] if not places else ())
        full = full or complete
        if target.title:
            span = self.stored.document.title_span
            marks = [mark for mark in marks if mark.title or (span is not None and span[0] <= mark.start < span[1])]
            places, full = marks, bool(marks)
        return list(dict.fromkeys(marks)), places, full

    # --- words ---

    def _word_marks(self, number: int, word: WordTarget, marks: list[Mark]) -> bool:
        full = False
        for rung, rows in self._matching_rows(word).items():
            tokens = np.flatnonzero(np.isin(self.tokens.row, rows))
            found = (self._token_mark(int(token), number, rung) for token in self._enough(tokens))
            marks.extend(found if rung != "compound part" else (self._part(mark, word) for mark in found))
            full = full or (len(tokens) > 0 and rung not in _WEAK)
        return full

    def _synonym_marks(self, number: int, synonyms: SynonymTarget, marks: list[Mark], whole: list[Mark]) -> bool:
        """Synonyms of several words, marked word by word (``whole``: each as one stretch), and those of text without spaces."""
        before = len(marks)
        for words in synonyms.phrases:
            for first, last in self._phrase(PhraseTarget(words, fold=False)):
                row = [self._token_mark(token, number, "synonym") for token in range(first, last)]
                marks.extend(row)
                whole.append(replace(row[0], end=row[-1].end))
        for units in synonyms.runs:
            marks.extend(replace(mark, rung="synonym") for mark in self._run_marks(number, "".join(units), units, complete=False))
        return len(marks) > before

    def _part(self, mark: Mark, word: WordTarget) -> Mark:
        """The mark of the part of a compound that was typed; of the whole word where its exact form has another length than is written."""
        written = self._slice(mark)
        exact = exact_form(normalise(written).text)
        for form, start, end in word.compounds:
            if form == exact and len(form) == len(written):
                return replace(mark, start=mark.start + start, end=mark.start + end)
        return mark

    def _enough(self, tokens: Places) -> Places:
        return tokens if self.thorough else tokens[:ENOUGH]

    def _matching_rows(self, word: WordTarget) -> dict[Rung, list[int]]:
        """The word's rows in this document, by rung; a row counts on its best rung."""
        forms = {pieces[0] for pieces in word.exact} | word.base | word.unmarked_query | word.unmarked_page
        forms |= word.synonyms.words | word.different_marks | word.typos | {form for form, _, _ in word.compounds}
        numbers = {number for form in forms if self._possible_here(form) for number in self.rows.holding(form)}
        if word.prefix is not None:
            numbers.update(self.rows.holding(word.prefix, prefix=True))
        found: dict[Rung, list[int]] = {}
        for number in sorted(numbers):
            rung = _rung(word, self.rows[number])
            if rung is not None:
                found.setdefault(rung, []).append(number)
        return found

    def _possible_here(self, form: str) -> bool:
        """Whether some passage is in the language of a base form; a query has one of each language that the index holds."""
        code, colon, _ = form.lstrip(UNMARKED).partition(":")
        return not colon or code in self.passages.langs

    def _phrase(self, phrase: PhraseTarget) -> Iterable[Span]:
        """``[first, last)`` token ranges where the words stand side by side in one passage."""
        sets = [self._phrase_rows(pieces, phrase.fold) for pieces in phrase.words]
        if not all(sets):
            return
        size = len(sets)
        row = self.tokens.row
        starts = np.flatnonzero(np.isin(row[: len(row) - size + 1], sets[0]))
        for offset, ids in enumerate(sets[1:], start=1):
            starts = starts[np.isin(row[starts + offset], ids)]
        for first in map(int, self._enough(starts)):
            if self._passage_number(first) == self._passage_number(first + size - 1):
                yield first, first + size

    def _phrase_rows(self, pieces: tuple[str, ...], fold: bool) -> list[int]:
        rows = ((number, self.rows[number]) for number in self.rows.holding("".join(pieces) if fold else pieces[0]))
        return [number for number, row in rows if not row.address and (row.fold[0] == "".join(pieces) if fold else row.exact == pieces)]

    def _passage_number(self, token: int) -> int:
        return int(np.searchsorted(self.passages.last, token, side="right"))

    def _token_mark(self, token: int, number: int, rung: Rung) -> Mark:
        start = int(self.tokens.start[token])
        zone = int(self.passages.zone[self._passage_number(token)])
        return Mark(start, start + int(self.tokens.length[token]), number, rung, zone == _TITLE, zone > _TITLE)

    # --- running text ---

    def _run_marks(self, number: int, typed: str, units: Sequence[str], complete: bool) -> list[Mark]:
        """Where a run stands within a line, punctuation and spaces in between ignored.

        A list of results is content with the places where it is written as it was typed, or (``complete``) with its words.
        """
        marks = [] if self.thorough else list(self._verbatim(number, typed, "".join(units)))
        if marks or (not self.thorough and (complete or not self.possible)):
            return marks
        wanted = "".join(units)
        if wanted not in self._letters:
            return marks
        for at, normalised in self._texts:
            for start, end in _runs(normalised.text, wanted):
                marks.append(self._run_mark(number, *normalised.span(start, end), int(self.passages.zone[at])))
            if len(marks) >= ENOUGH and not self.thorough:
                break
        return marks

    @functools.cached_property
    def _texts(self) -> list[tuple[int, Normalised]]:
        """Every passage (its number) normalised: the work that all runs of a query share."""
        found = []
        for at in np.flatnonzero(self.passages.kind == 0).tolist():
            source = self.stored.title if int(self.passages.zone[at]) == _TITLE else self.stored.text
            start, end = int(self.passages.start[at]), int(self.passages.end[at])
            found.append((at, normalise(source[start:end], start)))
        return found

    @functools.cached_property
    def _letters(self) -> str:
        """All passages as runs, one line each."""
        return "\n".join(exact_run(line) for _, normalised in self._texts for line in normalised.text.split("\n"))

    def _verbatim(self, number: int, typed: str, wanted: str) -> Iterable[Mark]:
        if exact_run(normalise(typed).text) != wanted:
            return
        texts = self.passages.texts()
        starts = self.passages.start[texts]
        at = self.stored.text.find(typed)
        found = 0
        while at >= 0 and found < ENOUGH:
            after = self.stored.text[at + len(typed) : at + len(typed) + 1]
            place = int(np.searchsorted(starts, at, side="right")) - 1
            if place >= 0 and at + len(typed) <= int(self.passages.end[texts[place]]) and not _is_mark(after):
                found += 1
                yield self._run_mark(number, at, at + len(typed), int(self.passages.zone[texts[place]]))
            at = self.stored.text.find(typed, at + len(typed))

    def _run_mark(self, number: int, start: int, end: int, zone: int) -> Mark:
        rung: Rung = "exact" if self._is_word(start, end) else "part of running text"
        start, end = snap_to_graphemes(self.stored.title if zone == _TITLE else self.stored.text, start, end)
        return Mark(start, end, number, rung, zone == _TITLE, zone > _TITLE)

    @functools.cached_property
    def _ends(self) -> Places:
        return np.unique(self.tokens.start + self.tokens.length)

    @functools.cached_property
    def _starts(self) -> Places:
        return np.unique(self.tokens.start)

    def _is_word(self, start: int, end: int) -> bool:
        """Whether a run is a word, or several whole ones."""
        return _holds(self._starts, start) and _holds(self._ends, end)


def _holds(ordered: Places, value: int) -> bool:
    at = int(np.searchsorted(ordered, value))
    return at < len(ordered) and int(ordered[at]) == value


def _is_mark(character: str) -> bool:
    return bool(character) and unicodedata.category(character) in ("Mn", "Me")


def _runs(text: str, wanted: str) -> Iterable[Span]:
    """Places of a run (as :func:`exact_run` writes it) in a normalised text, line by line. The last character keeps its marks."""
    base = 0
    for line in text.split("\n"):
        if wanted in exact_run(line):
            letters, places = _letters(line)
            at = letters.find(wanted)
            while at >= 0:
                after = at + len(wanted)
                if not _is_mark(letters[after : after + 1]):
                    yield base + places[at], base + places[after - 1] + 1
                at = letters.find(wanted, at + 1)
        base += len(line) + 1


def _letters(line: str) -> tuple[str, list[int]]:
    """The letters and digits of a line as :func:`exact_run` gives them, and the place in the line that each came from."""
    letters: list[str] = []
    places: list[int] = []
    for found in LETTERS.on(line).finditer(line):
        form = exact_run(found.group())
        letters.append(form)
        if len(form) == len(found.group()):
            places.extend(range(*found.span()))
        else:  # case folding lengthened it: character by character
            places.extend(place for place in range(*found.span()) for _ in exact_run(line[place]))
    return "".join(letters), places


def _rung(word: WordTarget, row: Row) -> Rung | None:
    """The best rung on which a distinct word of the document is the word that is looked for."""
    if row.address:
        return "address" if row.exact in word.exact else None
    if row.exact in word.exact or (word.prefix is not None and row.exact[0].startswith(word.prefix)):
        return "exact"
    if not word.base.isdisjoint(row.word):
        return "base form"
    if not word.synonyms.words.isdisjoint(row.exact + row.word):
        return "synonym"
    if not word.unmarked_query.isdisjoint(row.fold + row.word) or (word.prefix is not None and row.fold[0].startswith(word.prefix)):
        return "typed without marks"
    if not word.unmarked_page.isdisjoint(row.exact):
        return "written without marks"
    if any(row.exact == (form,) for form, _, _ in word.compounds):
        return "compound part"
    if not word.different_marks.isdisjoint(row.fold):
        return "different marks"
    return "typo" if not word.typos.isdisjoint(row.exact) else None


def merged(marks: Iterable[Mark]) -> tuple[Span, ...]:
    """Marks as spans that are ordered and do not overlap; touching ones of running text stay apart only if a character is between."""
    spans: list[Span] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if spans and mark.start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], mark.end))
        elif not spans or (mark.start, mark.end) != spans[-1]:
            spans.append((mark.start, mark.end))
    return tuple(spans)
