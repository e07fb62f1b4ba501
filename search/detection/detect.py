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
import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pycld2

from search.detection.commonwords import likelier
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


# --- Scripts -------------------------------------------------------------------------------------------------------------

_ONE_LANGUAGE = {
    "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Hang": "ko", "Grek": "el", "Armn": "hy", "Geor": "ka", "Taml": "ta",
    "Telu": "te", "Knda": "kn", "Mlym": "ml", "Gujr": "gu", "Guru": "pa", "Sinh": "si", "Orya": "or", "Thaa": "dv", "Cher": "chr",
    "Tibt": "bo",
}
_WRITTEN_IN = {
    **{lang: script for script, lang in _ONE_LANGUAGE.items()},
    "ja": "Hani Hira Kana", "zh": "Hani Bopo", "ko": "Hang Hani", "he": "Hebr", "yi": "Hebr", "am": "Ethi", "ti": "Ethi",
    "sr": "Cyrl Latn", "bs": "Latn Cyrl", "uz": "Latn Cyrl", "az": "Latn Cyrl Arab", "ku": "Latn Arab",
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug", "sd", "ks"), "Arab"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn", "tg", "tt", "ba"), "Cyrl"),
    **dict.fromkeys(("hi", "mr", "ne", "bh", "sa", "mai"), "Deva"),
    **dict.fromkeys(("bn", "as"), "Beng"),
}
SCRIPTS = {lang: frozenset(scripts.split()) for lang, scripts in _WRITTEN_IN.items()}
"""Languages that are not written in Latin letters (or not only)."""
LATIN = frozenset({"Latn"})
HAN_AND_KANA = frozenset({"Hani", "Hira", "Kana", "Bopo"})
_USUAL = {"Cyrl": "ru", "Arab": "ar", "Deva": "hi", "Beng": "bn", "Hebr": "he", "Ethi": "am"}
"""The most written language of a script, for texts in which CLD2 recognises nothing."""


_CYRILLIC = ("ru", "uk", "bg", "sr", "be", "mk", "kk", "ky", "mn", "tg", "tt", "ba")
"""Languages in Cyrillic letters, the most written first."""


