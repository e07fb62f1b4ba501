"""Where the open service lives during a request."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app

from search import SearchService

_KEY = "glotta"


def attach(app: Flask, service: SearchService) -> None:
    """Give the application the service that all its requests use."""
    app.extensions[_KEY] = service


def current_service() -> SearchService:
    """The service of the running request's application."""
    return cast(SearchService, current_app.extensions[_KEY])
