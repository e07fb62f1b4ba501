"""How often words of the index stand side by side: what tells the word that was meant from others like it."""

from __future__ import annotations

from search.engine import Engine, Form, Leaf, MatchPlan
from search.text.word import fold_forms


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
