"""Which language is this? CLD2 for whole texts, letters and document context for short passages.

CLD2 was chosen by measurement: as accurate on paragraphs as detectors that take 20 to 200 times as long. Around it stand

- a sanitiser, because CLD2 raises an error on controls, lone surrogates and noncharacters;
- scripts that only one language is written in, which need no statistics, and kana, which no Chinese text has;
- common words of short texts, which say more than statistics (*Hei på deg!* is Maori to them);
- alphabets of Cyrillic, because a Russian list of foreign names is Serbian to it;
- evidence words between Danish, Norwegian and Swedish, which CLD2 mixes up in longer ones, too;
- the passage rules: a short or doubtful passage takes its document's language unless its letters contradict it. A label decides how a
  passage is analysed, so one wrong label on a headline would hide its words behind the wrong stemmer.

Nothing here decides about queries: they are analysed under every language that the index holds.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pycld2

from search.detection import scandinavian
from search.detection.commonwords import likelier
from search.detection.scripts import LATIN, ONE_LANGUAGE, SCRIPTS, USUAL, Letters, script_counts
from search.detection.vietnamese import VIETNAMESE_SHARE, vietnamese_share
from search.text.unicode import alphabet, script_of


@dataclass(frozen=True, slots=True)
class Detection:
    """What a text looks like."""

    lang: str
    """Our code (ISO 639-1 where there is one); ``und`` when nothing can be said."""
    reliable: bool
    """Whether the text alone is reason enough to differ from its surroundings."""
    confidence: float
    """Share of the text's letters that speak for ``lang``, 0 to 1."""
    statistical: bool = False
    """Whether statistics say so; else the letters alone."""


UNDETERMINED = Detection("und", False, 0.0)

_OUR_CODE = {
    "nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "jw": "jv", "sh": "sr", "mo": "ro", "fil": "tl", "cmn": "zh", "yue": "zh",
    "un": "und",
}


def our_code(tag: str) -> str:
    """Our code for a language tag: ``nb-NO`` -> ``no``, ``zh-Hant`` -> ``zh``, ``iw`` -> ``he``; ``und`` for what is not a tag."""
    code = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _OUR_CODE.get(code, code) if re.fullmatch("[a-z]{2,3}", code) else "und"


# --- One text ------------------------------------------------------------------------------------------------------------

SHORT = 100
"""Letters under which statistics alone say little."""
SAMPLE = 20_000
"""Characters of a long text that are looked at: half from its beginning, half from its middle."""
_URL = re.compile(r"[hw](?:(?<=h)ttps?://|(?<=w)ww\.)[!-~]+")
_ADDRESS = re.compile(_URL.pattern + r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]+")
"""URLs and mail addresses are written in no language."""
_CLD2_REFUSES = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
                           + "".join(chr(plane << 16 | end) for plane in range(1, 17) for end in (0xFFFE, 0xFFFF)) + "]")
_INVENTED = ("xx", "zz", "tlh")
"""CLD2 also knows Pig Latin, Klingon and scripts as languages."""
_STRESS = re.compile("(?<=[\u0400-\u04ff])[\u0300\u0301]")
"""Stress marks of dictionaries and readers hide Russian words from CLD2."""


def without_addresses(text: str) -> str:
    if "@" not in text:
        return _URL.sub(" ", text) if "://" in text or "www." in text else text
    lines = text.split("\n")  # to look for mail addresses takes ten times as long as for URLs: only in lines that may hold one
    return _ADDRESS.sub(" ", text) if len(lines) == 1 else "\n".join(map(without_addresses, lines))


