"""What was meant by keys that no input method, or another layout of the keyboard, made letters of.

- Keys of Vietnamese syllables that the index holds: *vieejt nam*, việt nam (``telex.py``).
- Words in the letters of another layout: *ghbdtn*, привет; *руддщ*, hello (``search/text/layouts.py``).
- Kana that were not converted: ぶんがく, 文学; がらす, ガラス.
- Japanese and Chinese in Latin letters: *bungaku*, 文学; *bei jing*, 北京 (``search/text/romaji.py``, ``pinyin.py`` beside it).

Everything here only names what may have been meant; ``correction.py`` tries it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from search.analysis.forms import word_forms
from search.engine import Engine
from search.languages import language
from search.model import Span
from search.query import ParsedQuery, QueryAnd, QueryLeaf, leaves
from search.suggestions.telex import syllable
from search.text.layouts import LAYOUTS, meant, written
from search.text.romaji import kana_of
from search.text.unicode import NO_SPACE, normalise, simplified
from search.text.units import HANGUL, bigrams, running_units
from search.text.word import exact_form, fold_forms
from search.vocabulary.readings import LONGEST, Readings, kana, katakana, read_together, readings_of
from search.vocabulary.spelt import runs_spelt

TRIES = 3
"""Words that may be read as one typed word that are named, at most, the most frequent ones."""
SHORTEST = 3
"""Letters of the shortest query in another layout, or in Latin letters for Han characters: of two every word is something."""
SHORTEST_TOGETHER = 4
"""Kana of the shortest two words that are read as one: of three too many words of other languages can be some (minno, 民能)."""
SHORTEST_INFLECTED = 5
"""Letters of the shortest word in another layout of which the index may hold another form: by chance any few letters are some stem."""
MOST_IN_ONE = 4
"""Words that are read as one at most: xi jin ping, 习近平."""
_WORD = re.compile(r"\S+")

Choice = list[tuple[Span, str]]
"""Ranges of the query as typed, and what stands in their place."""


def from_syllables(engine: Engine, parsed: ParsedQuery) -> Choice:
    """The words that the index does not hold and that are the keys of Vietnamese syllables which it holds."""
    typed = {leaf: syllable(leaf.text) for leaf in leaves(parsed.root) if not (leaf.is_part or leaf.title)}
    typed = {leaf: text for leaf, text in typed.items() if text and not _is_held(engine, leaf.text) and _is_held(engine, text)}
    return [((leaf.start, leaf.end), text) for leaf, text in typed.items()]


def from_layouts(engine: Engine, parsed: ParsedQuery, query: str) -> Iterator[Choice]:
    """The words of a plain query as another layout writes them, where the index holds none of them as they are and all of them so."""
    if not _is_plain(parsed) or len(query.strip()) < SHORTEST:
        return
    words = [(found.span(), found.group()) for found in _WORD.finditer(query)]
    if any(_is_held(engine, word) for _, word in words):
        return
    present = engine.languages()
    for change in (written, meant):
        for code in LAYOUTS:
            others = [(span, change(word, code)) for span, word in words] if code in present or change is meant else []
            several = any(len(other) > 1 for _, other in others)  # one character says nothing: SMS would be 는 in Korean
            if several and all(other and _is_held(engine, other, code) for _, other in others):
                yield others


def from_kana(engine: Engine, parsed: ParsedQuery) -> Iterator[Choice]:
    """A query of one word in kana, converted as an input method does."""
    leaf = parsed.root
    typed = kana(normalise(leaf.text).text) if isinstance(leaf, QueryLeaf) and not (leaf.is_part or leaf.title) else ""
    if not isinstance(leaf, QueryLeaf) or not 1 < len(typed) <= LONGEST:
        return
    table = readings_of(engine)
    words = [word for word in (*(word for word, _ in table.read_as(typed)[:TRIES]), katakana(typed)) if _is_held(engine, word)]
    for word in words or read_together(engine, table, typed)[:TRIES]:
        if word != leaf.text:
            yield [((leaf.start, leaf.end), word)]


def from_readings(engine: Engine, parsed: ParsedQuery) -> Iterator[Choice]:
    """A plain query in Latin letters as Japanese or Chinese: all as one word or run, or each word that can be read so."""
    words = list(leaves(parsed.root))
    if not _is_plain(parsed) or any(NO_SPACE.search(leaf.text) for leaf in words):
        return
    joined = "".join(leaf.text for leaf in words)
    japanese = "ja" in engine.languages() and any(map(kana_of, (joined, *(leaf.text for leaf in words))))
    table = readings_of(engine) if japanese else None
    if len(words) <= MOST_IN_ONE:
        yield from ([((words[0].start, words[-1].end), word)] for word in islice(_read_as(engine, table, joined), TRIES))
    found = [(leaf, next(_read_as(engine, table, leaf.text), "")) for leaf in words] if len(words) > 1 else []
    unread = [leaf for leaf, word in found if not word]
    if len(unread) < len(found) and all(_is_held(engine, leaf.text) for leaf in unread):
        yield [((leaf.start, leaf.end), word) for leaf, word in found if word]


def _read_as(engine: Engine, table: Readings | None, typed: str) -> Iterator[str]:
    """What the index holds that may be read so: words of just this reading, the most frequent first, those that differ by the length of
    vowels, and what is read together. ``table``: of the Japanese words, if any can be meant."""
    if len(typed) < SHORTEST:
        return
    words, alike, runs = list[tuple[str, int]](), list[tuple[str, int]](), list[str]()
    if table is not None and (read := kana_of(typed)):
        words, alike = table.read_as(read), table.shortened(read)
        runs = [] if alike or len(read) < SHORTEST_TOGETHER else read_together(engine, table, read)
    if "zh" in engine.languages():
        found = runs_spelt(engine, typed)
        counts = engine.known("word", [f"zh:{simplified(run)}" for run in found])
        words = [*words, *((run, count) for run, count in zip(found, counts, strict=True) if count)]
        runs = [*found, *runs]
    words.sort(key=lambda entry: -entry[1])
    yield from dict.fromkeys([*(word for word, _ in (*words, *alike)), *runs])


def _is_plain(parsed: ParsedQuery) -> bool:
    """Whether a query is words and nothing else."""
    children = parsed.root.children if isinstance(parsed.root, QueryAnd) else (parsed.root,)
    return all(isinstance(each, QueryLeaf) and not (each.is_part or each.title or each.phrase) for each in children)


def _is_held(engine: Engine, word: str, code: str = "") -> bool:
    """Whether the index holds a word as it is; with the language of a layout also without its marks or, of a long word, another form of it.

    Of a run without spaces all neighbours, and all words but Korean ones, which are cut by what stands beside them: xib is ปริ on Thai
    keys, the beginning of many words and none.
    """
    text = normalise(word).text
    exact = exact_form(text)
    if code and NO_SPACE.search(text):
        surfaces = [] if HANGUL.search(text) else language(code).cut(text, ((0, len(text)),)).surfaces
        pairs = [pair for units in running_units(exact) for pair in bigrams(units)[:-1]]
        return all(engine.known("exact", [*map(exact_form, surfaces)])) and all(engine.known("chars", pairs))
    forms = word_forms(code, text, None) if code and len(exact) >= SHORTEST_INFLECTED else None
    folded = engine.known("fold", [fold_forms(exact)[0]]) if code else ()
    return any((*engine.known("exact", [exact]), *folded, *engine.known("word", forms.row.word if forms is not None else ())))
