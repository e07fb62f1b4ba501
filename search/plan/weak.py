"""The weak rungs of one word: different marks, compounds it is a part of, alone or with its neighbour, words it may be a misspelling of.

They add score and never make a match, and they are looked up only where the strict rungs found too little (``relaxed``).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search import rank
from search.analysis.forms import Readings
from search.engine import Form
from search.plan.compiler import Compiler, both
from search.text.word import cut_long
from search.vocabulary.compounds import LINKS, Compound, compounds
from search.vocabulary.spelling import corrections
from search.vocabulary.words import is_fit, vocabulary_of


@dataclass(frozen=True, slots=True)
class Weak:
    """Forms for the engine, and the same for marks: see :class:`search.plan.targets.WordTarget`."""

    forms: tuple[Form, ...] = ()
    different_marks: frozenset[str] = frozenset()
    compounds: tuple[tuple[str, int, int], ...] = ()
    typos: frozenset[str] = frozenset()


def is_known(forms: Iterable[Form]) -> bool:
    """Whether some form finds a word of the text itself, not only a word of an address."""
    return any(form.full and form.field != "address" for form in forms)


def joined_words(compiler: Compiler, row: Sequence[tuple[int, str]]) -> dict[int, list[Compound]]:
    """Start of a leaf -> words of the index that it is written in one with its neighbour: natt lampe, nattlampe.

    ``row``: neighbouring leaves of one word each, their starts and exact forms.
    """
    links = ("", *dict.fromkeys(link for lang in compiler.present for link in LINKS.get(lang, ())))
    pairs = [(one, other, one[1] + link + other[1]) for one, other in itertools.pairwise(row) for link in links]
    words = list(dict.fromkeys(word for *_, word in pairs))
    counts = dict(zip(words, compiler.engine.known("exact", words), strict=True))
    found: dict[int, list[Compound]] = {}
    for (first, one), (second, other), word in pairs:
        if counts[word]:
            found.setdefault(first, []).append(Compound(word, (0, len(one)), counts[word]))
            found.setdefault(second, []).append(Compound(word, (len(word) - len(other), len(word)), counts[word]))
    return found


def weak_forms(compiler: Compiler, found: Readings, strict: Sequence[Form], joined: Sequence[Compound] = ()) -> Weak:
    """The weak rungs of a word. ``strict``: the forms it is looked up by; ``joined``: the words it makes with its neighbours."""
    held = max((compiler.frequency(form) for form in strict if form.field != "address" and not form.unless), default=0)
    if len(found.exact) > 1 or (held and compiler.only_unknown):
        return Weak()
    factor = rank.WEAK_KNOWN if held else 1.0
    forms: list[Form] = []
    different = frozenset(found.fold[:1]) if found.fold[0] != found.exact[0] else frozenset[str]()
    for fold in different:
        forms += both(Form("fold", cut_long(fold), factor * rank.WEIGHT_DIFFERENT_MARKS, full=False))
    if not is_fit(found.exact[0]):
        return Weak(tuple(forms), different)
    vocabulary = vocabulary_of(compiler.engine)
    longer: tuple[Compound, ...] = ()
    if not found.function:
        longer = compounds(compiler.engine, vocabulary, found.exact[0], found.base, unknown=not held)
    whole = {compound.word for compound in joined}
    longer = (*joined, *(compound for compound in longer if compound.word not in whole))
    for compound in longer:
        weight = rank.WEIGHT_COMPOUND if compound.word in whole else factor * rank.WEIGHT_COMPOUND
        forms += both(Form("exact", (compound.word,), weight, full=False))
    parts = {compound.word for compound in longer}
    meant = [each for each in corrections(vocabulary, found.exact[0], held) if each.word not in parts]
    most = max((each.frequency for each in meant), default=1)
    for correction in meant:
        forms += both(Form("exact", (correction.word,), factor * correction.weight(most), full=False))
    return Weak(
        tuple(forms),
        different,
        tuple((compound.word, *compound.part) for compound in longer),
        frozenset(correction.word for correction in meant),
    )
