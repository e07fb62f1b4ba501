"""PATHs, folders and standard input: ids, order, duplicates, and everything that cannot be read."""

from __future__ import annotations

import inspect
import io
import os
import socket
import sys
from pathlib import Path

import pytest

from search.errors import DocumentError
from search.model import Document
from search.readers import ReadWarning, read, read_source, scan
from search.readers.walk import Outcome


def ids(outcomes: list[Outcome]) -> list[str]:
    return [outcome.id for outcome in outcomes if isinstance(outcome, Document)]


def errors(outcomes: list[Outcome]) -> dict[str, str]:
    return {outcome.name: outcome.code for outcome in outcomes if isinstance(outcome, DocumentError)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "b" / "deep").mkdir(parents=True)
    for name in ("z.txt", "a.md", "b/c.HTML", "b/deep/d.txt", "b/å.txt"):
        (tmp_path / "docs" / name).write_text("<p>Hei på deg.</p>" if "HTML" in name else "Hei på deg.", encoding="utf-8")
    return tmp_path / "docs"


def test_ids_are_relative_to_the_path_given_and_come_in_a_fixed_order(folder: Path) -> None:
    expected = ["a.md", "b/c.HTML", "b/deep/d.txt", "b/å.txt", "z.txt"]
    assert ids(list(read([str(folder)]))) == expected
    assert ids(list(read([str(folder) + "/"]))) == expected
    assert ids(list(read([str(folder / "b" / "deep" / "d.txt")]))) == ["d.txt"]


def test_a_relative_path_gives_relative_sources(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert [source for source, _, _ in scan(["."])] == ["a.md", "b/c.HTML", "b/deep/d.txt", "b/å.txt", "z.txt"]
    assert [outcome.source for outcome in read(["b"]) if isinstance(outcome, Document)] == ["b/c.HTML", "b/deep/d.txt", "b/å.txt"]


def test_everything_that_cannot_be_read_is_reported_by_name_and_the_rest_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "empty.txt").touch()
    (folder / "blank.txt").write_text(" \n\t\r\n")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    (folder / "large.txt").write_text("x" * 2000)
    (folder / "bytes.txt").write_bytes(b"abc\xff\xfe")
    (folder / "dangling.txt").symlink_to("nowhere.txt")
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "b" / "up").symlink_to("..")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        monkeypatch.chdir(folder)  # the address of a socket is short
        server.bind("socket.txt")
        outcomes = list(read([str(folder), str(folder / "gone.txt")], max_size=1000))
    assert ids(outcomes) == ["a.md", "b/c.HTML", "b/deep/d.txt", "b/å.txt", "z.txt"]
    assert errors(outcomes) == {
        "empty.txt": "empty", "blank.txt": "empty", "image.txt": "binary", "large.txt": "too-large", "bytes.txt": "undecodable",
        "dangling.txt": "dangling-link", "self.txt": "symlink-loop", "b/up": "symlink-loop", "pipe.txt": "special-file",
        "socket.txt": "special-file", str(folder / "gone.txt"): "not-found",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_and_folders_without_permission_are_reported(folder: Path) -> None:
    (folder / "z.txt").chmod(0)
    (folder / "b").chmod(0)
    try:
        assert errors(list(read([str(folder)]))) == {"z.txt": "unreadable", "b": "unreadable"}
    finally:
        (folder / "b").chmod(0o755)


def test_links_to_files_and_folders_elsewhere_are_followed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "o.txt").write_text("Hei.")
    (folder / "link").symlink_to(tmp_path / "other")
    (folder / "link.txt").symlink_to(tmp_path / "other" / "o.txt")
    assert {"link/o.txt", "link.txt"} <= set(ids(list(read([str(folder)]))))


def test_hidden_and_unknown_files_are_counted_and_left_out(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / ".git" / "x.txt").write_text("Hei.")
    (folder / ".hidden.txt").write_text("Hei.")
    (folder / "program.exe").write_bytes(b"MZ")
    outcomes = list(read([str(folder)]))
    assert len(ids(outcomes)) == 5
    (warning,) = [outcome for outcome in outcomes if isinstance(outcome, ReadWarning)]
    assert (warning.code, warning.detail) == ("skipped-files", "left out: 2 hidden, 1 with other endings")


def test_a_file_named_by_the_user_is_read_whatever_its_ending(folder: Path) -> None:
    (folder / "notes.log").write_text("Hei på deg.")
    (folder / ".profile").write_text("Hei på deg.")
    assert ids(list(read([str(folder / "notes.log"), str(folder / ".profile")]))) == ["notes.log", ".profile"]


