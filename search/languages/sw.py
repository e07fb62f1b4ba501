"""Swahili: what stands before and behind the stem of a verb, singular and plural of nouns, the place -ni.

A verb carries its subject, tense, relative pronoun and object before the stem, and passive, causative, stative, applicative and
reciprocal behind it: penisilini iligunduliwa (was discovered), nani aligundua (who discovered). A word is read as a verb only where
subject and tense stand before a stem whose root is listed (``data/verbs/sw.txt``); its base form is then the infinitive (kugundua) and
nothing else. Nouns that are made of a verb (mgunduzi, ugunduzi) are listed behind its stem and have its infinitive, too, those in -ji
(mchezaji, ukataji) by rule.

Of other words the plural is undone by its prefix (watoto, mtoto; vitabu, kitabu; miji, mji; vyama, chama; magari, gari), and a last -ni
(mjini). A prefix may be the beginning of a word (wakati, time), so a word keeps itself as well, and several singulars where the prefix
allows them (walimu: mwalimu); the wrong ones are hardly ever words, and those that are stand in ``_NO_PLURALS``. Adjectives with the
prefixes of all classes are listed (``data/irregular/sw.txt``).

Measured (2026-11-23) on 311 sentences that ask for the rest of their paragraph of 476: MRR@10 .4179 -> .4353 (p = .05), by their three
rarest words .316 -> .324, by four .349 -> .365 (recall@100 .662 -> .736, .746 -> .826). 66 questions, other forms than their sentence has,
among 1,553 other documents: .543 -> .761, none worse. Taking the same prefixes and endings off all words, whatever was left, had cost .007.

Source: the tables of Ashton 1944, "Swahili Grammar".
"""

from __future__ import annotations

import functools
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from search.detection.commonwords import data_lines, function_words
from search.languages._base import row
from search.languages._irregular import irregular
from search.text.word import exact_form

CACHE = 50_000
"""Distinct words remembered."""

# --- Verbs ---------------------------------------------------------------------------------------------------------------

_VERBS: dict[str, str] = {}
"""Stem -> plain stem."""
_MADE_OF: defaultdict[str, list[str]] = defaultdict(list)
"""Noun -> stems of the verbs that it is made of."""
for _verb, *_others in map(str.split, data_lines("verbs/sw")):
    _VERBS[_verb] = _verb
    for _other in _others:
        if _other.startswith("="):
            _VERBS[_other[1:]] = _verb
        else:
            _MADE_OF[_other].append(_verb)

_SUBJECTS = ["ni", "u", "a", "tu", "m", "mw", "wa", "i", "li", "ya", "ki", "vi", "zi", "ku", "pa", "mu"]
_NEGATIVE = ["si", "hu", "ha", "hatu", "ham", "hamw", "hawa", "hau", "hai", "hali", "haya", "haki", "havi", "hazi", "haku", "hapa", "hamu"]
_RELATIVES = ["ye", "o", "cho", "vyo", "lo", "yo", "zo", "po", "ko", "mo"]
_OBJECTS = ("", *["ni", "ku", "kw", "m", "mw", "wa", "tu", "u", "i", "li", "ya", "ki", "vi", "zi", "pa", "mu", "ji"])
_TENSES = ["na", "li", "me", "ta", "ki", "ka", "nge", "ngali", "mesha", "mekwisha"]
_REAL = frozenset((
    "hu", "ku", "kw", "kuto", "kutoku",
    *map("".join, itertools.product(_SUBJECTS, _TENSES)),
    *map("".join, itertools.product(_NEGATIVE, ("ku", "ja", "ta", "nge", "ngali", "kw"))),
    *map("".join, itertools.product(_SUBJECTS, ("na", "li", "taka", "si"), _RELATIVES)),
))
"""What stands before a stem in its plain form: habitual, infinitive, subject with tense, with its negative, with a relative."""
_WISHED = frozenset((*["ni", "a", "tu", "wa", "i", "li", "ya", "zi"], *map("".join, itertools.product(_SUBJECTS, ("si",)))))
"""Before a stem with a last -e (asome, that he read). Not m-, u-, ki- and vi-, which begin nouns: mkate, upande, vipande."""
_DENIED = frozenset(_NEGATIVE) - {"si"}
"""Before one with a last -i (hasomi, she does not read). Not si-, I, which begins names: Simoni."""
_OF_SUBJECT = {"a": "ye", "wa": "o", "u": "o", "i": "yo", "li": "lo", "ya": "yo", "ki": "cho", "vi": "vyo", "zi": "zo"}
"""Relative behind a verb without a tense: asemaye (who says), ifuatayo (which follows)."""
_OF_MANNER_AND_PLACE = ("vyo", "po", "ko")
_LONGEST_PREFIX = 10

