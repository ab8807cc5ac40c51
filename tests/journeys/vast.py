"""`python -m tests.journeys.vast`, beside a running demo: a case whose sums and words are as long as any may be.

DATABASE_URL and CLAWBACK_DATA are the demo's. Prints the number of the case.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from clawback.server.casework.models import Case, Claim
    from clawback.server.people.acting import Act

MOST = 99_999_999_999_999
"""999,999,999,999.99 of a currency with two decimals."""

TITLE = (
    "冒充银行客服谎称账户异常并以安全账户为名诱导受害人分多次转出全部积蓄且持续威胁其家人的跨境电信网络诈骗案"
)
FRAUD_DESK = "DE00" + "1234 5678 9012 3456 7890 1234 5678"


def main() -> None:
    """Decides everything as the demo's people would, at the demo's time."""
    from clawback.server import starting

    starting.set_up()
    from clawback.server.clocks.time import now

    at = now()
    case, known, unknown = _case(at)
    _held(case, known, at)
    _asked(case, known, unknown, at)
    _returned(case, known, at)
    print(case.pk)


def _act(username: str, at: datetime) -> Act:
    from clawback.server.people.acting import Act
    from clawback.server.people.models import Member

    return Act(member=Member.objects.get(user__username=username).facts(at), at=at)


def _case(at: datetime) -> tuple[Case, Claim, Claim]:
    """A report of two transfers, one to an account of which nobody knows who keeps it; worked by everybody."""
    from clawback.money import Amount, currency
    from clawback.server.casework.claiming import confirm_claim
    from clawback.server.casework.opening import assign, open_case
    from clawback.server.casework.reporting import report
    from clawback.server.casework.told import Told, ToldTransfer
    from clawback.server.people.models import Member, Organisation

    paid = [
        ToldTransfer(
            debtor=("south", "DE00 8888"),
            creditor=creditor,
            amount=Amount(MOST, currency("EUR")),
            settled_at=at - timedelta(hours=hours),
        )
        for hours, creditor in ((5, ("north", FRAUD_DESK)), (4, ("", "DE00 6666")))
    ]
    told = Told(
        channel="telephone",
        language="zh-hans",
        name="王小明",
        contact="+00 555 0188",
        story=TITLE * 20,
        scam_type="investment",
        transfers=tuple(paid),
    )
    made = report(_act("ines", at), Organisation.objects.get(code="centre-1"), told).report
    known, unknown = (confirm_claim(_act("anna", at), each.pk) for each in made.claims.order_by("pk"))
    case = open_case(_act("anna", at), made.pk, TITLE)
    for username in ("carla", "deniz", "ravi"):
        assign(_act("anna", at), case.pk, Member.objects.get(user__username=username).pk)
    return case, known, unknown


def _held(case: Case, claim: Claim, at: datetime) -> None:
    """All of it is held; a third is let go; the holder hears of it."""
    from clawback.server.casework.answering import place_hold
    from clawback.server.casework.models import Notice
    from clawback.server.casework.redress.giving import confirm_given, make_codes
    from clawback.server.casework.releasing import release_hold
    from clawback.server.casework.requesting import approve_request, draft_request

    asked = draft_request(
        _act("anna", at), case.pk, claim.creditor_account_id, "hold", {claim.pk: claim.loss}
    )
    approve_request(_act("carla", at), asked.pk)
    hold = place_hold(_act("nora", at), asked.pk, MOST)
    notice = Notice.objects.get(hold=hold)
    make_codes(_act("nora", at), notice.pk, balance=MOST)
    confirm_given(_act("nora", at), notice.pk, 1, at)
    release_hold(_act("carla", at), hold.pk, MOST // 3, TITLE)


def _asked(case: Case, known: Claim, unknown: Claim, at: datetime) -> None:
    """A statement is asked for, and where the rest went."""
    from clawback.server.casework.claiming import confirm_evidence
    from clawback.server.casework.statements.requesting import approve_statement, draft_statement

    for claim in (known, unknown):
        confirm_evidence(_act("sven", at), claim.pk)
    asked = draft_statement(_act("anna", at), case.pk, known.creditor_account_id, known.pk, "statement")
    approve_statement(_act("carla", at), asked.pk)


def _returned(case: Case, claim: Claim, at: datetime) -> None:
    """A plan that was made known, a recall that was sent, another account that is asked for."""
    from clawback.server.casework.returns.changing_account import ask_change
    from clawback.server.casework.returns.noticing import notice_plan
    from clawback.server.casework.returns.planning import draft_plan
    from clawback.server.casework.returns.recalling import draft_recall, send_recall
    from clawback.server.casework.returns.vouching import vouch

    vouch(_act("sven", at), claim.pk)
    send_recall(_act("sven", at), draft_recall(_act("anna", at), claim.pk).pk)
    ask_change(_act("anna", at), claim.pk, "south", FRAUD_DESK)
    plan = draft_plan(_act("anna", at), case.pk, "return", "traced", claim.currency)
    notice_plan(_act("anna", at), plan.pk)


if __name__ == "__main__":
    main()
