"""What follows from new evidence, by itself: conflicts are marked, surplus is let go, the next steps are proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from clawback.clock import from_micros
from clawback.server.casework.any_of import any_of
from clawback.server.casework.federation.holding import look_again_soon, release_beyond_loss
from clawback.server.casework.finding import locked_claims
from clawback.server.casework.models import Account, Claim, Conflict, Statement
from clawback.server.casework.operations.keeping import keep_for_linking, keep_traced
from clawback.server.casework.statements.bases import find_for
from clawback.server.casework.statements.current import joins_badly
from clawback.server.casework.statements.known import Found, claims_together
from clawback.server.casework.statements.merging import missing
from clawback.server.casework.statements.naming import known_rows
from clawback.server.casework.statements.proposing import propose_next
from clawback.server.casework.statements.pseudonyms import relink
from clawback.server.casework.statements.surpluses import let_go
from clawback.server.people.acting import Act
from clawback.server.record.deciding import deciding

__all__ = ["retrace", "retrace_claim"]

_Row = tuple[int | None, int, int | None, int | None, int, datetime]
"""shown_by, missing_in, debtor, creditor, amount, settled_at"""


def retrace(claim: int, at: datetime) -> None:
    """Reads the trace anew, within a decision. Who decided has no part in it: the facts do."""
    act = Act(member=None, at=at, name="trace")
    with deciding(act):
        told = Claim.objects.select_related("report__organisation").get(pk=claim)
        numbers, statements = claims_together([claim], told.currency)
        locked_claims(numbers)
        relink(_accounts(numbers, statements))
        release_beyond_loss(act, numbers)
        look_again_soon(act, numbers)
        found = find_for(told, at)
        if found is not None:
            _mark_conflicts(found, at)
            let_go(act, found)
            propose_next(found, at)
        keep_for_linking(told.report_id)
        if found is not None:
            _keep_traced(found)


def retrace_claim(number: int, act: Act) -> None:
    """Something else than an answer changed what the claim may hold (by a clock)."""
    retrace(number, act.at)


def _accounts(claims: list[int], statements: list[int]) -> list[Account]:
    told = Claim.objects.filter(pk__in=claims).values_list("debtor_account", "creditor_account")
    numbers = {account for pair in told for account in pair}
    numbers |= set(
        Statement.objects.filter(pk__in=statements, entries__other__isnull=False)
        .values_list("entries__other", flat=True)
        .distinct()
    )
    return list(Account.objects.filter(pk__in=any_of(numbers)))


def _keep_traced(found: Found) -> None:
    """Reports whose money came to one account may be one operation's."""
    numbers = [each.number for each in found.known.facts.claims]
    reports = {
        str(claim): report
        for claim, report in Claim.objects.filter(pk__in=numbers).values_list("pk", "report")
    }
    rows = known_rows(each.account for each in found.standings)
    reached: dict[int, set[Account]] = {report: set() for report in reports.values()}
    for standing in found.standings:
        account = rows.get(standing.account)
        for claim, (_, high) in standing.claims.items():
            if account is not None and high > 0:
                reached[reports[claim]].add(account)
    keep_traced(reached)


def _mark_conflicts(found: Found, at: datetime) -> None:
    rows = set(_conflicts(found))
    statements = [each.number for each in found.known.facts.answers]
    for old in Conflict.objects.filter(missing_in__in=statements, ended_at=None):
        row = (
            *(old.shown_by_id, old.missing_in_id, old.debtor_id, old.creditor_id),
            *(old.amount, old.settled_at),
        )
        if row in rows:
            rows.discard(row)
        else:
            old.ended_at = at
            old.save(update_fields=["ended_at"])
    Conflict.objects.bulk_create(
        Conflict(
            shown_by_id=shown,
            missing_in_id=absent,
            debtor_id=debtor,
            creditor_id=creditor,
            amount=amount,
            settled_at=settled_at,
            found_at=at,
        )
        for shown, absent, debtor, creditor, amount, settled_at in sorted(rows, key=str)
    )


def _conflicts(found: Found) -> Iterator[_Row]:
    gaps = missing(found.known.transfers, found.known.current)
    rows = known_rows(name for gap in gaps for name in (gap.transfer.debtor, gap.transfer.creditor))
    for gap in gaps:
        side = gap.transfer.out or gap.transfer.into
        debtor, creditor = rows.get(gap.transfer.debtor), rows.get(gap.transfer.creditor)
        yield (
            side[0].number if side else None,
            gap.answer.number,
            debtor.pk if debtor else None,
            creditor.pk if creditor else None,
            gap.transfer.amount,
            from_micros(gap.transfer.settled_at),
        )
    for answers in found.known.current.values():
        for before, after in joins_badly(answers):
            apart = abs((before.closing or 0) - (after.opening or 0))
            yield before.number, after.number, None, None, apart, from_micros(after.begins)
