"""One committed state of an index, and everything that is read from it.

- Every segment is sorted by id (``sort_by_field``), so tied hits of one segment stand in order of id; those of several are merged.
- Scores are 32-bit and their sums are rounded in varying order: hits that differ by less than ``SAME_SCORE`` count as tied, and a page is
  cut only where a group of tied hits is complete, so pages put together are one list.
- Deleted documents stay in Tantivy's document frequencies until their segment is merged, and nothing here can force a merge. Its own idf
  is cancelled anyway; what we report (``known``, ``terms``) is counted without them while there are any.
- Ballast (``ballast.py``) is among the documents that Tantivy counts, and must not be among those that we count.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, partial
from heapq import merge
from itertools import islice, pairwise
from operator import itemgetter
from typing import Any

from tantivy import DocAddress, Document, Occur, Query, Schema, Searcher

from search.engine import BREAK, Match, Matches, MatchPlan
from search.engines.tantivy.fields import EVERY, EVERY_TERM, FACETS, from_ledger
from search.engines.tantivy.queries import PlanQueries
from search.perindex import Remembered

SAME_SCORE = 1e-6
"""Relative difference up to which two 32-bit scores are one."""
MAX_FACET_VALUES = 10_000
"""Values counted per facet; hosts beyond that are left out."""
TOTAL = "total"
"""The name under which documents are counted beside facets."""
MANY = 4096
"""Hits fetched at once where a group of tied hits goes beyond the page; more than any page can reach."""

BESIDE = 20
"""Hits fetched beyond the page, at no cost that can be measured: most groups of tied hits are smaller."""

Found = list[tuple[float, DocAddress]]


MANY_TERMS = 4
"""A question for more terms than this is kept as a whole: they are the base forms of a word, of which the index holds hardly any."""
TOGETHER = 4_000
"""Such questions that are kept."""
REMEMBERED = 50_000
"""Documents whose id is kept: reading it means unpacking a block of stored documents."""
READ = 200
"""Payloads that are kept, at most twice as many: a document is read for its id, for the hash of its body and for the page, and pages share
documents."""
SMALL = 100_000
"""Bytes of the longest payload that is kept."""
FREQUENCIES = 10_000
"""Document frequencies that are kept per field: a word is looked up under every language, for the strict plan, the weak one, and by the
query."""


FREQUENCIES_IN = 50_000
"""Document frequencies that are kept for all languages and fields together."""


class _Frequencies(dict[str, int]):
    """Term -> documents, of one field; counted when first asked for."""

    def __init__(self, count: Callable[[str], int]) -> None:
        super().__init__()
        self._count = count

    def __missing__(self, term: str) -> int:
        found = self._count(term)
        if len(self) >= FREQUENCIES:
            self.clear()
        self[term] = found
        return found


class Snapshot:
    """Safe to use from several threads: nothing here changes but what is kept."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.schema = schema
        self.searcher = searcher
        self._every: dict[str, _Frequencies] = {}
        self._living: dict[str, _Frequencies] = {}
        """Without deleted documents."""
        self._known_together = lru_cache(TOGETHER)(self._count_together)
        self._ids: dict[tuple[int, int], str] = {}
        self._addresses: dict[str, DocAddress] = {}
        """Of documents that were found lately."""
        self._payloads: Remembered[str, bytes] = Remembered(READ)
        self._spoken = lru_cache(FREQUENCIES_IN)(self._count_in)
        """Among the documents of a language."""
        self.documents = _count(searcher.search(Query.term_query(schema, EVERY, EVERY_TERM, "basic"), limit=1))
        """Living documents."""
        self._deleted: int = searcher.doc_freq(EVERY, EVERY_TERM) - self.documents

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches:
        queries = PlanQueries(self.schema, self.frequency, plan)
        full = queries.matches()
        counted, total = self._facets(full, facets)
        if plan.sort == "date":
            hits, total = self._by_date(queries, limit, offset)
            more = total > offset + limit
        elif plan.tiered:
            hits, total, more = self._tiers(queries, limit, offset)
        else:
            found, reached = self._page(queries.both(), limit, offset)
            if total is None:
                total = _count(self.searcher.search(full, limit=1)) if full is not None else 0
            kept = self._scores_of(found, full) if total else {}
            hits = [(score, address, _key(address) in kept) for score, address in found]
            more = reached > offset + limit
        return Matches(
            hits=tuple(Match(self._id(address), score, is_full) for score, address, is_full in hits), total=total, more=more, facets=counted
        )

    def _tiers(self, queries: PlanQueries, limit: int, offset: int) -> tuple[list[tuple[float, DocAddress, bool]], int, bool]:
        """The page, the number of full matches, whether there are more; partial matches are looked for only where the full ones end."""
        found, total = self._page(queries.full(), limit, offset)
        hits = [(score, address, True) for score, address in found]
        if total > offset + limit:
            return hits, total, True
        rest, partial = self._page(queries.partial(), limit - len(hits), max(0, offset - total))
        return hits + [(score, address, False) for score, address in rest], total, total + partial > offset + limit

    def _page(self, query: Query | None, limit: int, offset: int, *, newest: bool = False) -> tuple[Found, int]:
        """Hits ``offset`` to ``offset + limit`` by score (or date), then id; and the number of all hits."""
        if query is None:
            return [], 0
        if limit == 0:
            return [], _count(self.searcher.search(query, limit=1))
        end = offset + limit
        for wanted in (end + BESIDE, max(end + 1, MANY), max(1, self.documents)):
            result = self.searcher.search(query, limit=wanted, order_by_field="day" if newest else None)
            hits, total = result.hits, _count(result)
            groups = _tied(hits, 0.0 if newest else SAME_SCORE)
            if len(hits) >= total or groups[-1] >= end or (wanted >= MANY and self._in_order(hits[groups[-1] :])):
                break  # otherwise the last group goes on beyond what was fetched
        ordered: Found = []
        for start, stop in pairwise([*groups, len(hits)]):
            if start < end:
                ordered += self._by_id(hits[start:stop], end - start) if stop > offset else hits[start:stop]
        return ordered[offset:end], total

    def _in_order(self, tied: Found) -> bool:
        """Whether Tantivy's own order of this group is that of the ids, so that its rest need not be fetched."""
        return self.searcher.num_segments == 1 and tied[0][0] == tied[-1][0]

    def _by_id(self, tied: Found, count: int) -> Found:
        """The first ``count`` of these hits in order of id."""
        segments: dict[int, Found] = {}
        for hit in sorted(tied, key=lambda hit: hit[1].doc):
            segments.setdefault(hit[1].segment_ord, []).append(hit)
        if len(segments) == 1:
            return next(iter(segments.values()))[:count]
        return list(islice(merge(*segments.values(), key=lambda hit: self._id(hit[1])), count))

    def _by_date(self, queries: PlanQueries, limit: int, offset: int) -> tuple[list[tuple[float, DocAddress, bool]], int]:
        found, total = self._page(queries.matches(), limit, offset, newest=True)
        scores = self._scores_of(found, queries.full())
        return [(scores[_key(address)], address, True) for _, address in found], total

    def _scores_of(self, found: Found, query: Query | None) -> dict[tuple[int, int], float]:
        """Which of these hits ``query`` finds too, and their scores there."""
        if query is None or not found:
            return {}
        these = Query.term_set_query(self.schema, "id", [self._id(address) for _, address in found])
        both = Query.boolean_query([(Occur.Must, Query.const_score_query(these, 0.0)), (Occur.Must, query)])
        return {_key(address): score for score, address in self.searcher.search(both, limit=len(found)).hits}

    def _facets(self, full: Query | None, names: Sequence[str]) -> tuple[dict[str, tuple[tuple[str, int], ...]], int | None]:
        """The facets and, where any was counted, the number of full matches, counted in the same pass."""
        if full is None or not names or not self.documents:
            return {name: () for name in names}, None
        wanted = {name: {"terms": {"field": FACETS[name], "size": MAX_FACET_VALUES, "segment_size": MAX_FACET_VALUES}} for name in names}
        counted = self.searcher.aggregate(full, wanted | {TOTAL: {"value_count": {"field": "day"}}})
        pairs = {name: [(bucket["key"], bucket["doc_count"]) for bucket in counted[name]["buckets"]] for name in names}
        facets = {name: tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))) for name, found in pairs.items()}
        return facets, int(counted[TOTAL]["value"])

    def _id(self, address: DocAddress) -> str:
        found = self._ids.get(_key(address))
        if found is None:
            document = self.searcher.doc(address)
            found = document.get_first("id")
            assert isinstance(found, str)
            self._keep(found, document)
            if len(self._ids) >= REMEMBERED:
                self._ids.clear()
                self._addresses.clear()
            self._ids[_key(address)] = found
            self._addresses[found] = address
        return found

    def fetch(self, ids: Sequence[str]) -> list[bytes | None]:
        return [self._payload(id_) for id_ in ids]

    def _payload(self, id_: str) -> bytes | None:
        payload = self._payloads.get(id_)
        if payload is not None:
            return payload
        address = self._addresses.get(id_)
        if address is None:
            hits = self.searcher.search(Query.term_query(self.schema, "id", id_, "basic"), limit=1, count=False).hits
            if not hits:
                return None
            address = hits[0][1]
        return self._keep(id_, self.searcher.doc(address))

    def _keep(self, id_: str, document: Document) -> bytes:
        """The payload of a document, which is asked for next."""
        payload = document.get_first("payload")
        assert isinstance(payload, bytes)
        if len(payload) <= SMALL:
            self._payloads.put(id_, payload)
        return payload

    def frequency(self, field: str, term: str) -> int:
        """Documents that hold a term, deleted ones included."""
        found = self._every.get(field)
        if found is None:
            found = self._every[field] = _Frequencies(partial(self.searcher.doc_freq, field))
        return found[term]

    def known(self, field: str, terms: Sequence[str]) -> list[int]:
        found = self._living.get(field)
        if found is None:
            count = partial(self._count_living if self._deleted else self.searcher.doc_freq, field)
            found = self._living[field] = _Frequencies(count)
        if len(terms) == 1:
            return [found[terms[0]] if terms[0] != BREAK else 0]
        counts = list(self._known_together(field, tuple(terms)) if len(terms) > MANY_TERMS else map(found.__getitem__, terms))
        return [0 if term == BREAK else count for term, count in zip(terms, counts, strict=True)] if BREAK in terms else counts

    def known_in(self, lang: str, field: str, terms: Sequence[str]) -> list[int]:
        return [self._spoken(lang, field, term) for term in terms]

    def _count_in(self, lang: str, field: str, term: str) -> int:
        if term == BREAK or not self.frequency(field, term):
            return 0
        both = [Query.term_query(self.schema, name, value, "basic") for name, value in (("langs", lang), (field, term))]
        unscored = Query.const_score_query(Query.boolean_query([(Occur.Must, query) for query in both]), 0.0)
        return _count(self.searcher.search(unscored, limit=1))

    def _count_together(self, field: str, terms: tuple[str, ...]) -> list[int]:
        frequency, found = self.searcher.doc_freq, self._living[field]
        return [frequency(field, term) and found[term] for term in terms]

    def _count_living(self, field: str, term: str) -> int:
        frequency: int = self.searcher.doc_freq(field, term)
        return frequency and _count(self.searcher.search(Query.term_query(self.schema, field, term, "basic"), limit=1))

    def terms(self, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        living = Query.all_query() if self._deleted else None
        found = self.searcher.terms_with_prefix(field, prefix, filter_query=living)
        kept = [each for each in found if each[1] and each[0] != BREAK]
        kept.sort(key=itemgetter(0))
        return kept[:limit]

    def ids_and_stamps(self) -> dict[str, tuple[str, str]]:
        return dict(from_ledger(entry) for entry, _ in self.terms("ledger"))

    def languages(self) -> dict[str, int]:
        return dict(self._languages)

    @cached_property
    def _languages(self) -> list[tuple[str, int]]:
        return self.terms("langs")


def _tied(hits: Found, tolerance: float) -> list[int]:
    """Where each group of hits of the same score (or day) begins; they fall, ``tolerance`` is relative."""
    return [at for at, (score, _) in enumerate(hits) if at == 0 or score < hits[at - 1][0] * (1.0 - tolerance)]


def _count(result: Any) -> int:
    """All hits of a search (``SearchResult.count``, which the library's stub file leaves out)."""
    return int(result.count)


def _key(address: DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc
