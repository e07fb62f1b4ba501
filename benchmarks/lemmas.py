"""``python -m benchmarks.lemmas CODE...``: makes ``search/languages/data/lemmas/<code>.txt`` anew, and says what it unites.

The words are the most frequent ones of ``wordfreq``, their base forms those of ``simplemma``; both come from the package registry and are
needed by this command alone. What our own rules unite already is left out, so that only stems that change stay.

The figures, by our rules alone and with the file, function words apart: of the frequent words that the dictionary knows, the share that
meets its base form, each counted as often as it is written; of the dictionary's forms that are *not* among them, too, each once; and of
neighbours in the dictionary that are of different words, the share that meets (Paice 1994, "An evaluation method for stemming algorithms":
under- and overstemming).
"""

from __future__ import annotations

import argparse
import dataclasses
import gzip
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import pairwise

from benchmarks.derived import roots
from search.detection.commonwords import FOLDER
from search.language import Language
from search.languages import language
from search.languages.fa import PRESENT, infinitives
from search.text.word import exact_form, unmarked

MOST = 250_000
"""Words of the frequency list that are looked at, the most frequent first."""
LEAST_SHARE = 0.2
"""Of the frequency of a stem: a base form that fewer of its words have is left out (الإعلام, the media, is no flags: الأعلام)."""
KEPT: dict[str, frozenset[str]] = {code: frozenset(endings.split()) for code, endings in {
    "ca": "s: es:a ns: os: a: ques:ca gues:ga ces:ca m:r ut:re n:r en:ar uen:ar es: ues:a a:u na: ques:c a:e t:r s:tre ert:ir e:ir "
          ":r :re :nir",
    "da": "s: en: et: n: t: er: r: e: erne: rne: ene: ne: t:e te:e de: ede: t:me te:me t:le te:le tes:e tes:es des:s st:e ste:e "
          "re:er re:mer re:ker ne:en ne:e et:um er:um rene:er este: ste: meste: est: st: ere: ende:",
    "es": "s: es: ces:z a:o os:o as:o :r go:er ria:er o:ar ga:er gan:er dra:er ra:er dria:er s:r rian:er gas:er e:ar e:ir an: ran:er "
          "dran:er ga:ir o:r on: gamos:er n:r a:r",
    "no": "s: en: et: a: n: t: er: r: e: ene: ne: ar: ane: a:e ar:e ane:e",
    "pt": "s: es: ns:m is:l eis:il a:o os:o as:o :r e:ir m:r do:r uei:ar ei:ar o:ar s:l a:r em:ir o:r ve:r am: ira:erir nha:r mos: "
          "inho:o inha:a inhos:o inhas:a oes:ao",
    "sv": "s: en: et: n: t: na: ar: arna: er: erna: r: rna: or:a orna:a ar:e arna:e a: net:en tt: t:a t:n t:e de:a te:a it:a d:a "
          "da:a dde: git: na:en na:a des:a ts: ts:s ag:e og:a rar:er rarna:er ret:er ra:er a:um er:um et:um re: sta: st: ende: nde: de: "
          "ors:a",
}.items()}
"""Languages whose endings the rules know well: what changes inside the stem is kept (bøker is of bok, yeux of œil), and of the endings
that the rules miss these, ``form:base`` without their marks (años is of año, animais of animal, skolan of skola; kørte of køre, läst of
läsa). French, Italian, Dutch and Romanian keep all. Norwegian has the endings of nouns and adjectives only: all base forms
cost some MRR@10 (norquad-no -.0013, xquad-es -.0012), what changes inside gains (+.0008, +.0011).
Those of verbs that are in the Spanish list gained .0007; the same for Norwegian cost .0011."""
SHORT = 5
"""Letters of a base form that is taken for a frequent word where nothing is known of frequencies: jõgi, käsi, tütar."""
SAMPLE = 20_000
"""Forms, and pairs of words, that the figures are taken from."""

_DICTIONARY = {"no": "nb", "hr": "hbs"}
_FREQUENCIES = {"no": "nb", "hr": "sh"}
"""Codes of the two libraries where they differ from ours."""

