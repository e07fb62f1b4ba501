"""Leaves of scripts with spaces that are one word."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from search import rank
from search.analysis.forms import UNMARKED, Readings, word_readings
from search.detection.vietnamese import is_vietnamese_alone
from search.engine import Form, Leaf, Node
from search.language import Language
from search.languages import LANGUAGES, language
from search.languages.vi import syllables_in_one
from search.plan.compiler import NOT_JOINED, Compiler, Joined, MadeWord, both, words_made
from search.plan.numbers import ACRONYM, acronyms, other_writings
from search.plan.targets import NO_SYNONYMS, LeafTarget, PhraseTarget, SynonymForms, WordTarget
from search.plan.weak import is_known, is_looked_for_by_sound, weak_forms
from search.query import QueryLeaf
from search.text.word import cut_long, respelled
from search.vocabulary.words import is_fit

_ALIKE = str.maketrans("đð", "ðđ")
"""Their capitals look alike (Đ, Ð), and many Vietnamese texts have the wrong one: Ðà Nẵng."""
WRITINGS = "zh:"
"""What base forms begin with that are another writing of the word, no other form of it: Chinese in simplified characters."""


def word_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, surface: str, negative: bool) -> Node | None:
    languages = [language("und")] if leaf.phrase else compiler.languages(text)
    found = readings_under(compiler, surface, languages)
    if found is None:
        return None
    synonyms = NO_SYNONYMS if negative else compiler.synonyms.get(leaf.start, NO_SYNONYMS)
    joined = compiler.joined.get(leaf.start, NOT_JOINED)
    node, target = word(compiler, found, How(negative, leaf.prefix, leaf.phrase), synonyms, joined)
    others = written_otherwise(compiler, leaf, text, found.exact) if len(surface) in ACRONYM or not surface.isalpha() else []
    others += _parts_apart(compiler, leaf, found.exact[0]) if not (negative or surface.isalpha() or surface.isdecimal()) else []
    others += _syllables_apart(compiler, leaf, found.exact[0]) if not negative and surface.isalpha() else []
    if others:
        node = replace(node, forms=(*node.forms, *exact_forms(others)))
    function = compiler.is_function(surface)
    if function:
        node = replace(node, idf=node.idf * rank.FUNCTION_WEIGHT, floor=node.floor * rank.FUNCTION_WEIGHT, extra=())
    written = [*([form for *_, form in reading] for reading in found.parts), *others]
    phrases = tuple(PhraseTarget(tuple(map(cut_long, words)), fold=False) for words in written)
    compiler.targets.append(LeafTarget(leaf.text, ((target,),), phrases))
    compiler.content += 1
    if not (negative or is_known(node.forms)):
        compiler.unknown.add(leaf.start)
    if leaf.phrase and not negative:
        add_words(compiler, text, [surface])
    if not negative and not leaf.prefix:
        if not (function or is_vietnamese_alone(found.exact[0])):  # only pages in other languages hold its sub-words: Nguyen
            compiler.add_grams("gram", found.grams, rank.GRAM_EXTRA)
        if surface.isdecimal():
            node = replace(node, idf=node.idf * rank.WEIGHT_NUMBER, floor=node.floor * rank.WEIGHT_NUMBER)
    return node


class How(NamedTuple):
    """How a word stands in the query."""

    negative: bool
    prefix: bool = False
    """With a ``*`` behind it."""
    quoted: bool = False
    running: bool = False
    """It was cut out of text without spaces. There the run as typed is looked for besides, and the exact form only decides between
    equals."""


def word(compiler: Compiler, found: Readings, how: How, synonyms: SynonymForms = NO_SYNONYMS, joined: Joined = NOT_JOINED
         ) -> tuple[Leaf, WordTarget]:
    """The leaf of one word. ``joined``: what it makes with its neighbours in the query."""
    strict = how.negative or how.quoted or how.prefix
    if not strict:
        compiler.words = compiler.words or found.fold[0] != found.exact[0] or is_fit(found.exact[0])
        compiler.words = compiler.words or is_looked_for_by_sound(compiler, found, compiler.frequency(Form("exact", found.exact, 1.0)))
    key = (found, how, compiler.guess)
    weak_key = (*key, compiler.only_unknown, compiler.single, joined) if compiler.relaxed and not strict else None
    kept = words_made(compiler.engine) if synonyms is NO_SYNONYMS else None  # the user's own lists may change
    made = kept.get(weak_key or key) if kept is not None else None
    if made is None:
        made = (kept.get(key) if kept is not None else None) or _strict_word(compiler, found, how, synonyms)
        if kept is not None:
            kept.put(key, made)
        if weak_key is not None:
            made = _weak_word(compiler, found, made, synonyms, joined)
            if kept is not None:
                kept.put(weak_key, made)
    return made.leaf, made.target


def _weak_word(compiler: Compiler, found: Readings, strict: MadeWord, synonyms: SynonymForms, joined: Joined) -> MadeWord:
    """A word with the weak rungs."""
    weak = weak_forms(compiler, found, strict.forms, joined)
    if not weak.forms:
        return strict
    target = replace(strict.target, different_marks=weak.different_marks, compounds=weak.compounds, alike=weak.alike, typos=weak.typos)
    return strict._replace(leaf=compiler.leaf([*strict.forms, *weak.forms, *synonyms.forms], strict.extra), target=target)


def _strict_word(compiler: Compiler, found: Readings, how: How, synonyms: SynonymForms) -> MadeWord:
    """A word without the weak rungs."""
    negative, prefix, quoted, running = how
    marked = found.fold[0] != found.exact[0]
    alike = compiler.held("exact", [found.exact[0].translate(_ALIKE)]) if _ALIKE.keys() & set(map(ord, found.exact[0])) else []
    parts_of_it = [tuple(piece for *_, form in reading for piece in cut_long(form)) for reading in found.parts]
    held = compiler.held("word", found.base)
    without = found.fold[1:] if marked and is_another_word(found.exact[0], found.fold[0]) else found.fold
    apart = compiler.telling(found.exact[0]) if marked else ()
    forms = [*both(Form("exact", found.exact, rank.WEIGHT_EXACT, prefix and len(found.exact) == 1))]
    forms += exact_forms([*((form,) for form in alike), *parts_of_it])
    if not prefix:
        forms += _base_forms(compiler, held)
    folded = () if negative or (quoted and marked) else without if marked else found.exact[:1]
    for form in folded:
        unless = apart if form == found.fold[0] else ()  # nobody writes groenn for another word
        forms += both(Form("exact" if marked else "fold", cut_long(form), rank.WEIGHT_UNMARKED, prefix, unless=unless))
    unmarked_bases = [] if marked or negative or prefix or quoted else [*(UNMARKED + form for form in found.base), *_spelt_out_bases(found)]
    held_unmarked = compiler.held("word", unmarked_bases)
    for form in held_unmarked:
        forms += both(Form("word", (form,), rank.WEIGHT_UNMARKED))
    if not negative:
        forms += [Form("address", each, rank.WEIGHT_ADDRESS) for each in (found.exact[:1], *parts_of_it)]
    extra = [] if negative or prefix else _extra_forms(compiler, found, rank.RUNNING_EXTRA if running else rank.EXACT_EXTRA)
    target = WordTarget(
        frozenset({found.exact, *((form,) for form in alike)}),
        frozenset(held),
        frozenset() if marked else frozenset((*compiler.held("fold", found.exact), *held_unmarked)),
        frozenset(without) if marked and not quoted else frozenset(),
        prefix=found.exact[0] if prefix else None,
        synonyms=synonyms.target,
        plain=found.fold[0] if apart else "",
        telling=frozenset(apart),
    )
    return MadeWord(compiler.leaf([*forms, *synonyms.forms], extra), target, forms, extra)


def _base_forms(compiler: Compiler, held: Sequence[str]) -> list[Form]:
    """Base forms, lower where they are of another language than the query seems to be."""
    forms: list[Form] = []
    for form in held:
        mine = not compiler.guess or form.startswith(f"{compiler.guess}:")
        weight = rank.WEIGHT_WRITING if form.startswith(WRITINGS) else rank.WEIGHT_BASE
        forms += both(Form("word", (form,), weight if mine else weight * rank.OTHER_LANGUAGE))
    return forms


def _extra_forms(compiler: Compiler, found: Readings, exact: float) -> list[Form]:
    """What adds score to a match: the word exactly as typed, and in the title. ``exact``: the weight of the former."""
    return [
        Form("exact", found.exact, exact),
        Form("title", found.exact, rank.WEIGHT_TITLE),
        *(Form("title_word", (form,), rank.WEIGHT_TITLE / 2) for form in compiler.held("title_word", found.base)),
    ]


_MUCH_WRITTEN = ("en", "es", "fr", "id", "it", "nl", "pt")
"""Languages whose pages do not say whether they are written with marks (``search/languages/_letters.py``)."""
_MARKS_ARE_TYPED = frozenset({"da", "de", "et", "fi", "fo", "is", "no", "sv"})
"""Languages whose marked letters have keys of their own, and which hardly anybody writes without them (Romanian or Czech many do)."""


@functools.lru_cache(maxsize=4_000)
def is_another_word(exact: str, plain: str) -> bool:
    """Whether a word is a function word of a much written language without its marks, and with them of no language that some write
    without: thể is not *the*, nor Swedish för *for*, which every English page holds; Romanian în may be written *in*. What is in the index
    does not count, so that a document in one more language hides no other."""
    if not any(plain in language(code).function_words for code in _MUCH_WRITTEN):
        return False
    return not any(exact in each.function_words for code, each in LANGUAGES.items() if code not in _MARKS_ARE_TYPED)


SPELT_OUT = frozenset({"da", "de", "fi", "no", "sv"})
"""Languages whose marked letters some spell out."""


def _spelt_out_bases(found: Readings) -> list[str]:
    """Base forms of a word that may spell its marked letters out: of hoeyskole those of høyskole."""
    codes = tuple(sorted({code for code, _, _ in (form.partition(":") for form in found.base)} & SPELT_OUT))
    words = respelled(found.exact[0]) if codes and len(found.exact) == 1 else ()
    readings = [reading for word in words if (reading := word_readings(word, codes)) is not None]
    return list(dict.fromkeys(form for reading in readings for form in reading.base if form not in found.base))


def readings_under(compiler: Compiler, surface: str, languages: Sequence[Language]) -> Readings | None:
    """The forms of a word under these languages."""
    codes = tuple([lang.code for lang in languages])
    compiler.tried.update(codes)
    return word_readings(surface, codes)


def add_words(compiler: Compiler, text: str, surfaces: Sequence[str]) -> None:
    """The words of a phrase or chunk in any form, which find nothing but say which of several results comes first."""
    codes = tuple([lang.code for lang in compiler.languages(text)])
    words = [found for surface in surfaces if not compiler.is_function(surface) and (found := word_readings(surface, codes)) is not None]
    compiler.add_grams("word", [base for found in words for base in found.base], rank.PHRASE_WORD_EXTRA)
    compiler.add_grams("gram", [gram for found in words for gram in found.grams], rank.GRAM_EXTRA)


def written_otherwise(compiler: Compiler, leaf: QueryLeaf, text: str, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Other ways to write a leaf that is a number or an acronym, which is not quoted."""
    if leaf.phrase or leaf.prefix:
        return []
    return other_writings(compiler.engine, text, words) or acronyms(compiler.engine, text, words)


