"""Our plans answered by Whoosh itself: its codec, query classes, matchers, BM25F and collector, over the tokens of our fields.

The same documents match. Of the score it does a little less than our engine: no floor, lengths in one byte against the arithmetic mean
(Whoosh's own), a phrase weighs what its words weigh. The idf of a leaf and the weight of a form are boosts, as in our plans.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from whoosh import query as q
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.collectors import TopCollector
from whoosh.fields import KEYWORD, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.scoring import BM25F

from search.engine import (
    KEYWORD_FIELDS,
    PLAIN_FIELDS,
    POSITIONAL_FIELDS,
    TOKEN_FIELDS,
    All,
    Any_,
    Filters,
    Form,
    IndexedDocument,
    Leaf,
    Match,
    Matches,
    MatchPlan,
    Node,
    Not,
    outermost_nots,
    positive_leaves,
)
from search.rank import K1, B

IDS = "ids.txt"
LANGUAGE_FIELDS = ("lang", "langs")
"""The keyword fields that plans ask for besides their filters."""


class _Weights(BM25F):  # type: ignore[misc]
    """Whoosh's BM25F; the idf is in the boost, for it is one per leaf of a plan."""

    def idf(self, *_: object) -> float:
        return 1.0


class WhooshOwn:
    """An open index of Whoosh's own making."""

    def __init__(self, folder: Path) -> None:
        self._ids = (folder / IDS).read_text(encoding="utf-8").splitlines()
        self._searcher = open_dir(str(folder)).searcher(weighting=_Weights(B=B, K1=K1))

    @classmethod
    def build(cls, folder: Path, documents: Iterable[IndexedDocument]) -> None:
        """Write the tokens of ``documents`` into a new index with Whoosh's default codec, in one segment."""
        folder.mkdir()
        tokens = SpaceSeparatedTokenizer()
        fields: dict[str, Any] = {name: TEXT(analyzer=tokens) for name in POSITIONAL_FIELDS}
        fields |= {name: TEXT(analyzer=tokens, phrase=False) for name in PLAIN_FIELDS}
        fields |= {name: KEYWORD() for name in LANGUAGE_FIELDS}
        writer = create_in(str(folder), Schema(**fields)).writer(limitmb=1024)
        ids = []
        for document in documents:
            ids.append(document.id)
            texts = {name: " ".join(document.tokens[name]) for name in TOKEN_FIELDS if document.tokens.get(name)}
            writer.add_document(lang=document.lang, langs=" ".join(document.langs), **texts)
        writer.commit()
        (folder / IDS).write_text("\n".join(ids), encoding="utf-8")

    def search(self, plan: MatchPlan, limit: int) -> Matches:
        """The first hits and the number of full matches, as :meth:`search.engine.Engine.match`, no facets. Raises ValueError for a plan
        with filters or sorted by date."""
        if plan.filters != Filters() or plan.sort != "relevance":
            raise ValueError("only plans without filters, sorted by relevance")
        full, some, beside = full_query(plan.root), _allowed(plan.root), _beside(plan)
        if not plan.tiered:
            total = sum(1 for _ in self._searcher.docs_for_query(full))
            hits, found = self._top(q.AndMaybe(some, beside), limit)
            return Matches(_hits(hits, full=False), total, found > limit, {})
        hits, total = self._top(q.AndMaybe(full, beside), limit)
        if total >= limit:
            return Matches(_hits(hits, full=True), total, total > limit, {})
        partial, more = self._top(q.AndMaybe(q.AndNot(some, full), beside), limit - total)
        return Matches(_hits(hits, full=True) + _hits(partial, full=False), total, total + more > limit, {})

    def _top(self, wanted: q.Query, limit: int) -> tuple[list[tuple[str, float]], int]:
        """Ids and scores of the best documents, and how many there are."""
        # With `usequality` and `replace`, it can return a wrong top ten, skips documents, and would have to search once more to count.
        collector = TopCollector(limit, usequality=False, replace=0)
        self._searcher.search_with_collector(wanted, collector)
        return [(self._ids[number], score) for score, number in collector.results().top_n], collector.count()

    def close(self) -> None:
        self._searcher.close()

    def __enter__(self) -> WhooshOwn:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _hits(found: Sequence[tuple[str, float]], *, full: bool) -> tuple[Match, ...]:
    return tuple(Match(id_, score, full) for id_, score in found)


def full_query(node: Node) -> q.Query:
    """Documents that match a node."""
    match node:
        case Leaf():
            forms = q.DisjunctionMax([_form(form, node.idf) for form in node.forms])
            if all(form.full for form in node.forms):
                return forms
            return q.Require(forms, q.Or([_form(form, 1.0) for form in node.forms if form.full]))
        case All():
            return q.And([full_query(child) for child in node.children])
        case Any_():
            kind = q.DisjunctionMax if node.best else q.Or
            return kind([full_query(child) for child in node.children])
        case Not():
            return q.Not(full_query(node.child))


def _allowed(root: Node) -> q.Query:
    """Documents that hold some form of some leaf, and nothing that is forbidden."""
    forbidden = [full_query(node.child) for node in outermost_nots(root)]
    return q.AndNot(_some(root), q.Or(forbidden)) if forbidden else _some(root)


def _some(node: Node) -> q.Query:
    match node:
        case Leaf():
            return q.DisjunctionMax([_form(form, node.idf) for form in node.forms])
        case All() | Any_():
            kind = q.DisjunctionMax if isinstance(node, Any_) and node.best else q.Or
            return kind([_some(child) for child in node.children])
        case Not():
            return q.NullQuery


def _beside(plan: MatchPlan) -> q.Query:
    """What adds to the score of documents that were found: exact forms, titles, sub-words, pairs."""
    extra = [_form(form, leaf.idf) for leaf in positive_leaves(plan.root) for form in leaf.extra]
    grams = [_form(Form(gram.field, (gram.term, *gram.then), 1.0), gram.score) for gram in plan.grams]
    return q.Or([*extra, *grams])


def _form(form: Form, factor: float) -> q.Query:
    boost = form.weight * factor
    if not form.terms:
        return q.NullQuery
    if form.prefix:
        return q.Prefix(form.field, form.terms[0], boost=boost)
    if form.field in KEYWORD_FIELDS:
        return q.ConstantScoreQuery(q.Term(form.field, form.terms[0]), boost)
    if len(form.terms) == 1:
        return q.Term(form.field, form.terms[0], boost=boost)
    return q.Phrase(form.field, list(form.terms), boost=boost)
