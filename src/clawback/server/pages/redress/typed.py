"""What is typed into a form: amounts and times."""

from __future__ import annotations

from datetime import UTC, datetime

from clawback.errors import MoneyError
from clawback.money import currency, parse_amount
from clawback.server.casework.refusals import FactsWrong

__all__ = ["time", "units"]


def units(text: str, code: str, field: str) -> int | None:
    """Minor units of an amount such as 1,250.00; None for nothing. Raises FactsWrong."""
    plain = text.replace(",", "").replace(" ", "")
    if not plain:
        return None
    try:
        return parse_amount(plain, currency(code))
    except MoneyError as error:
        raise FactsWrong(str(error), field=field) from None


def time(text: str, at: datetime, field: str) -> datetime:
    """A time as a browser sends it, which is UTC here; `at` for nothing. Raises FactsWrong."""
    if not text.strip():
        return at
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise FactsWrong(f"{text[:40]!r} is not a time", field=field) from None
