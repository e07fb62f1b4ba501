"""A sample of a large real corpus (``bench/docs_10k`` of ``GLOTTA_DATA``), and plain checks that know nothing of the index."""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from search.analysis.forms import WordForms, word_forms
from search.languages import language
from search.lookup import answer
from search.model import Document, SearchRequest
from search.text.unicode import NO_SPACE, normalise, snap_to_graphemes
from search.text.units import bordered_run
from search.text.word import exact_form, spaced_words
from tests.promises.corpus import Corpus, corpus


@dataclass(frozen=True, slots=True)
class Size:
    """How much of the corpus is looked at."""

    name: str
    most: int
    """Documents of each language, at most."""
    length: int
    """Code points of the longest document."""
    words: int
    """Words asked of each document."""
    runs: int
    """Runs asked of each document in a script without spaces."""


FAST = Size("sample", 3, 6_000, 5, 8)
SLOW = Size("all languages, longer", 15, 30_000, 8, 12)


@dataclass(frozen=True, repr=False)
class Real(Corpus):
    """A corpus that keeps its texts as runs, so that looking for a string by hand is quick."""

    runs: dict[str, str]

    def holding(self, run: str) -> set[str]:
        """Documents with this run of whole characters: มค is not in มคุ, whose last character carries a vowel sign."""
        wanted = bordered_run(normalise(run).text)
        return {id for id, text in self.runs.items() if wanted in text and _is_whole(text, wanted)}

    def ranked(self, query: str) -> list[tuple[str, bool]]:
        """Of all documents, not only the first hundred."""
        hits = answer(self.engine, SearchRequest(query, limit=len(self.documents) + 1), facets=()).matches.hits
        return [(hit.id, hit.full) for hit in hits]


def documents(data: Path, size: Size) -> list[Document]:
    """A fixed sample: of each language the documents whose ids hash lowest."""
    with gzip.open(data / "bench" / "docs_10k.jsonl.gz", "rt", encoding="utf-8") as lines:
        entries = sorted(map(json.loads, lines), key=lambda entry: sha256(entry["_id"].encode()).hexdigest())
    counts: dict[str, int] = {}
    chosen = []
    for entry in entries:
        if len(entry["text"]) <= size.length and counts.setdefault(entry["lang"], 0) < size.most:
            counts[entry["lang"]] += 1
            chosen.append(Document(entry["_id"], entry["text"], entry["title"], "document", lang=None))
    return chosen


@contextmanager
def pool(kept: list[Document]) -> Iterator[Real]:
    with corpus(kept, "tantivy") as built:
        yield Real(built.engine, built.documents, built.indexed, {document.id: _run(document) for document in kept})


def _is_whole(text: str, wanted: str) -> bool:
    ends = (found.end() for found in re.finditer(f"(?={re.escape(wanted)})", text))
    return any(unicodedata.category(text[end + len(wanted) : end + len(wanted) + 1] or " ") not in ("Mn", "Me") for end in ends)


def _run(document: Document) -> str:
    """The lines of a document without spaces and punctuation."""
    return "\n".join(bordered_run(normalise(line).text) for line in [*document.text.split("\n"), document.title])


def written_words(document: Document) -> list[str]:
    """Words as a reader sees them: by ICU in the original text, and what stands between spaces without its outer punctuation."""
    words: set[str] = set()
    for line in document.text.split("\n"):
        normalised = normalise(line)
        words.update(line[slice(*normalised.span(start, end))] for start, end in spaced_words(normalised.text))
    words.update(map(_stripped, document.text.split()))
    return sorted(word for word in words if any(map(str.isalnum, word)) and len(word) < 200)


def _stripped(chunk: str) -> str:
    """A chunk from its first letter or digit on, up to its last one with the vowel signs, marks, + and # that follow."""
    inside = [at for at, character in enumerate(chunk) if character.isalnum()]
    if not inside:
        return ""
    end = inside[-1] + 1
    while end < len(chunk) and (unicodedata.category(chunk[end])[0] == "M" or chunk[end] in "+#"):
        end += 1
    return chunk[inside[0] : end]


