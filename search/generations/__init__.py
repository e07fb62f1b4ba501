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
import json
import os
import shlex
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Self

from search.errors import IndexDamaged, IndexIncompatible, IndexLocked, IndexMissing, IndexUnwritable

FORMAT = 1
"""Version of this layout and of the manifest's keys. Raise it when either changes in a way that older code would misread."""

MANIFEST = "manifest.json"
WRITE_LOCK = "write.lock"
READ_LOCK = "glotta.lock"
DATA = "data"

IMMUTABLE: Mapping[str, tuple[str, ...]] = {
    "whoosh": (".inv", ".col", ".seg"),
    "tantivy": (".idx", ".pos", ".term", ".fast", ".fieldnorm", ".store", ".del"),
}
"""Suffixes of the files that an engine writes once under a name it never uses again: the next generation shares them by hard link.
All other files (tables of contents, ``meta.json``) are copied, because an engine may write into them where they lie."""

_POLL = 0.05  # seconds between two looks at a lock
_ATTEMPTS = 200  # a reader meets a moving manifest at most a few times; more means that something is broken


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``manifest.json`` says about the live generation."""

    engine: str
    generation: int
    fingerprint: str
    """Digest of everything an index depends on (``search/generations/fingerprint.py``)."""
    versions: Mapping[str, str]
    """The parts of the fingerprint by name, so that a refusal can say what changed."""
    documents: int
    languages: Mapping[str, int]
    """Language -> documents with a passage in it."""
    sources: tuple[str, ...]
    """The PATHs that were indexed, as typed; ``-`` for standard input."""
    base: str
    """The folder that relative PATHs are relative to: where the rebuild was started."""
    text_size: int
    """Bytes (UTF-8) of the original texts."""
    size: int
    """Bytes on disk of the generation."""
    built_at: str
    """ISO 8601, UTC, seconds."""
    seconds: float
    """What the build took."""
    chosen_because: str
    max_size: int
    """Bytes; the largest file that was read, kept for ``update``."""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """Documents removed by hand: id -> stamp. ``update`` leaves them out until their content changes."""
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str, where: Path) -> Self:
        """Raises IndexDamaged when this is not a manifest, IndexIncompatible when it is one of another format."""
        try:
            values = json.loads(text)
            if values["format"] != FORMAT:
                raise IndexIncompatible(
                    f"The index at {where.parent} has format {values['format']}, this version of glotta reads format {FORMAT}. "
                    f"Build it again: {mend(where.parent)}"
                )
            known = {item.name: values[item.name] for item in fields(cls)}
            known["sources"] = tuple(known["sources"])
            if not (isinstance(known["engine"], str) and known["engine"].isidentifier() and isinstance(known["generation"], int)):
                raise ValueError("engine or generation")  # they become a path: nothing else may pass
            return cls(**known)
        except (ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{where} is not a readable manifest ({error!r}). Build the index again: {mend(where.parent)}") from error


Signature = tuple[int, int, int]
"""Inode, modification time (ns) and size of the manifest: changes whenever it is replaced."""


def signature(index: Path) -> Signature | None:
    """A cheap look at whether the manifest moved; None when there is none."""
    try:
        stat = os.stat(index / MANIFEST)
    except OSError:
        return None
    return stat.st_ino, stat.st_mtime_ns, stat.st_size


def read_manifest(index: Path) -> Manifest:
    """The live manifest. Raises IndexMissing, IndexDamaged or IndexIncompatible."""
    path = index / MANIFEST
    try:
        text = path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise IndexMissing(f"There is no index at {index} yet. Build one: {mend(index)}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDamaged(f"{path} cannot be read ({error}). Make it readable, or build the index again.") from error
    return Manifest.from_json(text, path)


def mend(index: Path, sources: Sequence[str] = ()) -> str:
    """The command that builds this index again, ready to paste; ``PATH...`` where the sources are not known."""
    paths = " ".join(shlex.quote(source) for source in sources) or "PATH..."
    return f"glotta index rebuild {paths} --index {shlex.quote(str(index))}"


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
        live = _named(self.index)
        number = max([0, *taken, *([live[1]] if live else [])]) + 1
        draft = Draft(engine, number, home / str(number))
        draft.folder.mkdir()
        (draft.folder / READ_LOCK).touch()
        draft.data.mkdir()
        if base is not None:
            _share(base.data, draft.data, IMMUTABLE.get(engine, ()))
        return draft

    def publish(self, draft: Draft, manifest: Manifest) -> None:
        """Make the draft the live generation: its files to disk first, then the manifest in one step."""
        sync_tree(draft.folder)
        _sync(draft.folder.parent)
        fresh = self.index / f"{MANIFEST}.new"
        with fresh.open("w", encoding="utf-8") as stream:
            stream.write(manifest.to_json())
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, self.index / MANIFEST)
        _sync(self.index)

    def discard(self, draft: Draft) -> None:
        """Remove a draft that failed. Does nothing when the failure came after the switch: then it is the live generation."""
        if _named(self.index) == (draft.engine, draft.generation):
            return
        shutil.rmtree(draft.folder, ignore_errors=True)

    def collect(self) -> list[Path]:
        """Remove every generation that is not live and that no reader holds. Returns what was removed.

        Only folders that carry our lock file are touched, so a mistyped ``--index`` never costs anybody's files.
        """
        removed: list[Path] = []
        live = _named(self.index)
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


def size_of(folder: Path) -> int:
    """Bytes of all files below ``folder``."""
    return sum(item.stat().st_size for item in folder.rglob("*") if item.is_file())


def sync_tree(folder: Path) -> None:
    """fsync every file and folder below ``folder``, and the folder itself: engines may forget some (Whoosh syncs none)."""
    for item in folder.rglob("*"):
        _sync(item)
    _sync(folder)


def _named(index: Path) -> tuple[str, int] | None:
    """Engine and generation that the manifest names, whatever its format: a newer version's index must survive an older version's
    rebuild until the switch. None when there is no manifest or it does not say."""
    try:
        values = json.loads((index / MANIFEST).read_text(encoding="utf-8"))
        return str(values["engine"]), int(values["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


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


def _share(old: Path, new: Path, immutable: tuple[str, ...]) -> None:
    """Fill ``new`` with the files of ``old``: hard links for immutable ones, copies for the rest, no lock files."""
    for item in sorted(old.iterdir()):
        target = new / item.name
        if item.is_dir():
            target.mkdir()
            _share(item, target, immutable)
        elif item.name.lower().endswith(("lock", ".tmp")):
            continue
        elif item.name.endswith(immutable):
            try:
                os.link(item, target)
            except OSError:  # a file system without hard links
                shutil.copy2(item, target)
        else:
            shutil.copy2(item, target)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
