"""Japanese: kana and kanji by MeCab with UniDic, everything else in the line by ICU, so that a Latin word is found under every language.

MeCab sees whole lines, because a word's neighbours decide where it ends; what it says about other scripts is not used. Its
dictionary form (UniDic's ``lemma``) unites inflections and spellings: 取扱い, 取り扱い; 行なった, 行う; じゃがいも, ジャガイモ, じゃが芋;
ウィルス, ウイルス. It is taken only where it can be trusted:

- not for names, whose lemma is their reading and would unite 伊藤 with 伊東, unless it says what foreign name it is
  (ベートーヴェン: ベートーベン-Beethoven);
- for a native word in katakana (ネコ: 猫) if it is long or stands alone: unknown katakana is cut and read as nonsense
  (バクニン -> 貘 + 人);
- without its ``-suffix`` (``私-代名詞``, ``たばこ`` -> ``タバコ-tabaco``).

A noun made of a verb has that, too, because who asks for the 払込み期限 reads when to 払い込む. What is left of different
spellings, above all in words that UniDic does not know, is the work of ``_kana.py``.
"""

from __future__ import annotations

import functools
import re
import threading
from itertools import groupby
from pathlib import Path

import fugashi
import unidic_lite

from search.detection.commonwords import function_words
from search.languages._kana import katakana_spelling, name_spelling
from search.languages._mecab import ALONE, FUNCTION, MecabLanguage, MecabSegmenter, Piece
from search.languages._whole import Noun
from search.text.word import exact_form

_JAPANESE_CLASS = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001aff0-\U0001b16f\U00020000-\U000323af"
)
_HIRAGANA = re.compile("[\u3041-\u3096\u309d\u309e\u30fc]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]+")
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+")

def _read(surface: str, features: list[str]) -> tuple[Piece, ...]:
    return ((0, len(surface), _lemma(surface, features)),)


def _lemma(surface: str, features: list[str]) -> str | None:
    """The lemma of a segment from its parts of speech and UniDic's lemma; of a noun made of a verb the verb, too (払い込み 払い込む)."""
    if len(features) != 3:
        return None
    pos1, pos2, lemma = features
    form, _, gloss = lemma.partition("-")
    form, alone = form.strip(), ""
    if not _KATAKANA.fullmatch(surface):
        form = "" if pos2 == _NAME else form
    elif _KATAKANA.fullmatch(form):
        form = form if gloss or pos2 != _NAME else ""
    else:
        form = "" if pos2 in {_NAME, "数詞"} or len(surface) == 1 else form
        alone = ALONE if len(surface) < SURE else ""
    if _is_function(surface, pos1, pos2):
        return form + FUNCTION
    if pos1 == "名詞" and len(surface) > 1 and (verb := verb_of(form)):
        form = f"{form} {verb}"
    return form + alone if form else None


_NAME = "固有名詞"
SURE = 4
"""Letters from which a native word in katakana is no piece of a foreign one."""
_DEVERBAL = re.compile("(?=.*[\u3400-\u9fff]).+([いきぎしちにびみりえけげせぜてでねべめれ])")
_TO_U = str.maketrans("いきぎしちにびみり", "うくぐすつぬぶむる")
_asking = threading.Lock()
"""Held while one of :func:`_tagger` is asked."""


@functools.cache
def _tagger(output: str) -> fugashi.GenericTagger:
    """UniDic, asked for one word at a time. ``output``: the file of ``data`` that says what it gives back."""
    return fugashi.GenericTagger(f'-r "{Path(__file__).parent / "data" / output}" -d "{unidic_lite.DICDIR}"')


@functools.lru_cache(maxsize=20_000)
def verb_of(noun: str) -> str:
    """The verb whose stem a noun is, if UniDic knows one: 払い込み -> 払い込む, 受け付け -> 受け付ける; else ``""``."""
    if not _DEVERBAL.fullmatch(noun):
        return ""
    for verb in dict.fromkeys((noun[:-1] + noun[-1].translate(_TO_U), f"{noun}る")):
        with _asking:
            output: str = _tagger("ja.rc").parse(verb)
        fields = output.split("\n")[0].split("\t")
        if len(fields) == 4 and fields[0] == verb and fields[1] == "動詞" and fields[3] == verb:
            return verb
    return ""


def _is_function(surface: str, pos1: str, pos2: str) -> bool:
    """Function words by part of speech. Some classes hold content words, too: there only those in hiragana (いる, but not 見る)."""
    if pos1 in {"助詞", "助動詞", "代名詞", "接続詞"} or pos2 == "助動詞語幹":  # は, た, これ, しかし; (の) よう
        return True
    if not _HIRAGANA.fullmatch(surface):
        return False
    return pos1 in {"連体詞", "接頭辞", "接尾辞"} or pos2 == "非自立可能" or surface in _FUNCTION_WORDS  # その, お, さん; する; こと


_FUNCTION_WORDS = function_words("ja")
_PROPER_NOUN = "名詞,固有名詞,一般"
_NOUN = Noun(_PROPER_NOUN, lambda _: _PROPER_NOUN, lambda _: f"{_PROPER_NOUN},*,*,*,*,*")
_segmenter = MecabSegmenter("ja", _JAPANESE_CLASS, Path(unidic_lite.DICDIR), _NOUN, _read, _KATAKANA)

# --- Readings ------------------------------------------------------------------------------------------------------------

_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_ANALYSES = 6
"""Analyses of a word that readings are taken from: 私 is わたし in the second, 人 にん in the fourth."""


def hiragana(text: str) -> str:
    """Katakana as hiragana; everything else stays."""
    return text.translate(_TO_HIRAGANA)


def readings(word: str) -> tuple[str, ...]:
    """How a word (no spaces) may be read, in hiragana, the likeliest first: 日本 -> にっぽん, にほん. Empty for one UniDic cannot read.

    What is typed before an input method converts it. Of a word that the dictionary knows as a whole only readings of the whole count.
    """
    with _asking:
        output: str = _tagger("ja-reading.rc").nbest(word, _ANALYSES)
    lines = [line.split("\t") for line in output.split("\n")]
    analyses = [list(group) for ends, group in groupby(lines, lambda fields: not fields[0]) if not ends]
    known = [analysis for analysis in analyses if all(len(fields) == 5 and "*" not in fields[1:3] for fields in analysis)]
    whole = [analysis for analysis in known if len(analysis) == 1]
    found = [reading for analysis in whole for reading in _read_as(analysis[0])]
    found += ["".join(fields[1] for fields in analysis) for analysis in known[:1] if not whole]
    return tuple(dict.fromkeys(hiragana(reading) for reading in found if _KANA.fullmatch(reading)))


def _read_as(fields: list[str]) -> list[str]:
    """The kana of a whole word and, where it is its own dictionary form, of its lexeme (言う is read ユウ and typed イウ)."""
    _, kana, lexeme, spelling, base = fields
    return [kana, lexeme] if spelling == base else [kana]


# --- The language --------------------------------------------------------------------------------------------------------

def _bases(exact: str, lemma: str) -> tuple[str, ...]:
    if not lemma:
        return (_spelling(exact),)
    return tuple(map(_spelling, map(exact_form, lemma.split(" "))))


def _spelling(word: str) -> str:
    return katakana_spelling(word) if _KATAKANA.fullmatch(word) else name_spelling(word)


LANGUAGE = MecabLanguage("ja", frozenset({"Hani", "Hira", "Kana"}), _segmenter, _bases, _FUNCTION_WORDS)
