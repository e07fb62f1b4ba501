"""The oracle: brute force over dictionaries, slow and obviously right.

It reads like the docstrings of ``search/engine.py`` and ``search/rank.py`` and is what the other engines must agree with
(``tests/engines/``). Nothing is stored on disk: an index lives as long as its object.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from search.engine import (
    BREAK,
    KEYWORD_FIELDS,
    TOKEN_FIELDS,
    All,
    Any_,
    Capability,
    Filters,
    Form,
    IndexedDocument,
    Leaf,
    Match,
    Matches,
    MatchPlan,
    Node,
    Not,
    Stats,
    keyword_filters,
    outermost_nots,
    positive_leaves,
    site_suffixes,
)
from search.errors import IndexDamaged
from search.rank import pivot, saturation


class MemoryEngine:
    """See :class:`search.engine.Engine`."""

    name = "memory"
    capabilities: frozenset[Capability] = frozenset({"incremental", "concurrent-readers"})

    def __init__(self) -> None:
        self._pending: dict[str, IndexedDocument | None] = {}
        """What happens at the next commit: id -> new document, or None for a deletion."""
        self._views: dict[str, _View] = {}
        """Id -> what can be found in it. A commit makes a new dictionary: a search in another thread keeps the one it began with."""
        self._terms: dict[str, Counter[str]] = {}
        """Field -> term -> document frequency, counted when first asked for."""
        self._state = 0

    @classmethod
    def create(cls, folder: Path) -> Self:
        return cls()

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Self:
        raise IndexDamaged("The memory engine keeps nothing on disk. Build with another engine: glotta index rebuild --engine whoosh")

    @classmethod
    def versions(cls) -> Mapping[str, str]:
        return {"memory": "1"}

    def add(self, documents: Iterable[IndexedDocument]) -> None:
        self._pending.update((document.id, document) for document in documents)

    def delete(self, ids: Iterable[str]) -> None:
        self._pending.update((id_, None) for id_ in ids)

    def commit(self) -> None:
        documents = {id_: view.document for id_, view in self._views.items()} | self._pending
        kept = {id_: document for id_, document in documents.items() if document is not None}
        pivots = {name: pivot(len(document.tokens.get(name, ())) for document in kept.values()) for name in TOKEN_FIELDS}
        self._views = {id_: _View(document, pivots) for id_, document in kept.items()}
        self._terms = {}
        self._pending = {}
        self._state += 1

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches:
        full, partial = [], []
        documents = {}
        for view in self._views.values():
            document = documents[view.document.id] = view.document
            if not passes(document, plan.filters):
                continue
            score = view.score(plan.root)
            if view.has_evidence(plan.root):
                score += sum(gram.score * view.saturation(gram.field, (gram.term, *gram.then)) for gram in plan.grams)
            if view.matched(plan.root):
                full.append(Match(document.id, score + plan.full_extra, full=True))
            elif view.has_evidence(plan.root) and not view.excluded(plan.root):
                partial.append(Match(document.id, score, full=False))
        hits = _in_order(full, partial, plan, documents)
        return Matches(
            hits=tuple(hits[offset : offset + limit]),
            total=len(full),
            more=len(hits) > offset + limit,
            facets={name: _facet(name, [documents[match.id] for match in full]) for name in facets},
        )

    def fetch(self, ids: Sequence[str]) -> list[bytes | None]:
        found = (self._views.get(id_) for id_ in ids)
        return [None if view is None else view.document.payload for view in found]

    def known(self, field: str, terms: Sequence[str]) -> list[int]:
        frequencies = self._frequencies(field)
        return [frequencies[term] for term in terms]

    def known_in(self, lang: str, field: str, terms: Sequence[str]) -> list[int]:
        documents = [_terms_of(view.document, field) for view in self._views.values() if lang in view.document.langs]
        return [sum(term in held for held in documents) for term in terms]

    def terms(self, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        return sorted((term, n) for term, n in self._frequencies(field).items() if term.startswith(prefix))[:limit]

    def ids_and_stamps(self) -> dict[str, tuple[str, str]]:
        return {id_: (view.document.stamp, view.document.source) for id_, view in self._views.items()}

    def languages(self) -> dict[str, int]:
        return dict(self._frequencies("langs"))

    def stats(self) -> Stats:
        return Stats(documents=len(self._views), size=0, segments=1, state=self._state)

    def close(self) -> None:
        self._pending = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _frequencies(self, field: str) -> Counter[str]:
        """Term of a token or keyword field -> number of documents that hold it."""
        if field not in self._terms:
            self._terms[field] = Counter(term for view in self._views.values() for term in _terms_of(view.document, field))
        return self._terms[field]


class _View:
    """What a plan finds in one document."""

    def __init__(self, document: IndexedDocument, pivots: Mapping[str, float]) -> None:
        self.document = document
        self._tokens = {name: tuple(tokens) for name, tokens in document.tokens.items()}
        self._pivots = pivots

    @cached_property
    def _positions(self) -> dict[str, dict[str, list[int]]]:
        """Field -> token -> where it stands."""
        fields: dict[str, dict[str, list[int]]] = {}
        for name, tokens in self._tokens.items():
            places = fields[name] = defaultdict(list)
            for at, token in enumerate(tokens):
                places[token].append(at)
        return fields

    def found(self, form: Form) -> bool:
        return self._contribution(form) > 0.0

    def saturation(self, field: str, terms: tuple[str, ...]) -> float:
        """Of a term, or of a phrase when there are several; of a value of a keyword field 1."""
        if field in KEYWORD_FIELDS:
            return float(terms[0] in _terms_of(self.document, field))
        tokens = self._tokens.get(field, ())
        starts = self._positions.get(field, {}).get(terms[0], ()) if terms else ()
        frequency = sum(tokens[at : at + len(terms)] == terms for at in starts)
        return saturation(frequency, len(tokens), self._pivots[field])

    def _contribution(self, form: Form) -> float:
        """The form's saturation; 1 for a prefix that is found."""
        if self.document.marked in form.unless:
            return 0.0
        if form.prefix:
            (prefix,) = form.terms
            return float(any(token.startswith(prefix) for token in self._positions.get(form.field, ()) if token != BREAK))
        return self.saturation(form.field, form.terms)

    def matched(self, node: Node) -> bool:
        match node:
            case Leaf():
                return any(form.full and self.found(form) for form in node.forms)
            case All():
                return all(self.matched(child) for child in node.children)
            case Any_():
                return any(self.matched(child) for child in node.children)
            case Not():
                return not self.matched(node.child)

    def score(self, node: Node) -> float:
        match node:
            case Leaf():
                best = max((form.weight * self._contribution(form) for form in node.forms), default=0.0)
                extra = sum(form.weight * self._contribution(form) for form in node.extra)
                return node.idf * (best + extra) + (node.floor if self.matched(node) else 0.0)
            case All():
                return sum(self.score(child) for child in node.children)
            case Any_():
                scores = [self.score(child) for child in node.children]
                return max(scores, default=0.0) if node.best else sum(scores)
            case Not():
                return 0.0

    def has_evidence(self, root: Node) -> bool:
        """Whether any form, full or not, of a leaf that is not under a ``Not`` is found."""
        return any(self.found(form) for leaf in positive_leaves(root) for form in leaf.forms)

    def excluded(self, root: Node) -> bool:
        """Whether something is found that the query forbids."""
        return any(self.matched(node.child) for node in outermost_nots(root))


