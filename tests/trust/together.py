"""Acts of several people in the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier


def at_once(*acts: Callable[[], int]) -> list[int]:
    """Do the acts in threads that wait for each other; their answers, sorted."""
    barrier = Barrier(len(acts))

    def together(act: Callable[[], int]) -> int:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(together, acts))
