"""Which scripts a text is written in, and which languages are written in each."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping

import numpy as np

from search.text.unicode import script_of

ONE_LANGUAGE = {
    "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my", "Hang": "ko", "Grek": "el", "Armn": "hy", "Geor": "ka", "Taml": "ta",
    "Telu": "te", "Knda": "kn", "Mlym": "ml", "Gujr": "gu", "Guru": "pa", "Sinh": "si", "Orya": "or", "Thaa": "dv", "Cher": "chr",
    "Tibt": "bo",
}
_WRITTEN_IN = {
    **{lang: script for script, lang in ONE_LANGUAGE.items()},
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
LATIN_LETTERS = "A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ\u0300-\u036f"
"""The inside of a character class."""
HAN_AND_KANA = frozenset({"Hani", "Hira", "Kana", "Bopo"})
USUAL = {"Cyrl": "ru", "Arab": "ar", "Deva": "hi", "Beng": "bn", "Hebr": "he", "Ethi": "am"}
"""The most written language of a script, for texts in which CLD2 recognises nothing."""


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
