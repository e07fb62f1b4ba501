"""Short ways to write small documents and plans for tests of engines, and to read the answers.

Tokens are written as one string: ``document("d1", "a b | c")`` has the tokens a, b, BREAK, c in its field ``exact``.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from search.engine import BREAK, Engine, Filters, Form, Gram, IndexedDocument, Leaf, MatchPlan, Node


def tokens(text: str) -> tuple[str, ...]:
    """The tokens of a string, one per space; ``|`` stands for the break between passages."""
    return tuple(BREAK if token == "|" else token for token in text.split(" ") if token)


def document(
    id_: str,
    exact: str = "",
    *,
    lang: str = "en",
    langs: tuple[str, ...] | None = None,
    site: str | None = None,
    date: str | None = None,
    source: str | None = None,
    marked: str | None = None,
    payload: bytes | None = None,
    by_field: Mapping[str, str] | None = None,
    **fields: str,
) -> IndexedDocument:
    """A document with the tokens of ``exact`` and of any other field named, as a parameter or in ``by_field``."""
    fields = {"exact": exact, **fields, **(by_field or {})}
    stamp = sha256(repr((id_, lang, langs, site, date, fields)).encode("utf-8", "surrogatepass")).hexdigest()
    return IndexedDocument(
        id=id_,
        tokens={name: tokens(text) for name, text in fields.items()},
        lang=lang,
        langs=tuple(dict.fromkeys((lang, *(langs or ())))),
        site=site,
        date=date,
        source=f"{id_}.txt" if source is None else source,
        hash=sha256(exact.encode()).hexdigest(),
        stamp=stamp,
        payload=id_.encode("utf-8") if payload is None else payload,
        marked=marked,
    )


def form(terms: str, weight: float = 1.0, *, field: str = "exact", prefix: bool = False, full: bool = True) -> Form:
    """A form; several words make a phrase."""
    return Form(field, tokens(terms), weight, prefix, full)


def lesser(terms: str, weight: float = 0.2, *, field: str = "exact") -> Form:
    """A form that adds to the score and does not make its leaf matched."""
    return form(terms, weight, field=field, full=False)


def leaf(*forms: Form | str, idf: float = 1.0, floor: float = 0.0, extra: tuple[Form, ...] = ()) -> Leaf:
    """A leaf; a string stands for a form in ``exact``."""
    return Leaf(tuple(form(entry) if isinstance(entry, str) else entry for entry in forms), idf, floor, extra)


def plan(root: Node | str, *, tiered: bool = True, by_date: bool = False, grams: tuple[Gram, ...] = (), full_extra: float = 0.0,
         **filters: object) -> MatchPlan:
    """A plan; a string stands for a leaf of one form, further names are fields of :class:`search.engine.Filters`."""
    node = leaf(root) if isinstance(root, str) else root
    return MatchPlan(node, grams, Filters(**filters), tiered, "date" if by_date else "relevance", full_extra)  # type: ignore[arg-type]


def full(engine: Engine, wanted: MatchPlan) -> set[str]:
    """Ids of the full matches; checks ``total`` on the way."""
    matches = engine.match(wanted, limit=100)
    found = {match.id for match in matches.hits if match.full}
    assert matches.total == len(found), (
        f"{engine.name}: total is {matches.total}, but {len(found)} hits are full.\n"
        "Likely cause: total counts partial matches, or documents that were deleted.\nSee: Matches in search/engine.py"
    )
    return found


def ids(engine: Engine, wanted: MatchPlan) -> list[str]:
    """Ids of all hits in order."""
    return [match.id for match in engine.match(wanted, limit=100).hits]


def scores(engine: Engine, wanted: MatchPlan) -> dict[str, float]:
    """Id -> score of all hits."""
    return {match.id: match.score for match in engine.match(wanted, limit=100).hits}