HEAD = """\
# {code}: stems of words whose base form no rule of endings finds, each with the stems of its base forms. Made by
# `python -m benchmarks.lemmas {code}`. Source: lemma lists of simplemma {simplemma} (github.com/adbar/simplemma: M. Měchura's lists, Open
# Database License 1.0; Wiktionary by Kaikki, CC BY-SA 4.0; UniMorph, CC BY-SA 3.0; FreeLing; spaCy lookups, MIT), of {words}.
# Licence: Open Database License 1.0 and CC BY-SA 4.0. Encoding: UTF-8.
"""
FREQUENT = "the words that\n# wordfreq {wordfreq} (CC BY-SA 4.0) counts as frequent"
SHORT_WORDS = f"words of up to\n# {SHORT} letters"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lemmas", description="Make the data files of base forms anew.")
    parser.add_argument("codes", nargs="+", metavar="CODE")
    parser.add_argument("--measure", action="store_true", help="leave the files as they are and print the figures only")
    options = parser.parse_args()
    try:
        import msgpack  # noqa: F401
        import simplemma  # noqa: F401
        import wordfreq  # noqa: F401
    except ImportError as error:
        sys.exit(f"{error}. Install what this command alone needs: pip install simplemma wordfreq")
    for code in options.codes:
        rules = by_rules(language(code))
        dictionary, frequencies = dict(_dictionary(code)), _frequencies(code)
        if not options.measure:
            bases_of = table(rules, dictionary, frequencies, KEPT.get(code), roots(code, dictionary, frequencies))
            write(code, bases_of if _list_of(code) is not None else unshared(rules, bases_of, dictionary))
        pairs = [pair for pair in dictionary.items() if not (rules.forms(pair[0]).function or rules.forms(pair[1]).function)]
        frequent = [pair for pair in pairs if pair[0] in frequencies]
        rare = [pair for pair in pairs if pair[0] not in frequencies]
        for name, each in (("rules", rules), ("with the file", language(code))):
            shares = meeting(each, frequent, frequencies), meeting(each, rare), confused(each, dictionary)
            print(f"{code} {name}: frequent {shares[0]:.3f}, others {shares[1]:.3f}, different words {shares[2]:.3f}", flush=True)


def by_rules(each: Language) -> Language:
    """A language without its dictionary."""
    return dataclasses.replace(each, lemmas=None)  # type: ignore[type-var]


def _dictionary(code: str) -> Iterator[tuple[str, str]]:
    """Forms and their base forms; Dutch verbs without the sign where they come apart (aan_bieden), German
    ones without a prefix that the form does not have."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    if code == "ur":
        yield from _urdu_plurals()
        return
    known: Mapping[str, str] = DefaultDictionaryFactory().get_dictionary(_DICTIONARY.get(code, code))
    verbs = dict(_hebrew_verbs(known)) if code == "he" else {}
    pairs = ((form, verbs.get(base, base.replace("_", ""))) for form, base in known.items())
    if code == "de":
        words = set(known.values())
        pairs = ((form, _without_prefix(form, base, words)) for form, base in pairs)
    yield from (pair for pair in pairs if code != "fa" or not _is_for_persian_rules(*pair))


def _without_prefix(form: str, base: str, words: Collection[str]) -> str:
    """The verb of a German form whose prefix stands elsewhere in the sentence (arbeitete ... ab): arbeiten, not abarbeiten."""
    prefix = _APART.match(base)
    apart = prefix is not None and not form.startswith(prefix[0]) and base[prefix.end() :] in words
    return base[prefix.end() :] if prefix is not None and apart else base


_APART = re.compile(
    "(?:ab|an|auf|aus|bei|da|dar|durch|ein|fort|her|hin|los|mit|nach|nieder|statt|um|vor|weg|weiter|wieder|zu|zurück|zusammen)(?=....)"
)


def _hebrew_verbs(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Participles, passives and names of actions that a list gives as words of their own, and their verbs: כותב, כתיבה, כתב (to write)."""
    for verb in dict.fromkeys(known.values()):
        for past, futures, words in _HEBREW_PATTERNS:
            found = past.fullmatch(verb)
            if found is not None and any(known.get(found.expand(future)) == verb for future in futures):
                made = [_FINAL_INSIDE.sub(lambda final: final[0].translate(_FINAL), found.expand(word)) for word in words]
                yield from ((word, verb) for word in made if known.get(word) == word)


