"""Parsed query -> what the engine matches (:class:`MatchPlan`) and what is looked for in a document's text (:class:`LeafTarget`).

Each leaf is analysed under every language that the index holds and that the leaf's script allows; the variants are alternatives
*inside* the leaf, so NOT, OR and phrases keep their meaning and no guess of the query's language can hide a document.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from search import rank
from search.analyse import URL, WordForms, address_words, word_forms
from search.engine import All, Any_, Engine, Filters, Form, Gram, Leaf, MatchPlan, Node, Not
from search.language import Language
from search.languages import language, languages_for
from search.model import SearchRequest, Warning_
from search.query import ParsedQuery, QueryAnd, QueryLeaf, QueryNode, QueryNot
from search.text import NO_SPACE, NO_SPACE_RUN, normalise, scripts
from search.word import bigrams, cut_long, exact_form, fold_forms, parts, running_units, spaced_words, unit_prefix

RARE_SHARE, RARE_DOCUMENTS = 0.005, 3
"""A language on less than this share of the documents and on fewer than so many is taken for a detector's slip: not tried."""

PREFIX_TERMS = 64
"""Words that the last word of a chunk or phrase with ``*`` is continued by, at most."""


@dataclass(frozen=True, slots=True)
class WordTarget:
    """One word to look for in a document's forward index, by the rung that finds it."""

    exact: frozenset[tuple[str, ...]]
    base: frozenset[str]
    unmarked_query: frozenset[str]
    """Compared with the folded form of the document's words."""
    unmarked_page: frozenset[str]
    """Compared with the exact form of the document's words."""
    different_marks: frozenset[str]
    """Compared with the folded form; only evidence, never a full match."""
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class PhraseTarget:
    """Words to look for next to each other, ``fold``: by their folded forms."""

    words: tuple[tuple[str, ...], ...]
    fold: bool


