"""Promises 1 to 4 over a real corpus of sixty languages: a sample here, more of it in the slow suite.

The goal is every case; what is known to miss is named here with its reason (``GLUED_ADDRESS``), and nothing else may.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.lookup import answer, search, view
from search.marks.find import find
from search.model import Document, SearchRequest
from search.store.payload import StoredDocument
from search.text.unicode import NO_SPACE
from tests.promises.corpus import corpus
from tests.promises.test_what_is_written_can_be_found import OPERATORS, runs
from tests.relevance.real import FAST, SLOW, Pair, Real, Size, documents, faults, pairs, pool, uncovered, written_words

GLUED_ADDRESS = re.compile(r"(?!https?://).*\w.*://")
"""The one known exception (1 of 2,455 words): something glued to a URL, ``f'https://...``. The text's URL is an address, the rest a word;
the query's chunk is neither."""


@pytest.fixture(scope="module", params=[FAST, pytest.param(SLOW, marks=pytest.mark.slow)], ids=lambda size: size.name)
def size(request: pytest.FixtureRequest) -> Size:
    chosen = request.param
    assert isinstance(chosen, Size)
    return chosen


@pytest.fixture(scope="module")
def real(size: Size, data_folder: Path) -> Iterator[Real]:
    kept = documents(data_folder, size)
    assert len(kept) > 50 * size.most, "most languages of the corpus are in the sample"
    with pool(kept) as built:
        yield built


def words_of(real: Real, count: int) -> list[tuple[str, str]]:
    """``(document, word)``: words written in each document, drawn at random, the same every time."""
    chosen = []
    for id, document in real.documents.items():
        words = [word for word in written_words(document) if not GLUED_ADDRESS.match(word)]
        chosen += [(id, word) for word in random.Random(id).sample(words, min(count, len(words)))]
    return chosen


def report(failures: list[object], cases: int, place: str) -> str:
    return f"{len(failures)} of {cases} cases ({1 - len(failures) / cases:.4%} hold); see {place}. The first: {failures[:12]}"


def test_every_word_copied_from_a_document_finds_it(real: Real, size: Size) -> None:
    asked = words_of(real, size.words)
    missed: list[object] = [(id, word) for id, word in asked if id not in real.full(word)]
    assert len(asked) > 100 * size.words
    assert not missed, report(missed, len(asked), "search/plan/words.py")


def test_every_run_copied_from_running_text_finds_it_and_nothing_without_it_ranks_above(real: Real, size: Size) -> None:
    failures: list[object] = []
    cases = 0
    for id, document in real.documents.items():
        for run in runs(document, size.runs, random.Random(id)):
            query = re.sub(r"^\W+", "", OPERATORS.sub("", run))  # a minus at the beginning is an operator
            if not NO_SPACE.search(query) or id not in (holding := real.holding(query)):
                continue
            cases += 1
            ranked = real.ranked(query)
            order = [hit for hit, _ in ranked]
            if missing := holding - {hit for hit, full in ranked if full}:
                failures.append((query, "not found", sorted(missing)))
            elif above := set(order[: len(holding)]) - holding:
                failures.append((query, "ranked above", sorted(above), sorted(holding)[:3]))
    assert cases > 10 * size.runs
    assert not failures, report(failures, cases, "search/plan/running.py")


