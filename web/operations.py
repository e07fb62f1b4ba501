"""For whoever runs the server: is it well, and how much does it do?"""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Response, current_app, jsonify

from web.metrics import Metrics, age
from web.service import current_service

blueprint = Blueprint("operations", __name__)

METRICS = "glotta-metrics"
"""Where the application keeps its :class:`Metrics`."""


@blueprint.get("/health")
def health() -> Response:
    """The live generation, or the problem (503) that keeps searches from being answered."""
    info = current_service().info()
    answer = jsonify(
        {
            "status": "ok",
            "engine": info.engine,
            "generation": info.generation,
            "documents": info.documents,
            "languages": dict(info.languages),
            "built_at": info.built_at,
            "age_seconds": round(age(info)),
            "size": info.size,
            "fingerprint": info.fingerprint,
        }
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@blueprint.get("/metrics")
def metrics() -> Response:
    """Counters for Prometheus; they are answered without an index, too."""
    text, content_type = cast(Metrics, current_app.extensions[METRICS]).text()
    return Response(text, content_type=content_type, headers={"Cache-Control": "no-store"})
