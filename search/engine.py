"""The contract of an engine: tokens in, ids and scores out.

Analysis is ours (``search/analysis/analyse.py``); an engine never sees text, only ready tokens, an opaque payload to give back, and a
:class:`MatchPlan` whose leaves hold ready index terms and weights. All engines find the same documents and rank by the formula of
``search/rank.py``. One contract suite (``tests/engines/``) runs over every engine; ``memory`` is the oracle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple, Protocol, Self, overload, runtime_checkable

BREAK = "\u2402"
"""Stands between passages in every positional field, so that no phrase crosses; in ``gram`` it stands for words that have no
sub-words, so that lengths compare. Never a query term. (U+2402 SYMBOL FOR START OF TEXT.)"""

MAX_TOKEN = 255
"""Longest token in code points. Analysis cuts longer words into pieces and looks them up as a phrase."""

POSITIONAL_FIELDS = ("exact", "fold", "chars", "title", "address", "exact_aside", "fold_aside", "chars_aside")
"""Token fields whose positions are kept: phrases work in them. The ``_aside`` ones hold banner, captions, related links and tail."""

PLAIN_FIELDS = ("word", "gram", "title_word", "word_aside")
"""Token fields with frequencies only."""

TOKEN_FIELDS = POSITIONAL_FIELDS + PLAIN_FIELDS

KEYWORD_FIELDS = ("lang", "langs", "site", "year", "source", "hash", "marked")
"""Whole values, matched exactly. ``langs`` is multi-valued: the document's language and those of its passages."""


class JoinedTokens(Sequence[str]):
    """Tokens as one string with a space between two: small to keep, quick to send to another process, and what some engines want."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        """``text``: at least one token; none of them is empty or holds white space."""
        self.text = text

    def __len__(self) -> int:
        return self.text.count(" ") + 1

    def __iter__(self) -> Iterator[str]:
        return iter(self.text.split(" "))

    @overload
    def __getitem__(self, index: int) -> str: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        return self.text.split(" ")[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, JoinedTokens) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"JoinedTokens({self.text!r})"


@dataclass(frozen=True, slots=True)
class IndexedDocument:
    """One document, ready for an engine.

    Tokens hold no White_Space, no control character, no lone surrogate and are at most ``MAX_TOKEN`` code points.
    """

    id: str
    tokens: Mapping[str, Sequence[str]]
    """Field of ``TOKEN_FIELDS`` -> its tokens in order (position = index in the sequence). Missing fields are empty."""
    lang: str
    langs: tuple[str, ...]
    """``lang`` and the languages of the passages."""
    site: str | None
    date: str | None
    """ISO ``YYYY-MM-DD``."""
    source: str
    """Path of the file it came from."""
    hash: str
    """Content hash of the document's body (identical copies share it); hex."""
    stamp: str
    """Content hash of everything that was read, title and metadata included; hex. ``update`` compares it."""
    payload: bytes
    """Opaque; given back by :meth:`Engine.fetch`."""
    marked: str | None = None
    """``lang``, if its marks tell words apart and the document is written with them: a word without marks is another word there."""


class Form(NamedTuple):
    """One way a leaf can match: a term, or a phrase when ``terms`` has more than one (adjacent, in order), in one field.

    ``prefix``: ``terms`` has one entry and every index term that begins with it matches; its saturation counts as 1.
    ``unless``: documents with one of these values in ``marked`` are not found by it.
    Every form contributes ``weight * saturation`` inside its leaf's maximum.
    """

    field: str
    terms: tuple[str, ...]
    weight: float
    prefix: bool = False
    full: bool = True
    """False: the form adds to the score but does not make the leaf matched (different marks, typos, compound parts)."""
    unless: tuple[str, ...] = ()


