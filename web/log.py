"""The request log, on standard error: a line of text or a JSON object per request; off unless asked for.

What people search for is their own business: the query string is never written.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Literal
from urllib.parse import quote

from flask import Response, request

LogFormat = Literal["none", "text", "json"]


def write(kind: LogFormat, response: Response, seconds: float) -> None:
    """Log the running request in one write, so that lines of several workers do not mix."""
    if kind == "none":
        return
    size = response.calculate_content_length()
    entry = {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "client": request.remote_addr,
        "method": request.method,
        "path": quote(request.root_path + request.path),
        "endpoint": request.endpoint,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "bytes": size if size is not None else None,
    }
    if kind == "json":
        line = json.dumps(entry)
    else:
        line = "{time} {client} {method} {path} {status} {ms} ms {bytes} bytes".format(**entry)
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
