"""The engine for large collections: Tantivy (Rust) in process. ``engine.py`` says what is ours and what is Tantivy's."""

from search.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
