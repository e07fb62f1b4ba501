"""The endpoint described: ``/openapi.json`` for programs, ``/api`` for people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request

from web.openapi import ERRORS, describe

blueprint = Blueprint("reference", __name__)


@blueprint.get("/openapi.json")
def description() -> Response:
    """The description in OpenAPI 3.1."""
    return jsonify(describe(request.root_path))


@blueprint.get("/api")
def page() -> str:
    """The same to read: each path with its parameters and an example to follow."""
    described = describe(request.root_path)
    operations = [(path, item["get"], _example(path, item["get"]["parameters"])) for path, item in described["paths"].items()]
    return render_template("api.html", description=described, operations=operations, errors=ERRORS, kind=_kind)


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """A link that tries an operation with the examples of its required parameters."""
    values = {parameter["name"]: parameter["example"] for parameter in parameters if "example" in parameter and parameter["required"]}
    address = request.root_path + (path.replace("{id}", str(values.pop("id"))) if "{id}" in path else path)
    return f"{address}?{urlencode(values)}" if values else address


def _kind(schema: dict[str, Any]) -> str:
    """The values of a parameter in a few words."""
    schema = schema.get("anyOf", [schema])[0]
    if len(schema.get("enum", ())) > 9:
        return "code of a language"
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema["type"] == "array":
        return "text, repeatable"
    if "minimum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}, else {schema['default']}"
    return "day (2025-04-29)" if schema.get("format") == "date" else "text"
