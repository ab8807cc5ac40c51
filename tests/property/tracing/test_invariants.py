"""What always holds of a trace: it adds up at every moment, and what it does not touch does not matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import clawback
from tests.property.strategies import LedgerCase, ledgers
from tests.property.tracing.asking import occurring, trace_over, traced
from tests.property.tracing.asking import read as read_case
from tests.reference import RULES, Account, PlainTransfer, check_invariants
from tests.reference.openings import opening_balances


def positions_of(trace: clawback.Trace, rule: str) -> dict[tuple[Account, str], dict[str, int]]:
    """(account, kind) -> claim -> minor units."""
    found: dict[tuple[Account, str], dict[str, int]] = {}
    for row in trace.positions.to_pylist():
        if row["rule"] == rule:
            place = (row["agent"], row["account"]), row["kind"]
            found.setdefault(place, {})[row["claim"]] = row["amount"]
    return found


def balances(case: LedgerCase) -> dict[Account, int]:
    """The balance of every account at the as-of time."""
    found = opening_balances(case.transfers, case.openings)
    for row in case.transfers:
        if case.as_of is None or row.settled_at <= case.as_of:
            found[row.debtor] -= row.amount
            found[row.creditor] += row.amount
    return found


@settings(max_examples=50)
@given(ledgers())
def test_adds_up_at_every_moment(case: LedgerCase) -> None:
    """Invariants 1 and 2."""
    ledger = read_case(case)
    last_claim = max(row.settled_at for row in case.transfers if row.id in case.claims)
    for moment in sorted({row.settled_at for row in case.transfers if row.settled_at >= last_claim}):
        then = replace(case, as_of=moment)
        trace = trace_over(ledger, then)
        for rule in RULES:
            traced_units = dict(zip(trace.claims.ids, trace.walk(rule).traced.tolist(), strict=True))
            check_invariants(
                traced=traced_units, positions=positions_of(trace, rule), balances=balances(then)
            )


def figures(trace: clawback.Trace, names: dict[Account, Account]) -> dict[str, Any]:
    """All figures of a trace, accounts called by other names; what is told of the whole ledger left out."""
    found = trace.to_dict()
    for rows in (found["bounds"], *(answer["positions"] for answer in found["rules"].values())):
        for row in rows:
            row["agent"], row["account"] = names[row["agent"], row["account"]]
        rows.sort(key=lambda row: (row["agent"], row["account"]))
    return {name: found[name] for name in ("claims", "rules", "bounds")}


@given(ledgers(), st.data())
def test_renaming_accounts_changes_no_figure(case: LedgerCase, data: st.DataObject) -> None:
    """Invariant 3. `outside` is no name like others: an account so called is an exit."""
    before = sorted(account for account in occurring(case) if account[1] != "outside")
    after = data.draw(st.permutations([("B7", f"N{place}") for place in range(len(before))]))
    names = dict(zip(before, after, strict=True))
    renamed = rename(case, {account: names.get(account, account) for account in all_accounts(case)})
    back = {new: old for old, new in names.items()} | {account: account for account in all_accounts(case)}
    own = {account: account for account in all_accounts(case)}
    assert figures(traced(renamed), back) == figures(traced(case), own)


def all_accounts(case: LedgerCase) -> set[Account]:
    """The accounts that a case speaks of."""
    return occurring(case) | set(case.openings or {}) | case.exits


def rename(case: LedgerCase, names: dict[Account, Account]) -> LedgerCase:
    """The same ledger with other accounts."""
    return replace(
        case,
        transfers=[
            replace(row, debtor=names[row.debtor], creditor=names[row.creditor]) for row in case.transfers
        ],
        openings=case.openings and {names[account]: balance for account, balance in case.openings.items()},
        exits=frozenset(names[account] for account in case.exits),
    )


@given(ledgers(), st.data())
def test_transfers_elsewhere_change_no_figure(case: LedgerCase, data: st.DataObject) -> None:
    """Invariant 3, with given balances: transfers among accounts that no claim reaches."""
    given_case = replace(case, openings=opening_balances(case.transfers, case.openings))
    trace = traced(given_case)
    elsewhere = [*sorted(occurring(case) - touched(given_case, trace)), ("B8", "X"), ("B9", "X")]
    grown = given_case
    for number in range(data.draw(st.integers(1, 4))):
        grown = insert(grown, data, f"new {number}", elsewhere)
    own = {account: account for account in all_accounts(grown)}
    assume(len(grown.transfers) > len(case.transfers))
    assert figures(traced(grown), own) == figures(trace, own)


def touched(case: LedgerCase, trace: clawback.Trace) -> set[Account]:
    """The accounts between which claims go, under any rule."""
    carrying = set(trace.transfers["transfer_id"].to_pylist()) | set(case.claims)
    rows = [row for row in case.transfers if row.id in carrying]
    return {account for row in rows for account in (row.debtor, row.creditor)}


def insert(case: LedgerCase, data: st.DataObject, name: str, places: list[Account]) -> LedgerCase:
    """One more transfer, at the time of the one before it."""
    at = data.draw(st.integers(1, len(case.transfers)))
    row = PlainTransfer(
        id=name,
        settled_at=case.transfers[at - 1].settled_at,
        debtor=data.draw(st.sampled_from(places)),
        creditor=data.draw(st.sampled_from(places)),
        amount=data.draw(st.integers(1, 1000)),
        kind=data.draw(st.sampled_from(("transfer", "cash", "fee", "reversal"))),
    )
    return replace(case, transfers=[*case.transfers[:at], row, *case.transfers[at:]])
