"""Leaves of ``intitle:``: words of the title that the page gives, also where their marks were left out."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from search import rank
from search.analysis.forms import UNMARKED, word_forms
from search.engine import Form, Node
from search.plan.compiler import Compiler
from search.plan.targets import LeafTarget, WordTarget
from search.query import QueryLeaf
from search.text.emoji import emoji_runs
from search.vocabulary.beginnings import unmarked

MARKED_TITLES = 6
"""Words with marks that a word typed without them is tried as in titles, at most."""


def title_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, negative: bool) -> Node | None:
    """``intitle:``: the words, adjacent, in the title that the page gives; a single word also by its base form. Under NOT (``negative``)
    marks that were left out are not forgiven."""
    forgiving = not (leaf.prefix or negative)
    options: list[Form] = []
    readings: list[tuple[WordTarget, ...]] = []
    for lang in compiler.languages(text):
        words = [(text[start:end], lemma) for start, end, lemma in lang.segment(text)]
        words = words or [(form, None) for run in emoji_runs(text) for *_, form in run]
        found = [forms for word, lemma in words if (forms := word_forms(lang.code, word, lemma))]
        if not found:
            continue
        options.append(
            Form("title", tuple(piece for forms in found for piece in forms.row.exact), rank.WEIGHT_EXACT, leaf.prefix and len(found) == 1)
        )
        if len(found) == 1:
            options += [Form("title_word", (form,), rank.WEIGHT_BASE) for form in found[0].row.word]
        with_bases = forgiving and not leaf.phrase
        bare = [[UNMARKED + form for form in forms.row.word] if with_bases and not forms.marked else [] for forms in found]
        if len(found) == 1:
            options += [Form("title_word", (form,), rank.WEIGHT_UNMARKED) for form in bare[0]]
        if forgiving:
            options += [Form("title", words, rank.WEIGHT_UNMARKED) for words in _with_marks(compiler, [f.row.exact for f in found])]
        readings.append(
            tuple(
                WordTarget(
                    frozenset({forms.row.exact}),
                    frozenset(forms.row.word),
                    frozenset() if forms.marked else frozenset((*forms.row.exact, *without)),
                    prefix=forms.row.exact[0] if leaf.prefix else None,
                )
                for forms, without in zip(found, bare, strict=True)
            )
        )
    if not options:
        return None
    compiler.targets.append(LeafTarget(leaf.text, tuple(readings), title=True))
    compiler.content += 1
    return compiler.leaf(dict.fromkeys(options))


def _with_marks(compiler: Compiler, words: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The words of a title, each in one piece, with the marks that were left out, as titles hold them: bodo, bodø."""
    choices: list[list[str]] = []
    for pieces in words:
        others = [pieces[0], *(word for word, _ in unmarked(compiler.engine, pieces[0], whole=True))] if len(pieces) == 1 else []
        counts = zip(compiler.engine.known("title", others), others, strict=True)
        choices.append([word for count, word in sorted(counts, reverse=True) if count][:MARKED_TITLES])
    typed = tuple(pieces[0] for pieces in words)
    yield from (marked for marked in itertools.islice(itertools.product(*choices), MARKED_TITLES**2) if marked != typed)
