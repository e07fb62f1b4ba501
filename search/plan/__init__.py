"""Parsed query -> what the engine matches (:class:`MatchPlan`) and what is looked for in a document's text (:class:`LeafTarget`).

Each leaf is analysed under every language that the index holds and that the leaf's script allows; the variants are alternatives
*inside* the leaf, so NOT, OR and phrases keep their meaning and no guess of the query's language can hide a document.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search import rank
from search.analysis.forms import URL
from search.engine import All, Any_, Engine, Filters, Gram, Leaf, MatchPlan, Node, Not, positive_leaves
from search.languages import LANGUAGES, WITHOUT_A_SAY, languages_for
from search.model import SearchRequest
from search.plan.chunks import address_leaf, chunk_leaf, under_paths
from search.plan.compiler import Compiler, marked_languages, present_languages, settled_languages
from search.plan.guess import guess_language, is_function_in, mistaken_for
from search.plan.parts import part_leaf
from search.plan.running import running_leaf
from search.plan.synonyms import leaf_synonyms, token_synonyms
from search.plan.targets import NO_SYNONYMS, LeafTarget, PhraseTarget, SynonymTarget, WordTarget
from search.plan.titles import title_leaf
from search.plan.weak import joined_words
from search.plan.words import word_leaf
from search.query import ParsedQuery, QueryAnd, QueryLeaf, QueryNode, QueryNot
from search.text.emoji import emoji_runs
from search.text.unicode import NO_SPACE, normalise, scripts
from search.text.word import cut_long, exact_form, fold_forms, spaced_words

__all__ = [
    "NO_SYNONYMS", "CompiledQuery", "LeafTarget", "PhraseTarget", "SynonymTarget", "WordTarget", "compile_query", "present_languages",
    "token_synonyms",
]

NEAR = 40
"""Characters on either side of a word that may say where it is cut."""


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    plan: MatchPlan
    targets: tuple[LeafTarget, ...]
    """The leaves that are not under NOT and not skipped as function words, in the order typed."""
    idfs: tuple[float, ...]
    """What the place of each of them says, by how rare it is; 0 of a run so long that it is no word, of which a document may hold a piece
    anywhere."""
    languages: tuple[str, ...]
    """Languages that were tried."""
    relaxable: bool = False
    """Whether the weak rungs may add anything: some leaf is a plain word, or carries marks."""
    unknown: frozenset[int] = frozenset()
    """Starts of the leaves that are one word, which the index does not hold in any form."""
    short: bool = True
    """Whether it has few content leaves (``rank.SHORT_LEAVES``)."""
    guess: str = ""
    """The language that it looks like; empty where nothing can be said."""
    cut: tuple[str, ...] = ()
    """Leaves that are parts of more words than are looked up."""


def compile_query(
    engine: Engine,
    parsed: ParsedQuery,
    request: SearchRequest,
    *,
    relaxed: bool = False,
    only_unknown: bool = False,
    before: CompiledQuery | None = None,
) -> CompiledQuery:
    """The plan of a parsed query. ``relaxed`` adds the weak rungs (different marks, compounds, typos), for when the strict ones found too
    little; with ``only_unknown`` only to words that the index does not hold in any form. ``before``: this very
    query without the weak rungs.
    """
    documents = engine.stats().documents
    compiler = Compiler(engine, documents, present_languages(engine, documents), relaxed, only_unknown=only_unknown)
    compiler.marked = marked_languages(engine)
    leaves = _positive_leaves(parsed.root)
    skipped = _function_leaves(leaves)
    compiler.single = len(leaves) - len(skipped) == 1
    compiler.guess = before.guess if before is not None else _guess(engine, leaves, documents)
    compiler.own = engine.languages().get(compiler.guess, 0)
    compiler.around = _around(leaves)
    compiler.synonyms = leaf_synonyms(compiler, parsed.root)
    rows = _rows(leaves)
    if relaxed and not only_unknown:
        compiler.joined = {start: words for row in rows for start, words in joined_words(compiler, row).items()}
    root = _node(compiler, parsed.root, skipped) if parsed.root is not None else None
    _neighbours(compiler, rows)
    if compiler.guess and root is not None:
        extra = rank.SAME_LANGUAGE * (sum(leaf.idf for leaf in positive_leaves(root)) + sum(compiler.grams.values()))
        compiler.grams |= {("lang", code): extra for code in sorted(mistaken_for(compiler.guess) & {*compiler.present})}
    grams = (*(Gram(name, term, score) for (name, term), score in compiler.grams.items()), *compiler.phrases)
    root = under_paths(parsed.sites, root if root is not None else All(()))
    tiered = compiler.content <= rank.TIER_LEAVES
    short = compiler.content <= rank.SHORT_LEAVES
    full_extra = rank.FULL_EXTRA * _idfs(root) if short and not tiered else 0.0
    return CompiledQuery(
        MatchPlan(root, grams, _filters(request, parsed), tiered, request.sort, full_extra),
        targets=tuple(compiler.targets),
        idfs=tuple(compiler.idfs),
        languages=tuple(sorted(compiler.tried)),
        relaxable=compiler.words and not relaxed,
        unknown=frozenset(compiler.unknown),
        short=short,
        guess=compiler.guess,
        cut=tuple(compiler.cut),
    )


def _guess(engine: Engine, leaves: Sequence[QueryLeaf], documents: int) -> str:
    """The language that a query looks like, of those that the index surely holds."""
    languages = engine.languages()
    return guess_language(leaves, {code: languages[code] for code in settled_languages(engine, documents)})


def _filters(request: SearchRequest, parsed: ParsedQuery) -> Filters:
    """What is asked for beside the query and what is typed in it; both must hold."""
    lang, lang_too = _both_filters(request.lang, parsed.langs)
    site, site_too = _both_filters(request.site, [site.partition("/")[0] for site in parsed.sites])
    days = _later(request.date_from, parsed.date_from), _earlier(request.date_to, parsed.date_to)
    return Filters(lang, site, *days, lang_too=lang_too, site_too=site_too)


def _idfs(node: Node) -> float:
    """The idfs of all leaves that are wanted together; of alternatives the largest."""
    if isinstance(node, Leaf):
        return node.idf
    if isinstance(node, Not):
        return 0.0
    children = list(map(_idfs, node.children))
    return max(children, default=0.0) if isinstance(node, Any_) else sum(children)


def _around(leaves: Sequence[QueryLeaf]) -> dict[int, tuple[str, str]]:
    """The leaves before and after each that is not quoted, ``NEAR`` characters of them at most."""
    texts = [normalise(leaf.text).text for leaf in leaves]
    return {
        leaf.start: (" ".join(texts[max(0, at - NEAR) : at])[-NEAR:], " ".join(texts[at + 1 : at + 1 + NEAR])[:NEAR])
        for at, leaf in enumerate(leaves)
        if not leaf.phrase and NO_SPACE.search(texts[at])
    }


def _both_filters(asked: Sequence[str], typed: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The request's filter and the one typed in the query, which must both hold; if there is but one, it comes first."""
    first, second = (tuple(dict.fromkeys(values)) for values in (asked, typed))
    return (first, second) if first else (second, ())


