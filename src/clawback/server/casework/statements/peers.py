"""What nodes told of claims, out of the database, as facts of a trace."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from clawback.clock import to_micros
from clawback.server.casework.any_of import among, any_of
from clawback.server.casework.kept_sql import records_by
from clawback.server.casework.models import PeerCredit, QuestionClaim
from clawback.server.casework.statements.facts import NO_PEERS, CreditFact, FlowFact, PeersFact

__all__ = ["Asked", "asked_of", "peers_fact"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """Claims that peers were asked of, and the credits that were told for the questions they belong to."""

    claims: tuple[QuestionClaim, ...]
    credits: tuple[PeerCredit, ...]


def asked_of(claims: Collection[int]) -> Asked:
    """Of these claims."""
    listed = tuple(records_by("claims asked", _asked, {-1: list(claims)}))
    questions = {each.question_id for each in listed}
    told = PeerCredit.objects.filter(question__in=any_of(questions)).select_related("account").order_by("pk")
    return Asked(claims=listed, credits=tuple(told) if questions else ())


def _asked() -> QuerySet[QuestionClaim]:
    found = QuestionClaim.objects.filter(among("claim", [-1]), asked_at__isnull=False)
    return found.select_related("question").order_by("pk")


def peers_fact(asked: Asked, claims: Collection[int]) -> PeersFact:
    """What nodes told of these claims."""
    of_it = [each for each in asked.claims if each.claim_id in claims]
    agents = frozenset(agent for each in of_it for agent in each.question.answered_by)
    if not agents:
        return NO_PEERS
    questions = {each.question_id for each in of_it}
    own = {(each.question_id, each.key): each.claim_id for each in of_it}
    return PeersFact(
        agents=agents,
        credits=tuple(
            _credit(each, claims, own)
            for each in asked.credits
            if each.question_id in questions and each.account.agent_code not in agents
        ),
        traced=frozenset(
            (each.claim_id, rule, amount) for each in of_it for rule, amount in each.traced.items()
        ),
    )


def _credit(credit: PeerCredit, claims: Collection[int], own: Mapping[tuple[int, str], int]) -> CreditFact:
    return CreditFact(
        account=(credit.account.agent_code, credit.account.number),
        agent=credit.agent,
        key=credit.key,
        claim=own.get((credit.question_id, credit.key), 0),
        amount=credit.amount,
        settled_at=to_micros(credit.settled_at),
        flows=tuple(_flow(rule, said, claims) for rule, said in sorted(credit.flows.items())),
    )


def _flow(rule: str, said: dict[str, Any], claims: Collection[int]) -> FlowFact:
    return FlowFact(
        rule=rule,
        depth=said["depth"],
        followed=said["followed"],
        parts=tuple(
            (int(claim), part) for claim, part in sorted(said["parts"].items()) if int(claim) in claims
        ),
    )
