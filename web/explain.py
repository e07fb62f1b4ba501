"""Why a result matched, in plain words: one line per rung of the ladder, for what was not found exactly as typed."""

from __future__ import annotations

from collections.abc import Sequence

from babel.lists import format_list
from flask_babel import get_locale, gettext
from markupsafe import Markup

from search import Why
from web.markup import isolated


def reasons(whys: Sequence[Why]) -> list[Markup]:
    """Lines such as *Found in another form: Japans (Japan)*, in the interface's language. Exact matches need none.

    Every word is isolated from the direction of the sentence around it.
    """
    lines = []
    for rung in dict.fromkeys(why.rung for why in whys):
        label = _label(rung)
        if label:
            words = list(dict.fromkeys(_word(why) for why in whys if why.rung == rung))
            lines.append(Markup("{} {}").format(label, Markup(format_list(words, "unit", get_locale()))))
    return lines


def _word(why: Why) -> Markup:
    """The form as the document writes it, and the word as typed when that is another."""
    if not why.form or why.form == why.term:
        return isolated(why.term)
    return Markup("{} ({})").format(isolated(why.form), isolated(why.term))


def _label(rung: str) -> str:
    """What to write before the words found on a rung. Empty for an exact match."""
    match rung:
        case "base form":
            return str(gettext("Found in another form:"))
        case "synonym":
            return str(gettext("Found by a synonym:"))
        case "typed without marks":
            return str(gettext("Found with marks that were not typed:"))
        case "written without marks":
            return str(gettext("Found without the marks that were typed:"))
        case "part of running text":
            return str(gettext("Found inside longer words:"))
        case "title":
            return str(gettext("Found in the title:"))
        case "address":
            return str(gettext("Found in the address of the page:"))
        case "different marks":
            return str(gettext("Found with different marks:"))
        case "compound part":
            return str(gettext("Found as a part of a compound:"))
        case "sound":
            return str(gettext("Found by its sound:"))
        case "typo":
            return str(gettext("Found with another spelling:"))
        case _:
            return ""
