"""The pages: the box, the results, one document. Everything works without JavaScript."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request
from flask_babel import gettext

from search import Copy, DocumentView, FacetValue, Hit, Page, SearchRequest
from web.explain import reasons
from web.links import (
    DEFAULT_LIMIT,
    active_year,
    facet_links,
    following_url,
    narrowed_by,
    previous_url,
    search_url,
    unfiltered,
    without,
)
from web.notices import notice
from web.paragraphs import paragraphs
from web.parameters import required, search_request
from web.service import current_service

blueprint = Blueprint("views", __name__)

SIMILAR = 4
"""Documents under *more like this*."""
ONLY_SIMILAR = "only-similar"
"""The warning that stands where the number of results would."""
_QUOTES = re.compile("[\"„“”«»「」『』]")


@dataclass(frozen=True, slots=True)
class Group:
    """One result with the identical copies of it."""

    hit: Hit
    copies: tuple[Copy, ...]
    number: int
    """On the whole list, from 1."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of results under one heading."""

    partial: bool
    """Results that lack some of the words."""
    similar: bool
    """Results that only hold words like them."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class WayOut:
    """A wider search that finds something where the one asked for found nothing."""

    label: str
    url: str
    total: int


@blueprint.get("/")
def home() -> str:
    """The box, and what can be searched."""
    service = current_service()
    return render_template("home.html", info=service.info(), languages=service.languages(), query="", autofocus=True)


@blueprint.get("/search")
def results() -> str:
    """One page of results; without words and filters, the box."""
    wanted = search_request(request.args, default_limit=DEFAULT_LIMIT)
    filtered = bool(wanted.lang or wanted.site or wanted.date_from or wanted.date_to)
    if not (wanted.query.strip() or filtered):
        return home()
    page = current_service().search(wanted)
    present = current_service().languages()
    first = replace(wanted, offset=0)
    return render_template(
        "results.html",
        query=wanted.query,
        wanted=wanted,
        page=page,
        sections=sections(page),
        notices=[notice(warning, present) for warning in page.warnings if warning.code != ONLY_SIMILAR],
        only_similar=next((notice(warning) for warning in page.warnings if warning.code == ONLY_SIMILAR), None),
        reasons=reasons,
        facets=facet_links(wanted, replace(page, facets={**page.facets, **alternatives(wanted)})),
        year=active_year(wanted),
        filtered=filtered,
        ways_out=[] if page.hits else ways_out(wanted),
        url_without_dates=search_url(replace(first, date_from=None, date_to=None)),
        url_by_relevance=search_url(replace(first, sort="relevance")),
        url_by_date=search_url(replace(first, sort="date")),
        url_suggestion=search_url(replace(first, query=page.suggestion)) if page.suggestion else None,
        previous=previous_url(wanted),
        next=following_url(wanted, page),
        languages=present if not page.hits else {},
    )


@blueprint.get("/documents/<document_id:document_id>")
def document(document_id: str) -> str:
    """One document with every match of ``q`` marked, and others like it."""
    query = request.args.get("q", "")
    view: DocumentView = current_service().document(document_id, query)
    similar = current_service().similar(document_id, SIMILAR)
    return render_template("document.html", query=query, view=view, paragraphs=paragraphs(view), reasons=reasons, similar=similar)


@blueprint.get("/documents")
def document_by_parameter() -> str:
    """The same with the id as a parameter, for ids that no path can hold."""
    return document(required(request.args, "id"))


def alternatives(wanted: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
    """Of each facet with a chosen value: what else could be chosen with it or instead, counted as if none were."""
    pages = {name: current_service().search(replace(without(wanted, name), limit=1)) for name in narrowed_by(wanted)}
    return {name: tuple(page.facets[name]) for name, page in pages.items()}


def sections(page: Page) -> list[Section]:
    """Full matches, then the rest under a heading of its own; one plain run where the library mixes them (long queries)."""
    found = [hit for hit in page.hits if hit.matched == "all"]
    full = len(found)
    in_front = all(hit.matched == "all" for hit in page.hits[:full])
    no_more = in_front and page.offset == 0 and sum(1 + hit.copies for hit in found) >= page.total
    if not (page.tiered or no_more or not page.total):
        full = len(page.hits)  # each of the others says what it lacks
    before, after = page.hits[:full], page.hits[full:]
    runs = [
        Section(False, False, groups(before, page.offset + 1)),
        Section(True, all(hit.similar for hit in after), groups(after, page.offset + full + 1)),
    ]
    return [run for run in runs if run.groups]


def groups(hits: tuple[Hit, ...], start: int) -> tuple[Group, ...]:
    """Results, numbered, with their copies."""
    return tuple(Group(hit, hit.copy_list, number) for number, hit in enumerate(hits, start))


def ways_out(wanted: SearchRequest) -> list[WayOut]:
    """Which of the wider searches find something."""
    unquoted = _QUOTES.sub(" ", wanted.query).strip()
    filtered, quoted = unfiltered(wanted) != replace(wanted, offset=0), unquoted != wanted.query.strip()
    wider = []
    if filtered:
        wider.append((gettext("Search again without filters"), unfiltered(wanted)))
    if quoted:
        wider.append((gettext("Search again without quotes"), replace(wanted, query=unquoted, offset=0)))
    found = _fruitful(wider)
    if filtered and quoted and not found:
        found = _fruitful([(gettext("Search again without filters and quotes"), replace(unfiltered(wanted), query=unquoted))])
    return found


def _fruitful(wider: list[tuple[str, SearchRequest]]) -> list[WayOut]:
    pages = [(label, request, current_service().search(replace(request, limit=1))) for label, request in wider]
    return [WayOut(label, search_url(request), page.total) for label, request, page in pages if page.hits]
