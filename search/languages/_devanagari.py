"""Nasals in Devanagari: one spelling of what is written in several ways, for the base forms of Hindi, Marathi and Nepali.

A nasal consonant before a consonant of its own class is written with its own letter or with the dot above (हिन्दी, हिंदी; पण्डित, पंडित;
सम्बन्ध, संबंध), and the moon with a dot, the sign of a nasal vowel, is written as the dot alone by many, above other signs by nearly all
(गाँव, गांव; गेहूँ, गेहूं): all of them are the dot.

Source: Unicode Standard, section 12.1, "Devanagari: anusvara and homorganic nasals"; the classes are the rows of the varnamala. That the
moon may be left out: Central Hindi Directorate, "देवनागरी लिपि तथा हिंदी वर्तनी का मानकीकरण", rules on anusvara and chandrabindu.
"""

from __future__ import annotations

import re

_NASAL = re.compile("ङ\u094d(?=[क-घ])|ञ\u094d(?=[च-झ])|ण\u094d(?=[ट-ढ])|न\u094d(?=[त-ध])|म\u094d(?=[प-भ])|\u0901")
_DOT = "\u0902"


def dotted(word: str) -> str:
    """The word with dots for nasals."""
    return _NASAL.sub(_DOT, word)
