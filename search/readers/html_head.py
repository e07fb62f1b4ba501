"""What a page says about itself in its markup: title, address, date of publication, language.

Only statements about publication count: never ``modified``, never a date that some library guesses from the text. Sources: the Open
Graph protocol (``og:``, ``article:``), schema.org in JSON-LD (``datePublished``), Dublin Core, Highwire ``citation_`` tags, HTML
(``<link rel=canonical>``, ``<time pubdate>``, ``itemprop``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from search.readers.dates import from_metadata
from search.readers.facts import site_of

_DATES = ("article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "article:published", "datepublished")
_LESSER_DATES = ("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dcterms.date", "dc.date", "citation_date",
                 "citation_publication_date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date",
                 "publication_date", "date")
_ARTICLE = ("Article", "BlogPosting", "Report", "Posting", "Review", "Recipe", "Book", "CreativeWork", "VideoObject")


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    url: str | None
    date: str | None
    tag: str | None
    """Language tag as written."""


def read_head(root: Any) -> Head:
    """The facts of a parsed page. ``root``: lxml element."""
    metas = _metas(root)
    tag = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("content-language") or ""
    return Head(_title(root, metas), _url(root, metas), _date(root, metas, tag.strip() or None), tag.strip() or None)


def _metas(root: Any) -> dict[str, str]:
    """``property``, ``name``, ``itemprop`` or ``http-equiv`` of each meta element, lower case -> its first non-empty content."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (meta.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, content)
    return found


def _title(root: Any, metas: dict[str, str]) -> str:
    """``og:title``; else the one ``<h1>`` if ``<title>`` only adds the site to it; else ``<title>``; else the one ``<h1>``."""
    if metas.get("og:title"):
        return _flat(metas["og:title"])
    # A <title> inside an <svg> names a drawing.
    titles = (title for title in root.iter("title") if title.getparent() is None or title.getparent().tag in {"head", "html", "body"})
    page = next(map(_text, titles), "")
    headings = [text for text in map(_text, root.iter("h1")) if text]
    if len(headings) == 1 and page.startswith(headings[0]):
        return headings[0]
    return page or (headings[0] if len(headings) == 1 else "")


def _url(root: Any, metas: dict[str, str]) -> str | None:
    """The canonical address, made absolute where the page says against what; None unless it is an http address with a host."""
    base = next((element.get("href") for element in root.iter("base") if element.get("href")), None) or metas.get("og:url") or ""
    canonical = next((element.get("href") for element in root.iter("link")
                      if "canonical" in (element.get("rel") or "").lower().split() and element.get("href")), None)
    for candidate in (canonical, metas.get("og:url")):
        if not candidate:
            continue
        try:
            url = str(urljoin(base, candidate.strip()))
        except ValueError:
            continue
        if url.lower().startswith(("http://", "https://")) and site_of(url) and not any(c.isspace() for c in url):
            return url
    return None


def _date(root: Any, metas: dict[str, str], tag: str | None) -> str | None:
    for key in _DATES:
        if (date := from_metadata(metas.get(key, ""), tag)) is not None:
            return date
    if (date := _linked_date(root, tag)) is not None:
        return date
    for key in _LESSER_DATES:
        if (date := from_metadata(metas.get(key, ""), tag)) is not None:
            return date
    marked = [element for element in root.iter("time", "span", "abbr", "p", "div")
              if (element.get("itemprop") or "").lower() == "datepublished" or (element.tag == "time" and "pubdate" in element.attrib)]
    dates = {from_metadata(element.get("datetime") or element.get("content") or _text(element), tag) for element in marked}
    return dates.pop() if len(dates) == 1 else None


def _linked_date(root: Any, tag: str | None) -> str | None:
    """``datePublished`` of the article in JSON-LD; of the page where no article has one; None where several articles differ."""
    articles: set[str] = set()
    others: set[str] = set()
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # broken JSON-LD is common and costs only this fact
        for found in _objects(data):
            value = found.get("datePublished")
            if isinstance(value, str) and (date := from_metadata(value, tag)) is not None:
                (articles if any(name in str(found.get("@type")) for name in _ARTICLE) else others).add(date)
    dates = articles or others
    return next(iter(dates)) if len(dates) == 1 else None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The object, those of a list, and those of its ``@graph``; not what it mentions (comments, related articles)."""
    for found in data if isinstance(data, list) else [data]:
        if isinstance(found, dict):
            yield found
            graph = found.get("@graph")
            yield from (inner for inner in (graph if isinstance(graph, list) else []) if isinstance(inner, dict))


def _text(element: Any) -> str:
    return _flat("".join(element.itertext()))


def _flat(text: str) -> str:
    return " ".join(text.split())
