"""What is made of an open index once and kept as long as it is open: words as arrays, readings, copies."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from search.engine import Engine, Stats

Made = TypeVar("Made")
Key = TypeVar("Key", bound=Hashable)


class PerIndex(Generic[Made]):
    """One value per open index: made when first asked for, and anew when the index has changed size.

    Threads that ask at the same time wait for one to make it. A value that is a commit behind must do no harm: whoever uses it looks up
    in the index what it proposes.
    """

    def __init__(self, make: Callable[[Engine], Made]) -> None:
        self._make = make
        self._kept: WeakKeyDictionary[Engine, tuple[Stats, Made]] = WeakKeyDictionary()
        self._making = threading.Lock()

    def of(self, engine: Engine) -> Made:
        """The value of an open index."""
        state = engine.stats()
        kept = self._kept.get(engine)
        if kept is None or kept[0] != state:
            with self._making:
                kept = self._kept.get(engine)
                if kept is None or kept[0] != state:
                    kept = self._kept[engine] = (state, self._make(engine))
        return kept[1]


class Remembered(Generic[Key, Made]):
    """Values of the keys met lately: at most twice ``most``. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Key, Made] = {}
        self._old: dict[Key, Made] = {}

    def get(self, key: Key) -> Made | None:
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: Key, value: Made) -> None:
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = value
