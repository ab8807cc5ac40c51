"""draft, approve, send and confirm a hold request; it lapses where nobody answers or confirms."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta

from django.db.models import F

from clawback.server.casework.arithmetic import kept_sums
from clawback.server.casework.asking import ask, emergency_of
from clawback.server.casework.caps import check_caps, rule_of
from clawback.server.casework.ending import end_part
from clawback.server.casework.federation.guarding import check_request_crosses, guarded
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.lapsing import KIND, lapse_request
from clawback.server.casework.law import basis_at, citation
from clawback.server.casework.models import (
    Account,
    Case,
    Claim,
    HoldRequest,
    HoldRequestPart,
    Proposal,
    Report,
)
from clawback.server.casework.operations.victims import VICTIMS, check_no_victim, is_victims
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.redress.beyond import check_not_again
from clawback.server.casework.redress.silence import watch
from clawback.server.casework.refusals import AgentUnknown, DoesNotFit, FactsWrong, NotConfirmedInTime
from clawback.server.casework.sealing import key_of
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.hold_request import HOLD_REQUEST
from clawback.server.casework.subjects import of_new_request, of_request
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Decision, Value, deciding

__all__ = [
    "ANSWER_WITHIN",
    "LONGEST_REASON",
    "approve_request",
    "confirm_request",
    "draft_and_send",
    "draft_request",
    "lapse_unconfirmed",
    "needs_reason",
    "send_at_once",
]

ANSWER_WITHIN = timedelta(hours=24)
"""An agent's time to answer where no law says another."""

LONGEST_REASON = 200
"""In characters."""

DRAFT_LASTS = timedelta(hours=72)
"""A draft that nobody approves lapses, for it takes room under the caps."""


def draft_request(
    act: Act, case: int, account: int, basis: str, parts: Mapping[int, int], reason: str = ""
) -> HoldRequest:
    """Drafts a request: `parts` is claim -> minor units. With a `reason` an approver drafts it, on the account of a
    victim of the same operation, and nowhere else.

    Raises NoTracedPart, AboveCap, DoesNotFit, AgentUnknown, BeyondTheBasis; VictimsAccount without a reason there.
    """
    with deciding(act) as decision:
        found = locked(Case, case)
        act.check("draft", of_new_request(found, VICTIMS if reason else "hold request"))
        check_open(found)
        check_our_matter(found.organisation_id, accounts=[account], case=case)
        claims = locked_claims(parts)
        where = locked(Account, account)
        _check_fit(found, claims, parts)
        _check_victim(where, parts, reason)
        if where.agent_id is None:
            raise AgentUnknown(f"nobody is known who keeps {where}", remedy="find its agent first")
        entry = basis_at(found.jurisdiction, basis, act.at)
        check_not_again(where, entry, claims)
        kept = kept_sums(check_caps(where, claims, parts, rule_of(entry)), parts, claims)
        request = HoldRequest.objects.create(
            case=found,
            agent_id=where.agent_id,
            account=where,
            amount=sum(parts.values()),
            currency=next(iter(claims.values())).currency,
            jurisdiction=found.jurisdiction,
            basis=basis,
            basis_digest=entry.digest,
            drafted_by_id=act.by.id,
            drafted_at=act.at,
            on_victim=bool(reason),
        )
        HoldRequestPart.objects.bulk_create(
            HoldRequestPart(request=request, claim=claims[number], amount=amount, caps=kept[number])
            for number, amount in parts.items()
        )
        _take_off(request)
        after: dict[str, Value] = {"state": request.state, "amount": request.amount}
        _enter(decision, "draft", request, after=after, reason=reason.strip())
        set_clock(KIND, request.pk, "lapse", at=act.at, due_at=act.at + DRAFT_LASTS, counts_for_person=True)
    return request


def _check_victim(account: Account, claims: Collection[int], reason: str) -> None:
    if not reason:
        check_no_victim(account, claims)
    elif not reason.strip() or len(reason) > LONGEST_REASON:
        raise FactsWrong(f"say why, in at most {LONGEST_REASON} characters", field="reason")
    elif not is_victims(account.pk, claims):
        raise DoesNotFit("the holder is no victim of the same operation: an analyst drafts it")


def _take_off(request: HoldRequest) -> None:
    """What is asked for is not proposed any more."""
    proposed = Proposal.objects.filter(
        case=request.case, account=request.account, kind="hold", currency=request.currency
    )
    proposed.filter(amount__lte=request.amount).delete()
    proposed.update(amount=F("amount") - request.amount)


def _check_fit(case: Case, claims: Mapping[int, Claim], parts: Mapping[int, int]) -> None:
    if not parts or min(parts.values()) <= 0:
        raise DoesNotFit("a request is for at least one claim, each with an amount above zero")
    if len({claim.currency for claim in claims.values()}) > 1:
        raise DoesNotFit("a request is in one currency")
    for claim in claims.values():
        if claim.report.case_id != case.pk:
            raise DoesNotFit(f"claim {claim.pk} is of another case")
        if claim.state != "confirmed":
            CLAIM.step(claim.state, "request a hold for")


