"""Where the passages of a document are, the language of each, and that of the document.

A short or unreliably detected passage takes its document's language unless its letters contradict it; names and lines of code must not
make a passage another language's.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Sequence

from search.detection.detect import KANA_SHARE, SAMPLE, SHORT, Detection, detect, detect_counted, our_code, without_addresses
from search.detection.scripts import HAN_AND_KANA, LATIN, SCRIPTS, Letters, script_counts
from search.detection.vietnamese import VIETNAMESE_SHARE, vietnamese_share
from search.model import Document, Span
from search.text.charclass import Characters

_LATIN_ASIDE = 25
"""Letters under which Latin text in a page of another script is a name, not a passage of another language. Up to ``SHORT`` it can only be
English: lines of code and commands look like anything."""
_WORD = re.compile(r"[^\W\d_]+")
_RELATIVES = tuple(frozenset(group.split()) for group in (
    "da no sv fo is", "hr bs sr sl mk", "id ms", "cs sk", "es pt gl ca it oc ast", "ru uk be bg", "nl af fy", "hi mr ne bh sa", "tr az",
    "fa ur ckb ps", "zh ja", "he yi", "kk ky tt ba", "de lb"))
"""Languages that statistics mix up in a few sentences."""
_UNIFORM = 0.98
"""Share of a short text's bytes, as CLD2 counts them, that leaves no room for a passage of another language."""
_UNIFORM_LENGTH = 5_000
_PLAIN_LATIN = re.compile("[\x00-\u019f\u2000-\u206f\u20a0-\u20bf\u2190-\u27ff]*")
_PLAIN_VIETNAMESE = re.compile("[\x00-\u024f\u1e00-\u1eff\u2000-\u206f\u20a0-\u20bf\u2190-\u27ff]*")
"""No letters but Latin ones; in the first none that only Vietnamese has."""
_KEPT = 200
"""Characters of passages whose language is remembered."""
_SURE = 0.9
"""Share of a text that speaks for its language, as CLD2 counts it, from which names in it change nothing."""
_SURE_RELATIVE = 300
"""Letters that it takes to tell a passage from its document's language when the two are close relatives."""


_SENTENCE_END = tuple(".!?:;…。！？」』”’\"')）؟।॥։።|")


def passage_spans(text: str) -> list[Span]:
    """Passages of a text: blank-line blocks where its lines are wrapped, else lines. No passage is empty; all letters are in one.

    Wrapped: most lines that have a line right after them are of 30 to 100 characters and do not end a sentence.
    """
    lines = [(start, end) for start, end in _line_spans(text) if text[start:end].strip()]
    inner = [(start, end) for (start, end), (following, _) in itertools.pairwise(lines) if following == end + 1]
    wrapped = [1 for start, end in inner if 30 <= end - start <= 100 and not text[start:end].rstrip().endswith(_SENTENCE_END)]
    if len(inner) < 3 or len(wrapped) < 0.6 * len(inner):
        return lines
    blocks: list[Span] = []
    for start, end in lines:
        if blocks and blocks[-1][1] + 1 == start:
            blocks[-1] = (blocks[-1][0], end)
        else:
            blocks.append((start, end))
    return blocks


def _line_spans(text: str) -> Iterable[Span]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def zoned_passages(document: Document) -> list[tuple[int, int, str]]:
    """``(start, end, zone)`` of every passage, cut at zone borders; hidden zones are left out."""
    zoned: list[tuple[int, int, str]] = []
    zones = iter([*document.zones, None])
    zone = next(zones)
    for start, end in passage_spans(document.text):
        while start < end:
            while zone is not None and zone.end <= start:
                zone = next(zones)
            inside = zone is not None and zone.start <= start
            border = end if zone is None else min(end, zone.end if inside else max(zone.start, start + 1))
            kind = zone.kind if zone is not None and inside else "body"
            if kind != "hidden" and document.text[start:border].strip():
                zoned.append((start, border, kind))
            start = border
    return zoned


def label_passages(passages: Sequence[str], declared: str | None = None) -> tuple[str, list[str]]:
    """The document's language and the language of each passage.

    ``declared``: a language tag that the source gives; it decides, unless the letters contradict it or a long text clearly is of another
    language (pages made from templates declare what the template said).
    """
    text = "\n".join(passages)
    clean = without_addresses(text[:2 * SAMPLE])
    letters = script_counts(clean)
    if not letters:
        whole = our_code(declared) if declared else "und"
        return whole, [whole] * len(passages)
    found = _despite_names(clean, detect_counted(clean, letters) if len(text) <= SAMPLE else detect(text))
    whole = _document_language(found, letters, our_code(declared) if declared else "und")
    if len(passages) == 1:
        return whole, [whole]
    uniform = whole == found.lang and found.statistical and found.confidence >= _UNIFORM and len(text) <= _UNIFORM_LENGTH
    if without_addresses(text) is not text:
        passages = list(map(without_addresses, passages))
    is_plain, hiragana = _plain(whole), letters["Hira"] > 0
    return whole, [
        whole if len(passage) < SHORT and is_plain(passage)
        else (_kept_language if len(passage) <= _KEPT else _passage_language)(passage, whole, hiragana, uniform)
        for passage in passages
    ]


