"""Arabic: light stemming of clitics and endings, on letters that writers exchange for each other made one.

Light stemming beats root extraction for search: Larkey, Ballesteros & Connell 2002/2007 ("light10"). What differs here, and why:

- A clitic of one letter (و and, ف so, ب with, ل for, ك as) cannot be told from a first letter: وزير (minister) read as و + زير would never
  meet الوزير, but وكتاب (and a book), بكتاب (with a book) must meet كتاب. Such words keep both readings, if enough is left of them:
  on arcd-ar .811 instead of .807 (MRR@10, words alone), and a page is found by the bare word.
- Their, your and our are taken off, too, and the alif of an indefinite accusative where its sign is written (كتاباً). MRR@10, whole
  questions and their three rarest words (2026-11-22): xquad-ar .9509 -> .9518, .8618 -> .8629, arcd-ar .8752 -> .8758, .7725 -> .7736.
- Verbs of derived forms change by rule, and so do the names of their actions: a word that looks so has the past of the verb for another
  base form (انتخاب, انتخبت: انتخب; يستخدم: استخدم). xquad-ar .9518 -> .9536, arcd-ar .8758 -> .8790 (2026-11-23); of the words that twelve
  questions, not looked at before, have in another form than their sentence .93 meet, .64 before.
- Hamza on waw and on yeh is one letter, because its seat follows rules that differ between countries (مسؤول, مسئول). One on alef says
  that ال is no article: ألمانيا, إلكتروني keep a reading without one, for الألمانية and الإلكترونية.
- Words that are spelt in several ways (إنجليزي, إنكليزي; أمريكا, أميركا) are those of ``_variants.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from search.detection.commonwords import function_words
from search.engine import MAX_TOKEN
from search.language import Forms
from search.languages._base import IcuLanguage, plain_forms, with_lemmas
from search.languages._grams import grams
from search.languages._lemmas import lemmas
from search.languages._variants import variants
from search.text.unicode import script_of, scripts
from search.text.word import exact_form, fold_forms

_ARTICLE = re.compile("(?:[وف]?(?:[بك]?ال|لل))(?=..)")
"""ال the; بال with the; كال as the; لل for the; each also after و (and) or ف (so). At least two letters stay."""
_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
"""her, dual, plural feminine, plural masculine (twice), nisba feminine (ـية), feminine or his, nisba or my. In this order, each once."""
_SHORTEST = 2
_TANWIN = re.compile("..(?:\u064b\u0627|\u0627\u064b)$")
"""The indefinite accusative, where its sign is written: كتابًا, كتاباً."""
_CLITICS = ({"و": 3, "ف": 4}, {"ب": 4, "ل": 4, "ك": 4})
"""Clitics in the order in which they are written, and the letters that a word has at least without them (كبير is no "as a well")."""
_AND = "و"
_SHORTEST_READING = 3
"""Letters that such a reading keeps at least when its ending is off, too: وطنية (national) is no "and a ton"."""
_HAMZA = "أإآ"
_LETTERS = str.maketrans("أإآٱىةؤئڤپچگ", "اااايهءءفبجك")
"""One letter each; those of foreign sounds, too (ڤيديو, فيديو)."""


_THEIRS = re.compile("(?<=....)(?:هما|هم|هن|كم|نا)$")
"""of both, of them (twice), your, our: أصدقائهم their friends. Four letters stay: متهم (accused) and محكم (firm) have no such ending."""


def _strip_endings(word: str) -> str:
    word = _THEIRS.sub("", word)
    if not word.endswith(_ENDINGS):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[:-len(ending)]
    return word


_OF_VERBS = (
    (re.compile(r"(ا.ت)(.)ا\2"), r"\1\2"),
    (re.compile("(ا(?:.ت..?|ن..|ست.{2,3}))ا(.)"), r"\1\2"),
    (re.compile("[يتن](ست..+)"), r"ا\1"),
    (re.compile("[يتن](.ت..+)"), r"ا\1"),
    (re.compile("[ين](ت...+)"), r"\1"),
    (re.compile("[يتم](.ا..)"), r"\1"),
    (re.compile("ي(...)"), r"\1"),
    (re.compile("(...+)وا"), r"\1"),
    (re.compile("(...+)(?<![اوي])ت"), r"\1"),
    (re.compile("(ت..)ي(.)"), r"\1\2"),
)
"""What is left of a word without its ending, and the past of the verb: احتلال of احتل, انتخاب of انتخب (انفجار, استخدام), يستخدم of استخدم,
يكتشف of اكتشف, يتعلم of تعلم, مقاومة and تقاوم of قاوم, يزرع of زرع, شاركوا of شارك, سيطرت of سيطر, تأسيس of تأسس. Not تفعل of فعل, nor
participles: تقدم, progress, is no foot, and مجتمع, society, no meeting."""


def _verbs(base: str) -> list[str]:
    """The third person of the past that a base form may be a form of, if the verb is longer than its root."""
    return [found.expand(past) for pattern, past in _OF_VERBS if (found := pattern.fullmatch(base)) is not None]


def stems(exact: str) -> tuple[str, ...]:
    """Base forms of a word, the likeliest first: one, or more where its first letters may be clitics or it may be of a derived verb."""
    bases = _light_stems(exact)
    verbs = [verb for base in bases for verb in _verbs(base)]
    return tuple(dict.fromkeys((*bases, *verbs, *(again for verb in verbs for again in _verbs(verb))))) if verbs else bases


def _letters(word: str) -> str:
    return exact_form(word).translate(_LETTERS)


_variants = variants("ar", _letters)


def _light_stems(exact: str) -> tuple[str, ...]:
    word = exact.translate(_LETTERS)
    found = _ARTICLE.match(word)
    if found is not None:
        readings = [word[found.end():], *([word[found.end() - 2:]] if exact[found.end() - 2] in _HAMZA else [])]
    else:
        readings = [word]
        for clitics in _CLITICS:
            readings += [reading[1:] for reading in readings if len(reading) > clitics.get(reading[:1], len(reading))]
    base, *others = map(_strip_endings, readings)
    respelt = [_strip_endings(other) for reading in readings for other in _variants(reading)]
    return tuple(dict.fromkeys([base, *(other for other in others if len(other) >= _SHORTEST_READING), *respelt]))


@dataclass(frozen=True)
class Arabic(IcuLanguage):
    """Words by ICU; light stems; function words also with و or ف written to them (وفي, فهو)."""

    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of one segmented word."""
        exact = exact_form(surface)
        if len(exact) > MAX_TOKEN or not (script_of(exact[:1] or " ") in self.scripts or scripts(exact) & self.scripts):
            return plain_forms(exact, (), False, grams(exact))
        folded = fold_forms(exact)[0]
        function = folded in self.function_words or (folded[:1] in "وف" and folded[1:] in self.function_words)
        bases = stems(exact)
        if _TANWIN.search(surface) is not None:
            bases = tuple(dict.fromkeys((*stems(exact[:-1]), *bases)))
        if self.lemmas is not None and not function:
            likely = 2 if exact.startswith(_AND) else 1  # a reading without ب or ل has enough false friends by itself
            bases = tuple(dict.fromkeys((*bases, *with_lemmas(bases[:likely], self.lemmas))))
        return plain_forms(exact, bases, function, () if function else grams(exact))


_FUNCTION_WORDS = frozenset(form for word in function_words("ar") for form in (word, fold_forms(word)[0]))
LANGUAGE = Arabic("ar", frozenset({"Arab"}), function_words=_FUNCTION_WORDS, lemmas=lemmas("ar"))
