"""``glotta analyze`` and ``glotta doctor``, and what all commands have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.cli import main
from tests.cli.conftest import Run


def test_analyze_shows_the_words_and_their_forms_without_an_index(run: Run) -> None:
    result = run("analyze", "--lang", "no", "høyskolenes", "hemmeligheter")
    assert result.exit_code == 0
    assert "høyskolenes" in result.stdout and "  word høyskol" in result.stdout
    found = json.loads(run("analyze", "--json", "--lang", "ja", "-", input="緑茶を飲む".encode()).stdout)
    assert found["text"] == "緑茶を飲む"
    [language] = found["analyses"]
    assert language["lang"] == "ja"
    assert "".join(token["text"] for token in language["tokens"]) == "緑茶を飲む"
    assert run("analyze", "--lang", "xx", "word").exit_code == 2


def test_analyze_shows_emoji_and_says_once_what_several_languages_have_alike(run: Run) -> None:
    lines = run("analyze", "Wow", "🎉👍🏽", "C++").stdout.splitlines()
    heads = [line.split() for line in lines if not line.startswith(" ")]
    codes = [code for head in heads for code in head]
    assert len(codes) == len(set(codes)) > 2 * len(heads), "every language once, most of them together"
    assert [line.split()[1] for line in lines if line.startswith(" ")][:5] == ["Wow", "🎉", "👍🏽", "C", "++"]


def test_doctor_finds_this_installation_healthy(built: Run) -> None:
    result = built("doctor")
    assert result.exit_code == 0, result.output
    assert "2 documents, engine whoosh" in result.stdout
    checks = json.loads(built("doctor", "--json").stdout)
    assert all(check["good"] for check in checks)
    assert {"Python", "analysis", "language ja", "engine whoosh", "engine tantivy", "index"} <= {check["name"] for check in checks}


def test_doctor_finds_a_damaged_index(built: Run, tmp_path: Path) -> None:
    (tmp_path / "index" / "manifest.json").write_text("{")
    result = built("doctor")
    assert result.exit_code == 3
    assert "BAD" in result.stdout and "glotta index rebuild" in result.stdout


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", list(commands(main)), ids=" ".join)
def test_every_command_has_help_and_those_that_do_something_have_examples(run: Run, path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    if path != ("index",):
        assert "Examples:" in result.stdout


@pytest.mark.parametrize("before", [(), ("index",)])
def test_an_option_before_the_command_is_told_its_place(run: Run, before: tuple[str, ...]) -> None:
    result = run(*before, "--index", "elsewhere", "info")
    assert result.exit_code == 2 and "Options stand after the command" in result.stderr
    assert "Options stand" not in run("index", "info", "--indx", "elsewhere").stderr


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0 and result.stdout.startswith("glotta, version ")
