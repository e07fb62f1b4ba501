"""Names of files: as typed, wherever ``update`` is started from."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.errors import IndexDamaged
from search.readers import scan
from search.generations.sources import KEPT_PROBLEMS, FileState, Roots, SourceTable, file_of


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder ``home`` with documents in it, below it and beside it."""
    for name in ("home/a.txt", "home/docs/b.txt", "home/docs/deep/c.txt", "beside/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text")
    return tmp_path


@pytest.mark.parametrize("path", ["docs", "docs/", "./docs", "docs/b.txt", ".", "..", "../beside", "docs/../docs/deep"])
def test_a_file_has_the_same_typed_name_wherever_it_is_looked_at_from(tree: Path, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tree / "home"
    roots = Roots((path,), str(home))
    monkeypatch.chdir(home)
    typed = [roots.typed(name) for name, *_ in scan(roots.here())]
    assert typed == [name for name, *_ in scan([path])]
    monkeypatch.chdir("/")
    assert [roots.typed(name) for name, *_ in scan(roots.here())] == typed


def test_an_absolute_path_stays_what_it_is(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    roots = Roots((str(tree / "beside"),), str(tree / "home"))
    assert roots.here() == [str(tree / "beside")]
    assert roots.typed(str(tree / "beside" / "d.txt")) == str(tree / "beside" / "d.txt")


def test_further_paths_are_joined_once(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roots = Roots(("docs",), str(tree / "home"))
    monkeypatch.chdir(tree / "home")
    assert roots.joined(["docs", "more"]).paths == ("docs", "more")
    monkeypatch.chdir(tree)
    assert roots.joined(["beside"]).paths == ("docs", str(tree / "beside"))


def test_the_line_of_a_collection_belongs_to_its_file() -> None:
    files = {"pages.jsonl", "C#7.txt", "odd#3"}
    assert file_of("pages.jsonl#12", files) == "pages.jsonl"
    assert file_of("C#7.txt", files) == "C#7.txt"
    assert file_of("odd#3", files) == "odd#3"
    assert file_of("-#4", files) == "-"


def test_the_table_survives_being_written_and_read(tmp_path: Path) -> None:
    table = SourceTable({"緑茶.txt": FileState(3, 4, 5), "b": FileState(1, 2)}, duplicates=True)
    for number in range(KEPT_PROBLEMS + 5):
        table.trouble("b", (f"b#{number}", "bad-json", "not JSON"))
    table.write(tmp_path)
    assert SourceTable.read(tmp_path) == table
    assert table.text_size() == 5
    count, first = table.remaining({"緑茶.txt"})
    assert (count, len(first), first[0]) == (KEPT_PROBLEMS + 5, KEPT_PROBLEMS, ("b#0", "bad-json", "not JSON"))
    assert table.remaining({"b"}) == (0, ())


def test_a_table_without_problems_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text('{"files": [["a", 1, 2, 3]], "duplicates": false}')
    assert SourceTable.read(tmp_path) == SourceTable({"a": FileState(1, 2, 3)})


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"files": [[1]], "duplicates": false}'])
def test_a_damaged_table_is_called_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / "sources.json").write_text(text)
    with pytest.raises(IndexDamaged, match="glotta index rebuild"):
        SourceTable.read(tmp_path)
