"""The browser page and the JSON endpoint: a thin Flask front on :mod:`search`, of which it sees only the door.

``create_app(service)`` makes the WSGI application, ``web.server.serve`` runs it under gunicorn.
"""

from __future__ import annotations

from web.app import WebConfig, create_app

__all__ = ["WebConfig", "create_app"]