_WITH_KU = {f"ku{stem}": stem for stem in ("la", "fa", "nywa", "ja", "pa", "wa", "ua")} | {"kwenda": "enda", "kwisha": "isha"}
"""Verbs of one syllable, which keep ku- behind most tenses (alikufa), and two others that do so."""
_WITHOUT_KU = ("fa", "nywa", "la", "ja")
_WITH_OBJECT = {f"{each}pa": "pa" for each in _OBJECTS if each}
_TWO_LETTERS = ("oa", "ua")
_SHORTEST = 3
_SHORTEST_WISH = 6
"""Letters of a verb with a vowel of its own (jaribu) that may have a subject alone before it: wajibu (duty) is no form of jibu."""
_ASKED = re.compile("(?<=...)je$")
"""how, what: unaitwaje."""
_NO_VERBS = frozenset([
    "asia", "asilia", "chuma", "halali", "kaa", "kata", "kinga", "kuta", "kwanza", "paa", "paka", "pamba", "panda", "panga", "taka",
    "unga", "vazi", "waka", "wania", "zama",
])
"""Asia, original, iron, lawful, crab, ward, defence, walls, first, gazelle, cat, cotton, seeds, machete, dirt, flour, era."""

_PASSIVES: tuple[tuple[str, tuple[str, ...]], ...] = (("liwa", ("a",)), ("lewa", ("a",)), ("iwa", ("u",)), ("wa", ("a", "")))
_EXTENSIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("lisha", ("a",)), ("lesha", ("a",)), ("isha", ("a", "i", "u", "ia")), ("esha", ("a", "e", "ea")), ("sha", ("ka",)), ("za", ("a",)),
    ("lika", ("a",)), ("leka", ("a",)), ("ika", ("a", "i", "u", "ia")), ("eka", ("a", "e", "ea")), ("uka", ("ua",)), ("oka", ("oa",)),
    ("lia", ("a",)), ("lea", ("a",)), ("ia", ("a", "i", "u")), ("ea", ("a", "e")),
    ("ana", ("a",)),
)
"""Ending of a stem that is passive; causative, stative, applicative, reciprocal; and what the stem ends in without it. An l stands between
two vowels of the plain stem and the ending (gundua, gunduliwa); verbs from Arabic have a last vowel of their own (jibu, jibiwa)."""
_AFTER = {
    **dict.fromkeys(("liwa", "isha", "lisha", "ika", "lika", "ia", "lia"), "aiu"),
    **dict.fromkeys(("lewa", "esha", "lesha", "eka", "leka", "ea", "lea"), "eo"),
    "za": "aeiou",
}
"""The last vowel before an ending; right before it where it begins with l or z."""
_VOWELS = "aeiou"
_MOST = 3
"""Extensions of one stem beside the passive, which is the last."""


def _extended(stem: str, most: int = _MOST) -> Iterator[str]:
    """The plain stems that a stem in the active voice may be made of."""
    if stem in _VERBS:
        yield _VERBS[stem]
    elif most:
        for shorter in _without(stem, _EXTENSIONS):
            yield from _extended(shorter, most - 1)


def _plain(stem: str) -> Iterator[str]:
    """The plain stems that a stem in either voice may be made of."""
    yield from _extended(stem)
    if stem not in _VERBS and stem not in _WITH_KU:
        for active in _without(stem, _PASSIVES):
            yield from _extended(active)