def _later(first: str | None, second: str | None) -> str | None:
    return max(filter(None, (first, second)), default=None)


def _earlier(first: str | None, second: str | None) -> str | None:
    return min(filter(None, (first, second)), default=None)


def _positive_leaves(node: QueryNode | None) -> list[QueryLeaf]:
    if node is None or isinstance(node, QueryNot):
        return []
    if isinstance(node, QueryLeaf):
        return [node]
    return [leaf for child in node.children for leaf in _positive_leaves(child)]


def _node(compiler: Compiler, node: QueryNode, skipped: frozenset[int]) -> Node | None:
    """The engine's node for a node of the query; None when nothing of it can be looked up (a function word, a lone sign)."""
    if isinstance(node, QueryNot):
        child = _negative(compiler, node.child)
        return Not(child) if child is not None else None
    if isinstance(node, QueryLeaf):
        leaf = None if node.start in skipped else _leaf(compiler, node)
        says = _idfs(leaf) if leaf is not None else 0.0
        compiler.idfs += [0.0 if target.is_long_run else says for target in compiler.targets[len(compiler.idfs) :]]
        return leaf
    children = tuple(child for child in (_node(compiler, child, skipped) for child in node.children) if child is not None)
    if len(children) < 2:
        return children[0] if children else None
    return All(children) if isinstance(node, QueryAnd) else Any_(children)


def _negative(compiler: Compiler, node: QueryNode) -> Node | None:
    """Under NOT only the exact and the base form count, and running text only as the run that was typed."""
    if isinstance(node, QueryNot):
        child = _negative(compiler, node.child)
        return Not(child) if child is not None else None
    if isinstance(node, QueryLeaf):
        strict = replace(compiler, targets=[], idfs=[], grams={}, content=0)
        return _leaf(strict, node, negative=True)
    children = tuple(child for child in (_negative(compiler, child) for child in node.children) if child is not None)
    if not children:
        return None
    return All(children) if isinstance(node, QueryAnd) else Any_(children)