class _Scripts:
    """Code point -> number of its script, as a table that is filled as characters turn up: counting letters is then one pass in C."""

    UNKNOWN, NONE = 0, 1

    def __init__(self) -> None:
        self._numbers = np.zeros(0x110000, np.uint8)
        self._names = ["", ""]
        self._lock = threading.Lock()

    def count(self, text: str) -> list[tuple[str, int]]:
        """Each script and how many letters of it there are."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        counts: list[int] = np.bincount(self._numbers[codes]).tolist()
        if counts and counts[self.UNKNOWN]:
            self._learn(set(text))
            counts = np.bincount(self._numbers[codes]).tolist()
        return [(self._names[number], times) for number, times in enumerate(counts) if times and number != self.NONE]

    def _learn(self, characters: Iterable[str]) -> None:
        with self._lock:
            for character in characters:
                script = "Zyyy" if character.isdigit() else script_of(character)
                if script in ("Zyyy", "Zinh", "Zzzz"):
                    number = self.NONE
                elif script in self._names:
                    number = self._names.index(script)
                else:
                    number = len(self._names)
                    self._names.append(script)
                self._numbers[ord(character)] = number


_scripts = _Scripts()


_NO_ASCII_LETTER = bytes(code for code in range(128) if not chr(code).isalpha())


_WEIGHT = {"Hani": 3, "Hang": 2}
"""One Han character or syllable of Hangul says as much as so many letters: a Japanese manual full of commands is Japanese."""


class Letters(dict[str, int]):
    """How many letters of each script a text has. (Not a Counter, which takes longer to make than most passages to count.)"""

    __slots__ = ("main", "total")
    main: str
    """The script that most is said in; Han and kana count as one, named ``Hani``. Empty where there are no letters."""
    total: int

    def __init__(self, counts: Iterable[tuple[str, int]]) -> None:
        super().__init__(counts)
        self.total = sum(self.values())
        self.main = _main(self) if len(self) > 1 else "Hani" if not HAN_AND_KANA.isdisjoint(self) else next(iter(self), "")

    def __missing__(self, script: str) -> int:
        return 0


def _main(letters: Mapping[str, int]) -> str:
    grouped = {"Hani": 0}
    for script, times in letters.items():
        if script in HAN_AND_KANA:
            grouped["Hani"] += times * _WEIGHT["Hani"]
        else:
            grouped[script] = times * _WEIGHT.get(script, 1)
    return max(grouped, key=lambda script: (grouped[script], script))


def script_counts(text: str) -> Letters:
    """Letters of a text by script; vowel signs and tone marks count where they are of a script (Burmese, Thai, Hindi)."""
    if not text.isascii():
        return Letters(_scripts.count(text))
    letters = len(text.encode().translate(None, _NO_ASCII_LETTER))
    return Letters([("Latn", letters)] if letters else ())


# --- One text ------------------------------------------------------------------------------------------------------------

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
    if script in _ONE_LANGUAGE:
        return Detection(_ONE_LANGUAGE[script], True, share)
    if script == "Hani":
        return _han_or_kana(text, letters)
    if script == "Latn" and vietnamese_share(text) >= VIETNAMESE_SHARE:
        return Detection("vi", True, share)
    return _by_statistics(text, script, letters.total)


def _by_statistics(text: str, script: str, letters: int) -> Detection:
    """CLD2's answer, if it is a language of this script; a second try with the script's usual language as a hint."""
    if script == "Cyrl":
        text = _STRESS.sub("", text)
    for hint in (None, _USUAL.get(script)):
        reliable, found = _cld2(text, hint)
        for _, tag, percent, _ in found:
            lang = our_code(tag) if not tag.startswith(_INVENTED) else "und"
            if script == "Cyrl" and _is_spelt_otherwise(text, lang, letters):
                continue
            if lang != "und" and script in SCRIPTS.get(lang, LATIN):
                detection = Detection(lang, reliable and percent >= 50, percent / 100, True)
                return _by_words(text, _scandinavian(text, detection, letters) if lang in _EVIDENCE else detection, script, letters)
        if _USUAL.get(script) is None:
            break
    usual = _USUAL.get(script, "und")
    if script == "Cyrl":
        usual = next((lang for lang in _CYRILLIC if not _is_spelt_otherwise(text, lang, letters)), usual)
    return _by_words(text, Detection(usual, False, 0.0), script, letters)


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


# --- Vietnamese ----------------------------------------------------------------------------------------------------------

_VIETNAMESE_LETTER = re.compile(
    "[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]|[aeiouyâêô][\u0300\u0301\u0303\u0309\u0323]", re.IGNORECASE)
"""Letters of Vietnamese; ă is Romanian, too, đ Croatian, ẹ ọ Yoruba: only their share in the words decides."""
_LATIN_LETTERS = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ\u0300-\u036f"
_LATIN_WORD = re.compile(f"[{_LATIN_LETTERS}]+")
_SYLLABLES = re.compile(f"[{_LATIN_LETTERS}]{{2,}}")
VIETNAMESE_SHARE = 0.4
"""More than half of the syllables of Vietnamese text hold such a letter; of Romanian
words a quarter; a foreign name is one word of many."""
_ONLY_VIETNAMESE = re.compile("[ơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự" + "ơưấầẩẫậắằẳẵặếềểễệốồổỗộớờởỡợứừửữự".upper() + "]")


def is_vietnamese_alone(word: str) -> bool:
    """Whether a word holds a letter that no other language has."""
    return not word.isascii() and _ONLY_VIETNAMESE.search(word) is not None


def vietnamese_share(text: str) -> float:
    """Share of the words that hold a letter of Vietnamese; 0 where none holds one that no other language has."""
    if text.isascii() or _ONLY_VIETNAMESE.search(text) is None:
        return 0.0
    words: list[str] = _SYLLABLES.findall(text)
    return sum(map(_is_vietnamese, words)) / max(1, len(words))


@functools.lru_cache(maxsize=20_000)
def _is_vietnamese(word: str) -> bool:
    return _VIETNAMESE_LETTER.search(word) is not None


# --- Danish, Norwegian, Swedish ------------------------------------------------------------------------------------------

def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_EVIDENCE = {
    "da": _words(
        "og at det er en et den til på af for med som de han var der ikke har fra ved men om eller jeg vi hun sig mig dig man kan skal "
        "vil blev blive bliver blevet være været nu ud op uden mod mellem gennem noget nogle nogen også meget kun efter når hvad hvor "
        "hvornår hvilken hvem derfor dette kunne skulle ville havde fik få gik siden først sidste hans hendes deres over alle anden "
        "andre flere mere end hvis"),
    "no": _words(
        "og at det er en ei et den til på av for med som de han var der ikke har fra ved men om eller jeg vi hun seg meg deg man kan "
        "skal vil ble bli blir blitt blei være vært nå ut opp uten mot mellom gjennom noe noen også mye bare etter når hva hvor "
        "hvilken hvem derfor dette kunne skulle ville hadde fikk få gikk siden først siste hans hennes deres over alle annen andre "
        "flere mer enn å hvis ikkje eg ein eit frå kva kvifor korleis vere vore nokre noko dei vart berre mykje ho òg då dykk sjå utan"),
    "sv": _words(
        "och att det är en ett den till på av för med som de han var där inte har från vid men om eller jag vi hon sig mig dig man kan "
        "ska skall vill blev bli blir blivit vara varit nu ut upp utan mot mellan genom något några någon också mycket bara efter när "
        "vad vilken vem därför detta kunde skulle ville hade fick få gick sedan först sista hans hennes deras över alla annan andra "
        "flera mer än"),
}
"""The commonest words of each, nearly the same list three times: what two languages share cancels out."""
_EVIDENCE_SHAPES = {
    "da": re.compile(r"[æø]|(?:tion|øj|ej|hed|skab)(?:en|et|er|erne)?s?$"),
    "no": re.compile(r"[æø]|^kj|skj|(?:sjon|øy|ei|het|skap|asje)(?:en|et|a|er|ar|ene|ane)?s?$"),
    "sv": re.compile(r"[äö]|(?:tion|het|skap)(?:en|et|er|erna)?s?$"),
}


@functools.lru_cache(maxsize=50_000)
def _evidence(word: str) -> tuple[tuple[str, int], ...]:
    """How much a word speaks for each of the three."""
    return tuple((lang, weight) for lang in _EVIDENCE if (weight := (word in _EVIDENCE[lang]) + bool(_EVIDENCE_SHAPES[lang].search(word))))


SHORT = 100
"""Letters under which statistics alone say little."""
_ENOUGH = 3_000
"""Characters that hold evidence enough."""


def _scandinavian(text: str, detection: Detection, letters: int) -> Detection:
    """Danish, Norwegian or Swedish by evidence; reliable only with a clear margin over the next one."""
    found = Counter[str]()
    for word, times in Counter(_LATIN_WORD.findall(text[:_ENOUGH].lower())).items():
        for lang, weight in _evidence(word):
            found[lang] += weight * times
    first, second, _ = sorted(_EVIDENCE, key=lambda lang: (-found[lang], lang != detection.lang))
    margin = found[first] - found[second]
    clear = margin >= max(2, letters / 200)
    return Detection(first if margin else detection.lang, detection.reliable and clear, detection.confidence, True)
