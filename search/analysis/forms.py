"""The forms of a word under a language, and the words of a URL: what documents and queries share.

What is computed for a word is computed once per distinct word, language and lemma, and kept in a bounded table. Words that the user
protects (``search/wordlists.py``) are their own only base form; so there is a table for each set of lists.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from search.engine import BREAK
from search.language import Cut, Forms
from search.languages import language
from search.model import Span
from search.store.rows import Row, row_line
from search.text.unicode import NO_SPACE
from search.text.word import Part, cut_long, exact_form, fold_forms, parts, spaced_words
from search.wordlists import WordLists, current

URL = re.compile(r"[hHwW](?:(?<=[hH])(?i:ttps?://)|(?<=[wW])(?i:ww\.))[^\s<>\"'、。，「」『』（）()\[\]{}|]+")
"""Addresses in running text: their words are findable, but they are not words of the text. (``https?://`` or ``www.``, in any case;
a pattern that begins with a class of characters is searched for several times as fast.)"""


def address_words(normalised: str) -> list[tuple[int, int, str]]:
    """Words of a URL: ``(start, end, exact form)``."""
    return [(start, end, form) for start, end in spaced_words(normalised) for form in cut_long(exact_form(normalised[start:end]))]


RUNNING_GRAMS = f"{BREAK} {BREAK}"
"""Stands for the sub-words of a word of running text, which has none: other words have two to four. Without it the field is all but
empty in a page of Chinese, BM25 takes the page for a very short one, and a name is said there half as loud again as in a page of the
query's own language. (Eighteen collections in one index, 250 queries of each: MRR@10 .9330 -> .9347, by their three rarest words
.8295 -> .8323; with 2.5 for each word of Vietnamese, too, that one loses by three words, .7937 -> .7809. 2026-11-22.)"""


class Reading(NamedTuple):
    """Another reading of a word as smaller words (``NamViệt`` as ``nam, việt``): what the index holds of it, ready for a field."""

    spans: tuple[Span, ...]
    """Where its words are in the written word."""
    exact: str
    fold: str
    """Empty where no word carries marks."""
    lines: tuple[str, ...]
    """The rows of its words as they are stored."""

    @classmethod
    def of(cls, parts: Sequence[Part]) -> Reading:
        rows = [Row(cut_long(form), fold_forms(form), ()) for *_, form in parts]
        return cls(
            tuple([(start, end) for start, end, _ in parts]),
            " ".join([form for row in rows for form in row.exact]),
            " ".join([form for row in rows for form in cut_long(row.fold[0])]) if any(row.fold[0] != row.exact[0] for row in rows) else "",
            tuple(map(row_line, rows)),
        )


@dataclass(slots=True, eq=False)
class WordForms:
    """Everything the index holds of one word under one language. Token texts are joined with spaces, ready for a field.

    One object per distinct word, compared by identity: a document counts its words by the million. Nothing is changed once it is made; it
    is not declared frozen because that makes it four times as slow to make.
    """

    row: Row
    exact: str
    fold: str
    """The main folded form alone."""
    other_folds: str
    """Each of the others followed by a BREAK; empty if there is none."""
    word: str
    gram: str
    """Its sub-words; ``RUNNING_GRAMS`` for a word of running text, which has none."""
    line: str
    """The row as it is stored."""
    parts: tuple[tuple[Part, ...], ...]
    readings: tuple[Reading, ...]
    """The same, as a document wants them."""
    function: bool
    marked: bool
    """Whether the word carries marks that its folded form has not."""

    @property
    def grams(self) -> tuple[str, ...]:
        """Its sub-words."""
        return () if self.gram == RUNNING_GRAMS else tuple(self.gram.split())


_Key = str | tuple[str, str | None]
"""A surface; with its lemma, if it has one, where the segmenter gives lemmas."""


class _Words(dict[_Key, WordForms | None]):
    """The words of one language met so far. All languages together are bounded: words not met for long are forgotten."""

    MOST = 150_000
    """New words of all languages until those not met since the last time are forgotten; about 1.2 kB each, at most twice as many held."""
    held = 0
    tables: ClassVar[dict[tuple[str, str], _Words]] = {}
    """By language and digest of the user's lists."""

    def __init__(self, code: str, lists: WordLists) -> None:
        super().__init__()
        self._code = code
        self._lists = lists
        self._older: dict[_Key, WordForms | None] = {}

    def __missing__(self, key: _Key) -> WordForms | None:
        older = self._older  # another thread may put another in its place
        if key in older:
            found = older[key]
        elif isinstance(key, tuple) and key[1] is None:
            found = self[key[0]]
        else:
            found = _made(self._code, key, self._lists)
        if _Words.held >= self.MOST:
            _Words.held = 0
            for table in list(self.tables.values()):
                table._older = dict(table)
                table.clear()
        _Words.held += 1
        self[key] = found
        return found


def _words(code: str) -> _Words:
    lists = current()
    table = _Words.tables.get((code, lists.digest))
    return _Words.tables.setdefault((code, lists.digest), _Words(code, lists)) if table is None else table


