"""The read path: query -> parse -> leaves -> forms under all languages -> engine.match -> marks, snippets -> page.

Knows no Flask, no command line and no folder: it gets an open engine and a request.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from search.analysis.forms import UNMARKED, word_forms
from search.copies import Folded, Listed
from search.engine import All, Engine, Filters, Match, Matches, cannot_match, site_suffixes
from search.errors import UnknownDocument, UnknownParameterValue
from search.languages import LANGUAGES, language
from search.marks import addresses
from search.marks.columns import Marks
from search.marks.find import Found, find
from search.marks.proximity import FIRST, Read, nearest_first, read
from search.marks.snippet import snippets
from search.model import AnalysedToken, Copy, DocumentView, FacetValue, Hit, Page, SearchRequest, Span, Warning_, Why
from search.plan import CompiledQuery, compile_query, present_languages, token_synonyms
from search.query import ParsedQuery, language_code, parse, warning
from search.readers.titles import LOOK_BEHIND, goes_on
from search.store.payload import StoredDocument
from search.suggestions.correction import did_you_mean
from search.text.emoji import emoji_runs
from search.text.unicode import direction, normalise, scripts

MAX_LIMIT = 100
MAX_DEPTH = 1_000
FACETS = ("lang", "site", "year")
FACET_VALUES = 50
"""Values shown per facet."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine found for a request, before any document is fetched."""

    compiled: CompiledQuery | None
    """None when nothing was asked for."""
    matches: Matches
    warnings: tuple[Warning_, ...]
    parsed: ParsedQuery
    weak: CompiledQuery | None = None
    """What partial matches were found by, if the weak rungs were tried."""
    documents: Mapping[str, Read] = field(default_factory=dict)
    """The first matches as they were read to put them in order, by id."""


def answer(engine: Engine, request: SearchRequest, *, facets: Sequence[str] = FACETS, folded: Folded | None = None) -> Answer:
    """Parse, compile and match. The weak rungs are tried only where the strict ones fill no page. ``folded``: copies are one match."""
    match = engine.match if folded is None else folded.match
    parsed = parse(request.query, LANGUAGES.keys())
    compiled = compile_query(engine, parsed, request)
    nothing = () if parsed.root is None or compiled.plan.root != All(()) else (warning("no-words"),)  # ™, or a lone tatweel
    if (parsed.root is None or nothing) and compiled.plan.filters == Filters():
        return Answer(None, Matches((), 0, False, {}), parsed.warnings + nothing, parsed)
    hopeless = cannot_match(compiled.plan.root)
    weak = _weak(engine, parsed, request, compiled, 0) if hopeless else None
    near = len(compiled.targets) > 1 and request.sort == "relevance" and request.offset < FIRST
    limit, offset = (max(request.limit + request.offset, FIRST), 0) if near else (request.limit, request.offset)
    if weak is not None:
        strict = Matches((), 0, False, {name: () for name in facets})
    else:
        strict = match(compiled.plan, limit=limit, offset=offset, facets=facets)
        weak = _weak(engine, parsed, request, compiled, strict.total) if not hopeless else None
    matches = _with_weak(strict, match(weak.plan, limit=limit, offset=offset)) if weak is not None else strict
    documents = read(engine, compiled, weak, matches.hits[:FIRST]) if near else {}
    if near:
        hits = nearest_first(matches.hits, documents, full_first=compiled.plan.tiered or weak is not None)
        matches = _page(replace(matches, hits=tuple(hits)), request)
    many = tuple(warning("many-words", what=what) for what in compiled.cut)
    return Answer(compiled, matches, parsed.warnings + nothing + many + _unknown_languages(engine, request), parsed, weak, documents)


def _page(matches: Matches, request: SearchRequest) -> Matches:
    """Of matches from the first on those that were asked for."""
    end = request.offset + request.limit
    return replace(matches, hits=matches.hits[request.offset : end], more=matches.more or len(matches.hits) > end)


def _codes(engine: Engine, asked: Sequence[str]) -> tuple[str, ...]:
    """Languages as ``lang:`` in a query takes them (nb, Norwegian, norsk: no); what means none of them stays as it is."""
    known = LANGUAGES.keys() | engine.languages().keys() if asked else frozenset[str]()
    return tuple(dict.fromkeys(language_code(value, known) or value for value in asked))


def _unknown_languages(engine: Engine, request: SearchRequest) -> tuple[Warning_, ...]:
    """A warning for each language asked for that nothing can be labelled with."""
    known = LANGUAGES.keys() | engine.languages().keys() if request.lang else frozenset[str]()
    return tuple(
        warning("language-not-here", what=code, known=" ".join(sorted(engine.languages())))
        for code in request.lang
        if code not in known
    )