def _without(stem: str, endings: Sequence[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for ending, plain in endings:
        before = stem.removesuffix(ending)
        if before != stem and _fits(before, ending):
            yield from (before + last for last in plain if len(before + last) >= _SHORTEST)


def _fits(before: str, ending: str) -> bool:
    """Whether an ending may stand behind this, by the harmony of vowels."""
    if ending not in _AFTER:
        return True
    last = before[-1:] if ending[0] in "lz" else next((letter for letter in reversed(before) if letter in _VOWELS), "")
    return bool(last) and last in _AFTER[ending]


def _ended(stem: str, last: str) -> Iterator[str]:
    """Plain stems where a last -a has become ``last``; verbs with a vowel of their own keep it."""
    if len(stem) < _SHORTEST and stem not in _TWO_LETTERS:
        return
    if last == "a" or (stem[-1] in "iu" and stem in _VERBS and (last != "e" or len(stem) >= _SHORTEST_WISH)):
        yield from _plain(stem)
    elif stem.endswith(last) and (last != "e" or len(stem) > _SHORTEST):
        yield from _plain(stem[:-1] + "a")


def _analyses(word: str) -> Iterator[tuple[int, str]]:
    """Letters of the stem that a word has if it is a form of a verb, and the plain stem."""
    for at in range(1, min(len(word) - 1, _LONGEST_PREFIX) + 1):
        prefix, rest = word[:at], word[at:]
        lasts = [last for prefixes, last in ((_REAL, "a"), (_WISHED, "e"), (_DENIED, "i")) if prefix in prefixes]
        for stem in [rest[len(each) :] for each in _OBJECTS if rest.startswith(each)] if lasts else ():
            yield from ((len(stem), plain) for last in lasts for plain in _ended(stem, last))
        if prefix in _REAL:
            if rest in _WITH_KU:
                yield len(rest), _WITH_KU[rest]
            elif rest in _WITHOUT_KU and prefix.endswith(("hu", "ku", *_RELATIVES)):
                yield len(rest), rest
            if rest in _WITH_OBJECT:
                yield len(_WITH_OBJECT[rest]), _WITH_OBJECT[rest]
        if prefix in _OF_SUBJECT:
            for relative in (_OF_SUBJECT[prefix], *_OF_MANNER_AND_PLACE):
                if rest.endswith(relative):
                    yield from ((len(rest), plain) for plain in _ended(rest.removesuffix(relative), "a"))


@functools.lru_cache(maxsize=CACHE)
def verbs(word: str) -> tuple[str, ...]:
    """Plain stems of the verbs that a word may be a form of, with subject and tense or as it stands (soma, read). The longest stem counts:
    kutazama is ku-tazama (to look), not ku-ta-zama (it will sink)."""
    word = _ASKED.sub("", word)
    if word in _NO_VERBS:
        return ()
    found = [*_analyses(word)]
    if len(word) > _SHORTEST and (word in _VERBS or not found):
        found += [(len(word), plain) for plain in _extended(word)]
    longest = max((letters for letters, _ in found), default=0)
    return tuple(dict.fromkeys(plain for letters, plain in found if letters == longest))


# --- Nouns ---------------------------------------------------------------------------------------------------------------

_SINGULARS = tuple((re.compile(f"{plural}(?=..)"), singulars) for plural, singulars in (
    ("waa", ("mwa",)), ("wae", ("mwe",)), ("wai", ("mwi",)), ("wau", ("muu", "mwu")), ("we", ("mwe",)), ("wa(?=[^aeiou])", ("m", "mwa")),
    ("mia", ("mwa",)), ("mie", ("mwe",)), ("mii", ("mwi",)), ("miu", ("muu", "mwu")), ("mi(?=[^aeiou])", ("m",)),
    ("mu(?=[aeio])", ("mw",)), ("vy", ("ch",)), ("vi", ("ki",)),
    ("ma(?=.{3})", ("",)),
))
"""Prefix of the plural, and those that the singular may have; muigizaji is another spelling of mwigizaji."""
_DOING = re.compile("(?:m[uw]?|u)(.{2,}a)ji")
"""mchezaji player, ukataji cutting, muundaji maker."""
_PLACE = re.compile("(?<=...)ni$")
_NO_PLURALS = frozenset(["mafuta", "makali", "virusi", "mahali", "makazi", "wake", "wako"])
"""Words that are no plurals although their singular would be a word."""
_NO_PLACES = frozenset(["amani", "bilioni", "chini", "hisani", "imani", "jirani", "kanuni", "makini", "milioni", "ndani", "thamani"])
"""Words that end so by themselves."""
_irregular = irregular("sw")


def nouns(word: str) -> Iterator[str]:
    """Base forms of a word that is no verb: itself, its singulars, the same of it without -ni; verbs that it is made of."""
    places = (word, _PLACE.sub("", word)) if word not in _NO_PLACES else (word,)
    for place in dict.fromkeys(places):
        listed = _irregular(place)
        singulars = listed or (place, *_singulars(place))
        yield from singulars
        for singular in singulars:
            yield from (f"ku{stem}" for stem in (*_MADE_OF.get(singular, ()), *_done_by(singular)))


def _done_by(word: str) -> Iterator[str]:
    """Plain stems of the verb of which this is one who does it, or the doing."""
    if doing := _DOING.fullmatch(word):
        yield from _extended(doing[1])


def _singulars(word: str) -> Iterator[str]:
    if word not in _NO_PLURALS:
        for plural, singulars in _SINGULARS:
            if found := plural.match(word):
                yield from (singular + word[found.end():] for singular in singulars)
                return


# --- The language --------------------------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=CACHE)
def readings(surface: str) -> tuple[str, ...]:
    """Base forms: aligundua -> kugundua; watoto -> watoto, mtoto, mwatoto."""
    exact = exact_form(surface)
    if exact in function_words("sw"):
        return (exact,)
    return tuple([f"ku{stem}" for stem in verbs(exact)]) or tuple(dict.fromkeys(nouns(exact)))


LANGUAGE = row("sw", "Latn", str, spellings=readings)
