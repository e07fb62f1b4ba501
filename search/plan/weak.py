"""The weak rungs of one word: different marks, compounds it is a part of, alone or with its neighbour, words of other scripts that sound
like it, words it may be a misspelling of.

They add score and never make a match, and they are looked up only where the strict rungs found too little (``relaxed``).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search import rank
from search.analysis.forms import Readings, word_readings
from search.engine import Form
from search.plan.compiler import Compiler, Joined, both
from search.text.unicode import NO_SPACE
from search.text.word import cut_long, fold_forms
from search.vocabulary.compounds import LINKS, Compound, compounds
from search.vocabulary.sounds import Alike, sounds_of
from search.vocabulary.spelling import corrections
from search.vocabulary.words import is_fit, is_spoken, vocabulary_of


@dataclass(frozen=True, slots=True)
class Weak:
    """Forms for the engine, and the same for marks: see :class:`search.plan.targets.WordTarget`."""

    forms: tuple[Form, ...] = ()
    different_marks: frozenset[str] = frozenset()
    compounds: tuple[tuple[str, int, int], ...] = ()
    alike: frozenset[str] = frozenset()
    typos: frozenset[str] = frozenset()


def is_known(forms: Iterable[Form]) -> bool:
    """Whether some form finds a word of the text itself, not only a word of an address."""
    return any(form.full and form.field != "address" for form in forms)


def joined_words(compiler: Compiler, row: Sequence[tuple[int, str]]) -> dict[int, Joined]:
    """Start of a leaf -> words of the index that it makes with its neighbours.

    ``row``: neighbouring leaves of one word each, their starts and exact forms.
    """
    compounds, alike = _written_in_one(compiler, row), _spoken_in_one(compiler, row)
    return {start: Joined(tuple(compounds.get(start, ())), tuple(alike.get(start, ()))) for start in compounds.keys() | alike.keys()}


def _written_in_one(compiler: Compiler, row: Sequence[tuple[int, str]]) -> dict[int, list[Compound]]:
    """Words that two neighbours are the parts of, with their marks or without: natt lampe, nattlampe; Hà Nội, Hanoi."""
    links = ("", *dict.fromkeys(link for lang in compiler.present for link in LINKS.get(lang, ())))
    pairs = [(one, other, one[1] + link + other[1]) for one, other in itertools.pairwise(row) for link in links]
    unmarked = [(start, fold_forms(word)[0]) for start, word in row]
    if unmarked != list(row):
        pairs += [(one, other, one[1] + other[1]) for one, other in itertools.pairwise(unmarked)]
    words = list(dict.fromkeys(word for *_, word in pairs))
    counts = dict(zip(words, compiler.engine.known("exact", words), strict=True))
    found: dict[int, list[Compound]] = {}
    for (first, one), (second, other), word in pairs:
        if counts[word]:
            found.setdefault(first, []).append(Compound(word, (0, len(one)), counts[word]))
            found.setdefault(second, []).append(Compound(word, (len(word) - len(other), len(word)), counts[word]))
    return found


MOST_SPOKEN_IN_ONE = 3
"""Words of a name that another script writes in one: Hồ Chí Minh, ホーチミン."""
MOST_WITH_BASES = 3
"""Words that sound like one, the likest first, that are looked for in their other forms, too."""


def _spoken_in_one(compiler: Compiler, row: Sequence[tuple[int, str]]) -> dict[int, list[Alike]]:
    """Words of other scripts that sound like two or three neighbours: Hà Nội, ハノイ."""
    found: dict[int, list[Alike]] = {}
    if len(row) > MOST_SPOKEN_IN_ONE:
        return found
    for count in range(2, MOST_SPOKEN_IN_ONE + 1):
        for at in range(len(row) - count + 1):
            words = row[at : at + count]
            if not all(word.isalpha() and not compiler.is_function(word) for _, word in words):
                continue
            for each in sounds_of(compiler.engine).alike("".join(word for _, word in words)):
                for start, _ in words:
                    found.setdefault(start, []).append(each)
    return found


def _bases_of(compiler: Compiler, word: str) -> list[str]:
    """Base forms of a word of another script that begin as it does: a name is found in other cases, too (путин, путина)."""
    if NO_SPACE.search(word):
        return []
    found = word_readings(word, tuple(lang.code for lang in compiler.languages(word)))
    bases = found.base if found is not None else ()
    return compiler.held("word", [base for base in bases if base.partition(":")[2][:3] == word[:3]])


def weak_forms(compiler: Compiler, found: Readings, strict: Sequence[Form], joined: Joined) -> Weak:
    """The weak rungs of a word. ``strict``: the forms it is looked up by; ``joined``: the words it makes with its neighbours."""
    held = max((compiler.frequency(form) for form in strict if form.field != "address" and not form.unless), default=0)
    if len(found.exact) > 1 or (held and compiler.only_unknown):
        return Weak()
    factor = rank.WEAK_KNOWN if held else 1.0
    forms: list[Form] = []
    different = frozenset(found.fold[:1]) if found.fold[0] != found.exact[0] else frozenset[str]()
    for fold in different:
        forms += both(Form("fold", cut_long(fold), factor * rank.WEIGHT_DIFFERENT_MARKS, full=False))
    spoken, alike = _sound_forms(compiler, found, joined, held)
    forms += spoken
    if not is_fit(found.exact[0]):
        return Weak(tuple(forms), different, alike=alike)
    vocabulary = vocabulary_of(compiler.engine)
    longer: tuple[Compound, ...] = ()
    if not found.function:
        longer = compounds(compiler.engine, vocabulary, found.exact[0], found.base, unknown=not held)
    whole = {compound.word for compound in joined.compounds}
    longer = (*joined.compounds, *(compound for compound in longer if compound.word not in whole))
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
        alike,
        frozenset(correction.word for correction in meant),
    )


def is_looked_for_by_sound(compiler: Compiler, found: Readings, held: int) -> bool:
    """Whether a word may be a name that other scripts write as it sounds: one that no document holds, or, alone in a query, few
    (``held``). Not in a long query, whose other words say more: it would take 3 ms of each."""
    few = rank.FEW if compiler.single else 1
    return held < few and len(found.exact) == 1 and not (found.function or compiler.only_unknown) and is_spoken(found.exact[0])


def _sound_forms(compiler: Compiler, found: Readings, joined: Joined, held: int) -> tuple[list[Form], frozenset[str]]:
    """Words of other scripts that sound like a word, or like it and its neighbours: for the engine, and the same for marks. ``held``:
    documents that hold it in any strict form."""
    by_word = {each.word: each.weight for each in joined.alike}
    if is_looked_for_by_sound(compiler, found, held):
        factor, most = (rank.WEAK_KNOWN, rank.SOUND_SURE) if held else (1.0, 1.0)
        alike = sounds_of(compiler.engine).alike(found.exact[0])
        by_word = {each.word: factor * each.weight for each in alike if each.difference <= most} | by_word
    forms = [form for word, weight in by_word.items() for form in both(Form("exact", cut_long(word), weight, full=False))]
    bases = {base: weight for word, weight in [*by_word.items()][:MOST_WITH_BASES] for base in _bases_of(compiler, word)}
    forms += [form for base, weight in bases.items() for form in both(Form("word", (base,), weight, full=False))]
    return forms, frozenset((*by_word, *bases))
