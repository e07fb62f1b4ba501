"""From the query string of a request to a :class:`search.SearchRequest`: the same rules for the page and for the endpoint.

DESIGN section 7 names the parameters. A wrong value is an error that names the parameter (HTTP 400); an unknown parameter is ignored and
reported as a warning; a malformed *query* is neither (the library searches it as plain words).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from werkzeug.datastructures import MultiDict

from search import SearchRequest, UnknownParameterValue, Warning_

MAX_LIMIT = 100
MAX_WINDOW = 1000
"""Number of the last result that is ever listed (``offset + limit``): deeper results are reached by a narrower query."""

MAX_SUGGESTIONS = 20
MAX_SIMILAR = 20

PARAMETERS: Mapping[str, frozenset[str]] = {
    "search": frozenset({"q", "lang", "site", "date_from", "date_to", "sort", "limit", "offset"}),
    "suggest": frozenset({"q", "limit"}),
    "document": frozenset({"q"}),
    "document_by_parameter": frozenset({"id", "q"}),
    "similar": frozenset({"limit"}),
    "analyze": frozenset({"text", "lang"}),
    "languages": frozenset(),
}
"""The query parameters of each view of the endpoint. (``/openapi.json`` describes them; a test compares.)"""
WARNINGS = {
    "unknown-parameter": "The parameter {parameter!r} is not known and was ignored.",
    "repeated-parameter": "The parameter {parameter!r} was given more than once; the first value counts.",
    "page-cut": "Only the first {last:,} results are listed, so this page has at most {limit}: narrow the query to see others.",
}
"""Code -> sentence of the warnings about parameters, which only programs get. (Those about a query: ``search.SENTENCES``.)"""
_REPEATABLE = frozenset({"lang", "site"})
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Arguments = MultiDict[str, str]


def search_request(args: Arguments, *, default_limit: int = 10) -> SearchRequest:
    """Read the parameters of a search; a page that would reach beyond ``MAX_WINDOW`` is cut there (:func:`page_cut` says so).

    Raises :class:`search.UnknownParameterValue` that names the first wrong one.
    """
    limit = integer(args, "limit", default_limit, 1, MAX_LIMIT)
    offset = integer(args, "offset", 0, 0, MAX_WINDOW - 1)
    return SearchRequest(
        query=args.get("q", ""),
        lang=_values(args, "lang"),
        site=_values(args, "site"),
        date_from=_date(args, "date_from"),
        date_to=_date(args, "date_to"),
        sort=_sort(args),
        limit=min(limit, MAX_WINDOW - offset),
        offset=offset,
    )


def required(args: Arguments, name: str) -> str:
    """The value of a parameter that must be there (it may be empty)."""
    if name not in args:
        raise UnknownParameterValue(name, f"The parameter {name!r} is missing.")
    return args[name]


def integer(args: Arguments, name: str, default: int, low: int, high: int) -> int:
    """A whole number in ``[low, high]``; ``default`` when the parameter is absent or empty."""
    value = args.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdecimal() and len(value) <= 9 and low <= int(value) <= high):
        raise UnknownParameterValue(name, f"{name} must be a whole number from {low} to {high}, not {value!r}.")
    return int(value)


def argument_warnings(args: Arguments, known: Collection[str]) -> tuple[Warning_, ...]:
    """Warnings about parameters that do not exist or are given twice where one value counts (the first)."""
    warnings = [_warning("unknown-parameter", parameter=name) for name in args if name not in known]
    warnings += [
        _warning("repeated-parameter", parameter=name)
        for name, values in args.lists()
        if name in known and name not in _REPEATABLE and len(values) > 1
    ]
    return tuple(warnings)


def page_cut(args: Arguments, wanted: SearchRequest) -> tuple[Warning_, ...]:
    """The warning that the page was cut at the last result that is listed, if it was."""
    if wanted.limit == integer(args, "limit", wanted.limit, 1, MAX_LIMIT):
        return ()
    return (_warning("page-cut", last=MAX_WINDOW, limit=wanted.limit),)


def _warning(code: str, **params: str | int) -> Warning_:
    return Warning_(code, WARNINGS[code].format(**params), params)


def _values(args: Arguments, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in args.getlist(name) if value))


def _sort(args: Arguments) -> Literal["relevance", "date"]:
    value = args.get("sort", "")
    if value in ("", "relevance"):
        return "relevance"
    if value == "date":
        return "date"
    raise UnknownParameterValue("sort", f"sort must be 'relevance' or 'date', not {value!r}.")


def _date(args: Arguments, name: str) -> str | None:
    value = args.get(name, "")
    if not value:
        return None
    try:
        # fromisoformat also takes 20250101 and 2025-W01-1; the endpoint promises one form.
        if _ISO_DATE.fullmatch(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass  # the right shape but no such day: reported below like a wrong shape
    raise UnknownParameterValue(name, f"{name} must be a day such as 2025-04-29, not {value!r}.")
