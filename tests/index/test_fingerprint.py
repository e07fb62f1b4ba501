"""What a fingerprint notices beside the analysis of its fixed text."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from search.generations import fingerprint


@pytest.mark.parametrize("changed", ["fi.txt", "lemmas/fi.txt", "endings/bg.txt", "ja.rc"])
def test_a_data_file_of_a_language_that_changes_changes_the_fingerprint(
    changed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(fingerprint._DATA, data)
    monkeypatch.setattr(fingerprint, "_DATA", data)
    before = fingerprint._data_hash.__wrapped__()
    assert fingerprint._data_hash.__wrapped__() == before
    with (data / changed).open("a", encoding="utf-8") as file:
        file.write("\nx")
    assert fingerprint._data_hash.__wrapped__() != before


def test_the_data_files_are_part_of_the_fingerprint() -> None:
    assert fingerprint.versions("memory")["data of the languages"] == fingerprint._data_hash()
