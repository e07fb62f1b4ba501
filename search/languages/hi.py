"""Hindi: Snowball's stemmer over one spelling of nasals. A nasal consonant before a consonant of its own class is written with its own
letter or with the dot above (हिन्दी, हिंदी; पण्डित, पंडित; सम्बन्ध, संबंध): both are the dot.

Source: Unicode Standard, section 12.1, "Devanagari: anusvara and homorganic nasals"; the classes are the rows of the varnamala.
"""

from __future__ import annotations

import re

from search.languages._base import row
from search.languages._snowball import snowball
from search.word import exact_form

_NASAL = re.compile("ङ\u094d(?=[क-घ])|ञ\u094d(?=[च-झ])|ण\u094d(?=[ट-ढ])|न\u094d(?=[त-ध])|म\u094d(?=[प-भ])")
_DOT = "\u0902"


def spellings(surface: str) -> tuple[str, ...]:
    """The word with dots for nasals."""
    return (_NASAL.sub(_DOT, exact_form(surface)),)


LANGUAGE = row("hi", "Deva", snowball("hindi"), spellings=spellings)