def detect(text: str) -> Detection:
    """The language of a text of any length. Never raises; text without letters is ``und``."""
    if len(text) > SAMPLE:
        middle = max(SAMPLE // 2, len(text) // 2)
        text = text[:SAMPLE // 2] + "\n" + text[middle:middle + SAMPLE // 2]
    text = without_addresses(text)
    return detect_counted(text, script_counts(text))


def detect_counted(text: str, letters: Letters) -> Detection:
    """As :func:`detect`, for a text without addresses whose letters are counted already."""
    if not letters:
        return UNDETERMINED
    script = letters.main
    share = letters[script] / letters.total
    if script in ONE_LANGUAGE:
        return Detection(ONE_LANGUAGE[script], True, share)
    if script == "Hani":
        return _han_or_kana(text, letters)
    if script == "Latn" and vietnamese_share(text) >= VIETNAMESE_SHARE:
        return Detection("vi", True, share)
    return _by_statistics(text, script, letters.total)


def _by_statistics(text: str, script: str, letters: int) -> Detection:
    """CLD2's answer, if it is a language of this script; a second try with the script's usual language as a hint."""
    if script == "Cyrl":
        text = _STRESS.sub("", text)
    for hint in (None, USUAL.get(script)):
        reliable, found = _cld2(text, hint)
        for _, tag, percent, _ in found:
            lang = our_code(tag) if not tag.startswith(_INVENTED) else "und"
            if script == "Cyrl" and _is_spelt_otherwise(text, lang, letters):
                continue
            if lang != "und" and script in SCRIPTS.get(lang, LATIN):
                detection = Detection(lang, reliable and percent >= 50, percent / 100, True)
                return _by_words(text, _among_scandinavian(text, detection, letters), script, letters)
        if USUAL.get(script) is None:
            break
    usual = USUAL.get(script, "und")
    if script == "Cyrl":
        usual = next((lang for lang in _CYRILLIC if not _is_spelt_otherwise(text, lang, letters)), usual)
    return _by_words(text, Detection(usual, False, 0.0), script, letters)


_CYRILLIC = ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg", "tt", "ba")
"""Languages in Cyrillic letters, the most written first."""
_MOST_FOREIGN = 0.01
"""Share of the letters of a Cyrillic text that its language does not have, at most. Of Russian ones Bulgarian lacks 2 %, Serbian 8."""


def _is_spelt_otherwise(text: str, lang: str, letters: int) -> bool:
    """Whether a Cyrillic text has letters that the language is not written with: a list of foreign names in Russian looks Serbian."""
    small = text.lower()
    foreign = sum(map(small.count, _not_in_alphabet(lang)))
    return foreign > max(1, _MOST_FOREIGN * letters)


@functools.cache
def _not_in_alphabet(lang: str) -> str:
    """The small Cyrillic letters of all these languages that one of them lacks; none if it is usually written in another script."""
    every = {letter for other in _CYRILLIC for letter in alphabet(other) if script_of(letter) == "Cyrl"}
    own = alphabet(lang)
    return "" if own.isdisjoint(every) else "".join(sorted(every - own))


def _among_scandinavian(text: str, detection: Detection, letters: int) -> Detection:
    """Danish, Norwegian or Swedish by evidence, reliable only with a clear margin over the next one; any other language as it is."""
    if detection.lang not in scandinavian.EVIDENCE:
        return detection
    lang, clear = scandinavian.likeliest(text, detection.lang, letters)
    return Detection(lang, detection.reliable and clear, detection.confidence, True)


def _by_words(text: str, detection: Detection, script: str, letters: int) -> Detection:
    """What statistics say of a text, unless it is short and its words say clearly more for another language of its script."""
    other = likelier(text, detection.lang) if letters < SHORT and script in ("Latn", "Cyrl") else detection.lang
    if other == detection.lang or script not in SCRIPTS.get(other, LATIN):
        return detection
    return Detection(other, False, detection.confidence, True)


def _cld2(text: str, hint: str | None) -> tuple[bool, Sequence[tuple[str, str, int, float]]]:
    """CLD2's answer: whether it is sure, and up to three of (name, tag, percent, score). Text that it refuses is cleaned first."""
    try:
        reliable, _, found = pycld2.detect(text, isPlainText=True, bestEffort=True, hintLanguage=hint)
    except (pycld2.error, UnicodeEncodeError):
        reliable, _, found = pycld2.detect(_CLD2_REFUSES.sub(" ", text), isPlainText=True, bestEffort=True, hintLanguage=hint)
    return bool(reliable), found


# --- Han and kana --------------------------------------------------------------------------------------------------------

KANA_SHARE = 0.1
"""Japanese sentences are a third kana and more; a Chinese page may quote some."""
_SURE_HAN = 20
"""Han characters without kana that make Chinese certain: no Japanese sentence is that long without a particle. A list of Japanese names may
be; it holds more than one character in so many that only Japanese uses (an old Chinese form such as 爲 passes for one)."""


def _in_charset(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


@functools.lru_cache(maxsize=30_000)
def _used_in(character: str) -> str:
    """``ja`` for a Han character that only Japanese uses (円, 駅, 働), ``zh`` for one that only Chinese uses (by character sets)."""
    in_japan = _in_charset(character, "shift_jis")
    in_china = _in_charset(character, "gb2312") or _in_charset(character, "big5")
    if script_of(character) != "Hani" or in_japan == in_china:
        return ""
    return "ja" if in_japan else "zh"


def _han_or_kana(text: str, letters: Letters) -> Detection:
    kana, han = letters["Hira"] + letters["Kana"], letters["Hani"]
    share = (kana + han) / letters.total
    if kana >= KANA_SHARE * (kana + han):
        return Detection("ja", True, share)
    used = Counter(map(_used_in, set(text)))
    japanese, chinese = used["ja"], used["zh"]
    if japanese > max(chinese, han // _SURE_HAN) or (letters["Hira"] and not chinese and han < _SURE_HAN):
        return Detection("ja", japanese > 1, share)
    return Detection("zh", chinese > 1 or han >= _SURE_HAN, share)
