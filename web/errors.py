"""Errors for people and for programs: a page with the way out, or ``application/problem+json`` (RFC 9457).

``type`` is ``about:blank``, so ``title`` is the phrase of the status (RFC 9457, 4.2.1); the stable, machine readable reason is ``code``.
"""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, Response, current_app, jsonify, render_template, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.http import HTTP_STATUS_CODES

from search import GlottaError, IndexError_, UnknownDocument, UnknownParameterValue, UsageError

RETRY_AFTER = 30
"""Seconds to wait before asking again while there is no usable index."""

_MACHINE_PATHS = ("/api/", "/openapi.json", "/health", "/metrics", "/opensearch/")


def register(app: Flask) -> None:
    app.register_error_handler(GlottaError, _glotta_error)
    app.register_error_handler(HTTPException, _http_error)


def status_of(error: GlottaError) -> int:
    """The HTTP status of an error of the library."""
    if isinstance(error, UnknownDocument):
        return 404
    if isinstance(error, UsageError):
        return 400
    if isinstance(error, IndexError_):
        return 503
    return 500


def _glotta_error(error: GlottaError) -> Response:
    parameter = error.parameter if isinstance(error, UnknownParameterValue) else None
    return _answer(status_of(error), str(error), error.code, parameter)


def _http_error(error: HTTPException) -> Response:
    # A redirect or a ready response is not an error. (Unhandled exceptions arrive here as 500; Flask has logged them.)
    if error.code is None or error.code < 400 or error.response is not None:
        return current_app.make_response(error)  # an HTTPException is a WSGI application
    code = (HTTP_STATUS_CODES.get(error.code) or "error").lower().replace(" ", "-")
    allowed = getattr(error, "valid_methods", None)
    answer = _answer(error.code, _detail(error, allowed), code)
    if allowed:  # 405 must say what is allowed (RFC 9110, 15.5.6)
        answer.headers["Allow"] = ", ".join(sorted(allowed))
    return answer


def _detail(error: HTTPException, allowed: Iterable[str] | None) -> str:
    """What is wrong with a request, and the way out."""
    described = f" The endpoint is described at {url_for('reference.page')}." if request.path.startswith(_MACHINE_PATHS) else ""
    if isinstance(error, NotFound):
        return f"There is no path {request.path!r}.{described}"
    if allowed:
        return f"{request.method} is not allowed here; {', '.join(sorted(allowed))} are.{described}"
    return error.description or ""


def _answer(status: int, detail: str, code: str, parameter: str | None = None) -> Response:
    if request.path.startswith(_MACHINE_PATHS):
        answer = problem(status, detail, code, parameter)
    else:
        answer = current_app.make_response(render_template("error.html", status=status, detail=detail, code=code))
        answer.status_code = status
    if status == 503:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def problem(status: int, detail: str, code: str, parameter: str | None = None) -> Response:
    """A problem document (RFC 9457) with our two extension members."""
    title = HTTP_STATUS_CODES.get(status, "Error")
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail, "code": code}
    if parameter is not None:
        body["parameter"] = parameter
    answer = jsonify(body)
    answer.status_code = status
    answer.mimetype = "application/problem+json"
    return answer
