"""draft, send and answer a recall of the first transfer; it lapses where nobody answers."""

from __future__ import annotations

from datetime import timedelta

from clawback.errors import PlanError
from clawback.law import Request, may_request
from clawback.money import Amount, currency
from clawback.returning.iso20022 import RecallAnswer, read_recall_answer
from clawback.server.casework.finding import check_open, locked, locked_claims
from clawback.server.casework.insiders.interests import check_our_matter
from clawback.server.casework.law import activations, actor_of, allowed, basis_at, citation
from clawback.server.casework.models import Recall
from clawback.server.casework.quarantining import check_may_send
from clawback.server.casework.redress.silence import SILENCE_VERBS, put_on_list, watch
from clawback.server.casework.refusals import AboveCap, AgentUnknown, DoesNotFit, FactsWrong
from clawback.server.casework.returns.coming_back import bring_back
from clawback.server.casework.returns.subjects import of_recall
from clawback.server.casework.states.claim import CLAIM
from clawback.server.casework.states.recall import OPEN_RECALLS, RECALL
from clawback.server.casework.subjects import of_claim
from clawback.server.clocks.setting import set_clock, stop_clocks
from clawback.server.people.acting import Act
from clawback.server.record.deciding import Value, deciding

__all__ = ["KIND", "accept_recall", "answer_by_file", "draft_recall", "lapse_recall", "refuse_recall"]
__all__ += ["send_recall", "wait_for_recall"]

KIND = "recall"

LASTS = timedelta(days=21)
"""Fifteen bank working days, which the SEPA credit transfer rulebook gives an agent to answer, are about this."""


def draft_recall(act: Act, number: int, basis: str = "recall") -> Recall:
    """What the claim's victim lacks is to be asked back of its transfer, by the debtor's agent.

    Raises LawRefuses, AgentUnknown, DoesNotFit where one is open.
    """
    with deciding(act) as decision:
        claim = locked_claims([number])[number]
        act.check("draft", of_claim(claim, "recall"))
        if claim.state != "confirmed" or claim.report.case is None:
            CLAIM.step(claim.state, "recall")
        case = claim.report.case
        assert case is not None, "a claim that is worked is in a case"
        check_open(case)
        pair = [claim.debtor_account_id, claim.creditor_account_id]
        check_our_matter(case.organisation_id, accounts=pair, case=case.pk)
        if claim.debtor_account.agent_id is None:
            raise AgentUnknown(f"nobody is known who keeps {claim.debtor_account}")
        if claim.loss == 0:
            raise AboveCap("all of it came back already")
        if claim.recalls.filter(state__in=OPEN_RECALLS).exists():
            raise DoesNotFit("a recall of this transfer is open")
        question = Request(
            at=act.at,
            by=actor_of(case.organisation),
            amount=Amount(claim.loss, currency(claim.currency)),
            settled_at=claim.settled_at,
            content=frozenset({"account", "amount", "settled-at", "debtor-account", "creditor-agent"}),
        )
        entry = basis_at(case.jurisdiction, basis, act.at)
        allowed(may_request(entry, question, activations(case.organisation, entry)))
        recall = Recall.objects.create(
            claim=claim,
            agent_id=claim.debtor_account.agent_id,
            amount=claim.loss,
            jurisdiction=case.jurisdiction,
            basis=basis,
            drafted_by_id=act.by.id,
            drafted_at=act.at,
        )
        set_clock(KIND, recall.pk, "lapse", at=act.at, due_at=act.at + LASTS, counts_for_person=True)
        watch(act, recall, LASTS)
        name = citation(recall.jurisdiction, basis)
        after: dict[str, Value] = {"state": recall.state, "amount": recall.amount}
        decision.enter("draft", recall, basis=name, after=after)
    return recall