def test_the_same_id_from_two_paths_is_reported_unless_it_is_the_same_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "z.txt").write_text("Noe annet.")
    assert errors(list(read([str(folder), str(tmp_path / "more")]))) == {"z.txt": "duplicate-id"}
    assert errors(list(read([str(folder), str(folder), str(folder / "z.txt")]))) == {}
    assert ids(list(read([str(folder), str(folder)]))) == ids(list(read([str(folder)])))


def test_a_path_inside_another_one_gives_no_file_a_second_id(folder: Path) -> None:
    inside = str(folder / "b")
    found = list(read([str(folder), inside, str(folder / "b" / "deep" / "d.txt")]))
    assert ids(found) == ids(list(read([str(folder)])))
    assert [(warning.name, warning.code) for warning in found if isinstance(warning, ReadWarning)] == [
        (inside, "paths-overlap"), (str(folder / "b" / "deep" / "d.txt"), "paths-overlap")]
    (folder / "b" / ".profile").write_text("Hei på deg.")
    assert ids(list(read([str(folder), str(folder / "b" / ".profile")])))[-1] == ".profile", "only the PATH leads to it"
    assert ids(list(read([inside, str(folder)]))) == ["c.HTML", "deep/d.txt", "å.txt", "a.md", "z.txt"], "the first PATH decides"


def test_names_that_are_not_utf_8_are_shown_with_replacement_characters(folder: Path) -> None:
    try:
        with open(os.fsencode(folder) + b"/caf\xe9.txt", "w") as file:
            file.write("Hei på deg.")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert "caf\ufffd.txt" in ids(list(read([str(folder)])))
    assert any(source.endswith("caf\ufffd.txt") for source, _, _ in scan([str(folder)]))
    assert ids(list(read_source(f"{folder}/caf\ufffd.txt", [str(folder)]))) == ["caf\ufffd.txt"]


def test_folders_may_be_nested_deeper_than_python_s_stack(tmp_path: Path) -> None:
    depth = 200  # not above the usual limit of 1,000: pytest removes the folder by recursion
    deepest = tmp_path.joinpath(*["d"] * depth)
    deepest.mkdir(parents=True)
    (deepest / "x.txt").write_text("Hei.")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = list(read([str(tmp_path)]))
    finally:
        sys.setrecursionlimit(limit)
    assert ids(found) == ["d/" * depth + "x.txt"]


def test_scan_tells_size_and_time_of_every_file_that_would_be_read(folder: Path) -> None:
    (folder / "empty.txt").touch()
    found = {source: (size, mtime) for source, size, mtime in scan([str(folder), "-"])}
    assert set(found) == {str(folder / name) for name in ("a.md", "b/c.HTML", "b/deep/d.txt", "b/å.txt", "empty.txt", "z.txt")}
    status = (folder / "z.txt").stat()
    assert found[str(folder / "z.txt")] == (status.st_size, status.st_mtime_ns)


def test_one_source_is_read_again_with_the_same_id(folder: Path) -> None:
    (document,) = read_source(f"{folder}/b/deep/d.txt", [str(folder)])
    assert document in list(read([str(folder)]))
    assert list(read_source("nowhere.txt", [str(folder)])) == []


def test_only_some_sources_may_be_read_while_the_others_keep_their_ids(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "z.txt").write_text("Noe annet.")
    paths = [str(folder), str(tmp_path / "more")]
    assert ids(list(read(paths, only={f"{folder}/a.md"}))) == ["a.md"]
    assert errors(list(read(paths, only={f"{tmp_path}/more/z.txt"}))) == {"z.txt": "duplicate-id"}


@pytest.mark.parametrize(("data", "expected"), [
    (b"Hei paa deg.", "Hei paa deg."), (b"<!DOCTYPE html><title>T</title><p>Hei.</p>", "Hei."), (b"\xef\xbb\xbf <html><p>Hei.</p></html>",
    "Hei."),
    (b'{"text": "Hei."}\n', "Hei."), (b"{ not json at all }", "{ not json at all }"), (b"<3 hjerter", "<3 hjerter"),
])
def test_standard_input_is_read_as_what_it_looks_like(data: bytes, expected: str) -> None:
    (document,) = read(["-"], stdin=io.BytesIO(data))
    assert isinstance(document, Document)
    assert document.text == expected
    assert document.id in {"-", "-#1"}


def test_standard_input_may_be_empty_or_too_large_or_absent() -> None:
    assert errors(list(read(["-"], stdin=io.BytesIO(b"")))) == {"-": "empty"}
    assert errors(list(read(["-"], stdin=io.BytesIO(b"x" * 11), max_size=10))) == {"-": "too-large"}
    assert errors(list(read(["-"]))) == {"-": "not-found"}


def test_reading_is_a_stream(folder: Path) -> None:
    stream = read([str(folder)])
    assert isinstance(next(stream), Document)
    (folder / "z.txt").unlink()
    assert errors(list(stream)) == {"z.txt": "not-found"}
