"""Weak rungs are extras: over any small corpus they change no count, no facet, no full match and nothing under NOT."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import lookup
from search.engine import Engine, MatchPlan
from search.languages import LANGUAGES
from search.lookup import search
from search.model import Page, SearchRequest
from search.plan import CompiledQuery, compile_query
from search.query import parse
from tests.promises.corpus import corpus, texts

VOCABULARY = (
    "handel", "bokhandel", "bokhandelen", "handelspolitikk", "politikk", "bok", "hendel", "handle", "cộng", "công", "cong", "regjering",
    "regjeringen", "regjernigen", "plan", "京都", "東京都", "インターネット", "インタネット",
    "Vietnam", "Вьетнам", "ベトナム", "Việt", "Nam",
)  # fmt: skip
WORD = st.sampled_from(VOCABULARY)
BODIES = st.lists(st.lists(WORD, min_size=1, max_size=7).map(" ".join), min_size=1, max_size=8)
QUERIES = st.one_of(
    st.lists(WORD, min_size=1, max_size=5).map(" ".join),
    st.tuples(WORD, WORD).map(" -".join),
    st.tuples(WORD, WORD).map(" OR ".join),
    st.tuples(WORD, WORD, WORD).map(lambda words: f"{words[0]} ({words[1]} OR -{words[2]})"),
    st.tuples(WORD, WORD).map(lambda words: f'"{words[0]}" {words[1]}'),
)


def everything(page: Page) -> list[tuple[str, str]]:
    return [(hit.id, hit.matched) for hit in page.hits]


def full(page: Page) -> list[tuple[str, float]]:
    return [(hit.id, hit.score) for hit in page.hits if hit.matched == "all"]


def none(*_: object) -> CompiledQuery | None:
    """In place of the function that decides on weak rungs: never."""
    return None


@settings(max_examples=80)
@given(BODIES, QUERIES)
def test_full_matches_their_order_counts_and_facets_stay_as_the_strict_rungs_have_them(bodies: list[str], query: str) -> None:
    with corpus(texts(*bodies), "memory") as built:
        page = search(built.engine, SearchRequest(query))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(lookup, "_weak", none)
            strict = search(built.engine, SearchRequest(query))
        assert (page.total, page.facets, full(page)) == (strict.total, strict.facets, full(strict))
        assert {id for id, _ in everything(strict)} <= {id for id, _ in everything(page)}
        assert [matched for _, matched in everything(page)] == sorted(matched for _, matched in everything(page))


@settings(max_examples=60)
@given(BODIES, QUERIES, QUERIES, st.booleans())
def test_words_that_were_made_for_another_query_are_what_they_would_be(bodies: list[str], query: str, other: str, unknown: bool) -> None:
    def plans(engine: Engine, query: str) -> tuple[MatchPlan, MatchPlan]:
        parsed, request = parse(query, LANGUAGES.keys()), SearchRequest(query)
        strict = compile_query(engine, parsed, request)
        return strict.plan, compile_query(engine, parsed, request, relaxed=True, only_unknown=unknown, before=strict).plan

    with corpus(texts(*bodies), "memory") as used, corpus(texts(*bodies), "memory") as fresh:
        plans(used.engine, other)
        assert plans(used.engine, query) == plans(used.engine, query) == plans(fresh.engine, query)


@settings(max_examples=60)
@given(BODIES, QUERIES)
def test_where_a_word_is_not_in_the_index_nothing_is_lost_by_asking_the_weak_plan_alone(bodies: list[str], query: str) -> None:
    with corpus(texts(*bodies), "memory") as built:
        page = search(built.engine, SearchRequest(query))
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(lookup, "cannot_match", lambda root: False)
            assert replace(search(built.engine, SearchRequest(query)), took_ms=page.took_ms) == page


@settings(max_examples=60)
@given(BODIES, WORD, WORD)
def test_no_document_that_holds_a_forbidden_word_is_a_hit(bodies: list[str], wanted: str, forbidden: str) -> None:
    with corpus(texts(*bodies), "memory") as built:
        excluded = {id for id, document in built.documents.items() if forbidden in document.text.split()}
        assert not excluded & {id for id, _ in everything(search(built.engine, SearchRequest(f"{wanted} -{forbidden}")))}


@settings(max_examples=40)
@given(BODIES, QUERIES, st.integers(1, 4))
def test_pages_put_together_are_the_one_long_page(bodies: list[str], query: str, size: int) -> None:
    with corpus(texts(*bodies), "memory") as built:
        pages = [search(built.engine, SearchRequest(query, limit=size))]
        while pages[-1].has_next:
            pages.append(search(built.engine, SearchRequest(query, limit=size, offset=size * len(pages))))
        together = [hit for page in pages for hit in everything(page)]
        assert len(together) == len(set(together))
        assert [id for id, matched in together if matched == "all"] == [id for id, _ in full(search(built.engine, SearchRequest(query)))]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh"])
def test_every_engine_shows_what_the_oracle_shows(engine: str) -> None:
    bodies = [" ".join((word, other, "plan")) for word, other in zip(VOCABULARY, VOCABULARY[3:] + VOCABULARY[:3], strict=True)]
    with corpus(texts(*bodies), engine) as built, corpus(texts(*bodies), "memory") as oracle:
        for query in (*VOCABULARY, "bok -handel", "regjeringn OR bok", "regjeringn plan"):
            mine, its = search(built.engine, SearchRequest(query, limit=50)), search(oracle.engine, SearchRequest(query, limit=50))
            assert sorted(everything(mine)) == sorted(everything(its)), query
            assert mine.suggestion == its.suggestion
            assert {hit.id: hit.why for hit in mine.hits} == {hit.id: hit.why for hit in its.hits}
