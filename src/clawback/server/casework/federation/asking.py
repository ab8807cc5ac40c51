"""draft and approve what a case asks of its peers: to trace its claims together, and to hold what stands there.

One member drafts, another approves: then each claim is opened at the institution where it starts, by a certificate that
our node signs. A claim can be asked where its debtor's or its creditor's agent has a node and both banks know its
transfer by one name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.db.models import QuerySet

from clawback.clock import format_time, to_micros
from clawback.errors import FederationError, InputError
from clawback.federation.guard import check_certificate, crosses
from clawback.federation.node.owning import open_claims
from clawback.federation.trust.certificates import Authority, Certificate, Limits, sign_certificate
from clawback.law import HoldQuestion, Request, may_hold, may_request
from clawback.money import Amount, currency, format_amount
from clawback.server.casework.caps import rule_of
from clawback.server.casework.federation.books import key_of_claim
from clawback.server.casework.federation.configured import Configured, configured
from clawback.server.casework.federation.guarding import guarded, offence_of
from clawback.server.casework.federation.seats import ask_machine
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.law import (
    activations,
    actor_of,
    allowed,
    basis_at,
    citation,
    provisional_period,
)
from clawback.server.casework.models import Case, Claim, PeerQuestion, QuestionClaim, Seat
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.refusals import GuardRefuses, NoPeer, PeerRefuses, PeersAsked
from clawback.server.casework.statements.bases import first_basis
from clawback.server.casework.states.claim import EVIDENCE
from clawback.server.casework.subjects import of_case
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import deciding

__all__ = ["SUBJECT", "approve_question", "askable", "draft_question", "hold_question", "of_new_question"]
__all__ += ["of_question", "seat_of"]

SUBJECT = "peer question"
LASTS: Final = timedelta(days=90)
"""How long a certificate opens a claim."""


def of_question(question: PeerQuestion) -> Subject:
    """A question is its case's; its drafters are those whose claims wait for approval."""
    case = of_case(question.case)
    waiting = question.claims.filter(asked_at=None).values_list("drafted_by", flat=True)
    return Subject(
        kind=SUBJECT,
        owner=case.owner,
        assigned=case.assigned,
        glass=case.glass,
        interested=case.interested,
        drafted_by=frozenset(waiting),
    )


def of_new_question(case: Case) -> Subject:
    """A question that is not there yet is its case's."""
    found = of_case(case)
    return Subject(
        kind=SUBJECT,
        owner=found.owner,
        assigned=found.assigned,
        glass=found.glass,
        interested=found.interested,
    )


def seat_of(case: Case, money: str) -> tuple[Seat, Configured] | None:
    """The node by which the case's organisation asks in that currency; None without one that runs."""
    seat = Seat.objects.filter(organisation=case.organisation_id, currency=money, fault="").first()
    try:
        return None if seat is None else (seat, configured(seat.folder))
    except InputError:
        return None


def askable(case: Case) -> list[tuple[Claim, str]]:
    """Claims of the case that its peers can trace and were not asked yet, each with the name of its transfer. Of two
    transfers that banks call by one name only the earlier can be asked: an answer could not tell them apart."""
    fresh = records_by("claims not asked of peers", _fresh, {-1: case.pk})
    named = (
        set(QuestionClaim.objects.filter(question__case=case).values_list("key", flat=True))
        if fresh
        else set()
    )
    places = {money: seat_of(case, money) for money in {claim.currency for claim in fresh}}
    found = []
    for claim in fresh:
        place, key = places[claim.currency], key_of_claim(claim)
        if place is None or key is None or key in named or not _reaches(place[1], claim):
            continue
        named.add(key)
        found.append((claim, key))
    return found


def _fresh() -> QuerySet[Claim]:
    claims = Claim.objects.filter(report__case=-1, state="confirmed", evidence="confirmed")
    fresh = claims.filter(asked_of_peers=None).select_related("debtor_account", "creditor_account", "report")
    return fresh.order_by("settled_at", "pk")


def _reaches(said: Configured, claim: Claim) -> bool:
    """Where the victim's own agent has no node, the one that got the money may have; our node stands in for the first
    where we keep no accounts ourselves."""
    members = said.members
    agents = [claim.debtor_account.agent_code]
    if not members.by_name[said.name].agents:
        agents.append(claim.creditor_account.agent_code)
    return any(members.name_of(agent) is not None for agent in agents)


def draft_question(act: Act, case: int, *, hold: bool) -> PeerQuestion:
    """All claims of the case that can be asked. With `hold` peers may place provisional holds, as their policies let
    them; a case that was asked before stays as it was then. Raises NoPeer where no claim can be asked, PeersAsked where
    `hold` is another than before."""
    with deciding(act) as decision:
        found = locked(Case, case)
        act.check("draft", of_new_question(found))
        check_open(found)
        check_our_matter(found.organisation_id, case=case)
        fresh = askable(found)
        claims = locked_claims(claim.pk for claim, _ in fresh)
        fresh = [(claim, key) for claim, key in fresh if claims[claim.pk].state == "confirmed"]
        if not fresh:
            raise NoPeer("no claim of this case can be asked of a peer")
        place = seat_of(found, fresh[0][0].currency)
        assert place is not None, "claims that can be asked have a seat"
        statement, held = (first_basis(found.jurisdiction, kind, act.at) for kind in ("statement", "hold"))
        if statement is None or (hold and held is None):
            raise NoPeer(f"the law of {found.jurisdiction} has no basis for it")
        question, made = PeerQuestion.objects.get_or_create(
            case=found,
            defaults={
                "seat": place[0],
                "name": f"{place[0].name}/C-{found.pk}"[:80],
                "basis": statement.id,
                "hold_basis": held.id if hold and held else "",
            },
        )
        if bool(question.hold_basis) != hold:
            raise PeersAsked("the peers of this case were asked otherwise about holds", field="hold")
        QuestionClaim.objects.bulk_create(
            QuestionClaim(question=question, claim=claim, key=key, drafted_by_id=act.by.id, drafted_at=act.at)
            for claim, key in fresh
            if claim.currency == question.seat.currency
        )
        decision.enter(
            "draft",
            question,
            basis=citation(found.jurisdiction, question.basis),
            after={"case": case, "claims": len(fresh), "hold": question.hold_basis, "new": int(made)},
        )
    return question


