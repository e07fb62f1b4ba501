"""How a :class:`search.engine.MatchPlan` becomes one query of Tantivy.

Three trees are made of the plan's root. ``matched`` is the set of full matches and scores nothing. ``score`` is the sum of
``search/rank.py`` over whatever is found. ``required`` is both at once: where every form of a leaf counts fully, the query that scores
also is the query that matches, and the postings are read once.

Tantivy multiplies its own idf into every score, so each term is boosted by ``wanted / own idf`` (for a phrase Tantivy adds up the idf
of its terms). ``None`` stands for a query that no document can match: terms that are not in the index are left out beforehand.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from tantivy import FieldType, Occur, Query, Schema

from search.engine import KEYWORD_FIELDS, All, Any_, Filters, Form, Leaf, MatchPlan, Node, Not, outermost_nots, positive_leaves
from search.engines.tantivy.fields import BALLAST_TERM, EVERY, EVERY_TERM, day_number


class PlanQueries:
    """The queries of one plan."""

    def __init__(self, schema: Schema, frequency: Callable[[str, str], int], plan: MatchPlan) -> None:
        """``frequency``: documents that hold a term of a field, deleted ones included."""
        self._schema = schema
        self._wanted_grams = plan.grams
        self._frequency = frequency
        self._total = frequency(EVERY, EVERY_TERM) + frequency(EVERY, BALLAST_TERM)
        self._root = self._reduced(plan.root)
        self._filters = [_silent(query) for query in self._filter_queries(plan.filters)]
        self._nots = [query for node in outermost_nots(self._root) if (query := self._matched(node.child)) is not None]
        self._has_evidence = any(leaf.forms for leaf in positive_leaves(self._root))
        self._sure = all(_extras_are_forms(leaf) for leaf in positive_leaves(self._root))
        """Whether the documents that score anything are just those in which some form is found."""

    def matches(self) -> Query | None:
        """The full matches, without scores."""
        matched = self._matched(self._root)
        return None if matched is None else _all_of([_silent(matched), *self._filters])

    def full(self) -> Query | None:
        """The full matches, scored."""
        required = self._required(self._root)
        if required is None:
            return None
        return _all_of([required, *self._filters], should=self._grams(everywhere=_implies_evidence(self._root)))

    def partial(self) -> Query | None:
        """The partial matches, scored."""
        matched = self._matched(self._root)
        return self._with_evidence(without=self._nots if matched is None else [*self._nots, matched])

    def both(self) -> Query | None:
        """Full and partial matches in one list, scored."""
        root = self._root
        if _implies_evidence(root) and _nots_are_required(root):
            return self._with_evidence(without=self._nots)
        full, partial = self.matches(), self._with_evidence(without=self._nots)
        either = _either([full, None if partial is None else _silent(partial)])
        if either is None:
            return None
        return _all_of([_silent(either)], should=[*_some(self._score(root)), *self._grams(everywhere=False)])

    @cached_property
    def _evidence(self) -> Query | None:
        """Documents in which some form of some leaf is found."""
        return _either(self._found(form) for leaf in positive_leaves(self._root) for form in leaf.forms)

    def _with_evidence(self, without: Sequence[Query]) -> Query | None:
        """The same, scored."""
        if not self._has_evidence:
            return None
        score = _some(self._score(self._root))
        if self._sure:
            return _all_of([*score, *self._filters], without, self._grams(everywhere=True))
        return _all_of([*map(_silent, _some(self._evidence)), *self._filters], without, [*score, *self._grams(everywhere=True)])

    def _grams(self, *, everywhere: bool) -> list[Query]:
        """The sub-words; only where there is evidence unless the query they are added to makes sure of that."""
        wanted = [(gram.field, (gram.term, *gram.then), gram.score) for gram in self._wanted_grams]
        grams = [self._term(field, terms, score) for field, terms, score in wanted if self._present(field, terms)]
        if everywhere or not grams:
            return grams
        return [] if self._evidence is None else [_all_of([_silent(self._evidence)], should=grams)]

    # What is matched

    def _matched(self, node: Node) -> Query | None:
        match node:
            case Leaf():
                return _either(self._found(form) for form in node.forms if form.full)
            case All():
                wanted = [self._matched(child) for child in node.children if not isinstance(child, Not)]
                return self._conjunction(wanted, self._forbidden(node))
            case Any_():
                return _either(self._matched(child) for child in node.children)
            case Not():
                return self._conjunction([], _some(self._matched(node.child)))

    def _conjunction(self, wanted: Sequence[Query | None], forbidden: Sequence[Query]) -> Query | None:
        """All that is wanted (every document if that is nothing) without what is forbidden."""
        if None in wanted:
            return None
        return _all_of([query for query in wanted if query is not None] or [_silent(self._every())], forbidden)

    def _every(self) -> Query:
        """All documents but the ballast."""
        return Query.term_query(self._schema, EVERY, EVERY_TERM, "basic")

    def _forbidden(self, node: All) -> list[Query]:
        return [query for child in node.children if isinstance(child, Not) and (query := self._matched(child.child)) is not None]

    def _found(self, form: Form) -> Query:
        """Documents that hold a form."""
        return self._prefix(form) if form.prefix else self._lookup(form.field, form.terms)

    # What is scored

    def _score(self, node: Node) -> Query | None:
        match node:
            case Leaf():
                return self._leaf_score(node)
            case All() | Any_(best=False):
                return _either(self._score(child) for child in node.children)
            case Any_():
                return _best(self._score(child) for child in node.children)
            case Not():
                return None

    def _leaf_score(self, leaf: Leaf) -> Query | None:
        best = _best(self._form_score(form, leaf.idf) for form in leaf.forms)
        added = [self._form_score(form, leaf.idf) for form in leaf.extra]
        anchored = best is not None and _extras_are_forms(leaf)
        sure: list[Query] = []
        if leaf.floor > 0.0 and anchored and all(form.full for form in leaf.forms):
            # Required of every document, it costs nothing; as an addition it would be added up for every document of the index.
            sure.append(Query.const_score_query(Query.all_query(), leaf.floor))
        elif leaf.floor > 0.0:
            added += [Query.const_score_query(query, leaf.floor) for query in _some(self._matched(leaf))]
        return _all_of([*_some(best), *sure], should=added) if anchored else _either([best, *added])

    def _required(self, node: Node) -> Query | None:
        """Like :meth:`_score`, for full matches only."""
        if _scores_are_matches(node):
            return self._score(node)
        if isinstance(node, All):
            wanted = [self._required(child) for child in node.children if not isinstance(child, Not)]
            return self._conjunction(wanted, self._forbidden(node))
        matched = self._matched(node)
        return None if matched is None else _all_of([_silent(matched)], should=_some(self._score(node)))

    def _form_score(self, form: Form, idf: float) -> Query:
        """``idf * weight * saturation`` of a form; a prefix counts as a saturation of 1."""
        if form.prefix:
            return Query.const_score_query(self._prefix(form), idf * form.weight)
        return self._term(form.field, form.terms, idf * form.weight)

    # Single lookups

    def _term(self, field: str, terms: tuple[str, ...], wanted: float) -> Query:
        """A term or phrase, which is in the index, that scores ``wanted * saturation``."""
        if field in KEYWORD_FIELDS:
            return Query.const_score_query(Query.term_query(self._schema, field, terms[0], "basic"), wanted)
        own = sum([_own_idf(self._total, self._frequency(field, term)) for term in terms])
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
        if filters.lang:
            yield _any_of([Query.term_set_query(schema, name, list(filters.lang)) for name in ("lang", "langs")])
        if filters.site:
            yield Query.term_set_query(schema, "site", list(filters.site))
        if filters.bodies:
            yield Query.term_set_query(schema, "hash", list(filters.bodies))
        if filters.only_copy:
            bodies, ids = ([pair[at] for pair in filters.only_copy] for at in (0, 1))
            others = _all_of([Query.term_set_query(schema, "hash", bodies)], [Query.term_set_query(schema, "id", ids)])
            yield _all_of([self._every()], [others])
        if filters.date_from is not None or filters.date_to is not None:
            # From 1: undated documents have the day 0.
            first, last = filters.date_from or "0000-00-01", filters.date_to or "9999-99-99"
            yield Query.range_query(schema, "day", FieldType.Unsigned, day_number(first), day_number(last))


# Questions about a tree whose forms are all possible


def _extras_are_forms(leaf: Leaf) -> bool:
    """Whether every extra form is also a form, so that it scores in no document that the forms do not find."""
    keys = {(form.field, form.terms, form.prefix) for form in leaf.forms}
    return all((form.field, form.terms, form.prefix) in keys for form in leaf.extra)


def _scores_are_matches(node: Node) -> bool:
    """Whether the documents in which something scores are exactly the full matches."""
    match node:
        case Leaf():
            return all(form.full for form in node.forms) and _extras_are_forms(node)
        case Any_():
            return all(map(_scores_are_matches, node.children))
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


# Tantivy's queries put together


def _silent(query: Query) -> Query:
    """The same documents with a score of 0."""
    return Query.const_score_query(query, 0.0)


def _some(query: Query | None) -> list[Query]:
    return [] if query is None else [query]


def _all_of(must: Sequence[Query], must_not: Sequence[Query] = (), should: Sequence[Query] = ()) -> Query:
    """Every one of ``must`` (at least one), none of ``must_not``; ``should`` adds to the score."""
    return Query.boolean_query(
        [(Occur.Must, query) for query in must]
        + [(Occur.MustNot, query) for query in must_not]
        + [(Occur.Should, query) for query in should]
    )


def _any_of(queries: Sequence[Query]) -> Query:
    return queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])


def _either(queries: Iterable[Query | None]) -> Query | None:
    """Any of them; scores add up."""
    found = [query for query in queries if query is not None]
    return _any_of(found) if found else None


def _best(queries: Iterable[Query | None]) -> Query | None:
    """Any of them; the best score counts."""
    found = [query for query in queries if query is not None]
    if len(found) > 1:
        return Query.disjunction_max_query(found)
    return found[0] if found else None


@lru_cache(maxsize=100_000)
def _own_idf(documents: int, frequency: int) -> float:
    """The idf by which Tantivy multiplies, step by step in its 32-bit arithmetic (``src/query/bm25.rs``)."""
    share = _single(_single(documents - frequency + 0.5) / _single(frequency + 0.5))
    return _single(math.log(_single(1.0 + share)))


def _single(value: float) -> float:
    """The nearest 32-bit number."""
    (rounded,) = struct.unpack("f", struct.pack("f", value))
    return float(rounded)
