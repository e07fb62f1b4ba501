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
  glotta serve --host 0.0.0.0 --port 8080 --workers 4
  glotta serve --proxies 1 --log json          # behind one reverse proxy
  glotta serve --cors https://example.org      # pages of that site may use the API"""
)
@click.option("--host", help="Address to listen on (GLOTTA_HOST; default: 127.0.0.1).")
@click.option("--port", help="Port (GLOTTA_PORT; default: 8000); 0 takes a free one.")
@click.option("--workers", help="Processes (GLOTTA_WORKERS; default: 2).")
@click.option("--proxies", help="Reverse proxies in front that may be believed (GLOTTA_PROXIES; default: 0).")
@click.option("--cors", help="Origins whose pages may read the API, or * (GLOTTA_CORS; default: none).")
@click.option("--log", help="Request log on standard error: none, text or json (GLOTTA_LOG; default: none).")
@index_option
def serve(**flags: str | None) -> int:
    """Serve the search page and the JSON endpoint."""
    settings = settings_of(**flags)
    try:
        server = import_module("web.server")
    except ModuleNotFoundError as error:
        raise GlottaError(f"The web server cannot be loaded: {error}. Install glotta with its package `web`: pip install glotta") from error
    server.serve(settings)
    return 0
