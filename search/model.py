"""The values that flow through glotta: frozen, plain, every unit written down.

Offsets are code points (Python ``str`` indices) of the ORIGINAL text, half open ``[start, end)``, unless a field says otherwise.
Times are milliseconds, sizes are bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""``(start, end)`` in code points of the original text, half open."""

ZoneKind = Literal["banner", "caption", "related", "tail", "hidden"]
"""Parts of a page that are not its body. ``hidden`` (markup such as ``![]() |``) is stored but neither searched nor shown in snippets."""

Matched = Literal["all", "some"]

Rung = Literal[
    "exact",
    "base form",
    "synonym",
    "typed without marks",
    "written without marks",
    "part of running text",
    "title",
    "address",
    "different marks",
    "compound part",
    "sound",
    "typo",
]
"""How a query word matched, best first (DESIGN: the ladder). ``title`` and ``address`` are places, used when nothing better matched."""

SIMILAR_RUNGS: frozenset[Rung] = frozenset({"different marks", "compound part", "sound", "typo"})
"""What holds a word on one of these holds another word that is like it: shown after the full matches, never counted."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the text that is not body text. Zones do not overlap and are ordered by ``start``."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read, before any analysis.

    ``text`` is the original: never normalised, newlines as they were read (``\\r\\n`` included; ``readers.encoding.decode`` knows one
    exception), lone surrogates replaced by U+FFFD (one for one) because no engine can store them.
    """

    id: str
    """Unique in the index; for a file its path relative to the PATH given, ``/``-separated."""
    text: str
    title: str = ""
    """As shown. Never empty after reading unless the text has no letters at all."""
    title_source: Literal["document", "derived"] = "derived"
    """``derived``: cut from the first sentence because the page names no title; it gets no extra weight."""
    title_span: Span | None = None
    """Where the title stands in ``text``; None when it is not part of it (HTML <title>, JSON ``title``)."""
    url: str | None = None
    site: str | None = None
    """Host without ``www.``, lower case."""
    date: str | None = None
    """ISO 8601 calendar date ``YYYY-MM-DD`` of publication. None rather than a guess."""
    lang: str | None = None
    """The language the source declares (``<html lang>``, JSON ``lang``) as one of our codes; None lets detection decide."""
    source: str = ""
    """The file (or ``-``) it was read from, with ``#N`` for line N of a collection."""
    zones: tuple[Zone, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)
    """Other keys of a JSON document, kept as they were (JSON values only)."""


def own_address(url: str | None, id: str, source: str) -> str:
    """Where a document is to be found: its URL, else the name of its file without its ending; empty for what is neither page nor file."""
    if url:
        return url
    name = id.rpartition("/")[2]
    return name.rpartition(".")[0] if source.rpartition("/")[2] == name else ""


@dataclass(frozen=True, slots=True)
class Warning_:
    """Something the user should know about that did not stop the work. ``code`` is stable."""

    code: str
    detail: str
    """An English sentence."""
    params: Mapping[str, str | int] = field(default_factory=dict, hash=False)
    """What the sentence names, for who says it in another language."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A slice of the original text: ``text == document.text[start:start + len(text)]``."""

    text: str
    start: int
    """Code points from the beginning of the document's text."""
    marks: tuple[Span, ...]
    """In ``text`` (not in the document), ordered, not overlapping."""
    lang: str = "und"
    """Language of the passage the snippet was cut from."""
    cut: tuple[bool, bool] = (False, False)
    """Whether it begins and ends inside a sentence of its passage. Not printed as JSON."""