@functools.cache
def _plain(whole: str) -> Callable[[str], bool]:
    """Whether a passage of fewer than ``SHORT`` characters in a document of this language is of it for its letters. The rules below say the
    same, in ten times the time."""
    if whole not in SCRIPTS:
        pattern = _PLAIN_VIETNAMESE if whole == "vi" else _PLAIN_LATIN
        return lambda passage: passage.isascii() or pattern.fullmatch(passage) is not None
    own = SCRIPTS[whole] - {"Latn", "Bopo"}
    others = Characters(lambda character: not own.issuperset(script_counts(character)))
    return lambda passage: (len(passage) < _LATIN_ASIDE and passage.isascii()) or not others.any(passage)


def _despite_names(text: str, found: Detection) -> Detection:
    """What the words written small say where statistics are not sure of a text: the names of songs and commands do not make a page English.

    They are English themselves as often as the text is not, so for English alone they say nothing.
    """
    if not found.statistical or found.confidence >= _SURE:
        return found
    alone = detect(_small_words(text))
    return alone if alone.reliable and alone.lang not in (found.lang, "en") and not _related(alone.lang, found.lang) else found


def _small_words(text: str) -> str:
    """A text without the words that begin with a capital letter."""
    return _WORD.sub(lambda found: " " if found.group()[0].isupper() else found.group(), text)


def _document_language(found: Detection, letters: Letters, declared: str) -> str:
    if declared in ("und", found.lang) or not _fits(letters, declared):
        return found.lang
    sure = found.reliable and letters.total >= SHORT and not _related(declared, found.lang)
    return found.lang if sure else declared


def _passage_language(passage: str, whole: str, hiragana: bool, uniform: bool) -> str:
    """Of a passage that is not plainly its document's. ``hiragana``: whether the document holds any; ``uniform``: statistics found but one
    language in it."""
    letters = script_counts(passage)
    total = letters.total
    if not total:
        return whole
    if whole != "vi" and letters.main == "Latn" and vietnamese_share(passage) >= VIETNAMESE_SHARE:
        return "vi"
    if _fits(letters, whole):
        return whole if uniform or total < SHORT else _other_language(passage, whole, letters) or whole
    if letters.main == "Latn":
        other = _other_language(passage, whole, letters) if total >= _LATIN_ASIDE else None
        return other if other == "en" or (other and total >= SHORT) else whole
    detection = detect_counted(passage, letters)
    if detection.lang == "zh" and not detection.reliable and hiragana:
        return "ja"  # a headline of kanji alone in a page that holds Japanese
    return detection.lang


_kept_language = functools.lru_cache(maxsize=20_000)(_passage_language)
"""The pages of a site repeat their lines: of the passages of docs_10k half were met before. At most some 20 MB, usually a quarter."""


def _other_language(passage: str, whole: str, letters: Letters) -> str | None:
    """The passage's own language, if it certainly is not its document's.

    Names mislead statistics (a Norwegian caption that names Vietnamese guests is "Vietnamese"): where letters have case, the words written
    small must say the same by themselves.
    """
    detection = detect_counted(passage, letters)
    if not detection.reliable or detection.lang == whole or (letters.total < _SURE_RELATIVE and _related(whole, detection.lang)):
        return None
    if passage.lower() != passage.upper() and vietnamese_share(passage) < VIETNAMESE_SHARE:
        alone = detect(_small_words(passage))
        return detection.lang if alone.reliable and alone.lang == detection.lang else None
    return detection.lang


def _fits(letters: Letters, lang: str) -> bool:
    """Whether most letters are of the language's scripts, and Chinese text holds next to no kana."""
    scripts = SCRIPTS.get(lang, LATIN)
    main = letters.main
    if main != "Hani":
        return main in scripts
    kana, han = letters["Hira"] + letters["Kana"], letters["Hani"]
    return bool(scripts & HAN_AND_KANA) and ("Kana" in scripts or kana < KANA_SHARE * (kana + han))


def _related(one: str, other: str) -> bool:
    return any(one in group and other in group for group in _RELATIVES)
