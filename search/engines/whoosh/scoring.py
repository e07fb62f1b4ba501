"""A match plan evaluated over arrays, term at a time.

Whoosh's own search walks documents one by one through a tree of matchers, is slow on long queries and can return a wrong top ten when
the number of results is limited. Here every term is two arrays, document numbers and saturations; every node of the plan becomes three
arrays over all documents (full match, any evidence, score); the top is cut from the result. The formula is that of ``search/rank.py``,
computed in double precision from exact lengths: no length or weight is rounded to a byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from search.engine import All, Any_, Form, Leaf, Match, Matches, MatchPlan, Node, Not
from search.engines.whoosh.numbers import Ints
from search.engines.whoosh.snapshot import Floats, Mask, Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """What one node of a plan finds, over all documents."""

    full: Mask
    some: Mask
    """Some form of a leaf that is not under a ``Not`` is there."""
    score: Floats
    forbidden: Mask | None = None
    """A ``Not``'s child is matched. None: the node holds no ``Not``."""


def _nothing(size: int) -> Found:
    return Found(np.zeros(size, np.bool_), np.zeros(size, np.bool_), np.zeros(size))


def find(snapshot: Snapshot, node: Node) -> Found:
    """Evaluate one node of a plan."""
    match node:
        case Leaf():
            return _find_leaf(snapshot, node)
        case Not():
            child = find(snapshot, node.child)
            nothing = _nothing(snapshot.size)
            return Found(~child.full, nothing.some, nothing.score, forbidden=child.full)
        case All():
            return _combined([find(snapshot, child) for child in node.children], snapshot.size, every=True, best=False)
        case Any_():
            return _combined([find(snapshot, child) for child in node.children], snapshot.size, every=False, best=node.best)


def _find_leaf(snapshot: Snapshot, leaf: Leaf) -> Found:
    found = _nothing(snapshot.size)
    full, some, score = found.full, found.some, found.score
    for form in leaf.forms:
        documents, saturation = snapshot.saturations(form)
        score[documents] = np.maximum(score[documents], form.weight * saturation)
        some[documents] = True
        if form.full:
            full[documents] = True
    if leaf.extra:
        extra = np.zeros(snapshot.size)
        for form in leaf.extra:
            documents, saturation = snapshot.saturations(form)
            extra[documents] += form.weight * saturation
        score += extra
    score *= leaf.idf
    if leaf.floor:
        score[full] += leaf.floor
    return found


def _combined(children: Sequence[Found], size: int, *, every: bool, best: bool) -> Found:
    total = _nothing(size)
    full, some, score = total.full, total.some, total.score
    forbidden: Mask | None = None
    if every:
        full[:] = True
    for child in children:
        if every:
            full &= child.full
        else:
            full |= child.full
        some |= child.some
        if best:
            np.maximum(score, child.score, out=score)
        else:
            score += child.score
        if child.forbidden is not None:
            forbidden = child.forbidden if forbidden is None else forbidden | child.forbidden
    return Found(full, some, score, forbidden)


def match(snapshot: Snapshot, plan: MatchPlan, *, limit: int, offset: int, facets: Sequence[str]) -> Matches:
    """See :meth:`search.engine.Engine.match`."""
    found = find(snapshot, plan.root)
    passing = snapshot.passing(plan.filters)
    full = found.full & passing
    partial = found.some & ~found.full & passing
    if found.forbidden is not None:
        partial &= ~found.forbidden
    score = found.score
    if plan.grams:
        grams = np.zeros(snapshot.size)
        for gram in plan.grams:
            documents, saturation = snapshot.saturations(Form(gram.field, (gram.term, *gram.then), 1.0))
            grams[documents] += gram.score * saturation
        score = score + np.where(found.some, grams, 0.0)
    if plan.full_extra:
        score = score + plan.full_extra * full
    numbers = _ordered(snapshot, plan, full, partial, score, offset + limit + 1)
    page = numbers[offset : offset + limit].tolist()
    hits = tuple(Match(snapshot.columns.ids[number], float(score[number]), bool(full[number])) for number in page)
    return Matches(hits, int(full.sum()), len(numbers) > offset + limit, {name: snapshot.facet(name, full) for name in facets})


def _ordered(snapshot: Snapshot, plan: MatchPlan, full: Mask, partial: Mask, score: Floats, count: int) -> Ints:
    """The first ``count`` documents in the order of the plan."""
    if plan.sort == "date":
        return _first(np.flatnonzero(full), -snapshot.day.astype(np.float64), snapshot.place, count)
    if not plan.tiered:
        return _first(np.flatnonzero(full | partial), -score, snapshot.place, count)
    first = _first(np.flatnonzero(full), -score, snapshot.place, count)
    if len(first) >= count:
        return first
    return np.concatenate([first, _first(np.flatnonzero(partial), -score, snapshot.place, count - len(first))])


def _first(candidates: Ints, keys: Floats, place: Ints, count: int) -> Ints:
    """The ``count`` candidates with the smallest (key, place), in that order."""
    if 0 < count < len(candidates):
        # Those above the border for certain, and all that tie at it: sorting these few gives the same answer as sorting everything.
        border = np.partition(keys[candidates], count - 1)[count - 1]
        candidates = candidates[keys[candidates] <= border]
    return candidates[np.lexsort((place[candidates], keys[candidates]))][:count]
