"""How a browser adds glotta as a search engine: an OpenSearch 1.1 description and its suggestions.

Format: https://github.com/dewitt/opensearch/blob/master/opensearch-1-1-draft-6.md and the suggestions extension 1.1.
"""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from web.service import current_service

blueprint = Blueprint("discovery", __name__)


@blueprint.get("/opensearch.xml")
def description() -> Response:
    """The description, with absolute addresses of this server as the browser sees it."""
    answer = current_app.make_response(render_template("opensearch.xml"))
    answer.mimetype = "application/opensearchdescription+xml"
    return answer


@blueprint.get("/opensearch/suggest")
def suggest() -> Response:
    """``[query, [completion, ...]]``, as browsers want it."""
    query = request.args.get("q", "")
    answer = jsonify([query, list(current_service().suggest(query)) if query.strip() else []])
    answer.mimetype = "application/x-suggestions+json"
    return answer
