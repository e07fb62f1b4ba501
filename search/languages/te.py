"""Telugu: case endings and plurals of nouns, which are written to their word with the vowel before them (గ్రామం village, గ్రామాలలో in villages).

The endings are those of the grammar's tables (Krishnamurti & Gwynn 1985, "A Grammar of Modern Telugu"): what is left is the same for all
cases of both numbers. A vowel at the end goes too, because the plural takes it (నది river, నదులు rivers); plurals in -ళ్ళు, -ట్లు and
-డ్లు are read with the consonant of their singular (ఇళ్ళు, ఇల్లు; చెట్లు, చెట్టు).

Of verbs, tense and person are taken off beside that: what is left of one in -ించు is the same for all its forms (నిర్మించారు, నిర్మిస్తుంది),
of the others the root as the past has it, with i for u and స for శ (తిరుగుతుంది, తిరిగింది; చేశాడు, చేస్తారు). Written from general knowledge.

Foreign words end in a consonant or in u (పోలీస్, పోలీసు): a last virama behind four signs is read as u, but for n and l, which would
look like endings. Nasals before a consonant are the circle (హిన్దీ, హిందీ), ళ్ళ is ళ్ల (పెళ్ళి, పెళ్లి), a first అయి is ఐ (అయిదు, ఐదు), a first
యె is ఎ; in base forms of five signs every ీ and ూ is short (యూనివర్సిటీ, యూనివర్శిటి).

Measured (2026-11-21) on 71 paragraphs of Wikipedia, of which every other sentence asked for the rest, among 150 other sentences (301
queries): MRR@10 .485 -> .537; four words of a sentence .351 -> .384, two words .197 -> .238 (p < .01 each). Verbs and those plurals came
after that, read on words alone.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._light import light
from search.text.word import exact_form

_CASES = "లు ల లను లకు లకి లో లోని లోకి లోను లలో లలోని లతో తో తోను ను ని కు కి గా పై వల్ల యొక్క న నుండి నుంచి ల్లో ల్లోని ల్లోకి ల్లోనూ"
_AFTER_M = "ం ము ంలో ంలోని ంలోకి ంలోను ంతో ంగా ంపై ంను ములో ములను ములకు ములలో ములు ముల ముకు మును ానికి ాన్ని ానిది"
_PLURALS = "ాలు ాల ాలను ాలకు ాలలో ాలలోని ాలతో ాల్లో ాల్లోని ులు ుల ులను ులకు ులలో ులలోని ులతో ులుగా ుడు ుడి"
_VOWELS = "ి ు ె ే ీ ూ ా"
_INCHU = re.compile("(?P<root>.{2,}ి)(?:ంచ|స్త(?=[ాుూే])).*")
"""నిర్మించారు, నిర్మిస్తుంది."""
_PERSON = re.compile(
    "(?P<root>.*?[క-హ])(?:ు?తున్న.*|[ు్]?త(?:ాడు|ారు|ాయి|ాను|ాము|ుంది|ూ)|ింది|ాడు|ారు|ాయి|ాను|ాము|ిన|ినది|బడింది|బడ్డాయి|బడిన)(?:ా|ట)?"
)
_RAISED = re.compile("(?<=.)ు(?=[క-హ]$)")
_PLURAL_OF = re.compile("(?P<noun>.+)(?:ళ్[ళల]|(?P<t>[టడ])్ల)(?:ు|ను|కు|లో.*|తో|ల.*)")
_ONE_SPELLING = re.compile(
    "(?P<nasal>[ఙఞణన]్(?=[క-ధ])|మ్(?=[ప-భ]))|(?P<l>(?<=ళ్)ళ)|(?P<ai>^అయి(?=[క-హ]))|(?P<e>^యె)"
    "|(?P<sh>(?<=ర్)శ(?=ి))|(?P<r>ఱ)|(?P<u>(?<=...[^నల])్$)"
)
_LETTERS = {"nasal": "ం", "l": "ల", "ai": "ఐ", "e": "ఎ", "sh": "స", "r": "ర", "u": "ు"}
_SHORT = str.maketrans("ీూ", "ిు")
_LONG_ENOUGH = 5
_SHORTEST = 3
"""Code points of a root that stay at least (చేస)."""


def spellings(surface: str) -> tuple[str, ...]:
    """The word, its singular and the verb that it may be a form of."""
    word = _ONE_SPELLING.sub(lambda found: _LETTERS[found.lastgroup or ""], exact_form(surface))
    if (found := _INCHU.fullmatch(word)) is not None:
        return word, f"{found['root']}ంచ"
    others: list[str] = []
    if (found := _PERSON.fullmatch(word)) is not None and len(found["root"]) >= _SHORTEST - 1:
        others.append(_RAISED.sub("ి", found["root"]).removesuffix("శ") + "స" * found["root"].endswith("శ"))
    if (found := _PLURAL_OF.fullmatch(word)) is not None:
        others += [found["noun"] + last for last in _singulars(found["noun"], found["t"])]
    return (word, *others)


def _singulars(noun: str, letter: str | None) -> list[str]:
    """What a noun ends in whose plural ends in -ట్లు, -డ్లు (``letter``) or -ళ్ళు; -లు only where enough is left of it."""
    if letter:
        return [f"{letter}్{letter}ు", f"{letter}ు"]
    return ["ల్లు", "డు", "లు"] if len(noun) >= _SHORTEST else ["ల్లు", "డు"]


_endings = light(f"{_CASES} {_AFTER_M} {_PLURALS} {_VOWELS}", 2, rounds=2)


def stem(word: str) -> str:
    """Base form: పోలీసులు, పోలీస్ -> పోలీస."""
    base = _endings(word)
    return base.translate(_SHORT) if len(base) >= _LONG_ENOUGH else base


LANGUAGE = row("te", "Telu", stem, spellings=spellings)
