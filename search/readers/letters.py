"""Which single-byte encoding a text without a declaration is in, by what its letters say.

Bytes of one such encoding nearly always fit several others, too, and a statistical detector needs a page of text. So each one is tried
under each language that was written in it: letters of the language's alphabet (CLDR) speak for it, others and signs inside words against
it, and so do words written lIKE tHIS; function words speak for it most. What is not clearly the best is not taken.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from search.detection.detect import Detection, detect
from search.languages import language
from search.text.unicode import alphabet

_WRITTEN = {
    "cp1251": "ru uk bg be sr", "koi8-u": "ru uk", "iso8859-5": "ru bg sr", "cp866": "ru be",
    "cp1253": "el", "iso8859-7": "el", "cp1255": "he", "cp1256": "ar fa ur", "iso8859-6": "ar", "cp874": "th",
    "cp1252": "en fr de es pt it nl no da sv fi is ca gl eu id", "cp1250": "pl cs sk hu hr sl ro sq de",
    "iso8859-2": "pl cs sk hu hr sl ro de", "cp1254": "tr", "cp1257": "lt lv et",
}
"""Encoding -> the languages that were written in it, as far as they are told apart here."""
_BY_FREQUENCY = {
    "ru": "оеиантсрвлкдмпуыягбзьчйхжюцшфэщёъ", "uk": "оантиерівкдсулпмязбьйгчцюхжєшїщфґ", "bg": "аеоитнрвскздлпмуъбячгйжщцшфхюь",
    "be": "аніытсерялоцмквдзпугбьўэчшйхюжёф", "sr": "аеиортунксвдмпјлзбгњшцчћљжхђф", "el": "ατοεινσρμπηκυςίλόέγήάδθωχφύώβξζψϊΐ",
    "he": "ויהלתמרשבאנקעםחדכפטסצןגזךףץ", "ar": "اليمنوتربعةدسفكهأقحجطصخىشإذزثضغئءظآؤ", "fa": "ایردنهتومبکسلشزفگخجعپصحقطآچضظغذژئثءأؤ",
    "ur": "ایکروےسہمنلتپبجدٹگڈعھفزقشحصچخطذڑضغظثءژ", "th": "านรอ่เกงม้ัีลดยวสทบิตปคแะหใ์ขจไพชืูโุ็ำซึณถศภผธษฟญฮฐๆฤฝฉฏฑฎฒ๊ฬฆฯฌํฦ๋",
}
"""Letters of languages that write next to nothing else, the most frequent first (counted over sentences of many sources)."""
SAMPLE = 1_200
"""Bytes that are looked at, from stretches with bytes beyond ASCII."""
_STRETCH = re.compile(rb"[^\r\n]{0,60}[\x80-\xff][^\r\n]{0,200}")
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*")
_MIXED = re.compile("[a-zß-öø-ÿа-яёђ-џ].*[A-ZÀ-ÖØ-ÞЀ-ЯЁ]")
_ASCII_LETTER = re.compile("[A-Za-z]")
_NO_MARK = r"\w\s\u0300-\u036f\u064b-\u065f\u0e31-\u0e4e"
_LETTER, _SIGN = r"[^\W\d_]", rf"[^\x00-\x7f{_NO_MARK}]"
_SIGN_AT_LETTER = re.compile(rf"(?<={_LETTER})[^{_NO_MARK}](?={_LETTER})|{_SIGN}(?={_LETTER})|(?<={_LETTER}){_SIGN}")
_USUAL_AT_LETTER = frozenset("'’‘-.·–—/“”„«»‚‹›¿¡°…()…،؛؟:;,!?@&\u200c")
_USUAL_UNSEEN = frozenset("\t\r\n\xa0\u200c\u200d\u200e\u200f")
_NEVER = re.compile(
    "(?<![ก-ฮะ-ฺ็-๎])[ัิ-ฺ็-๎]|[เ-ไ](?![ก-ฮ])"  # Thai: a mark without a consonant before it, a leading vowel without one behind it
    "|[ךםןףץ](?=[א-ת])|[מנצ](?![א-ת'\"׳״])"  # Hebrew: a final form before another letter, another at the end
    "|[ةى](?=[ء-ي])"  # Arabic: letters that end a word
    "|ς(?=[α-ωά-ώ])|(?<=[α-ωά-ώ])σ(?![α-ωά-ώ'’])"  # Greek: the two forms of sigma
    r"|\b[ъьыЪЬЫ]|[аеёиоуыэюя]ь"  # Cyrillic: signs that follow consonants
)
MOST_MARKED, LEAST_OWN = 0.6, 0.5
"""Share of the letters beyond ASCII: at most in Latin letters, at least in others."""
LEAST_DIFFERENT = 4
"""Different letters of a text in an alphabet of its own."""
LEAST = 0.8
"""Points per letter below which a reading is not believed. Right ones of 20 characters have 1.1 and more in nineteen of twenty cases, noise
and encodings of several bytes 0.7 at most."""
MARGIN = 0.3
"""What the best reading must have more than the next one of other letters."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What bytes are under one encoding, and how much speaks for it."""

    text: str
    encoding: str
    lang: str
    score: float
    """Points per letter beyond ASCII: about 1 for what is in the alphabet, more with function words."""


