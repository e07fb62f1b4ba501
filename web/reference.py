"""The endpoint described: ``/openapi.json`` for programs, ``/api`` for people."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, render_template, request

from search import SENTENCES
from web.openapi import ERRORS, describe
from web.parameters import WARNINGS

blueprint = Blueprint("reference", __name__)


@blueprint.get("/openapi.json")
def description() -> Response:
    """The description in OpenAPI 3.1."""
    return jsonify(describe(request.root_path))


@blueprint.get("/api")
def page() -> str:
    """The same to read: each path with its parameters and an example to follow."""
    described = describe(request.root_path)
    gets = {path: item["get"] for path, item in described["paths"].items()}
    operations = [(path, get, _example(path, get["parameters"]), _answer(get)) for path, get in gets.items()]
    schemas = described["components"]["schemas"]
    shapes = {name: schemas[name] for name in (*(answer for *_, answer in operations), *schemas)}  # whole answers first
    warnings = {code: sentence if isinstance(sentence, str) else sentence[1] for code, sentence in {**SENTENCES, **WARNINGS}.items()}
    about = {"description": described, "operations": operations, "errors": ERRORS, "warnings": warnings, "shapes": shapes}
    return render_template("api.html", **about, kind=_kind, members=_members)


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """A link that tries an operation with the examples of its required parameters."""
    values = {parameter["name"]: parameter["example"] for parameter in parameters if "example" in parameter and parameter["required"]}
    address = request.root_path + (path.replace("{id}", str(values.pop("id"))) if "{id}" in path else path)
    return f"{address}?{urlencode(values)}" if values else address


def _answer(operation: dict[str, Any]) -> str:
    """The name of the shape that an operation answers with."""
    return str(operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]).rsplit("/", 1)[1]


def _members(schema: dict[str, Any], path: str = "") -> list[tuple[str, str, str, str]]:
    """Name, type, shape that the type is made of (or nothing) and meaning of each member; those of unnamed objects as ``facets.lang``."""
    rows: list[tuple[str, str, str, str]] = []
    for name, member in schema.get("properties", {}).items():
        inner = member.get("items") or {}
        inner = inner if isinstance(inner, dict) else {}
        shape = str(inner.get("$ref", "")).rsplit("/", 1)[-1]
        rows.append((path + name, _type(member), shape, str(member.get("description", ""))))
        rows += _members(inner if "properties" in inner else member, f"{path}{name}{'[]' if 'properties' in inner else ''}.")
    return rows


def _type(schema: dict[str, Any]) -> str:
    """A schema's type in a few words."""
    if "const" in schema or "enum" in schema:
        return " | ".join(f'"{value}"' for value in schema.get("enum", [schema.get("const")]))
    names = schema.get("type", "object")
    names = [names] if isinstance(names, str) else names
    ours = {"array": "list", **({"string": "day"} if schema.get("format") == "date" else {})}
    return " or ".join(ours.get(name, name) for name in names)


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
