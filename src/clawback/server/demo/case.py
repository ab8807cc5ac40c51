"""A case of the demo: a hold in force and an objection to it, a request that waits for its agent, one for approval."""

from __future__ import annotations

from datetime import datetime, timedelta

from clawback.money import Amount, currency
from clawback.server.casework.answering import place_hold
from clawback.server.casework.claiming import confirm_claim
from clawback.server.casework.models import Case, Claim, Hold, Notice
from clawback.server.casework.opening import assign, open_case
from clawback.server.casework.redress.giving import confirm_given, make_codes
from clawback.server.casework.redress.objecting import HolderWords, record_objection
from clawback.server.casework.reporting import report
from clawback.server.casework.requesting import approve_request, draft_request
from clawback.server.casework.told import Told, ToldTransfer
from clawback.server.people.acting import Act
from clawback.server.people.models import Member, Organisation

__all__ = ["make_case"]

_STORY = "They called as my bank's fraud desk and had me move my savings to safe accounts."
_HOLDER = "A man at the station gave me 50 to let money come in and take it out. He has my card and comes to my door."


def make_case(at: datetime) -> Case:
    """The case, whose decisions were made over the last hours."""
    start = at - timedelta(hours=3)
    centre = Organisation.objects.get(code="centre-1")
    told = Told(
        channel="telephone",
        language="en",
        name="Marta Example",
        contact="marta@example.org",
        story=_STORY,
        scam_type="impersonation",
        transfers=(
            _transfer(start, "north", "DE00 1111", 480_000),
            _transfer(start, "river", "DE00 2222", 250_000),
            _transfer(start, "old", "DE00 3333", 125_050),
        ),
    )
    made = report(_act("ines", start), centre, told).report
    claims = [confirm_claim(_act("anna", start), each.pk) for each in made.claims.order_by("pk")]
    case = open_case(_act("anna", start), made.pk, "The bank that never called")
    for username in ("bo", "carla", "deniz", "ravi"):
        assign(_act("anna", start), case.pk, Member.objects.get(user__username=username).pk)
    _requests(case, claims, start)
    return case


def _requests(case: Case, claims: list[Claim], start: datetime) -> None:
    drafts = [
        draft_request(_act("anna", start), case.pk, claim.creditor_account_id, "hold", {claim.pk: claim.loss})
        for claim in claims
    ]
    for draft in drafts[:2]:
        approve_request(_act("carla", start + timedelta(minutes=4)), draft.pk)
    hold = place_hold(_act("nora", start + timedelta(minutes=20)), drafts[0].pk, 431_200)
    _objection(hold, start)


def _objection(hold: Hold, start: datetime) -> None:
    """Its holder was told, and objected an hour later through their agent."""
    act, notice = _act("nora", start + timedelta(minutes=50)), Notice.objects.get(hold=hold)
    make_codes(act, notice.pk, balance=615_040)
    confirm_given(act, notice.pk, 1, act.at)
    told = HolderWords(words=_HOLDER, helper="A neighbour", wants_help=True)
    record_objection(_act("nora", start + timedelta(minutes=110)), notice.pk, 1, told)


def _act(username: str, at: datetime) -> Act:
    return Act(member=Member.objects.get(user__username=username).facts(at), at=at)


def _transfer(start: datetime, agent: str, number: str, units: int) -> ToldTransfer:
    return ToldTransfer(
        debtor=("south", "DE00 9999"),
        creditor=(agent, number),
        amount=Amount(units, currency("EUR")),
        settled_at=start - timedelta(hours=1),
    )