_LETTERS_OR_DIGITS = re.compile(r"\d+|[^\W\d_]+")
PIECES = range(3, 5)
"""Stretches of letters and of digits of a word that is tried in parts."""


def _parts_apart(compiler: Compiler, leaf: QueryLeaf, word: str) -> list[tuple[str, ...]]:
    """A word of letters and digits cut at some of the borders between them, as the index holds it: CM4500X as cm 4500x, 72m2 as 72 m2.

    At all of them it is cut anyway (:func:`search.text.word.parts`).
    """
    pieces = _LETTERS_OR_DIGITS.findall(word)
    if leaf.phrase or leaf.prefix or len(pieces) not in PIECES or "".join(pieces) != word:
        return []
    cuts = [at for number in range(1, len(pieces) - 1) for at in itertools.combinations(range(1, len(pieces)), number)]
    rows = [tuple("".join(pieces[a:b]) for a, b in itertools.pairwise((0, *at, len(pieces)))) for at in cuts]
    return _held(compiler, rows)


def _syllables_apart(compiler: Compiler, leaf: QueryLeaf, word: str) -> list[tuple[str, ...]]:
    """Vietnamese syllables that are typed in one, as the index holds them: càphê as cà phê."""
    if leaf.phrase or leaf.prefix or "vi" not in compiler.present:
        return []
    return _held(compiler, syllables_in_one(word))


def _held(compiler: Compiler, rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Those ways to cut a word of which the index holds every part."""
    held = {*compiler.held("exact", list({part for row in rows for part in row}))} if rows else set()
    return [row for row in rows if held.issuperset(row)]


def exact_forms(writings: Iterable[tuple[str, ...]]) -> list[Form]:
    """Words side by side, each as it is written."""
    return [form for words in writings for form in both(Form("exact", words, rank.WEIGHT_EXACT))]
