"""The shapes of the endpoint's answers, as JSON Schema 2020-12 (OpenAPI 3.1): what ``serialise.py`` and the library print.

A client should accept members that it does not know: members are added, never changed. The tests accept none.
"""

from __future__ import annotations

from typing import Any, get_args

from search import Matched, Rung, ZoneKind

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
DAY_OR_NULL: Schema = {"type": ["string", "null"], "format": "date"}
DIRECTION: Schema = {"enum": ["ltr", "rtl"]}
LANGUAGE: Schema = {"type": "string", "description": "Code of a language (BCP 47); `und`: another one.", "examples": ["ja"]}


def ref(name: str) -> Schema:
    """A schema of the components."""
    return {"$ref": f"#/components/schemas/{name}"}


def array(items: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": items, **({"description": description} if description else {})}


def record(members: dict[str, Schema], description: str = "", optional: tuple[str, ...] = ()) -> Schema:
    """An object; all members that are not ``optional`` are always there."""
    required = [name for name in members if name not in optional]
    return {"type": "object", **({"description": description} if description else {}), "properties": members, "required": required}


def told(schema: Schema, description: str) -> Schema:
    """A schema with a description of its own."""
    return {**schema, "description": description}


ABOUT: dict[str, Schema] = {
    "id": told(STRING, "Unique in the index."),
    "url": told(TEXT_OR_NULL, "Where the document came from. Any text that the document named: check the scheme before you link to it."),
    "title": STRING,
    "title_source": {"enum": ["document", "derived"], "description": "`derived`: taken from the first sentence."},
    "title_cut": told({"type": "boolean"}, "Whether a derived title leaves out the end of its sentence."),
    "lang": LANGUAGE,
    "dir": DIRECTION,
    "site": TEXT_OR_NULL,
    "date": DAY_OR_NULL,
}
"""What every document in an answer says about itself."""

SCHEMAS: dict[str, Schema] = {
    "Mark": {
        "type": "array",
        "prefixItems": [COUNT, COUNT],
        "minItems": 2,
        "maxItems": 2,
        "items": False,
        "description": "`[start, end)` in code points. (JavaScript counts UTF-16 units: see the example on /api.)",
    },
    "Warning": record(
        {
            "code": told(STRING, "Stable."),
            "detail": told(STRING, "An English sentence."),
            "params": {
                "type": "object",
                "additionalProperties": {"type": ["string", "integer"]},
                "description": "What the sentence names, to say it in other words or another language.",
            },
        },
        "What the asker should know; nothing failed.",
    ),
    "Why": record(
        {"term": STRING, "rung": {"enum": list(get_args(Rung))}, "form": STRING},
        "A word of the query, how well it matched (best first in the list of values) and as what the document writes it.",
    ),
    "Snippet": record(
        {"text": STRING, "start": told(COUNT, "In the document's text."), "marks": array(ref("Mark"), "In `text`."), "lang": LANGUAGE},
        "A slice of the original text.",
    ),
    "Copy": record(
        {"id": STRING, "url": TEXT_OR_NULL, "title": STRING, "lang": LANGUAGE, "site": TEXT_OR_NULL, "date": TEXT_OR_NULL},
        "A document with the same text as a hit.",
    ),
    "Hit": record(
        {
            **ABOUT,
            "title_marks": array(ref("Mark"), "In `title`."),
            "score": {"type": "number"},
            "matched": {"enum": list(get_args(Matched)), "description": "`some`: words in `missing` were not found."},
            "missing": array(STRING),
            "copies": told(COUNT, "Other documents with the same text that the query finds; they are on no page of their own."),
            "copy_list": array(ref("Copy"), "The first hundred of them, best first."),
            "snippets": array(ref("Snippet")),
            "why": array(ref("Why")),
        }
    ),
    "FacetValue": record({"value": STRING, "count": COUNT}),
    "Results": record(
        {
            "query": STRING,
            "took_ms": {"type": "number", "minimum": 0},
            "total": told(COUNT, "Documents that hold all words, copies included."),
            "total_relation": {"enum": ["eq", "gte"]},
            "offset": COUNT,
            "limit": COUNT,
            "next": told(TEXT_OR_NULL, "The page after this one; an absolute path."),
            "hits": array(ref("Hit")),
            "facets": record({name: array(ref("FacetValue")) for name in ("lang", "site", "year")}),
            "suggestion": told(TEXT_OR_NULL, "What may have been meant."),
            "warnings": array(ref("Warning")),
        }
    ),
    "Suggestions": record({"query": STRING, "suggestions": array(STRING, "Best first."), "warnings": array(ref("Warning"))}),
    "Document": record(
        {
            **ABOUT,
            "title_marks": array(ref("Mark"), "In `title`."),
            "text": told(STRING, "The original text."),
            "marks": array(ref("Mark"), "In `text`."),
            "url_marks": array(ref("Mark"), "In `url`, of words that only an address holds."),
            "passages": array(record({"start": COUNT, "end": COUNT, "lang": LANGUAGE})),
            "zones": array(record({"kind": {"enum": list(get_args(ZoneKind))}, "start": COUNT, "end": COUNT}), "What is not body text."),
            "why": array(ref("Why")),
            "extra": {"type": "object", "description": "Other members of a JSON document, as they were."},
            "warnings": array(ref("Warning")),
        }
    ),
    "Similar": record(
        {
            "id": STRING,
            "similar": array(
                record({**ABOUT, "score": {"type": "number"}, "words": array(STRING, "Telling words that both hold, as written here.")})
            ),
            "warnings": array(ref("Warning")),
        }
    ),
    "Analyses": record(
        {
            "text": STRING,
            "analyses": array(
                record(
                    {
                        "lang": LANGUAGE,
                        "tokens": array(
                            record(
                                {
                                    "start": COUNT,
                                    "end": COUNT,
                                    "text": STRING,
                                    "exact": STRING,
                                    "fold": array(STRING),
                                    "word": array(STRING, "`language:base form`"),
                                    "function": told({"type": "boolean"}, "A word that queries may skip."),
                                    "synonyms": array(STRING, "From the lists of whoever runs this; a query for the word finds them, too."),
                                }
                            )
                        ),
                    }
                )
            ),
            "warnings": array(ref("Warning")),
        }
    ),
    "Languages": record(
        {
            "languages": array(
                record({"code": LANGUAGE, "name": TEXT_OR_NULL, "dir": {"enum": ["ltr", "rtl", "auto"]}, "documents": COUNT})
            ),
            "warnings": array(ref("Warning")),
        }
    ),
    "Health": record(
        {
            "status": {"const": "ok"},
            "engine": STRING,
            "generation": COUNT,
            "documents": COUNT,
            "languages": {"type": "object", "additionalProperties": COUNT},
            "built_at": {"type": "string", "format": "date-time"},
            "age_seconds": COUNT,
            "size": told(COUNT, "Bytes on disk."),
            "fingerprint": STRING,
        }
    ),
    "Problem": record(
        {
            "type": STRING,
            "title": STRING,
            "status": {"type": "integer"},
            "detail": told(STRING, "What happened, and the way out."),
            "code": told(STRING, "Stable."),
            "parameter": told(STRING, "The parameter at fault."),
        },
        "An error (RFC 9457).",
        optional=("parameter",),
    ),
}
