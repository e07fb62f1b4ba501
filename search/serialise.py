"""Results and analyses as the JSON objects of the HTTP interface (DESIGN section 7). Frozen: keys are added, never changed.

Shared by the HTTP endpoint and the command line (``search --json``, ``analyze --json``), so that both print the same objects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any
from urllib.parse import urlencode

from search.model import AnalysedToken, Hit, Page, SearchRequest, Warning_

API_SEARCH = "/api/v1/search"


def page_to_json(page: Page, next_url: str | None = None) -> dict[str, Any]:
    """The whole answer. All offsets are code points, half open."""
    return {
        "query": page.query,
        "took_ms": round(page.took_ms, 3),
        "total": page.total,
        "total_relation": page.total_relation,
        "offset": page.offset,
        "limit": page.limit,
        "next": next_url,
        "hits": [hit_to_json(hit) for hit in page.hits],
        "facets": {
            name: [{"value": item.value, "count": item.count} for item in page.facets.get(name, ())] for name in ("lang", "site", "year")
        },
        "suggestion": page.suggestion,
        "warnings": [warning_to_json(warning) for warning in page.warnings],
    }


def warning_to_json(warning: Warning_) -> dict[str, Any]:
    """A warning; ``params`` is an addition to DESIGN's members: what ``detail`` names."""
    return {"code": warning.code, "detail": warning.detail, "params": dict(warning.params)}


def hit_to_json(hit: Hit) -> dict[str, Any]:
    """One result. ``copy_list``, ``title_cut`` and ``snippets[].lang`` are additions to DESIGN's fields."""
    return {
        "id": hit.id,
        "url": hit.url,
        "title": hit.title,
        "title_source": hit.title_source,
        "title_marks": [list(mark) for mark in hit.title_marks],
        "lang": hit.lang,
        "dir": hit.dir,
        "site": hit.site,
        "date": hit.date,
        "score": round(hit.score, 6),
        "matched": hit.matched,
        "missing": list(hit.missing),
        "copies": hit.copies,
        "copy_list": [asdict(copy) for copy in hit.copy_list],
        "snippets": [
            {"text": snippet.text, "start": snippet.start, "marks": [list(mark) for mark in snippet.marks], "lang": snippet.lang}
            for snippet in hit.snippets
        ],
        "why": [{"term": reason.term, "rung": reason.rung, "form": reason.form} for reason in hit.why],
        "title_cut": hit.title_cut,
    }


def analyses_to_json(
    text: str, analyses: Sequence[tuple[str, Sequence[AnalysedToken]]], warnings: Sequence[Warning_] = ()
) -> dict[str, Any]:
    """How a text is analysed: one entry per language with its tokens and every form that is indexed."""
    return {
        "text": text,
        "analyses": [{"lang": lang, "tokens": [asdict(token) for token in tokens]} for lang, tokens in analyses],
        "warnings": [warning_to_json(warning) for warning in warnings],
    }


def next_url(request: SearchRequest, page: Page, path: str = API_SEARCH) -> str | None:
    """Absolute path of the page after this one, with every parameter of the request; None on the last page or at the bound of 1,000."""
    offset = page.offset + page.limit
    if not page.has_next or offset + page.limit > 1000:
        return None
    pairs: list[tuple[str, str]] = [("q", request.query)]
    pairs += [("lang", value) for value in request.lang]
    pairs += [("site", value) for value in request.site]
    pairs += [(name, value) for name, value in (("date_from", request.date_from), ("date_to", request.date_to)) if value]
    if request.sort != "relevance":
        pairs.append(("sort", request.sort))
    return f"{path}?{urlencode([*pairs, ('limit', str(page.limit)), ('offset', str(offset))], errors='replace')}"
