"""The engines, one line each.

A new engine is one file in this folder and one row of :data:`ENGINES`; the contract suite (``tests/engines/``) then runs over it.
Engines are imported when they are first asked for: a search with one does not need the libraries of the others.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from search.engine import Engine
from search.errors import UnknownParameterValue

ENGINES = {
    "whoosh": "search.engines.whoosh:WhooshEngine",  # pure Python, the default for small collections
    "tantivy": "search.engines.tantivy:TantivyEngine",  # large collections, lowest latency
    "memory": "search.engines.memory:MemoryEngine",  # the oracle of the tests: nothing on disk
}
"""Name -> ``module:class``."""

WHOOSH_TEXT_SIZE = 10_000_000
"""Bytes (UTF-8) of text up to which ``auto`` takes Whoosh. Analysis takes most of a build with either engine: some 0.35 MB/s on one core,
so this is what one core builds in half a minute (2026-11-21; tokens to index alone: Whoosh 2.0 MB/s, Tantivy 3.6)."""


def engine_class(name: str) -> type[Engine]:
    """The class of an engine.

    Raises :class:`search.errors.UnknownParameterValue` (parameter ``engine``) for a name that is not in the table.
    """
    if name not in ENGINES:
        raise UnknownParameterValue("engine", f"There is no engine {name!r}. Choose one of: auto, {', '.join(ENGINES)}.")
    module, _, attribute = ENGINES[name].partition(":")
    return cast(type[Engine], getattr(import_module(module), attribute))


def choose(text_size: int) -> tuple[str, str]:
    """The engine that ``auto`` takes for a collection of ``text_size`` bytes of text, and the reason in one line."""
    megabytes = text_size / 1_000_000
    limit = WHOOSH_TEXT_SIZE // 1_000_000
    if text_size <= WHOOSH_TEXT_SIZE:
        return "whoosh", f"up to {limit} MB of text, Whoosh is built in about half a minute"
    return "tantivy", f"{megabytes:,.0f} MB of text: above {limit} MB, Tantivy answers faster than Whoosh and is written twice as fast"
