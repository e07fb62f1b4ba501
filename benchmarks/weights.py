"""``python -m benchmarks.weights COLLECTION...``: what each weight of ``search/weights.toml`` does to MRR@10, and what the others tried do.

Every collection is indexed once; a weight is varied while the queries run, all others as they are. The queries are halved by the hash
of their ids, so that what is chosen on one half can be confirmed on the other.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from contextlib import ExitStack
from importlib.resources import files
from pathlib import Path

from search import rank
from search.engine import Engine
from search.engines import engine_class
from search.evaluate import Collection, index_collections, load, search_collection


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.weights", description="MRR@10 of both halves for every weight tried.")
    parser.add_argument("collections", nargs="+", type=Path, metavar="COLLECTION")
    parser.add_argument("--queries", type=int, default=300, help="of each half of each collection (default 300)")
    parser.add_argument("--only", nargs="+", metavar="WEIGHT")
    options = parser.parse_args()
    weights = tomllib.loads(files("search").joinpath("weights.toml").read_text(encoding="utf-8"))
    with ExitStack() as stack:
        pools = [_pool(stack, folder, options.queries) for folder in options.collections]
        print(f"as chosen  {_both(pools)}", flush=True)
        for name in options.only or weights:
            for value in weights[name].get("others", ()):
                print(f"{name} {value}  {_both(pools, name, value)}", flush=True)


Pool = tuple[Engine, tuple[Collection, Collection]]


def _pool(stack: ExitStack, folder: Path, most: int) -> Pool:
    collection = load(folder)
    scratch = stack.enter_context(tempfile.TemporaryDirectory(prefix="glotta-weights-"))
    engine = stack.enter_context(engine_class("tantivy").create(Path(scratch)))
    index_collections(engine, [collection])
    print(folder.name, engine.stats().documents, file=sys.stderr, flush=True)
    ids = sorted(collection.queries, key=lambda id: hashlib.sha256(id.encode()).digest())
    halves = [ids[half::2][:most] for half in (0, 1)]
    first, second = (
        Collection(collection.name, collection.documents, {id: collection.queries[id] for id in half}, collection.judged) for half in halves
    )
    return engine, (first, second)


def _both(pools: Sequence[Pool], name: str | None = None, value: float = 0.0) -> list[float]:
    """Mean MRR@10 over the collections, of each half of their queries, with one weight changed."""
    kept = getattr(rank, name) if name else None
    if name:
        setattr(rank, name, value)
    try:
        found = [[search_collection(engine, part, depth=10)[0].mrr for part in halves] for engine, halves in pools]
    finally:
        if name:
            setattr(rank, name, kept)
    return [round(sum(column) / len(column), 4) for column in zip(*found, strict=True)]


if __name__ == "__main__":
    main()
