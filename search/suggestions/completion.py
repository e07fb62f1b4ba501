"""What may be meant by what has been typed so far: words of the index that it begins, and titles that hold it.

Terms come first, the most frequent first; function words after the others. After other words come those that documents have right after
them, else near them (:mod:`search.suggestions.following`). A word goes on in the script being typed:

- as typed: ``høytek`` -> høyteknologi. Marks that are typed count: ``công`` never becomes ``cộng``;
- typed without marks, by words that carry them: ``cong`` -> công (:mod:`search.vocabulary.beginnings`); then the words before get theirs,
  too, where the index holds them so beside it: ``cong ngh`` -> công nghiệp;
- in text without spaces, from the beginning of any of the last words of what was typed: 国際協 -> 国際協力;
- kana that no input method has converted, by how words are read: かが -> 科学, 科学ぎじゅ -> 科学技術 (:mod:`search.vocabulary.readings`).

Nothing is suggested that finds nothing: a word alone is in the index, everything else is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from search.analysis.forms import word_forms
from search.engine import All, Any_, Engine, Form, Leaf, MatchPlan, Node
from search.language import Language
from search.languages import LANGUAGES, languages_for
from search.model import SearchRequest
from search.plan import compile_query, present_languages
from search.query import parse
from search.store.payload import StoredDocument
from search.suggestions.following import as_typed, following, spoken, with_marks
from search.text.unicode import NO_SPACE, NO_SPACE_RUN, Normalised, normalise, scripts, snap_to_graphemes
from search.text.word import exact_form
from search.vocabulary.beginnings import beginning, unmarked
from search.vocabulary.readings import Readings, kana, katakana, readings_of

TITLES = 3
"""Titles shown, at most; and never more than half of what is asked for while there are terms."""
TITLE_LENGTH = 120
"""Code points of a title, at most; cut between words where there are any."""
TRIES = 10
"""Suggestions of several words that are looked up before they are made, at most."""
LONGEST = 200
"""Code points of what was typed, above which nothing is suggested."""
_BEST = 24
"""Candidates that are looked at closely, the most frequent ones."""
_HOMOPHONES = 4
"""Words of one reading that are tried beside each other, the most frequent ones."""
_STARTS = 12
"""Places in running text where the word that is being typed may begin, the last ones."""
_WORDS_BACK = 3
"""Last words of running text that may be the beginning of a longer one: 半導 is two words, 半導体 one."""

_BEGINS_A_WORD = re.compile('[\\s"“”„«»「」『』()（）]+')
_QUOTES = re.compile('["“”„«»「」『』]')
_KANA_TAIL = re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc]+$")
_ENDS_IN_HIRAGANA = re.compile("[\u3041-\u3096]$")


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed: everything before the last chunk, as typed, and the chunk."""

    head: str
    last: str
    text: Normalised
    """The chunk, normalised."""
    languages: Sequence[Language]
    """Those of the index that the chunk may be written in."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What the chunk may become. ``word`` is what is new in it; ``certain``: it need not be looked up."""

    chunk: str
    word: str
    certain: bool
    start: int = 0
    """Where in the chunk the word begins."""


