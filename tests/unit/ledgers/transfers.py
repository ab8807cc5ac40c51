"""Tables of transfers to build ledgers of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

START = datetime(2026, 1, 1, tzinfo=UTC)


def table(first: int, last: int, **columns: Any) -> pa.Table:
    """Transfers T<first> to T<last>, one an hour, of n.00 EUR each, along the accounts 0, 1, 2, 3, 0..."""
    numbers = range(first, last + 1)
    times = [START + timedelta(hours=number) for number in numbers]
    rows = {
        "transfer_id": [f"T{number}" for number in numbers],
        "settled_at": pa.array(times, pa.timestamp("us", "UTC")),
        "debtor_agent": ["A" for _ in numbers],
        "debtor_account": [str(number % 4) for number in numbers],
        "creditor_agent": ["B" for _ in numbers],
        "creditor_account": [str((number + 1) % 4) for number in numbers],
        "amount": [f"{number}.00" for number in numbers],
        "currency": ["EUR" for _ in numbers],
    }
    return pa.table(rows | columns)
