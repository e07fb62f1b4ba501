"""A real server in a process of its own, as ``glotta serve`` starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-c", "import sys; from search.cli import main; sys.exit(main())", "serve"]
START = 60
"""Seconds that a server may take to start on a busy machine."""


def start(index: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start ``glotta serve`` over an index."""
    return subprocess.Popen(
        [*COMMAND, "--index", str(index), *arguments],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        cwd=index.parent,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
    )


def address_of(process: subprocess.Popen[str]) -> str:
    """Wait for the line that says where it answers; afterwards its messages are read away, so that it never waits for a full pipe."""
    assert process.stderr is not None
    watchdog = threading.Timer(START, process.kill)
    watchdog.start()
    said = []
    for line in process.stderr:
        said.append(line)
        found = re.search(r"answers on (http://\S+)", line)
        if found:
            watchdog.cancel()
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    watchdog.cancel()
    raise AssertionError(f"the server did not start within {START} s:\n{''.join(said)}")


def stop(process: subprocess.Popen[str]) -> int:
    """Ask it to stop, and give its exit code."""
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(30)
    finally:
        process.kill()
        if process.stderr is not None:
            process.stderr.close()


@contextmanager
def serving(index: Path, workers: int = 1) -> Iterator[str]:
    """The address of a server over ``index``, which is stopped at the end."""
    process = start(index, "--port", "0", "--workers", str(workers))
    try:
        yield address_of(process)
    finally:
        stop(process)
