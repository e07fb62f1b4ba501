"""Which pages of other origins may read the API in a browser (https://fetch.spec.whatwg.org/#http-cors-protocol). None, unless configured.

Only the endpoint and its description; the pages themselves are never readable from elsewhere. No cookies exist, so no credentials.
"""

from __future__ import annotations

from collections.abc import Collection

from flask import Response, request

PATHS = ("/api/v1/", "/openapi.json")
EXPOSED = "ETag, Link, Retry-After"
"""Headers that scripts may read beside the harmless ones."""
ALLOWED_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match"
MAX_AGE = 7200
"""Seconds that a browser may remember a preflight (Chromium's own bound)."""


def finish(response: Response, origins: Collection[str]) -> None:
    """Allow the request's origin to read the answer if it is one of ``origins``, or if they hold ``*``."""
    if not origins or not request.path.startswith(PATHS):
        return
    origin = request.headers.get("Origin", "")
    if "*" in origins:
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        response.vary.add("Origin")
        if origin.lower() not in origins:
            return
        response.headers["Access-Control-Allow-Origin"] = origin
    if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
        response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
        response.headers["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
        response.headers["Access-Control-Max-Age"] = str(MAX_AGE)
    else:
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
