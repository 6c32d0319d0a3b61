"""Making very many values at once."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_values() -> Iterator[None]:
    """Put off Python's search for rings of garbage for the time of a `with` block.

    Records and verdicts hold no rings. With a hundred thousand of them in the making, the search would walk through
    all of them again and again and find nothing, and the cost of one would grow with their number.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
