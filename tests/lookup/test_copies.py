"""Identical copies are one result, on whatever page, with every engine; each document is somewhere exactly once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from search import SearchService, open_service, page_to_json, rebuild, update
from search.copies import LISTED, Folded
from search.engine import Engine
from search.lookup import answer, search
from search.marks.proximity import FIRST
from search.model import Document, Hit, Page, SearchRequest, Zone
from tests.promises.corpus import corpus

ENGINES = ("memory", "whoosh", "tantivy")
QUERIES = ("green tea", "tea cup", "green tea number3 leaf bowl cup table", "copy", "tea intitle:copy", "gren cup", "lang:en")


def documents(bodies: int = 14, copies: int = 3) -> Iterable[Document]:
    """Every third body has copies, with titles and sites of their own; the longer a body, the less its words count."""
    for body in range(bodies):
        for copy in range(copies if body % 3 == 0 else 1):
            text = f"green tea number{body} " + "leaf " * body + ("cup" if body % 2 else "bowl")
            id, site = f"b{body:02}-{copy}", f"s{copy}.org"
            yield Document(id, text, title=f"Copy {copy}", title_source="document", site=site, date="2025-01-02")


def pages(engine: Engine, request: SearchRequest) -> list[Page]:
    found = [search(engine, request)]
    while found[-1].has_next:
        request = replace(request, offset=request.offset + request.limit)
        found.append(search(engine, request))
    return found


def all_ids(hits: Iterable[Hit]) -> list[str]:
    return [id for hit in hits for id in (hit.id, *(copy.id for copy in hit.copy_list))]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("limit", [1, 4, 10])
@pytest.mark.parametrize("query", QUERIES)
def test_pages_put_together_hold_each_body_and_each_document_once(engine: str, limit: int, query: str) -> None:
    with corpus(documents(), engine) as built:
        unfolded = answer(built.engine, SearchRequest(query, limit=100)).matches
        found = pages(built.engine, SearchRequest(query, limit=limit))
        hits = [hit for page in found for hit in page.hits]
        assert len(unfolded.hits) > 10
        assert sorted(all_ids(hits)) == sorted(match.id for match in unfolded.hits)
        bodies = [hit.id[:3] for hit in hits]
        assert len(set(bodies)) == len(bodies), "a body came twice"
        assert all(len(page.hits) == limit for page in found[:-1]), "a page was not full"
        assert {page.total for page in found} == {unfolded.total}
        assert sum(1 + hit.copies for hit in hits if hit.matched == "all") == unfolded.total
        rank = {match.id: place for place, match in enumerate(unfolded.hits)}
        if query != "gren cup":  # there, partial matches are in the order of the weak rungs, found by another number of results
            # Copies take places among the first, which are read and put in order: without them others are.
            for together in ([rank[hit.id] for hit in hits[:FIRST] if rank[hit.id] < FIRST], [rank[hit.id] for hit in hits[FIRST:]]):
                assert together == sorted(together)
            assert all(rank[hit.id] < rank[copy.id] for hit in hits for copy in hit.copy_list)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_order_does_not_depend_on_the_size_of_the_pages(engine: str) -> None:
    with corpus(documents(), engine) as built:
        found = [pages(built.engine, SearchRequest("tea cup", limit=limit)) for limit in (3, 7, 50)]
    lists = [[hit.id for page in each for hit in page.hits] for each in found]
    assert lists[0] == lists[1] == lists[2]


@pytest.mark.parametrize("engine", ENGINES)
def test_copies_that_a_filter_leaves_out_are_neither_listed_nor_counted(engine: str) -> None:
    with corpus(documents(), engine) as built:
        page = search(built.engine, SearchRequest("number3", site=("s1.org", "s2.org")))
        assert all_ids(page.hits) == ["b03-1", "b03-2"] and page.total == 2 and page.hits[0].copies == 1
        by_date = search(built.engine, SearchRequest("number3", sort="date"))
        assert all_ids(by_date.hits) == ["b03-0", "b03-1", "b03-2"] and by_date.total == 3


@pytest.mark.parametrize("engine", ENGINES)
def test_what_has_no_body_is_no_copy_and_tails_make_no_difference(engine: str) -> None:
    body, tail = "Green tea is good.\n", "Read more tea news"
    zoned = [
        Document("a", body + tail, zones=(Zone("tail", len(body), len(body + tail)),)),
        Document("b", body),
        Document("c", tail, title="One", zones=(Zone("tail", 0, len(tail)),)),
        Document("d", tail, title="Two", zones=(Zone("tail", 0, len(tail)),)),
    ]
    with corpus(zoned, engine) as built:
        hits = search(built.engine, SearchRequest("tea")).hits
        assert sorted((hit.id, hit.copies) for hit in hits if hit.id in "cd") == [("c", 0), ("d", 0)]
        assert [hit.copies for hit in hits if hit.id in "ab"] == [1]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("query", ["tea intitle:tea", "green intitle:tea", "intitle:tea", "tea -intitle:other", "tea OR intitle:tea"])
def test_results_and_copies_add_up_to_the_total_where_only_some_titles_hold_the_word(engine: str, query: str) -> None:
    body = "green tea is good for you"
    copies = [Document(id, body, title=title) for id, title in (("a", "Tea story"), ("b", "Other name"), ("c", "Tea again"))]
    with corpus([*copies, Document("d", "coffee and tea", title="Coffee"), Document("e", "something else", title="Tea")], engine) as built:
        for limit in (1, 10):
            hits = [hit for page in pages(built.engine, SearchRequest(query, limit=limit)) for hit in page.hits]
            total = search(built.engine, SearchRequest(query)).total
            assert sum(1 + hit.copies for hit in hits if hit.matched == "all") == total
            assert [hit.id for hit in hits if hit.copies != len(hit.copy_list)] == []
            assert not {"b"} & {hit.id for hit in hits}, "its body is shown already"


def test_many_copies_are_counted_and_a_hundred_are_listed() -> None:
    same = [Document(f"x{number:03}", "green tea") for number in range(LISTED + 50)]
    with corpus([*same, Document("y", "green tea with milk"), Document("z", "tea")], "tantivy") as built:
        page = search(built.engine, SearchRequest("tea", limit=2))
        assert page.total == LISTED + 52 and page.has_next
        many = next(hit for hit in (*page.hits, *search(built.engine, SearchRequest("tea", offset=2)).hits) if hit.id == "x000")
        assert many.copies == LISTED + 49 and len(many.copy_list) == LISTED
        assert page_to_json(page)["hits"][0]["copies"] == page.hits[0].copies


def test_an_index_without_copies_is_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with corpus([Document("a", "green tea"), Document("b", "black tea")], "tantivy") as built:
        asked: list[object] = []
        match = built.engine.match
        monkeypatch.setattr(built.engine, "match", lambda *args, **named: asked.append(args) or match(*args, **named))
        plan = answer(built.engine, SearchRequest("tea")).compiled
        assert plan is not None
        asked.clear()
        assert Folded(built.engine).match(plan.plan, limit=10).total == 2
        assert len(asked) == 1


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_update_and_a_rebuild_fold_alike(tmp_path: Path, engine: str) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    for name, text in zip("abcd", ["Green tea is good."] * 2 + ["Black tea is good.", "Tea with milk is good."], strict=True):
        (folder / f"{name}.txt").write_text(text + "\n")
    rebuild(tmp_path / "updated", [str(folder)], engine=engine)
    with open_service(tmp_path / "updated") as service:
        assert folds(service) == {"a.txt": ["b.txt"], "c.txt": [], "d.txt": []}
        (folder / "b.txt").write_text("Black tea is good.\n")
        (folder / "e.txt").write_text("Tea with milk is good.\n")
        (folder / "d.txt").unlink()
        update(tmp_path / "updated", [str(folder)])
        changed = folds(service)
    rebuild(tmp_path / "rebuilt", [str(folder)], engine=engine)
    with open_service(tmp_path / "rebuilt") as service:
        assert changed == folds(service) == {"a.txt": [], "b.txt": ["c.txt"], "e.txt": []}


def folds(service: SearchService) -> dict[str, list[str]]:
    return {hit.id: [copy.id for copy in hit.copy_list] for hit in service.search(SearchRequest("tea good")).hits}


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_on_which_everything_has_ten_copies_is_folded_in_few_rounds(engine: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {f"b{body:02}-{copy}": f"green tea number{body} " + "leaf " * body for body in range(15) for copy in range(10)}
    with corpus((Document(id, text) for id, text in texts.items()), engine) as built:
        kind, asked = type(built.engine), 0
        match = kind.match

        def counted(*args: Any, **named: Any) -> Any:
            nonlocal asked
            asked += 1
            return match(*args, **named)

        monkeypatch.setattr(kind, "match", counted)
        found = answer(built.engine, SearchRequest("green tea", limit=10), folded=Folded(built.engine)).matches
        assert [hit.id for hit in found.hits] == [f"b{body:02}-0" for body in range(10)]
        assert (found.total, found.more) == (150, True)
        assert asked <= 4
        asked = 0
        page = search(built.engine, SearchRequest("green tea", limit=10))
        assert [(hit.id, hit.copies) for hit in page.hits] == [(f"b{body:02}-0", 9) for body in range(10)]
        assert [[copy.id for copy in hit.copy_list] for hit in page.hits] == [[f"b{b:02}-{n}" for n in range(1, 10)] for b in range(10)]
        assert asked <= 5, "the copies of all results are listed by one match"
