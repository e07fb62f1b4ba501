"""Golden vocabularies: ``golden/<code>.tsv`` says which forms each word has. A change of analysis is seen here, word by word, in review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.languages import LANGUAGES, language
from search.languages._base import IcuLanguage
from search.text.unicode import normalise

GOLDEN = Path(__file__).parent / "golden"
_MARKED = re.compile(r"(?P<before>.*?)\[(?P<word>.*?)\](?P<after>.*)")


def _lines(path: Path) -> Iterator[tuple[int, str, str]]:
    heading = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line.startswith("#"):
            heading = line
        elif line:
            yield number, heading, line


def _analysed(code: str, written: str) -> tuple[str, ...]:
    """Forms of the word in brackets (or of the whole line) as the columns of a golden file; the segments where it is not one segment."""
    found = _MARKED.fullmatch(written)
    before, word, after = (normalise(part).text for part in (found.groups() if found else ("", written, "")))
    line = before + word + after
    segments = language(code).segment(line)
    for start, end, lemma in segments:
        if (start, end) == (len(before), len(before) + len(word)):
            forms = language(code).forms(word, lemma)
            return " ".join(forms.exact), " ".join(forms.fold), " ".join(forms.word), "f" if forms.function else ""
    return ("cut as " + "|".join(line[start:end] for start, end, _ in segments),)


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.tsv")), ids=lambda path: path.stem)
def test_words_have_the_forms_of_the_golden_file(path: Path) -> None:
    wrong = []
    for number, heading, line in _lines(path):
        written, *expected = line.split("\t")
        got = _analysed(path.stem, written)
        if list(got) != expected:
            wrong.append(f"{path.name}:{number} {written}\n    expected {expected}\n    got      {list(got)}\n    under    {heading}")
    assert not wrong, ("\n".join(wrong) + f"\nIf the new forms are better, write them into {path.name} and raise the analysis version; "
                       f"if not, look into search/languages/{path.stem}.py (or the row of the table) and search/text/word.py.")


def test_every_language_that_undoes_inflection_has_a_golden_file() -> None:
    stemmed = {code for code, each in LANGUAGES.items() if not isinstance(each, IcuLanguage) or each.stem is not None}
    missing = stemmed - {path.stem for path in GOLDEN.glob("*.tsv")}
    assert not missing, f"write tests/languages/golden/<code>.tsv for {sorted(missing)}"


def test_no_golden_file_is_empty_or_names_a_language_that_is_not_in_the_table() -> None:
    for path in GOLDEN.glob("*.tsv"):
        assert path.stem in LANGUAGES, f"{path.name}: no such row"
        assert sum(1 for _ in _lines(path)) >= 4, f"{path.name} checks next to nothing"
