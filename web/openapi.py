"""The description of the endpoint in OpenAPI 3.1, from the bounds that the code enforces. Published at ``/openapi.json``.

``tests/web/test_openapi.py`` compares it with the routes, the parameters and the answers, and lets schemathesis look for differences.
"""

from __future__ import annotations

from typing import Any

from search import KNOWN_LANGUAGES
from web.parameters import MAX_LIMIT, MAX_SIMILAR, MAX_SUGGESTIONS, MAX_WINDOW
from web.schemas import LANGUAGE, SCHEMAS, STRING, Schema, array, ref

VERSION = "1.0.0"
"""Of the endpoint: the second number grows when something is added; the first never (there would be an ``/api/v2``)."""

OFFSETS = "Every offset is a number of code points, half open: `[start, end)`. "
ERRORS = {
    "parameter-value": "400: a parameter is missing or has a value that is not allowed; `parameter` names it.",
    "unknown-document": "404: no document has this id.",
    "not-found": "404: there is no such path.",
    "method-not-allowed": "405: only GET, HEAD and OPTIONS.",
    "index-missing": "503: nothing has been indexed yet. `Retry-After` says when to ask again.",
    "index-incompatible": "503: the index was built by another version; `detail` has the command that builds it anew.",
    "index-damaged": "503: files of the index are missing or unreadable.",
}
"""The stable codes of problems."""


def _parameter(name: str, schema: Schema, description: str, *, required: bool = False, example: object = None, **more: Any) -> Schema:
    if not required and schema.get("type") != "array" and schema != STRING:
        schema = {"anyOf": [schema, {"const": ""}]}  # what a form sends for an empty field: as if it were not given
    about = {"name": name, "in": "query", "required": required, "description": description, "schema": schema, **more}
    return about if example is None else {**about, "example": example}


def _whole(low: int, high: int, default: int) -> Schema:
    return {"type": "integer", "minimum": low, "maximum": high, "default": default}


QUERY = _parameter(
    "q", STRING, "What to search for; empty: what passes the filters, if any. A malformed query is plain words, with a warning.",
    required=True, example="緑茶",
)  # fmt: skip
MARKED = _parameter("q", STRING, "Words to mark.", example="Japan")
DAY: Schema = {"type": "string", "format": "date", "examples": ["2025-04-29"]}
DOCUMENT_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Id of a document, as a result names it; percent-encoded, `/` included or not.",
    "schema": {"type": "string", "minLength": 1},
    "example": "004_fe8113887d500fa5.txt",
}

SEARCH_PARAMETERS = [
    QUERY,
    _parameter("lang", array(LANGUAGE), "Only documents with a passage in one of these languages.", example=["ja"]),
    _parameter("site", array(STRING), "Only documents of one of these hosts or their sub-domains.", example=["example.org"]),
    _parameter("date_from", DAY, "Only documents of this day or later."),
    _parameter("date_to", DAY, "Only documents of this day or earlier."),
    _parameter("sort", {"enum": ["relevance", "date"], "default": "relevance"}, "`date`: newest first, and only what holds all words."),
    _parameter("limit", _whole(1, MAX_LIMIT, 10), "Results per page."),
    _parameter("offset", _whole(0, MAX_WINDOW - 1, 0), f"Results to leave out. A page is cut at result {MAX_WINDOW:,}, with a warning."),
]


def describe(root: str) -> dict[str, Any]:
    """The whole description; ``root`` is the path that the application lives under (empty, or a proxy's prefix)."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "glotta",
            "version": VERSION,
            "summary": "Search text in every language.",
            "description": OFFSETS + "Unknown parameters are ignored and reported in `warnings`. "
            "Members are added to answers, never changed. Errors are `application/problem+json` with a stable `code`.",
        },
        "servers": [{"url": root or "/"}],
        "paths": _paths(),
        "components": {"schemas": SCHEMAS, "responses": {"Problem": _problem()}},
    }


def _paths() -> dict[str, Any]:
    documents = "/api/v1/documents"
    return {
        "/api/v1/search": _get("search", "Search", SEARCH_PARAMETERS, "Results", "Link"),
        "/api/v1/suggest": _get(
            "suggest",
            "Complete what is being typed",
            [_parameter("q", STRING, "What was typed so far.", required=True, example="høytek"),
             _parameter("limit", _whole(1, MAX_SUGGESTIONS, 8), "Suggestions.")],
            "Suggestions",
        ),
        documents + "/{id}": _get("document", "One document with its text", [DOCUMENT_ID, MARKED], "Document", missing=True),
        documents: _get(
            "documentByParameter",
            "One document, its id as a parameter",
            [_parameter("id", STRING, "For an id that no path can hold (`.`, `..`) or that ends in `/similar`.", required=True,
                        example="004_fe8113887d500fa5.txt"),
             MARKED],
            "Document",
            missing=True,
        ),
        documents + "/{id}/similar": _get(
            "similar",
            "More like this: documents that share telling words",
            [DOCUMENT_ID, _parameter("limit", _whole(1, MAX_SIMILAR, 5), "Documents.")],
            "Similar",
            missing=True,
        ),
        "/api/v1/analyze": _get(
            "analyze",
            "How a text is analysed",
            [_parameter("text", STRING, "The text.", required=True, example="grønne"),
             _parameter("lang", {"enum": list(KNOWN_LANGUAGES)}, "Only under this language; else under all that fit.", example="no")],
            "Analyses",
        ),
        "/api/v1/languages": _get("languages", "The languages of the index", [], "Languages"),
        "/health": _get("health", "Whether searches can be answered", [], "Health", cached=False),
    }  # fmt: skip


def _get(
    name: str, summary: str, parameters: list[Schema], schema: str, *headers: str, missing: bool = False, cached: bool = True
) -> dict[str, Any]:
    """A path item with its one operation."""
    good: dict[str, Any] = {"description": "The answer.", "content": {"application/json": {"schema": ref(schema)}}}
    if cached:
        good["headers"] = {"ETag": {"description": "Of the index and the parameters; ask again with If-None-Match.", "schema": STRING}}
    if "Link" in headers:
        good["headers"]["Link"] = {"description": "`next` and `prev` page (RFC 8288).", "schema": STRING}
    responses: dict[str, Any] = {"200": good, "503": {"$ref": "#/components/responses/Problem"}}
    if parameters:
        responses["400"] = {"$ref": "#/components/responses/Problem"}
    if missing:
        responses["404"] = {"$ref": "#/components/responses/Problem"}
    if cached:
        responses["304"] = {"description": "What the client has is still right."}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": dict(sorted(responses.items()))}}


def _problem() -> dict[str, Any]:
    retry = {"description": "Seconds; with 503.", "schema": {"type": "integer"}}
    about = {"description": "A problem; `code` says which.", "headers": {"Retry-After": retry}}
    return {**about, "content": {"application/problem+json": {"schema": ref("Problem")}}}
