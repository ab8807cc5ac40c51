"""PLAN.toml, read strictly: what is not understood is refused, not passed over.

currency = "EUR"       # ISO 4217 or a known ticker; any other ticker with decimals = 6 beside it
method = "all"         # or one of METHODS; may be missing: all
rule = "pro-rata"      # the allocation rule of the attributions; needed by method traced

[[hold]]
id = "H1"
agent = "B1"
account = "A"
amount = "10.00"
settled_at = 2026-11-24T09:00:00Z
claims = {T17 = "6.00", T18 = "4.00"}
bounds = {T17 = {low = "0.00", high = "6.00"}, T18 = {low = "4.00", high = "10.00"}}    # may be missing

[[claim]]
id = "T17"
loss = "1000.00"
received = "0.00"
arrived = [{hold = "H1", settled_at = 2026-11-23T08:00:00Z, amount = "6.00"}]           # may be missing
"""

from __future__ import annotations

from pathlib import Path

from clawback.errors import InputError, PlanError
from clawback.money import Currency, currency
from clawback.returning.fields import Table
from clawback.returning.plan import Plan
from clawback.returning.records import Arrival, Bound, Claim, Hold
from clawback.returning.toml_file import read_toml

__all__ = ["read_plan"]


def read_plan(path: str | Path, *, method: str | None = None) -> Plan:
    """The plan in the TOML file `path`; `method` takes the place of the file's own.

    Raises PlanError with file, line (TOML errors) or field (all others, such as `hold[0].amount`) and remedy.
    """
    try:
        return _plan(Table(values=read_toml(Path(path)), path=""), method)
    except InputError as error:
        raise PlanError(
            error.reason, file=str(path), line=error.line, field=error.field, remedy=error.remedy
        ) from None


def _plan(top: Table, method: str | None) -> Plan:
    top.allow("currency", "decimals", "method", "rule", "hold", "claim")
    money = _currency(top)
    written = top.text("method") if top.has("method") else "all"
    return Plan(
        currency=money,
        method=method or written,
        rule=top.text("rule") if top.has("rule") else None,
        holds=tuple(_hold(table, money) for table in top.tables("hold")),
        claims=tuple(_claim(table, money) for table in top.tables("claim")),
    )


def _currency(top: Table) -> Currency:
    code = top.text("currency")
    decimals = top.whole("decimals") if top.has("decimals") else None
    try:
        return currency(code, decimals)
    except InputError as error:
        raise PlanError(
            error.reason,
            field="currency" if decimals is None else "decimals",
            remedy="write an ISO 4217 code such as EUR, and decimals = N only for a ticker that is not known",
        ) from None


def _hold(table: Table, money: Currency) -> Hold:
    table.allow("id", "agent", "account", "amount", "settled_at", "claims", "bounds")
    attributed = table.table("claims")
    return Hold(
        id=table.name("id"),
        agent=table.text("agent"),
        account=table.name("account"),
        amount=table.amount("amount", money),
        settled_at=table.time("settled_at"),
        claims={claim: attributed.amount(claim, money) for claim in attributed.values},
        bounds=_bounds(table.table("bounds"), money) if table.has("bounds") else None,
    )


def _bounds(table: Table, money: Currency) -> dict[str, Bound]:
    found = {}
    for claim in table.values:
        bound = table.table(claim)
        bound.allow("low", "high")
        found[claim] = Bound(low=bound.amount("low", money), high=bound.amount("high", money))
    return found


def _claim(table: Table, money: Currency) -> Claim:
    table.allow("id", "loss", "received", "arrived")
    return Claim(
        id=table.name("id"),
        loss=table.amount("loss", money),
        received=table.amount("received", money),
        arrived=tuple(_arrival(inflow, money) for inflow in table.tables("arrived")),
    )


def _arrival(table: Table, money: Currency) -> Arrival:
    table.allow("hold", "settled_at", "amount")
    return Arrival(
        hold=table.name("hold"),
        settled_at=table.time("settled_at"),
        amount=table.amount("amount", money),
    )
