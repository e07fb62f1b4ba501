"""Peak memory of a process and all that descend from it, workers included (Linux)."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from pathlib import Path

EVERY = 0.5
"""Seconds between two looks; a peak shorter than that may be missed."""
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


class Watch:
    """Looks at a tree of processes until it is left; ``peak`` is in bytes. Pages that several processes share count once (PSS)."""

    def __init__(self, root: int) -> None:
        self.peak = 0
        self._root = root
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(EVERY):
            self.peak = max(self.peak, sum(map(_resident, _tree(self._root))))


def _tree(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):  # it has ended meanwhile
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    found = {root}
    grown = True
    while grown:
        more = {process for process, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return list(found)


def _resident(process: int) -> int:
    with suppress(OSError):
        size = _PSS.search(Path(f"/proc/{process}/smaps_rollup").read_text())
        return int(size[1]) * 1024 if size else 0
    return 0
