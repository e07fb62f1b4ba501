"""What the leaves of a query look like in a document's text: the counterpart of the engine's forms, for marks and "why"."""

from __future__ import annotations

from dataclasses import dataclass, field

from search import rank
from search.engine import Form


@dataclass(frozen=True, slots=True, eq=False)
class SynonymTarget:
    """What the synonyms of a word look like in a document."""

    words: frozenset[str] = frozenset()
    """Exact forms and, as ``lang:form``, base forms of single words."""
    phrases: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Of several words, each in its pieces."""
    runs: tuple[tuple[str, ...], ...] = ()
    """Of text without spaces: its characters."""


@dataclass(frozen=True, slots=True)
class SynonymForms:
    """The synonyms of a leaf or of one of its words: for the engine, and the same for marks. Empty without any."""

    forms: tuple[Form, ...] = ()
    target: SynonymTarget = field(default_factory=SynonymTarget)


NO_SYNONYMS = SynonymForms()


@dataclass(frozen=True, slots=True, eq=False)
class WordTarget:
    """One word to look for in a document's forward index, by the rung that finds it. Compared by identity: it is
    looked for in document after document."""

    exact: frozenset[tuple[str, ...]] = frozenset()
    base: frozenset[str] = frozenset()
    """``lang:form``; those that no document holds are left out of these and the next ones."""
    unmarked_query: frozenset[str] = frozenset()
    """Compared with the folded form of the document's words."""
    unmarked_page: frozenset[str] = frozenset()
    """Compared with the exact form of the document's words."""
    different_marks: frozenset[str] = frozenset()
    """Compared with the folded form; only evidence, never a full match."""
    prefix: str | None = None
    part: str = ""
    """Words that have it anywhere count, or (``ending``) at their end; nothing if empty."""
    ending: bool = False
    compounds: tuple[tuple[str, int, int], ...] = ()
    """``(exact form, start, end)`` of longer words and the part of them that was typed, in code points of the form; only evidence."""
    typos: frozenset[str] = frozenset()
    """Compared with the exact form; only evidence."""
    alike: frozenset[str] = frozenset()
    """Words of other scripts that sound like it: compared with the exact and, as ``lang:form``, the base forms; only evidence."""
    synonyms: SynonymTarget = NO_SYNONYMS.target
    runs: tuple[tuple[str, ...], ...] = ()
    """Characters that no dictionary takes for words, as typed and in other writings: they count where they stand together."""
    plain: str = ""
    """The word without its marks, one of ``unmarked_page``; another word in the documents that are ``marked`` by one of ``telling``."""
    telling: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PhraseTarget:
    """Words to look for next to each other, ``fold``: by their folded forms."""

    words: tuple[tuple[str, ...], ...]
    fold: bool


@dataclass(frozen=True, slots=True)
class LeafTarget:
    """A leaf of the query, as it is looked for in a document's text."""

    text: str
    """As typed."""
    readings: tuple[tuple[WordTarget, ...], ...] = ()
    """Alternatives; a reading is found when all its words are."""
    phrases: tuple[PhraseTarget, ...] = ()
    runs: tuple[tuple[str, ...], ...] = ()
    """Stretches of running text (units), all of which must be found."""
    writings: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """The same stretches in other characters (traditional, simplified); each alternative like ``runs``."""
    files: tuple[PhraseTarget, ...] = ()
    """Looked for in the name of the file only: what was typed without the ending of a file."""
    title: bool = False
    """Looked for in the title only."""
    address: bool = True
    """Looked for in addresses, too (what is quoted is not)."""

    @property
    def is_long_run(self) -> bool:
        """Whether it is running text of more units than a word has."""
        return sum(map(len, self.runs)) > rank.LONG_RUN