@dataclass(frozen=True, slots=True)
class Why:
    """One reason why a hit matched: the query's term, the rung of the ladder, the form as written in the document."""

    term: str
    rung: Rung
    form: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A document with the same body text as a result, which stands for it."""

    id: str
    url: str | None
    title: str
    lang: str
    site: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One result on a page of results."""

    id: str
    url: str | None
    title: str
    title_source: Literal["document", "derived"]
    title_marks: tuple[Span, ...]
    """In ``title``."""
    lang: str
    dir: Literal["ltr", "rtl"]
    site: str | None
    date: str | None
    score: float
    matched: Matched
    missing: tuple[str, ...]
    """Words of the query, as typed, that a partial match does not hold."""
    copies: int
    """Other documents with the same body text that the query finds, too. They are no results of their own on any page."""
    snippets: tuple[Snippet, ...]
    why: tuple[Why, ...]
    copy_list: tuple[Copy, ...] = ()
    """The copies, the best matches first; at most a hundred."""
    title_cut: bool = False
    """Whether a derived title ends inside a sentence, so that an ellipsis belongs behind it."""

    @property
    def similar(self) -> bool:
        """Whether it holds no word of the query, only words like them."""
        return bool(self.why) and all(reason.rung in SIMILAR_RUNGS for reason in self.why)


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    count: int
    """Full matches that the filter by this value finds, under the query's own filters: a document counts for each language that a
    passage of it has, and for its host and every host above it."""


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to one search: exactly what the JSON endpoint prints (DESIGN section 7)."""

    query: str
    took_ms: float
    total: int
    """Number of full matches, identical copies included."""
    total_relation: Literal["eq", "gte"]
    offset: int
    """Hits before this page: results, each with its copies."""
    limit: int
    has_next: bool
    """Whether a page at ``offset + limit`` would hold hits (full or partial)."""
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    """Keys ``lang``, ``site``, ``year``; most frequent first, then by value."""
    suggestion: str | None
    warnings: tuple[Warning_, ...]
    languages: tuple[str, ...] = ()
    """Languages that the words were analysed under. Not printed as JSON."""
    tiered: bool = True
    """Whether every full match comes before every partial one; long queries are ranked by score alone. Not printed as JSON."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What a user asks for. ``offset + limit`` <= 1,000 and ``limit`` <= 100, else :class:`search.errors.UnknownParameterValue`."""

    query: str
    lang: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    date_from: str | None = None
    """ISO date, inclusive."""
    date_to: str | None = None
    """ISO date, inclusive."""
    sort: Literal["relevance", "date"] = "relevance"
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One stored document, with the marks of a query on it."""

    document: Document
    lang: str
    dir: Literal["ltr", "rtl"]
    marks: tuple[Span, ...]
    """In ``document.text``."""
    title_marks: tuple[Span, ...]
    passages: tuple[tuple[int, int, str], ...]
    """``(start, end, language)`` of each passage of the text, in order."""
    why: tuple[Why, ...] = ()
    url_marks: tuple[Span, ...] = ()
    """In ``document.url``: of what the text does not hold."""
    title_cut: bool = False
    """Whether a derived title ends inside a sentence."""


@dataclass(frozen=True, slots=True)
class Similar:
    """One document that is like another (``search/similar.py``)."""

    id: str
    url: str | None
    title: str
    title_source: Literal["document", "derived"]
    lang: str
    dir: Literal["ltr", "rtl"]
    site: str | None
    date: str | None
    score: float
    title_cut: bool
    """As in :class:`Hit`."""
    words: tuple[str, ...]
    """Telling words of the other document that this one holds, as written here, most telling first."""


@dataclass(frozen=True, slots=True)
class AnalysedToken:
    """One token as ``/analyze`` and ``glotta analyze`` show it."""

    start: int
    end: int
    text: str
    exact: str
    fold: tuple[str, ...]
    word: tuple[str, ...]
    """``lang:form`` entries of the ``word`` field."""
    function: bool
    synonyms: tuple[str, ...] = ()
    """Of the user's own lists, as a query for this token takes them up."""


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What ``glotta index info`` and ``/health`` tell about the live generation."""

    engine: str
    generation: int
    documents: int
    languages: Mapping[str, int]
    """Language -> documents with a passage in it, most frequent first."""
    size: int
    """Bytes on disk of the generation."""
    text_size: int
    """Bytes (UTF-8) of the original texts."""
    built_at: str
    """ISO 8601, UTC, seconds."""
    sources: tuple[str, ...]
    fingerprint: str
    seconds: float
    """What the build took."""
    chosen_because: str
    """One line on why ``auto`` took this engine, or 'named by the user'."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a rebuild, update or removal did."""

    info: IndexInfo
    added: int
    changed: int
    removed: int
    unchanged: int
    failed: tuple[tuple[str, str, str], ...]
    """``(name, code, reason)`` of each document that could not be indexed."""
    warnings: tuple[tuple[str, str, str], ...]
    """``(name, code, detail)``, for instance a guessed encoding."""
    remaining: int = 0
    """Documents of unchanged files that could not be indexed when those were read."""
    remaining_first: tuple[tuple[str, str, str], ...] = ()
    """Those of them that are remembered, like ``failed``."""
