"""How far back the demo's casework begins."""

from __future__ import annotations

from typing import Final

__all__ = ["DAYS"]

DAYS: Final = 21
