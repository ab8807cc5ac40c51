"""Requests to authorities abroad, drafted by the node for what it may not tell a peer there; a person sends them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from clawback.federation.node.state import Owned
from clawback.federation.refusals import Refusal
from clawback.federation.trust.certificates import read_certificate
from clawback.federation.trust.members import Member, Members
from clawback.federation.wire.messages import Known
from clawback.money import currency, parse_amount
from clawback.server.casework.models import LetterAbroad, PeerQuestion
from clawback.server.casework.states.abroad import ABROAD
from clawback.server.record.deciding import Decision, Value

__all__ = ["write_abroad"]

_AT_A_BORDER = (Refusal.NO_GATEWAY.text, Refusal.GUARDED.text)
_OVER = "nothing stops there at the border any more"


def write_abroad(decision: Decision, question: PeerQuestion, owned: Owned, members: Members) -> None:
    """After each step: what stops at a border now is drafted, and a draft follows it until somebody approved it."""
    stopped = dict(_stopped(owned))
    known = {
        row.key: row
        for row in LetterAbroad.objects.select_for_update().filter(question=question).order_by("pk")
    }
    if not stopped and not known:
        return
    claims = dict(question.claims.filter(over_at=None).values_list("key", "claim"))
    for key, (why, told) in sorted(stopped.items()):
        member = members.by_agent.get(told.agent)
        parts = _parts(question, told, claims)
        if member is not None and parts:
            _draft(decision, question, known.pop(key, None), key, why, told.agent, member, members, parts)
    for row in known.values():
        if row.state == "drafted":
            row.state, row.words = ABROAD.step(row.state, "withdraw"), _OVER
            row.save(update_fields=["state", "words"])
            decision.enter("withdraw", row, after={"state": row.state})


def _stopped(owned: Owned) -> Iterator[tuple[str, tuple[str, Known]]]:
    """Transfer -> why it stops at a border, and what it carries under the case's rule."""
    texts = [text for claim, text in owned.certificates.items() if claim not in owned.over]
    rule = read_certificate(texts[0])[0].rules[0] if texts else ""
    for _member, report in sorted(owned.reports.items()):
        sent = report.rules[rule].sent if rule in report.rules else {}
        for key, why in report.stopped.items():
            if why in _AT_A_BORDER and key in sent:
                yield key, (why, sent[key])


def _parts(question: PeerQuestion, told: Known, claims: Mapping[str, int]) -> dict[str, int]:
    money = currency(question.seat.currency)
    amounts = {key: parse_amount(text, money) for key, text in told.parts.items() if key in claims}
    return {str(claims[key]): amount for key, amount in sorted(amounts.items()) if amount}


def _draft(
    decision: Decision,
    question: PeerQuestion,
    row: LetterAbroad | None,
    key: str,
    why: str,
    agent: str,
    member: Member,
    members: Members,
    parts: dict[str, int],
) -> None:
    authority = members.get(member.authority or member.name) or member
    if row is None:
        row = LetterAbroad(question=question, key=key, amount=0, drafted_at=decision.act.at)
    elif row.state == "withdrawn" and row.words == _OVER:
        row.state, row.words = ABROAD.step(row.state, "draft"), ""
    if row.state != "drafted" or (row.pk and (row.parts, row.authority) == (parts, authority.name)):
        return
    row.agent, row.authority, row.jurisdiction = agent, authority.name, authority.jurisdiction
    row.parts, row.amount, row.why = parts, sum(parts.values()), why
    row.save()
    after: dict[str, Value] = {
        "state": row.state,
        "amount": row.amount,
        "authority": row.authority,
        "why": why,
    }
    decision.enter("draft", row, after=after)
