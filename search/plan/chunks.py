"""Leaves of scripts with spaces that are several words: a chunk typed without a space, a quoted phrase, a URL, a path behind ``site:``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from search import rank
from search.analysis.forms import address_words
from search.engine import MAX_TOKEN, All, Any_, Form, Leaf, Node, Not
from search.plan.compiler import Compiler, both
from search.plan.dates import days_in_words
from search.plan.targets import NO_SYNONYMS, LeafTarget, PhraseTarget, WordTarget
from search.plan.words import add_words, readings_under, written_otherwise
from search.query import QueryLeaf
from search.text.hyphens import hyphened, in_one
from search.text.unicode import normalise
from search.text.word import cut_long, exact_form, fold_forms, parts

Words = tuple[tuple[str, ...], ...]
"""Exact forms side by side, each in pieces of one token."""

_FILE = re.compile(r"\.(?:txt|md|html?|pdf|docx?|odt|csv|json)$", re.IGNORECASE)
"""Endings of files, which their names in the index have not."""
PREFIX_TERMS = 64
"""Words that the last word of a chunk or phrase with ``*`` is continued by, at most."""


class _Chunk:
    """What a chunk is looked up as, and what it looks like in a text."""

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.phrases: list[PhraseTarget] = []

    def add(self, words: Words, weight: float = rank.WEIGHT_EXACT, *, fold: bool = False) -> None:
        """One way to write it. ``fold``: by its folded form."""
        self.forms += both(Form("fold" if fold else "exact", _flat(words), weight))
        self.phrases.append(PhraseTarget(words, fold))


def chunk_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, surfaces: Sequence[str], negative: bool) -> Node | None:
    """Several words in one leaf: a quoted phrase, or a chunk typed without a space. Adjacent and in order."""
    exact = tuple(cut_long(exact_form(surface)) for surface in surfaces)
    terms = _flat(exact)
    chunk = _written(compiler, leaf, text, surfaces, exact)
    if not negative:
        _add_unmarked(chunk, surfaces, exact, quoted=leaf.phrase)
        for words in [] if leaf.phrase or leaf.prefix else days_in_words(compiler, text):
            chunk.add(tuple(map(cut_long, words)), rank.WEIGHT_WRITING)
    synonyms = NO_SYNONYMS if negative else compiler.synonyms.get(leaf.start, NO_SYNONYMS)
    forms = [*chunk.forms, *synonyms.forms]
    readings = [WordTarget(synonyms=synonyms.target)] if synonyms.forms else []
    files = [PhraseTarget(exact[:-1], fold=False)] if not leaf.phrase and _FILE.search(text) and len(exact) > 1 else []
    if not negative:
        if not leaf.phrase:
            forms += [Form("address", each, rank.WEIGHT_ADDRESS) for each in (terms, *(_flat(target.words) for target in files))]
        add_words(compiler, text, surfaces)
        if bases := _hyphened_bases(compiler, leaf, text):
            forms += [form for base in bases for form in both(Form("word", (base,), rank.WEIGHT_BASE * rank.WEIGHT_WRITING))]
            readings.append(WordTarget(base=frozenset(bases)))
    alternatives = tuple((reading,) for reading in readings)
    compiler.targets.append(LeafTarget(leaf.text, alternatives, tuple(chunk.phrases), files=tuple(files), address=not leaf.phrase))
    compiler.content += 1
    return compiler.leaf(forms, [] if negative else [Form("title", terms, rank.WEIGHT_TITLE)])


def _written(compiler: Compiler, leaf: QueryLeaf, text: str, surfaces: Sequence[str], exact: Words) -> _Chunk:
    """A chunk as it is typed, with its last word continued, and as others write the same."""
    chunk = _Chunk()
    chunk.add(exact)
    terms = _flat(exact)
    if leaf.prefix:
        for term, _ in compiler.engine.terms("exact", terms[-1], limit=PREFIX_TERMS):
            chunk.add((*exact[:-1], (*exact[-1][:-1], term)))
    for words in written_otherwise(compiler, leaf, text, terms):
        chunk.add(tuple(map(cut_long, words)))
    if whole := _in_one_word(compiler, leaf, text, terms):
        chunk.add(((whole,),), rank.WEIGHT_WRITING)
    finest = [readings[-1] if (readings := parts(surface)) else None for surface in surfaces]
    if any(finest):
        chunk.add(tuple(
            cut_long(form)
            for surface, reading in zip(surfaces, finest, strict=True)
            for form in ([part for *_, part in reading] if reading else [exact_form(surface)])
        ))
    return chunk


def _add_unmarked(chunk: _Chunk, surfaces: Sequence[str], exact: Words, *, quoted: bool) -> None:
    """A chunk without marks: as pages with marks have it, and of one typed with marks as pages without have it (but not what is quoted)."""
    folded = [fold_forms(exact_form(surface))[0] for surface in surfaces]
    if all(fold == "".join(pieces) for fold, pieces in zip(folded, exact, strict=True)):
        chunk.add(exact, rank.WEIGHT_UNMARKED, fold=True)
    elif not quoted:
        chunk.add(tuple(map(cut_long, folded)), rank.WEIGHT_UNMARKED)


_SIGN_BETWEEN = re.compile(r"[^\W\d_]+(?:[-\u2010.][^\W\d_]+){1,2}")


def _in_one_word(compiler: Compiler, leaf: QueryLeaf, text: str, words: tuple[str, ...]) -> str:
    """A chunk of letters with a hyphen or a point inside as one word, if the index holds it: e-mail, email; Node.js, nodejs."""
    whole = "".join(words)
    fits = not (leaf.phrase or leaf.prefix) and _SIGN_BETWEEN.fullmatch(text) and len(whole) <= MAX_TOKEN
    return whole if fits and compiler.held("exact", [whole]) else ""


def _hyphened_bases(compiler: Compiler, leaf: QueryLeaf, text: str) -> list[str]:
    """Base forms of a chunk with a hyphen as one word, as all that is written with one has: co-operate, co-operated."""
    whole = next(hyphened(text), None)
    if leaf.phrase or leaf.prefix or whole is None or whole.group() != text:
        return []
    found = readings_under(compiler, in_one(text), compiler.languages(text))
    return compiler.held("word", found.base) if found is not None else []


def _flat(words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(piece for pieces in words for piece in pieces)


def address_leaf(compiler: Compiler, leaf: QueryLeaf, text: str) -> Node | None:
    """A URL as a query: every word of it in the addresses of a document."""
    words = list(dict.fromkeys(form for *_, form in address_words(text)))
    compiler.targets.append(LeafTarget(leaf.text, (tuple(WordTarget(frozenset({(form,)})) for form in words),)))
    compiler.content += 1
    return All(tuple(compiler.leaf([Form("address", (form,), 1.0)]) for form in words)) if words else None


def under_paths(sites: Sequence[str], root: Node) -> Node:
    """The query among the documents whose address begins with one of these sites, if any has a path.

    The words of the site stand side by side in the address: whole words, and an address that is written out in the text counts, too.
    It is a filter ("not without"): what it does not hold for is no partial match either.
    """
    if not any("/" in site for site in sites):
        return root
    words = [tuple(form for *_, form in address_words(normalise(site).text)) for site in sites]
    addresses = Any_(tuple(Leaf((Form("address", terms, rank.WEIGHT_ADDRESS),), 0.0) for terms in words))
    return All((root, Not(Not(addresses))))
