"""The language of each passage of a document, and of the document.

A short or unreliably detected passage takes its document's language unless its letters contradict it; names and lines of code must not
make a passage another language's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from search.detect import (
    HAN_AND_KANA,
    KANA_SHARE,
    LATIN,
    SAMPLE,
    SCRIPTS,
    VIETNAMESE_SHARE,
    Detection,
    detect,
    detect_counted,
    main_script,
    our_code,
    script_counts,
    vietnamese_share,
    without_addresses,
)

SHORT = 100
"""Letters under which a passage is too short to be labelled by statistics."""
_LATIN_ASIDE = 25
"""Letters under which Latin text in a page of another script is a name, not a passage of another language. Up to ``SHORT`` it can only be
English: lines of code and commands look like anything."""
_WORD = re.compile(r"[^\W\d_]+")
_RELATIVES = tuple(frozenset(group.split()) for group in (
    "da no sv fo is", "hr bs sr sl mk", "id ms", "cs sk", "es pt gl ca it oc ast", "ru uk be bg", "nl af fy", "hi mr ne bh sa", "tr az",
    "fa ur ckb ps", "zh ja", "he yi"))
"""Languages that statistics mix up in a few sentences."""
_UNIFORM = 0.98
"""Share of a short text's bytes, as CLD2 counts them, that leaves no room for a passage of another language."""
_UNIFORM_LENGTH = 5_000
_SURE_RELATIVE = 300
"""Letters that it takes to tell a passage from its document's language when the two are close relatives."""


def label_passages(passages: Sequence[str], declared: str | None = None) -> tuple[str, list[str]]:
    """The document's language and the language of each passage.

    ``declared``: a language tag that the source gives; it decides, unless the letters contradict it or a long text clearly is of another
    language (pages made from templates declare what the template said).
    """
    text = "\n".join(passages)
    letters = script_counts(without_addresses(text[:2 * SAMPLE]))
    if not letters:
        whole = our_code(declared) if declared else "und"
        return whole, [whole] * len(passages)
    found = detect(text)
    whole = _document_language(found, letters, our_code(declared) if declared else "und")
    if len(passages) == 1:
        return whole, [whole]
    uniform = whole == found.lang and found.statistical and found.confidence >= _UNIFORM and len(text) <= _UNIFORM_LENGTH
    return whole, [_passage_language(without_addresses(passage), whole, letters, uniform) for passage in passages]


def _document_language(found: Detection, letters: Counter[str], declared: str) -> str:
    if declared in ("und", found.lang) or not _fits(letters, declared):
        return found.lang
    sure = found.reliable and letters.total() >= SHORT and not _related(declared, found.lang)
    return found.lang if sure else declared


def _passage_language(passage: str, whole: str, around: Counter[str], uniform: bool) -> str:
    """``around``: letters of the document; ``uniform``: statistics found but one language in it."""
    if passage.isascii() and len(passage) < (_LATIN_ASIDE if whole in SCRIPTS else SHORT):
        return whole
    letters = script_counts(passage)
    total = letters.total()
    if not total:
        return whole
    if whole != "vi" and main_script(letters) == "Latn" and vietnamese_share(passage) >= VIETNAMESE_SHARE:
        return "vi"
    if _fits(letters, whole):
        return whole if uniform or total < SHORT else _other_language(passage, whole, letters) or whole
    if main_script(letters) == "Latn":
        other = _other_language(passage, whole, letters) if total >= _LATIN_ASIDE else None
        return other if other == "en" or (other and total >= SHORT) else whole
    detection = detect_counted(passage, letters)
    if detection.lang == "zh" and not detection.reliable and around["Hira"]:
        return "ja"  # a headline of kanji alone in a page that holds Japanese
    return detection.lang


def _other_language(passage: str, whole: str, letters: Counter[str]) -> str | None:
    """The passage's own language, if it certainly is not its document's.

    Names mislead statistics (a Norwegian caption that names Vietnamese guests is "Vietnamese"): where letters have case, the words written
    small must say the same by themselves.
    """
    detection = detect_counted(passage, letters)
    if not detection.reliable or detection.lang == whole or (letters.total() < _SURE_RELATIVE and _related(whole, detection.lang)):
        return None
    if passage.lower() != passage.upper() and vietnamese_share(passage) < VIETNAMESE_SHARE:
        alone = detect(_WORD.sub(lambda found: " " if found.group()[0].isupper() else found.group(), passage))
        return detection.lang if alone.reliable and alone.lang == detection.lang else None
    return detection.lang


def _fits(letters: Counter[str], lang: str) -> bool:
    """Whether most letters are of the language's scripts, and Chinese text holds next to no kana."""
    scripts = SCRIPTS.get(lang, LATIN)
    main = main_script(letters)
    if main != "Hani":
        return main in scripts
    kana, han = letters["Hira"] + letters["Kana"], letters["Hani"]
    return bool(scripts & HAN_AND_KANA) and ("Kana" in scripts or kana < KANA_SHARE * (kana + han))


def _related(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _RELATIVES)