def _made(code: str, key: _Key, lists: WordLists) -> WordForms | None:
    surface, lemma = key if isinstance(key, tuple) else (key, None)
    forms, protected = _forms(code, surface, lemma, lists)
    exact, fold, bases, function, grams = forms
    if not exact:
        return None
    marked = fold[0] != exact[0]
    word = tuple([f"{code}:{form}" for form in bases]) if bases else ()
    if marked and bases:
        word += tuple(_unmarked_bases(code, forms, protected))
    row = Row(exact, fold, word)
    several = tuple(map(tuple, found)) if (found := parts(surface)) else ()
    return WordForms(
        row=row,
        exact=" ".join(exact),
        fold=" ".join(cut_long(fold[0])) if marked else fold[0],
        other_folds=" ".join([token for other in fold[1:] for token in (*cut_long(other), BREAK)]) if len(fold) > 1 else "",
        word=" ".join(word),
        gram=" ".join(grams) if grams or not NO_SPACE.match(exact[0]) else RUNNING_GRAMS,
        line=row_line(row),
        parts=several,
        readings=tuple(map(Reading.of, several)) if several else (),
        function=function,
        marked=marked,
    )


def _forms(code: str, surface: str, lemma: str | None, lists: WordLists) -> tuple[Forms, bool]:
    """What the language says of a word, and whether the user protects it."""
    forms = language(code).forms(surface, lemma)
    protected = bool(forms.word and lists.protected) and lists.is_protected(code, "".join(forms.exact))
    return forms._replace(word=forms.exact[:1]) if protected else forms, protected


UNMARKED = "~"
"""Before a base form of the word without its marks: ``~no:hoyskol`` of *høyskolen*, so that ``hoyskole`` finds it (a rung of its own)."""


def _unmarked_bases(code: str, forms: Forms, protected: bool) -> list[str]:
    """Base forms of the folded word where they differ from those of the word itself, which has some."""
    folded = forms.fold[:1] if protected else language(code).forms(forms.fold[0]).word
    return [f"{UNMARKED}{code}:{form}" for form in folded if form not in forms.word]


def word_forms(code: str, surface: str, lemma: str | None) -> WordForms | None:
    """Forms of a segmented word under a language; None when nothing findable is left of it (a lone tashkeel)."""
    return _words(code)[surface if lemma is None else (surface, lemma)]


@functools.lru_cache(maxsize=10_000)
def is_function(code: str, surface: str, lemma: str | None = None) -> bool:
    """Whether a segmented word is a function word of a language. The last ones asked for are kept."""
    forms = language(code).forms(surface, lemma)
    return forms.function and bool(forms.exact)


def base_form(code: str, surface: str) -> str | None:
    """The first base form of a word under a language, without the language; None where it has none. The last ones asked for are kept."""
    return _base_form(code, surface, current())


@functools.lru_cache(maxsize=20_000)
def _base_form(code: str, surface: str, lists: WordLists) -> str | None:
    forms, _ = _forms(code, surface, None, lists)
    return forms.word[0] if forms.exact and forms.word else None


def forms_of(code: str, cut: Cut) -> list[WordForms | None]:
    """:func:`word_forms` of every word of a cut."""
    if cut.lemmas is None:
        return list(map(_words(code).__getitem__, cut.surfaces))
    return list(map(_words(code).__getitem__, zip(cut.surfaces, cut.lemmas, strict=True)))


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """What a word of a query is looked up by, under several languages: they share all but the base forms. Compared by identity."""

    exact: tuple[str, ...]
    fold: tuple[str, ...]
    base: tuple[str, ...]
    """``lang:form`` of every language, each once; without those of the word without its marks."""
    grams: tuple[str, ...]
    """Its sub-words, unless it is a function word of all these languages."""
    parts: tuple[tuple[Part, ...], ...]
    function: bool
    """Whether it is a function word of one of them."""


def word_readings(surface: str, codes: tuple[str, ...]) -> Readings | None:
    """A word under some languages, at least one; None when nothing findable is left of it. The last words asked for are kept."""
    return _readings(surface, codes, current())


@functools.lru_cache(maxsize=2_000)
def _readings(surface: str, codes: tuple[str, ...], lists: WordLists) -> Readings | None:
    found = [(code, _forms(code, surface, None, lists)[0]) for code in codes]
    found = [(code, forms) for code, forms in found if forms.exact]
    if not found:
        return None
    first = found[0][1]
    return Readings(
        first.exact,
        first.fold,
        tuple(dict.fromkeys([f"{code}:{form}" for code, forms in found for form in forms.word])),
        tuple(dict.fromkeys([gram for _, forms in found for gram in forms.grams])),
        tuple(map(tuple, parts(surface))),
        any(forms.function for _, forms in found),
    )


@functools.lru_cache(maxsize=2_000)
def readings_of(forms: WordForms) -> Readings:
    """The same of a word that is known under one language."""
    base = tuple(dict.fromkeys([form for form in forms.row.word if not form.startswith(UNMARKED)]))
    return Readings(forms.row.exact, forms.row.fold, base, forms.grams, forms.parts, forms.function)
