"""A production WSGI server around the application: gunicorn, started from Python.

Gunicorn because it forks workers before anything is loaded (so each opens the index for itself and none shares a file position), replaces
a worker that dies, finishes running requests when told to stop, and is pure Python. Workers are threaded (``gthread``): they keep
connections alive, and a slow client costs a thread, not a process. A new index generation needs no reload: the service notices it.
"""

from __future__ import annotations

import gc
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable
from typing import Any, cast

from flask import Flask
from gunicorn.app.base import BaseApplication

from search import IndexError_, SearchRequest, SearchService, Settings, UnknownParameterValue
from web.app import WebConfig, create_app
from web.log import LogFormat
from web.metrics import FOLDER

THREADS = 4
"""Requests that one worker answers at a time. Analysis and scoring hold Python's lock, so more threads only queue."""
GRACEFUL = 15
"""Seconds that running requests get when the server is told to stop."""
CYCLES = (10_000, 1_000, 1_000)
"""Python's garbage collector looks for cycles among so many new objects at a time, hardly ever among older ones, and never among what is
there before the first request: tables of words grow to hundreds of thousands of objects, none in a cycle, and each look at all of them
stops a request for 50-100 ms. (10,000 documents of docs_10k, CPU time of a search, p99: 132 ms without and 77 ms with 50,000 new objects
at a time, 300 questions; 70 ms with 50,000 and 65 with 10,000, 784 questions, the mean the same.)"""
REQUEST_LINE = 8190
"""Bytes, the largest that gunicorn allows: about 900 letters of a query in Han, percent-encoded."""


def serve(settings: Settings) -> None:
    """Serve until told to stop (Ctrl-C, SIGTERM). Port 0 takes a free one; the address is printed on standard error.

    Without an index the server starts all the same and answers 503 with the command to run. Raises UnknownParameterValue when the address
    cannot be used.
    """
    host, port = settings.host, settings.port
    _check_address(host, port)
    service = SearchService(settings)  # reads the word lists, whose mistakes must be told before there are workers; opens nothing
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    config = WebConfig(settings.proxies, settings.cors, cast(LogFormat, settings.log))
    counters = tempfile.mkdtemp(prefix="glotta-metrics-")
    os.environ[FOLDER] = counters  # the workers count into one folder
    options = {
        "bind": [address],
        "workers": settings.workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "graceful_timeout": GRACEFUL,
        "limit_request_line": REQUEST_LINE,
        "loglevel": "error",  # a warning about a malformed request would quote it, and with it the query
        "when_ready": _announce,
        "child_exit": _forget_worker,
        "on_exit": lambda _: shutil.rmtree(counters, ignore_errors=True),
        # X-Forwarded-* is believed by WebConfig.proxies alone, not by gunicorn's default trust in 127.0.0.1.
        "forwarded_allow_ips": "",
        # From version 25.1 gunicorn opens a control socket in the user's home unless told not to.
        "control_socket_disable": True,
    }
    _Server(lambda: _application(service, config), options).run()


def _application(service: SearchService, config: WebConfig) -> Flask:
    """Runs in each worker: open the index and load the dictionaries before the first request comes."""
    try:
        service.search(SearchRequest("glotta グロッタ ภาษาไทย 한국어 中文"))
    except IndexError_ as error:
        print(f"{error}\nUntil then every search is answered with 503.", file=sys.stderr, flush=True)
    application = create_app(service, config)
    settle()
    service.prepare()
    return application


def settle() -> None:
    """What a process has loaded before the first request stays, so it is not looked at for cycles again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*CYCLES)


def _announce(arbiter: Any) -> None:
    addresses = " and ".join(str(listener) for listener in arbiter.LISTENERS)
    print(f"glotta answers on {addresses} (Ctrl-C stops it).", file=sys.stderr, flush=True)


def _forget_worker(arbiter: Any, worker: Any) -> None:
    """What a worker that ended was doing at the moment no longer counts; what it has done does."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _check_address(host: str, port: int) -> None:
    """Fail at once with the way out, where gunicorn would retry for five seconds and then only say that it failed."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = error.strerror or error
        raise UnknownParameterValue(
            "--port", f"Cannot listen on {host} port {port}: {reason}. Choose another with --host or --port (0 takes a free one)."
        ) from error


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn has no type information
    def __init__(self, application: Callable[[], Flask], options: dict[str, Any]) -> None:
        self._application = application
        self._options = options
        super().__init__(prog="glotta")

    def load_config(self) -> None:
        for name, value in self._options.items():
            if name in self.cfg.settings:  # older versions know fewer
                self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._application()
