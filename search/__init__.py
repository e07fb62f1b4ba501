"""glotta: one search box for text in every language. The only door of the library: everything else is private.

    >>> from search import open_service, SearchRequest
    >>> service = open_service("index")
    >>> page = service.search(SearchRequest("công nghiệp hỗ trợ"))
    >>> page.hits[0].title, page.hits[0].snippets[0].marks
"""

from search.errors import (
    BadWordList,
    DocumentError,
    GlottaError,
    IndexDamaged,
    IndexError_,
    IndexIncompatible,
    IndexLocked,
    IndexMissing,
    IndexUnwritable,
    NothingIndexed,
    UnknownDocument,
    UnknownParameterValue,
    UsageError,
    WorkerDied,
)
from search.ingest import info, rebuild, remove, update
from search.model import (
    AnalysedToken,
    BuildReport,
    Copy,
    Document,
    DocumentView,
    FacetValue,
    Hit,
    IndexInfo,
    Matched,
    Page,
    Rung,
    SearchRequest,
    Similar,
    Snippet,
    Span,
    Warning_,
    Why,
    Zone,
    ZoneKind,
)
from search.query import SENTENCES
from search.serialise import analyses_to_json, hit_to_json, next_url, page_to_json, warning_to_json
from search.service import KNOWN_LANGUAGES, SearchService, open_service
from search.settings import Settings

__all__ = [
    # asking
    "SearchService", "open_service", "Settings", "SearchRequest", "Page", "Hit", "Copy", "Snippet", "Span", "Why", "Rung", "Matched",
    "FacetValue", "Warning_", "SENTENCES", "DocumentView", "Similar", "AnalysedToken", "KNOWN_LANGUAGES",
    # building
    "rebuild", "update", "remove", "info", "BuildReport", "IndexInfo", "Document", "Zone", "ZoneKind",
    # printing
    "page_to_json", "hit_to_json", "warning_to_json", "analyses_to_json", "next_url",
    # errors
    "GlottaError", "UsageError", "UnknownParameterValue", "UnknownDocument", "BadWordList", "DocumentError", "NothingIndexed",
    "IndexError_", "IndexMissing", "IndexIncompatible", "IndexDamaged", "IndexLocked", "IndexUnwritable", "WorkerDied",
]
