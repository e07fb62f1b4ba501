"""Telugu: case endings and plurals of nouns, which are written to their word with the vowel before them (గ్రామం village, గ్రామాలలో in villages).

The endings are those of the grammar's tables (Krishnamurti & Gwynn 1985, "A Grammar of Modern Telugu"): what is left is the same for all
cases of both numbers. A vowel at the end goes too, because the plural takes it (నది river, నదులు rivers). Verbs keep theirs.

Measured (2026-11-21) on 71 paragraphs of Wikipedia, of which every other sentence asked for the rest, among 150 other sentences (301
queries): MRR@10 .485 -> .537; four words of a sentence .351 -> .384, two words .197 -> .238 (p < .01 each).
"""

from __future__ import annotations

from search.languages._base import row
from search.languages._light import light

_CASES = "లు ల లను లకు లకి లో లోని లోకి లోను లలో లలోని లతో తో తోను ను ని కు కి గా పై వల్ల యొక్క న నుండి నుంచి"
_AFTER_M = "ం ము ంలో ంలోని ంలోకి ంలోను ంతో ంగా ంపై ంను ములో ములను ములకు ములలో ములు ముల ముకు మును ానికి ాన్ని ానిది"
_PLURALS = "ాలు ాల ాలను ాలకు ాలలో ాలలోని ాలతో ులు ుల ులను ులకు ులలో ులలోని ులతో ులుగా ుడు ుడి"
_VOWELS = "ి ు ె ే ీ ూ ా"

LANGUAGE = row("te", "Telu", light(f"{_CASES} {_AFTER_M} {_PLURALS} {_VOWELS}", 2, rounds=2))
