"""What is made of an open index once and kept as long as it is open: words as arrays, readings, copies."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from search.engine import Engine, Stats

Made = TypeVar("Made")


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
