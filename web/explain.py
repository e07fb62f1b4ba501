"""Why a result matched, in one plain sentence per word that was not found exactly as typed."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext
from markupsafe import Markup

from search import Why
from web.markup import isolated


def reasons(whys: Sequence[Why]) -> list[Markup]:
    """One sentence per reason, in the interface's language, the words isolated from its direction. Exact matches need none."""
    sentences = []
    for why in whys:
        sentence = _sentence(why.rung)
        if sentence:
            sentences.append(Markup(sentence).format(term=isolated(why.term), form=isolated(why.form)))
    return list(dict.fromkeys(sentences))


def _sentence(rung: str) -> str:
    """The sentence of a rung; ``{term}`` is the word as typed, ``{form}`` as the document writes it. Empty for an exact match."""
    match rung:
        case "base form":
            return str(gettext("“{form}” is another form of “{term}”."))
        case "typed without marks":
            return str(gettext("“{form}” is “{term}” with its marks."))
        case "written without marks":
            return str(gettext("The document writes “{term}” without marks: “{form}”."))
        case "part of running text":
            return str(gettext("“{term}” is part of longer words here."))
        case "title":
            return str(gettext("“{term}” is in the title."))
        case "address":
            return str(gettext("“{term}” is in the address of the page."))
        case "different marks":
            return str(gettext("“{form}” is “{term}” with different marks."))
        case "compound part":
            return str(gettext("“{form}” is a part of “{term}”, or holds it."))
        case "sound":
            return str(gettext("“{form}” sounds like “{term}”."))
        case "typo":
            return str(gettext("“{form}” is written almost like “{term}”."))
        case _:
            return ""
