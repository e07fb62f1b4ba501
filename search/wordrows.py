"""Which distinct words of a stored document are a word of the query, and on which rung."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from search.forms import UNMARKED
from search.model import Rung
from search.plan import WordTarget
from search.rows import Row, RowTable


def matching_rows(rows: RowTable, langs: Sequence[str], word: WordTarget) -> dict[Rung, list[int]]:
    """The rows that are the word, by rung; a row counts on its best rung. ``langs``: languages of the document's passages."""
    wanted = _wanted(word)
    numbers: set[int] = set()
    typed: list[int] = []
    for form in wanted.typed:
        if here := rows.exact(form):
            numbers.update(here)
            typed += [number for number in here if rows.is_word(number, form)]
    for form in wanted.others:
        numbers.update(rows.exact(form))
    for form in wanted.folded:
        numbers.update(rows.folded(form))
    for lang in langs:  # a query has base forms of each language that the index holds
        for form in wanted.bases.get(lang, ()):
            numbers.update(rows.base(form))
    if word.prefix is not None:
        numbers.update(rows.beginning(word.prefix))
    if not numbers:
        return {}
    found: dict[Rung, list[int]] = {}
    for number in sorted(numbers):
        rung = "exact" if number in typed else _rung(word, rows[number])
        if rung is not None:
            found.setdefault(rung, []).append(number)
    return found


class _Wanted(NamedTuple):
    """What to look for in the rows of a document."""

    typed: tuple[str, ...]
    """Exact forms of the word itself, of one piece."""
    others: tuple[str, ...]
    """Other forms that an exact form may be."""
    folded: tuple[str, ...]
    """Folded forms that differ from the exact ones."""
    bases: dict[str, tuple[str, ...]]
    """Base forms by their language."""


@functools.lru_cache(maxsize=2_000)
def _wanted(word: WordTarget) -> _Wanted:
    exact = {pieces[0] for pieces in word.exact} | word.unmarked_page | word.typos | {form for form, _, _ in word.compounds}
    exact |= {form for form in word.synonyms.words if ":" not in form}
    folded = {form for form in word.unmarked_query if not form.startswith(UNMARKED)} | word.different_marks
    bases: dict[str, tuple[str, ...]] = {}
    for form in sorted(word.base | (word.unmarked_query - folded) | (word.synonyms.words - exact)):
        lang = form.lstrip(UNMARKED).partition(":")[0]
        bases[lang] = (*bases.get(lang, ()), form)
    typed = tuple(sorted(pieces[0] for pieces in word.exact if len(pieces) == 1))
    return _Wanted(typed, tuple(sorted((exact | folded).difference(typed))), tuple(sorted(folded)), bases)


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
