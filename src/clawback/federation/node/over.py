"""A claim is over: withdrawn, rejected, its case closed. Nothing of it is held or traced any more, and it is forgotten.

A notice that is still under way may name it: it is known for as long as such may come that its case asks no more.
"""

from __future__ import annotations

from msgspec.structs import replace

from clawback.clock import parse_time
from clawback.federation.node.draft import LIFETIME, Draft
from clawback.federation.node.sharing import tell_shared
from clawback.federation.node.state import Arrival, Flow, Hold
from clawback.federation.refusals import Refusal, RefusedError
from clawback.federation.trust.certificates import Certificate, read_certificate
from clawback.federation.wire.messages import Over

__all__ = ["drop", "forget", "is_over", "take_over", "with_parts"]


def take_over(draft: Draft, author: str, body: Over) -> None:
    """Its owner says that these claims of a case are over. Raises RefusedError."""
    for claim in body.claims:
        certificate = _certificate(draft, claim, body.case)
        if certificate is not None and certificate.owner != author:
            raise RefusedError(Refusal.NO_SUCH_CASE, body.case[:80])
    for claim in body.claims:
        was_shared = len(draft.claims.get(claim, {})) > 1
        certificate = _certificate(draft, claim, body.case)
        until = draft.now + LIFETIME if certificate is None else parse_time(certificate.until)
        until = max(until, draft.now + LIFETIME)
        draft.over[claim] = {**draft.over.get(claim, {}), body.case: (author, until)}
        drop(draft, claim, body.case)
        if was_shared and claim in draft.claims:
            tell_shared(draft, claim)
    draft.event("over", case=body.case, claims=draft.names(body.claims))
    if body.case not in _open_cases(draft):
        draft.ended[body.case] = draft.now + draft.site.policy.keep_ended


def _certificate(draft: Draft, claim: str, case: str) -> Certificate | None:
    text = draft.claims.get(claim, {}).get(case)
    return None if text is None else read_certificate(text)[0]


def _open_cases(draft: Draft) -> set[str]:
    return {case for cases in draft.claims.values() for case in cases}


def is_over(draft: Draft, claim: str, text: str) -> bool:
    """Whether the owner of this certificate said so."""
    certificate = read_certificate(text)[0]
    return draft.over.get(claim, {}).get(certificate.case, ("", 0))[0] == certificate.owner


def drop(draft: Draft, claim: str, case: str) -> None:
    """The case has the claim no more; where no other has it, what arrives carries nothing of it."""
    left = {name: text for name, text in draft.claims.get(claim, {}).items() if name != case}
    draft.dirty = True
    said = draft.carriers.pop(claim, {})
    if left:
        draft.claims[claim] = left
        kept = {name: carrier for name, carrier in said.items() if name != case and carrier != case}
        if kept:
            draft.carriers[claim] = kept
        return
    draft.claims.pop(claim, None)
    for own, arrival in draft.arrivals.items():
        draft.arrivals[own] = _without(arrival, claim)


def _without(arrival: Arrival, claim: str) -> Arrival:
    rules = {
        rule: replace(flow, parts={name: part for name, part in flow.parts.items() if name != claim})
        for rule, flow in arrival.rules.items()
    }
    return replace(arrival, rules=with_parts(rules))


def with_parts(rules: dict[str, Flow]) -> dict[str, Flow]:
    """Those under which something is carried."""
    return {rule: flow for rule, flow in rules.items() if flow.parts}


def forget(draft: Draft) -> None:
    """What was kept of cases that are over, and whose time to be kept is over too."""
    draft.over = {
        claim: left
        for claim, cases in draft.over.items()
        if (left := {case: said for case, said in cases.items() if said[1] > draft.now})
    }
    gone = [case for case, at in draft.ended.items() if at <= draft.now]
    open_ = _open_cases(draft) if gone else set()
    for case in gone:
        del draft.ended[case]
        if case not in open_:
            _forget_case(draft, case)


def _forget_case(draft: Draft, case: str) -> None:
    draft.reported.pop(case, None)
    draft.unheld.pop(case, None)
    draft.declined.pop(case, None)
    draft.holds = {name: each for name, each in draft.holds.items() if not _ended_of(each, case)}
    draft.voided = {
        own: left for own, cases in draft.voided.items() if (left := [each for each in cases if each != case])
    }
    draft.arrivals = {own: each for own, each in draft.arrivals.items() if each.rules or own in draft.said}
    draft.event("forgotten", case=case)


def _ended_of(hold: Hold, case: str) -> bool:
    return hold.case == case and not hold.amount
