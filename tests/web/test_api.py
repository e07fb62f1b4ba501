"""The endpoint: the shape of DESIGN section 7, bounds, problems, methods."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from search import SearchService, open_service


def get(client: FlaskClient, path: str, **query: object) -> Any:
    answer = client.get(path, query_string=query or None)
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/json"
    return answer.json


def test_a_search_has_exactly_the_members_of_the_design(client: FlaskClient) -> None:
    found = get(client, "/api/v1/search", q="công nghiệp hỗ trợ")
    assert list(found) == [
        "query",
        "took_ms",
        "total",
        "total_relation",
        "offset",
        "limit",
        "next",
        "hits",
        "facets",
        "suggestion",
        "warnings",
    ]
    hit = found["hits"][0]
    assert set(hit) >= {
        "id",
        "url",
        "title",
        "title_source",
        "title_marks",
        "lang",
        "dir",
        "site",
        "date",
        "score",
        "matched",
        "missing",
        "copies",
        "copy_list",
        "snippets",
        "why",
    }
    assert set(found["facets"]) == {"lang", "site", "year"}
    assert (found["query"], found["total_relation"], found["offset"], found["limit"]) == ("công nghiệp hỗ trợ", "eq", 0, 10)
    assert found["took_ms"] > 0


@pytest.mark.parametrize("query", ["裾野産業", "công nghiệp", "الإعلام", "Japan", "ca"])
def test_offsets_are_code_points_of_the_original_text(client: FlaskClient, query: str) -> None:
    for hit in get(client, "/api/v1/search", q=query)["hits"]:
        document = get(client, f"/api/v1/documents/{hit['id']}", q=query)
        for snippet in hit["snippets"]:
            start = snippet["start"]
            assert document["text"][start : start + len(snippet["text"])] == snippet["text"]
            for begin, end in snippet["marks"]:
                assert 0 <= begin < end <= len(snippet["text"])
        for begin, end in hit["title_marks"]:
            assert 0 <= begin < end <= len(hit["title"])


def test_next_leads_through_all_results(client: FlaskClient) -> None:
    url: str | None = "/api/v1/search?q=Vietnam+2024&limit=1&lang=ja&lang=no"
    ids: list[str] = []
    while url:
        assert url.startswith("/api/v1/search?")
        found = client.get(url).json
        ids += [hit["id"] for hit in found["hits"]]
        url = found["next"]
        assert len(ids) <= 10, "the pages do not end"
    assert ids == [hit["id"] for hit in get(client, "/api/v1/search", q="Vietnam 2024", lang=["ja", "no"])["hits"]]


def test_languages_and_sites_are_repeatable_filters(client: FlaskClient) -> None:
    both = get(client, "/api/v1/search", q="2024", lang=["ja", "vi"])
    assert {hit["lang"] for hit in both["hits"]} <= {"ja", "vi"}
    site = get(client, "/api/v1/search", q="", site="baobacninhtv.vn")
    assert [hit["site"] for hit in site["hits"]] == ["baobacninhtv.vn"]


def test_a_page_beyond_the_last_result_that_is_listed_is_cut_there_and_says_so(client: FlaskClient) -> None:
    found = get(client, "/api/v1/search", q="Vietnam", offset=995, limit=10)
    assert (found["offset"], found["limit"], found["next"]) == (995, 5, None)
    (warning,) = found["warnings"]
    assert (warning["code"], warning["params"]) == ("page-cut", {"last": 1000, "limit": 5})
    assert "1,000 results" in warning["detail"]
    assert get(client, "/api/v1/search", q="Vietnam", offset=990, limit=10)["warnings"] == []


def test_warnings_carry_what_their_sentence_names(client: FlaskClient) -> None:
    (warning,) = get(client, "/api/v1/search", q="te~ grønn")["warnings"]
    assert (warning["code"], warning["params"]) == ("unsupported-fuzzy", {"what": "te~"})
    (warning,) = get(client, "/api/v1/search", q="te", colour="red")["warnings"]
    assert (warning["code"], warning["params"]) == ("unknown-parameter", {"parameter": "colour"})


def test_unknown_and_repeated_parameters_are_warnings(client: FlaskClient) -> None:
    found = get(client, "/api/v1/search?q=Japan&colour=red&limit=5&limit=7")
    assert [(warning["code"], "colour" in warning["detail"] or "limit" in warning["detail"]) for warning in found["warnings"]] == [
        ("unknown-parameter", True),
        ("repeated-parameter", True),
    ]
    assert found["limit"] == 5


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("", "q"),
        ("q=x&limit=0", "limit"),
        ("q=x&limit=101", "limit"),
        ("q=x&limit=1e2", "limit"),
        ("q=x&limit=٣", "limit"),
        ("q=x&offset=-1", "offset"),
        ("q=x&offset=1000", "offset"),
        ("q=x&offset=99999999999999999999", "offset"),
        ("q=x&sort=score", "sort"),
        ("q=x&date_from=2025-13-01", "date_from"),
        ("q=x&date_to=20250101", "date_to"),
        ("q=x&date_to=2025-W01-1", "date_to"),
        ("q=x&date_from=%00", "date_from"),
    ],
)
def test_a_wrong_value_is_a_problem_that_names_its_parameter(client: FlaskClient, query: str, parameter: str) -> None:
    answer = client.get(f"/api/v1/search?{query}")
    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    problem = answer.json
    assert set(problem) == {"type", "title", "status", "detail", "code", "parameter"}
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Bad Request", 400)
    assert (problem["code"], problem["parameter"]) == ("parameter-value", parameter)
    assert parameter in problem["detail"]


@pytest.mark.parametrize(
    "query", ['(Japan "partner', "((((", "AND OR NOT", "-", '"', "\x00", "%ED%A0%80", "🤷‍♂️", "a" * 3000, "\u202e\u2066"]
)
def test_a_strange_query_is_an_answer_not_an_error(client: FlaskClient, query: str) -> None:
    assert client.get("/api/v1/search", query_string={"q": query}).status_code == 200
    assert client.get("/search", query_string={"q": query}).status_code == 200


def test_bytes_that_are_no_utf_8_are_an_answer_too(client: FlaskClient) -> None:
    assert client.get("/api/v1/search?q=%ED%A0%80%FF").status_code == 200
    assert client.get("/search?q=%ED%A0%80%FF&lang=%FF").status_code == 200
    assert client.get("/documents/%FF%FE").status_code == 404


def test_one_document_with_its_passages_and_marks(client: FlaskClient) -> None:
    document = get(client, "/api/v1/documents/004_fe8113887d500fa5.txt", q="Japan")
    assert (document["id"], document["lang"], document["dir"], document["date"]) == ("004_fe8113887d500fa5.txt", "no", "ltr", "2025-04-29")
    assert {document["text"][start:end] for start, end in document["marks"]} >= {"Japan"}
    assert {passage["lang"] for passage in document["passages"]} >= {"no"}
    assert "source" not in document


def test_an_unknown_document_is_a_problem_with_status_404(client: FlaskClient) -> None:
    answer = client.get("/api/v1/documents/none")
    assert (answer.status_code, answer.mimetype, answer.json["code"]) == (404, "application/problem+json", "unknown-document")


def test_suggestions_go_on_from_what_is_typed(client: FlaskClient) -> None:
    found = get(client, "/api/v1/suggest", q="høytek")
    assert found["query"] == "høytek"
    assert any(text.startswith("høyteknologi") for text in found["suggestions"])
    assert get(client, "/api/v1/suggest", q="  ")["suggestions"] == []
    assert len(get(client, "/api/v1/suggest", q="c", limit=3)["suggestions"]) <= 3
    assert client.get("/api/v1/suggest").json["parameter"] == "q"
    assert client.get("/api/v1/suggest?q=a&limit=21").json["parameter"] == "limit"


def test_analyze_shows_the_forms_under_each_language(client: FlaskClient) -> None:
    found = get(client, "/api/v1/analyze", text="grønne")
    tokens = {analysis["lang"]: analysis["tokens"] for analysis in found["analyses"]}
    assert tokens["no"][0]["text"] == "grønne"
    assert (tokens["no"][0]["start"], tokens["no"][0]["end"]) == (0, 6)
    only = get(client, "/api/v1/analyze", text="grønne", lang="no")
    assert [analysis["lang"] for analysis in only["analyses"]] == ["no"]
    assert client.get("/api/v1/analyze?text=a&lang=klingon").json["parameter"] == "lang"
    assert client.get("/api/v1/analyze").json["parameter"] == "text"


def test_languages_of_the_index_with_their_own_names(client: FlaskClient) -> None:
    found = {language["code"]: language for language in get(client, "/api/v1/languages")["languages"]}
    assert found["ar"]["name"] == "العربية" and found["ar"]["dir"] == "rtl"
    assert found["ja"]["documents"] == 2


@pytest.mark.parametrize("path", ["/api/v1/search?q=Japan", "/api/v1/suggest?q=J", "/api/v1/languages", "/health", "/search?q=Japan", "/"])
def test_head_options_and_other_methods_do_as_http_says(client: FlaskClient, path: str) -> None:
    head = client.head(path)
    assert (head.status_code, head.data) == (200, b"")
    options = client.options(path)
    assert options.status_code == 200 and {"GET", "HEAD", "OPTIONS"} == set(options.headers["Allow"].split(", "))
    for refused in (client.post(path), client.delete(path), client.put(path)):
        assert refused.status_code == 405 and "GET" in refused.headers["Allow"]
    if path.startswith("/api"):
        assert client.post(path).mimetype == "application/problem+json"


def test_an_unknown_path_of_the_endpoint_is_a_problem_that_tells_where_the_paths_are(client: FlaskClient) -> None:
    answer = client.get("/api/v2/search?q=x")
    assert (answer.status_code, answer.mimetype, answer.json["code"]) == (404, "application/problem+json", "not-found")
    assert answer.json["detail"] == "There is no path '/api/v2/search'. The endpoint is described at /api."
    refused = client.post("/api/v1/search").json["detail"]
    assert refused == "POST is not allowed here; GET, HEAD, OPTIONS are. The endpoint is described at /api."


def test_health_tells_about_the_live_generation(client: FlaskClient) -> None:
    health = get(client, "/health")
    assert (health["status"], health["documents"], health["engine"], health["generation"]) == ("ok", 5, "tantivy", 1)
    assert 0 <= health["age_seconds"] < 3600


@pytest.mark.parametrize(
    "path", ["/health", "/api/v1/search?q=x", "/api/v1/suggest?q=x", "/api/v1/documents/x", "/api/v1/languages", "/opensearch/suggest?q=x"]
)
def test_without_an_index_every_answer_is_a_503_that_says_when_to_come_back(
    tmp_path: Path, client_of: Callable[[SearchService], FlaskClient], path: str
) -> None:
    with open_service(tmp_path / "none") as service:
        answer = client_of(service).get(path)
    assert (answer.status_code, answer.mimetype, answer.headers["Retry-After"]) == (503, "application/problem+json", "30")
    assert answer.json["code"] == "index-missing" and "glotta index rebuild" in answer.json["detail"]


def test_json_is_readable_in_every_language(client: FlaskClient) -> None:
    assert "裾野産業" in client.get("/api/v1/search", query_string={"q": "裾野産業"}).text
