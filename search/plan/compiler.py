"""The state of one compilation: statistics of the index, the languages to try, and what has been collected so far."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from search import rank
from search.analysis.forms import is_function
from search.engine import TOKEN_FIELDS, Engine, Form, Gram, Leaf
from search.language import Language
from search.languages import LANGUAGES, LETTERS, language, languages_for, telling
from search.perindex import PerIndex, Remembered
from search.plan.targets import LeafTarget, SynonymForms, WordTarget
from search.text.unicode import scripts
from search.text.word import marked_letters
from search.vocabulary.compounds import Compound
from search.vocabulary.sounds import Alike

RARE_SHARE, RARE_DOCUMENTS = 0.005, 3
"""A language on less than this share of the documents and on fewer than so many may be a detector's slip."""
_CUT_OTHERWISE = frozenset({"ja", "zh"})
"""Languages under which text in the same letters has other words. All others in the table only add base forms, which none but their own
documents hold: one Swedish document among a thousand English ones is found by any form of its words."""


def settled_languages(engine: Engine, documents: int) -> tuple[str, ...]:
    """Languages of the index that are no slip of the detector."""
    return tuple(lang for lang, count in engine.languages().items() if count >= min(RARE_DOCUMENTS, RARE_SHARE * documents))


def present_languages(engine: Engine, documents: int) -> tuple[str, ...]:
    """Languages of the index that queries are analysed under: the settled ones, and those that change nothing for other documents."""
    settled = {*settled_languages(engine, documents)}
    harmless = LANGUAGES.keys() - _CUT_OTHERWISE - {"und"}
    return tuple(lang for lang in engine.languages() if lang in settled or lang in harmless)


@functools.lru_cache(maxsize=1_000)
def _languages(written: frozenset[str], present: tuple[str, ...]) -> list[Language]:
    return languages_for(written, present) or [language("und")]


def marked_languages(engine: Engine) -> frozenset[str]:
    """Languages that documents are written in with marks that tell words apart."""
    return frozenset(code for code, count in zip(LETTERS, engine.known("marked", tuple(LETTERS)), strict=True) if count)


_DOCUMENTS = itemgetter(0)
_APART = ("address", "title", "title_word")
"""Fields whose frequencies say nothing of how rare a word is."""


class MadeWord(NamedTuple):
    """A word of a query as it is looked up."""

    leaf: Leaf
    target: WordTarget
    forms: Sequence[Form]
    """All that it is looked up by without the weak rungs, synonyms apart, in the index or not."""
    extra: Sequence[Form]


Made = Remembered[tuple[object, ...], MadeWord]
MOST_MADE = 1_500
"""Words that are kept, some 7 kB each, at most twice as many: half of the words of a question were in one before."""


_made: PerIndex[Made] = PerIndex(lambda _: Remembered(MOST_MADE))


def words_made(engine: Engine) -> Made:
    """The words made for the queries of an open index lately, without the weak rungs and with them."""
    return _made.of(engine)


@dataclass(frozen=True, slots=True)
class Joined:
    """Words of the index that a leaf makes with its neighbours in the query: written in one (natt lampe, nattlampe), or in another script
    and sounding alike (Hà Nội, ハノイ)."""

    compounds: tuple[Compound, ...] = ()
    alike: tuple[Alike, ...] = ()


NOT_JOINED = Joined()


