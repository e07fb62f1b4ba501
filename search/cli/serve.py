"""``glotta serve``: the web server, found only when it is asked for, because the library does not know the web."""

from __future__ import annotations

from importlib import import_module

import click

from search.cli.output import index_option, settings_of
from search.errors import GlottaError


@click.command(
    epilog="""\b
Examples:
  glotta serve
  glotta serve --host 0.0.0.0 --port 8080 --workers 4"""
)
@click.option("--host", help="Address to listen on (GLOTTA_HOST; default: 127.0.0.1).")
@click.option("--port", help="Port (GLOTTA_PORT; default: 8000); 0 takes a free one.")
@click.option("--workers", help="Processes (GLOTTA_WORKERS; default: 2).")
@index_option
def serve(host: str | None, port: str | None, workers: str | None, index: str | None) -> int:
    """Serve the search page and the JSON endpoint."""
    settings = settings_of(host=host, port=port, workers=workers, index=index)
    try:
        server = import_module("web.server")
    except ModuleNotFoundError as error:
        raise GlottaError(f"The web server cannot be loaded: {error}. Install glotta with its package `web`: pip install glotta") from error
    server.serve(settings, settings.host, settings.port, settings.workers)
    return 0
