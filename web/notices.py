"""The warnings of a search in the interface's language: the library's sentences, translated, with their parameters filled in here."""

from __future__ import annotations

import re
from collections.abc import Collection

from flask_babel import gettext, ngettext
from markupsafe import Markup, escape

from search import SENTENCES, Warning_
from web.i18n import number
from web.markup import isolated, visible

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def notice(warning: Warning_, present: Collection[str] = ()) -> Markup:
    """One warning as a sentence, every foreign piece isolated from its direction.

    ``present``: the languages of the index; of a list of languages only these are told (the library knows many more than a reader wants to
    read), unless there is none.
    """
    if warning.code not in SENTENCES:
        return Markup('<span lang="en" dir="ltr">{}</span>').format(visible(warning.detail))
    pieces = _PLACEHOLDER.split(_translated(warning))  # text, name, text, name, ... text
    return Markup("").join(
        _value(piece, warning.params[piece], present) if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )


def _translated(warning: Warning_) -> str:
    """The sentence with its placeholders, in the plural form that goes with ``limit``."""
    sentence = SENTENCES[warning.code]
    if isinstance(sentence, str):
        return str(gettext(sentence))
    return str(ngettext(*sentence, int(warning.params["limit"])))


def _value(name: str, value: str | int, present: Collection[str]) -> Markup:
    if isinstance(value, int):
        return escape(number(value))
    if name == "known":
        codes = value.split()
        value = " ".join([code for code in codes if code in present and code != "und"] or codes)
    return isolated(value)
