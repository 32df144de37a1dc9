"""No search for cycles of garbage, while values are made by the ten thousand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Python's collector rests inside the block; afterwards it is as before.

    It counts what is made, and walks through all of it again and again. Rows and dates hold no
    cycles: what is let go of is freed at once without it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
