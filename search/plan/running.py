"""Leaves in scripts without spaces: the run of their characters, or all content words of a reading under one language."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from search import rank
from search.analysis.forms import WordForms, readings_of, word_forms
from search.engine import All, Any_, Form, Leaf, Node, Not
from search.language import Language
from search.plan.compiler import Compiler, both
from search.plan.dates import days_in_words
from search.plan.hannumerals import Cut, numbers_apart
from search.plan.numbers import regrouped
from search.plan.synonyms import Synonym, synonym_forms, synonyms_of
from search.plan.targets import NO_SYNONYMS, LeafTarget, PhraseTarget, WordTarget
from search.plan.words import How, word
from search.query import QueryLeaf
from search.text.han import is_chinese_alone, other_writings
from search.text.hannumbers import in_digits, in_han
from search.text.unicode import NO_SPACE_RUN
from search.text.units import HAN, HANGUL, UNIT_BORDER, bigrams, exact_run, running_units, unit_prefix
from search.text.word import exact_form

Words = tuple[str, ...]
"""Exact forms side by side."""
Exact = frozenset[tuple[str, ...]]
"""The exact forms of one word, each in pieces."""


def running_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, negative: bool) -> Node | None:
    """A leaf in a script without spaces: the run of its characters, or all content words of its reading under one language."""
    runs = [units for line in text.split("\n") for units in running_units(line)]
    languages = compiler.languages("".join(NO_SPACE_RUN.findall(text)))
    compiler.tried.update(lang.code for lang in languages)
    read_as = [lang for lang in languages if lang.code != "ja" or not is_chinese_alone(text)] or languages
    cuts = [] if leaf.phrase else [_cut(lang, text, *compiler.around.get(leaf.start, ("", ""))) for lang in read_as]
    readings = [_reading(compiler, lang, text, cut, negative) for lang, cut in zip(read_as, cuts, strict=False) if cut]
    if negative:
        readings = [reading for reading in readings if len(reading) == 1]
    nodes = [All(tuple(node for node, _ in reading)) if len(reading) > 1 else reading[0][0] for reading in readings]
    best: Node | None = Any_(tuple(nodes), best=True) if len(nodes) > 1 else nodes[0] if nodes else None
    as_typed = negative or leaf.phrase
    writings = [] if as_typed else [*_writings(runs, languages), *_apart(compiler, runs)]
    numbers = [] if as_typed else _numbers(text, runs)
    digits = [] if as_typed else _in_digits(compiler, text, read_as)
    if not negative:
        _add_evidence(compiler, runs, writings, cuts)
    synonyms = NO_SYNONYMS if negative else compiler.synonyms.get(leaf.start, NO_SYNONYMS)
    if synonyms.forms:
        best = _any([best, compiler.leaf(synonyms.forms)])
    other = _any([_all([_run(compiler, units, 0.0, rank.WEIGHT_WRITING) for units in writing]) for writing in writings])
    if other is not None:
        best = other if best is None else Any_((other, best))
    floor = _outweigh(compiler, best) if compiler.single else 0.0
    run = [] if negative and readings else [_run(compiler, units, floor) for units in runs]
    compiler.content += max((len(reading) for reading in readings), default=1)
    compiler.targets.append(
        LeafTarget(
            leaf.text,
            (*_telling(readings), *([(WordTarget(synonyms=synonyms.target),)] if synonyms.forms else [])),
            tuple(PhraseTarget(tuple((word,) for word in words), fold=False) for words in digits),
            runs=tuple(map(tuple, runs)),
            writings=tuple(tuple(map(tuple, writing)) for writing in [*writings, *numbers]),
        )
    )
    whole: Node | None = All(tuple(run)) if len(run) > 1 else run[0] if run else None
    if numbers or digits:
        whole = _any([whole, *_as_numbers(compiler, numbers, digits, floor)])
    if best is None or whole is None:
        return best or whole
    return Any_((whole, best))


def _add_evidence(compiler: Compiler, runs: Iterable[list[str]], writings: Iterable[Iterable[list[str]]], cuts: Iterable[Cut]
                  ) -> None:
    """What says which of several results comes first: neighbouring characters, and words side by side."""
    for units in runs:
        compiler.add_grams("chars", bigrams(units)[:-1], rank.GRAM_EXTRA)
    for units in itertools.chain(*writings):
        compiler.add_grams("chars", bigrams(units)[:-1], rank.GRAM_EXTRA * rank.WEIGHT_WRITING)
    for cut in cuts:
        _pairs(compiler, cut)


def _telling(readings: Sequence[Sequence[tuple[Leaf, WordTarget]]]) -> list[tuple[WordTarget, ...]]:
    """What to look for in a document: the words of each reading, without a reading that holds another one and more (日本, の, 歴史
    beside 日本, 歴史).

    What it has more is a function word under the other's language. A document that satisfies it satisfies the other, too, and marks on
    every の of a page tell nobody anything.
    """
    targets = [tuple(target for _, target in reading) for reading in readings]
    forms = [{word.exact: word.base for word in reading} for reading in targets]
    return [reading for reading, mine in zip(targets, forms, strict=True) if not any(_holds(mine, other) for other in forms)]


def _holds(mine: Mapping[Exact, frozenset[str]], other: Mapping[Exact, frozenset[str]]) -> bool:
    """Whether a reading (exact -> base forms of each word) asks for all that the other one asks for, and for more words."""
    return len(other) < len(mine) and all(exact in mine and mine[exact] <= base for exact, base in other.items())


def _all(leaves: Sequence[Leaf]) -> Node | None:
    """All of them; None where the index cannot hold one, or there is none."""
    if not leaves or not all(leaf.forms for leaf in leaves):
        return None
    return All(tuple(leaves)) if len(leaves) > 1 else leaves[0]


def _any(alternatives: Iterable[Node | None]) -> Node | None:
    """The best of those that there are."""
    nodes = [node for node in alternatives if node is not None]
    return Any_(tuple(nodes), best=True) if len(nodes) > 1 else nodes[0] if nodes else None


def _writings(runs: Sequence[Sequence[str]], languages: Sequence[Language]) -> list[list[list[str]]]:
    """The runs in traditional and in simplified Chinese characters, where that is another way to write them."""
    codes = {lang.code for lang in languages}
    if codes.isdisjoint({"zh", "ja"}):
        return []
    found = [other_writings("".join(units), "ja" in codes) for units in runs]
    number = max(map(len, found), default=0)
    rows = [
        [others[min(at, len(others) - 1)] if others else "".join(units) for units, others in zip(runs, found, strict=True)]
        for at in range(number)
    ]
    return [[_cut_like(written, units) for written, units in zip(row, runs, strict=True)] for row in rows]


SHORTEST_APART = 2
"""Characters of either part of a Korean word that may be written in two. Too many particles have one: 과학자 is not in 수학과 학자."""


def _apart(compiler: Compiler, runs: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """A run of Hangul with one space in it, wherever the index holds the two characters beside one: spaces in Korean are often left out."""
    if len(runs) != 1 or not all(map(HANGUL.match, runs[0])):
        return []
    units = runs[0]
    places = range(SHORTEST_APART, len(units) - SHORTEST_APART + 1)
    counts = compiler.engine.known("chars", [units[at - 1] + UNIT_BORDER + units[at] for at in places])
    return [[[*units[:at], UNIT_BORDER + units[at], *units[at + 1 :]]] for at, count in zip(places, counts, strict=True) if count]


def _numbers(text: str, runs: Sequence[Sequence[str]]) -> list[list[list[str]]]:
    """A run with its numbers in Han characters."""
    return [running_units(written) for written in in_han(text)] if len(runs) == 1 and HAN.search(text) else []


def _as_numbers(compiler: Compiler, numbers: Iterable[Sequence[Sequence[str]]], digits: Iterable[Words], floor: float) -> list[Node | None]:
    """A run with its numbers in other characters: no other words of it are in those, so it comes before all documents that hold neither."""
    others = [_all([_run(compiler, units, floor, rank.WEIGHT_WRITING) for units in written]) for written in numbers]
    leaf = compiler.leaf([form for words in digits for form in both(Form("exact", words, rank.WEIGHT_WRITING))])
    return [*others, _all([replace(leaf, floor=max(leaf.floor, floor))])]


def _in_digits(compiler: Compiler, text: str, languages: Sequence[Language]) -> list[Words]:
    """The words of a text with its numbers in digits or in other groups of digits (98,000円, 98000円), as far as the index holds them: as a
    run of characters 3年 is in 2023年."""
    written = in_digits(text)
    rows = [tuple(exact for _, _, exact in _exact_words(lang, written)) for lang in languages] if written else []
    if any(map(str.isdecimal, text)):
        rows += [row for lang in languages for row in regrouped(compiler.engine, text, _exact_words(lang, text))]
        rows += days_in_words(compiler, text)
    return [words for words in dict.fromkeys(rows) if len(words) > 1 and len(compiler.held("exact", words)) == len(words)]


def _exact_words(lang: Language, text: str) -> list[tuple[int, int, str]]:
    return [(start, end, exact_form(text[start:end])) for start, end, _ in lang.segment(text)]


def _cut_like(written: str, units: Sequence[str]) -> list[str]:
    ends = list(itertools.accumulate(map(len, units)))
    return [written[start:end] for start, end in zip([0, *ends], ends, strict=False)]


_NOUN = "사람"
"""A noun for the end of a query, where none follows."""
_VERB_END = "다"
"""What verbs and adjectives end in, in dictionaries and at the end of a sentence: nothing follows (예쁘다, 보다)."""


def _cut(lang: Language, text: str, before: str, after: str) -> Cut:
    """The words of a leaf. Korean is written with spaces and cut by what stands on either side of them: 한국의 is *of Korea* before a noun,
    and by itself (or at the end, where nobody writes it) two words that are none.

    Of 999 words of 200 questions 111 had other content words when cut alone than within their question; with a noun behind them 26.
    Measured (2026-11-21, docs_10k, 300 queries of three nouns, two with 의 and 은, over 777 paragraphs): MRR@10 .582 alone, .642 so;
    300 whole sentences .358 and .356 (no difference, p = .4).
    """
    inside = [(text[start:end], lemma) for start, end, lemma in lang.segment(text)]
    if HANGUL.search(text):
        line, first = f"{before} {text} {after or ('' if text.endswith(_VERB_END) else _NOUN)}", len(before) + 1
        around = [(line[start:end], lemma) for start, end, lemma in lang.segment(line) if first <= start and end <= first + len(text)]
        if sum(len(surface) for surface, _ in around) == sum(len(surface) for surface, _ in inside):  # else cut across the leaf's border
            inside = around
    return [(surface, forms) for surface, lemma in inside if (forms := word_forms(lang.code, surface, lemma))]


def _reading(compiler: Compiler, lang: Language, text: str, cut: Cut, negative: bool) -> list[tuple[Leaf, WordTarget]]:
    """Content words of a leaf under one language; all its words if it has nothing but function words."""
    content = [forms for _, forms in cut if not forms.function] or [forms for _, forms in cut]
    synonyms: dict[WordForms, list[Synonym]] = {}
    if not negative:
        keys, bases = [exact_run(surface) for surface, _ in cut], [forms.row.word for _, forms in cut]
        each = synonyms_of(keys, [lang.code], spaced=False, bases=bases)
        for (_, forms), mine in zip(cut, each, strict=True):
            synonyms.setdefault(forms, []).extend(mine)
    wanted = set(content)
    kept = [entry for entry in cut if entry[1] in wanted]
    found: dict[object, tuple[Leaf, WordTarget]] = {}
    for part, number in [(kept, None)] if negative else numbers_apart(compiler, lang, text, kept):
        if number is not None:
            found.setdefault(number[1].exact, number)
            continue
        for piece in [[entry] for entry in part] if lang.code == "ja" or any(synonyms.values()) else _fragments(text, part):
            if len(piece) > 1:
                run = "".join(surface for surface, _ in piece)
                for unknown in [run] if len(run) <= LONGEST_UNKNOWN else map("".join, itertools.pairwise(run)):
                    found.setdefault(unknown, _unknown_word(compiler, unknown))
            elif piece[0][1] not in found:
                forms = piece[0][1]
                others = synonym_forms(synonyms.get(forms, ()))
                found[forms] = word(compiler, readings_of(forms), How(negative, running=True), others)
    return list(found.values())


LONGEST_UNKNOWN = 3
"""Characters of a word that no dictionary knows; more of them side by side are taken for several, and looked for pair by pair."""


def _fragments(text: str, cut: Cut) -> Iterator[Cut]:
    """Words one by one, but together what stands in single Han characters side by side.

    ICU's dictionary of Chinese knows few names and words of today: it leaves 互联网 and 微信 in single characters, which every longer page
    holds somewhere. (MeCab knows Japanese better.) MRR@10, each character for itself and so: xquad-zh .9575 .9577, drcd-zh .9529 .9545, by
    its 2 and 3 rarest words .5797 .5807, .7794 .7784; whole sentences (cloze-zh, 329) .4114 .4082. With each character for little besides,
    which makes no match: the same.
    """
    group: Cut = []
    for surface, forms in cut:
        single = HAN.fullmatch(surface) is not None
        if group and not (single and "".join(each for each, _ in group) + surface in text):
            yield group
            group = []
        group.append((surface, forms))
        if not single:
            yield group
            group = []
    if group:
        yield group


def _unknown_word(compiler: Compiler, run: str) -> tuple[Leaf, WordTarget]:
    """Characters that are no words by themselves: they count where they stand together, in any writing."""
    writings = [run, *other_writings(run, "ja" in compiler.present)]
    forms = [
        form
        for at, written in enumerate(writings)
        for form in both(Form("chars", tuple(bigrams(list(written))[:-1]), rank.WEIGHT_WRITING if at else rank.WEIGHT_EXACT))
    ]
    return compiler.leaf(forms), WordTarget(frozenset({tuple(run)}), runs=tuple(map(tuple, writings)))


def _pairs(compiler: Compiler, cut: Cut) -> None:
    """Neighbouring content words of a reading count more where they stand side by side."""
    for (_, first), (_, second) in itertools.pairwise(cut):
        if not first.function and not second.function:
            compiler.add_phrase("exact", first.row.exact + second.row.exact, rank.PAIR_EXTRA / 2)


def _run(compiler: Compiler, units: Sequence[str], floor: float, weight: float = rank.WEIGHT_RUNNING) -> Leaf:
    """The characters of a run, next to each other. A single one: every bigram that begins with it, and the end of a run."""
    terms = bigrams(list(units))
    if len(terms) > 1:
        leaf = compiler.leaf([*both(Form("chars", tuple(terms[:-1]), weight))])
    else:
        prefix = unit_prefix(terms[0])
        forms = [*both(Form("chars", (prefix,), weight, prefix=True))]
        if prefix != terms[0]:
            forms += both(Form("chars", (terms[0],), weight))
        leaf = compiler.leaf(forms)
    return replace(leaf, floor=max(leaf.floor, floor))


def _outweigh(compiler: Compiler, others: Node | None) -> float:
    """More than all other evidence for this leaf can add up to: what holds the very string comes before what does not."""

    def most(node: Node) -> float:
        if isinstance(node, Leaf):
            best = max((form.weight for form in node.forms), default=0.0) + sum(form.weight for form in node.extra)
            return node.idf * best * rank.MAX_SATURATION + node.floor
        if isinstance(node, Not):
            return 0.0
        values = [most(child) for child in node.children]
        return max(values, default=0.0) if isinstance(node, Any_) and node.best else sum(values)

    evidence = sum(compiler.grams.values()) + sum(gram.score for gram in compiler.phrases)
    return (most(others) if others is not None else 0.0) + rank.MAX_SATURATION * evidence