# --- Marks ---------------------------------------------------------------------------------------------------------------


def faults(text: str, marks: tuple[tuple[int, int], ...], *, words: bool = True) -> list[str]:
    """What is wrong with marks on a text: out of order, empty, out of range, inside a grapheme or (``words``) inside a word."""
    found = []
    done = 0
    for start, end in marks:
        if not done <= start < end <= len(text):
            found.append(f"({start}, {end}) is out of order or of range")
            continue
        done = end
        if snap_to_graphemes(text, start, end) != (start, end):
            found.append(f"{text[start:end]!r} cuts a grapheme")
        for at in (start, end):
            if words and _inside_word(text, at):
                found.append(f"{text[start:end]!r} ends inside a word: {text[max(0, at - 8) : at + 8]!r}")
    return found


def _inside_word(text: str, at: int) -> bool:
    """Whether a place stands between two letters of one word.

    Letter and digit, lower and upper case, and the last capital before small letters (GIT|Server) are borders of parts.
    """
    if not 0 < at < len(text):
        return False
    before, after, small = text[at - 1], text[at], text[at + 1 : at + 3]
    if not (before.isalpha() and after.isalpha()) or NO_SPACE.search(before + after):
        return False
    return not (after.isupper() and (before.islower() or (before.isupper() and small.isalnum() and small.islower() and len(small) == 2)))


def places(text: str, word: str) -> list[tuple[int, int]]:
    """Where a word stands between characters that belong to no word, exactly as written."""
    found = [match.span() for match in re.finditer(re.escape(word), text)]
    return [(start, end) for start, end in found if not (_joins(text[start - 1 : start]) or _joins(text[end : end + 1]))]


def _joins(neighbour: str) -> bool:
    """Whether a character beside a word may make it another word: a letter, digit, mark, joiner, or a sign that stands inside words."""
    return neighbour != "" and (unicodedata.category(neighbour)[0] in "LNM" or neighbour in "_'’\u200c\u200d+#&.,:;·/-")


def uncovered(text: str, word: str, marks: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """Places of a word that no mark covers (marks of neighbouring parts together cover a place)."""
    marked: set[int] = set()
    for start, end in marks:
        marked.update(range(start, end))
    return [(start, end) for start, end in places(text, word) if any(text[at].isalnum() and at not in marked for at in range(start, end))]


# --- Minimal pairs -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence that holds ``word``, and the same with ``other``: another word with the same base form."""

    word: str
    other: str
    sentence: str
    lang: str


def pairs(built: Corpus, per_language: int) -> list[Pair]:
    """Minimal pairs out of real sentences: of each language of the index, words of the corpus that share a base form."""
    groups: dict[str, dict[str, dict[str, str]]] = {}
    for id, document in built.documents.items():
        code = built.indexed[id].langs[0] if built.indexed[id].langs else "und"
        for line in document.text.split("\n"):
            for word, forms in _words(code, line) if 30 <= len(line) <= 400 else ():
                for base in forms.row.word[:1]:
                    groups.setdefault(code, {}).setdefault(base, {}).setdefault(word, line)
    chosen = []
    for code, bases in sorted(groups.items()):
        several = [words for _, words in sorted(bases.items()) if len({exact_form(normalise(word).text) for word in words}) > 1]
        for words in random.Random(code).sample(several, min(per_language, len(several))):
            first, second = sorted(words)[:2]
            if exact_form(first) != exact_form(second) and words[first].count(first) == 1:
                chosen.append(Pair(first, second, words[first], code))
    return chosen


def _words(code: str, line: str) -> Iterator[tuple[str, WordForms]]:
    normalised = normalise(line)
    for start, end, lemma in language(code).segment(normalised.text):
        written = normalised.text[start:end]
        forms = word_forms(code, written, lemma)
        if forms is not None and not forms.function and written.isalpha() and unicodedata.is_normalized("NFKC", line):
            yield written, forms
