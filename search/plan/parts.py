"""Leaves with a ``*`` before them: ``*handel`` finds words that end so, ``*ndel*`` words that have it anywhere.

Engines look words up by their beginning only, so the words are taken from the vocabulary of the index (``search/vocabulary/``): words of
letters, of three and more, and of a very large index the 300,000 most frequent ones. A look through all of them takes some milliseconds.
"""

from __future__ import annotations

from search import rank
from search.engine import Form, Node
from search.plan.compiler import Compiler, both
from search.plan.targets import LeafTarget, WordTarget
from search.query import QueryLeaf
from search.text.word import exact_form, unmarked
from search.vocabulary.words import vocabulary_of

MOST = 1_000
"""Words that are looked up, the most frequent ones."""


def part_leaf(compiler: Compiler, leaf: QueryLeaf, text: str, negative: bool) -> Node:
    """The words that end with the text, or hold it. Typed without marks it may have some in a word, unless under NOT."""
    part = exact_form(text)
    end = not leaf.prefix
    vocabulary = vocabulary_of(compiler.engine)
    words = vocabulary.with_part(part, end=end)
    unlike = [] if negative or unmarked(part) != part else vocabulary.with_part(part, end=end, folded=True)
    if len(words) + len(unlike) > MOST:
        compiler.cut.append("*" + leaf.text + "*" * leaf.prefix)
    forms = [form for word, _ in words[:MOST] for form in both(Form("exact", (word,), rank.WEIGHT_EXACT))]
    others = [word for word, _ in unlike[: MOST - len(words[:MOST])]]
    forms += [form for word in others for form in both(Form("exact", (word,), rank.WEIGHT_UNMARKED))]
    compiler.targets.append(LeafTarget(leaf.text, ((WordTarget(part=part, ending=end),),)))
    compiler.content += 1
    return compiler.leaf(forms)