def approve_question(act: Act, number: int) -> PeerQuestion:
    """Another than drafted it approves, and it is sent.

    Raises LawRefuses, GuardRefuses, PeersAsked where nothing waits, PeerRefuses where our own node cannot.
    """
    about = PeerQuestion.objects.get(pk=number)
    with guarded(act, about), deciding(act) as decision:
        question = locked(PeerQuestion, number)
        act.check("approve", of_question(question))
        check_open(question.case)
        check_may_send()
        fresh = question.claims.filter(asked_at=None)
        claims = locked_claims(fresh.values_list("claim", flat=True))
        # Read under the locks: a claim that ended meanwhile is not asked.
        live = fresh.filter(claim__in=claims, claim__state="confirmed", claim__evidence="confirmed")
        waiting = list(live.select_related("claim__report").order_by("pk"))
        if not waiting:
            raise PeersAsked("nothing of this waits for approval")
        claims = {each.claim_id: claims[each.claim_id] for each in waiting}
        _check_law(question, claims.values(), act)
        said, certificates = _said(question), {}
        for each in waiting:
            certificate = _certificate(question, said, each, claims[each.claim_id], act)
            _check_border(said, certificate)
            certificates[each.key] = sign_certificate(certificate, said.secret)
        question.claims.filter(pk__in=[each.pk for each in waiting]).update(
            approved_by=act.by.id, asked_at=act.at
        )
        decision.enter(
            "approve",
            question,
            basis=citation(question.case.jurisdiction, question.basis),
            after={"claims": len(waiting), "hold": question.hold_basis},
        )
        name = question.name
        ask_machine(act, question.seat_id, lambda draft: open_claims(draft, name, certificates))
    return question


def _said(question: PeerQuestion) -> Configured:
    try:
        return configured(question.seat.folder)
    except FederationError as error:
        raise PeerRefuses(str(error)) from None


def _check_law(question: PeerQuestion, claims: Iterable[Claim], act: Act) -> None:
    """Statement and hold are asked of the law for each claim. Raises LawRefuses."""
    case = question.case
    by, entry = actor_of(case.organisation), basis_at(case.jurisdiction, question.basis, act.at)
    for claim in claims:
        amount = Amount(claim.amount, currency(claim.currency))
        asked = Request(
            at=act.at,
            by=by,
            purpose="scam",
            amount=amount,
            settled_at=claim.settled_at,
            content=frozenset({"account", "amount", "settled-at", "debtor-account", "creditor-agent"}),
        )
        allowed(may_request(entry, asked, activations(case.organisation, entry)))
        if question.hold_basis:
            hold = basis_at(case.jurisdiction, question.hold_basis, act.at)
            allowed(may_hold(hold, hold_question(case, claim, act), activations(case.organisation, hold)))


def hold_question(case: Case, claim: Claim, act: Act) -> HoldQuestion:
    """What the law is asked about a provisional hold for the claim."""
    return HoldQuestion(
        at=act.at,
        by=actor_of(case.organisation),
        on="holder",
        amount=Amount(claim.amount, currency(claim.currency)),
        confirmed=claim.evidence == EVIDENCE[-1],
        content=frozenset({"account", "amount", "settled-at", "debtor-account", "debtor-agent"}),
        settled_at=claim.settled_at,
    )


def _certificate(
    question: PeerQuestion, said: Configured, each: QuestionClaim, claim: Claim, act: Act
) -> Certificate:
    money = currency(claim.currency)
    basis = citation(question.case.jurisdiction, question.hold_basis)
    rule = (
        rule_of(basis_at(question.case.jurisdiction, question.hold_basis, act.at))
        if question.hold_basis
        else None
    )
    return Certificate(
        owner=said.name,
        case=question.name,
        claim=each.key,
        starts=claim.debtor_account.agent_code,
        settled_at=format_time(to_micros(claim.settled_at)),
        place=claim.pk,
        amount=format_amount(claim.amount, money),
        currency=money.code,
        rules=[rule] if rule else ["pro-rata"],
        limits=Limits(),
        offence=offence_of(claim.report),
        basis=citation(question.case.jurisdiction, question.basis),
        until=format_time(to_micros(act.at + LASTS)),
        hold=Authority(
            basis=basis,
            limit=format_amount(claim.loss, money),
            lapses_after=str(provisional_period(question.case.jurisdiction)),
            rule=rule,
        )
        if question.hold_basis
        else None,
    )


def _check_border(said: Configured, certificate: Certificate) -> None:
    """Whether the claim may be opened abroad. Raises GuardRefuses, which names the article."""
    here = said.members.by_name[said.name]
    there = said.members.by_agent.get(certificate.starts)
    if there is not None and crosses(here, there):
        refused = check_certificate(certificate, here, there)
        if refused is not None:
            raise GuardRefuses(str(refused), field="basis")
