"""What a case's page shows of the trace: its share, account by account, and what waits to be decided about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from clawback.clock import from_micros
from clawback.holding.records import Standing
from clawback.server.casework.any_of import among
from clawback.server.casework.case_records import claims_of, holds_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import Account, Case, Claim, Conflict, Surplus
from clawback.server.casework.reading_once import note, once
from clawback.server.casework.statements.known import Found
from clawback.server.casework.statements.proposing import Next, found_of_case, next_steps, rows_of
from clawback.server.casework.states.surplus import SURPLUS_OPEN

__all__ = ["AccountRow", "Overview", "conflicts_of", "overviews", "share_of", "surpluses_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountRow:
    """An account that the case's claims reached: what of them stands there, and how that is known.

    `own` is None where no statement tells the balance; `source` is told, statement, parts or inferred. No statement of
    it may be asked for while `waits_for_evidence`: the debtor's agent did not confirm the claims yet.
    """

    account: Account
    low: int
    high: int
    own: int | None
    held: int
    source: str
    known_until: datetime | None
    is_victim: bool
    waits_for_evidence: bool
    steps: Sequence[Next]


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """One group of the case's claims that hang together; `claims` are those of this case, by number."""

    found: Found
    currency: str
    claims: Sequence[int]
    rows: Sequence[AccountRow]


def overviews(case: Case, at: datetime) -> list[Overview]:
    """The case's share of each trace that it has a part in."""
    groups = found_of_case(case, at)
    note("names", (each.account for found in groups for each in found.standings))
    return [_overview(case, found, at) for found in groups]


def _overview(case: Case, found: Found, at: datetime) -> Overview:
    together = {each.number for each in found.known.facts.claims}
    ours = [each for each in claims_of(case) if each.pk in together]
    steps = [each for each in next_steps(found, at) if each.case == case.pk]
    names = {str(each.pk) for each in ours}
    shares = {each.account: share for each in found.standings if (share := share_of(each, names))}
    accounts = rows_of(found)
    held = _held(case, found.known.facts.currency)
    rows = [
        _row(
            found,
            accounts[name],
            share,
            [each for each in steps if each.account == accounts[name]],
            ours,
            held,
        )
        for name, share in shares.items()
        if name in accounts
    ]
    return Overview(
        found=found,
        currency=found.known.facts.currency,
        claims=sorted(each.pk for each in ours),
        rows=sorted(rows, key=lambda row: (-row.high, str(row.account))),
    )


def share_of(standing: Standing, claims: set[str]) -> tuple[int, int, int] | None:
    """Low and high of these claims, and the account's own money; None where nothing of them stands there."""
    there = [both for name, both in standing.claims.items() if name in claims]
    if not there:
        return None
    if len(there) == len(standing.claims):
        return standing.low, standing.high, standing.own
    high = min(standing.high, sum(high for _, high in there))
    return min(high, sum(low for low, _ in there)), high, standing.own


def _held(case: Case, currency: str) -> Mapping[int, int]:
    """Account -> what the case holds there."""
    held: Counter[int] = Counter()
    for hold in holds_of(case):
        if hold.request.currency == currency:
            held[hold.request.account_id] += hold.in_force
    return held


def _row(
    found: Found,
    account: Account,
    share: tuple[int, int, int],
    steps: Sequence[Next],
    ours: Sequence[Claim],
    held: Mapping[int, int],
) -> AccountRow:
    low, high, own = share
    answers = found.known.current.get((account.agent_code, account.number), ())
    whole = [each for each in answers if each.is_whole]
    told = any(each.creditor == (account.agent_code, account.number) for each in found.known.facts.claims)
    source = "statement" if whole else "parts" if answers else "told" if told else "inferred"
    return AccountRow(
        account=account,
        low=low,
        high=high,
        own=own if whole else None,
        held=held.get(account.pk, 0),
        source=source,
        known_until=from_micros(answers[-1].ends) if answers else None,
        is_victim=any(each.debtor_account_id == account.pk for each in ours),
        waits_for_evidence=source == "inferred" and all(each.evidence != "confirmed" for each in ours),
        steps=steps,
    )


def conflicts_of(groups: Sequence[Overview]) -> list[Conflict]:
    """Where statements behind these traces contradict each other."""
    answers = {each.number for group in groups for each in group.found.known.facts.answers}
    return records_by("conflicts", _conflicts, {-1: sorted(answers)}) if answers else []


def _conflicts() -> QuerySet[Conflict]:
    found = Conflict.objects.filter(among("missing_in", [-1]), ended_at=None)
    return found.select_related(
        "debtor", "creditor", "missing_in__request__agent", "shown_by__request__agent"
    )


def surpluses_of(case: Case) -> list[Surplus]:
    """What is too much of the case's holds, and waits."""
    return once(("surpluses", case.pk), lambda: _surpluses_of(case))


def _surpluses_of(case: Case) -> list[Surplus]:
    found = records_by("surpluses", _surpluses, {-1: case.pk})
    holds = {each.pk: each for each in holds_of(case)} if found else {}
    for each in found:
        each.hold = holds[each.hold_id]
    note("surplus clocks", [each.pk for each in found])
    return found


def _surpluses() -> QuerySet[Surplus]:
    return Surplus.objects.filter(hold__request__case=-1, state__in=SURPLUS_OPEN).order_by("pk")
