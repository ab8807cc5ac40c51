"""`explain`: the arithmetic of one account under one rule, line by line. A second computation beside the walk's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clawback.errors import Bug, TraceError
from clawback.tracing.accounts import find_account
from clawback.tracing.ends import KINDS
from clawback.tracing.explaining.flows import flows
from clawback.tracing.explaining.records import OWN, Explanation, Parts
from clawback.tracing.explaining.replay import Replay

if TYPE_CHECKING:
    from clawback.tracing.result import Trace

__all__ = ["explain"]


def explain(trace: Trace, rule: str, agent: str, account: str) -> Explanation:
    """Replays the account (agent, account) of the trace's ledger in plain steps, up to the trace's as-of time.

    What other accounts pay into it is taken from the trace; what it pays is computed anew, and each outflow and
    the end compared with the trace. Raises TraceError where the account occurs in no transfer, Bug where the
    two computations differ.
    """
    at = find_account(trace.ledger, agent, account)
    if at is None:
        raise TraceError(
            f"the account {agent}/{account} occurs in no transfer of the ledger",
            remedy="check agent and account",
        )
    carrying = {flow.rank: flow for flow in flows(trace, rule) if at in (flow.debtor, flow.creditor)}
    replay = Replay(trace, rule, at, carrying)
    lines = tuple(replay.lines())
    positions = _positions(trace, rule, at)
    found = {"standing": replay.holding.standing()}
    found["standing"].pop(OWN, None)
    for flow in carrying.values():
        if flow.creditor == at:
            for kind, parts in flow.ends().items():
                _add(found.setdefault(kind, {}), parts)
    if {kind: parts for kind, parts in found.items() if parts} != positions:
        raise Bug(f"the positions of {agent}/{account} are not those of the trace: {found}, {positions}")
    return Explanation(
        agent=agent,
        account=account,
        rule=rule,
        currency=trace.ledger.currency,
        snapshot=trace.ledger.snapshot,
        claims=trace.claims.ids,
        as_of=trace.as_of,
        opening=int(trace.openings.balance[at]),
        opening_given=bool(trace.openings.given[at]),
        order_assumed=bool(trace.ledger.assumed[at]),
        reached=bool(carrying),
        lines=lines,
        traced=replay.traced,
        positions=positions,
        balance=replay.balance,
    )


def _positions(trace: Trace, rule: str, account: int) -> dict[str, Parts]:
    ends = trace.walk(rule).ends
    found: dict[str, Parts] = {}
    for end in ends[ends["account"] == account].tolist():
        _, kind, claim, amount = end
        found.setdefault(KINDS[kind], {})[claim] = amount
    return found


def _add(sums: Parts, parts: Parts) -> None:
    for claim, part in parts.items():
        sums[claim] = sums.get(claim, 0) + part