def passes(document: IndexedDocument, filters: Filters) -> bool:
    """Whether every given filter holds."""
    date = document.date
    return (
        all(not _terms_of(document, field).isdisjoint(values) for field, values in keyword_filters(filters))
        and (filters.date_from is None or (date is not None and date >= filters.date_from))
        and (filters.date_to is None or (date is not None and date <= filters.date_to))
        and dict(filters.only_copy).get(document.hash, document.id) == document.id
    )


def _terms_of(document: IndexedDocument, field: str) -> set[str]:
    """The distinct terms of one field of a document, as an engine lists them."""
    if field in TOKEN_FIELDS:
        return set(document.tokens.get(field, ())) - {BREAK}
    keywords = {
        "lang": {document.lang},
        "langs": set(document.langs),
        "site": set(site_suffixes(document.site)),
        "year": {document.date[:4]} if document.date else set(),
        "source": {document.source},
        "hash": {document.hash},
        "marked": {document.marked} if document.marked else set(),
    }
    assert set(keywords) == set(KEYWORD_FIELDS)
    return keywords[field]


def _in_order(full: list[Match], partial: list[Match], plan: MatchPlan, documents: Mapping[str, IndexedDocument]) -> list[Match]:
    """All hits of the plan in the order in which pages show them."""

    def by_score(match: Match) -> tuple[float, str]:
        return -match.score, match.id

    if plan.sort == "date":
        by_id = sorted(full, key=lambda match: match.id)
        return sorted(by_id, key=lambda match: documents[match.id].date or "", reverse=True)  # stable: equal dates stay in order of id
    if plan.tiered:
        return sorted(full, key=by_score) + sorted(partial, key=by_score)
    return sorted(full + partial, key=by_score)


def _facet(name: str, documents: list[IndexedDocument]) -> tuple[tuple[str, int], ...]:
    """Values of ``lang`` (all ``langs``), ``site`` (the whole host) or ``year`` among these documents, most frequent first."""
    values = {
        "lang": [lang for document in documents for lang in set(document.langs)],
        "site": [document.site for document in documents if document.site is not None],
        "year": [document.date[:4] for document in documents if document.date],
    }[name]
    return tuple(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))
