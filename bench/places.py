"""Where the files of a world stand while the bench runs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Place"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A world of `transfers` transfers in `folder`, made from `seed`."""

    folder: Path
    transfers: int
    seed: int

    def path(self, ending: str) -> str:
        """The file or folder of that ending: parquet, ledger, duckdb, ladybug."""
        return str(self.folder / f"{self.transfers}-{self.seed}.{ending}")
