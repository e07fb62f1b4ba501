"""``glotta index ...``: what is built, what is said, every exit code, and what goes to which stream."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from search import generations
from tests.cli.conftest import CHECKOUT, Run


def test_rebuild_without_a_path_takes_the_seeds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(CHECKOUT / "seeds")
    result = run("index", "rebuild")
    assert result.exit_code == 0, result.output
    assert "5 added" in result.stderr
    assert "engine whoosh: " in result.stderr, "the choice of the engine is said in one line"
    assert result.stdout == "", "messages are not data"


def test_rebuild_without_a_path_takes_what_the_index_was_built_from(built: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "seeds").symlink_to(CHECKOUT / "seeds")
    result = built("index", "rebuild")
    assert result.exit_code == 0, result.output
    assert "Building from docs." in result.stderr
    assert json.loads(built("index", "info", "--json").stdout)["documents"] == 2
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert built("index", "rebuild", "--index", str(tmp_path / "index")).exit_code == 0
    assert json.loads(built("index", "info", "--json", "--index", str(tmp_path / "index")).stdout)["documents"] == 2


def test_rebuild_without_a_path_cannot_read_a_pipe_again(run: Run) -> None:
    assert run("index", "rebuild", "-", input="Regjeringen vil bygge flere grønne høyskoler.").exit_code == 0
    again = run("index", "rebuild")
    assert again.exit_code == 2
    assert "| glotta index rebuild -" in again.stderr


def test_rebuild_without_a_path_and_without_seeds_tells_the_way_out(run: Run) -> None:
    result = run("index", "rebuild")
    assert result.exit_code == 2
    assert "glotta index rebuild ~/documents" in result.stderr


def test_a_path_that_does_not_exist_is_wrong_usage(run: Run) -> None:
    result = run("index", "rebuild", "nowhere")
    assert result.exit_code == 2
    assert "'nowhere'" in result.stderr


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with everything that goes wrong, and one good document."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "good.txt").write_text("A hedgehog in the garden, and nothing wrong with it.")
    (folder / "empty.txt").touch()
    (folder / "large.txt").write_text("word " * 1000)
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))
    (folder / "bytes.txt").write_bytes("緑茶を飲みました。".encode() * 20 + b"\xff\x80\xc0 " + "東京".encode() * 20)
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "lines.jsonl").write_text('{"id": "first", "text": "one hedgehog"}\n{"id": \n{"id": "third", "text": "another hedgehog"}\n')
    return folder


def test_each_bad_document_is_reported_by_name_and_reason_and_the_rest_is_indexed(run: Run, broken: Path) -> None:
    result = run("index", "rebuild", broken, "--max-size", "1k")
    assert result.exit_code == 0, "some bad documents are no failure"
    reported = [line for line in result.stderr.splitlines() if line.startswith("Not indexed: ")]
    for name, code in (("empty.txt", "empty"), ("large.txt", "too-large"), ("image.txt", "binary"), ("dangling.txt", "dangling-link"),
                       ("loop", "symlink-loop"), ("self.txt", "symlink-loop"), ("lines.jsonl#2", "bad-json"),
                       ("bytes.txt", "undecodable")):
        assert any(f" {name}: " in line and line.endswith(f"[{code}]") for line in reported), f"{name} {code}: {reported}"
    assert len(reported) == 8
    found = json.loads(run("search", "--json", "hedgehog").stdout)
    assert sorted(hit["id"] for hit in found["hits"]) == ["first", "good.txt", "third"]


def test_strict_makes_a_bad_document_a_failure_but_keeps_the_index(run: Run, broken: Path) -> None:
    assert run("index", "rebuild", broken, "--strict").exit_code == 3
    assert run("search", "hedgehog").exit_code == 0


def test_a_folder_without_a_good_document_is_a_named_failure(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    (folder / "empty.txt").touch()
    result = run("index", "rebuild", folder)
    assert result.exit_code == 3
    assert "Not indexed: empty.txt" in result.stderr
    assert "No document could be indexed" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [("--engine", "lucene"), ("--engine", "memory"), ("--max-size", "many"), ("--wait", "-1"), ("--colour",)],
)
def test_values_and_options_that_do_not_exist_are_wrong_usage(built: Run, arguments: tuple[str, ...]) -> None:
    assert built("index", "rebuild", "docs", *arguments).exit_code == 2


def test_the_environment_names_index_and_engine(built: Run, tmp_path: Path) -> None:
    environment = {"GLOTTA_INDEX": str(tmp_path / "other"), "GLOTTA_ENGINE": "tantivy"}
    assert built("index", "rebuild", "docs", env=environment).exit_code == 0
    assert json.loads(built("index", "info", "--json", env=environment).stdout)["engine"] == "tantivy"
    assert json.loads(built("index", "info", "--json").stdout)["engine"] == "whoosh"
    assert json.loads(built("index", "info", "--json", "--index", tmp_path / "other").stdout)["engine"] == "tantivy"


def test_standard_input_is_a_path(run: Run) -> None:
    lines = "\n".join(json.dumps({"id": f"line{number}", "text": f"hedgehog {number}"}) for number in range(3))
    assert run("index", "rebuild", "-", input=lines).exit_code == 0
    assert json.loads(run("search", "--json", "hedgehog").stdout)["total"] == 3


def test_update_repeats_what_is_still_wrong_in_files_that_have_not_changed(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "good.txt").write_text("A hedgehog.")
    lines = folder / "lines.jsonl"
    lines.write_text('{"id": "first", "text": "one hedgehog"}\n' + '{"id":\n' * 12)
    assert run("index", "rebuild", "docs").stderr.count("[bad-json]") == 12
    result = run("index", "update")
    assert result.stderr.count("Still not indexed: lines.jsonl#") == 10
    assert "and 2 more" in result.stderr and "0 added, 2 unchanged, 12 not indexed" in result.stderr
    assert run("index", "update", "--strict").exit_code == 3
    lines.write_text('{"id": "first", "text": "one hedgehog"}\n{"id": 1}\n')
    result = run("index", "update")
    assert "Not indexed: lines.jsonl#2 (1):" in result.stderr and "bad-json" not in result.stderr
    assert "Still not indexed: lines.jsonl#2 (1): the object has no `text`" in run("index", "update").stderr
    lines.write_text('{"id": "first", "text": "one hedgehog"}\n')
    run("index", "update")
    assert "not indexed" not in run("index", "update").stderr.lower()


def test_small_numbers_are_said_in_words_that_fit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A hedgehog.")
    result = run("index", "rebuild", "a.txt", "--engine", "whoosh")
    assert "1 document in the index, 11 bytes of text" in result.stderr
    assert "up to 10 MB of text" in run("index", "rebuild", "a.txt").stderr


def test_update_takes_up_changes_and_says_so(built: Run, tmp_path: Path) -> None:
    (tmp_path / "docs" / "new.txt").write_text("A hedgehog.")
    (tmp_path / "docs" / "ar.txt").unlink()
    result = built("index", "update")
    assert result.exit_code == 0
    assert "1 added, 1 removed, 1 unchanged" in result.stderr
    assert built("search", "hedgehog").exit_code == 0
    (tmp_path / "docs" / "bad.txt").touch()
    assert built("index", "update").exit_code == 0
    assert built("index", "update", "--strict").exit_code == 3


def test_info_shows_the_live_index_and_its_json_names_everything(built: Run) -> None:
    result = built("index", "info")
    assert result.exit_code == 0
    for word in ("whoosh (named by the user)", "documents    2", "ar 1", "no 1", "docs"):
        assert word in result.stdout
    found = json.loads(built("index", "info", "--json").stdout)
    assert (found["documents"], found["generation"], found["sources"]) == (2, 1, ["docs"])


def test_remove_takes_out_a_document_and_an_unknown_one_is_refused(built: Run) -> None:
    assert built("index", "remove", "nothing.txt").exit_code == 2
    assert built("index", "remove", "no.txt").exit_code == 0
    assert built("search", "høyskoler").exit_code == 1


@pytest.mark.parametrize("command", [("index", "info"), ("index", "update"), ("index", "remove", "x"), ("search", "x")])
def test_without_an_index_the_failure_names_the_command_that_builds_one(run: Run, command: tuple[str, ...]) -> None:
    result = run(*command)
    assert result.exit_code == 3
    assert "glotta index rebuild PATH... --index index" in result.stderr
    assert result.stdout == ""


def test_an_index_of_another_version_is_refused_with_the_command_that_mends_it(built: Run, tmp_path: Path) -> None:
    path = tmp_path / "index" / "manifest.json"
    manifest = json.loads(path.read_text())
    path.write_text(json.dumps({**manifest, "fingerprint": "another"}))
    for command in (("search", "x"), ("index", "info"), ("index", "update")):
        result = built(*command)
        assert result.exit_code == 3
        assert "glotta index rebuild docs --index index" in result.stderr
    assert built("index", "rebuild", "docs").exit_code == 0
    assert built("search", "høyskoler").exit_code == 0


def test_a_second_writer_is_refused_unless_it_waits(built: Run, tmp_path: Path) -> None:
    with generations.writing(tmp_path / "index"):
        result = built("index", "rebuild", "docs")
        assert result.exit_code == 3
        assert f"id {os.getpid()}" in result.stderr and "--wait" in result.stderr
    assert built("index", "rebuild", "docs", "--wait", "1").exit_code == 0
