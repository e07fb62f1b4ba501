"""For whoever runs the server: is it well?"""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, Response, jsonify

from web.service import current_service

blueprint = Blueprint("operations", __name__)


@blueprint.get("/health")
def health() -> Response:
    """The live generation, or the problem (503) that keeps searches from being answered."""
    info = current_service().info()
    age = (datetime.now(UTC) - datetime.fromisoformat(info.built_at).replace(tzinfo=UTC)).total_seconds()
    answer = jsonify(
        {
            "status": "ok",
            "engine": info.engine,
            "generation": info.generation,
            "documents": info.documents,
            "languages": dict(info.languages),
            "built_at": info.built_at,
            "age_seconds": max(0, round(age)),
            "size": info.size,
            "fingerprint": info.fingerprint,
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