def _leaf(compiler: Compiler, leaf: QueryLeaf, *, negative: bool = False) -> Node | None:
    text = normalise(leaf.text).text
    if leaf.title:
        return title_leaf(compiler, leaf, text, negative)
    if leaf.suffix:
        return part_leaf(compiler, leaf, text, negative)
    if URL.fullmatch(text):
        return address_leaf(compiler, leaf, text)
    if NO_SPACE.search(text):
        return running_leaf(compiler, leaf, text, negative)
    surfaces = [text[start:end] for start, end in spaced_words(text)]
    surfaces = [surface for surface in surfaces if exact_form(surface)] or [form for run in emoji_runs(text) for *_, form in run]
    if not surfaces:
        return None
    if len(surfaces) == 1:
        return word_leaf(compiler, leaf, text, surfaces[0], negative)
    return chunk_leaf(compiler, leaf, text, surfaces, negative)


def _function_leaves(leaves: Sequence[QueryLeaf]) -> frozenset[int]:
    """Starts of the leaves that are function words in every language they are analysed under; none if the query holds nothing else."""
    skipped = frozenset(leaf.start for leaf in leaves if _is_function(leaf))
    return skipped if len(skipped) < len(leaves) else frozenset()


def _is_function(leaf: QueryLeaf) -> bool:
    """Whether a leaf is a function word in every language of the table that is written in its script.

    Of the table, not of the index: else a document in one more language would make a skipped word a wanted one and hide others
    (في is a function word of Arabic and none of Persian). So it concerns languages that have a script of their own.
    """
    if leaf.phrase or leaf.is_part or leaf.title:
        return False
    return _all_function(normalise(leaf.text).text)


_ENDINGS_APART = frozenset({"ها", "هاي", "هايي"})
"""Persian plural endings in their exact form, which many write apart and no other language has as words: کتاب ها, for کتاب‌های, too."""


@functools.lru_cache(maxsize=10_000)
def _all_function(text: str) -> bool:
    if exact_form(text) in _ENDINGS_APART:
        return True
    codes = _written_in(scripts(text))
    return bool(codes) and all(is_function_in(code, text) for code in codes)


@functools.lru_cache(maxsize=1_000)
def _written_in(written: frozenset[str]) -> tuple[str, ...]:
    """Languages of the table that are written in these scripts."""
    return tuple(lang.code for lang in languages_for(written, LANGUAGES) if lang.code not in WITHOUT_A_SAY | {"und"}) if written else ()


def _neighbours(compiler: Compiler, rows: Iterable[Sequence[tuple[int, str]]]) -> None:
    """Words of the query that stand side by side count more where they do so in the document, too.

    Pairs of neighbouring words, and all words of a short query as one phrase: as typed, and without marks on the side that has none.
    Vietnamese syllable pairs are sub-words of the index as well (MEASURED: .944 -> .955).
    """
    for row in rows:
        _add_phrases(compiler, [word for _, word in row])


def _rows(leaves: Sequence[QueryLeaf]) -> list[list[tuple[int, str]]]:
    """Neighbouring leaves of one plain word each: their starts and exact forms."""
    rows: list[list[tuple[int, str]]] = [[]]
    for leaf in leaves:
        word = _plain_word(leaf)
        if word is not None:
            rows[-1].append((leaf.start, word))
        elif rows[-1]:
            rows.append([])
    return rows


def _plain_word(leaf: QueryLeaf) -> str | None:
    """The exact form of a leaf that is one word of a script with spaces; None for all others."""
    text = normalise(leaf.text).text
    if leaf.phrase or leaf.is_part or leaf.title or NO_SPACE.search(text):
        return None
    spans = spaced_words(text)
    forms = cut_long(exact_form(text[spans[0][0] : spans[0][1]])) if len(spans) == 1 else ()
    return forms[0] if len(forms) == 1 else None


def _add_phrases(compiler: Compiler, row: Sequence[str]) -> None:
    if len(row) < 2:
        return
    if "vi" in compiler.present:
        compiler.add_grams("gram", [f"{a}_{b}" for a, b in itertools.pairwise(row)], rank.GRAM_EXTRA)
    extra = rank.SYLLABLE_PAIR_EXTRA if compiler.guess == "vi" else rank.PAIR_EXTRA
    pairs = [(pair, extra / 2) for pair in itertools.pairwise(row) if not all(map(compiler.is_function, pair))]
    whole = [(tuple(row), rank.PHRASE_EXTRA)] if len(row) <= rank.SHORT_LEAVES + 1 else []
    for words, factor in [*pairs, *whole]:
        folded = tuple(fold_forms(word)[0] for word in words)
        if folded == words:
            variants = [("exact", words, 1.0), ("fold", words, rank.WEIGHT_UNMARKED)]
        else:
            variants = [("exact", words, 1.0), ("exact", folded, rank.WEIGHT_UNMARKED)]
        for name, terms, weight in variants:
            compiler.add_phrase(name, terms, factor * weight)
