"""What is typed into a form: amounts and times."""

from __future__ import annotations

from datetime import UTC, datetime

from clawback.server.casework.refusals import FactsWrong
from clawback.server.pages.amounts import read_units

__all__ = ["time", "units"]


def units(text: str, code: str, field: str) -> int | None:
    """Minor units of an amount as people write it; None for nothing. Raises FactsWrong."""
    return read_units(text, code, field, signed=True) if text.strip() else None


def time(text: str, at: datetime, field: str) -> datetime:
    """A time as a browser sends it, which is UTC here; `at` for nothing. Raises FactsWrong."""
    if not text.strip():
        return at
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise FactsWrong(f"{text[:40]!r} is not a time", field=field) from None
