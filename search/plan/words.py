"""Leaves of scripts with spaces: one word, a chunk typed without a space or a quoted phrase, a URL."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from search import rank
from search.analysis.forms import UNMARKED, Readings, address_words, word_readings
from search.detection.vietnamese import is_vietnamese_alone
from search.engine import MAX_TOKEN, All, Any_, Form, Leaf, Node, Not
from search.language import Language
from search.languages import LANGUAGES, language
from search.plan.compiler import Compiler, MadeWord, both, words_made
from search.plan.numbers import ACRONYM, acronyms, other_writings
from search.plan.targets import NO_SYNONYMS, LeafTarget, PhraseTarget, SynonymForms, WordTarget, only_synonyms
from search.plan.weak import is_known, weak_forms
from search.query import QueryLeaf
from search.text.hyphens import hyphened, in_one
from search.text.unicode import normalise
from search.text.word import cut_long, exact_form, fold_forms, parts, respelled
from search.vocabulary.compounds import Compound
from search.vocabulary.words import is_fit

_FILE = re.compile(r"\.(?:txt|md|html?|pdf|docx?|odt|csv|json)$", re.IGNORECASE)
"""Endings of files, which their names in the index have not."""
_ALIKE = str.maketrans("đð", "ðđ")
"""Their capitals look alike (Đ, Ð), and many Vietnamese texts have the wrong one: Ðà Nẵng."""
PREFIX_TERMS = 64
"""Words that the last word of a chunk or phrase with ``*`` is continued by, at most."""
WRITINGS = "zh:"
"""What base forms begin with that are another writing of the word, no other form of it: Chinese in simplified characters."""


def word_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, surface: str, negative: bool) -> Node | None:
    languages = [language("und")] if leaf.phrase else compiler.languages(text)
    found = _forms(compiler, surface, languages)
    if found is None:
        return None
    synonyms = NO_SYNONYMS if negative else compiler.synonyms.get(leaf.start, NO_SYNONYMS)
    joined = compiler.joined.get(leaf.start, ())
    node, target = word(compiler, found, negative=negative, prefix=leaf.prefix, quoted=leaf.phrase, synonyms=synonyms, joined=joined)
    others = _other_writings(compiler, leaf, text, found.exact) if len(surface) in ACRONYM or not surface.isalpha() else []
    others += _parts_apart(compiler, leaf, found.exact[0]) if not (negative or surface.isalpha() or surface.isdecimal()) else []
    if others:
        node = replace(node, forms=(*node.forms, *_exact_forms(others)))
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
        _add_words(compiler, text, [surface])
    if not negative and not leaf.prefix:
        if not (function or is_vietnamese_alone(found.exact[0])):  # only pages in other languages hold its sub-words: Nguyen
            compiler.add_grams("gram", found.grams, rank.GRAM_EXTRA)
        if surface.isdecimal():
            node = replace(node, idf=node.idf * rank.WEIGHT_NUMBER, floor=node.floor * rank.WEIGHT_NUMBER)
    return node


def word(
    compiler: Compiler,
    found: Readings,
    *,
    negative: bool,
    prefix: bool = False,
    quoted: bool = False,
    running: bool = False,
    synonyms: SynonymForms = NO_SYNONYMS,
    joined: Sequence[Compound] = (),
) -> tuple[Leaf, WordTarget]:
    """The leaf of one word. ``joined``: what it is written in one with its neighbour in the query.

    ``running``: it was cut out of text without spaces. There the run as typed is looked for besides, and the exact
    form only decides between equals.
    """
    strict = negative or quoted or prefix
    if not strict:
        compiler.words = compiler.words or found.fold[0] != found.exact[0] or is_fit(found.exact[0])
    key = (found, negative, prefix, quoted, running, compiler.guess)
    weak_key = (*key, compiler.only_unknown, *joined) if compiler.relaxed and not strict else None
    kept = words_made(compiler.engine) if synonyms is NO_SYNONYMS else None  # the user's own lists may change
    made = kept.get(weak_key or key) if kept is not None else None
    if made is None:
        made = (kept.get(key) if kept is not None else None) or _strict_word(compiler, found, negative, prefix, quoted, running, synonyms)
        if kept is not None:
            kept.put(key, made)
        if weak_key is not None:
            made = _weak_word(compiler, found, made, synonyms, joined)
            if kept is not None:
                kept.put(weak_key, made)
    return made.leaf, made.target


def _weak_word(compiler: Compiler, found: Readings, strict: MadeWord, synonyms: SynonymForms, joined: Sequence[Compound]) -> MadeWord:
    """A word with the weak rungs."""
    weak = weak_forms(compiler, found, strict.forms, joined)
    if not weak.forms:
        return strict
    target = replace(strict.target, different_marks=weak.different_marks, compounds=tuple(weak.compounds), typos=weak.typos)
    return strict._replace(leaf=compiler.leaf([*strict.forms, *weak.forms, *synonyms.forms], strict.extra), target=target)


def _strict_word(
    compiler: Compiler, found: Readings, negative: bool, prefix: bool, quoted: bool, running: bool, synonyms: SynonymForms
) -> MadeWord:
    """A word without the weak rungs."""
    base = found.base
    marked = found.fold[0] != found.exact[0]
    forms = [*both(Form("exact", found.exact, rank.WEIGHT_EXACT, prefix and len(found.exact) == 1))]
    alike = compiler.held("exact", [found.exact[0].translate(_ALIKE)]) if _ALIKE.keys() & set(map(ord, found.exact[0])) else []
    for form in alike:
        forms += both(Form("exact", (form,), rank.WEIGHT_EXACT))
    for reading in found.parts:
        forms += both(Form("exact", tuple(piece for *_, form in reading for piece in cut_long(form)), rank.WEIGHT_EXACT))
    held = compiler.held("word", base)
    for form in held if not prefix else ():
        mine = not compiler.guess or form.startswith(f"{compiler.guess}:")
        weight = rank.WEIGHT_WRITING if form.startswith(WRITINGS) else rank.WEIGHT_BASE
        forms += both(Form("word", (form,), weight if mine else weight * rank.OTHER_LANGUAGE))
    without = found.fold[1:] if marked and is_another_word(found.exact[0], found.fold[0]) else found.fold
    folded = () if negative or (quoted and marked) else without if marked else found.exact[:1]
    apart = compiler.telling(found.exact[0]) if marked else ()
    for form in folded:
        unless = apart if form == found.fold[0] else ()  # nobody writes groenn for another word
        forms += both(Form("exact" if marked else "fold", cut_long(form), rank.WEIGHT_UNMARKED, prefix, unless=unless))
    unmarked_bases = [] if marked or negative or prefix or quoted else [*(UNMARKED + form for form in base), *_spelt_out_bases(found)]
    held_unmarked = compiler.held("word", unmarked_bases)
    for form in held_unmarked:
        forms += both(Form("word", (form,), rank.WEIGHT_UNMARKED))
    if not negative:
        forms.append(Form("address", found.exact[:1], rank.WEIGHT_ADDRESS))
        for reading in found.parts:
            forms.append(Form("address", tuple(piece for *_, form in reading for piece in cut_long(form)), rank.WEIGHT_ADDRESS))
    extra = (
        []
        if negative or prefix
        else [
            Form("exact", found.exact, rank.RUNNING_EXTRA if running else rank.EXACT_EXTRA),
            Form("title", found.exact, rank.WEIGHT_TITLE),
            *(Form("title_word", (form,), rank.WEIGHT_TITLE / 2) for form in compiler.held("title_word", base)),
        ]
    )
    target = WordTarget(
        frozenset({found.exact, *((form,) for form in alike)}),
        frozenset(held),
        frozenset() if marked else frozenset((*compiler.held("fold", found.exact), *held_unmarked)),
        frozenset(without) if marked and not quoted else frozenset(),
        frozenset(),
        found.exact[0] if prefix else None,
        synonyms=synonyms.target,
        plain=found.fold[0] if apart else "",
        telling=frozenset(apart),
    )
    return MadeWord(compiler.leaf([*forms, *synonyms.forms], extra), target, forms, extra)


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


def _forms(compiler: Compiler, surface: str, languages: Sequence[Language]) -> Readings | None:
    codes = tuple([lang.code for lang in languages])
    compiler.tried.update(codes)
    return word_readings(surface, codes)


def chunk_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, surfaces: Sequence[str], negative: bool) -> Node | None:
    """Several words in one leaf: a quoted phrase, or a chunk typed without a space. Adjacent and in order."""
    exact = [cut_long(exact_form(surface)) for surface in surfaces]
    folded = [fold_forms(exact_form(surface))[0] for surface in surfaces]
    terms = _flat(exact)
    marked = any(fold != "".join(pieces) for fold, pieces in zip(folded, exact, strict=True))
    forms = [*both(Form("exact", terms, rank.WEIGHT_EXACT))]
    phrases = [PhraseTarget(tuple(exact), fold=False)]
    if leaf.prefix:
        for term, _ in compiler.engine.terms("exact", terms[-1], limit=PREFIX_TERMS):
            forms += both(Form("exact", (*terms[:-1], term), rank.WEIGHT_EXACT))
            phrases.append(PhraseTarget((*exact[:-1], (term,)), fold=False))
    written = _other_writings(compiler, leaf, text, terms)
    forms += _exact_forms(written)
    if in_one := _in_one_word(compiler, leaf, text, terms):
        written.append((in_one,))
        forms += both(Form("exact", (in_one,), rank.WEIGHT_WRITING))
    phrases += [PhraseTarget(tuple(map(cut_long, words)), fold=False) for words in written]
    finest = [readings[-1] if (readings := parts(surface)) else None for surface in surfaces]
    if any(finest):
        split = tuple(
            cut_long(form)
            for surface, reading in zip(surfaces, finest, strict=True)
            for form in ([part for *_, part in reading] if reading else [exact_form(surface)])
        )
        phrases.append(PhraseTarget(split, fold=False))
        forms += both(Form("exact", _flat(split), rank.WEIGHT_EXACT))
    if not marked and not negative:
        forms += both(Form("fold", terms, rank.WEIGHT_UNMARKED))
        phrases.append(PhraseTarget(tuple(exact), fold=True))
    elif not negative and not leaf.phrase:
        plain = tuple(cut_long(form) for form in folded)
        forms += both(Form("exact", _flat(plain), rank.WEIGHT_UNMARKED))
        phrases.append(PhraseTarget(plain, fold=False))
    synonyms = NO_SYNONYMS if negative else compiler.synonyms.get(leaf.start, NO_SYNONYMS)
    forms += synonyms.forms
    title = [] if negative else [Form("title", terms, rank.WEIGHT_TITLE)]
    files = [PhraseTarget(tuple(exact[:-1]), fold=False)] if not leaf.phrase and _FILE.search(text) and len(exact) > 1 else []
    if not negative and not leaf.phrase:
        forms += [Form("address", each, rank.WEIGHT_ADDRESS) for each in (terms, *(_flat(target.words) for target in files))]
    if not negative:
        _add_words(compiler, text, surfaces)
    others = [(only_synonyms(synonyms),)] if synonyms.forms else []
    if not negative and (bases := _hyphened_bases(compiler, leaf, text)):
        weight = rank.WEIGHT_BASE * rank.WEIGHT_WRITING
        forms += [form for base in bases for form in both(Form("word", (base,), weight))]
        others.append((replace(_plain_target(""), exact=frozenset(), base=frozenset(bases)),))
    compiler.targets.append(LeafTarget(leaf.text, tuple(others), tuple(phrases), files=tuple(files), address=not leaf.phrase))
    compiler.content += 1
    return compiler.leaf(forms, title)


def _add_words(compiler: Compiler, text: str, surfaces: Sequence[str]) -> None:
    """The words of a phrase or chunk in any form, which find nothing but say which of several results comes first."""
    codes = tuple([lang.code for lang in compiler.languages(text)])
    words = [found for surface in surfaces if not compiler.is_function(surface) and (found := word_readings(surface, codes)) is not None]
    compiler.add_grams("word", [base for found in words for base in found.base], rank.PHRASE_WORD_EXTRA)
    compiler.add_grams("gram", [gram for found in words for gram in found.grams], rank.GRAM_EXTRA)


def _other_writings(compiler: Compiler, leaf: QueryLeaf, text: str, words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Other ways to write a leaf that is a number or an acronym, which is not quoted."""
    if leaf.phrase or leaf.prefix:
        return []
    return other_writings(compiler.engine, text, words) or acronyms(compiler.engine, text, words)


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
    found = _forms(compiler, in_one(text), compiler.languages(text))
    return compiler.held("word", found.base) if found is not None else []


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
    held = {*compiler.held("exact", list({part for row in rows for part in row}))}
    return [row for row in rows if held.issuperset(row)]


def _exact_forms(writings: Iterable[tuple[str, ...]]) -> list[Form]:
    return [form for words in writings for form in both(Form("exact", words, rank.WEIGHT_EXACT))]


def _flat(words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(piece for pieces in words for piece in pieces)


def address_leaf(compiler: Compiler, leaf: QueryLeaf, text: str) -> Node | None:
    """A URL as a query: every word of it in the addresses of a document."""
    words = list(dict.fromkeys(form for *_, form in address_words(text)))
    compiler.targets.append(LeafTarget(leaf.text, (tuple(_plain_target(form) for form in words),)))
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


def _plain_target(form: str) -> WordTarget:
    return WordTarget(frozenset({(form,)}), frozenset(), frozenset(), frozenset(), frozenset())
