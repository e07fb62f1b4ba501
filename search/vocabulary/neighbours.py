"""How often words and characters of the index stand side by side: what tells the word that was meant from others like it."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from itertools import pairwise

from search.engine import Engine, Form, Leaf, MatchPlan
from search.text.word import fold_forms

LIKELIEST = 24
"""Runs of characters that are looked for as a whole, at most."""


def together(engine: Engine, first: str, second: str, typed: str) -> int:
    """Documents that hold two words (exact forms) side by side: as they are, or both without marks where ``typed``, the one of them that
    was typed, has none."""
    return _counted(engine, first, second, unmarked=fold_forms(typed)[0] == typed)


def side_by_side(engine: Engine, first: str, second: str) -> int:
    """Documents that hold two words (exact forms) side by side, written so."""
    return _counted(engine, first, second, unmarked=False)


def _counted(engine: Engine, first: str, second: str, *, unmarked: bool) -> int:
    forms = [Form("exact", (first, second), 1.0)]
    if unmarked:
        forms.append(Form("fold", (fold_forms(first)[0], fold_forms(second)[0]), 1.0))
    held = tuple(form for form in forms if all(engine.known(form.field, form.terms)))
    return engine.match(MatchPlan(Leaf(held, 1.0)), limit=1).total if held else 0


def held_runs(engine: Engine, runs: Iterable[str]) -> list[str]:
    """Of runs of two and more Han characters those that documents hold, the most frequent first. Only those are looked for whose rarest two
    neighbours are the most frequent."""
    neighbours = {run: [*map("".join, pairwise(run))] for run in runs}
    pairs = list({pair for each in neighbours.values() for pair in each})
    known = dict(zip(pairs, engine.known("chars", pairs), strict=True))
    rarest = {run: min(map(known.__getitem__, each)) for run, each in neighbours.items()}
    likely = nlargest(LIKELIEST, filter(rarest.__getitem__, rarest), key=lambda run: (rarest[run], run))
    counts = {run: _holding(engine, neighbours[run]) for run in likely}
    return sorted(filter(counts.__getitem__, counts), key=lambda run: (-counts[run], run))


def _holding(engine: Engine, bigrams: list[str]) -> int:
    return engine.match(MatchPlan(Leaf((Form("chars", tuple(bigrams), 1.0),), 1.0)), limit=1).total
