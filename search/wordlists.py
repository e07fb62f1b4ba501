"""A user's own words, from plain text files in one folder: synonyms, words that are not stemmed, words that are not cut.

| file | a line of it | what it does |
|---|---|---|
| ``synonyms.txt``, ``synonyms.no.txt`` | ``car, automobile`` or ``KI => kunstig intelligens`` | the query's word finds the others, too |
| ``protected.txt``, ``protected.en.txt`` | one word | has no other base form than itself |
| ``words.txt``, ``words.ja.txt`` | one word | stays one word where MeCab would cut it (Japanese, Korean) |

Without a language in its name a file is for all languages. ``#`` begins a comment line. Synonyms are written as Solr and Elasticsearch
write them (``\\,`` is a comma inside a term); unlike there, ``a => b`` does not take *a* itself away: a synonym never hides what was found.

Synonyms are forms of the query, so a change needs no rebuild. The other two change what is stored: they are part of the fingerprint.
Which lists are in force is a matter of the running question or build (:func:`using`), so two services of one process may have their own.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Callable, Container, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path

from search.errors import BadWordList, UnknownParameterValue
from search.text.unicode import NO_SPACE, normalise, scripts
from search.text.units import LETTERS, exact_run
from search.text.word import exact_form, spaced_words

EVERY = ""
"""Stands for all languages where a code is expected."""
MOST_WORDS = 10
"""Words of the longest synonym."""
LONGEST = 60
"""Characters of the longest word that can be kept whole."""
CUT_BY_DICTIONARY = {"ja": frozenset({"Hani", "Hira", "Kana"}), "ko": frozenset({"Hang"})}
"""Languages whose words a dictionary finds, and the scripts that it is asked about."""

_FILE = re.compile(r"(synonyms|protected|words)(?:\.([a-z]{2,3}))?\.txt")
_COMMA, _ARROW, _ESCAPED = re.compile(r"(?<!\\),"), re.compile(r"(?<!\\)=>"), re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class WholeWords:
    """Words of one language that are not cut, as normalised text."""

    words: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, eq=False)
class WordLists:
    """The lists of one folder. Languages are codes; :data:`EVERY` is for all. One object per reading, compared by identity."""

    synonyms: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """Language -> term (as :func:`key_of` writes it) -> its synonyms (normalised text), in the order of the files."""
    protected: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Language -> exact forms."""
    whole: Mapping[str, WholeWords] = field(default_factory=dict)
    """Language of :data:`CUT_BY_DICTIONARY` -> words that are not cut."""
    digest: str = ""
    """Of what changes the analysis: protected and whole words. Empty without any."""

    def is_protected(self, code: str, exact: str) -> bool:
        """Whether a word (exact form) has itself for its only base form under a language."""
        return any(exact in self.protected.get(each, ()) for each in (EVERY, code))


NO_LISTS = WordLists()
_current: ContextVar[WordLists] = ContextVar("glotta_word_lists", default=NO_LISTS)


def current() -> WordLists:
    """The lists in force where this is called; none unless :func:`using` says otherwise."""
    return _current.get()


@contextlib.contextmanager
def using(lists: WordLists) -> Iterator[None]:
    """Analyse documents and queries with these lists while the block runs, in this thread."""
    token = _current.set(lists)
    try:
        yield
    finally:
        _current.reset(token)


def key_of(text: str) -> str:
    """What a term is looked up by: its words in their exact form with spaces between; of text without spaces its run of characters."""
    text = normalise(text).text
    if NO_SPACE.search(text):
        return exact_run(text)
    return " ".join(filter(None, (exact_form(text[start:end]) for start, end in spaced_words(text))))


# --- Reading -------------------------------------------------------------------------------------------------------------


