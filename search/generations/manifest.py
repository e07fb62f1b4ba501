"""``manifest.json``: what the live generation of an index is. Replacing it is what makes another one live (``__init__.py``)."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Self

from search.errors import IndexDamaged, IndexIncompatible, IndexMissing

FORMAT = 1
"""Version of this layout and of the manifest's keys. Raise it when either changes in a way that older code would misread."""

MANIFEST = "manifest.json"


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


def named(index: Path) -> tuple[str, int] | None:
    """Engine and generation that the manifest names, whatever its format: a newer version's index must survive an older version's
    rebuild until the switch. None when there is no manifest or it does not say."""
    try:
        values = json.loads((index / MANIFEST).read_text(encoding="utf-8"))
        return str(values["engine"]), int(values["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
