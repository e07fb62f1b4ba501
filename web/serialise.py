"""Values of the library as JSON, for the answers that only the endpoint gives (a page of results is the library's own ``page_to_json``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from babel import Locale, UnknownLocaleError

from search import DocumentView, Similar, Warning_, warning_to_json
from web.i18n import direction

Json = dict[str, object]


def document(view: DocumentView) -> Json:
    """One stored document. ``source`` (a path of this server) is left out."""
    stored = view.document
    return {
        "id": stored.id,
        "url": stored.url,
        "title": stored.title,
        "title_source": stored.title_source,
        "title_marks": view.title_marks,
        "title_cut": view.title_cut,
        "url_marks": view.url_marks,
        "lang": view.lang,
        "dir": view.dir,
        "site": stored.site,
        "date": stored.date,
        "text": stored.text,
        "marks": view.marks,
        "passages": [{"start": start, "end": end, "lang": lang} for start, end, lang in view.passages],
        "zones": [{"kind": zone.kind, "start": zone.start, "end": zone.end} for zone in stored.zones],
        "why": [{"term": why.term, "rung": why.rung, "form": why.form} for why in view.why],
        "extra": dict(stored.extra),
    }


def similar(values: Sequence[Similar]) -> list[Json]:
    """Documents like another one; ``words`` is what both hold, as this one writes it."""
    return [{**asdict(value), "score": round(value.score, 6)} for value in values]


def languages(counts: Mapping[str, int]) -> list[Json]:
    """Code, own name (null if unknown), direction and number of documents."""
    return [{"code": code, "name": own_name(code), "dir": direction(code), "documents": count} for code, count in counts.items()]


def warnings(values: Sequence[Warning_]) -> list[Json]:
    """Each with its stable code, its sentence and what the sentence names."""
    return [warning_to_json(warning) for warning in values]


def own_name(code: str) -> str | None:
    """What the language calls itself."""
    if code == "und":
        return None
    try:
        return Locale.parse(code, sep="-").get_display_name()
    except (ValueError, UnknownLocaleError):
        return None