def clear_reading(data: bytes) -> Reading | None:
    """The reading of a sample of a text that clearly makes most sense, if there is one."""
    sample, size = [], 0
    for stretch in _STRETCH.finditer(data):
        sample.append(stretch.group())
        size += len(stretch.group())
        if size >= SAMPLE:
            break
    found = readings(b"\n".join(sample))
    if not found or found[0].score < LEAST:
        return None
    letters = _only_letters(found[0].text)
    rival = next((other for other in found[1:] if _only_letters(other.text) != letters), None)
    return found[0] if rival is None or found[0].score - rival.score >= MARGIN else None


def readings(data: bytes) -> list[Reading]:
    """What ``data`` is under each encoding that fits strictly, each text once, for its best language; best first."""
    found: dict[str, Reading] = {}
    for encoding, langs in _WRITTEN.items():
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score, lang = max((_score(text, lang), lang) for lang in langs.split())
        if text not in found or found[text].score < score:
            found[text] = Reading(text, encoding, lang, score)
    return sorted(found.values(), key=lambda reading: -reading.score)


def _only_letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _score(text: str, lang: str) -> float:
    own = _letters(lang)
    letters = [c for c in text if c.isalpha() or unicodedata.category(c)[0] == "M"]
    foreign = [c for c in letters if c > "\x7f"]
    share = len(foreign) / max(1, len(letters))
    latin = lang not in _BY_FREQUENCY
    if not foreign or (share > MOST_MARKED if latin else share < LEAST_OWN or len(set(foreign)) < LEAST_DIFFERENT):
        return 0.0
    points = sum(times * _of_letter(own, letter) for letter, times in Counter(foreign).items())
    points += sum(_of_word(word, lang, latin) for word in _WORD.findall(text))
    points -= 3.0 * sum(sign not in _USUAL_AT_LETTER for sign in _SIGN_AT_LETTER.findall(text))
    points -= 4.0 * sum(not c.isprintable() and c not in _USUAL_UNSEEN for c in text)
    points -= 2.0 * sum(unicodedata.category(c) in ("So", "Sk", "No", "Sm") for c in text if c > "\x7f")
    points -= 3.0 * len(_NEVER.findall(text))
    if latin and (found := _detected(text)).lang == lang:
        points += len(foreign) * (1.5 if found.reliable else 0.5)
    return points / len(foreign)


def _of_letter(own: dict[str, float], letter: str) -> float:
    """Capitals say less: each Cyrillic encoding makes capitals of another's small letters."""
    small = letter.lower()
    return own.get(small, -3.0) - (0.6 if letter != small else 0.0)


def _of_word(word: str, lang: str, latin: bool) -> float:
    if word.isascii():
        return 0.5 * min(len(word), 5) * _is_function(lang, word)
    mixed = _MIXED.search(word) or (not latin and _ASCII_LETTER.search(word))
    return 2.0 * min(len(word), 5) * _is_function(lang, word) - (4.0 if mixed else 0.0)


@functools.lru_cache(maxsize=32)
def _detected(text: str) -> Detection:
    return detect(text)


@functools.lru_cache(maxsize=10_000)
def _is_function(lang: str, word: str) -> bool:
    return language(lang).forms(word).function


@functools.cache
def _letters(lang: str) -> dict[str, float]:
    """What each letter of a language speaks for it."""
    usual = _BY_FREQUENCY.get(lang)
    if usual is None:
        return dict.fromkeys(alphabet(lang), 1.0)
    return {letter: 2.0 - 3.0 * rank / len(usual) for rank, letter in enumerate(usual)}
