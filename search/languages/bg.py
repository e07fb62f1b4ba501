"""Bulgarian: article, plural and endings of verbs are taken off one after the other, as the grammar writes them one behind the other.

A list of endings alone could not tell the article of жената from the last letters of билета, поета and тенисиста, so these never met
билети, поет and тенисист. *-та* is an article behind а, я, т and щ only, *-то* behind о and е, *-ета* the plural of what ends in a
sibilant (момчета, яйца apart). The ъ and е that an ending swallows are taken out (театър, театри; чужденец, чужденци).

Endings as in the grammar's tables (Стоянов 1983, "Граматика на съвременния български книжовен език", volume 2), written out for this file.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.text.word import exact_form

_ARTICLE = re.compile("(?<=...)(?:(?<=[аятщ])та|(?<=[ое])то|(?<=[иеая])те|ът|(?<=[^аеиоуюя])ят)$")
"""жена-та, нощ-та, море-то, жени-те, град-ът, учител-ят (not резултат, not планета)."""
_PLURAL = re.compile("(?<=...)(?:[ое]ве|ища|(?<=[чцжш])ета|ии|ия|ият|ие|ий|[аеиоуюя])$")
"""градове, броеве, градища, момчета, армии, армия, новият, решение; or a single vowel."""
_VERB = re.compile(
    "(?<=....)(?:[аеия]йк|[аяие]х[мт]?|[аяеи][мш]|[ая]т|[аяе][щн]|(?<=[аяу]в)ал|(?<=ир)ал|(?<=[^аеиоуъюя])н)$"
)
"""What is left of пишейки, победих(а), гледахме, разказваш(е), познаващ, предписват, основан, военен, създавал;
of основн- the н of основен."""
_SWALLOWED = re.compile("(?<=..[^аеиоуъюя])(?:ъ(?=[рлмк]$)|е(?=ц$))")
_SIBILANT = re.compile("(?<=[нч]и)ци(?=(?:те)?$)|(?<=.[аоуъя])ци(?=(?:те)?$)")
"""ученици, юнаци, подаръци: of ученик, юнак, подарък; but птици, улици."""


_OLD = re.compile("[ѣѫѭ]|(?<=[бвгджзйклмнпрстфхцчш])[ъь]$")
_TODAY = str.maketrans({"ѫ": "ъ", "ѭ": "ъ"})


def spellings(surface: str) -> tuple[str, ...]:
    """The word, then what it may be the plural of: ученици, ученики. In the spelling of before 1945, as today: вѣра -> вера, вяра."""
    exact = exact_form(surface)
    if _OLD.search(exact):
        today = exact.translate(_TODAY)
        today = today[:-1] if today[-1] in "ъь" else today
        return tuple(dict.fromkeys((today.replace("ѣ", "е"), today.replace("ѣ", "я"))))
    other = _SIBILANT.sub("ки", exact)
    return (exact,) if other == exact else (exact, other)


def stem(word: str) -> str:
    """Base form: билет, билета, билети, билетите -> билет; познава, познаващ, познаването -> познав."""
    word = _PLURAL.sub("", _ARTICLE.sub("", word))
    return _SWALLOWED.sub("", _VERB.sub("", word))


LANGUAGE = row("bg", "Cyrl", stem, spellings=spellings, dictionary="bg", respelt=True)
