"""Real documents in some fifty languages and real questions: engines agree with the oracle on what is found and on the first ten."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import pytest

from search.analysis.analyse import analyse
from search.engine import Engine, IndexedDocument
from search.engines import ENGINES, engine_class
from search.lookup import answer
from search.model import Document, SearchRequest

DOCUMENTS = 200
QUESTIONS = 40


@pytest.fixture(scope="module")
def documents(data_folder: Path) -> list[IndexedDocument]:
    """Spread over the whole file, which is ordered by language."""
    with gzip.open(data_folder / "bench" / "docs_10k.jsonl.gz", "rt", encoding="utf-8") as file:
        records = list(islice(map(json.loads, file), 0, None, 10_000 // DOCUMENTS))
    return [analyse(Document(id=str(record.get("id", record.get("_id"))), text=record["text"])) for record in records]


@pytest.fixture(scope="module")
def questions(data_folder: Path) -> list[str]:
    lines = (data_folder / "bench" / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines[:: len(lines) // QUESTIONS]]
    whole = [str(record.get("text", record.get("query"))) for record in records]
    return whole + [" ".join(question.split()[-2:]) for question in whole]


@pytest.fixture(scope="module")
def engines(documents: list[IndexedDocument], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    with ExitStack() as stack:
        made: dict[str, Engine] = {}
        for name in ENGINES:
            made[name] = stack.enter_context(engine_class(name).create(tmp_path_factory.mktemp(name)))
            made[name].add(documents)
            made[name].commit()
        yield made


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ENGINES if name != "memory"])
def test_engines_answer_real_questions_as_the_oracle_does(engines: dict[str, Engine], questions: list[str], name: str) -> None:
    overlaps = []
    for question in questions:
        found, expected = (answer(engines[which], SearchRequest(question)).matches for which in (name, "memory"))
        assert (found.total, found.facets) == (expected.total, expected.facets), f"{name} finds other documents for {question!r}"
        if expected.hits:
            shown, right = ({match.id for match in matches.hits} for matches in (found, expected))
            overlaps.append(len(shown & right) / len(right))
    print(f"mean overlap@10 of {name} with the oracle: {sum(overlaps) / len(overlaps):.3f} over {len(overlaps)} questions")
    assert len(overlaps) > QUESTIONS, "too few questions find anything: the test has lost its subject"
    assert sum(overlaps) / len(overlaps) >= 0.95, f"mean overlap@10 of {name} with the oracle is {sum(overlaps) / len(overlaps):.3f}"
