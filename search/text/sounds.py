"""What a word sounds like, roughly, in any alphabet: names that were written down by ear meet across scripts (Hanoi, Ханой, هانوي, ハノイ).

A *sound* is a word in capital letters (``data/sounds.tsv``): HANOI. Its *key* are its consonants by the place where they are made (p b f v
w are one, l r another), without vowels, which few ears and no Arabic letters keep: as in Soundex (Russell 1918), but of all consonants
from the first on. Words of one key may be the same name; :func:`difference` says how different they sound.

A table of our own and not ICU's transliteration, which is made for the eye (its c is a *ts* in Russian, a *ch* in Hindi) and takes three
times as long: 19 and 6 µs a word (2026-11-23), of which an index has 300,000.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]

_PLACES = ("PBFVW", "TD", "KGH", "SZXCJ", "LR", "M", "N")
_PLACE = {sound: digit for digit, sounds in enumerate(_PLACES, start=1) for sound in sounds}
_TO_DIGITS = str.maketrans(dict.fromkeys("AEIOU", "0") | {sound: str(digit) for sound, digit in _PLACE.items()})
_VOWELS = frozenset("AEIOU")

# --- Letters -------------------------------------------------------------------------------------------------------------

_INDIC = range(0x0900, 0x0D80, 0x80)
"""Where the blocks of the Indic scripts begin that are laid out alike (ISCII)."""
_HANGUL = 0xAC00
_HIRAGANA, _KATAKANA, _THAI, _LAO = 0x3041, 0x30A1, 0x0E01, 0x0E81
_BLOCK = 0x7F


def _letters() -> tuple[dict[int, str], dict[int, str]]:
    """Code point -> sounds: of Latin letters with marks, and of all other letters."""
    latin, others = dict[int, str](), dict[int, str]()
    hangul: list[list[str]] = []
    for line in files("search.text").joinpath("data/sounds.tsv").read_text(encoding="utf-8").splitlines():
        script, _, cells = line.partition("\t")
        if script == "Hang":
            hangul.append([cell.replace("-", "") for cell in cells.split()])
        elif not line.startswith("#"):
            table = latin if script == "Latn" else others
            for sound, _, characters in (cell.partition(":") for cell in cells.split()):
                table.update(dict.fromkeys(map(ord, characters), sound))
    for first, copies in ((_HIRAGANA, [_KATAKANA]), (_THAI, [_LAO]), (_INDIC[0], _INDIC[1:])):
        for code in others.keys() & range(first, first + _BLOCK):
            for copy in copies:
                others.setdefault(code - first + copy, others[code])
    for number, (first_sound, vowel, last) in enumerate(itertools.product(*hangul)):
        others[_HANGUL + number] = first_sound + (vowel.replace("W", "U") if first_sound else vowel) + last
    return latin, others


_MARKED, _OTHERS = _letters()
_LATIN = {code: chr(code) for code in range(0x80)}
_LATIN |= {code: unicodedata.normalize("NFD", chr(code))[0] for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))}
_LATIN |= _MARKED


def _pairs(pairs: str) -> tuple[tuple[str, str], ...]:
    return tuple((letters, sound) for letters, _, sound in (pair.partition(">") for pair in pairs.split()))


_SPELT = _pairs(
    "tsch>C tch>C sch>X shch>X dzh>J ch>C sh>X zh>J kh>H gh>G ph>F th>T dh>D bh>B rh>R wh>W nh>N lh>L tz>C ck>K qu>K "
    "ce>SE ci>SI cy>SI x>KS c>K q>K j>J y>I"
)
"""Letters of Latin that are read together, in the order in which they are replaced; the others are read as themselves."""
_SPELT_OTHERWISE = _pairs("tch>C sch>X ch>H th>TH sz>X cz>C ge>JE gi>JI j>I チ>ティ ツ>トゥ \u062c>\u06af")
"""Another way to read some: Bach, Beethoven, Warszawa, Georgia, Jakob; プーチン (Putin), \u062c\u0648\u062c\u0644 (Google)."""
READ_OTHERWISE = re.compile("|".join(letters for letters, _ in _SPELT_OTHERWISE))
_SPELT_GREEK = _pairs("μπ>B ντ>D γκ>G γγ>NG τσ>C τζ>J ου>U ού>U ει>I εί>I οι>I οί>I αι>E αί>E αυ>AV ευ>EV")
_SPELT_KANA = _pairs(
    "ウィ>WI ウェ>WE ウォ>WO ティ>TI ディ>DI トゥ>TU ドゥ>DU "
    "シャ>XA シュ>XU ショ>XO シェ>XE チャ>CA チュ>CU チョ>CO チェ>CE ジャ>JA ジュ>JU ジョ>JO ジェ>JE"
)
_ARTICLE = re.compile("(?m)^\u0627\u0644(?=..)")
_VOWEL_FIRST = re.compile("(?m)^[\u0623\u0625\u0627\u05d0]([\u0648\u064a\u05d5\u05d9])(?=.)")
"""A first alef carries the vowel whose letter follows."""
_WAW = re.compile("(?m)(?<!^)\u0648(?![\u0627\u0629]|\u064a.)")
"""Where it is a vowel."""
_VAV = re.compile("(?m)(?<!^)\u05d5(?!\u05d5)")
_HE_AT_END = re.compile("(?m)\u05d4$")
_INHERENT = re.compile("|".join(f"(?<=[{chr(at + 0x15)}-{chr(at + 0x39)}])(?![{chr(at + 0x3C)}-{chr(at + 0x4D)}])" for at in _INDIC))
"""The *a* of an Indic consonant with no other vowel."""
_BEFORE = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])([\u0e01-\u0e2e\u0e81-\u0eae])")
"""Vowels that stand before the consonant they are spoken after."""
_MUTED = re.compile("[\u0e01-\u0e2e\u0e81-\u0eae][\u0e34-\u0e39]?[\u0e4c\u0ecc]")
"""A letter that is not read: ฟิล์ม."""
_NO_SOUND = re.compile(f"[^AEIOU{''.join(_PLACE)}\n]+")
_JOINED = re.compile("(?m)NG(?![AEIOU])|DJ|T[CX]|(?<!^)TS|(?<!^)W(?![AEIOU])|([A-Z])\\1+")
_ONE = {"NG": "N", "DJ": "J", "TC": "C", "TX": "C", "TS": "C", "W": "U"}


def sounds(words: str, *, otherwise: bool = False) -> str:
    """What words in their exact forms, one in each line, sound like; what no table has is left out. ``otherwise``: letters that are read
    in two ways are read in the rarer one."""
    if otherwise:
        words = _replaced(words, _SPELT_OTHERWISE)
    if re.search("[a-z\u00c0-\u024f\u1e00-\u1eff]", words):
        words = _latin(words)
    if re.search("[\u0370-\u03ff]", words):
        words = _replaced(words, _SPELT_GREEK)
    if re.search("[\u0600-\u06ff]", words):
        words = _WAW.sub("U", _VOWEL_FIRST.sub(_vowel, _ARTICLE.sub("", words)))
    if re.search("[\u05d0-\u05ea]", words):
        words = _VOWEL_FIRST.sub(_vowel, words)
        words = _HE_AT_END.sub("A", _VAV.sub("U", words.replace("\u05d5\u05d5", "W")))
    if re.search("[\u0900-\u0d7f]", words):
        words = _INHERENT.sub("A", words)
    if re.search("[\u0e00-\u0eff]", words):
        words = _BEFORE.sub(r"\2\1", _MUTED.sub("", words))
    if re.search("[\u30a1-\u30ff]", words):
        words = _replaced(words, _SPELT_KANA)
    if not words.isascii():
        words = words.translate(_OTHERS)
    return _JOINED.sub(lambda found: _ONE.get(found[0]) or found[0][0], _NO_SOUND.sub("", words))


def _vowel(found: re.Match[str]) -> str:
    return "O" if found[1] in "\u0648\u05d5" else "I"


def _replaced(words: str, pairs: Iterable[tuple[str, str]]) -> str:
    for letters, sound in pairs:
        words = words.replace(letters, sound)
    return words


def _latin(words: str) -> str:
    words = _replaced(re.sub("(?m)^x", "s", words.translate(_LATIN)), _SPELT)
    return words.upper() if words.isascii() else re.sub("[a-z]+", lambda found: found[0].upper(), words)


# --- One word, and many --------------------------------------------------------------------------------------------------

_LONG = re.compile("(?<=[アカサタナハマヤラワガザダバパャァ])ー")
_SHORT_R = re.compile("(?<=[AEIOU])R(?![AEIOU])")
_MUTE = re.compile("(?<=[AEIOU])[STZD]$")
_GUTTURAL = re.compile("[\u0639\u062d\u0636\u0638\u0635\u05e2]")


class Syllables(NamedTuple):
    """A sound taken apart: its consonants, their places, and the vowels before each and after the last."""

    consonants: str
    places: str
    vowels: tuple[str, ...]


class Script(NamedTuple):
    """What a script does to names."""

    same: frozenset[frozenset[str]] = frozenset()
    """Consonants of others that it writes with one letter."""
    by_ear: bool = False
    """Writes them as they are heard: without an *r* that nobody speaks (カーター), without letters that are mute."""
    put_in: str = ""
    """Vowels that it may put between the consonants of others or behind the last (ベトナム, 베트남)."""
    unwritten: bool = False
    """Leaves most vowels between consonants out."""


def _same(pairs: str) -> frozenset[frozenset[str]]:
    return frozenset(map(frozenset, pairs.split()))


_SCRIPTS = (
    (re.compile("[\u30a1-\u30ff]"), Script(_same("VB LR SX SC ZJ"), by_ear=True, put_in="UOI")),
    (re.compile("[\uac00-\ud7a3]"), Script(_same("VB FP LR ZJ SX SC"), by_ear=True, put_in="UOI")),
    (re.compile("[\u0600-\u06ff]"), Script(_same("VF PB CX VW"), unwritten=True)),
    (re.compile("[\u0590-\u05ff]"), Script(_same("VB PF VW SX CX KH"), unwritten=True)),
    (re.compile("[\u0370-\u03ff]"), Script(_same("VB SX ZJ CX HG"))),
    (re.compile("[\u0400-\u04ff]"), Script(_same("VW HG SX"))),
    (re.compile("[\u0900-\u0dff]"), Script(_same("VW FP ZJ SX VB"), put_in="A")),
    (re.compile("[\u0e01-\u0eff]"), Script(_same("VW ZS SX CX"))),
)
_OTHER_SCRIPT = Script()


@functools.lru_cache(maxsize=10_000)
def _script(character: str) -> Script:
    return next((script for letters, script in _SCRIPTS if letters.match(character)), _OTHER_SCRIPT)


class Spoken(NamedTuple):
    """A word in its exact form and what it may sound like; ``heard``: to ears that miss an *r*, or a last consonant."""

    sounds: tuple[str, ...]
    heard: tuple[str, ...]
    script: Script
    guttural: int
    """How many letters it has for sounds that hardly any name from elsewhere has."""


@functools.lru_cache(maxsize=1_000)
def spoken(word: str) -> Spoken:
    """How one word, in its exact form, may be read."""
    found = [sounds(word)]
    if READ_OTHERWISE.search(word):
        found.append(sounds(word, otherwise=True))
    found += [each[:-1] for each in found if word.endswith("e") and each[-2:-1] not in _VOWELS]
    if "ー" in word:
        found.append(sounds(_LONG.sub("ル", word)))
    return read_as(word, found)


def read_as(word: str, found: Iterable[str]) -> Spoken:
    """A word in its exact form with sounds that were made of it."""
    found = tuple(dict.fromkeys(found))
    script = _script(word[:1])
    heard = [] if script.by_ear else [short for each in found if (short := _SHORT_R.sub("", each)) != each]
    if word.endswith(("s", "t", "z", "d")):
        heard += [each[:-1] for each in found if _MUTE.search(each)]
    return Spoken(found, tuple(dict.fromkeys(heard)), script, 0 if word.isascii() else len(_GUTTURAL.findall(word)))


@functools.lru_cache(maxsize=20_000)
def _syllables(sound: str) -> Syllables:
    consonants, vowels = list[str](), [""]
    for letter in sound:
        if letter in _VOWELS:
            vowels[-1] += letter
        else:
            if consonants and consonants[-1] == "M" and not vowels[-1] and _PLACE[letter] == 1:
                consonants[-1] = "N"
            consonants.append(letter)
            vowels.append("")
    letters = "".join(consonants)
    return Syllables(letters, letters.translate(_TO_DIGITS), tuple(vowels))


def keys(lines: str) -> Keys:
    """The keys of sounds, one in each line: three bits for the place of each of the first 21 consonants; 0 without consonants.

    An *m* before a consonant of the lips counts as *n*: who hears Istanbul and Стамбул?
    """
    return _packed(lines.translate(_TO_DIGITS).replace("61", "71").replace("0", ""), 3)


def shapes(lines: str) -> Keys:
    """Of sounds, one in each line, where vowels stand and of which kind (a, e or i, o or u); two bits for each letter, the first 32."""
    return _packed(lines.translate(_TO_SHAPE), 2)


_TO_SHAPE = str.maketrans(dict.fromkeys(_PLACE, "0") | {"A": "1", "E": "2", "I": "2", "O": "3", "U": "3"})


def _packed(digits: str, bits: int) -> Keys:
    """The digits of each line in one number, the first in the lowest ``bits``."""
    codes = np.frombuffer(f"\n{digits}\n".encode("ascii"), np.uint8)
    borders = np.flatnonzero(codes == 0x0A)
    place = np.arange(len(codes)) - np.repeat(borders, np.diff(borders, append=len(codes))) - 1
    fits = (place >= 0) & (place * bits + bits <= 64) & (codes != 0x0A)
    shifted = np.where(fits, codes - 0x30, 0).astype(np.uint64) << np.where(fits, place * bits, 0).astype(np.uint64)
    made: Keys = np.bitwise_or.reduceat(shifted, borders[:-1])
    return made


# --- How different do two words sound? ------------------------------------------------------------------------------------

_NEAR: Mapping[frozenset[str], float] = {
    frozenset(pair): cost
    for pairs, cost in (
        ("LR", 0.05),
        ("SZ SX XC XJ CJ GH KG ZJ BP", 0.15),
        ("SC ZC VW BV FV PF KH TD", 0.25),
        ("BF ZX FW BW SJ", 0.5),
    )
    for pair in pairs.split()
}
"""Two consonants of one place -> how different they sound; 1 for others. These and the other costs were set by reading what 90 names and
400 rare words find among 322,000 words of sixty languages (2026-11-23)."""
_GUTTURAL_COST = 0.3
"""Of a letter for a sound that hardly any name from elsewhere has (\u0639, \u062d...)."""
MOST = (0.0, 0.0, 0.02, 0.05, 0.09)
"""How different two words of so many consonants (or more) may sound, per consonant: short words have many neighbours."""
VOWELS_OF_SHORT = 3
"""Vowels that a word of two consonants must have (Hanoi; not Oslo): else too many are read alike."""


def difference(one: Spoken, other: Spoken) -> float | None:
    """How different two words sound, per consonant: 0 if an ear cannot tell them apart. None for what is not alike at all."""
    pairs = [*itertools.product(one.sounds, other.sounds)]
    if other.script.by_ear:
        pairs += itertools.product(one.heard, other.sounds)
    if one.script.by_ear:
        pairs += itertools.product(one.sounds, other.heard)
    costs = [cost for mine, its in pairs if (cost := _difference(one, _syllables(mine), other, _syllables(its))) is not None]
    return min(costs, default=None)


def _difference(one: Spoken, mine: Syllables, other: Spoken, its: Syllables) -> float | None:
    count = len(mine.places)
    if mine.places != its.places or count < 2 or (count == 2 and len("".join(mine.vowels)) < VOWELS_OF_SHORT):
        return None
    different = [frozenset(a + b) for a, b in zip(mine.consonants, its.consonants, strict=True) if a != b]
    cost = sum(0.0 if pair in one.script.same or pair in other.script.same else _NEAR.get(pair, 1.0) for pair in different)
    cost += _GUTTURAL_COST * (one.guttural + other.guttural)
    for place, (a, b) in enumerate(zip(mine.vowels, its.vowels, strict=True)):
        if a != b:
            fewer, more, short, long = (a, b, one, other) if len(a) <= len(b) else (b, a, other, one)
            left_out = 0 < place < count and short.script.unwritten
            put_in = len(more) == 1 and more in long.script.put_in and count > 2
            cost += _vowels_apart(fewer, more, put_in=put_in, left_out=left_out)
    return cost / count if cost <= MOST[min(count, len(MOST) - 1)] * count else None


def _vowels_apart(fewer: str, more: str, *, put_in: bool, left_out: bool) -> float:
    if not fewer and put_in:
        return 0.0
    if not fewer:
        return 0.12 if left_out else 0.3
    fewer, more = (each.replace("E", "I").replace("U", "O") for each in (fewer, more))
    return 0.02 if fewer == more else 0.1 if set(fewer) & set(more) else 0.25
