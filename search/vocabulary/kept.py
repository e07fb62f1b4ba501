"""A file beside an index that holds what was read out of it, so that the next process need not read it again.

What is in it can always be made anew, so nothing depends on the file: one that is missing, damaged, made from another index or by other
rules is as good as none, and in a folder that cannot be written there is none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import zlib
from pathlib import Path

_DIGEST = 16
"""Bytes of the digest that the file begins with."""
_LEVEL = 1
"""zlib level: most of what can be saved, in a tenth of a second for 7 MB of words."""


class Kept:
    """One such file."""

    def __init__(self, path: Path, stamp: str) -> None:
        """``stamp``: what the content depends on, the state of the index above all; a file with another one is not read."""
        self._path = path
        self._stamp = stamp.encode()

    def load(self) -> bytes | None:
        """What was saved under the same stamp, whole and unchanged; else None."""
        try:
            with self._path.open("rb") as file:
                digest, content = file.read(_DIGEST), zlib.decompress(file.read())
        except (OSError, zlib.error):
            return None
        return content if digest == self._digest(content) else None

    def save(self, content: bytes) -> None:
        """Put the file in place in one step; where that cannot be done (a folder for reading only, a full disk) there is none."""
        made = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            made.write_bytes(self._digest(content) + zlib.compress(content, _LEVEL))
            made.replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                made.unlink(missing_ok=True)

    def _digest(self, content: bytes) -> bytes:
        return hashlib.blake2b(content, digest_size=_DIGEST, key=hashlib.sha256(self._stamp).digest()).digest()
