"""Small CSV files that commands take: claims, exits, opening balances."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from clawback.errors import InputError, TraceError
from clawback.money import Currency, parse_amount

__all__ = ["read_claims", "read_exits", "read_openings"]


_MOST_BYTES = 64 << 20


def read_claims(path: Path) -> dict[str, str]:
    """transfer_id -> victim (empty where not given), in the file's order. Raises TraceError."""
    claims: dict[str, str] = {}
    for row, line in _rows(path, ("transfer_id",)):
        name = row["transfer_id"]
        if name in claims:
            raise TraceError(f"the claim {name} stands twice", file=str(path), line=line, field="transfer_id")
        claims[name] = row.get("victim") or ""
    return claims


def read_exits(path: Path) -> list[tuple[str, str]]:
    """(agent, account) of each row. Raises TraceError."""
    return [(row["agent"], row["account"]) for row, _ in _rows(path, ("agent", "account"))]


def read_openings(path: Path, currency: Currency) -> dict[tuple[str, str], int]:
    """(agent, account) -> minor units; may be negative. Rows of another currency are refused. Raises TraceError."""
    openings: dict[tuple[str, str], int] = {}
    for row, line in _rows(path, ("agent", "account", "amount")):
        account = row["agent"], row["account"]
        if account in openings:
            raise TraceError("the account stands twice", file=str(path), line=line, field="account")
        if (row.get("currency") or currency.code) != currency.code:
            raise TraceError(f"the ledger is in {currency.code}", file=str(path), line=line, field="currency")
        try:
            openings[account] = parse_amount(row["amount"], currency)
        except InputError as error:
            raise TraceError(error.reason, file=str(path), line=line, field="amount") from None
    return openings


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[dict[str, str], int]]:
    """The rows as dicts with their line, all with the needed columns."""
    if path.exists() and not path.is_file():
        raise TraceError("is no ordinary file", file=str(path), remedy="name a CSV file")
    if path.is_file() and path.stat().st_size > _MOST_BYTES:
        raise TraceError(
            "is larger than a list of this kind can be", file=str(path), remedy="name a CSV file"
        )
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        try:
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise TraceError(
                    f"the column {missing[0]} is missing", file=str(path), remedy=_header(needed)
                )
            for row in reader:
                if None in row or None in row.values():
                    raise TraceError(
                        "the row has another number of fields", file=str(path), line=reader.line_num
                    )
                yield row, reader.line_num
        except (UnicodeDecodeError, csv.Error) as error:
            raise TraceError(f"not a CSV in UTF-8 ({error})", file=str(path), line=reader.line_num) from None


def _header(needed: tuple[str, ...]) -> str:
    return f"begin the file with the line {','.join(needed)}"
