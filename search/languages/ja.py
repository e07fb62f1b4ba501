"""Japanese: kana and kanji by MeCab with UniDic, everything else in the line by ICU, so that a Latin word is found under every language.

MeCab sees whole lines, because a word's neighbours decide where it ends; what it says about other scripts is not used. Its dictionary form
(UniDic's ``lemma``) unites inflections and spellings: 取扱い, 取り扱い; 行なった, 行う. It is taken only where it can be trusted:

- for words with kanji or hiragana; unknown katakana is cut and read as nonsense (バクニン -> 貘 + 人);
- not for names, whose lemma is their reading and would unite 伊藤 with 伊東;
- without its ``-suffix`` (``私-代名詞``, ``たばこ`` -> ``タバコ-tabaco``).

Katakana words have spelling variants instead: a final long mark (サーバー, サーバ) and ヴ (ヴェトナム, ベトナム).

The contract makes forms a function of the word and its lemma alone, but whether the word is a function word is known only to MeCab (で may
be a particle or a part of 出る). The segment's lemma therefore carries it: ``lemma`` or ``lemma\\t助``, the lemma being empty where it is
not trusted.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fugashi
import unidic_lite

from search.language import Forms, Segment
from search.languages._base import plain_forms
from search.languages._grams import grams
from search.languages._words import function_words
from search.word import exact_form, spaced_words

_JAPANESE_CLASS = (
    "\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303c\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001aff0-\U0001b16f\U00020000-\U000323af"
)
_JAPANESE = re.compile(f"[{_JAPANESE_CLASS}]+")
_OTHER = re.compile(f"[^{_JAPANESE_CLASS}]+")
_WORTH_A_LOOK = re.compile(r"[^\W_]|[+#&]")
"""A letter, or a sign that belongs to the word before it (日本&東京)."""
_HIRAGANA = re.compile("[\u3041-\u3096\u309d\u309e\u30fc]+")
_KATAKANA = re.compile("[\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff]+")

FUNCTION = "\t助"
"""Ends the lemma of a segment that MeCab calls a function word."""

# --- MeCab ---------------------------------------------------------------------------------------------------------------

_LONGEST = 1_000
"""Characters given to MeCab at once. Its time grows with the square of a run of katakana, and a sentence is shorter."""
_GOOD_CUT = re.compile(r"[。！？!?」』)\s、・,]")
_SEPARATORS = re.compile("[\n\t\r\0]")
"""MeCab ends at NUL, and our output format separates by newlines and tabs."""


@functools.cache
def _tagger() -> fugashi.GenericTagger:
    """The one tagger of the process: its dictionary is mapped once (250 MB of shared memory)."""
    rules = Path(__file__).parent / "data" / "ja.rc"
    return fugashi.GenericTagger(f'-r "{rules}" -d "{unidic_lite.DICDIR}"')


_lock = threading.Lock()
"""MeCab's tagger keeps the sentence it works on. Two threads on one tagger gain nothing anyway (fugashi holds the interpreter lock)."""


def _tagged(text: str) -> Iterator[tuple[int, int, str | None, bool]]:
    """MeCab's words of a line: ``(start, end, lemma, kana and kanji only)``. Surfaces are searched forward: MeCab leaves spaces out."""
    find, parse = text.find, _tagger().parse
    for first, last in _chunks(text):
        with _lock:
            output: str = parse(_SEPARATORS.sub(" ", text[first:last]))
        at = first
        for surface, lemma, pure in map(_read, output.split("\n")):
            found = find(surface, at, last) if surface else -1
            if found >= 0:
                at = found + len(surface)
                yield found, at, lemma, pure


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of at most ``_LONGEST`` characters, cut behind punctuation where there is any."""
    start = 0
    while len(text) - start > _LONGEST:
        cuts = [found.end() for found in _GOOD_CUT.finditer(text, start + _LONGEST // 2, start + _LONGEST)]
        end = cuts[-1] if cuts else start + _LONGEST
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


@functools.lru_cache(maxsize=100_000)
def _read(line: str) -> tuple[str, str | None, bool]:
    """One line of MeCab's output -> surface, lemma of the segment, whether it is kana and kanji only. Cached: lines repeat as words do."""
    surface, *features = line.split("\t")
    pure = _JAPANESE.fullmatch(surface) is not None
    if len(features) != 3:
        return surface, None, pure
    pos1, pos2, lemma = features
    trusted = pos2 != "固有名詞" and not _KATAKANA.fullmatch(surface)
    form = lemma.partition("-")[0].strip() if trusted else ""
    if _is_function(surface, pos1, pos2):
        return surface, form + FUNCTION, pure
    return surface, form or None, pure


