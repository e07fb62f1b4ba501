"""The number beside a value of a facet is the number of results that its link leads to."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from search import SearchService, open_service, rebuild
from tests.web.test_pages import page_of, text_of

ENGLISH = "The committee met on Tuesday to discuss the new railway between the two towns, and most of its members spoke in favour. "
NORWEGIAN = "Utvalget møttes på tirsdag for å drøfte den nye jernbanen mellom de to byene, og de fleste medlemmene talte for den. "
DOCUMENTS = (
    {"id": "en", "text": ENGLISH * 3 + "lokomotiv", "url": "https://example.org/1", "date": "2024-01-05"},
    {"id": "no", "text": NORWEGIAN * 3 + "lokomotiv", "url": "https://news.example.org/2", "date": "2025-01-05"},
    {"id": "both", "text": f"{NORWEGIAN * 6}lokomotiv\n\n{ENGLISH * 3}", "url": "https://old.news.example.org/3", "date": "2025-02-05"},
    {"id": "copy", "text": f"{NORWEGIAN * 6}lokomotiv\n\n{ENGLISH * 3}", "url": "https://example.com/4"},
)


@pytest.fixture(params=["whoosh", "tantivy"])
def mixed(request: pytest.FixtureRequest, tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]) -> FlaskClient:
    (tmp_path / "mixed.jsonl").write_text("".join(json.dumps(document) + "\n" for document in DOCUMENTS))
    rebuild(tmp_path / "index", [str(tmp_path / "mixed.jsonl")], engine=request.param)
    return client_of(open_service(tmp_path / "index"))


@pytest.mark.parametrize("query", [
    "lokomotiv", "lokomotiv railway", "railway members committee tirsdag lokomotiv", "lang:en lokomotiv", "lokomotiv lang:no lang:en",
    "site:example.org", "lokomotiv site:news.example.org", "lang:no site:example.org -committee",
])
def test_every_count_is_the_total_of_the_search_narrowed_by_it(mixed: FlaskClient, query: str) -> None:
    facets = mixed.get("/api/v1/search", query_string={"q": query}).get_json()["facets"]
    narrowed = {
        (name, item["value"]): mixed.get("/api/v1/search", query_string={"q": query, name: item["value"]}).get_json()["total"]
        for name in ("lang", "site")
        for item in facets[name]
    }
    assert narrowed == {(name, item["value"]): item["count"] for name in ("lang", "site") for item in facets[name]}
    assert {item["value"] for item in facets["lang"]} == {"en", "no"} - ({"en"} if "-committee" in query else set())


def test_a_document_counts_for_each_language_that_it_has_passages_in(mixed: FlaskClient) -> None:
    facets = mixed.get("/api/v1/search", query_string={"q": "lokomotiv"}).get_json()["facets"]
    assert facets["lang"] == [{"value": "en", "count": 3}, {"value": "no", "count": 3}]
    assert facets["site"] == [
        {"value": "example.org", "count": 3},
        {"value": "news.example.org", "count": 2},
        {"value": "example.com", "count": 1},
        {"value": "old.news.example.org", "count": 1},
    ], "a host is counted with its sub-domains, which the filter finds, too"


def test_the_page_shows_the_number_of_results_behind_each_link(mixed: FlaskClient) -> None:
    links = page_of(mixed, "/search", q="lokomotiv").cssselect(".facet a")
    assert links
    for link in links:
        count = text_of(link.cssselect(".count")[0])
        status = text_of(page_of(mixed, link.get("href")).cssselect("[role=status]")[0])
        assert status.split()[0] == count, f"{text_of(link)}: its link says {status!r}"


def test_a_tag_that_names_no_language_is_told_and_the_text_decides(
    tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]
) -> None:
    lines = [{"id": tag, "text": NORWEGIAN, "lang": tag} for tag in ("zzz", "nb-NO")]
    (tmp_path / "docs.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    report = rebuild(tmp_path / "index", [str(tmp_path / "docs.jsonl")], engine="whoosh")
    assert [(name, code) for name, code, _ in report.warnings] == [("docs.jsonl#1 (zzz)", "bad-field")]
    with open_service(tmp_path / "index") as service:
        client = client_of(service)
        assert [entry["code"] for entry in client.get("/api/v1/languages").get_json()["languages"]] == ["no"]
        facets = client.get("/api/v1/search", query_string={"q": "jernbanen"}).get_json()["facets"]
    assert facets["lang"] == [{"value": "no", "count": 2}]
