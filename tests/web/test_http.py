"""What HTTP offers around an answer: validators, caches, pages, compression, other origins."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from werkzeug.http import parse_options_header

from search import SearchService, open_service, rebuild
from web import WebConfig, create_app

CACHED = [
    "/",
    "/search?q=Japan",
    "/documents/004_fe8113887d500fa5.txt?q=Japan",
    "/api",
    "/openapi.json",
    "/opensearch.xml",
    "/opensearch/suggest?q=ja",
    "/api/v1/search?q=Japan",
    "/api/v1/suggest?q=ja",
    "/api/v1/documents/004_fe8113887d500fa5.txt",
    "/api/v1/documents/004_fe8113887d500fa5.txt/similar",
    "/api/v1/analyze?text=ja",
    "/api/v1/languages",
]


@pytest.mark.parametrize("path", CACHED)
def test_an_answer_that_the_client_has_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"') and first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    for name in ("Cache-Control", "Vary", "Content-Security-Policy"):
        assert again.headers[name] == first.headers[name], name
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(path).headers["ETag"] == tag


def test_validators_differ_by_parameters_interface_and_prefix(client: FlaskClient) -> None:
    def tag(path: str, **more: Any) -> str:
        return client.get(path, **more).headers["ETag"]

    tags = [
        tag("/search?q=Japan"),
        tag("/search?q=Vietnam"),
        tag("/search?q=Japan&lang=no"),
        tag("/search?q=Japan", headers={"Accept-Language": "ja"}),
        tag("/search?q=Japan", environ_overrides={"SCRIPT_NAME": "/find"}),
        tag("/search?q=Japan", headers={"Host": "find.example"}),
        tag("/api/v1/search?q=Japan"),
    ]
    assert len(set(tags)) == len(tags)


def test_a_new_generation_of_the_index_changes_every_validator(
    tmp_path: Path, seeds_folder: Path, client_of: Callable[[SearchService], FlaskClient]
) -> None:
    rebuild(tmp_path / "index", [str(seeds_folder)], engine="tantivy")
    with open_service(tmp_path / "index") as service:
        client = client_of(service)
        before = client.get("/api/v1/search?q=Japan").headers["ETag"]
        rebuild(tmp_path / "index", [str(seeds_folder)], engine="tantivy")
        after = client.get("/api/v1/search?q=Japan", headers={"If-None-Match": before})
    assert after.status_code == 200 and after.headers["ETag"] != before


@pytest.mark.parametrize("path", ["/api/v1/search", "/documents/none", "/api/v1/documents/none", "/search?limit=x", "/health", "/metrics"])
def test_errors_and_states_of_the_moment_are_not_kept(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"If-None-Match": "*"})
    assert "ETag" not in answer.headers and answer.headers["Cache-Control"] == "no-store"


def test_static_files_are_named_by_version_and_kept_for_good(client: FlaskClient) -> None:
    page = client.get("/").text
    path = page.split('rel="stylesheet" href="')[1].split('"')[0]
    with client.get(path) as named, client.get("/static/glotta.css") as plain, client.get("/static/glotta.css?v=old") as old:
        assert "immutable" in named.headers["Cache-Control"]
        assert plain.headers["Cache-Control"] == old.headers["Cache-Control"] == "no-cache"
        tag = plain.headers["ETag"]
    with client.get("/static/glotta.css", headers={"If-None-Match": tag}) as again:
        assert again.status_code == 304


@pytest.mark.parametrize("path", ["/search?q=Vietnam", "/api/v1/search?q=2024+Vietnam+Japan", "/static/glotta.css", "/openapi.json"])
def test_text_is_compressed_for_those_who_read_gzip(client: FlaskClient, path: str) -> None:
    with client.get(path) as plain, client.get(path, headers={"Accept-Encoding": "br, gzip"}) as packed:
        assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
        unpacked, sent = gzip.decompress(packed.data), int(packed.headers["Content-Length"])
        assert sent == len(packed.data) < len(plain.data) / 2
        if "/static" in path or "openapi" in path:
            assert unpacked == plain.data
        tag = packed.headers["ETag"]
    assert tag.startswith('W/"')
    with client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": tag}) as again:
        assert (again.status_code, again.data) == (304, b"")
    with client.get(path, headers={"Accept-Encoding": "gzip;q=0, identity"}) as refused:
        assert "Content-Encoding" not in refused.headers


def test_what_is_short_is_sent_as_it_is(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/api/v1/suggest?q=x", headers={"Accept-Encoding": "gzip"}).headers


def links(answer: Any) -> dict[str, str]:
    """Relation -> target of a Link header."""
    found = {}
    for value in answer.headers["Link"].split(", <"):
        target, _, parameters = value.lstrip("<").partition(">; ")
        found[parse_options_header("x; " + parameters)[1]["rel"]] = target
    return found


def test_pages_are_linked_in_the_header(client: FlaskClient) -> None:
    first = client.get("/api/v1/search?q=Vietnam+2024&limit=1&lang=ja&lang=no")
    assert set(links(first)) == {"next", "service-desc", "service-doc"}
    assert links(first)["next"] == first.json["next"]
    second = client.get(links(first)["next"])
    assert parse_qs(urlsplit(links(second)["prev"]).query) == {"q": ["Vietnam 2024"], "limit": ["1"], "lang": ["ja", "no"]}
    back = client.get(links(second)["prev"]).json
    assert [hit["id"] for hit in back["hits"]] == [hit["id"] for hit in first.json["hits"]]
    assert client.get(links(first)["service-desc"]).status_code == client.get(links(first)["service-doc"]).status_code == 200


def test_a_link_header_holds_ascii_whatever_was_searched(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", query_string={"q": 'Việt "Nam" >, <x>; \r\nSet-Cookie: a=b 2024', "limit": 1, "offset": 1})
    assert answer.status_code == 200 and answer.headers["Link"].isascii() and "Set-Cookie" not in answer.headers


ORIGIN = "https://pages.example"


@pytest.mark.parametrize(
    ("configured", "allowed"), [((), None), ((ORIGIN,), ORIGIN), (("https://other.example",), None), (("*",), "*")]
)
def test_other_origins_read_the_endpoint_only_if_configured(
    seed_service: SearchService, configured: tuple[str, ...], allowed: str | None
) -> None:
    client = create_app(seed_service, WebConfig(cors=configured)).test_client()
    answer = client.get("/api/v1/search?q=Japan", headers={"Origin": ORIGIN})
    assert answer.status_code == 200
    assert answer.headers.get("Access-Control-Allow-Origin") == allowed
    assert ("Origin" in answer.headers["Vary"]) == (configured not in ((), ("*",)))
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    preflight = client.options("/api/v1/search", headers=asked)
    assert preflight.headers.get("Access-Control-Allow-Origin") == allowed
    assert ("If-None-Match" in preflight.headers.get("Access-Control-Allow-Headers", "")) == (allowed is not None)
    problem = client.get("/api/v1/search", headers={"Origin": ORIGIN})
    assert (problem.status_code, problem.headers.get("Access-Control-Allow-Origin")) == (400, allowed)


def test_pages_are_never_readable_from_other_origins(seed_service: SearchService) -> None:
    client = create_app(seed_service, WebConfig(cors=("*",))).test_client()
    for path in ("/", "/search?q=Japan", "/health", "/metrics"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers={"Origin": ORIGIN}).headers


def test_an_id_that_is_two_dots_has_an_address(tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]) -> None:
    source = tmp_path / "odd.jsonl"
    names = ["..", ".", "a/similar", "similar"]
    documents = [{"id": name, "text": f"En tekst om gribenskaper nummer {number}."} for number, name in enumerate(names)]
    source.write_text("".join(json.dumps(document) + "\n" for document in documents))
    rebuild(tmp_path / "index", [str(source)], engine="tantivy")
    with open_service(tmp_path / "index") as service:
        client = client_of(service)
        for name in names:
            assert client.get("/api/v1/documents", query_string={"id": name}).json["id"] == name
        page = client.get("/search?q=gribenskaper").text
        addresses = [part.split('"')[0] for part in page.split('<h3><a href="')[1:]]
        assert len(addresses) == 4
        for address in addresses:
            assert client.get(address.replace("&amp;", "&")).status_code == 200, address