_FINAL_INSIDE = re.compile("[ךםןףץ](?=.)")
_FINAL = str.maketrans("ךםןףץ", "כמנפצ")


_HEBREW_PATTERNS = (
    (re.compile("(.)(.)(.)"), (r"י\1\2ו\3", r"י\1\2\3", r"ל\1\2ו\3"), (r"\1ו\2\3", r"\1\2י\3ה")),
    (re.compile("(.)י(.)(.)"), (r"י\1\2\3", r"ל\1\2\3"), (r"מ\1\2\3", r"\1י\2ו\3")),
    (re.compile("ה(.+)י(.)"), (r"י\1י\2", r"ת\1י\2", r"לה\1י\2"), (r"מ\1י\2", r"הו\1\2", r"ה\1\2ה")),
)
"""Qal, Piel and Hifil: the past (the base form), one of whose futures the list must have, and the words made of it."""


def _urdu_plurals() -> Iterator[tuple[str, str]]:
    """Broken plurals that Urdu shares with Persian and Arabic, both numbers among its frequent words: the
    same consonants, more vowels. Of the Arabic list only patterns that nothing but plurals have (وزراء, مساجد, قوانین; not افعال, which
    is the name of an action, too)."""
    ranks = {word: rank for rank, word in enumerate(_frequencies("ur"))}
    frequent = {exact_form(word): word for word in reversed(ranks)}
    for code in ("fa", "ar"):
        for form, base in _dictionary(code):
            plural, single = (exact_form(word).translate(_HAMZA) for word in (form, base))
            likely = [each for each in ((single[:-1] + "ه", single[:-1] + "ت") if single.endswith("ة") else (single,)) if each in frequent]
            if plural in frequent and likely and (_PLURAL if code == "ar" else _LONG).fullmatch(plural) is not None:
                short = single.rstrip("هةت")
                if len(short) < len(plural) and _VOWELS.sub("", short) == _VOWELS.sub("", plural) and not plural.startswith(short):
                    yield frequent[plural], min(map(frequent.__getitem__, likely), key=ranks.__getitem__)


_HAMZA = str.maketrans("أإ", "اا")
_LONG = re.compile("....+(?<!ي)")
_PLURAL = re.compile("(?!ا)...?اء|..ا..|..ا.ي.")
_VOWELS = re.compile("[اآويءئ]")


def _is_for_persian_rules(form: str, base: str) -> bool:
    """Whether a Persian pair is left to the rules: forms of verbs, whose base form is now this stem, now that, and a last ی, which makes
    other words of short ones (ماهی, a fish, is no month)."""
    verb = base in PRESENT or _INFINITIVE.search(base) is not None or any(infinitives(base)) or any(infinitives(form))
    return verb or form == base + "ی"


_INFINITIVE = re.compile("(?:[یوا]|[رن])دن$|[خشسف]تن$")


def _frequencies(code: str) -> dict[str, float]:
    """Frequent words and how frequent each is, per word of text; the most frequent first. Where ``wordfreq`` has no list (Estonian), the
    forms of short words, for they are the frequent ones: one as frequent as the other."""
    import msgpack

    if (source := _list_of(code)) is not None:
        _, *bins = msgpack.loads(gzip.decompress(source.read_bytes()))
        words = [(word, 10 ** (-centibels / 100)) for centibels, each in enumerate(bins) for word in each]
        return dict(words[:MOST])
    return {form: 1.0 for form, base in _dictionary(code) if len(base) <= SHORT and form.isalpha() and base.isalpha()}


def _list_of(code: str) -> Traversable | None:
    """The list of ``wordfreq`` for a language, if it has one."""
    folder = files("wordfreq").joinpath("data")
    sources = [folder.joinpath(f"{size}_{_FREQUENCIES.get(code, code)}.msgpack.gz") for size in ("large", "small")]
    return next((source for source in sources if source.is_file()), None)


