"""Where a search finds only words like those typed, the page, the JSON and the command line say so: the total counts none of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from search import SearchService, open_service, rebuild
from search.cli import main
from tests.web.test_pages import page_of, text_of

TEXTS = ("Stortinget vedtok en ny plan om ull", "Cộng đồng và kế hoạch mới", "Công thương và kế hoạch mới")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("similar")
    (folder / "docs.jsonl").write_text("".join(json.dumps({"id": str(at), "text": text}) + "\n" for at, text in enumerate(TEXTS)))
    rebuild(folder / "index", [str(folder / "docs.jsonl")], engine="whoosh")
    return folder / "index"


@pytest.fixture
def words(index: Path, client_of: Callable[[SearchService], FlaskClient]) -> Iterator[FlaskClient]:
    with open_service(index) as service:
        yield client_of(service)


@pytest.mark.parametrize("query", ["stortnget", "cồng", "stortnget cồng"])
def test_nothing_is_counted_and_it_is_said_what_is_shown(words: FlaskClient, index: Path, query: str) -> None:
    found = words.get("/api/v1/search", query_string={"q": query}).get_json()
    assert found["total"] == 0 and found["hits"]
    assert {hit["matched"] for hit in found["hits"]} == {"some"}
    assert [warning["code"] for warning in found["warnings"]] == ["only-similar"]
    page = page_of(words, "/search", q=query)
    assert text_of(page.cssselect("[role=status]")[0]).startswith("No document holds any word as it was typed; documents with similar")
    assert [text_of(heading) for heading in page.cssselect(".list h2")] == ["Results with similar words"]
    assert not page.cssselect(".warnings"), "it is said once"
    printed = CliRunner().invoke(main, ["search", "--index", str(index), query])
    assert "With similar words:" in printed.stderr and "No document holds any word as it was typed" in printed.stderr


def test_after_full_matches_similar_words_stand_under_a_heading_of_their_own(words: FlaskClient, index: Path) -> None:
    found = words.get("/api/v1/search", query_string={"q": "công"}).get_json()
    assert (found["total"], len(found["hits"]), found["warnings"]) == (1, 2, [])
    page = page_of(words, "/search", q="công")
    assert [text_of(heading) for heading in page.cssselect(".list h2")] == ["Results", "Results with similar words"]
    printed = CliRunner().invoke(main, ["search", "--index", str(index), "công"]).stderr
    assert "With similar words:" in printed and "1 document with all the words" in printed


@pytest.mark.parametrize("query", ["stortnget kế", "kế qwertyzxcv"])
def test_a_word_that_is_there_is_no_similar_word(words: FlaskClient, index: Path, query: str) -> None:
    found = words.get("/api/v1/search", query_string={"q": query}).get_json()
    assert found["total"] == 0 and found["hits"] and found["warnings"] == []
    page = page_of(words, "/search", q=query)
    assert text_of(page.cssselect("[role=status]")[0]).startswith("No document holds all the words.")
    assert [text_of(heading) for heading in page.cssselect(".list h2")] == ["Results with some of the words"]
    assert "With some of the words:" in CliRunner().invoke(main, ["search", "--index", str(index), query]).stderr