def _weak(engine: Engine, parsed: ParsedQuery, request: SearchRequest, compiled: CompiledQuery, total: int) -> CompiledQuery | None:
    """The plan with the weak rungs where the strict ones found too little, if it differs.

    Too little: full matches do not fill a page; for a query that is ranked by score alone there are none, and for a long one a word is
    unknown besides.
    """
    enough = total >= request.limit if compiled.plan.tiered else total > 0
    if enough or not compiled.relaxable or request.sort != "relevance" or not (compiled.short or compiled.unknown):
        return None
    weak = compile_query(engine, parsed, request, relaxed=True, only_unknown=not compiled.short, before=compiled)
    return weak if weak.plan != compiled.plan else None


def _with_weak(strict: Matches, weak: Matches) -> Matches:
    """Full matches and what is counted as the strict rungs have it, then the partial matches as the weak rungs order them."""
    full = tuple(match for match in strict.hits if match.full)
    return replace(strict, hits=full + weak.hits[len(full) :], more=weak.more)


def search(engine: Engine, request: SearchRequest) -> Page:
    """The page of results for a request. Raises :class:`UnknownParameterValue` for a limit or an offset out of range."""
    began = time.perf_counter()
    _check(request)
    request = replace(request, lang=_codes(engine, request.lang))
    folded = Folded(engine)
    found = answer(engine, request, folded=folded)
    hits = _hits(engine, folded, found.compiled, found) if found.compiled is not None else ()
    suggestion = did_you_mean(engine, found.parsed, found.compiled, request, found.matches.total) if found.compiled is not None else None
    counted = {**found.matches.facets, "site": _with_sub_domains(found.matches.facets.get("site", ()))}
    facets = {name: tuple(FacetValue(value, count) for value, count in counted.get(name, ())[:FACET_VALUES]) for name in FACETS}
    return Page(
        query=request.query,
        took_ms=(time.perf_counter() - began) * 1000.0,
        total=found.matches.total,
        total_relation="eq",
        offset=request.offset,
        limit=request.limit,
        has_next=found.matches.more and request.offset + request.limit < MAX_DEPTH,
        hits=hits,
        facets=facets,
        suggestion=suggestion,
        warnings=found.warnings + _only_similar(found.matches.total, hits),
        languages=found.compiled.languages if found.compiled is not None else (),
        tiered=found.compiled is None or found.compiled.plan.tiered,
    )


def _only_similar(total: int, hits: Sequence[Hit]) -> tuple[Warning_, ...]:
    """A warning where nothing is counted, and all that is shown was found by the weak rungs."""
    return (warning("only-similar"),) if not total and hits and all(hit.similar for hit in hits) else ()


