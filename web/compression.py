"""gzip for answers of text (RFC 9110, 8.4): a page of results becomes a quarter. One encoding that every client and proxy reads; the
libraries for it bring compressors of their own that would have to be built.
"""

from __future__ import annotations

import gzip

from flask import Response, request

SMALLEST = 700
"""Bytes below which compressing saves no packet."""
LEVEL = 5
_TEXT = ("text/", "application/json", "application/problem+json", "application/opensearchdescription+xml", "application/x-suggestions+json",
         "image/svg+xml")  # fmt: skip


def finish(response: Response) -> None:
    """Compress an answer if it is text and the client reads gzip."""
    if response.status_code != 304 and not (response.mimetype or "").startswith(_TEXT):
        return
    response.vary.add("Accept-Encoding")
    accepted = request.accept_encodings["gzip"] > 0 if request.headers.get("Accept-Encoding") else False
    if not accepted or response.status_code != 200 or "Content-Encoding" in response.headers:
        return
    response.direct_passthrough = False  # a static file
    body = response.get_data()
    if len(body) < SMALLEST:
        return
    tag, _ = response.get_etag()
    response.set_data(gzip.compress(body, LEVEL, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Accept-Ranges", None)
    if tag is not None:  # other bytes than the plain answer has
        response.set_etag(tag, weak=True)