class Gram(NamedTuple):
    """Evidence that matches nothing by itself: a sub-word, or words of the query standing side by side.

    ``score`` is what it adds per unit of saturation (its idf and factor multiplied), only to documents where some form of some leaf
    matched. With ``then`` it is the phrase ``term, *then`` (adjacent, in order; the field is positional). In a keyword field the
    saturation counts as 1.
    """

    field: str
    term: str
    score: float
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """The smallest thing a document can match. Matched when any full form is found.

    score = idf * max(weight * sat over all forms found) + floor (if any full form is found) + extra * idf * sat(extra_form)
    """

    forms: tuple[Form, ...]
    idf: float
    floor: float = 0.0
    """Absolute score for being matched, whatever the frequency."""
    extra: tuple[Form, ...] = ()
    """The exact form(s) once more, and title forms: each adds ``idf * weight * sat``. They never make a leaf matched by themselves
    (every extra form is also among ``forms``, or is only evidence)."""


@dataclass(frozen=True, slots=True)
class All:
    """Matched when every child is; scores their sum (over children that match, also when not all do)."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any_:
    """Matched when any child is. ``best``: scores the best child (readings of one leaf under several languages), else the sum (OR)."""

    children: tuple[Node, ...]
    best: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Matched when the child is not; scores nothing."""

    child: Node


Node = Leaf | All | Any_ | Not


def positive_leaves(node: Node) -> Iterator[Leaf]:
    """The leaves that are not under a ``Not``, from left to right."""
    if isinstance(node, Leaf):
        yield node
    elif isinstance(node, All | Any_):
        for child in node.children:
            yield from positive_leaves(child)


def cannot_match(node: Node) -> bool:
    """Whether no document can match, because something wanted has no form that makes a match. Forms are those that the index holds."""
    match node:
        case Leaf():
            return not any(form.full for form in node.forms)
        case All():
            return any(map(cannot_match, node.children))
        case Any_():
            return all(map(cannot_match, node.children))
        case Not():
            return False


def outermost_nots(node: Node) -> Iterator[Not]:
    """The ``Not`` nodes that are not inside another ``Not``."""
    if isinstance(node, Not):
        yield node
    elif isinstance(node, All | Any_):
        for child in node.children:
            yield from outermost_nots(child)


def site_suffixes(site: str | None) -> tuple[str, ...]:
    """What the keyword field ``site`` holds for a host: itself and every suffix that has a dot (``a.b.org`` -> ``a.b.org``, ``b.org``)."""
    if site is None:
        return ()
    labels = site.split(".")
    return (site, *(".".join(labels[at:]) for at in range(1, len(labels) - 1)))


@dataclass(frozen=True, slots=True)
class Filters:
    """All given filters must hold; values of one filter are alternatives."""

    lang: tuple[str, ...] = ()
    """The document's language or one of its passages' (``langs``)."""
    site: tuple[str, ...] = ()
    """Host; a document of a sub-domain matches too (``example.org`` finds ``news.example.org``). Stored per document as every suffix
    of the host that has a dot, so that engines only compare whole values."""
    date_from: str | None = None
    """ISO date, inclusive; documents without a date never match a date filter."""
    date_to: str | None = None
    bodies: tuple[str, ...] = ()
    """Values of ``hash``: documents that have one of these bodies."""
    only_copy: tuple[tuple[str, str], ...] = ()
    """``(hash, id)``: of the documents with this body, only the one with this id passes."""
    lang_too: tuple[str, ...] = ()
    """As ``lang``, and holds besides it: a document with passages in two languages passes a filter for each."""
    site_too: tuple[str, ...] = ()
    """As ``site``, and holds besides it: of ``example.org`` and ``news.example.org`` the narrower one decides."""


