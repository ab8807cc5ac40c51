"""While many things are made that all stay, nobody looks again and again through all of them for some that went."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["nothing_swept"]


@contextmanager
def nothing_swept() -> Iterator[None]:
    """Rings of things that nothing leads to any more are left where they are until the end of this."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()