def _with_sub_domains(hosts: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Hosts, each counted with its sub-domains: the filter finds those, too."""
    counts = Counter(dict(hosts))
    for host, count in hosts:
        for wider in site_suffixes(host)[1:]:
            if wider in counts:
                counts[wider] += count
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _check(request: SearchRequest) -> None:
    if not 1 <= request.limit <= MAX_LIMIT:
        raise UnknownParameterValue("limit", f"limit must be between 1 and {MAX_LIMIT}, not {request.limit}.")
    if request.offset < 0 or request.offset + request.limit > MAX_DEPTH:
        raise UnknownParameterValue(
            "offset", f"offset must not be negative and offset + limit not above {MAX_DEPTH:,}: narrow the query instead."
        )


def _hits(engine: Engine, folded: Folded, compiled: CompiledQuery, found: Answer) -> tuple[Hit, ...]:
    matches = found.matches.hits
    documents = {**read(engine, compiled, found.weak, [each for each in matches if each.id not in found.documents]), **found.documents}
    matches = tuple(each for each in matches if each.id in documents)
    copies: dict[str, Listed] = {}
    for full, found_by in ((True, compiled), (False, found.weak or compiled)):
        hits = [(each.id, documents[each.id].stored.hash) for each in matches if each.full == full]
        copies |= folded.copies(found_by.plan, hits, full=full)
    return tuple(_hit(each, *documents[each.id], *copies.get(each.id, (0, []))) for each in matches)


def _hit(
    match: Match, compiled: CompiledQuery, stored: StoredDocument, found: Found, count: int, copies: Sequence[StoredDocument]
) -> Hit:
    missing = (
        ()
        if match.full
        else tuple(dict.fromkeys(target.text for target, leaf in zip(compiled.targets, found.leaves, strict=True) if not leaf.full))
    )
    return Hit(
        id=stored.id,
        url=stored.url,
        title=stored.title,
        title_source=stored.title_source,
        title_marks=_title_marks(stored, found.marks),
        lang=stored.lang,
        dir=direction(stored.lang),
        site=stored.site,
        date=stored.date,
        score=match.score,
        matched="all" if match.full else "some",
        missing=missing,
        copies=count,
        snippets=snippets(stored, found.marks),
        why=_why(compiled, found),
        copy_list=tuple(Copy(copy.id, copy.url, copy.title, copy.lang, copy.site, copy.date) for copy in copies),
        title_cut=_is_title_cut(stored),
    )


def _is_title_cut(stored: StoredDocument) -> bool:
    """Whether a derived title leaves out the rest of its sentence."""
    span = stored.title_span
    return stored.title_source == "derived" and span is not None and goes_on(stored.title, stored.slice(span[1], span[1] + LOOK_BEHIND))


def _title_marks(stored: StoredDocument, marks: Marks) -> tuple[Span, ...]:
    """Marks in the title: of the title itself, or of the stretch of the text that is the title."""
    span = stored.title_span
    if span is None:
        return marks.where(marks.title).spans()
    return tuple((start - span[0], end - span[0]) for start, end in marks.inside(*span))


def _why(compiled: CompiledQuery, found: Found) -> tuple[Why, ...]:
    return tuple(
        Why(target.text, leaf.rung, leaf.form) for target, leaf in zip(compiled.targets, found.leaves, strict=True) if leaf.rung is not None
    )


def view(engine: Engine, id: str, query: str = "") -> DocumentView:
    """One document with every match of ``query`` marked. Raises :class:`UnknownDocument`."""
    payload = engine.fetch([id])[0]
    if payload is None:
        raise UnknownDocument(f"No document has the id {id!r}. A search shows the ids of what it finds.")
    stored = StoredDocument(payload)
    parsed = parse(query, LANGUAGES.keys())
    compiled = compile_query(engine, parsed, SearchRequest(query))
    found = find(stored, compiled.targets, thorough=True)
    if compiled.relaxable and not all(leaf.full for leaf in found.leaves):
        compiled = compile_query(engine, parsed, SearchRequest(query), relaxed=True, only_unknown=not compiled.short, before=compiled)
        found = find(stored, compiled.targets, thorough=True)
    return DocumentView(
        document=stored.document,
        lang=stored.lang,
        dir=direction(stored.lang),
        marks=found.marks.where(~found.marks.title).spans(),
        title_marks=_title_marks(stored, found.marks),
        passages=tuple((p.start, p.end, p.lang) for p in map(stored.passages.__getitem__, stored.passages.texts())),
        why=_why(compiled, found),
        url_marks=_url_marks(stored, compiled, found),
        title_cut=_is_title_cut(stored),
    )


def _url_marks(stored: StoredDocument, compiled: CompiledQuery, found: Found) -> tuple[Span, ...]:
    """Marks in the document's own URL, of the leaves that only an address holds."""
    only = [target for target, leaf in zip(compiled.targets, found.leaves, strict=True) if leaf.rung == "address"]
    return tuple(sorted({span for target in only for span in addresses.places(stored.url, target)}))


def analyze(engine: Engine | None, text: str, lang: str | None = None) -> tuple[tuple[str, tuple[AnalysedToken, ...]], ...]:
    """How a text is analysed: under ``lang``, or under every language a query of it would be tried under.

    Raises :class:`UnknownParameterValue` for a language without a row.
    """
    if lang is not None and lang not in LANGUAGES:
        raise UnknownParameterValue("lang", f"There is no language {lang!r}. Known: {', '.join(sorted(LANGUAGES))}.")
    present = present_languages(engine, engine.stats().documents) if engine is not None else tuple(LANGUAGES)
    allowed = scripts(text)
    codes = [lang] if lang else [code for code in present if code == "und" or language(code).scripts & allowed] or ["und"]
    return tuple((code, _tokens(code, text)) for code in codes)


def _bases(word: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(form for form in word if not form.startswith(UNMARKED))


def _tokens(code: str, text: str) -> tuple[AnalysedToken, ...]:
    normalised = normalise(text)
    cut = [
        (*normalised.span(start, end), normalised.text[start:end], forms)
        for start, end, lemma in language(code).segment(normalised.text)
        if (forms := word_forms(code, normalised.text[start:end], lemma)) is not None
    ]
    synonyms = token_synonyms(code, [(surface, forms.row.word) for _, _, surface, forms in cut])
    words = [
        AnalysedToken(
            start, end, text[start:end], "".join(forms.row.exact), forms.row.fold, _bases(forms.row.word), forms.function, others
        )
        for (start, end, _, forms), others in zip(cut, synonyms, strict=True)
    ]
    emoji = [(*normalised.span(start, end), form) for run in emoji_runs(normalised.text) for start, end, form in run]
    signs = [AnalysedToken(start, end, text[start:end], form, (form,), (), False) for start, end, form in emoji]
    return tuple(sorted([*words, *signs], key=lambda token: token.start))
