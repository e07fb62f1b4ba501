"""``glotta search``: results on standard output, all else on standard error, and what the terminal is spared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from search.cli.output import clean
from tests.cli.conftest import Run


def test_search_prints_results_on_stdout_and_the_count_on_stderr(built: Run) -> None:
    result = built("search", "høyskoler")
    assert result.exit_code == 0
    assert "no.txt" in result.stdout and "høyskoler" in result.stdout
    assert "1 document with all the words" in result.stderr
    assert "\x1b" not in result.output, "no colours in a pipe"


def test_search_that_finds_nothing_ends_with_one(built: Run) -> None:
    result = built("search", "hedgehog")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert json.loads(built("search", "--json", "hedgehog").stdout)["total"] == 0
    assert built("search", "--json", "hedgehog").exit_code == 1


def test_the_json_has_exactly_the_fields_of_the_design(built: Run) -> None:
    page = json.loads(built("search", "--json", "الاعلام").stdout)
    assert list(page) == ["query", "took_ms", "total", "total_relation", "offset", "limit", "next", "hits", "facets", "suggestion",
                          "warnings"]
    [hit] = page["hits"]
    assert list(hit) == ["id", "url", "title", "title_source", "title_marks", "lang", "dir", "site", "date", "score", "matched", "missing",
                         "copies", "copy_list", "snippets", "why", "title_cut"]
    assert (hit["id"], hit["lang"], hit["dir"], hit["matched"]) == ("ar.txt", "ar", "rtl", "all")
    snippet = hit["snippets"][0]
    assert [snippet["text"][start:end] for start, end in snippet["marks"]] == ["الإعلام"]
    assert set(page["facets"]) == {"lang", "site", "year"}
    assert page["facets"]["lang"] == [{"value": "ar", "count": 1}]


def test_the_next_page_is_a_url_of_the_endpoint(run: Run, tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": f"line{number}", "text": f"hedgehog {number}"}) for number in range(3))
    run("index", "rebuild", "-", input=lines)
    page = json.loads(run("search", "--json", "--limit", "2", "--lang", "en", "hedgehog").stdout)
    if page["total"]:  # two words are little to tell a language by
        assert page["next"] == "/api/v1/search?q=hedgehog&lang=en&limit=2&offset=2"
    page = json.loads(run("search", "--json", "--limit", "2", "hedgehog").stdout)
    assert page["next"] == "/api/v1/search?q=hedgehog&limit=2&offset=2"
    assert json.loads(run("search", "--json", "--limit", "2", "--offset", "2", "hedgehog").stdout)["next"] is None
    assert "More: --offset 2" in run("search", "--limit", "2", "hedgehog").stderr


def test_copies_are_named_under_the_result_that_stands_for_them(run: Run, tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": f"line{number}", "text": "the same hedgehog"}) for number in range(8))
    run("index", "rebuild", "-", input=lines)
    shown = run("search", "hedgehog").stdout
    assert "and 7 more with the same text: line1, line2, line3, line4, line5 ...\n" in shown


def test_words_of_the_query_need_no_quotes_and_may_begin_with_a_minus(built: Run) -> None:
    assert built("search", "grønne", "høyskoler").exit_code == 0
    assert built("search", "høyskoler", "-grønne").exit_code == 1
    assert built("search", "--", "-grønne").exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [(), ("--limt", "3", "x"), ("--limit", "101", "x"), ("--offset", "-1", "x"), ("--sort", "size", "x"), ("--after", "yesterday", "x"),
     ("--before", "2025-02-30", "x")],
)
def test_wrong_arguments_of_search_are_wrong_usage(built: Run, arguments: tuple[str, ...]) -> None:
    assert built("search", *arguments).exit_code == 2


def test_a_slip_in_the_name_of_an_option_is_answered_with_the_name_that_it_is_like(built: Run) -> None:
    assert "--limit" in built("search", "--limt", "3", "x").stderr


def test_what_documents_say_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "evil"
    folder.mkdir()
    (folder / "evil.txt").write_text("A hedgehog \x1b]0;owned\x07 \x9b31m and \u202eknil\u202c with [bold]markup[/bold].", encoding="utf-8")
    run("index", "rebuild", folder)
    result = run("search", "hedgehog")
    assert "hedgehog" in result.stdout
    assert "[bold]markup[/bold]" in result.stdout, "text is text, not markup of ours"
    assert not set("\x1b\x07\x9b\u202e") & set(result.output)


def test_cleaning_keeps_every_offset() -> None:
    text = "a\x00b\x1bc\ud800d\u202ee\tf\ng"
    assert len(clean(text)) == len(text)
    assert clean(text) == "a\ufffdb\ufffdc\ufffdd\ufffde f g"


@pytest.mark.parametrize("word", ["-høyskoler", "-h\u00f8ys", "-hedgehog", "-regjeringen"])
def test_a_word_to_leave_out_may_begin_like_an_option(built: Run, word: str) -> None:
    found = json.loads(built("search", "--json", "regjeringen", word, "--limit", "5").stdout)
    assert found["query"] == f"regjeringen {word}"
    assert found["total"] == (1 if word in ("-hedgehog", "-h\u00f8ys") else 0)
