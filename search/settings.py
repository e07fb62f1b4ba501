"""Every setting of glotta in one table: flags beat ``GLOTTA_*`` environment variables beat ``glotta.toml`` beat defaults.

``glotta.toml`` is looked for in the current folder; its keys are the names below (``index = "/srv/index"``), at the top level.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from search.errors import UnknownParameterValue

SETTINGS_FILE = "glotta.toml"

_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}


def size(value: object) -> int:
    """Bytes from ``67108864``, ``"64MB"``, ``"64 MiB"`` or ``"2g"`` (units of 1,024). Raises ValueError, also for 0 and less."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmg]?)(?:i?b)?\s*", str(value).lower())
    number = int(float(found[1]) * _UNITS[found[2]]) if found else 0
    if number <= 0:
        raise ValueError("expected a size such as 64MB")
    return number


def _number(low: int, high: int) -> Callable[[object], int]:
    def parse(value: object) -> int:
        if isinstance(value, bool) or not re.fullmatch(r"\d{1,9}", str(value)) or not low <= int(str(value)) <= high:
            raise ValueError(f"expected a whole number from {low} to {high}")
        return int(str(value))

    return parse


def _choice(*allowed: str) -> Callable[[object], str]:
    def parse(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"expected {', '.join(allowed[:-1])} or {allowed[-1]}")
        return str(value)

    return parse


def _origins(value: object) -> tuple[str, ...]:
    """Web origins (RFC 6454) from ``"https://a.example, https://b.example"`` or a list of them; ``*`` is every origin."""
    given = value if isinstance(value, list | tuple) else str(value).split(",")
    origins = tuple(dict.fromkeys(str(item).strip().rstrip("/").lower() for item in given if str(item).strip()))
    if not all(origin == "*" or re.fullmatch(r"https?://[^\s/@?#,]+", origin) for origin in origins):
        raise ValueError("expected origins such as https://example.org, separated by commas, or *")
    return origins


def _folder(value: object) -> Path | None:
    """A folder, or None for an empty string."""
    return Path(str(value)) if str(value) else None


class Setting(NamedTuple):
    """One row of the table."""

    name: str
    default: Any
    parse: Callable[[Any], Any]
    """Raises ValueError with what was expected."""
    help: str

    @property
    def variable(self) -> str:
        return f"GLOTTA_{self.name.upper()}"


TABLE = (
    Setting("index", "index", Path, "Folder of the index."),
    Setting("engine", "auto", str, "Engine of a rebuild: auto, whoosh or tantivy."),
    Setting("max_size", "64MB", size, "Largest file that is read; a larger one is reported."),
    Setting("words", "", _folder, "Folder with lists of synonyms, protected words and words that stay whole; none by default."),
    Setting("host", "127.0.0.1", str, "Address that the server listens on."),
    Setting("port", 8000, _number(0, 65535), "Port of the server; 0 takes a free one."),
    Setting("workers", 2, _number(1, 256), "Processes of the server."),
    Setting("proxies", 0, _number(0, 10), "Reverse proxies in front whose X-Forwarded-For, -Proto, -Host and -Prefix are believed."),
    Setting("cors", "", _origins, "Origins whose pages may read the API in a browser, separated by commas; * for all."),
    Setting("log", "none", _choice("none", "text", "json"), "Request log on standard error: none, text or json (one object per line)."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. Sizes in bytes."""

    index: Path
    engine: str
    max_size: int
    host: str
    port: int
    workers: int
    proxies: int = 0
    cors: tuple[str, ...] = ()
    log: str = "none"
    words: Path | None = None


def load(
    flags: Mapping[str, object] | None = None, environment: Mapping[str, str] | None = None, file: Path | None = None
) -> Settings:
    """The settings in force. A flag of None counts as not given.

    Raises UnknownParameterValue, naming the flag, variable or file at fault, for a value or a name that is not allowed.
    """
    flags = flags or {}
    environment = os.environ if environment is None else environment
    path = file or Path(SETTINGS_FILE)
    stored = _read(path)
    names = {setting.name for setting in TABLE}
    for name in flags:
        if name not in names:
            raise UnknownParameterValue(name, f"There is no setting {name!r}. Settings: {', '.join(sorted(names))}.")
    values: dict[str, Any] = {}
    for setting in TABLE:
        if flags.get(setting.name) is not None:
            value, origin = flags[setting.name], f"--{setting.name.replace('_', '-')}"
        elif environment.get(setting.variable):
            value, origin = environment[setting.variable], setting.variable
        elif setting.name in stored:
            value, origin = stored[setting.name], f"{setting.name} in {path}"
        else:
            value, origin = setting.default, setting.name
        try:
            values[setting.name] = setting.parse(value)
        except (ValueError, TypeError) as error:
            raise UnknownParameterValue(origin, f"{origin}: {value!r} is not allowed: {error}.") from error
    return Settings(**values)


def _read(path: Path) -> Mapping[str, object]:
    try:
        with path.open("rb") as stream:
            stored = tomllib.load(stream)
    except FileNotFoundError:
        return {}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnknownParameterValue(str(path), f"{path} cannot be read: {error}. Mend it or take it away.") from error
    names = {setting.name for setting in TABLE}
    for name in stored:
        if name not in names:
            raise UnknownParameterValue(name, f"{path}: there is no setting {name!r}. Settings: {', '.join(sorted(names))}.")
    return stored
