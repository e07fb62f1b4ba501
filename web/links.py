"""Addresses: stable, short, the same parameters in the same order, so that a result page has one address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

from flask import Flask, url_for

from search import Page, SearchRequest
from web.i18n import interface_argument
from web.parameters import MAX_WINDOW

DEFAULT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value of a facet. ``url`` adds it to the search, or removes it when it is ``active``."""

    value: str
    count: int | None
    """Full matches; None for an active value that none has."""
    active: bool
    url: str


def search_parameters(request: SearchRequest) -> list[tuple[str, str]]:
    """The query string of a search in its fixed order; what is at its default is left out."""
    pairs = [("q", request.query)]
    pairs += [("lang", value) for value in request.lang]
    pairs += [("site", value) for value in request.site]
    optional = {
        "date_from": request.date_from,
        "date_to": request.date_to,
        "sort": request.sort if request.sort != "relevance" else None,
        "limit": str(request.limit) if request.limit != DEFAULT_LIMIT else None,
        "offset": str(request.offset) if request.offset else None,
    }
    return pairs + [(name, value) for name, value in optional.items() if value]


def search_url(request: SearchRequest) -> str:
    """The absolute path of a result page."""
    pairs = search_parameters(request)
    language = interface_argument()
    if language:
        pairs.append(("hl", language))
    return f"{url_for('views.results')}?{urlencode(pairs)}"


def following_url(request: SearchRequest, page: Page) -> str | None:
    """The page after this one, or None at the end (of the results or of what may be asked for)."""
    offset = request.offset + request.limit
    if not page.has_next or offset + request.limit > MAX_WINDOW:
        return None
    return search_url(replace(request, offset=offset))


def previous_url(request: SearchRequest) -> str | None:
    """The page before this one, or None on the first."""
    return search_url(replace(request, offset=max(0, request.offset - request.limit))) if request.offset else None


def without(request: SearchRequest, facet: str) -> SearchRequest:
    """The same search, not narrowed by one facet."""
    if facet == "year":
        return replace(request, date_from=None, date_to=None, offset=0)
    return replace(request, lang=(), offset=0) if facet == "lang" else replace(request, site=(), offset=0)


def narrowed_by(request: SearchRequest) -> list[str]:
    """The facets of which a value is chosen."""
    chosen = {"lang": request.lang, "site": request.site, "year": active_year(request)}
    return [name for name, values in chosen.items() if values]


def facet_links(request: SearchRequest, page: Page) -> dict[str, list[FacetLink]]:
    """``lang``, ``site`` and ``year`` -> links. Values of one facet are alternatives, facets are combined.

    Every link leads to page one; the newest year comes first, else the largest count.
    A facet whose values all have all results is left out: it would not narrow anything.
    """
    first = replace(request, offset=0)
    year = active_year(request)
    links = {
        "lang": [_toggle(first, "lang", value, count) for value, count in _values(page, "lang", request.lang)],
        "site": [_toggle(first, "site", value, count) for value, count in _values(page, "site", request.site)],
        "year": [
            FacetLink(value, count, value == year, search_url(_with_year(first, None if value == year else value)))
            for value, count in _values(page, "year", (year,) if year else ())
        ],
    }
    links["year"].sort(key=lambda link: link.value, reverse=True)
    return {name: values for name, values in links.items() if any(value.active or value.count != page.total for value in values)}


def active_year(request: SearchRequest) -> str | None:
    """The year whose first and last day the date filter names."""
    year = (request.date_from or "")[:4]
    return year if year and (request.date_from, request.date_to) == (f"{year}-01-01", f"{year}-12-31") else None


def unfiltered(request: SearchRequest) -> SearchRequest:
    """The same words, everywhere."""
    return replace(request, lang=(), site=(), date_from=None, date_to=None, offset=0)


def document_url(document_id: str, query: str = "") -> str:
    """The page of a document with the query's matches marked. Browsers take ``.`` and ``..`` for relative paths, even escaped."""
    if document_id in (".", ".."):
        return url_for("views.document_by_parameter", id=document_id, q=query or None, hl=interface_argument())
    return url_for("views.document", document_id=document_id, q=query or None, hl=interface_argument())


def safe_link(url: str | None) -> str | None:
    """The address if it is one that a browser may be sent to (http, https), else None."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # "http://[broken"
        return None
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else None


def register(app: Flask) -> None:
    """Make the addresses known to the templates."""
    app.jinja_env.globals.update(document_url=document_url, safe_link=safe_link)


def _values(page: Page, name: str, active: tuple[str, ...]) -> list[tuple[str, int | None]]:
    counted: list[tuple[str, int | None]] = [(facet.value, facet.count) for facet in page.facets.get(name, ())]
    known = {value for value, _ in counted}
    return [(value, None) for value in active if value not in known] + counted


def _toggle(request: SearchRequest, name: str, value: str, count: int | None) -> FacetLink:
    before = request.lang if name == "lang" else request.site
    active = value in before
    after = tuple(other for other in before if other != value) if active else (*before, value)
    changed = replace(request, lang=after) if name == "lang" else replace(request, site=after)
    return FacetLink(value, count, active, search_url(changed))


def _with_year(request: SearchRequest, year: str | None) -> SearchRequest:
    return replace(request, date_from=f"{year}-01-01" if year else None, date_to=f"{year}-12-31" if year else None)
