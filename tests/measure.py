"""How long something takes the processor, whatever else the machine was doing."""

import time
from collections.abc import Callable

TIMES = 3


def quickest(do: Callable[[], object]) -> float:
    """Seconds of this process for the best of three: the others also count a collection of garbage, a cold cache."""
    return min(_seconds(do) for _ in range(TIMES))


def _seconds(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began
