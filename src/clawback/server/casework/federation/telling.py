"""Which institutions answered for a case by their nodes, and what they say went on to those that have none.

Rows, since a trace of this server reads them with the statements: from there it goes on as it does without nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from clawback.clock import from_micros, parse_time
from clawback.federation.node.state import Owned
from clawback.federation.trust.members import Members
from clawback.federation.wire.messages import Away
from clawback.money import Currency, currency, parse_amount
from clawback.server.casework.accounts import account_of
from clawback.server.casework.models import Account, PeerCredit, PeerQuestion, QuestionClaim
from clawback.server.casework.statements.by_credit import name_by_credit

__all__ = ["write_told"]


def write_told(question: PeerQuestion, owned: Owned, members: Members) -> bool:
    """Whether something is another than before."""
    claims = {each.key: each for each in question.claims.select_related("claim__creditor_account")}
    answered = sorted(agent for name in owned.reports for agent in _agents(members, name))
    changed = answered != question.answered_by
    if changed:
        question.answered_by = answered
        question.save(update_fields=["answered_by"])
    money = currency(question.seat.currency)
    changed |= _write_traced(claims, owned, members, money)
    return _write_credits(question, claims, owned, members, money) or changed


def _agents(members: Members, name: str) -> list[str]:
    member = members.get(name)
    return [] if member is None else list(member.agents)


def _write_traced(
    claims: Mapping[str, QuestionClaim], owned: Owned, members: Members, money: Currency
) -> bool:
    """What nodes say became claims where they start; not what we say who stand in there."""
    traced: dict[str, dict[str, int]] = {}
    for name, report in owned.reports.items():
        for rule, found in report.rules.items() if _agents(members, name) else ():
            for key, text in found.traced.items():
                traced.setdefault(key, {})[rule] = parse_amount(text, money)
    changed = False
    for key, each in claims.items():
        if each.traced != traced.get(key, {}):
            each.traced = traced.get(key, {})
            each.save(update_fields=["traced"])
            changed = True
    return changed


def _write_credits(
    question: PeerQuestion,
    claims: Mapping[str, QuestionClaim],
    owned: Owned,
    members: Members,
    money: Currency,
) -> bool:
    known = {each.key: each for each in question.credits.all()}
    told = dict(_credits(claims, owned, money))
    changed = False
    for key, (member, away, flows) in told.items():
        row = known.pop(key, None)
        if row is None:
            account = _account(claims.get(key), away.agent, key)
            row = PeerCredit(question=question, key=key, account=account, amount=-1)
        amount = parse_amount(away.amount, money)
        if (row.member, row.amount, row.flows) != (member, amount, flows):
            row.member, row.amount, row.flows = member, amount, flows
            row.agent = next(iter(_agents(members, member)), "")
            row.settled_at = from_micros(parse_time(away.settled_at))
            row.save()
            changed = True
    for gone in known.values():
        gone.delete()
    return changed or bool(known)


def _credits(
    claims: Mapping[str, QuestionClaim], owned: Owned, money: Currency
) -> Iterator[tuple[str, tuple[str, Away, dict[str, Any]]]]:
    """Transfer -> who tells it, what it is, and what it carries by rule, of claims that were asked."""
    found: dict[str, tuple[str, Away, dict[str, Any]]] = {}
    for member, report in sorted(owned.reports.items()):
        for rule, each in sorted(report.rules.items()):
            for key, away in each.away.items():
                amounts = {name: parse_amount(text, money) for name, text in away.parts.items()}
                parts = {
                    str(claims[name].claim_id): amount
                    for name, amount in sorted(amounts.items())
                    if name in claims and amount
                }
                if key not in owned.voided and parts:
                    _, _, flows = found.setdefault(key, (member, away, {}))
                    flows[rule] = {
                        "depth": away.depth,
                        "followed": away.fate != "unfollowed",
                        "parts": parts,
                    }
    yield from found.items()


def _account(asked: QuestionClaim | None, agent: str, key: str) -> Account:
    """The claim's own account; else one that is known by the name of its credit until its institution says more."""
    if asked is not None and asked.claim.creditor_account.agent_code == agent:
        return asked.claim.creditor_account
    return account_of(agent, name_by_credit(key))
