"""Every error that glotta raises on purpose, drawn as one tree.

    GlottaError
    ├── UsageError              the caller asked for something that does not exist (exit code 2, HTTP 400)
    │   ├── UnknownParameterValue
    │   ├── UnknownDocument     no document has this id (HTTP 404)
    │   └── BadWordList         a line of a user's word list cannot be taken as it stands
    ├── DocumentError           one document could not be read; the run goes on without it
    ├── NothingIndexed          a rebuild found no document at all; the old index was kept (exit code 3)
    ├── WorkerDied              a worker process of a rebuild or update ended; the old index was kept (exit code 3)
    └── IndexError_
        ├── IndexMissing        nothing has been built yet (HTTP 503)
        ├── IndexIncompatible   built by another analysis, ICU, dictionary or engine version (HTTP 503)
        ├── IndexDamaged        files of the index are missing or unreadable (HTTP 503)
        ├── IndexLocked         another process is writing the index
        └── IndexUnwritable     the system refuses to write the index: no room, no permission; the old index was kept

Each message says what happened and then the way out. Errors of libraries are translated at the edge where the library is called.
"""

from __future__ import annotations

from pathlib import Path


class GlottaError(Exception):
    """Base of all errors raised on purpose. ``code`` is stable and machine readable; ``str(error)`` is for people."""

    code = "error"


class UsageError(GlottaError):
    """The request itself is wrong: an unknown option, a value out of range."""

    code = "usage"


class UnknownParameterValue(UsageError):
    """A named parameter has a value that is not allowed.

    ``parameter`` is the name as the user typed it (``limit``, ``--engine``).
    """

    code = "parameter-value"

    def __init__(self, parameter: str, detail: str) -> None:
        super().__init__(detail)
        self.parameter = parameter


class UnknownDocument(UsageError):
    """No document of the live index has this id."""

    code = "unknown-document"


class BadWordList(UsageError):
    """A list of synonyms, protected or whole words has a slip in it. Nothing was built or changed.

    ``line`` counts from 1; 0 means the file as a whole.
    """

    code = "word-list"

    def __init__(self, path: Path, line: int, reason: str) -> None:
        place = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{place}: {reason}. Mend it" + (", or put # before the line." if line else ", or move the file away."))
        self.path = path
        self.line = line


class DocumentError(GlottaError):
    """One document cannot be read or indexed; it is reported and the run goes on.

    ``name`` is the document's id or path as the user knows it; ``code`` one of the stable reasons in ``search/readers``; ``file`` the
    file that was being read (as ``readers.scan`` names it), None when no file could be opened.
    """

    file: str | None = None

    def __init__(self, name: str, code: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.code = code
        self.reason = reason


class NothingIndexed(GlottaError):
    """A rebuild found no document that can be indexed, so it did not replace the index by an empty one.

    ``failed`` holds ``(name, code, reason)`` of each document that could not be read.
    """

    code = "nothing-indexed"

    def __init__(self, message: str, failed: tuple[tuple[str, str, str], ...] = ()) -> None:
        super().__init__(message)
        self.failed = failed


class IndexError_(GlottaError):
    """The index cannot be used as it is. (The underscore keeps Python's own ``IndexError`` visible.)"""

    code = "index"


class IndexMissing(IndexError_):
    """There is no index yet at the configured place."""

    code = "index-missing"


class IndexIncompatible(IndexError_):
    """The index was made by another analysis version, ICU, dictionary, stemmer or engine."""

    code = "index-incompatible"


class IndexDamaged(IndexError_):
    """The manifest names files that are missing or unreadable."""

    code = "index-damaged"


class IndexLocked(IndexError_):
    """Another living process is writing to the index."""

    code = "index-locked"


class IndexUnwritable(IndexError_):
    """The system refuses to write into the folder of the index. What was there before is whole."""

    code = "index-unwritable"


class WorkerDied(GlottaError):
    """A worker process ended while it analysed documents: memory ran out, or a library crashed. Nothing was changed."""

    code = "worker-died"
