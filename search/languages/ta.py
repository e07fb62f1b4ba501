"""Tamil: case, number and "and" of nouns, all forms of verbs.

Endings are written to the word one behind the other (பள்ளிகளுக்கு: school-s-to), with a glide where two vowels would meet (மழையில்,
விழாவில்) and changes of the last consonant: ம் becomes த்து or ங் (நூலகத்தில், நூலகங்கள் of நூலகம் library), ள் ட் and ல் ற் before the
plural (பொருட்கள், சொற்கள்), ட and ற are doubled (வீட்டில் of வீடு house), and a word before க ச த ப may end in that consonant
(புத்தகங்களைப்).

A verb is a stem of past, present or future with person, participle or noun behind it (பிறந்தார், பிறந்த, பிறந்தவர்), or its infinitive with
"is", "not", "may" and the passive behind it (எழுதும், எழுதப்பட்டது). Which stems a root has its class says (``data/verbs/ta.txt``); what may
stand behind each kind of stem is listed here, so that a noun that begins like a verb is none. The base form of a verb is its noun in -தல்,
which no ending of a noun leaves.

Grantha letters, which some write for foreign sounds and some avoid, are the Tamil ones in base forms: ஜ, ஷ and ஸ before a vowel ச (ஜாதி,
சாதி), ஹ inside a word க (மஹா, மகா), as its first letter nothing (ஹிந்தி, இந்தி); ஃ before ப and ஜ is left out, அய்ய is ஐய. Loanwords that go no
such way, and learned words with a vowel before ர and ல (இரத்தம், ரத்தம்), are those of ``_variants.py``.

Endings and classes are those of the grammar's tables (Lehmann 1993, "A Grammar of Modern Tamil"), written from general knowledge.
Measured (2026-11-22) on 308 sentences that ask for the rest of their paragraph, beside Snowball's Tamil stemmer, which was here before and
parts a noun from most of its cases: MRR@10 .4206 -> .4225, by their three rarest words .306 -> .320 (recall@100 .649 -> .711). Endings of
verbs cut off all words as well (present, future, passive): .414 and .318. Verbs by their roots (2026-11-23): .4225 -> .4370 (p = .08),
by three words .320 -> .324, by four .361 -> .372 (recall@100 .711 -> .740, .779 -> .802).
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from search.detection.commonwords import data_lines
from search.languages._base import row
from search.languages._variants import variants
from search.text.word import exact_form

CACHE = 50_000
"""Distinct words remembered."""

# --- Nouns ------------------------------------------------------------------------------------------------------------

_SANDHI = re.compile("(?<=[^\u0bcd])[கசதப]\u0bcd$")
_CASES = (
    "ை ையும் ையே ின் ில் ிலும் ிலே ிலுள்ள ிலிருந்து ிலிருந்தும் ிடம் ிடமும் ிடமிருந்து ால் ாலும் ினால் ினை ினுடைய ுடைய ுடன் ுடனும் ுடனான ோடு "
    "ுக்கு ுக்கும் ுக்கான ுக்காக ிற்கு ிற்கும் ிற்கான ிற்காக ாக ாகவும் ான ும்"
)
"""Accusative, genitive, locative, ablative, instrumental, sociative, dative, adverb, adjective, and."""
_DATIVES = "க்கு க்கும் க்கான க்காக"
"""Behind i, ai and y (மழைக்கு, செவ்வாய்க்கு)."""
_CASE = re.compile(
    f"(?:(?P<m>த்த|ம(?=ா|ும்))|(?<=[ிீைெே])ய|(?<=[ாுூோ])வ)?(?:{'|'.join(_CASES.split())})$|(?:(?<=[ிீை])|(?<=ய்))(?:{'|'.join(_DATIVES.split())})$"
)
_PLURAL = re.compile("(?:(?P<m>ங்)|(?<=[ுூாீ])க்)?கள\u0bcd?$|(?P<l>[டற])\u0bcdகள\u0bcd?$")
_SINGULAR = re.compile("(?P<m>ம்|த்து)$|[\u0bcdுை]$")
_AS_IN_SINGULAR = {"ட": "ள", "ற": "ல"}
_TWICE = re.compile("([க-ஹ])\u0bcd\\1$")
_THIS = re.compile("[இஅ]([கசதபநமவ])\u0bcd(?=\\1.{4})")
"""this and that, written to the word: இக்கட்சி this party."""
_LIKE_A_CASE = ("ில்", "ின்", "ால்", "ான்")
"""How words end, too, that are in none: தொழில் industry, பெனிசிலின்."""
_SHORTEST = 2
"""Code points that stay at least (வீடு house: வீட)."""


def _off(ending: re.Pattern[str], word: str) -> str:
    """The word without an ending, with the last letter that it has without one."""
    found = ending.search(word)
    if not found or found.start() < _SHORTEST:
        return word
    groups = found.groupdict()
    return word[: found.start()] + ("ம\u0bcd" if groups.get("m") else _AS_IN_SINGULAR.get(groups.get("l") or "", ""))


@functools.lru_cache(maxsize=CACHE)
def stem(word: str) -> str:
    """Base form: நூலகம், நூலகங்கள், நூலகத்திற்கு -> நூலகம."""
    word = _SANDHI.sub("", word)
    for ending in (_CASE, _PLURAL):
        word = _off(ending, word)
    found = _SINGULAR.search(word)
    if found and found.start() >= _SHORTEST:
        word = word[: found.start()] + ("ம" if found["m"] else "")
    return _TWICE.sub(r"\1", word)


# --- Verbs ------------------------------------------------------------------------------------------------------------

_NOUN = "தல்"
_VIRAMA = "\u0bcd"
_SIGNS = dict(zip("அஆஇஈஉஊஎஏஐஒஓஔ", ("", *"ாிீுூெேைொோௌ"), strict=True))
"""First vowel -> how it is written behind a consonant."""

_PERSONS = "ார்(?:கள்)?|ோர்|ான்|ாள்|ாய்|ேன்|ோம்|ீர்கள்|து|ன|னர்"
_MADE_NOUNS = "(?:வர்|வன்|வள்|வை|தை|தும்|தால்|தற்|தாக|தில்|தன்|தின்|தோடு|தான|போது|ோர்|படி|தே).*"
_WITH_VERBS = "(?:ுள்ள|ுள்|ுவிட்|ுவிடு|ிருந்|ிருக்|ிராத|ு(?:க்)?கொண்|ு(?:க்)?கொள்|ுவந்|ுவரு|ுவைத்|ுவை|ுபோ).*"
_OR = "ா?"
"""Whether: பிறந்தாரா."""
_PAST = re.compile(f"(?:|ு|ால்|ாலும்|{_PERSONS}|{_MADE_NOUNS}|{_WITH_VERBS}){_OR}")
_PAST_IN_I = re.compile(
    "(?:|ய|யும்|யவாறு|னால்|னாலும்|ன|னர்|னார்|னார்கள்|னான்|னாள்|னாய்|னேன்|னோம்|னீர்கள்|ற்று|யது"
    f"|ய{_MADE_NOUNS}|(?:யுள்ள|யிருந்|யிருக்|விட்|விடு|க்கொண்|க்கொள்|வந்|வரு|வைத்|வை).*){_OR}"
)
_PRESENT = re.compile(f"(?:|{_PERSONS}|{_MADE_NOUNS}){_OR}")
_FUTURE = re.compile(f"(?:ர்|ன்|ாய்|{_PERSONS}|{_MADE_NOUNS}){_OR}")
_INFINITIVE = re.compile(
    "|ும்.*|வும்|ா(?:து|மல்.*|த.*)|லாம்.*|வில்லை.*|வேண்.*|க்கூட.*|முடி.*|(?:ப்பட|ப்பெற்|ப்பெறு).*"
)
_AS_NOUN = re.compile("(?:தல|பவர|பவன|பவள|பவை).*")
_AS_NOUN_STRONG = re.compile("த்தல.*")
_AS_NOUN_SHORT = re.compile("ல(?:்|ின்|ை|ுக்).*")

_NO_VERBS = frozenset([
    "இணைய", "உலாவி", "கூட", "தவிர", "தோற்ற", "நாட்டிய", "நிறைய", "பட", "பற்றி", "பற்றிய", "பற்றியும்", "மிக", "மீண்டும்", "மெல்லிய", "வருவாய்", "விட",
])
"""of the net, browser, also, except, of appearance, dance, much, of a picture, about, very, again, soft, income, than."""
_Stems = defaultdict[str, list[tuple[re.Pattern[str], str]]]
"""Stem -> what may stand behind it, and the base form."""

_BEHIND_NOUNS = frozenset(["செய்", "படு", "படுத்து", "அடை", "ஆக்கு", "பெறு", "அளி", "ஆற்று"])
"""Verbs that nouns are put before (காயமடை, உருவாக்கு, பணியாற்று)."""
_SHORTEST_NOUN = 3
_LONGEST = 60
"""Code points of a word that is looked at: what is longer is no word, and would take long."""
_SHORT_SYLLABLE = re.compile("[அ-ஹ][ிுெொ]?[க-ஹ]்")
"""Its last consonant is doubled before a vowel: செய், செய்ய."""


def _infinitive(root: str) -> str:
    """Of a weak verb: வளர, அமைய, எழுத, செய்ய."""
    if root.endswith("ு"):
        return root[:-1]
    if not root.endswith(_VIRAMA):
        return root + "ய"
    return root + root[-2] if _SHORT_SYLLABLE.fullmatch(root) else root[:-1]


def _stems_of(kind: str, root: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """What a verb of a class is built on."""
    if kind in "12":
        past = root + ("த" if kind == "1" else "ந்த")
        yield from ((_PAST, past), (_PRESENT, root + "கிற"), (_PRESENT, root + "கின்ற"), (_FUTURE, root + "வ"))
        yield _INFINITIVE, _infinitive(root)
        yield _AS_NOUN, root
    elif kind in "34":
        bare = root[:-1]
        yield (_PAST_IN_I, bare + "ி") if kind == "3" else (_PAST, bare + _VIRAMA + bare[-1])
        yield from ((_PRESENT, root + "கிற"), (_PRESENT, root + "கின்ற"), (_FUTURE, root + "வ"), (_INFINITIVE, bare), (_AS_NOUN, root))
        if root.endswith("ுத்து"):
            yield _AS_NOUN_SHORT, bare
    else:
        yield from ((_PAST, root + ("த்த" if kind == "6" else "ந்த")), (_PRESENT, root + "க்கிற"), (_PRESENT, root + "க்கின்ற"))
        yield from ((_FUTURE, root + "ப்ப"), (_INFINITIVE, root + "க்க"), (_AS_NOUN_STRONG, root))


class _Verbs(NamedTuple):
    stems: _Stems
    behind_nouns: _Stems
    """Those of ``_BEHIND_NOUNS`` that begin with a consonant."""
    joined: _Stems
    """The others, as their first vowel is written behind a consonant that has no other."""


@functools.cache
def _verbs() -> _Verbs:
    found = _Verbs(defaultdict(list), defaultdict(list), defaultdict(list))
    for kind, *words in map(str.split, data_lines("verbs/ta")):
        if kind == "5":
            root, past, present, future, infinitive = words
            stems = ((_PAST, past), (_PRESENT, present), (_PRESENT, present.removesuffix("கிற") + "கின்ற"), (_FUTURE, future))
            for behind, stem in (*stems, (_INFINITIVE, infinitive)):
                found.stems[stem].append((behind, root + _NOUN))
            continue
        base = ""
        for word in words:
            root = word.removeprefix("=")
            base = base if word != root else root + _NOUN
            for behind, stem in _stems_of(kind, root):
                found.stems[stem].append((behind, base))
                if root in _BEHIND_NOUNS:
                    also, as_written = (found.joined, _SIGNS[stem[0]] + stem[1:]) if stem[0] in _SIGNS else (found.behind_nouns, stem)
                    also[as_written].append((behind, base))
    return found


def _found(word: str, stems: _Stems, start: int = 0) -> tuple[str, ...]:
    """Base forms of the stems that ``word`` has from ``start`` on, with what may stand behind them."""
    return tuple(dict.fromkeys(
        base for end in range(len(word), start + 1, -1) for behind, base in stems.get(word[start:end], ()) if behind.fullmatch(word, end)
    ))


def verbs(word: str) -> tuple[str, ...]:
    """Base forms of the verbs that a word may be a form of: பிறந்தார் -> பிறதல்; காயமடைந்தனர் -> காயம+அடைதல்."""
    if word in _NO_VERBS or len(word) > _LONGEST:
        return ()
    known = _verbs()
    if found := _found(word, known.stems):
        return found
    for start in range(_SHORTEST_NOUN, len(word) - 2):
        stems = known.joined if "க" <= word[start - 1] <= "ஹ" else known.behind_nouns
        if found := _found(word, stems, start):
            return tuple(f"{word[:start]}+{base}" for base in found)
    return ()


# --- The language -----------------------------------------------------------------------------------------------------


_GRANTHA = re.compile("(?P<h>^ஹ[ா-ௌ]?(?=[^்].{2}))|(?P<k>(?<!^)ஹ(?!்))|(?P<c>ஜ|[ஷஸ](?![்ரீ]))|(?P<s>ஶ)|(?P<f>ஃ(?=[பஜ]))|(?P<ai>^அய்(?=ய))")
_TAMIL = {"k": "க", "c": "ச", "s": "ஸ", "f": "", "ai": "ஐ"}
_INITIALS = {"ஹ" + sign: vowel for vowel, sign in _SIGNS.items()}
_variants = variants("ta")


def _in_tamil_letters(word: str) -> str:
    """ஜப்பான் -> சப்பான், ஹிந்தி -> இந்தி."""
    return _GRANTHA.sub(lambda found: _TAMIL.get(found.lastgroup or "", _INITIALS.get(found.group(), "")), word)


@functools.lru_cache(maxsize=CACHE)
def readings(surface: str) -> tuple[str, ...]:
    """Base forms of a word and of its standard spelling."""
    exact = exact_form(surface)
    return tuple(dict.fromkeys(base for word in (exact, *_variants(exact)) for base in _bases(_in_tamil_letters(word))))


def _bases(word: str) -> Iterator[str]:
    """Of a noun without its endings, and as it stands where its own end looks like one; of the verbs that it may be of."""
    yield stem(word)
    if (bare := _SANDHI.sub("", word)).endswith(_LIKE_A_CASE):
        yield bare[:-1]
    if this := _THIS.match(word):
        yield stem(word[this.end():])
    yield from verbs(bare)


LANGUAGE = row("ta", "Taml", str, spellings=readings)
