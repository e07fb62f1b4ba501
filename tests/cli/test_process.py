"""``glotta`` as a process: colours, a closed pipe, Control-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.cli.conftest import CHECKOUT, Run

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
