"""What several stories of the demo do in the same way, each by the decision that a real one is made by."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from clawback.money import Amount, currency
from clawback.server.casework.answering import place_hold
from clawback.server.casework.claiming import confirm_claim, confirm_evidence
from clawback.server.casework.facts.deciding import Verdict, confirm_facts
from clawback.server.casework.facts.reading import facts_in, proposed_in
from clawback.server.casework.models import Case, Claim, Hold, HoldRequest, Notice, Report, StatementRequest
from clawback.server.casework.opening import assign, open_case
from clawback.server.casework.redress.amending import give_amendment
from clawback.server.casework.redress.giving import PURPOSE, confirm_given, make_codes
from clawback.server.casework.renewing import renew_hold
from clawback.server.casework.reporting import report
from clawback.server.casework.requesting import approve_request, draft_request
from clawback.server.casework.returns.vouching import vouch
from clawback.server.casework.sealing import digest
from clawback.server.casework.statements.answering import Answer, answer_statement
from clawback.server.casework.told import Told, ToldTransfer
from clawback.server.casework.victims.reading import open_story
from clawback.server.demo.codes import CODES
from clawback.server.demo.federation import uetr_of
from clawback.server.demo.ledger import CODE, TRANSFERS, extract, side
from clawback.server.demo.living import Life
from clawback.server.errors import ServerError
from clawback.server.people.acting import Act

__all__ = [
    "WORKERS",
    "answered",
    "asked",
    "claims_of",
    "confirmed",
    "facts_confirmed",
    "in_case",
    "notice_given",
    "placed",
    "receipt_code",
    "reported",
    "vouched",
]

WORKERS = ("ines", "carla", "deniz", "ravi")
"""Who works a case beside the analyst who opened it."""

_BY_UETR = {"wei-north"}
"""What the victim's bank tells of by its UETR."""

_CODES = {each.name: each.code for each in CODES}


def reported(life: Life, by: str, *transfers: str, organisation: str = "centre-1", **said: object) -> Report:
    """A report of these transfers of the ledger; `by` is a member, or nobody for the public form."""
    told = Told(
        **{"channel": "telephone" if by else "web", "language": "en", **said},  # type: ignore[arg-type]
        transfers=tuple(_told(life, name) for name in transfers),
    )
    act = life.act(by) if by else Act(member=None, at=life.at, name="public")
    return report(act, life.organisation(organisation), told).report


def _told(life: Life, name: str) -> ToldTransfer:
    each = TRANSFERS[name]
    return ToldTransfer(
        debtor=side(each.debtor),
        creditor=side(each.creditor),
        amount=Amount(each.units, currency(CODE)),
        settled_at=life.ago(each.hours),
        uetr=uetr_of(name) if name in _BY_UETR else "",
    )


def facts_confirmed(life: Life, told: Report) -> None:
    """The analyst reads the story, and says of each thing that the other side used that it is so."""
    act = life.act("anna")
    read = proposed_in(facts_in(told, open_story(act, told.pk)["story"]))
    verdicts = [Verdict(key=each.key, said="accepted") for each in read if each.role == "other"]
    confirm_facts(act, told.pk, verdicts)


def claims_of(told: Report) -> list[Claim]:
    """In the order in which the transfers were told."""
    return list(told.claims.order_by("pk"))


def in_case(life: Life, told: Report, title: str, *claims: Claim) -> Case:
    """The analyst confirms the claims (without any: all of them), and opens the case with those who work it."""
    for claim in claims or claims_of(told):
        confirm_claim(life.act("anna"), claim.pk)
    case = open_case(life.act("anna"), told.pk, title)
    for username in WORKERS:
        assign(life.act("anna"), case.pk, life.member(username).pk)
    return case


def asked(life: Life, case: Case, parts: Mapping[Claim, int], basis: str = "hold") -> HoldRequest:
    """The analyst drafts a request on the account that these claims paid to, an approver sends it."""
    account = next(iter(parts)).creditor_account_id
    wanted = {claim.pk: units for claim, units in parts.items()}
    draft = draft_request(life.act("anna"), case.pk, account, basis, wanted)
    return approve_request(life.act("carla"), draft.pk)


def placed(life: Life, by: str, request: HoldRequest, units: int, protected: int = 0) -> Hold:
    """The bank's responder holds so much."""
    return place_hold(life.act(by), request.pk, units, protected)


def confirmed(life: Life, *claims: Claim) -> None:
    """The victims' own bank says that it made the transfers."""
    for claim in claims:
        confirm_evidence(life.act("sven"), claim.pk)


def vouched(life: Life, *claims: Claim) -> None:
    """The victims' own bank confirms the transfers, and who the victims are."""
    confirmed(life, *claims)
    for claim in claims:
        vouch(life.act("sven"), claim.pk)


def answered(life: Life, by: str, request: StatementRequest, account: str, hours: float) -> None:
    """The bank sends its CSV, complete until so many hours before the present, with both balances."""
    begins, ends = request.begins_at, life.ago(hours)
    found = extract(account, life.now, begins, ends)
    answer = Answer(
        kind="entries",
        begins_at=begins,
        ends_at=ends,
        file=f"{side(account)[1].replace(' ', '-')}.csv",
        data=found.data,
        opening=found.opening,
        closing=found.closing,
    )
    answer_statement(life.act(by), request.pk, answer)


def notice_given(life: Life, by: str, hold: Hold, code: str = "", balance: int | None = None) -> None:
    """The bank gives the holder their notice; `code` names a fixed one, for visitors."""
    notice = Notice.objects.get(hold=hold)
    make_codes(life.act(by), notice.pk, balance=balance)
    if code:
        notice.codes.update(code=_fixed(PURPOSE, code))
    act = life.act(by)
    confirm_given(act, notice.pk, 1, act.at)


def renewed(life: Life, hold: Hold, by: str) -> None:
    """Goes on, and the bank tells the holder until when."""
    renew_hold(life.act("deniz"), hold.pk)
    act = life.act(by)
    give_amendment(act, hold.notice.amendments.get(state="due").pk, act.at)


def receipt_code(told: Report, code: str) -> None:
    """Gives the report a code that visitors of the demo know."""
    Report.objects.filter(pk=told.pk).update(code=_fixed("report", code))


def _fixed(purpose: str, name: str) -> str:
    """The keyed hash of a code that stands in the source: in a demo, and nowhere else."""
    if not settings.CLAWBACK_DEMO:
        raise ServerError("a code that everybody knows is for a demo alone")
    return digest(purpose, _CODES[name])
