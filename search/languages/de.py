"""German: Snowball's stemmer and a dictionary, and what they know of frequent words only.

- Strong verbs with all their prefixes and endings (*hervorgebrachtes*), and the nouns that are made of them (*Umzug*, *Abbruch*).
- Nouns of verbs in *-ung*, which Snowball takes off long words only (*Messung*) or not as it does the verb's endings (*Entwicklung,
  entwickeln; Belagerung, belagern*).
- Weak participles (*geforscht*, *wiederaufgebaut*), infinitives with *zu* between prefix and verb (*auszubauen*), and the *-t* of verbs
  that begin with a prefix (*abschleppt*).
- Spellings of before the reforms, and those that are free since (*Photographie, Schiffahrt, Theil*: ``_variants.py``).

All of it adds base forms beside the stem and takes none away. A base form that is found by chance is mostly one that no word has; what
would be given the stem of another, frequent word (*Geschäft, Schaf; Bildung, Bild*) is left alone.

Tried without gain: the verb without its prefix as one more base form of *angemeldet, anzumelden* (for *meldete ... an*; xquad-de by the
three rarest words .9046 -> .9035).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from search.language import Forms
from search.languages._base import IcuLanguage, row
from search.languages._irregular import irregular
from search.languages._lemmas import lemmas
from search.languages._snowball import snowball

_APART = (
    "ab|an|auf|aus|bei|bereit|dar|durch|ein|empor|entgegen|fehl|fern|fertig|fest|fort|frei|gegenuber|gleich|gut|heim|her(?:ab|an|auf|aus|bei"
    "|ein|uber|um|unter|vor)?|hin(?:ab|auf|aus|ein|unter|weg|zu)?|hoch|kalt|klar|los|mit|nach|neu|nieder|offen|richtig|ruhig|sicher|still|teil"
    "|tot|uber|um|unter|voll|vor(?:an|aus|bei|her|weg)?|wach|weg|weiter|wieder(?:auf|ein|her)?|zu|zurecht|zuruck|zusammen"
)
"""Prefixes, without their marks, that come apart from their verbs: ge- and zu- stand behind them."""
_NO_PARTICIPLE = (
    "ausser|bet|biet|burt|dicht|fahrt$|fecht|gang|gend|ist|lehrt|meint$|mut|rad|rat|hal|recht|richt$|ruch|samt|schaft|schicht|schlecht|sich|spenst"
    "|stalt$|statt|sund|walt|wand|wicht|witt|word"
)
_NOUN_ENDING = "(?!.*(?:schaft|[hk]eit|sicht)$)"
_PARTICIPLE = re.compile(f"{_NOUN_ENDING}((?:{_APART})?)ge(?!{_NO_PARTICIPLE})(.*[aeiouy].*[td])$")
"""Stems of geerntet, aufgebaut, angemeldet: the prefix, and the verb's stem with or without a t behind it."""
_WITH_ZU = re.compile(f"({_APART})zu(...+)$")
_FINITE = re.compile(f"{_NOUN_ENDING}(?:{_APART}|be|ent|er|ver|zer|miss)..+[^t]t$")
_NO_ACTION = (
    "acht|alter|ander|ausser|berg|bild|brand|brust|buch|damm|dammer|end|fest|form|gatt|gleich|halt|handl|inn|klar|kreuz|lad|land|licht|mehr|mein"
    "|neuer|ort|prag|raum|reg|reih|richt|satz|schon|schul|setz|sicher|stell|stimm|stund|tag|tausch|teil|wahr|wall|wart|wert|wind|zahl|zeit"
)
_ACTION = re.compile(f"(?!(?:{_NO_ACTION})(?:ung)?$)(?!.*zeitung$)(..+ung|...+(?:[bcdfgkmnprstz]l|er|lich))$")
"""Stems of Messung, Entwicklung, Belagerung, Veröffentlichung."""
_LOST_E = re.compile("[bcdfgkmnprstz]l$")
_ENDINGS = {"n": "[^n]n", "en": "en", "e": "(?:en|t)e", "em": "(?:en|t)em", "er": "(?:en|t)er", "es": "[^s]es", "s": "[^se]s"}
"""Behind brachte, brach, gebrochen and Abbruch, and what a word that has such an ending ends in."""
_MAY_END = {ending: re.compile(f"..{behind}$") for ending, behind in _ENDINGS.items()}
_stem = snowball("german")
_dictionary = lemmas("de")
_irregular = irregular("de")


def others(stem: str) -> tuple[str, ...]:
    """Other base forms of a stem: those of the dictionary, else of the verb that it may be a form of; that of the verb it is made of."""
    found = list(_dictionary(stem) or _of_verb(stem))
    if _ACTION.match(stem) is not None:
        found.append(_stem(_infinitive(stem.removesuffix("ung"))))
    return tuple(base for base in dict.fromkeys(found) if base != stem)


def _of_verb(stem: str) -> Iterator[str]:
    if (made := _WITH_ZU.match(stem)) is not None:
        yield made[1] + made[2]
    elif (made := _PARTICIPLE.match(stem)) is not None:
        yield from (made[1] + base for base in _without_t(made[2]))
    elif _FINITE.match(stem) is not None:
        yield _without_t(stem)[0]


def _without_t(stem: str) -> tuple[str, ...]:
    """Stems of the verb: baut -> bau, meld -> meld; richt -> rich, richt, for the t may be its own."""
    if not stem.endswith("t"):
        return (stem,)
    base = _stem(_infinitive(stem[:-1]))
    return (base,) if stem[-2:-1] in tuple("aeiouylr") else (base, stem)


def _infinitive(root: str) -> str:
    """A verb in its dictionary form: forsch, samml, belager, finanzier -> forschen, sammeln, belagern, finanzieren."""
    if _LOST_E.search(root):
        return f"{root[:-1]}eln"
    return f"{root}n" if root.endswith(("el", "er")) and not root.endswith("ier") else f"{root}en"


@dataclasses.dataclass(frozen=True)
class _German(IcuLanguage):
    def forms(self, surface: str, lemma: str | None = None) -> Forms:
        """The forms of a word. One of a strong verb is no form of a weak one: gebracht is of bringen, and brach, which ge- and -t stand
        around, of another."""
        found = super().forms(surface, lemma)
        if found.function or self.lemmas is None:
            return found
        spellings = self.spellings(surface)
        words = (*spellings, *(word[: -len(ending)] for word in spellings for ending, end in _MAY_END.items() if end.search(word)))
        bases = [_stem(base) for word in words for base in _irregular(word)]
        if not bases:
            return found
        stems = [*map(_stem, spellings)]
        return found._replace(word=tuple(dict.fromkeys((*stems, *(base for stem in stems for base in _dictionary(stem)), *bases))))


_row = row("de", "Latn", _stem, respelt=True)
LANGUAGE = _German(_row.code, _row.scripts, _row.stem, _row.spellings, _row.function_words, lemmas=others)
