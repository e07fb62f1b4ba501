"""PATHs -> sources -> documents: folders are walked in a fixed order, and what cannot be read costs one document.

Ids are paths relative to the PATH given, with ``/``; a file given as PATH is known by its base name. Symbolic links are followed, except
into a folder that the link stands in.
"""

from __future__ import annotations

import errno
import gzip
import io
import os
import re
import stat
import zlib
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, cast

from search.errors import DocumentError
from search.model import Document
from search.readers import html, jsonl, md, txt
from search.readers.outcome import ReadWarning

MAX_SIZE = 64 * 1024 * 1024
"""Bytes; default of ``--max-size``."""

FORMATS = {
    ".txt": "txt", ".text": "txt",
    ".md": "md", ".markdown": "md",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl.gz", ".ndjson.gz": "jsonl.gz",
}
"""Ending of a file's name, lower case -> format. A file given as PATH with another ending is read as plain text."""

_WHOLE = {"txt": txt.read, "md": md.read, "html": html.read}
"""Formats of one document per file."""

_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)

Outcome = Document | DocumentError | ReadWarning


class Source(NamedTuple):
    """A file to read, as ``scan`` finds it."""

    source: str
    """Its path: PATH as given, joined with what is below it, ``/``-separated. ``Document.source`` begins with it."""
    size: int
    """Bytes."""
    mtime_ns: int
    """Time of the last change, nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class _File:
    """A regular file found. ``path`` is what the system opens; ``id`` and ``source`` hold U+FFFD for bytes of a name that are not UTF-8."""

    id: str
    path: str
    source: str
    format: str
    status: os.stat_result


def scan(paths: Sequence[str]) -> Iterator[Source]:
    """The files that :func:`read` would read, without opening them. Standard input and what cannot be reached are left out."""
    for found in _walk(paths):
        if isinstance(found, _File):
            yield Source(found.source, found.status.st_size, found.status.st_mtime_ns)


def read(paths: Sequence[str], *, stdin: BinaryIO | None = None, max_size: int = MAX_SIZE,
         only: Container[str] | None = None) -> Iterator[Outcome]:
    """Every document of files, folders and ``-`` (``stdin``), as a stream, with errors and warnings where they belong.

    ``max_size`` in bytes, per file, and per line of a collection. ``only``: read just these sources (of :func:`scan`); the ids of the other
    files still count as taken, those inside other collections cannot.
    """
    taken: dict[str, str] = {}
    for found in _walk(paths):
        if not isinstance(found, _File):
            yield found
        elif only is not None and found.source not in only:
            if found.format in _WHOLE:
                taken.setdefault(found.id, found.source)
        else:
            for outcome in _unique(_read_file(found, max_size), taken):
                if isinstance(outcome, DocumentError):
                    outcome.file = found.source
                yield outcome
    if "-" in paths and only is None:
        yield from _unique(_read_stdin(stdin, max_size), taken)


def read_source(source: str, paths: Sequence[str], *, max_size: int = MAX_SIZE) -> Iterator[Outcome]:
    """The documents of one source of :func:`scan` again, with the ids that ``read(paths)`` gives them."""
    for found in _walk(paths):
        if isinstance(found, _File) and found.source == source:
            yield from _unique(_read_file(found, max_size), {})
            return


def _unique(outcomes: Iterator[Outcome], taken: dict[str, str]) -> Iterator[Outcome]:
    """The first document of each id; an error for every later one."""
    for outcome in outcomes:
        if isinstance(outcome, Document):
            if (first := taken.get(outcome.id)) is not None:
                yield DocumentError(outcome.id, "duplicate-id", f"{outcome.source} has the id of {first}; only that one is kept")
                continue
            taken[outcome.id] = outcome.source
        yield outcome


# --- Walking -------------------------------------------------------------------------------------------------------------


def _walk(paths: Sequence[str]) -> Iterator[_File | DocumentError | ReadWarning]:
    """Files of all PATHs in order; a file that two PATHs lead to is found under the first, with a warning if they give it two ids."""
    seen: dict[str, tuple[int, int]] = {}
    found_under: dict[tuple[int, int], str] = {}
    for path in paths:
        if path == "-":
            continue
        again = 0
        for found in _walk_one(path):
            if isinstance(found, _File):
                place = (found.status.st_dev, found.status.st_ino)
                if seen.get(found.id) == place:
                    continue
                if found_under.setdefault(place, path) != path:
                    again += 1
                    continue
                seen.setdefault(found.id, place)
            yield found
        if again:
            files = "1 file is" if again == 1 else f"{again:,} files are"
            yield ReadWarning(_printable(path), "paths-overlap", f"{files} under another PATH, too, and known by the id that it gives")


def _walk_one(path: str) -> Iterator[_File | DocumentError | ReadWarning]:
    name = os.path.basename(os.path.abspath(path))
    found = _look(path, _printable(path))
    if isinstance(found, DocumentError):
        yield found
    elif stat.S_ISDIR(found.st_mode):
        yield from _walk_folder(path, found)
    else:
        yield _file(path, _printable(name), name, found) or _File(_printable(name), path, _slashes(path), "txt", found)


def _walk_folder(root: str, status: os.stat_result) -> Iterator[_File | DocumentError | ReadWarning]:
    hidden = unknown = 0
    # A stack, not recursion: folders may be nested deeper than Python's stack. Entries: path, id, (device, inode) of the folders above.
    stack: list[tuple[str, str, tuple[tuple[int, int], ...]]] = []
    try:
        stack.extend(_entries(root, "", ((status.st_dev, status.st_ino),)))
    except OSError as error:
        yield DocumentError(_printable(root), "unreadable", f"the folder cannot be listed: {error.strerror}")
    while stack:
        path, id, above = stack.pop()
        name = os.path.basename(path)
        if name.startswith("."):
            hidden += 1
            continue
        found = _look(path, id)
        if isinstance(found, DocumentError):
            yield found
        elif stat.S_ISDIR(found.st_mode):
            place = (found.st_dev, found.st_ino)
            if place in above:
                yield DocumentError(id, "symlink-loop", "the link leads to a folder that it stands in")
                continue
            try:
                stack.extend(_entries(path, id + "/", (*above, place)))
            except OSError as error:
                yield DocumentError(id, "unreadable", f"the folder cannot be listed: {error.strerror}")
        elif (file := _file(path, id, name, found)) is not None:
            yield file
        else:
            unknown += 1
    if hidden or unknown:
        yield ReadWarning(_printable(root), "skipped-files", f"left out: {hidden} hidden, {unknown} with other endings")


def _entries(folder: str, prefix: str, above: tuple[tuple[int, int], ...]) -> list[tuple[str, str, tuple[tuple[int, int], ...]]]:
    """The entries of a folder, last name first (they go on a stack)."""
    return [(os.path.join(folder, name), prefix + _printable(name), above) for name in sorted(os.listdir(folder), reverse=True)]


def _look(path: str, name: str) -> os.stat_result | DocumentError:
    """Status of what the path leads to: a regular file or a folder."""
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ELOOP:
            return DocumentError(name, "symlink-loop", "the link leads back to itself")
        if os.path.islink(path):
            return DocumentError(name, "dangling-link", f"the link leads to {_printable(os.readlink(path))!r}, which does not exist")
        if isinstance(error, OSError) and error.errno not in {errno.ENOENT, errno.ENOTDIR}:
            return DocumentError(name, "unreadable", f"cannot be reached: {error.strerror}")
        return DocumentError(name, "not-found", "no such file or folder")
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        return DocumentError(name, "special-file", "a device, pipe or socket, not a file")
    return status


def _file(path: str, id: str, name: str, status: os.stat_result) -> _File | None:
    format = next((kind for ending, kind in FORMATS.items() if name.lower().endswith(ending)), None)
    return _File(id, path, _slashes(path), format, status) if format else None


def _printable(path: str) -> str:
    """A name as text: bytes that are not UTF-8 (lone surrogates in Python) become U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", path)


