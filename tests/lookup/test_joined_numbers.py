"""Numbers that are written together with a word are found with its parts: 1.2.3 in v1.2.3, and exactly that."""

from __future__ import annotations

import pytest

from search import page_to_json
from search.analysis.analyse import analyse
from search.lookup import search
from search.model import Document, SearchRequest
from tests.promises.corpus import corpus, texts

PAGES = texts(
    with_v="Release v1.2.3 is out",
    plain="Release 1.2.3 is out",
    other="Release v1.2.4 is out, the 3rd",
    beta="We test 2.0-beta1 now",
    decree="Nghị quyết NQ57/2024 của Chính phủ",
    apart="Plan B2 . 0 or C3, 4",
)


@pytest.mark.parametrize(("query", "found"), [
    ("1.2.3", {"plain", "with_v"}), ("v1.2.3", {"with_v"}), ('"1.2.3"', {"plain", "with_v"}), ("v1.2", {"with_v", "other"}),
    ("1.2.4", {"other"}), ("2.0", {"beta"}), ("beta1", {"beta"}), ("0-beta", {"beta"}), ("57/2024", {"decree"}), ("NQ57/2024", {"decree"}),
    ("2.0 -beta", set()), ("3,4", set()), ("1.2.5", set()),
])
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_a_number_is_found_with_and_without_the_word_it_is_written_with(query: str, found: set[str], engine: str) -> None:
    with corpus(PAGES, engine) as built:
        page = search(built.engine, SearchRequest(query))
        assert {hit.id for hit in page.hits if hit.matched == "all"} == found
        assert page_to_json(page)["total"] == len(found)


def test_the_number_is_marked_where_it_stands() -> None:
    with corpus(PAGES) as built:
        hits = {hit.id: hit for hit in search(built.engine, SearchRequest("1.2.3")).hits}
    snippet = hits["with_v"].snippets[0]
    assert "".join(snippet.text[start:end] for start, end in snippet.marks).replace(".", "") == "123"
    assert all(snippet.text[start:end] in "v1.2.3" for start, end in snippet.marks)


def test_what_is_joined_is_bounded_and_keeps_its_places() -> None:
    text = "a1" + ".7" * 1_000 + " end"
    tokens = list(analyse(Document("x", text)).tokens["exact"])
    assert tokens.count("7") == 1_000 + 8, "each number once, and the nearest eight again with the parts of a1"
