"""The JSON endpoint of DESIGN section 7, for programs. Frozen: members are added, never changed. All offsets are code points."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, Response, jsonify, request, url_for

from search import SearchRequest, Warning_, analyses_to_json, next_url, page_to_json
from web import serialise
from web.links import search_parameters
from web.parameters import MAX_SIMILAR, MAX_SUGGESTIONS, PARAMETERS, argument_warnings, integer, page_cut, required, search_request
from web.service import current_service

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")


@blueprint.get("/search")
def search() -> Response:
    """Search; ``q`` must be there, and may be empty."""
    required(request.args, "q")
    wanted = search_request(request.args)
    page = current_service().search(wanted)
    page = replace(page, warnings=(*page.warnings, *page_cut(request.args, wanted), *_warnings()))
    following = next_url(wanted, page, url_for("api.search"))
    answer = jsonify(page_to_json(page, following))
    answer.headers["Link"] = _link_header(wanted, following)
    return answer


@blueprint.get("/suggest")
def suggest() -> Response:
    """Completions of what has been typed so far, best first."""
    query = required(request.args, "q")
    limit = integer(request.args, "limit", 8, 1, MAX_SUGGESTIONS)
    texts = current_service().suggest(query, limit=limit) if query.strip() else ()
    return jsonify({"query": query, "suggestions": list(texts), "warnings": serialise.warnings(_warnings())})


@blueprint.get("/documents/<document_id:document_id>")
def document(document_id: str) -> Response:
    """One document, with the marks of ``q`` on its text."""
    view = current_service().document(document_id, request.args.get("q", ""))
    return jsonify({**serialise.document(view), "warnings": serialise.warnings(_warnings())})


@blueprint.get("/documents")
def document_by_parameter() -> Response:
    """The same with the id as a parameter: for ids that no path can hold (``.``, ``..``) or that end in ``/similar``."""
    return document(required(request.args, "id"))


@blueprint.get("/documents/<document_id:document_id>/similar")
def similar(document_id: str) -> Response:
    """Documents like one document, most alike first."""
    limit = integer(request.args, "limit", 5, 1, MAX_SIMILAR)
    found = current_service().similar(document_id, limit)
    return jsonify({"id": document_id, "similar": serialise.similar(found), "warnings": serialise.warnings(_warnings())})


@blueprint.get("/analyze")
def analyze() -> Response:
    """How ``text`` is analysed under each language that fits it, or under ``lang``."""
    text = required(request.args, "text")
    analyses = current_service().analyze(text, request.args.get("lang") or None)
    return jsonify(analyses_to_json(text, analyses, _warnings()))


@blueprint.get("/languages")
def languages() -> Response:
    """The languages of the index, most documents first."""
    return jsonify({"languages": serialise.languages(current_service().languages()), "warnings": serialise.warnings(_warnings())})


def _warnings() -> tuple[Warning_, ...]:
    """About the parameters of the running request."""
    return argument_warnings(request.args, PARAMETERS[(request.endpoint or "").removeprefix("api.")])


def _link_header(wanted: SearchRequest, following: str | None) -> str:
    """The pages around this one (RFC 8288) and where the endpoint is described (RFC 8631)."""
    links = [(url_for("reference.description"), "service-desc"), (url_for("reference.page"), "service-doc")]
    if following:
        links.append((following, "next"))
    if wanted.offset:
        before = replace(wanted, offset=max(0, wanted.offset - wanted.limit))
        links.append((f"{url_for('api.search')}?{urlencode(search_parameters(before), errors='replace')}", "prev"))
    return ", ".join(f'<{target}>; rel="{relation}"' for target, relation in links)