def approve_request(act: Act, number: int, reason: str = "") -> HoldRequest:
    """Another member approves, and it is sent. Raises LawRefuses, GuardRefuses; VictimsAccount without a `reason` where
    the holder became known as a victim of the same operation after it was drafted."""
    with guarded(act, HoldRequest.objects.filter(pk=number).first()), deciding(act) as decision:
        request = locked(HoldRequest, number)
        act.check("approve", of_request(request))
        before, request.state = request.state, HOLD_REQUEST.step(request.state, "approve")
        check_our_matter(request.case.organisation_id, accounts=[request.account_id], case=request.case_id)
        why = _reason_for(request, reason)
        ask(request, act.at)
        request.approved_by_id, request.approved_at = act.by.id, act.at
        after: dict[str, Value] = {"state": request.state}
        _enter(decision, "approve", request, before={"state": before}, after=after, reason=why)
        request.state = HOLD_REQUEST.step(request.state, "send")
        _send(act, decision, request)
    return request


def needs_reason(request: HoldRequest) -> bool:
    """Whether the holder is a victim of the same operation, and no approver said yet why it is held all the same."""
    return not request.on_victim and is_victims(
        request.account_id, request.parts.values_list("claim", flat=True)
    )


def _reason_for(request: HoldRequest, reason: str) -> str:
    """What the approver says of a victim's account, empty where that is said or none."""
    if not needs_reason(request):
        return ""
    _check_victim(request.account, request.parts.values_list("claim", flat=True), reason)
    request.on_victim = True
    return reason.strip()


def send_at_once(act: Act, number: int) -> HoldRequest:
    """One analyst sends the first hold on the reported account; it lapses unless an approver confirms in time.

    Raises LawRefuses, GuardRefuses, VictimsAccount, and NotConfirmedInTime where one for the same credit lapsed before.
    """
    with guarded(act, HoldRequest.objects.filter(pk=number).first()), deciding(act) as decision:
        request = locked(HoldRequest, number)
        act.check("send", of_request(request))
        request.state = HOLD_REQUEST.step(request.state, "send at once")
        check_our_matter(request.case.organisation_id, accounts=[request.account_id], case=request.case_id)
        check_no_victim(request.account, request.parts.values_list("claim", flat=True))
        if _lapsed_before(request):
            raise NotConfirmedInTime(
                "a request for this credit was not confirmed in time: an approver comes first"
            )
        answer = ask(request, act.at, emergency=emergency_of(request, act.at))
        request.emergency = True
        _send(act, decision, request)
        assert answer.confirm_by is not None, "the emergency rule says until when it is confirmed"
        set_clock(
            KIND, request.pk, "lapse unconfirmed", at=act.at, due_at=answer.confirm_by, counts_for_person=True
        )
    return request


def draft_and_send(act: Act, case: int, account: int, basis: str, parts: Mapping[int, int]) -> HoldRequest:
    """A draft that one analyst sends at once, or no draft at all. Raises what either of the two raises."""
    with guarded(act, Case.objects.filter(pk=case).first()), deciding(act):
        return send_at_once(act, draft_request(act, case, account, basis, parts).pk)


def _lapsed_before(request: HoldRequest) -> bool:
    claims = list(request.parts.values_list("claim", flat=True))
    earlier = HoldRequest.objects.filter(
        emergency=True, confirmed_by=None, account=request.account, parts__claim__in=claims
    )
    return earlier.exclude(pk=request.pk).filter(ended_at__isnull=False).exclude(state="refused").exists()


def _send(act: Act, decision: Decision, request: HoldRequest) -> None:
    check_may_send()
    parts = request.parts.select_related("claim__report").order_by("claim")
    check_request_crosses(request, [part.claim for part in parts], act.at)
    request.sent_at = act.at
    request.save()
    _enter(decision, "send", request, after={"state": request.state, "emergency": int(request.emergency)})
    set_clock(KIND, request.pk, "lapse", at=act.at, due_at=act.at + ANSWER_WITHIN, counts_for_person=True)
    watch(act, request, ANSWER_WITHIN)


def confirm_request(act: Act, number: int) -> HoldRequest:
    """An approver confirms what one analyst sent."""
    with deciding(act) as decision:
        request = locked(HoldRequest, number)
        act.check("confirm", of_request(request))
        if not request.emergency or request.confirmed_by_id is not None or request.ended_at is not None:
            HOLD_REQUEST.step(request.state, "confirm")
        request.confirmed_by_id, request.confirmed_at = act.by.id, act.at
        request.save(update_fields=["confirmed_by", "confirmed_at"])
        stop_clocks(KIND, request.pk, "lapse unconfirmed", at=act.at)
        _enter(decision, "confirm", request, after={"state": request.state})
    return request


def lapse_unconfirmed(number: int, act: Act) -> None:
    """No approver confirmed in time (by a clock): the request lapses, and what was placed under it is released."""
    with deciding(act) as decision:
        request = locked(HoldRequest, number)
        request.ended_at = act.at
        request.save(update_fields=["ended_at"])
        if request.state == "sent":
            lapse_request(number, act)
            return
        _enter(decision, "lapse", request, after={"state": request.state})
        for part in request.hold.parts.filter(in_force__gt=0):
            end_part(
                act, part.hold_id, {part.pk: part.in_force}, "released", "no approver confirmed it in time"
            )


def _enter(
    decision: Decision,
    verb: str,
    request: HoldRequest,
    *,
    before: Mapping[str, Value] | None = None,
    after: Mapping[str, Value],
    reason: str = "",
) -> None:
    """A reason may tell of people: it opens with the key of the request's first report."""
    basis = citation(request.jurisdiction, request.basis)
    if not reason:
        decision.enter(verb, request, basis=basis, before=before, after=after)
        return
    key, private = key_of(_first_report(request)), {"reason": reason}
    decision.enter(verb, request, basis=basis, before=before, after=after, private=private, key=key)


def _first_report(request: HoldRequest) -> Report:
    return request.parts.select_related("claim__report").earliest("claim").claim.report