def send_recall(act: Act, number: int) -> Recall:
    """The debtor's agent sent it to the creditor's."""
    with deciding(act):
        recall = locked(Recall, number)
        act.check("send", of_recall(recall))
        check_may_send()
        recall.sent_by_id, recall.sent_at = act.by.id, act.at
        recall.silence_step, recall.silent_since = "none", None
        _step(act, recall, "send")
        set_clock(KIND, recall.pk, "lapse", at=act.at, due_at=act.at + LASTS, counts_for_person=True)
        watch(act, recall, LASTS)
    return recall


def accept_recall(act: Act, number: int, amount: int) -> Recall:
    """So much came back: loss and holds are less by it at once. Raises AboveCap for more than was asked."""
    with deciding(act):
        claim = Recall.objects.values_list("claim", flat=True).filter(pk=number).first()
        locked_claims([claim] if claim else [])
        recall = locked(Recall, number)
        act.check("answer", of_recall(recall))
        if not 0 < amount <= recall.amount:
            raise AboveCap(f"the recall is for 1 to {recall.amount}", field="amount")
        recall.accepted = amount
        _step(act, recall, "accept")
        bring_back(act, recall.claim_id, amount, "recall", recall)
    return recall


def refuse_recall(act: Act, number: int, words: str) -> Recall:
    """The creditor's agent gives nothing back, and says why."""
    if not words.strip():
        raise FactsWrong("a refusal has a reason", field="words")
    return _answer(act, number, "refuse", words)


def wait_for_recall(act: Act, number: int, words: str = "") -> Recall:
    """The creditor's agent looks at it, or will send the money: nothing came back yet."""
    return _answer(act, number, "wait", words)


def _answer(act: Act, number: int, verb: str, words: str) -> Recall:
    with deciding(act):
        recall = locked(Recall, number)
        act.check("answer", of_recall(recall))
        recall.words = words[:200]
        _step(act, recall, verb)
    return recall


def answer_by_file(act: Act, number: int, data: bytes) -> Recall:
    """What the creditor's agent answered: a camt.029, or a pacs.004 that brings the money.

    Raises FactsWrong for what is no such file, DoesNotFit for the answer to another recall.
    """
    try:
        answer = read_recall_answer(data)
    except PlanError as error:
        raise FactsWrong(error.reason, field="file", remedy=error.remedy) from None
    recall = Recall.objects.select_related("claim").filter(pk=number).first()
    if recall is None or not _is_about(answer, recall):
        raise DoesNotFit("the file answers another recall", field="file")
    if answer.kind == "paid":
        if answer.currency != recall.claim.currency:
            raise DoesNotFit(f"the file is in {answer.currency}", field="file")
        return accept_recall(act, number, answer.units)
    if answer.kind == "refused":
        return refuse_recall(act, number, answer.reason or "no reason given")
    return wait_for_recall(act, number, answer.reason or answer.kind)


def _is_about(answer: RecallAnswer, recall: Recall) -> bool:
    claim = recall.claim
    if answer.case:
        return answer.case == recall.reference
    if answer.uetr or claim.uetr:
        return answer.uetr == claim.uetr
    return bool(claim.end_to_end_id) and answer.end_to_end == claim.end_to_end_id


def lapse_recall(number: int, act: Act) -> None:
    """Nobody answered in time (by a clock); where nobody told anything of it, it is on the regulator's list."""
    with deciding(act):
        recall = locked(Recall, number)
        is_silent = recall.state != "pending"
        _step(act, recall, "lapse")
        if is_silent:
            put_on_list(act, Recall, number)


def _step(act: Act, recall: Recall, verb: str) -> None:
    with deciding(act) as decision:
        before, recall.state = recall.state, RECALL.step(recall.state, verb)
        if recall.state not in OPEN_RECALLS:
            recall.ended_at = act.at
            stop_clocks(KIND, recall.pk, at=act.at)
        elif recall.state == "pending":
            stop_clocks(KIND, recall.pk, *SILENCE_VERBS, at=act.at)
        recall.save()
        decision.enter(
            verb,
            recall,
            basis=citation(recall.jurisdiction, recall.basis),
            before={"state": before},
            after={"state": recall.state, "accepted": recall.accepted},
        )
