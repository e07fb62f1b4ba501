"""The folder of a Whoosh index, with what Whoosh's own storage lacks.

* Every file is fsynced when it is closed, and the folder before and after each rename. (Whoosh never calls ``fsync``.)
* Files are memory maps read by slices, so several threads may read at once. (Whoosh seeks and reads one shared handle.)
* Unpickling knows five harmless classes by name. (Whoosh unpickles whatever stands in the folder.)
"""

from __future__ import annotations

import mmap
import os
import pickle
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

_PICKLED = {
    ("whoosh.codec.whoosh3", "W3Segment"),
    ("search.engines.whoosh.codec", "PackedCodec"),
    ("collections", "defaultdict"),
    ("builtins", "int"),
    ("builtins", "set"),
}
"""All that a table of contents needs. Nothing here runs code on its own, so a hostile index folder cannot."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str, /) -> Any:
        if (module_name, global_name) not in _PICKLED:
            raise pickle.UnpicklingError(f"{module_name}.{global_name} has no place in an index")
        return super().find_class(module_name, global_name)


class MappedFile(BufferFile):  # type: ignore[misc]
    """A file as a memory map. ``get`` slices, so it may be called from several threads; ``read`` may not (opening alone uses it)."""

    def __init__(self, path: str, name: str) -> None:
        with open(path, "rb") as file:
            # A map of nothing is an error, so an empty file is a map of anonymous memory that is never read.
            empty = os.fstat(file.fileno()).st_size == 0
            self.map = mmap.mmap(-1, 1) if empty else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._buf = self.file = self.map
        self._name = name
        self.onclose = None
        self.is_real = self.is_closed = False

    def read_pickle(self) -> Any:
        return _Unpickler(self.file).load()


class DurableStorage(FileStorage):  # type: ignore[misc]
    """A folder whose files are on the disk when they are closed, and whose names are when they are renamed."""

    def create_file(self, name: str, **options: Any) -> StructFile:
        return super().create_file(name, onclose=_sync, **options)

    def open_file(self, name: str, **options: Any) -> MappedFile:
        return MappedFile(self._fpath(name), name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        # The new table of contents names the segment's files, so their names must be on the disk before its own is.
        sync_folder(Path(self.folder))
        os.replace(self._fpath(oldname), self._fpath(newname))
        sync_folder(Path(self.folder))


def _sync(file: StructFile) -> None:
    try:
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        file.raw_file().close()  # Whoosh would leave it open
        raise


def sync_folder(folder: Path) -> None:
    """Make the names of the files in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
