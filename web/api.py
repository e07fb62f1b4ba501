"""The JSON endpoint of DESIGN section 7, for programs. Frozen: members are added, never changed. All offsets are code points."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, jsonify, request, url_for

from search import next_url, page_to_json
from web import serialise
from web.parameters import SEARCH_PARAMETERS, argument_warnings, integer, required, search_request
from web.service import current_service

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

MAX_SUGGESTIONS = 20


@blueprint.get("/search")
def search() -> Response:
    """Search; ``q`` must be there, and may be empty."""
    required(request.args, "q")
    wanted = search_request(request.args)
    page = current_service().search(wanted)
    page = replace(page, warnings=(*page.warnings, *argument_warnings(request.args, SEARCH_PARAMETERS)))
    return jsonify(page_to_json(page, next_url(wanted, page, url_for("api.search"))))


@blueprint.get("/suggest")
def suggest() -> Response:
    """Completions of what has been typed so far, best first."""
    query = required(request.args, "q")
    limit = integer(request.args, "limit", 8, 1, MAX_SUGGESTIONS)
    warnings = argument_warnings(request.args, {"q", "limit"})
    return jsonify(
        {
            "query": query,
            "suggestions": list(current_service().suggest(query, limit=limit)) if query.strip() else [],
            "warnings": serialise.warnings(warnings),
        }
    )


@blueprint.get("/documents/<document_id:document_id>")
def document(document_id: str) -> Response:
    """One document, with the marks of ``q`` on its text."""
    view = current_service().document(document_id, request.args.get("q", ""))
    warnings = argument_warnings(request.args, {"q"})
    return jsonify({**serialise.document(view), "warnings": serialise.warnings(warnings)})


@blueprint.get("/analyze")
def analyze() -> Response:
    """How ``text`` is analysed under each language that fits it, or under ``lang``."""
    text = required(request.args, "text")
    analyses = current_service().analyze(text, request.args.get("lang") or None)
    warnings = argument_warnings(request.args, {"text", "lang"})
    return jsonify({"text": text, "analyses": serialise.analyses(analyses), "warnings": serialise.warnings(warnings)})


@blueprint.get("/languages")
def languages() -> Response:
    """The languages of the index, most documents first."""
    warnings = argument_warnings(request.args, ())
    return jsonify({"languages": serialise.languages(current_service().languages()), "warnings": serialise.warnings(warnings)})