def suggest(engine: Engine, text: str, limit: int = 8) -> tuple[str, ...]:
    """Up to ``limit`` queries that ``text`` may become: terms, then titles. Empty where nothing is typed, or too much."""
    text = text.lstrip()
    if not 0 < len(text) <= LONGEST or not any(map(str.isalnum, text)):
        return ()
    typed = _typed(engine, text)
    candidates = _candidates(engine, typed) if any(map(str.isalnum, typed.last)) else []
    terms = _found(engine, typed, candidates, limit)
    titles = _titles(engine, text, typed, [each.word for each in candidates[:TRIES]], without=(text, *terms))
    shown = titles[: min(TITLES, max(limit // 2, limit - len(terms)))]
    return tuple(dict.fromkeys([*terms[: limit - len(shown)], *shown]))


def _typed(engine: Engine, text: str) -> _Typed:
    borders = [found.end() for found in _BEGINS_A_WORD.finditer(text)]
    head, last = (text[: borders[-1]], text[borders[-1] :]) if borders else ("", text)
    present = present_languages(engine, engine.stats().documents)
    normalised = normalise(last)
    running = "".join(NO_SPACE_RUN.findall(normalised.text))
    return _Typed(head, last, normalised, languages_for(scripts(running or normalised.text), present))


# --- Terms ---------------------------------------------------------------------------------------------------------------


def _candidates(engine: Engine, typed: _Typed) -> list[_Candidate]:
    """What the last chunk may become, best first."""
    return _running(engine, typed) if NO_SPACE.search(typed.text.text) else _spaced(engine, typed)


def _spaced(engine: Engine, typed: _Typed) -> list[_Candidate]:
    """Words that go on from a chunk in a script with spaces, as typed or without their marks."""
    text = typed.text.text
    prefix = exact_form(text)
    if not prefix:
        return []
    found = dict(beginning(engine, prefix)) | dict(unmarked(engine, prefix))
    words, certain = _best(found, typed.languages, engine), not typed.head
    if typed.head:
        after, beside = following(engine, typed.head, prefix, words)
        certain = beside and typed.head.rstrip().isalnum()  # of one word, which somewhere stands before each of them
        words = _best({word: -place for place, word in enumerate(after)}, spoken(engine, typed.head, typed.languages), engine)
    return [_Candidate(as_typed(text, prefix, word), word, certain) for word in words]


def _running(engine: Engine, typed: _Typed) -> list[_Candidate]:
    """Words that go on from one of the last words of a chunk without spaces, the longest beginning first; kana also by readings."""
    text = typed.text.text
    words = {0, *(start for lang in typed.languages for start in lang.cut(text).starts[-_WORDS_BACK:])}
    tail = _KANA_TAIL.search(text)
    first_kana = tail.start() if tail and any(lang.code == "ja" for lang in typed.languages) else len(text)
    readable = {*range(first_kana, len(text) - 1), *((0,) if first_kana == 0 else ())}  # one kana behind others is a particle
    table = readings_of(engine) if readable else None  # once per question: it reads on for a moment
    candidates: list[_Candidate] = []
    for start in sorted(words | readable)[-_STARTS:]:
        rest = exact_form(text[start:])
        found = dict(_longer(engine, rest)) if rest and start in words else {}
        if table and start in readable:
            found |= _unconverted(engine, table, rest)
        best = _best(found, typed.languages, engine)
        candidates += [_Candidate(text[:start] + word, word, not typed.head and not start, start) for word in best]
        if table and start == first_kana:
            pairs = _two_words(table, rest)
            candidates += [_Candidate(text[:start] + first + second, second, False, start) for first, second in pairs]
    return candidates


def _longer(engine: Engine, start: str) -> list[tuple[str, int]]:
    return [(word, count) for word, count in engine.terms("exact", start) if len(word) > len(start)]


def _unconverted(engine: Engine, table: Readings, typed: str) -> dict[str, int]:
    """Words in kanji and in katakana that a text of kana may be the beginning of."""
    start = kana(typed)
    if not start:
        return {}
    return dict(table.beginning(start)) | dict(engine.terms("exact", katakana(start)) if len(start) > 1 else ())


def _two_words(table: Readings, typed: str) -> list[tuple[str, str]]:
    """Two words that a text of kana is read as, the second one perhaps not typed to its end: かがくぎじゅ -> 科学, 技術."""
    start = kana(typed)
    found = [
        (first[1] * second[1], first[0], second[0])
        for at in range(2, len(start) - 1)
        for first in table.read_as(start[:at])[:_HOMOPHONES]
        for second in table.beginning(start[at:])[:_HOMOPHONES]
    ]
    return [(first, second) for _, first, second in sorted(found, reverse=True)[: TRIES // 2]]


def _best(found: Mapping[str, int], languages: Sequence[Language], engine: Engine) -> list[str]:
    """Words worth suggesting, the most frequent first, function words last.

    No single letters, nothing without a letter, no Japanese stem that is no dictionary form (科さ of 科される).
    """
    words = [word for word in found if any(map(str.isalpha, word)) and (len(word) > 1 or NO_SPACE.search(word))]
    inflected = [word for word in words if _ENDS_IN_HIRAGANA.search(word)]
    stems = {word for word, count in zip(inflected, engine.known("word", [f"ja:{word}" for word in inflected]), strict=True) if not count}
    words = [word for word in words if word not in stems]
    frequent = sorted(words, key=lambda word: (-found[word], word))[:_BEST]
    return sorted(frequent, key=lambda word: _is_function(word, languages))


def _is_function(word: str, languages: Sequence[Language]) -> bool:
    """Whether a word is nothing but function words in any of these languages."""
    for lang in languages:
        cut = lang.segment(word)
        if cut and all((forms := word_forms(lang.code, word[a:b], lemma)) is None or forms.function for a, b, lemma in cut):
            return True
    return False


def _found(engine: Engine, typed: _Typed, candidates: Sequence[_Candidate], limit: int) -> list[str]:
    """The candidates that find something, as whole queries. Of running text only those with the longest beginning."""
    shown: dict[str, int] = {}
    start, tries = None, TRIES
    for each in dict.fromkeys(candidates):
        if len(shown) == limit or start not in (None, each.start):
            break
        query = typed.head + each.chunk
        if not each.certain:
            tries -= 1
            run = bool(NO_SPACE.search(each.chunk)) and _QUOTES.search(typed.head) is None
            if tries < 0 or not _finds(engine, f'{typed.head}"{each.chunk}"' if run else query):
                continue
        head, linked = with_marks(engine, typed.head, each.word) if typed.head and not each.start else (typed.head, 0)
        shown[head + each.chunk] = linked
        start = each.start
    return sorted(shown, key=lambda query: -shown[query])


def _finds(engine: Engine, query: str) -> bool:
    parsed = parse(query, LANGUAGES.keys())
    return parsed.root is not None and engine.match(compile_query(engine, parsed, SearchRequest(query)).plan, limit=1).total > 0


# --- Titles --------------------------------------------------------------------------------------------------------------


def _titles(engine: Engine, text: str, typed: _Typed, words: Sequence[str], without: Sequence[str]) -> list[str]:
    """Titles of documents that hold what was typed, its last word as a beginning or as one of ``words``; best first.

    None that is in ``without``.
    """
    root = _in_titles(engine, text, bool(typed.last), words)
    if root is None:
        return []
    hits = engine.match(MatchPlan(root), limit=3 * TITLES).hits
    documents = [StoredDocument(payload).document for payload in engine.fetch([hit.id for hit in hits if hit.full]) if payload is not None]
    titles = [_shortened(" ".join(document.title.split())) for document in documents]
    begin = exact_form(normalise(text).text)
    titles.sort(key=lambda title: not exact_form(normalise(title).text).startswith(begin))
    seen = {each.strip().casefold() for each in without}
    shown: list[str] = []
    for title in titles:
        if len(shown) < TITLES and title.casefold() not in seen and _finds(engine, title):
            seen.add(title.casefold())
            shown.append(title)
    return shown


def _in_titles(engine: Engine, text: str, open_end: bool, words: Sequence[str]) -> Node | None:
    """The titles that hold every word of a text under some language."""
    normalised = normalise(text).text
    present = present_languages(engine, engine.stats().documents)
    rows: dict[tuple[str, ...], None] = {}
    for lang in languages_for(scripts(normalised), present):
        found = [word_forms(lang.code, normalised[a:b], lemma) for a, b, lemma in lang.segment(normalised)]
        rows[tuple(form for forms in found if forms is not None for form in forms.row.exact)] = None
    readings = [All(leaves) for row in rows if row and (leaves := _title_leaves(engine, row, open_end, words)) is not None]
    return Any_(tuple(readings), best=True) if readings else None


def _title_leaves(engine: Engine, row: Sequence[str], open_end: bool, words: Sequence[str]) -> tuple[Leaf, ...] | None:
    """One leaf per word; the last word, if it may go on, is also a beginning. None if no title holds one of them."""
    leaves: list[Leaf] = []
    for number, word in enumerate(row, start=1):
        last = open_end and number == len(row)
        others = [other for other, _ in unmarked(engine, word, whole=True)][:_BEST] + list(words if last else ())
        wanted = list(dict.fromkeys((word, *others)))
        forms = [Form("title", (form,), 1.0) for form, count in zip(wanted, engine.known("title", wanted), strict=True) if count]
        if last and engine.terms("title", word, limit=1):
            forms.append(Form("title", (word,), 0.5, prefix=True))
        if not forms:
            return None
        leaves.append(Leaf(tuple(forms), 1.0))
    return tuple(leaves)


def _shortened(title: str) -> str:
    if len(title) <= TITLE_LENGTH:
        return title
    start, _ = snap_to_graphemes(title, TITLE_LENGTH, TITLE_LENGTH + 1)
    kept = title[:start]
    return kept.rpartition(" ")[0] if " " in kept[TITLE_LENGTH // 2 :] else kept
