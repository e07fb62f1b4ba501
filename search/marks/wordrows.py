"""Which distinct words of a stored document are a word of the query, and on which rung."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from search.analysis.forms import UNMARKED
from search.model import Rung
from search.plan import WordTarget
from search.store.rows import Base, Row, RowTable


def matching_rows(rows: RowTable, langs: Sequence[str], word: WordTarget, marked: str | None = None) -> dict[Rung, list[int]]:
    """The rows that are the word, by rung; a row counts on its best rung. ``langs``: languages of the document's passages; ``marked``:
    the one whose marks tell words apart in it."""
    other = word.plain if marked in word.telling else ""
    wanted = _wanted(word, other)
    rungs: dict[int, Rung | None] = {}
    numbers: list[int] = []
    for lang in langs:  # a query has base forms of each language that the index holds
        for base in wanted.bases.get(lang, ()):
            rungs.update(dict.fromkeys(rows.base(base), "base form"))
        for base in wanted.other_bases.get(lang, ()):
            numbers += rows.base(base)
    for form in wanted.typed:
        for number in rows.exact(form):
            if rows.is_word(number, form):
                rungs[number] = "exact"
            else:
                numbers.append(number)
    for form in wanted.others:
        numbers += rows.exact(form)
    for form in wanted.folded:
        numbers += rows.folded(form)
    if word.prefix is not None:
        numbers += rows.beginning(word.prefix)
    if word.part:
        numbers += rows.with_part(word.part, ending=word.ending)
    for number in numbers:
        if rungs.get(number) != "exact":
            rungs[number] = _rung(word, rows[number], other)
    found: dict[Rung, list[int]] = {}
    for number in sorted(rungs):
        rung = rungs[number]
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
    bases: dict[str, tuple[Base, ...]]
    """Base forms by their language."""
    other_bases: dict[str, tuple[Base, ...]]
    """Those of the word without its marks, of synonyms and of words that sound alike."""


@functools.lru_cache(maxsize=4_000)
def _wanted(word: WordTarget, other: str) -> _Wanted:
    """``other``: a form of it that is another word in the document."""
    exact = {pieces[0] for pieces in word.exact} | (word.unmarked_page - {other}) | word.typos | {form for form, _, _ in word.compounds}
    elsewhere = word.synonyms.words | word.alike
    exact |= {form for form in elsewhere if ":" not in form}
    folded = {form for form in word.unmarked_query if ":" not in form} | word.different_marks
    others = ((word.unmarked_query - folded) | (elsewhere - exact)) - word.base
    typed = tuple(sorted(pieces[0] for pieces in word.exact if len(pieces) == 1))
    return _Wanted(
        typed,
        tuple(sorted((exact | folded).difference(typed))),
        tuple(sorted(folded)),
        _by_language(word.base),
        _by_language(others),
    )


def _by_language(forms: Iterable[str]) -> dict[str, tuple[Base, ...]]:
    found: dict[str, tuple[Base, ...]] = {}
    for form in sorted(forms):
        lang = form.lstrip(UNMARKED).partition(":")[0]
        found[lang] = (*found.get(lang, ()), Base.of(form))
    return found


def _has(word: WordTarget, pieces: tuple[str, ...]) -> bool:
    """Whether one of the pieces has the part that is looked for."""
    return any(piece.endswith(word.part) if word.ending else word.part in piece for piece in pieces)


def _rung(word: WordTarget, row: Row, other: str) -> Rung | None:
    """The best rung on which a distinct word of the document is the word that is looked for."""
    if row.address:
        return "address" if row.exact in word.exact else None
    if row.exact in word.exact or (word.prefix is not None and row.exact[0].startswith(word.prefix)):
        return "exact"
    if word.part:
        return "exact" if _has(word, row.exact) else "typed without marks"
    if not word.base.isdisjoint(row.word):
        return "base form"
    if not word.synonyms.words.isdisjoint(row.exact + row.word):
        return "synonym"
    if not word.unmarked_query.isdisjoint(row.fold + row.word) or (word.prefix is not None and row.fold[0].startswith(word.prefix)):
        return "typed without marks"
    if not word.unmarked_page.isdisjoint(row.exact) and row.exact != (other,):
        return "written without marks"
    if any(row.exact == (form,) for form, _, _ in word.compounds):
        return "compound part"
    if not word.different_marks.isdisjoint(row.fold):
        return "different marks"
    if not word.alike.isdisjoint(row.exact + row.word):
        return "sound"
    return "typo" if not word.typos.isdisjoint(row.exact) else None
