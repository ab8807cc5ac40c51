"""How far a start is: `clawback serve` tells it, and its web server shows it, which is up before there is anything.

It stands in a file that goes when the start is done. A web server that is run by itself knows of no such file.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, Self

__all__ = ["MAKING_TABLES", "Progress", "read_progress"]

MAKING_TABLES: Final = -1
"""What is read before the demo begins to live, whose progress is told in days before the present."""


class Progress:
    """Told while it lasts; gone afterwards, however the start ended."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        self.tell(MAKING_TABLES)
        return self

    def __exit__(self, *_: object) -> None:
        self.path.unlink(missing_ok=True)

    def tell(self, days: int) -> None:
        """So many days before the present; replaced whole, for it is read meanwhile."""
        fresh = self.path.with_name(f"{self.path.name}.new")
        fresh.write_text(f"{days}\n", "ascii")
        os.replace(fresh, self.path)


def read_progress(path: Path) -> int | None:
    """Days before the present, or MAKING_TABLES; None where the start is done."""
    try:
        return int(path.read_text("ascii"))
    except FileNotFoundError:
        return None
