"""What is known of a case from its peers: the way of the money, what stands where under how many rules, what is held.

Pure, out of the machine's state: the same reports give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clawback.federation.node.owning import is_whole, view
from clawback.federation.node.state import Owned
from clawback.money import Currency, parse_amount
from clawback.tracing.rules.names import RULES

__all__ = ["Answers", "Hop", "Place", "answers_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hop:
    """What went from one institution to the next, as the first tells it, under the case's rule; minor units."""

    member: str
    agent: str
    amount: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """What is at one account (a token): `amount` under the case's rule, `low` and `high` over all rules; `kind` as in
    docs/reference/result.md. `unheld` says why nothing, or not all, is held there."""

    agent: str
    account: str
    kind: str
    amount: int
    low: int
    high: int
    unheld: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """All of it. `stopped` are transfers whose parts were not told on, with the refusal; `refused` what members said
    to the question itself; `void` what reports contradict."""

    whole: bool
    members: tuple[str, ...]
    hops: tuple[Hop, ...]
    places: tuple[Place, ...]
    stopped: Mapping[str, str]
    refused: Mapping[str, str]
    void: Mapping[str, str]


def answers_of(owned: Owned, money: Currency, rule: str) -> Answers:
    """What the reports of all members say together, under `rule` and with bounds over all five."""
    found = {each: _places(owned, money, each) for each in RULES}
    unheld = {
        token: why
        for report in owned.reports.values()
        for token, why in report.unheld.items()
        if why != "was confirmed"  # it is held, and not added to
    }
    places = sorted({place for each in found.values() for place in each})
    stopped = {key: why for report in owned.reports.values() for key, why in report.stopped.items()}
    return Answers(
        whole=is_whole(owned),
        members=tuple(sorted(owned.reports)),
        hops=tuple(sorted(_hops(owned, money, rule), key=lambda each: -each.amount)),
        places=tuple(
            Place(
                agent=agent,
                account=account,
                kind=kind,
                amount=found[rule].get((agent, account, kind), 0),
                low=min(each.get((agent, account, kind), 0) for each in found.values()),
                high=max(each.get((agent, account, kind), 0) for each in found.values()),
                unheld=unheld.get(account, "") if kind == "standing" else "",
            )
            for agent, account, kind in places
        ),
        stopped=stopped,
        refused=dict(owned.refused),
        void=dict(owned.voided),
    )


def _places(owned: Owned, money: Currency, rule: str) -> dict[tuple[str, str, str], int]:
    found: dict[tuple[str, str, str], int] = {}
    for each in view(owned, rule).positions:
        place = each.agent, each.account, each.position
        found[place] = found.get(place, 0) + _sum(each.parts, money)
    return found


def _hops(owned: Owned, money: Currency, rule: str) -> list[Hop]:
    sums: dict[tuple[str, str], int] = {}
    for member, report in owned.reports.items():
        if rule in report.rules:
            for known in report.rules[rule].sent.values():
                way = member, known.agent
                sums[way] = sums.get(way, 0) + _sum(known.parts, money)
    return [Hop(member=member, agent=agent, amount=amount) for (member, agent), amount in sums.items()]


def _sum(parts: Mapping[str, str], money: Currency) -> int:
    return sum(parse_amount(text, money) for text in parts.values())
