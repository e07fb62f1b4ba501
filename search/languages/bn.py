"""Bengali: case endings, articles and plural endings of nouns, which are written one behind the other (বইগুলোর: of the books), and verbs.

The endings are those of the grammar's tables (Thompson 2010, "Bengali: A Comprehensive Grammar"); light as in Islam, Uddin & Khan 2007,
"A light weight stemmer for Bengali". A verb with an ending that no noun has (করেছিলেন, লিখবে, পেয়েছেন) is read as its root, with the vowels
that the root has before other endings (লিখ, লেখ; পেড়, পাড়), and as its verbal noun (লেখা, পাড়া, পাওয়া), under which dictionaries have
it. Endings that nouns have, too, are taken off as theirs. What ends in -দের may be a word in -দ (চাঁদের).

A visarga at the end of a word is mostly the sign of an abbreviation, for which others write a point (ডাঃ, ডা., ডা Dr; মোঃ, মো. Md): it is
left out. A last ী is written ি, too, since the spelling rules of Bangla Academy (2012): বন্দী, বন্দি; ণ্ট and ণ্ড of foreign words ন্ট and ন্ড.

Measured (2026-11-21, docs_10k, 400 queries of four words over 1,282 paragraphs): MRR@10 .163 -> .763 where each word has another ending
than in the text, .979 -> .981 where it has the same. With verbs (2026-11-23): 344 sentences that ask for their paragraph of 509 .373 ->
.371; of the words of 20 questions in the forms that people ask with .66 are marked in the sentence that answers, .80 with them.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import light
from search.text.word import exact_form

_CASES = "ের র কে রে তে ে য় য়ের েরা রা দের দেরকে ও ই"
_ARTICLES = "টি টা টির টার টিকে টাকে টিতে টাতে খানা খানি গুলি গুলো গুলির গুলোর গুলিকে গুলোকে গুলিতে গুলোতে সমূহ সমূহের সমূহে"
_VISARGA = "ঃ"
_LETTER = "[ক-হ]\u09bc?(?:\u09cd[ক-হ]\u09bc?)*"
_DONE = "ছ(?:ে|েন|ি|ো|িল|িলেন|িলাম|িলে)?"
_ENDING = f"(?:{_DONE}|বেন?|লেন|লাম|লে|তেন|তাম)"
_CLOSED = re.compile(f"(?P<on>(?:{_LETTER})?)(?P<vowel>[অ-ঔ\u09be-\u09cc]?)(?P<off>\u0981?{_LETTER})(?:\u09c7{_DONE}|{_ENDING})")
"""A root of one syllable that ends in a consonant, with an ending: করেছে, লিখবে, বেঁধেছিল."""
_OPEN = re.compile(
    f"(?P<on>[ক-হ])(?P<vowel>[\u09be-\u09cc]?)(?:য\u09bc\u09c7{_DONE}|চ\u09cd{_DONE}|(?:(?<=[যপখচগহ]\u09be)|(?<=[দন]\u09c7)|(?<=^হ))বেন?"
    "|(?:(?<=[দন]\u09bf)|(?<=প\u09c7)|(?<=^হ))(?:লেন|লাম|লে))"
)
"""A root that ends in its vowel, with an ending: পেয়েছে, দিচ্ছে, যাবে."""
_CAUSED = re.compile(f"(?P<root>.{{2,}})\u09bfয\u09bc\u09c7{_DONE}")
"""A causative, with an ending: বাড়িয়েছে."""
_LOW = {"\u09bf": "\u09c7", "\u09c1": "\u09cb", "উ": "ও", "ই": "এ", "এ": "আ", "\u09c7": "\u09be"}
"""Vowel of a root before the endings that raise it -> before the others: লিখ-, লেখ-; শুন-, শোন-; উঠ-, ওঠ-; এস-, আস-; পেড়-, পাড়-."""
_OPEN_NOUNS = {"": "ওয\u09bcা", "া": "াওয\u09bcা", "ে": "াওয\u09bcা", "ি": "েওয\u09bcা", "ু": "োয\u09bcা", "ো": "োয\u09bcা"}
"""Vowel of an open root -> what its verbal noun ends in: হওয়া, পাওয়া (পেয়েছে), দেওয়া (দিয়েছে), ধোয়া (ধুয়েছে)."""
_GO = re.compile("গিয\u09bc\u09c7(?:ছ.*)?|গে(?:ছ.*|ল|লেন|লাম|লে)|যা(?:য\u09bc|ন)")
_ROOTS = "=পার =পারা =ঘোর =ঘুর =ঘোরা =ফের =ফেরা =মারা =সারা"
"""Roots and verbal nouns that end as nouns do in their genitive or plural."""
_FOREIGN = re.compile("ণ(?=\u09cd[টড])")


def spellings(surface: str) -> tuple[str, ...]:
    """The word without a visarga at its end; without the genitive's ending where that looks like the plural's."""
    word = _FOREIGN.sub("ন", exact_form(surface).removesuffix(_VISARGA))
    others = [word.removesuffix("\u09c7র")] if word.endswith("দ\u09c7র") else []
    return (word, *others, *_verb(word))


def _verb(word: str) -> list[str]:
    """The verb that a word is a form of, if its ending says so: its verbal noun and its root. করেছে -> করা, কর."""
    if _GO.fullmatch(word):
        return ["যাওয\u09bcা"]
    if (found := _OPEN.fullmatch(word)) is not None and found["vowel"] in _OPEN_NOUNS:
        return [found["on"] + _OPEN_NOUNS["ি" if found["on"] in "দন" else found["vowel"]]]
    if (found := _CAUSED.fullmatch(word)) is not None:
        return [f"{found['root']}\u09beন\u09cb", f"{found['root']}\u09be"]
    found = _CLOSED.fullmatch(word)
    if found is None or not found["on"] + found["vowel"]:
        return []
    low = _LOW.get(found["vowel"], "")
    vowels = [low] if low in ("ও", "\u09cb", "আ") else [found["vowel"], *filter(None, [low])]
    roots = [found["on"] + vowel + found["off"] for vowel in vowels]
    return [*(f"{root}\u09be" for root in roots), *roots]


_endings = light(f"{_CASES} {_ARTICLES} {_ROOTS}", 2, rounds=2)


def stem(word: str) -> str:
    """Base form: বইগুলোর -> বই; বন্দী, বন্দি -> বন্দি."""
    base = _endings(word)
    return base[:-1] + "\u09bf" if base.endswith("\u09c0") else base


LANGUAGE = row("bn", "Beng", stem, spellings=spellings)