def _slashes(path: str) -> str:
    return _printable(os.path.normpath(path).replace(os.sep, "/"))


# --- Reading -------------------------------------------------------------------------------------------------------------


def _read_file(file: _File, max_size: int) -> Iterator[Outcome]:
    try:
        if file.format not in _WHOLE:
            with open(file.path, "rb") as stream:
                unpacked = cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if file.format.endswith(".gz") else stream
                yield from _collection(file.id, unpacked, file.source, max_size)
            return
        if file.status.st_size > max_size:
            raise _too_large(file.id, max_size)
        with open(file.path, "rb") as stream:
            data = stream.read(max_size + 1)
    except DocumentError as error:
        yield error
    except OSError as error:
        yield DocumentError(file.id, "unreadable", f"cannot be read: {error.strerror or error}")
    else:
        yield from _whole(file.format, file.id, data, file.source, max_size)


def _whole(format: str, id: str, data: bytes, source: str, max_size: int) -> Iterator[Outcome]:
    """The document of a file of one document."""
    try:
        if len(data) > max_size:
            raise _too_large(id, max_size)
        if not data:
            raise DocumentError(id, "empty", "the file has no content")
        yield from _WHOLE[format](id, data, source)
    except DocumentError as error:
        yield error


def _collection(id: str, stream: BinaryIO, source: str, max_size: int) -> Iterator[Outcome]:
    """The documents of a collection; a damaged ``.gz`` ends it with an error after what could be read."""
    some = False
    try:
        for outcome in jsonl.read(id, stream, source, max_size):
            some = True
            yield outcome
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield DocumentError(id, "unreadable", f"the compressed file is damaged: {error}; what came before was read")
        return
    if not some:
        yield DocumentError(id, "empty", "the collection has no documents")


def _too_large(id: str, max_size: int) -> DocumentError:
    return DocumentError(id, "too-large", f"more than {max_size:,} bytes; raise --max-size to read it")


def _read_stdin(stdin: BinaryIO | None, max_size: int) -> Iterator[Outcome]:
    """Standard input: a collection if it begins like one (``{"``), a page if it begins like one, else plain text."""
    if stdin is None:
        yield DocumentError("-", "not-found", "there is no standard input")
        return
    stream = stdin if isinstance(stdin, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stdin))
    try:
        head = stream.peek(4096)
        if head.startswith(b"\x1f\x8b"):
            yield from _collection("-", cast(BinaryIO, gzip.GzipFile(fileobj=stream)), "-", max_size)
        elif re.match(rb'(?:\xef\xbb\xbf)?\s*\{\s*"', head):
            yield from _collection("-", cast(BinaryIO, stream), "-", max_size)
        else:
            yield from _whole("html" if _PAGE.match(head) else "txt", "-", stream.read(max_size + 1), "-", max_size)
    except OSError as error:
        yield DocumentError("-", "unreadable", f"standard input cannot be read: {error.strerror or error}")
