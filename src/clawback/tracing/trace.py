"""`trace`: where the money of claims stands now, under stated rules. The verb of this package."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from clawback.clock import parse_time, to_micros
from clawback.ledgers.ledger import Ledger
from clawback.tracing.accounts import exit_accounts, parse_account
from clawback.tracing.asof import end_rank_of, ledger_as_of
from clawback.tracing.claims import find_claims
from clawback.tracing.engine import make_book, make_case
from clawback.tracing.limits import Limits, preset
from clawback.tracing.openings import choose_openings
from clawback.tracing.result import Trace
from clawback.tracing.rules.names import chosen_rules

__all__ = ["trace"]

Account = tuple[str, str]


def trace(
    ledger: Ledger,
    *,
    claims: Iterable[str],
    rule: str = "all",
    limits: Limits | str | None = None,
    exits: Iterable[str | Account] = (),
    opening: str | Mapping[Account, int] | None = None,
    as_of: datetime | str | None = None,
) -> Trace:
    """Traces all `claims` together over `ledger`.

    `claims`: ids (or aliases) of the reported transfers. `rule`: fifo, lifo, pro-rata, own-first, stolen-first
    or all. `limits`: `Limits`, the name of a preset (`med-2.0`), or None for following everything. `exits`:
    accounts at which following stops, as (agent, account) or `AGENT/ACCOUNT`. `opening`: None, `given`,
    `infer`, or (agent, account) -> minor units. `as_of`: only transfers up to this instant, that one included.

    Rules not asked for are walked when bounds are first looked at. Raises ClaimError, TraceError, TimeError.
    """
    rules = chosen_rules(rule)
    chosen = limits if isinstance(limits, Limits) else preset(limits or "none")
    cut = None if as_of is None else to_micros(as_of) if isinstance(as_of, datetime) else parse_time(as_of)
    openings = choose_openings(ledger, opening)
    found, walked = find_claims(ledger, claims, cut), ledger
    if cut is not None and not ledger.monotone:
        walked = ledger_as_of(ledger, cut)
        found = find_claims(walked, found.ids)
    end_rank = end_rank_of(walked, cut)
    named = [parse_account(exit_) if isinstance(exit_, str) else exit_ for exit_ in exits]
    book = make_book(walked, openings.balance, exit_accounts(ledger, named), end_rank)
    result = Trace(
        ledger=ledger,
        walked_ledger=walked,
        claims=found,
        limits=chosen,
        rules=rules,
        openings=openings,
        book=book,
        case=make_case(walked, found, chosen),
        as_of=cut,
    )
    for name in rules:
        result.walk(name)
    return result