def _is_function(surface: str, pos1: str, pos2: str) -> bool:
    """Function words by part of speech. Some classes hold content words, too: there only those in hiragana (いる, but not 見る)."""
    if pos1 in {"助詞", "助動詞", "代名詞", "接続詞"} or pos2 == "助動詞語幹":  # は, た, これ, しかし; (の) よう
        return True
    if not _HIRAGANA.fullmatch(surface):
        return False
    return pos1 in {"連体詞", "接頭辞", "接尾辞"} or pos2 == "非自立可能" or surface in _FUNCTION_WORDS  # その, お, さん; する; こと


_FUNCTION_WORDS = function_words("ja")

# --- The language --------------------------------------------------------------------------------------------------------

_VU = re.compile("ヴ([ァィェォ]?)")
_VU_VOWELS = {"": "ブ", "ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ"}


def _katakana_base(exact: str) -> str:
    """サーバー -> サーバ (four letters or more: コピー stays), ヴェトナム -> ベトナム."""
    base = exact[:-1] if len(exact) > 3 and exact.endswith("ー") else exact
    return _VU.sub(lambda found: _VU_VOWELS[found.group(1)], base)


@dataclass(frozen=True)
class Japanese:
    """Words by MeCab, base forms by UniDic."""

    code: str = "ja"
    scripts: frozenset[str] = frozenset({"Hani", "Hira", "Kana"})

    def segment(self, text: str) -> list[Segment]:
        """The words of a normalised line, in order, not overlapping."""
        if not _JAPANESE.search(text):
            return [Segment(start, end) for start, end in spaced_words(text)]
        segments = _japanese_words(text)
        others = list(_other_words(text))
        return sorted([*segments, *others], key=lambda segment: segment.start)

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one segmented word; ``lemma`` as :meth:`segment` gives it."""
        exact = exact_form(surface)
        if not _JAPANESE.search(exact):
            return plain_forms(exact, (), False, grams(exact))
        form, mark, _ = (lemma or "").partition(FUNCTION)
        base = exact_form(form) if form else _katakana_base(exact)
        return plain_forms(exact, (base,), bool(mark), ())


def _japanese_words(text: str) -> list[Segment]:
    """MeCab's words, cut where kana and kanji end; a piece of a word has no lemma."""
    words: list[Segment] = []
    done = 0
    for start, end, lemma, pure in _tagged(text):
        if start > done:
            words += _missed(text, done, start)
        if pure:
            words.append(Segment(start, end, lemma))
        else:
            words += _missed(text, start, end)
        done = end
    return words + _missed(text, done, len(text))


def _missed(text: str, start: int, end: int) -> list[Segment]:
    """The runs of kana and kanji in a stretch of other things: pieces of a word, or what MeCab did not give back. Nothing may be lost."""
    return [Segment(*found.span()) for found in _JAPANESE.finditer(text, start, end)]


def _other_words(text: str) -> Iterator[Segment]:
    """The words between runs of kana and kanji, cut as in every other language.

    ICU sees one character more on either side: whether ``+`` and ``&`` belong to a word depends on what follows (C++, C+言語).
    """
    for gap in _OTHER.finditer(text):
        first, last = gap.span()
        if not _WORTH_A_LOOK.search(text, first, last):
            continue
        context = max(0, first - 1)
        for start, end in spaced_words(text[context:last + 1]):
            if start + context >= first and start + context < last:
                yield Segment(start + context, min(end + context, last))


LANGUAGE = Japanese()
