"""``glotta`` in an empty folder, and over a small index."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from search.cli import main

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
