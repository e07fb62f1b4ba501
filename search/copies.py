"""Identical copies: documents with the same body are one result, and the others stand under it.

The result is the copy that ranks first, whatever the page: the engine is asked again with the others left out until the hits hold no body
that was not known to have copies. So pages stay full, put together they hold each body once, and their order is the engine's. In an
index without copies a search costs nothing more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from search.engine import Engine, Match, Matches, MatchPlan
from search.perindex import PerIndex
from search.store.payload import StoredDocument

LISTED = 100
"""Copies of one result that are listed, at most; all are counted."""
_LOOKED_AHEAD = 500
"""Matches whose bodies are looked at together where many are copies."""
_REMEMBERED = 100_000
"""Documents whose body is remembered for one open index."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the copies in one open index."""

    shared: Mapping[str, int]
    """Bodies (``hash``) that several documents have, and how many have them."""
    body_of: dict[str, str]
    """Document -> its body; of those that were asked for."""


Listed = tuple[int, list[StoredDocument]]
"""How many other documents have the body of a result, and the first of them."""


_known = PerIndex(lambda engine: _Known({body: count for body, count in engine.terms("hash") if count > 1}, {}))


class Folded:
    """An engine's matches with copies folded, for one question: the strict plan and the weak one fold alike."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known = _known.of(engine)
        self._first: dict[str, Match] = {}
        """Body -> the match that stands for all that have it."""

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches:
        """As :meth:`Engine.match`, but ``limit`` and ``offset`` count results. ``total`` and ``facets`` count all documents."""
        if not self._known.shared:
            return self._engine.match(plan, limit=limit, offset=offset, facets=facets)
        # Of the strict plan's matches only the full ones stay when the weak plan is matched: it orders the others anew.
        self._first = {body: match for body, match in self._first.items() if match.full}
        whole = found = self._engine.match(plan, limit=offset + limit, facets=facets)
        folded = False
        while self._note(found) or (self._first and not folded):
            if not folded and (times := self._times_repeated(found)) > 1:
                # Else each round would show the first document of one body more: ten rounds where every document has ten copies.
                self._note(self._engine.match(plan, limit=min(times * (offset + limit), _LOOKED_AHEAD)))
            folded = True
            filters = replace(plan.filters, only_copy=tuple(sorted((body, match.id) for body, match in self._first.items())))
            found = self._engine.match(replace(plan, filters=filters), limit=offset + limit)
        return replace(found, hits=found.hits[offset:], total=whole.total, facets=whole.facets)

    def _note(self, found: Matches) -> bool:
        """Take down the first document of each body that has copies; whether there was a new one."""
        before = len(self._first)
        for match, body in zip(found.hits, self._bodies([match.id for match in found.hits]), strict=True):
            if body in self._known.shared:
                self._first.setdefault(body, match)
        return len(self._first) > before

    def _times_repeated(self, found: Matches) -> int:
        """How many matches there are for each body, at most, when counted up."""
        bodies = self._bodies([match.id for match in found.hits])
        return -(-len(bodies) // len(set(bodies))) if bodies else 1

    def _bodies(self, ids: Sequence[str]) -> list[str]:
        body_of = self._known.body_of
        missing = [id for id in ids if id not in body_of]
        if len(body_of) + len(missing) > _REMEMBERED:
            body_of.clear()
            missing = list(ids)
        for id, payload in zip(missing, self._engine.fetch(missing), strict=True):
            body_of[id] = StoredDocument(payload).hash if payload is not None else ""
        return [body_of.get(id, "") for id in ids]

    def copies(self, plan: MatchPlan, hits: Sequence[tuple[str, str]], *, full: bool) -> dict[str, Listed]:
        """How many other documents with the same body the plan finds, and the first ``LISTED`` of them, for each of these results.

        ``hits``: id and body. Results without copies are left out. Of full matches only full matches, so that results and copies add up to
        ``total``: a copy whose title lacks a word is no more shown than its body. One match finds the copies of all bodies that have few.
        """
        shared = self._known.shared
        few = {body: id for id, body in hits if 1 < shared.get(body, 0) <= LISTED}
        listed: dict[str, Listed] = {}
        found = self._with_bodies(plan, tuple(few), sum(map(shared.__getitem__, few)), full) if few else None
        if found is not None and not found.more:  # else more have them than had when they were counted
            others: dict[str, list[StoredDocument]] = {body: [] for body in few}
            for match, document in zip(found.hits, self._documents(found.hits), strict=True):
                if document is not None and few.get(document.hash) != match.id:
                    others[document.hash].append(document)
            listed = {id: (len(others[body]), others[body]) for body, id in few.items()}
        for id, body in hits:
            if body in shared and id not in listed:
                found = self._with_bodies(plan, (body,), LISTED + 1, full)
                count = found.total if full else max(found.total, len(found.hits)) if found.more else len(found.hits)
                matches = [match for match in found.hits if match.id != id][:LISTED]
                listed[id] = count - 1, [document for document in self._documents(matches) if document is not None]
        return listed

    def _with_bodies(self, plan: MatchPlan, bodies: tuple[str, ...], limit: int, full: bool) -> Matches:
        found = self._engine.match(replace(plan, filters=replace(plan.filters, bodies=bodies)), limit=limit)
        return replace(found, hits=tuple(match for match in found.hits if match.full)) if full else found

    def _documents(self, matches: Sequence[Match]) -> list[StoredDocument | None]:
        payloads = self._engine.fetch([match.id for match in matches])
        return [None if payload is None else StoredDocument(payload) for payload in payloads]
