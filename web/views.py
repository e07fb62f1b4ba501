"""The pages: the box, the results, one document. Everything works without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request

from search import Hit, Page
from web.explain import reasons
from web.links import DEFAULT_LIMIT, active_year, facet_links, following_url, previous_url, search_url, without_filters
from web.markup import paragraphs
from web.parameters import search_request
from web.service import current_service

blueprint = Blueprint("views", __name__)


@dataclass(frozen=True, slots=True)
class Section:
    """A run of results under one heading."""

    partial: bool
    """Results that lack some of the words."""
    hits: tuple[Hit, ...]
    start: int
    """Number of the first one on the whole list, from 1."""


@blueprint.get("/")
def home() -> str:
    """The box, and what can be searched."""
    service = current_service()
    return render_template("home.html", info=service.info(), languages=service.languages(), query="")


@blueprint.get("/search")
def results() -> str:
    """One page of results; without words and filters, the box."""
    wanted = search_request(request.args, default_limit=DEFAULT_LIMIT)
    filtered = bool(wanted.lang or wanted.site or wanted.date_from or wanted.date_to)
    if not (wanted.query.strip() or filtered):
        return home()
    page = current_service().search(wanted)
    first = replace(wanted, offset=0)
    return render_template(
        "results.html",
        query=wanted.query,
        wanted=wanted,
        page=page,
        sections=sections(page),
        reasons=reasons,
        facets=facet_links(wanted, page),
        year=active_year(wanted),
        filtered=filtered,
        url_without_filters=without_filters(wanted),
        url_without_dates=search_url(replace(first, date_from=None, date_to=None)),
        url_by_relevance=search_url(replace(first, sort="relevance")),
        url_by_date=search_url(replace(first, sort="date")),
        url_suggestion=search_url(replace(first, query=page.suggestion)) if page.suggestion else None,
        previous=previous_url(wanted),
        next=following_url(wanted, page),
        languages=current_service().languages() if not page.hits else {},
    )


@blueprint.get("/documents/<document_id:document_id>")
def document(document_id: str) -> str:
    """One document with every match of ``q`` marked."""
    query = request.args.get("q", "")
    view = current_service().document(document_id, query)
    return render_template("document.html", query=query, view=view, paragraphs=paragraphs(view), reasons=reasons)


def sections(page: Page) -> list[Section]:
    """Full matches, then the rest under a heading of its own; one plain run where the library mixes them (long queries)."""
    full = sum(hit.matched == "all" for hit in page.hits)
    tiered = all(hit.matched == "all" for hit in page.hits[:full])
    if not tiered:
        return [Section(False, page.hits, page.offset + 1)]
    runs = [Section(False, page.hits[:full], page.offset + 1), Section(True, page.hits[full:], page.offset + full + 1)]
    return [run for run in runs if run.hits]
