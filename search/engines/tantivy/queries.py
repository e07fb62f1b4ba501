"""How a :class:`search.engine.MatchPlan` becomes one query of Tantivy.

Three trees are made of the plan's root. ``matched`` is the set of full matches and scores nothing. ``score`` is the sum of
``search/rank.py`` over whatever is found. ``required`` is both at once: where every form of a leaf counts fully, the query that scores
also is the query that matches, and the postings are read once.

What a leaf adds beside its best form (the exact form once more, the title) stands in one list with the sub-words, outside the leaf:
a document without a form of any leaf is not found anyway, and one flat union of terms is read faster than many small ones (every 13th
question of the benchmark, p95 of the scored query: 9.7 -> 7.6 ms over 150,000 paragraphs, 4.0 -> 3.2 over 10,000 documents).

Tantivy multiplies its own idf into every score, so each term is boosted by ``wanted / own idf`` (for a phrase Tantivy adds up the idf
of its terms). ``None`` stands for a query that no document can match: terms that are not in the index are left out beforehand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from tantivy import FieldType, Query, Schema

from search.engine import (
    KEYWORD_FIELDS,
    All,
    Any_,
    Filters,
    Form,
    Leaf,
    MatchPlan,
    Node,
    Not,
    keyword_filters,
    outermost_nots,
    positive_leaves,
)
from search.engines.tantivy.compose import all_of, best, either, everywhere, own_idf, silent, some
from search.engines.tantivy.fields import BALLAST_TERM, EVERY, EVERY_TERM, day_number


class PlanQueries:
    """The queries of one plan."""

    def __init__(self, schema: Schema, frequency: Callable[[str, str], int], plan: MatchPlan) -> None:
        """``frequency``: documents that hold a term of a field, deleted ones included."""
        self._schema = schema
        self._wanted_grams = plan.grams
        self._full_extra = plan.full_extra
        self._frequency = frequency
        self._total = frequency(EVERY, EVERY_TERM) + frequency(EVERY, BALLAST_TERM)
        self._root = self._reduced(plan.root)
        self._filters = [silent(query) for query in self._filter_queries(plan.filters)]
        self._nots = [query for node in outermost_nots(self._root) if (query := self._matched(node.child)) is not None]
        self._has_evidence = any(leaf.forms for leaf in positive_leaves(self._root))
        self._sure = _forms_make_scores(self._root)
        """Whether the documents that score anything are just those in which some form is found."""

    def matches(self) -> Query | None:
        """The full matches, without scores."""
        matched = self._matched(self._root)
        return None if matched is None else all_of([silent(matched), *self._filters])

    def full(self) -> Query | None:
        """The full matches, scored."""
        beside: list[Query] = []
        required = self._required(self._root, beside)
        if required is None:
            return None
        grams = self._grams(everywhere=_implies_evidence(self._root))
        extra = [everywhere(self._full_extra)] if self._full_extra else []
        return all_of([required, *self._filters, *extra], should=[*beside, *grams])

    def partial(self) -> Query | None:
        """The partial matches, scored."""
        matched = self._matched(self._root)
        return self._with_evidence(without=self._nots if matched is None else [*self._nots, matched])

    def both(self) -> Query | None:
        """Full and partial matches in one list, scored."""
        found, full = self._both(), self.matches() if self._full_extra else None
        return found if found is None or full is None else all_of([found], should=[Query.const_score_query(full, self._full_extra)])

    def _both(self) -> Query | None:
        root = self._root
        if _implies_evidence(root) and _nots_are_required(root):
            return self._with_evidence(without=self._nots)
        full, partial = self.matches(), self._with_evidence(without=self._nots)
        found = either([full, None if partial is None else silent(partial)])
        if found is None:
            return None
        beside: list[Query] = []
        score = some(self._score(root, beside))
        return all_of([silent(found)], should=[*score, *beside, *self._grams(everywhere=False)])

    @cached_property
    def _evidence(self) -> Query | None:
        """Documents in which some form of some leaf is found."""
        return either(self._found(form) for leaf in positive_leaves(self._root) for form in leaf.forms)

    def _with_evidence(self, without: Sequence[Query]) -> Query | None:
        """The same, scored."""
        if not self._has_evidence:
            return None
        beside: list[Query] = []
        score = some(self._score(self._root, beside))
        beside += self._grams(everywhere=True)
        if self._sure:
            return all_of([*score, *self._filters], without, beside)
        return all_of([*map(silent, some(self._evidence)), *self._filters], without, [*score, *beside])

    def _grams(self, *, everywhere: bool) -> list[Query]:
        """The sub-words; only where there is evidence unless the query they are added to makes sure of that."""
        wanted = [(gram.field, (gram.term, *gram.then), gram.score) for gram in self._wanted_grams]
        grams = [self._term(field, terms, score) for field, terms, score in wanted if self._present(field, terms)]
        if everywhere or not grams:
            return grams
        return [] if self._evidence is None else [all_of([silent(self._evidence)], should=grams)]

    # What is matched

    def _matched(self, node: Node) -> Query | None:
        match node:
            case Leaf():
                return either(self._found(form) for form in node.forms if form.full)
            case All():
                wanted = [self._matched(child) for child in node.children if not isinstance(child, Not)]
                return self._conjunction(wanted, self._forbidden(node))
            case Any_():
                return either(self._matched(child) for child in node.children)
            case Not():
                return self._conjunction([], some(self._matched(node.child)))

    def _conjunction(self, wanted: Sequence[Query | None], forbidden: Sequence[Query]) -> Query | None:
        """All that is wanted (every document if that is nothing) without what is forbidden."""
        if None in wanted:
            return None
        return all_of([query for query in wanted if query is not None] or [silent(self._every())], forbidden)

    def _every(self) -> Query:
        """All documents but the ballast."""
        return Query.term_query(self._schema, EVERY, EVERY_TERM, "basic")

    def _forbidden(self, node: All) -> list[Query]:
        return [query for child in node.children if isinstance(child, Not) and (query := self._matched(child.child)) is not None]

    def _found(self, form: Form) -> Query:
        """Documents that hold a form."""
        return self._allowed(form, self._prefix(form) if form.prefix else self._lookup(form.field, form.terms))

    def _allowed(self, form: Form, query: Query) -> Query:
        """The same without the documents that the form is not for."""
        without = [Query.term_query(self._schema, "marked", value, "basic") for value in form.unless]
        return all_of([query], without) if without else query

    # What is scored

    def _score(self, node: Node, beside: list[Query] | None) -> Query | None:
        """What the forms of a node score. What its leaves add beside them goes to ``beside``, for documents in which some form is found.

        None for ``beside``: inside alternatives of which only the best counts, where all must stay together.
        """
        match node:
            case Leaf():
                return self._leaf_score(node) if beside is None else self._forms_score(node, beside)
            case All() | Any_(best=False):
                return either(self._score(child, beside) for child in node.children)
            case Any_():
                return best(self._score(child, None) for child in node.children)
            case Not():
                return None

    def _forms_score(self, leaf: Leaf, beside: list[Query]) -> Query | None:
        forms = best(self._form_score(form, leaf.idf) for form in leaf.forms)
        beside += [self._form_score(form, leaf.idf) for form in leaf.extra]
        if forms is None or leaf.floor <= 0.0:
            return forms
        if all(form.full for form in leaf.forms):
            return all_of([forms, everywhere(leaf.floor)])
        beside += [Query.const_score_query(query, leaf.floor) for query in some(self._matched(leaf))]
        return forms

    def _leaf_score(self, leaf: Leaf) -> Query | None:
        """All that a leaf adds, in one query."""
        beside: list[Query] = []
        forms = self._forms_score(leaf, beside)
        return all_of([forms], should=beside) if forms is not None and _extras_are_forms(leaf) else either([forms, *beside])

    def _required(self, node: Node, beside: list[Query]) -> Query | None:
        """Like :meth:`_score`, for full matches only."""
        if _scores_are_matches(node):
            return self._score(node, beside)
        if isinstance(node, All):
            wanted = [self._required(child, beside) for child in node.children if not isinstance(child, Not)]
            return self._conjunction(wanted, self._forbidden(node))
        matched = self._matched(node)
        return None if matched is None else all_of([silent(matched)], should=some(self._score(node, beside)))

    def _form_score(self, form: Form, idf: float) -> Query:
        """``idf * weight * saturation`` of a form; a prefix counts as a saturation of 1."""
        if form.prefix:
            return self._allowed(form, Query.const_score_query(self._prefix(form), idf * form.weight))
        return self._allowed(form, self._term(form.field, form.terms, idf * form.weight))

    # Single lookups

    def _term(self, field: str, terms: tuple[str, ...], wanted: float) -> Query:
        """A term or phrase, which is in the index, that scores ``wanted * saturation``."""
        if field in KEYWORD_FIELDS:
            return Query.const_score_query(Query.term_query(self._schema, field, terms[0], "basic"), wanted)
        own = sum([own_idf(self._total, self._frequency(field, term)) for term in terms])
        query = self._lookup(field, terms)
        # Above some 8 million documents the 32-bit idf of a word of every document is 0, and no boost brings its saturation back.
        return Query.boost_query(query, wanted / own) if own > 0.0 else Query.const_score_query(query, wanted)

    def _lookup(self, field: str, terms: tuple[str, ...]) -> Query:
        if len(terms) == 1:
            return Query.term_query(self._schema, field, terms[0], "freq")
        return Query.phrase_query(self._schema, field, list(terms))

    def _prefix(self, form: Form) -> Query:
        # A distance of 0 makes it a literal prefix of any length; a regular expression would need escaping and has a limit of 1,000 states.
        (prefix,) = form.terms
        return Query.fuzzy_term_query(self._schema, form.field, prefix, distance=0, prefix=True)

    def _present(self, field: str, terms: tuple[str, ...]) -> bool:
        """Whether every term is in the index (deleted documents included)."""
        return bool(terms) and all(self._frequency(field, term) for term in terms)

    def _reduced(self, node: Node) -> Node:
        """The same tree without the forms that no document can hold."""
        match node:
            case Leaf():
                return Leaf(self._possible(node.forms), node.idf, node.floor, self._possible(node.extra))
            case All():
                return All(tuple(map(self._reduced, node.children)))
            case Any_():
                return Any_(tuple(map(self._reduced, node.children)), node.best)
            case Not():
                return Not(self._reduced(node.child))

    def _possible(self, forms: tuple[Form, ...]) -> tuple[Form, ...]:
        return tuple(form for form in forms if form.prefix or self._present(form.field, form.terms))

    def _filter_queries(self, filters: Filters) -> Iterator[Query]:
        """One query per filter that is given."""
        schema = self._schema
        for field, values in keyword_filters(filters):
            yield Query.term_set_query(schema, field, list(values))
        if filters.only_copy:
            bodies, ids = ([pair[at] for pair in filters.only_copy] for at in (0, 1))
            others = all_of([Query.term_set_query(schema, "hash", bodies)], [Query.term_set_query(schema, "id", ids)])
            yield all_of([self._every()], [others])
        if filters.date_from is not None or filters.date_to is not None:
            # From 1: undated documents have the day 0.
            first, last = filters.date_from or "0000-00-01", filters.date_to or "9999-99-99"
            yield Query.range_query(schema, "day", FieldType.Unsigned, day_number(first), day_number(last))


# Questions about a tree whose forms are all possible


def _extras_are_forms(leaf: Leaf) -> bool:
    """Whether every extra form is also a form, so that it scores in no document that the forms do not find."""
    keys = {(form.field, form.terms, form.prefix, form.unless) for form in leaf.forms}
    return all((form.field, form.terms, form.prefix, form.unless) in keys for form in leaf.extra)


def _forms_make_scores(node: Node, *, alone: bool = True) -> bool:
    """Whether the documents in which :meth:`PlanQueries._score` finds something are just those in which some form is found.

    ``alone``: what leaves add beside their forms is kept apart from them.
    """
    match node:
        case Leaf():
            return alone or _extras_are_forms(node)
        case All():
            return all(_forms_make_scores(child, alone=alone) for child in node.children)
        case Any_():
            return all(_forms_make_scores(child, alone=alone and not node.best) for child in node.children)
        case Not():
            return True


def _scores_are_matches(node: Node) -> bool:
    """Whether the documents in which something scores are exactly the full matches."""
    match node:
        case Leaf():
            return all(form.full for form in node.forms)
        case Any_():
            return _forms_make_scores(node) and all(map(_scores_are_matches, node.children))
        case All() | Not():
            return False


def _implies_evidence(node: Node) -> bool:
    """Whether a full match always holds a form of some leaf that is not under a ``Not``."""
    match node:
        case Leaf():
            return True
        case All():
            return any(map(_implies_evidence, node.children))
        case Any_():
            return all(map(_implies_evidence, node.children))
        case Not():
            return False


def _nots_are_required(node: Node) -> bool:
    """Whether no ``Not`` is an alternative, so that a full match never holds what a ``Not`` forbids."""
    match node:
        case All():
            return all(map(_nots_are_required, node.children))
        case Any_():
            return next(outermost_nots(node), None) is None
        case Leaf() | Not():
            return True
