"""The description of the endpoint is true: its routes, parameters, bounds and answers are those of the code."""

from __future__ import annotations

import copy
import functools
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from search import GlottaError, SearchService, open_service
from tests.web.hostile import WORD
from web import create_app
from web.openapi import ERRORS, describe
from web.parameters import PARAMETERS

DESCRIBED = describe("")
OPERATIONS = {path: item["get"] for path, item in DESCRIBED["paths"].items()}
NAMES = {"document_by_parameter": "documentByParameter"}
"""View -> operationId, where they differ."""


def closed(node: Any) -> Any:
    """A schema that allows no member it does not name: what is printed must be described."""
    if isinstance(node, dict):
        node = {name: closed(child) for name, child in node.items()}
        if "properties" in node:
            node["additionalProperties"] = False
        return node
    return [closed(child) for child in node] if isinstance(node, list) else node


def validator(schema: str) -> jsonschema_rs.Draft202012Validator:
    components = closed(copy.deepcopy(DESCRIBED["components"]))
    return jsonschema_rs.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": components})


def schema_of(path: str, status: str = "200") -> str:
    response = OPERATIONS[path]["responses"][status]
    if "$ref" in response:
        response = DESCRIBED["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    (content,) = response["content"].values()
    return str(content["schema"]["$ref"].rsplit("/", 1)[1])


def test_the_published_description_is_valid_openapi_3_1(client: FlaskClient) -> None:
    published = client.get("/openapi.json").json
    assert published == json.loads(json.dumps(DESCRIBED))
    assert published["openapi"].startswith("3.1")
    OPENAPI_31_VALIDATOR.validate(published)


def test_every_route_of_the_endpoint_is_described_and_no_other(client: FlaskClient) -> None:
    rules = client.application.url_map.iter_rules()
    routes = {re.sub(r"<document_id:document_id>", "{id}", rule.rule): rule.endpoint for rule in rules if rule.endpoint.startswith("api.")}
    assert set(routes) | {"/health"} == set(OPERATIONS)
    for path, endpoint in routes.items():
        view = endpoint.removeprefix("api.")
        assert OPERATIONS[path]["operationId"] == NAMES.get(view, view)
        described = {parameter["name"] for parameter in OPERATIONS[path]["parameters"] if parameter["in"] == "query"}
        assert described == PARAMETERS[view], path


def numbers() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, operation in OPERATIONS.items():
        for parameter in operation["parameters"]:
            schema = parameter["schema"].get("anyOf", [{}])[0]
            if "maximum" in schema:
                yield path, {**parameter, **schema}


@pytest.mark.parametrize(("path", "parameter"), list(numbers()), ids=lambda value: value if isinstance(value, str) else value["name"])
def test_the_bounds_that_are_described_are_those_that_are_kept(client: FlaskClient, path: str, parameter: dict[str, Any]) -> None:
    base = {other["name"]: other["example"] for other in OPERATIONS[path]["parameters"] if other["required"]}
    address = path.replace("{id}", base.pop("id", ""))
    low, high = parameter["minimum"], parameter["maximum"]
    more = {"limit": 1} if parameter["name"] == "offset" else {}

    def status(value: int) -> int:
        return client.get(address, query_string={**base, **more, parameter["name"]: value}).status_code

    assert [status(low - 1), status(low), status(high), status(high + 1)] == [400, 200, 200, 400]


ANSWERS = [
    ("/api/v1/search", {"q": "công nghiệp hỗ trợ"}),
    ("/api/v1/search", {"q": '(Japan "partner', "colour": "red"}),
    ("/api/v1/search", {"q": "qwertyzxcv"}),
    ("/api/v1/search", {"q": "", "lang": ["ar", "no"], "limit": 1}),
    ("/api/v1/search", {"q": "2024 Vietnam", "sort": "date", "offset": 1}),
    ("/api/v1/suggest", {"q": "høytek"}),
    ("/api/v1/documents/{id}", {"id": "004_fe8113887d500fa5.txt", "q": "Japan"}),
    ("/api/v1/documents/{id}", {"id": "003_3e8f58192af2a303.txt"}),
    ("/api/v1/documents", {"id": "000_10efdc39f4d87023.txt", "q": "産業"}),
    ("/api/v1/documents/{id}/similar", {"id": "000_10efdc39f4d87023.txt"}),
    ("/api/v1/analyze", {"text": "grønne 緑茶 الإعلام"}),
    ("/api/v1/languages", {}),
    ("/health", {}),
]


@pytest.mark.parametrize(("path", "query"), ANSWERS)
def test_answers_are_as_described_without_a_member_more(client: FlaskClient, path: str, query: dict[str, Any]) -> None:
    query = dict(query)
    address = path.replace("{id}", query.pop("id")) if "{id}" in path else path
    answer = client.get(address, query_string=query)
    assert answer.status_code == 200
    validator(schema_of(path)).validate(answer.json)


def test_answers_about_hostile_documents_are_as_described(hostile: FlaskClient) -> None:
    found = hostile.get("/api/v1/search", query_string={"q": WORD}).json
    validator("Results").validate(found)
    for hit in found["hits"]:
        validator("Document").validate(hostile.get("/api/v1/documents", query_string={"id": hit["id"], "q": WORD}).json)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/search", 400),
        ("/api/v1/search?q=x&limit=x", 400),
        ("/api/v1/documents/none", 404),
        ("/api/v1/documents/none/similar", 404),
    ],
)
def test_problems_are_as_described(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    validator("Problem").validate(answer.json)
    assert answer.json["code"] in ERRORS


def test_every_code_of_an_index_that_cannot_be_used_is_explained() -> None:
    def below(error: type[GlottaError]) -> Iterator[type[GlottaError]]:
        yield error
        for child in error.__subclasses__():
            yield from below(child)

    kinds = {error.code for error in below(GlottaError) if error.__module__ == "search.errors"}
    # bases, and what no question meets
    never = {"error", "usage", "index", "index-locked", "index-unwritable", "nothing-indexed", "worker-died", "word-list"}
    assert kinds - never <= set(ERRORS), "web/openapi.py, ERRORS: explain the new codes"


def test_without_an_index_every_operation_answers_with_the_described_problem(
    tmp_path: Path, client_of: Callable[[SearchService], FlaskClient]
) -> None:
    with open_service(tmp_path / "none") as service:
        client = client_of(service)
        for path, operation in OPERATIONS.items():
            query = {parameter["name"]: "x" for parameter in operation["parameters"] if parameter["required"]}
            answer = client.get(path.replace("{id}", "x"), query_string=query)
            if path != "/api/v1/analyze":  # needs none
                assert answer.status_code == 503, path
                validator("Problem").validate(answer.json)


def test_behind_a_prefix_the_description_names_it(client: FlaskClient) -> None:
    answer = client.get("/openapi.json", environ_overrides={"SCRIPT_NAME": "/find"})
    assert answer.json["servers"] == [{"url": "/find"}]


# --- schemathesis looks for requests and answers that the description does not allow ---


ANY_REQUEST = schemathesis.openapi.from_dict(copy.deepcopy(DESCRIBED))


@ANY_REQUEST.parametrize()
@settings(max_examples=25, deadline=None)
def test_schemathesis_finds_no_difference(case: Any, seed_service: SearchService) -> None:
    headers = {"Accept-Encoding": "identity"}  # its WSGI client does not unpack gzip
    answer = case.call(app=application(seed_service), headers=headers)
    case.validate_response(answer, headers=headers)


@functools.cache
def application(service: SearchService) -> Flask:
    """One application for all of its requests."""
    return create_app(service)
