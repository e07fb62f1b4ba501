"""The table of languages: one row each, in the order in which a query is analysed under them; ``und`` last.

Adding a language: a row here (or a file beside this one, if it needs code of its own), its function words in ``data/<code>.txt``,
a golden file in ``tests/languages/golden/`` and a line in ``README.md``. Nothing else in the project knows which languages there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.language import Language
from search.languages import (
    _serbian,
    af,
    am,
    ar,
    be,
    bg,
    bn,
    ca,
    cs,
    cy,
    de,
    el,
    en,
    et,
    fa,
    fi,
    he,
    hi,
    hu,
    hy,
    id_,
    ja,
    ko,
    la,
    ml,
    mr,
    ne,
    no,
    pa,
    pl,
    pt,
    ro,
    ru,
    sv,
    sw,
    ta,
    te,
    th,
    tr,
    uk,
    und,
    ur,
    uz,
    vi,
    zh,
)
from search.languages._base import row
from search.languages._elided import without_elided
from search.languages._letters import LETTERS, telling, writes_marks
from search.languages._light import endings
from search.languages._snowball import snowball

__all__ = ["LANGUAGES", "LETTERS", "WITHOUT_A_SAY", "language", "languages_for", "telling", "writes_marks"]

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (
    # With code of their own.
    ja.LANGUAGE,
    ko.LANGUAGE,
    zh.LANGUAGE,
    ar.LANGUAGE,
    no.LANGUAGE,
    el.LANGUAGE,
    en.LANGUAGE,
    tr.LANGUAGE,
    fa.LANGUAGE,
    pt.LANGUAGE,
    ro.LANGUAGE,
    bn.LANGUAGE,
    ta.LANGUAGE,
    te.LANGUAGE,
    he.LANGUAGE,
    hi.LANGUAGE,
    hy.LANGUAGE,
    uk.LANGUAGE,
    ml.LANGUAGE,
    mr.LANGUAGE,
    ne.LANGUAGE,
    pa.LANGUAGE,
    ur.LANGUAGE,
    af.LANGUAGE,
    am.LANGUAGE,
    cy.LANGUAGE,
    la.LANGUAGE,
    uz.LANGUAGE,
    sv.LANGUAGE,
    sw.LANGUAGE,
    id_.LANGUAGE,
    id_.MALAY,
    et.LANGUAGE,
    fi.LANGUAGE,
    hu.LANGUAGE,
    bg.LANGUAGE,
    cs.LANGUAGE,
    ca.LANGUAGE,
    de.LANGUAGE,
    ru.LANGUAGE,
    pl.LANGUAGE,
    be.LANGUAGE,
    # ICU and Snowball.
    row("da", "Latn", snowball("danish"), dictionary="da", strong=True, respelt=True),
    row("eo", "Latn", snowball("esperanto")),
    row("es", "Latn", snowball("spanish"), dictionary="es", strong=True, respelt=True),
    row("eu", "Latn", snowball("basque")),
    row("fr", "Latn", snowball("french"), spellings=without_elided("fr"), dictionary="fr", strong=True, respelt=True),
    row("ga", "Latn", snowball("irish")),
    row("bs", "Latn Cyrl", _serbian.stem, spellings=_serbian.spellings, words="sr", dictionary="hr"),
    row("hr", "Latn", _serbian.stem, spellings=_serbian.spellings, dictionary="hr"),
    row("it", "Latn", snowball("italian"), spellings=without_elided("it"), dictionary="it", strong=True, respelt=True),
    row("lt", "Latn", snowball("lithuanian"), dictionary="lt"),
    row("nl", "Latn", snowball("dutch"), dictionary="nl", strong=True, respelt=True),
    row("sr", "Cyrl Latn", _serbian.stem, spellings=_serbian.spellings, dictionary="hr"),
    row("yi", "Hebr", snowball("yiddish")),
    # ICU, a list of endings (at most two, at least three letters stay) and a dictionary.
    row("is", "Latn", endings("is", 2), dictionary="is", respelt=True),
    row("lv", "Latn", endings("lv", alike="ļl ņn"), dictionary="lv"),
    row("mk", "Cyrl", endings("mk", 2), dictionary="mk"),
    row("sk", "Latn", endings("sk", 2, alike="ťt ľl ňn ďd"), dictionary="sk", respelt=True),
    row("sl", "Latn", endings("sl", 2), dictionary="sl"),
    # The same without a dictionary; several rounds where case, possessor and number are written one behind the other.
    row("az", "Latn", endings("az", 3, alike="yk ğq"), spellings=tr.spellings),
    row("fo", "Latn", endings("fo", 2)),
    row("gl", "Latn", endings("gl", 2), respelt=True),
    row("gu", "Gujr", endings("gu", 3, 2)),
    row("ka", "Geor", endings("ka", 3, 2)),
    row("kk", "Cyrl", endings("kk", 3, alike="бп ғқ гк")),
    row("kn", "Knda", endings("kn", 2)),
    row("ky", "Cyrl", endings("ky", 3, alike="бп гк")),
    row("lb", "Latn", endings("lb")),
    row("mn", "Cyrl", endings("mn", 2)),
    row("si", "Sinh", endings("si", 2, 2)),
    row("sq", "Latn", endings("sq", 2)),
    row("tt", "Cyrl", endings("tt", 3, alike="бп гк")),
    # ICU alone: no stemmer is kept for them, or there is nothing to stem. What was tried for Filipino: README.md.
    row("km", "Khmr"),
    row("lo", "Laoo"),
    row("my", "Mymr"),
    th.LANGUAGE,
    # Has no sub-words: after all languages of Latin letters that have, because a query takes those of the first language that fits.
    vi.LANGUAGE,
    # Everything else.
    und.LANGUAGE,
)}

WITHOUT_A_SAY = frozenset({"be", "kk", "ky", "mn", "mr", "tt", "uz"})
"""Languages that have no say in which words of their script a query may leave out (``search/plan``), because most text of it is in others:
на, за and не are function words of all Slavic languages, and no words at all of Kazakh."""


def language(code: str) -> Language:
    """The language of a code; ``und`` for a language without a row (its words are found, its inflection is not undone)."""
    return LANGUAGES.get(code) or und.LANGUAGE


def languages_for(scripts: frozenset[str], present: Iterable[str]) -> list[Language]:
    """The languages under which a query leaf is analysed, in the order of the table.

    ``scripts``: of the leaf's letters. ``present``: codes of the languages that the index holds. A language fits if the leaf has letters
    of its scripts and no others, Latin ones excepted: those stand among the letters of every script (Tシャツ, 57-NQ/TW号, iPhone'ом).
    ``und`` comes last, if the index holds text of it (or of a language without a row) or nothing else fits. A leaf without letters has no
    inflection in any language: ``und`` alone.
    """
    codes = set(present)
    without_row = "und" in codes or not codes <= LANGUAGES.keys()
    fitting = [each for code, each in LANGUAGES.items() if code in codes and scripts & each.scripts and scripts <= each.scripts | {"Latn"}]
    if without_row or not fitting or not scripts:
        return [*(fitting if scripts else ()), und.LANGUAGE]
    return fitting
