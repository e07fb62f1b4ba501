"""The user's lists through the command line, the JSON endpoint and the page."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search import SearchService
from search.cli import main
from search.settings import load
from web import create_app

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``glotta`` in a folder with documents in ``docs/`` and lists in ``words/``."""
    monkeypatch.chdir(tmp_path)
    files = {
        "docs/en.txt": "The automobile was parked in the street.",
        "docs/ja.txt": "国際イノベーションセンターの構築について話しました。",
        "words/synonyms.txt": "car, automobile\n",
        "words/words.txt": "国際イノベーションセンター\n",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return lambda *arguments, **extra: CliRunner().invoke(main, list(arguments), **extra)


def test_the_command_line_takes_lists_by_flag_variable_and_file(run: Run, tmp_path: Path) -> None:
    assert run("index", "rebuild", "docs", "--words", "words").exit_code == 0
    found = run("search", "car", "--words", "words")
    assert found.exit_code == 0
    assert "car: found as automobile (synonym)" in found.stdout
    assert run("search", "car", env={"GLOTTA_WORDS": "words"}).stdout == found.stdout
    refused = run("search", "car")
    assert refused.exit_code == 3 and "--words" in refused.stderr
    (tmp_path / "glotta.toml").write_text('words = "words"\n', encoding="utf-8")
    assert run("search", "car").stdout == found.stdout
    for command in (("index", "info"), ("index", "update"), ("index", "remove", "en.txt"), ("doctor",)):
        assert run(*command).exit_code == 0, command


def test_analyze_shows_what_the_lists_do(run: Run) -> None:
    assert "synonyms automobile" in run("analyze", "--lang", "en", "--words", "words", "car").stdout
    shown = run("analyze", "--json", "--lang", "ja", "--words", "words", "国際イノベーションセンターで").stdout
    tokens = json.loads(shown)["analyses"][0]["tokens"]
    assert [token["text"] for token in tokens] == ["国際イノベーションセンター", "で"]


def test_a_slip_in_a_list_is_wrong_usage_and_harms_nothing(run: Run, tmp_path: Path) -> None:
    assert run("index", "rebuild", "docs", "--words", "words").exit_code == 0
    before = (tmp_path / "index" / "manifest.json").read_bytes()
    (tmp_path / "words" / "synonyms.txt").write_text("car, automobile\nlorry\n", encoding="utf-8")
    for command in (("index", "rebuild", "docs"), ("search", "car"), ("serve", "--port", "0"), ("analyze", "car")):
        result = run(*command, "--words", "words")
        assert result.exit_code == 2, command
        assert "synonyms.txt, line 2: holds nothing but 'lorry'" in result.stderr
    assert (tmp_path / "index" / "manifest.json").read_bytes() == before


def test_doctor_counts_the_lists(run: Run) -> None:
    result = run("doctor", "--words", "words")
    assert "2 terms with synonyms, 0 protected words, 1 words that stay whole" in result.stdout


def test_endpoint_and_page_tell_the_synonym(run: Run, tmp_path: Path) -> None:
    run("index", "rebuild", "docs", "--words", "words")
    with SearchService(load({"index": tmp_path / "index", "words": tmp_path / "words"})) as service:
        client = create_app(service).test_client()
        (hit,) = client.get("/api/v1/search?q=car").get_json()["hits"]
        assert hit["why"] == [{"term": "car", "rung": "synonym", "form": "automobile"}]
        page = client.get("/search?q=car").get_data(as_text=True)
        assert "Found by a synonym:" in page and "<mark>automobile</mark>" in page
        (analysis,) = client.get("/api/v1/analyze?text=car&lang=en").get_json()["analyses"]
        assert analysis["tokens"][0]["synonyms"] == ["automobile"]