def test_a_full_match_holds_what_was_asked(real: Real, size: Size) -> None:
    """The other direction: what the engine counts as a full match shows where each word stands, and what it does not, does not."""
    empty: list[object] = []
    cases = 0
    for _, word in words_of(real, max(1, size.words // 3)):
        found = answer(real.engine, SearchRequest(word, limit=20), facets=())
        for match in found.matches.hits if found.compiled is not None else ():
            [payload] = real.engine.fetch([match.id])
            assert payload is not None and found.compiled is not None
            cases += 1
            if match.full != all(leaf.full for leaf in find(StoredDocument(payload), found.compiled.targets).leaves):
                empty.append((word, match.id, match.full))
    assert cases > 100
    assert not empty, report(empty, cases, "search/plan against search/marks/find.py")


def test_a_document_added_hides_no_other(real: Real, size: Size) -> None:
    """Half of the sample, then all of it; the halves are drawn by document, so most languages are in both."""
    half = [document for number, document in enumerate(real.documents.values()) if number % 2]
    inside = {document.id for document in half}
    asked = [word for id, word in words_of(real, max(1, size.words // 2)) if id in inside]
    draw = random.Random(7)
    asked += [f"{draw.choice(asked)} {draw.choice(asked)}" for _ in range(len(asked) // 4)]
    lost: list[object] = []
    with corpus(half, "tantivy") as built:
        before = Real(built.engine, built.documents, built.indexed, {})
        for query in asked:
            if gone := set(before.full(query)) - set(real.full(query)):
                lost.append((query, sorted(gone)))
    assert len(asked) > 25 * size.words
    assert not lost, report(lost, len(asked), "search/plan/compiler.py, present_languages")


def test_marks_are_whole_words_of_the_original_and_cover_every_place(real: Real, size: Size) -> None:
    wrong: list[object] = []
    asked = words_of(real, max(1, size.words // 2))
    for id, word in asked:
        shown = view(real.engine, id, word)
        text = real.documents[id].text
        wrong += [(id, word, fault) for fault in faults(text, shown.marks)]
        if not shown.marks and not shown.title_marks:
            wrong.append((id, word, "no mark at all"))
        if not NO_SPACE.search(word) and (bare := uncovered(text, word, shown.marks)):
            wrong.append((id, word, "not marked", [text[max(0, a - 10) : b + 10] for a, b in bare[:2]]))
    assert not wrong, report(wrong, len(asked), "search/marks/find.py")


def test_snippets_are_slices_of_the_original_with_their_marks(real: Real, size: Size) -> None:
    wrong: list[object] = []
    asked = words_of(real, max(1, size.words // 4))
    for id, word in asked:
        for hit in search(real.engine, SearchRequest(word)).hits:
            text = real.documents[hit.id].text
            for snippet in hit.snippets:
                if text[snippet.start : snippet.start + len(snippet.text)] != snippet.text:
                    wrong.append((id, word, hit.id, "no slice", snippet.text[:40]))
                # A partial match may be marked at a part of a compound: rollen in uitrollen.
                wrong += [(id, word, hit.id, fault) for fault in faults(snippet.text, snippet.marks, words=hit.matched == "all")]
            shown = hit.title_marks or any(snippet.marks for snippet in hit.snippets) or any(why.rung == "address" for why in hit.why)
            if hit.matched == "all" and not shown:
                wrong.append((id, word, hit.id, "a full match without a mark"))
    assert not wrong, report(wrong, len(asked), "search/marks/snippet.py")


@pytest.fixture(scope="module")
def paired(real: Real, size: Size) -> list[Pair]:
    return pairs(real, size.most)


def test_of_two_documents_that_differ_in_a_words_form_the_exact_one_comes_first(real: Real, paired: list[Pair]) -> None:
    twins = []
    for number, pair in enumerate(paired):
        # The id of what is to come second sorts first: a tie would be seen.
        twins += [
            Document(f"{number}/b", pair.sentence),
            Document(f"{number}/a", re.sub(re.escape(pair.word), pair.other, pair.sentence)),
        ]
    wrong: list[object] = []
    with corpus([*list(real.documents.values())[::4], *twins], "tantivy") as built:
        for number, pair in enumerate(paired):
            order = [hit.id for hit in answer(built.engine, SearchRequest(pair.word, limit=1000), facets=()).matches.hits]
            places = [order.index(id) if id in order else len(order) for id in (f"{number}/b", f"{number}/a")]
            if places[0] >= places[1]:
                wrong.append((pair.lang, pair.word, pair.other, places))
    assert len(paired) > 30
    assert not wrong, report(wrong, len(paired), "search/rank.py")
