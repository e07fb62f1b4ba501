"""Synonyms of the user's own lists (``search/wordlists.py``) as forms of a leaf: a rung below the word's own forms.

They are looked up when the query is compiled, so the index knows nothing of them. A term of several words adds its synonyms to every one
of its leaves: a document that holds the synonym matches each, and one that holds the words themselves matches as before. Nothing is
replaced, and under NOT, in quotes and before ``*`` there are none: a synonym never takes a match away.

In the lists for all languages a term is the word as it is written; in those for one language its other forms count, too, on both sides.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search import rank
from search.analysis.forms import UNMARKED, URL, word_forms
from search.engine import Form
from search.languages import language
from search.plan.compiler import Compiler, both
from search.plan.targets import SynonymForms, SynonymTarget
from search.query import QueryAnd, QueryLeaf, QueryNode, QueryOr
from search.text.unicode import NO_SPACE, normalise
from search.text.units import bigrams, exact_run, running_units
from search.text.word import cut_long, exact_form, spaced_words
from search.wordlists import EVERY, MOST_WORDS, WordLists, current, key_of


@dataclass(frozen=True, slots=True)
class Synonym:
    """One synonym, and the language it is one in (``EVERY``: all)."""

    text: str
    code: str


def synonyms_of(words: Sequence[str], codes: Iterable[str], *, spaced: bool, bases: Sequence[Sequence[str]] = ()) -> list[list[Synonym]]:
    """The synonyms of each of some neighbouring words: of the word itself, and of every term of several words that it is a part of.

    ``words``: keys as :func:`search.wordlists.key_of` writes them; with ``spaced`` those of several words have a space between them.
    ``bases``: ``lang:form`` of each word.
    """
    found: list[list[Synonym]] = [[] for _ in words]
    lists = current()
    if not lists.synonyms:
        return found
    tables = [(code, lists.synonyms[code]) for code in (EVERY, *codes) if code in lists.synonyms]
    between = " " if spaced else ""
    spans = ((first, last) for first in range(len(words)) for last in range(first + 1, min(first + MOST_WORDS, len(words)) + 1))
    for first, last in spans if tables else ():
        key = between.join(words[first:last])
        others = [Synonym(text, code) for code, table in tables for text in table.get(key, ())]
        if last == first + 1 and bases:
            others += [synonym for code, _ in tables if code != EVERY for synonym in _by_base(lists, code, bases[first])]
        for place in range(first, last):
            found[place] += others
    return [list(dict.fromkeys(synonyms)) for synonyms in found]


def token_synonyms(code: str, tokens: Sequence[tuple[str, Sequence[str]]]) -> list[tuple[str, ...]]:
    """The synonyms of each word of a text that is cut under a language, as they are written. ``tokens``: surface and ``lang:form``."""
    found: list[tuple[str, ...]] = []
    for spaced, group in itertools.groupby(tokens, key=lambda token: not NO_SPACE.search(token[0])):
        stretch = list(group)
        keys = [exact_form(surface) if spaced else exact_run(surface) for surface, _ in stretch]
        each = synonyms_of(keys, [code], spaced=spaced, bases=[bases for _, bases in stretch])
        found += [tuple(dict.fromkeys(synonym.text for synonym in synonyms)) for synonyms in each]
    return found


def _by_base(lists: WordLists, code: str, bases: Iterable[str]) -> list[Synonym]:
    table = _base_table(lists, code)
    return [Synonym(text, code) for base in bases for text in table.get(base, ())]


@functools.lru_cache(maxsize=64)
def _base_table(lists: WordLists, code: str) -> Mapping[str, tuple[str, ...]]:
    """Base forms of the terms of one word -> their synonyms."""
    table: dict[str, tuple[str, ...]] = {}
    for key, others in lists.synonyms[code].items():
        for base in _bases(key, code):
            table[base] = table.get(base, ()) + others
    return table


def _bases(text: str, code: str) -> tuple[str, ...]:
    """``lang:form`` of a text that is one word of a language; nothing for any other."""
    segments = language(code).segment(text)
    if len(segments) != 1:
        return ()
    start, end, lemma = segments[0]
    forms = word_forms(code, text[start:end], lemma)
    return tuple(base for base in forms.row.word if not base.startswith(UNMARKED)) if forms is not None else ()


def synonym_forms(synonyms: Iterable[Synonym]) -> SynonymForms:
    """What synonyms are looked up by, and what they look like in a document."""
    forms: list[Form] = []
    words: set[str] = set()
    phrases: list[tuple[tuple[str, ...], ...]] = []
    runs: list[tuple[str, ...]] = []
    for text, code in dict.fromkeys((synonym.text, synonym.code) for synonym in synonyms):
        units = next(iter(running_units(text)), [])
        written = [cut_long(exact_form(text[start:end])) for start, end in spaced_words(text)] if not units else [(exact_form(text),)]
        if len(units) > 1:
            forms += both(Form("chars", tuple(bigrams(units)[:-1]), rank.WEIGHT_SYNONYM))
            runs.append(tuple(units))
        else:
            forms += both(Form("exact", tuple(itertools.chain.from_iterable(written)), rank.WEIGHT_SYNONYM))
            if len(written) == len(written[0]) == 1:
                words.add(written[0][0])
            else:
                phrases.append(tuple(written))
        bases = _bases(text, code) if code != EVERY else ()
        for base in bases:
            forms += both(Form("word", (base,), rank.WEIGHT_SYNONYM))
        words.update(bases)
    return SynonymForms(tuple(dict.fromkeys(forms)), SynonymTarget(frozenset(words), tuple(phrases), tuple(runs)))


def leaf_synonyms(compiler: Compiler, root: QueryNode | None) -> dict[int, SynonymForms]:
    """Start of a leaf -> its synonyms. Words within a leaf of running text are the matter of its readings (:func:`synonyms_of`)."""
    if not current().synonyms or root is None:
        return {}
    found: dict[int, SynonymForms] = {}
    for row in _rows(root):
        for spaced, group in itertools.groupby(row, key=lambda leaf: not NO_SPACE.search(normalise(leaf.text).text)):
            leaves = list(group)
            if spaced or len(leaves) > 1:
                found.update(_row_synonyms(compiler, leaves, spaced))
    return found


def _row_synonyms(compiler: Compiler, leaves: Sequence[QueryLeaf], spaced: bool) -> Iterator[tuple[int, SynonymForms]]:
    """The synonyms of neighbouring leaves, by their starts. What stands for a leaf stands for all of its words."""
    words: list[str] = []
    spans: list[tuple[int, int, int]] = []
    codes: dict[str, None] = {}
    for leaf in leaves:
        text = normalise(leaf.text).text
        mine = key_of(text).split()
        spans.append((leaf.start, len(words), len(words) + len(mine)))
        words += mine
        codes.update(dict.fromkeys(lang.code for lang in compiler.languages(text)))
    bases = [[base for code in codes if code in current().synonyms for base in _bases(word, code)] for word in words]
    each = synonyms_of(words, codes, spaced=spaced, bases=bases if spaced else ())
    for start, first, last in spans:
        common = [synonym for synonym in each[first] if all(synonym in others for others in each[first:last])] if last > first else []
        if common:
            yield start, synonym_forms(common)


def _rows(node: QueryNode) -> Iterator[list[QueryLeaf]]:
    """Leaves that may have synonyms and stand side by side where all must match; a leaf alone is a row."""
    if isinstance(node, QueryLeaf):
        if not (node.phrase or node.is_part or node.title or URL.fullmatch(normalise(node.text).text)):
            yield [node]
    elif isinstance(node, QueryAnd):
        row: list[QueryLeaf] = []
        for child in node.children:
            found = list(_rows(child))
            if isinstance(child, QueryLeaf) and found:
                row.append(child)
                continue
            yield from (row, *found) if row else found
            row = []
        if row:
            yield row
    elif isinstance(node, QueryOr):
        for child in node.children:
            yield from _rows(child)
