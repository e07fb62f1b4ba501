"""Longer words of the index that a typed word is a part of: ``handel`` in ``bokhandel``, ``arbeid`` in ``arbeidsgiver``.

No dictionary: a word is taken for a compound if its other part is a word of the index, too, and the parts are together more frequent than
the whole (geometric mean of their document frequencies: Koehn & Knight 2003, "Empirical methods for compound splitting"; the one model for
several languages of Alfonseca, Bilac & Pharies 2008). Links between the parts and inflection of the last one are allowed. Only words that
stand in a passage of a compounding language count, so that English ``together`` is no compound of ``gather``.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from search import rank
from search.analysis.forms import base_form
from search.engine import Engine
from search.model import Span
from search.vocabulary.words import Vocabulary

LINKS: Mapping[str, tuple[str, ...]] = {
    "no": ("s", "e"),  # arbeid-s-giver, jul-e-mat
    "da": ("s", "e"),
    "sv": ("s",),
    "de": ("s", "es", "n", "en", "e", "er"),  # Arbeit-s-geber, Blume-n-topf, Kind-er-garten
    "nl": ("s", "e", "en"),  # stad-s-huis, boek-en-kast
    "fi": ("n",),  # the genitive: auto-n-kuljettaja
}
"""What may stand between two parts, for each language whose compounds are written in one word."""
DROPPED: Mapping[str, tuple[str, ...]] = {"de": ("e",), "sv": ("a", "e")}
"""What the first part may have lost: Schul(e)-haus, skol(a)-bok."""
UNKNOWN_SHORTEST = 7
"""Letters of the shortest unknown word that is looked for in words of which no other part is known."""
ENDING = 5
"""Letters that inflection may add: bokhandel-en; in handelsforholdene more follows than an ending."""
TRIED = 4
"""Ways to cut a word in two that are looked up, the most frequent parts first."""
LOOKED_AT = 2_000
"""Words that hold the typed one, looked at in the order of the alphabet: bounds the time for a short word."""


@dataclass(frozen=True, slots=True)
class Compound:
    """A word of the index and the part of it that was typed: code points of its exact form, half open."""

    word: str
    part: Span
    frequency: int


def compounds(
    engine: Engine, vocabulary: Vocabulary, word: str, bases: Sequence[str], *, unknown: bool = False
) -> tuple[Compound, ...]:
    """Compounds in which ``word`` (exact form) is the first or the last part; the most frequent ``rank.COMPOUND_FORMS``.

    ``bases``: its base forms with their languages (``no:handel``); those of languages that do not compound are ignored. ``unknown``: the
    index does not hold the word, so where no other part is a word of the index any will do, before it (prosjektutvikling in a small index)
    or else behind it.
    """
    base_of = {lang: base for lang, _, base in (form.partition(":") for form in bases) if lang in LINKS}
    if not base_of or len(word) < rank.COMPOUND_SHORTEST:
        return ()
    held = max(vocabulary.frequency(word), 1)
    candidates = [*_as_last_part(vocabulary, word, base_of), *_as_first_part(vocabulary, word, base_of)]
    likely = {found.word: found for found, other in candidates if other and math.sqrt(held * other) >= found.frequency}
    if not likely and unknown and len(word) >= UNKNOWN_SHORTEST:
        likely = {found.word: found for found, _ in candidates if found.part[0]} or {found.word: found for found, _ in candidates}
    frequent = sorted(likely.values(), key=lambda found: (-found.frequency, found.word))[: 2 * rank.COMPOUND_FORMS]
    return tuple(_of_these_languages(engine, frequent, base_of))[: rank.COMPOUND_FORMS]


def parts_of(engine: Engine, vocabulary: Vocabulary, word: str, langs: Iterable[str]) -> tuple[str, str] | None:
    """The two words of the index that a word (exact form) is most likely made of: fuktighetsmåler is fuktighet, måler.

    Both must stand in passages of the same compounding language. None where there are no such words.
    """
    mine = [lang for lang in langs if lang in LINKS]
    found: dict[tuple[str, str], int] = {}
    for at in range(rank.COMPOUND_OTHER, len(word) - rank.COMPOUND_SHORTEST + 1) if mine else ():
        if last := vocabulary.frequency(word[at:]):
            firsts = {form: vocabulary.frequency(form) for form in _first_forms(word[:at], mine) if len(form) >= rank.COMPOUND_OTHER}
            found.update({(form, word[at:]): count * last for form, count in firsts.items() if count})
    for pair in sorted(found, key=lambda pair: (-found[pair], pair))[:TRIED]:
        if any(all(engine.known_in(lang, "exact", pair)) for lang in mine):
            return pair
    return None


def _as_last_part(vocabulary: Vocabulary, word: str, base_of: Mapping[str, str]) -> Iterator[tuple[Compound, int]]:
    """Words that end with the typed one or with another form of it, and how frequent the part before it is (0: no word)."""
    stems = [base for base in base_of.values() if word.startswith(base) and len(base) >= rank.COMPOUND_SHORTEST]
    stem = min([word, *stems], key=len)
    for candidate, at, frequency in _with_ending(vocabulary.holding(stem), word, stem):
        tail = candidate[at:]
        if at < rank.COMPOUND_OTHER or len(tail) > len(stem) + ENDING:
            continue
        other = _first_part(vocabulary, candidate[:at], base_of)
        if tail == word or any(base_form(lang, tail) == base for lang, base in base_of.items()):
            yield Compound(candidate, (at, len(candidate)), frequency), other


def _with_ending(holding: Iterable[tuple[str, int]], word: str, stem: str) -> Iterator[tuple[str, int, int]]:
    """Words that end with the typed one, and words that hold its stem, without those that begin with it; and where it begins in each."""
    ending = containing = 0
    for candidate, frequency in holding:
        if ending < LOOKED_AT and candidate.endswith(word) and candidate != word:
            ending += 1
            yield candidate, len(candidate) - len(word), frequency
        if containing < LOOKED_AT and (at := candidate.find(stem)) > 0:
            containing += 1
            yield candidate, at, frequency


def _as_first_part(vocabulary: Vocabulary, word: str, base_of: Mapping[str, str]) -> Iterator[tuple[Compound, int]]:
    """Words that begin with the typed one, and how frequent what follows it is (0: no word)."""
    links = ("", *dict.fromkeys(link for lang in base_of for link in LINKS[lang]))
    for candidate, frequency in itertools.islice(vocabulary.beginning(word), LOOKED_AT):
        rest = candidate[len(word) :]
        lasts = [rest[len(link) :] for link in links if rest.startswith(link)]
        other = max((vocabulary.frequency(last) for last in lasts if len(last) >= rank.COMPOUND_SHORTEST), default=0)
        if len(rest) >= rank.COMPOUND_SHORTEST and not any(base_form(lang, candidate) == base for lang, base in base_of.items()):
            yield Compound(candidate, (0, len(word)), frequency), other


def _first_part(vocabulary: Vocabulary, written: str, langs: Iterable[str]) -> int:
    """How frequent the first part of a compound is, as a word of its own; 0 if it is none."""
    forms = _first_forms(written, langs)
    return max((vocabulary.frequency(form) for form in forms if len(form) >= rank.COMPOUND_OTHER), default=0)


def _first_forms(written: str, langs: Iterable[str]) -> set[str]:
    """What the first part of a compound may be as a word of its own."""
    forms = {written}
    for lang in langs:
        forms.update(written.removesuffix(link) for link in LINKS[lang])
        forms.update(written + letter for letter in DROPPED.get(lang, ()))
    return forms


def _of_these_languages(engine: Engine, found: Sequence[Compound], langs: Iterable[str]) -> Iterator[Compound]:
    """Those that the index holds in a passage of one of the languages."""
    terms = {each.word: {f"{lang}:{base_form(lang, each.word)}" for lang in langs} for each in found}
    wanted = sorted(set().union(*terms.values()))
    known = {term for term, count in zip(wanted, engine.known("word", wanted), strict=True) if count}
    return (each for each in found if not known.isdisjoint(terms[each.word]))