def read_lists(folder: Path | str | None, languages: Container[str]) -> WordLists:
    """The lists of a folder; none if it is None. ``languages``: the codes that a file may be for.

    Raises UnknownParameterValue if there is no such folder, and BadWordList, naming file and line, for the first line that cannot be
    taken as it stands, a file that is not UTF-8, and a ``.txt`` file with another name: a list with a slip in it is not half used.
    """
    if folder is None:
        return NO_LISTS
    folder = Path(folder)
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".txt")
    except OSError as error:
        detail = f"The folder of word lists {str(folder)!r} cannot be read: {error.strerror}. Name another with --words, or make it."
        raise UnknownParameterValue("words", detail) from error
    reader = _Reader()
    for path in files:
        named = _FILE.fullmatch(path.name)
        if named is None:
            known = "synonyms.txt, protected.txt and words.txt; for one language synonyms.no.txt and so on"
            raise BadWordList(path, 0, f"is no word list; there are {known}")
        kind, code = named[1], named[2] or EVERY
        if code != EVERY and code not in languages:
            raise BadWordList(path, 0, f"is for {code!r}, which is no language of glotta")
        if kind == "words" and code not in (EVERY, *CUT_BY_DICTIONARY):
            raise BadWordList(path, 0, "is for a language that no dictionary cuts; there are words.ja.txt and words.ko.txt")
        take: Callable[[str, str], None] = getattr(reader, kind)
        for number, line in _lines(path):
            try:
                take(code, line)
            except ValueError as error:
                raise BadWordList(path, number, str(error)) from error
    return reader.lists()


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that say something, with their numbers from 1."""
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        raise BadWordList(path, 0, f"cannot be read: {error.strerror}") from error
    for number, raw in enumerate(data.split(b"\n"), start=1):
        try:
            line = raw.decode().strip()
        except UnicodeDecodeError as error:
            raise BadWordList(path, number, "is not UTF-8; save the file in that encoding") from error
        if line and not line.startswith("#"):
            yield number, line


class _Reader:
    """Collects the lines of all files. Its methods are named for the files and raise ValueError with what is wrong with a line."""

    def __init__(self) -> None:
        self._synonyms: dict[str, dict[str, dict[str, None]]] = {}
        self._protected: dict[str, set[str]] = {}
        self._whole: dict[str, set[str]] = {}

    def synonyms(self, code: str, line: str) -> None:
        sides = [[_term(term) for term in _COMMA.split(side)] for side in _ARROW.split(line)]
        if len(sides) > 2:
            raise ValueError("has more than one =>")
        if len(sides) == 1 and len(sides[0]) == 1:
            raise ValueError(f"holds nothing but {sides[0][0]!r}: write its synonyms behind it, with commas between")
        table = self._synonyms.setdefault(code, {})
        for term in sides[0]:
            key = key_of(term)
            others = table.setdefault(key, {})
            others.update(dict.fromkeys(other for other in sides[-1] if key_of(other) != key))

    def protected(self, code: str, line: str) -> None:
        key = key_of(line)
        if not key or " " in key:
            raise ValueError(f"{line!r} is not one word")
        self._protected.setdefault(code, set()).add(key)

    def words(self, code: str, line: str) -> None:
        word = normalise(line).text
        written = scripts(word)
        fitting = [each for each, allowed in CUT_BY_DICTIONARY.items() if code in (EVERY, each) and written and written <= allowed]
        if not fitting or LETTERS.on(word).fullmatch(word) is None or any(map(str.isdecimal, word)):
            raise ValueError(f"{line!r} is not written in Japanese or Korean letters alone; MeCab is asked about nothing else")
        if len(word) > LONGEST:
            raise ValueError(f"is longer than {LONGEST} characters")
        for each in fitting:
            self._whole.setdefault(each, set()).add(word)

    def lists(self) -> WordLists:
        whole = {code: WholeWords(words := tuple(sorted(found)), _digest(words)) for code, found in self._whole.items()}
        protected = {code: frozenset(found) for code, found in self._protected.items()}
        analysis = [{code: sorted(found) for code, found in protected.items()}, {code: each.words for code, each in whole.items()}]
        synonyms = {code: {key: tuple(others) for key, others in table.items()} for code, table in self._synonyms.items()}
        return WordLists(synonyms, protected, whole, _digest(analysis) if protected or whole else "")


def _term(written: str) -> str:
    """One term of a line of synonyms, as normalised text. Raises ValueError."""
    term = normalise(_ESCAPED.sub(r"\1", written).strip()).text
    if not key_of(term):
        raise ValueError(f"has a term without a letter or digit: {written.strip()!r}")
    if len(key_of(term).split()) > MOST_WORDS:
        raise ValueError(f"has a term of more than {MOST_WORDS} words: {term!r}")
    return term


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=True).encode()).hexdigest()[:16]
