"""Generations of an index on disk: built beside the live one, switched to in one atomic step, collected when nobody reads them.

    index/manifest.json            names the live engine and generation; replaced by write, fsync, rename, fsync of the folder
    index/write.lock               one writer at a time
    index/<engine>/<n>/glotta.lock a reader holds it shared, so that the collector leaves this generation alone
    index/<engine>/<n>/data/       the engine's own files
    index/<engine>/<n>/...         what the builder keeps beside them (``sources.jsonl``)

Both locks are ``flock`` locks: the kernel drops them with the process that held them, however it died, so a lock file that lies
about means nothing. A child made by ``fork`` shares its parent's locks, therefore nothing here ever unlocks: it only closes.

Every state that a crash can leave is either "the manifest still names the old generation" or "it names the new one, whose files are
all on disk"; a folder that no manifest names is a dead writer's leftover and is removed by the next writer.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shlex
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from search.errors import IndexDamaged, IndexLocked, IndexUnwritable
from search.generations.files import IMMUTABLE, share, sync, sync_tree
from search.generations.manifest import MANIFEST, Manifest, named, read_manifest

WRITE_LOCK = "write.lock"
READ_LOCK = "glotta.lock"
DATA = "data"

_POLL = 0.05  # seconds between two looks at a lock
_ATTEMPTS = 200  # a reader meets a moving manifest at most a few times; more means that something is broken


def folder_of(index: Path, engine: str, generation: int) -> Path:
    return index / engine / str(generation)


class Held:
    """A reader's hold on one generation: while it is open, no collector deletes the files."""

    def __init__(self, manifest: Manifest, folder: Path, descriptor: int) -> None:
        self.manifest = manifest
        self.folder = folder
        self._descriptor: int | None = descriptor

    @property
    def data(self) -> Path:
        """The engine's folder."""
        return self.folder / DATA

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def hold(index: Path) -> Held:
    """Hold the live generation. Tries again when the manifest moves between reading it and holding what it names.

    Raises IndexMissing, IndexIncompatible, or IndexDamaged when the manifest names a generation that is not there.
    """
    for _ in range(_ATTEMPTS):
        manifest = read_manifest(index)
        folder = folder_of(index, manifest.engine, manifest.generation)
        try:
            descriptor = _lock(folder / READ_LOCK, fcntl.LOCK_SH, create=False)
        except FileNotFoundError:
            descriptor = None
            if read_manifest(index) == manifest:
                raise IndexDamaged(
                    f"{index / MANIFEST} names {folder}, which is not there. Build the index again from what it was built from: "
                    f"glotta index rebuild --index {shlex.quote(str(index))}"
                ) from None
        except OSError as error:
            raise IndexDamaged(f"{folder / READ_LOCK} cannot be read ({error}). Let this user read the index.") from error
        if descriptor is None:  # being collected, or gone: the manifest has moved or is about to
            time.sleep(_POLL / 10)
        elif read_manifest(index) == manifest:
            return Held(manifest, folder, descriptor)
        else:
            os.close(descriptor)
    raise IndexDamaged(f"The index at {index} did not keep still for a single reading. Is something replacing its files?")


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation being built. Nobody sees it before :meth:`Writer.publish`."""

    engine: str
    generation: int
    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / DATA


class Writer:
    """The one process that may write to an index folder. Made by :func:`writing`."""

    def __init__(self, index: Path) -> None:
        self.index = index

    def begin(self, engine: str, base: Held | None = None) -> Draft:
        """A new generation: empty, or holding the files of ``base`` (hard links where the engine never writes into them)."""
        home = self.index / engine
        home.mkdir(exist_ok=True)
        taken = [int(item.name) for item in home.iterdir() if item.name.isdecimal()]
        live = named(self.index)
        number = max([0, *taken, *([live[1]] if live else [])]) + 1
        draft = Draft(engine, number, home / str(number))
        draft.folder.mkdir()
        (draft.folder / READ_LOCK).touch()
        draft.data.mkdir()
        if base is not None:
            share(base.data, draft.data, IMMUTABLE.get(engine, ()))
        return draft

    def publish(self, draft: Draft, manifest: Manifest) -> None:
        """Make the draft the live generation: its files to disk first, then the manifest in one step."""
        sync_tree(draft.folder)
        sync(draft.folder.parent)
        fresh = self.index / f"{MANIFEST}.new"
        with fresh.open("w", encoding="utf-8") as stream:
            stream.write(manifest.to_json())
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, self.index / MANIFEST)
        sync(self.index)

    def discard(self, draft: Draft) -> None:
        """Remove a draft that failed. Does nothing when the failure came after the switch: then it is the live generation."""
        if named(self.index) == (draft.engine, draft.generation):
            return
        shutil.rmtree(draft.folder, ignore_errors=True)

    def collect(self) -> list[Path]:
        """Remove every generation that is not live and that no reader holds. Returns what was removed.

        Only folders that carry our lock file are touched, so a mistyped ``--index`` never costs anybody's files.
        """
        removed: list[Path] = []
        live = named(self.index)
        if live is None and (self.index / MANIFEST).exists():
            return removed  # which generation is live cannot be told: better some leftovers than a lost index
        keep = folder_of(self.index, *live) if live else None
        for lock in sorted(self.index.glob(f"*/*/{READ_LOCK}")):
            folder = lock.parent
            if folder == keep or not folder.name.isdecimal():
                continue
            descriptor = _lock(lock, fcntl.LOCK_EX, create=False)
            if descriptor is None:
                continue  # a reader is still at it; the next writer comes by again
            try:
                for item in folder.iterdir():
                    if item.is_dir():
                        shutil.rmtree(item)
                    elif item != lock:
                        item.unlink()
                lock.unlink()  # last: a collector that dies half-way leaves a folder that the next one still recognises
                folder.rmdir()
                removed.append(folder)
            finally:
                os.close(descriptor)
        return removed


@contextlib.contextmanager
def writing(index: Path, *, wait: float = 0.0, waiting: Callable[[str], None] | None = None) -> Iterator[Writer]:
    """Become the only writer of ``index`` (made if missing) for the length of the block.

    ``wait``: seconds to wait for another writer before :class:`IndexLocked`; ``waiting`` is told once, in words, if there is a wait.
    Raises :class:`IndexUnwritable` where the system refuses to write, at once or inside the block.
    """
    try:
        with _writing(index, wait, waiting) as writer:
            yield writer
    except BrokenPipeError:  # of whoever reads what is said meanwhile
        raise
    except OSError as error:
        raise IndexUnwritable(
            f"The index at {index} cannot be written: {error.strerror or error}{f' ({error.filename})' if error.filename else ''}. What "
            "was there before is whole. Make room there, let this user write to it, or choose another folder with --index."
        ) from error


@contextlib.contextmanager
def _writing(index: Path, wait: float, waiting: Callable[[str], None] | None) -> Iterator[Writer]:
    index.mkdir(parents=True, exist_ok=True)
    path = index / WRITE_LOCK
    deadline = time.monotonic() + wait
    told = False
    while (descriptor := _lock(path, fcntl.LOCK_EX, create=True)) is None:
        holder = path.read_text(encoding="utf-8", errors="replace").strip() or "unknown"
        if time.monotonic() >= deadline:
            raise IndexLocked(
                f"Another process (id {holder}) is writing to the index at {index}. Wait until it is done (--wait SECONDS does that), "
                "or stop it: the lock goes with the process."
            )
        if waiting is not None and not told:
            told = True
            waiting(f"Waiting for another process (id {holder}) that is writing to the index at {index} ...")
        time.sleep(_POLL)
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        writer = Writer(index)
        writer.collect()
        yield writer
        writer.collect()
    finally:
        os.close(descriptor)


def _lock(path: Path, kind: int, *, create: bool) -> int | None:
    """A descriptor that holds ``path`` (``LOCK_SH`` or ``LOCK_EX``), or None while somebody else's lock forbids it."""
    # O_RDONLY is enough for flock, so a reader needs no right to write.
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT if create else os.O_RDONLY, 0o644)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor
