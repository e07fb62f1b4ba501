"""``python -m benchmarks.cloze FOLDER``: a judged collection of every language, made from documents that nobody judged.

A sentence is taken out of its paragraph and asks for the paragraph it was taken from (the inverse cloze task: Lee, Chang & Toutanova 2019,
"Latent Retrieval for Weakly Supervised Open Domain Question Answering"). What it asks with is rarely written in the same form where it
looks, so it shows what the analysis of a language is worth where there are no questions with answers.

*Useful for*: one analysis against another, or against another engine, in a language without a judged collection.
*Not useful for*: weights (a sentence is no question), and figures by themselves: many paragraphs of a page answer as well as the right one.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import icu

from benchmarks.corpus import DATA
from search.detection.detect import detect, our_code
from search.detection.scripts import LATIN, SCRIPTS, script_counts
from search.text.unicode import NO_SPACE
from search.text.word import spaced_words

DOCUMENTS, PARAGRAPHS, TAKEN = 110, 40, 3
"""Documents of a language, paragraphs of one of them, and sentences taken out of a paragraph, at most."""
LENGTH = 700
"""Characters from which a paragraph is not joined to the next line; half as many of a script without spaces."""
WORDS, RUN = (4, 16), (8, 40)
"""Fewest and most words of a sentence that asks; characters where there are no spaces."""
PROSE = 0.75
"""Share of a sentence that are letters of its language's scripts, marks and spaces: lines of code and tables ask for nothing."""
FEWEST, MOST = 50, 600
"""Questions under which a collection says nothing and is not made; questions of one collection at most."""
NO_FULL_STOP = frozenset(("km", "lo", "my", "th"))


@dataclass
class Cloze:
    """One collection: paragraphs without what was taken out, and the sentences with the number of their paragraph."""

    paragraphs: list[str] = field(default_factory=list)
    questions: list[tuple[str, int]] = field(default_factory=list)

    def write(self, folder: Path) -> None:
        """In BEIR layout."""
        folder.mkdir(parents=True, exist_ok=True)
        texts = [{"_id": str(number), "title": "", "text": text} for number, text in enumerate(self.paragraphs)]
        asked = [{"_id": f"q{number}", "text": text} for number, (text, _) in enumerate(self.questions)]
        for name, records in (("docs", texts), ("queries", asked)):
            lines = [json.dumps(record, ensure_ascii=False) for record in records]
            (folder / f"{name}.jsonl").write_text("\n".join([*lines, ""]), encoding="utf-8")
        judged = [f"q{number}\t{paragraph}\t1" for number, (_, paragraph) in enumerate(self.questions)]
        (folder / "qrels.tsv").write_text("\n".join(["query\tdocument\trelevance", *judged, ""]), encoding="utf-8")


def paragraphs(text: str, known: set[str]) -> Iterator[str]:
    """The lines of a document, joined until they are long enough; lines that are in ``known`` (those met before) are left out."""
    joined: list[str] = []
    for line in [*map(str.strip, text.split("\n")), ""]:
        if line and line not in known:
            known.add(line)
            joined.append(line)
        paragraph = " ".join(joined)
        wanted = LENGTH // 2 if NO_SPACE.search(paragraph) else LENGTH
        if joined and (not line or len(paragraph) >= wanted):
            if len(paragraph) >= wanted // 3:
                yield paragraph
            joined = []


def sentences(text: str, lang: str) -> list[str]:
    """Cut by UAX #29; at spaces in languages that have no full stop. Nothing is lost."""
    if lang in NO_FULL_STOP:
        return re.findall(r"\S+\s*", text)
    breaker = icu.BreakIterator.createSentenceInstance(icu.Locale(lang))
    counted = icu.UnicodeString(text)
    breaker.setText(counted)
    return [str(counted[start:end]) for start, end in itertools.pairwise([0, *breaker])]


def asks(sentence: str, lang: str) -> bool:
    """Whether a sentence is prose in the scripts of its language, and of a length that people type."""
    sentence = sentence.strip()
    scripts = SCRIPTS.get(lang, LATIN)
    own = sum(count for script, count in script_counts(sentence).items() if script in scripts)
    rest = sum(character.isspace() or icu.Char.charType(character) in _MARKS for character in sentence)
    if own + rest < PROSE * len(sentence):
        return False
    if NO_SPACE.search(sentence):
        return RUN[0] <= len(sentence) <= RUN[1]
    return WORDS[0] <= len(spaced_words(sentence)) <= WORDS[1]


_MARKS = (icu.UCharCategory.NON_SPACING_MARK, icu.UCharCategory.COMBINING_SPACING_MARK)


def collection(lang: str, texts: Iterable[str]) -> Cloze:
    """The collection of one language. The same texts give the same."""
    chance = random.Random(lang)
    made, known, taken = Cloze(), set[str](), Counter[str]()
    for text in texts:
        for paragraph in itertools.islice(paragraphs(text, known), PARAGRAPHS):
            pieces = sentences(paragraph, lang)
            foreign = lang != "en" and detect(paragraph).lang == "en"
            fit = [] if foreign else [number for number, piece in enumerate(pieces) if asks(piece, lang)]
            out = sorted(chance.sample(fit, min(len(fit), TAKEN, len(pieces) // 3)))
            rest = "".join(piece for number, piece in enumerate(pieces) if number not in out)
            for number in out:
                sentence = pieces[number].strip()
                taken[sentence] += 1
                if taken[sentence] == 1 and sentence not in rest:
                    made.questions.append((sentence, len(made.paragraphs)))
            made.paragraphs.append(rest)
    made.questions = sorted(chance.sample(made.questions, min(MOST, len(made.questions))), key=lambda question: question[1])
    return made


def by_language(path: Path) -> dict[str, list[str]]:
    """The texts of a JSONL file (``lang, text``; perhaps compressed) by our code of their language, in random order."""
    texts: dict[str, list[str]] = defaultdict(list)
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        for line in stream:
            record = json.loads(line)
            texts[our_code(record["lang"])].append(record["text"])
    for lang, each in texts.items():
        random.Random(lang).shuffle(each)
    return texts


def main(arguments: Sequence[str] | None = None) -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cloze", description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("folder", type=Path, help="where the collections go, one folder each: cloze-<language>")
    parser.add_argument("--documents", type=Path, default=DATA / "docs_10k.jsonl.gz", help="JSONL with lang and text")
    parser.add_argument("--lang", nargs="*", help="our codes of languages; all, if not given")
    options = parser.parse_args(arguments)
    for lang, texts in sorted(by_language(options.documents).items()):
        if options.lang and lang not in options.lang:
            continue
        made = collection(lang, texts[:DOCUMENTS])
        if len(made.questions) >= FEWEST:
            made.write(options.folder / f"cloze-{lang}")
            print(f"cloze-{lang}: {len(made.paragraphs):,} paragraphs, {len(made.questions):,} questions")


if __name__ == "__main__":
    main()
