"""The embedded engine: a Whoosh index, searched over arrays. ``engine.py`` says why and what for."""

from search.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
