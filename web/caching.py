"""What caches may do with an answer: validators, 304, ``Cache-Control``, ``Vary``.

An answer of the page or of the endpoint is decided by its address, the interface's language, the index generation and this program.
Their hash is the ETag, so a repeated question is answered with 304 before anything is searched (RFC 9110, 13.1.2). It is a weak one:
``took_ms`` differs from answer to answer. Static files are named with the hash of the program and may be kept for good.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, make_response, request

import search
from search import GlottaError
from web.i18n import interface_language
from web.service import current_service

OF_THE_INDEX = frozenset({"views", "api"})
"""Blueprints whose answers change with the index."""
OF_THE_PROGRAM = frozenset({"reference", "discovery"})
"""Blueprints whose answers change with the program only (but for suggestions)."""
SUGGESTIONS = "discovery.suggest"
IN_THE_READERS_LANGUAGE = frozenset({"reference.page", "discovery.description"})
"""Besides the pages."""
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"
"""Keep it, but ask before using it: an index may be replaced at any moment."""


def register(app: Flask) -> None:
    app.before_request(_not_modified)
    app.url_defaults(_name_static_files)


def finish(response: Response) -> None:
    """Write what caches need to know into an answer."""
    if response.mimetype == "text/html" or request.blueprint == "views" or request.endpoint in IN_THE_READERS_LANGUAGE:
        response.vary.add("Accept-Language")
    if request.endpoint == "static" and response.status_code in (200, 304):
        fresh = request.args.get("v") == program_stamp()
        response.headers["Cache-Control"] = FOREVER if fresh else REVALIDATE
    elif "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = REVALIDATE
    tag = g.get("etag")
    if tag is not None and response.status_code == 200:
        response.set_etag(tag, weak=True)


def _not_modified() -> Response | None:
    """Before a view runs: the validator of its answer, and 304 if the client has it. (Taken first: no old answer gets a new tag.)"""
    g.etag = _tag() if request.method in ("GET", "HEAD") else None
    if g.etag is None or request.if_none_match.star_tag or not request.if_none_match.contains_weak(g.etag):
        return None
    answer = make_response("", 304)
    del answer.headers["Content-Type"]  # of a body that is not there
    answer.set_etag(g.etag, weak=True)
    return answer


def _tag() -> str | None:
    parts: list[object] = [program_stamp(), request.root_url, request.path, request.query_string, interface_language()]
    if request.blueprint in OF_THE_INDEX or request.endpoint == SUGGESTIONS:
        try:
            info = current_service().info()
        except GlottaError:
            return None  # the view answers with the problem
        parts += [info.engine, info.generation, info.built_at, info.fingerprint]
    elif request.blueprint not in OF_THE_PROGRAM:
        return None
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()[:24]


@cache
def program_stamp() -> str:
    """A hash of all files of the program: another version may answer otherwise from the same index."""
    digest = hashlib.sha256()
    for folder in (Path(search.__file__).parent, Path(__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _name_static_files(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static":
        values.setdefault("v", program_stamp())