def table(
    rules: Language,
    dictionary: Mapping[str, str],
    frequencies: Mapping[str, float],
    endings: frozenset[str] | None,
    derived: Mapping[str, str],
) -> dict[str, list[str]]:
    """Stem -> stems of its base forms, the likeliest first. ``endings``: those that are kept where nothing else changes; None: all;
    ``derived``: base form -> the word that it is taken for, whose stem is one more."""
    whole: Counter[str] = Counter()
    found: dict[str, Counter[str]] = defaultdict(Counter)
    kept: set[tuple[str, str]] = set()
    for word, frequency in frequencies.items():
        forms = rules.forms(word)
        stems = forms.word or (word,)
        whole[stems[0]] += frequency  # type: ignore[assignment]
        base = dictionary.get(word) or dictionary.get(word.capitalize())
        if not base or " " in base or forms.function or rules.forms(base).function:
            continue
        for other in dict.fromkeys((base, derived.get(base, base))):
            stem = next(iter(rules.forms(other).word), None)
            if stem and stem not in stems and len(stems[0]) > 1:
                found[stems[0]][stem] += frequency  # type: ignore[assignment]
                changed = not (stem.startswith(stems[0]) or stems[0].startswith(stem))
                if endings is None or changed or ending(word, other) in endings:
                    kept.add((stems[0], stem))
    return {
        stem: likely
        for stem, bases in found.items()
        if (likely := [base for base, sum_ in bases.most_common() if sum_ >= LEAST_SHARE * whole[stem] and (stem, base) in kept])
    }


def unshared(rules: Language, bases_of: Mapping[str, list[str]], dictionary: Mapping[str, str]) -> dict[str, list[str]]:
    """Without the stems that short words have themselves: nothing says which is frequent (linn, town, and linn- of lind, bird)."""
    own = {stem for base in dict.fromkeys(dictionary.values()) if len(base) <= SHORT for stem in rules.forms(base).word}
    return {stem: bases for stem, bases in bases_of.items() if stem not in own}


def ending(form: str, base: str) -> str:
    """What a form ends in and its base form does not, without marks: ``es:`` of imágenes, ``is:l`` of animais, ``et:`` of rommet (rom)."""
    one, other = unmarked(form.lower()), unmarked(base.lower())
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest = one[same:]
    return f"{rest[1:] if same == len(other) and rest[:1] == one[same - 1 : same] else rest}:{other[same:]}"


def write(code: str, bases_of: Mapping[str, Sequence[str]]) -> None:
    lines = sorted(f"{stem} {' '.join(bases)}\n".encode() for stem, bases in bases_of.items())
    words = FREQUENT.format(wordfreq=version("wordfreq")) if _list_of(code) is not None else SHORT_WORDS
    head = HEAD.format(code=code, simplemma=version("simplemma"), words=words)
    (FOLDER / "lemmas" / f"{code}.txt").write_bytes(head.encode() + b"".join(lines))


def meeting(each: Language, pairs: Sequence[tuple[str, str]], weights: Mapping[str, float] | None = None) -> float:
    """The share of pairs of form and base form that have a base form in common; ``weights``: of the forms, 1 without."""
    chosen = random.Random(1).sample(pairs, min(SAMPLE, len(pairs)))
    counted = [(1.0 if weights is None else weights[form], _meet(each, form, base)) for form, base in chosen]
    return sum(weight for weight, met in counted if met) / (sum(weight for weight, _ in counted) or 1.0)


def confused(each: Language, dictionary: Mapping[str, str]) -> float:
    """The share of neighbours in the dictionary that have a base form in common though the dictionary gives them different ones."""
    different = [(one, other) for one, other in pairwise(sorted(dictionary)) if dictionary[one] != dictionary[other]]
    chosen = random.Random(1).sample(different, min(SAMPLE, len(different)))
    return sum(_meet(each, *pair) for pair in chosen) / len(chosen)


def _meet(each: Language, one: str, other: str) -> bool:
    return not set(each.forms(one).word).isdisjoint(each.forms(other).word)


if __name__ == "__main__":
    main()
