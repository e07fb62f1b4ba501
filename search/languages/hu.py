"""Hungarian: Snowball's stemmer and a dictionary, and what both leave apart.

- Nouns whose stem changes, beside what the dictionary has of them (vize, lova, cukrot): the closed classes of the grammar, and *-alom*,
  *-elem* (forgalma); a last vowel that is long before an ending (tésztája).
- Verbs: person, tense and mood behind the stem, -ik, and the noun in *-ás*, *-és* (kezdődnek, háziasították, háziasítása).
- The prefix *meg-*.
- Compounds that no dictionary has: their last part changes as it does alone.

Each adds base forms beside the stem and takes none away. Of 6,000 forms of a dictionary (simplemma) that are not frequent .64 meet their
base form, .56 before; of frequent forms that stand side by side in it and are of different words for it .32, .25 before (verbs and their
nouns, most of them). 234 sentences that ask for their paragraph of 661: MRR@10 .334 -> .332, recall@100 .910 -> .919. Written from
general knowledge (to check it: Rounds 2001, "Hungarian: An Essential Grammar", and Kenesei, Vago & Fenyvesi 1998, "Hungarian").
"""

from __future__ import annotations

import dataclasses
import re

from search.languages._base import row
from search.languages._lemmas import last_parts, lemmas
from search.languages._snowball import snowball
from search.text.word import exact_form

_STEMS = (
    "lov:ló köv:kő füv:fű hav:hó tav:tó szav:szó műv:mű töv:tő csöv:cső falv:falu tetv:tetű darv:daru magv:mag"  # -v- before an ending
    " viz:víz kez:kéz tüz:tűz hid:híd nyul:nyúl kut:kút rud:rúd lud:lúd nyil:nyíl nyar:nyár sar:sár bogar:bogár madar:madár kosar:kosár"
    " sugar:sugár szamar:szamár pohar:pohár kanal:kanál fonal:fonál derek:derék kenyer:kenyér eger:egér szeker:szekér tenyer:tenyér"
    " gyöker:gyökér fenek:fenék kerek:kerék kötel:kötél level:levél fedel:fedél tehen:tehén közep:közép szemet:szemét elej:eleje"
    " jeg:jég szen:szén szel:szél dere:dér mesz:mész tel:tél nev:név rez:réz"  # the last vowel is long without an ending
    " cukr:cukor bokr:bokor ökr:ökör tükr:tükör epr:eper majm:majom álm:álom szobr:szobor torny:torony sátr:sátor torkr:torok mérg:méreg"
    " kölyk:kölyök körm:köröm halm:halom malm:malom bagly:bagoly csokr:csokor ikr:iker verm:verem lelk:lélek kely:kehely terh:teher"
    " vödr:vödör gyomr:gyomor szurk:szurok ugr:ugor fészk:fészek kéregr:kéreg kérg:kéreg vétk:vétek csöbr:csöbör ködm:ködmön"  # falls out
    " fi:fiú fiá:fiú apj:apa"  # with a possessor
)
_CHANGED = dict(pair.split(":") for pair in _STEMS.split())
"""What Snowball leaves of a noun before an ending, and the noun."""
_FALLS_OUT = re.compile("(?<=..)([ae])lm$")
"""Stems of forgalma, történelme."""
_ENDINGS = (
    "ok ek ök unk ünk nak nek ik ják juk jük i ja"  # present
    " tam tem ta te tuk tük ták ték tak tek tunk tünk ott ett ött ottam ettem öttem otta ette ötte ottuk ettük öttük ották ették ötték"
    " ottak ettek öttek ottunk ettünk öttünk"  # past
    " ana ene ná né nának nének nák nék nánk nénk jon jen jön janak jenek junk jünk"  # conditional, imperative
    " hat het hatja heti hatják hetik hatnak hetnek hatott hetett ni nia nie niuk niük va ve"
)
_VERB = re.compile(f"(.{{4,}}?(?<![aeiouáéíóöőúüű]))(?:{'|'.join(sorted(_ENDINGS.split(), key=len, reverse=True))})$")
"""A verb with an ending: in the group what stands before it."""
_NOUN_OF_VERB = re.compile("(?!meg)(.{5,})[áé]s$")
_COMPLETED = re.compile("meg(?=.{5})")
"""The prefix that says no more than that it is done (meghalt, halt). Others make other verbs: letölt downloads, feltölt uploads."""
_LAST_VOWEL = {"á": "a", "é": "e", "a": "a", "e": "e"}
"""Of stems that Snowball leaves of tésztája, tésztákon; it reads tészta as tészt."""
_snowball = snowball("hungarian")
_dictionary = last_parts(lemmas("hu"))


_NOT_UP = ("föld", "fölény", "fölös", "fölött", "föléb")
"""Words in föl-, not fel- (fölmegy, felmegy)."""


def spellings(surface: str) -> tuple[str, ...]:
    """The word (fölmegy as felmegy), without *meg-*, and the verb that each of the two may be a form of."""
    exact = exact_form(surface)
    if exact.startswith("föl") and exact != "fölé" and not exact.startswith(_NOT_UP):
        exact = f"fel{exact[3:]}"
    found = _COMPLETED.match(exact)
    words = [exact, exact[found.end() :]] if found else [exact]
    for word in tuple(words):
        if (verb := _VERB.fullmatch(word)) is not None:
            words += [verb[1], f"{verb[1]}ik"]
    return tuple(words)


def bases(stem: str) -> tuple[str, ...]:
    """Stem -> stems of what it may be a form of."""
    known = _dictionary(stem)
    found = dict.fromkeys(known)
    for each in (stem, *known):
        found.update(dict.fromkeys(map(_snowball, _without(each))))
    return tuple(base for base in found if base != stem and len(base) > 1)


def _without(stem: str) -> list[str]:
    """Words whose form with an ending a stem is: lov- of ló, árviz- of árvíz, forgalm- of forgalom, tésztá- of tészta, lázadás of lázad."""
    found = [stem[: -len(changed)] + base for changed, base in _endings_of(stem)]
    if (swallowed := _FALLS_OUT.search(stem)) is not None:
        found.append(f"{stem[:-1]}{'o' if swallowed[1] == 'a' else 'e'}m")
    if stem[-1:] in _LAST_VOWEL and len(stem) > 3:
        found.append(stem[:-1] + _LAST_VOWEL[stem[-1]])
    if (noun := _NOUN_OF_VERB.fullmatch(stem)) is not None:
        found.append(noun[1])
    return found


def _endings_of(stem: str) -> list[tuple[str, str]]:
    """Changed stems of the closed classes that a stem is, or ends in behind three letters of a compound."""
    starts = (0, *range(3, len(stem) - 2))
    return [(stem[at:], _CHANGED[stem[at:]]) for at in starts if stem[at:] in _CHANGED]


LANGUAGE = dataclasses.replace(row("hu", "Latn", _snowball, spellings=spellings, respelt=True), lemmas=bases)
