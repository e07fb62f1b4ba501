"""How the work of a function grows with its input: the tests that no step is quadratic, on machines whose speed nobody knows."""

from __future__ import annotations

import time
from collections.abc import Callable

ATTEMPTS = 6


def assert_linear(run: Callable[[int], object], size: int, times: int) -> None:
    """Fail where ``times`` the size costs more than ``4 * times`` the CPU time of ``size`` in every one of several attempts.

    A quadratic step costs ``times**2``, so take ``times`` of 16 or more. Only the ratio of two runs made in turn counts, and one clean
    attempt is enough: a burst of other work on the machine cannot fail a linear function six times over.

    Args:
        run: Does the work for a size. What it makes for itself is timed too, so let that be cheap.
        size: The smaller input; large enough for the fixed part not to hide the growth.
        times: How many times larger the other one is.
    """
    ratios: list[float] = []
    for _ in range(ATTEMPTS):
        small, large = _seconds(run, size), _seconds(run, size * times)
        ratios.append(large / max(small, 0.001))
        if ratios[-1] < 4 * times:
            return
    raise AssertionError(f"{times} times the size costs {', '.join(f'{ratio:.0f}' for ratio in ratios)} times the CPU time")


def _seconds(run: Callable[[int], object], size: int) -> float:
    began = time.process_time()
    run(size)
    return time.process_time() - began
