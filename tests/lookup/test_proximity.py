"""Of results that hold the same words, those that hold them in one place, and early, come first; pages still hold each result once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.languages import LANGUAGES
from search.lookup import answer, search
from search.marks.proximity import FIRST, LEAD, WINDOW, Read, places, read
from search.model import Document, Page, SearchRequest
from search.plan import compile_query
from search.query import parse
from tests.promises.corpus import Corpus, corpus, texts

FILLER = "The weather was mild that year and nothing else happened anywhere near here as far as anybody can tell us today."
NEAR = f"{FILLER} {FILLER} The harbour of the old colony burned when the governor fled. {FILLER} {FILLER}"
FAR = f"The harbour was new. {FILLER} The colony grew. {FILLER} The governor ruled. {FILLER} Nobody fled, nothing burned. {FILLER} Old."
QUESTION = "which governor fled when the old colony's harbour burned"


@pytest.fixture(scope="module")
def documents() -> Corpus:
    with corpus(texts(FAR, NEAR, *(f"{FILLER} Number {number}." for number in range(60))), "memory") as built:
        return built


def test_a_sentence_that_holds_the_words_comes_before_a_page_that_holds_them_here_and_there(documents: Corpus) -> None:
    first, second = documents.ranked(QUESTION)[:2]
    assert documents.documents[first[0]].text == NEAR
    assert documents.documents[second[0]].text == FAR


@pytest.mark.parametrize("limit", [1, 3, 7, 10, 12])
def test_pages_put_together_hold_each_result_once_whatever_their_size(documents: Corpus, limit: int) -> None:
    query = "weather today number anywhere"
    whole = search(documents.engine, SearchRequest(query, limit=62)).hits
    pages: list[Page] = []
    for offset in range(0, 62, limit):
        pages.append(search(documents.engine, SearchRequest(query, limit=min(limit, 62 - offset), offset=offset)))
    assert [hit.id for page in pages for hit in page.hits] == [hit.id for hit in whole]
    assert [page.has_next for page in pages] == [True] * (len(pages) - 1) + [False]


def test_scores_fall_from_result_to_result(documents: Corpus) -> None:
    hits = search(documents.engine, SearchRequest(QUESTION, limit=30)).hits
    assert len(hits) > FIRST
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_full_matches_of_two_words_stay_before_partial_ones() -> None:
    far = f"Harbour. {FILLER} {FILLER} {FILLER} Colony."
    with corpus(texts(far, "Harbour harbour.", "Colony colony."), "memory") as built:
        assert [full for _, full in built.ranked("harbour colony")] == [True, False, False]


def test_by_date_nothing_is_moved() -> None:
    dated = [replace(text, date=date) for text, date in zip(texts(FAR, NEAR), ("2024-05-02", "2020-01-01"), strict=True)]
    with corpus(dated, "memory") as built:
        hits = answer(built.engine, SearchRequest("governor harbour colony", sort="date")).matches.hits
        assert [hit.id for hit in hits] == [document.id for document in dated]


def read_alone(document: Document, query: str) -> Read:
    """The only document of an index, as a query finds it."""
    with corpus([document], "memory") as built:
        compiled = compile_query(built.engine, parse(query, LANGUAGES), SearchRequest(query))
        hits = answer(built.engine, SearchRequest(query)).matches.hits
        return read(built.engine, compiled, None, hits)[hits[0].id]


def nearness_of(document: Document, query: str) -> tuple[float, tuple[float, ...]]:
    """Of the only document, and what each leaf says."""
    alone = read_alone(document, query)
    ((near, _),) = places([alone])
    return near, alone.query.idfs


@pytest.mark.parametrize(("gap", "near"), [(WINDOW - len("harbour") - len("colony") - 2, True), (WINDOW, False)])
def test_a_stretch_is_so_many_characters(gap: int, near: bool) -> None:
    value, idfs = nearness_of(texts(f"harbour {'.' * gap} colony")[0], "harbour colony")
    assert value == pytest.approx(sum(idfs) if near else max(idfs))


@pytest.mark.parametrize(("gap", "near"), [(WINDOW // 2 - 4, True), (WINDOW // 2, False)])
def test_where_characters_are_words_it_is_half_as_long(gap: int, near: bool) -> None:
    value, idfs = nearness_of(texts(f"図書{'山' * gap}海港")[0], "図書 海港")
    assert value == pytest.approx(sum(idfs) if near else max(idfs))


def test_words_of_the_title_alone_are_near_nothing() -> None:
    value, _ = nearness_of(replace(texts("Nothing is here.")[0], title="Harbour and colony", title_source="document"), "harbour colony")
    assert value == 0.0


def test_a_page_that_begins_with_the_words_comes_before_one_that_ends_with_them() -> None:
    sentence = "The harbour of the old colony burned."
    late, early = f"{FILLER} {FILLER} {sentence}", f"{sentence} {FILLER} {FILLER}"
    with corpus(texts(late, early, *(f"{FILLER} Number {number}." for number in range(20))), "memory") as built:
        assert [built.documents[id].text for id, _ in built.ranked("harbour colony")[:2]] == [early, late]


@pytest.mark.parametrize(("before", "share"), [(0, 1.0), (LEAD, 0.5), (3 * LEAD, 0.25)])
def test_a_word_counts_for_less_the_later_it_comes_first(before: int, share: float) -> None:
    alone = read_alone(texts(f"{'.' * before}harbour {'.' * 1000} harbour")[0], "harbour nowhere")
    ((_, early),) = places([alone])
    assert early == pytest.approx(share * alone.query.idfs[0])


@pytest.mark.parametrize(("run", "counts"), [("図書館海港町", True), ("図書館海港町山", False)])
def test_a_run_longer_than_a_word_has_no_place(run: str, counts: bool) -> None:
    alone = read_alone(texts(f"{run} 北")[0], f"{run} 南")
    ((near, early),) = places([alone])
    assert (early > 0, near > 0) == (counts, counts)


def test_documents_together_say_what_each_says_alone() -> None:
    query = "harbour 図書館 colony"
    pages = texts(FAR, NEAR, "Nothing is here.", "図書館の海港。Colony.", "Colony of the harbour, 図書館", f"{FILLER} colony")
    titled = replace(pages[2], id="title", title="Harbour and colony", title_source="document")
    with corpus([*pages, titled], "memory") as built:
        compiled = compile_query(built.engine, parse(query, LANGUAGES), SearchRequest(query))
        found = list(read(built.engine, compiled, None, answer(built.engine, SearchRequest(query)).matches.hits).values())
    assert len(found) == 6
    together = places(found)
    assert together == [pytest.approx(alone) for each in found for alone in places([each])]
    assert len(set(together)) == 6 and (0.0, 0.0) in together
