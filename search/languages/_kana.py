"""Spellings of Japanese words that no dictionary needs to know: katakana, old and new characters, the small ヶ of place names.

- Katakana: a final long mark (サーバー, サーバ); ヴ (ヴェトナム, ベトナム); small vowels that are written large (ソフトウェア,
  ソフトウエア); ヤ behind a vowel in i or e (カシミヤ, カシミア); ei written with a long mark, in longer words (フェイスブック,
  フェースブック; レイン is not レーン).
- Old characters as new ones (渡邊, 渡辺; 慶應, 慶応), and those that family names have in several shapes (髙橋, 高橋; 斎藤, 斉藤).
- ヶ, ケ, が and カ between two characters of a name (霞ヶ関, 霞が関).

Source: 内閣告示「外来語の表記」(1991), notes on long marks, on ヴ, ウィ, ウェ, ウォ, ア and ヤ; for characters
``search/text/han.py`` and ``data/shapes/ja.txt``.
"""

from __future__ import annotations

import re

from search.detection.commonwords import data_lines
from search.text.han import new_forms

_VU = re.compile("ヴ([ァィェォュ]?)")
_VU_VOWELS = {"": "ブ", "ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ", "ュ": "ビュ"}
_SMALL_VOWELS = str.maketrans("ァィゥェォ", "アイウエオ")
_YA = re.compile("(?<=[イキシチニヒミリギジヂビピエケセテネヘメレゲゼデベペ])ヤ")
_EI = re.compile("(?<=[エケセテネヘメレゲゼデベペ])イ")
_LONG = 5
"""Letters from which a word is taken for the same with a long mark in place of イ."""
_NAMES = str.maketrans(dict(map(str.split, data_lines("shapes/ja"))))
_BETWEEN = re.compile("(?<=[\u3400-\u9fff])[ヶケがカヵ](?=[\u3400-\u9fff])")


def katakana_spelling(word: str) -> str:
    """One spelling of a word in katakana (exact form): サーバー -> サーバ (four letters or more: コピー stays), ヴェトナム -> ベトナム."""
    base = word[:-1] if len(word) > 3 and word.endswith("ー") else word
    base = _VU.sub(lambda found: _VU_VOWELS[found.group(1)], base).translate(_SMALL_VOWELS)
    base = _YA.sub("ア", base)
    return _EI.sub("ー", base) if len(base) >= _LONG else base


def name_spelling(word: str) -> str:
    """One spelling of a word with Han characters (exact form): 渡邊 -> 渡辺."""
    return _BETWEEN.sub("ヶ", new_forms(word).translate(_NAMES))
