"""Numbers inside leaves without spaces, in Han characters and in digits: 56个民族 finds 五十六个民族, each word of it by itself.

Leaves that are a number with its counter are rewritten as a whole (``running.py``); here a number is a word of a longer question.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from search import rank
from search.analysis.forms import WordForms, readings_of
from search.engine import Form, Leaf
from search.language import Language
from search.plan.compiler import Compiler, both
from search.plan.targets import WordTarget
from search.plan.words import How, word
from search.text.hannumbers import Number, ends_round, numbers
from search.text.units import bigrams
from search.text.word import exact_form

Cut = list[tuple[str, WordForms]]
"""Words of a leaf under one language, and their forms."""
_LANGUAGES = frozenset({"ja", "zh"})
_COUNTERS = "年月日天里人次个位岁米元条名座本家所"
"""What ICU's dictionary joins to the last character of a number: 三百六十, 五天."""


def numbers_apart(compiler: Compiler, lang: Language, text: str, cut: Cut) -> Iterator[tuple[Cut, tuple[Leaf, WordTarget] | None]]:
    """The words of a leaf; those that are a number, with a counter that is cut to it, by themselves with their leaf, if the index holds the
    number in the other characters."""
    spans = {number.start: number for number in numbers(text, lang.code == "zh")} if lang.code in _LANGUAGES else {}
    rest: Cut = []
    at, place = 0, 0
    while at < len(cut):
        start = text.find(cut[at][0], place)
        number = spans.get(start)
        last, end = at, start
        while number is not None and last < len(cut) and end < number.end and text.startswith(cut[last][0], end):
            end += len(cut[last][0])
            last += 1
        whole = number is not None and (end == number.end or (end == number.end + 1 and text[number.end] in _COUNTERS))
        said = _number_word(compiler, lang, text[start:end], cut[at], number) if whole and number is not None else None
        if said is not None:
            yield rest, None
            rest = []
            yield cut[at:last], said
            at, place = last, end
        else:
            rest.append(cut[at])
            place = max(start, place) + len(cut[at][0])
            at += 1
    yield rest, None


def _number_word(compiler: Compiler, lang: Language, written: str, first: tuple[str, WordForms], number: Number
                 ) -> tuple[Leaf, WordTarget] | None:
    """The leaf of a number and what to look for in a document; None where the index does not hold it in the other characters."""
    if not number.digits:
        held = [(han, forms) for han in number.han if (forms := _spelt(compiler, lang, han))]
        leaf, target = word(compiler, readings_of(first[1]), How(negative=False, running=True))
        others = tuple(form for _, forms in held for form in forms)
        return (replace(leaf, forms=leaf.forms + others), replace(target, runs=tuple(tuple(han) for han, _ in held))) if held else None
    digits = (number.digits, *written[number.end - number.start :])
    others = tuple(_held(compiler, digits))
    if not others:
        return None
    typed = both(Form("chars", tuple(bigrams(list(written))[:-1]), rank.WEIGHT_EXACT))
    runs = (tuple(written), tuple("".join(digits)))
    return compiler.leaf([*typed, *others]), WordTarget(frozenset({tuple(written)}), runs=runs)


def _held(compiler: Compiler, words: Sequence[str]) -> list[Form]:
    terms = tuple(map(exact_form, words))
    return [*both(Form("exact", terms, rank.WEIGHT_WRITING))] if len(compiler.held("exact", terms)) == len({*terms}) else []


def _spelt(compiler: Compiler, lang: Language, han: str) -> list[Form]:
    """The forms of a number in Han characters: its words where others begin with it, else its characters."""
    if ends_round(han):
        return _held(compiler, [han[start:end] for start, end, _ in lang.segment(han)])
    terms = tuple(bigrams(list(han))[:-1])
    return [*both(Form("chars", terms, rank.WEIGHT_WRITING))] if all(compiler.engine.known("chars", terms)) else []
