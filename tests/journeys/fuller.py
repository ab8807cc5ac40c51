"""`python -m tests.journeys.fuller`, beside a running demo: one record at least of every kind that has a page.

DATABASE_URL and CLAWBACK_DATA are the demo's. Prints what no page would tell: the codes of a reporter and of a holder.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim
    from clawback.server.casework.reporting import Receipt
    from clawback.server.people.acting import Act

HEAD = (
    "transfer_id,settled_at,debtor_agent,debtor_account,creditor_agent,creditor_account,amount,currency,kind"
)


def main() -> None:
    """Decides everything as the demo's people would, at the demo's time."""
    from clawback.server import starting

    starting.set_up()
    from clawback.server.casework.models import Case
    from clawback.server.clocks.time import now

    at, case = now(), Case.objects.get(pk=1)
    first, second, third = case.reports.get().claims.order_by("pk")
    _statements(case, first, second, at)
    _returns(case, first, third, at)
    _insiders(case, at)
    print(json.dumps({"reporter": _reporter(at), "holder": _holder(at)}))


def _act(username: str, at: datetime) -> Act:
    from clawback.server.people.acting import Act
    from clawback.server.people.models import Member

    return Act(member=Member.objects.get(user__username=username).facts(at), at=at)


def _statements(case: Case, first: Claim, second: Claim, at: datetime) -> None:
    """One that waits for its agent, and one that was answered: part of the money went on to an unknown agent."""
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.statements.answering import Answer, answer_statement
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement

    confirm_evidence(_act("sven", at), first.pk)
    made = [
        draft_statement(_act("anna", at), case.pk, claim.creditor_account_id, claim.pk, "statement")
        for claim in (first, second)
    ]
    for each in made:
        approve_statement(_act("carla", at), each.pk)
    asked = made[1]
    begins, when = asked.begins_at, second.settled_at or at
    rows = (
        f"a,{when.isoformat()},south,{second.debtor_account.number},river,{asked.account.number},2500.00,EUR,transfer",
        f"b,{(when + timedelta(minutes=5)).isoformat()},river,{asked.account.number},,DE00 7777,1900.00,EUR,transfer",
    )
    told = Answer(
        kind="entries",
        begins_at=begins,
        ends_at=at - timedelta(minutes=1),
        file="answer.csv",
        data="\n".join((HEAD, *rows, "")).encode(),
        opening=0,
        closing=60_000,
    )
    answer_statement(_act("rita", at), asked.pk, told)


def _returns(case: Case, first: Claim, third: Claim, at: datetime) -> None:
    """A recall on its way, another account that is asked for, and a plan made known."""
    from clawback.server.casework.models import Hold
    from clawback.server.casework.renewing import renew_hold
    from clawback.server.casework.returns.changing_account import ask_change
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.casework.returns.recalling import draft_recall, send_recall
    from clawback.server.casework.returns.vouching import vouch

    vouch(_act("sven", at), first.pk)
    renew_hold(_act("carla", at), Hold.objects.get().pk)
    send_recall(_act("sven", at), draft_recall(_act("anna", at), third.pk).pk)
    ask_change(_act("anna", at), first.pk, "south", "DE00 9998")
    notice_plan(
        _act("anna", at), draft_plan(_act("anna", at), case.pk, "return", "traced", first.currency).pk
    )


def _insiders(case: Case, at: datetime) -> None:
    """Glass that was broken, an export, a referral to those who help."""
    from clawback.server.casework.insiders.exporting import ask_export
    from clawback.server.casework.insiders.glass import break_glass
    from clawback.server.casework.referring import approve_referral, draft_referral, send_referral
    from clawback.server.people.models import Organisation

    break_glass(_act("lucy", at), case.pk, "The hold ends tonight.")
    ask_export(_act("anna", at), [case.pk], "Yearly figures")
    support = Organisation.objects.get(code="support-1")
    report = case.reports.get()
    referral = draft_referral(_act("ines", at), report.pk, support.pk, "Cannot sleep, wants to talk.")
    approve_referral(_act("carla", at), referral.pk)
    send_referral(_act("ines", at), referral.pk)


def _reporter(at: datetime) -> str:
    """The code of a report that nobody worked on yet, to an account of which nobody knows who keeps it."""
    return _report(("", "DE00 6666"), at).code


def _report(creditor: tuple[str, str], at: datetime) -> Receipt:
    from clawback.money import Amount, currency
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told, ToldTransfer
    from clawback.server.people.models import Organisation

    paid = ToldTransfer(
        debtor=("south", "DE00 8888"),
        creditor=creditor,
        amount=Amount(90_000, currency("EUR")),
        settled_at=at - timedelta(hours=4),
    )
    told = Told(
        channel="telephone",
        language="en",
        name="Petra Example",
        contact="petra@example.org",
        story="A shop that was none.",
        transfers=(paid,),
    )
    return report(_act("ines", at), Organisation.objects.get(code="centre-1"), told)


def _holder(at: datetime) -> str:
    """The code of a notice of a hold in another case, and a request there that waits for its agent."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.models import Notice
    from clawback.server.casework.opening import assign, open_case
    from clawback.server.casework.redress.giving import confirm_given, make_codes
    from clawback.server.casework.requesting import approve_request, draft_request
    from clawback.server.people.models import Member

    reports = [_report((agent, "DE00 5555"), at).report for agent in ("old", "river")]
    made = []
    for each in reports:
        claim = confirm_claim(_act("anna", at), each.claims.get().pk)
        case = open_case(_act("anna", at), each.pk, "A shop that was none")
        assign(_act("anna", at), case.pk, Member.objects.get(user__username="carla").pk)
        parts = {claim.pk: claim.loss}
        request = draft_request(_act("anna", at), case.pk, claim.creditor_account_id, "hold", parts)
        made.append(approve_request(_act("carla", at), request.pk))
    notice = Notice.objects.get(hold=place_hold(_act("olga", at), made[0].pk, 60_000))
    code = make_codes(_act("olga", at), notice.pk, balance=60_000)[0]
    confirm_given(_act("olga", at), notice.pk, 1, at)
    return code


if __name__ == "__main__":
    main()