@dataclass(frozen=True, slots=True)
class LeafTarget:
    """A leaf of the query, as it is looked for in a document's text."""

    text: str
    """As typed."""
    readings: tuple[tuple[WordTarget, ...], ...] = ()
    """Alternatives; a reading is found when all its words are."""
    phrases: tuple[PhraseTarget, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    """Stretches of running text (units), all of which must be found."""
    title: bool = False
    """Looked for in the title only."""


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    plan: MatchPlan
    targets: tuple[LeafTarget, ...]
    """The leaves that are not under NOT and not skipped as function words, in the order typed."""
    languages: tuple[str, ...]
    """Languages that were tried."""
    warnings: tuple[Warning_, ...] = ()


@dataclass(slots=True)
class _Compiler:
    """State of one compilation."""

    engine: Engine
    documents: int
    present: tuple[str, ...]
    relaxed: bool
    single: bool = False
    """The query has one leaf: a document that holds its run ranks above all that do not."""
    targets: list[LeafTarget] = field(default_factory=list)
    grams: dict[tuple[str, str], float] = field(default_factory=dict)
    phrases: list[Gram] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    content: int = 0

    # --- statistics ---

    def df(self, forms: Sequence[Form]) -> dict[tuple[str, str], int]:
        """Document frequency of every term of these forms."""
        wanted: dict[str, set[str]] = {}
        for form in forms:
            wanted.setdefault(form.field, set()).update(() if form.prefix else form.terms)
        return {(name, term): count for name, terms in wanted.items() if (ordered := sorted(terms))
                for term, count in zip(ordered, self.engine.known(name, ordered), strict=True)}

    def leaf(self, forms: Iterable[Form], extra: Iterable[Form] = ()) -> Leaf:
        """A leaf of those forms whose terms the index knows, with one idf: of its most frequent full form."""
        candidates = [*forms, *extra]
        df = self.df(candidates)
        kept = [form for form in candidates if form.prefix or all(df[form.field, term] for term in form.terms)]
        counts = [self._prefix_df(form) if form.prefix else min(df[form.field, term] for term in form.terms)
                  for form in kept if form.full and form.field not in ("address", "title", "title_word")]
        if not counts:
            counts = [min((df[form.field, term] for term in form.terms), default=0) for form in kept]
        idf = rank.idf(self.documents, max(counts, default=0))
        extras = {id(form) for form in extra}
        return Leaf(tuple(form for form in kept if id(form) not in extras), idf, rank.FLOOR * idf,
                    tuple(form for form in kept if id(form) in extras))

    def _prefix_df(self, form: Form) -> int:
        return min(self.documents, sum(count for _, count in self.engine.terms(form.field, form.terms[0], limit=1000)))

    def add_grams(self, field_name: str, terms: Iterable[str], factor: float) -> None:
        unknown = [term for term in dict.fromkeys(terms) if (field_name, term) not in self.grams]
        for term, count in zip(unknown, self.engine.known(field_name, unknown), strict=True):
            if count:
                self.grams[field_name, term] = factor * rank.idf(self.documents, count)

    def add_phrase(self, field_name: str, terms: tuple[str, ...], factor: float) -> None:
        counts = self.engine.known(field_name, terms)
        if all(counts):
            idfs = [rank.idf(self.documents, count) for count in counts]
            self.phrases.append(Gram(field_name, terms[0], factor * sum(idfs), terms[1:]))

    # --- languages ---

    def languages(self, text: str) -> list[Language]:
        """Languages to analyse a leaf under: those of the index that are written in its script; else the neutral one."""
        found = languages_for(scripts(text), self.present)
        return found or [language("und")]


def present_languages(engine: Engine, documents: int) -> tuple[str, ...]:
    """Languages of the index that queries are analysed under."""
    return tuple(lang for lang, count in engine.languages().items() if count >= min(RARE_DOCUMENTS, RARE_SHARE * documents))


def compile_query(engine: Engine, parsed: ParsedQuery, request: SearchRequest, *, relaxed: bool = False) -> CompiledQuery:
    """The plan of a parsed query. ``relaxed`` adds the weak rungs (different marks), for when the strict ones found too little."""
    documents = engine.stats().documents
    compiler = _Compiler(engine, documents, present_languages(engine, documents), relaxed)
    leaves = _positive_leaves(parsed.root)
    skipped = _function_leaves(compiler, leaves)
    compiler.single = len(leaves) - len(skipped) == 1
    root = _node(compiler, parsed.root, skipped) if parsed.root is not None else None
    _neighbours(compiler, leaves)
    grams = (*(Gram(name, term, score) for (name, term), score in compiler.grams.items()), *compiler.phrases)
    filters = Filters(tuple(dict.fromkeys((*request.lang, *parsed.langs))), tuple(dict.fromkeys((*request.site, *parsed.sites))),
                      _later(request.date_from, parsed.date_from), _earlier(request.date_to, parsed.date_to))
    plan = MatchPlan(root if root is not None else All(()), grams, filters, tiered=compiler.content <= rank.TIER_LEAVES, sort=request.sort)
    return CompiledQuery(plan, tuple(compiler.targets), tuple(sorted(compiler.tried)))


def _later(first: str | None, second: str | None) -> str | None:
    return max(filter(None, (first, second)), default=None)


def _earlier(first: str | None, second: str | None) -> str | None:
    return min(filter(None, (first, second)), default=None)


# --- The tree ------------------------------------------------------------------------------------------------------------


def _positive_leaves(node: QueryNode | None) -> list[QueryLeaf]:
    if node is None or isinstance(node, QueryNot):
        return []
    if isinstance(node, QueryLeaf):
        return [node]
    return [leaf for child in node.children for leaf in _positive_leaves(child)]


def _node(compiler: _Compiler, node: QueryNode, skipped: frozenset[int]) -> Node | None:
    """The engine's node for a node of the query; None when nothing of it can be looked up (a function word, a lone sign)."""
    if isinstance(node, QueryNot):
        child = _negative(compiler, node.child)
        return Not(child) if child is not None else None
    if isinstance(node, QueryLeaf):
        return None if node.start in skipped else _leaf(compiler, node)
    children = tuple(child for child in (_node(compiler, child, skipped) for child in node.children) if child is not None)
    if len(children) < 2:
        return children[0] if children else None
    return All(children) if isinstance(node, QueryAnd) else Any_(children)


def _negative(compiler: _Compiler, node: QueryNode) -> Node | None:
    """Under NOT only the exact and the base form count, and running text only as the run that was typed."""
    if isinstance(node, QueryNot):
        child = _negative(compiler, node.child)
        return Not(child) if child is not None else None
    if isinstance(node, QueryLeaf):
        strict = replace(compiler, targets=[], grams={}, content=0)
        return _leaf(strict, node, negative=True)
    children = tuple(child for child in (_negative(compiler, child) for child in node.children) if child is not None)
    if not children:
        return None
    return All(children) if isinstance(node, QueryAnd) else Any_(children)


def _leaf(compiler: _Compiler, leaf: QueryLeaf, *, negative: bool = False) -> Node | None:
    text = normalise(leaf.text).text
    if leaf.title:
        return _title_leaf(compiler, leaf, text)
    if URL.fullmatch(text):
        return _address_leaf(compiler, leaf, text)
    if NO_SPACE.search(text):
        return _running_leaf(compiler, leaf, text, negative)
    surfaces = [text[start:end] for start, end in spaced_words(text)]
    surfaces = [surface for surface in surfaces if exact_form(surface)]
    if not surfaces:
        return None
    if len(surfaces) == 1:
        return _word_leaf(compiler, leaf, text, surfaces[0], negative)
    return _chunk_leaf(compiler, leaf, surfaces, negative)


# --- One word ------------------------------------------------------------------------------------------------------------


def _both(form: Form) -> tuple[Form, Form]:
    """The form in the body and, for less, in banner, captions, related links and tail."""
    return form, replace(form, field=form.field + "_aside", weight=form.weight * rank.WEIGHT_ASIDE)


def _word(compiler: _Compiler, found: Sequence[WordForms], *, negative: bool, prefix: bool = False) -> tuple[Leaf, WordTarget]:
    """The leaf of one word whose forms under each language are ``found`` (at least one; they share the exact form)."""
    row = found[0].row
    base = tuple(dict.fromkeys(form for forms in found for form in forms.row.word))
    marked = row.fold[0] != row.exact[0]
    forms = [*_both(Form("exact", row.exact, rank.WEIGHT_EXACT, prefix and len(row.exact) == 1))]
    for reading in found[0].parts:
        forms += _both(Form("exact", tuple(piece for *_, form in reading for piece in cut_long(form)), rank.WEIGHT_EXACT))
    for form in base if not prefix else ():
        forms += _both(Form("word", (form,), rank.WEIGHT_BASE))
    folded = () if negative else row.fold if marked else row.exact[:1]
    for form in folded:
        forms += _both(Form("exact" if marked else "fold", cut_long(form), rank.WEIGHT_UNMARKED, prefix))
    if not negative:
        forms.append(Form("address", row.exact[:1], rank.WEIGHT_ADDRESS))
    if compiler.relaxed and marked and not negative:
        forms += _both(Form("fold", cut_long(row.fold[0]), rank.WEIGHT_DIFFERENT_MARKS, full=False))
    extra = [] if negative or prefix else [
        Form("exact", row.exact, rank.EXACT_EXTRA), Form("title", row.exact, rank.WEIGHT_TITLE),
        *(Form("title_word", (form,), rank.WEIGHT_TITLE / 2) for form in base)]
    target = WordTarget(
        frozenset({row.exact}), frozenset(base), frozenset() if marked else frozenset(row.exact), frozenset(row.fold) if marked else frozenset(),
        frozenset(row.fold[:1]) if marked and compiler.relaxed else frozenset(), row.exact[0] if prefix else None)
    return compiler.leaf(forms, extra), target


def _forms(compiler: _Compiler, surface: str, languages: Sequence[Language]) -> list[WordForms]:
    found = [forms for lang in languages if (forms := word_forms(lang.code, surface, None)) is not None]
    compiler.tried.update(lang.code for lang in languages)
    return found


def _word_leaf(compiler: _Compiler, leaf: QueryLeaf, text: str, surface: str, negative: bool) -> Node | None:
    languages = [language("und")] if leaf.phrase else compiler.languages(text)
    found = _forms(compiler, surface, languages)
    if not found:
        return None
    node, target = _word(compiler, found, negative=negative, prefix=leaf.prefix)
    phrases = tuple(PhraseTarget(tuple(cut_long(form) for *_, form in reading), fold=False) for reading in found[0].parts)
    compiler.targets.append(LeafTarget(leaf.text, ((target,),), phrases))
    compiler.content += 1
    if not negative and not leaf.prefix:
        compiler.add_grams("gram", found[0].grams, rank.GRAM_EXTRA)
    return node


def _chunk_leaf(compiler: _Compiler, leaf: QueryLeaf, surfaces: Sequence[str], negative: bool) -> Node | None:
    """Several words in one leaf: a quoted phrase, or a chunk typed without a space. Adjacent and in order."""
    exact = [cut_long(exact_form(surface)) for surface in surfaces]
    folded = [fold_forms(exact_form(surface))[0] for surface in surfaces]
    terms = _flat(exact)
    marked = any(fold != "".join(pieces) for fold, pieces in zip(folded, exact, strict=True))
    forms = [*_both(Form("exact", terms, rank.WEIGHT_EXACT))]
    phrases = [PhraseTarget(tuple(exact), fold=False)]
    if leaf.prefix:
        for term, _ in compiler.engine.terms("exact", terms[-1], limit=PREFIX_TERMS):
            forms += _both(Form("exact", (*terms[:-1], term), rank.WEIGHT_EXACT))
            phrases.append(PhraseTarget((*exact[:-1], (term,)), fold=False))
    finest = [readings[-1] if (readings := parts(surface)) else None for surface in surfaces]
    if any(finest):
        split = tuple(cut_long(form) for surface, reading in zip(surfaces, finest, strict=True)
                      for form in ([part for *_, part in reading] if reading else [exact_form(surface)]))
        phrases.append(PhraseTarget(split, fold=False))
        forms += _both(Form("exact", _flat(split), rank.WEIGHT_EXACT))
    if not marked and not negative:
        forms += _both(Form("fold", terms, rank.WEIGHT_UNMARKED))
        phrases.append(PhraseTarget(tuple(exact), fold=True))
    elif not negative and not leaf.phrase:
        plain = tuple(cut_long(form) for form in folded)
        forms += _both(Form("exact", _flat(plain), rank.WEIGHT_UNMARKED))
        phrases.append(PhraseTarget(plain, fold=False))
    title = [] if negative else [Form("title", terms, rank.WEIGHT_TITLE)]
    node: Node = compiler.leaf(forms, title)
    if not negative and not leaf.phrase:
        address = All(tuple(compiler.leaf([Form("address", pieces[:1], rank.WEIGHT_ADDRESS)]) for pieces in exact))
        if all(isinstance(child, Leaf) and child.forms for child in address.children):
            node = Any_((node, address), best=True)
        compiler.add_grams("gram", _phrase_grams(compiler, surfaces), rank.GRAM_EXTRA)
    compiler.targets.append(LeafTarget(leaf.text, (), tuple(phrases)))
    compiler.content += 1
    return node


def _flat(words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(piece for pieces in words for piece in pieces)


def _phrase_grams(compiler: _Compiler, surfaces: Sequence[str]) -> list[str]:
    return [gram for surface in surfaces for forms in _forms(compiler, surface, [language("und")]) for gram in forms.grams]


def _address_leaf(compiler: _Compiler, leaf: QueryLeaf, text: str) -> Node | None:
    """A URL as a query: every word of it in the addresses of a document."""
    words = list(dict.fromkeys(form for *_, form in address_words(text)))
    compiler.targets.append(LeafTarget(leaf.text, (tuple(_plain_target(form) for form in words),)))
    compiler.content += 1
    return All(tuple(compiler.leaf([Form("address", (form,), 1.0)]) for form in words)) if words else None


def _plain_target(form: str) -> WordTarget:
    return WordTarget(frozenset({(form,)}), frozenset(), frozenset(), frozenset(), frozenset())


def _title_leaf(compiler: _Compiler, leaf: QueryLeaf, text: str) -> Node | None:
    """``intitle:``: the words, adjacent, in the title that the page gives; a single word also by its base form."""
    options: list[Form] = []
    readings: list[tuple[WordTarget, ...]] = []
    for lang in compiler.languages(text):
        found = [forms for start, end, lemma in lang.segment(text) if (forms := word_forms(lang.code, text[start:end], lemma))]
        if not found:
            continue
        options.append(Form("title", tuple(piece for forms in found for piece in forms.row.exact), rank.WEIGHT_EXACT, leaf.prefix and len(found) == 1))
        if len(found) == 1:
            options += [Form("title_word", (form,), rank.WEIGHT_BASE) for form in found[0].row.word]
        readings.append(tuple(WordTarget(frozenset({forms.row.exact}), frozenset(forms.row.word), frozenset(), frozenset(), frozenset(),
                                         forms.row.exact[0] if leaf.prefix else None) for forms in found))
    if not options:
        return None
    compiler.targets.append(LeafTarget(leaf.text, tuple(readings), title=True))
    compiler.content += 1
    return compiler.leaf(dict.fromkeys(options))


# --- Running text --------------------------------------------------------------------------------------------------------


def _running_leaf(compiler: _Compiler, leaf: QueryLeaf, text: str, negative: bool) -> Node | None:
    """A leaf in a script without spaces: the run of its characters, or all content words of its reading under one language."""
    runs = [units for line in text.split("\n") for units in running_units(line)]
    languages = compiler.languages("".join(NO_SPACE_RUN.findall(text)))
    compiler.tried.update(lang.code for lang in languages)
    readings = [] if leaf.phrase else [reading for lang in languages if (reading := _reading(compiler, lang, text, negative))]
    if negative:
        readings = [reading for reading in readings if len(reading) == 1]
    nodes = [All(tuple(node for node, _ in reading)) if len(reading) > 1 else reading[0][0] for reading in readings]
    best: Node | None = Any_(tuple(nodes), best=True) if len(nodes) > 1 else nodes[0] if nodes else None
    if not negative:
        for units in runs:
            compiler.add_grams("chars", bigrams(units)[:-1], rank.GRAM_EXTRA)
    floor = _outweigh(compiler, nodes) if compiler.single else 0.0
    run = [] if negative and readings else [_run(compiler, units, floor) for units in runs]
    compiler.content += max((len(reading) for reading in readings), default=1)
    compiler.targets.append(LeafTarget(leaf.text, tuple(tuple(target for _, target in reading) for reading in readings), (), tuple(map(tuple, runs))))
    whole: Node | None = All(tuple(run)) if len(run) > 1 else run[0] if run else None
    if best is None or whole is None:
        return best or whole
    return Any_((whole, best))


def _reading(compiler: _Compiler, lang: Language, text: str, negative: bool) -> list[tuple[Leaf, WordTarget]]:
    """Content words of a leaf under one language; all its words if it has nothing but function words."""
    found = [forms for start, end, lemma in lang.segment(text) if (forms := word_forms(lang.code, text[start:end], lemma))]
    content = [forms for forms in found if not forms.function] or found
    return [_word(compiler, [forms], negative=negative) for forms in dict.fromkeys(content)]


def _run(compiler: _Compiler, units: Sequence[str], floor: float) -> Leaf:
    """The characters of a run, next to each other. A single one: every bigram that begins with it, and the end of a run."""
    terms = bigrams(list(units))
    if len(terms) > 1:
        leaf = compiler.leaf([*_both(Form("chars", tuple(terms[:-1]), rank.WEIGHT_RUNNING))])
    else:
        prefix = unit_prefix(terms[0])
        forms = [*_both(Form("chars", (prefix,), rank.WEIGHT_RUNNING, prefix=True))]
        if prefix != terms[0]:
            forms += _both(Form("chars", (terms[0],), rank.WEIGHT_RUNNING))
        leaf = compiler.leaf(forms)
    return replace(leaf, floor=max(leaf.floor, floor))


def _outweigh(compiler: _Compiler, nodes: Sequence[Node]) -> float:
    """More than all other evidence for this leaf can add up to: what holds the very string comes before what does not."""

    def most(node: Node) -> float:
        if isinstance(node, Leaf):
            best = max((form.weight for form in node.forms), default=0.0) + sum(form.weight for form in node.extra)
            return node.idf * best * rank.MAX_SATURATION + node.floor
        if isinstance(node, Not):
            return 0.0
        values = [most(child) for child in node.children]
        return max(values, default=0.0) if isinstance(node, Any_) and node.best else sum(values)

    return max(map(most, nodes), default=0.0) + rank.MAX_SATURATION * sum(compiler.grams.values())


# --- Whole query ---------------------------------------------------------------------------------------------------------


def _function_leaves(compiler: _Compiler, leaves: Sequence[QueryLeaf]) -> frozenset[int]:
    """Starts of the leaves that are function words in every language they are analysed under; none if the query holds nothing else."""
    skipped = frozenset(leaf.start for leaf in leaves if _is_function(compiler, leaf))
    return skipped if len(skipped) < len(leaves) else frozenset()


def _is_function(compiler: _Compiler, leaf: QueryLeaf) -> bool:
    if leaf.phrase or leaf.prefix or leaf.title:
        return False
    text = normalise(leaf.text).text
    languages = [lang for lang in compiler.languages(text) if lang.code != "und"]
    return bool(languages) and all(_all_function(lang.code, text) for lang in languages)


@functools.lru_cache(maxsize=10_000)
def _all_function(code: str, text: str) -> bool:
    found = [word_forms(code, text[start:end], lemma) for start, end, lemma in language(code).segment(text)]
    return bool(found) and all(forms is not None and forms.function for forms in found)


def _neighbours(compiler: _Compiler, leaves: Sequence[QueryLeaf]) -> None:
    """Words of the query that stand side by side count more where they do so in the document, too.

    Pairs of neighbouring words, and all words of a short query as one phrase: as typed, and without marks on the side that has none.
    Vietnamese syllable pairs are sub-words of the index as well (MEASURED: .944 -> .955).
    """
    row: list[str] = []
    for leaf in [*leaves, None]:
        word = _plain_word(leaf) if leaf is not None else None
        if word is not None:
            row.append(word)
            continue
        _add_phrases(compiler, row)
        row = []


def _plain_word(leaf: QueryLeaf) -> str | None:
    """The exact form of a leaf that is one word of a script with spaces; None for all others."""
    text = normalise(leaf.text).text
    if leaf.phrase or leaf.prefix or leaf.title or NO_SPACE.search(text):
        return None
    spans = spaced_words(text)
    forms = cut_long(exact_form(text[spans[0][0]:spans[0][1]])) if len(spans) == 1 else ()
    return forms[0] if len(forms) == 1 else None


def _add_phrases(compiler: _Compiler, row: Sequence[str]) -> None:
    if len(row) < 2:
        return
    if "vi" in compiler.present:
        compiler.add_grams("gram", [f"{a}_{b}" for a, b in zip(row, row[1:], strict=False)], rank.GRAM_EXTRA)
    pairs = [(pair, rank.PAIR_EXTRA / 2) for pair in zip(row, row[1:], strict=False)]
    whole = [(tuple(row), rank.PHRASE_EXTRA)] if len(row) <= rank.TIER_LEAVES + 1 else []
    for words, factor in [*pairs, *whole]:
        folded = tuple(fold_forms(word)[0] for word in words)
        if folded == words:
            variants = [("exact", words, 1.0), ("fold", words, rank.WEIGHT_UNMARKED)]
        else:
            variants = [("exact", words, 1.0), ("exact", folded, rank.WEIGHT_UNMARKED)]
        for name, terms, weight in variants:
            compiler.add_phrase(name, terms, factor * weight)
