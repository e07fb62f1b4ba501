"""The application factory: one service in, one WSGI application out, with the headers that every answer carries."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask, Response, g
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import PathConverter

from search import SearchService
from web import api, caching, compression, cors, discovery, errors, i18n, links, log, markup, operations, reference, views
from web.log import LogFormat
from web.metrics import Metrics
from web.service import attach

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Everything comes from this server and nothing is inline, so a text that escapes its escaping still runs nothing."""

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # The address of a result page holds what somebody searched for: other sites do not get to see it.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


@dataclass(frozen=True, slots=True)
class WebConfig:
    """What can be set about the front end."""

    proxies: int = 0
    """How many reverse proxies stand in front and may be believed (``X-Forwarded-For/-Proto/-Host/-Prefix``). 0: believe none."""
    cors: tuple[str, ...] = ()
    """Origins whose pages may read the API; ``*`` for all."""
    log: LogFormat = "none"


class DocumentId(PathConverter):
    """A document's id as the rest of the path: any characters, ``/`` included. (``.`` and ``..`` go into the query string: links.py.)"""

    regex = "(?s:.+)"  # ids may hold newlines, too
    part_isolating = False  # else werkzeug takes it for one segment, because the pattern names no slash

    def to_url(self, value: str) -> str:
        """``/`` stays readable unless a segment is empty or would be taken for a relative path (``.``, ``..``)."""
        odd = any(segment in ("", ".", "..") for segment in value.split("/"))
        return quote(value, safe="" if odd else "/")


def create_app(service: SearchService, config: WebConfig | None = None) -> Flask:
    """Make the WSGI application over an open service. The caller closes the service."""
    config = config or WebConfig()
    app = Flask("web")
    app.url_map.converters["document_id"] = DocumentId
    app.url_map.merge_slashes = False  # ids may hold "//"
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # readable in every language; Flask's default provider has it
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the order of DESIGN section 7
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    attach(app, service)
    app.before_request(_start_clock)
    for module in (i18n, markup, links, errors, caching):
        module.register(app)
    for part in (views, api, reference, discovery, operations):
        app.register_blueprint(part.blueprint)
    counters = app.extensions[operations.METRICS] = Metrics(service)

    @app.after_request
    def finish(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        caching.finish(response)
        cors.finish(response, config.cors)
        compression.finish(response)
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        counters.count(response, seconds)
        log.write(config.log, response, seconds)
        return response

    if config.proxies:
        n = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=n, x_proto=n, x_host=n, x_prefix=n)  # type: ignore[method-assign]
    return app


def _start_clock() -> None:
    g.began = time.perf_counter()
