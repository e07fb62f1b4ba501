"""The command line: every command, every exit code, and what goes to which stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search import generations
from search.cli import main
from search.cli.output import clean

CHECKOUT = Path(__file__).resolve().parents[2]

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs ``glotta`` in an empty folder, with the index in ``index/`` there."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments, **extra: CliRunner().invoke(main, [str(argument) for argument in arguments], **extra)


@pytest.fixture
def built(run: Run, tmp_path: Path) -> Run:
    """As ``run``, over an index of two documents."""
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "no.txt").write_text("Regjeringen vil bygge flere grønne høyskoler i hele landet.", encoding="utf-8")
    (folder / "ar.txt").write_text("وزارة الإعلام تعلن عن افتتاح المدرسة الجديدة في المدينة.", encoding="utf-8")
    assert run("index", "rebuild", "docs", "--engine", "whoosh").exit_code == 0
    return run


# --- index ---


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


# --- search ---


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


# --- the others ---


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


@pytest.mark.parametrize("word", ["-høyskoler", "-h\u00f8ys", "-hedgehog", "-regjeringen"])
def test_a_word_to_leave_out_may_begin_like_an_option(built: Run, word: str) -> None:
    found = json.loads(built("search", "--json", "regjeringen", word, "--limit", "5").stdout)
    assert found["query"] == f"regjeringen {word}"
    assert found["total"] == (1 if word in ("-hedgehog", "-h\u00f8ys") else 0)


def test_the_version_is_told(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0 and result.stdout.startswith("glotta, version ")


# --- as a process ---


PROGRAM = "from search.cli import main; main(prog_name='glotta')"
ENDLESS = """
import time
from search.ingest import building
read = building.read
def endless(*arguments, **names):
    yield from read(*arguments, **names)
    open("all-read", "w").close()
    while True:
        time.sleep(0.05)
building.read = endless
"""
"""Before the program: a reader that never comes to an end. A rebuild that may be done before the signal arrives is no test."""


def process(*arguments: str, cwd: Path, program: str = PROGRAM, **extra: object) -> subprocess.Popen[str]:
    return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
        [sys.executable, "-c", program, *arguments], cwd=cwd, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, text=True, **extra)


def test_a_terminal_gets_colours_unless_told_not_to(built: Run, tmp_path: Path) -> None:
    colours = {}
    for name, environment in (("with", {"TERM": "xterm-256color"}), ("without", {"TERM": "xterm-256color", "NO_COLOR": "1"})):
        leader, follower = os.openpty()
        program = "from search.cli import main; main(prog_name='glotta')"
        clean_environment = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
        with subprocess.Popen(
            [sys.executable, "-c", program, "search", "الإعلام"], cwd=tmp_path, stdout=follower, stderr=subprocess.DEVNULL,
            env={**clean_environment, **environment, "PYTHONPATH": str(CHECKOUT)},
        ) as child:
            child.wait()
        os.close(follower)
        shown = b""
        try:
            while part := os.read(leader, 4096):
                shown += part
        except OSError:  # Linux: the other end is closed
            pass
        os.close(leader)
        colours[name] = shown.decode()
    assert "\x1b[1;33mالإعلام" in colours["with"], "marks are set off"
    assert "\u2067" in colours["with"], "right-to-left text is isolated"
    assert "33m" not in colours["without"]


def test_a_reader_that_stops_reading_is_no_error(built: Run, tmp_path: Path) -> None:
    child = process("search", "--json", "høyskoler", cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None and child.stderr is not None
    child.stdout.close()
    with child.stderr as messages:
        assert "Traceback" not in messages.read()
    assert child.wait() in (0, 1)


def test_control_c_ends_a_rebuild_with_130_and_leaves_the_old_index(built: Run, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / "docs" / f"{number}.txt").write_text("Regjeringen vil bygge flere grønne høyskoler. " * 50, encoding="utf-8")
    child = process("index", "rebuild", "docs", cwd=tmp_path, program=ENDLESS + PROGRAM, stderr=subprocess.PIPE)
    while not (tmp_path / "all-read").exists() and child.poll() is None:
        time.sleep(0.01)
    draft = tmp_path / "index" / "whoosh" / "2"
    assert draft.exists()
    child.send_signal(signal.SIGINT)
    assert child.stderr is not None
    with child.stderr as messages:
        told = messages.read()
    assert child.wait() == 130
    assert "Interrupted" in told and "Traceback" not in told
    assert not draft.exists()
    assert json.loads(built("index", "info", "--json").stdout)["documents"] == 2