@dataclass(slots=True)
class Compiler:
    """State of one compilation."""

    engine: Engine
    documents: int
    """All documents of the index."""
    present: tuple[str, ...]
    relaxed: bool
    single: bool = False
    """The query has one leaf: a document that holds its run ranks above all that do not."""
    targets: list[LeafTarget] = field(default_factory=list)
    idfs: list[float] = field(default_factory=list)
    """Of each target what its leaf says."""
    grams: dict[tuple[str, str], float] = field(default_factory=dict)
    phrases: list[Gram] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    content: int = 0
    guess: str = ""
    """The language that the query looks like; empty where nothing can be said. It only weighs."""
    own: int = 0
    """Documents with a passage in that language."""
    marked: frozenset[str] = frozenset()
    """Languages that documents are written in with marks that tell words apart (``IndexedDocument.marked``)."""
    words: bool = False
    """Some leaf is a plain word, so the weak rungs may know more of it."""
    unknown: set[int] = field(default_factory=set)
    """Starts of the leaves that are one word, which the index does not hold in any form."""
    only_unknown: bool = False
    """With ``relaxed``: weak rungs for such words only."""
    cut: list[str] = field(default_factory=list)
    """Leaves that are parts of more words than are looked up."""
    around: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    """What stands before and after a leaf in the query, by its start."""
    synonyms: Mapping[int, SynonymForms] = field(default_factory=dict)
    """Of the user's own lists, by the start of the leaf."""
    joined: Mapping[int, Joined] = field(default_factory=dict)
    """With ``relaxed``: words of the index that a leaf is written in one with its neighbours, by its start."""

    # --- statistics ---

    def idf(self, forms: Iterable[tuple[int, str, Sequence[str]]], count: int) -> float:
        """The idf of what any of these forms (documents, field, terms) finds; ``count``: documents that hold the most frequent one.

        Among all languages every word of one of them is rare, its function words, too. Where the language of the query can be guessed, its
        words are counted among the documents of that language; but a word is no rarer there than elsewhere (*in* is frequent everywhere).
        """
        if self.own < rank.SMALLEST_LANGUAGE:
            return rank.idf(self.documents, count)
        most: float = count * self.own / self.documents
        for documents, name, terms in sorted(forms, key=_DOCUMENTS, reverse=True):
            if documents <= most:  # nor can any of the rarer ones be more frequent in the language
                break
            most = max(most, min(self.engine.known_in(self.guess, name, terms), default=0))
        return rank.idf(self.own, most)

    def frequency(self, form: Form) -> int:
        """Documents that hold the rarest term of a form, which is no prefix."""
        return min(self.engine.known(form.field, form.terms), default=0)

    def held(self, field_name: str, terms: Sequence[str]) -> list[str]:
        """Those of the terms that the index holds in a field or its ``_aside``: most base forms are words of no document."""
        counts = self.engine.known(field_name, terms)
        if field_name + "_aside" in TOKEN_FIELDS:
            counts = list(map(max, counts, self.engine.known(field_name + "_aside", terms)))
        return [term for term, count in zip(terms, counts, strict=True) if count]

    def leaf(self, forms: Iterable[Form], extra: Iterable[Form] = ()) -> Leaf:
        """A leaf of those forms whose terms the index knows, with one idf: of its most frequent full form."""
        extras = list(extra)
        candidates = [(form, self._prefix_df(form) if form.prefix else self.frequency(form)) for form in [*forms, *extras]]
        kept = [(form, count) for form, count in candidates if count or form.prefix]
        counted = [each for each in kept if each[0].full and not each[0].unless and each[0].field not in _APART] or kept
        most = max((count for _, count in counted), default=0)
        idf = self.idf([(count, form.field, form.terms) for form, count in counted if not form.prefix], most)
        added = set(map(id, extras))
        return Leaf(
            tuple([form for form, _ in kept if id(form) not in added]),
            idf,
            rank.FLOOR * idf,
            tuple([form for form, _ in kept if id(form) in added]),
        )

    def _prefix_df(self, form: Form) -> int:
        return min(self.documents, sum(count for _, count in self.engine.terms(form.field, form.terms[0], limit=1000)))

    def add_grams(self, field_name: str, terms: Iterable[str], factor: float) -> None:
        unknown = [term for term in dict.fromkeys(terms) if (field_name, term) not in self.grams]
        for term, count in zip(unknown, self.engine.known(field_name, unknown), strict=True):
            if count:
                self.grams[field_name, term] = factor * self.idf([(count, field_name, (term,))], count)

    def add_phrase(self, field_name: str, terms: tuple[str, ...], factor: float) -> None:
        counts = self.engine.known(field_name, terms)
        if factor and all(counts):
            idfs = [self.idf([(count, field_name, (term,))], count) for term, count in zip(terms, counts, strict=True)]
            self.phrases.append(Gram(field_name, terms[0], factor * sum(idfs), terms[1:]))

    # --- languages ---

    def telling(self, exact: str) -> tuple[str, ...]:
        """Languages of the index in which a word is another one without its marks (not those with them in foreign names only)."""
        return tuple(code for code in telling(marked_letters(exact)) if code in self.marked) if self.marked else ()

    def is_function(self, surface: str) -> bool:
        """Whether a word is a function word of the language that the query looks like.

        Its sub-words, and the pair of two of them, tell nothing and are in very many documents. (Twelve collections alone, 150 queries
        each: MRR@10 .9383 with and without; eighteen in one index with docs_10k: .9316 with, .9311 without.)
        """
        return bool(self.guess) and is_function(self.guess, surface)

    def languages(self, text: str) -> list[Language]:
        """Languages to analyse a leaf under: those of the index that are written in its script; else the neutral one."""
        return _languages(scripts(text), self.present)


def both(form: Form) -> tuple[Form, Form]:
    """The form in the body and, for less, in banner, captions, related links and tail."""
    return form, Form(form.field + "_aside", form.terms, form.weight * rank.WEIGHT_ASIDE, form.prefix, form.full, form.unless)
