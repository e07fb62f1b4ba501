"""Evaluation: the measures are those of the textbooks, the queries go through the same read path as the page's."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner

from search.cli import main
from search.errors import UsageError
from search.evaluate import QueryResult, compare, evaluate, load

DOCS = {
    "tea": "Green tea is drunk in Japan and in China.",
    "coffee": "Coffee is drunk in Vietnam and in Norway.",
    "kaffe": "Kaffe drikkes i Norge hele dagen.",
    "緑茶": "緑茶は日本で飲まれています。",
}
QUERIES = {"q1": "green tea", "q2": "coffee in Vietnam", "q3": "緑茶", "q4": "nothing of the kind", "q5": "unjudged"}
JUDGED = [("q1", "tea", 1), ("q2", "coffee", 2), ("q2", "kaffe", 1), ("q3", "緑茶", 1), ("q4", "kaffe", 1), ("q1", "coffee", 0)]


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    lines = [json.dumps({"_id": id, "title": "", "text": text}, ensure_ascii=False) for id, text in DOCS.items()]
    (folder / "docs.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "queries.jsonl").write_text(
        "\n".join(json.dumps({"_id": id, "text": text}) for id, text in QUERIES.items()), encoding="utf-8"
    )
    rows = "\n".join("\t".join(map(str, row)) for row in JUDGED)
    (folder / "qrels.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("engine", ["tantivy", "whoosh", "memory"])
def test_the_measures_are_those_of_the_textbook(collection: Path, engine: str) -> None:
    [(measures, results)] = evaluate([load(collection)], engine=engine)
    by_id = {result.id: result for result in results}
    assert set(by_id) == {"q1", "q2", "q3", "q4"}, "a query that nobody judged is left out"
    assert [by_id[id].rank for id in ("q1", "q2", "q3", "q4")] == [1, 1, 1, 0]
    assert measures.mrr == measures.success == 0.75
    assert by_id["q1"].ndcg == 1.0 and by_id["q4"].ndcg == 0.0
    ideal = 2 + 1 / math.log2(3)
    assert by_id["q2"].ndcg in (pytest.approx(2 / ideal), pytest.approx(1.0))
    assert measures.docs == 4 and measures.queries == 4


def test_collections_together_share_one_index(collection: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "x", "text": "Tea and coffee."}), encoding="utf-8")
    [(measures, _)] = evaluate([load(collection)], together=True, extra=[str(more)])
    assert measures.docs == 5


def test_short_queries_keep_the_rarest_words_in_their_order(collection: Path) -> None:
    [(_, results)] = evaluate([load(collection)], rarest=1)
    assert {result.id: result.query for result in results}["q2"] == "coffee"


def test_a_folder_that_is_no_collection_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"docs\.jsonl"):
        load(tmp_path)


def result(id: str, rank: int) -> QueryResult:
    return QueryResult("c", id, "q", rank, 0.0, 0.0)


def test_judgements_need_no_header(collection: Path) -> None:
    judgements = collection / "qrels.tsv"
    with_header = load(collection).judged
    judgements.write_text(judgements.read_text(encoding="utf-8").partition("\n")[2], encoding="utf-8")
    assert load(collection).judged == with_header


@pytest.mark.parametrize(("name", "text", "message"), [
    ("qrels.tsv", "query-id\tcorpus-id\tscore\nq1 tea 1\n", "qrels.tsv, line 2"),
    ("qrels.tsv", "q1\ttea\t1\n\nq2\tcoffee\tmuch\n", "qrels.tsv, line 3"),
    ("qrels.tsv", "q9\ttea\t1\n", "nothing to measure"),
    ("queries.jsonl", '{"_id": "q1", "text": "tea"}\n{', "queries.jsonl, line 2"),
    ("queries.jsonl", '{"text": "tea"}', "`_id` and `text`"),
    ("queries.jsonl", "[1]", "queries.jsonl, line 1"),
])
def test_a_line_that_is_not_in_the_layout_is_named(collection: Path, name: str, text: str, message: str) -> None:
    (collection / name).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        load(collection)


def test_the_same_run_twice_differs_by_chance_only() -> None:
    run = [result(str(number), number % 5) for number in range(50)]
    [same] = compare(run, run)
    assert (same.first, same.better, same.worse, same.p) == (same.second, 0, 0, 1.0)


def test_a_run_that_is_better_everywhere_is_better_beyond_chance() -> None:
    [found] = compare([result(str(n), 2) for n in range(30)], [result(str(n), 1) for n in range(30)], rounds=2_000)
    assert (found.better, found.worse) == (30, 0)
    assert found.p < 0.01


def test_the_command_prints_exactly_the_keys_promised(collection: Path, tmp_path: Path) -> None:
    file = tmp_path / "results.jsonl"
    done = CliRunner().invoke(main, ["evaluate", "--json", "--per-query", str(file), str(collection)])
    assert done.exit_code == 0, done.output
    assert list(json.loads(done.stdout)) == ["collection", "queries", "docs", "mrr@10", "ndcg@10", "recall@100", "success@1", "seconds"]
    compared = CliRunner().invoke(main, ["evaluate", "--json", "--compare", str(file), str(file)])
    assert json.loads(compared.stdout)["p"] == 1.0
    assert CliRunner().invoke(main, ["evaluate"]).exit_code == 2
