"""A language that ICU can segment: everything it needs is said in one row.

Rows with a stemmer, own spellings or function words differ in data only; a language that needs code of its own has its own file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from search.detection.commonwords import function_words
from search.engine import MAX_TOKEN
from search.language import Cut, Forms, Segment
from search.languages._grams import grams
from search.languages._irregular import irregular
from search.languages._lemmas import lemmas
from search.languages._variants import variants
from search.model import Span
from search.text.unicode import script_of, scripts
from search.text.word import cut_long, exact_form, fold_forms, spaced_columns


def exact_only(surface: str) -> tuple[str, ...]:
    """What a stemmer reads when the language has no spelling variants of its own: the word in its exact form."""
    return (exact_form(surface),)


@dataclass(frozen=True)
class IcuLanguage:
    """Words by ICU, base forms by an optional stemmer, function words by a list."""

    code: str
    scripts: frozenset[str]
    stem: Callable[[str], str] | None = None
    """Exact form (or one of ``spellings``) -> base form. None: the language has no inflection, or no stemmer is kept for it."""
    spellings: Callable[[str], tuple[str, ...]] = exact_only
    """Surface -> the spellings that ``stem`` shall read; several where the writing is ambiguous (Turkish I: i or ı)."""
    function_words: frozenset[str] = frozenset()
    """In their exact form."""
    sub_words: bool = True
    """Whether words have 4-grams (never in scripts without spaces)."""
    lemmas: Callable[[str], tuple[str, ...]] | None = None
    """Base form -> others that the word may have, from a dictionary. None: rules of endings are enough, or there is no dictionary."""

    def segment(self, text: str) -> list[Segment]:
        """The words of a normalised line, in order, not overlapping."""
        return self.cut(text).segments()

    def cut(self, text: str, passages: Sequence[Span] | None = None) -> Cut:
        """The same words as columns."""
        return Cut(*spaced_columns(text), None)

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one segmented word. ``lemma`` is of no use here: ICU gives none."""
        exact = exact_form(surface)
        function = exact in self.function_words or ("'" in exact and self.function_words.issuperset(exact.split("'")))  # d'un, qu'il
        stems = () if self.stem is None else self._stems(surface, exact, self.stem)
        if self.lemmas is not None and not function:
            stems = with_lemmas(stems, self.lemmas)
        return plain_forms(exact, stems, function, grams(exact) if self.sub_words and not function else ())

    def _stems(self, surface: str, exact: str, stem: Callable[[str], str]) -> tuple[str, ...]:
        if len(exact) > MAX_TOKEN or not (script_of(exact[:1] or " ") in self.scripts or scripts(exact) & self.scripts):
            return ()
        if self.spellings is exact_only:
            return (stem(exact),)
        return tuple(dict.fromkeys(map(stem, self.spellings(surface))))


def with_lemmas(stems: tuple[str, ...], lemmas: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Base forms, then those that a dictionary has for them."""
    others = lemmas(stems[0]) if len(stems) == 1 else tuple([other for stem in stems for other in lemmas(stem)])
    return tuple(dict.fromkeys((*stems, *others))) if others else stems


Spellings = Callable[[str], tuple[str, ...]]


def with_variants(code: str, spellings: Spellings = exact_only) -> Spellings:
    """The spellings of a word, then the standard ones of which these are others (``data/variants/<code>.txt``)."""
    return _with_others(spellings, variants(code))


def with_irregular(code: str, spellings: Spellings = exact_only) -> Spellings:
    """The spellings of a word, then the words of which these may be irregular forms (``data/irregular/<code>.txt``)."""
    return _with_others(spellings, irregular(code))


def _with_others(spellings: Spellings, others: Callable[[str], tuple[str, ...]]) -> Spellings:
    def read(surface: str) -> tuple[str, ...]:
        own = spellings(surface)
        found = others(own[0]) if len(own) == 1 else tuple([other for spelling in own for other in others(spelling)])
        return tuple(dict.fromkeys((*own, *found))) if found else own

    return read


def row(code: str, written_in: str, stem: Callable[[str], str] | None = None, *, spellings: Spellings = exact_only,
        sub_words: bool = True, words: str | None = None, dictionary: str = "", strong: bool = False, respelt: bool = False) -> IcuLanguage:
    """A row of the table. ``written_in``: ISO 15924 codes of its scripts; ``words``: whose function words, if not its own; ``dictionary``:
    whose data file of base forms, if it has one (``search/languages/_lemmas.py``); ``strong``: whether it has a file of irregular forms;
    ``respelt``: whether it has one of words in several spellings."""
    known = lemmas(dictionary) if dictionary else None
    read = with_variants(code, spellings) if respelt else spellings
    read = with_irregular(code, read) if strong else read
    return IcuLanguage(code, frozenset(written_in.split()), stem, read, function_words(words or code), sub_words, known)


_NEVER_CUT = MAX_TOKEN // 4
"""No form of a word this short is longer than a token."""


def plain_forms(exact: str, word: tuple[str, ...], function: bool, sub_words: tuple[str, ...]) -> Forms:
    """Forms of a word whose exact form is ``exact``. A word too long for one token is its pieces and nothing else."""
    if 0 < len(exact) <= _NEVER_CUT:
        whole = (exact,)
        folded = whole if exact.isascii() else tuple(filter(None, fold_forms(exact))) or whole
        return Forms(whole, folded, word if all(word) else tuple(filter(None, word)), function, sub_words)
    pieces = cut_long(exact)
    if len(pieces) != 1:
        return Forms(pieces, pieces[:1], (), False, ())
    folds = [fold[:MAX_TOKEN] for fold in fold_forms(exact) if fold]  # œ becomes two letters: a fold can be longer than its word
    return Forms(pieces, tuple(dict.fromkeys(folds)) or pieces, tuple(form[:MAX_TOKEN] for form in word if form), function, sub_words)
