"""The files of a generation: on disk for certain, and shared with the one before it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

IMMUTABLE: Mapping[str, tuple[str, ...]] = {
    "whoosh": (".inv", ".col", ".seg"),
    "tantivy": (".idx", ".pos", ".term", ".fast", ".fieldnorm", ".store", ".del"),
}
"""Suffixes of the files that an engine writes once under a name it never uses again: the next generation shares them by hard link.
All other files (tables of contents, ``meta.json``) are copied, because an engine may write into them where they lie."""


def size_of(folder: Path) -> int:
    """Bytes of all files below ``folder``."""
    return sum(item.stat().st_size for item in folder.rglob("*") if item.is_file())


def sync_tree(folder: Path) -> None:
    """fsync every file and folder below ``folder``, and the folder itself: engines may forget some (Whoosh syncs none)."""
    for item in folder.rglob("*"):
        sync(item)
    sync(folder)


def share(old: Path, new: Path, immutable: tuple[str, ...]) -> None:
    """Fill ``new`` with the files of ``old``: hard links for immutable ones, copies for the rest, no lock files."""
    for item in sorted(old.iterdir()):
        target = new / item.name
        if item.is_dir():
            target.mkdir()
            share(item, target, immutable)
        elif item.name.lower().endswith(("lock", ".tmp")):
            continue
        elif item.name.endswith(immutable):
            try:
                os.link(item, target)
            except OSError:  # a file system without hard links
                shutil.copy2(item, target)
        else:
            shutil.copy2(item, target)


def sync(path: Path) -> None:
    """fsync a file or a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