def keyword_filters(filters: Filters) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Keyword field and values, of which a document must have one, for each filter by values that is given."""
    for name, values in (("langs", filters.lang), ("langs", filters.lang_too), ("site", filters.site), ("site", filters.site_too),
                         ("hash", filters.bodies)):
        if values:
            yield name, values


@dataclass(frozen=True, slots=True)
class MatchPlan:
    """A query as the engine sees it.

    Full match: ``root`` is matched and the filters hold. Partial match: ``root`` is not matched, but some leaf that is not under a
    ``Not`` scores through any form (full or not), no ``Not`` child is matched, and the filters hold.
    A root whose positive part is empty (``-word`` alone) has only full matches: every document that passes.
    """

    root: Node
    grams: tuple[Gram, ...] = ()
    filters: Filters = field(default_factory=Filters)
    tiered: bool = True
    """True: all full matches come before all partial ones. False: one list by score."""
    sort: Literal["relevance", "date"] = "relevance"
    """``date``: full matches only, newest first, undated last. Ties are broken by id (ascending) under both sorts."""
    full_extra: float = 0.0
    """What a full match scores besides: where the list is one, it stands above a partial match that is little better otherwise."""


@dataclass(frozen=True, slots=True)
class Match:
    id: str
    score: float
    full: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """``hits`` are those from ``offset`` on, at most ``limit``."""

    hits: tuple[Match, ...]
    total: int
    """Full matches."""
    more: bool
    """Whether there are hits after ``offset + limit``, full or partial."""
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    """``lang``, ``site``, ``year`` -> (value, full matches), most frequent first, then by value. Only the facets asked for.

    ``lang`` counts what the filter finds: a document once for each of its ``langs``. ``site`` counts a document for its whole host only."""


@dataclass(frozen=True, slots=True)
class Stats:
    """Two of one object are equal only while it shows the same state: what is made of an index is kept as long as they are."""

    documents: int
    size: int
    """Bytes on disk; 0 for an engine that lives in memory."""
    segments: int
    state: int = 0
    """How often the object has changed to another state since it was opened."""


Capability = Literal["persistent", "incremental", "concurrent-readers"]


@runtime_checkable
class Engine(Protocol):
    """One open index in one folder. Not shared between writers: exactly one object writes, any number read.

    Reading methods may be called from several threads at once. A reader sees the state at its opening (or at its own last
    ``commit``) until it is closed.
    """

    name: str
    capabilities: frozenset[Capability]

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a new, empty index in ``folder`` (which exists and is empty) and open it for writing."""
        ...

    @classmethod
    def open(cls, folder: Path, *, writable: bool = False) -> Self:
        """Open an existing index. Raises :class:`search.errors.IndexDamaged` when it is not whole."""
        ...

    @classmethod
    def versions(cls) -> Mapping[str, str]:
        """What the index format depends on, for the fingerprint: ``{"whoosh-reloaded": "2.7.5"}``."""
        ...

    def add(self, documents: Iterable[IndexedDocument]) -> None:
        """Add documents; one whose id is there already replaces it. Visible after :meth:`commit`."""
        ...

    def delete(self, ids: Iterable[str]) -> None:
        """Remove documents; unknown ids are ignored. Visible after :meth:`commit`; then gone from df and N, too."""
        ...

    def commit(self) -> None:
        """Make everything durable (fsync) and visible to this object and to those that open the folder later."""
        ...

    def match(self, plan: MatchPlan, *, limit: int, offset: int = 0, facets: Sequence[str] = ()) -> Matches: ...

    def fetch(self, ids: Sequence[str]) -> list[bytes | None]:
        """The payloads of these documents, in this order; None for an unknown id."""
        ...

    def known(self, field: str, terms: Sequence[str]) -> list[int]:
        """Document frequency of each term of a token or keyword field (0: not in the index)."""
        ...

    def known_in(self, lang: str, field: str, terms: Sequence[str]) -> list[int]:
        """The same among the documents that have a passage in a language (``langs``)."""
        ...

    def terms(self, field: str, prefix: str = "", limit: int | None = None) -> list[tuple[str, int]]:
        """Terms that begin with ``prefix`` and their document frequency, in code point order; ``limit`` takes the first ones."""
        ...

    def ids_and_stamps(self) -> dict[str, tuple[str, str]]:
        """Every document's id -> (stamp, source)."""
        ...

    def languages(self) -> dict[str, int]:
        """Language -> documents that have a passage in it (document frequency in ``langs``)."""
        ...

    def stats(self) -> Stats: ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...
